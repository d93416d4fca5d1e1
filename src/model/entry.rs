//! One source understood alone.

use super::hash::ContentHash;
use super::path::SourcePath;
use std::collections::BTreeMap;
use std::ops::Range;

/// A value and where it was written, in bytes of its source.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Range<usize>,
}

/// A front-matter value as written: what it means depends on the kind, which one file alone does not know.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// A key without a value.
    Null,
    /// A scalar: its text, whatever it looks like.
    Text(String),
    /// `[a, b]` or lines that begin with a hyphen.
    List(Vec<Spanned<Value>>),
    /// Keys and values, in the order written.
    Map(Vec<(Spanned<String>, Spanned<Value>)>),
}

impl Value {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, for messages: "a list".
    pub fn noun(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
        }
    }
}

/// The front matter: keys and values as written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Head {
    /// Keys and values in the order written.
    pub fields: Vec<(Spanned<String>, Spanned<Value>)>,
    /// Whether it could not be read as YAML; then only what a scan of its lines found is in `fields`.
    pub is_broken: bool,
}

impl Head {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Spanned<Value>> {
        self.fields.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }
}

/// A link's place in [`Entry::links`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LinkId(pub u32);

/// A piece of a body: finished HTML, text, or a hole to be filled once links have targets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Markup, ready to be published: a range of the body's buffer.
    Html(Range<u32>),
    /// Prose, not yet escaped: a range of the buffer. Glossary terms may be found here.
    Text(Range<u32>),
    /// Text in headings, links and code, not yet escaped. No link may begin here.
    Plain(Range<u32>),
    /// A link begins.
    Open(LinkId),
    /// The link's text is its target's title.
    Label(LinkId),
    /// The link ends.
    Close(LinkId),
    /// A picture.
    Embed(LinkId),
    /// The text of another entry, shown in place: a paragraph of its own.
    Include(LinkId),
    /// A word of the markup itself, in the reader's language.
    Word(Word),
    /// A heading begins: its place in [`Entry::outline`].
    Heading(u32),
    /// The heading ends.
    HeadingEnd(u32),
    /// Where the heading stood that is the page's title now: the first of [`Entry::anchors`].
    Top,
    /// The mark of a footnote: its number, and which of its mentions this is.
    Mark(u32, u32),
    /// A footnote begins: its number.
    Note(u32),
    /// The way back from a footnote to one of its mentions.
    Back(u32, u32),
}

impl Piece {
    /// The stretch of the buffer that it is, unless it is a hole.
    pub fn range(&self) -> Option<&Range<u32>> {
        match self {
            Piece::Html(range) | Piece::Text(range) | Piece::Plain(range) => Some(range),
            _ => None,
        }
    }
}

/// Words that stand in the markup of a body; the theme's language files say what they are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Word {
    /// The title of an alert.
    Note,
    /// The title of an alert.
    Tip,
    /// The title of an alert.
    Important,
    /// The title of an alert.
    Warning,
    /// The title of an alert.
    Caution,
    /// Names the footnotes.
    Footnotes,
    /// Names the way back from a footnote.
    BackToText,
    /// Names a table that can be scrolled.
    Table,
    /// Names the link to a heading.
    LinkToSection,
    /// A ticked task.
    TaskDone,
    /// An open task.
    TaskTodo,
}

impl Word {
    /// Its message in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Word::Note => "alert_note",
            Word::Tip => "alert_tip",
            Word::Important => "alert_important",
            Word::Warning => "alert_warning",
            Word::Caution => "alert_caution",
            Word::Footnotes => "footnotes",
            Word::BackToText => "back_to_text",
            Word::Table => "table",
            Word::LinkToSection => "link_to_section",
            Word::TaskDone => "task_done",
            Word::TaskTodo => "task_todo",
        }
    }
}

/// A text as HTML with holes. Its buffer holds markup and unescaped text in reading order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Body {
    /// Markup and text.
    pub buffer: String,
    /// What each stretch of the buffer is.
    pub pieces: Vec<Piece>,
    /// The piece that the footnotes begin with; they stand last.
    pub notes: Option<u32>,
}

impl Body {
    /// A stretch of the buffer.
    pub fn slice(&self, range: &Range<u32>) -> &str {
        &self.buffer[range.start as usize..range.end as usize]
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}

/// How a link was written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LinkForm {
    /// `[[name]]`.
    Wiki,
    /// `[text](address)`, by reference too.
    Markdown,
    /// `<https://…>`.
    Auto,
    /// `![text](address)`.
    Image,
    /// `![[name]]` as a paragraph of its own.
    Include,
    /// `![[name]]` within a sentence, a list or a field.
    Embed,
}

/// A link as written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Link {
    /// How it was written.
    pub form: LinkForm,
    /// The address or name, without its fragment.
    pub name: String,
    /// What follows `#`.
    pub fragment: Option<String>,
    /// Whether it brings its own text.
    pub has_text: bool,
    /// A picture's text; the title of other links.
    pub text: String,
    /// Where it stands in the source, in bytes.
    pub span: Range<usize>,
    /// Which text it stands in.
    pub place: Place,
    /// The sentence around it.
    pub sentence: Sentence,
    /// An address in round brackets right behind `[[name]]`: what was meant is one link to it.
    pub address_behind: Option<Box<str>>,
}

/// Which text of an entry a link stands in.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum Place {
    /// The body.
    #[default]
    Body,
    /// The value of a front-matter key that is Markdown.
    Field(String),
    /// A footnote that nobody mentions: on no page.
    Nowhere,
}

/// A sentence of a body: a run of pieces, and the stretch of the buffer that is the sentence.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Sentence {
    /// Which pieces it lies in.
    pub pieces: Range<u32>,
    /// From where to where in the buffer.
    pub bytes: Range<u32>,
}

/// A heading of the body.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Heading {
    /// 2 to 6; the page's title is the only 1.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// What follows `#` in addresses.
    pub anchor: String,
    /// The piece its passage begins with.
    pub piece: u32,
}

/// One source understood alone: nothing here depends on any other file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its source.
    pub path: SourcePath,
    /// Covers the source and what it was read with: equal hashes, equal entries.
    pub hash: ContentHash,
    /// Covers the words that a translator translates, as written: equal hashes, nothing to translate anew.
    pub words: ContentHash,
    /// Front matter, spanned and untyped.
    pub head: Head,
    /// The first heading, when it is of level 1 and opens the body: the title, where front matter gives none.
    pub title: Option<String>,
    /// The text.
    pub body: Body,
    /// Values of front-matter keys that are Markdown.
    pub prose: BTreeMap<String, Body>,
    /// Links of the body and of the prose, as written.
    pub links: Vec<Link>,
    /// The headings.
    pub outline: Vec<Heading>,
    /// Anchors that are not headings: the dropped title's, footnotes'.
    pub anchors: Vec<String>,
    /// Words in brackets that are no links, as written: `[release]` may be meant as one.
    pub brackets: Vec<Spanned<String>>,
}
