//! The coverage matrix: how many entries stand where two facets meet, and where there are none.
//!
//! 1. [`matrices`] counts in one pass over the entries; a work counts once, whatever its languages.
//! 2. One page shows all matrices; each row has a page with the entries behind its counts.
//! 3. Each matrix is a file for spreadsheets too.

use super::compose::{Composer, OfLanguage};
use super::place::At;
use super::view::*;
use super::{Job, PAGE_SIZE, What};
use crate::model::config::{Lang, RelationId};
use crate::model::graph::EntryId;
use crate::model::library::Library;
use crate::model::path::OutPath;
use crate::model::site::Page;
use crate::model::slug::slugged;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// Where it is published in the default language.
pub(super) const PATH: &str = "matrix.html";

/// The most terms across; more than these are no picture of anything. Down the page there may be [`PAGE_SIZE`].
const MAX_COLUMNS: usize = 100;

/// The most entries that a cell lists. One entry stands in several cells, so that whole lists would be longer than all
/// other pages together; each term has a page with all of its own.
const MAX_CELL: usize = 50;

/// Two facets held against each other.
pub(super) struct Matrix {
    rows: Axis,
    columns: Axis,
    /// The entries of each cell, row by row.
    cells: Vec<Vec<EntryId>>,
    /// All entries that stand in any cell.
    n_entries: usize,
}

/// The terms of a facet.
struct Axis {
    facet: RelationId,
    terms: Vec<EntryId>,
    /// How many entries each term has in this matrix.
    totals: Vec<usize>,
    /// How many terms there is no room for.
    n_cut: usize,
}

/// The pairs of facets that the site asks for; the first two of the model where it says nothing.
fn pairs(library: &Library) -> Vec<(RelationId, RelationId)> {
    let model = &library.config.model;
    let facet = |name: &str| model.relation(name).filter(|&relation| model[relation].is_facet);
    match &library.config.site.matrix {
        Some(asked) => asked.iter().filter_map(|[(rows, _), (columns, _)]| facet(rows).zip(facet(columns))).collect(),
        None => {
            let mut facets = model.relations.iter().filter_map(|relation| facet(&relation.key));
            facets.next().zip(facets.next()).into_iter().collect()
        }
    }
}

/// Whether there is anything to hold against each other.
pub(super) fn exists(library: &Library) -> bool {
    let has = |facet: RelationId| library.nodes.iter().any(|node| node.out.iter().any(|edge| edge.relation == facet));
    pairs(library).into_iter().any(|(rows, columns)| has(rows) && has(columns))
}

/// Every matrix of the site, counted as readers of a language meet the entries.
pub(super) fn matrices(library: &Library, lang: &Lang) -> Vec<Matrix> {
    if !exists(library) {
        return Vec::new();
    }
    let matrices = pairs(library).into_iter().map(|(rows, columns)| matrix(library, lang, rows, columns));
    matrices.filter(|matrix| !matrix.cells.is_empty()).collect()
}

fn matrix(library: &Library, lang: &Lang, rows: RelationId, columns: RelationId) -> Matrix {
    let mut rows = axis(library, lang, rows, PAGE_SIZE);
    let mut columns = axis(library, lang, columns, MAX_COLUMNS);
    let places = |axis: &Axis| axis.terms.iter().enumerate().map(|(idx, &id)| (id, idx)).collect::<HashMap<_, _>>();
    let (row_of, column_of) = (places(&rows), places(&columns));
    let mut cells = vec![Vec::new(); rows.terms.len() * columns.terms.len()];
    let mut n_entries = 0;
    for id in library.ids_in(lang) {
        let ends = |facet: RelationId, places: &HashMap<EntryId, usize>| {
            let edges = library.node(id).out.iter().filter(|edge| edge.relation == facet);
            let found = edges.filter_map(|edge| places.get(&library.in_lang(edge.to, lang)).copied());
            found.collect::<BTreeSet<usize>>()
        };
        let down = ends(rows.facet, &row_of);
        let across = if down.is_empty() { BTreeSet::new() } else { ends(columns.facet, &column_of) };
        if across.is_empty() {
            continue;
        }
        n_entries += 1;
        down.iter().for_each(|&row| rows.totals[row] += 1);
        across.iter().for_each(|&column| columns.totals[column] += 1);
        for row in down {
            across.iter().for_each(|column| cells[row * columns.terms.len() + column].push(id));
        }
    }
    Matrix { rows, columns, cells, n_entries }
}

fn axis(library: &Library, lang: &Lang, facet: RelationId, max: usize) -> Axis {
    let declared = &library.config.model[facet];
    let is_term = |id: &EntryId| match declared.to.as_slice() {
        [] => library.node(*id).into.iter().any(|edge| edge.relation == facet),
        kinds => kinds.contains(&library[*id].kind),
    };
    let mut terms: Vec<EntryId> = library.ids_in(lang).filter(is_term).collect();
    let n_cut = terms.len().saturating_sub(max);
    terms.truncate(max);
    Axis { facet, totals: vec![0; terms.len()], terms, n_cut }
}

impl<'l> Composer<'l> {
    pub(super) fn matrix_jobs(&self, jobs: &mut Vec<Job<'l>>) {
        for OfLanguage { lang, matrices, .. } in self.langs.iter().filter(|of| !of.matrices.is_empty()) {
            jobs.push(Job::new(self.library.out_in(lang, PATH), lang, What::Matrix));
            for (matrix, of) in matrices.iter().enumerate() {
                for row in (0..of.rows.terms.len()).filter(|&row| of.rows.totals[row] > 0) {
                    jobs.push(Job::new(self.row_path(of, row, lang), lang, What::MatrixRow { matrix, row }));
                }
            }
        }
    }

    /// Each matrix for spreadsheets.
    pub(super) fn matrix_files(&self) -> Vec<Page> {
        let mut files = Vec::new();
        for OfLanguage { lang, matrices, .. } in &self.langs {
            for matrix in matrices {
                files.push(Page {
                    path: self.csv_path(matrix, lang),
                    bytes: self.csv(matrix, lang).into_bytes().into(),
                });
            }
        }
        files
    }

    fn name(&self, matrix: &Matrix) -> String {
        let key = |axis: &Axis| slugged(&self.library.config.model[axis.facet].key);
        format!("{}-{}", key(&matrix.rows), key(&matrix.columns))
    }

    fn csv_path(&self, matrix: &Matrix, lang: &Lang) -> OutPath {
        self.library.out_in(lang, &format!("matrix/{}.csv", self.name(matrix)))
    }

    fn row_path(&self, matrix: &Matrix, row: usize, lang: &Lang) -> OutPath {
        let term = self.library[matrix.rows.terms[row]].out.stem();
        self.library.out_in(lang, &format!("matrix/{}/{term}.html", self.name(matrix)))
    }

    /// What the terms of a facet are called together.
    fn terms_label(&self, facet: RelationId, lang: &Lang) -> &'l str {
        let declared = &self.library.config.model[facet];
        let kind = declared.to.first().map(|&kind| &self.library.config.model[kind]);
        kind.map_or(&declared.label, |kind| &kind.plural).get(lang)
    }

    fn matrix_title(&self, matrix: &Matrix, lang: &Lang) -> String {
        format!("{} × {}", self.terms_label(matrix.rows.facet, lang), self.terms_label(matrix.columns.facet, lang))
    }

    /// All matrices of the site.
    pub(super) fn matrix(&self, at: At<'l>) -> View<'l> {
        let mut view = self.base("matrix", Cow::Borrowed(self.press.words(at.lang).get("coverage")), at);
        view.crumbs = vec![self.home_link(at)];
        view.languages = self.switch(at, |lang| self.library.out_in(lang, PATH));
        view.matrices = self.of(at.lang).matrices.iter().map(|matrix| self.matrix_view(matrix, at)).collect();
        view
    }

    fn matrix_view(&self, matrix: &Matrix, at: At<'l>) -> MatrixView<'l> {
        let n_columns = matrix.columns.terms.len();
        let row = |row: usize| {
            let page = at.href(&self.row_path(matrix, row, at.lang));
            let cells = &matrix.cells[row * n_columns..(row + 1) * n_columns];
            let cell = |(column, ids): (usize, &Vec<EntryId>)| CellView {
                n_entries: ids.len(),
                href: (!ids.is_empty()).then(|| format!("{page}#{}", self.column_anchor(matrix, column))),
            };
            let n_entries = matrix.rows.totals[row];
            MatrixRowView {
                term: self.link(matrix.rows.terms[row], at),
                cells: cells.iter().enumerate().map(cell).collect(),
                total: CellView { n_entries, href: (n_entries > 0).then_some(page) },
            }
        };
        let empty = |axis: &Axis| {
            let empty = axis.terms.iter().zip(&axis.totals).filter(|(_, n_entries)| **n_entries == 0);
            empty.map(|(&term, _)| self.link(term, at)).collect()
        };
        MatrixView {
            anchor: format!("_{}", self.name(matrix)),
            title: self.matrix_title(matrix, at.lang),
            csv: at.href(&self.csv_path(matrix, at.lang)),
            rows_label: self.terms_label(matrix.rows.facet, at.lang),
            columns: matrix.columns.terms.iter().map(|&term| self.link(term, at)).collect(),
            rows: (0..matrix.rows.terms.len()).map(row).collect(),
            totals: matrix.columns.totals.clone(),
            n_entries: matrix.n_entries,
            n_cells: matrix.cells.len(),
            n_empty: matrix.cells.iter().filter(|cell| cell.is_empty()).count(),
            empty_rows: empty(&matrix.rows),
            empty_columns: empty(&matrix.columns),
            n_cut: matrix.rows.n_cut + matrix.columns.n_cut,
        }
    }

    fn column_anchor(&self, matrix: &Matrix, column: usize) -> String {
        format!("_{}", self.library[matrix.columns.terms[column]].out.stem())
    }

    /// The entries behind the counts of a row.
    pub(super) fn matrix_row(&self, matrix: usize, row: usize, at: At<'l>) -> View<'l> {
        let matrix = &self.of(at.lang).matrices[matrix];
        let term = matrix.rows.terms[row];
        let mut view = self.base("matrix-row", Cow::Borrowed(self.library[term].short()), at);
        let matrices = LinkView {
            title: self.press.words(at.lang).get("coverage"),
            href: at.href(&self.library.out_in(at.lang, PATH)),
            lang: None,
        };
        view.crumbs = vec![self.home_link(at), matrices];
        view.languages = self.switch(at, |lang| self.row_path(matrix, row, lang));
        let n_columns = matrix.columns.terms.len();
        let mut lists = Vec::new();
        let mut empty_columns = Vec::new();
        for (column, &to) in matrix.columns.terms.iter().enumerate() {
            let ids = &matrix.cells[row * n_columns + column];
            if ids.is_empty() {
                empty_columns.push(self.link(to, at));
                continue;
            }
            let entries = ids.iter().take(MAX_CELL).map(|&id| self.cell_entry(id, at));
            let n_more = ids.len().saturating_sub(MAX_CELL);
            lists.push(CellListView {
                anchor: self.column_anchor(matrix, column),
                term: self.link(to, at),
                n_entries: ids.len(),
                entries: entries.collect(),
                // All entries of the term stand on its own page.
                more: (n_more > 0).then(|| MoreView { href: at.href(&self.library[term].out), n_entries: n_more }),
            });
        }
        view.matrix_row = Some(MatrixListView {
            title: self.matrix_title(matrix, at.lang),
            term: self.link(term, at),
            n_entries: matrix.rows.totals[row],
            lists,
            empty_columns,
        });
        view
    }

    fn cell_entry(&self, id: EntryId, at: At<'l>) -> CellEntryView<'l> {
        let entry = &self.library[id];
        CellEntryView {
            title: &entry.title,
            href: at.href(&entry.out),
            kind: self.library.config.model[entry.kind].label.get(at.lang),
            lang: self.foreign(id, at),
        }
    }

    /// A matrix as RFC 4180 has it. The mark at its beginning tells spreadsheets that it is UTF-8.
    fn csv(&self, matrix: &Matrix, lang: &Lang) -> String {
        let total = self.press.words(lang).get("total");
        let title = |id: &EntryId| csv_cell(self.library[*id].short());
        let mut csv = "\u{feff}".to_owned();
        let mut line = |first: String, cells: Vec<String>, last: String| {
            csv.push_str(&[vec![first], cells, vec![last]].concat().join(","));
            csv.push_str("\r\n");
        };
        let label = csv_cell(&self.matrix_title(matrix, lang));
        line(label, matrix.columns.terms.iter().map(title).collect(), csv_cell(total));
        let n_columns = matrix.columns.terms.len();
        for (row, term) in matrix.rows.terms.iter().enumerate() {
            let cells = &matrix.cells[row * n_columns..(row + 1) * n_columns];
            let counts = cells.iter().map(|ids| ids.len().to_string()).collect();
            line(title(term), counts, matrix.rows.totals[row].to_string());
        }
        let totals = matrix.columns.totals.iter().map(usize::to_string).collect();
        line(csv_cell(total), totals, matrix.n_entries.to_string());
        csv
    }
}

/// A text as a cell: quoted where it must be, and never a formula.
fn csv_cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
