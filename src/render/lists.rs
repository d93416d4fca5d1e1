//! Lists: the first page, folders, the A to Z, further pages of long lists, and pages that only point on.

use super::compose::Composer;
use super::view::*;
use super::{Job, PAGE_SIZE};
use crate::model::config::RelationId;
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
    pub(super) fn jobs(&self) -> Vec<(OutPath, Job)> {
        let library = self.library;
        let mut jobs = vec![(OutPath::new("index.html"), Job::Home)];
        for id in library.ids() {
            if library.home != Some(id) {
                jobs.push((library[id].out.clone(), Job::Entry(id)));
            }
            self.more_jobs(id, &mut jobs);
        }
        for (idx, folder) in library.folders.iter().enumerate() {
            if folder.index.is_none() {
                let id = FolderId(idx as u32);
                // The first page of the top folder is the site's.
                for number in 1 + usize::from(idx == 0)..=n_pages(folder.entries.len()) {
                    jobs.push((self.folder_path(id, number), Job::Folder { id, number }));
                }
            }
        }
        jobs.push((OutPath::new("a-z.html"), Job::AToZ));
        if self.is_long_a_to_z() {
            for (letter, (_, ids)) in self.letters.iter().enumerate() {
                for number in 1..=n_pages(ids.len()) {
                    jobs.push((self.letter_path(letter, number), Job::Letter { letter, number }));
                }
            }
        }
        jobs.extend(library.redirects.iter().map(|(path, &id)| (path.clone(), Job::Redirect(id))));
        jobs.push((OutPath::new("404.html"), Job::NotFound));
        jobs
    }

    /// The further pages of an entry's long lists.
    fn more_jobs(&self, id: EntryId, jobs: &mut Vec<(OutPath, Job)>) {
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
        if library[library[id].folder].index == Some(id) {
            lists.push((Name::Folder, library[library[id].folder].entries.len()));
        }
        for (list, len) in lists {
            for number in 2..=n_pages(len) {
                jobs.push((self.more_path(id, list, number), Job::More { id, list, number }));
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

    pub(super) fn folder_path(&self, id: FolderId, number: usize) -> OutPath {
        let out = &self.library[id].out;
        if number == 1 {
            out.clone()
        } else {
            OutPath::new(format!("{}/entries-{number}.html", out.as_str().trim_end_matches(".html")))
        }
    }

    /// Where a list's pages stand, for one of them; `None` when there is only one.
    pub(super) fn pages(
        &self,
        n_entries: usize,
        current: usize,
        path: &OutPath,
        address: impl Fn(usize) -> OutPath,
    ) -> Option<PagerView> {
        let n_pages = n_pages(n_entries);
        let href = |number: usize| path.href(&address(number));
        (n_pages > 1).then(|| PagerView {
            n_pages,
            current,
            previous: (current > 1).then(|| href(current - 1)),
            next: (current < n_pages).then(|| href(current + 1)),
            pages: (1..=n_pages).map(|n| PagerPageView { n, href: href(n), is_current: n == current }).collect(),
        })
    }

    /// The pager of an entry's list, whose first page is the entry's own.
    pub(super) fn pager(
        &self,
        list: Name,
        id: EntryId,
        n_entries: usize,
        current: usize,
        path: &OutPath,
    ) -> Option<PagerView> {
        let own = &self.library[id].out;
        self.pages(
            n_entries,
            current,
            path,
            |number| {
                if number == 1 { own.clone() } else { self.more_path(id, list, number) }
            },
        )
    }

    /// A further page of one of an entry's lists.
    pub(super) fn more(&self, id: EntryId, list: Name, number: usize, path: &'l OutPath) -> View<'l> {
        let library = self.library;
        let entry = &library[id];
        let mut view = self.base("list", Cow::Borrowed(entry.title.as_str()), path);
        view.crumbs = self.crumbs(id, path);
        view.crumbs.push(LinkView { title: entry.short(), href: path.href(&entry.out) });
        let (ids, label) = match list {
            Name::Relation(relation, is_inverse) => {
                let declared = &library.config.model[relation];
                let label = if is_inverse { &declared.inverse } else { &declared.label };
                (self.ends(id, relation, is_inverse), Some(label.get(&entry.lang)))
            }
            Name::Folder => (library[entry.folder].entries.clone(), None),
            Name::Backlinks => {
                view.backlinks = self.backlinks(id, path, number);
                view.pager = self.pager(list, id, view.backlinks.n_entries, number, path);
                return view;
            }
        };
        view.lists = vec![self.list(label.map(Cow::Borrowed), &ids, number, path)];
        view.pager = self.pager(list, id, ids.len(), number, path);
        view
    }

    fn list(&self, title: Option<Cow<'l, str>>, ids: &[EntryId], number: usize, path: &'l OutPath) -> ListView<'l> {
        let shown = ids.chunks(PAGE_SIZE).nth(number - 1).unwrap_or_default();
        let groups = vec![GroupView { cards: self.cards(shown, path), ..GroupView::default() }];
        ListView { title, href: None, n_entries: ids.len(), groups }
    }

    /// What a folder holds: its folders, then a page of its entries.
    pub(super) fn folder_lists(&self, id: FolderId, number: usize, path: &'l OutPath) -> Vec<ListView<'l>> {
        let library = self.library;
        let mut lists = Vec::new();
        if number == 1 {
            lists.extend(
                library[id].folders.iter().map(|&inner| self.folder_list(inner, PAGE_SIZE.min(HOME_ENTRIES), path)),
            );
        }
        if !library[id].entries.is_empty() {
            lists.insert(0, self.list(None, &library[id].entries, number, path));
        }
        lists
    }

    /// The beginning of a folder's entries, under its title.
    fn folder_list(&self, id: FolderId, n_shown: usize, path: &'l OutPath) -> ListView<'l> {
        let folder = &self.library[id];
        let shown = &folder.entries[..folder.entries.len().min(n_shown)];
        ListView {
            title: Some(Cow::Borrowed(folder.title.as_str())),
            href: Some(path.href(self.library.folder_out(id))),
            n_entries: folder.entries.len(),
            groups: vec![GroupView { cards: self.cards(shown, path), ..GroupView::default() }],
        }
    }

    /// The list page of a folder without a page of its own.
    pub(super) fn folder(&self, id: FolderId, number: usize, path: &'l OutPath) -> View<'l> {
        let library = self.library;
        let folder = &library[id];
        let mut view = self.base("list", Cow::Borrowed(folder.title.as_str()), path);
        let mut chain = Vec::new();
        let mut parent = folder.parent;
        while let Some(at) = parent.filter(|at| library[*at].parent.is_some()) {
            chain.push(LinkView { title: &library[at].title, href: path.href(library.folder_out(at)) });
            parent = library[at].parent;
        }
        chain.push(LinkView { title: library.title(), href: path.href(&OutPath::new("index.html")) });
        chain.reverse();
        view.crumbs = chain;
        view.lists = self.folder_lists(id, number, path);
        view.pager = self.pages(folder.entries.len(), number, path, |number| self.folder_path(id, number));
        view
    }
}

/// How many pages a list takes; an empty one still has its page.
pub(super) fn n_pages(n_entries: usize) -> usize {
    n_entries.div_ceil(PAGE_SIZE).max(1)
}
