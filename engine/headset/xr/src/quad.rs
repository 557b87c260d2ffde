//! Flat pictures that the runtime itself puts before the wearer: words stay as sharp as the display
//! is, however coarse the eyes' pictures are, and they stay when the place is not drawn.

use crate::draw::Wall;
use crate::eyes::{XrOrigin, pose_of};
use crate::frame::Begun;
use crate::input::XrInput;
use crate::swapchain;
use anlan_xr_loop::{Format, ImageOrder, Taken};
use bevy::math::UVec2;
use bevy::prelude::*;
use bevy::render::extract_resource::ExtractResource;
use bevy::render::render_asset::RenderAssets;
use bevy::render::renderer::{PendingCommandBuffers, RenderDevice};
use bevy::render::texture::GpuImage;
use openxr as xr;
use openxr::sys::Result as Code;
use std::collections::HashMap;
use wgpu::{TextureFormat, TextureUses};

/// So many at most, the others are not shown: runtimes take sixteen layers in all.
const QUADS_MAX: usize = 4;
/// A picture is given to the runtime this often at most, nanoseconds: nobody reads faster.
const RENEW_NS: i64 = 33_000_000;
/// How long a flat picture may be withheld, nanoseconds; then it stays as it was.
const WAIT_NS_MAX: i64 = 2_000_000;

/// A flat picture at its [`Transform`], facing +z. The image must hold colours that are multiplied
/// by their alpha, as `Rgba8UnormSrgb`, and be usable as `COPY_SRC`.
#[derive(Component, Clone, Debug)]
pub struct XrQuad {
    /// What is on it.
    pub image: Handle<Image>,
    /// Width and height, metres.
    pub size_m: Vec2,
    /// How much of the desktop's window its copy there fills, 0 to 1.
    pub window_share: f32,
}

/// Whether [`XrQuad`]s are shown now; if not, whoever spawned them draws a stand-in.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct XrQuadsShown(pub bool);

/// One that is to be shown.
#[derive(Clone, Copy)]
pub(crate) struct Order {
    pub image: AssetId<Image>,
    pose: xr::Posef,
    pub size_m: Vec2,
    pub window_share: f32,
    /// From the wearer's eyes, metres.
    away_m: f32,
}

/// Those of this frame, the farthest first: later ones lie over earlier ones.
#[derive(Resource, ExtractResource, Clone, Default)]
pub(crate) struct QuadOrders(pub Vec<Order>);

/// The swapchain of one.
struct Flat {
    chain: xr::Swapchain<xr::Vulkan>,
    textures: Vec<wgpu::Texture>,
    size: UVec2,
    order: ImageOrder,
    renewed_ns: Option<i64>,
}

/// All of a session.
pub(crate) struct Quads {
    orders: Vec<Order>,
    flats: HashMap<AssetId<Image>, Flat>,
    device: wgpu::Device,
    colour: Format,
    // Last: swapchains go before their session.
    session: xr::Session<xr::Vulkan>,
}

impl Quads {
    pub fn new(session: xr::Session<xr::Vulkan>, device: wgpu::Device, colour: Format) -> Self {
        Self { orders: Vec::new(), flats: HashMap::new(), device, colour, session }
    }

    /// Pictures can be copied as they are.
    fn fits(&self) -> bool {
        swapchain::format_of(self.colour.raw) == Some(TextureFormat::Rgba8UnormSrgb)
    }

    /// The layers.
    pub fn layers<'a>(
        &'a self,
        play: &'a xr::Space,
    ) -> Vec<xr::CompositionLayerQuad<'a, xr::Vulkan>> {
        let layer = |order: &Order| {
            let flat = self.flats.get(&order.image).filter(|flat| flat.renewed_ns.is_some())?;
            let size = flat.size.as_ivec2();
            let rect = xr::Rect2Di {
                offset: xr::Offset2Di { x: 0, y: 0 },
                extent: xr::Extent2Di { width: size.x, height: size.y },
            };
            let picture = xr::SwapchainSubImage::new().swapchain(&flat.chain).image_rect(rect);
            let size = xr::Extent2Df { width: order.size_m.x, height: order.size_m.y };
            Some(
                xr::CompositionLayerQuad::new()
                    .layer_flags(xr::CompositionLayerFlags::BLEND_TEXTURE_SOURCE_ALPHA)
                    .space(play)
                    .eye_visibility(xr::EyeVisibility::BOTH)
                    .sub_image(picture)
                    .pose(order.pose)
                    .size(size),
            )
        };
        self.orders.iter().filter_map(layer).collect()
    }

    /// Gives back what was copied; to be called after it is submitted.
    pub fn give_back(&mut self, display_ns: i64) {
        let mut lost = Vec::new();
        for (image, Flat { chain, order, renewed_ns, .. }) in &mut self.flats {
            match order.release(|| swapchain::release(chain)) {
                Ok(true) => *renewed_ns = Some(display_ns),
                Ok(false) => {}
                Err(code) => lost.push((*image, code)),
            }
        }
        lost.into_iter().for_each(|(image, code)| self.lose(image, code));
    }

    /// What ends a session comes again with the next call of the loop.
    fn lose(&mut self, image: AssetId<Image>, code: Code) {
        warn!("a panel keeps its picture: {code:?}");
        let _ = self.device.poll(wgpu::PollType::wait_indefinitely());
        self.flats.remove(&image);
    }

    fn flat(&mut self, image: AssetId<Image>, size: UVec2) -> Result<&mut Flat, Code> {
        if self.flats.get(&image).is_some_and(|flat| flat.size != size) {
            self.flats.remove(&image);
        }
        if !self.flats.contains_key(&image) {
            let (chain, textures) =
                swapchain::flat(&self.session, &self.device, size, self.colour.raw)?;
            let flat = Flat { chain, textures, size, order: ImageOrder::Away, renewed_ns: None };
            self.flats.insert(image, flat);
        }
        self.flats.get_mut(&image).ok_or(Code::ERROR_HANDLE_INVALID)
    }
}

impl Flat {
    /// What copies a picture to the runtime's next one, once it is submitted.
    fn renew(
        &mut self,
        from: &wgpu::Texture,
        device: &wgpu::Device,
    ) -> Result<Option<wgpu::CommandBuffer>, Code> {
        let Self { chain, textures, order, .. } = self;
        order.acquire(|| chain.acquire_image().map(|index| index as usize))?;
        let Taken::Ready(index) = order.wait(|| swapchain::wait(chain, WAIT_NS_MAX))? else {
            return Ok(None);
        };
        Ok(textures.get(index).map(|to| {
            let mut encoder = device.create_command_encoder(&default());
            encoder.copy_texture_to_texture(from.as_image_copy(), to.as_image_copy(), to.size());
            // The runtime expects it as a target of drawing.
            let state = TextureUses::COLOR_TARGET;
            let back = wgpu::TextureTransition { texture: to, selector: None, state };
            encoder.transition_resources(std::iter::empty(), std::iter::once(back));
            encoder.finish()
        }))
    }
}

/// Where each is in the play space.
pub(crate) fn order_quads(
    quads: Query<(&XrQuad, &GlobalTransform, &InheritedVisibility)>,
    (origin, wall, input): (Res<XrOrigin>, Res<Wall>, Res<XrInput>),
    mut orders: ResMut<QuadOrders>,
    mut shown: ResMut<XrQuadsShown>,
) {
    shown.set_if_neq(XrQuadsShown(wall.look().quads.as_ref().is_some_and(Quads::fits)));
    let back = Transform::from_matrix(origin.0.to_matrix().inverse());
    let head = input.head.unwrap_or_default().translation;
    let visible = quads.iter().filter(|(_, _, is_visible)| is_visible.get());
    let orders = &mut orders.0;
    orders.clear();
    orders.extend(visible.take(QUADS_MAX).map(|(quad, at, _)| {
        let at = back * at.compute_transform();
        Order {
            image: quad.image.id(),
            pose: pose_of(&at),
            size_m: quad.size_m,
            window_share: quad.window_share,
            away_m: at.translation.distance(head),
        }
    }));
    orders.sort_by(|a, b| b.away_m.total_cmp(&a.away_m));
}

/// Copies for the runtime what was drawn on the pictures in this frame; to run after it is
/// recorded, and submitted with it.
pub(crate) fn renew_quads(
    wall: Res<Wall>,
    drawn: Res<RenderAssets<GpuImage>>,
    (device, mut pending): (Res<RenderDevice>, ResMut<PendingCommandBuffers>),
    (begun, orders): (Res<Begun>, Res<QuadOrders>),
) {
    let Some(now_ns) = begun.display_ns else { return };
    let mut hung = wall.look();
    let Some(quads) = hung.quads.as_mut().filter(|quads| quads.fits()) else { return };
    quads.orders.clone_from(&orders.0);
    for Order { image, .. } in orders.0.iter().copied() {
        let Some(from) = drawn.get(image) else { continue };
        let size = from.texture.size();
        let result = quads.flat(image, UVec2::new(size.width, size.height)).and_then(|flat| {
            if flat.renewed_ns.is_some_and(|at| now_ns - at < RENEW_NS) {
                return Ok(None);
            }
            flat.renew(&from.texture, device.wgpu_device())
        });
        match result {
            Ok(copied) => pending.push(copied),
            Err(code) => quads.lose(image, code),
        }
    }
}
