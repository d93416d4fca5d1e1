//! Markdown to HTML with holes.
//!
//! The crate's own HTML writer is not used: it writes `style` attributes, which the site's policy
//! forbids, leaves footnotes where they stand, and knows no holes.

use super::Grammar;
use super::flow::Flow;
use super::mistakes::{self, Definition};
use super::outline::Anchors;
use super::raw_html::{self, Tags};
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::entry::{Body, Entry, Head, Heading, Link, Piece, Place, Spanned};
use crate::model::hash::ContentHash;
use crate::model::slug::slugged;
use crate::model::source::Source;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

/// Writes the bodies of one entry, noting links, headings and findings on the way.
pub(super) struct Writer<'a> {
    pub(super) source: &'a Source,
    grammar: &'a Grammar,
    pub(super) links: Vec<Link>,
    pub(super) outline: Vec<Heading>,
    pub(super) anchors: Anchors,
    other_anchors: Vec<String>,
    title: Option<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) raw_html: Tags,
    pub(super) is_too_deep: bool,
    brackets: Vec<Spanned<String>>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(source: &'a Source, grammar: &'a Grammar) -> Writer<'a> {
        Writer {
            source,
            grammar,
            links: Vec::new(),
            outline: Vec::new(),
            anchors: Anchors::default(),
            other_anchors: Vec::new(),
            title: None,
            diagnostics: Vec::new(),
            raw_html: Tags::default(),
            is_too_deep: false,
            brackets: Vec::new(),
        }
    }

    /// The body of the entry. An opening heading of level 1 is the title rather than a part of it,
    /// unless the front matter gives another.
    pub(super) fn body(&mut self, range: Range<usize>, has_title: bool) -> Body {
        let text = &self.source.text[range.clone()];
        let parser = Parser::new_ext(text, options());
        let definitions = definitions(&parser, range.start);
        // About one event for so many bytes; to grow along the way would copy them all several times.
        let mut events: Events = Vec::with_capacity(text.len() / 20 + 16);
        let moved = |span: Range<usize>| span.start + range.start..span.end + range.start;
        events.extend(parser.into_offset_iter().map(|(event, span)| (event, moved(span))));
        raw_html::take_names(&mut events);
        let checked = mistakes::check(self.source, range.clone(), &events, &definitions);
        self.diagnostics.extend(checked.diagnostics);
        self.brackets = checked.brackets;
        let title = opening_title(&events);
        if let Some((title, written, n_events)) = title {
            let anchor = self.anchors.give(written.as_deref(), &title);
            let is_same = self.title_in_head().is_some_and(|given| slugged(&given) == slugged(&title));
            if !has_title || is_same {
                events.drain(..n_events);
                self.other_anchors.push(anchor);
            } else {
                self.anchors = Anchors::default();
            }
            self.title = Some(title);
        }
        let mut flow = Flow::new(self, &events, false);
        if !flow.writer.other_anchors.is_empty() {
            flow.out.pieces.push(Piece::Top);
        }
        flow.run()
    }

    /// A front-matter value that is Markdown. Findings in it stand at the value.
    pub(super) fn field(&mut self, key: &str, text: &str, span: Range<usize>) -> Body {
        let parser = Parser::new_ext(text, options());
        let mut events: Events = parser.map(|event| (event, span.clone())).collect();
        raw_html::take_names(&mut events);
        let n_links = self.links.len();
        let body = Flow::new(self, &events, true).run();
        for link in &mut self.links[n_links..] {
            if link.place == Place::Body {
                link.place = Place::Field(key.to_owned());
            }
        }
        body
    }

    pub(super) fn finish(
        mut self,
        words: ContentHash,
        head: Head,
        body: Body,
        prose: BTreeMap<String, Body>,
    ) -> Diagnosed<Entry> {
        for told in self.raw_html.told() {
            let span = Span::new(&self.source.path, told.span);
            self.diagnostics.push(Diagnostic::warning("raw-html", span, told.message).hint(told.hint));
        }
        let entry = Entry {
            path: self.source.path.clone(),
            hash: ContentHash::of_value(&(self.source.hash, self.grammar)),
            words,
            head,
            title: self.title,
            body,
            prose,
            links: self.links,
            outline: self.outline,
            anchors: self.other_anchors,
            brackets: self.brackets,
        };
        Diagnosed { value: entry, diagnostics: self.diagnostics }
    }

    /// The title line of the front matter, as text: enough to see whether the first heading repeats it.
    fn title_in_head(&self) -> Option<String> {
        let line = self
            .source
            .text
            .lines()
            .skip(1)
            .take_while(|line| *line != "---")
            .find_map(|line| line.strip_prefix("title:"))?;
        Some(line.trim().trim_matches(['"', '\'']).to_owned())
    }
}

/// `[label]: address`, as the parser found them.
fn definitions(parser: &Parser, offset: usize) -> Vec<Definition> {
    let found = parser.reference_definitions().iter().map(|(label, found)| Definition {
        label: label.to_owned(),
        address: found.dest.to_string(),
        span: found.span.start + offset..found.span.end + offset,
    });
    let mut definitions: Vec<Definition> = found.collect();
    definitions.sort_by_key(|definition| definition.span.start);
    definitions
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// The title that opens a body, the anchor written at it, and how many events it takes.
fn opening_title(events: &Events) -> Option<(String, Option<String>, usize)> {
    let (Event::Start(Tag::Heading { level: HeadingLevel::H1, id, .. }), _) = events.first()? else {
        return None;
    };
    let text = text_until_end(&events[1..]);
    let end = events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))?;
    (!text.is_empty()).then(|| (text, id.as_ref().map(|id| id.to_string()), end + 1))
}

/// The text of events up to the end of the heading or picture that they are in.
pub(super) fn text_until_end(events: &[(Event, Range<usize>)]) -> String {
    let mut text = String::new();
    let mut depth = 0;
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Text safe within an attribute and within an element.
pub(super) fn attribute(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    pulldown_cmark_escape::escape_html(&mut safe, text).expect("a string takes any text");
    safe
}
