//! The loop's drawing calls on a real loader: swapchains for the eyes, their depth and a card, and
//! the frame's layers. The pictures are cleared with Vulkan: left red, right green, card blue.

use crate::headset::{Clock, VIEWS};
use anlan_xr_loop::{COLOUR_USAGE, DEPTH_USAGE, DrawCalls, EYES, Eyes, Format, ImageOrder, Shown};
use ash::vk::{self, Handle as _};
use openxr as xr;
use openxr::sys::{self, Result as Code};
use std::ffi::c_void;
use std::mem::transmute;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The play space, which both ends use and the main one may change.
pub type Place = Arc<Mutex<Option<xr::Space>>>;

const COLOURS: [[f32; 4]; 3] = [[1.0, 0.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 1.0, 1.0]];
const CARD_PX: (u32, u32) = (64, 32);
const VULKAN: u32 = vk::API_VERSION_1_1;

/// The device that the runtime made.
pub struct Gpu {
    _entry: ash::Entry,
    instance: ash::Instance,
    physical: vk::PhysicalDevice,
    device: ash::Device,
    queue: vk::Queue,
    pool: vk::CommandPool,
}

impl Gpu {
    pub fn open(runtime: &xr::Instance, system: xr::SystemId) -> Result<Self, Code> {
        let failed = |_| Code::ERROR_GRAPHICS_DEVICE_INVALID;
        runtime.graphics_requirements::<xr::Vulkan>(system)?;
        let application = vk::ApplicationInfo::default().api_version(VULKAN);
        let info = vk::InstanceCreateInfo::default().application_info(&application);
        // SAFETY: Vulkan's own loader; what is passed lives until the calls return; everything
        // here is on queue 0 of family 0, which draws on every software device.
        unsafe {
            let entry = ash::Entry::load().map_err(|_| Code::ERROR_GRAPHICS_DEVICE_INVALID)?;
            let get = transmute::<
                vk::PFN_vkGetInstanceProcAddr,
                sys::platform::VkGetInstanceProcAddr,
            >(entry.static_fn().get_instance_proc_addr);
            let made = runtime.create_vulkan_instance(system, get, (&raw const info).cast())?;
            let handle = vk::Instance::from_raw(made.map_err(failed)? as u64);
            let instance = ash::Instance::load(entry.static_fn(), handle);
            let raw = handle.as_raw() as *const c_void;
            let physical = runtime.vulkan_graphics_device(system, raw)?;
            let queues = [vk::DeviceQueueCreateInfo::default().queue_priorities(&[1.0])];
            let info = vk::DeviceCreateInfo::default().queue_create_infos(&queues);
            let made =
                runtime.create_vulkan_device(system, get, physical, (&raw const info).cast())?;
            let handle = vk::Device::from_raw(made.map_err(failed)? as u64);
            let device = ash::Device::load(instance.fp_v1_0(), handle);
            let pool = device.create_command_pool(&vk::CommandPoolCreateInfo::default(), None);
            let pool = pool.map_err(|_| Code::ERROR_GRAPHICS_DEVICE_INVALID)?;
            let queue = device.get_device_queue(0, 0);
            let physical = vk::PhysicalDevice::from_raw(physical as u64);
            Ok(Self { _entry: entry, instance, physical, device, queue, pool })
        }
    }

    pub fn binding(&self) -> xr::vulkan::SessionCreateInfo {
        xr::vulkan::SessionCreateInfo {
            instance: self.instance.handle().as_raw() as *const c_void,
            physical_device: self.physical.as_raw() as *const c_void,
            device: self.device.handle().as_raw() as *const c_void,
            queue_family_index: 0,
            queue_index: 0,
        }
    }

    /// Clears a layer of an image that is ours, and leaves it as a colour target.
    fn clear(&self, image: u64, layer: u32, colour: [f32; 4]) {
        let range = vk::ImageSubresourceRange {
            aspect_mask: vk::ImageAspectFlags::COLOR,
            base_mip_level: 0,
            level_count: 1,
            base_array_layer: layer,
            layer_count: 1,
        };
        let (drawn, target) =
            (vk::ImageLayout::COLOR_ATTACHMENT_OPTIMAL, vk::ImageLayout::TRANSFER_DST_OPTIMAL);
        let turn = |from, to| {
            vk::ImageMemoryBarrier::default()
                .src_access_mask(vk::AccessFlags::MEMORY_WRITE)
                .dst_access_mask(vk::AccessFlags::MEMORY_WRITE | vk::AccessFlags::MEMORY_READ)
                .old_layout(from)
                .new_layout(to)
                .image(vk::Image::from_raw(image))
                .subresource_range(range)
        };
        let all = vk::PipelineStageFlags::ALL_COMMANDS;
        let none = vk::DependencyFlags::empty();
        let info = vk::CommandBufferAllocateInfo::default()
            .command_pool(self.pool)
            .command_buffer_count(1);
        let device = &self.device;
        // SAFETY: the one thread that uses the queue; the image was waited for.
        unsafe {
            let Ok(buffers) = device.allocate_command_buffers(&info) else { return };
            let commands = buffers[0];
            let _ = device.begin_command_buffer(commands, &vk::CommandBufferBeginInfo::default());
            let barrier = [turn(drawn, target)];
            device.cmd_pipeline_barrier(commands, all, all, none, &[], &[], &barrier);
            let value = vk::ClearColorValue { float32: colour };
            let image = vk::Image::from_raw(image);
            device.cmd_clear_color_image(commands, image, target, &value, &[range]);
            let barrier = [turn(target, drawn)];
            device.cmd_pipeline_barrier(commands, all, all, none, &[], &[], &barrier);
            let _ = device.end_command_buffer(commands);
            let submit = vk::SubmitInfo::default().command_buffers(&buffers);
            let _ = device.queue_submit(self.queue, &[submit], vk::Fence::null());
            let _ = device.queue_wait_idle(self.queue);
            device.free_command_buffers(self.pool, &buffers);
        }
    }
}

impl Drop for Gpu {
    fn drop(&mut self) {
        // SAFETY: the session held the last other reference, and is gone.
        unsafe {
            self.device.destroy_command_pool(self.pool, None);
            self.device.destroy_device(None);
            self.instance.destroy_instance(None);
        }
    }
}

/// A swapchain with where its image is; `openxr`'s own order of calls is not asked.
struct Chain {
    images: Vec<u64>,
    order: ImageOrder,
    chain: xr::Swapchain<xr::Vulkan>,
    size: (u32, u32),
}

/// A result that asks for nothing.
fn plain(code: Code) -> Result<(), Code> {
    if code == Code::SUCCESS { Ok(()) } else { Err(code) }
}

impl Chain {
    fn new(
        session: &xr::Session<xr::Vulkan>,
        format: u32,
        usage: &[xr::SwapchainUsageFlags],
        size: (u32, u32),
        layers: u32,
    ) -> Result<Self, Code> {
        let chain = session.create_swapchain(&xr::SwapchainCreateInfo {
            create_flags: xr::SwapchainCreateFlags::EMPTY,
            usage_flags: usage.iter().fold(xr::SwapchainUsageFlags::EMPTY, |all, one| all | *one),
            format,
            sample_count: 1,
            width: size.0,
            height: size.1,
            face_count: 1,
            array_size: layers,
            mip_count: 1,
        })?;
        let images = chain.enumerate_images()?;
        Ok(Self { images, order: ImageOrder::Away, chain, size })
    }

    fn acquire(&mut self) -> Result<usize, Code> {
        let chain = &mut self.chain;
        self.order.acquire(|| chain.acquire_image().map(|index| index as usize))
    }

    fn wait(&mut self, timeout_ns: i64) -> Result<(), Code> {
        let chain = &self.chain;
        let taken = self.order.wait(|| {
            let info = sys::SwapchainImageWaitInfo {
                ty: sys::SwapchainImageWaitInfo::TYPE,
                next: std::ptr::null(),
                timeout: xr::Duration::from_nanos(timeout_ns),
            };
            let wait = chain.instance().fp().wait_swapchain_image;
            // SAFETY: a live swapchain and a complete structure.
            plain(unsafe { wait(chain.as_raw(), &raw const info) })
        });
        match taken? {
            anlan_xr_loop::Taken::Ready(_) => Ok(()),
            _ => Err(Code::TIMEOUT_EXPIRED),
        }
    }

    fn release(&mut self) -> Result<(), Code> {
        let chain = &self.chain;
        let release = chain.instance().fp().release_swapchain_image;
        // SAFETY: a live swapchain.
        let call = || plain(unsafe { release(chain.as_raw(), std::ptr::null()) });
        self.order.release(call).map(|_| ())
    }

    fn sub_image(&self, layer: usize) -> sys::SwapchainSubImage {
        let (width, height) = (self.size.0 as i32, self.size.1 as i32);
        sys::SwapchainSubImage {
            swapchain: self.chain.as_raw(),
            image_rect: xr::Rect2Di {
                offset: xr::Offset2Di::default(),
                extent: xr::Extent2Di { width, height },
            },
            image_array_index: layer as u32,
        }
    }

    fn image(&self) -> Option<u64> {
        let (ImageOrder::Ready(index) | ImageOrder::Acquired(index)) = self.order else {
            return None;
        };
        self.images.get(index).copied()
    }
}

pub struct Drawing {
    colour: Chain,
    depth: Option<Chain>,
    card: Chain,
    has_card: bool,
    place: Place,
    stream: xr::FrameStream<xr::Vulkan>,
    session: xr::Session<xr::Vulkan>,
    gpu: Arc<Gpu>,
    clock: Clock,
    shown: Arc<AtomicU64>,
}

impl Drawing {
    pub fn new(
        session: xr::Session<xr::Vulkan>,
        stream: xr::FrameStream<xr::Vulkan>,
        place: Place,
        gpu: Arc<Gpu>,
        (format, depth): (Format, Option<u32>),
        size: (u32, u32),
        (clock, shown): (Clock, Arc<AtomicU64>),
    ) -> Result<Self, Code> {
        // Pictures are cleared by a copy here.
        let usage = [COLOUR_USAGE[0], COLOUR_USAGE[1], xr::SwapchainUsageFlags::TRANSFER_DST];
        let depth = depth.map(|raw| Chain::new(&session, raw, &DEPTH_USAGE, size, EYES as u32));
        Ok(Self {
            colour: Chain::new(&session, format.raw, &usage, size, EYES as u32)?,
            depth: depth.transpose()?,
            card: Chain::new(&session, format.raw, &usage, CARD_PX, 1)?,
            has_card: false,
            place,
            stream,
            session,
            gpu,
            clock,
            shown,
        })
    }

    /// Draws the card once; its picture is shown again in each frame.
    fn draw_card(&mut self) -> Result<(), Code> {
        if !self.has_card {
            self.card.acquire()?;
            self.card.wait(0)?;
            if let Some(image) = self.card.image() {
                self.gpu.clear(image, 0, COLOURS[2]);
            }
            self.card.release()?;
            self.has_card = true;
        }
        Ok(())
    }

    fn views(&self, eyes: &Eyes, depths: &[sys::CompositionLayerDepthInfoKHR]) -> Vec<View> {
        let view = |eye: usize| View {
            ty: View::TYPE,
            next: depths.get(eye).map_or(std::ptr::null(), |depth| (&raw const *depth).cast()),
            pose: eyes[eye].pose,
            fov: eyes[eye].fov,
            sub_image: self.colour.sub_image(eye),
        };
        (0..EYES).map(view).collect()
    }
}

type View = sys::CompositionLayerProjectionView;

impl DrawCalls for Drawing {
    fn now_ns(&self) -> i64 {
        self.clock.now_ns()
    }

    /// Nothing here is paced by it.
    fn worked_ns(&self) -> i64 {
        0
    }

    fn begin_frame(&mut self) -> Result<(), Code> {
        self.stream.begin()
    }

    fn acquire(&mut self) -> Result<usize, Code> {
        if let Some(depth) = &mut self.depth {
            depth.acquire()?;
        }
        self.colour.acquire()
    }

    fn wait_image(&mut self, timeout_ns: i64) -> Result<(), Code> {
        if let Some(depth) = &mut self.depth {
            depth.wait(timeout_ns)?;
        }
        self.colour.wait(timeout_ns)
    }

    fn release(&mut self) -> Result<(), Code> {
        if let Some(image) = self.colour.image() {
            (0..EYES).for_each(|eye| self.gpu.clear(image, eye as u32, COLOURS[eye]));
        }
        if let Some(depth) = &mut self.depth {
            depth.release()?;
        }
        self.colour.release()
    }

    fn locate_views(&mut self, at: xr::Time) -> Result<(xr::ViewStateFlags, Vec<xr::View>), Code> {
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        let space = place.as_ref().ok_or(Code::ERROR_HANDLE_INVALID)?;
        self.session.locate_views(VIEWS, at, space)
    }

    fn end_frame(&mut self, display: xr::Time, shown: &Shown) -> Result<(), Code> {
        if !matches!(shown, Shown::Nothing) {
            // A card that cannot be drawn is not shown.
            let _drawn = self.draw_card();
        }
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        let space = place.as_ref().map_or(sys::Space::default(), |space| space.as_raw());
        let depth = |chain: &Chain, eye| sys::CompositionLayerDepthInfoKHR {
            ty: sys::CompositionLayerDepthInfoKHR::TYPE,
            next: std::ptr::null(),
            sub_image: chain.sub_image(eye),
            min_depth: 0.0,
            max_depth: 1.0,
            near_z: f32::INFINITY,
            far_z: 0.1,
        };
        let depths = self.depth.as_ref().map(|chain| [0, 1].map(|eye| depth(chain, eye)));
        let views = match shown {
            Shown::Eyes(eyes) => self.views(eyes, depths.as_ref().map_or(&[], |d| d.as_slice())),
            _ => Vec::new(),
        };
        let projection = sys::CompositionLayerProjection {
            ty: sys::CompositionLayerProjection::TYPE,
            next: std::ptr::null(),
            layer_flags: xr::CompositionLayerFlags::EMPTY,
            space,
            view_count: views.len() as u32,
            views: views.as_ptr(),
        };
        let card = sys::CompositionLayerQuad {
            ty: sys::CompositionLayerQuad::TYPE,
            next: std::ptr::null(),
            layer_flags: xr::CompositionLayerFlags::EMPTY,
            space,
            eye_visibility: xr::EyeVisibility::BOTH,
            sub_image: self.card.sub_image(0),
            pose: xr::Posef::IDENTITY,
            size: xr::Extent2Df { width: 0.4, height: 0.2 },
        };
        let mut layers: Vec<*const sys::CompositionLayerBaseHeader> = Vec::new();
        if !views.is_empty() {
            layers.push((&raw const projection).cast());
        }
        if self.has_card && !matches!(shown, Shown::Nothing) {
            layers.push((&raw const card).cast());
        }
        let info = sys::FrameEndInfo {
            ty: sys::FrameEndInfo::TYPE,
            next: std::ptr::null(),
            display_time: display,
            environment_blend_mode: xr::EnvironmentBlendMode::OPAQUE,
            layer_count: layers.len() as u32,
            layers: layers.as_ptr(),
        };
        let end = self.session.instance().fp().end_frame;
        // SAFETY: a live session; the layers and all they point to live until the call returns.
        plain(unsafe { end(self.session.as_raw(), &raw const info) })?;
        if !views.is_empty() {
            self.shown.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }
}
