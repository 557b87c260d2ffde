//! The OpenXR runtime: its loader, an instance, the headset on it. The loader is opened when the
//! program runs and never linked, so that the same program starts where there is none.

use crate::fault::XrFault;
use anlan_xr_loop::Call;
use bevy::math::UVec2;
use openxr as xr;
use openxr::sys::Result as Code;

/// What both eyes together are called.
pub(crate) const VIEWS: xr::ViewConfigurationType = xr::ViewConfigurationType::PRIMARY_STEREO;
/// Eyes.
pub const EYES: usize = anlan_xr_loop::EYES;
/// The version of OpenXR that is spoken: every runtime in use knows it.
const API: xr::Version = xr::Version::new(1, 0, 0);
/// The loader as Linux systems install it; the name without a number is for developers' machines.
const LOADER: &str = "libopenxr_loader.so.1";

/// Opens the loader.
#[allow(unsafe_code)]
pub(crate) fn load() -> Result<xr::Entry, XrFault> {
    // SAFETY: the loader is the system's own; loading it runs only its initialisers.
    unsafe { xr::Entry::load_from(LOADER.as_ref()).or_else(|_| xr::Entry::load()) }
        .map_err(|error| XrFault::NoLoader(error.to_string()))
}

/// An instance of the runtime.
pub(crate) struct Connection {
    pub instance: xr::Instance,
    pub system: Option<System>,
    runtime: String,
}

/// A headset on it.
#[derive(Clone)]
pub(crate) struct System {
    pub id: xr::SystemId,
    pub blend: xr::EnvironmentBlendMode,
    /// Recommended size of one eye's picture, pixels.
    pub eye_px: UVec2,
    pub name: String,
}

impl Connection {
    /// Connects with everything the runtime offers of what is used here.
    pub fn open(entry: &xr::Entry) -> Result<Self, Code> {
        let offered = entry.enumerate_extensions()?;
        let mut wanted = xr::ExtensionSet::default();
        // A runtime without it cannot share a device; it says so when the instance is made.
        wanted.khr_vulkan_enable2 = true;
        macro_rules! take_if_offered {
            ($($extension:ident),* $(,)?) => {$(wanted.$extension = offered.$extension;)*};
        }
        take_if_offered![
            ext_local_floor,
            ext_user_presence,
            fb_display_refresh_rate,
            khr_composition_layer_depth,
            khr_visibility_mask,
            bd_controller_interaction,
            ext_eye_gaze_interaction,
            ext_hand_interaction,
            ext_hand_tracking,
            ext_hp_mixed_reality_controller,
            htc_vive_focus3_controller_interaction,
            meta_touch_controller_plus,
        ];
        let application = xr::ApplicationInfo {
            application_name: "Anlan",
            application_version: 1,
            engine_name: "Anlan",
            engine_version: 1,
            api_version: API,
        };
        let instance = entry.create_instance(&application, &wanted, &[])?;
        let runtime = instance.properties()?.runtime_name;
        Ok(Self { instance, system: None, runtime })
    }

    /// Looks for the headset.
    pub fn find(&mut self) -> Result<&System, Code> {
        let instance = &self.instance;
        let id = instance.system(xr::FormFactor::HEAD_MOUNTED_DISPLAY)?;
        let blends = instance.enumerate_environment_blend_modes(id, VIEWS)?;
        let views = instance.enumerate_view_configuration_views(id, VIEWS)?;
        let view = views.first().ok_or(Code::ERROR_FORM_FACTOR_UNSUPPORTED)?;
        let headset = instance.system_properties(id)?.system_name;
        let system = System {
            id,
            blend: blends.into_iter().next().unwrap_or(xr::EnvironmentBlendMode::OPAQUE),
            eye_px: UVec2::new(
                view.recommended_image_rect_width,
                view.recommended_image_rect_height,
            ),
            name: format!("{headset} on {}", self.runtime),
        };
        Ok(self.system.insert(system))
    }
}

/// Asks the machine's OpenXR runtime for its headset.
pub(crate) fn connect(entry: &xr::Entry) -> Result<(Connection, System), XrFault> {
    let mut connection =
        Connection::open(entry).map_err(|code| XrFault::Call(Call::CreateInstance, code))?;
    let system = connection.find().map_err(|code| XrFault::Call(Call::FindSystem, code))?.clone();
    Ok((connection, system))
}
