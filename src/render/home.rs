//! The first page, and the pages that only point on.

use super::PAGE_SIZE;
use super::compose::Composer;
use super::lists::Name;
use super::place::At;
use super::view::*;
use crate::model::config::{KindId, Relation, RelationId};
use crate::model::graph::{EntryId, FolderId};
use std::borrow::Cow;

impl<'l> Composer<'l> {
    /// The first page: the home entry, with the facets and kinds that the site asks for, or its folders.
    pub(super) fn home(&self, at: At<'l>) -> View<'l> {
        let library = self.library;
        let home = library.home_in(at.lang);
        let mut view = match home {
            Some(id) => self.entry(id, at),
            None => self.base("home", Cow::Borrowed(library.title(at.lang)), at),
        };
        view.page = "home";
        view.languages = self.switch(at, |lang| library.out_in(lang, "index.html"));
        view.lists = Vec::new();
        view.pager = None;
        let model = &library.config.model;
        let asked: Vec<&str> = library.config.site.home.iter().map(|(name, _)| name.as_str()).collect();
        let names = if asked.is_empty() {
            model.relations.iter().filter(|relation| relation.is_facet).map(|relation| relation.key.as_str()).collect()
        } else {
            asked
        };
        for name in names {
            if let Some(relation) = model.relation(name) {
                view.home_blocks.push(self.facet_block(relation, at));
            } else if let Some(kind) = model.kind(name) {
                view.home_blocks.push(self.kind_block(kind, at));
            }
        }
        view.changes = self.newest(at);
        if view.home_blocks.is_empty() || library.config.site.home.is_empty() {
            view.lists = self.folder_lists(FolderId(0), 1, at);
            let n_entries = library.folders[0].entries.len();
            view.pager = match home {
                Some(id) => self.pager(Name::Folder, id, n_entries, 1, at),
                None => self.pages(n_entries, 1, at, |number| self.folder_path(FolderId(0), number, at.lang)),
            };
        }
        view
    }

    /// A facet's terms, each with how many entries it gathers.
    fn facet_block(&self, relation: RelationId, at: At<'l>) -> BlockView<'l> {
        let library = self.library;
        let declared = &library.config.model[relation];
        let terms: Vec<EntryId> =
            library.ids_in(at.lang).filter(|&id| declared.to.contains(&library[id].kind)).collect();
        let views = terms.iter().take(PAGE_SIZE).map(|&id| TermView {
            title: library[id].short(),
            href: at.href(&library[id].out),
            lang: self.foreign(id, at),
            n_entries: library.node(id).into.iter().filter(|edge| edge.relation == relation).count(),
            summary: library[id].summary.as_deref(),
        });
        let kind = declared.to.first().map(|&kind| &library.config.model[kind]);
        BlockView {
            key: &declared.key,
            label: kind.map_or(&declared.label, |kind| &kind.plural).get(at.lang),
            kind: "facet",
            href: self.folder_of(&terms, at),
            terms: views.collect(),
            cards: Vec::new(),
        }
    }

    /// What each facet is called, and the page of its terms.
    pub(super) fn facet_links(&self, at: At<'l>) -> Vec<FacetLinkView<'l>> {
        let model = &self.library.config.model;
        let facets = model.relations.iter().filter(|relation| relation.is_facet);
        let link = |relation: &'l Relation| {
            let terms: Vec<EntryId> =
                self.library.ids_in(at.lang).filter(|&id| relation.to.contains(&self.library[id].kind)).collect();
            let kind = relation.to.first().map(|&kind| &model[kind]);
            FacetLinkView {
                key: &relation.key,
                label: kind.map_or(&relation.label, |kind| &kind.plural).get(at.lang),
                href: self.folder_of(&terms, at),
            }
        };
        facets.map(link).collect()
    }

    /// A kind's entries.
    fn kind_block(&self, kind: KindId, at: At<'l>) -> BlockView<'l> {
        let library = self.library;
        let declared = &library.config.model[kind];
        let ids: Vec<EntryId> = library.ids_in(at.lang).filter(|&id| library[id].kind == kind).collect();
        let mut cards = self.cards(&ids[..ids.len().min(PAGE_SIZE)], at);
        // By year where entries are dated: what is undated stands last.
        cards.sort_by(|a, b| (a.year.is_none(), &a.year).cmp(&(b.year.is_none(), &b.year)));
        BlockView {
            key: &declared.key,
            label: declared.plural.get(at.lang),
            kind: "entries",
            href: self.folder_of(&ids, at),
            terms: Vec::new(),
            cards,
        }
    }

    /// The page of the folder that entries lie in, when they lie in one.
    fn folder_of(&self, ids: &[EntryId], at: At) -> Option<String> {
        let first = ids.iter().find(|&&id| self.library[id].entry.is_some())?;
        let folder = self.library[*first].folder;
        self.library[folder].parent.map(|_| at.href(&self.library.folder_out(folder, at.lang)))
    }

    /// An old address: a page that points on, also on `file://`.
    pub(super) fn redirect(&self, id: EntryId, at: At<'l>) -> View<'l> {
        let entry = &self.library[id];
        let mut view = self.base("redirect", Cow::Borrowed(entry.title.as_str()), at);
        view.redirect_to = Some(at.href(&entry.out));
        view.canonical = self.canonical(&entry.out);
        view
    }

    /// The one page whose links are absolute: a server shows it at any address. They begin with the path of the
    /// site's address rather than with its host, so that the page also looks right under another name of the host.
    pub(super) fn not_found(&self, at: At<'l>) -> View<'l> {
        let title = self.press.words(self.library.lang()).get("not_found_title");
        let mut view = self.base("404", Cow::Borrowed(title), at);
        let base = self.library.config.site.base_url.as_deref().map(path_of);
        let absolute = |href: &str| base.map_or(String::new(), |base| format!("{base}{href}"));
        // Without a known address links cannot be written: the templates print words where an address is empty.
        view.site.home = absolute("index.html");
        view.site.a_to_z = absolute("a-z.html");
        view.site.search =
            Some(view.site.search).filter(|href| !href.is_empty()).map_or_else(String::new, |href| absolute(&href));
        view.site.changes = view.site.changes.take().map(|_| absolute("changes.html"));
        view.site.copy = absolute("about-this-copy.html");
        view.site.feed = view.site.feed.take().map(|href| absolute(&href));
        view.canonical = None;
        view.address = String::new();
        view.site.glossary = view.site.glossary.map(|href| absolute(&href));
        view.site.overviews.iter_mut().for_each(|item| item.href = absolute(&item.href));
        view.site.menu.iter_mut().for_each(|item| item.href = absolute(&item.href));
        view.css = base.map_or_else(|| view.css.clone(), |base| format!("{base}{}", view.css));
        view.js = None;
        if let Some((js, n_shards)) = self.not_found_script(at) {
            view.own_js = Some(base.map_or_else(|| js.clone(), |base| format!("{base}{js}")));
            view.n_title_shards = n_shards;
        }
        view.icon = base.and_then(|base| view.icon.as_ref().map(|icon| format!("{base}{icon}")));
        view
    }
}

/// The path of an address: `/sub/` of `https://example.org/sub/`.
fn path_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or("/", |at| &url[host + at..])
}
