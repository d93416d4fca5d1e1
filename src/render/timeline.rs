//! The timeline: entries by the date that their kind names, and what led to what among them.
//!
//! A date is printed to the precision it is known to. What has none, or none that may be printed, stands last.

use super::PAGE_SIZE;
use super::compose::{Composer, OfLanguage};
use super::lists::n_pages;
use super::place::At;
use super::view::*;
use super::{Job, What, words::Words};
use crate::model::config::{Lang, Moment, RelationId};
use crate::model::graph::EntryId;
use crate::model::library::{Date, FieldValue, Library};
use crate::model::path::OutPath;
use std::borrow::Cow;
use std::collections::HashMap;

/// Where it is published in the default language.
pub(super) const PATH: &str = "timeline.html";

/// The lines of the timeline in one language, in their order.
#[derive(Default)]
pub(super) struct Timeline {
    lines: Vec<EntryId>,
    /// Where each stands among them.
    places: HashMap<EntryId, usize>,
}

/// Whether any entry is of a kind that stands on the timeline.
pub(super) fn exists(library: &Library) -> bool {
    let model = &library.config.model;
    model.kinds.iter().any(|kind| kind.timeline.is_some())
        && library.entries.iter().any(|entry| model[entry.kind].timeline.is_some())
}

/// All lines: what is dated by its date, then what is not, each in the order of the library.
pub(super) fn timeline(library: &Library, lang: &Lang) -> Timeline {
    if !exists(library) {
        return Timeline::default();
    }
    let placed = library.ids_in(lang).filter_map(|id| {
        let moment = library.config.model[library[id].kind].timeline.as_ref()?;
        let date = date(library, id, &moment.start).map(|(date, _)| place(date));
        Some((date.is_none(), date, id))
    });
    let mut lines: Vec<_> = placed.collect();
    lines.sort();
    let lines: Vec<EntryId> = lines.into_iter().map(|(_, _, id)| id).collect();
    Timeline { places: lines.iter().enumerate().map(|(place, &id)| (id, place)).collect(), lines }
}

/// A date that may be printed, and whether it must be marked as likely only.
pub(super) fn date<'l>(library: &'l Library, id: EntryId, key: &str) -> Option<(&'l Date, bool)> {
    let entry = &library[id];
    let value = |key: &str| entry.fields.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    let FieldValue::Date(date) = value(key)? else { return None };
    let field = library.config.model.fields_of(entry.kind).find(|field| field.key == key)?;
    let is_marked = match &field.certainty {
        None => false,
        Some(certainty) => certainty.mark(value(&certainty.field).and_then(FieldValue::text))?,
    };
    Some((date, is_marked))
}

impl<'l> Composer<'l> {
    pub(super) fn timeline_jobs(&self, jobs: &mut Vec<Job<'l>>) {
        for OfLanguage { lang, timeline, .. } in self.langs.iter().filter(|of| !of.timeline.lines.is_empty()) {
            for number in 1..=n_pages(timeline.lines.len()) {
                jobs.push(Job::new(self.timeline_path(number, lang), lang, What::Timeline { number }));
            }
        }
    }

    fn timeline_path(&self, number: usize, lang: &Lang) -> OutPath {
        let path = if number == 1 { PATH.to_owned() } else { format!("timeline-{number}.html") };
        self.library.out_in(lang, &path)
    }

    /// A page of the timeline.
    pub(super) fn timeline(&self, number: usize, at: At<'l>) -> View<'l> {
        let mut view = self.base("timeline", Cow::Borrowed(self.press.words(at.lang).get("timeline")), at);
        view.crumbs = vec![self.home_link(at)];
        view.languages = self.switch(at, |lang| self.library.out_in(lang, PATH));
        let lines = &self.of(at.lang).timeline.lines;
        for &id in lines.chunks(PAGE_SIZE).nth(number - 1).unwrap_or_default() {
            let (year, line) = self.line(id, at);
            match view.years.last_mut() {
                Some(last) if last.year == year => last.lines.push(line),
                _ => view.years.push(YearView { year, lines: vec![line] }),
            }
        }
        view.pager = self.pages(lines.len(), number, at, |number| self.timeline_path(number, at.lang));
        view
    }

    /// An entry on the timeline, and the year it stands under.
    fn line(&self, id: EntryId, at: At<'l>) -> (Option<i16>, LineView<'l>) {
        let library = self.library;
        let entry = &library[id];
        let kind = &library.config.model[entry.kind];
        let moment = kind.timeline.as_ref().expect("the timeline has no other kinds");
        let start = date(library, id, &moment.start);
        let words = self.press.words(at.lang);
        let note = moment.note.as_deref().and_then(|key| {
            let (_, value) = entry.fields.iter().find(|(name, _)| name == key)?;
            let of = if entry.is_inherited(key) { library.original(id).unwrap_or(id) } else { id };
            Some((value.text()?, self.foreign(of, at)))
        });
        let (note, note_lang) = note.unzip();
        let line = LineView {
            anchor: anchor(library, id),
            date: start.map(|(date, is_marked)| when(library, words, id, moment, date, is_marked)),
            iso: start.map(|(date, _)| date.iso()),
            note,
            note_lang: note_lang.flatten(),
            joins: self.joins(id, at),
            card: self.card(id, at),
        };
        (start.map(|(date, _)| date.year), line)
    }

    /// Whether a field is the last day, and the words of the first say it already: "6–9 December 2011".
    pub(super) fn is_end_said(&self, id: EntryId, key: &str) -> bool {
        let (library, entry) = (self.library, &self.library[id]);
        let moment = library.config.model[entry.kind].timeline.as_ref();
        let Some(moment) = moment.filter(|moment| moment.end.as_deref() == Some(key)) else { return false };
        let start = date(library, id, &moment.start).and_then(|(start, _)| start.as_written.as_deref());
        let (Some(words), Some((end, _))) = (start, date(library, id, key)) else { return false };
        // Words that a translation takes over are in the language of its original.
        let of = if entry.is_inherited(&moment.start) { library.original(id).unwrap_or(id) } else { id };
        words.contains(&self.words(&library[of]).date(end))
    }

    /// What is said to have led to what, where both stand on the timeline.
    fn joins(&self, id: EntryId, at: At<'l>) -> Vec<JoinView<'l>> {
        let timeline = &self.of(at.lang).timeline;
        let place = timeline.places.get(&id).copied().unwrap_or_default();
        let relations = self.library.config.model.relations.iter().enumerate();
        let mut joins = Vec::new();
        for (idx, relation) in relations.filter(|(_, relation)| relation.is_on_timeline) {
            for is_inverse in [false, true] {
                let label = if is_inverse { &relation.inverse } else { &relation.label }.get(at.lang);
                for end in self.ends(id, RelationId(idx as u16), is_inverse) {
                    let end = self.library.in_lang(end, at.lang);
                    let Some(&there) = timeline.places.get(&end) else { continue };
                    let page = self.timeline_path(there / PAGE_SIZE + 1, at.lang);
                    let page = if page == *at.path { String::new() } else { at.href(&page) };
                    let LinkView { title, lang, .. } = self.link(end, at);
                    let href = format!("{page}#{}", anchor(self.library, end));
                    joins.push(JoinView { label, is_below: there > place, to: LinkView { title, href, lang } });
                }
            }
        }
        joins
    }
}

/// Where a date stands among others: a month as a whole after its days, a year as a whole after its months.
fn place(date: &Date) -> (i16, u8, u8) {
    (date.year, date.month.unwrap_or(u8::MAX), date.day.unwrap_or(u8::MAX))
}

/// A line's anchor. It begins like the theme's own.
fn anchor(library: &Library, id: EntryId) -> String {
    format!("_{}", library[id].out.stem())
}

/// A date or a span of days, as a reader sees it.
fn when(library: &Library, words: &Words, id: EntryId, moment: &Moment, start: &Date, is_marked: bool) -> String {
    let end = moment.end.as_deref().and_then(|key| date(library, id, key));
    let is_marked = is_marked || end.is_some_and(|(_, is_marked)| is_marked);
    let text = words.span(start, end.map(|(date, _)| date));
    if is_marked { format!("{text}? ({})", words.get("number_not_verified")) } else { text }
}
