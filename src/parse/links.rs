//! Links as written.

use crate::model::entry::{Body, Link, LinkForm, LinkId, Piece, Place, Sentence};
use pulldown_cmark::LinkType;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The longest sentence shown beside a link, in bytes; longer ones are cut at words.
const MAX_SENTENCE: usize = 320;

/// A link from what the Markdown parser says of it. The sentence is found once its block is closed.
pub(super) fn link(form: LinkType, is_image: bool, address: &str, title: &str, span: Range<usize>) -> Link {
    let (name, fragment) = match address.split_once('#') {
        Some((name, fragment)) => (name, Some(fragment.to_owned())),
        None => (address, None),
    };
    let form = match form {
        LinkType::WikiLink { .. } if is_image => LinkForm::Embed,
        _ if is_image => LinkForm::Image,
        LinkType::WikiLink { .. } => LinkForm::Wiki,
        LinkType::Autolink | LinkType::Email => LinkForm::Auto,
        _ => LinkForm::Markdown,
    };
    let text = title.to_owned();
    let place = Place::Body;
    Link {
        form,
        name: name.trim().to_owned(),
        fragment,
        // What `![[name]]` cannot show is named, as its target is.
        has_text: form != LinkForm::Embed,
        text,
        span,
        place,
        sentence: Sentence::default(),
        address_behind: None,
    }
}

/// Gives each link of a finished block the sentence around it.
///
/// A sentence is what Unicode's rules say one is (UAX 29), within the block: a paragraph, a list item, a cell.
pub(super) fn sentences(body: &Body, block: Range<u32>, links: &mut [Link]) {
    let pieces = &body.pieces[block.start as usize..block.end as usize];
    if !pieces.iter().any(|piece| matches!(piece, Piece::Open(_))) {
        return;
    }
    // The text alone; where each stretch of it lies in the buffer; where the links begin in it.
    let mut text = String::new();
    let mut places: Vec<(usize, u32)> = Vec::new();
    let mut opened: Vec<(LinkId, usize)> = Vec::new();
    let mut place = 0;
    for piece in pieces {
        match piece {
            Piece::Text(range) | Piece::Plain(range) => {
                places.push((text.len(), range.start));
                // A line break within a sentence ends it no more than a space does.
                for (idx, line) in body.slice(range).split('\n').enumerate() {
                    text.push_str(if idx == 0 { "" } else { " " });
                    text.push_str(line);
                }
                place = range.end;
            }
            Piece::Html(range) => place = range.end,
            Piece::Open(link) => opened.push((*link, text.len())),
            // A title will stand here: for the rules of sentences, a word with a capital.
            Piece::Label(_) => {
                places.push((text.len(), place));
                text.push('X');
            }
            // Nothing else is text of a sentence.
            _ => {}
        }
    }
    let end_of_block = place;
    let to_buffer = |at: usize| {
        let idx = places.partition_point(|&(start, _)| start <= at).saturating_sub(1);
        places.get(idx).map_or(end_of_block, |&(start, place)| (place + (at - start) as u32).min(end_of_block))
    };
    for (link, at) in opened {
        let (start, end) = around(&text, at);
        let end = if end >= text.len() { end_of_block } else { to_buffer(end) };
        links[link.0 as usize].sentence = Sentence { pieces: block.clone(), bytes: to_buffer(start)..end };
    }
}

/// The sentence around a place, shortened where it is long.
fn around(text: &str, at: usize) -> (usize, usize) {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_SENTENCE));
    let to = text.ceil_char_boundary((at + MAX_SENTENCE).min(text.len()));
    let before = text[from..at].char_indices().rev().filter(|&(_, c)| may_end(c)).map(|(idx, _)| from + idx);
    let start = before.filter_map(|idx| end_at(text, idx)).find(|&end| end <= at).unwrap_or(from);
    let after = text[at..to].char_indices().filter(|&(_, c)| may_end(c)).map(|(idx, _)| at + idx);
    let end = after.filter_map(|idx| end_at(text, idx)).next().unwrap_or(to);
    cut(text, (start, start + text[start..end].trim_end().len()), at)
}

/// Whether a sentence may end with a character. Which really do is for [`end_at`] to say: Unicode's rules are
/// costly, so they are asked at these places only.
fn may_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?') || (!c.is_ascii() && !c.is_alphanumeric())
}

/// Where the sentence ends that a character may end: after the closing marks and spaces that follow it.
fn end_at(text: &str, idx: usize) -> Option<usize> {
    // What nearly all sentences end with: a space and a capital, or nothing.
    match text.as_bytes()[idx..] {
        [b'.' | b'!' | b'?'] => return Some(text.len()),
        [b'.' | b'!' | b'?', b' ', next, ..] if next.is_ascii_uppercase() => return Some(idx + 2),
        _ => {}
    }
    // The rules look at the letter before the mark, and on to the first letter after it.
    let (start, stop) =
        (text.floor_char_boundary(idx.saturating_sub(8)), text.ceil_char_boundary((idx + 48).min(text.len())));
    let mut bounds = text[start..stop].split_sentence_bound_indices().map(|(at, _)| start + at);
    let end = bounds.find(|&bound| bound > idx).or((stop == text.len()).then_some(stop))?;
    let is_right_after = text[idx..end].chars().skip(1).all(|c| !c.is_alphanumeric());
    is_right_after.then_some(end)
}

/// Shortens a sentence to what stands around a place, at words.
fn cut(text: &str, (start, end): (usize, usize), at: usize) -> (usize, usize) {
    if end - start <= MAX_SENTENCE {
        return (start, end);
    }
    let from = text.ceil_char_boundary(at.saturating_sub(MAX_SENTENCE / 2).max(start));
    let to = text.floor_char_boundary((from + MAX_SENTENCE).min(end));
    let begin =
        if from == start { start } else { text[from..at.max(from)].find(' ').map_or(from, |space| from + space + 1) };
    let finish = if to == end { end } else { text[at.min(to)..to].rfind(' ').map_or(to, |space| at.min(to) + space) };
    (begin, finish)
}
