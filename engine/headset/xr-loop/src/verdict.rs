//! What each result of each call means for the loop, and the sentence for whoever stands beside
//! the headset. Total: results that nobody has heard of have their verdict too.

use openxr::sys::Result as Code;

/// What is to be done about a result, from the mildest to the most thorough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Go on without what was asked for, and ask again next time.
    Retry,
    /// The runtime runs no frames any more: stop, and wait for its news.
    EndSession,
    /// Give the session back and make another.
    RebuildSession,
    /// Give everything back, the graphics device included, and connect again.
    RebuildInstance,
    /// Give everything back, stay on the desktop, and ask now and then.
    Desktop,
}

/// A call, as far as its results are judged differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// Connecting to the runtime.
    CreateInstance,
    /// Looking for a headset.
    FindSystem,
    /// Opening a session.
    CreateSession,
    /// Asking which reference spaces there are, and making one.
    CreateSpace,
    /// Asking for formats, and making swapchains.
    CreateSwapchain,
    /// Beginning the session.
    BeginSession,
    /// Ending the session.
    EndSession,
    /// Asking for events.
    PollEvent,
    /// Waiting for a frame.
    WaitFrame,
    /// Beginning a frame.
    BeginFrame,
    /// Taking an image.
    Acquire,
    /// Waiting until it may be written.
    WaitImage,
    /// Giving it back.
    Release,
    /// Ending a frame.
    EndFrame,
    /// Asking where eyes, head or hands are.
    Locate,
    /// What can be done without: actions, haptics, refresh rates, masks.
    Extra,
}

impl Call {
    /// Every call.
    pub const ALL: [Self; 16] = [
        Self::CreateInstance,
        Self::FindSystem,
        Self::CreateSession,
        Self::CreateSpace,
        Self::CreateSwapchain,
        Self::BeginSession,
        Self::EndSession,
        Self::PollEvent,
        Self::WaitFrame,
        Self::BeginFrame,
        Self::Acquire,
        Self::WaitImage,
        Self::Release,
        Self::EndFrame,
        Self::Locate,
        Self::Extra,
    ];

    /// What was being done, for a sentence.
    pub fn doing(self) -> &'static str {
        match self {
            Self::CreateInstance => "connecting to the OpenXR runtime",
            Self::FindSystem => "looking for a headset",
            Self::CreateSession => "opening a session on the headset",
            Self::CreateSpace => "setting up the play space",
            Self::CreateSwapchain => "making the pictures of the eyes",
            Self::BeginSession => "starting the session",
            Self::EndSession => "stopping the session",
            Self::PollEvent => "asking for the headset's news",
            Self::WaitFrame => "waiting for a frame",
            Self::BeginFrame => "beginning a frame",
            Self::Acquire => "taking a picture to draw on",
            Self::WaitImage => "waiting for a picture to draw on",
            Self::Release => "giving a picture to the headset",
            Self::EndFrame => "ending a frame",
            Self::Locate => "asking where head and hands are",
            Self::Extra => "using a controller or a setting of the headset",
        }
    }

    /// "Not yet" is an answer.
    fn may_take_long(self) -> bool {
        matches!(self, Self::CreateInstance | Self::CreateSession | Self::WaitImage)
    }

    /// Only a session that runs takes it.
    fn is_of_running(self) -> bool {
        use Call::{BeginFrame, EndFrame, EndSession, WaitFrame};
        matches!(self, WaitFrame | BeginFrame | EndFrame | EndSession)
    }
}

/// What a result asks for; `None` if the call did what it should and nothing else is to be done.
pub fn verdict(call: Call, code: Code) -> Option<Verdict> {
    let verdict = match code {
        Code::SESSION_LOSS_PENDING => Verdict::RebuildSession,
        Code::TIMEOUT_EXPIRED if call.may_take_long() => Verdict::Retry,
        code if code.into_raw() >= 0 => return None,
        Code::ERROR_INSTANCE_LOST
        | Code::ERROR_SYSTEM_INVALID
        | Code::ERROR_HANDLE_INVALID
        | Code::ERROR_GRAPHICS_DEVICE_INVALID
        | Code::ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING => Verdict::RebuildInstance,
        Code::ERROR_SESSION_LOST => Verdict::RebuildSession,
        Code::ERROR_RUNTIME_UNAVAILABLE
        | Code::ERROR_OUT_OF_MEMORY
        | Code::ERROR_FORM_FACTOR_UNAVAILABLE
        | Code::ERROR_FORM_FACTOR_UNSUPPORTED => Verdict::Desktop,
        Code::ERROR_SESSION_NOT_READY if call == Call::BeginSession => Verdict::Retry,
        Code::ERROR_SESSION_NOT_RUNNING if call.is_of_running() => Verdict::EndSession,
        _ => return Some(otherwise(call)),
    };
    Some(verdict)
}

/// The verdict on an error that means the same whatever its code.
fn otherwise(call: Call) -> Verdict {
    match call {
        Call::CreateInstance | Call::FindSystem => Verdict::Desktop,
        Call::CreateSession | Call::CreateSpace | Call::CreateSwapchain | Call::PollEvent => {
            Verdict::RebuildInstance
        }
        Call::BeginSession
        | Call::EndSession
        | Call::WaitFrame
        | Call::BeginFrame
        | Call::Acquire
        | Call::WaitImage
        | Call::Release
        | Call::EndFrame => Verdict::RebuildSession,
        Call::Locate | Call::Extra => Verdict::Retry,
    }
}

/// What happened and who must act.
pub fn sentence(call: Call, code: Code) -> String {
    match code {
        Code::ERROR_RUNTIME_UNAVAILABLE => format!(
            "no OpenXR runtime answers ({code:?}): start SteamVR, the headset's streaming program \
             or Monado"
        ),
        Code::ERROR_FORM_FACTOR_UNAVAILABLE | Code::ERROR_FORM_FACTOR_UNSUPPORTED => {
            "the OpenXR runtime finds no headset: switch it on and connect it".to_owned()
        }
        Code::ERROR_INSTANCE_LOST => {
            "the OpenXR runtime has stopped; it is asked again until it is back".to_owned()
        }
        Code::ERROR_SESSION_LOST | Code::SESSION_LOSS_PENDING => {
            "the connection to the headset is lost: check its cable or network".to_owned()
        }
        Code::ERROR_GRAPHICS_DEVICE_INVALID => {
            "the headset hangs on another graphics card than the one that draws".to_owned()
        }
        Code::TIMEOUT_EXPIRED => format!("{} takes too long", call.doing()),
        code => format!("{} failed: {code:?}", call.doing()),
    }
}
