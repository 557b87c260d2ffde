//! Without the loop: a headless session as simple programs make it, and one that breaks the rules.

use crate::headset::{VIEWS, connect, entry};
use openxr as xr;
use openxr::sys::{self, Result as Code};

/// Questions for news before giving up.
const POLLS_MAX: u32 = 1000;

struct Plain {
    set: xr::ActionSet,
    stage: xr::Space,
    stream: xr::FrameStream<xr::Headless>,
    waiter: xr::FrameWaiter,
    session: xr::Session<xr::Headless>,
    instance: xr::Instance,
}

fn open() -> xr::Result<Plain> {
    let entry = entry().map_err(|_| Code::ERROR_RUNTIME_UNAVAILABLE)?;
    let mut wanted = xr::ExtensionSet::default();
    wanted.mnd_headless = true;
    wanted.ext_hand_tracking = true;
    wanted.fb_display_refresh_rate = true;
    wanted.khr_visibility_mask = true;
    let instance = connect(&entry, &wanted)?;
    let system = instance.system(xr::FormFactor::HEAD_MOUNTED_DISPLAY)?;
    let info = xr::headless::SessionCreateInfo {};
    // SAFETY: a session without graphics needs no handles.
    let (session, waiter, stream) =
        unsafe { instance.create_session::<xr::Headless>(system, &info) }?;
    let set = instance.create_action_set("none", "None", 0)?;
    let stage =
        session.create_reference_space(xr::ReferenceSpaceType::STAGE, xr::Posef::IDENTITY)?;
    let mut plain = Plain { set, stage, stream, waiter, session, instance };
    plain.follow_to(xr::SessionState::READY)?;
    plain.session.begin(VIEWS)?;
    Ok(plain)
}

impl Plain {
    /// Hears news until the session has that state.
    fn follow_to(&mut self, wanted: xr::SessionState) -> xr::Result<()> {
        for _ in 0..POLLS_MAX {
            if self.news()? == Some(wanted) {
                return Ok(());
            }
        }
        Err(Code::TIMEOUT_EXPIRED)
    }

    /// The next event's state, if it is one.
    fn news(&mut self) -> xr::Result<Option<xr::SessionState>> {
        let mut buffer = xr::EventDataBuffer::new();
        Ok(match self.instance.poll_event(&mut buffer)? {
            Some(xr::Event::SessionStateChanged(change)) => Some(change.state()),
            _ => None,
        })
    }

    fn frame(&mut self) -> xr::Result<xr::Time> {
        let state = self.waiter.wait()?;
        let time = state.predicted_display_time;
        self.stream.begin()?;
        let (_, views) = self.session.locate_views(VIEWS, time, &self.stage)?;
        if views.len() != 2 {
            return Err(Code::ERROR_VALIDATION_FAILURE);
        }
        self.stream.end(time, xr::EnvironmentBlendMode::OPAQUE, &[])?;
        Ok(time)
    }

    /// What only some headsets have, each once.
    fn extras(&mut self, time: xr::Time) -> xr::Result<()> {
        let tracker = self.session.create_hand_tracker(xr::Hand::RIGHT)?;
        let joints = self.stage.locate_hand_joints(&tracker, time)?;
        let palm = joints.map(|joints| joints[0].pose.position);
        let rates = self.session.enumerate_display_refresh_rates()?;
        self.session.request_display_refresh_rate(120.0)?;
        let kind = xr::VisibilityMaskTypeKHR::HIDDEN_TRIANGLE_MESH;
        let mask = self.session.get_visibility_mask_khr(VIEWS, 0, kind)?;
        let bounds = self.session.reference_space_bounds_rect(xr::ReferenceSpaceType::STAGE)?;
        let line = serde_json::json!({
            "palm": palm.map(|p| [p.x, p.y, p.z]), "rates": rates,
            "mask": [mask.vertices.len(), mask.indices.len()],
            "stage_m": bounds.map(|extent| extent.width),
        });
        println!("{line}");
        Ok(())
    }
}

fn said(code: Code) -> String {
    format!("a call failed: {code:?}")
}

/// Frames until the runtime asks to end; whether there were so many.
pub fn headless(frames: u64) -> Result<bool, String> {
    let mut plain = open().map_err(said)?;
    let mut count = 0;
    while plain.news().map_err(said)? != Some(xr::SessionState::STOPPING) {
        let time = plain.frame().map_err(said)?;
        count += 1;
        if count == 1 {
            plain.extras(time).map_err(said)?;
        }
        if count > 2 * frames {
            return Err("the runtime does not ask to end".to_owned());
        }
    }
    plain.session.end().map_err(said)?;
    plain.follow_to(xr::SessionState::EXITING).map_err(said)?;
    Ok(count == frames)
}

/// Breaks rules, each once, and goes on; the last one is a session that is left in mid-frame.
pub fn wrong() -> Result<(), String> {
    let mut plain = open().map_err(said)?;
    let opaque = xr::EnvironmentBlendMode::OPAQUE;
    let expect = |result: xr::Result<()>| match result {
        Err(_) => Ok(()),
        Ok(()) => Err("a wrong call was accepted".to_owned()),
    };
    expect(plain.session.begin(VIEWS).map(|_| ()))?;
    expect(plain.stream.begin())?;
    expect(plain.stream.end(sys::Time::from_nanos(1), opaque, &[]))?;
    let time = plain.waiter.wait().map_err(said)?.predicted_display_time;
    let later = sys::Time::from_nanos(time.as_nanos() + 1);
    plain.session.locate_views(VIEWS, later, &plain.stage).map_err(said)?;
    plain.stream.begin().map_err(said)?;
    expect(plain.stream.end(later, opaque, &[]))?;
    expect(plain.session.end().map(|_| ()))?;
    expect(plain.session.sync_actions(&[xr::ActiveActionSet::new(&plain.set)]))?;
    plain.waiter.wait().map_err(said)?;
    plain.stream.begin().map_err(said)
}
