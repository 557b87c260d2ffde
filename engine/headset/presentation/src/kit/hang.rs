//! Putting a kit on stage: what has the name of a prop or part follows it, all the rest stands
//! where it was modelled.

use super::coat::Coat;
use super::file::CoatForm;
use super::model::Node;
use super::{Kit, Kits};
use crate::blockout::{Follows, Palette, Pane};
use crate::sight::LID_LAYER;
use anlan_stage::Run;
use bevy::camera::visibility::RenderLayers;
use bevy::ecs::system::SystemParam;
use bevy::image::{CompressedImageFormatSupport, CompressedImageFormats};
use bevy::light::NotShadowCaster;
use bevy::pbr::Lightmap;
use bevy::prelude::*;
use bevy::render::renderer::RenderAdapterInfo;
use wgpu::DeviceType;

/// A piece of the kit that no entity of the stage carries.
#[derive(Component)]
pub(super) struct Dressing;

/// Reads the kit of the scenario that has come on stage.
pub(super) fn read_kit(
    mut commands: Commands,
    mut kits: ResMut<Kits>,
    (mut meshes, mut images, mut materials): (
        ResMut<Assets<Mesh>>,
        ResMut<Assets<Image>>,
        ResMut<Assets<StandardMaterial>>,
    ),
    (formats, adapter, palette, run): (
        Option<Res<CompressedImageFormatSupport>>,
        Option<Res<RenderAdapterInfo>>,
        Res<Palette>,
        Option<Res<Run>>,
    ),
    lamps: Query<Entity, With<DirectionalLight>>,
    dressing: Query<Entity, With<Dressing>>,
) {
    let Some(run) = run else { return };
    let scenario = run.attempt.scenario();
    let name = &scenario.file().kit;
    if kits.tried.as_ref() == Some(name) {
        return;
    }
    kits.tried = Some(name.clone());
    dressing.iter().for_each(|entity| commands.entity(entity).despawn());
    let is_software = adapter.is_some_and(|adapter| adapter.device_type == DeviceType::Cpu);
    let formats = formats.filter(|_| !is_software).map_or(CompressedImageFormats::NONE, |f| f.0);
    let folder = kits.root.join(name);
    let kit = Kit::read(&folder, formats, &mut meshes, &mut images, &mut materials);
    match kit {
        Ok(kit) => {
            kit.light.shine(&mut commands, &lamps);
            if let Some(mut ground) = materials.get_mut(&palette.ground) {
                ground.base_color = kit.light.ground;
            }
            for (name, node) in &kit.nodes {
                let is_staged = scenario.file().props.iter().any(|prop| {
                    prop.id.as_str() == name || prop.parts.iter().any(|p| p.id.as_str() == name)
                });
                if !is_staged {
                    stand(&mut commands, &kit, &palette, name, node);
                }
            }
            commands.insert_resource(kit);
        }
        Err(sentence) => {
            eprintln!("anlan: the place is drawn plainly: {sentence}");
            commands.remove_resource::<Kit>();
        }
    }
}

/// A node that nothing on stage carries. Its name tells whether the view from above lifts it.
fn stand(commands: &mut Commands, kit: &Kit, palette: &Palette, name: &str, node: &Node) {
    let layer = if name.starts_with("ceiling") { LID_LAYER } else { 0 };
    for piece in &node.pieces {
        let Some(coat) = kit.coats.get(&piece.coat) else { continue };
        let mut entity = commands.spawn((Dressing, node.at, NotShadowCaster));
        wear(&mut entity, kit, palette, piece, coat);
        entity.insert(RenderLayers::layer(layer));
    }
}

fn wear(
    entity: &mut EntityCommands,
    kit: &Kit,
    palette: &Palette,
    piece: &super::model::Piece,
    coat: &Coat,
) {
    let material = match coat.form {
        CoatForm::Glass => palette.glass.clone(),
        _ => coat.material.clone(),
    };
    entity.insert((Mesh3d(piece.mesh.clone()), MeshMaterial3d(material)));
    if coat.form == CoatForm::Glass {
        entity.insert(Pane);
    }
    if piece.is_baked {
        entity.insert(Lightmap {
            image: kit.lightmap.clone(),
            uv_rect: Rect::new(0.0, 0.0, 1.0, 1.0),
            bicubic_sampling: false,
        });
    }
}

/// Hangs the kit's models on entities of the stage.
#[derive(SystemParam)]
pub(crate) struct Hanger<'w> {
    kit: Option<Res<'w, Kit>>,
}

impl Hanger<'_> {
    /// Dresses a prop or part by its id; false if the kit has nothing for it.
    pub fn hang(
        &self,
        commands: &mut Commands,
        palette: &Palette,
        on: Entity,
        id: &str,
        layer: usize,
    ) -> bool {
        let Some(kit) = &self.kit else { return false };
        let Some(node) = kit.nodes.get(id) else { return false };
        for piece in &node.pieces {
            let Some(coat) = kit.coats.get(&piece.coat) else { continue };
            let place = (Follows(on), Transform::default(), NotShadowCaster);
            let mut entity = commands.spawn(place);
            wear(&mut entity, kit, palette, piece, coat);
            entity.insert(RenderLayers::layer(layer));
        }
        true
    }
}
