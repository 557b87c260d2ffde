//! Vulkan through the runtime (XR_KHR_vulkan_enable2): the runtime makes instance and device, wgpu
//! takes them over, and Bevy draws with them. The only file with Vulkan handles in it.
#![allow(unsafe_code)]

use crate::fault::XrFault;
use crate::runtime::System;
use anlan_xr_loop::Call;
use ash::vk::{self, Handle};
use bevy::render::renderer::{
    RenderAdapter, RenderAdapterInfo, RenderDevice, RenderInstance, RenderQueue, WgpuWrapper,
};
use bevy::render::settings::RenderCreation;
use openxr as xr;
use openxr::sys::Result as Code;
use std::ffi::c_void;
use std::mem::transmute;
use std::sync::Arc;
use wgpu::hal;
use wgpu::hal::api::Vulkan;

/// The version of Vulkan that is asked for: wgpu's own minimum with all it uses in core.
const VULKAN: u32 = vk::API_VERSION_1_2;

/// What a session needs of the device that Bevy draws with.
#[derive(Clone)]
pub(crate) struct Binding {
    pub device: wgpu::Device,
    instance: usize,
    physical: usize,
    logical: usize,
    family: u32,
}

impl Binding {
    /// How a session is told of the device.
    pub fn session(&self) -> xr::vulkan::SessionCreateInfo {
        xr::vulkan::SessionCreateInfo {
            instance: self.instance as *const c_void,
            physical_device: self.physical as *const c_void,
            device: self.logical as *const c_void,
            queue_family_index: self.family,
            queue_index: 0,
        }
    }
}

/// The renderer on the runtime's device, and what binds a session to it.
pub(crate) fn open(
    instance: &xr::Instance,
    system: &System,
) -> Result<(RenderCreation, Binding), XrFault> {
    let runtime = Runtime { instance, system: system.id };
    expect_vulkan(&runtime)?;
    // SAFETY: the system's Vulkan loader; wgpu keeps the entry, and with it the loader.
    let entry = unsafe { ash::Entry::load() }
        .map_err(|error| XrFault::Graphics(format!("there is no Vulkan loader ({error})")))?;
    let flags = wgpu::InstanceFlags::empty().with_env();
    let extensions = hal::vulkan::Instance::desired_extensions(&entry, VULKAN, flags)
        .map_err(|error| XrFault::Graphics(error.to_string()))?;
    let raw = make_instance(&runtime, &entry, &extensions)?;
    let instance_handle = raw.handle().as_raw() as usize;
    // SAFETY: `raw` was made with `extensions` and VULKAN, and wgpu owns it from here.
    let wgpu_instance = unsafe {
        hal::vulkan::Instance::from_raw(
            entry.clone(),
            raw.clone(),
            VULKAN,
            0,
            None,
            extensions,
            flags,
            wgpu::MemoryBudgetThresholds::default(),
            false,
            None,
        )
    }
    .map_err(|error| XrFault::Graphics(error.to_string()))?;
    let physical = physical(&runtime, instance_handle).map_err(graphics_call)?;
    let exposed = wgpu_instance
        .expose_adapter(physical)
        .ok_or_else(|| XrFault::Graphics("wgpu cannot use it".to_owned()))?;
    let opened = open_device(&runtime, &entry, &raw, physical, &exposed)?;
    let (family, logical) = (opened.family, opened.logical);
    let descriptor = wgpu::DeviceDescriptor {
        label: Some("headset"),
        required_features: opened.features,
        required_limits: exposed.capabilities.limits.clone(),
        memory_hints: wgpu::MemoryHints::Performance,
        // SAFETY: the same that Bevy asks for on its own; see its issue 22082.
        experimental_features: unsafe { wgpu::ExperimentalFeatures::enabled() },
        trace: wgpu::Trace::Off,
    };
    // SAFETY: all three belong together, and wgpu owns them from here.
    let (instance, adapter, device) = unsafe {
        let instance = wgpu::Instance::from_hal::<Vulkan>(wgpu_instance);
        let adapter = instance.create_adapter_from_hal(exposed);
        let device = adapter.create_device_from_hal(opened.open, &descriptor);
        (instance, adapter, device)
    };
    let (device, queue) = device.map_err(|error| XrFault::Graphics(error.to_string()))?;
    let binding = Binding {
        device: device.clone(),
        instance: instance_handle,
        physical: physical.as_raw() as usize,
        logical,
        family,
    };
    let creation = RenderCreation::manual(
        RenderDevice::from(device),
        RenderQueue(Arc::new(WgpuWrapper::new(queue))),
        RenderAdapterInfo(WgpuWrapper::new(adapter.get_info())),
        RenderAdapter(Arc::new(WgpuWrapper::new(adapter))),
        RenderInstance(Arc::new(WgpuWrapper::new(instance))),
    );
    Ok((creation, binding))
}

/// Whether a runtime that was connected anew still draws with the device that Bevy has.
pub(crate) fn still_fits(
    instance: &xr::Instance,
    system: xr::SystemId,
    binding: &Binding,
) -> Result<(), Code> {
    let runtime = Runtime { instance, system };
    // The specification wants the question asked before every session.
    instance.graphics_requirements::<xr::Vulkan>(system)?;
    let physical = physical(&runtime, binding.instance)?;
    let is_same = physical.as_raw() as usize == binding.physical;
    if is_same { Ok(()) } else { Err(Code::ERROR_GRAPHICS_DEVICE_INVALID) }
}

/// A runtime and its headset.
struct Runtime<'a> {
    instance: &'a xr::Instance,
    system: xr::SystemId,
}

fn graphics_call(code: Code) -> XrFault {
    XrFault::Call(Call::CreateSession, code)
}

/// The graphics device that drives the headset.
fn physical(runtime: &Runtime, instance: usize) -> Result<vk::PhysicalDevice, Code> {
    // SAFETY: a live VkInstance of ours.
    let raw = unsafe {
        runtime.instance.vulkan_graphics_device(runtime.system, instance as *const c_void)
    }?;
    Ok(vk::PhysicalDevice::from_raw(raw as u64))
}

/// Refuses a runtime that needs a later Vulkan than ours.
fn expect_vulkan(runtime: &Runtime) -> Result<(), XrFault> {
    let needs = runtime
        .instance
        .graphics_requirements::<xr::Vulkan>(runtime.system)
        .map_err(graphics_call)?;
    let ours = xr::Version::new(
        vk::api_version_major(VULKAN) as u16,
        vk::api_version_minor(VULKAN) as u16,
        0,
    );
    if ours < needs.min_api_version_supported {
        let least = needs.min_api_version_supported;
        return Err(XrFault::Graphics(format!("the runtime needs Vulkan {least} or later")));
    }
    Ok(())
}

fn make_instance(
    runtime: &Runtime,
    entry: &ash::Entry,
    extensions: &[&'static std::ffi::CStr],
) -> Result<ash::Instance, XrFault> {
    let names: Vec<_> = extensions.iter().map(|name| name.as_ptr()).collect();
    let application = vk::ApplicationInfo::default().application_name(c"Anlan").api_version(VULKAN);
    let create = vk::InstanceCreateInfo::default()
        .application_info(&application)
        .enabled_extension_names(&names);
    // SAFETY: `create` and all it points to live until the call returns; the function pointer has
    // one signature under two names.
    unsafe {
        let proc = transmute::<
            vk::PFN_vkGetInstanceProcAddr,
            xr::sys::platform::VkGetInstanceProcAddr,
        >(entry.static_fn().get_instance_proc_addr);
        let made = runtime
            .instance
            .create_vulkan_instance(runtime.system, proc, (&raw const create).cast())
            .map_err(graphics_call)?
            .map_err(|code| refused("instance", code))?;
        Ok(ash::Instance::load(entry.static_fn(), vk::Instance::from_raw(made as u64)))
    }
}

struct Opened {
    open: hal::OpenDevice<Vulkan>,
    features: wgpu::Features,
    family: u32,
    logical: usize,
}

fn open_device(
    runtime: &Runtime,
    entry: &ash::Entry,
    instance: &ash::Instance,
    physical: vk::PhysicalDevice,
    exposed: &hal::ExposedAdapter<Vulkan>,
) -> Result<Opened, XrFault> {
    let mut features = exposed.features;
    // Primary buffers that the CPU can map are slow on cards with their own memory.
    features.remove(wgpu::Features::MAPPABLE_PRIMARY_BUFFERS);
    let adapter = &exposed.adapter;
    let extensions = adapter.required_device_extensions(features);
    let mut enabled = adapter.physical_device_features(&extensions, features);
    // SAFETY: a live physical device.
    let families = unsafe { instance.get_physical_device_queue_family_properties(physical) };
    let family = families
        .iter()
        .position(|family| family.queue_flags.contains(vk::QueueFlags::GRAPHICS))
        .ok_or_else(|| XrFault::Graphics("it cannot draw".to_owned()))? as u32;
    let queues =
        [vk::DeviceQueueCreateInfo::default().queue_family_index(family).queue_priorities(&[1.0])];
    let names: Vec<_> = extensions.iter().map(|name| name.as_ptr()).collect();
    let create =
        vk::DeviceCreateInfo::default().queue_create_infos(&queues).enabled_extension_names(&names);
    let create = enabled.add_to_device_create(create);
    // SAFETY: as for the instance.
    let device = unsafe {
        let proc = transmute::<
            vk::PFN_vkGetInstanceProcAddr,
            xr::sys::platform::VkGetInstanceProcAddr,
        >(entry.static_fn().get_instance_proc_addr);
        let made = runtime
            .instance
            .create_vulkan_device(
                runtime.system,
                proc,
                physical.as_raw() as *const c_void,
                (&raw const create).cast(),
            )
            .map_err(graphics_call)?
            .map_err(|code| refused("device", code))?;
        ash::Device::load(instance.fp_v1_0(), vk::Device::from_raw(made as u64))
    };
    let logical = device.handle().as_raw() as usize;
    // SAFETY: the device was made with these extensions and features on queue 0 of this family;
    // wgpu destroys it.
    let open = unsafe {
        adapter.device_from_raw(
            device,
            None,
            &extensions,
            features,
            &exposed.capabilities.limits,
            &wgpu::MemoryHints::Performance,
            family,
            0,
        )
    }
    .map_err(|error| XrFault::Graphics(error.to_string()))?;
    Ok(Opened { open, features, family, logical })
}

fn refused(what: &str, code: i32) -> XrFault {
    let code = vk::Result::from_raw(code);
    XrFault::Graphics(format!("Vulkan makes no {what} for it ({code})"))
}

/// A buffer with this in it. wgpu's own `create_buffer_init` panics when the device is lost.
pub(crate) fn buffer(
    device: &wgpu::Device,
    queue: &wgpu::Queue,
    bytes: &[u8],
    usage: wgpu::BufferUsages,
) -> wgpu::Buffer {
    let buffer = device.create_buffer(&wgpu::BufferDescriptor {
        label: None,
        size: bytes.len() as u64,
        usage: usage | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    });
    queue.write_buffer(&buffer, 0, bytes);
    buffer
}

/// An image of a swapchain as a texture of wgpu.
pub(crate) fn texture(
    device: &wgpu::Device,
    image: u64,
    descriptor: &wgpu::TextureDescriptor,
    uses: wgpu::TextureUses,
) -> Option<wgpu::Texture> {
    let hal_descriptor = hal::TextureDescriptor {
        label: descriptor.label,
        size: descriptor.size,
        mip_level_count: descriptor.mip_level_count,
        sample_count: descriptor.sample_count,
        dimension: descriptor.dimension,
        format: descriptor.format,
        usage: uses,
        memory_flags: hal::MemoryFlags::empty(),
        view_formats: Vec::new(),
    };
    // SAFETY: the image belongs to the runtime, has this size, format and usage, and outlives the
    // texture: the session drops its textures before its swapchain.
    unsafe {
        let hal_texture = device.as_hal::<Vulkan>()?.texture_from_raw(
            vk::Image::from_raw(image),
            &hal_descriptor,
            Some(Box::new(|| ())),
            hal::vulkan::TextureMemory::External,
        );
        Some(device.create_texture_from_hal::<Vulkan>(hal_texture, descriptor))
    }
}
