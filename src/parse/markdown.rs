//! Markdown to HTML with holes.
//!
//! The crate's own HTML writer is not used: it writes `style` attributes, which the site's policy
//! forbids, leaves footnotes where they stand, and knows no holes.

use super::outline::Anchors;
use super::{Grammar, links};
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::entry::{Body, Entry, Head, Heading, Link, LinkId, Piece, Word};
use crate::model::hash::ContentHash;
use crate::model::slug::slugged;
use crate::model::source::Source;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::ops::Range;

/// The deepest nesting of quotes, lists and emphasis.
const MAX_DEPTH: usize = 100;

type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

/// Writes the bodies of one entry, noting links, headings and findings on the way.
pub(super) struct Writer<'a> {
    source: &'a Source,
    grammar: &'a Grammar,
    links: Vec<Link>,
    outline: Vec<Heading>,
    anchors: Anchors,
    other_anchors: Vec<String>,
    title: Option<String>,
    diagnostics: Vec<Diagnostic>,
    has_raw_html: bool,
    is_too_deep: bool,
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
            has_raw_html: false,
            is_too_deep: false,
        }
    }

    /// The body of the entry. An opening heading of level 1 is the title rather than a part of it,
    /// unless the front matter gives another.
    pub(super) fn body(&mut self, range: Range<usize>, has_title: bool) -> Body {
        let text = &self.source.text[range.clone()];
        let mut events: Events = Parser::new_ext(text, options()).into_offset_iter().collect();
        for (_, span) in &mut events {
            *span = span.start + range.start..span.end + range.start;
        }
        let title = opening_title(&events);
        if let Some((title, n_events)) = title {
            let anchor = self.anchors.give(None, &title);
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
        if let Some(anchor) = flow.writer.other_anchors.first() {
            let _ = write!(flow.out.buffer, "<span id=\"{anchor}\"></span>");
            let len = flow.out.buffer.len() as u32;
            flow.out.pieces.push(Piece::Html(0..len));
        }
        flow.run()
    }

    /// A front-matter value that is Markdown. Findings in it stand at the value.
    pub(super) fn field(&mut self, text: &str, span: Range<usize>) -> Body {
        let parser = Parser::new_ext(text, options());
        let events: Events = parser.map(|event| (event, span.clone())).collect();
        Flow::new(self, &events, true).run()
    }

    pub(super) fn finish(mut self, head: Head, body: Body, prose: BTreeMap<String, Body>) -> Diagnosed<Entry> {
        if self.has_raw_html {
            let message = "HTML in Markdown is shown as text here";
            let diagnostic = Diagnostic::warning("raw-html", Span::file(&self.source.path), message)
                .hint("write it as Markdown, or put it in a code block if it is meant to be read");
            self.diagnostics.push(diagnostic);
        }
        let entry = Entry {
            path: self.source.path.clone(),
            hash: ContentHash::of_value(&(self.source.hash, self.grammar)),
            head,
            title: self.title,
            body,
            prose,
            links: self.links,
            outline: self.outline,
            anchors: self.other_anchors,
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

/// The title that opens a body, and how many events it takes.
fn opening_title(events: &Events) -> Option<(String, usize)> {
    let (Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), _) = events.first()? else {
        return None;
    };
    let text = text_until_end(&events[1..]);
    let end = events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))?;
    (!text.is_empty()).then_some((text, end + 1))
}

/// The text of events up to the end of the heading or picture that they are in.
fn text_until_end(events: &[(Event, Range<usize>)]) -> String {
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

/// One run of events becoming one body.
struct Flow<'w, 'a, 't> {
    writer: &'w mut Writer<'a>,
    events: &'t Events<'t>,
    out: Body,
    /// Where the block began that the next link is in.
    block: u32,
    /// Bodies put aside while a footnote is written.
    aside: Vec<(Body, u32)>,
    notes: Notes<'t>,
    open_links: Vec<LinkId>,
    alignments: Vec<Alignment>,
    column: usize,
    is_table_head: bool,
    /// Code and headings: no glossary term is linked in them.
    plain_depth: usize,
    depth: usize,
    /// A front-matter value: its headings have no anchors of their own.
    is_field: bool,
}

/// Footnotes: numbered by their first mention, collected at the end.
#[derive(Default)]
struct Notes<'t> {
    defined: HashSet<&'t str>,
    numbers: HashMap<&'t str, usize>,
    order: Vec<&'t str>,
    n_mentions: HashMap<&'t str, usize>,
    bodies: HashMap<&'t str, Body>,
    writing: Vec<&'t str>,
}

impl<'w, 'a, 't> Flow<'w, 'a, 't> {
    fn new(writer: &'w mut Writer<'a>, events: &'t Events<'t>, is_field: bool) -> Self {
        let defined = events.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::FootnoteDefinition(label)) => Some(label.as_ref()),
            _ => None,
        });
        let notes = Notes { defined: defined.collect(), ..Notes::default() };
        let out = Body { buffer: String::with_capacity(events.len() * 24), pieces: Vec::with_capacity(events.len()) };
        Flow {
            writer,
            events,
            out,
            block: 0,
            aside: Vec::new(),
            notes,
            open_links: Vec::new(),
            alignments: Vec::new(),
            column: 0,
            is_table_head: false,
            plain_depth: 0,
            depth: 0,
            is_field,
        }
    }

    fn run(mut self) -> Body {
        let events = self.events;
        let mut event_idx = 0;
        while let Some((event, span)) = events.get(event_idx) {
            event_idx += 1;
            match event {
                Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                    let rest = &events[event_idx..];
                    self.image(links::link(*link_type, true, dest_url, title, span.clone()), text_until_end(rest));
                    event_idx += skip_to_end(rest);
                }
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    let rest = &events[event_idx..];
                    let link = links::link(*link_type, false, dest_url, title, span.clone());
                    if let pulldown_cmark::LinkType::WikiLink { has_pothole: false } = link_type {
                        self.labelled(link);
                        event_idx += skip_to_end(rest);
                    } else if text_until_end(rest).is_empty()
                        && !matches!(rest.first(), Some((Event::Start(Tag::Image { .. }), _)))
                    {
                        self.labelled(link);
                        event_idx += skip_to_end(rest);
                    } else {
                        let id = self.note(link);
                        self.out.pieces.push(Piece::Open(id));
                        self.open_links.push(id);
                    }
                }
                Event::Start(tag) => self.start(tag, span, &events[event_idx..]),
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.text(text),
                Event::Code(code) => {
                    self.html("<code>");
                    self.plain(code);
                    self.html("</code>");
                }
                Event::Html(html) | Event::InlineHtml(html) => self.raw(html),
                Event::FootnoteReference(label) => self.mention(label, span),
                Event::SoftBreak => self.text("\n"),
                Event::HardBreak => self.html("<br>\n"),
                Event::Rule => self.html("<hr>\n"),
                Event::TaskListMarker(is_done) => {
                    let (checked, word) = if *is_done { (" checked", Word::TaskDone) } else { ("", Word::TaskTodo) };
                    self.html(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\""));
                    self.word(word);
                    self.html("\"> ");
                }
                // Not enabled in the options.
                Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
            }
        }
        self.close_block();
        self.footnotes();
        self.out
    }

    fn start(&mut self, tag: &'t Tag<'t>, span: &Range<usize>, rest: &'t [(Event<'t>, Range<usize>)]) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            if !self.writer.is_too_deep {
                self.writer.is_too_deep = true;
                let message = format!("quotes and lists are nested more than {MAX_DEPTH} deep");
                let span = Span::new(&self.writer.source.path, span.clone());
                self.writer.diagnostics.push(Diagnostic::error("deep-nesting", span, message).hint("nest them less"));
            }
            return;
        }
        match tag {
            Tag::Emphasis => return self.html("<em>"),
            Tag::Strong => return self.html("<strong>"),
            Tag::Strikethrough => return self.html("<del>"),
            Tag::Superscript => return self.html("<sup>"),
            Tag::Subscript => return self.html("<sub>"),
            _ => self.close_block(),
        }
        match tag {
            Tag::Paragraph => self.html("<p>"),
            Tag::Heading { level, id, .. } => {
                self.plain_depth += 1;
                let text = text_until_end(rest);
                let level = (*level as u8).max(2);
                if self.is_field {
                    return self.html("<p><strong>");
                }
                let anchor = self.writer.anchors.give(id.as_deref(), &text);
                let html = format!("<h{level} id=\"{anchor}\">");
                let piece = self.out.pieces.len() as u32;
                self.html(&html);
                self.writer.outline.push(Heading { level, text, anchor, piece });
            }
            Tag::BlockQuote(None) => self.html("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let (name, word) = alert(*kind);
                self.html(&format!("<aside class=\"alert alert-{name}\"><p class=\"alert-title\">"));
                self.word(word);
                self.html("</p>\n");
            }
            Tag::CodeBlock(kind) => {
                self.plain_depth += 1;
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", attribute(language))
                };
                self.html(&format!("<pre tabindex=\"0\"><code{class}>"));
            }
            Tag::List(None) => self.html("<ul>\n"),
            Tag::List(Some(1)) => self.html("<ol>\n"),
            Tag::List(Some(start)) => self.html(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => {
                let is_task = rest.iter().take(2).any(|(event, _)| matches!(event, Event::TaskListMarker(_)));
                self.html(if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(label) => {
                let out = std::mem::take(&mut self.out);
                self.aside.push((out, self.block));
                self.block = 0;
                self.notes.writing.push(label.as_ref());
            }
            Tag::DefinitionList => self.html("<dl>\n"),
            Tag::DefinitionListTitle => self.html("<dt>"),
            Tag::DefinitionListDefinition => self.html("<dd>"),
            Tag::Table(alignments) => {
                self.alignments = alignments.clone();
                self.html("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
                self.word(Word::Table);
                self.html("\"><table>\n");
            }
            Tag::TableHead => {
                self.is_table_head = true;
                self.column = 0;
                self.html("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.html("<tr>");
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.column) {
                    Some(Alignment::Left) => " class=\"left\"",
                    Some(Alignment::Center) => " class=\"center\"",
                    Some(Alignment::Right) => " class=\"right\"",
                    _ => "",
                };
                self.column += 1;
                let html =
                    if self.is_table_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
                self.html(&html);
            }
            // Inline tags have returned above; links and pictures are met in `run`; the rest is not enabled.
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        self.depth = self.depth.saturating_sub(usize::from(!matches!(tag, TagEnd::Link | TagEnd::Image)));
        if self.depth >= MAX_DEPTH {
            return;
        }
        match tag {
            TagEnd::Emphasis => return self.html("</em>"),
            TagEnd::Strong => return self.html("</strong>"),
            TagEnd::Strikethrough => return self.html("</del>"),
            TagEnd::Superscript => return self.html("</sup>"),
            TagEnd::Subscript => return self.html("</sub>"),
            TagEnd::Link => {
                if let Some(id) = self.open_links.pop() {
                    self.out.pieces.push(Piece::Close(id));
                }
                return;
            }
            _ => {}
        }
        match tag {
            TagEnd::Paragraph => self.html("</p>\n"),
            TagEnd::Heading(level) => {
                self.plain_depth -= 1;
                let level = (*level as u8).max(2);
                match self.writer.outline.last() {
                    Some(heading) if !self.is_field => {
                        let start = format!(" <a class=\"anchor\" href=\"#{}\" aria-label=\"", heading.anchor);
                        let end = format!(": {}\">#</a></h{level}>\n", attribute(&heading.text));
                        self.html(&start);
                        self.word(Word::LinkToSection);
                        self.html(&end);
                    }
                    _ => self.html("</strong></p>\n"),
                }
            }
            TagEnd::BlockQuote(None) => self.html("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.html("</aside>\n"),
            TagEnd::CodeBlock => {
                self.plain_depth -= 1;
                self.html("</code></pre>\n");
            }
            TagEnd::List(is_ordered) => self.html(if *is_ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.html("</li>\n"),
            TagEnd::FootnoteDefinition => {
                self.close_block();
                if let (Some(label), Some((out, block))) = (self.notes.writing.pop(), self.aside.pop()) {
                    let note = std::mem::replace(&mut self.out, out);
                    self.block = block;
                    self.notes.bodies.insert(label, note);
                }
            }
            TagEnd::DefinitionList => self.html("</dl>\n"),
            TagEnd::DefinitionListTitle => self.html("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.html("</dd>\n"),
            TagEnd::Table => self.html("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.is_table_head = false;
                self.html("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.html("</tr>\n"),
            TagEnd::TableCell => self.html(if self.is_table_head { "</th>" } else { "</td>" }),
            _ => {}
        }
        self.close_block();
    }

    /// A link that shows its target's title.
    fn labelled(&mut self, mut link: Link) {
        link.has_text = false;
        let id = self.note(link);
        self.out.pieces.extend([Piece::Open(id), Piece::Label(id), Piece::Close(id)]);
    }

    fn image(&mut self, mut link: Link, text: String) {
        link.text = text;
        let id = self.note(link);
        self.out.pieces.push(Piece::Embed(id));
    }

    fn note(&mut self, link: Link) -> LinkId {
        self.writer.links.push(link);
        LinkId(self.writer.links.len() as u32 - 1)
    }

    /// A footnote's number, where the text mentions it.
    fn mention(&mut self, label: &'t CowStr<'t>, span: &Range<usize>) {
        let label = label.as_ref();
        if !self.notes.defined.contains(label) {
            let span = Span::new(&self.writer.source.path, span.clone());
            let message = format!("there is no footnote `{label}`");
            self.writer.diagnostics.push(
                Diagnostic::warning("unresolved-footnote", span, message)
                    .hint(format!("write `[^{label}]: …` on a line of its own")),
            );
            return self.plain(&format!("[^{label}]"));
        }
        let number = *self.notes.numbers.entry(label).or_insert_with(|| {
            self.notes.order.push(label);
            self.notes.order.len()
        });
        let count = self.notes.n_mentions.entry(label).or_default();
        *count += 1;
        let html = format!(
            "<sup class=\"footnote-ref\" id=\"fnref-{number}-{count}\"><a href=\"#fn-{number}\">{number}</a></sup>"
        );
        self.html(&html);
    }

    /// All footnotes that the text mentions, in the order of their numbers.
    fn footnotes(&mut self) {
        if self.notes.order.is_empty() {
            return;
        }
        self.html("<section class=\"footnotes\" aria-label=\"");
        self.word(Word::Footnotes);
        self.html("\"><ol>\n");
        for (idx, label) in std::mem::take(&mut self.notes.order).into_iter().enumerate() {
            let number = idx + 1;
            self.html(&format!("<li id=\"fn-{number}\">"));
            if let Some(note) = self.notes.bodies.remove(label) {
                self.append(note);
            }
            for count in 1..=self.notes.n_mentions.get(label).copied().unwrap_or(1) {
                self.html(&format!(" <a class=\"footnote-back\" href=\"#fnref-{number}-{count}\" aria-label=\""));
                self.word(Word::BackToText);
                self.html(&format!(" {number}\">↩</a>"));
            }
            self.html("</li>\n");
        }
        self.html("</ol></section>\n");
    }

    /// Adds a body that was written aside; its ranges move with it.
    fn append(&mut self, body: Body) {
        let by = self.out.buffer.len() as u32;
        let first = self.out.pieces.len() as u32;
        let shift = |range: &Range<u32>, by: u32| range.start + by..range.end + by;
        self.out.buffer.push_str(&body.buffer);
        for piece in body.pieces {
            if let Piece::Open(id) = &piece {
                let sentence = &mut self.writer.links[id.0 as usize].sentence;
                sentence.bytes = shift(&sentence.bytes, by);
                sentence.pieces = shift(&sentence.pieces, first);
            }
            self.out.pieces.push(match piece {
                Piece::Html(range) => Piece::Html(shift(&range, by)),
                Piece::Text(range) => Piece::Text(shift(&range, by)),
                Piece::Plain(range) => Piece::Plain(shift(&range, by)),
                hole => hole,
            });
        }
    }

    fn close_block(&mut self) {
        let end = self.out.pieces.len() as u32;
        if end > self.block {
            links::sentences(&self.out, self.block..end, &mut self.writer.links);
        }
        self.block = end;
    }

    fn raw(&mut self, html: &str) {
        let trimmed = html.trim();
        // A comment is for authors; readers never saw it.
        if trimmed.is_empty() || (trimmed.starts_with("<!--") && trimmed.ends_with("-->")) {
            return;
        }
        self.writer.has_raw_html = true;
        self.plain(html);
    }

    fn html(&mut self, html: &str) {
        let start = self.out.buffer.len() as u32;
        self.out.buffer.push_str(html);
        let end = self.out.buffer.len() as u32;
        match self.out.pieces.last_mut() {
            Some(Piece::Html(range)) if range.end == start => range.end = end,
            _ => self.out.pieces.push(Piece::Html(start..end)),
        }
    }

    fn text(&mut self, text: &str) {
        if self.plain_depth > 0 || !self.open_links.is_empty() {
            return self.plain(text);
        }
        let start = self.out.buffer.len() as u32;
        self.out.buffer.push_str(text);
        let end = self.out.buffer.len() as u32;
        match self.out.pieces.last_mut() {
            Some(Piece::Text(range)) if range.end == start => range.end = end,
            _ => self.out.pieces.push(Piece::Text(start..end)),
        }
    }

    fn plain(&mut self, text: &str) {
        let start = self.out.buffer.len() as u32;
        self.out.buffer.push_str(text);
        self.out.pieces.push(Piece::Plain(start..self.out.buffer.len() as u32));
    }

    fn word(&mut self, word: Word) {
        self.out.pieces.push(Piece::Word(word));
    }
}

/// The class and the title of an alert.
fn alert(kind: BlockQuoteKind) -> (&'static str, Word) {
    match kind {
        BlockQuoteKind::Note => ("note", Word::Note),
        BlockQuoteKind::Tip => ("tip", Word::Tip),
        BlockQuoteKind::Important => ("important", Word::Important),
        BlockQuoteKind::Warning => ("warning", Word::Warning),
        BlockQuoteKind::Caution => ("caution", Word::Caution),
    }
}

/// How many events stand before and with the end of the tag they are in.
fn skip_to_end(events: &[(Event, Range<usize>)]) -> usize {
    let mut depth = 0;
    for (idx, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return idx + 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    events.len()
}

/// Text safe within an attribute and within an element.
fn attribute(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    pulldown_cmark_escape::escape_html(&mut safe, text).expect("a string takes any text");
    safe
}
