//! The program as a seat, from outside: an instructor's forms on one side, a bot on the other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use anlan_attempt::{Ending, StoppedBy};
use anlan_registry::Registry;
use anlan_wire::RecordView;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Longer than anything here takes on a busy machine of two cores.
const PATIENCE: Duration = Duration::from_secs(120);

fn data_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seat").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A running seat; ended with the test.
struct Seat {
    child: Child,
    url: String,
    agent: ureq::Agent,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Seat {
    fn open(data: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_anlan"))
            .args(["--display", "none", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(more)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let url = loop {
            let line = lines.next().expect("it says where the console is").unwrap();
            if let Some(url) = line.strip_prefix("anlan: console and records at ") {
                break url.to_owned();
            }
        };
        // What it says goes on, and must be taken off.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|l| eprintln!("{l}")));
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .build()
            .new_agent();
        Self { child, url, agent }
    }

    fn page(&self) -> String {
        let page = self.agent.get(format!("{}/?lang=en", self.url)).call().unwrap();
        page.into_body().read_to_string().unwrap()
    }

    fn press(&self, path: &str, form: &str) -> u16 {
        let request = self.agent.post(format!("{}{path}", self.url));
        let kind = "application/x-www-form-urlencoded";
        request.content_type(kind).send(form).unwrap().status().as_u16()
    }

    fn start(&self, trainee: &str) {
        let form =
            format!("scenario=kitchen-gas-leak&trainee={trainee}&mode=exam&seed=3&language=en");
        assert_eq!(self.press("/desk/start", &form), 303);
    }

    /// Every event of the desk from now on, as text.
    fn follow(&self) -> Events {
        let response = self.agent.get(format!("{}/desk/events?lang=en", self.url)).call().unwrap();
        let (told, events) = channel();
        let mut reader = BufReader::new(response.into_body().into_reader());
        std::thread::spawn(move || {
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|n| n > 0) {
                if let Some(now) = line.strip_prefix("data: ")
                    && told.send(serde_json::from_str(now).unwrap()).is_err()
                {
                    return;
                }
                line.clear();
            }
        });
        Events(events)
    }
}

struct Events(Receiver<serde_json::Value>);

impl Events {
    /// Waits for an event of this page in whose part this can be read; gives the page.
    #[track_caller]
    fn wait(&self, page: &str, part: &str, says: &str) -> String {
        let until = Instant::now() + PATIENCE;
        let mut last = String::new();
        while let Ok(now) = self.0.recv_timeout(until.saturating_duration_since(Instant::now())) {
            last = now.to_string();
            let text = now["parts"][part].as_str().unwrap_or_default();
            if now["page"].as_str().unwrap().starts_with(page) && text.contains(says) {
                return now["page"].as_str().unwrap().to_owned();
            }
        }
        panic!("no event `{page}` says `{says}` in `{part}`; the last one was {last}");
    }
}

fn records(data: &Path) -> Vec<RecordView> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let records = Registry::open(data).await.unwrap().records();
        let page = records.list(100, 0).await.unwrap();
        page.records.into_iter().map(|row| row.view).collect()
    })
}

fn attempt_of(page: &str) -> &str {
    page.split(' ').nth(1).unwrap()
}

#[test]
fn the_desk_starts_follows_and_stops_one_after_the_other() {
    let data = data_folder("two");
    let seat = Seat::open(&data, &["--trainee", "bot:perfect", "--speed", "real"]);
    let events = seat.follow();
    events.wait("pick", "link", "Headset ready");
    assert!(seat.page().contains("Gas leak in a restaurant kitchen"));

    let mut stopped = Vec::new();
    for trainee in ["p-01", "p-02"] {
        seat.start(trainee);
        let page = events.wait("turn", "figures", "<b>1</b> / 8");
        let form = format!("attempt={}&reason=time", attempt_of(&page));
        assert_eq!(seat.press("/desk/stop", &form), 303);
        let over = events.wait("over", "result", "Stored");
        assert_eq!(attempt_of(&over), attempt_of(&page));
        assert!(seat.page().contains("Out of time"));
        let form = format!("attempt={}", attempt_of(&over));
        assert_eq!(seat.press("/desk/next", &form), 303);
        events.wait("pick", "link", "Headset ready");
        stopped.push((attempt_of(&over).to_owned(), trainee));
    }
    assert_ne!(stopped[0].0, stopped[1].0);

    let kept = records(&data);
    assert_eq!(kept.len(), 2);
    for (attempt, trainee) in stopped {
        let record = kept.iter().find(|k| k.ticket.attempt.as_str() == attempt).unwrap();
        assert_eq!(record.ticket.trainee.as_str(), trainee);
        assert_eq!(record.card.ending, Ending::Stopped(StoppedBy::Instructor));
        assert!(!record.card.is_judged && record.card.hits >= 1);
    }
}

#[test]
fn a_scenario_on_the_command_line_begins_at_once_and_the_desk_goes_on() {
    let data = data_folder("first");
    let more = ["--trainee", "bot:perfect", "--speed", "max", "--scenario", "kitchen-gas-leak"];
    let seat = Seat::open(&data, &[&more[..], &["--trainee-id", "p-01", "--seed", "3"]].concat());
    let events = seat.follow();
    let over = events.wait("over", "result", "Stored");
    assert!(seat.page().contains("Passed"));
    seat.press("/desk/next", &format!("attempt={}", attempt_of(&over)));
    events.wait("pick", "link", "Headset ready");
    seat.start("p-02");
    events.wait("over", "result", "Stored");

    let kept = records(&data);
    assert_eq!(kept.len(), 2);
    let scores: Vec<_> = kept.iter().map(|k| (k.card.score, k.card.passed)).collect();
    assert_eq!(scores, [(100, true), (100, true)], "the second is played like the first");
    assert!(kept.iter().any(|k| k.ticket.trainee.as_str() == "p-02"));
}
