//! Where feet can go: the floor less what stands on it, and the shortest way from one place to
//! another. Colleagues and bots walk by it; the trainee's body is stopped by colliders instead.

use crate::check::Scenario;
use crate::file::{FloorRect, Prop};

/// Grid of the way-finding, metres.
const CELL_M: f32 = 0.1;
/// A body is this far from its middle line to its side, metres.
pub const BODY_RADIUS_M: f32 = 0.25;
/// Ways keep this much more from things than bodies must, so that a walker on a way never rubs.
const WAY_MARGIN_M: f32 = 0.05;
/// From a way's straight line to a thing at least, metres. Half of the margin is kept: two cells
/// that are free stand a little off the line between them.
const LINE_CLEAR_M: f32 = BODY_RADIUS_M + WAY_MARGIN_M / 2.0;
/// What is lower is stepped over, what is higher is walked under, metres.
const STEP_M: f32 = 0.15;
const HEAD_M: f32 = 1.85;
/// Rounding of grid points on the very edge, metres.
const EDGE_M: f32 = 1e-4;

/// The floor of a scenario with some things in the way.
pub struct Floor {
    min: [f32; 2],
    cells: [usize; 2],
    free: Vec<bool>,
    rects: Vec<FloorRect>,
    blocking: Vec<Obstacle>,
}

/// A thing in the way, seen from above, with its range of heights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Obstacle {
    /// Lowest corner, metres.
    pub min: [f32; 3],
    /// Highest corner, metres.
    pub max: [f32; 3],
}

impl Obstacle {
    /// The box of a prop as it stands at the start.
    pub fn of(prop: &Prop) -> Self {
        let [x, y, z] = prop.pos;
        let [w, h, d] = prop.size;
        Self { min: [x - w / 2.0, y, z - d / 2.0], max: [x + w / 2.0, y + h, z + d / 2.0] }
    }

    /// True if a body would run into it: neither stepped over nor walked under.
    pub fn is_in_the_way(&self) -> bool {
        self.max[1] > STEP_M && self.min[1] < HEAD_M
    }

    /// Metres from a point of the floor (x, z) to the thing seen from above; 0 inside.
    pub fn distance_m(&self, at: [f32; 2]) -> f32 {
        let beyond = |low: f32, high: f32, v: f32| (low - v).max(v - high).max(0.0);
        let dx = beyond(self.min[0], self.max[0], at[0]);
        let dz = beyond(self.min[2], self.max[2], at[1]);
        (dx * dx + dz * dz).sqrt()
    }

    /// Metres from a straight line on the floor to the thing seen from above; 0 if it goes through.
    fn distance_to_line_m(&self, a: [f32; 2], b: [f32; 2]) -> f32 {
        let rect = FloorRect { min: [self.min[0], self.min[2]], max: [self.max[0], self.max[2]] };
        if rect.share_of(a, b).is_some() {
            return 0.0;
        }
        let (low, high) = (rect.min, rect.max);
        let corners = [low, [low[0], high[1]], [high[0], low[1]], high];
        let to_corners = corners.into_iter().map(|corner| distance_to_corner_m(corner, a, b));
        to_corners.fold(self.distance_m(a).min(self.distance_m(b)), f32::min)
    }
}

fn distance_to_corner_m(corner: [f32; 2], a: [f32; 2], b: [f32; 2]) -> f32 {
    let way = [b[0] - a[0], b[1] - a[1]];
    let off = [corner[0] - a[0], corner[1] - a[1]];
    let length = (way[0] * way[0] + way[1] * way[1]).max(f32::MIN_POSITIVE);
    let t = ((off[0] * way[0] + off[1] * way[1]) / length).clamp(0.0, 1.0);
    (off[0] - way[0] * t).hypot(off[1] - way[1] * t)
}

impl Floor {
    /// The floor of `scenario` with `obstacles` standing on it.
    pub fn new(scenario: &Scenario, obstacles: &[Obstacle]) -> Self {
        let rects = &scenario.file().floor;
        let low = |i: usize| rects.iter().map(|r| r.min[i]).fold(f32::INFINITY, f32::min);
        let high = |i: usize| rects.iter().map(|r| r.max[i]).fold(f32::NEG_INFINITY, f32::max);
        let min = [low(0), low(1)];
        let count =
            |i: usize| ((high(i) - min[i]) / CELL_M).floor().clamp(0.0, 4096.0) as usize + 1;
        let cells = [count(0), count(1)];
        let free = vec![false; cells[0] * cells[1]];
        let blocking: Vec<_> = obstacles.iter().filter(|o| o.is_in_the_way()).copied().collect();
        let mut floor = Self { min, cells, free, rects: rects.clone(), blocking };
        for cell in 0..floor.free.len() {
            let at = floor.at(cell);
            floor.free[cell] = rects.iter().any(|r| r.contains(at))
                && !floor.blocking.iter().any(|o| o.distance_m(at) < BODY_RADIUS_M + WAY_MARGIN_M);
        }
        floor
    }

    /// The way from `from` to as near `to` as feet can come: points in x and z, the last one
    /// where to stop. Empty if there is nowhere to stand.
    pub fn way(&self, from: [f32; 2], to: [f32; 2]) -> Vec<[f32; 2]> {
        self.ways(from).to(to)
    }

    /// All ways that start at `from`.
    pub fn ways(&self, from: [f32; 2]) -> Ways<'_> {
        let start = self.nearest(from, |c| self.free[c]);
        let (cost, came) = match start {
            Some(start) => self.reach(start),
            None => (Vec::new(), Vec::new()),
        };
        Ways { floor: self, start, cost, came }
    }

    /// Dijkstra over eight neighbours, cost 10 straight and 14 across.
    fn reach(&self, start: usize) -> (Vec<u32>, Vec<usize>) {
        let mut cost = vec![u32::MAX; self.free.len()];
        let mut came = vec![start; self.free.len()];
        let mut open = std::collections::BinaryHeap::from([std::cmp::Reverse((0, start))]);
        cost[start] = 0;
        while let Some(std::cmp::Reverse((so_far, cell))) = open.pop() {
            if so_far > cost[cell] {
                continue;
            }
            for (next, step) in self.neighbours(cell) {
                if so_far + step < cost[next] {
                    cost[next] = so_far + step;
                    came[next] = cell;
                    open.push(std::cmp::Reverse((cost[next], next)));
                }
            }
        }
        (cost, came)
    }

    fn neighbours(&self, cell: usize) -> impl Iterator<Item = (usize, u32)> + '_ {
        let (x, z) = ((cell % self.cells[0]) as i64, (cell / self.cells[0]) as i64);
        (-1..=1).flat_map(move |dz| (-1..=1).map(move |dx| (dx, dz))).filter_map(move |(dx, dz)| {
            let free = |x: i64, z: i64| {
                let within = (0..self.cells[0] as i64).contains(&x)
                    && (0..self.cells[1] as i64).contains(&z);
                within.then(|| z as usize * self.cells[0] + x as usize).filter(|c| self.free[*c])
            };
            if (dx, dz) == (0, 0) {
                return None;
            }
            // No cutting of corners.
            free(x + dx, z)?;
            free(x, z + dz)?;
            Some((free(x + dx, z + dz)?, if dx == 0 || dz == 0 { 10 } else { 14 }))
        })
    }

    /// Drops the points that a straight line makes needless.
    fn straighten(&self, cells: &[usize]) -> Vec<[f32; 2]> {
        let mut way = Vec::new();
        let mut from = 0;
        while from + 1 < cells.len() {
            let sees = |to: &usize| self.is_clear(self.at(cells[from]), self.at(cells[*to]));
            let to = (from + 1..cells.len()).rev().find(sees).unwrap_or(from + 1);
            way.push(self.at(cells[to]));
            from = to;
        }
        if way.is_empty() {
            way.extend(cells.last().map(|c| self.at(*c)));
        }
        way
    }

    /// True if a body can walk straight from `a` to `b`: on the floor all the way, and never
    /// nearer to a thing than one step between two free cells may bring it.
    fn is_clear(&self, a: [f32; 2], b: [f32; 2]) -> bool {
        let mut spans: Vec<_> = self.rects.iter().filter_map(|r| r.share_of(a, b)).collect();
        spans.sort_by(|x, y| x.0.total_cmp(&y.0));
        let covered = spans.iter().fold(0.0_f32, |so_far, (from, to)| {
            if *from <= so_far + EDGE_M { so_far.max(*to) } else { so_far }
        });
        covered >= 1.0 - EDGE_M
            && !self.blocking.iter().any(|o| o.distance_to_line_m(a, b) < LINE_CLEAR_M)
    }

    fn nearest(&self, to: [f32; 2], is_good: impl Fn(usize) -> bool) -> Option<usize> {
        let far = |cell: &usize| {
            let at = self.at(*cell);
            ((at[0] - to[0]).powi(2) + (at[1] - to[1]).powi(2)).to_bits()
        };
        (0..self.free.len()).filter(|c| is_good(*c)).min_by_key(far)
    }

    fn at(&self, cell: usize) -> [f32; 2] {
        let (x, z) = (cell % self.cells[0], cell / self.cells[0]);
        [self.min[0] + x as f32 * CELL_M, self.min[1] + z as f32 * CELL_M]
    }

    fn cell(&self, at: [f32; 2]) -> Option<usize> {
        let x = ((at[0] - self.min[0]) / CELL_M).round();
        let z = ((at[1] - self.min[1]) / CELL_M).round();
        let within =
            x >= 0.0 && z >= 0.0 && (x as usize) < self.cells[0] && (z as usize) < self.cells[1];
        within.then(|| z as usize * self.cells[0] + x as usize)
    }
}

/// All ways from one place.
pub struct Ways<'a> {
    floor: &'a Floor,
    start: Option<usize>,
    cost: Vec<u32>,
    came: Vec<usize>,
}

impl Ways<'_> {
    /// The way to as near `to` as feet can come; empty if there is nowhere to stand.
    pub fn to(&self, to: [f32; 2]) -> Vec<[f32; 2]> {
        let Some(start) = self.start else { return Vec::new() };
        let Some(goal) = self.floor.nearest(to, |c| self.cost[c] < u32::MAX) else {
            return Vec::new();
        };
        let mut cells = vec![goal];
        while let Some(&cell) = cells.last().filter(|c| **c != start) {
            cells.push(self.came[cell]);
        }
        cells.reverse();
        let mut way = self.floor.straighten(&cells);
        let before = way.len().checked_sub(2).map_or(self.floor.at(start), |i| way[i]);
        let is_clear = self.metres_to(to).is_some() && self.floor.is_clear(before, to);
        if let Some(last) = way.last_mut().filter(|_| is_clear) {
            // Not the middle of its cell: the place itself.
            *last = to;
        }
        way
    }

    /// Metres of walking to the place, if one can stand on it.
    pub fn metres_to(&self, to: [f32; 2]) -> Option<f32> {
        let cost = *self.cost.get(self.floor.cell(to)?)?;
        let is_near = |o: &Obstacle| o.distance_m(to) < LINE_CLEAR_M;
        let is_free = cost < u32::MAX && !self.floor.blocking.iter().any(is_near);
        // A straight step of one cell costs 10.
        is_free.then(|| cost as f32 / 10.0 * CELL_M)
    }
}

impl FloorRect {
    /// True if the point (x, z) lies on it.
    pub fn contains(&self, at: [f32; 2]) -> bool {
        (0..2).all(|i| (self.min[i] - EDGE_M..=self.max[i] + EDGE_M).contains(&at[i]))
    }

    /// The part of the line from `a` to `b` that lies on it, as shares of the line.
    fn share_of(&self, a: [f32; 2], b: [f32; 2]) -> Option<(f32, f32)> {
        let (mut from, mut to) = (0.0_f32, 1.0_f32);
        for i in 0..2 {
            let (low, high) = (self.min[i] - EDGE_M, self.max[i] + EDGE_M);
            let way = b[i] - a[i];
            if way.abs() < f32::EPSILON {
                if a[i] < low || a[i] > high {
                    return None;
                }
                continue;
            }
            let (first, second) = ((low - a[i]) / way, (high - a[i]) / way);
            from = from.max(first.min(second));
            to = to.min(first.max(second));
        }
        (from <= to).then_some((from, to))
    }
}
