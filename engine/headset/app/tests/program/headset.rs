//! The whole program on the test runtime: the headset is taken away in every way there is, again
//! and again in one attempt. It comes back each time, nothing leaks, and the record is whole.

use super::{data_folder, line, records, stderr};
use anlan_tests_xr_runtime::{Capture, Fault, FaultAt, Key, REPORT, Report, SCRIPT, Script};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Faults of one attempt, and the frames between two of them.
const FAULTS: u64 = 14;
const APART: u64 = 15;
/// The scene ends itself after so many seconds.
const SCENE_S: u64 = 3;
/// Attempts, 42 faults in all; `ANLAN_HANDFULS` plays another number.
const HANDFULS: u64 = 3;

/// The kitchen as a blockout, and short: what is drawn is not what is tested here.
fn short_kitchen(root: &Path) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let (from, to) = ("scenarios/kitchen-gas-leak", root.join("scenarios/kitchen-gas-leak"));
    std::fs::create_dir_all(&to).unwrap();
    std::fs::create_dir_all(root.join("assets/fonts")).unwrap();
    for folder in [from, "assets/fonts"] {
        for entry in std::fs::read_dir(project.join(folder)).unwrap().map(Result::unwrap) {
            std::fs::copy(entry.path(), root.join(folder).join(entry.file_name())).unwrap();
        }
    }
    let path = to.join("scenario.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    let first = "(when: At(1.0), ";
    let end = format!("(when: At({SCENE_S}.0), then: [End]),\n        {first}");
    let text = text.replace("kit: \"kitchen\"", "kit: \"none\"").replacen(first, &end, 1);
    assert!(text.contains("then: [End]),\n        (when: At(1.0)"), "the kitchen has changed");
    std::fs::write(&path, text).unwrap();
}

/// The runtime as cargo built it beside the program.
fn library() -> PathBuf {
    let beside = Path::new(env!("CARGO_BIN_EXE_anlan")).with_file_name("deps");
    let path = beside.join("libanlan_tests_xr_runtime.so");
    assert!(path.exists(), "{} is built with the tests", path.display());
    path
}

/// Plays one attempt in a headset that does what the script says.
fn play(name: &str, script: &Script) -> (Output, Report, PathBuf) {
    play_with(name, script, &[])
}

fn play_with(name: &str, script: &Script, more: &[&str]) -> (Output, Report, PathBuf) {
    let root = data_folder(name);
    short_kitchen(&root);
    let data = root.join("data");
    let manifest = anlan_tests_xr_runtime::write_manifest(&root, &library()).unwrap();
    std::fs::write(root.join("script.ron"), ron::to_string(script).unwrap()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_anlan"))
        .args(["--display", "xr", "--scenario", "kitchen-gas-leak", "--once", "--seed", "3"])
        .args(["--trainee", "bot:blind", "--listen", "127.0.0.1:0", "--data"])
        .arg(&data)
        .arg("--frame-ledger")
        .arg(root.join("ledger.csv"))
        .args(more)
        // A window would show a copy; here nobody looks.
        .env_remove("DISPLAY")
        .env("BEVY_ASSET_ROOT", &root)
        // Scenarios are looked for where the program stands.
        .current_dir(&root)
        .env("XR_RUNTIME_JSON", manifest)
        .env("XR_LOADER_DEBUG", "none")
        .env(SCRIPT, root.join("script.ron"))
        .env(REPORT, root.join("report.json"))
        .output()
        .unwrap();
    let report = std::fs::read(root.join("report.json")).unwrap();
    (output, serde_json::from_slice(&report).unwrap(), root)
}

/// What must hold whatever went wrong.
fn expect_whole(what: &str, output: &Output, report: &Report, root: &Path) {
    let said = stderr(output);
    assert_eq!(output.status.code(), Some(0), "{what}: {said}");
    assert!(!said.contains("panicked"), "{what}: {said}");
    assert_eq!(report.order_errors, Vec::<String>::new(), "{what}");
    assert_eq!(report.failures, Vec::<String>::new(), "{what}");
    assert_eq!(report.mismatches, 0, "{what}");
    for (kind, made) in &report.made {
        assert_eq!(report.given_back.get(kind), Some(made), "{what}: {kind} leaked; {said}");
    }
    assert_eq!(line(output)["record"], "stored", "{what}: {said}");
    // The registry takes no tape that does not verify, nor a card that it does not earn itself.
    assert_eq!(records(&root.join("data")).len(), 1, "{what}");
}

/// Width and pixels of a captured layer.
fn decode(prefix: &str, name: &str) -> (u32, Vec<u8>) {
    let file = std::fs::File::open(format!("{prefix}-{name}.png")).unwrap();
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    pixels.truncate(info.buffer_size());
    (info.width, pixels)
}

/// The sky of a place without a kit.
const SKY: [u8; 3] = [189, 207, 219];

/// Where nothing was drawn: pixels of the sky's colour, which the closed kitchen hides everywhere.
fn holes((wide, pixels): &(u32, Vec<u8>)) -> Vec<(u32, u32)> {
    let is_sky = |p: &[u8]| p.iter().zip(SKY).all(|(c, sky)| c.abs_diff(sky) < 12);
    let at = |i: usize| (i as u32 % wide, i as u32 / wide);
    let found = pixels.chunks_exact(4).enumerate().filter(|(_, p)| is_sky(p));
    found.map(|(i, _)| at(i)).collect()
}

/// R4, and the lenses' mask: a head that turns by 700° a second is shown from where it is in the
/// end, and nothing is missing at the edge that it turns to.
#[test]
fn a_fast_turn_shows_no_hole_but_what_the_lenses_hide() {
    let prefix = data_folder("headset-turn-pictures").join("frame");
    let prefix = prefix.to_str().unwrap().to_owned();
    let key = |at_s: f64, yaw: f32| Key { at_s, at: (0.0, 1.6, 0.0), turned: (yaw, 0.0, 0.0) };
    let captures =
        [150, 160, 170].map(|frame| Capture { frame, prefix: format!("{prefix}{frame}") });
    let script = Script {
        eye_px: (96, 96),
        predicts: false,
        // Between the two questions where the eyes are lie four milliseconds: 2.8° of the turn.
        takes_ms: [("xrBeginFrame".to_owned(), 4.0)].into(),
        head: vec![key(0.0, 0.0), key(20.0, 14_000.0)],
        captures: captures.to_vec(),
        ..Script::default()
    };
    let (output, report, root) = play("headset-turn", &script);
    expect_whole("turn", &output, &report, &root);
    // The runtime does not predict: the layer is as old as the last question, 18 ms before the
    // frame is shown. Asked once, at culling, it would be 22 ms and 15.4°.
    let rows = report.rows.iter().filter(|row| row.has_eyes);
    let off_deg = rows.map(|row| row.off_deg).fold(0.0, f32::max);
    assert!((off_deg - 12.6).abs() < 0.4, "{off_deg}");
    for capture in &captures {
        for eye in ["left", "right"] {
            let found = holes(&decode(&capture.prefix, eye));
            // The test runtime's mask hides one small triangle above and to the left.
            assert!((4..80).contains(&found.len()), "{eye} {}: {found:?}", capture.frame);
            let is_masked = |(x, y): &(u32, u32)| (4..40).contains(x) && (2..30).contains(y);
            assert!(found.iter().all(is_masked), "{eye} {}: {found:?}", capture.frame);
        }
    }
}

#[test]
fn a_lost_graphics_device_is_replaced_under_the_attempt() {
    let prefix = data_folder("headset-device-pictures").join("frame");
    let prefix = prefix.to_str().unwrap().to_owned();
    let captures = [60, 200].map(|frame| Capture { frame, prefix: format!("{prefix}{frame}") });
    let script = Script { eye_px: (64, 48), captures: captures.to_vec(), ..Script::default() };
    let (output, report, root) =
        play_with("headset-device", &script, &["--lose-device-after", "1"]);
    expect_whole("device", &output, &report, &root);
    let said = stderr(&output);
    assert!(said.contains("a drill: the graphics device is lost"), "{said}");
    assert!(said.contains("the headset is back after"), "{said}");
    assert_eq!(report.made["session"], 2, "{said}");
    // The same room as before, with all its pictures: about as bright in every fourth of it.
    let [before, after] = captures.map(|capture| decode(&capture.prefix, "left").1);
    let fourth = before.len() / 4;
    for part in 0..4 {
        let mean = |pixels: &[u8]| {
            let sum: u64 =
                pixels[part * fourth..(part + 1) * fourth].iter().map(|c| u64::from(*c)).sum();
            sum as f64 / fourth as f64
        };
        let (before, after) = (mean(&before), mean(&after));
        assert!((before - after).abs() < 12.0, "part {part}: {before:.0} and {after:.0}");
    }
}

#[test]
fn words_hang_before_the_wearer_as_a_layer_of_their_own() {
    let prefix = data_folder("headset-layers-pictures").join("frame");
    let prefix = prefix.to_str().unwrap().to_owned();
    let captures = vec![Capture { frame: 180, prefix: prefix.clone() }];
    let script = Script { eye_px: (160, 120), captures, ..Script::default() };
    let (output, report, root) = play("headset-layers", &script);
    expect_whole("layers", &output, &report, &root);
    assert!(report.with_eyes > 90 * SCENE_S - 20, "{} frames", report.with_eyes);
    assert!(report.quads > report.with_eyes * 9 / 10, "{} quads", report.quads);
    assert_eq!(report.depths, 2 * report.with_eyes, "both eyes' depth");
    // The caption of the first line is white on dark at the sheet's own size.
    let (wide, words) = decode(&prefix, "quad0");
    let is_bright = |p: &&[u8]| p[..3].iter().all(|c| *c > 200);
    let bright = words.chunks_exact(4).filter(is_bright).count();
    assert_eq!(wide, 1280);
    assert!((1_000..40_000).contains(&bright), "{bright} bright pixels of words");
    let (_, left) = decode(&prefix, "left");
    let (_, right) = decode(&prefix, "right");
    assert_ne!(left, right, "both eyes see the same");
    // Each frame's ledger line is complete, and its eyes were asked for after it was begun.
    let ledger = std::fs::read_to_string(root.join("ledger.csv")).unwrap();
    let mut lines = ledger.lines();
    let head: Vec<_> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| head.iter().position(|h| *h == name).unwrap();
    let rows: Vec<Vec<i64>> =
        lines.map(|line| line.split(',').map(|n| n.parse().unwrap_or(-1)).collect()).collect();
    assert_eq!(rows.len() as u64, report.frames);
    let in_order = rows.iter().filter(|row| row[column("shown")] == 1).all(|row| {
        let steps =
            ["wait_ns", "locate_ns", "begin_ns", "image_ns", "latch_ns", "submit_ns", "end_ns"];
        steps.map(|step| row[column(step)]).is_sorted() && row[column("mismatches")] == 0
    });
    assert!(in_order, "{ledger}");
}

#[test]
fn a_headset_that_goes_in_any_way_comes_back_to_the_same_attempt() {
    let kinds = [
        Fault::SessionLost,
        Fault::InstanceLost,
        Fault::LossPending(3),
        Fault::InstanceLossPending,
        Fault::Stopping,
        Fault::UnknownState,
        Fault::Hidden(10),
        Fault::Blurred(10),
        Fault::Withheld(3),
        Fault::Refresh(72.0),
        Fault::Gone(1),
        Fault::Unplugged(1),
        Fault::Recentred(0.5),
        Fault::MaskChanged,
        Fault::ProfileChanged,
        Fault::Code(-2),
    ];
    // With how often they are made in a frame.
    let calls = [
        ("xrWaitFrame", 1),
        ("xrBeginFrame", 1),
        ("xrEndFrame", 1),
        ("xrAcquireSwapchainImage", 1),
        ("xrWaitSwapchainImage", 1),
        ("xrReleaseSwapchainImage", 1),
        ("xrLocateViews", 2),
        ("xrLocateSpace", 1),
        ("xrSyncActions", 1),
        ("xrPollEvent", 1),
    ];
    let handfuls = std::env::var("ANLAN_HANDFULS").ok().and_then(|n| n.parse().ok());
    let (mut state, mut happened) = (0x9e37_79b9_7f4a_7c15_u64, 0);
    let mut draw = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let handfuls: u64 = handfuls.unwrap_or(HANDFULS);
    for handful in 0..handfuls {
        let faults: Vec<_> = (1..=FAULTS)
            .map(|k| {
                let (call, per_frame) = calls[draw(calls.len())];
                let number = k * APART * per_frame;
                FaultAt { call: call.to_owned(), number, fault: kinds[draw(kinds.len())] }
            })
            .collect();
        let what = format!("{faults:?}");
        let script = Script { eye_px: (64, 48), faults, ..Script::default() };
        let (output, report, root) = play(&format!("headset-faults-{handful}"), &script);
        expect_whole(&what, &output, &report, &root);
        assert!(report.faults.len() as u64 >= FAULTS - 1, "{what}: {:?}", report.faults);
        assert!(report.with_eyes > 90 * (SCENE_S - 2), "{what}: {} frames", report.with_eyes);
        happened += report.faults.len();
    }
    eprintln!("{happened} faults in {handfuls} attempts");
}
