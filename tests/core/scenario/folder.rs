//! Scenario folders on a disk: the real ones, and what a disk can hold instead of a file.

use crate::texts::{FILES, lines, pump_room, scenarios};
use anlan_scenario::{FILE_BYTES_MAX, is_slug, read_folder};
use std::fs::{self, File};
use std::path::Path;
use tempfile::tempdir;

/// What is told of a folder, without the folder's own path.
fn told(folder: &Path) -> Vec<String> {
    let problems = read_folder(folder).err().unwrap_or_default();
    let prefix = format!("{}/", folder.display());
    lines(&problems).iter().map(|line| line.replace(&prefix, "")).collect()
}

#[test]
fn every_scenario_checks_clean() {
    let mut count = 0;
    for entry in fs::read_dir(scenarios()).unwrap() {
        let folder = entry.unwrap().path();
        if folder.is_dir() {
            assert_eq!(told(&folder), [""; 0], "{}", folder.display());
            count += 1;
        }
    }
    assert!(count >= 1, "there are scenarios");
}

#[test]
fn a_missing_file_is_told_by_name() {
    for name in FILES {
        let parent = tempdir().unwrap();
        let folder = pump_room().without(name).write(parent.path(), "pump-room");
        let told = told(&folder);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(&format!("{name}:1:1: the file cannot be read")), "{told:?}");
    }
    let parent = tempdir().unwrap();
    assert_eq!(told(parent.path()).len(), 3, "every missing file is told");
}

#[test]
fn the_id_is_the_name_of_the_folder() {
    let parent = tempdir().unwrap();
    let folder = pump_room().write(parent.path(), "engine-room");
    let sentence = "scenario.ron:4:9: the id `pump-room` is not the folder's name";
    assert_eq!(told(&folder), [sentence]);
    let folder = pump_room().write(parent.path(), "pump-room");
    assert_eq!(told(&folder), [""; 0]);
}

#[test]
fn an_id_never_leads_out_of_the_folder() {
    let bad = [
        "../x", "..", ".", "/etc", "a/b", "a\\b", "", "-x", "Kitchen", "a b", "a_b", "a.b", "厨房",
        "a\0", "a\n",
    ];
    for id in bad {
        assert!(!is_slug(id), "{id:?}");
        let escaped = id.escape_default().to_string();
        let texts = pump_room().edit("scenario.ron", "\"pump-room\"", &format!("{escaped:?}"));
        let sentence = lines(&texts.read().unwrap_err()).join("\n");
        assert!(sentence.contains("scenario.ron:4:9: `"), "{sentence}");
        assert!(sentence.ends_with("is no id: use a–z, 0–9 and hyphens"), "{sentence}");
    }
    assert!(is_slug(&"a".repeat(64)) && !is_slug(&"a".repeat(65)));
    assert!(is_slug("kitchen-gas-leak") && is_slug("16-kitchen"));
}

#[test]
fn a_file_is_refused_for_its_size_before_it_is_read() {
    for name in FILES {
        let parent = tempdir().unwrap();
        let folder = pump_room().write(parent.path(), "pump-room");
        let file = File::options().write(true).open(folder.join(name)).unwrap();
        // A hole of 100 GB: a reader that read first would not come back.
        file.set_len(100_000_000_000).unwrap();
        assert_eq!(told(&folder), [format!("{name}:1:1: the file is larger than 1024 KiB")]);
    }
}

#[test]
fn a_file_of_one_mebibyte_is_still_read() {
    for (extra, expected) in [(0, ""), (1, "scenario.ron:1:1: the file is larger than 1024 KiB")] {
        let parent = tempdir().unwrap();
        let mut bytes = pump_room().text("scenario.ron").as_bytes().to_vec();
        bytes.resize(FILE_BYTES_MAX as usize + extra, b' ');
        let folder = pump_room().with("scenario.ron", bytes).write(parent.path(), "pump-room");
        assert_eq!(told(&folder).concat(), expected);
    }
}

#[test]
fn a_byte_that_is_no_text_is_told_with_its_place() {
    let spoil = |name: &str, before: &str, byte: u8| {
        let text = pump_room().text(name).to_owned();
        let at = text.find(before).unwrap();
        let mut bytes = text.into_bytes();
        bytes[at] = byte;
        pump_room().with(name, bytes)
    };
    let sentence = "this byte is not UTF-8 text; save the file as UTF-8";
    for (name, before, byte, place) in [
        ("scenario.ron", "workshop", 0xff, "6:11"),
        ("words.en.ron", "Fitter", 0x80, "4:14"),
        // GBK, as an old editor saves it; columns count characters, not bytes.
        ("words.zh-CN.ron", "房\",\n", 0xb7, "3:16"),
    ] {
        let parent = tempdir().unwrap();
        let folder = spoil(name, before, byte).write(parent.path(), "pump-room");
        assert_eq!(told(&folder), [format!("{name}:{place}: {sentence}")]);
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_inside_the_folder() {
    let parent = tempdir().unwrap();
    let folder = pump_room().write(parent.path(), "pump-room");
    for name in FILES {
        let (inside, outside) = (folder.join("kept.ron"), parent.path().join("kept.ron"));
        fs::rename(folder.join(name), &outside).unwrap();
        std::os::unix::fs::symlink("../kept.ron", folder.join(name)).unwrap();
        let sentence = "the file is a link that leaves the scenario's folder";
        assert_eq!(told(&folder), [format!("{name}:1:1: {sentence}")]);
        fs::remove_file(folder.join(name)).unwrap();
        fs::rename(&outside, &inside).unwrap();
        std::os::unix::fs::symlink("kept.ron", folder.join(name)).unwrap();
        assert_eq!(told(&folder), [""; 0], "a link inside the folder is a file like any other");
        fs::remove_file(folder.join(name)).unwrap();
        fs::rename(&inside, folder.join(name)).unwrap();
    }
}

#[test]
fn a_folder_in_place_of_a_file_is_told() {
    let parent = tempdir().unwrap();
    let folder = pump_room().without("words.en.ron").write(parent.path(), "pump-room");
    fs::create_dir(folder.join("words.en.ron")).unwrap();
    assert_eq!(told(&folder), ["words.en.ron:1:1: this is not a file"]);
}

/// The smell indicator hangs where there is something to smell, and nowhere else.
#[test]
fn a_kitchen_smells_and_a_workshop_does_not() {
    let smells = |id: &str| read_folder(&scenarios().join(id)).unwrap().file().smells();
    assert!(smells("kitchen-gas-leak"));
    assert!(!smells("shock-distribution-cabinet"));
}
