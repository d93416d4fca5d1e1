//! Views printed through the theme's templates.

use super::view::View;
use super::view_book::BookView;
use super::words::{self, Words};
use crate::model::citation::Wording;
use crate::model::config::Lang;
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::hash::ContentHash;
use crate::model::library::Date;
use crate::model::path::{OutPath, SourcePath};
use crate::model::theme::Theme;
use fluent_bundle::{FluentArgs, FluentValue};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;
use tera::value::Key;
use tera::{Context, Kwargs, State, Tera, Value};

/// A page of the theme's own: what it needs.
pub(super) struct OwnPage {
    pub(super) is_once: bool,
    pub(super) needs_titles: bool,
    pub(super) js: Option<(OutPath, Arc<[u8]>)>,
}

/// A theme made ready to print: its templates compiled, its strings read.
pub struct Press {
    tera: Tera,
    words: Arc<BTreeMap<String, Words>>,
    /// Each language's fixed strings as a template sees them.
    fixed: BTreeMap<String, Value>,
    /// Covers the theme.
    pub(super) hash: ContentHash,
    pub(super) css: (OutPath, Arc<[u8]>),
    /// The style sheet of books.
    pub(super) book_css: Arc<[u8]>,
    pub(super) js: Option<(OutPath, Arc<[u8]>)>,
    /// What pages need beside it that show the text of an entry.
    pub(super) entry_js: Option<(OutPath, Arc<[u8]>)>,
    pub(super) icon: Option<(OutPath, Arc<[u8]>)>,
    /// The theme's own pages, by name.
    pub(super) pages: BTreeMap<String, OwnPage>,
    names: Vec<String>,
    /// The folder of its templates, for findings.
    pub(super) folder: SourcePath,
}

impl Press {
    /// Compiles a theme for a library of these languages. A template that cannot be read is reported, and nothing can be
    /// printed then.
    pub(super) fn new(theme: &Theme, langs: &[Lang]) -> Diagnosed<Option<Press>> {
        let mut diagnostics = Vec::new();
        let mut words = BTreeMap::new();
        for (lang, text) in &theme.strings {
            let path = theme_path(theme, &format!("lang/{lang}.ftl"));
            let read = Words::read(lang, text, &path);
            diagnostics.extend(read.diagnostics);
            words.insert(lang.clone(), read.value);
        }
        if words.is_empty() {
            let path = theme_path(theme, "lang/en.ftl");
            diagnostics.push(Diagnostic::error("theme", Span::file(&path), "the theme has no language file"));
            return Diagnosed { value: None, diagnostics };
        }
        let words = Arc::new(words);
        let mut tera = Tera::default();
        let spoken = Arc::clone(&words);
        tera.register_function("say", move |args: Kwargs, state: &State| say(&spoken, &args, state));
        if let Err(error) =
            tera.add_raw_templates(theme.templates.iter().map(|(name, text)| (name.clone(), text.clone())))
        {
            let path = theme_path(theme, "templates");
            diagnostics.push(Diagnostic::error(
                "template",
                Span::file(&path),
                format!("a template cannot be read:\n{error}"),
            ));
            return Diagnosed { value: None, diagnostics };
        }
        let fixed = words.iter().map(|(lang, words)| (lang.clone(), Value::from_serializable(&words.fixed))).collect();
        let asset = |name: &str, extension: &str, text: &str| {
            let hash = ContentHash::of_bytes(text.as_bytes()).short();
            (OutPath::new(format!("assets/{name}-{hash}.{extension}")), Arc::from(text.as_bytes()))
        };
        let pages = theme.pages.iter().map(|(path, page)| {
            let name = path.rsplit(['/', '\\']).next().and_then(|name| name.split('.').next()).unwrap_or("page");
            let script = page.script(langs);
            let js = (!script.is_empty()).then(|| asset(name, "js", &script));
            (path.clone(), OwnPage { is_once: page.is_once, needs_titles: page.needs_titles, js })
        });
        let press = Press {
            css: asset("style", "css", &super::assets::lean(&theme.css)),
            book_css: Arc::from(super::assets::lean(&theme.book_css).as_bytes()),
            js: (!theme.js.is_empty()).then(|| asset("script", "js", &theme.js)),
            entry_js: (!theme.entry_js.is_empty()).then(|| asset("entry", "js", &theme.entry_js)),
            icon: (!theme.icon.is_empty()).then(|| asset("icon", "svg", &theme.icon)),
            pages: pages.collect(),
            folder: theme_path(theme, "templates"),
            names: theme.templates.keys().cloned().collect(),
            tera,
            words,
            fixed,
            hash: theme.hash,
        };
        Diagnosed { value: Some(press), diagnostics }
    }

    /// The strings of a language.
    pub(super) fn words(&self, lang: &Lang) -> &Words {
        words::for_lang(&self.words, lang)
    }

    /// The template of a kind, else the one for any entry.
    pub(super) fn template_for(&self, kind: &str) -> &str {
        let name = format!("{kind}.html");
        self.names.iter().find(|known| **known == name).map_or("entry.html", String::as_str)
    }

    /// Prints a view.
    pub(super) fn print(&self, template: &str, view: &View, body: &str) -> Result<Vec<u8>, String> {
        let mut context = context(view).map_err(|error| error.to_string())?;
        context.insert_value("body", Value::safe_string(body));
        self.print_in(view.lang, template, context, body.len() + 8 * 1024)
    }

    /// Prints a file of a book.
    pub(super) fn print_book(&self, template: &str, view: &BookView) -> Result<Vec<u8>, String> {
        let context = context(view).map_err(|error| error.to_string())?;
        self.print_in(view.lang, template, context, 8 * 1024)
    }

    fn print_in(&self, lang: &str, template: &str, mut context: Context, n_bytes: usize) -> Result<Vec<u8>, String> {
        let primary = lang.split('-').next().unwrap_or_default();
        let fixed = [lang, primary, "en"].into_iter().find_map(|lang| self.fixed.get(lang));
        if let Some(fixed) = fixed.or_else(|| self.fixed.values().next()) {
            context.insert_value("words", fixed.clone());
        }
        let mut page = Bounded { bytes: Vec::with_capacity(n_bytes), is_full: false };
        let printed = self.tera.render_to(template, &context, &mut page);
        if page.is_full {
            return Err(format!("it is larger than {} MB; a loop of its template may go on and on", MAX_PAGE >> 20));
        }
        printed.map_err(|error| error.to_string())?;
        Ok(page.bytes)
    }
}

/// The largest page. What people write stays far below it; a loop in a template does not.
const MAX_PAGE: usize = 50 << 20;

/// A page while it is printed.
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.is_full |= self.bytes.len() + bytes.len() > MAX_PAGE;
        if self.is_full {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Wording for Press {
    fn hash(&self) -> ContentHash {
        self.hash
    }

    fn quoted(&self, lang: &Lang, title: &str) -> String {
        self.words(lang).with("cite_title", "title", title)
    }

    fn separator(&self, lang: &Lang) -> &str {
        self.words(lang).get("cite_separator")
    }

    fn not_verified(&self, lang: &Lang) -> &str {
        self.words(lang).get("number_not_verified")
    }

    fn reviewed(&self, lang: &Lang, date: &Date) -> String {
        let words = self.words(lang);
        words.with("cite_reviewed", "date", &words.date(date))
    }
}

/// What a template can name. `Context::from_serialize` would copy each name for each page.
fn context(view: &impl Serialize) -> tera::TeraResult<Context> {
    let mut context = Context::new();
    for (name, value) in Value::try_from_serializable(view)?.into_map().unwrap_or_default() {
        if let Key::Str(name) = name {
            context.insert_value(name, value);
        }
    }
    Ok(context)
}

/// A file of the theme, for findings.
pub(super) fn theme_path(theme: &Theme, file: &str) -> SourcePath {
    SourcePath::new(format!("themes/{}/{file}", theme.name))
}

/// `say(key="n_entries", n=3)`: a message with its variables, in the page's language.
fn say(all: &BTreeMap<String, Words>, args: &Kwargs, state: &State) -> tera::TeraResult<String> {
    let key: &str = args.must_get("key")?;
    let lang: String = state.get("lang")?.unwrap_or_default();
    let mut variables = FluentArgs::new();
    for name in ["n", "total", "name", "date", "day", "month", "year", "language", "title"] {
        let Some(value) = args.get::<Value>(name)? else {
            continue;
        };
        let value = match (value.as_i64(), value.as_str()) {
            (Some(number), _) => FluentValue::from(number),
            (None, Some(text)) => FluentValue::from(text.to_owned()),
            (None, None) => continue,
        };
        variables.set(name, value);
    }
    Ok(words::for_lang(all, &Lang::new(&lang)).say(key, &variables))
}
