//! A picture of boxes in layers, joined by lines that pass no box.
//!
//! 1. A line over several layers gets a lane in each layer between.
//! 2. What is joined is sorted towards each other, layer by layer.
//! 3. Each layer is set as near to what it is joined with as its order allows.
//!
//! All numbers are whole and nothing is left to chance: the same boxes give the same picture.

/// A box's width and height, and the height from layer to layer.
pub(super) const BOX: (i64, i64) = (168, 46);
const LAYER: i64 = 92;
/// Between two boxes, and beside a lane.
const GAP: i64 = 22;
const LANE_GAP: i64 = 11;
const ROUNDS: usize = 12;

/// Where everything lies.
#[derive(Debug)]
pub(super) struct Layout {
    /// The upper left corner of each box.
    pub(super) boxes: Vec<(i64, i64)>,
    /// The points of each line: it runs from the first to the second, on to the third, and so on.
    pub(super) lines: Vec<Vec<(i64, i64)>>,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// What stands in a layer: a box, or the lane of a line.
struct Item {
    node: Option<usize>,
    /// What it is joined with in the layer above and in the one below.
    above: Vec<usize>,
    below: Vec<usize>,
    x: i64,
}

/// Sets boxes, each in its layer. `edges` join boxes of different layers.
pub(super) fn layout(layers: &[usize], edges: &[(usize, usize)]) -> Layout {
    let n_layers = layers.iter().max().map_or(0, |last| last + 1);
    let mut items: Vec<Item> = Vec::new();
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); n_layers];
    for (node, &layer) in layers.iter().enumerate() {
        rows[layer].push(items.len());
        items.push(Item { node: Some(node), above: Vec::new(), below: Vec::new(), x: 0 });
    }
    let mut chains = Vec::with_capacity(edges.len());
    for &(a, b) in edges {
        let (top, bottom) = if layers[a] < layers[b] { (a, b) } else { (b, a) };
        let mut chain = vec![top];
        for row in &mut rows[layers[top] + 1..layers[bottom]] {
            row.push(items.len());
            chain.push(items.len());
            items.push(Item { node: None, above: Vec::new(), below: Vec::new(), x: 0 });
        }
        chain.push(bottom);
        for pair in chain.windows(2) {
            items[pair[0]].below.push(pair[1]);
            items[pair[1]].above.push(pair[0]);
        }
        chains.push((chain, top == a));
    }
    for round in 0..ROUNDS {
        sort(&mut rows, &items, round % 2 == 0);
    }
    for row in &rows {
        spread(row, &mut items, |_, _| 0);
    }
    for round in 0..ROUNDS {
        let is_down = round % 2 == 0;
        let near = |item: &Item, items: &[Item]| {
            let joined = match (is_down, item.above.is_empty(), item.below.is_empty()) {
                (_, true, true) => return item.x,
                (true, false, _) | (false, false, true) => &item.above,
                _ => &item.below,
            };
            joined.iter().map(|&idx| items[idx].x).sum::<i64>() / joined.len() as i64
        };
        let order: Vec<usize> = if is_down { (0..n_layers).collect() } else { (0..n_layers).rev().collect() };
        for layer in order {
            spread(&rows[layer], &mut items, near);
        }
    }
    place(layers, &items, &chains)
}

/// Sorts each layer by where its items' neighbours stand in the layer before.
fn sort(rows: &mut [Vec<usize>], items: &[Item], is_down: bool) {
    let mut places = vec![0; items.len()];
    let n_rows = rows.len();
    for step in 0..n_rows {
        let row = &mut rows[if is_down { step } else { n_rows - 1 - step }];
        let old: Vec<i64> = row.iter().enumerate().map(|(idx, _)| idx as i64 * 1000).collect();
        let mut keyed: Vec<(i64, usize)> = row
            .iter()
            .zip(old)
            .map(|(&item, old)| {
                let joined = if is_down { &items[item].above } else { &items[item].below };
                let sum: i64 = joined.iter().map(|&idx| places[idx]).sum();
                (if joined.is_empty() { old } else { sum / joined.len() as i64 }, item)
            })
            .collect();
        // Stable: what draws equally keeps its order.
        keyed.sort_by_key(|(key, _)| *key);
        *row = keyed.into_iter().map(|(_, item)| item).collect();
        for (place, &item) in row.iter().enumerate() {
            places[item] = place as i64 * 1000;
        }
    }
}

/// Sets the items of a layer as near to where they would like to be as their order and widths allow: those that would
/// come too close are pooled, and the pool stands where its items would like it on average.
fn spread(row: &[usize], items: &mut [Item], wish: impl Fn(&Item, &[Item]) -> i64) {
    let half = |item: &Item| if item.node.is_some() { BOX.0 / 2 } else { 0 };
    let mut offsets = Vec::with_capacity(row.len());
    let mut offset = 0;
    for (idx, &item) in row.iter().enumerate() {
        if let Some(&before) = idx.checked_sub(1).and_then(|idx| row.get(idx)) {
            let are_boxes = items[before].node.is_some() && items[item].node.is_some();
            offset += half(&items[before]) + half(&items[item]) + if are_boxes { GAP } else { LANE_GAP };
        }
        offsets.push(offset);
    }
    // Each pool: the sum of its wishes, and how many items it holds.
    let mut pools: Vec<(i64, i64)> = Vec::new();
    for (&item, offset) in row.iter().zip(&offsets) {
        let mut pool = (wish(&items[item], items) - offset, 1);
        while let Some(&(sum, n)) = pools.last().filter(|(sum, n)| sum.div_euclid(*n) >= pool.0.div_euclid(pool.1)) {
            pool = (pool.0 + sum, pool.1 + n);
            pools.pop();
        }
        pools.push(pool);
    }
    let starts = pools.iter().flat_map(|&(sum, n)| (0..n).map(move |_| sum.div_euclid(n)));
    let placed: Vec<i64> = starts.zip(&offsets).map(|(start, offset)| start + offset).collect();
    for (&item, x) in row.iter().zip(placed) {
        items[item].x = x;
    }
}

/// From middles to corners, and from chains to points. Lines that end at one box share its edge.
fn place(layers: &[usize], items: &[Item], chains: &[(Vec<usize>, bool)]) -> Layout {
    let left = |item: &Item| item.x - if item.node.is_some() { BOX.0 / 2 } else { 0 };
    let least = items.iter().map(left).min().unwrap_or_default();
    let boxes: Vec<(i64, i64)> =
        layers.iter().zip(items).map(|(&layer, item)| (left(item) - least, layer as i64 * LAYER)).collect();
    let port = |node: usize, chain: usize, is_below: bool| {
        // The next point of each line on this side of the box says in which order they leave it.
        let mut sides: Vec<(i64, usize)> = Vec::new();
        for (idx, (chain, _)) in chains.iter().enumerate() {
            let next = if is_below && chain[0] == node {
                chain[1]
            } else if !is_below && chain[chain.len() - 1] == node {
                chain[chain.len() - 2]
            } else {
                continue;
            };
            sides.push((items[next].x, idx));
        }
        sides.sort_unstable();
        let at = sides.iter().position(|(_, idx)| *idx == chain).unwrap_or_default() as i64;
        boxes[node].0 + BOX.0 * (at + 1) / (sides.len() as i64 + 1)
    };
    let lines = chains.iter().enumerate().map(|(idx, (chain, is_as_given))| {
        let (first, last) = (chain[0], chain[chain.len() - 1]);
        let mut points = vec![(port(first, idx, true), boxes[first].1 + BOX.1)];
        for (step, &lane) in chain[1..chain.len() - 1].iter().enumerate() {
            let y = (layers[first] + 1 + step) as i64 * LAYER;
            points.extend([(items[lane].x - least, y), (items[lane].x - least, y + BOX.1)]);
        }
        points.push((port(last, idx, false), boxes[last].1));
        if !is_as_given {
            points.reverse();
        }
        points
    });
    let lines: Vec<Vec<(i64, i64)>> = lines.collect();
    let right = |item: &Item| item.x - least + if item.node.is_some() { BOX.0 / 2 } else { 0 };
    Layout {
        width: items.iter().map(right).max().unwrap_or_default(),
        height: layers.iter().max().map_or(0, |&last| last as i64 * LAYER + BOX.1),
        boxes,
        lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_box_covers_another_and_no_line_passes_one(
            layers in prop::collection::vec(0usize..8, 1..30),
            ends in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..40),
        ) {
            let ends = ends.iter().map(|(a, b)| (a.index(layers.len()), b.index(layers.len())));
            let edges: Vec<(usize, usize)> = ends.filter(|&(a, b)| layers[a] != layers[b]).collect();
            let drawn = layout(&layers, &edges);
            for (idx, a) in drawn.boxes.iter().enumerate() {
                prop_assert!(a.0 >= 0 && a.0 + BOX.0 <= drawn.width && a.1 + BOX.1 <= drawn.height);
                for b in &drawn.boxes[..idx] {
                    prop_assert!(a.1 != b.1 || (a.0 - b.0).abs() >= BOX.0 + LANE_GAP, "{a:?} {b:?}");
                }
            }
            for (line, &(a, b)) in drawn.lines.iter().zip(&edges) {
                prop_assert!(line.len() == 2 * layers[a].abs_diff(layers[b]));
                for lane in line[1..line.len() - 1].chunks(2) {
                    let y = lane[0].1.min(lane[1].1);
                    prop_assert!(lane[0].0 == lane[1].0);
                    for at in drawn.boxes.iter().filter(|at| at.1 == y) {
                        prop_assert!(lane[0].0 < at.0 || lane[0].0 > at.0 + BOX.0, "{lane:?} {at:?}");
                    }
                }
            }
            prop_assert_eq!(format!("{drawn:?}"), format!("{:?}", layout(&layers, &edges)));
        }
    }
}
