//! Ways over the floor keep a body's distance from everything, corners included.

use crate::texts::pump_room;
use anlan_scenario::{BODY_RADIUS_M, Floor, Obstacle, Scenario};

/// Places of the pump room's floor, this far apart, metres.
const STEP_M: f32 = 0.45;

fn places() -> Vec<[f32; 2]> {
    let side = (0..12).map(|i| -2.48 + i as f32 * STEP_M);
    side.clone().flat_map(|x| side.clone().map(move |z| [x, z])).collect()
}

/// The nearest that any way between two places comes to the box, metres.
fn nearest(scenario: &Scenario, thing: Obstacle) -> f32 {
    let floor = Floor::new(scenario, &[thing]);
    let mut nearest = f32::INFINITY;
    for from in places() {
        let ways = floor.ways(from);
        for to in places() {
            for leg in ways.to(to).windows(2) {
                for i in 0..=100 {
                    let t = i as f32 / 100.0;
                    let at = [0, 1].map(|k| leg[0][k] + (leg[1][k] - leg[0][k]) * t);
                    nearest = nearest.min(thing.distance_m(at));
                }
            }
        }
    }
    nearest
}

#[test]
fn no_way_cuts_a_corner_that_a_body_would_rub() {
    let scenario = pump_room().scenario();
    for shift in [0.0, 0.013, 0.037, 0.051, 0.088] {
        let thing = Obstacle { min: [-0.62 + shift, 0.0, -0.41], max: [0.33, 1.0, 0.27 + shift] };
        let nearest = nearest(&scenario, thing);
        assert!(nearest >= BODY_RADIUS_M + 0.02, "{shift}: {nearest}");
    }
}

#[test]
fn a_place_beside_a_thing_is_one_to_stand_on_only_for_a_whole_body() {
    let scenario = pump_room().scenario();
    let thing = Obstacle { min: [-0.5, 0.0, -0.5], max: [0.5, 1.0, 0.5] };
    let floor = Floor::new(&scenario, &[thing]);
    let ways = floor.ways([-2.0, -2.0]);
    assert!(ways.metres_to([0.0, 0.85]).is_some());
    assert_eq!(ways.metres_to([0.0, 0.76]), None, "26 cm from it, in a cell that is free");
    assert_eq!(ways.metres_to([0.0, 0.0]), None);
}
