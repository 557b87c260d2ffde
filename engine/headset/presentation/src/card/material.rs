//! The surface of the card's panel: the printed page, exactly as it is.

use bevy::asset::{load_internal_asset, uuid_handle};
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};

const SHADER: Handle<Shader> = uuid_handle!("5e0f9f7e-3c5a-4b0e-9a63-0c6d1f2b7a41");

pub(super) fn plugin(app: &mut App) {
    // Compiled in and there from the start: the first picture of a card must not wait for a file.
    load_internal_asset!(app, SHADER, "page.wgsl", Shader::from_wgsl);
    app.add_plugins(MaterialPlugin::<Page>::default());
}

/// A page, drawn over everything else.
#[derive(Asset, AsBindGroup, TypePath, Clone)]
pub(super) struct Page {
    /// What is printed on it.
    #[texture(0)]
    #[sampler(1)]
    pub print: Handle<Image>,
}

impl Material for Page {
    fn fragment_shader() -> ShaderRef {
        ShaderRef::Handle(SHADER)
    }

    fn enable_prepass() -> bool {
        false
    }

    fn enable_shadows() -> bool {
        false
    }
}
