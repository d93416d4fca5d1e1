//! The map: how the entries of the kinds that ask for it hang together, drawn by year, with the same in words.

use super::compose::Composer;
use super::layout::{self, BOX};
use super::lists::n_pages;
use super::place::At;
use super::view::*;
use super::{Job, PAGE_SIZE, What};
use crate::model::config::{Lang, RelationId};
use crate::model::graph::{Edge, EntryId};
use crate::model::library::{FieldValue, Library};
use crate::model::path::OutPath;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where it is published in the default language.
pub(super) const PATH: &str = "map.html";

/// More boxes or lines than these are no picture of anything: the words alone are left.
const MAX_BOXES: usize = 120;
const MAX_LINES: usize = 240;
/// The most boxes beside each other.
const MAX_ACROSS: usize = 5;
/// The room before the boxes, for years, and around the whole.
const YEARS: i64 = 64;
const MARGIN: i64 = 26;
/// How lines are told apart without colour: dashes and width.
const STROKES: [(&str, &str); 8] = [
    ("none", "1.5"),
    ("7 4", "1.5"),
    ("1.5 4", "2"),
    ("12 4 2 4", "1.5"),
    ("none", "3"),
    ("3 3", "1.25"),
    ("7 4", "3"),
    ("12 3 2 3 2 3", "1.5"),
];

/// Whether anything is drawn.
pub(super) fn exists(library: &Library) -> bool {
    library.config.model.kinds.iter().any(|kind| kind.is_mapped)
        && library.ids().any(|id| !joins(library, id).is_empty())
}

fn is_mapped(library: &Library, id: EntryId) -> bool {
    library.config.model[library[id].kind].is_mapped
}

/// The relations from one drawn entry to others.
fn joins(library: &Library, id: EntryId) -> Vec<Edge> {
    let is_join = |edge: &&Edge| !library.config.model[edge.relation].is_facet && is_mapped(library, edge.to);
    if !is_mapped(library, id) {
        return Vec::new();
    }
    library.node(id).out.iter().filter(is_join).copied().collect()
}

/// All that is drawn or said, as readers of a language meet it.
fn edges(library: &Library, lang: &Lang) -> Vec<Edge> {
    let mut edges: Vec<Edge> = library.ids_in(lang).flat_map(|id| joins(library, id)).collect();
    for edge in &mut edges {
        edge.to = library.in_lang(edge.to, lang);
    }
    // One that reads the same from both ends is said once.
    let mut said = BTreeSet::new();
    edges.retain(|edge| {
        let is_symmetric = library.config.model[edge.relation].is_symmetric;
        !(is_symmetric && said.contains(&(edge.relation, edge.to, edge.from)))
            && said.insert((edge.relation, edge.from, edge.to))
    });
    edges
}

/// The list: each entry with what it leads to, by year, those without one last.
fn rows(library: &Library, edges: &[Edge]) -> BTreeMap<(bool, Option<i16>, EntryId), Vec<Edge>> {
    let mut rows: BTreeMap<_, Vec<Edge>> = BTreeMap::new();
    for edge in edges {
        let year = year(library, edge.from);
        rows.entry((year.is_none(), year, edge.from)).or_default().push(*edge);
    }
    rows
}

/// The year of an entry: of the date that places it on the timeline, else of its first date.
fn year(library: &Library, id: EntryId) -> Option<i16> {
    let entry = &library[id];
    let moment = library.config.model[entry.kind].timeline.as_ref();
    let dates = entry.fields.iter().filter(|(_, value)| matches!(value, FieldValue::Date(_)));
    let mut dates = dates.filter(|(key, _)| moment.is_none_or(|moment| moment.start == *key));
    let (key, _) = dates.next()?;
    super::timeline::date(library, id, key).map(|(date, _)| date.year)
}

/// What is drawn: boxes by year, and lines between them.
#[derive(Default)]
struct Drawing {
    boxes: Vec<EntryId>,
    layers: Vec<usize>,
    edges: Vec<Edge>,
    /// The year that begins at a layer.
    years: Vec<(usize, Option<i16>)>,
}

impl<'l> Composer<'l> {
    pub(super) fn map_jobs(&self, jobs: &mut Vec<Job<'l>>) {
        for lang in self.library.langs().iter().filter(|_| exists(self.library)) {
            for number in 1..=n_pages(rows(self.library, &edges(self.library, lang)).len()) {
                jobs.push(Job::new(self.map_path(number, lang), lang, What::Map { number }));
            }
        }
    }

    fn map_path(&self, number: usize, lang: &Lang) -> OutPath {
        let path = if number == 1 { PATH.to_owned() } else { format!("map-{number}.html") };
        self.library.out_in(lang, &path)
    }

    /// The map with its list, or a further page of the list.
    pub(super) fn map(&self, number: usize, at: At<'l>) -> View<'l> {
        let library = self.library;
        let mut view = self.base("map", Cow::Borrowed(self.press.words(at.lang).get("map")), at);
        view.crumbs = vec![self.home_link(at)];
        view.languages = self.switch(at, |lang| library.out_in(lang, PATH));
        let edges = edges(library, at.lang);
        let joined: BTreeSet<EntryId> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
        let strokes = self.strokes(&edges, at.lang);
        let is_drawn = number == 1 && joined.len() <= MAX_BOXES && edges.len() <= MAX_LINES;
        let picture = is_drawn.then(|| {
            let drawing = drawing(library, joined.iter().copied().collect(), edges.clone());
            self.picture(&drawing, &strokes, at)
        });
        let rows = rows(library, &edges);
        let shown = rows.iter().skip((number - 1) * PAGE_SIZE).take(PAGE_SIZE);
        let row = |(&(_, year, id), edges): (&(bool, Option<i16>, EntryId), &Vec<Edge>)| {
            let joins = edges.iter().take(PAGE_SIZE).map(|edge| JoinView {
                label: library.config.model[edge.relation].label.get(at.lang),
                is_below: false,
                to: self.link(edge.to, at),
            });
            MapRowView { year, from: self.link(id, at), joins: joins.collect() }
        };
        let is_alone = |id: &EntryId| number == 1 && is_mapped(library, *id) && !joined.contains(id);
        let alone = library.ids_in(at.lang).filter(is_alone).take(PAGE_SIZE).map(|id| self.link(id, at));
        view.map = Some(MapView { picture, rows: shown.map(row).collect(), alone: alone.collect() });
        view.pager = self.pages(rows.len(), number, at, |number| self.map_path(number, at.lang));
        view
    }

    /// The relations that are drawn, each with its way of being drawn.
    fn strokes(&self, edges: &[Edge], lang: &Lang) -> Vec<(RelationId, StrokeView<'l>)> {
        let drawn: BTreeSet<RelationId> = edges.iter().map(|edge| edge.relation).collect();
        let stroke = |(idx, relation): (usize, RelationId)| {
            let (dashes, width) = STROKES[idx % STROKES.len()];
            let declared = &self.library.config.model[relation];
            (relation, StrokeView { label: declared.label.get(lang), dashes, width, is_arrow: !declared.is_symmetric })
        };
        drawn.into_iter().enumerate().map(stroke).collect()
    }

    fn picture(&self, drawing: &Drawing, strokes: &[(RelationId, StrokeView<'l>)], at: At<'l>) -> PictureView<'l> {
        let place: BTreeMap<EntryId, usize> = drawing.boxes.iter().enumerate().map(|(idx, &id)| (id, idx)).collect();
        let ends: Vec<(usize, usize)> = drawing.edges.iter().map(|edge| (place[&edge.from], place[&edge.to])).collect();
        let drawn = layout::layout(&drawing.layers, &ends);
        let (width, height) = (drawn.width + YEARS + MARGIN, drawn.height + 2 * MARGIN);
        // A page that is read from the right is drawn from the right.
        let x = |x: i64| if at.lang.dir() == "rtl" { width - x - YEARS } else { x + YEARS };
        let point = |(px, py): (i64, i64)| (x(px), py + MARGIN);
        let boxes = drawing.boxes.iter().zip(&drawn.boxes).map(|(&id, &(left, top))| {
            let (middle, top) = point((left + BOX.0 / 2, top));
            let lines = wrapped(self.library[id].short(), 22, 2);
            let first = top + BOX.1 / 2 + 5 - 8 * (lines.len() as i64 - 1);
            BoxView {
                x: middle - BOX.0 / 2,
                y: top,
                middle,
                lines: lines.into_iter().enumerate().map(|(idx, text)| (first + 16 * idx as i64, text)).collect(),
                to: self.link(id, at),
            }
        });
        let edges = drawing.edges.iter().zip(&drawn.lines).map(|(edge, points)| {
            let points: Vec<(i64, i64)> = points.iter().map(|&at| point(at)).collect();
            let stroke = strokes.iter().position(|(relation, _)| *relation == edge.relation).unwrap_or_default();
            let label = strokes[stroke].1.label;
            let (from, to) = (self.library[edge.from].short(), self.library[edge.to].short());
            EdgeView {
                stroke,
                path: path(&points),
                arrow: strokes[stroke].1.is_arrow.then(|| arrow(&points)),
                title: format!("{from} – {label} – {to}"),
            }
        });
        let start = if at.lang.dir() == "rtl" { width } else { 0 };
        let years = drawing.years.iter().map(|&(layer, year)| {
            let first = drawing.layers.iter().position(|&of| of == layer).map_or(0, |idx| drawn.boxes[idx].1);
            YearLabelView { x: start, y: first + MARGIN, year }
        });
        PictureView {
            width,
            height,
            box_size: BOX,
            years: years.collect(),
            boxes: boxes.collect(),
            edges: edges.collect(),
            strokes: strokes.iter().map(|(_, stroke)| stroke.clone()).collect(),
        }
    }
}

/// Sets entries in layers by year. What is joined within a year stands in layers of its own.
fn drawing(library: &Library, mut boxes: Vec<EntryId>, edges: Vec<Edge>) -> Drawing {
    boxes.sort_by_key(|&id| (year(library, id).is_none(), year(library, id), id));
    let mut drawing = Drawing { edges, ..Drawing::default() };
    let mut layer_of: BTreeMap<EntryId, usize> = BTreeMap::new();
    let mut first = 0;
    for group in boxes.chunk_by(|&a, &b| year(library, a) == year(library, b)) {
        drawing.years.push((first, year(library, group[0])));
        let mut across: Vec<usize> = Vec::new();
        // What others lead to stands above them.
        let mut ids = group.to_vec();
        let n_into =
            |id: EntryId| drawing.edges.iter().filter(|edge| edge.to == id && group.contains(&edge.from)).count();
        ids.sort_by_key(|&id| (std::cmp::Reverse(n_into(id)), id));
        for id in ids {
            let others = drawing.edges.iter().filter_map(|edge| match (edge.from == id, edge.to == id) {
                (true, _) => Some(edge.to),
                (_, true) => Some(edge.from),
                _ => None,
            });
            let nearest = others.filter(|other| group.contains(other)).filter_map(|other| layer_of.get(&other)).max();
            let mut layer = nearest.map_or(0, |layer| layer - first + 1);
            while across.get(layer).is_some_and(|&n| n >= MAX_ACROSS) {
                layer += 1;
            }
            across.resize(across.len().max(layer + 1), 0);
            across[layer] += 1;
            layer_of.insert(id, first + layer);
        }
        first += across.len();
    }
    drawing.layers = boxes.iter().map(|id| layer_of[id]).collect();
    drawing.boxes = boxes;
    drawing
}

/// A line through points: straight in lanes, bent between layers.
fn path(points: &[(i64, i64)]) -> String {
    let mut path = format!("M{} {}", points[0].0, points[0].1);
    for (idx, pair) in points.windows(2).enumerate() {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let middle = (y0 + y1) / 2;
        if idx % 2 == 0 {
            path += &format!("C{x0} {middle} {x1} {middle} {x1} {y1}");
        } else {
            path += &format!("V{y1}");
        }
    }
    path
}

/// The head of an arrow at the end of a line, which comes from above or from below.
fn arrow(points: &[(i64, i64)]) -> String {
    let ((_, before), (x, y)) = (points[points.len() - 2], points[points.len() - 1]);
    let back = if before < y { y - 9 } else { y + 9 };
    format!("{x},{y} {},{back} {},{back}", x - 5, x + 5)
}

/// A text in at most so many lines of about so many letters each.
pub(super) fn wrapped(text: &str, n_letters: usize, n_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + length <= n_letters => *line += &format!(" {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > n_lines;
    lines.truncate(n_lines);
    let n_last = lines.len().saturating_sub(1);
    for (idx, line) in lines.iter_mut().enumerate() {
        let is_long = line.chars().count() > n_letters;
        if is_long || (is_cut && idx == n_last) {
            *line = line.chars().take(n_letters.saturating_sub(1)).collect::<String>() + "…";
        }
    }
    lines
}
