//! What each scenario's art comes to, against what a headset can draw and a clone can carry. The
//! files themselves are read by `glb` and `ktx2`; how a place looks is the pictures' business.

use crate::glb::{self, Model};
use crate::ktx2::{self, Kind, Picture};
use crate::violation::Violation;
use anlan_scenario::ScenarioFile;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// What a kit needs is drawn twice, ninety times a second.
const STILL_TRIANGLES_MAX: usize = 150_000;
const MOVING_TRIANGLES_MAX: usize = 60_000;
const PEOPLE_TRIANGLES_MAX: usize = 40_000;
const TRIANGLES_MAX: usize = 250_000;
/// Draws of a place with all of it in view, and surfaces of what never moves.
const DRAWS_MAX: usize = 120;
const SURFACES_MAX: usize = 12;
const TEXTURE_BYTES_MAX: usize = 96 << 20;
/// A lightmap's side, pixels.
const LIGHTMAP_PX_MAX: usize = 1024;
/// Whoever is over a limit, by how much and why. A row may only shrink.
const EXCEPTIONS: [(&str, &str, usize, &str); 2] = [
    ("falling-object-site", PEOPLE, 41_900, "five workers, each with what the hands hold"),
    ("kitchen-gas-leak", PEOPLE, 40_100, "two cooks in hanging cloth, near by at once"),
];
const PEOPLE: &str = "triangles of people";
/// A person's body for who is near, of whom there are at most so many, and for all others.
const NEAR: &str = "figure";
const FAR: &str = "figure.far";
const NEAR_MAX: usize = 2;

/// The part of `kit.ron` that says which files are worn where.
#[derive(Deserialize)]
struct Kit {
    models: Vec<String>,
    lightmap: String,
    light: Light,
    coats: Vec<Coat>,
}

#[derive(Deserialize)]
struct Light {
    diffuse: String,
    specular: String,
}

#[derive(Deserialize)]
struct Coat {
    name: String,
    #[serde(default)]
    base: Option<String>,
    #[serde(default)]
    normal: Option<String>,
    #[serde(default)]
    orm: Option<String>,
    #[serde(default)]
    form: Form,
}

#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
enum Form {
    #[default]
    Solid,
    Loose,
    Decal,
    Glass,
    Lamp(#[allow(dead_code, reason = "how bright is the renderer's business")] u8),
}

/// One scenario's art in figures.
#[derive(Default)]
struct Figures {
    scenario: String,
    still_triangles: usize,
    moving_triangles: usize,
    /// Of each person the triangles seen near by, and from afar.
    people: Vec<(usize, usize)>,
    draws: usize,
    people_draws: usize,
    /// What never moves and is neither glass, lamp nor stain.
    surfaces: usize,
    materials: usize,
    texture_bytes: usize,
    /// The same where an adapter knows no compressed format.
    plain_texture_bytes: usize,
    light_bytes: usize,
    /// Lines and seconds, zh-CN and en.
    lines: [usize; 2],
    voice_s: [f64; 2],
    disk_bytes: u64,
}

/// Reads one scenario's art, and notes what is wrong with it.
struct Reader<'a> {
    assets: &'a Path,
    found: Vec<Violation>,
    files: BTreeSet<PathBuf>,
}

impl Reader<'_> {
    fn say(&mut self, path: &Path, sentence: impl Into<String>) {
        let path = path.strip_prefix(self.assets).unwrap_or(path);
        self.found.push(Violation::new(&format!("assets/{}", path.display()), 1, sentence));
    }

    /// A file's bytes; it counts as used.
    fn bytes(&mut self, path: &Path) -> Option<Vec<u8>> {
        match fs::read(path) {
            Ok(bytes) => {
                self.files.insert(path.to_owned());
                Some(bytes)
            }
            Err(error) => {
                self.say(path, format!("the kit needs the file: {error}"));
                None
            }
        }
    }

    fn picture(&mut self, path: &Path) -> Option<Picture> {
        let read = ktx2::read(&self.bytes(path)?);
        read.map_err(|why| self.say(path, why)).ok()
    }

    fn model(&mut self, path: &Path) -> Option<Model> {
        let read = glb::read(&self.bytes(path)?);
        read.map_err(|why| self.say(path, why)).ok()
    }

    fn scenario(&mut self, file: &ScenarioFile) -> Figures {
        let mut figures = Figures { scenario: file.id.to_string(), ..Figures::default() };
        let folder = self.assets.join("kits").join(&file.kit);
        let path = folder.join("kit.ron");
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        // Without a kit the blockout stands in, and without a person a figure of boxes.
        let bytes = folder.exists().then(|| self.bytes(&path)).flatten();
        match bytes.map(|bytes| options.from_bytes::<Kit>(&bytes)) {
            Some(Ok(kit)) => {
                self.place(file, &folder, &kit, &mut figures);
                self.pictures(&folder, &kit, &mut figures);
            }
            Some(Err(error)) => self.say(&path, error.to_string()),
            None => {}
        }
        for agent in &file.agents {
            self.person(
                &self.assets.join("people").join(format!("{}.glb", agent.id)),
                &mut figures,
            );
        }
        for (at, language) in ["zh-CN", "en"].into_iter().enumerate() {
            let folder = self.assets.join("voice").join(language).join(file.id.to_string());
            (figures.lines[at], figures.voice_s[at]) = self.voice(&folder);
        }
        let sizes = self.files.iter().filter_map(|path| fs::metadata(path).ok());
        figures.disk_bytes = sizes.map(|entry| entry.len()).sum();
        figures
    }

    /// The models of a place: every prop and part has its node, every surface its coat.
    fn place(&mut self, file: &ScenarioFile, folder: &Path, kit: &Kit, figures: &mut Figures) {
        let parts = file.props.iter().flat_map(|prop| &prop.parts);
        let parts: BTreeSet<String> = parts.map(|part| part.id.to_string()).collect();
        let mut missing = parts.clone();
        missing.extend(file.props.iter().map(|prop| prop.id.to_string()));
        let (mut materials, mut surfaces) = (BTreeSet::new(), BTreeSet::new());
        for name in &kit.models {
            let path = folder.join(name);
            let Some(model) = self.model(&path) else { continue };
            missing.retain(|name| !model.nodes.contains(name));
            for drawn in model.drawn {
                let is_still = !parts.contains(&drawn.node);
                let coat = kit.coats.iter().find(|coat| coat.name == drawn.material);
                if coat.is_none() {
                    self.say(&path, format!("no coat of kit.ron is called {}", drawn.material));
                }
                if !drawn.has_place_on_lightmap {
                    let sentence = format!("{} has no TEXCOORD_1 for {}", drawn.node, kit.lightmap);
                    self.say(&path, sentence);
                }
                if is_still && coat.is_some_and(|c| matches!(c.form, Form::Solid | Form::Loose)) {
                    surfaces.insert(drawn.material.clone());
                }
                let sum = match is_still {
                    true => &mut figures.still_triangles,
                    false => &mut figures.moving_triangles,
                };
                *sum += drawn.triangles;
                figures.draws += 1;
                materials.insert(drawn.material);
            }
        }
        if !missing.is_empty() {
            let sentence = format!("no model of it has a node for {missing:?}");
            self.say(&folder.join("kit.ron"), sentence);
        }
        (figures.materials, figures.surfaces) = (materials.len(), surfaces.len());
    }

    fn pictures(&mut self, folder: &Path, kit: &Kit, figures: &mut Figures) {
        let map = folder.join(&kit.lightmap);
        if let Some(picture) = self.picture(&map) {
            let Picture { kind, wide_px, high_px, faces, levels, gpu_bytes } = picture;
            let is_square = wide_px == high_px && wide_px <= LIGHTMAP_PX_MAX;
            // Smaller copies would bleed from chart to chart.
            if kind != Kind::Light || !is_square || (faces, levels) != (1, 1) {
                let sentence = format!(
                    "a lightmap is light of at most {LIGHTMAP_PX_MAX} pixels a side in one level; \
                     this is {kind:?} of {wide_px} × {high_px} in {levels}"
                );
                self.say(&map, sentence);
            }
            figures.light_bytes += gpu_bytes;
        }
        for name in [&kit.light.diffuse, &kit.light.specular] {
            let path = folder.join(name);
            if let Some(picture) = self.picture(&path) {
                if (picture.kind, picture.faces) != (Kind::Light, 6) {
                    self.say(&path, "a map of a room is light from six sides");
                }
                figures.light_bytes += picture.gpu_bytes;
            }
        }
        let worn = kit.coats.iter().flat_map(|coat| [&coat.base, &coat.normal, &coat.orm]);
        let worn: BTreeSet<PathBuf> =
            worn.flatten().map(|name| straight(&folder.join(name))).collect();
        for path in worn {
            let Some(picture) = self.picture(&path) else { continue };
            let twin = path.with_file_name("plain").join(path.file_name().unwrap_or_default());
            let plain = match picture.kind {
                Kind::Uastc => self.picture(&twin),
                Kind::Plain | Kind::Light => Some(picture),
            };
            figures.texture_bytes += picture.gpu_bytes;
            figures.plain_texture_bytes += plain.map_or(0, |plain| plain.gpu_bytes);
        }
    }

    fn person(&mut self, path: &Path, figures: &mut Figures) {
        let Some(model) = path.exists().then(|| self.model(path)).flatten() else { return };
        figures.people_draws += model.drawn.len();
        let of = |is_seen: fn(&str) -> bool| -> usize {
            model.drawn.iter().filter(|d| is_seen(&d.node)).map(|d| d.triangles).sum()
        };
        let (near, far) = (of(|node| node != FAR), of(|node| node != NEAR));
        figures.people.push((near, far));
        let bytes = model.pictures.iter().map(|(wide, high)| wide * high * 4).sum::<usize>();
        figures.texture_bytes += bytes;
        figures.plain_texture_bytes += bytes;
    }

    /// How many lines a folder holds, and how long they take.
    fn voice(&mut self, folder: &Path) -> (usize, f64) {
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let (mut lines, mut seconds) = (0, 0.0);
        for path in entries.map(|entry| entry.path()) {
            if path.extension().is_some_and(|extension| extension == "ogg") {
                match self.bytes(&path).as_deref().and_then(ogg_s) {
                    Some(s) => (lines, seconds) = (lines + 1, seconds + s),
                    None => self.say(&path, "this is not a whole OGG file"),
                }
            }
        }
        (lines, seconds)
    }
}

/// The most that people can have in view at once.
fn people_triangles(people: &[(usize, usize)]) -> usize {
    let far: usize = people.iter().map(|(_, far)| far).sum();
    let mut more: Vec<_> = people.iter().map(|(near, far)| near.saturating_sub(*far)).collect();
    more.sort_unstable_by(|a, b| b.cmp(a));
    far + more.iter().take(NEAR_MAX).sum::<usize>()
}

/// A path without `..`: another kit's picture is one file, whoever wears it.
fn straight(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut at, part| {
        if part == Component::ParentDir && at.file_name().is_some() {
            at.pop();
        } else {
            at.push(part);
        }
        at
    })
}

/// How long an OGG Vorbis file takes: where its last page ends, over its rate.
fn ogg_s(bytes: &[u8]) -> Option<f64> {
    let head = bytes.windows(7).position(|seven| seven == b"\x01vorbis")? + 12;
    let rate = u32::from_le_bytes(bytes.get(head..head + 4)?.try_into().ok()?);
    let last = bytes.windows(4).rposition(|four| four == b"OggS")? + 6;
    let samples = u64::from_le_bytes(bytes.get(last..last + 8)?.try_into().ok()?);
    (rate > 0).then(|| samples as f64 / f64::from(rate))
}

/// Every figure that is over its limit, and every exception that nobody needs any more.
fn over(figures: &Figures) -> Vec<Violation> {
    let people = people_triangles(&figures.people);
    let all = figures.still_triangles + figures.moving_triangles + people;
    let rows = [
        ("triangles of what never moves", figures.still_triangles, STILL_TRIANGLES_MAX),
        ("triangles of what moves", figures.moving_triangles, MOVING_TRIANGLES_MAX),
        (PEOPLE, people, PEOPLE_TRIANGLES_MAX),
        ("triangles in all", all, TRIANGLES_MAX),
        ("draws of the place", figures.draws, DRAWS_MAX),
        ("surfaces", figures.surfaces, SURFACES_MAX),
        ("bytes of textures", figures.texture_bytes + figures.light_bytes, TEXTURE_BYTES_MAX),
        (
            "bytes of textures without compression",
            figures.plain_texture_bytes + figures.light_bytes,
            TEXTURE_BYTES_MAX,
        ),
    ];
    let path = format!("scenarios/{}/scenario.ron", figures.scenario);
    let mut found = Vec::new();
    for (what, size, max) in rows {
        let excepted = EXCEPTIONS.iter().find(|e| (e.0, e.1) == (&figures.scenario, what));
        let most = excepted.map_or(max, |exception| exception.2);
        if size > most {
            let sentence = format!("its art has {size} {what}, {most} are the most");
            found.push(Violation::new(&path, 1, sentence));
        } else if excepted.is_some() && size <= max {
            let sentence = format!("{size} {what} are few enough: drop its row in art.rs");
            found.push(Violation::new(&path, 1, sentence));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{files, root};
    use crate::violation::{expect_none, places};

    /// Every scenario's figures, and what is wrong with its files.
    fn read_all() -> (Vec<Figures>, Vec<Violation>) {
        let (mut figures, mut found) = (Vec::new(), Vec::new());
        let folders = fs::read_dir(root().join("scenarios")).unwrap();
        let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        for folder in folders.iter().filter(|folder| folder.join("scenario.ron").is_file()) {
            let scenario = anlan_scenario::read_folder(folder).unwrap();
            let assets = root().join("assets");
            let mut reader = Reader { assets: &assets, found: Vec::new(), files: BTreeSet::new() };
            figures.push(reader.scenario(scenario.file()));
            found.extend(reader.found);
        }
        assert!(!figures.is_empty(), "no scenario found");
        (figures, found)
    }

    #[test]
    fn art_over_its_limits_is_found() {
        let fits = Figures { scenario: "a".to_owned(), draws: DRAWS_MAX, ..Figures::default() };
        assert!(over(&fits).is_empty());
        let large = Figures { still_triangles: 150_001, light_bytes: 100 << 20, ..fits };
        assert_eq!(over(&large).len(), 3);
        assert!(over(&large)[0].sentence.contains("150001 triangles of what never moves"));
        let few = Figures { scenario: "kitchen-gas-leak".to_owned(), ..Figures::default() };
        assert_eq!(places(&over(&few)), ["scenarios/kitchen-gas-leak/scenario.ron:1"]);
    }

    #[test]
    fn a_path_is_made_straight() {
        let paths = ["../../a/kits/b/../c/d", "x/../y"].map(|path| straight(Path::new(path)));
        assert_eq!(paths, [Path::new("../../a/kits/c/d"), Path::new("y")]);
    }

    /// `tools/assets/build --table` runs this for what it prints.
    #[test]
    fn every_scenario_has_art_within_its_limits() {
        let (figures, mut found) = read_all();
        print_table(&figures);
        found.extend(figures.iter().flat_map(over));
        expect_none(&found);
    }

    fn print_table(all: &[Figures]) {
        let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
        let head = "scenario | triangles still | moving | people | draws, people's | materials | \
                    surfaces | textures MiB | uncompressed MiB | light MiB | lines zh/en | \
                    voice zh/en s | files MiB";
        println!("| {head} |\n|{}", "---|".repeat(head.split('|').count()));
        for f in all {
            let ([zh, en], [zh_s, en_s]) = (f.lines, f.voice_s);
            let people = people_triangles(&f.people);
            let triangles = [f.still_triangles, f.moving_triangles, people];
            let triangles = triangles.map(|count| count.to_string()).join(" | ");
            println!(
                "| {} | {triangles} | {} + {} | {} | {} | {:.1} | {:.1} | {:.1} | {zh}/{en} | \
                 {zh_s:.0}/{en_s:.0} | {:.1} |",
                f.scenario,
                f.draws,
                f.people_draws,
                f.materials,
                f.surfaces,
                mib(f.texture_bytes),
                mib(f.plain_texture_bytes),
                mib(f.light_bytes),
                mib(f.disk_bytes as usize),
            );
        }
        let assets = root().join("assets");
        let mut shared = Reader { assets: &assets, found: Vec::new(), files: BTreeSet::new() };
        let [sound, zh, en] = ["sound", "voice/zh-CN/anlan", "voice/en/anlan"]
            .map(|name| shared.voice(&assets.join(name)))
            .map(|(files, seconds)| format!("{files} in {seconds:.0} s"));
        let assets = files().into_iter().filter(|file| file.path.starts_with("assets/"));
        let bytes: u64 = assets.map(|file| file.bytes).sum();
        println!("Shared: sounds {sound}; lines of the interface zh {zh}, en {en}.");
        println!("All of assets/: {:.1} MiB.", mib(bytes as usize));
    }
}
