//! Ways over the floor keep a body's distance from everything, corners included.

use crate::texts::pump_room;
use anlan_scenario::{BODY_RADIUS_M, Floor, Obstacle};

/// A box whose sides lie on the way-finding's grid, which starts at −2.5.
const THING: Obstacle = Obstacle { min: [-0.6, 0.0, -0.4], max: [0.3, 1.0, 0.3] };
/// More than a body needs: half of what ways keep besides, less rounding.
const KEPT_M: f32 = BODY_RADIUS_M + 0.02;

/// The nearest that the way comes to the box, metres. `from` is a point of the grid.
fn nearest(floor: &Floor, from: [f32; 2], to: [f32; 2]) -> f32 {
    let mut way = vec![from];
    way.extend(floor.way(from, to));
    let mut nearest = f32::INFINITY;
    for leg in way.windows(2) {
        for i in 0..=100 {
            let t = i as f32 / 100.0;
            let at = [0, 1].map(|k| leg[0][k] + (leg[1][k] - leg[0][k]) * t);
            nearest = nearest.min(THING.distance_m(at));
        }
    }
    nearest
}

#[test]
fn no_way_cuts_a_corner_that_a_body_would_rub() {
    let floor = Floor::new(&pump_room().scenario(), &[THING]);
    // By cells alone this one passed a corner at 0.235 m.
    let kept = nearest(&floor, [-1.5, 0.5], [-0.2, 0.551]);
    assert!(kept >= KEPT_M, "{kept}");
    for i in 0..7 {
        for j in 0..7 {
            let from = [-1.8 + 0.5 * i as f32, -1.6 + 0.5 * j as f32];
            if THING.distance_m(from) < BODY_RADIUS_M + 0.05 {
                continue;
            }
            for k in 0..100 {
                let to = [-2.03 + 0.43 * (k % 10) as f32, -2.03 + 0.43 * (k / 10) as f32];
                let kept = nearest(&floor, from, to);
                assert!(kept >= KEPT_M, "{from:?} to {to:?}: {kept}");
            }
        }
    }
}

#[test]
fn a_place_beside_a_thing_is_one_to_stand_on_only_for_a_whole_body() {
    let floor = Floor::new(&pump_room().scenario(), &[THING]);
    let ways = floor.ways([-2.0, -2.0]);
    assert!(ways.metres_to([0.0, 0.6]).is_some());
    assert_eq!(ways.metres_to([0.0, 0.56]), None, "26 cm from it, in a cell that is free");
    assert_eq!(ways.metres_to([0.0, 0.0]), None);
}
