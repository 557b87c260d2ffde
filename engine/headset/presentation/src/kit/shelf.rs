//! A place for what is made on another thread: handles are given out at once, Bevy gets the assets
//! all together later.

use bevy::asset::AssetHandleProvider;
use bevy::prelude::*;

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

    fn put(self, assets: &mut Assets<A>) {
        for (id, asset) in self.made {
            // Who gave up its handle meanwhile wants it no more.
            let _ = assets.insert(id, asset);
        }
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

    /// Gives everything to Bevy.
    pub fn put(self, world: &mut World) {
        self.meshes.put(&mut world.resource_mut());
        self.images.put(&mut world.resource_mut());
        self.materials.put(&mut world.resource_mut());
    }
}
