//! Pictures worth keeping: asked for by the scenario's timeline, one PNG each. A tick only notes
//! that a picture is wanted; it is taken by the next frames. Between pictures nothing is drawn, so
//! that an attempt at full speed costs no GPU.

mod expose;
mod file;
mod pipelines;

pub use file::write_png;

use crate::script::{Script, playing};
use anlan_attempt::Effect;
use anlan_scenario::{Effect as SceneEffect, PictureId, View};
use anlan_stage::{Run, StageEffect};
use bevy::prelude::*;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

pub(crate) fn plugin(app: &mut App) {
    expose::plugin(app);
    pipelines::plugin(app);
}

/// The pictures of this program: wanted, taken and failed.
#[derive(Resource)]
pub struct Pictures {
    folder: Option<PathBuf>,
    /// Wanted, but not to be seen yet: the consequence has not frozen.
    awaited: Vec<Wanted>,
    /// To be taken now, in this order.
    wanted: VecDeque<Wanted>,
    step: expose::Step,
    taken: Vec<PathBuf>,
    faults: Vec<String>,
}

#[derive(Clone, Debug)]
struct Wanted {
    id: PictureId,
    view: View,
}

impl Pictures {
    pub(crate) fn new(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            awaited: Vec::new(),
            wanted: VecDeque::new(),
            step: default(),
            taken: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// True while a picture waits for frames: run `App::update` until it is false, and no tick.
    pub fn is_busy(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Asks for one more picture beside those of the timeline, taken by the next frames.
    pub fn request(&mut self, id: PictureId, view: View) {
        if self.folder.is_some() {
            self.wanted.push_back(Wanted { id, view });
        }
    }

    /// The files that were written, in the order of the scene.
    pub fn taken(&self) -> &[PathBuf] {
        &self.taken
    }

    /// Why pictures are missing, one sentence each.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// The view that the picture camera must show in this frame.
    pub(crate) fn exposes(&self) -> Option<&View> {
        self.wanted.front().filter(|_| self.step.needs_camera()).map(|wanted| &wanted.view)
    }

    /// The file of a picture. Ids come out of checked files, and still name no other folder.
    fn path(&self, id: &PictureId) -> Option<PathBuf> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let name = id.as_str();
        let is_plain = !name.is_empty() && name.chars().all(plain);
        self.folder.as_deref().filter(|_| is_plain).map(|f: &Path| f.join(format!("{name}.png")))
    }
}

/// Notes the pictures that this tick asks for.
pub(crate) fn request_pictures(
    mut pictures: ResMut<Pictures>,
    mut effects: MessageReader<StageEffect>,
    script: Res<Script>,
    run: Res<Run>,
) {
    for StageEffect(effect) in effects.read() {
        let Effect::Scene(SceneEffect::Picture(id)) = effect else { continue };
        let picture = run.attempt.scenario().file().pictures.iter().find(|p| p.id == *id);
        if let Some(picture) = picture.filter(|_| pictures.folder.is_some()) {
            pictures.awaited.push(Wanted { id: id.clone(), view: picture.from });
        }
    }
    // The picture of a consequence is that of its freeze, not of the white before it.
    let is_blind = playing(&script, &run).is_some_and(|(_, moment)| !moment.is_frozen);
    if !is_blind && !pictures.awaited.is_empty() {
        let due = std::mem::take(&mut pictures.awaited);
        pictures.wanted.extend(due);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_stays_in_its_folder() {
        let pictures = Pictures::new(Some("shots".into()));
        assert_eq!(pictures.path(&"valve".into()), Some("shots/valve.png".into()));
        assert_eq!(pictures.path(&"../valve".into()), None);
        assert_eq!(pictures.path(&"".into()), None);
        assert_eq!(Pictures::new(None).path(&"valve".into()), None);
    }
}
