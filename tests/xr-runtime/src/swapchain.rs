//! Swapchains: real Vulkan images, handed round in order.

use crate::gpu::Image;
use crate::world::{DONE, World, call, fill};
use openxr::sys::{self, Handle as _, Result as Code};

/// Pictures of a swapchain.
const IMAGES: u32 = 3;
/// What a wait that times out takes at most, nanoseconds of virtual time.
const TIMEOUT_NS_MAX: i64 = 1_000_000_000;

pub struct Swapchain {
    pub session: u64,
    pub width: u32,
    pub height: u32,
    pub layers: u32,
    pub format: i64,
    pub images: Vec<Image>,
    next: u32,
    /// Taken and not given back, with whether it was waited for.
    held: Option<(u32, bool)>,
    /// The last one that was given back.
    pub released: Option<usize>,
}

/// The swapchain, if its session lives.
fn find(world: &mut World, handle: sys::Swapchain) -> Result<&mut Swapchain, Code> {
    let handle = handle.into_raw();
    let Some(session) = world.swapchains.get(&handle).map(|chain| chain.session) else {
        return world.refuse(Code::ERROR_HANDLE_INVALID, "a call on no swapchain");
    };
    world.session(session)?;
    world.swapchains.get_mut(&handle).ok_or(Code::ERROR_HANDLE_INVALID)
}

pub unsafe extern "system" fn formats(
    session: sys::Session,
    capacity: u32,
    count: *mut u32,
    out: *mut i64,
) -> Code {
    call("xrEnumerateSwapchainFormats", |world| {
        let is_headless = world.session(session.into_raw())?.is_headless;
        let formats = if is_headless { &[] } else { world.script.formats.as_slice() };
        // SAFETY: OpenXR's promise for arrays.
        unsafe { fill(formats, capacity, count, out) }
    })
}

pub unsafe extern "system" fn create(
    session: sys::Session,
    info: *const sys::SwapchainCreateInfo,
    out: *mut sys::Swapchain,
) -> Code {
    call("xrCreateSwapchain", |world| {
        let handle = session.into_raw();
        world.session(handle)?;
        // SAFETY: OpenXR's promise for input structures.
        let info = unsafe { &*info };
        if !world.script.formats.contains(&info.format) {
            return Err(Code::ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED);
        }
        if info.face_count != 1 || info.width == 0 || info.height == 0 || info.array_size == 0 {
            return world.refuse(Code::ERROR_VALIDATION_FAILURE, "a swapchain without a picture");
        }
        let gpu = world.session(handle)?.gpu.as_ref();
        let gpu = gpu.ok_or(Code::ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED)?;
        let mut images = Vec::new();
        for _ in 0..IMAGES {
            // SAFETY: the application's device lives as long as the session.
            match unsafe { gpu.image(info) } {
                Ok(image) => images.push(image),
                Err(error) => {
                    // SAFETY: nobody has seen them.
                    images.into_iter().for_each(|image| unsafe { gpu.forget(image) });
                    world.fail(error);
                    return Err(Code::ERROR_OUT_OF_MEMORY);
                }
            }
        }
        let chain = world.make("swapchain");
        let swapchain = Swapchain {
            session: handle,
            width: info.width,
            height: info.height,
            layers: info.array_size,
            format: info.format,
            images,
            next: 0,
            held: None,
            released: None,
        };
        world.swapchains.insert(chain, swapchain);
        // SAFETY: a place for the handle.
        unsafe { *out = sys::Swapchain::from_raw(chain) };
        DONE
    })
}

pub unsafe extern "system" fn destroy(swapchain: sys::Swapchain) -> Code {
    call("xrDestroySwapchain", |world| {
        let Some(gone) = world.swapchains.remove(&swapchain.into_raw()) else {
            return world.refuse(Code::ERROR_HANDLE_INVALID, "no swapchain is given back");
        };
        let session = world.sessions.get(&gone.session);
        if let Some(gpu) = session.and_then(|session| session.gpu.as_ref()) {
            // SAFETY: the program has given its pictures back.
            gone.images.into_iter().for_each(|image| unsafe { gpu.forget(image) });
        }
        world.give_back("swapchain");
        DONE
    })
}

pub unsafe extern "system" fn images(
    swapchain: sys::Swapchain,
    capacity: u32,
    count: *mut u32,
    out: *mut sys::SwapchainImageBaseHeader,
) -> Code {
    call("xrEnumerateSwapchainImages", |world| {
        use ash::vk::Handle as _;
        let found = find(world, swapchain)?;
        let all: Vec<_> = found
            .images
            .iter()
            .map(|image| sys::SwapchainImageVulkanKHR {
                ty: sys::SwapchainImageVulkanKHR::TYPE,
                next: std::ptr::null_mut(),
                image: image.image.as_raw(),
            })
            .collect();
        // SAFETY: OpenXR's promise for arrays, which are Vulkan's here.
        unsafe { fill(&all, capacity, count, out.cast()) }
    })
}

pub unsafe extern "system" fn acquire(
    swapchain: sys::Swapchain,
    _: *const sys::SwapchainImageAcquireInfo,
    out: *mut u32,
) -> Code {
    call("xrAcquireSwapchainImage", |world| {
        let found = find(world, swapchain)?;
        if found.held.is_some() {
            let rule = "an image is taken while another is held";
            return world.refuse(Code::ERROR_CALL_ORDER_INVALID, rule);
        }
        let index = found.next;
        found.next = (index + 1) % IMAGES;
        found.held = Some((index, false));
        // SAFETY: a place for the number.
        unsafe { *out = index };
        settle(world, swapchain.into_raw(), index);
        DONE
    })
}

/// Gives an image that is taken for the first time the layout that OpenXR promises.
fn settle(world: &mut World, swapchain: u64, index: u32) {
    let Some(chain) = world.swapchains.get_mut(&swapchain) else { return };
    let session = world.sessions.get(&chain.session);
    let gpu = session.and_then(|session| session.gpu.as_ref());
    let (Some(image), Some(gpu)) = (chain.images.get_mut(index as usize), gpu) else { return };
    if !image.is_settled {
        image.is_settled = true;
        // SAFETY: the program does not use its queue while it takes an image.
        if let Err(error) = unsafe { gpu.settle(image, chain.layers) } {
            world.fail(error);
        }
    }
}

pub unsafe extern "system" fn wait(
    swapchain: sys::Swapchain,
    info: *const sys::SwapchainImageWaitInfo,
) -> Code {
    call("xrWaitSwapchainImage", |world| {
        let withheld = world.withheld > 0;
        let found = find(world, swapchain)?;
        let Some((_, is_ready @ false)) = &mut found.held else {
            let rule = "a wait for an image that was not taken, or twice";
            return world.refuse(Code::ERROR_CALL_ORDER_INVALID, rule);
        };
        if withheld {
            world.withheld -= 1;
            // SAFETY: OpenXR's promise for input structures.
            let timeout_ns = unsafe { (*info).timeout.as_nanos() };
            world.now_ns += timeout_ns.clamp(0, TIMEOUT_NS_MAX);
            return Ok(Code::TIMEOUT_EXPIRED);
        }
        *is_ready = true;
        DONE
    })
}

pub unsafe extern "system" fn release(
    swapchain: sys::Swapchain,
    _: *const sys::SwapchainImageReleaseInfo,
) -> Code {
    call("xrReleaseSwapchainImage", |world| {
        let found = find(world, swapchain)?;
        let Some((index, true)) = found.held else {
            let rule = "an image is given back that may not be written";
            return world.refuse(Code::ERROR_CALL_ORDER_INVALID, rule);
        };
        found.held = None;
        found.released = Some(index as usize);
        DONE
    })
}
