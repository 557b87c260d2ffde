//! Names of the things in a scenario file, one type per kind, so that a hazard's name can never
//! stand where a prop's is meant. Whether a name exists is `check`'s business, not this file's.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as written in the file.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A hazard (隐患), `H1`, `H2`, … as in the catalogue.
    HazardId
    /// A look-alike (对照物): the compliant twin of a hazard, `D1`, ….
    LookAlikeId
    /// A required step (步骤), `A1`, ….
    StepId
    /// A critical error (致命错误), `E1`, ….
    ErrorId
    /// A consequence (后果), `C1`, ….
    ConsequenceId
    /// A spoken line of the narration (旁白), `N1`, ….
    LineId
    /// A quiz question (测验), `Q1`, ….
    QuizId
    /// A thing in the place, by its slug: `main_valve`.
    PropId
    /// A movable part of a prop: `main_valve.lever`.
    PartId
    /// A virtual colleague (虚拟同事): `he`.
    AgentId
    /// A volume the trainee can be in: `yard`.
    ZoneId
    /// A named standing place: `stove_front`.
    SpotId
    /// A phrase the trainee can say: `stop`.
    PhraseId
    /// A line the trainee can telephone: `gas`.
    CallId
    /// A choice offered at a moment of the scene: `wait`.
    ChoiceId
    /// A moment worth a picture: `valve`.
    PictureId
    /// One answer option: `a` … `d`.
    OptionId
    /// A thing that can be carried or worn: `lock`.
    ItemId
    /// A place where an item can rest: `breaker`.
    SocketId
    /// A gesture of the hands: `hoist`.
    GestureId
    /// What the instructor can bring into the scene: `phone_rings`.
    InjectId
}

impl PartId {
    /// The prop that the part belongs to, `main_valve` of `main_valve.lever`.
    pub fn prop(&self) -> PropId {
        PropId(self.0.split('.').next().unwrap_or_default().to_owned())
    }
}
