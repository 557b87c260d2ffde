//! The instance: extensions, names and paths, events, and the one headset with its two eyes.

use crate::world::{DONE, Event, Reply, call, chained, fill};
use openxr::sys::{self, Handle as _, Result as Code};
use std::ffi::{CStr, c_char};

const EXTENSIONS: [&CStr; 16] = [
    c"XR_KHR_vulkan_enable2",
    c"XR_KHR_composition_layer_depth",
    c"XR_KHR_visibility_mask",
    c"XR_MND_headless",
    c"XR_EXT_local_floor",
    c"XR_EXT_hand_tracking",
    c"XR_EXT_hand_interaction",
    c"XR_EXT_eye_gaze_interaction",
    c"XR_EXT_user_presence",
    c"XR_FB_display_refresh_rate",
    c"XR_FB_touch_controller_pro",
    c"XR_META_touch_controller_plus",
    c"XR_BD_controller_interaction",
    c"XR_HTC_vive_focus3_controller_interaction",
    c"XR_EXT_hp_mixed_reality_controller",
    c"XR_EXT_samsung_odyssey_controller",
];
const SYSTEM: u64 = 1;
const LAYERS_MAX: u32 = 16;
const IMAGE_PX_MAX: u32 = 8192;

pub unsafe extern "system" fn enumerate_extensions(
    _layer: *const c_char,
    capacity: u32,
    count: *mut u32,
    out: *mut sys::ExtensionProperties,
) -> Code {
    call("xrEnumerateInstanceExtensionProperties", |_| {
        let all = EXTENSIONS.map(|name| {
            let mut extension_name = [0; sys::MAX_EXTENSION_NAME_SIZE];
            write_name(&mut extension_name, name.to_str().unwrap_or_default());
            sys::ExtensionProperties {
                ty: sys::ExtensionProperties::TYPE,
                next: std::ptr::null_mut(),
                extension_name,
                extension_version: 1,
            }
        });
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(&all, capacity, count, out) }
    })
}

pub unsafe extern "system" fn enumerate_layers(
    capacity: u32,
    count: *mut u32,
    out: *mut sys::ApiLayerProperties,
) -> Code {
    // SAFETY: OpenXR's promise for arrays.
    unsafe { fill(&[], capacity, count, out) }.unwrap_or_else(|code| code)
}

/// Writes a name with its closing zero, cut to fit.
fn write_name(to: &mut [c_char], name: &str) {
    let fits = name.len().min(to.len() - 1);
    for (to, from) in to.iter_mut().zip(name.as_bytes()[..fits].iter().chain(&[0])) {
        *to = from.cast_signed();
    }
}

pub unsafe extern "system" fn create(
    info: *const sys::InstanceCreateInfo,
    out: *mut sys::Instance,
) -> Code {
    call("xrCreateInstance", |world| {
        if world.gone > 0 {
            world.gone -= 1;
            world.write_report();
            return Err(Code::ERROR_RUNTIME_UNAVAILABLE);
        }
        if world.instance.is_some() {
            return world.refuse(Code::ERROR_LIMIT_REACHED, "a second instance");
        }
        // SAFETY: OpenXR's promise for input structures and arrays.
        let names: Vec<String> = unsafe {
            (0..(*info).enabled_extension_count as usize)
                .map(|i| CStr::from_ptr(*(*info).enabled_extension_names.add(i)))
                .map(|name| name.to_string_lossy().into_owned())
                .collect()
        };
        let offered = |name: &&String| EXTENSIONS.iter().any(|e| e.to_bytes() == name.as_bytes());
        if !names.iter().all(|name| offered(&name)) {
            return Err(Code::ERROR_EXTENSION_NOT_PRESENT);
        }
        let handle = world.make("instance");
        world.extensions = names;
        world.instance = Some(handle);
        world.is_instance_lost = false;
        // SAFETY: a place for the handle.
        unsafe { *out = sys::Instance::from_raw(handle) };
        DONE
    })
}

pub unsafe extern "system" fn destroy(instance: sys::Instance) -> Code {
    call("xrDestroyInstance", |world| {
        if world.instance != Some(instance.into_raw()) {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "no instance is given back");
        }
        if !world.sessions.is_empty() {
            world.wrong("an instance is given back before its session");
        }
        world.instance = None;
        world.is_instance_lost = false;
        world.events.clear();
        world.actions.forget();
        world.give_back("instance");
        world.write_report();
        DONE
    })
}

pub unsafe extern "system" fn properties(
    instance: sys::Instance,
    out: *mut sys::InstanceProperties,
) -> Code {
    call("xrGetInstanceProperties", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        out.runtime_version = sys::Version::new(0, 1, 0);
        write_name(&mut out.runtime_name, "Anlan's test runtime");
        DONE
    })
}

pub unsafe extern "system" fn result_to_string(
    _: sys::Instance,
    value: Code,
    out: *mut c_char,
) -> Code {
    // SAFETY: OpenXR gives a buffer of this size.
    let out = unsafe { std::slice::from_raw_parts_mut(out, sys::MAX_RESULT_STRING_SIZE) };
    write_name(out, &format!("XR_{value:?}"));
    Code::SUCCESS
}

pub unsafe extern "system" fn structure_to_string(
    _: sys::Instance,
    value: sys::StructureType,
    out: *mut c_char,
) -> Code {
    // SAFETY: OpenXR gives a buffer of this size.
    let out = unsafe { std::slice::from_raw_parts_mut(out, sys::MAX_STRUCTURE_NAME_SIZE) };
    write_name(out, &format!("XR_TYPE_{value:?}"));
    Code::SUCCESS
}

pub unsafe extern "system" fn string_to_path(
    instance: sys::Instance,
    text: *const c_char,
    out: *mut sys::Path,
) -> Code {
    call("xrStringToPath", |world| {
        world.instance(instance)?;
        // SAFETY: a string and a place for the path.
        let text = unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned();
        if !text.starts_with('/') || text.ends_with('/') {
            return Err(Code::ERROR_PATH_FORMAT_INVALID);
        }
        let known = world.paths.iter().position(|path| *path == text);
        let index = known.unwrap_or_else(|| {
            world.paths.push(text);
            world.paths.len() - 1
        });
        // SAFETY: as above.
        unsafe { *out = sys::Path::from_raw(index as u64 + 1) };
        DONE
    })
}

pub unsafe extern "system" fn path_to_string(
    instance: sys::Instance,
    path: sys::Path,
    capacity: u32,
    count: *mut u32,
    out: *mut c_char,
) -> Code {
    call("xrPathToString", |world| {
        world.instance(instance)?;
        let mut text: Vec<c_char> = world.path(path)?.bytes().map(u8::cast_signed).collect();
        text.push(0);
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(&text, capacity, count, out) }
    })
}

pub unsafe extern "system" fn poll_event(
    instance: sys::Instance,
    out: *mut sys::EventDataBuffer,
) -> Code {
    call("xrPollEvent", |world| {
        world.instance(instance)?;
        let Some(event) = world.news() else { return Ok(Code::EVENT_UNAVAILABLE) };
        let time = sys::Time::from_nanos(world.now_ns);
        // SAFETY: every event fits in the buffer.
        unsafe { write_event(&event, time, out) };
        DONE
    })
}

/// # Safety
/// `out` is a buffer for events.
unsafe fn put<T>(out: *mut sys::EventDataBuffer, event: T) {
    // SAFETY: the caller's promise; every event is smaller than the buffer.
    unsafe { out.cast::<T>().write(event) }
}

/// # Safety
/// As [`put`].
unsafe fn write_event(event: &Event, time: sys::Time, out: *mut sys::EventDataBuffer) {
    let next = std::ptr::null();
    let handle = |raw: &u64| sys::Session::from_raw(*raw);
    // SAFETY: the caller's promise; every event is smaller than the buffer.
    unsafe {
        match event {
            Event::State(session, state) => put(
                out,
                sys::EventDataSessionStateChanged {
                    ty: sys::EventDataSessionStateChanged::TYPE,
                    next,
                    session: handle(session),
                    state: *state,
                    time,
                },
            ),
            Event::InstanceLossPending => put(
                out,
                sys::EventDataInstanceLossPending {
                    ty: sys::EventDataInstanceLossPending::TYPE,
                    next,
                    loss_time: time,
                },
            ),
            Event::SpaceChange(session, at_ns) => {
                put(
                    out,
                    sys::EventDataReferenceSpaceChangePending {
                        ty: sys::EventDataReferenceSpaceChangePending::TYPE,
                        next,
                        session: handle(session),
                        reference_space_type: openxr::ReferenceSpaceType::STAGE,
                        change_time: sys::Time::from_nanos(*at_ns),
                        pose_valid: sys::FALSE,
                        pose_in_previous_space: sys::Posef::IDENTITY,
                    },
                );
            }
            event => write_change(event, out),
        }
    }
}

/// # Safety
/// As [`put`].
unsafe fn write_change(event: &Event, out: *mut sys::EventDataBuffer) {
    let next = std::ptr::null();
    let handle = |raw: &u64| sys::Session::from_raw(*raw);
    // SAFETY: the caller's promise.
    unsafe {
        match event {
            Event::MaskChange(session) => {
                put(
                    out,
                    sys::EventDataVisibilityMaskChangedKHR {
                        ty: sys::EventDataVisibilityMaskChangedKHR::TYPE,
                        next,
                        session: handle(session),
                        view_configuration_type: sys::ViewConfigurationType::PRIMARY_STEREO,
                        view_index: 0,
                    },
                );
            }
            Event::Refresh(from, to) => {
                put(
                    out,
                    sys::EventDataDisplayRefreshRateChangedFB {
                        ty: sys::EventDataDisplayRefreshRateChangedFB::TYPE,
                        next,
                        from_display_refresh_rate: *from,
                        to_display_refresh_rate: *to,
                    },
                );
            }
            Event::Profile(session) => {
                put(
                    out,
                    sys::EventDataInteractionProfileChanged {
                        ty: sys::EventDataInteractionProfileChanged::TYPE,
                        next,
                        session: handle(session),
                    },
                );
            }
            Event::Presence(session, is_worn) => {
                put(
                    out,
                    sys::EventDataUserPresenceChangedEXT {
                        ty: sys::EventDataUserPresenceChangedEXT::TYPE,
                        next,
                        session: handle(session),
                        is_user_present: (*is_worn).into(),
                    },
                );
            }
            Event::State(..) | Event::InstanceLossPending | Event::SpaceChange(..) => {}
        }
    }
}

pub unsafe extern "system" fn get_system(
    instance: sys::Instance,
    info: *const sys::SystemGetInfo,
    out: *mut sys::SystemId,
) -> Code {
    call("xrGetSystem", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for structures.
        if unsafe { (*info).form_factor } != sys::FormFactor::HEAD_MOUNTED_DISPLAY {
            return Err(Code::ERROR_FORM_FACTOR_UNSUPPORTED);
        }
        if world.unplugged > 0 {
            world.unplugged -= 1;
            return Err(Code::ERROR_FORM_FACTOR_UNAVAILABLE);
        }
        // SAFETY: as above.
        unsafe { *out = sys::SystemId::from_raw(SYSTEM) };
        DONE
    })
}

pub unsafe extern "system" fn system_properties(
    instance: sys::Instance,
    _: sys::SystemId,
    out: *mut sys::SystemProperties,
) -> Code {
    call("xrGetSystemProperties", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        out.system_id = sys::SystemId::from_raw(SYSTEM);
        out.vendor_id = 0;
        write_name(&mut out.system_name, "Scripted headset");
        out.graphics_properties = sys::SystemGraphicsProperties {
            max_swapchain_image_height: IMAGE_PX_MAX,
            max_swapchain_image_width: IMAGE_PX_MAX,
            max_layer_count: LAYERS_MAX,
        };
        out.tracking_properties = sys::SystemTrackingProperties {
            orientation_tracking: sys::TRUE,
            position_tracking: sys::TRUE,
        };
        let ty = sys::SystemHandTrackingPropertiesEXT::TYPE;
        // SAFETY: a chain of OpenXR.
        let hands = unsafe { chained::<sys::SystemHandTrackingPropertiesEXT>(out.next, ty) };
        if let Some(hands) = hands {
            hands.supports_hand_tracking = world.script.has_hand_tracking.into();
        }
        let ty = sys::SystemEyeGazeInteractionPropertiesEXT::TYPE;
        // SAFETY: as above.
        let gaze = unsafe { chained::<sys::SystemEyeGazeInteractionPropertiesEXT>(out.next, ty) };
        if let Some(gaze) = gaze {
            gaze.supports_eye_gaze_interaction = sys::TRUE;
        }
        DONE
    })
}

pub unsafe extern "system" fn view_configurations(
    instance: sys::Instance,
    _: sys::SystemId,
    capacity: u32,
    count: *mut u32,
    out: *mut sys::ViewConfigurationType,
) -> Code {
    call("xrEnumerateViewConfigurations", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(&[sys::ViewConfigurationType::PRIMARY_STEREO], capacity, count, out) }
    })
}

pub unsafe extern "system" fn view_configuration_properties(
    instance: sys::Instance,
    _: sys::SystemId,
    kind: sys::ViewConfigurationType,
    out: *mut sys::ViewConfigurationProperties,
) -> Code {
    call("xrGetViewConfigurationProperties", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        (out.view_configuration_type, out.fov_mutable) = (kind, sys::FALSE);
        DONE
    })
}

pub unsafe extern "system" fn view_configuration_views(
    instance: sys::Instance,
    _: sys::SystemId,
    kind: sys::ViewConfigurationType,
    capacity: u32,
    count: *mut u32,
    out: *mut sys::ViewConfigurationView,
) -> Code {
    call("xrEnumerateViewConfigurationViews", |world| -> Reply {
        world.instance(instance)?;
        if kind != sys::ViewConfigurationType::PRIMARY_STEREO {
            return Err(Code::ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
        }
        let (width, height) = world.script.eye_px;
        let view = sys::ViewConfigurationView {
            ty: sys::ViewConfigurationView::TYPE,
            next: std::ptr::null_mut(),
            recommended_image_rect_width: width,
            max_image_rect_width: IMAGE_PX_MAX,
            recommended_image_rect_height: height,
            max_image_rect_height: IMAGE_PX_MAX,
            recommended_swapchain_sample_count: 1,
            max_swapchain_sample_count: 4,
        };
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(&[view, view], capacity, count, out) }
    })
}

pub unsafe extern "system" fn blend_modes(
    instance: sys::Instance,
    _: sys::SystemId,
    _: sys::ViewConfigurationType,
    capacity: u32,
    count: *mut u32,
    out: *mut sys::EnvironmentBlendMode,
) -> Code {
    call("xrEnumerateEnvironmentBlendModes", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(&[sys::EnvironmentBlendMode::OPAQUE], capacity, count, out) }
    })
}
