//! What templates see of the pages that show many entries at once.

use super::view::{CardView, LangView, LinkView, MoreView};
use serde::Serialize;

/// A year of the timeline; none for what has no date.
#[derive(Serialize, Hash)]
pub(super) struct YearView<'l> {
    pub(super) year: Option<i16>,
    pub(super) lines: Vec<LineView<'l>>,
}

/// An entry on the timeline.
#[derive(Serialize, Hash)]
pub(super) struct LineView<'l> {
    pub(super) anchor: String,
    /// To the precision it is known to.
    pub(super) date: Option<String>,
    /// The same for machines.
    pub(super) iso: Option<String>,
    /// What is to be said about the date.
    pub(super) note: Option<&'l str>,
    pub(super) note_lang: Option<LangView<'l>>,
    pub(super) joins: Vec<JoinView<'l>>,
    pub(super) card: CardView<'l>,
}

/// What joins a line of the timeline to another.
#[derive(Serialize, Hash)]
pub(super) struct JoinView<'l> {
    pub(super) label: &'l str,
    /// The other stands further down.
    pub(super) is_below: bool,
    pub(super) to: LinkView<'l>,
}

/// Two facets held against each other.
#[derive(Serialize, Hash)]
pub(super) struct MatrixView<'l> {
    pub(super) anchor: String,
    pub(super) title: String,
    /// The same for spreadsheets.
    pub(super) csv: String,
    pub(super) rows_label: &'l str,
    pub(super) columns: Vec<LinkView<'l>>,
    pub(super) rows: Vec<MatrixRowView<'l>>,
    pub(super) totals: Vec<usize>,
    pub(super) n_entries: usize,
    pub(super) n_cells: usize,
    pub(super) n_empty: usize,
    /// Terms with no entry at all.
    pub(super) empty_rows: Vec<LinkView<'l>>,
    pub(super) empty_columns: Vec<LinkView<'l>>,
    /// Terms that there was no room for.
    pub(super) n_cut: usize,
}

#[derive(Serialize, Hash)]
pub(super) struct MatrixRowView<'l> {
    pub(super) term: LinkView<'l>,
    pub(super) cells: Vec<CellView>,
    pub(super) total: CellView,
}

/// A count, and where the entries behind it are listed.
#[derive(Serialize, Hash)]
pub(super) struct CellView {
    pub(super) n_entries: usize,
    pub(super) href: Option<String>,
}

/// The entries behind the counts of a row.
#[derive(Serialize, Hash)]
pub(super) struct MatrixListView<'l> {
    pub(super) title: String,
    pub(super) term: LinkView<'l>,
    pub(super) n_entries: usize,
    pub(super) lists: Vec<CellListView<'l>>,
    pub(super) empty_columns: Vec<LinkView<'l>>,
}

/// The entries of a cell.
#[derive(Serialize, Hash)]
pub(super) struct CellListView<'l> {
    pub(super) anchor: String,
    pub(super) term: LinkView<'l>,
    pub(super) n_entries: usize,
    pub(super) entries: Vec<CellEntryView<'l>>,
    pub(super) more: Option<MoreView>,
}

/// An entry of a cell: no more than a line shows, because cells have many.
#[derive(Serialize, Hash)]
pub(super) struct CellEntryView<'l> {
    pub(super) title: &'l str,
    pub(super) href: String,
    pub(super) kind: &'l str,
    pub(super) lang: Option<LangView<'l>>,
}

/// How entries hang together: the picture, where it is one, and the same in words.
#[derive(Serialize, Hash)]
pub(super) struct MapView<'l> {
    pub(super) picture: Option<PictureView<'l>>,
    pub(super) rows: Vec<MapRowView<'l>>,
    /// Entries that nothing joins to another.
    pub(super) alone: Vec<LinkView<'l>>,
}

/// An entry and what it is joined to.
#[derive(Serialize, Hash)]
pub(super) struct MapRowView<'l> {
    pub(super) year: Option<i16>,
    pub(super) from: LinkView<'l>,
    pub(super) joins: Vec<JoinView<'l>>,
}

/// Boxes and lines, with every number finished.
#[derive(Serialize, Hash)]
pub(super) struct PictureView<'l> {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) box_size: (i64, i64),
    pub(super) years: Vec<YearLabelView>,
    pub(super) boxes: Vec<BoxView<'l>>,
    pub(super) edges: Vec<EdgeView>,
    pub(super) strokes: Vec<StrokeView<'l>>,
}

/// Where a year begins; none for what has no date.
#[derive(Serialize, Hash)]
pub(super) struct YearLabelView {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) year: Option<i16>,
}

#[derive(Serialize, Hash)]
pub(super) struct BoxView<'l> {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) middle: i64,
    /// The title, each line with its height.
    pub(super) lines: Vec<(i64, String)>,
    pub(super) to: LinkView<'l>,
}

#[derive(Serialize, Hash)]
pub(super) struct EdgeView {
    pub(super) stroke: usize,
    pub(super) path: String,
    /// The corners of its head.
    pub(super) arrow: Option<String>,
    /// The same in words.
    pub(super) title: String,
}

/// How the lines of a relation are drawn.
#[derive(Serialize, Hash, Clone)]
pub(super) struct StrokeView<'l> {
    pub(super) label: &'l str,
    pub(super) dashes: &'static str,
    pub(super) width: &'static str,
    pub(super) is_arrow: bool,
}

/// A kind's entries as tiles.
#[derive(Serialize, Hash)]
pub(super) struct TilesView<'l> {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) side: i64,
    pub(super) label: &'l str,
    pub(super) tiles: Vec<TileView<'l>>,
}

#[derive(Serialize, Hash)]
pub(super) struct TileView<'l> {
    pub(super) x: i64,
    pub(super) y: i64,
    /// The name, each line with its height.
    pub(super) lines: Vec<(i64, String)>,
    pub(super) to: LinkView<'l>,
    pub(super) n_entries: usize,
}
