//! A picture of a kind's entries as tiles, set where their fields say: regions about where they lie on a map.

use super::PAGE_SIZE;
use super::compose::Composer;
use super::map::wrapped;
use super::place::At;
use super::view::*;
use crate::model::config::KindId;
use crate::model::graph::EntryId;
use crate::model::library::{Library, is_tile};
use std::collections::BTreeSet;

/// A tile's side, and from one to the next.
const SIDE: i64 = 80;
const STEP: i64 = 86;

/// Where a tile lies: column and row.
fn place(library: &Library, id: EntryId) -> Option<(i64, i64)> {
    let entry = &library[id];
    let key = library.config.model[entry.kind].tiles.as_ref()?;
    let (_, value) = entry.fields.iter().find(|(name, _)| name == key)?;
    value.tile().filter(|&place| is_tile(place))
}

/// The kinds of a library that are shown as tiles.
pub(super) fn kinds(library: &Library) -> impl Iterator<Item = KindId> + '_ {
    let kinds = (0..library.config.model.kinds.len() as u16).map(KindId);
    kinds.filter(|&kind| library.config.model[kind].tiles.is_some())
}

impl<'l> Composer<'l> {
    /// The picture of what lies in a folder, where its kind asks for one.
    pub(super) fn tiles(&self, ids: &[EntryId], at: At<'l>) -> Option<TilesView<'l>> {
        let library = self.library;
        kinds(library).next()?;
        let ids = ids.iter().take(PAGE_SIZE).map(|&id| library.in_lang(id, at.lang));
        let mut placed: Vec<((i64, i64), EntryId)> = ids.filter_map(|id| Some((place(library, id)?, id))).collect();
        placed.sort_by_key(|&((column, row), id)| (row, column, id));
        let least = |axis: fn(&(i64, i64)) -> i64| placed.iter().map(|(place, _)| axis(place)).min();
        let (left, top) = (least(|place| place.0)?, least(|place| place.1)?);
        let tile = |&((column, row), id): &((i64, i64), EntryId)| {
            let (x, y) = ((column - left) * STEP + 2, (row - top) * STEP + 2);
            let edges = library.node(id).into.iter();
            let from = edges.filter(|edge| library.config.model[edge.relation].is_facet).map(|edge| edge.from);
            let lines = wrapped(library[id].short(), 10, 3);
            TileView {
                x,
                y,
                lines: lines.into_iter().enumerate().map(|(idx, text)| (y + 20 + 16 * idx as i64, text)).collect(),
                to: self.link(id, at),
                n_entries: from.collect::<BTreeSet<EntryId>>().len(),
            }
        };
        let far = |axis: fn(&(i64, i64)) -> i64| placed.iter().map(|(place, _)| axis(place)).max();
        Some(TilesView {
            width: (far(|place| place.0)? - left) * STEP + SIDE + 4,
            height: (far(|place| place.1)? - top) * STEP + SIDE + 4,
            side: SIDE,
            label: library.config.model[library[placed[0].1].kind].plural.get(at.lang),
            tiles: placed.iter().map(tile).collect(),
        })
    }
}
