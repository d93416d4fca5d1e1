//! Links and pictures that the parser did not see.

use super::{BRACKET, CARET, COLON, Check, LESS, Leaf, Part, Run, is_address, is_picture};
use crate::model::entry::Spanned;
use crate::parse::markdown::text_until_end;
use pulldown_cmark::{Event, LinkType};
use std::ops::Range;

const CODE: &str = "link-syntax";

impl Check<'_> {
    pub(super) fn links(&mut self, leaf: &Leaf, signs: u16) {
        let text = self.text;
        for run in leaf.runs.iter().filter(|run| !run.is_in_link) {
            let words = &text[run.range.clone()];
            if signs & BRACKET != 0 && words.contains(['[', ']', '(']) {
                self.half_a_link(leaf, run, words);
                self.half_a_wikilink(leaf, run, words);
                self.brackets(run, words);
            }
            if signs & LESS != 0 && words.contains('<') {
                self.pointed(run.range.start, words);
            }
            if signs & COLON != 0 || self.has_www {
                self.bare_address(run, words);
            }
            if signs & CARET != 0 {
                self.inline_note(run, words);
            }
        }
    }

    /// Brackets that stand almost as in a link.
    fn half_a_link(&mut self, leaf: &Leaf, run: &Run, words: &str) {
        let base = run.range.start;
        for (at, _) in words.match_indices("](") {
            let Some((open, label)) = self.label(leaf, base + at) else { continue };
            let mark = if self.before(open) == Some('!') { "!" } else { "" };
            let open = open - mark.len();
            let rest = ahead(words, at + 2);
            let Some(end) = rest.find(')') else {
                let address = rest.split(' ').next().unwrap_or_default().trim_end_matches(['.', ',', ';']);
                if is_address(address) || rest.len() < 60 {
                    let hint = format!("write `{mark}[{label}]({address})`");
                    self.warn(CODE, open..base + words.len(), "this address is not closed", hint);
                }
                continue;
            };
            let (inside, end) = (&rest[..end], base + at + 2 + end + 1);
            let (address, more) = inside.trim().split_once(' ').unwrap_or((inside.trim(), ""));
            let more = more.trim();
            let (message, hint) = if inside.contains(['“', '”', '„', '«']) {
                let title = more.trim_matches(['“', '”', '„', '«', '»', '"', ' ', '\u{a0}']);
                ("these quotes are typographic; a link has straight ones", format!("{address} \"{title}\""))
            } else if inside.matches('"').count() == 1 {
                ("these quotes are not closed", format!("{address} \"{}\"", more.trim_matches('"')))
            } else if !mark.is_empty() && more.starts_with('=') {
                ("a picture has no size here", address.to_owned())
            } else if !more.is_empty()
                && !inside.contains(['"', '\'', '<', '('])
                && is_address(inside.rsplit(' ').next().unwrap_or_default()) | is_address(address)
            {
                ("an address has no spaces", inside.trim().replace(' ', "%20"))
            } else {
                continue;
            };
            self.warn(CODE, open..end, message, format!("write `{mark}[{label}]({hint})`"));
        }
        for (at, _) in words.match_indices("] (") {
            let Some((open, label)) = self.label(leaf, base + at) else { continue };
            let Some(address) = ahead(words, at + 3).split(')').next().filter(|inside| is_address(inside)) else {
                continue;
            };
            if address.contains(' ') || !ahead(words, at + 3).contains(')') {
                continue;
            }
            let mark = if self.before(open) == Some('!') { "!" } else { "" };
            let end = base + at + 3 + address.len() + 1;
            let hint = format!("write `{mark}[{label}]({address})`");
            self.warn(CODE, open - mark.len()..end, "a space parts the words of a link from its address", hint);
        }
        for (at, _) in words.match_indices(")[") {
            let Some(open) = behind(words, at).rfind('(').map(|open| open + at - behind(words, at).len()) else {
                continue;
            };
            let Some(address) = ahead(words, at + 2).split_once(']').map(|(inside, _)| inside) else { continue };
            if !is_address(address) || address.contains(' ') {
                continue;
            }
            let mark = if words[..open].ends_with('!') { "!" } else { "" };
            let label = &words[open + 1..at];
            let span = base + open - mark.len()..base + at + 2 + address.len() + 1;
            let hint = format!("write `{mark}[{label}]({address})`");
            self.warn(CODE, span, "round and square brackets are exchanged, so this is no link", hint);
        }
        for (at, _) in words.match_indices("][") {
            let Some((open, label)) = self.label(leaf, base + at) else { continue };
            let Some(name) = ahead(words, at + 2).split_once(']').map(|(inside, _)| inside) else { continue };
            let is_code = self.before(open).is_some_and(|c| c.is_alphanumeric() || c == ']');
            if is_code || !label.contains(char::is_alphabetic) || name.starts_with('^') || name.contains('[') {
                continue;
            }
            let span = open..base + at + 2 + name.len() + 1;
            if is_address(name) {
                let hint = format!("write `[{label}]({name})`");
                self.warn(CODE, span, "this address stands in square brackets, so this is no link", hint);
            } else if name.contains(char::is_alphanumeric) {
                let hint = format!("write `[{name}]: ` and the address on a line of its own, or `[{label}](address)`");
                let message = format!("no address is written for `[{name}]`");
                self.warn("unresolved-reference", span, message, hint);
            }
        }
        // `[the release(release.md)`: the words are not closed.
        for (at, _) in words.match_indices('[') {
            let rest = ahead(words, at + 1);
            let Some((label, after)) = rest.split_once('(').filter(|(label, _)| !label.contains([']', '['])) else {
                continue;
            };
            let Some((address, _)) = after.split_once(')').filter(|(address, _)| is_address(address)) else { continue };
            if !label.is_empty() && !address.contains(']') && label.len() < 80 {
                let span = base + at..base + at + 1 + label.len() + address.len() + 2;
                let hint = format!("write `[{}]({address})`", label.trim());
                self.warn(CODE, span, "the words of this link are not closed", hint);
            }
        }
    }

    /// `[[` without `]]`, or with half of it.
    fn half_a_wikilink(&mut self, leaf: &Leaf, run: &Run, words: &str) {
        let base = run.range.start;
        for (at, _) in words.match_indices("[[") {
            let rest = ahead(words, at + 2);
            let is_name = rest.starts_with(char::is_alphabetic);
            let is_code = self.before(base + at).is_some_and(|c| c.is_alphanumeric() || c == '[' || c == '$');
            if !is_name || is_code || rest.contains("]]") {
                continue;
            }
            // In a cell, the row is looked at as a whole.
            if leaf.part == Part::Cell && !rest.contains(']') {
                continue;
            }
            let (inside, is_half) = match rest.split_once(']') {
                Some((inside, _)) => (inside, true),
                None => (rest.split([' ', ',', '.', ';']).next().unwrap_or_default(), false),
            };
            let message = if is_half { "this link closes with one bracket" } else { "this link is not closed" };
            let hint = format!("write `[[{inside}]]`");
            let hint = if inside.contains('|') && !is_half { format!("write `[[{inside} …]]`") } else { hint };
            self.warn(CODE, base + at..base + at + 2 + inside.len() + usize::from(is_half), message, hint);
        }
        for (at, _) in words.match_indices("]]") {
            let Some(open) = behind(words, at).rfind('[').map(|open| open + at - behind(words, at).len()) else {
                continue;
            };
            let name = &words[open + 1..at];
            let before = self.before(base + open);
            let is_code = before.is_some_and(|c| c.is_alphanumeric() || c == '[' || c == ']');
            if name.starts_with(char::is_alphabetic) && !name.contains(['[', ']', ',']) && !is_code {
                let hint = format!("write `[[{name}]]`");
                self.warn(CODE, base + open..base + at + 2, "this link opens with one bracket", hint);
            }
        }
    }

    /// `[release]` and `((release))`: links if an entry is called so, which is known only with all entries.
    fn brackets(&mut self, run: &Run, words: &str) {
        let base = run.range.start;
        for (open, close) in [("[", "]"), ("((", "))")] {
            for (at, _) in words.match_indices(open) {
                let rest = ahead(words, at + open.len());
                let Some(name) = rest.split_once(close).map(|(name, _)| name) else { continue };
                let is_name = name.len() >= 3
                    && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                    && name.starts_with(|c: char| c.is_ascii_lowercase());
                let end = at + open.len() + name.len() + close.len();
                let is_alone = !words[end..].starts_with(['(', '[', ':', ']', ')'])
                    && !self
                        .before(base + at)
                        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | ']' | '!' | '('));
                if is_name && is_alone {
                    let span = base + at..base + end;
                    self.checked.brackets.push(Spanned { value: words[at..end].to_owned(), span });
                }
            }
        }
    }

    /// `<www.example.org>` and `<release.md>`.
    fn pointed(&mut self, base: usize, words: &str) {
        for (at, _) in words.match_indices('<') {
            let Some(inside) = ahead(words, at + 1).split_once('>').map(|(inside, _)| inside) else { continue };
            let is_site = inside.starts_with("www.");
            if inside.contains(' ') || !(is_site || is_address(inside)) {
                continue;
            }
            let hint = match is_site {
                true => format!("write `<https://{inside}>`"),
                false => format!("write `[words]({inside})`"),
            };
            let message = "pointed brackets make a link only of an address that begins with `https:`";
            self.warn(CODE, base + at..base + at + inside.len() + 2, message, hint);
        }
    }

    /// An address in a text: nobody can follow it.
    fn bare_address(&mut self, run: &Run, words: &str) {
        let base = run.range.start;
        let starts = ["https://", "http://", "www."];
        let mut next = (0, 0);
        let places =
            starts.iter().enumerate().flat_map(|(idx, start)| words.match_indices(start).map(move |(at, _)| (idx, at)));
        for (idx, at) in places {
            // What begins within an address is a part of it.
            if next.0 == idx && at < next.1 {
                continue;
            }
            let reach = ahead(words, at);
            let end = at + reach.find([' ', '>', '<', '"', '”', '»', '`', '|', ']']).unwrap_or(reach.len());
            next = (idx, end);
            let address = words[at..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…', '’', '*', '_']);
            let address = if address.contains('(') { address } else { address.trim_end_matches(')') };
            let address = address.trim_end_matches(['.', ',']);
            let before = self.before(base + at);
            let host = address.split("//").last().unwrap_or_default();
            let is_sound = host.contains('.')
                && host.len() > 5
                && !host.starts_with(['.', '/'])
                && !host.contains(['…', '{', '*', '$', '\\', '@']);
            // After a bracket it is part of a link that is spoilt, and told as such.
            if !is_sound
                || before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '=' | '&' | '<'))
            {
                continue;
            }
            if before == Some('(')
                && self.text[..base + at - 1].ends_with([']', ' '])
                && behind(words, at).contains("](")
            {
                continue;
            }
            if before == Some('[') && !words[..at].ends_with("[[") {
                let inside = ahead(words, at).split_once(']').map_or(address, |(inside, _)| inside);
                let (address, label) = inside.split_once(' ').unwrap_or((inside, "words"));
                let hint = format!("write `[{label}]({address})`");
                let close = usize::from(words[at + inside.len()..].starts_with(']'));
                let span = base + at - 1..base + at + inside.len() + close;
                self.warn(CODE, span, "this link has no address in round brackets", hint);
                continue;
            }
            if before == Some('[') {
                continue;
            }
            let whole = if address.starts_with("www.") { format!("https://{address}") } else { address.to_owned() };
            let hint = format!("write `<{whole}>`, or `[words]({whole})`");
            self.warn("bare-address", base + at..base + at + address.len(), "this address is no link", hint);
        }
    }

    /// `^[1]` and `^[a note]`.
    fn inline_note(&mut self, run: &Run, words: &str) {
        let base = run.range.start;
        for (at, _) in words.match_indices("^[") {
            let Some(note) = ahead(words, at + 2).split_once(']').map(|(note, _)| note).filter(|note| !note.is_empty())
            else {
                continue;
            };
            let span = base + at..base + at + 2 + note.len() + 1;
            let is_label = !note.contains(' ');
            let hint = match is_label {
                true => format!("write `[^{note}]`"),
                false => format!("write `[^1]` here, and `[^1]: {note}` on a line of its own"),
            };
            let message = match is_label {
                true => "`^` stands before the bracket, so this is no footnote",
                false => "a footnote is not read within the text",
            };
            self.warn("footnote-syntax", span, message, hint);
        }
    }

    /// A link that the parser saw, beside signs that were meant for it.
    pub(super) fn link_passes(&mut self, link_type: LinkType, address: &str, span: &Range<usize>) {
        let text = self.text;
        if link_type != LinkType::Inline {
            return;
        }
        let written = &text[span.clone()];
        if is_picture(address) {
            let before = &text[self.body.start..span.start];
            let opens_line = |before: &str| before.chars().next_back().is_none_or(char::is_whitespace);
            if before.strip_suffix("! ").is_some_and(opens_line) {
                let hint = format!("write `!{written}`");
                self.warn(CODE, span.start - 2..span.end, "a space parts this picture from its sign", hint);
            } else if let Some(rest) = written.strip_prefix("[!") {
                let hint = format!("write `![{}`", rest.trim_start());
                self.warn(CODE, span.clone(), "`!` stands within the brackets, so this is a link and no picture", hint);
            }
        }
    }

    /// A picture, and the words that stand for it.
    pub(super) fn picture(
        &mut self,
        link_type: LinkType,
        address: &str,
        span: &Range<usize>,
        rest: &[(Event, Range<usize>)],
    ) {
        let words = text_until_end(rest);
        if matches!(link_type, LinkType::WikiLink { .. }) {
            let is_size = !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit() || b == b'x');
            if is_picture(address) && is_size {
                let message = format!("`{words}` stands where the words of a picture do; it has no size here");
                let hint = format!("write `![[{address}|what it shows]]`");
                self.warn("picture-text", span.clone(), message, hint);
            }
            return;
        }
        if !words.is_empty() || !matches!(rest.first(), Some((Event::End(_), _))) {
            return;
        }
        let hint = format!("write `![what it shows]({address})`");
        let message = "this picture has no words for those who cannot see it";
        self.warn("picture-text", span.clone(), message, hint);
    }

    /// The words before a closing bracket, and where their opening one stands.
    fn label(&self, leaf: &Leaf, close: usize) -> Option<(usize, &str)> {
        let start = leaf.runs.first()?.range.start;
        let mut depth = 0;
        for (at, c) in self.text[start..close].char_indices().rev().take(300) {
            match c {
                ']' => depth += 1,
                '[' if depth > 0 => depth -= 1,
                '[' => {
                    let open = start + at;
                    let is_escaped = self.text[..open].ends_with('\\');
                    return (!is_escaped).then(|| (open, &self.text[open + 1..close]));
                }
                _ => {}
            }
        }
        None
    }
}

/// The address in round brackets that stands right behind a wikilink, where none should: `[[the release]](release.md)`.
pub(in crate::parse) fn address_behind(text: &str, end: usize) -> Option<Box<str>> {
    let address = ahead(text, end).strip_prefix('(')?.split_once(')').map(|(inside, _)| inside)?;
    (is_address(address) && !address.contains('\n')).then(|| address.into())
}

/// What stands at most so far from a place: a link is looked for near its beginning, never through a whole book.
const REACH: usize = 400;

fn ahead(words: &str, at: usize) -> &str {
    &words[at..words.floor_char_boundary((at + REACH).min(words.len()))]
}

fn behind(words: &str, at: usize) -> &str {
    &words[words.ceil_char_boundary(at.saturating_sub(REACH))..at]
}
