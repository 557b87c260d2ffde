//! A place for what is made on another thread: handles are given out at once, Bevy gets the assets
//! all together later.

use bevy::asset::AssetHandleProvider;
use bevy::prelude::*;

/// Bytes that are given to Bevy in one frame.
const FRAME_BYTES: isize = 1 << 20;
/// What a material costs beside them.
const MATERIAL_BYTES: usize = 16 << 10;

/// Assets of one type that Bevy does not have yet.
pub(super) struct Shelf<A: Asset> {
    provider: AssetHandleProvider,
    made: Vec<(AssetId<A>, A)>,
}

impl<A: Asset> Shelf<A> {
    pub fn over(assets: &Assets<A>) -> Self {
        Self { provider: assets.get_handle_provider(), made: Vec::new() }
    }

    pub fn add(&mut self, asset: A) -> Handle<A> {
        let handle = self.provider.reserve_handle().typed();
        self.made.push((handle.id(), asset));
        handle
    }

    /// Gives some to Bevy, as long as there is room for their bytes; what is left of the room.
    fn put(&mut self, assets: &mut Assets<A>, room: isize, bytes: impl Fn(&A) -> usize) -> isize {
        let mut room = room;
        while room > 0
            && let Some((id, asset)) = self.made.pop()
        {
            room = room.saturating_sub_unsigned(bytes(&asset));
            // Who gave up its handle meanwhile wants it no more.
            let _ = assets.insert(id, asset);
        }
        room
    }
}

/// What a kit is made of.
pub(super) struct Shelves {
    pub meshes: Shelf<Mesh>,
    pub images: Shelf<Image>,
    pub materials: Shelf<StandardMaterial>,
}

impl Shelves {
    pub fn over(world: &World) -> Self {
        Self {
            meshes: Shelf::over(world.resource()),
            images: Shelf::over(world.resource()),
            materials: Shelf::over(world.resource()),
        }
    }

    /// Gives some of it to Bevy: what one frame can copy; true once all is given. Whatever is put
    /// is copied for the graphics card in the same frame.
    pub fn put(&mut self, world: &mut World) -> bool {
        let image = |image: &Image| image.data.as_ref().map_or(0, Vec::len);
        let mesh = |mesh: &Mesh| mesh.count_vertices() * mesh.get_vertex_size() as usize;
        let room = self.images.put(&mut world.resource_mut(), FRAME_BYTES, image);
        let room = self.meshes.put(&mut world.resource_mut(), room, mesh);
        let room = self.materials.put(&mut world.resource_mut(), room, |_| MATERIAL_BYTES);
        room > 0
    }
}
