//! What gives a scene its course beyond the plain one: things to carry, injects, growing cues,
//! controls in place, variants by seed, further cards, guidance, and what an error or step counts
//! as. Every field of these has a default, so that a file without them means what it always meant.

use crate::condition::{Condition, Effect};
use crate::file::{Markable, Metres3, ScenarioFile};
use crate::id::*;
use serde::{Deserialize, Serialize};

/// A thing that can be carried or worn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name.
    pub id: ItemId,
    /// The prop that is seen.
    pub prop: PropId,
    /// Where it rests at the start.
    #[serde(default)]
    pub rests: Option<SocketId>,
    /// Worn from the start.
    #[serde(default)]
    pub is_worn: bool,
    /// Where it is worn, if it is made for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worn_at: Option<WornAt>,
}

/// Where on a body a thing is worn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WornAt {
    /// Helmet, goggles, mask, ear muffs.
    Head,
    /// Harness, vest, apron.
    Chest,
    /// Gloves.
    Hands,
    /// Shoes, boots.
    Feet,
}

/// A place where an item can rest or be used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Socket {
    /// Its name.
    pub id: SocketId,
    /// World position at the start.
    pub at: Metres3,
    /// What it goes with: a colleague's hand takes what is handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Markable>,
}

/// What the instructor can bring into a running scene.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// Its name.
    pub id: InjectId,
    /// What happens; once.
    pub then: Vec<Effect>,
}

/// A hazard and a look-alike that trade places by seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Twin {
    /// The one.
    pub hazard: HazardId,
    /// The other.
    pub look_alike: LookAlikeId,
}

/// Hazards of which the seed makes some real; the others never appear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// The group.
    pub of: Vec<HazardId>,
    /// How many of them are real.
    pub real: u8,
}

/// Cards that are asked besides factor and control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MoreCards {
    /// Which accident class? For experts.
    pub class: bool,
    /// How serious, and how likely?
    pub risk: bool,
    /// How sure are you?
    pub confidence: bool,
}

impl MoreCards {
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// What guided mode gives.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// Seconds for which a cue is out, or a step due, before a hint.
    pub hint_after_s: f32,
    /// How often a wrongly answered card is asked again, without the option that was tried.
    #[serde(default)]
    pub retries: u8,
}

/// How plain a cue is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum CueTier {
    /// A trained eye sees it.
    Weak,
    /// It grows.
    Developing,
    /// Nobody should miss it.
    #[default]
    Critical,
}

impl CueTier {
    pub(crate) fn is_critical(&self) -> bool {
        *self == Self::Critical
    }
}

/// A later, plainer cue of a hazard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// How plain.
    pub tier: CueTier,
    /// When it comes out.
    pub when: Condition,
}

/// A control that is in place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InPlace {
    /// Its level.
    pub level: crate::file::ControlLevel,
    /// While this holds.
    pub when: Condition,
}

/// What kind of duty a step is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Duty {
    /// Part of the work.
    #[default]
    Work,
    /// After the accident: cut the power or the feed.
    PowerCut,
    /// After the accident: raise the alarm, call for help.
    Alarm,
    /// After the accident: rescue, with protection.
    Rescue,
}

impl Duty {
    pub(crate) fn is_work(&self) -> bool {
        *self == Self::Work
    }
}

/// The three kinds of violation, 三违.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Violation {
    /// 违章指挥.
    UnsafeOrder,
    /// 违章作业.
    UnsafeAct,
    /// 违反劳动纪律.
    BreachOfDiscipline,
}

/// How near to a consequence a trainee chooses to be, the plainest first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum DepictionLevel {
    /// It happens to oneself.
    #[default]
    FirstPerson,
    /// It is seen to happen.
    Witness,
    /// It almost happens.
    NearMiss,
    /// It is drawn.
    Diagram,
}

/// What the seed made of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variant {
    /// Hazards that never appear, in file order.
    pub absent: Vec<HazardId>,
    /// Hazards that stand where their twin stands in the file.
    pub swapped: Vec<HazardId>,
}

impl Variant {
    /// What this seed draws.
    pub fn draw(file: &ScenarioFile, seed: u64) -> Self {
        let mut absent = Vec::new();
        for (i, draw) in file.draws.iter().enumerate() {
            let mut group = draw.of.clone();
            crate::chance::shuffle(&mut group, seed, &format!("draw {i}"));
            absent.extend(group.into_iter().skip(usize::from(draw.real)));
        }
        let place = |id: &HazardId| file.hazards.iter().position(|h| h.id == *id);
        absent.sort_by_key(place);
        let is_swapped = |t: &&Twin| crate::chance::coin(seed, &format!("twin {}", t.hazard));
        let swapped = file.twins.iter().filter(is_swapped).map(|t| t.hazard.clone()).collect();
        Self { absent, swapped }
    }

    /// The file as this variant plays it: twins in each other's place, the absent never there.
    pub(crate) fn apply(&self, file: &mut ScenarioFile) {
        for twin in file.twins.iter().filter(|t| self.swapped.contains(&t.hazard)) {
            let hazard = file.hazards.iter_mut().find(|h| h.id == twin.hazard);
            let look_alike = file.look_alikes.iter_mut().find(|d| d.id == twin.look_alike);
            if let (Some(hazard), Some(look_alike)) = (hazard, look_alike) {
                std::mem::swap(&mut hazard.marker, &mut look_alike.marker);
            }
        }
        for hazard in file.hazards.iter_mut().filter(|h| self.absent.contains(&h.id)) {
            hazard.appears = Condition::Not(Box::new(Condition::Start));
        }
    }
}
