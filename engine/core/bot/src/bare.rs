//! A bot playing a bare attempt: deeds become signals after the time a person would need, walking
//! included. No place, no senses; that is the stage's part.

use crate::deed::Deed;
use crate::{Bot, is_pointless};
use anlan_attempt::trace::Pose;
use anlan_attempt::{Attempt, MarkerId, Phase, Signal, TICKS_PER_S, ticks};
use anlan_scenario::{Event, Floor, Markable, Obstacle, Scenario};

/// Walking speed, metres per second.
const WALK_M_PER_S: f32 = 1.4;
/// Turning, aiming and pressing, seconds.
const HANDLING_S: f32 = 1.5;
/// Eyes above the floor, metres.
const HEAD_M: f32 = 1.6;
/// A look that precedes a report, seconds.
const LOOK_S: f32 = 0.5;

/// Plays until the attempt is over. `record` gets the signals of every tick, empty ones included.
pub fn play<E>(
    attempt: &mut Attempt,
    bot: Bot,
    mut record: impl FnMut(&[Signal]) -> Result<(), E>,
) -> Result<(), E> {
    play_watched(attempt, bot, |signals, _| record(signals))
}

/// The same; `record` also gets where the bot's head is, as a trace tells it.
pub fn play_watched<E>(
    attempt: &mut Attempt,
    mut bot: Bot,
    mut record: impl FnMut(&[Signal], &Pose) -> Result<(), E>,
) -> Result<(), E> {
    let mut body = Body::new(attempt.scenario());
    let mut deed = Deed::Wait;
    let mut left = TICKS_PER_S;
    while *attempt.phase() != Phase::Over {
        let mut signals = Vec::new();
        left -= 1;
        let is_pointless = is_pointless(&deed, attempt);
        if left == 0 && !is_pointless {
            signals = body.signals(&deed, attempt);
        }
        attempt.tick(&signals);
        body.since += 1;
        record(&signals, &body.pose())?;
        if left == 0 || is_pointless {
            deed = bot.next(attempt);
            left = body.ticks_for(&deed, attempt.scenario()).max(1);
        }
    }
    Ok(())
}

/// Where the bot stands, as far as walking times and zones need it.
struct Body {
    at: [f32; 2],
    zone: Option<anlan_scenario::ZoneId>,
    floor: Floor,
    /// The way walked last, from its beginning, and the ticks since then.
    trail: Vec<[f32; 2]>,
    since: u64,
}

impl Body {
    fn new(scenario: &Scenario) -> Self {
        let [x, _, z] = scenario.file().start.pos;
        let solid = scenario.file().props.iter().filter(|p| p.solid);
        let obstacles: Vec<_> = solid.map(Obstacle::of).collect();
        Self {
            at: [x, z],
            zone: None,
            floor: Floor::new(scenario, &obstacles),
            trail: vec![[x, z]],
            since: 0,
        }
    }

    fn ticks_for(&mut self, deed: &Deed, scenario: &Scenario) -> u64 {
        let walk = match place(deed, scenario) {
            Some(to) => self.walk_m(to) / WALK_M_PER_S,
            None => 0.0,
        };
        let hand = match deed {
            Deed::Operate { part, .. } => scenario.part(part).map_or(0.0, |(_, p)| p.travel_s),
            _ => 0.0,
        };
        ticks(walk + HANDLING_S + hand)
    }

    fn walk_m(&mut self, to: [f32; 2]) -> f32 {
        let mut length = 0.0;
        (self.trail, self.since) = (vec![self.at], 0);
        for point in self.floor.way(self.at, to) {
            self.trail.push(point);
            length += ((point[0] - self.at[0]).powi(2) + (point[1] - self.at[1]).powi(2)).sqrt();
            self.at = point;
        }
        length
    }

    /// Where the head is on the way, looking along it.
    fn pose(&self) -> Pose {
        let mut left = self.since as f32 / TICKS_PER_S as f32 * WALK_M_PER_S;
        let (mut at, mut yaw) = (self.trail[0], 0.0);
        for leg in self.trail.windows(2) {
            let way = [leg[1][0] - leg[0][0], leg[1][1] - leg[0][1]];
            let length = way[0].hypot(way[1]);
            if length > 0.0 {
                let share = (left / length).clamp(0.0, 1.0);
                at = [leg[0][0] + way[0] * share, leg[0][1] + way[1] * share];
                yaw = (-way[0]).atan2(-way[1]);
            }
            left -= length;
            if left <= 0.0 {
                break;
            }
        }
        [at[0], HEAD_M, at[1], 0.0, (yaw / 2.0).sin(), 0.0, (yaw / 2.0).cos()]
    }

    fn signals(&mut self, deed: &Deed, attempt: &Attempt) -> Vec<Signal> {
        let mut signals = self.zone_signals(deed, attempt.scenario());
        match deed {
            Deed::Wait | Deed::Visit(_) | Deed::Enter(_) => {}
            Deed::Mark { on, marker } => {
                let look =
                    |m: &MarkerId| Signal::Saw { marker: m.clone(), ticks: ticks(LOOK_S) as u32 };
                signals.extend(marker.as_ref().map(look));
                signals.push(Signal::Marked { on: on.clone(), marker: marker.clone() });
            }
            Deed::Operate { part, end } => {
                signals.push(Signal::Did(Event::Grabbed(part.clone())));
                if !end.is_empty() {
                    signals.push(Signal::Did(Event::Moved(part.clone(), end.clone())));
                }
            }
            Deed::Say { phrase, to } => {
                signals.push(Signal::Did(Event::Said(phrase.clone(), to.clone())));
            }
            Deed::Announce(phrase) => {
                signals.push(Signal::Did(Event::Announced(phrase.clone())));
            }
            Deed::Call(line) => signals.push(Signal::Did(Event::Called(line.clone()))),
            Deed::Choose(choice) => signals.push(Signal::Did(Event::Chose(choice.clone()))),
            Deed::Do(event) => signals.push(Signal::Did(event.clone())),
            Deed::Tell(signal) => signals.push(signal.clone()),
            Deed::Skip(card) => signals.push(Signal::Skipped { card: card.clone() }),
            Deed::Answer { card, answer } => {
                signals.push(Signal::Answered { card: card.clone(), answer: answer.clone() });
            }
        }
        signals
    }

    fn zone_signals(&mut self, deed: &Deed, scenario: &Scenario) -> Vec<Signal> {
        if place(deed, scenario).is_none() {
            return Vec::new();
        }
        let within = |z: &&anlan_scenario::Zone| {
            (z.pos[0] - self.at[0]).abs() <= z.size[0] / 2.0
                && (z.pos[2] - self.at[1]).abs() <= z.size[2] / 2.0
        };
        let zone = scenario.file().zones.iter().find(within).map(|z| z.id.clone());
        if zone == self.zone {
            return Vec::new();
        }
        let left = self.zone.take().map(|z| Signal::Did(Event::Left(z)));
        self.zone = zone.clone();
        left.into_iter().chain(zone.map(|z| Signal::Did(Event::Entered(z)))).collect()
    }
}

/// Where a deed is done, in x and z; `None` if it can be done anywhere.
fn place(deed: &Deed, scenario: &Scenario) -> Option<[f32; 2]> {
    let file = scenario.file();
    let pos = match deed {
        Deed::Visit(spot) => scenario.spot(spot)?.pos,
        Deed::Enter(zone) => scenario.zone(zone)?.pos,
        Deed::Operate { part, .. } => {
            let (prop, part) = scenario.part(part)?;
            std::array::from_fn(|i| prop.pos[i] + part.at[i])
        }
        Deed::Mark { on: Markable::Prop(id), .. } => file.props.iter().find(|p| p.id == *id)?.pos,
        Deed::Mark { on: Markable::Agent(id), .. } | Deed::Say { to: id, .. } => {
            scenario.spot(&scenario.agent(id)?.spot)?.pos
        }
        _ => return None,
    };
    Some([pos[0], pos[2]])
}
