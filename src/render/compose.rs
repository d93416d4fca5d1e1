//! Views of entries, from the library.

use super::body::Filling;
use super::glossary::Glossary;
use super::letters::Letters;
use super::lists::Name;
use super::matrix::Matrix;
use super::overviews::Overviews;
use super::place::At;
use super::question::Shared;
use super::templates::Press;
use super::timeline::Timeline;
use super::view::*;
use super::whole::Document;
use super::words::Words;
use super::{Job, What};
use crate::model::citation::Citation;
use crate::model::config::{Field, FieldForm, Lang};
use crate::model::graph::{Edge, EntryId, FolderId};
use crate::model::hash::ContentHash;
use crate::model::library::{FieldValue, Library, Resolved};
use crate::model::path::{OutPath, SourcePath};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The longest chain of breadcrumbs.
pub(super) const MAX_CRUMBS: usize = 8;

/// What views are composed from.
pub(super) struct Composer<'l> {
    pub(super) library: &'l Library,
    pub(super) press: &'l Press,
    pub(super) glossary: Glossary,
    /// The site in each of its languages.
    pub(super) langs: Vec<OfLanguage<'l>>,
    /// Made when the first question is asked: a single build asks none.
    shared: OnceLock<Shared>,
    key: Arc<str>,
    tags: Arc<str>,
    pub(super) fingerprint: String,
    /// What is shown whole.
    pub(super) documents: BTreeMap<EntryId, Document>,
    has_feed: bool,
}

/// What the site's own pages show to the readers of one language.
pub(super) struct OfLanguage<'l> {
    pub(super) lang: &'l Lang,
    /// The A to Z.
    pub(super) letters: Letters,
    pub(super) overviews: Overviews<'l>,
    pub(super) timeline: Timeline,
    pub(super) matrices: Vec<Matrix>,
    /// What was reviewed.
    pub(super) changes: Vec<EntryId>,
    /// The entries of each script of titles; none when the theme asks for none.
    pub(super) titles: Vec<Vec<EntryId>>,
}

impl<'l> OfLanguage<'l> {
    fn new(library: &'l Library, press: &'l Press, lang: &'l Lang) -> OfLanguage<'l> {
        let needs_titles = press.pages.values().any(|page| page.needs_titles);
        let (letters, changes) =
            rayon::join(|| super::letters::letters(library, lang), || super::changes::changes(library, lang));
        OfLanguage {
            lang,
            letters,
            overviews: super::overviews::overviews(library, press.words(lang), lang),
            timeline: super::timeline::timeline(library, lang),
            matrices: super::matrix::matrices(library, lang),
            changes,
            titles: if needs_titles { super::titles::shards(library, lang) } else { Vec::new() },
        }
    }
}

impl<'l> Composer<'l> {
    pub(super) fn new(library: &'l Library, press: &'l Press) -> Composer<'l> {
        let site = &library.config.site;
        let (langs, (glossary, documents, fingerprint)) = rayon::join(
            || library.langs().par_iter().map(|lang| OfLanguage::new(library, press, lang)).collect(),
            || (Glossary::new(library), super::whole::documents(library), super::copy::fingerprint(library)),
        );
        Composer {
            glossary,
            langs,
            shared: OnceLock::new(),
            key: ContentHash::of(&[library.title(library.lang()), site.base_url.as_deref().unwrap_or_default()])
                .short()
                .into(),
            tags: library.langs().iter().map(Lang::as_str).collect::<Vec<_>>().join(" ").into(),
            fingerprint,
            documents,
            has_feed: library.has_feed(),
            library,
            press,
        }
    }

    /// The site in one of its languages.
    pub(super) fn of(&self, lang: &Lang) -> &OfLanguage<'l> {
        self.langs.iter().find(|of| of.lang == lang).expect("pages are in the languages of the site")
    }

    /// Hashes that questions share.
    pub(super) fn shared(&self) -> &Shared {
        self.shared.get_or_init(|| {
            let shown = self.langs.iter().map(|of| (&of.overviews, of.changes.is_empty()));
            let theme = ContentHash::of_value(&(self.press.hash, shown.collect::<Vec<_>>()));
            Shared::new(self.library, theme, &self.glossary)
        })
    }

    /// The template, the view and the body that it shows.
    pub(super) fn compose(&self, job: &'l Job<'l>) -> (&'l str, View<'l>, String) {
        let at = At { path: &job.path, lang: job.lang };
        let (template, mut view, body_of) = match job.what {
            What::Home => ("home.html", self.home(at), self.library.home_in(at.lang)),
            What::Entry(id) => {
                let kind = &self.library.config.model[self.library[id].kind];
                (self.press.template_for(&kind.key), self.entry(id, at), Some(id))
            }
            What::More { id, list, number } => ("list.html", self.more(id, list, number, at), None),
            What::Folder { id, number } => ("list.html", self.folder(id, number, at), None),
            What::AToZ => ("a-z.html", self.a_to_z(at), None),
            What::Letter { letter, number } => ("a-z.html", self.letter(letter, number, at), None),
            What::Timeline { number } => ("timeline.html", self.timeline(number, at), None),
            What::Whole(id) => ("whole.html", self.whole(id, at), None),
            What::Changes { number } => ("changes.html", self.changes_page(number, at), None),
            What::Copy => ("copy.html", self.copy(at), None),
            What::Matrix => ("matrix.html", self.matrix(at), None),
            What::MatrixRow { matrix, row } => ("matrix-row.html", self.matrix_row(matrix, row, at), None),
            What::Map { number } => ("map.html", self.map(number, at), None),
            What::Redirect(id) => ("redirect.html", self.redirect(id, at), None),
            What::NotFound => ("404.html", self.not_found(at), None),
            What::Own(name) => (name, self.own(name, at), None),
            What::Titles { .. } => unreachable!("a script has no view"),
        };
        if matches!(job.what, What::Home | What::Entry(_) | What::Whole(_)) {
            view.own_js = self.press.entry_js.as_ref().map(|(js, _)| at.href(js));
        }
        let body = body_of.map(|id| self.body(id, at, &mut view)).unwrap_or_default();
        (template, view, body)
    }

    /// The source that a page comes from; the site's own pages have none.
    pub(super) fn source(&self, job: &Job) -> Option<SourcePath> {
        let id = match job.what {
            What::Entry(id) | What::More { id, .. } | What::Whole(id) | What::Redirect(id) => Some(id),
            What::Folder { id, .. } => self.library[id].entries.first().copied(),
            _ => None,
        };
        self.library.path(id?).cloned()
    }

    /// An entry's body as HTML, for its page. The view notes the terms it uses.
    fn body(&self, id: EntryId, at: At<'l>, view: &mut View<'l>) -> String {
        let mut uses = self.glossary.uses(id);
        let body = self.filling(id, at.path).map(|filling| filling.text(None, Some(&mut uses))).unwrap_or_default();
        view.addresses = super::body::addresses(&body);
        view.definitions = self.definitions(&uses.used, at);
        body
    }

    pub(super) fn words(&self, entry: &Resolved) -> &'l Words {
        self.press.words(&entry.lang)
    }

    pub(super) fn filling<'f>(&'f self, id: EntryId, page: &'f OutPath) -> Option<Filling<'f>> {
        let entry = self.library[id].entry.as_deref()?;
        let words = self.words(&self.library[id]);
        Some(Filling {
            library: self.library,
            press: self.press,
            words,
            id,
            entry,
            page,
            shift: None,
            whole: None,
            is_part: false,
            leaf: None,
        })
    }

    /// What every page has.
    pub(super) fn base(&self, page: &'static str, title: Cow<'l, str>, at: At<'l>) -> View<'l> {
        let (library, lang) = (self.library, at.lang);
        let site = &library.config.site;
        let menu = library.menu.iter().map(|&id| {
            let id = library.in_lang(id, lang);
            let entry = &library[id];
            MenuView {
                title: entry.short(),
                href: at.href(&entry.out),
                lang: self.foreign(id, at),
                is_current: entry.out == *at.path,
                is_ancestor: false,
            }
        });
        let site_title = library.title(lang);
        let title_tag = if title == site_title { title.to_string() } else { format!("{title} · {site_title}") };
        View {
            page,
            lang: lang.as_str(),
            dir: lang.dir(),
            root: at.path.root(),
            css: at.href(&self.press.css.0),
            js: self.press.js.as_ref().map(|(js, _)| at.href(js)),
            icon: self.icon().map(|icon| at.href(icon)),
            site: SiteView {
                title: site_title,
                description: site.description.get(lang),
                licence: site.licence.get(lang),
                home: self.home_href(at),
                a_to_z: at.href(&library.out_in(lang, "a-z.html")),
                search: self.search_href(at),
                changes: (!self.of(lang).changes.is_empty()).then(|| at.href(&self.changes_path(1, lang))),
                copy: at.href(&self.copy_path(lang)),
                feed: self.has_feed.then(|| at.href(&OutPath::new("feed.xml"))),
                glossary: self.glossary.folder.map(|folder| at.href(&library.folder_out(folder, lang))),
                key: self.key.clone(),
                languages: self.tags.clone(),
                base_url: site.base_url.as_deref(),
                menu: menu.collect(),
                overviews: self.overview_links(at),
                is_provisional: true,
            },
            title,
            title_tag,
            canonical: self.canonical(at.path),
            address: library.address(at.path),
            ..View::default()
        }
    }

    /// The site's own icon among the files that are published as they are, else the theme's.
    fn icon(&self) -> Option<&OutPath> {
        self.library.icon().or(self.press.icon.as_ref().map(|(path, _)| path))
    }

    /// A page's one full address, where it is known.
    pub(super) fn canonical(&self, path: &OutPath) -> Option<String> {
        self.library.config.site.base_url.is_some().then(|| self.library.address(path))
    }

    /// The view of an entry's own page.
    pub(super) fn entry(&self, id: EntryId, at: At<'l>) -> View<'l> {
        let library = self.library;
        let entry = &library[id];
        let lang = &entry.lang;
        let kind = &library.config.model[entry.kind];
        let node = library.node(id);
        let fields = self.fields(id, at);
        let outline = entry.entry.iter().flat_map(|source| &source.outline).enumerate();
        let outline = outline.map(|(idx, heading)| OutlineView {
            level: heading.level,
            text: &heading.text,
            href: format!("#{}", entry.anchor(idx).unwrap_or_default()),
        });
        let link = |id: EntryId| self.link(id, at);
        let mut view = self.base("entry", Cow::Borrowed(entry.title.as_str()), at);
        for (item, &to) in view.site.menu.iter_mut().zip(&library.menu) {
            let to = library.in_lang(to, at.lang);
            item.is_ancestor = !item.is_current && self.lies_below(entry.folder, to);
        }
        view.languages = self.switch_of(id, at);
        view.original = library.original(id).map(link);
        view.is_behind = entry.is_behind;
        view.is_unreviewed = entry.is_unreviewed;
        view.is_head_only = entry.is_head_only();
        view.summary = entry.summary.as_deref();
        view.crumbs = self.crumbs(id, at);
        view.id = Some(&entry.id);
        view.kind = Some(KindView { key: &kind.key, label: kind.label.get(lang), plural: kind.plural.get(lang) });
        view.number = entry.number.as_ref();
        view.status = entry.status;
        view.is_for_trainers = entry.is_for_trainers;
        view.facts = fields
            .iter()
            .filter(|(key, _)| !self.is_number_field(entry, key) && kind.tiles.as_deref() != Some(*key))
            .filter(|(key, _)| !self.is_end_said(id, key))
            .map(|(_, field)| field.clone())
            .collect();
        view.fields = fields;
        view.reviewed = entry.reviewed.as_ref().map(|date| self.words(entry).date(date));
        view.outline = outline.collect();
        view.relations = self.relations(id, at);
        view.backlinks = self.backlinks(id, at, 1);
        view.previous = node.previous.map(link);
        view.next = node.next.map(link);
        view.whole = self.whole_href(id, at);
        view.citation = Citation::of(library, id).map(|citation| citation.text(self.press));
        view.machine = Some(self.machine(id, at, &view.crumbs));
        if self.is_index(id) {
            view.lists = self.folder_lists(entry.folder, 1, at);
            view.tiles = self.tiles(&library[entry.folder].entries, at);
            view.pager = self.pager(Name::Folder, id, library[entry.folder].entries.len(), 1, at);
        }
        view
    }

    /// A link to an entry, marked where it leads to another language.
    pub(super) fn link(&self, id: EntryId, at: At<'l>) -> LinkView<'l> {
        let entry = &self.library[id];
        LinkView { title: entry.short(), href: at.href(&entry.out), lang: self.foreign(id, at) }
    }

    /// Whether an entry is the page that lists its folder, in any language.
    pub(super) fn is_index(&self, id: EntryId) -> bool {
        let index = self.library[self.library[id].folder].index;
        let is_version = |index| self.library.in_lang(index, &self.library[id].lang) == id;
        self.library[id].is_folder_page && index.is_some_and(is_version)
    }

    /// Whether a folder lies below the one whose page an entry is.
    pub(super) fn lies_below(&self, mut folder: FolderId, page: EntryId) -> bool {
        let above = self.library[page].folder;
        if !self.is_index(page) {
            return false;
        }
        while let Some(parent) = self.library[folder].parent {
            if folder == above {
                return true;
            }
            folder = parent;
        }
        false
    }

    /// Whether a field is shown beside the title, or only says how sure that one is.
    fn is_number_field(&self, entry: &Resolved, key: &str) -> bool {
        let model = &self.library.config.model;
        let Some(number) = &model[entry.kind].number else {
            return false;
        };
        let certainty =
            model.fields_of(entry.kind).find(|field| field.key == *number).and_then(|field| field.certainty.as_ref());
        key == number || certainty.is_some_and(|certainty| certainty.field == key)
    }

    pub(super) fn fields(&self, id: EntryId, at: At<'l>) -> Vec<(&'l str, FieldView<'l>)> {
        let entry = &self.library[id];
        let model = &self.library.config.model;
        let mut views = Vec::new();
        for (key, value) in &entry.fields {
            let Some(field) = model.fields_of(entry.kind).find(|field| field.key == *key) else {
                continue;
            };
            // What must not be printed is not in the view, so that no template can print it.
            let status =
                |name: &str| entry.fields.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.text());
            let is_marked = match &field.certainty {
                None => false,
                Some(certainty) => match certainty.mark(status(&certainty.field)) {
                    None => continue,
                    Some(is_marked) => is_marked,
                },
            };
            let html = match value {
                FieldValue::Prose => {
                    self.filling(id, at.path).and_then(|filling| Some(filling.html(filling.entry.prose.get(key)?)))
                }
                _ => None,
            };
            let (text, raw) = self.field_text(field, value, entry);
            let text = match is_marked {
                true => Cow::Owned(format!("{text}? ({})", self.words(entry).get("number_not_verified"))),
                false => text,
            };
            let href = match (&field.form, value) {
                (FieldForm::Url, FieldValue::Text(url)) => Some(Cow::Borrowed(url.as_str())),
                (_, FieldValue::File(file)) => Some(Cow::Owned(at.href(file))),
                _ => None,
            };
            // The words of a translation's original, where it has none of its own.
            let is_words = matches!(value, FieldValue::Text(_) | FieldValue::Map(_) | FieldValue::List(_));
            let is_named = matches!(form_of(field), FieldForm::Choice(_) | FieldForm::Url | FieldForm::File);
            // A date in the words of its source is no other language's.
            let is_words = is_words || matches!(value, FieldValue::Date(date) if date.as_written.is_some());
            let is_foreign = is_words && !is_named && entry.is_inherited(key);
            let lang =
                self.library.original(id).filter(|_| is_foreign).map(|original| self.library[original].lang.as_str());
            let label = field.label.get(&entry.lang);
            views.push((key.as_str(), FieldView { key, label, text, value: raw, href, html, lang }));
        }
        views
    }

    /// A value as readers see it, and as it was written.
    fn field_text(&self, field: &'l Field, value: &'l FieldValue, entry: &Resolved) -> (Cow<'l, str>, Cow<'l, str>) {
        let form = form_of(field);
        match value {
            FieldValue::Text(text) => {
                let shown = match form {
                    FieldForm::Choice(of) => {
                        of.iter().find(|(name, _)| name == text).map(|(_, label)| label.get(&entry.lang))
                    }
                    _ => None,
                };
                (Cow::Borrowed(shown.unwrap_or(text)), Cow::Borrowed(text.as_str()))
            }
            FieldValue::File(file) => {
                let name = file.as_str().rsplit('/').next().unwrap_or_default();
                (Cow::Borrowed(name), Cow::Borrowed(file.as_str()))
            }
            FieldValue::Integer(number) => (number.to_string().into(), number.to_string().into()),
            FieldValue::Boolean(is_true) => (is_true.to_string().into(), is_true.to_string().into()),
            FieldValue::Date(date) => {
                let text = self.words(entry).date(date);
                (text.clone().into(), text.into())
            }
            FieldValue::Prose => (Cow::Borrowed(""), Cow::Borrowed("")),
            FieldValue::List(items) => {
                let texts: Vec<_> = items.iter().map(|item| self.field_text(field, item, entry)).collect();
                let join = |texts: Vec<&str>| texts.join(", ");
                (
                    join(texts.iter().map(|(text, _)| &**text).collect()).into(),
                    join(texts.iter().map(|(_, raw)| &**raw).collect()).into(),
                )
            }
            FieldValue::Map(pairs) => {
                let texts: Vec<String> = pairs.iter().map(|(key, text)| format!("{key}: {text}")).collect();
                (texts.join("; ").into(), texts.join("; ").into())
            }
        }
    }

    /// From home down to the parent: through what the entry is part of, else through its folders.
    pub(super) fn crumbs(&self, id: EntryId, at: At<'l>) -> Vec<LinkView<'l>> {
        let library = self.library;
        let mut chain: Vec<LinkView> = Vec::new();
        let mut step = id;
        while chain.len() < MAX_CRUMBS {
            let part_of = |edge: &&Edge| {
                let relation = &library.config.model[edge.relation];
                relation.is_one && relation.is_ordered
            };
            let Some(edge) = library.node(step).out.iter().find(part_of) else {
                break;
            };
            step = edge.to;
            chain.push(self.link(step, at));
        }
        if chain.is_empty() && library[id].entry.is_some() {
            let mut folder = Some(library[id].folder);
            while let Some(id_of_folder) = folder.filter(|_| chain.len() < MAX_CRUMBS) {
                let parent = library[id_of_folder].parent;
                let is_own = library[id_of_folder].index.is_some()
                    && library[id].is_folder_page
                    && id_of_folder == library[id].folder;
                if !is_own && parent.is_some() {
                    chain.push(self.folder_link(id_of_folder, at));
                }
                folder = parent;
            }
        }
        if !library.is_home(id) {
            chain.push(self.home_link(at));
        }
        chain.reverse();
        chain
    }

    /// The link to the first page.
    pub(super) fn home_link(&self, at: At<'l>) -> LinkView<'l> {
        LinkView { title: self.library.title(at.lang), href: self.home_href(at), lang: None }
    }

    /// The link to a folder's page.
    pub(super) fn folder_link(&self, id: FolderId, at: At<'l>) -> LinkView<'l> {
        let library = self.library;
        let lang = library[id].index.and_then(|index| self.foreign(library.in_lang(index, at.lang), at));
        LinkView { title: library.folder_title(id, at.lang), href: at.href(&library.folder_out(id, at.lang)), lang }
    }
}

/// The form of a field's values: of a list, that of its items.
fn form_of(field: &Field) -> &FieldForm {
    match &field.form {
        FieldForm::List(item) => item,
        form => form,
    }
}
