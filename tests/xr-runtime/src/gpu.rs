//! Vulkan: the runtime makes instance and device the way the program wants them, owns the images
//! of swapchains on that device, and reads them back for pictures.

use crate::world::{DONE, World, call};
use ash::vk::{self, Handle as _};
use openxr::sys::platform::{
    VkDevice, VkGetInstanceProcAddr, VkInstance, VkPhysicalDevice, VkResult,
};
use openxr::sys::{self, Result as Code, SwapchainUsageFlags as Usage};
use std::ffi::c_void;
use std::mem::transmute;

/// The program's device, and a queue on it that is ours while the program calls.
pub struct Gpu {
    device: ash::Device,
    queue: vk::Queue,
    pool: vk::CommandPool,
    memory: vk::PhysicalDeviceMemoryProperties,
}

/// An image with its memory.
pub struct Image {
    pub image: vk::Image,
    memory: vk::DeviceMemory,
    aspect: vk::ImageAspectFlags,
    pub is_settled: bool,
}

type Made<T> = Result<T, String>;

fn said(doing: &'static str) -> impl Fn(vk::Result) -> String {
    move |code| format!("{doing}: {code}")
}

impl Gpu {
    /// # Safety
    /// The handles are alive and belong together.
    pub unsafe fn open(
        instance: &ash::Instance,
        binding: &sys::GraphicsBindingVulkanKHR,
    ) -> Made<Self> {
        // SAFETY: the caller's promise.
        unsafe {
            let physical = vk::PhysicalDevice::from_raw(binding.physical_device as u64);
            let logical = vk::Device::from_raw(binding.device as u64);
            let device = ash::Device::load(instance.fp_v1_0(), logical);
            let family = binding.queue_family_index;
            let queue = device.get_device_queue(family, binding.queue_index);
            let memory = instance.get_physical_device_memory_properties(physical);
            let info = vk::CommandPoolCreateInfo::default().queue_family_index(family);
            let pool = device.create_command_pool(&info, None).map_err(said("a command pool"))?;
            Ok(Self { device, queue, pool, memory })
        }
    }

    /// # Safety
    /// The device is alive.
    pub unsafe fn image(&self, info: &sys::SwapchainCreateInfo) -> Made<Image> {
        let format = vk::Format::from_raw(info.format as i32);
        let is_depth = info.format >= 124 && info.format <= 130;
        let mut usage = vk::ImageUsageFlags::TRANSFER_SRC | vk::ImageUsageFlags::TRANSFER_DST;
        for (asked, given) in [
            (Usage::COLOR_ATTACHMENT, vk::ImageUsageFlags::COLOR_ATTACHMENT),
            (Usage::DEPTH_STENCIL_ATTACHMENT, vk::ImageUsageFlags::DEPTH_STENCIL_ATTACHMENT),
            (Usage::SAMPLED, vk::ImageUsageFlags::SAMPLED),
        ] {
            if info.usage_flags.contains(asked) {
                usage |= given;
            }
        }
        let create = vk::ImageCreateInfo::default()
            .image_type(vk::ImageType::TYPE_2D)
            .format(format)
            .extent(vk::Extent3D { width: info.width, height: info.height, depth: 1 })
            .mip_levels(info.mip_count)
            .array_layers(info.array_size)
            .samples(vk::SampleCountFlags::from_raw(info.sample_count))
            .tiling(vk::ImageTiling::OPTIMAL)
            .usage(usage);
        let aspect =
            if is_depth { vk::ImageAspectFlags::DEPTH } else { vk::ImageAspectFlags::COLOR };
        // SAFETY: the caller's promise; memory of a type that fits is bound once.
        unsafe {
            let image = self.device.create_image(&create, None).map_err(said("an image"))?;
            let needs = self.device.get_image_memory_requirements(image);
            let memory = self.allocate(needs, vk::MemoryPropertyFlags::empty())?;
            let bound = self.device.bind_image_memory(image, memory, 0);
            bound.map_err(said("an image's memory"))?;
            Ok(Image { image, memory, aspect, is_settled: false })
        }
    }

    /// # Safety
    /// The device is alive.
    unsafe fn allocate(
        &self,
        needs: vk::MemoryRequirements,
        flags: vk::MemoryPropertyFlags,
    ) -> Made<vk::DeviceMemory> {
        let fits = |(index, kind): &(usize, &vk::MemoryType)| {
            needs.memory_type_bits & (1 << index) != 0 && kind.property_flags.contains(flags)
        };
        let mut kinds = self.memory.memory_types_as_slice().iter().enumerate();
        let (index, _) = kinds.find(fits).ok_or("no kind of memory fits")?;
        let info = vk::MemoryAllocateInfo::default()
            .allocation_size(needs.size)
            .memory_type_index(index as u32);
        // SAFETY: the caller's promise.
        unsafe { self.device.allocate_memory(&info, None).map_err(said("memory")) }
    }

    /// # Safety
    /// Nobody uses the image any more.
    pub unsafe fn forget(&self, image: Image) {
        // SAFETY: the caller's promise; what the program drew last is waited for.
        unsafe {
            let _ = self.device.device_wait_idle();
            self.device.destroy_image(image.image, None);
            self.device.free_memory(image.memory, None);
        }
    }

    /// Gives a new image its first layout.
    ///
    /// # Safety
    /// Nobody uses queue or image meanwhile.
    pub unsafe fn settle(&self, image: &Image, layers: u32) -> Made<()> {
        let to = image.layout();
        // SAFETY: the caller's promise.
        unsafe {
            self.submit(|commands| {
                let from = vk::ImageLayout::UNDEFINED;
                self.turn(commands, image.image, image.aspect, 0..layers, from, to);
            })
        }
    }

    /// Reads a layer of a picture with four bytes a pixel.
    ///
    /// # Safety
    /// Nobody uses queue or image meanwhile, and the image has the layout of a colour target.
    pub unsafe fn read(
        &self,
        image: vk::Image,
        layer: u32,
        width: u32,
        height: u32,
    ) -> Made<Vec<u8>> {
        let size = u64::from(width) * u64::from(height) * 4;
        let info =
            vk::BufferCreateInfo::default().size(size).usage(vk::BufferUsageFlags::TRANSFER_DST);
        let color = vk::ImageAspectFlags::COLOR;
        // SAFETY: the caller's promise; the buffer is as large as the picture.
        unsafe {
            let buffer = self.device.create_buffer(&info, None).map_err(said("a buffer"))?;
            let needs = self.device.get_buffer_memory_requirements(buffer);
            let flags =
                vk::MemoryPropertyFlags::HOST_VISIBLE | vk::MemoryPropertyFlags::HOST_COHERENT;
            let memory = self.allocate(needs, flags)?;
            self.device.bind_buffer_memory(buffer, memory, 0).map_err(said("a buffer"))?;
            let region = vk::BufferImageCopy::default()
                .image_subresource(vk::ImageSubresourceLayers {
                    aspect_mask: color,
                    mip_level: 0,
                    base_array_layer: layer,
                    layer_count: 1,
                })
                .image_extent(vk::Extent3D { width, height, depth: 1 });
            let (drawn, source) =
                (vk::ImageLayout::COLOR_ATTACHMENT_OPTIMAL, vk::ImageLayout::TRANSFER_SRC_OPTIMAL);
            self.submit(|commands| {
                let layers = layer..layer + 1;
                self.turn(commands, image, color, layers.clone(), drawn, source);
                self.device.cmd_copy_image_to_buffer(commands, image, source, buffer, &[region]);
                self.turn(commands, image, color, layers, source, drawn);
            })?;
            let flags = vk::MemoryMapFlags::empty();
            let bytes = self.device.map_memory(memory, 0, size, flags).map_err(said("a map"))?;
            let copy = std::slice::from_raw_parts(bytes.cast::<u8>(), size as usize).to_vec();
            self.device.destroy_buffer(buffer, None);
            self.device.free_memory(memory, None);
            Ok(copy)
        }
    }

    /// # Safety
    /// As [`Self::submit`], within it.
    unsafe fn turn(
        &self,
        commands: vk::CommandBuffer,
        image: vk::Image,
        aspect: vk::ImageAspectFlags,
        layers: std::ops::Range<u32>,
        from: vk::ImageLayout,
        to: vk::ImageLayout,
    ) {
        let barrier = vk::ImageMemoryBarrier::default()
            .src_access_mask(vk::AccessFlags::MEMORY_WRITE)
            .dst_access_mask(vk::AccessFlags::MEMORY_READ | vk::AccessFlags::MEMORY_WRITE)
            .old_layout(from)
            .new_layout(to)
            .src_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
            .dst_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
            .image(image)
            .subresource_range(vk::ImageSubresourceRange {
                aspect_mask: aspect,
                base_mip_level: 0,
                level_count: vk::REMAINING_MIP_LEVELS,
                base_array_layer: layers.start,
                layer_count: layers.len() as u32,
            });
        let all = vk::PipelineStageFlags::ALL_COMMANDS;
        let none = vk::DependencyFlags::empty();
        // SAFETY: the caller's promise.
        unsafe { self.device.cmd_pipeline_barrier(commands, all, all, none, &[], &[], &[barrier]) };
    }

    /// Records and runs commands, and waits for them.
    ///
    /// # Safety
    /// Nobody uses the queue meanwhile.
    unsafe fn submit(&self, record: impl FnOnce(vk::CommandBuffer)) -> Made<()> {
        let info = vk::CommandBufferAllocateInfo::default()
            .command_pool(self.pool)
            .command_buffer_count(1);
        // SAFETY: the caller's promise; the pool is ours.
        unsafe {
            let buffers = self.device.allocate_command_buffers(&info).map_err(said("commands"))?;
            let begin = vk::CommandBufferBeginInfo::default();
            self.device.begin_command_buffer(buffers[0], &begin).map_err(said("commands"))?;
            record(buffers[0]);
            self.device.end_command_buffer(buffers[0]).map_err(said("commands"))?;
            let submit = vk::SubmitInfo::default().command_buffers(&buffers);
            let fence = vk::Fence::null();
            self.device.queue_submit(self.queue, &[submit], fence).map_err(said("a submit"))?;
            self.device.queue_wait_idle(self.queue).map_err(said("a submit"))?;
            self.device.free_command_buffers(self.pool, &buffers);
        }
        Ok(())
    }
}

impl Drop for Gpu {
    fn drop(&mut self) {
        // SAFETY: the session that it belongs to is given back before the device.
        unsafe {
            let _ = self.device.device_wait_idle();
            self.device.destroy_command_pool(self.pool, None);
        }
    }
}

impl Image {
    /// The layout that OpenXR promises to whoever takes it.
    fn layout(&self) -> vk::ImageLayout {
        if self.aspect == vk::ImageAspectFlags::COLOR {
            vk::ImageLayout::COLOR_ATTACHMENT_OPTIMAL
        } else {
            vk::ImageLayout::DEPTH_STENCIL_ATTACHMENT_OPTIMAL
        }
    }
}

pub unsafe extern "system" fn requirements(
    instance: sys::Instance,
    _: sys::SystemId,
    out: *mut sys::GraphicsRequirementsVulkanKHR,
) -> Code {
    call("xrGetVulkanGraphicsRequirements2KHR", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for output structures.
        let out = unsafe { &mut *out };
        out.min_api_version_supported = sys::Version::new(1, 0, 0);
        out.max_api_version_supported = sys::Version::new(1, 4, 0);
        DONE
    })
}

/// The way to Vulkan's functions that the program gave, and its instance.
pub struct Vulkan {
    functions: ash::StaticFn,
    instance: u64,
}

pub unsafe extern "system" fn create_instance(
    instance: sys::Instance,
    info: *const sys::VulkanInstanceCreateInfoKHR,
    out: *mut VkInstance,
    result: *mut VkResult,
) -> Code {
    call("xrCreateVulkanInstanceKHR", |world| {
        world.instance(instance)?;
        // SAFETY: OpenXR's promise for structures, and Vulkan's for what lies in them; the
        // function has one signature under two names.
        unsafe {
            let get = (*info).pfn_get_instance_proc_addr.ok_or(Code::ERROR_VALIDATION_FAILURE)?;
            let get_instance_proc_addr =
                transmute::<VkGetInstanceProcAddr, vk::PFN_vkGetInstanceProcAddr>(get);
            let functions = ash::StaticFn { get_instance_proc_addr };
            let entry = ash::Entry::from_static_fn(functions.clone());
            let mut made = vk::Instance::null();
            let create = entry.fp_v1_0().create_instance;
            let code = create((*info).vulkan_create_info.cast(), std::ptr::null(), &raw mut made);
            *result = code.as_raw();
            *out = made.as_raw() as *const c_void;
            world.vulkan = Some(Vulkan { functions, instance: made.as_raw() });
        }
        DONE
    })
}

impl World {
    /// The program's Vulkan instance, as long as it lives.
    pub fn vulkan(&mut self) -> Result<ash::Instance, Code> {
        let Some(vulkan) = &self.vulkan else {
            let rule = "a Vulkan device without an instance made through OpenXR";
            return self.refuse(Code::ERROR_CALL_ORDER_INVALID, rule);
        };
        let handle = vk::Instance::from_raw(vulkan.instance);
        // SAFETY: the program made it through us, and uses it with us.
        Ok(unsafe { ash::Instance::load(&vulkan.functions, handle) })
    }
}

pub unsafe extern "system" fn graphics_device(
    instance: sys::Instance,
    _: *const sys::VulkanGraphicsDeviceGetInfoKHR,
    out: *mut VkPhysicalDevice,
) -> Code {
    call("xrGetVulkanGraphicsDevice2KHR", |world| {
        world.instance(instance)?;
        // SAFETY: a live instance, and a place for the device.
        let devices = unsafe { world.vulkan()?.enumerate_physical_devices() };
        let Some(first) = devices.unwrap_or_default().first().copied() else {
            world.fail("Vulkan finds no device".to_owned());
            return Err(Code::ERROR_RUNTIME_FAILURE);
        };
        // SAFETY: as above.
        unsafe { *out = first.as_raw() as *const c_void };
        DONE
    })
}

pub unsafe extern "system" fn create_device(
    instance: sys::Instance,
    info: *const sys::VulkanDeviceCreateInfoKHR,
    out: *mut VkDevice,
    result: *mut VkResult,
) -> Code {
    call("xrCreateVulkanDeviceKHR", |world| {
        world.instance(instance)?;
        let create = world.vulkan()?.fp_v1_0().create_device;
        // SAFETY: OpenXR's promise for structures, and Vulkan's for what lies in them.
        unsafe {
            let physical = vk::PhysicalDevice::from_raw((*info).vulkan_physical_device as u64);
            let mut made = vk::Device::null();
            let create_info = (*info).vulkan_create_info.cast();
            *result = create(physical, create_info, std::ptr::null(), &raw mut made).as_raw();
            *out = made.as_raw() as *const c_void;
        }
        DONE
    })
}
