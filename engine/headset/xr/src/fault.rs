//! What can go wrong between the program and the OpenXR runtime, in sentences for whoever stands
//! beside the headset.

use openxr::sys::Result as Code;
use std::fmt;

/// Why there is no picture in a headset, or no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XrFault {
    /// No OpenXR loader or runtime is installed, or none answers.
    NoRuntime(String),
    /// A runtime answers, and no headset is connected to it.
    NoHeadset,
    /// The runtime cannot do what this program needs.
    Unfit(String),
    /// The graphics device that the runtime chose cannot be opened.
    Graphics(String),
    /// The session is over: the runtime ended it, or lost it.
    Lost(String),
    /// A call failed otherwise.
    Call {
        /// What was being done.
        doing: &'static str,
        /// The runtime's result.
        code: Code,
    },
}

impl XrFault {
    /// The fault that a failed call means.
    pub(crate) fn of(doing: &'static str, code: Code) -> Self {
        match code {
            Code::ERROR_RUNTIME_UNAVAILABLE | Code::ERROR_RUNTIME_FAILURE => {
                Self::NoRuntime(format!("the OpenXR runtime does not answer ({code:?})"))
            }
            Code::ERROR_FORM_FACTOR_UNAVAILABLE | Code::ERROR_FORM_FACTOR_UNSUPPORTED => {
                Self::NoHeadset
            }
            Code::ERROR_SESSION_LOST | Code::ERROR_INSTANCE_LOST => {
                Self::Lost(format!("the connection to the headset is lost ({code:?})"))
            }
            code => Self::Call { doing, code },
        }
    }
}

impl fmt::Display for XrFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRuntime(why) => write!(
                f,
                "no OpenXR runtime: {why}; start SteamVR, the headset's streaming program or Monado"
            ),
            Self::NoHeadset => {
                f.write_str("the OpenXR runtime finds no headset; switch it on and connect it")
            }
            Self::Unfit(why) => write!(f, "this OpenXR runtime will not do: {why}"),
            Self::Graphics(why) => write!(f, "the headset's graphics device will not do: {why}"),
            Self::Lost(why) => f.write_str(why),
            Self::Call { doing, code } => write!(f, "{doing} failed: {code:?}"),
        }
    }
}

impl std::error::Error for XrFault {}

/// Gives a result of OpenXR its sentence.
pub(crate) trait Doing<T> {
    /// Names what was being done.
    fn doing(self, doing: &'static str) -> Result<T, XrFault>;
}

impl<T> Doing<T> for openxr::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, XrFault> {
        self.map_err(|code| XrFault::of(doing, code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_loss_is_told_from_a_failure() {
        let fault = |code| XrFault::of("waiting for a frame", code);
        assert!(matches!(fault(Code::ERROR_SESSION_LOST), XrFault::Lost(_)));
        assert!(matches!(fault(Code::ERROR_INSTANCE_LOST), XrFault::Lost(_)));
        assert!(matches!(fault(Code::ERROR_RUNTIME_UNAVAILABLE), XrFault::NoRuntime(_)));
        assert_eq!(fault(Code::ERROR_FORM_FACTOR_UNAVAILABLE), XrFault::NoHeadset);
        let other = fault(Code::ERROR_HANDLE_INVALID).to_string();
        assert_eq!(other, "waiting for a frame failed: ERROR_HANDLE_INVALID");
    }
}
