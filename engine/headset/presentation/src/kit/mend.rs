//! Bevy 0.19.1 cannot draw a lightmap under an environment map where binding arrays are missing, as
//! on most headsets and on software: its shader adds a number to a truth, and what needs it is left
//! out of the picture. The one line is put right when the shader has been read; with a Bevy that
//! does it itself nothing is found here, and this file can go.

use bevy::prelude::*;
use bevy::shader::{Shader, ShaderImport, Source};

const LIBRARY: &str = "bevy_pbr::environment_map";
const BROKEN: &str = "light_probes.view_environment_map_affects_lightmapped_mesh_diffuse;";
const RIGHT: &str = "light_probes.view_environment_map_affects_lightmapped_mesh_diffuse != 0u;";

pub(super) fn mend_shader(
    mut read: MessageReader<AssetEvent<Shader>>,
    mut shaders: ResMut<Assets<Shader>>,
) {
    for event in read.read() {
        let AssetEvent::Added { id } = event else { continue };
        let is_broken = |shader: &Shader| {
            matches!(&shader.import_path, ShaderImport::Custom(path) if path == LIBRARY)
                && shader.source.as_str().contains(BROKEN)
        };
        if shaders.get(*id).is_some_and(is_broken)
            && let Some(mut shader) = shaders.get_mut(*id)
        {
            let text = shader.source.as_str().replace(BROKEN, RIGHT);
            shader.source = Source::Wgsl(text.into());
        }
    }
}
