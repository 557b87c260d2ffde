//! The cooks: what their files hold, measured on the floor of the stage, and what one sees of them.

use crate::frame::Frame;
use crate::theatre::*;
use anlan_attempt::Mode;
use anlan_scenario::Language;
use anlan_stage::AgentBody;
use bevy::animation::{AnimationTargetId, animated_field};
use bevy::gltf::Gltf;
use bevy::mesh::skinning::{SkinnedMesh, SkinnedMeshInverseBindposes};
use bevy::mesh::{Indices, VertexAttributeValues};
use bevy::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Every clip that presentation plays.
const CLIPS: [&str; 6] = ["heed", "idle", "phone", "reach", "walk", "work"];
/// Two people have 40 000; one is told from a figure of boxes by having more than a few thousand.
const TRIANGLES: std::ops::RangeInclusive<usize> = 5_000..=20_000;
/// The same from afar.
const FAR_TRIANGLES: std::ops::RangeInclusive<usize> = 2_000..=3_200;
const BONES_MAX: usize = 41;
/// A sole may be this far from the floor, metres.
const FLOOR_M: f32 = 0.02;
/// Colleagues of this height walk at this speed, metres and metres per second.
const WALK: (f32, f32) = (1.75, 1.3);
/// A sole on the floor is as good as still, metres per second: its tip gives as the heel rises.
const SLIDE_M_PER_S: f32 = 0.025;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("people").join(name)
}

fn open(shots: &str, assets: &Path) -> Theatre {
    let mut theatre = Theatre::open(Mode::Guided, 7, Language::ZhCn, &folder(shots), assets);
    theatre.play(2, &look_at(Vec3::new(0.0, 1.3, -5.0)));
    theatre.frame();
    theatre
}

/// A person as loaded: bones by entity, and the skin that hangs on them.
struct Body {
    parents: HashMap<Entity, Entity>,
    rest: HashMap<Entity, Transform>,
    targets: HashMap<Entity, AnimationTargetId>,
    joints: Vec<Entity>,
    inverse: Vec<Mat4>,
    points: Vec<Vec3>,
    bones: Vec<[u16; 4]>,
    weights: Vec<[f32; 4]>,
    /// Near by, and from afar.
    triangles: [usize; 2],
}

/// Everybody on stage; skin and cloth of one person are one body.
fn bodies(theatre: &mut Theatre) -> HashMap<String, Body> {
    let world = theatre.world_mut();
    let mut skins = world.query::<(Entity, &SkinnedMesh, &Mesh3d)>();
    let skins: Vec<_> =
        skins.iter(world).map(|(e, skin, mesh)| (e, skin.clone(), mesh.0.clone())).collect();
    let mut found = HashMap::<String, Body>::new();
    for (entity, skin, mesh) in skins {
        let (name, body) = body(world, entity, &skin, &mesh);
        match found.get_mut(&name) {
            Some(whole) => whole.join(body),
            None => {
                found.insert(name, body);
            }
        }
    }
    found
}

fn body(
    world: &mut World,
    entity: Entity,
    skin: &SkinnedMesh,
    mesh: &Handle<Mesh>,
) -> (String, Body) {
    let mut nodes =
        world.query::<(Entity, &Transform, Option<&ChildOf>, Option<&AnimationTargetId>)>();
    let mut parents = HashMap::new();
    let mut rest = HashMap::new();
    let mut targets = HashMap::new();
    for (node, transform, parent, target) in nodes.iter(world) {
        rest.insert(node, *transform);
        parent.map(|parent| parents.insert(node, parent.parent()));
        target.map(|target| targets.insert(node, *target));
    }
    // The highest entity with a name is the file's own root, which bears the person's name.
    let mut name = String::new();
    let mut is_far = false;
    let mut at = entity;
    loop {
        let own = world.get::<Name>(at).map(|own| own.as_str().to_owned());
        name = own.unwrap_or(name);
        is_far |= name == "figure.far";
        match parents.get(&at) {
            Some(parent) => at = *parent,
            None => break,
        }
    }
    let inverse = world.resource::<Assets<SkinnedMeshInverseBindposes>>();
    let inverse = inverse.get(&skin.inverse_bindposes).unwrap().to_vec();
    let mesh = world.resource::<Assets<Mesh>>().get(mesh).unwrap();
    let points = mesh.attribute(Mesh::ATTRIBUTE_POSITION).unwrap().as_float3().unwrap();
    let points = points.iter().map(|p| Vec3::from(*p)).collect();
    let Some(VertexAttributeValues::Uint16x4(bones)) = mesh.attribute(Mesh::ATTRIBUTE_JOINT_INDEX)
    else {
        panic!("no bones on the skin of {name}")
    };
    let Some(VertexAttributeValues::Float32x4(weights)) =
        mesh.attribute(Mesh::ATTRIBUTE_JOINT_WEIGHT)
    else {
        panic!("no weights on the skin of {name}")
    };
    let mut triangles = [0; 2];
    triangles[usize::from(is_far)] = mesh.indices().map_or(0, Indices::len) / 3;
    let body = Body {
        parents,
        rest,
        targets,
        joints: skin.joints.clone(),
        inverse,
        points,
        bones: bones.clone(),
        weights: weights.clone(),
        triangles,
    };
    (name, body)
}

impl Body {
    fn join(&mut self, other: Self) {
        assert_eq!(self.joints, other.joints, "one person has two skeletons");
        self.points.extend(other.points);
        self.bones.extend(other.bones);
        self.weights.extend(other.weights);
        self.triangles[0] += other.triangles[0];
        self.triangles[1] += other.triangles[1];
    }

    /// Where a bone is in the file's frame, `seconds` into a clip.
    fn bone(&self, entity: Entity, clip: &AnimationClip, seconds: f32) -> Mat4 {
        let mut own = self.rest[&entity];
        let Some(target) = self.targets.get(&entity) else { return Mat4::IDENTITY };
        let turn = animated_field!(Transform::rotation);
        let shift = animated_field!(Transform::translation);
        own.rotation = clip.sample_clamped(turn, *target, seconds).unwrap_or(own.rotation);
        own.translation = clip.sample_clamped(shift, *target, seconds).unwrap_or(own.translation);
        let above = self.parents.get(&entity);
        above.map_or(Mat4::IDENTITY, |parent| self.bone(*parent, clip, seconds)) * own.to_matrix()
    }

    /// The skin, `seconds` into a clip.
    fn skin(&self, clip: &AnimationClip, seconds: f32) -> Vec<Vec3> {
        let bones: Vec<Mat4> = self
            .joints
            .iter()
            .zip(&self.inverse)
            .map(|(joint, inverse)| self.bone(*joint, clip, seconds) * *inverse)
            .collect();
        let moved = self.points.iter().zip(&self.bones).zip(&self.weights);
        moved
            .map(|((point, index), weight)| {
                (0..4).map(|k| bones[index[k] as usize].transform_point3(*point) * weight[k]).sum()
            })
            .collect()
    }
}

fn lowest(points: &[Vec3]) -> f32 {
    points.iter().map(|p| p.y).fold(f32::INFINITY, f32::min)
}

#[test]
fn a_persons_file_is_a_body_on_the_floor_with_every_clip() {
    let mut theatre = open("files", &assets());
    let bodies = bodies(&mut theatre);
    let mut names: Vec<_> = bodies.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["ding", "he"]);
    let world = theatre.world_mut();
    let mut agents = world.query::<&AgentBody>();
    let heights: HashMap<String, f32> =
        agents.iter(world).map(|a| (a.id.to_string(), a.height_m)).collect();
    let clips = world.resource::<Assets<AnimationClip>>();
    for (_, gltf) in world.resource::<Assets<Gltf>>().iter() {
        let mut found: Vec<_> = gltf.named_animations.keys().map(|name| &**name).collect();
        found.sort_unstable();
        assert_eq!(found, CLIPS);
        let root = gltf.named_nodes.keys().find(|name| names.contains(&&***name)).unwrap();
        let (name, body) = (&**root, &bodies[&**root]);
        let [near, far] = body.triangles;
        assert!(TRIANGLES.contains(&near), "{name}: {near} triangles");
        assert!(FAR_TRIANGLES.contains(&far), "{name}: {far} triangles from afar");
        assert!(body.joints.len() <= BONES_MAX, "{name}: {} bones", body.joints.len());
        // The cap stands over the head; eyes and shoulders are measured by the pictures.
        let tall = body.points.iter().map(|p| p.y).fold(0.0, f32::max);
        let height = heights[name];
        assert!((height..height + 0.25).contains(&tall), "{name} is {tall} m, not {height} m");
        for (clip_name, handle) in &gltf.named_animations {
            let clip = clips.get(handle).unwrap();
            for part in 0..=24_u8 {
                let seconds = clip.duration() * f32::from(part) / 24.0;
                let low = lowest(&body.skin(clip, seconds));
                assert!(low.abs() < FLOOR_M, "{name} {clip_name} {seconds} s: sole at {low} m");
            }
        }
        expect_loops(name, body, gltf, clips);
        let walk = clips.get(&gltf.named_animations["walk"]).unwrap();
        expect_no_slide(name, body, walk, WALK.1 * height / WALK.0);
    }
}

/// What repeats ends as it begins.
fn expect_loops(name: &str, body: &Body, gltf: &Gltf, clips: &Assets<AnimationClip>) {
    for (clip, from) in
        [("idle", 0.0), ("walk", 0.0), ("work", 0.0), ("reach", 1.0), ("phone", 1.4)]
    {
        let handle = &gltf.named_animations[clip];
        let clip_ = clips.get(handle).unwrap();
        let (first, last) = (body.skin(clip_, from), body.skin(clip_, clip_.duration()));
        let jump = first.iter().zip(&last).map(|(a, b)| a.distance(*b)).fold(0.0, f32::max);
        assert!(jump < 0.02, "{name} {clip}: jumps {jump} m");
    }
}

/// A sole on the floor goes back as fast as the body goes ahead.
fn expect_no_slide(name: &str, body: &Body, walk: &AnimationClip, m_per_s: f32) {
    const STEP_S: f32 = 1.0 / 60.0;
    let (mut slides, mut seconds) = (Vec::new(), 0.0);
    while seconds + STEP_S < walk.duration() {
        let (now, next) = (body.skin(walk, seconds), body.skin(walk, seconds + STEP_S));
        let on_floor = now.iter().zip(&next).filter(|(a, b)| a.y < 0.003 && b.y < 0.003);
        slides.extend(on_floor.map(|(a, b)| {
            Vec2::new((a.z - b.z) / STEP_S - m_per_s, (a.x - b.x) / STEP_S).length()
        }));
        seconds += STEP_S;
    }
    assert!(slides.len() > 200, "{name}: {} soles on the floor", slides.len());
    let mean = slides.iter().sum::<f32>() / slides.len() as f32;
    assert!(mean < SLIDE_M_PER_S, "{name}: soles slide {mean} m/s");
}

fn is_skin(c: Vec3) -> bool {
    c.x > 1.15 * c.y && c.y > 1.05 * c.z && c.x > 0.25 && c.x < 2.2 * c.z
}

fn is_white(c: Vec3) -> bool {
    c.min_element() > 0.55 && c.max_element() - c.min_element() < 0.1
}

fn share(frame: &Frame, is: impl Fn(Vec3) -> bool) -> f32 {
    let all = frame.part(Vec2::ZERO, Vec2::ONE);
    let found = all.filter(|(x, y)| is(frame.at(*x, *y))).count();
    found as f32 / (frame.width * frame.height) as f32
}

#[test]
fn one_sees_a_cook_at_work() {
    let ahead = look_at(Vec3::new(0.0, 1.3, -5.0));
    let mut theatre = open("work", &assets());
    let (at, toward) = (Vec3::new(0.35, 1.55, -4.75), Vec3::new(1.5, 1.2, -4.85));
    theatre.play(120, &ahead);
    theatre.view("he_work", at, toward);
    theatre.play(150, &ahead);
    theatre.view("he_work_later", at, toward);
    let ding = (Vec3::new(-3.2, 1.6, -2.9), Vec3::new(-1.8, 1.15, -1.75));
    theatre.view("ding_work", ding.0, ding.1);
    let frames = ["he_work", "he_work_later", "ding_work"];
    let frames = frames.map(|id| Frame::read(&folder("work").join(format!("{id}.png"))));
    for (frame, id) in frames.iter().zip(["he", "later", "ding"]) {
        let (skin, white) = (share(frame, is_skin), share(frame, is_white));
        assert!((0.004..0.2).contains(&skin), "{id}: skin {skin}");
        assert!(white > 0.05, "{id}: white {white}");
    }
    let (most, mean) = frames[0].difference(&frames[1]);
    assert!(most > 60 && mean > 0.15, "half a second changes {most} at most, {mean} on average");
}

#[test]
fn a_plain_figure_stands_in_for_a_missing_and_for_a_broken_file() {
    let place = folder("broken-assets");
    std::fs::create_dir_all(place.join("people")).unwrap();
    std::fs::write(place.join("people/he.glb"), b"no figure").unwrap();
    let mut theatre = open("stand-in", &place);
    assert!(bodies(&mut theatre).is_empty());
    let (at, toward) = (Vec3::new(0.35, 1.55, -4.75), Vec3::new(1.5, 1.2, -4.85));
    theatre.view("he_plain", at, toward);
    let frame = Frame::read(&folder("stand-in").join("he_plain.png"));
    let white = share(&frame, is_white);
    assert!(white > 0.05, "nobody is seen: white {white}");
    assert_eq!(theatre.taken().len(), 1);
}
