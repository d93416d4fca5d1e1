//! Markdown's events to the pieces of a body.

use super::footnotes::Notes;
use super::links;
use super::markdown::{Events, Writer, attribute, text_until_end};
use super::mistakes::address_behind;
use crate::model::diag::{Diagnostic, Span};
use crate::model::entry::{Body, Heading, Link, LinkForm, LinkId, Piece, Word};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// The deepest nesting of quotes, lists and emphasis.
const MAX_DEPTH: usize = 100;

/// How the heading of a column begins.
const COLUMN: &str = "<th scope=\"col\"";

/// One run of events becoming one body.
pub(super) struct Flow<'w, 'a, 't> {
    pub(super) writer: &'w mut Writer<'a>,
    events: &'t Events<'t>,
    pub(super) out: Body,
    /// Where the block began that the next link is in.
    pub(super) block: u32,
    /// Bodies put aside while a footnote is written.
    aside: Vec<(Body, u32)>,
    pub(super) notes: Notes<'t>,
    open_links: Vec<LinkId>,
    alignments: Vec<Alignment>,
    column: usize,
    is_table_head: bool,
    n_tables: usize,
    /// Code and headings: no glossary term is linked in them.
    plain_depth: usize,
    depth: usize,
    /// The raw HTML of the block that is being read: it comes line by line.
    html_block: String,
    /// A front-matter value: its headings have no anchors of their own.
    is_field: bool,
}

impl<'w, 'a, 't> Flow<'w, 'a, 't> {
    pub(super) fn new(writer: &'w mut Writer<'a>, events: &'t Events<'t>, is_field: bool) -> Self {
        let (buffer, pieces) = (String::with_capacity(events.len() * 24), Vec::with_capacity(events.len()));
        let out = Body { buffer, pieces, notes: None };
        Flow {
            writer,
            events,
            out,
            block: 0,
            aside: Vec::new(),
            notes: Notes::default(),
            open_links: Vec::new(),
            alignments: Vec::new(),
            column: 0,
            is_table_head: false,
            n_tables: 0,
            plain_depth: 0,
            depth: 0,
            html_block: String::new(),
            is_field,
        }
    }

    pub(super) fn run(mut self) -> Body {
        let events = self.events;
        let mut event_idx = 0;
        while let Some((event, span)) = events.get(event_idx) {
            event_idx += 1;
            if let Some(link) = self.inclusion(event, &events[event_idx..]) {
                self.include(link);
                event_idx += skip_to_end(&events[event_idx..]);
                continue;
            }
            match event {
                Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                    let rest = &events[event_idx..];
                    self.image(links::link(*link_type, true, dest_url, title, span.clone()), text_until_end(rest));
                    event_idx += skip_to_end(rest);
                }
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    let rest = &events[event_idx..];
                    let mut link = links::link(*link_type, false, dest_url, title, span.clone());
                    if link.form == LinkForm::Wiki && !self.is_field {
                        link.address_behind = address_behind(&self.writer.source.text, span.end);
                    }
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
                Event::End(TagEnd::HtmlBlock) => {
                    let html = std::mem::take(&mut self.html_block);
                    self.depth -= 1;
                    self.raw(&html, span);
                }
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.text(text),
                Event::Code(code) => {
                    self.html("<code>");
                    self.plain(code);
                    self.html("</code>");
                }
                Event::Html(html) => self.html_block.push_str(html),
                Event::InlineHtml(html) => self.raw(html, span),
                Event::FootnoteReference(label) => self.mention(label),
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
        // Bodies are kept until the last page is printed: what was set aside for them is given back.
        self.out.buffer.shrink_to_fit();
        self.out.pieces.shrink_to_fit();
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
                let piece = self.out.pieces.len() as u32;
                self.out.pieces.push(Piece::Heading(self.writer.outline.len() as u32));
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
                self.n_tables += 1;
                // Two regions of one page need two names.
                let number = if self.n_tables > 1 { format!(" {}", self.n_tables) } else { String::new() };
                self.html(&format!("{number}\"><table>\n"));
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
                let html = if self.is_table_head { format!("{COLUMN}{class}>") } else { format!("<td{class}>") };
                self.html(&html);
            }
            // Inline tags have returned above; links and pictures are met in `run`; the rest is not enabled.
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        if let TagEnd::Link = tag {
            if let Some(id) = self.open_links.pop() {
                self.out.pieces.push(Piece::Close(id));
            }
            return;
        }
        self.depth = self.depth.saturating_sub(1);
        if self.depth >= MAX_DEPTH {
            return;
        }
        match tag {
            TagEnd::Emphasis => return self.html("</em>"),
            TagEnd::Strong => return self.html("</strong>"),
            TagEnd::Strikethrough => return self.html("</del>"),
            TagEnd::Superscript => return self.html("</sup>"),
            TagEnd::Subscript => return self.html("</sub>"),
            _ => {}
        }
        match tag {
            TagEnd::Paragraph => self.html("</p>\n"),
            TagEnd::Heading(_) => {
                self.plain_depth -= 1;
                match self.writer.outline.len() {
                    n_headings if n_headings > 0 && !self.is_field => {
                        self.out.pieces.push(Piece::HeadingEnd(n_headings as u32 - 1));
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
            TagEnd::TableCell if self.is_table_head => {
                let close = if self.unname_empty_heading() { "</td>" } else { "</th>" };
                self.html(close);
            }
            TagEnd::TableCell => self.html("</td>"),
            _ => {}
        }
        self.close_block();
    }

    /// The empty corner above a column of names heads nothing: it becomes a cell like others, and this says so.
    fn unname_empty_heading(&mut self) -> bool {
        let Some(Piece::Html(range)) = self.out.pieces.last_mut() else { return false };
        let html = &self.out.buffer[range.start as usize..];
        let Some(at) = html.rfind(COLUMN).filter(|at| html[*at..].find('>') == Some(html.len() - at - 1)) else {
            return false;
        };
        let at = range.start as usize + at;
        self.out.buffer.replace_range(at..at + COLUMN.len(), "<td");
        range.end = self.out.buffer.len() as u32;
        true
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

    /// The link of a paragraph that is `![[name]]` and nothing else.
    fn inclusion(&self, event: &Event, rest: &[(Event, Range<usize>)]) -> Option<Link> {
        let is_outermost = self.depth == 0 && self.aside.is_empty() && !self.is_field;
        let (Event::Start(Tag::Paragraph), true) = (event, is_outermost) else { return None };
        let (Event::Start(Tag::Image { link_type, dest_url, title, .. }), span) = rest.first()? else { return None };
        let mut link = links::link(*link_type, true, dest_url, title, span.clone());
        let after = 1 + skip_to_end(&rest[1..]);
        let is_alone = matches!(rest.get(after), Some((Event::End(TagEnd::Paragraph), _)));
        (link.form == LinkForm::Embed && is_alone).then(|| {
            link.form = LinkForm::Include;
            link.text = text_until_end(&rest[1..]);
            link
        })
    }

    fn include(&mut self, link: Link) {
        self.close_block();
        let id = self.note(link);
        self.out.pieces.push(Piece::Include(id));
        self.close_block();
    }

    fn note(&mut self, link: Link) -> LinkId {
        self.writer.links.push(link);
        LinkId(self.writer.links.len() as u32 - 1)
    }

    fn close_block(&mut self) {
        let end = self.out.pieces.len() as u32;
        if end > self.block {
            links::sentences(&self.out, self.block..end, &mut self.writer.links);
        }
        self.block = end;
    }

    /// Raw HTML is shown as text, but for its comments: they are for authors, and readers never saw them.
    fn raw(&mut self, html: &str, span: &Range<usize>) {
        let mut shown = String::new();
        let mut rest = html;
        while let Some(start) = rest.find("<!--") {
            shown.push_str(&rest[..start]);
            rest = rest[start..].split_once("-->").map_or("", |(_, after)| after);
        }
        shown.push_str(rest);
        if !shown.trim().is_empty() {
            self.writer.raw_html.note(&shown, span);
            self.plain(&shown);
        }
    }

    pub(super) fn html(&mut self, html: &str) {
        let start = self.out.buffer.len() as u32;
        self.out.buffer.push_str(html);
        let end = self.out.buffer.len() as u32;
        match self.out.pieces.last_mut() {
            Some(Piece::Html(range)) if range.end == start => range.end = end,
            _ => self.out.pieces.push(Piece::Html(start..end)),
        }
    }

    fn text(&mut self, text: &str) {
        // The space of `[[id | words]]` is no part of the link.
        let opens_link = matches!(self.out.pieces.last(), Some(Piece::Open(_)));
        let text = if opens_link && self.out.buffer.ends_with(char::is_whitespace) { text.trim_start() } else { text };
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

    pub(super) fn plain(&mut self, text: &str) {
        let start = self.out.buffer.len() as u32;
        self.out.buffer.push_str(text);
        self.out.pieces.push(Piece::Plain(start..self.out.buffer.len() as u32));
    }

    pub(super) fn word(&mut self, word: Word) {
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
