//! Finding the OpenXR runtime and the headset on it. The loader is opened when the program runs
//! and never linked, so that the same program starts where there is none.

use crate::fault::{Doing, XrFault};
use bevy::math::UVec2;
use openxr as xr;

/// What both eyes together are called.
pub(crate) const VIEWS: xr::ViewConfigurationType = xr::ViewConfigurationType::PRIMARY_STEREO;
/// Eyes.
pub const EYES: usize = 2;
/// The version of OpenXR that is spoken: every runtime in use knows it.
const API: xr::Version = xr::Version::new(1, 0, 0);

/// The loader as Linux systems install it.
const LOADER: &str = "libopenxr_loader.so.1";

/// A runtime with a headset.
pub struct XrRuntime {
    pub(crate) instance: xr::Instance,
    pub(crate) system: xr::SystemId,
    pub(crate) blend: xr::EnvironmentBlendMode,
    /// Recommended size of one eye's picture, pixels.
    pub(crate) eye_px: UVec2,
    name: String,
}

impl XrRuntime {
    /// Asks the machine's OpenXR runtime for its headset.
    #[allow(unsafe_code)]
    pub fn find() -> Result<Self, XrFault> {
        // The name without a number belongs to developers' machines.
        // SAFETY: the loader is the system's own; loading it runs only its initialisers.
        let entry = unsafe { xr::Entry::load_from(LOADER.as_ref()).or_else(|_| xr::Entry::load()) }
            .map_err(|error| XrFault::NoRuntime(format!("its loader is not there ({error})")))?;
        let offered = entry.enumerate_extensions().doing("asking for OpenXR extensions")?;
        if !offered.khr_vulkan_enable2 {
            return Err(XrFault::Unfit("it cannot share a Vulkan device".to_owned()));
        }
        let mut extensions = xr::ExtensionSet::default();
        extensions.khr_vulkan_enable2 = true;
        let application = xr::ApplicationInfo {
            application_name: "Anlan",
            application_version: 1,
            engine_name: "Anlan",
            engine_version: 1,
            api_version: API,
        };
        let instance = entry
            .create_instance(&application, &extensions, &[])
            .doing("connecting to the OpenXR runtime")?;
        let properties = instance.properties().doing("asking the runtime for its name")?;
        let system =
            instance.system(xr::FormFactor::HEAD_MOUNTED_DISPLAY).doing("looking for a headset")?;
        let blends = instance
            .enumerate_environment_blend_modes(system, VIEWS)
            .doing("asking how the headset shows pictures")?;
        let blend = blends.into_iter().next().unwrap_or(xr::EnvironmentBlendMode::OPAQUE);
        let views = instance
            .enumerate_view_configuration_views(system, VIEWS)
            .doing("asking for the size of the eyes")?;
        let [left, ..] = views.as_slice() else {
            return Err(XrFault::Unfit("its headset has no eyes".to_owned()));
        };
        let eye_px =
            UVec2::new(left.recommended_image_rect_width, left.recommended_image_rect_height);
        let headset = instance.system_properties(system).doing("asking for the headset's name")?;
        let name = format!("{} on {}", headset.system_name, properties.runtime_name);
        Ok(Self { instance, system, blend, eye_px, name })
    }

    /// Headset and runtime, for people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Recommended width and height of one eye's picture, pixels.
    pub fn eye_px(&self) -> UVec2 {
        self.eye_px
    }
}
