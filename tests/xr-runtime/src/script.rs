//! What the runtime is to do: a RON file named by `ANLAN_XR_SCRIPT`. What is not written has its
//! default; a name that is not known is refused.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The variable that names the script.
pub const SCRIPT: &str = "ANLAN_XR_SCRIPT";
/// The variable that names the file for the report.
pub const REPORT: &str = "ANLAN_XR_REPORT";

/// A headset, who wears it, and what goes wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Script {
    /// 72, 90 or 120, which can be changed; any other is the only one there is.
    pub refresh_hz: f32,
    /// Recommended width and height of one eye's picture.
    pub eye_px: (u32, u32),
    /// After so many frames the runtime asks the program to end.
    pub frames: Option<u64>,
    /// Formats of pictures, by Vulkan's numbers, best first.
    pub formats: Vec<i64>,
    /// A floor was set up.
    pub has_stage: bool,
    /// The floor under the wearer is known.
    pub has_local_floor: bool,
    /// Positions count as tracked.
    pub is_tracked: bool,
    /// Poses are those of the time that was asked for; otherwise of the moment of asking.
    pub predicts: bool,
    /// Milliseconds of virtual time that a function takes; 0.01 if it is not listed.
    pub takes_ms: BTreeMap<String, f64>,
    /// The head; it turns and moves in straight lines between the keys.
    pub head: Vec<Key>,
    /// The left hand; without a key it is not there.
    pub left: Vec<Key>,
    /// The right hand.
    pub right: Vec<Key>,
    /// Buttons, triggers and sticks.
    pub buttons: Vec<Button>,
    /// The controllers in the hands.
    pub profile: String,
    /// Hands without controllers are tracked.
    pub has_hand_tracking: bool,
    /// What goes wrong.
    pub faults: Vec<FaultAt>,
    /// What is copied to PNG.
    pub captures: Vec<Capture>,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            refresh_hz: 90.0,
            eye_px: (320, 240),
            frames: None,
            // RGBA8 and BGRA8 sRGB, both without, D32 float.
            formats: vec![43, 50, 37, 44, 126],
            has_stage: true,
            has_local_floor: true,
            is_tracked: true,
            predicts: true,
            takes_ms: BTreeMap::new(),
            head: Vec::new(),
            left: Vec::new(),
            right: Vec::new(),
            buttons: Vec::new(),
            profile: "/interaction_profiles/oculus/touch_controller".to_owned(),
            has_hand_tracking: true,
            faults: Vec::new(),
            captures: Vec::new(),
        }
    }
}

/// A pose at a time, in the stage.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Seconds of virtual time since the first session was begun.
    pub at_s: f64,
    /// Metres.
    pub at: (f32, f32, f32),
    /// Degrees to the left, up, and about the line of sight.
    #[serde(default)]
    pub turned: (f32, f32, f32),
}

/// A value of an input from a time on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Button {
    /// As [`Key::at_s`].
    pub at_s: f64,
    /// As `/user/hand/left/input/trigger/value`; a stick has `/x` and `/y`.
    pub input: String,
    /// 0 to 1, −1 to 1 for sticks; a button is down above a half.
    pub value: f32,
}

/// A fault at one call.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultAt {
    /// The function, as `xrEndFrame`.
    pub call: String,
    /// Which of its calls in this process, from 1 on.
    pub number: u64,
    /// What happens at it.
    pub fault: Fault,
}

/// Something that goes wrong, or is only news.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fault {
    /// The call fails with this number.
    Code(i32),
    /// The session is lost, until it is given back.
    SessionLost,
    /// The instance is lost, until it is given back.
    InstanceLost,
    /// The session says that it will be lost, and is after so many frames.
    LossPending(u64),
    /// The instance says the same.
    InstanceLossPending,
    /// The session stops in mid-frame, and is ready again half a second after it ended.
    Stopping,
    /// The same, for good.
    Exiting,
    /// A state that no specification knows.
    UnknownState,
    /// Nobody sees so many frames.
    Hidden(u32),
    /// Another program has the input for so many frames.
    Blurred(u32),
    /// So many waits for an image time out.
    Withheld(u32),
    /// The display runs at another rate.
    Refresh(f32),
    /// The runtime is gone: the instance is lost, and so many tries to make another fail.
    Gone(u32),
    /// The headset is gone: the session is lost, and so many tries to find it fail.
    Unplugged(u32),
    /// The wearer recentres: the spaces lie so many metres to the right.
    Recentred(f32),
    /// The lenses hide another part.
    MaskChanged,
    /// Other controllers.
    ProfileChanged,
    /// Put on or taken off (XR_EXT_user_presence).
    Worn(bool),
}

/// A copy of all layers of a frame.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    /// Which ended frame of this process with at least one layer, from 1 on.
    pub frame: u64,
    /// Files are `PREFIX-left.png`, `PREFIX-right.png`, `PREFIX-quad0.png` and so on.
    pub prefix: String,
}
