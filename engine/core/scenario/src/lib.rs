//! A scenario: what an author writes, read and checked. RON text comes in; out comes a
//! [`Scenario`] that cannot hold a dangling id, a missing word or a number out of range, or every
//! problem of the files with its place. Running it is `anlan-attempt`'s business.

mod bundle;
mod chance;
mod check;
mod condition;
mod course;
mod file;
mod floor;
mod folder;
mod id;
mod living;
mod rubric;
mod source;
mod words;

pub use bundle::{BUNDLE_BYTES_MAX, Bundle, BundleError, BundleHash};
pub use chance::{Chance, shuffle};
pub use check::{HAZARDS_MAX, PROPS_MAX, Scenario};
pub use condition::{Condition, Effect, Event, Posture};
pub use course::*;
pub use file::*;
pub use floor::{BODY_RADIUS_M, Floor, Obstacle, Ways};
pub use folder::{is_slug, read_folder, read_texts};
pub use id::*;
pub use living::*;
pub use rubric::*;
pub use source::{FILE_BYTES_MAX, Problem};
pub use words::{Language, WORD_CHARS_MAX, Words};
