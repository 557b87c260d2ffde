//! Frames when nothing goes wrong: the clock, poses, hands, layers and pictures.

use crate::{Folder, play, play_in};
use anlan_tests_xr_runtime::{Button, Capture, Key, Script};
use std::path::Path;

fn key(at_s: f64, yaw: f32) -> Key {
    Key { at_s, at: (0.0, 1.7, 0.0), turned: (yaw, 0.0, 0.0) }
}

#[test]
fn three_hundred_frames_without_graphics() {
    let hand = Key { at_s: 0.0, at: (0.2, 1.1, -0.3), turned: (0.0, 0.0, 0.0) };
    let script = Script { frames: Some(300), right: vec![hand], ..Script::default() };
    let played = play(&script, "headless", 300);
    played.expect_sound("headless");
    assert_eq!((played.report.frames, played.report.empty), (300, 300));
    let said = &played.said;
    assert_eq!(said["rates"].as_array().unwrap().len(), 3);
    assert_eq!(said["mask"], serde_json::json!([3, 3]));
    assert_eq!(said["stage_m"], 3.0);
    let palm = said["palm"].as_array().unwrap();
    assert!((palm[1].as_f64().unwrap() - 1.1).abs() < 1e-5, "{palm:?}");
    // The request for 120 Hz came in the first frame.
    let periods: Vec<_> = played.report.rows.iter().map(|row| row.period_ns).collect();
    assert_eq!((periods[0], periods[1]), (11_111_111, 8_333_333));
}

/// R3 and B6: one display time, exact periods, poses of the display time.
#[test]
fn three_hundred_frames_at_each_rate() {
    for (refresh_hz, period_ns) in [(72.0, 13_888_889), (90.0, 11_111_111), (120.0, 8_333_333)] {
        let head = vec![key(0.0, 0.0), key(4.0, 120.0)];
        let script = Script { refresh_hz, head, ..Script::default() };
        let played = play(&script, "vulkan", 300);
        played.expect_sound("vulkan");
        let report = &played.report;
        assert_eq!(report.with_eyes, 300);
        assert_eq!((report.projections, report.depths), (300, 600));
        assert!(report.quads >= 300);
        let steps = report.rows.windows(2).map(|pair| pair[1].display_ns - pair[0].display_ns);
        assert_eq!(steps.filter(|step| *step != period_ns).count(), 0, "{refresh_hz} Hz");
        let most = report.rows.iter().map(|row| row.off_deg).fold(0.0, f32::max);
        assert!(most < 0.01, "{most}");
        assert_eq!((&played.said["missed"], &played.said["mismatches"]), (&0.into(), &0.into()));
    }
}

/// B8: without prediction a head's turn reaches the layer sooner with the late latch.
#[test]
fn the_late_latch_shows_a_turn_sooner() {
    let most = |mode| {
        let script = Script {
            // 90° a second, for long enough.
            head: vec![key(0.0, 0.0), key(10.0, 900.0)],
            predicts: false,
            takes_ms: [("xrBeginFrame".to_owned(), 4.0)].into(),
            ..Script::default()
        };
        let played = play(&script, mode, 60);
        played.expect_sound(mode);
        let shown = played.report.rows.iter().filter(|row| row.has_eyes);
        shown.map(|row| row.off_deg).fold(0.0, f32::max)
    };
    let (early, late) = (most("early"), most("vulkan"));
    assert!((early - late - 0.36).abs() < 0.05, "early {early}, late {late}");
}

#[test]
fn hands_and_buttons_follow_the_script() {
    let right = "/user/hand/right/input";
    let press = |at_s, name: &str, value| Button { at_s, input: format!("{right}/{name}"), value };
    let script = Script {
        right: vec![key(0.0, 0.0), key(1.0, 90.0)],
        buttons: vec![
            press(0.5, "trigger/value", 1.0),
            press(0.6, "trigger/value", 0.0),
            press(0.3, "thumbstick/y", 0.75),
        ],
        ..Script::default()
    };
    let played = play(&script, "vulkan", 100);
    played.expect_sound("hands");
    assert_eq!(played.said["trigger"], true);
    assert_eq!(played.said["stick"], 0.75);
    let spin = played.said["spin"].as_f64().unwrap();
    assert!((spin - std::f64::consts::FRAC_PI_2).abs() < 0.02, "{spin}");
    assert!((8..=10).contains(&played.report.haptics), "{}", played.report.haptics);
}

fn pixel(path: &Path) -> ([u8; 4], u32) {
    let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    ([pixels[0], pixels[1], pixels[2], pixels[3]], info.width)
}

#[test]
fn layers_are_copied_to_pictures() {
    for format in [43, 50] {
        let folder = Folder::new();
        let prefix = folder.path().join("shot").to_string_lossy().into_owned();
        let captures = vec![Capture { frame: 5, prefix }];
        let script = Script { formats: vec![format], captures, ..Script::default() };
        let played = play_in(&folder, &script, "vulkan", 10);
        played.expect_sound("pictures");
        let names = ["left", "right", "quad0"].map(|name| format!("shot-{name}.png"));
        let expected = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]];
        for (index, name) in names.iter().enumerate() {
            let (colour, width) = pixel(&folder.path().join(name));
            assert_eq!(colour, expected[index], "{name}");
            assert_eq!(width, if index == 2 { 64 } else { 320 });
        }
        assert_eq!(played.report.captures.len(), 3);
    }
}
