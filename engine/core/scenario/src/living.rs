//! What lives in a place, and what befalls whoever missed it: the kinds of cue a prop gives of
//! itself, and the ways in which a consequence is shown. What they look and sound like is
//! presentation's business.

use crate::file::Metres3;
use crate::id::PropId;
use serde::{Deserialize, Serialize};

/// What a prop gives of itself, for eye and ear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LiveCue {
    /// Flames under every vessel that stands on it.
    Flames,
    /// Steam and a sizzle.
    Steam,
    /// Foam over the rim.
    BoilOver,
    /// Drops that fall from it.
    Drip,
    /// Fuel gas: it hisses, and bends the light.
    GasLeak,
    /// Compressed air: a hiss and a thin jet.
    AirLeak,
    /// Haze from a tail pipe, and the engine that idles.
    Exhaust,
    /// Sparks of a current that has found a way, and their crackle.
    Arc,
    /// Grit and dust that trickle down.
    Grit,
    /// It hangs and swings; its rope creaks.
    Sway,
    /// Cloth, net or tape in the wind.
    Flutter,
    /// A board that gives, and creaks.
    Tremble,
    /// A machine or a current that hums: heard, not seen.
    Hum,
}

/// How a consequence is shown. Each ends in a freeze that explains, seen from the consequence's own
/// view: an outline stands where the trainee stood. Nobody is hurt on the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Depiction {
    /// An explosion of gas: light across the room, once; the gas and the spark are explained.
    // Bundles that are kept for years have it under its first name.
    #[serde(rename = "FlashAndFreeze", alias = "Blast")]
    Blast,
    /// A current through a body: light at the hand, the colours fade, the view narrows; the way of
    /// the current is explained.
    Shock,
    /// Dark in the instant in which support is lost, and a thud; the way down is explained.
    Fall {
        /// How far down, metres.
        drop_m: f32,
        /// Over which point one goes down; none means where one stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Metres3>,
    },
    /// A vehicle rolls over one: it moves, the light goes; its way is explained.
    RunOver {
        /// What rolls.
        props: Vec<PropId>,
        /// How far, metres.
        by: Metres3,
        /// Where the feet of whoever is below it are; none means where the trainee stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Metres3>,
    },
    /// A thing falls on one: its shadow, a knock, dust; its way and the area that should have been
    /// shut are explained.
    StruckBy {
        /// From where it falls; it lands where the trainee stands.
        from: Metres3,
        /// Radius of the area that nobody should have stood in, metres.
        clear_m: f32,
    },
}
