//! How entries hang together.

use super::config::RelationId;
use super::entry::LinkId;
use super::path::OutPath;

/// An entry's place in [`super::library::Library::entries`]. Valid for that library only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntryId(pub u32);

/// Where a link leads, once known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// An entry, or a heading of it.
    Entry {
        /// Which.
        id: EntryId,
        /// The heading's anchor.
        anchor: Option<String>,
    },
    /// A file beside the entries.
    Asset(OutPath),
    /// An address outside the site.
    External(String),
    /// The list page of a folder that has no page of its own.
    Folder(FolderId),
    /// An entry that this edition does not show: plain text.
    Hidden,
    /// No such entry. The name is kept as written, for the reader and for the hint.
    Unresolved(String),
}

/// One entry related to another, from the entry that says so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Edge {
    /// How.
    pub relation: RelationId,
    /// The entry whose front matter says it.
    pub from: EntryId,
    /// The entry it names.
    pub to: EntryId,
}

/// The same link seen from its target.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Backlink {
    /// The entry that links.
    pub from: EntryId,
    /// Its first link to the target.
    pub link: LinkId,
}

/// A folder's place in [`super::library::Library::folders`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FolderId(pub u32);

/// What leads from and to one entry.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Node {
    /// Relations that its front matter gives, in the model's order, then as written.
    pub out: Vec<Edge>,
    /// Relations that others' front matter gives to it.
    pub into: Vec<Edge>,
    /// Links of its body, one target a link.
    pub targets: Vec<Target>,
    /// Those of its links whose target's text is shown in place.
    pub included: Vec<LinkId>,
    /// Entries whose bodies link here, each once, in the library's order.
    pub backlinks: Vec<Backlink>,
    /// The entry in all its languages, itself among them, in the order of the site's languages; empty when there is one.
    pub versions: Vec<EntryId>,
    /// The entry before it in its folder.
    pub previous: Option<EntryId>,
    /// The entry after it.
    pub next: Option<EntryId>,
}
