//! Views of entries, from the library.

use super::Job;
use super::body::Filling;
use super::lists::Name;
use super::question::Shared;
use super::templates::Press;
use super::view::*;
use super::words::Words;
use crate::model::citation::Citation;
use crate::model::config::{Field, FieldForm};
use crate::model::graph::{Edge, EntryId, FolderId};
use crate::model::library::{FieldValue, Library, Resolved};
use crate::model::path::{OutPath, SourcePath};
use std::borrow::Cow;
use std::sync::OnceLock;

/// The longest chain of breadcrumbs.
const MAX_CRUMBS: usize = 8;

/// What views are composed from.
pub(super) struct Composer<'l> {
    pub(super) library: &'l Library,
    pub(super) press: &'l Press,
    pub(super) letters: Vec<(String, Vec<EntryId>)>,
    /// Made when the first question is asked: a single build asks none.
    shared: OnceLock<Shared>,
    title: &'l str,
    has_feed: bool,
}

impl<'l> Composer<'l> {
    pub(super) fn new(library: &'l Library, press: &'l Press) -> Composer<'l> {
        Composer {
            letters: super::letters::letters(library),
            shared: OnceLock::new(),
            title: library.title(),
            has_feed: library.has_feed(),
            library,
            press,
        }
    }

    /// Hashes that questions share.
    pub(super) fn shared(&self) -> &Shared {
        self.shared.get_or_init(|| Shared::new(self.library, self.press.hash))
    }

    /// The template, the view and whose body it shows.
    pub(super) fn compose(&self, path: &'l OutPath, job: &Job) -> (&'l str, View<'l>, Option<EntryId>) {
        match job {
            Job::Home => ("home.html", self.home(path), self.library.home),
            Job::Entry(id) => {
                let entry = &self.library[*id];
                let template = self.press.template_for(&self.library.config.model[entry.kind].key);
                (template, self.entry(*id, path), Some(*id))
            }
            Job::More { id, list, number } => ("list.html", self.more(*id, *list, *number, path), None),
            Job::Folder { id, number } => ("list.html", self.folder(*id, *number, path), None),
            Job::AToZ => ("a-z.html", self.a_to_z(path), None),
            Job::Letter { letter, number } => ("a-z.html", self.letter(*letter, *number, path), None),
            Job::Redirect(id) => ("redirect.html", self.redirect(*id, path), None),
            Job::NotFound => ("404.html", self.not_found(path), None),
        }
    }

    /// The source that a page comes from; the site's own pages have none.
    pub(super) fn source(&self, job: &Job) -> Option<SourcePath> {
        match job {
            Job::Entry(id) | Job::More { id, .. } | Job::Redirect(id) => self.library.path(*id).cloned(),
            Job::Folder { id, .. } => {
                self.library[*id].entries.first().and_then(|&first| self.library.path(first).cloned())
            }
            Job::Home | Job::AToZ | Job::Letter { .. } | Job::NotFound => None,
        }
    }

    /// An entry's body as HTML, for a page.
    pub(super) fn body(&self, id: EntryId, page: &OutPath) -> String {
        self.filling(id, page).map(|filling| filling.html(&filling.entry.body)).unwrap_or_default()
    }

    pub(super) fn words(&self, entry: &Resolved) -> &'l Words {
        self.press.words(&entry.lang)
    }

    pub(super) fn filling<'f>(&'f self, id: EntryId, page: &'f OutPath) -> Option<Filling<'f>> {
        let entry = self.library[id].entry.as_deref()?;
        Some(Filling { library: self.library, words: self.words(&self.library[id]), id, entry, page })
    }

    /// What every page has, in the site's language.
    pub(super) fn base(&self, page: &'static str, title: Cow<'l, str>, path: &'l OutPath) -> View<'l> {
        let lang = self.library.lang();
        let site = &self.library.config.site;
        let home = OutPath::new("index.html");
        let menu = self.library.menu.iter().map(|&id| {
            let entry = &self.library[id];
            MenuView {
                title: entry.short(),
                href: path.href(&entry.out),
                is_current: entry.out == *path,
                is_ancestor: false,
            }
        });
        let title_tag = if title == self.title { title.to_string() } else { format!("{title} · {}", self.title) };
        View {
            page,
            lang: lang.as_str(),
            dir: lang.dir(),
            root: path.root(),
            css: path.href(&self.press.css.0),
            js: self.press.js.as_ref().map(|(js, _)| path.href(js)),
            site: SiteView {
                title: self.title,
                description: site.description.get(lang),
                licence: site.licence.get(lang),
                home: path.href(&home),
                a_to_z: path.href(&OutPath::new("a-z.html")),
                feed: self.has_feed.then(|| path.href(&OutPath::new("feed.xml"))),
                menu: menu.collect(),
                is_provisional: true,
            },
            title,
            title_tag,
            canonical: self.canonical(path),
            ..View::default()
        }
    }

    /// A page's one full address, where it is known.
    pub(super) fn canonical(&self, path: &OutPath) -> Option<String> {
        self.library.config.site.base_url.is_some().then(|| self.library.address(path))
    }

    /// The title of the site.
    pub(super) fn title(&self) -> &'l str {
        self.title
    }

    /// The view of an entry's own page.
    pub(super) fn entry(&self, id: EntryId, path: &'l OutPath) -> View<'l> {
        let library = self.library;
        let entry = &library[id];
        let lang = &entry.lang;
        let kind = &library.config.model[entry.kind];
        let node = library.node(id);
        let filling = self.filling(id, path);
        let fields = self.fields(id, path);
        let outline = entry.entry.iter().flat_map(|source| &source.outline).map(|heading| OutlineView {
            level: heading.level,
            text: &heading.text,
            href: format!("#{}", heading.anchor),
        });
        let link = |id: EntryId| LinkView { title: library[id].short(), href: path.href(&library[id].out) };
        let mut view = self.base("entry", Cow::Borrowed(entry.title.as_str()), path);
        for (item, &to) in view.site.menu.iter_mut().zip(&library.menu) {
            item.is_ancestor = !item.is_current && self.lies_below(entry.folder, to);
        }
        view.lang = lang.as_str();
        view.dir = lang.dir();
        view.summary = entry.summary.as_deref();
        view.crumbs = self.crumbs(id, path);
        view.id = Some(&entry.id);
        view.kind = Some(KindView { key: &kind.key, label: kind.label.get(lang), plural: kind.plural.get(lang) });
        view.number = entry.number.as_ref();
        view.status = entry.status;
        view.facts = fields
            .iter()
            .filter(|(key, _)| !self.is_number_field(entry, key))
            .map(|(_, field)| field.clone())
            .collect();
        view.fields = fields;
        view.reviewed = entry.reviewed.as_ref().map(|date| self.words(entry).date(date));
        view.outline = outline.collect();
        view.body_hash = filling.map(|filling| filling.hash());
        view.relations = self.relations(id, path);
        view.backlinks = self.backlinks(id, path, 1);
        view.previous = node.previous.map(link);
        view.next = node.next.map(link);
        view.citation = Citation::of(library, id).map(|citation| citation.text(self.press));
        view.machine = Some(self.machine(id, path, &view.crumbs));
        if library[entry.folder].index == Some(id) {
            view.lists = self.folder_lists(entry.folder, 1, path);
            view.pager = self.pager(Name::Folder, id, library[entry.folder].entries.len(), 1, path);
        }
        view
    }

    /// Whether a folder lies below the one whose page an entry is.
    pub(super) fn lies_below(&self, mut folder: FolderId, page: EntryId) -> bool {
        let above = self.library[page].folder;
        if self.library[above].index != Some(page) {
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

    fn fields(&self, id: EntryId, path: &'l OutPath) -> Vec<(&'l str, FieldView<'l>)> {
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
                    self.filling(id, path).and_then(|filling| Some(filling.html(filling.entry.prose.get(key)?)))
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
                (_, FieldValue::File(file)) => Some(Cow::Owned(path.href(file))),
                _ => None,
            };
            views.push((
                key.as_str(),
                FieldView { key, label: field.label.get(&entry.lang), text, value: raw, href, html },
            ));
        }
        views
    }

    /// A value as readers see it, and as it was written.
    fn field_text(&self, field: &'l Field, value: &'l FieldValue, entry: &Resolved) -> (Cow<'l, str>, Cow<'l, str>) {
        let form = match &field.form {
            FieldForm::List(item) => item,
            form => form,
        };
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
    pub(super) fn crumbs(&self, id: EntryId, path: &'l OutPath) -> Vec<LinkView<'l>> {
        let library = self.library;
        let mut chain: Vec<LinkView> = Vec::new();
        let mut at = id;
        while chain.len() < MAX_CRUMBS {
            let part_of = |edge: &&Edge| {
                let relation = &library.config.model[edge.relation];
                relation.is_one && relation.is_ordered
            };
            let Some(edge) = library.node(at).out.iter().find(part_of) else {
                break;
            };
            at = edge.to;
            chain.push(LinkView { title: library[at].short(), href: path.href(&library[at].out) });
        }
        if chain.is_empty() && library[id].entry.is_some() {
            let mut folder = Some(library[id].folder);
            while let Some(id_of_folder) = folder.filter(|_| chain.len() < MAX_CRUMBS) {
                let at = &library[id_of_folder];
                let is_top = at.parent.is_none();
                if at.index != Some(id) && !is_top {
                    chain.push(LinkView { title: &at.title, href: path.href(library.folder_out(id_of_folder)) });
                }
                folder = at.parent;
            }
        }
        if library.home != Some(id) {
            chain.push(LinkView { title: self.title, href: path.href(&OutPath::new("index.html")) });
        }
        chain.reverse();
        chain
    }
}
