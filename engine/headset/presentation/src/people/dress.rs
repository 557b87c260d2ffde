//! Puts people where colleagues are, and poses them for each frame.

use super::aim::Bones;
use super::cast::{cue, stands};
use super::deed::{Acting, Deed};
use super::detail::Detail;
use super::file::{Cast, Decoding};
use super::gaze::Gaze;
use crate::blockout::Figure;
use anlan_scenario::AgentId;
use anlan_stage::{AgentBody, PartState};
use bevy::asset::handle_internal_asset_events;
use bevy::prelude::*;
use bevy::world_serialization::WorldInstanceSpawner;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Where people lie, under `assets/`.
const PEOPLE: &str = "people";
/// Nodes of a person's file that are seen only during a deed begin so; the clip's name follows. A
/// prop's part and the name of one of its ends may follow that, `held.work.low_anchor.hook.low`:
/// then it is seen only while the part is nearer to that end.
const HELD: &str = "held.";
/// The same thing where it is laid down when the deed ends; it lies before whoever did the deed.
const LAID: &str = "laid.";

/// The people there are; who has no file is remembered too.
#[derive(Resource)]
pub(crate) struct Wardrobe {
    folder: PathBuf,
    decoding: HashMap<AgentId, Decoding>,
    tried: HashMap<AgentId, Option<Cast>>,
}

impl Wardrobe {
    pub(super) fn new(asset_root: &Path) -> Self {
        Self { folder: asset_root.join(PEOPLE), decoding: HashMap::new(), tried: HashMap::new() }
    }
}

/// Reads a person's file beside the running frames; true once it is there or never will be.
pub(crate) fn prepare(world: &mut World, id: &AgentId) -> bool {
    world.resource_scope(|world, mut wardrobe: Mut<Wardrobe>| {
        if wardrobe.tried.contains_key(id) {
            return true;
        }
        let cast = match wardrobe.decoding.get(id) {
            Some(decoding) => decoding.poll(world),
            None => match Decoding::begin(world, &wardrobe.folder, id.as_str()) {
                Ok(decoding) => {
                    wardrobe.decoding.insert(id.clone(), decoding);
                    None
                }
                Err(sentence) => Some(Err(sentence)),
            },
        };
        let Some(cast) = cast else { return false };
        wardrobe.decoding.remove(id);
        let cast = cast.map_err(|sentence| eprintln!("anlan: {sentence}")).ok();
        wardrobe.tried.insert(id.clone(), cast);
        true
    })
}

/// True if a colleague can be shown as who they are.
pub(crate) fn shows(world: &World, id: &AgentId) -> bool {
    let wardrobe = world.get_resource::<Wardrobe>();
    wardrobe.is_none_or(|wardrobe| !matches!(wardrobe.tried.get(id), Some(None)))
}

/// A colleague's body in the picture.
#[derive(Component)]
pub(super) struct Person {
    /// Whose body.
    pub(super) agent: Entity,
    player: Entity,
    clips: [(AnimationNodeIndex, f32); Deed::ALL.len()],
    held: Vec<Held>,
    /// What lies there once a deed is over, and where the person stood in doing it.
    laid: Vec<(Entity, Deed, Option<Transform>)>,
}

/// What a hand holds or what hangs on a person, and when it is seen.
struct Held {
    thing: Entity,
    deed: Deed,
    /// A prop's part and the end that it has to be nearer to.
    at: Option<(String, String)>,
}

/// What the name of a node says: during which deed it is seen, and with which part at which end.
fn said_by<'a>(name: &'a str, prefix: &str) -> Option<(Deed, Option<(&'a str, &'a str)>)> {
    let rest = name.strip_prefix(prefix)?;
    let (clip, at) = rest.split_once('.').unwrap_or((rest, ""));
    let deed = Deed::ALL.into_iter().find(|deed| deed.clip() == clip)?;
    Some((deed, at.rsplit_once('.')))
}

pub(super) fn dress_people(world: &mut World) {
    let mut bare =
        world.query_filtered::<(Entity, &AgentBody, &Transform, Has<Acting>), Without<Figure>>();
    let bare: Vec<_> = bare
        .iter(world)
        .map(|(entity, agent, at, acts)| {
            (entity, agent.id.clone(), (!acts).then(|| Acting::new(cue(agent, at))))
        })
        .collect();
    for (agent, id, acting) in bare {
        // A frame may come before the first tick.
        acting.into_iter().for_each(|acting| {
            world.entity_mut(agent).insert((acting, Gaze::default()));
        });
        while !prepare(world, &id) {
            handle_internal_asset_events(world);
            std::thread::yield_now();
        }
        let cast = world.resource::<Wardrobe>().tried.get(&id).cloned().flatten();
        if let Some(root) = cast.and_then(|cast| put_on_stage(world, agent, &cast)) {
            world.entity_mut(agent).insert(Figure { root });
        }
    }
}

/// The person's own tree of entities; it follows the colleague and is no child of it.
fn put_on_stage(world: &mut World, agent: Entity, cast: &Cast) -> Option<Entity> {
    let entities = world.resource_scope(|world, mut spawner: Mut<WorldInstanceSpawner>| {
        let instance = spawner.spawn_sync(world, cast.scene.id()).ok()?;
        Some(spawner.iter_instance_entities(instance).collect::<Vec<_>>())
    })?;
    let root = world.spawn((Transform::default(), Visibility::default())).id();
    let (mut held, mut laid) = (Vec::new(), Vec::new());
    let mut player = None;
    for entity in entities.iter().copied() {
        if world.get::<ChildOf>(entity).is_none() {
            world.entity_mut(entity).insert(ChildOf(root));
        }
        if world.get::<AnimationPlayer>(entity).is_some() {
            player = Some(entity);
        }
        let name = world.get::<Name>(entity).map_or("", Name::as_str);
        held.extend(said_by(name, HELD).map(|(deed, at)| Held {
            thing: entity,
            deed,
            at: at.map(|(part, end)| (part.to_owned(), end.to_owned())),
        }));
        laid.extend(said_by(name, LAID).map(|(deed, _)| (entity, deed, None)));
    }
    let player = player?;
    world.entity_mut(player).insert(AnimationGraphHandle(cast.graph.clone()));
    if let Some(mut animations) = world.get_mut::<AnimationPlayer>(player) {
        for (clip, _) in cast.clips {
            // Ticks move the clips, and never the frames' own time.
            animations.play(clip).set_weight(0.0).pause();
        }
    }
    let nodes =
        || entities.iter().filter_map(|entity| Some((*entity, world.get::<Name>(*entity)?)));
    let at = |entity| world.get::<Transform>(entity).map_or(Vec3::ZERO, |at| at.translation);
    let bones = Bones::find(nodes().map(|(entity, name)| (entity, name.as_str(), at(entity))));
    let detail = Detail::find(nodes().map(|(entity, name)| (entity, name.as_str())));
    let person = Person { agent, player, clips: cast.clips, held, laid };
    world.entity_mut(root).insert((person, bones));
    if let Some(detail) = detail {
        world.entity_mut(root).insert(detail);
    }
    Some(root)
}

pub(super) fn place_people(
    mut commands: Commands,
    mut people: Query<(Entity, &Person, &mut Transform)>,
    agents: Query<(&AgentBody, &Acting, &Transform), Without<Person>>,
    stage: Query<(), With<AgentBody>>,
) {
    for (entity, person, mut transform) in &mut people {
        if !stage.contains(person.agent) {
            commands.entity(entity).despawn();
        }
        let Ok((agent, acting, at)) = agents.get(person.agent) else { continue };
        transform.set_if_neq(stands(agent, acting, at));
    }
}

pub(super) fn pose_people(
    people: Query<&Person>,
    agents: Query<&Acting>,
    mut players: Query<&mut AnimationPlayer>,
) {
    for person in &people {
        let Ok(acting) = agents.get(person.agent) else { continue };
        let Ok(mut player) = players.get_mut(person.player) else { continue };
        for deed in Deed::ALL {
            let (clip, long) = person.clips[deed as usize];
            if let Some(animation) = player.animation_mut(clip) {
                animation.set_weight(acting.share(deed)).seek_to(acting.seek(deed, long));
            }
        }
    }
}

pub(super) fn show_held(
    people: Query<&Person>,
    agents: Query<&Acting>,
    parts: Query<&PartState>,
    mut visibilities: Query<&mut Visibility>,
) {
    let is_at = |part: &str, end: &str| {
        let mut found = parts.iter().filter(|state| state.id.as_str() == part);
        found.any(|state| end == if state.at < 0.5 { &state.ends.0 } else { &state.ends.1 })
    };
    for person in &people {
        let Ok(acting) = agents.get(person.agent) else { continue };
        for held in &person.held {
            let is_due = held.at.as_ref().is_none_or(|(part, end)| is_at(part, end));
            let is_shown = is_due && acting.holds(held.deed);
            let shown = if is_shown { Visibility::Inherited } else { Visibility::Hidden };
            if let Ok(mut visibility) = visibilities.get_mut(held.thing) {
                visibility.set_if_neq(shown);
            }
        }
    }
}

/// What a hand has let go stays where it was used, though the person goes on.
pub(super) fn lay_down(
    mut people: Query<(&mut Person, &Transform)>,
    agents: Query<&Acting>,
    mut things: Query<(&mut Transform, &mut Visibility), Without<Person>>,
) {
    for (mut person, now) in &mut people {
        let Ok(acting) = agents.get(person.agent) else { continue };
        for (thing, deed, stood) in &mut person.laid {
            // Only while nothing else is in the pose does the person stand at work.
            if acting.share(*deed) >= 1.0 {
                *stood = Some(*now);
            }
            let Ok((mut transform, mut visibility)) = things.get_mut(*thing) else { continue };
            let Some(stood) = stood.filter(|_| !acting.holds(*deed)) else {
                visibility.set_if_neq(Visibility::Hidden);
                continue;
            };
            visibility.set_if_neq(Visibility::Inherited);
            let back = now.to_matrix().inverse() * stood.to_matrix();
            transform.set_if_neq(Transform::from_matrix(back));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_a_thing_is_seen() {
        assert_eq!(said_by("held.work", HELD), Some((Deed::Work, None)));
        let low = Some(("low_anchor.hook", "low"));
        assert_eq!(said_by("held.work.low_anchor.hook.low", HELD), Some((Deed::Work, low)));
        assert_eq!(said_by("held.dance", HELD), None);
        assert_eq!(said_by("laid.work", HELD), None);
    }
}
