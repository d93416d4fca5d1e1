//! All that a template may see.
//!
//! A view is a plain value: addresses are relative to its page and finished, lists are sorted, texts are
//! in the page's language. Its hash, with the theme's, is the key under which the page is kept, so
//! everything a template can print is in it.

use crate::model::library::{Number, Status};
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

pub(super) use super::view_book::StartView;
pub(super) use super::view_overviews::*;

/// One page, before it is printed.
#[derive(Serialize, Hash, Default)]
pub(super) struct View<'l> {
    /// Which of the site's pages: `entry`, `list`, `home`, `a-z`, `timeline`, `matrix`, `matrix-row`, `map`,
    /// `whole`, `changes`, `copy`, `redirect`, `404`, `search`, `own` or `start`.
    pub(super) page: &'static str,
    pub(super) lang: &'l str,
    pub(super) dir: &'static str,
    /// What leads back to the site's root.
    pub(super) root: String,
    /// The site's languages, for pages of a site that has several.
    pub(super) languages: Vec<LanguageView<'l>>,
    pub(super) css: String,
    pub(super) js: Option<String>,
    /// The picture that browsers show beside the title: the site's own where it has one, else the theme's.
    pub(super) icon: Option<String>,
    /// The script that the page needs beside the common one.
    pub(super) own_js: Option<String>,
    /// Over how many scripts it is spread what entries are called, for a page that asked.
    pub(super) n_title_shards: usize,
    /// The library's facets, on pages of the theme's own.
    pub(super) facets: Vec<FacetLinkView<'l>>,
    pub(super) site: SiteView<'l>,
    pub(super) title: Cow<'l, str>,
    pub(super) title_tag: String,
    /// The page's one full address, where the site's is known.
    pub(super) canonical: Option<String>,
    pub(super) summary: Option<&'l str>,
    pub(super) crumbs: Vec<LinkView<'l>>,
    pub(super) id: Option<&'l str>,
    pub(super) kind: Option<KindView<'l>>,
    pub(super) number: Option<&'l Number>,
    pub(super) status: Status,
    #[serde(serialize_with = "by_key")]
    pub(super) fields: Vec<(&'l str, FieldView<'l>)>,
    pub(super) facts: Vec<FieldView<'l>>,
    pub(super) reviewed: Option<String>,
    /// What a translation was made from.
    pub(super) original: Option<LinkView<'l>>,
    /// The original has changed since it was translated.
    pub(super) is_behind: bool,
    /// Nobody has reviewed the translation yet.
    pub(super) is_unreviewed: bool,
    /// Only the head is translated: the text is the original's.
    pub(super) is_head_only: bool,
    pub(super) outline: Vec<OutlineView<'l>>,
    pub(super) relations: Vec<RelationView<'l>>,
    pub(super) backlinks: BacklinksView<'l>,
    pub(super) previous: Option<LinkView<'l>>,
    pub(super) next: Option<LinkView<'l>>,
    pub(super) citation: Option<String>,
    pub(super) machine: Option<MachineView>,
    pub(super) lists: Vec<ListView<'l>>,
    pub(super) pager: Option<PagerView>,
    pub(super) home_blocks: Vec<BlockView<'l>>,
    pub(super) letters: Vec<LetterView<'l>>,
    /// The terms that the page uses, in the order of their first use.
    pub(super) definitions: Vec<DefinitionView<'l>>,
    /// Only trainers may read this.
    pub(super) is_for_trainers: bool,
    /// The page that shows the entry with all its parts.
    pub(super) whole: Option<String>,
    /// The entry with all its parts, on that page.
    pub(super) whole_document: Option<WholeView<'l>>,
    /// The addresses outside that the text links to, in order: on paper they stand at its end.
    pub(super) addresses: Vec<String>,
    /// Where the page is: in full where that is known, else below the site's root.
    pub(super) address: String,
    /// What was reviewed, newest first.
    pub(super) changes: Vec<ChangesView<'l>>,
    /// What this copy is, on the page about it.
    pub(super) copy: Option<CopyView<'l>>,
    /// What is to be known before the first page, a part for each language; in copies that are handed on only.
    pub(super) start: Vec<StartView<'l>>,
    pub(super) redirect_to: Option<String>,
    pub(super) years: Vec<YearView<'l>>,
    pub(super) matrices: Vec<MatrixView<'l>>,
    pub(super) matrix_row: Option<MatrixListView<'l>>,
    pub(super) map: Option<MapView<'l>>,
    pub(super) tiles: Option<TilesView<'l>>,
}

/// What every page shows. Small, because it is in every view.
#[derive(Serialize, Hash, Default)]
pub(super) struct SiteView<'l> {
    pub(super) title: &'l str,
    pub(super) description: &'l str,
    pub(super) licence: &'l str,
    /// Tells this site from others that one browser knows: what readers choose here holds for these pages only.
    pub(super) key: Arc<str>,
    /// The tags of its languages, the default one first.
    pub(super) languages: Arc<str>,
    pub(super) base_url: Option<&'l str>,
    pub(super) home: String,
    pub(super) a_to_z: String,
    /// The page that answers questions; empty where the theme has none.
    pub(super) search: String,
    /// What was reviewed, where anything was.
    pub(super) changes: Option<String>,
    /// The page about this copy.
    pub(super) copy: String,
    /// The feed, where there is one.
    pub(super) feed: Option<String>,
    /// Where there are terms.
    pub(super) glossary: Option<String>,
    pub(super) menu: Vec<MenuView<'l>>,
    /// The site's own pages that show many entries at once.
    pub(super) overviews: Vec<OverviewView<'l>>,
    /// Before the first edition, addresses may still change.
    pub(super) is_provisional: bool,
}

#[derive(Serialize, Hash)]
pub(super) struct MenuView<'l> {
    pub(super) title: &'l str,
    pub(super) href: String,
    pub(super) lang: Option<LangView<'l>>,
    pub(super) is_current: bool,
    /// The page lies in the folder that this item leads to.
    pub(super) is_ancestor: bool,
}

/// One of the site's own pages that show many entries at once.
#[derive(Serialize, Hash)]
pub(super) struct OverviewView<'l> {
    pub(super) title: &'l str,
    /// Empty where it cannot be written.
    pub(super) href: String,
    pub(super) is_current: bool,
}

/// A facet, and the page of its terms where there is one.
#[derive(Serialize, Hash)]
pub(super) struct FacetLinkView<'l> {
    pub(super) key: &'l str,
    pub(super) label: &'l str,
    pub(super) href: Option<String>,
}

#[derive(Serialize, Hash)]
pub(super) struct LinkView<'l> {
    pub(super) title: &'l str,
    pub(super) href: String,
    /// Where it leads to another language than the page's.
    pub(super) lang: Option<LangView<'l>>,
}

/// A language other than the page's: for `lang`, `hreflang` and `dir`, and for readers.
#[derive(Serialize, Hash, Clone)]
pub(super) struct LangView<'l> {
    pub(super) tag: &'l str,
    pub(super) dir: &'static str,
    /// "In English".
    pub(super) label: String,
}

/// One of the site's languages in the switch, named in itself.
#[derive(Serialize, Hash)]
pub(super) struct LanguageView<'l> {
    pub(super) tag: &'l str,
    pub(super) dir: &'static str,
    pub(super) name: String,
    /// What is said, in that language, where the page does not exist in it; the way then leads to its first page.
    pub(super) not_translated: Option<String>,
    /// What its readers are told on another language's page: that it exists in theirs, or that this is the original.
    pub(super) notice: Option<String>,
    pub(super) href: String,
    pub(super) is_current: bool,
}

#[derive(Serialize, Hash)]
pub(super) struct KindView<'l> {
    pub(super) key: &'l str,
    pub(super) label: &'l str,
    pub(super) plural: &'l str,
}

/// A typed field. `value` is what was written, `text` what readers see, `html` finished Markdown.
#[derive(Serialize, Hash, Clone)]
pub(super) struct FieldView<'l> {
    pub(super) key: &'l str,
    pub(super) label: &'l str,
    pub(super) text: Cow<'l, str>,
    pub(super) value: Cow<'l, str>,
    pub(super) href: Option<Cow<'l, str>>,
    pub(super) html: Option<String>,
    /// The language of the words, where it is not the page's.
    pub(super) lang: Option<&'l str>,
}

/// What an entry's page says to machines. The texts of its meta elements are the view's own.
#[derive(Serialize, Hash)]
pub(super) struct MachineView {
    /// Finished JSON, with nothing in it that ends a script.
    pub(super) json_ld: String,
    /// When it was reviewed, as ISO 8601 writes it.
    pub(super) reviewed: Option<String>,
    /// What its record is called in the citation files.
    pub(super) cite_key: Option<String>,
    /// What the record says of its number.
    pub(super) cite_note: Option<String>,
}

#[derive(Serialize, Hash)]
pub(super) struct OutlineView<'l> {
    pub(super) level: u8,
    pub(super) text: &'l str,
    pub(super) href: String,
}

/// All entries that one relation joins to this one, at one of its ends.
#[derive(Serialize, Hash)]
pub(super) struct RelationView<'l> {
    pub(super) key: &'l str,
    pub(super) label: &'l str,
    pub(super) is_facet: bool,
    /// These entries point here.
    pub(super) is_inverse: bool,
    /// Their texts can be read in place.
    pub(super) is_in_place: bool,
    pub(super) n_entries: usize,
    pub(super) groups: Vec<GroupView<'l>>,
    pub(super) more: Option<MoreView>,
}

/// A list that goes on elsewhere.
#[derive(Serialize, Hash)]
pub(super) struct MoreView {
    pub(super) href: String,
    pub(super) n_entries: usize,
}

#[derive(Serialize, Hash, Default)]
pub(super) struct GroupView<'l> {
    pub(super) title: Option<&'l str>,
    pub(super) href: Option<String>,
    pub(super) lang: Option<LangView<'l>>,
    pub(super) cards: Vec<CardView<'l>>,
}

/// An entry in a list.
#[derive(Serialize, Hash)]
pub(super) struct CardView<'l> {
    pub(super) title: &'l str,
    pub(super) short: &'l str,
    pub(super) href: String,
    pub(super) number: Option<&'l Number>,
    pub(super) kind: &'l str,
    pub(super) summary: Option<&'l str>,
    pub(super) status: Status,
    pub(super) lang: Option<LangView<'l>>,
    pub(super) year: Option<String>,
    /// In place of all else, where a list of its kind is a page of quotations.
    pub(super) quote: Option<Box<QuoteView<'l>>>,
    pub(super) children: Vec<CardView<'l>>,
    /// Its text, where it can be read in place.
    pub(super) text: Option<String>,
    pub(super) is_for_trainers: bool,
}

#[derive(Serialize, Hash, Default)]
pub(super) struct BacklinksView<'l> {
    pub(super) n_entries: usize,
    /// How many of the items are shown at once, and how many once a reader asks for them.
    pub(super) n_open: usize,
    pub(super) n_folded: usize,
    pub(super) items: Vec<BacklinkView<'l>>,
    pub(super) more: Option<MoreView>,
}

/// An entry that links here, with the sentence that does.
#[derive(Serialize, Hash)]
pub(super) struct BacklinkView<'l> {
    pub(super) title: &'l str,
    pub(super) href: String,
    pub(super) kind: &'l str,
    pub(super) lang: Option<LangView<'l>>,
    pub(super) sentence: Vec<PartView>,
    /// It shows a text from here.
    pub(super) is_included: bool,
}

/// A stretch of a sentence; the words that link are marked.
#[derive(Serialize, Hash)]
pub(super) struct PartView {
    pub(super) text: String,
    pub(super) is_link: bool,
}

#[derive(Serialize, Hash, Default)]
pub(super) struct ListView<'l> {
    pub(super) title: Option<Cow<'l, str>>,
    pub(super) href: Option<String>,
    pub(super) n_entries: usize,
    pub(super) groups: Vec<GroupView<'l>>,
    /// In place of groups, where all of them are terms of the glossary.
    pub(super) terms: Vec<TermsView<'l>>,
}

/// Where a page stands among those of a long list.
#[derive(Serialize, Hash)]
pub(super) struct PagerView {
    pub(super) n_pages: usize,
    pub(super) current: usize,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
    pub(super) pages: Vec<PagerPageView>,
}

#[derive(Serialize, Hash)]
pub(super) struct PagerPageView {
    pub(super) n: usize,
    pub(super) href: String,
    pub(super) is_current: bool,
}

/// A part of the first page: a facet's terms with counts, or a kind's entries.
#[derive(Serialize, Hash)]
pub(super) struct BlockView<'l> {
    pub(super) key: &'l str,
    pub(super) label: &'l str,
    pub(super) kind: &'static str,
    pub(super) href: Option<String>,
    pub(super) terms: Vec<TermView<'l>>,
    pub(super) cards: Vec<CardView<'l>>,
}

#[derive(Serialize, Hash)]
pub(super) struct TermView<'l> {
    pub(super) title: &'l str,
    pub(super) href: String,
    pub(super) lang: Option<LangView<'l>>,
    pub(super) n_entries: usize,
    pub(super) summary: Option<&'l str>,
}

/// A letter of the A to Z: its entries, or only its count and address when the list is long.
#[derive(Serialize, Hash)]
pub(super) struct LetterView<'l> {
    pub(super) letter: String,
    pub(super) anchor: String,
    pub(super) href: Option<String>,
    pub(super) is_current: bool,
    pub(super) n_entries: usize,
    pub(super) cards: Vec<CardView<'l>>,
}

/// A term and what it means.
#[derive(Serialize, Hash)]
pub(super) struct DefinitionView<'l> {
    pub(super) anchor: String,
    pub(super) title: &'l str,
    pub(super) href: String,
    /// The language, where it is not the page's.
    pub(super) lang: Option<LangView<'l>>,
    pub(super) text: Cow<'l, str>,
    /// Other words for it.
    pub(super) names: Vec<&'l str>,
    pub(super) contrasts: Vec<ContrastView<'l>>,
}

/// What a term must not be mistaken for.
#[derive(Serialize, Hash)]
pub(super) struct ContrastView<'l> {
    pub(super) label: &'l str,
    pub(super) entries: Vec<LinkView<'l>>,
}

/// A letter of the glossary.
#[derive(Serialize, Hash)]
pub(super) struct TermsView<'l> {
    pub(super) letter: String,
    pub(super) anchor: String,
    pub(super) terms: Vec<DefinitionView<'l>>,
}

/// Words that somebody said or wrote.
#[derive(Serialize, Hash)]
pub(super) struct QuoteView<'l> {
    pub(super) said: FieldView<'l>,
    /// Who said them, as what and when.
    pub(super) by: Vec<FieldView<'l>>,
    /// What is to be known of the words.
    pub(super) notes: Vec<FieldView<'l>>,
    /// What they are from or about.
    pub(super) from: Vec<LinkView<'l>>,
}

/// A whole document.
#[derive(Serialize, Hash)]
pub(super) struct WholeView<'l> {
    pub(super) n_parts: usize,
    /// The document's own text.
    pub(super) own: WholePartView<'l>,
    /// All its parts in the order they are read.
    pub(super) parts: Vec<WholePartView<'l>>,
}

/// A part of a document, with its text.
#[derive(Serialize, Hash)]
pub(super) struct WholePartView<'l> {
    pub(super) anchor: &'l str,
    /// Of its heading: 2 to 6.
    pub(super) level: u8,
    pub(super) title: &'l str,
    pub(super) number: Option<&'l Number>,
    pub(super) summary: Option<&'l str>,
    pub(super) status: Status,
    pub(super) is_for_trainers: bool,
    pub(super) lang: Option<LangView<'l>>,
    #[serde(serialize_with = "by_key")]
    pub(super) fields: Vec<(&'l str, FieldView<'l>)>,
    pub(super) reviewed: Option<String>,
    /// Its own page.
    pub(super) href: String,
    pub(super) address: String,
    /// Finished: its ids begin with the part's own.
    pub(super) html: String,
}

/// What was reviewed in a month.
#[derive(Serialize, Hash)]
pub(super) struct ChangesView<'l> {
    pub(super) title: String,
    pub(super) n_entries: usize,
    pub(super) entries: Vec<ChangeView<'l>>,
}

#[derive(Serialize, Hash)]
pub(super) struct ChangeView<'l> {
    pub(super) title: &'l str,
    pub(super) href: String,
    pub(super) kind: &'l str,
    pub(super) lang: Option<LangView<'l>>,
    pub(super) status: Status,
    pub(super) date: String,
    /// The date as ISO 8601 writes it.
    pub(super) iso: String,
}

/// What a copy of the site is.
#[derive(Serialize, Hash)]
pub(super) struct CopyView<'l> {
    /// The languages, named in the page's.
    pub(super) languages: Vec<&'l str>,
    /// How many entries there are, a number for each language.
    pub(super) n_entries: Vec<usize>,
    pub(super) kinds: Vec<CountsView<'l>>,
    /// When something was last reviewed.
    pub(super) newest: Option<String>,
    /// Equal for equal sources.
    pub(super) fingerprint: String,
    /// Where the site is served, where that is known.
    pub(super) address: Option<&'l str>,
    pub(super) has_citations: bool,
    pub(super) has_vocabulary: bool,
}

/// A kind, and how many entries of it there are in each language.
#[derive(Serialize, Hash)]
pub(super) struct CountsView<'l> {
    pub(super) label: &'l str,
    pub(super) counts: Vec<usize>,
}

/// Fields as a map, for templates that know a kind's keys.
fn by_key<S: serde::Serializer>(fields: &[(&str, FieldView)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(key, field)| (key, field)))
}
