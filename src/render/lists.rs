//! Lists: the first page, folders, the A to Z, further pages of long lists, and pages that only point on.

use super::compose::Composer;
use super::view::*;
use super::{Job, PAGE_SIZE};
use crate::model::config::{KindId, RelationId};
use crate::model::graph::{EntryId, FolderId};
use crate::model::library::Library;
use crate::model::path::OutPath;
use crate::model::slug::slugged;
use std::borrow::Cow;
use std::collections::BTreeMap;

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

/// All entries by first letter, letters and titles in order. Latin letters are folded; others stand for themselves.
pub(super) fn letters(library: &Library) -> Vec<(String, Vec<EntryId>)> {
    let mut by_letter: BTreeMap<(bool, String), Vec<(String, EntryId)>> = BTreeMap::new();
    for id in library.ids().filter(|&id| library.home != Some(id)) {
        let title = &library[id].title;
        let first = title.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
        // é stands under E; an Arabic letter stands under itself.
        let is_latin = first.is_ascii() || (first as u32) < 0x250;
        let (letter, key) = if is_latin {
            let key = slugged(title);
            let letter = key.chars().next().unwrap_or('#').to_uppercase().to_string();
            (if letter.starts_with(|c: char| c.is_ascii_digit()) { "#".to_owned() } else { letter }, key)
        } else {
            (first.to_uppercase().to_string(), title.clone())
        };
        by_letter.entry((!is_latin, letter)).or_default().push((key, id));
    }
    let sorted = by_letter.into_iter().map(|((_, letter), mut entries)| {
        entries.sort();
        (letter, entries.into_iter().map(|(_, id)| id).collect())
    });
    sorted.collect()
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
        for (idx, folder) in library.folders.iter().enumerate().skip(1) {
            if folder.index.is_none() {
                let id = FolderId(idx as u32);
                for number in 1..=n_pages(folder.entries.len()) {
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
        if node.out.len() > PAGE_SIZE || node.into.len() > PAGE_SIZE {
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

    fn folder_path(&self, id: FolderId, number: usize) -> OutPath {
        let out = &self.library[id].out;
        if number == 1 {
            out.clone()
        } else {
            OutPath::new(format!("{}/entries-{number}.html", out.as_str().trim_end_matches(".html")))
        }
    }

    fn is_long_a_to_z(&self) -> bool {
        self.library.entries.len() > PAGE_SIZE
    }

    fn letter_path(&self, letter: usize, number: usize) -> OutPath {
        let name = anchor_of(&self.letters[letter].0, letter);
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        OutPath::new(format!("a-z/{name}{suffix}.html"))
    }

    /// Where a list's pages stand, for one of them; `None` when there is only one.
    fn pages(
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

    /// The first page: the home entry, with the facets and kinds that the site asks for, or its folders.
    pub(super) fn home(&self, path: &'l OutPath) -> View<'l> {
        let library = self.library;
        let mut view = match library.home {
            Some(id) => self.entry(id, path),
            None => self.base("home", Cow::Borrowed(library.title()), path),
        };
        view.page = "home";
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
                view.home_blocks.push(self.facet_block(relation, path));
            } else if let Some(kind) = model.kind(name) {
                view.home_blocks.push(self.kind_block(kind, path));
            }
        }
        if view.home_blocks.is_empty() || library.config.site.home.is_empty() {
            view.lists = self.folder_lists(FolderId(0), 1, path);
            view.pager =
                library.home.and_then(|id| self.pager(Name::Folder, id, library.folders[0].entries.len(), 1, path));
        }
        view
    }

    /// A facet's terms, each with how many entries it gathers.
    fn facet_block(&self, relation: RelationId, path: &'l OutPath) -> BlockView<'l> {
        let library = self.library;
        let declared = &library.config.model[relation];
        let terms: Vec<EntryId> = library
            .ids()
            .filter(|&id| declared.to.contains(&library[id].kind))
            .filter(|&id| library[id].lang == *library.lang())
            .collect();
        let views = terms.iter().take(PAGE_SIZE).map(|&id| TermView {
            title: library[id].short(),
            href: path.href(&library[id].out),
            n_entries: library.node(id).into.iter().filter(|edge| edge.relation == relation).count(),
            summary: library[id].summary.as_deref(),
        });
        let kind = declared.to.first().map(|&kind| &library.config.model[kind]);
        BlockView {
            key: &declared.key,
            label: kind.map_or(&declared.label, |kind| &kind.plural).get(library.lang()),
            kind: "facet",
            href: self.folder_of(&terms, path),
            terms: views.collect(),
            cards: Vec::new(),
        }
    }

    /// A kind's entries.
    fn kind_block(&self, kind: KindId, path: &'l OutPath) -> BlockView<'l> {
        let library = self.library;
        let declared = &library.config.model[kind];
        let ids: Vec<EntryId> =
            library.ids().filter(|&id| library[id].kind == kind && library[id].lang == *library.lang()).collect();
        let mut cards = self.cards(&ids[..ids.len().min(PAGE_SIZE)], path);
        // By year where entries are dated: what is undated stands last.
        cards.sort_by(|a, b| (a.year.is_none(), &a.year).cmp(&(b.year.is_none(), &b.year)));
        BlockView {
            key: &declared.key,
            label: declared.plural.get(library.lang()),
            kind: "entries",
            href: self.folder_of(&ids, path),
            terms: Vec::new(),
            cards,
        }
    }

    /// The page of the folder that entries lie in, when they lie in one.
    fn folder_of(&self, ids: &[EntryId], path: &OutPath) -> Option<String> {
        let first = ids.iter().find(|&&id| self.library[id].entry.is_some())?;
        let folder = self.library[*first].folder;
        self.library[folder].parent.map(|_| path.href(self.library.folder_out(folder)))
    }

    /// All entries by their first letter; the letters alone when the list is long.
    pub(super) fn a_to_z(&self, path: &'l OutPath) -> View<'l> {
        let mut view = self.a_to_z_base(path);
        view.letters = (0..self.letters.len()).map(|letter| self.letter_view(letter, None, path)).collect();
        view
    }

    /// A page of one letter of a long A to Z.
    pub(super) fn letter(&self, current: usize, number: usize, path: &'l OutPath) -> View<'l> {
        let mut view = self.a_to_z_base(path);
        view.letters = (0..self.letters.len())
            .map(|letter| self.letter_view(letter, (letter == current).then_some(number), path))
            .collect();
        view.pager =
            self.pages(self.letters[current].1.len(), number, path, |number| self.letter_path(current, number));
        view
    }

    fn a_to_z_base(&self, path: &'l OutPath) -> View<'l> {
        let title = self.press.words(self.library.lang()).get("a_to_z");
        let mut view = self.base("a-z", Cow::Borrowed(title), path);
        view.crumbs = vec![LinkView { title: self.library.title(), href: path.href(&OutPath::new("index.html")) }];
        view
    }

    fn letter_view(&self, letter: usize, shown: Option<usize>, path: &'l OutPath) -> LetterView<'l> {
        let (name, ids) = &self.letters[letter];
        let is_long = self.is_long_a_to_z();
        let number = if is_long { shown } else { Some(1) };
        let page = number.and_then(|number| ids.chunks(PAGE_SIZE).nth(number - 1)).unwrap_or_default();
        LetterView {
            letter: name.clone(),
            anchor: anchor_of(name, letter),
            href: is_long.then(|| path.href(&self.letter_path(letter, 1))),
            is_current: is_long && shown.is_some(),
            n_entries: ids.len(),
            cards: self.cards(page, path),
        }
    }

    /// An old address: a page that points on, also on `file://`.
    pub(super) fn redirect(&self, id: EntryId, path: &'l OutPath) -> View<'l> {
        let entry = &self.library[id];
        let mut view = self.base("redirect", Cow::Borrowed(entry.title.as_str()), path);
        view.redirect_to = Some(path.href(&entry.out));
        view
    }

    /// The one page whose links are absolute: a server shows it at any address. They begin with the path of the
    /// site's address rather than with its host, so that the page also looks right under another name of the host.
    pub(super) fn not_found(&self, path: &'l OutPath) -> View<'l> {
        let title = self.press.words(self.library.lang()).get("not_found_title");
        let mut view = self.base("404", Cow::Borrowed(title), path);
        let base = self.library.config.site.base_url.as_deref().map(path_of);
        let absolute = |href: &str| base.map_or(String::new(), |base| format!("{base}{href}"));
        // Without a known address links cannot be written: the templates print words where an address is empty.
        view.site.home = absolute("index.html");
        view.site.a_to_z = absolute("a-z.html");
        view.site.menu.iter_mut().for_each(|item| item.href = absolute(&item.href));
        view.css = base.map_or_else(|| view.css.clone(), |base| format!("{base}{}", view.css));
        view.js = None;
        view
    }
}

/// The path of an address: `/sub/` of `https://example.org/sub/`.
fn path_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or("/", |at| &url[host + at..])
}

/// How many pages a list takes; an empty one still has its page.
fn n_pages(n_entries: usize) -> usize {
    n_entries.div_ceil(PAGE_SIZE).max(1)
}

/// A letter in addresses: itself where it is Latin, else its place in the alphabet of the site.
fn anchor_of(letter: &str, place: usize) -> String {
    match letter {
        "#" => "0-9".to_owned(),
        letter if letter.chars().all(|c| c.is_ascii_alphabetic()) => letter.to_ascii_lowercase(),
        _ => format!("letter-{place}"),
    }
}
