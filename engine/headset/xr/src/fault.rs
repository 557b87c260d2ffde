//! Why no headset can be opened, in sentences for whoever stands beside it. What befalls a headset
//! that was open is the loop's business.

use anlan_xr_loop::{Call, sentence};
use openxr::sys::Result as Code;
use std::fmt;

/// Why there is no picture in a headset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XrFault {
    /// No OpenXR loader is installed.
    NoLoader(String),
    /// The graphics device that the runtime chose cannot be opened.
    Graphics(String),
    /// A call of OpenXR failed.
    Call(Call, Code),
}

impl fmt::Display for XrFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLoader(why) => write!(
                f,
                "no OpenXR runtime is installed ({why}); install SteamVR, the headset's streaming \
                 program or Monado"
            ),
            Self::Graphics(why) => write!(f, "the headset's graphics device will not do: {why}"),
            Self::Call(call, code) => f.write_str(&sentence(*call, *code)),
        }
    }
}

impl std::error::Error for XrFault {}
