//! Bodies with their holes filled.

use super::book::Leaf;
use super::glossary::Uses;
use super::templates::Press;
use super::words::Words;
use crate::model::entry::{Body, Entry, Link, LinkForm, LinkId, Piece, Word};
use crate::model::graph::{EntryId, Target};
use crate::model::library::Library;
use crate::model::path::OutPath;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

/// Where a body is shown, and what its holes are filled from.
#[derive(Clone)]
pub(super) struct Filling<'l> {
    pub(super) library: &'l Library,
    pub(super) press: &'l Press,
    pub(super) words: &'l Words,
    pub(super) id: EntryId,
    pub(super) entry: &'l Entry,
    /// The page the body stands on: its links are relative to it.
    pub(super) page: &'l OutPath,
    /// Shown on the page of another entry: what is added to the levels of its headings. It has no ids there, since
    /// the page may have the same ones, and so no marks of footnotes either.
    pub(super) shift: Option<i8>,
    /// The document that stands whole on the page: links between its parts stay on it.
    pub(super) whole: Option<&'l Whole>,
    /// The entry is itself a part of it: its ids are kept, each after the entry's own.
    pub(super) is_part: bool,
    /// The place in a book where it stands: links lead to other places in it.
    pub(super) leaf: Option<Leaf<'l>>,
}

/// The entries whose texts stand on one page.
pub(super) type Whole = BTreeSet<EntryId>;

impl<'l> Filling<'l> {
    /// A text in the front matter as HTML.
    pub(super) fn html(&self, body: &Body) -> String {
        let mut html = String::with_capacity(body.buffer.len() * 5 / 4);
        self.write(body, 0..body.pieces.len(), &mut None, &mut html);
        html
    }

    /// A passage of the body as HTML, its terms linked. On its own page that is the whole body.
    pub(super) fn text(&self, anchor: Option<&str>, mut uses: Option<&mut Uses<'l>>) -> String {
        let body = &self.entry.body;
        let mut html = String::with_capacity(body.buffer.len() * 5 / 4);
        let passage = match self.shift {
            None => 0..body.pieces.len(),
            Some(_) if self.is_part => 0..body.pieces.len(),
            Some(_) => self.library[self.id].passage(anchor),
        };
        self.write(body, passage, &mut uses, &mut html);
        html
    }

    fn write(&self, body: &Body, passage: Range<usize>, uses: &mut Option<&mut Uses<'l>>, html: &mut String) {
        let mut depth = 0;
        // The title of the page is its only heading of level 1.
        let mut level = self.shift.map_or(1, |shift| (1 + shift).clamp(1, 6) as u8);
        for piece in &body.pieces[passage] {
            match piece {
                Piece::Html(range) => html.push_str(body.slice(range)),
                Piece::Text(range) => match uses {
                    Some(uses) => uses.write(body.slice(range), self, html),
                    None => escape_html_body_text(&mut *html, body.slice(range)).expect(INFALLIBLE),
                },
                Piece::Plain(range) => escape_html_body_text(&mut *html, body.slice(range)).expect(INFALLIBLE),
                Piece::Open(link) => {
                    depth += 1;
                    if let (Some(uses), Target::Entry { id, .. }) = (uses.as_mut(), self.target(*link)) {
                        uses.mention(*id);
                    }
                    self.open(*link, html);
                }
                Piece::Label(link) => escape_html_body_text(&mut *html, self.label(*link)).expect(INFALLIBLE),
                Piece::Close(link) => {
                    depth -= 1;
                    html.push_str(self.close(*link));
                }
                Piece::Embed(link) => self.embed(*link, depth > 0, html),
                Piece::Include(link) => self.include(*link, level, uses, html),
                Piece::Word(word) => self.word(*word, html),
                Piece::Heading(idx) => {
                    if let Some(uses) = uses {
                        uses.passage();
                    }
                    level = self.heading(*idx, html);
                }
                Piece::HeadingEnd(idx) => self.heading_end(*idx, html),
                Piece::Top if self.has_ids() => {
                    let anchor = self.entry.anchors.first().map_or("", String::as_str);
                    write!(html, "<span id=\"{}{anchor}\"></span>", self.prefix()).expect(INFALLIBLE);
                }
                Piece::Mark(number, count) if self.has_ids() => {
                    let prefix = self.prefix();
                    write!(html, "<sup class=\"footnote-ref\" id=\"{prefix}fnref-{number}-{count}\">")
                        .expect(INFALLIBLE);
                    write!(html, "<a href=\"#{prefix}fn-{number}\">{number}</a></sup>").expect(INFALLIBLE);
                }
                Piece::Note(number) => write!(html, "<li id=\"{}fn-{number}\">", self.prefix()).expect(INFALLIBLE),
                Piece::Back(number, count) => {
                    let href = format!("{}fnref-{number}-{count}", self.prefix());
                    write!(html, " <a class=\"footnote-back\" href=\"#{href}\" aria-label=\"").expect(INFALLIBLE);
                    self.word(Word::BackToText, html);
                    write!(html, " {number}\">↩</a>").expect(INFALLIBLE);
                }
                Piece::Top | Piece::Mark(..) => {}
            }
        }
    }

    fn word(&self, word: Word, html: &mut String) {
        escape_html(&mut *html, self.words.get(word.key())).expect(INFALLIBLE);
        // A table is a region of the page, as footnotes are, and those of one page have different names.
        if matches!(word, Word::Table | Word::Footnotes) && self.shift.is_some() {
            html.push_str(" · ");
            escape_html(&mut *html, self.library[self.id].short()).expect(INFALLIBLE);
        }
    }

    /// Opens a heading; its level on this page.
    fn heading(&self, idx: u32, html: &mut String) -> u8 {
        let heading = &self.entry.outline[idx as usize];
        let level = self.level(heading.level);
        match self.has_ids() {
            true => write!(html, "<h{level} id=\"{}{}\">", self.prefix(), self.anchor(idx)),
            false => write!(html, "<h{level}>"),
        }
        .expect(INFALLIBLE);
        level
    }

    fn heading_end(&self, idx: u32, html: &mut String) {
        let heading = &self.entry.outline[idx as usize];
        let level = self.level(heading.level);
        if self.shift.is_none() {
            write!(html, " <a class=\"anchor\" href=\"#{}\" aria-label=\"", self.anchor(idx)).expect(INFALLIBLE);
            self.word(Word::LinkToSection, html);
            html.push_str(": ");
            escape_html(&mut *html, &heading.text).expect(INFALLIBLE);
            html.push_str("\">#</a>");
        }
        writeln!(html, "</h{level}>").expect(INFALLIBLE);
    }

    /// Whether what has an id on the entry's own page has one here.
    fn has_ids(&self) -> bool {
        self.shift.is_none() || self.is_part
    }

    /// What stands before the entry's ids.
    fn prefix(&self) -> String {
        if self.is_part { prefix(&self.library[self.id].id) } else { String::new() }
    }

    /// A heading's anchor: a translation has its original's.
    fn anchor(&self, idx: u32) -> &str {
        self.library[self.id].anchor(idx as usize).unwrap_or_default()
    }

    fn level(&self, written: u8) -> u8 {
        self.shift.map_or(written, |shift| (written as i8 + shift).clamp(2, 6) as u8)
    }

    /// A passage of another entry, with its source; a link where it cannot be shown in place.
    fn include(&self, link: LinkId, level: u8, uses: &mut Option<&mut Uses<'l>>, html: &mut String) {
        let (node, target) = (self.library.node(self.id), self.target(link));
        let shown = match target {
            // Not even its name.
            Target::Hidden => return,
            Target::Entry { id, anchor } if node.included.contains(&link) => {
                self.library[*id].entry.as_deref().map(|entry| (*id, anchor.as_deref(), entry))
            }
            _ => None,
        };
        let Some((id, anchor, entry)) = shown else {
            html.push_str("<p>");
            self.embed(link, false, html);
            html.push_str("</p>\n");
            return;
        };
        let source = &self.library[id];
        let top = anchor.and_then(|anchor| source.heading(anchor)).map_or(2, |idx| entry.outline[idx].level);
        let shift = Some((level + 1) as i8 - top as i8);
        let inner = Filling { words: self.press.words(&source.lang), id, entry, shift, is_part: false, ..self.clone() };
        html.push_str("<div class=\"included\">\n");
        let is_foreign = source.lang != self.library[self.id].lang;
        if is_foreign {
            writeln!(html, "<div lang=\"{}\" dir=\"{}\">", source.lang, source.lang.dir()).expect(INFALLIBLE);
        }
        inner.write(&entry.body, source.passage(anchor), uses, html);
        html.push_str(if is_foreign { "</div>\n" } else { "" });
        html.push_str("<p class=\"included-from\">");
        escape_html_body_text(&mut *html, self.words.get("included_from")).expect(INFALLIBLE);
        html.push(' ');
        self.open(link, html);
        escape_html_body_text(&mut *html, &source.title).expect(INFALLIBLE);
        html.push_str(self.close(link));
        html.push_str("</p>\n</div>\n");
    }

    fn target(&self, link: LinkId) -> &Target {
        &self.library.node(self.id).targets[link.0 as usize]
    }

    fn link(&self, link: LinkId) -> &Link {
        &self.entry.links[link.0 as usize]
    }

    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Entry { .. } | Target::Asset(_) | Target::Folder(_) if self.leaf.is_some() => {
                self.leaf.and_then(|leaf| leaf.href(self.library, &self.library[self.id].lang, target))
            }
            Target::Entry { id, anchor } if self.whole.is_some_and(|parts| parts.contains(id)) => {
                let id = &self.library[*id].id;
                Some(anchor.as_ref().map_or_else(|| format!("#{id}"), |anchor| format!("#{}{anchor}", prefix(id))))
            }
            Target::Entry { id, anchor } => {
                let page = &self.library[*id].out;
                let path = if page == self.page && anchor.is_some() { String::new() } else { self.page.href(page) };
                Some(anchor.as_ref().map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}")))
            }
            Target::Asset(path) => Some(self.page.href(path)),
            Target::Folder(folder) => {
                Some(self.page.href(&self.library.folder_out(*folder, &self.library[self.id].lang)))
            }
            Target::External(url) if self.leaf.is_some() && !super::xhtml::is_address(url) => None,
            Target::External(url) => Some(url.clone()),
            Target::Hidden | Target::Unresolved(_) => None,
        }
    }

    fn label(&self, link: LinkId) -> &str {
        self.library.link_text(self.id, link)
    }

    fn open(&self, link: LinkId, html: &mut String) {
        let target = self.target(link);
        if let Target::Unresolved(_) = target {
            html.push_str("<span class=\"unresolved\" title=\"");
            escape_html(&mut *html, self.words.get("unresolved")).expect(INFALLIBLE);
            html.push_str("\">");
            return;
        }
        let Some(href) = self.href(target) else {
            return;
        };
        html.push_str("<a href=\"");
        escape_href(&mut *html, &href).expect(INFALLIBLE);
        match target {
            Target::External(_) => html.push_str(EXTERNAL),
            Target::Entry { id, .. } if self.library[*id].lang != self.library[self.id].lang => {
                let lang = &self.library[*id].lang;
                let _ = write!(html, "\" hreflang=\"{lang}\" title=\"");
                escape_html(&mut *html, &self.words.in_language(lang)).expect(INFALLIBLE);
                // The title that the link shows is in that language too.
                let words = if self.link(link).has_text { String::new() } else { format!(" lang=\"{lang}\"") };
                let _ = write!(html, "\"{words}>");
            }
            _ => html.push_str("\">"),
        }
    }

    /// What ends what [`Filling::open`] has begun.
    fn close(&self, link: LinkId) -> &'static str {
        match self.target(link) {
            Target::Hidden => "",
            Target::Unresolved(_) => "</span>",
            // In a book not every target can be reached.
            target if self.leaf.is_some() && self.href(target).is_none() => "",
            _ => "</a>",
        }
    }

    /// A picture where its file is ours; else words, as a link unless they stand in one already.
    fn embed(&self, link: LinkId, is_in_link: bool, html: &mut String) {
        let target = self.target(link);
        let written = self.link(link);
        let text = match written.text.as_str() {
            "" if matches!(target, Target::Asset(_)) => "",
            // What `![[name]]` cannot show is named.
            _ if matches!(target, Target::Entry { .. }) && written.form != LinkForm::Image => self.label(link),
            "" => self.label(link),
            text => text,
        };
        let picture = match (target, self.leaf) {
            (Target::Asset(path), Some(leaf)) => leaf.picture(path),
            (Target::Asset(_), None) => self.href(target),
            _ => None,
        };
        if let Some(href) = picture {
            html.push_str("<img src=\"");
            escape_href(&mut *html, &href).expect(INFALLIBLE);
            html.push_str("\" alt=\"");
            escape_html(&mut *html, text).expect(INFALLIBLE);
            html.push_str("\" loading=\"lazy\">");
            return;
        }
        if !is_in_link {
            self.open(link, html);
        }
        escape_html_body_text(&mut *html, text).expect(INFALLIBLE);
        if !is_in_link {
            html.push_str(self.close(link));
        }
    }
}

/// The addresses outside that a finished text links to, in order; escaped as they stand there.
pub(super) fn addresses(html: &str) -> Vec<String> {
    // Short enough to be looked for many bytes at a time.
    if !html.contains("class=\"external\"") {
        return Vec::new();
    }
    // Nothing but our own markup has such an end: in text the bracket is escaped.
    let ends = html.match_indices(EXTERNAL).map(|(at, _)| &html[..at]);
    ends.filter_map(|before| before.rsplit_once("href=\"")).map(|(_, address)| address.to_owned()).collect()
}

const EXTERNAL: &str = "\" class=\"external\" rel=\"noreferrer\">";

/// What stands before the ids of an entry that is part of a page: no anchor of another entry begins so.
fn prefix(id: &str) -> String {
    format!("{id}--")
}

const INFALLIBLE: &str = "a string takes any text";
