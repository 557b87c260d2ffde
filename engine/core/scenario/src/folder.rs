//! Reading one scenario folder: `scenario.ron` and `words.<language>.ron`. The only place of the
//! core that opens files, and only files of that folder.

use crate::check::{Finding, Scenario};
use crate::course::*;
use crate::file::*;
use crate::rubric::{Picture, Quiz};
use crate::source::{FILE_BYTES_MAX, Probe, Problem, Source};
use crate::words::{Language, Words};
use std::collections::BTreeMap;
use std::path::Path;

/// The lists of `scenario.ron` that report each bad element when the whole cannot be read.
const PROBES: &[Probe] = &[
    |s| s.probe::<FloorRect>("floor"),
    |s| s.probe::<Prop>("props"),
    |s| s.probe::<Zone>("zones"),
    |s| s.probe::<Agent>("agents"),
    |s| s.probe::<Spot>("spots"),
    |s| s.probe::<Phrase>("phrases"),
    |s| s.probe::<Item>("items"),
    |s| s.probe::<Socket>("sockets"),
    |s| s.probe::<Inject>("injects"),
    |s| s.probe::<Hazard>("hazards"),
    |s| s.probe::<LookAlike>("look_alikes"),
    |s| s.probe::<Step>("steps"),
    |s| s.probe::<CriticalError>("errors"),
    |s| s.probe::<TimelineRow>("timeline"),
    |s| s.probe::<Consequence>("consequences"),
    |s| s.probe::<Quiz>("quiz"),
    |s| s.probe::<Picture>("pictures"),
];

/// True for a scenario id: `a–z`, `0–9`, hyphens, 1–64 characters. Nothing else names a folder,
/// so an id can never lead out of `scenarios/`.
pub fn is_slug(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=64).contains(&id.len()) && id.bytes().all(plain) && !id.starts_with('-')
}

/// Reads and checks the scenario in `folder`, whose name must be the scenario's id.
pub fn read_folder(folder: &Path) -> Result<Scenario, Vec<Problem>> {
    let mut texts = BTreeMap::new();
    let mut problems = Vec::new();
    let names = std::iter::once("scenario.ron".to_owned())
        .chain(Language::ALL.iter().map(|l| words_file(*l)));
    for name in names {
        let path = folder.join(&name);
        match read_bounded(folder, &path) {
            Ok(bytes) => {
                texts.insert(name, bytes);
            }
            Err(sentence) => {
                let file = path.display().to_string();
                problems.push(Problem { file, line: 1, column: 1, sentence });
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let scenario = read_texts(folder, &texts)?;
    let folder_name = folder.file_name().map(|n| n.to_string_lossy().into_owned());
    if folder_name.as_deref() != Some(scenario.file().id.as_str()) {
        let file = folder.join("scenario.ron");
        let name = file.display().to_string();
        let bytes = texts.get("scenario.ron").map(Vec::as_slice).unwrap_or_default();
        let sentence = format!("the id `{}` is not the folder's name", scenario.file().id);
        return Err(match Source::new(&name, bytes) {
            Ok(source) => vec![source.problem("id", sentence)],
            Err(problem) => vec![problem],
        });
    }
    Ok(scenario)
}

fn words_file(language: Language) -> String {
    format!("words.{}.ron", language.tag())
}

fn read_bounded(folder: &Path, path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| format!("the file cannot be read: {error}");
    let real = path.canonicalize().map_err(cannot)?;
    if !real.starts_with(folder.canonicalize().map_err(cannot)?) {
        return Err("the file is a link that leaves the scenario's folder".to_owned());
    }
    let metadata = real.metadata().map_err(cannot)?;
    if !metadata.is_file() {
        return Err("this is not a file".to_owned());
    }
    if metadata.len() > FILE_BYTES_MAX {
        return Err(format!("the file is larger than {} KiB", FILE_BYTES_MAX / 1024));
    }
    std::fs::read(&real).map_err(cannot)
}

/// Checks texts that were read already, keyed by file name; `folder` only names them.
pub fn read_texts(
    folder: &Path,
    texts: &BTreeMap<String, Vec<u8>>,
) -> Result<Scenario, Vec<Problem>> {
    let path = |name: &str| folder.join(name).display().to_string();
    let bytes = |name: &str| texts.get(name).map(Vec::as_slice).unwrap_or_default();
    let scenario_name = path("scenario.ron");
    let scenario_source = Source::new(&scenario_name, bytes("scenario.ron")).map_err(|p| vec![p]);
    let mut problems = Vec::new();
    let mut words = BTreeMap::new();
    let word_names = Language::ALL.map(|l| (l, path(&words_file(l))));
    let mut word_sources = BTreeMap::new();
    for (language, name) in &word_names {
        match Source::new(name, bytes(&words_file(*language))) {
            Ok(source) => match source.parse::<Words>(&[]) {
                Ok(read) => {
                    words.insert(*language, read);
                    word_sources.insert(*language, source);
                }
                Err(found) => problems.extend(found),
            },
            Err(problem) => problems.push(problem),
        }
    }
    let file = scenario_source.and_then(|source| {
        let file = source.parse::<ScenarioFile>(PROBES)?;
        Ok((source, file))
    });
    match file {
        Err(found) => problems.extend(found),
        Ok((source, file)) => match Scenario::check(file, words) {
            Ok(scenario) => {
                // No rule asks after these numbers; they must be numbers all the same.
                problems.extend(source.endless_numbers());
                if problems.is_empty() {
                    return Ok(scenario);
                }
            }
            Err(findings) => {
                let place = |f: Finding| match f.words_of {
                    None => Some(source.problem(&f.path, f.sentence)),
                    // Words that could not be read have said so already.
                    Some(l) => word_sources.get(&l).map(|s| s.problem(&f.path, f.sentence)),
                };
                problems.extend(findings.into_iter().filter_map(place));
            }
        },
    }
    problems.sort();
    Err(problems)
}
