//! Lists: the first page, folders, the A to Z, further pages of long lists, and pages that only point on.

use super::compose::{Composer, OfLanguage};
use super::glossary::is_glossary;
use super::place::At;
use super::view::*;
use super::{Job, PAGE_SIZE, What};
use crate::model::config::{Lang, RelationId};
use crate::model::graph::{EntryId, FolderId};
use crate::model::path::OutPath;
use crate::model::slug::slugged;
use std::borrow::Cow;

/// How many entries of a folder the first page shows.
const HOME_ENTRIES: usize = 12;

/// A list of an entry's page that may go on elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Name {
    /// The entries at the other end of a relation.
    Relation(RelationId, bool),
    /// The entries that link here.
    Backlinks,
    /// The entries of the folder whose page it is.
    Folder,
}

impl<'l> Composer<'l> {
    /// Every page of the site, in the order of the library.
    pub(super) fn jobs(&self) -> Vec<Job<'l>> {
        let library = self.library;
        let home = |lang: &'l Lang| Job::new(library.out_in(lang, "index.html"), lang, What::Home);
        let mut jobs: Vec<Job> = library.langs().iter().map(home).collect();
        for id in library.ids() {
            if !library.is_home(id) {
                jobs.push(Job::new(library[id].out.clone(), &library[id].lang, What::Entry(id)));
            }
            self.more_jobs(id, &mut jobs);
        }
        for (idx, folder) in library.folders.iter().enumerate() {
            if folder.index.is_none() {
                let id = FolderId(idx as u32);
                // The first page of the top folder is the site's.
                for lang in library.langs() {
                    for number in 1 + usize::from(idx == 0)..=n_pages(folder.entries.len()) {
                        jobs.push(Job::new(self.folder_path(id, number, lang), lang, What::Folder { id, number }));
                    }
                }
            }
        }
        for OfLanguage { lang, letters, .. } in &self.langs {
            jobs.push(Job::new(library.out_in(lang, "a-z.html"), lang, What::AToZ));
            for (letter, (_, ids)) in letters.iter().enumerate().filter(|_| self.is_long_a_to_z()) {
                for number in 1..=n_pages(ids.len()) {
                    jobs.push(Job::new(self.letter_path(letter, number, lang), lang, What::Letter { letter, number }));
                }
            }
        }
        self.timeline_jobs(&mut jobs);
        let whole = |&id: &EntryId| Job::new(self.whole_path(id), &library[id].lang, What::Whole(id));
        jobs.extend(self.documents.keys().map(whole));
        for OfLanguage { lang, changes, .. } in &self.langs {
            jobs.push(Job::new(self.copy_path(lang), lang, What::Copy));
            let n_pages = if changes.is_empty() { 0 } else { n_pages(changes.len()) };
            let page = |number| Job::new(self.changes_path(number, lang), lang, What::Changes { number });
            jobs.extend((1..=n_pages).map(page));
        }
        self.matrix_jobs(&mut jobs);
        self.map_jobs(&mut jobs);
        let redirect =
            |(path, &id): (&OutPath, &EntryId)| Job::new(path.clone(), &library[id].lang, What::Redirect(id));
        jobs.extend(library.redirects.iter().map(redirect));
        jobs.extend(self.own_jobs());
        jobs.push(Job::new(OutPath::new("404.html"), library.lang(), What::NotFound));
        jobs
    }

    /// The further pages of an entry's long lists.
    fn more_jobs(&self, id: EntryId, jobs: &mut Vec<Job<'l>>) {
        let library = self.library;
        let node = library.node(id);
        let mut lists = vec![(Name::Backlinks, node.backlinks.len())];
        if node.out.len() + node.into.len() > PAGE_SIZE {
            for idx in 0..library.config.model.relations.len() as u16 {
                for is_inverse in [false, true] {
                    lists.push((
                        Name::Relation(RelationId(idx), is_inverse),
                        self.ends(id, RelationId(idx), is_inverse).len(),
                    ));
                }
            }
        }
        if self.is_index(id) {
            lists.push((Name::Folder, library[library[id].folder].entries.len()));
        }
        for (list, len) in lists {
            for number in 2..=n_pages(len) {
                let what = What::More { id, list, number };
                jobs.push(Job::new(self.more_path(id, list, number), &library[id].lang, what));
            }
        }
    }

    /// The address of a further page of an entry's list: below the entry's own.
    pub(super) fn more_path(&self, id: EntryId, list: Name, number: usize) -> OutPath {
        let name = match list {
            Name::Relation(relation, is_inverse) => {
                let key = slugged(&self.library.config.model[relation].key);
                if is_inverse { key } else { format!("{key}-of") }
            }
            Name::Backlinks => "mentions".to_owned(),
            Name::Folder => "entries".to_owned(),
        };
        let page = self.library[id].out.as_str().trim_end_matches(".html");
        OutPath::new(format!("{page}/{name}-{number}.html"))
    }

    pub(super) fn folder_path(&self, id: FolderId, number: usize, lang: &Lang) -> OutPath {
        let out = self.library[id].out.as_str();
        if number == 1 {
            self.library.out_in(lang, out)
        } else {
            self.library.out_in(lang, &format!("{}/entries-{number}.html", out.trim_end_matches(".html")))
        }
    }

    /// Where a list's pages stand, for one of them; `None` when there is only one.
    pub(super) fn pages(
        &self,
        n_entries: usize,
        current: usize,
        at: At,
        address: impl Fn(usize) -> OutPath,
    ) -> Option<PagerView> {
        let n_pages = n_pages(n_entries);
        let href = |number: usize| at.href(&address(number));
        (n_pages > 1).then(|| PagerView {
            n_pages,
            current,
            previous: (current > 1).then(|| href(current - 1)),
            next: (current < n_pages).then(|| href(current + 1)),
            pages: (1..=n_pages).map(|n| PagerPageView { n, href: href(n), is_current: n == current }).collect(),
        })
    }

    /// The pager of an entry's list, whose first page is the entry's own.
    pub(super) fn pager(&self, list: Name, id: EntryId, n_entries: usize, current: usize, at: At) -> Option<PagerView> {
        let own = &self.library[id].out;
        self.pages(
            n_entries,
            current,
            at,
            |number| {
                if number == 1 { own.clone() } else { self.more_path(id, list, number) }
            },
        )
    }

    /// A further page of one of an entry's lists.
    pub(super) fn more(&self, id: EntryId, list: Name, number: usize, at: At<'l>) -> View<'l> {
        let library = self.library;
        let entry = &library[id];
        let mut view = self.base("list", Cow::Borrowed(entry.title.as_str()), at);
        view.crumbs = self.crumbs(id, at);
        view.crumbs.push(self.link(id, at));
        let (ids, label) = match list {
            Name::Relation(relation, is_inverse) => {
                let declared = &library.config.model[relation];
                let label = if is_inverse { &declared.inverse } else { &declared.label };
                (self.ends(id, relation, is_inverse), Some(label.get(&entry.lang)))
            }
            Name::Folder => {
                let ids = &library[entry.folder].entries;
                view.lists = vec![self.entries_list(ids, number, at)];
                view.pager = self.pager(list, id, ids.len(), number, at);
                return view;
            }
            Name::Backlinks => {
                view.backlinks = self.backlinks(id, at, number);
                view.pager = self.pager(list, id, view.backlinks.n_entries, number, at);
                return view;
            }
        };
        view.lists = vec![self.list(label.map(Cow::Borrowed), &ids, number, at)];
        view.pager = self.pager(list, id, ids.len(), number, at);
        view
    }

    /// Entries in the language of a page's readers, where they have it.
    fn met(&self, ids: &[EntryId], at: At) -> Vec<EntryId> {
        ids.iter().map(|&id| self.library.in_lang(id, at.lang)).collect()
    }

    fn list(&self, title: Option<Cow<'l, str>>, ids: &[EntryId], number: usize, at: At<'l>) -> ListView<'l> {
        let shown = ids.chunks(PAGE_SIZE).nth(number - 1).unwrap_or_default();
        let shown = self.met(shown, at);
        let groups = vec![GroupView { cards: self.cards(&shown, at), ..GroupView::default() }];
        ListView { title, n_entries: ids.len(), groups, ..ListView::default() }
    }

    /// A folder's entries: a page of them, or of the glossary when they are terms.
    fn entries_list(&self, ids: &[EntryId], number: usize, at: At<'l>) -> ListView<'l> {
        if is_glossary(self.library, ids) {
            let terms = self.letters_of_terms(&self.met(ids, at), number, at);
            return ListView { n_entries: ids.len(), terms, ..ListView::default() };
        }
        let mut list = self.list(None, ids, number, at);
        let shown = self.met(ids.chunks(PAGE_SIZE).nth(number - 1).unwrap_or_default(), at);
        for (card, &id) in list.groups.iter_mut().flat_map(|group| &mut group.cards).zip(&shown) {
            card.quote = self.quote(id, at).map(Box::new);
        }
        list
    }

    /// An entry's words and whose they are, where its kind says which these are.
    fn quote(&self, id: EntryId, at: At<'l>) -> Option<QuoteView<'l>> {
        let model = &self.library.config.model;
        let quoted = model[self.library[id].kind].quoted.as_ref()?;
        let fields = self.fields(id, at);
        let field = |name: &String| fields.iter().find(|(key, _)| key == name).map(|(_, field)| field.clone());
        let relations = quoted.from.iter().filter_map(|name| model.relation(name));
        let from = relations.flat_map(|relation| self.ends(id, relation, false));
        Some(QuoteView {
            said: field(&quoted.words)?,
            by: quoted.by.iter().filter_map(field).collect(),
            notes: quoted.notes.iter().filter_map(field).collect(),
            from: from.map(|id| self.link(self.library.in_lang(id, at.lang), at)).collect(),
        })
    }

    /// What a folder holds: its folders, then a page of its entries.
    pub(super) fn folder_lists(&self, id: FolderId, number: usize, at: At<'l>) -> Vec<ListView<'l>> {
        let library = self.library;
        let mut lists = Vec::new();
        if number == 1 {
            lists.extend(
                library[id].folders.iter().map(|&inner| self.folder_list(inner, PAGE_SIZE.min(HOME_ENTRIES), at)),
            );
        }
        if !library[id].entries.is_empty() {
            lists.insert(0, self.entries_list(&library[id].entries, number, at));
        }
        lists
    }

    /// The beginning of a folder's entries, under its title.
    fn folder_list(&self, id: FolderId, n_shown: usize, at: At<'l>) -> ListView<'l> {
        let folder = &self.library[id];
        let shown = self.met(&folder.entries[..folder.entries.len().min(n_shown)], at);
        ListView {
            title: Some(Cow::Borrowed(self.library.folder_title(id, at.lang))),
            href: Some(at.href(&self.library.folder_out(id, at.lang))),
            n_entries: folder.entries.len(),
            groups: vec![GroupView { cards: self.cards(&shown, at), ..GroupView::default() }],
            terms: Vec::new(),
        }
    }

    /// The list page of a folder without a page of its own.
    pub(super) fn folder(&self, id: FolderId, number: usize, at: At<'l>) -> View<'l> {
        let library = self.library;
        let folder = &library[id];
        let mut view = self.base("list", Cow::Borrowed(folder.title.as_str()), at);
        let mut chain = Vec::new();
        let mut parent = folder.parent;
        while let Some(above) = parent.filter(|above| library[*above].parent.is_some()) {
            chain.push(self.folder_link(above, at));
            parent = library[above].parent;
        }
        chain.push(self.home_link(at));
        chain.reverse();
        view.crumbs = chain;
        view.languages = self.switch(at, |lang| self.folder_path(id, 1, lang));
        view.lists = self.folder_lists(id, number, at);
        view.tiles = self.tiles(&folder.entries, at).filter(|_| number == 1);
        view.pager = self.pages(folder.entries.len(), number, at, |number| self.folder_path(id, number, at.lang));
        view
    }
}

/// How many pages a list takes; an empty one still has its page.
pub(super) fn n_pages(n_entries: usize) -> usize {
    n_entries.div_ceil(PAGE_SIZE).max(1)
}
