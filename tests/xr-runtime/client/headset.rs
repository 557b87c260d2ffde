//! The loop's main calls on a real loader: instance, Vulkan device, session, spaces, actions.

use crate::drawing::{Drawing, Gpu, Place};
use anlan_xr_loop::{Calls, Event, Format, Waited};
use openxr as xr;
use openxr::sys::Result as Code;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// The loader as Debian installs it.
const LOADER: &str = "libopenxr_loader.so.1";
const API: xr::Version = xr::Version::new(1, 0, 0);
pub const VIEWS: xr::ViewConfigurationType = xr::ViewConfigurationType::PRIMARY_STEREO;
/// What every stamp of the program's clock takes.
const STAMP_NS: i64 = 10_000;

/// The program's own clock: it stands still unless it is told otherwise.
#[derive(Clone, Default)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    pub fn pass(&self, ns: i64) {
        self.0.fetch_add(ns, Ordering::Relaxed);
    }

    pub fn now_ns(&self) -> i64 {
        self.0.fetch_add(STAMP_NS, Ordering::Relaxed)
    }
}

/// What was seen of the controllers.
#[derive(Clone, Copy, Debug, Default)]
pub struct InputSeen {
    pub trigger: bool,
    pub stick: f32,
    pub spin: f32,
}

pub struct Headset {
    entry: xr::Entry,
    pub clock: Clock,
    shown: Arc<AtomicU64>,
    pub input_seen: InputSeen,
    // Dropped in this order.
    live: Option<Live>,
    gpu: Option<Arc<Gpu>>,
    system: xr::SystemId,
    instance: Option<xr::Instance>,
}

/// A session with all that belongs to it.
struct Live {
    waiter: xr::FrameWaiter,
    stream: Option<xr::FrameStream<xr::Vulkan>>,
    place: Place,
    hand: xr::Space,
    set: xr::ActionSet,
    trigger: xr::Action<bool>,
    stick: xr::Action<xr::Vector2f>,
    buzz: xr::Action<xr::Haptic>,
    session: xr::Session<xr::Vulkan>,
}

pub fn entry() -> Result<xr::Entry, String> {
    // SAFETY: the system's OpenXR loader.
    unsafe { xr::Entry::load_from(LOADER.as_ref()) }.map_err(|error| format!("{LOADER}: {error}"))
}

pub fn connect(entry: &xr::Entry, wanted: &xr::ExtensionSet) -> xr::Result<xr::Instance> {
    let application = xr::ApplicationInfo {
        application_name: "client",
        application_version: 1,
        engine_name: "",
        engine_version: 0,
        api_version: API,
    };
    entry.create_instance(&application, wanted, &[])
}

impl Headset {
    pub fn new() -> Result<Self, String> {
        Ok(Self {
            entry: entry()?,
            clock: Clock::default(),
            shown: Arc::default(),
            input_seen: InputSeen::default(),
            live: None,
            gpu: None,
            system: xr::SystemId::NULL,
            instance: None,
        })
    }

    pub fn shown(&self) -> u64 {
        self.shown.load(Ordering::Relaxed)
    }

    fn instance(&self) -> Result<&xr::Instance, Code> {
        self.instance.as_ref().ok_or(Code::ERROR_HANDLE_INVALID)
    }

    fn live(&mut self) -> Result<&mut Live, Code> {
        self.live.as_mut().ok_or(Code::ERROR_HANDLE_INVALID)
    }

    /// Reads the controllers, and lets the hand feel the trigger.
    pub fn read_input(&mut self, at: xr::Time) {
        let mut seen = self.input_seen;
        let Ok(live) = self.live() else { return };
        if live.session.sync_actions(&[xr::ActiveActionSet::new(&live.set)]).is_err() {
            return;
        }
        let path = xr::Path::NULL;
        if live.trigger.state(&live.session, path).is_ok_and(|state| state.current_state) {
            seen.trigger = true;
            let buzz = xr::HapticVibration::new().amplitude(0.5).duration(xr::Duration::MIN_HAPTIC);
            let _felt = live.buzz.apply_feedback(&live.session, path, &buzz);
        }
        if let Ok(state) = live.stick.state(&live.session, path) {
            seen.stick = seen.stick.max(state.current_state.y);
        }
        let place = live.place.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(space) = &*place
            && let Ok((_, velocity)) = live.hand.relate(space, at)
        {
            seen.spin = seen.spin.max(velocity.angular_velocity.y);
        }
        drop(place);
        self.input_seen = seen;
    }

    fn open(&self, gpu: Arc<Gpu>) -> xr::Result<Live> {
        let instance = self.instance()?;
        let binding = gpu.binding();
        // SAFETY: the handles belong together, and the guard keeps them until the session is gone.
        let (session, waiter, stream) = unsafe {
            instance.create_session_with_guard::<xr::Vulkan>(self.system, &binding, Box::new(gpu))
        }?;
        let set = instance.create_action_set("test", "Test", 0)?;
        let aim = set.create_action::<xr::Posef>("aim", "Aim", &[])?;
        let trigger = set.create_action::<bool>("trigger", "Trigger", &[])?;
        let stick = set.create_action::<xr::Vector2f>("stick", "Stick", &[])?;
        let buzz = set.create_action::<xr::Haptic>("buzz", "Buzz", &[])?;
        let path = |text: &str| instance.string_to_path(&format!("/user/hand/right/{text}"));
        let profile = instance.string_to_path("/interaction_profiles/oculus/touch_controller")?;
        let bindings = [
            xr::Binding::new(&aim, path("input/aim/pose")?),
            xr::Binding::new(&trigger, path("input/trigger/value")?),
            xr::Binding::new(&stick, path("input/thumbstick")?),
            xr::Binding::new(&buzz, path("output/haptic")?),
        ];
        instance.suggest_interaction_profile_bindings(profile, &bindings)?;
        session.attach_action_sets(&[&set])?;
        let hand = aim.create_space(&session, xr::Path::NULL, xr::Posef::IDENTITY)?;
        let (place, stream) = (Arc::new(Mutex::new(None)), Some(stream));
        Ok(Live { waiter, stream, place, hand, set, trigger, stick, buzz, session })
    }
}

impl Calls for Headset {
    type Draw = Drawing;

    fn now_ns(&self) -> i64 {
        self.clock.now_ns()
    }

    /// Nothing here is paced by it.
    fn worked_ns(&self) -> i64 {
        0
    }

    fn create_instance(&mut self) -> Result<(), Code> {
        let mut wanted = xr::ExtensionSet::default();
        wanted.khr_vulkan_enable2 = true;
        wanted.khr_composition_layer_depth = true;
        wanted.khr_visibility_mask = true;
        wanted.ext_local_floor = true;
        wanted.ext_user_presence = true;
        wanted.fb_display_refresh_rate = true;
        self.instance = Some(connect(&self.entry, &wanted)?);
        Ok(())
    }

    fn destroy_instance(&mut self) {
        (self.gpu, self.instance) = (None, None);
    }

    fn find_system(&mut self) -> Result<(), Code> {
        self.system = self.instance()?.system(xr::FormFactor::HEAD_MOUNTED_DISPLAY)?;
        Ok(())
    }

    fn create_session(&mut self) -> Result<(), Code> {
        let gpu = match &self.gpu {
            Some(gpu) => gpu.clone(),
            None => Arc::new(Gpu::open(self.instance()?, self.system)?),
        };
        self.gpu = Some(gpu.clone());
        self.live = Some(self.open(gpu)?);
        Ok(())
    }

    fn destroy_session(&mut self) {
        self.live = None;
    }

    fn reference_spaces(&mut self) -> Result<Vec<xr::ReferenceSpaceType>, Code> {
        self.live()?.session.enumerate_reference_spaces()
    }

    fn create_space(&mut self, kind: xr::ReferenceSpaceType, pose: xr::Posef) -> Result<(), Code> {
        let live = self.live()?;
        let space = live.session.create_reference_space(kind, pose)?;
        *live.place.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(space);
        Ok(())
    }

    fn formats(&mut self) -> Result<Vec<u32>, Code> {
        self.live()?.session.enumerate_swapchain_formats()
    }

    fn create_draw(&mut self, colour: Format, depth: Option<u32>) -> Result<Drawing, Code> {
        let views = self.instance()?.enumerate_view_configuration_views(self.system, VIEWS)?;
        let view = views.first().ok_or(Code::ERROR_VALIDATION_FAILURE)?;
        let size = (view.recommended_image_rect_width, view.recommended_image_rect_height);
        let gpu = self.gpu.clone().ok_or(Code::ERROR_GRAPHICS_DEVICE_INVALID)?;
        let (clock, shown) = (self.clock.clone(), self.shown.clone());
        let live = self.live()?;
        let stream = live.stream.take().ok_or(Code::ERROR_CALL_ORDER_INVALID)?;
        let (session, place) = (live.session.clone(), live.place.clone());
        Drawing::new(session, stream, place, gpu, (colour, depth), size, (clock, shown))
    }

    fn begin_session(&mut self) -> Result<(), Code> {
        self.live()?.session.begin(VIEWS).map(|_| ())
    }

    fn end_session(&mut self) -> Result<(), Code> {
        self.live()?.session.end().map(|_| ())
    }

    fn poll_event(&mut self) -> Result<Option<Event>, Code> {
        let mut buffer = xr::EventDataBuffer::new();
        let event = self.instance()?.poll_event(&mut buffer)?;
        Ok(event.map(Event::from))
    }

    fn wait_frame(&mut self) -> Result<Waited, Code> {
        let clock = self.clock.clone();
        let state = self.live()?.waiter.wait()?;
        let period_ns = state.predicted_display_period.as_nanos();
        clock.pass(period_ns);
        Ok(Waited {
            display_ns: state.predicted_display_time.as_nanos(),
            period_ns,
            should_render: state.should_render,
        })
    }

    fn locate_views(&mut self, at: xr::Time) -> Result<(xr::ViewStateFlags, Vec<xr::View>), Code> {
        let live = self.live()?;
        let place = live.place.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let space = place.as_ref().ok_or(Code::ERROR_HANDLE_INVALID)?;
        live.session.locate_views(VIEWS, at, space)
    }
}
