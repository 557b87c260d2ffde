//! The layers of a frame: read and checked when it ends, and copied to PNG where the script asks.

use crate::pose;
use crate::world::{World, chained};
use openxr::sys::{self, Handle as _, Posef, Result as Code};
use std::path::Path;

/// What one frame shows.
#[derive(Default)]
pub struct Layers {
    /// Where the left eye was drawn from, in the stage, its step to the side taken back.
    pub eye: Option<Posef>,
    /// Pictures with the ends of their files' names.
    pictures: Vec<(String, Picture)>,
}

#[derive(Clone, Copy)]
struct Picture {
    chain: u64,
    layer: u32,
    rect: sys::Rect2Di,
}

/// # Safety
/// `info` is what OpenXR says it is: an array of pointers to layers of their types.
pub unsafe fn read(world: &mut World, info: &sys::FrameEndInfo) -> Result<Layers, Code> {
    let mut layers = Layers::default();
    for index in 0..info.layer_count as usize {
        // SAFETY: the caller's promise.
        unsafe {
            let header = *info.layers.add(index);
            match (*header).ty {
                sys::CompositionLayerProjection::TYPE => {
                    let projection = &*header.cast::<sys::CompositionLayerProjection>();
                    read_projection(world, projection, info.display_time, &mut layers)?;
                }
                sys::CompositionLayerQuad::TYPE => {
                    let quad = &*header.cast::<sys::CompositionLayerQuad>();
                    let picture = read_picture(world, &quad.sub_image)?;
                    expect_pose(world, &quad.pose)?;
                    world.placed(quad.space.into_raw(), info.display_time.as_nanos())?;
                    let count = layers.pictures.iter().filter(|(n, _)| n.starts_with('q')).count();
                    layers.pictures.push((format!("quad{count}"), picture));
                    world.report.quads += 1;
                }
                _ => world.report.others += 1,
            }
        }
    }
    Ok(layers)
}

/// # Safety
/// As [`read`].
unsafe fn read_projection(
    world: &mut World,
    projection: &sys::CompositionLayerProjection,
    display: sys::Time,
    layers: &mut Layers,
) -> Result<(), Code> {
    if projection.view_count != 2 {
        return world.refuse(Code::ERROR_VALIDATION_FAILURE, "a projection without two views");
    }
    let base = world.placed(projection.space.into_raw(), display.as_nanos())?;
    world.report.projections += 1;
    // SAFETY: an array of two views.
    let views = unsafe { std::slice::from_raw_parts(projection.views, 2) };
    for (view, name) in views.iter().zip(["left", "right"]) {
        expect_pose(world, &view.pose)?;
        let picture = read_picture(world, &view.sub_image)?;
        layers.pictures.push((name.to_owned(), picture));
        let ty = sys::CompositionLayerDepthInfoKHR::TYPE;
        // SAFETY: a chain of OpenXR.
        if let Some(depth) = unsafe { chained::<sys::CompositionLayerDepthInfoKHR>(view.next, ty) }
        {
            read_picture(world, &depth.sub_image)?;
            world.report.depths += 1;
        }
    }
    layers.eye = base.map(|base| pose::then(&base, &views[0].pose));
    Ok(())
}

fn expect_pose(world: &mut World, pose: &Posef) -> Result<(), Code> {
    let q = pose.orientation;
    let length = q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w;
    if (length - 1.0).abs() > 0.01 {
        return world.refuse(Code::ERROR_POSE_INVALID, "a layer's pose is no rotation");
    }
    Ok(())
}

fn read_picture(world: &mut World, image: &sys::SwapchainSubImage) -> Result<Picture, Code> {
    let chain = image.swapchain.into_raw();
    let Some(found) = world.swapchains.get(&chain) else {
        return world.refuse(Code::ERROR_HANDLE_INVALID, "a layer without a swapchain");
    };
    let (width, height) = (found.width as i32, found.height as i32);
    let rect = image.image_rect;
    let fits = rect.offset.x >= 0
        && rect.offset.y >= 0
        && rect.extent.width > 0
        && rect.extent.height > 0
        && rect.offset.x + rect.extent.width <= width
        && rect.offset.y + rect.extent.height <= height;
    if !fits || image.image_array_index >= found.layers {
        return world.refuse(Code::ERROR_SWAPCHAIN_RECT_INVALID, "a layer outside of its picture");
    }
    if found.released.is_none() {
        return world.refuse(Code::ERROR_LAYER_INVALID, "a layer whose picture was never given");
    }
    Ok(Picture { chain, layer: image.image_array_index, rect })
}

/// Writes the frame's pictures if the script asks for them.
pub fn capture(world: &mut World, session: u64, layers: &Layers) {
    if layers.pictures.is_empty() {
        return;
    }
    world.layered += 1;
    let number = world.layered;
    let wanted = world.script.captures.iter().filter(|capture| capture.frame == number);
    for prefix in wanted.map(|capture| capture.prefix.clone()).collect::<Vec<_>>() {
        for (name, picture) in &layers.pictures {
            let path = format!("{prefix}-{name}.png");
            match write(world, session, picture, Path::new(&path)) {
                Ok(()) => world.report.captures.push(path),
                Err(error) => world.fail(format!("{path}: {error}")),
            }
        }
    }
}

fn write(world: &World, session: u64, picture: &Picture, path: &Path) -> Result<(), String> {
    let chain = world.swapchains.get(&picture.chain).ok_or("its swapchain is gone")?;
    let gpu = world.sessions.get(&session).and_then(|session| session.gpu.as_ref());
    let gpu = gpu.ok_or("the session is headless")?;
    let is_bgra = match chain.format {
        37 | 43 => false,
        44 | 50 => true,
        format => return Err(format!("format {format} cannot be written")),
    };
    let image = chain.released.and_then(|index| chain.images.get(index));
    let image = image.ok_or("nothing was released")?;
    // SAFETY: the program does not use its queue while a frame ends, and the image is ours.
    let bytes = unsafe { gpu.read(image.image, picture.layer, chain.width, chain.height) }?;
    let (x, y) = (picture.rect.offset.x as usize, picture.rect.offset.y as usize);
    let width = picture.rect.extent.width as usize;
    let height = picture.rect.extent.height as usize;
    let rows = bytes.chunks_exact(chain.width as usize * 4).skip(y).take(height);
    let mut pixels: Vec<u8> = rows.flat_map(|row| &row[x * 4..(x + width) * 4]).copied().collect();
    if is_bgra {
        pixels.chunks_exact_mut(4).for_each(|pixel| pixel.swap(0, 2));
    }
    let file = std::fs::File::create(path).map_err(|error| error.to_string())?;
    let mut encoder = png::Encoder::new(file, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&pixels).map_err(|error| error.to_string())
}
