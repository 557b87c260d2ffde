//! Putting a kit on stage: what has the name of a prop or part follows it, all the rest stands
//! where it was modelled.

use super::Kit;
use super::coat::Coat;
use super::file::CoatForm;
use super::model::Node;
use super::shelf::Shelves;
use crate::blockout::{Follows, Palette};
use crate::consequence::Rolling;
use crate::sight::LID_LAYER;
use anlan_stage::Run;
use bevy::camera::visibility::RenderLayers;
use bevy::ecs::system::SystemParam;
use bevy::image::{CompressedImageFormatSupport, CompressedImageFormats};
use bevy::light::NotShadowCaster;
use bevy::pbr::Lightmap;
use bevy::prelude::*;
use bevy::render::renderer::RenderAdapterInfo;
use bevy::tasks::{AsyncComputeTaskPool, Task, block_on, poll_once};
use std::path::{Path, PathBuf};
use wgpu::DeviceType;

/// A piece of the kit that no entity of the stage carries.
#[derive(Component)]
pub(super) struct Dressing {
    name: String,
    at: Transform,
}

/// Which kits there may be, which one is read, and which one is hung.
#[derive(Resource)]
pub(super) struct Kits {
    root: PathBuf,
    reading: Option<(String, Task<Read>)>,
    /// Read, and given to Bevy piece by piece.
    unpacking: Option<(String, Result<Kit, String>, Shelves)>,
    read: Option<(String, Result<Kit, String>)>,
    hung: Option<String>,
}

/// What another thread brings back.
type Read = (Result<Kit, String>, Shelves);

impl Kits {
    pub fn new(root: PathBuf) -> Self {
        Self { root, reading: None, unpacking: None, read: None, hung: None }
    }

    /// A kit that has been read and not hung yet.
    pub fn read(&self, name: &str) -> Option<Result<&Kit, &String>> {
        self.read.as_ref().filter(|(n, _)| n == name).map(|(_, kit)| kit.as_ref())
    }

    pub fn has_folder(&self, name: &str) -> bool {
        self.root.join(name).is_dir()
    }

    fn has(&self, name: &str) -> bool {
        self.hung.as_deref() == Some(name) || self.read.as_ref().is_some_and(|(n, _)| n == name)
    }
}

/// Reads a kit beside the running frames; true once it is there.
pub(crate) fn prepare(world: &mut World, name: &str) -> bool {
    world.resource_scope(|world, mut kits: Mut<Kits>| {
        if kits.has(name) {
            return true;
        }
        if let Some((asked, kit, mut shelves)) = kits.unpacking.take() {
            if kit.is_err() || shelves.put(world) {
                kits.read = Some((asked, kit));
            } else {
                kits.unpacking = Some((asked, kit, shelves));
            }
            return kits.has(name);
        }
        let (asked, mut task) = match kits.reading.take() {
            Some(reading) => reading,
            None => (name.to_owned(), read(world, &kits.root, name)),
        };
        match block_on(poll_once(&mut task)) {
            Some((kit, shelves)) => kits.unpacking = Some((asked, kit, shelves)),
            None => kits.reading = Some((asked, task)),
        }
        false
    })
}

fn read(world: &World, root: &Path, name: &str) -> Task<Read> {
    let adapter = world.get_resource::<RenderAdapterInfo>();
    let is_software = adapter.is_some_and(|adapter| adapter.device_type == DeviceType::Cpu);
    let formats = world.get_resource::<CompressedImageFormatSupport>();
    let formats = formats.filter(|_| !is_software).map_or(CompressedImageFormats::NONE, |f| f.0);
    let (folder, mut shelves) = (root.join(name), Shelves::over(world));
    AsyncComputeTaskPool::get().spawn(async move {
        let kit = Kit::read(&folder, formats, &mut shelves);
        (kit, shelves)
    })
}

/// Hangs the kit of the scenario that has come on stage; reads it now if nobody did before.
pub(super) fn hang_kit(world: &mut World) {
    let Some(run) = world.get_resource::<Run>() else { return };
    let scenario = run.attempt.scenario().clone();
    let name = &scenario.file().kit;
    if world.resource::<Kits>().hung.as_ref() == Some(name) {
        return;
    }
    while !prepare(world, name) {
        std::thread::yield_now();
    }
    let mut kits = world.resource_mut::<Kits>();
    kits.hung = Some(name.clone());
    let read = kits.read.take();
    let dressing: Vec<_> = world.query_filtered::<Entity, With<Dressing>>().iter(world).collect();
    dressing.into_iter().for_each(|entity| {
        world.despawn(entity);
    });
    match read.map(|(_, kit)| kit) {
        Some(Ok(kit)) => {
            for sentence in &kit.lost.sentences {
                eprintln!("anlan: a piece of the place is drawn plainly: {sentence}");
            }
            let ground = world.resource::<Palette>().ground.clone();
            if let Some(mut ground) = world.resource_mut::<Assets<_>>().get_mut(&ground) {
                let ground: &mut StandardMaterial = &mut ground;
                ground.base_color = kit.light.ground;
            }
            world.insert_resource(kit);
            world.run_system_cached(furnish).ok();
        }
        fault => {
            if let Some(Err(sentence)) = fault {
                eprintln!("anlan: the place is drawn plainly: {sentence}");
            }
            world.remove_resource::<Kit>();
        }
    }
}

/// The room's light, and everything that no entity of the stage carries.
fn furnish(
    mut commands: Commands,
    (kit, palette, run): (Res<Kit>, Res<Palette>, Res<Run>),
    lamps: Query<Entity, With<DirectionalLight>>,
) {
    kit.light.shine(&mut commands, &lamps);
    let props = &run.attempt.scenario().file().props;
    for (name, node) in &kit.nodes {
        let is_staged = props.iter().any(|prop| {
            prop.id.as_str() == name || prop.parts.iter().any(|part| part.id.as_str() == name)
        });
        if !is_staged {
            stand(&mut commands, &kit, &palette, name, node);
        }
    }
}

/// A node that nothing on stage carries. Its name tells whether the view from above lifts it.
fn stand(commands: &mut Commands, kit: &Kit, palette: &Palette, name: &str, node: &Node) {
    let layer = if name.starts_with("ceiling") { LID_LAYER } else { 0 };
    for piece in &node.pieces {
        let Some(coat) = kit.coats.get(&piece.coat) else { continue };
        let dressing = Dressing { name: name.to_owned(), at: node.at };
        let mut entity = commands.spawn((dressing, node.at, NotShadowCaster));
        wear(&mut entity, kit, palette, piece, coat);
        entity.insert(RenderLayers::layer(layer));
    }
}

/// What rolls in a consequence.
pub(super) fn roll_dressing(
    rolling: Res<Rolling>,
    mut dressing: Query<(&Dressing, &mut Transform)>,
) {
    for (dressing, mut at) in &mut dressing {
        let aside = rolling.of_dressing(&dressing.name);
        at.set_if_neq(dressing.at.with_translation(dressing.at.translation + aside));
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
