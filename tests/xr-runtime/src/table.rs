//! The door of the library: the loader's handshake, and the table of all functions by name.

use crate::{action, extra, frame, gpu, instance, session, space, swapchain};
use openxr::sys::loader::{XrNegotiateLoaderInfo, XrNegotiateRuntimeRequest};
use openxr::sys::{self, Result as Code, pfn};
use std::ffi::{CStr, c_char};
use std::mem::transmute;

/// The version of OpenXR that is spoken.
const API: sys::Version = sys::Version::new(1, 0, 20);

/// The loader asks which interface this runtime speaks, and gets the way to all functions.
///
/// # Safety
/// Only a loader calls it, with its own structures.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn xrNegotiateLoaderRuntimeInterface(
    info: *const XrNegotiateLoaderInfo,
    request: *mut XrNegotiateRuntimeRequest,
) -> Code {
    // SAFETY: the caller's promise.
    let (Some(info), Some(request)) = (unsafe { info.as_ref() }, unsafe { request.as_mut() })
    else {
        return Code::ERROR_INITIALIZATION_FAILED;
    };
    let version = sys::loader::CURRENT_LOADER_RUNTIME_VERSION;
    if !(info.min_interface_version..=info.max_interface_version).contains(&version) {
        return Code::ERROR_INITIALIZATION_FAILED;
    }
    request.runtime_interface_version = version;
    request.runtime_api_version = API;
    request.get_instance_proc_addr = Some(get_instance_proc_addr);
    Code::SUCCESS
}

unsafe extern "system" fn get_instance_proc_addr(
    _instance: sys::Instance,
    name: *const c_char,
    function: *mut Option<pfn::VoidFunction>,
) -> Code {
    // SAFETY: the loader passes a string and a place for the pointer.
    unsafe {
        let found = find(CStr::from_ptr(name).to_str().unwrap_or_default());
        *function = found;
        if found.is_some() { Code::SUCCESS } else { Code::ERROR_FUNCTION_UNSUPPORTED }
    }
}

/// Names a function with the type that its callers use.
macro_rules! table {
    ($wanted:ident: $($name:literal $kind:ident = $function:path,)*) => {
        match $wanted {
            "xrGetInstanceProcAddr" => {
                let function: pfn::GetInstanceProcAddr = get_instance_proc_addr;
                // SAFETY: callers give it its type back.
                Some(unsafe { transmute::<pfn::GetInstanceProcAddr, pfn::VoidFunction>(function) })
            }
            $($name => {
                let function: pfn::$kind = $function;
                // SAFETY: callers give it its type back.
                Some(unsafe { transmute::<pfn::$kind, pfn::VoidFunction>(function) })
            })*
            _ => None,
        }
    };
}

fn find(name: &str) -> Option<pfn::VoidFunction> {
    find_main(name).or_else(|| find_session(name)).or_else(|| find_action(name))
}

fn find_main(name: &str) -> Option<pfn::VoidFunction> {
    table! { name:
        "xrEnumerateInstanceExtensionProperties" EnumerateInstanceExtensionProperties
            = instance::enumerate_extensions,
        "xrEnumerateApiLayerProperties" EnumerateApiLayerProperties = instance::enumerate_layers,
        "xrCreateInstance" CreateInstance = instance::create,
        "xrDestroyInstance" DestroyInstance = instance::destroy,
        "xrGetInstanceProperties" GetInstanceProperties = instance::properties,
        "xrResultToString" ResultToString = instance::result_to_string,
        "xrStructureTypeToString" StructureTypeToString = instance::structure_to_string,
        "xrStringToPath" StringToPath = instance::string_to_path,
        "xrPathToString" PathToString = instance::path_to_string,
        "xrPollEvent" PollEvent = instance::poll_event,
        "xrGetSystem" GetSystem = instance::get_system,
        "xrGetSystemProperties" GetSystemProperties = instance::system_properties,
        "xrEnumerateViewConfigurations" EnumerateViewConfigurations
            = instance::view_configurations,
        "xrGetViewConfigurationProperties" GetViewConfigurationProperties
            = instance::view_configuration_properties,
        "xrEnumerateViewConfigurationViews" EnumerateViewConfigurationViews
            = instance::view_configuration_views,
        "xrEnumerateEnvironmentBlendModes" EnumerateEnvironmentBlendModes
            = instance::blend_modes,
        "xrGetVulkanGraphicsRequirements2KHR" GetVulkanGraphicsRequirements2KHR
            = gpu::requirements,
        "xrCreateVulkanInstanceKHR" CreateVulkanInstanceKHR = gpu::create_instance,
        "xrGetVulkanGraphicsDevice2KHR" GetVulkanGraphicsDevice2KHR = gpu::graphics_device,
        "xrCreateVulkanDeviceKHR" CreateVulkanDeviceKHR = gpu::create_device,
    }
}

fn find_session(name: &str) -> Option<pfn::VoidFunction> {
    table! { name:
        "xrCreateSession" CreateSession = session::create,
        "xrDestroySession" DestroySession = session::destroy,
        "xrBeginSession" BeginSession = session::begin,
        "xrEndSession" EndSession = session::end,
        "xrRequestExitSession" RequestExitSession = session::request_exit,
        "xrWaitFrame" WaitFrame = frame::wait,
        "xrBeginFrame" BeginFrame = frame::begin,
        "xrEndFrame" EndFrame = frame::end,
        "xrLocateViews" LocateViews = frame::locate_views,
        "xrEnumerateReferenceSpaces" EnumerateReferenceSpaces = space::enumerate,
        "xrCreateReferenceSpace" CreateReferenceSpace = space::create_reference,
        "xrCreateActionSpace" CreateActionSpace = space::create_action,
        "xrGetReferenceSpaceBoundsRect" GetReferenceSpaceBoundsRect = space::bounds,
        "xrLocateSpace" LocateSpace = space::locate,
        "xrDestroySpace" DestroySpace = space::destroy,
        "xrEnumerateSwapchainFormats" EnumerateSwapchainFormats = swapchain::formats,
        "xrCreateSwapchain" CreateSwapchain = swapchain::create,
        "xrDestroySwapchain" DestroySwapchain = swapchain::destroy,
        "xrEnumerateSwapchainImages" EnumerateSwapchainImages = swapchain::images,
        "xrAcquireSwapchainImage" AcquireSwapchainImage = swapchain::acquire,
        "xrWaitSwapchainImage" WaitSwapchainImage = swapchain::wait,
        "xrReleaseSwapchainImage" ReleaseSwapchainImage = swapchain::release,
        "xrGetVisibilityMaskKHR" GetVisibilityMaskKHR = extra::visibility_mask,
        "xrEnumerateDisplayRefreshRatesFB" EnumerateDisplayRefreshRatesFB = extra::rates,
        "xrGetDisplayRefreshRateFB" GetDisplayRefreshRateFB = extra::rate,
        "xrRequestDisplayRefreshRateFB" RequestDisplayRefreshRateFB = extra::request_rate,
        "xrCreateHandTrackerEXT" CreateHandTrackerEXT = extra::create_tracker,
        "xrDestroyHandTrackerEXT" DestroyHandTrackerEXT = extra::destroy_tracker,
        "xrLocateHandJointsEXT" LocateHandJointsEXT = extra::locate_joints,
    }
}

fn find_action(name: &str) -> Option<pfn::VoidFunction> {
    table! { name:
        "xrCreateActionSet" CreateActionSet = action::create_set,
        "xrDestroyActionSet" DestroyActionSet = action::destroy_set,
        "xrCreateAction" CreateAction = action::create,
        "xrDestroyAction" DestroyAction = action::destroy,
        "xrSuggestInteractionProfileBindings" SuggestInteractionProfileBindings
            = action::suggest,
        "xrAttachSessionActionSets" AttachSessionActionSets = action::attach,
        "xrGetCurrentInteractionProfile" GetCurrentInteractionProfile = action::profile,
        "xrSyncActions" SyncActions = action::sync,
        "xrGetActionStateBoolean" GetActionStateBoolean = action::boolean,
        "xrGetActionStateFloat" GetActionStateFloat = action::float,
        "xrGetActionStateVector2f" GetActionStateVector2f = action::vector,
        "xrGetActionStatePose" GetActionStatePose = action::pose,
        "xrApplyHapticFeedback" ApplyHapticFeedback = action::haptics,
        "xrStopHapticFeedback" StopHapticFeedback = action::stop_haptics,
        "xrEnumerateBoundSourcesForAction" EnumerateBoundSourcesForAction = action::sources,
        "xrGetInputSourceLocalizedName" GetInputSourceLocalizedName = action::source_name,
    }
}
