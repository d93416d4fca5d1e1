//! The commonest mistakes of Markdown: what the parser took for text, and its author for something else.
//!
//! 1. The events are gathered into leaves: a paragraph, a heading, a cell, each as its runs of plain text.
//! 2. Blocks are looked at as they pass: headings, tables, code, comments.
//! 3. A run is looked at by the signs that are in it: prose without any costs one look at each byte.
//!
//! No finding is made within code. A false alarm is worse than silence: what may be meant as it stands is left alone.

mod blocks;
mod foreign;
mod lines;
mod links;
mod references;
mod tables;
mod words;

use super::markdown::Events;
use super::signs;
use crate::model::diag::{Diagnostic, Span};
use crate::model::entry::Spanned;
use crate::model::source::Source;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use links::address_behind;
pub(super) use references::Definition;

/// The most findings of one name in one file: who makes a mistake a hundred times knows after a few.
const MAX_OF_A_KIND: usize = 5;

/// What a body looks like to someone who looks for mistakes.
pub(super) struct Checked {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Words in brackets that are links if an entry is called so: `[release]`.
    pub(super) brackets: Vec<Spanned<String>>,
}

/// Goes through the events of a body once.
pub(super) fn check(source: &Source, body: Range<usize>, events: &Events, definitions: &[Definition]) -> Checked {
    let mut check = Check {
        source,
        text: &source.text,
        body: body.clone(),
        counts: BTreeMap::new(),
        told: Vec::new(),
        has_www: source.text[body.clone()].contains("www."),
        n_walks: 0,
        n_columns: 0,
        last_level: 0,
        has_title: false,
        checked: Checked { diagnostics: Vec::new(), brackets: Vec::new() },
    };
    check.walk(events);
    check.references(events, definitions);
    check.checked
}

/// One pass over a body.
struct Check<'a> {
    source: &'a Source,
    text: &'a str,
    body: Range<usize>,
    counts: BTreeMap<&'static str, usize>,
    /// Foreign markup is told once a file and form.
    told: Vec<&'static str>,
    /// Whether an address may stand in the text without a colon.
    has_www: bool,
    /// How often the whole text was gone through for one name.
    n_walks: usize,
    /// The columns of the table that is passed.
    n_columns: usize,
    /// The level of the heading above, 0 before the first.
    last_level: usize,
    has_title: bool,
    checked: Checked,
}

/// Text without markup, within one line.
#[derive(Clone, Debug)]
struct Run {
    range: Range<usize>,
    /// Whether its line begins with it.
    opens_line: bool,
    is_in_link: bool,
}

/// What the text of a leaf is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Paragraph,
    Heading,
    Item,
    Cell,
    Other,
}

/// A block that holds text rather than blocks.
struct Leaf {
    part: Part,
    runs: Vec<Run>,
    is_new_line: bool,
    /// The quote that it opens, when it is the first in it.
    opens_quote: bool,
    follows_table: bool,
}

impl Check<'_> {
    fn walk(&mut self, events: &Events) {
        let mut leaf = Leaf::new(Part::Other);
        let mut parts = vec![Part::Other];
        let (mut n_links, mut code) = (0, 0);
        let (mut opens_quote, mut follows_table) = (false, false);
        for (idx, (event, span)) in events.iter().enumerate() {
            match event {
                Event::Start(tag) => match tag {
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                        if *tag == Tag::Strong {
                            self.uneven_stars(span);
                        }
                        leaf.is_new_line = false;
                    }
                    Tag::Link { link_type, dest_url, .. } => {
                        n_links += 1;
                        leaf.is_new_line = false;
                        self.link_passes(*link_type, dest_url, span);
                    }
                    Tag::Image { link_type, dest_url, .. } => {
                        n_links += 1;
                        leaf.is_new_line = false;
                        self.picture(*link_type, dest_url, span, &events[idx + 1..]);
                    }
                    block => {
                        self.leaf(&mut leaf, Part::Other);
                        let part = match block {
                            Tag::Paragraph => Part::Paragraph,
                            Tag::Heading { .. } => Part::Heading,
                            Tag::Item => Part::Item,
                            Tag::TableCell => Part::Cell,
                            _ => Part::Other,
                        };
                        parts.push(part);
                        leaf = Leaf::new(part);
                        leaf.opens_quote = std::mem::replace(&mut opens_quote, matches!(block, Tag::BlockQuote(None)));
                        leaf.follows_table = std::mem::take(&mut follows_table);
                        code += usize::from(matches!(block, Tag::CodeBlock(_) | Tag::HtmlBlock));
                        self.block(block, span, &events[idx + 1..]);
                    }
                },
                Event::End(tag) => match tag {
                    TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Superscript
                    | TagEnd::Subscript => {}
                    TagEnd::Link | TagEnd::Image => n_links -= 1,
                    block => {
                        self.leaf(&mut leaf, Part::Other);
                        parts.pop();
                        leaf = Leaf::new(*parts.last().unwrap_or(&Part::Other));
                        leaf.follows_table = *block == TagEnd::Table;
                        follows_table = *block == TagEnd::Table;
                        code -= usize::from(matches!(block, TagEnd::CodeBlock | TagEnd::HtmlBlock));
                    }
                },
                Event::Text(text) if code == 0 => {
                    self.referred(text, span);
                    leaf.add(self.text, span, n_links > 0);
                }
                Event::SoftBreak | Event::HardBreak => leaf.is_new_line = true,
                Event::Code(_) => {
                    leaf.is_new_line = false;
                    self.inline_code(span);
                }
                _ => leaf.is_new_line = false,
            }
        }
        self.leaf(&mut leaf, Part::Other);
    }

    /// A leaf that is whole.
    fn leaf(&mut self, leaf: &mut Leaf, next: Part) {
        let leaf = std::mem::replace(leaf, Leaf::new(next));
        if leaf.runs.is_empty() {
            return;
        }
        let signs = leaf.runs.iter().fold(0, |signs, run| signs | signs_of(&self.text[run.range.clone()]));
        self.lines(&leaf, signs);
        if signs == 0 && !self.has_www {
            return;
        }
        if signs & (BRACKET | COLON | CARET | LESS) != 0 || self.has_www {
            self.links(&leaf, signs);
        }
        if signs & (STAR | TICK | TILDE | INVISIBLE | AMPERSAND | BACKSLASH) != 0 {
            self.words(&leaf, signs);
        }
        if signs & FOREIGN != 0 {
            self.foreign(&leaf, signs);
        }
    }

    /// A sign written by its number: of each sort the first is told.
    fn referred(&mut self, text: &str, span: &Range<usize>) {
        if !self.text[span.clone()].starts_with('&') {
            return;
        }
        if let Some(found) = signs::referred(text, &Span::new(&self.source.path, span.clone()))
            && self.checked.diagnostics.iter().all(|told| told.code != found.code)
        {
            self.checked.diagnostics.push(found);
        }
    }

    fn warn(&mut self, code: &'static str, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= MAX_OF_A_KIND {
            let span = Span::new(&self.source.path, span);
            self.checked.diagnostics.push(Diagnostic::warning(code, span, message).hint(hint));
        }
    }

    /// The character before a place, unless a line begins there.
    fn before(&self, at: usize) -> Option<char> {
        self.text[self.body.start..at].chars().next_back().filter(|c| *c != '\n')
    }

    /// The character at a place, unless the line ends there.
    fn after(&self, at: usize) -> Option<char> {
        self.text[at..self.body.end].chars().next().filter(|c| *c != '\n' && *c != '\r')
    }
}

impl Leaf {
    fn new(part: Part) -> Leaf {
        Leaf { part, runs: Vec::new(), is_new_line: true, opens_quote: false, follows_table: false }
    }

    fn add(&mut self, text: &str, span: &Range<usize>, is_in_link: bool) {
        let opens_line = std::mem::replace(&mut self.is_new_line, false);
        // A sign after a backslash is meant as it stands.
        let is_escaped =
            text[..span.start].ends_with('\\') && self.runs.last().is_none_or(|run| run.range.end < span.start);
        let first = if is_escaped { text[span.clone()].chars().next().map_or(0, char::len_utf8) } else { 0 };
        let range = span.start + first..span.end;
        match self.runs.last_mut() {
            Some(last) if last.range.end == range.start && !opens_line && last.is_in_link == is_in_link => {
                last.range.end = range.end;
            }
            _ => self.runs.push(Run { range, opens_line: opens_line && !is_escaped, is_in_link }),
        }
    }
}

/// Signs that may be left over from markup that is none.
const BRACKET: u16 = 1;
const STAR: u16 = 1 << 1;
const TICK: u16 = 1 << 2;
const TILDE: u16 = 1 << 3;
const BRACE: u16 = 1 << 4;
const DOLLAR: u16 = 1 << 5;
const EQUALS: u16 = 1 << 6;
const COLON: u16 = 1 << 7;
const AMPERSAND: u16 = 1 << 8;
const BACKSLASH: u16 = 1 << 9;
const CARET: u16 = 1 << 10;
const INVISIBLE: u16 = 1 << 11;
const TAB: u16 = 1 << 12;
const BAR: u16 = 1 << 13;
const PERCENT: u16 = 1 << 14;
const LESS: u16 = 1 << 15;
const FOREIGN: u16 = BRACE | DOLLAR | EQUALS | COLON | CARET | PERCENT | LESS | BRACKET;

static SIGNS: [u16; 256] = {
    let mut signs = [0; 256];
    signs[b'[' as usize] = BRACKET;
    signs[b']' as usize] = BRACKET;
    signs[b'(' as usize] = BRACKET;
    signs[b'*' as usize] = STAR;
    signs[b'`' as usize] = TICK;
    signs[b'~' as usize] = TILDE;
    signs[b'{' as usize] = BRACE;
    signs[b'$' as usize] = DOLLAR;
    signs[b'=' as usize] = EQUALS;
    signs[b'+' as usize] = EQUALS;
    signs[b':' as usize] = COLON;
    signs[b'&' as usize] = AMPERSAND;
    signs[b'\\' as usize] = BACKSLASH;
    signs[b'^' as usize] = CARET;
    signs[b'\t' as usize] = TAB;
    signs[b'|' as usize] = BAR;
    signs[b'%' as usize] = PERCENT;
    signs[b'<' as usize] = LESS;
    // The first bytes of signs without width: U+00AD, U+200B, U+FEFF.
    signs[0xC2] = INVISIBLE;
    signs[0xE2] = INVISIBLE;
    signs[0xEF] = INVISIBLE;
    signs
};

fn signs_of(text: &str) -> u16 {
    text.bytes().fold(0, |signs, byte| signs | SIGNS[byte as usize])
}

/// Whether a text looks like the address of a page, a file or a site.
fn is_address(text: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        ".md", ".html", ".htm", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".csv", ".zip", ".docx",
        ".org",
    ];
    let bare = text.split(['#', '?', ' ']).next().unwrap_or_default();
    !bare.is_empty()
        && (bare.starts_with("https://")
            || bare.starts_with("http://")
            || bare.starts_with("mailto:")
            || bare.starts_with("./")
            || bare.starts_with("../")
            || ENDINGS.iter().any(|ending| bare.len() > ending.len() && bare.to_ascii_lowercase().ends_with(ending)))
}

/// Whether an address is that of a picture.
fn is_picture(address: &str) -> bool {
    let small = address.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"].iter().any(|ending| small.ends_with(ending))
}
