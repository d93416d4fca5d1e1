//! Tables that are none, and rows that do not fit.

use super::{Check, Leaf, Run};
use std::ops::Range;

const CODE: &str = "table-shape";

impl Check<'_> {
    /// Lines of a paragraph that were meant as rows.
    pub(super) fn rows(&mut self, leaf: &Leaf, opening: &[&Run]) {
        let text = self.text;
        let line = |run: &Run| {
            let end = text[run.range.start..].find('\n').map_or(text.len(), |len| run.range.start + len);
            text[run.range.start..end].trim_end()
        };
        let Some(first) = opening.first() else { return };
        let head = line(first);
        let span = first.range.start..first.range.start + head.len();
        if leaf.follows_table && head.starts_with('|') && head.ends_with('|') && head.len() > 2 {
            let message = "an empty line parts this row from its table";
            return self.warn(CODE, span, message, "remove the empty line above it");
        }
        let Some(second) = opening.get(1) else { return };
        let below = line(second);
        let rule = |n_cells: usize| format!("`|{}`", "---|".repeat(n_cells.clamp(1, 12)));
        if is_row(head) && is_rule(below) {
            let (n_head, n_rule) = (n_cells(head), n_cells(below));
            let span = second.range.start..second.range.start + below.len();
            if below.contains(['—', '–']) {
                let message = "long dashes stand in the second line of this table";
                return self.warn(CODE, span, message, format!("write {}", rule(n_head)));
            }
            if n_head != n_rule {
                let message = format!("the first line of this table has {n_head} cells, and its second {n_rule}");
                return self.warn(CODE, span, message, format!("write {}", rule(n_head)));
            }
        }
        let is_framed = |line: &str| line.starts_with('|') && line.ends_with('|') && n_cells(line) > 1;
        if is_framed(head) && is_framed(below) && !is_rule(below) && !is_rule(head) {
            let hint = format!("write {} below it", rule(n_cells(head)));
            return self.warn(CODE, span, "this table has no line of hyphens below its first line", hint);
        }
        let n_tabs = |line: &str| line.trim().matches('\t').count();
        let n = n_tabs(head);
        if n > 0 && head.starts_with(char::is_alphanumeric) && opening.iter().all(|run| n_tabs(line(run)) == n) {
            let cells: Vec<&str> = head.split('\t').map(str::trim).collect();
            let hint = format!("write `| {} |`, and {} below it", cells.join(" | "), rule(cells.len()));
            self.warn(CODE, span, "tabs make no table", hint);
        }
    }

    /// A row of a table, held against its columns.
    pub(super) fn row(&mut self, span: &Range<usize>, n_columns: usize) {
        let text = self.text;
        let end = text[span.start..].find('\n').map_or(text.len(), |len| span.start + len);
        let row = text[span.start..end].trim_end();
        let n_here = n_cells(row);
        let place = span.start..span.start + row.len();
        if n_here > n_columns {
            let lost = cells(row).skip(n_columns).map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
            if lost.is_empty() {
                return;
            }
            let message =
                format!("this row has {n_here} cells and its table {n_columns}: `{}` is not shown", lost.join(" | "));
            let hint = match bar_within(row) {
                Some(whole) => format!("a bar within a cell has a backslash: write `{}`", whole.replace('|', "\\|")),
                None => "add a column to the first two lines, or take the last cell away".to_owned(),
            };
            return self.warn(CODE, place, message, hint);
        }
        if n_here == 1 && n_columns > 1 && !row.contains('|') {
            let message = "this line became a row of the table above it";
            return self.warn(CODE, place, message, "put an empty line above it");
        }
        if n_here < n_columns && row.starts_with('|') && row.ends_with('|') {
            let message = format!("this row has {n_here} of {n_columns} cells");
            let hint = format!("write `{row}{}`", " |".repeat(n_columns - n_here));
            self.warn(CODE, place, message, hint);
        }
    }
}

fn is_row(line: &str) -> bool {
    line.contains('|')
}

/// `|---|---|`, with dashes of any kind.
fn is_rule(line: &str) -> bool {
    line.contains('|') && line.contains(['-', '—', '–']) && line.chars().all(|c| "|-—–: \t".contains(c))
}

fn n_cells(row: &str) -> usize {
    cells(row).count()
}

/// The cells of a row, as GitHub parts them: at each bar without a backslash.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = match row.strip_suffix('|') {
        Some(inner) if !inner.ends_with('\\') => inner,
        _ => row,
    };
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let bar = (0..bytes.len()).find(|&at| bytes[at] == b'|' && (at == 0 || bytes[at - 1] != b'\\'));
        let (cell, after) = bar.map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])));
        rest = after;
        Some(cell)
    })
}

/// Code or a wikilink with a bar in it.
fn bar_within(row: &str) -> Option<&str> {
    for (open, close) in [("[[", "]]"), ("`", "`")] {
        let mut from = 0;
        while let Some(at) = row[from..].find(open).map(|at| from + at) {
            let Some(len) = row[at + open.len()..].find(close) else { break };
            let end = at + open.len() + len + close.len();
            let whole = &row[at..end];
            if whole.replace("\\|", "").contains('|') {
                return Some(whole);
            }
            from = end;
        }
    }
    None
}
