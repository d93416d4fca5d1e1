//! All entries, resolved.

use super::config::{Config, KindId, Lang};
use super::entry::{Entry, Spanned, Value};
use super::graph::{EntryId, FolderId, Node};
use super::path::{OutPath, SourcePath};
use super::source::Asset;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// An entry with its kind and typed fields.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// What was read of its source; `None` for a term without an entry of its own.
    pub entry: Option<Arc<Entry>>,
    /// The entry it translates: its front matter holds for this one too, where this one says nothing.
    pub original: Option<Arc<Entry>>,
    /// Its permanent name.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// Which type of entry.
    pub kind: KindId,
    /// Its title.
    pub title: String,
    /// Its title where there is little room.
    pub short: Option<String>,
    /// One sentence.
    pub summary: Option<String>,
    /// Where it is in its life.
    pub status: Status,
    /// Other names and old ids.
    pub aliases: Vec<String>,
    /// Words it is looked for by, which are no names of it.
    pub also_known_as: Vec<String>,
    /// Of a term: the only names by which it is linked where it is used, where the author gives them.
    pub linked_as: Option<Vec<String>>,
    /// Whether it is for trainers only.
    pub is_for_trainers: bool,
    /// When somebody last held it against its sources.
    pub reviewed: Option<Date>,
    /// Its place among its neighbours, where the author gives one.
    pub order: Option<i64>,
    /// Typed fields in the order they are shown.
    pub fields: Vec<(String, FieldValue)>,
    /// Its number, unless it must not be printed.
    pub number: Option<Number>,
    /// Where it is published.
    pub out: OutPath,
    /// The folder it lies in.
    pub folder: FolderId,
    /// Whether it is its folder's own page.
    pub is_folder_page: bool,
    /// The anchors of its headings where they are not its own: a translation has its original's.
    pub anchors: Vec<String>,
    /// Whether the original has changed since it was translated.
    pub is_behind: bool,
    /// Whether nobody has reviewed the translation yet.
    pub is_unreviewed: bool,
}

impl Resolved {
    /// The title where there is little room.
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.title)
    }

    /// A key's value: the entry's own, else its original's, with the entry it stands in.
    pub fn head(&self, key: &str) -> Option<(&Arc<Entry>, &Spanned<Value>)> {
        let both = [self.entry.as_ref(), self.original.as_ref()].into_iter().flatten();
        both.filter_map(|entry| Some((entry, entry.head.get(key)?))).next()
    }

    /// Whether it is a translation of the head alone: readers find the text in the original.
    pub fn is_head_only(&self) -> bool {
        let has_text = |entry: &Option<Arc<Entry>>| entry.as_ref().is_some_and(|entry| !entry.body.pieces.is_empty());
        has_text(&self.original) && !has_text(&self.entry)
    }

    /// Whether a key's value is its original's.
    pub fn is_inherited(&self, key: &str) -> bool {
        self.original.is_some() && self.entry.as_ref().is_some_and(|entry| entry.head.get(key).is_none())
    }

    /// The anchor of a heading, by its place in the outline.
    pub fn anchor(&self, heading: usize) -> Option<&str> {
        let own = || self.entry.as_ref()?.outline.get(heading).map(|heading| heading.anchor.as_str());
        self.anchors.get(heading).map(String::as_str).or_else(own)
    }

    /// The pieces of the passage that an anchor names: its heading, and all up to the next of its level or a higher
    /// one. The whole text where the anchor is no heading's. Footnotes belong to none.
    pub fn passage(&self, anchor: Option<&str>) -> Range<usize> {
        let Some(entry) = &self.entry else { return 0..0 };
        let end = entry.body.notes.map_or(entry.body.pieces.len(), |notes| notes as usize);
        let Some(first) = anchor.and_then(|anchor| self.heading(anchor)) else { return 0..end };
        let level = entry.outline[first].level;
        let next = entry.outline[first + 1..].iter().find(|heading| heading.level <= level);
        entry.outline[first].piece as usize..next.map_or(end, |heading| heading.piece as usize)
    }

    /// The place in the outline of the heading that an anchor names.
    pub fn heading(&self, anchor: &str) -> Option<usize> {
        (0..self.entry.as_ref()?.outline.len()).find(|&idx| self.anchor(idx) == Some(anchor))
    }
}

/// A number and whether it must be marked as likely only.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Number {
    /// As printed.
    pub text: String,
    /// Not verified: printed with a mark.
    pub is_marked: bool,
}

impl Number {
    /// With its mark, where it is only likely: `12?`.
    pub fn marked(&self) -> String {
        [self.text.as_str(), if self.is_marked { "?" } else { "" }].concat()
    }
}

/// Where an entry is in its life.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not yet for readers.
    Draft,
    /// In force.
    #[default]
    Current,
    /// Another entry stands in its place.
    Superseded,
    /// Kept for its address only.
    Withdrawn,
}

/// A field's value, held against its form.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum FieldValue {
    /// Text, a choice's name, an address, or a file that is not there.
    Text(String),
    /// A file, where it is published.
    File(OutPath),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A date.
    Date(Date),
    /// Markdown: the body is the entry's `prose` of the same key.
    Prose,
    /// Several.
    List(Vec<FieldValue>),
    /// Keys and texts.
    Map(Vec<(String, String)>),
}

impl FieldValue {
    /// The text of a text.
    pub fn text(&self) -> Option<&str> {
        match self {
            FieldValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Column and row, as `3,2` or `[3, 2]`: where a tile lies. Whether it may lie there is [`is_tile`]'s to say.
    pub fn tile(&self) -> Option<(i64, i64)> {
        let number = |value: &FieldValue| match value {
            FieldValue::Integer(number) => Some(*number),
            FieldValue::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        match self {
            FieldValue::Text(text) => {
                let (column, row) = text.split_once(',')?;
                Some((column.trim().parse().ok()?, row.trim().parse().ok()?))
            }
            FieldValue::List(items) => match items.as_slice() {
                [column, row] => Some((number(column)?, number(row)?)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The last column and the last row of a picture of tiles; both begin with 1.
pub const LAST_TILE: i64 = 40;

/// Whether a picture has such a place.
pub fn is_tile(place: (i64, i64)) -> bool {
    [place.0, place.1].iter().all(|number| (1..=LAST_TILE).contains(number))
}

/// A date of the Gregorian calendar with the precision it is known to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// The words of the source, where they say it better.
    pub as_written: Option<String>,
}

impl Date {
    /// As ISO 8601 writes it, to the precision it is known to: `2012`, `2012-05` or `2012-05-14`.
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }

    /// Reads `2012`, `2012-05` or `2012-05-14`. `None` for anything else and for days that no calendar has.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let number = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok())?
        };
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2).map(|m| m as u8).filter(|m| (1..=12).contains(m)));
        let day = parts.next().map(|part| number(part, 2).map(|d| d as u8));
        if parts.next().is_some() || month == Some(None) || day == Some(None) {
            return None;
        }
        let (month, day) = (month.flatten(), day.flatten());
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            Some(2) if is_leap => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        let is_day = day.is_none_or(|day| (1..=last).contains(&day));
        is_day.then_some(Date { year, month, day, as_written: None })
    }
}

/// A folder of sources.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its path below the content folder, `""` for the top.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Its own page: its `index.md` or `README.md`, in the default language where it has it.
    pub index: Option<EntryId>,
    /// Where its list is published when it has no page of its own.
    pub out: OutPath,
    /// The folder it lies in.
    pub parent: Option<FolderId>,
    /// Folders in it that hold entries, in order.
    pub folders: Vec<FolderId>,
    /// Its entries, in order, without its own page; each once, in the default language where it has it.
    pub entries: Vec<EntryId>,
}

/// All entries resolved: what pages, exports and searches are made from.
#[derive(Clone, Debug)]
pub struct Library {
    /// What the site is and what there is in it.
    pub config: Config,
    /// All entries, in the order of their folders.
    pub entries: Vec<Resolved>,
    /// What leads from and to each entry.
    pub nodes: Vec<Node>,
    /// The folders, each before those in it.
    pub folders: Vec<Folder>,
    /// Redirects: an old address and where it leads now.
    pub redirects: BTreeMap<OutPath, EntryId>,
    /// Files that entries link to, and where they are published.
    pub assets: BTreeMap<OutPath, Arc<Asset>>,
    /// Files published as they are.
    pub statics: Vec<(OutPath, Arc<Asset>)>,
    /// The home entry, where there is one, in the default language where it has it.
    pub home: Option<EntryId>,
    /// What every page's menu leads to.
    pub menu: Vec<EntryId>,
}

impl Library {
    /// Every entry's id.
    pub fn ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.entries.len() as u32).map(EntryId)
    }

    /// What leads from and to an entry.
    pub fn node(&self, id: EntryId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The source an entry was read from.
    pub fn path(&self, id: EntryId) -> Option<&SourcePath> {
        self[id].entry.as_ref().map(|entry| &entry.path)
    }

    /// The default language.
    pub fn lang(&self) -> &Lang {
        &self.config.site.languages[0]
    }

    /// The site's own icon, among the files that are published as they are.
    pub fn icon(&self) -> Option<&OutPath> {
        let is_icon = |path: &&OutPath| matches!(path.as_str(), "favicon.svg" | "favicon.png" | "favicon.ico");
        self.statics.iter().map(|(path, _)| path).find(is_icon)
    }

    /// Whether there is a feed: it needs full addresses, and something that was reviewed.
    pub fn has_feed(&self) -> bool {
        self.config.site.base_url.is_some() && self.entries.iter().any(|entry| entry.reviewed.is_some())
    }

    /// The address of a page: in full where the site's own is known, else its path below the site's root.
    pub fn address(&self, out: &OutPath) -> String {
        [self.config.site.base_url.as_deref().unwrap_or_default(), out.as_str()].concat()
    }

    /// The site's languages, the default one first.
    pub fn langs(&self) -> &[Lang] {
        &self.config.site.languages
    }

    /// An entry in a language where it has it; else in the first of the site's languages that it has.
    pub fn in_lang(&self, id: EntryId, lang: &Lang) -> EntryId {
        let versions = &self.node(id).versions;
        let wanted = versions.iter().copied().find(|&version| self[version].lang == *lang);
        wanted.or_else(|| versions.first().copied()).unwrap_or(id)
    }

    /// What a translation was made from: the entry in the first of the site's languages that it has.
    pub fn original(&self, id: EntryId) -> Option<EntryId> {
        self.node(id).versions.first().copied().filter(|&original| original != id)
    }

    /// Whether an entry is the home entry, in any language.
    pub fn is_home(&self, id: EntryId) -> bool {
        // One that only has the home entry's id lies elsewhere.
        self.home.is_some_and(|home| self.in_lang(home, &self[id].lang) == id)
            && self[id].out == self.out_in(&self[id].lang, "index.html")
    }

    /// The home entry in a language, where it has it.
    pub fn home_in(&self, lang: &Lang) -> Option<EntryId> {
        let home = self.in_lang(self.home?, lang);
        (self[home].lang == *lang && self.is_home(home)).then_some(home)
    }

    /// Every entry once, in a language where it has it.
    pub fn ids_in<'l>(&'l self, lang: &'l Lang) -> impl Iterator<Item = EntryId> + 'l {
        self.ids().filter(|&id| self.in_lang(id, lang) == id)
    }

    /// Where a page that exists once a language is published: the default language at the root, others below their tag.
    pub fn out_in(&self, lang: &Lang, path: &str) -> OutPath {
        OutPath::new(if lang == self.lang() { path.to_owned() } else { format!("{lang}/{path}") })
    }

    /// The address of a folder's page for readers of a language.
    pub fn folder_out(&self, id: FolderId, lang: &Lang) -> OutPath {
        let folder = &self[id];
        match folder.index {
            Some(index) => self[self.in_lang(index, lang)].out.clone(),
            None => self.out_in(lang, folder.out.as_str()),
        }
    }

    /// What a folder is called in a language.
    pub fn folder_title(&self, id: FolderId, lang: &Lang) -> &str {
        let folder = &self[id];
        folder.index.map_or(&folder.title, |index| self[self.in_lang(index, lang)].short())
    }

    /// The site's title in a language: as configured, else the home entry's, else the top folder's.
    pub fn title(&self, lang: &Lang) -> &str {
        let configured = self.config.site.title.get(lang);
        if !configured.is_empty() {
            return configured;
        }
        self.home.map_or(&self.folders[0].title, |home| &self[self.in_lang(home, lang)].title)
    }
}

impl std::ops::Index<EntryId> for Library {
    type Output = Resolved;
    fn index(&self, id: EntryId) -> &Resolved {
        &self.entries[id.0 as usize]
    }
}

impl std::ops::Index<FolderId> for Library {
    type Output = Folder;
    fn index(&self, id: FolderId) -> &Folder {
        &self.folders[id.0 as usize]
    }
}
