//! Terms found in running text.
//!
//! Names are kept letter by letter, so that a text is read once, whatever the number of names, and in it only the
//! beginnings of words. An automaton over the whole text (Aho and Corasick's) would find names within words as well,
//! and would need the text folded, with a way back to what was written.
//!
//! Folding: case, the forms of Arabic letters, and vowel signs do not count; any space is one space; what one
//! writer joins by a hyphen another writes as one word or as two.

use super::spellings::spellings;
use crate::model::config::Lang;
use crate::model::graph::EntryId;
use std::ops::Range;

/// The names of one language's terms.
pub(super) struct Terms {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    next: Vec<(char, u32)>,
    name: Option<Name>,
}

/// A name ends here.
#[derive(Clone, Copy)]
struct Name {
    /// `None` when two terms claim it with equal right: then it is nobody's.
    term: Option<EntryId>,
    /// How good the claim is: less is better.
    rank: u8,
    /// An abbreviation: only capitals are it.
    is_upper: bool,
}

impl Terms {
    pub(super) fn new() -> Terms {
        Terms { nodes: vec![Node::default()] }
    }

    /// Adds a name of a term, as written and as it comes in sentences. A title has a better claim than a synonym.
    pub(super) fn add(&mut self, written: &str, lang: &Lang, rank: u8, term: EntryId) {
        for name in written.split(" / ") {
            // The words in brackets after a name explain it.
            let name = name.split(" (").next().unwrap_or_default().trim();
            let letters = name.chars().filter(|c| c.is_alphanumeric());
            if letters.clone().count() < 2 {
                continue;
            }
            let is_upper = letters.clone().any(char::is_uppercase) && !letters.clone().any(char::is_lowercase);
            self.insert(&folded(name), Name { term: Some(term), rank, is_upper });
            for spelling in spellings(&folded(name), lang) {
                // A form that was derived yields to one that was written.
                self.insert(&spelling, Name { term: Some(term), rank: rank + 10, is_upper });
            }
        }
    }

    /// Adds a name that comes in no other form than this.
    pub(super) fn add_as_written(&mut self, name: &str, term: EntryId) {
        self.insert(&folded(name.trim()), Name { term: Some(term), rank: 0, is_upper: false });
    }

    fn insert(&mut self, name: &str, new: Name) {
        // With a hyphen, without it, and with a space: a text may have any of them.
        if name.contains('-') {
            self.insert(&name.replace('-', ""), new);
            return self.insert(&name.replace('-', " "), new);
        }
        let mut at = 0;
        for c in name.chars() {
            at = match self.step(at, c) {
                Some(next) => next,
                None => {
                    let next = self.nodes.len() as u32;
                    self.nodes.push(Node::default());
                    self.nodes[at as usize].next.push((c, next));
                    next
                }
            };
        }
        let kept = &mut self.nodes[at as usize].name;
        *kept = match *kept {
            Some(old) if old.rank < new.rank || old.term == new.term => Some(old),
            Some(old) if old.rank == new.rank => Some(Name { term: None, ..old }),
            _ => Some(new),
        };
    }

    fn step(&self, at: u32, c: char) -> Option<u32> {
        self.nodes[at as usize].next.iter().find(|(known, _)| *known == c).map(|&(_, next)| next)
    }

    /// The first name at or after a place: where it stands, and whose it is.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<(Range<usize>, EntryId)> {
        let mut before = text[..from].chars().next_back();
        let mut skip_to = from;
        for (idx, c) in text[from..].char_indices() {
            let at = from + idx;
            if at >= skip_to && is_inside(c) && !before.is_some_and(is_inside) && !is_joined(text, at) {
                let mut best = None;
                self.walk(0, text, at, &mut best);
                if let Some((end, name)) = best {
                    let written = &text[at..end];
                    match name.term {
                        Some(term) if !name.is_upper || is_upper(written) => return Some((at..end, term)),
                        // What is nobody's is not read as something shorter either.
                        _ => skip_to = end,
                    }
                }
            }
            before = Some(c);
        }
        None
    }

    /// The longest name that begins at a place.
    fn walk(&self, mut node: u32, text: &str, from: usize, best: &mut Option<(usize, Name)>) {
        let mut chars = text[from..].char_indices().peekable();
        let mut was_space = false;
        while let Some((idx, c)) = chars.next() {
            let Some(folded) = fold(c) else { continue };
            let end = from + idx + c.len_utf8();
            if folded == ' ' && was_space {
                continue;
            }
            was_space = folded == ' ';
            if folded == '-' {
                // As one word, and below as two.
                self.walk(node, text, end, best);
                was_space = true;
            }
            let Some(next) = self.step(node, if folded == '-' { ' ' } else { folded }) else { return };
            node = next;
            let ends = !chars.peek().is_some_and(|&(_, next)| is_inside(next)) && !is_hyphenated(text, end);
            if let Some(name) = self.nodes[node as usize].name
                && ends
                && best.is_none_or(|(longest, _)| longest < end)
            {
                *best = Some((end, name));
            }
        }
    }
}

/// A letter as it counts; `None` for signs that do not.
fn fold(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        ' ' | '\n' | '\t' | '\u{a0}' | '\u{202f}' => ' ',
        '-' | '\u{2010}' | '\u{2011}' => '-',
        '\'' | '\u{2019}' | '\u{2bc}' => '\'',
        // Soft hyphens, joiners, marks of direction; combining accents; Arabic vowel signs and the long line.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{300}'..='\u{36f}' => return None,
        '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        _ => c.to_lowercase().next().unwrap_or(c),
    })
}

fn folded(name: &str) -> String {
    name.chars().filter_map(fold).collect()
}

/// Whether a word goes on with a character.
fn is_inside(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { c.is_alphanumeric() || fold(c).is_none() }
}

/// Whether the word that begins at a place is the second half of one with a hyphen.
fn is_joined(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    before.next().is_some_and(|c| fold(c) == Some('-')) && before.next().is_some_and(is_inside)
}

/// Whether the word that ends at a place goes on after a hyphen.
fn is_hyphenated(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    after.next().is_some_and(|c| fold(c) == Some('-')) && after.next().is_some_and(is_inside)
}

/// Whether a word is in capitals, but for the ending of a plural.
fn is_upper(written: &str) -> bool {
    !written.strip_suffix('s').unwrap_or(written).chars().any(char::is_lowercase)
}
