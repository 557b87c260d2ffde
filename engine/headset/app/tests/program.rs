//! The program from outside: what it prints, what it leaves on disk, what it says when it cannot.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "program/headset.rs"]
mod headset;

use anlan_attempt::tape;
use anlan_registry::Registry;
use anlan_scenario::Bundle;
use anlan_wire::RecordView;
use serde_json::Value;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An empty data folder. (The crate tempfile would give rustix, below Bevy, another feature than
/// `tools/run` does, and Bevy would be built twice.)
fn data_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("program").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn anlan(data: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anlan"));
    command
        .args(["--display", "none", "--scenario", "kitchen-gas-leak", "--mode", "exam", "--once"])
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .args(more);
    command
}

fn bot(data: &Path, name: &str, more: &[&str]) -> Output {
    let trainee = format!("bot:{name}");
    let mut all = vec!["--trainee", &trainee, "--speed", "max", "--seed", "3"];
    all.extend(more);
    anlan(data, &all).output().unwrap()
}

fn line(output: &Output) -> Value {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    assert_eq!(text.lines().count(), 1, "stdout holds one line and nothing else: {text}");
    serde_json::from_str(text).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn records(data: &Path) -> Vec<RecordView> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let records = Registry::open(data).await.unwrap().records();
        let page = records.list(100, 0).await.unwrap();
        page.records.into_iter().map(|row| row.view).collect()
    })
}

#[test]
fn one_line_tells_what_the_registry_keeps() {
    let data = data_folder("stored");
    let output = bot(&data, "perfect", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let line = line(&output);
    assert_eq!(line["passed"], true);
    assert_eq!((&line["hits"], &line["hazards"]), (&line["hazards"], &Value::from(8)));
    assert_eq!(line["record"], "stored");
    let tape_path = PathBuf::from(line["tape"].as_str().unwrap());
    assert!(tape_path.is_absolute());

    let kept = records(&data);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].ticket.attempt.as_str(), line["attempt"].as_str().unwrap());
    let bytes = std::fs::read(&tape_path).unwrap();
    let tape = tape::read(&bytes).unwrap();
    let bundle = data.join("bundles").join(format!("{}.json", tape.header.bundle));
    let bundle = Bundle::read(&std::fs::read(bundle).unwrap()).unwrap();
    let card = anlan_score::score(&bundle, &tape).unwrap();
    assert_eq!(kept[0].card.canonical_json(), card.canonical_json());
    assert!(tape.seal.trace.is_some());
}

#[test]
fn killed_in_mid_attempt_it_recovers_the_tape_as_abandoned() {
    let data = data_folder("killed");
    let mut child = anlan(&data, &["--trainee", "bot:perfect", "--speed", "real"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let tapes = data.join("tapes");
    let length = || {
        let mut files = std::fs::read_dir(&tapes).ok()?;
        Some(files.next()?.ok()?.metadata().ok()?.len())
    };
    // The header, and more than a second of beats.
    while length().is_none_or(|length| length < 500) {
        assert_eq!(child.try_wait().unwrap(), None, "it ended by itself");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let output = bot(&data, "blind", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("was cut short"), "{}", stderr(&output));
    assert_eq!(line(&output)["hits"], 0);
    let kept = records(&data);
    assert_eq!(kept.len(), 2);
    let abandoned: Vec<_> = kept.iter().filter(|k| !k.card.is_judged).collect();
    assert_eq!(abandoned.len(), 1);
    assert!(!abandoned[0].card.passed);
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let data = data_folder("port");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_anlan"))
        .args(["--display", "none", "--trainee", "bot:blind", "--speed", "max", "--once"])
        .args(["--listen", &address, "--data"])
        .arg(&data)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains(&format!("{address} is taken")), "{}", stderr(&output));
    assert_eq!(line(&output)["record"], "stored");
}

#[test]
fn a_second_program_on_the_same_data_is_refused() {
    let data = data_folder("locked");
    let lock = std::fs::File::create(data.join("lock")).unwrap();
    lock.lock().unwrap();
    let output = bot(&data, "blind", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("another anlan uses"), "{}", stderr(&output));
}

#[test]
fn what_makes_no_sense_is_refused_with_a_sentence() {
    let data = data_folder("refused");
    let cases: [(&[&str], i32, &str); 8] = [
        (&["--trainee", "human"], 2, "needs a display"),
        (&["--trainee", "bot:nobody"], 2, "bot:perfect"),
        (&["--trainee", "bot:blind", "--listen", "0.0.0.0:7300"], 2, "loopback"),
        (&["--trainee", "bot:blind", "--scenario", "../x"], 2, "no scenario id"),
        (&["--trainee", "bot:blind", "--scenario", "moon-base"], 1, "there is no scenario"),
        (&["--trainee", "bot:blind", "--trainee-id", "王 小明"], 2, "trainee-id"),
        (&["--trainee", "bot:blind", "--display", "xr"], 1, "no OpenXR runtime"),
        (&["--trainee", "bot:blind", "--data", "/dev/null/x"], 1, "--data DIR"),
    ];
    for (arguments, code, sentence) in cases {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anlan"));
        command.args(["--display", "none", "--once", "--speed", "max"]);
        if !arguments.contains(&"--data") {
            command.arg("--data").arg(&data);
        }
        if arguments.contains(&"xr") {
            command = Command::new(env!("CARGO_BIN_EXE_anlan"));
        }
        let output = command.args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(sentence), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert!(!data.join("tapes").exists(), "nothing was written");
}
