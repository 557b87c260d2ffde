//! A person's file: `assets/people/<agent>.glb`, read whole before anybody is dressed, so that
//! nobody sees a plain figure turn into a cook. What is wrong with a file is said in one sentence.

use super::deed::Deed;
use bevy::asset::LoadState;
use bevy::asset::RecursiveDependencyLoadState;
use bevy::asset::io::embedded::EmbeddedAssetRegistry;
use bevy::gltf::Gltf;
use bevy::prelude::*;
use bevy::world_serialization::WorldAsset;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A person has about one megabyte; much more would not fit on a headset.
const FILE_BYTES_MAX: u64 = 4 << 20;
/// A file that is not decoded in this time never is; one takes some hundredths of a second.
const DECODE_MAX: Duration = Duration::from_secs(20);

/// A person to be put on stage.
#[derive(Clone)]
pub(super) struct Cast {
    pub scene: Handle<WorldAsset>,
    pub graph: Handle<AnimationGraph>,
    /// By deed: the clip in the graph, and its length in seconds.
    pub clips: [(AnimationNodeIndex, f32); Deed::ALL.len()],
    /// Keeps everything of the file.
    _gltf: Handle<Gltf>,
}

/// A file that Bevy's own loader decodes on other threads.
pub(super) struct Decoding {
    path: PathBuf,
    handle: Handle<Gltf>,
    began: Instant,
}

impl Decoding {
    /// Begins with the file of the person `name` in the folder of people.
    pub fn begin(world: &World, folder: &Path, name: &str) -> Result<Self, String> {
        let path = folder.join(format!("{name}.glb"));
        let bytes = read(&path).map_err(|why| cannot(&path, &why))?;
        let inside = format!("people/{name}.glb");
        let registry = world.resource::<EmbeddedAssetRegistry>();
        registry.insert_asset(inside.clone().into(), Path::new(&inside), bytes);
        let handle = world.resource::<AssetServer>().load(format!("embedded://{inside}"));
        Ok(Self { path, handle, began: Instant::now() })
    }

    /// The person, once the file is decoded.
    pub fn poll(&self, world: &mut World) -> Option<Result<Cast, String>> {
        let (server, handle) = (world.resource::<AssetServer>(), &self.handle);
        let states = (server.load_state(handle), server.recursive_dependency_load_state(handle));
        let cast = match states {
            (LoadState::Failed(e), _) => Err(e.to_string()),
            (_, RecursiveDependencyLoadState::Failed(e)) => Err(e.to_string()),
            (_, RecursiveDependencyLoadState::Loaded) => Cast::of(world, handle.clone()),
            _ if self.began.elapsed() > DECODE_MAX => {
                Err(format!("it was not decoded within {} s", DECODE_MAX.as_secs()))
            }
            _ => return None,
        };
        Some(cast.map_err(|why| cannot(&self.path, &why)))
    }
}

fn cannot(path: &Path, why: &str) -> String {
    format!("{} cannot be used, a plain figure stands in: {why}", path.display())
}

impl Cast {
    fn of(world: &mut World, handle: Handle<Gltf>) -> Result<Self, String> {
        let gltf = world.resource::<Assets<Gltf>>().get(&handle).ok_or("it is empty")?;
        let scene = gltf.scenes.first().cloned().ok_or("it has no scene")?;
        let lengths = world.resource::<Assets<AnimationClip>>();
        let mut graph = AnimationGraph::new();
        let root = graph.root;
        let mut clips = [(root, 0.0); Deed::ALL.len()];
        for deed in Deed::ALL {
            let clip = gltf.named_animations.get(deed.clip());
            let clip = clip.ok_or_else(|| format!("it has no clip `{}`", deed.clip()))?;
            let long = lengths.get(clip).map_or(0.0, AnimationClip::duration);
            clips[deed as usize] = (graph.add_clip(clip.clone(), 1.0, root), long);
        }
        let graph = world.resource_mut::<Assets<AnimationGraph>>().add(graph);
        Ok(Self { scene, graph, clips, _gltf: handle })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let size = std::fs::metadata(path).map_err(|e| e.to_string())?.len();
    if size > FILE_BYTES_MAX {
        return Err(format!("it has {size} bytes, {FILE_BYTES_MAX} are the most"));
    }
    std::fs::read(path).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_and_a_huge_file_are_sentences() {
        let folder = std::env::temp_dir().join("anlan-presentation-people");
        std::fs::create_dir_all(&folder).unwrap();
        let huge = std::fs::File::create(folder.join("huge.glb")).unwrap();
        huge.set_len(FILE_BYTES_MAX + 1).unwrap();
        let world = World::new();
        for (name, why) in [("nobody", "No such file"), ("huge", "are the most")] {
            let fault = Decoding::begin(&world, &folder, name).err().unwrap();
            assert!(fault.contains(name) && fault.contains("a plain figure stands in"), "{fault}");
            assert!(fault.contains(why), "{fault}");
        }
    }
}
