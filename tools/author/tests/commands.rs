//! `anlan-author` as its user meets it: arguments in, stdout, stderr and exit code out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use anlan_attempt::tape::{Header, TapeWriter, read};
use anlan_attempt::{Attempt, Mode, Setup};
use anlan_bot::{Bot, BotKind};
use anlan_scenario::{Bundle, read_folder};
use anlan_score::score;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const KITCHEN: &str = "kitchen-gas-leak";

/// What the program said.
#[derive(Debug, PartialEq)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

fn author(arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anlan-author"));
    let output = command.args(arguments).current_dir(root()).output().unwrap();
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn root() -> PathBuf {
    Path::new("../..").canonicalize().unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder of its own for each test, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("{test}-{}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder.canonicalize().unwrap())
    }

    /// A copy of the kitchen, with one place of a file changed.
    fn kitchen(&self, file: &str, from: &str, to: &str) -> PathBuf {
        let (source, folder) = (root().join("scenarios").join(KITCHEN), self.0.join(KITCHEN));
        fs::create_dir_all(&folder).unwrap();
        for name in ["scenario.ron", "words.en.ron", "words.zh-CN.ron"] {
            fs::copy(source.join(name), folder.join(name)).unwrap();
        }
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(from), "{file} does not read `{from}`");
        fs::write(folder.join(file), text.replacen(from, to, 1)).unwrap();
        folder
    }

    /// A bot's tape and its bundle as the headset keeps them: `tapes/`, `bundles/`.
    fn record(&self, kind: BotKind, setup: Setup) -> Kept {
        let scenario = read_folder(&root().join("scenarios").join(KITCHEN)).unwrap();
        let bundle = Bundle::pack(scenario).unwrap();
        let header = Header {
            attempt: "6b9f7c52-93f4-4d5a-8f0a-2f1f6f2f8c11".to_owned(),
            trainee: "p-01".to_owned(),
            scenario: KITCHEN.to_owned(),
            bundle: bundle.hash().to_string(),
            mode: setup.mode,
            seed: setup.seed,
            started_at_ms: 1_795_255_401_000,
            build: "tests".to_owned(),
            rules: anlan_attempt::RULES_VERSION,
            sense: 0,
        };
        let scenario = bundle.scenario().clone();
        let mut attempt = Attempt::new(scenario.clone(), setup);
        let mut writer = TapeWriter::start(Vec::new(), header).unwrap();
        anlan_bot::play(&mut attempt, Bot::new(kind, &scenario), |s| writer.tick(s)).unwrap();
        let ending = attempt.outcome().ending.clone().unwrap();
        let bytes = writer.seal(ending, None).unwrap();
        let kept = Kept {
            tape: self.0.join("tapes/attempt.tape"),
            bundle: self.0.join("bundles").join(format!("{}.json", bundle.hash())),
        };
        for (path, bytes) in [(&kept.tape, &bytes[..]), (&kept.bundle, bundle.bytes())] {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        kept
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed lies in the build's own folder for temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A tape and its bundle on the disk.
struct Kept {
    tape: PathBuf,
    bundle: PathBuf,
}

const EXAM: Setup = Setup { mode: Mode::Exam, seed: 1 };

#[test]
fn check_says_one_line_for_each_sound_scenario() {
    let count = fs::read_dir(root().join("scenarios"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir())
        .count();
    let all = author(&["check"]);
    assert_eq!((all.code, all.err.as_str(), all.out.lines().count()), (0, "", count));
    let one = author(&["check", "scenarios/kitchen-gas-leak"]);
    assert_eq!((one.code, one.err.as_str(), one.out.lines().count()), (0, "", 1));
    let start = "kitchen-gas-leak: 8 hazards, 3 look-alikes, 7 steps, ";
    assert!(one.out.starts_with(start) && all.out.contains(&one.out), "{}", one.out);
}

#[test]
fn check_prints_every_problem_with_its_place() {
    let folder = Folder::new("check-problems");
    let kitchen = folder.kitchen("scenario.ron", "comfort: 2", "comfort: 4");
    let file = kitchen.join("words.en.ron");
    let words = fs::read_to_string(&file).unwrap().replace("\"Head cook\"", "\"\"");
    fs::write(&file, words).unwrap();
    let said = author(&["check", text(&kitchen)]);
    let places = [
        ("scenario.ron", "comfort: 4", "comfort: ".len()),
        ("words.en.ron", "\"role\": \"\"", "\"role\": ".len()),
    ];
    let sentences =
        ["the comfort class is 4; it must lie in 1–3", "the words for `role` are empty"];
    let mut expected = String::new();
    for ((name, word, skip), sentence) in places.into_iter().zip(sentences) {
        let text = fs::read_to_string(kitchen.join(name)).unwrap();
        let (row, line) = text.lines().enumerate().find(|(_, l)| l.contains(word)).unwrap();
        let column = line.find(word).unwrap() + skip + 1;
        let place = format!("{}:{}:{column}", kitchen.join(name).display(), row + 1);
        expected.push_str(&format!("{place}: {sentence}\n"));
    }
    let err = "anlan-author: 2 problems\n".to_owned();
    assert_eq!(said, Said { code: 1, out: expected, err });
}

#[test]
fn check_goes_through_a_folder_of_scenarios() {
    let folder = Folder::new("check-folder");
    folder.kitchen("scenario.ron", "severity: 3", "severity: 6");
    fs::create_dir(folder.0.join("empty")).unwrap();
    let said = author(&["check", text(&folder.0)]);
    assert_eq!((said.code, said.err.as_str()), (1, "anlan-author: 4 problems\n"));
    let lines: Vec<_> = said.out.lines().collect();
    assert_eq!(lines.len(), 4, "three files are missing and one number is out of range");
    assert!(lines[..3].iter().all(|line| line.contains("/empty/")), "{lines:#?}");
    assert!(lines[3].ends_with("the severity is 6; it must lie in 1–5"), "{lines:#?}");
}

#[test]
fn check_says_when_there_is_nothing_to_check() {
    let folder = Folder::new("check-nothing");
    let said = author(&["check", text(&folder.0)]);
    let err = format!("anlan-author: {} holds no scenario\n", folder.0.display());
    assert_eq!(said, Said { code: 1, out: String::new(), err });
    let said = author(&["check", "no/such/folder"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.starts_with("anlan-author: no/such/folder cannot be read: "), "{}", said.err);
}

#[test]
fn play_prints_the_card_in_its_one_spelling() {
    let folder = Folder::new("play");
    for (mode, name) in [(Mode::Exam, "exam"), (Mode::Guided, "guided"), (Mode::Demo, "demo")] {
        for kind in BotKind::ALL {
            let kept = folder.record(kind, Setup { mode, seed: 7 });
            let bundle = Bundle::read(&fs::read(&kept.bundle).unwrap()).unwrap();
            let tape = read(&fs::read(&kept.tape).unwrap()).unwrap();
            let card = score(&bundle, &tape).unwrap().canonical_json();
            let bot = kind.name();
            let said = author(&["play", KITCHEN, "--bot", bot, "--seed", "7", "--mode", name]);
            let expected = Said { code: 0, out: format!("{card}\n"), err: String::new() };
            assert_eq!(said, expected, "{bot} {name}");
        }
    }
}

#[test]
fn play_is_an_exam_with_seed_1_unless_told_otherwise() {
    let plain = author(&["play", KITCHEN, "--bot", "hasty"]);
    let told = author(&["play", KITCHEN, "--bot=hasty", "--mode=exam", "--seed=1"]);
    assert_eq!((plain.code, &plain), (0, &told));
    assert!(plain.out.contains("\"mode\":\"exam\",\"seed\":1,"), "{}", plain.out);
}

#[test]
fn bots_sit_every_exam_and_only_the_perfect_one_passes() {
    let said = author(&["bots", "scenarios/kitchen-gas-leak", "--seeds", "2"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    let rows: Vec<Vec<_>> = said.out.lines().map(|l| l.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), 2 + 2 * BotKind::ALL.len());
    for (kind, rows) in BotKind::ALL.iter().zip(rows[1..].chunks(2)) {
        for (seed, row) in ["1", "2"].iter().zip(rows) {
            assert_eq!(row[..3], [KITCHEN, kind.name(), *seed]);
            let card = author(&["play", KITCHEN, "--bot", kind.name(), "--seed", seed]).out;
            let passed = if row[4] == "yes" { "true" } else { "false" };
            let told = format!("\"score\":{},\"pass_mark\":80,\"passed\":{passed},", row[3]);
            assert!(card.contains(&told), "{row:?} {card}");
        }
    }
    assert_eq!(rows.last().unwrap()[..], ["10", "attempts"]);
}

#[test]
fn bots_tell_when_another_one_passes() {
    let folder = Folder::new("bots-astray");
    let kitchen = folder.kitchen("scenario.ron", "pass: 80", "pass: 60");
    let said = author(&["bots", text(&kitchen), "--seeds=1"]);
    let err = "anlan-author: 1 of 5 attempts passed or failed that should not\n";
    assert_eq!((said.code, said.err.as_str()), (1, err), "{}", said.out);
}

#[test]
fn play_takes_no_path_for_an_id() {
    for id in ["../kitchen-gas-leak", "/etc", "Kitchen", "", ".", "kitchen-gas-leak/"] {
        let said = author(&["play", id, "--bot", "blind"]);
        let err = format!("anlan-author: `{id}` is no scenario id: a–z, 0–9 and hyphens\n");
        assert_eq!(said, Said { code: 1, out: String::new(), err });
    }
}

#[test]
fn play_refuses_a_faulty_scenario() {
    let folder = Folder::new("play-faulty");
    folder.kitchen("scenario.ron", "pass: 80", "pass: 800");
    let scenarios = text(&folder.0);
    let said = author(&["play", KITCHEN, "--bot", "blind", "--scenarios", scenarios]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    let lines: Vec<_> = said.err.lines().collect();
    assert!(lines[0].contains("scenario.ron:") && lines[0].contains("the pass mark is 800"));
    assert_eq!(lines.last(), Some(&"anlan-author: 1 problem(s)"));
    let said = author(&["play", "no-such-place", "--bot", "blind"]);
    assert_eq!((said.code, said.err.lines().count()), (1, 4), "{}", said.err);
}

#[test]
fn score_prints_the_card_that_play_printed() {
    let folder = Folder::new("score");
    for kind in BotKind::ALL {
        let kept = folder.record(kind, EXAM);
        let played = author(&["play", KITCHEN, "--bot", kind.name()]);
        assert_eq!(author(&["score", text(&kept.tape)]), played, "{}", kind.name());
        // Elsewhere, if told where.
        let elsewhere = folder.0.join("elsewhere");
        fs::create_dir_all(&elsewhere).unwrap();
        fs::rename(&kept.bundle, elsewhere.join(kept.bundle.file_name().unwrap())).unwrap();
        let told = author(&["score", text(&kept.tape), "--bundles", text(&elsewhere)]);
        assert_eq!(told, played, "{}", kind.name());
    }
}

#[test]
fn score_wants_the_bundle_that_the_tape_names() {
    let folder = Folder::new("score-bundle");
    let kept = folder.record(BotKind::Blind, EXAM);
    let bytes = fs::read_to_string(&kept.bundle).unwrap();
    // A number that nobody checks against anything, so that the bundle itself is sound.
    let altered = bytes.replacen("\"par_s\":205", "\"par_s\":206", 1);
    assert_ne!(altered, bytes);
    let mut told = Vec::new();
    fs::write(&kept.bundle, altered).unwrap();
    told.push((author(&["score", text(&kept.tape)]), "the bundle was altered"));
    fs::write(&kept.bundle, &bytes[1..]).unwrap();
    told.push((author(&["score", text(&kept.tape)]), "the bundle cannot be read"));
    fs::remove_file(&kept.bundle).unwrap();
    told.push((author(&["score", text(&kept.tape)]), "is needed to score this tape"));
    for (said, sentence) in told {
        assert_eq!((said.code, said.out.as_str()), (1, ""));
        assert!(said.err.starts_with("anlan-author: ") && said.err.contains(sentence), "{said:?}");
    }
}

#[test]
fn an_altered_tape_is_refused_with_its_place() {
    let folder = Folder::new("altered");
    let kept = folder.record(BotKind::Perfect, EXAM);
    let bytes = fs::read(&kept.tape).unwrap();
    // The second frame begins behind the magic and the header's frame.
    let second = 8 + 36 + u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
    let mut altered = bytes.clone();
    altered[second + 6] ^= 1;
    let cases = [
        (&altered[..], second, "the frame does not fit the chain: the tape was altered here"),
        (&bytes[..second], second, "the tape ends here without its seal"),
        (&bytes[..second + 9], second, "the frame is torn"),
        (b"ANLANTP2", 0, "this is no Anlan tape of layout 1"),
    ];
    for (bytes, byte, sentence) in cases {
        fs::write(&kept.tape, bytes).unwrap();
        let err = format!("anlan-author: {}: byte {byte}: {sentence}\n", kept.tape.display());
        for command in COMMANDS {
            let said = author(&[command, &[text(&kept.tape)]].concat());
            assert_eq!(said, Said { code: 1, out: String::new(), err: err.clone() });
        }
    }
}

/// Commands that read a tape.
const COMMANDS: [&[&str]; 3] = [&["score"], &["tape", "show"], &["tape", "verify"]];

#[test]
fn verify_says_what_a_tape_holds_and_who_signed_it() {
    let folder = Folder::new("verify");
    let kept = folder.record(BotKind::Perfect, EXAM);
    let said = author(&["tape", "verify", text(&kept.tape)]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.ends_with(" signals, unsigned\n"), "{}", said.out);
    let key = "0".repeat(64);
    let said = author(&["tape", "verify", text(&kept.tape), "--key", &key]);
    let err = format!("anlan-author: {}: no cabin signed this tape\n", kept.tape.display());
    assert_eq!(said, Said { code: 1, out: String::new(), err });
    let said = author(&["tape", "verify", text(&kept.tape), "--trace", text(&kept.tape)]);
    assert!(said.err.contains("the tape was sealed without a trace"), "{}", said.err);
}

#[test]
fn show_prints_every_signal_with_its_second() {
    let folder = Folder::new("show");
    let kept = folder.record(BotKind::Perfect, EXAM);
    let tape = read(&fs::read(&kept.tape).unwrap()).unwrap();
    let said = author(&["tape", "show", text(&kept.tape)]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let seconds: Vec<f64> = said
        .out
        .lines()
        .filter_map(|line| line.trim_start().split_once(" s  "))
        .map(|(second, _)| second.parse().unwrap())
        .collect();
    assert_eq!(seconds.len() as u64, tape.seal.signals);
    assert!(seconds.is_sorted());
    let last = tape.signals.last().unwrap().0 as f64 / 60.0;
    assert!((seconds[seconds.len() - 1] - last).abs() < 0.006);
    for word in ["Header {", &tape.header.bundle, "p-01", "Exam", "H8", "Seal {", "Finished"] {
        assert!(said.out.contains(word), "{word}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told_by_name() {
    for command in COMMANDS {
        let said = author(&[command, &["no/such.tape"]].concat());
        assert_eq!((said.code, said.out.as_str()), (1, ""));
        assert!(said.err.starts_with("anlan-author: no/such.tape: "), "{}", said.err);
    }
}

#[test]
fn a_command_that_nobody_knows_is_an_error_of_usage() {
    let wrong: [&[&str]; 8] = [
        &["play"],
        &["play", KITCHEN],
        &["play", KITCHEN, "--bot", "clever"],
        &["play", KITCHEN, "--bot", "blind", "--mode", "fun"],
        &["play", KITCHEN, "--bot", "blind", "--seed", "-1"],
        &["score"],
        &["tape", "show", "a", "b"],
        &["chek"],
    ];
    for arguments in wrong {
        let said = author(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains("--help"), "{arguments:?}: {}", said.err);
    }
    let said = author(&["play", KITCHEN, "--bot", "clever"]);
    assert!(said.err.contains("there is perfect, blind, hasty"), "{}", said.err);
    let said = author(&["play", KITCHEN, "--bot", "blind", "--mode", "fun"]);
    assert!(said.err.contains("there is demo, guided, practice, exam"), "{}", said.err);
}

#[test]
fn help_and_version_go_to_stdout() {
    for (flag, word) in [("--help", "Usage: anlan-author"), ("--version", "anlan-author 0.")] {
        let said = author(&[flag]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        assert!(said.out.contains(word), "{}", said.out);
    }
}
