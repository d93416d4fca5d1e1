//! The A to Z.

use super::PAGE_SIZE;
use super::compose::Composer;
use super::place::At;
use super::view::*;
use crate::model::config::Lang;
use crate::model::graph::EntryId;
use crate::model::library::Library;
use crate::model::path::OutPath;
use crate::model::slug::slugged;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Letters, each with its entries.
pub(super) type Letters = Vec<(String, Vec<EntryId>)>;

/// All entries by first letter, letters and titles in order. Latin letters are folded; others stand for themselves.
pub(super) fn letters(library: &Library, lang: &Lang) -> Letters {
    let mut by_letter: BTreeMap<(bool, String), Vec<(String, EntryId)>> = BTreeMap::new();
    for id in library.ids_in(lang).filter(|&id| !library.is_home(id)) {
        let (is_other, letter, key) = letter_of(&library[id].title);
        by_letter.entry((is_other, letter)).or_default().push((key, id));
    }
    let sorted = by_letter.into_iter().map(|((_, letter), mut entries)| {
        entries.sort();
        (letter, entries.into_iter().map(|(_, id)| id).collect())
    });
    sorted.collect()
}

/// Where a title stands from A to Z: whether after the Latin letters, under which letter, and where under it.
pub(super) fn letter_of(title: &str) -> (bool, String, String) {
    let first = title.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
    // é stands under E; an Arabic letter stands under itself.
    let is_latin = first.is_ascii() || (first as u32) < 0x250;
    let (letter, key) = if is_latin {
        let key = slugged(title);
        let letter = key.chars().next().unwrap_or('#').to_uppercase().to_string();
        (if letter.starts_with(|c: char| c.is_ascii_digit()) { "#".to_owned() } else { letter }, key)
    } else {
        (first.to_uppercase().to_string(), title.to_owned())
    };
    (!is_latin, letter, key)
}

impl<'l> Composer<'l> {
    /// Whether each letter has pages of its own.
    pub(super) fn is_long_a_to_z(&self) -> bool {
        self.library.entries.len() > PAGE_SIZE
    }

    pub(super) fn letter_path(&self, letter: usize, number: usize, lang: &Lang) -> OutPath {
        let name = anchor_of(&self.of(lang).letters[letter].0, letter);
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        self.library.out_in(lang, &format!("a-z/{name}{suffix}.html"))
    }

    /// All entries by their first letter; the letters alone when the list is long.
    pub(super) fn a_to_z(&self, at: At<'l>) -> View<'l> {
        let mut view = self.a_to_z_base(at);
        view.letters = (0..self.of(at.lang).letters.len()).map(|letter| self.letter_view(letter, None, at)).collect();
        view
    }

    /// A page of one letter of a long A to Z.
    pub(super) fn letter(&self, current: usize, number: usize, at: At<'l>) -> View<'l> {
        let mut view = self.a_to_z_base(at);
        let letters = &self.of(at.lang).letters;
        view.letters = (0..letters.len())
            .map(|letter| self.letter_view(letter, (letter == current).then_some(number), at))
            .collect();
        view.pager =
            self.pages(letters[current].1.len(), number, at, |number| self.letter_path(current, number, at.lang));
        view
    }

    fn a_to_z_base(&self, at: At<'l>) -> View<'l> {
        let title = self.press.words(at.lang).get("a_to_z");
        let mut view = self.base("a-z", Cow::Borrowed(title), at);
        view.crumbs = vec![self.home_link(at)];
        view.languages = self.switch(at, |lang| self.library.out_in(lang, "a-z.html"));
        view
    }

    fn letter_view(&self, letter: usize, shown: Option<usize>, at: At<'l>) -> LetterView<'l> {
        let (name, ids) = &self.of(at.lang).letters[letter];
        let is_long = self.is_long_a_to_z();
        let number = if is_long { shown } else { Some(1) };
        let page = number.and_then(|number| ids.chunks(PAGE_SIZE).nth(number - 1)).unwrap_or_default();
        LetterView {
            letter: name.clone(),
            anchor: anchor_of(name, letter),
            href: is_long.then(|| at.href(&self.letter_path(letter, 1, at.lang))),
            is_current: is_long && shown.is_some(),
            n_entries: ids.len(),
            cards: self.cards(page, at),
        }
    }
}

/// A letter in addresses: itself where it is Latin, else its place in the alphabet of the site.
fn anchor_of(letter: &str, place: usize) -> String {
    match letter {
        "#" => "0-9".to_owned(),
        letter if letter.chars().all(|c| c.is_ascii_alphabetic()) => letter.to_ascii_lowercase(),
        _ => format!("letter-{place}"),
    }
}
