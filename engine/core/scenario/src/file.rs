//! The shape of `scenario.ron` as an author writes it. These types refuse unknown fields and hold
//! whatever the file says; only `check` turns them into a [`Scenario`](crate::Scenario).
//!
//! Axes: metres, y up, −z forward, +x right, origin at the trainee's start.

use crate::condition::{Condition, Effect, Posture};
use crate::course::*;
use crate::id::*;
use crate::living::Depiction;
use crate::rubric::{Picture, Quiz, Rubric, View};
use serde::{Deserialize, Serialize};

/// A point or size in metres: x, y, z.
pub type Metres3 = [f32; 3];

/// A whole `scenario.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// The folder's name, in lower case with hyphens.
    pub id: String,
    /// Grows by one with every change that a record could notice.
    pub version: u32,
    /// The environment kit (套件) that dresses the place.
    pub kit: String,
    /// The scene ends by itself after this many seconds.
    pub duration_s: f32,
    /// Comfort class 1–3 of the catalogue, section 6.
    pub comfort: u8,
    /// Main accident class, GB/T 6441-1986, 1–20.
    pub accident_class: u8,
    /// Further accident classes that occur.
    #[serde(default)]
    pub secondary_classes: Vec<u8>,
    /// The box that holds the whole place.
    pub bounds: Bounds,
    /// Where feet may go, before props stand in the way.
    pub floor: Vec<FloorRect>,
    /// Where the trainee starts.
    pub start: Spot,
    /// Everything that stands in the place.
    pub props: Vec<Prop>,
    /// Volumes that conditions name.
    #[serde(default)]
    pub zones: Vec<Zone>,
    /// Virtual colleagues.
    #[serde(default)]
    pub agents: Vec<Agent>,
    /// Named standing places.
    #[serde(default)]
    pub spots: Vec<Spot>,
    /// The spots of the role's everyday round, in order: what a naive worker does.
    pub routine: Vec<SpotId>,
    /// What the trainee can say.
    #[serde(default)]
    pub phrases: Vec<Phrase>,
    /// Whom the trainee can telephone.
    #[serde(default)]
    pub calls: Vec<CallId>,
    /// What the scene may offer to choose from.
    #[serde(default)]
    pub choices: Vec<ChoiceId>,
    /// Keys of prompts that the timeline shows.
    #[serde(default)]
    pub prompts: Vec<String>,
    /// What can be carried or worn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Where items can rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sockets: Vec<Socket>,
    /// What hands can say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gestures: Vec<GestureId>,
    /// What the instructor can bring in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub injects: Vec<Inject>,
    /// The hazards to find.
    pub hazards: Vec<Hazard>,
    /// Their harmless twins.
    pub look_alikes: Vec<LookAlike>,
    /// Hazards and look-alikes that may stand in each other's place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub twins: Vec<Twin>,
    /// Groups of hazards of which the seed draws some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<Draw>,
    /// Cards that are asked besides factor and control.
    #[serde(default, skip_serializing_if = "MoreCards::is_none")]
    pub cards: MoreCards,
    /// What guided mode gives besides verdicts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Guidance>,
    /// The procedure, in its right order.
    pub steps: Vec<Step>,
    /// What must not be done.
    pub errors: Vec<CriticalError>,
    /// What happens by itself.
    pub timeline: Vec<TimelineRow>,
    /// What a missed hazard can lead to.
    pub consequences: Vec<Consequence>,
    /// The narration, in the order in which it is usually heard.
    pub lines: Vec<LineId>,
    /// Questions after the debrief.
    pub quiz: Vec<Quiz>,
    /// Moments worth a picture, and from where.
    #[serde(default)]
    pub pictures: Vec<Picture>,
    /// Weights and limits of the score.
    pub rubric: Rubric,
}

impl ScenarioFile {
    /// Whether there is ever anything to smell.
    pub fn smells(&self) -> bool {
        let rows = self.timeline.iter().map(|row| &row.then);
        let mut effects = rows.chain(self.injects.iter().map(|inject| &inject.then)).flatten();
        effects.any(|effect| matches!(effect, Effect::Smell { bars: 1.., .. }))
    }
}

/// An axis-aligned box.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Lowest corner.
    pub min: Metres3,
    /// Highest corner.
    pub max: Metres3,
}

/// A rectangle of floor, metres in x and z.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FloorRect {
    /// Lowest x and z.
    pub min: [f32; 2],
    /// Highest x and z.
    pub max: [f32; 2],
}

/// A standing place and the way one faces there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Its name.
    pub id: SpotId,
    /// Where the feet are.
    pub pos: Metres3,
    /// Turned to the left of −z by this many degrees.
    #[serde(default)]
    pub facing_deg: f32,
}

/// What a prop is, for its look in the blockout and for what it stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PropKind {
    /// Walls, floor, ceiling: no name, never marked.
    Structure,
    /// Built-in equipment.
    Fixture,
    /// Small equipment, switches, meters.
    Device,
    /// Goods and loose things.
    Goods,
    /// Pipes, hoses and their valves.
    Gas,
    /// Safety equipment.
    Safety,
    /// Doors and windows.
    Opening,
    /// Things one cooks, heats or works on.
    Vessel,
}

/// A thing in the place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prop {
    /// Its slug.
    pub id: PropId,
    /// What it is.
    pub kind: PropKind,
    /// Centre of the footprint at the lowest point.
    pub pos: Metres3,
    /// Width (x), height (y), depth (z).
    pub size: Metres3,
    /// False for a frame or hood that only its parts fill: it is drawn, and stops nothing.
    #[serde(default = "yes")]
    pub solid: bool,
    /// Its movable parts.
    #[serde(default)]
    pub parts: Vec<Part>,
}

fn yes() -> bool {
    true
}

/// A part with one degree of freedom between two named ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// `prop.part`.
    pub id: PartId,
    /// Its centre at the first end, measured from the prop's `pos`.
    pub at: Metres3,
    /// Width, height, depth.
    pub size: Metres3,
    /// How it moves from the first end to the second.
    pub motion: Motion,
    /// Names of the two ends, e.g. `("open", "shut")`.
    pub ends: (String, String),
    /// The end where it starts; the first if absent.
    #[serde(default)]
    pub starts: Option<String>,
    /// Seconds that a hand needs from end to end.
    pub travel_s: f32,
    /// Notches that a hand feels on the way.
    #[serde(default, skip_serializing_if = "is_none")]
    pub detents: u8,
    /// It goes back to its first end when the hand opens.
    #[serde(default, skip_serializing_if = "is_false")]
    pub springs_back: bool,
}

fn is_none(count: &u8) -> bool {
    *count == 0
}

/// How a part moves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Motion {
    /// Turns about an axis through a pivot (measured from the part's `at`).
    Turn {
        /// The pivot, metres from the part's centre.
        #[serde(default)]
        pivot: Metres3,
        /// The axis, unit length.
        axis: Metres3,
        /// Angle from the first end to the second, degrees, right-handed.
        degrees: f32,
    },
    /// Slides by this much.
    Slide {
        /// Metres from the first end to the second.
        by: Metres3,
    },
    /// Falls as a thing does, and bounces once where it lands: its second end lies below its first.
    Fall {
        /// Metres from the first end to the second.
        by: Metres3,
    },
}

/// A volume standing on `pos`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Its name.
    pub id: ZoneId,
    /// Centre of the footprint at the lowest point.
    pub pos: Metres3,
    /// Width, height, depth.
    pub size: Metres3,
}

/// A virtual colleague.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// Its name.
    pub id: AgentId,
    /// Where they start.
    pub spot: SpotId,
    /// Body height, 1.4–2.0 m.
    pub height_m: f32,
    /// What they do at the start.
    pub posture: Posture,
}

/// A phrase and to whom it can be said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// Its name.
    pub id: PhraseId,
    /// True if it is called out to everyone; otherwise it is said to the colleague in view.
    #[serde(default)]
    pub to_all: bool,
}

/// What a press of the marking tool can land on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Markable {
    /// A prop.
    Prop(PropId),
    /// A colleague.
    Agent(AgentId),
}

/// The place on a thing that is the hazard or the look-alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marker {
    /// The thing.
    pub on: Markable,
    /// World position at the start; it moves with a colleague or a part's prop.
    pub at: Metres3,
}

/// GB/T 13861-2022 factor groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Factor {
    /// 1 人的因素.
    Human,
    /// 2 物的因素.
    Object,
    /// 3 环境因素.
    Environment,
    /// 4 管理因素.
    Management,
}

impl Factor {
    /// In the standard's order.
    pub const ALL: [Self; 4] = [Self::Human, Self::Object, Self::Environment, Self::Management];
}

/// Level of a control option in the hierarchy of controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ControlLevel {
    /// `ELI`: elimination or isolation of the energy.
    Elimination,
    /// `SUB`: substitution.
    Substitution,
    /// `ENG`: engineering.
    Engineering,
    /// `ADM`: administrative.
    Administrative,
    /// `PPE`: personal protective equipment.
    Ppe,
    /// `NON`: not a control.
    NotAControl,
}

/// A hazard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazard {
    /// Its id, `H1`.
    pub id: HazardId,
    /// Where it is.
    pub marker: Marker,
    /// Other things whose marking counts as this hazard.
    #[serde(default)]
    pub also: Vec<Markable>,
    /// The right answer to the classification question.
    pub factor: Factor,
    /// Severity 1–5.
    pub severity: u8,
    /// Likelihood 1–5.
    pub likelihood: u8,
    /// GB/T 6441-1986 class.
    pub class: u8,
    /// When its cue comes out.
    #[serde(default = "start")]
    pub appears: Condition,
    /// How plain the cue is that comes out then.
    #[serde(default, skip_serializing_if = "CueTier::is_critical")]
    pub tier: CueTier,
    /// How the cue grows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grows: Vec<Cue>,
    /// When it is under control in the scene; the first that holds counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controlled: Vec<InPlace>,
    /// The control question: four options, one right.
    pub controls: Vec<ControlOption>,
}

fn start() -> Condition {
    Condition::Start
}

impl Hazard {
    /// R = S × L, 1–25.
    pub fn risk(&self) -> u32 {
        u32::from(self.severity) * u32::from(self.likelihood)
    }
}

/// One option of a control question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlOption {
    /// `a` … `d`.
    pub id: OptionId,
    /// The level it has (or pretends to have).
    pub level: ControlLevel,
    /// True for the best control now.
    #[serde(default)]
    pub right: bool,
}

/// A harmless twin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookAlike {
    /// Its id, `D1`.
    pub id: LookAlikeId,
    /// Where it is.
    pub marker: Marker,
}

/// A required step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its id, `A1`.
    pub id: StepId,
    /// A pass needs it.
    #[serde(default)]
    pub critical: bool,
    /// From when it can be done; its limit counts from here.
    pub from: Condition,
    /// When it is done.
    pub done: Condition,
    /// Seconds for the step.
    pub limit_s: f32,
    /// What kind of duty it is.
    #[serde(default, skip_serializing_if = "Duty::is_work")]
    pub duty: Duty,
}

/// What must not be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticalError {
    /// Its id, `E1`.
    pub id: ErrorId,
    /// When it is made.
    pub when: Condition,
    /// What follows.
    pub weight: ErrorWeight,
    /// Steps that can no longer be done once it is made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<StepId>,
    /// What kind of violation (三违) it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub violation: Option<Violation>,
    /// A rescue without protection.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_blind_rescue: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// How grave an error is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ErrorWeight {
    /// Costs points and shows a warning.
    Major,
    /// Plays the consequence and caps the score.
    Fatal(ConsequenceId),
}

/// One row of the timeline; it fires once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineRow {
    /// When.
    pub when: Condition,
    /// What.
    pub then: Vec<Effect>,
}

/// A consequence (what it looks and sounds like is presentation's business).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// Its id, `C1`.
    pub id: ConsequenceId,
    /// How it is shown.
    pub depiction: Depiction,
    /// Seconds from the strike to the debrief, 3–10.
    pub lasts_s: f32,
    /// The hazards that it comes from: those of them that have appeared have struck.
    pub hazards: Vec<HazardId>,
    /// Where the freeze is seen from.
    pub view: View,
    /// The levels at which it can be shown; none means one way for everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<DepictionLevel>,
}
