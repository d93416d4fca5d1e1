//! What changed: entries by the day of their last review, newest first. The clock has no part in it.

use super::PAGE_SIZE;
use super::compose::Composer;
use super::place::At;
use super::view::*;
use crate::model::config::Lang;
use crate::model::graph::EntryId;
use crate::model::library::{Date, Library};
use crate::model::path::OutPath;
use std::borrow::Cow;
use std::cmp::Reverse;

/// How many entries the first page names.
const HOME_CHANGES: usize = 3;

/// The reviewed entries of a language, newest first; those of one day in the order of the library.
pub(super) fn changes(library: &Library, lang: &Lang) -> Vec<EntryId> {
    let is_reviewed = |&id: &EntryId| library[id].reviewed.is_some() && !library.is_home(id);
    let mut ids: Vec<EntryId> = library.ids_in(lang).filter(is_reviewed).collect();
    ids.sort_by_key(|&id| Reverse(library[id].reviewed.as_ref().map(day)));
    ids
}

/// A date to sort by: what is known to the day is newer than its month, and that than its year.
fn day(date: &Date) -> (i16, Option<u8>, Option<u8>) {
    (date.year, date.month, date.day)
}

impl<'l> Composer<'l> {
    pub(super) fn changes_path(&self, number: usize, lang: &Lang) -> OutPath {
        let page = if number == 1 { "changes.html".to_owned() } else { format!("changes/entries-{number}.html") };
        self.library.out_in(lang, &page)
    }

    /// A page of all that was reviewed, by month.
    pub(super) fn changes_page(&self, number: usize, at: At<'l>) -> View<'l> {
        let library = self.library;
        let words = self.press.words(at.lang);
        let mut view = self.base("changes", Cow::Borrowed(words.get("changes")), at);
        view.crumbs = vec![self.home_link(at)];
        // A language may have fewer pages than another, or none.
        let is_there = |lang: &Lang| !self.of(lang).changes.is_empty();
        view.languages = self.languages(at, |lang| is_there(lang).then(|| self.changes_path(1, lang)));
        let all = &self.of(at.lang).changes;
        let month = |id: EntryId| library[id].reviewed.as_ref().map(|date| (date.year, date.month));
        let shown = all.chunks(PAGE_SIZE).nth(number - 1).unwrap_or_default();
        for ids in shown.chunk_by(|&a, &b| month(a) == month(b)) {
            let title =
                month(ids[0]).map(|(year, month)| words.date(&Date { year, month, day: None, as_written: None }));
            let is_in_month = |&&id: &&EntryId| month(id) == month(ids[0]);
            view.changes.push(ChangesView {
                title: title.unwrap_or_default(),
                n_entries: all.iter().filter(is_in_month).count(),
                entries: ids.iter().map(|&id| self.change(id, at)).collect(),
            });
        }
        view.pager = self.pages(all.len(), number, at, |number| self.changes_path(number, at.lang));
        view
    }

    /// The newest of them, for the first page.
    pub(super) fn newest(&self, at: At<'l>) -> Vec<ChangesView<'l>> {
        let all = &self.of(at.lang).changes;
        if all.is_empty() {
            return Vec::new();
        }
        let entries = all.iter().take(HOME_CHANGES).map(|&id| self.change(id, at)).collect();
        vec![ChangesView { title: String::new(), n_entries: all.len(), entries }]
    }

    fn change(&self, id: EntryId, at: At<'l>) -> ChangeView<'l> {
        let entry = &self.library[id];
        let reviewed = entry.reviewed.as_ref();
        ChangeView {
            title: &entry.title,
            href: at.href(&entry.out),
            kind: self.library.config.model[entry.kind].label.get(at.lang),
            lang: self.foreign(id, at),
            status: entry.status,
            date: reviewed.map(|date| self.press.words(at.lang).date(date)).unwrap_or_default(),
            iso: reviewed.map(Date::iso).unwrap_or_default(),
        }
    }
}
