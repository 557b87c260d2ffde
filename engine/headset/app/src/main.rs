//! `anlan`: the headset program. It reads the command line, opens the data folder, puts one attempt
//! on stage and brings its record home. What each part does is its own crate's business.

mod args;
mod cabin;
mod files;
mod folder;
mod headset;
mod play;
mod recover;
mod result;

use anlan_attempt::tape::Header;
use anlan_attempt::{Attempt, Setup, StoppedBy};
use anlan_outbox::Outbox;
use anlan_scenario::{Bundle, is_slug, read_folder};
use anlan_stage::Finished;
use anlan_wire::AttemptId;
use args::{Args, Cabin, Refusal, Shown, Speed, Trainee};
use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Refusal::Fault(sentence)) => {
            eprintln!("anlan: {sentence}");
            ExitCode::from(1)
        }
        Err(Refusal::Usage(sentence)) => {
            eprintln!("anlan: {sentence}\nanlan --help tells more");
            ExitCode::from(2)
        }
    }
}

impl From<String> for Refusal {
    fn from(sentence: String) -> Self {
        Self::Fault(sentence)
    }
}

fn run(args: &Args) -> Result<(), Refusal> {
    let (headset, why_not) = headset::look_for(args.wants_headset());
    let shown = args.shown(why_not.clone(), play::has_display())?;
    if let (Err(why), true) = (&why_not, args.wants_headset()) {
        eprintln!("anlan: {why}");
    }
    let bundle = read_scenario(&args.scenario)?;
    let data = folder::Folder::open(args.data.as_deref())?;
    if let Some(shots) = &args.shots {
        std::fs::create_dir_all(shots)
            .map_err(|e| format!("the pictures' folder {} cannot be made: {e}", shots.display()))?;
    }
    let cabin = match &args.cabin {
        Cabin::Embedded => Some(cabin::Embedded::start(args.listen, data.path())?),
        Cabin::Url(_) => None,
    };
    let url = match (&args.cabin, &cabin) {
        (Cabin::Url(url), _) => url.clone(),
        (_, Some(cabin)) => cabin.url(),
        (Cabin::Embedded, None) => String::new(),
    };
    eprintln!("anlan: console and records at {url}");
    let outbox = Outbox::start(&data.outbox(), &url).map_err(|e| e.to_string())?;
    recover::send_torn_tapes(&data, &outbox)?;
    data.keep_bundle(&bundle)?;

    let played = play_once(args, shown, headset, &data, &bundle)?;
    let record = result::send(&outbox, &bundle, &played)?;
    let line = result::line(&record, &played.tape)?;
    if args.once {
        println!("{line}");
        return Ok(());
    }
    eprintln!("anlan: {line}\nanlan: the record is at {url}; Ctrl-C ends");
    cabin.map_or(Ok(()), |cabin| cabin.serve_on())?;
    Ok(())
}

/// Reads the scenario from `scenarios/`, and prints every problem of it.
fn read_scenario(id: &str) -> Result<Bundle, Refusal> {
    if !is_slug(id) {
        let sentence = format!("`{id}` is no scenario id: a–z, 0–9 and hyphens");
        return Err(Refusal::Usage(sentence));
    }
    let root = folder::scenarios()?;
    let folder = root.join(id);
    if !folder.is_dir() {
        let sentence = format!("there is no scenario `{id}` in {}", root.display());
        return Err(Refusal::Fault(sentence));
    }
    let scenario = read_folder(&folder).map_err(|problems| {
        problems.iter().for_each(|problem| eprintln!("{problem}"));
        format!("the scenario `{id}` has {} problem(s), listed above", problems.len())
    })?;
    Bundle::pack(scenario).map_err(|e| Refusal::Fault(e.to_string()))
}

/// What one attempt left behind.
struct Played {
    /// The sealed tape.
    tape: PathBuf,
    /// Its bytes.
    bytes: Vec<u8>,
}

fn play_once(
    args: &Args,
    shown: Shown,
    headset: Option<headset::Opened>,
    data: &folder::Folder,
    bundle: &Bundle,
) -> Result<Played, String> {
    let attempt_id = AttemptId::draw();
    let header = Header {
        attempt: attempt_id.as_str().to_owned(),
        trainee: args.trainee_id.as_str().to_owned(),
        scenario: bundle.scenario().file().id.clone(),
        bundle: bundle.hash().to_string(),
        mode: args.mode.into(),
        seed: args.seed.unwrap_or_else(draw_seed),
        started_at_ms: now_ms(),
        build: format!("anlan {}", env!("CARGO_PKG_VERSION")),
        rules: anlan_attempt::RULES_VERSION,
        sense: anlan_stage::SENSE_VERSION,
    };
    let setup = Setup { mode: header.mode, seed: header.seed };
    let files = files::AttemptFiles::start(data, header)?;
    let attempt = Attempt::new(bundle.scenario().clone(), setup);
    let sealed: Arc<Mutex<Option<Result<PathBuf, String>>>> = Arc::default();
    let on_finished = {
        let (files, sealed) = (files.clone(), sealed.clone());
        move |finished: Finished| {
            let done = match finished.fault {
                Some(fault) => Err(format!("{fault}; what was kept is sent with the next start")),
                None => files.seal(finished.ending),
            };
            *sealed.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
        }
    };
    let play = play::Play {
        attempt,
        recorder: files.recorder(),
        shown,
        headset,
        bot: match args.trainee {
            Trainee::Human => None,
            Trainee::Bot(kind) => Some(kind),
        },
        is_real_time: args.speed == Speed::Real,
        once: args.once,
        shots: args.shots.clone(),
        language: args.language.into(),
        asset_root: folder::assets()?,
    };
    play::play(play, on_finished)?;
    let done = sealed.lock().unwrap_or_else(PoisonError::into_inner).take();
    // A window that was closed in mid-attempt ends it like the exit gesture.
    let tape = done.unwrap_or_else(|| files.abandon(StoppedBy::Trainee))?;
    let bytes = read(&tape)?;
    Ok(Played { tape, bytes })
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| format!("{} cannot be read: {e}", path.display()))
}

/// Milliseconds since 1970; a clock before that counts as 0 and is mended in reports.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Short enough to be read out; seeds need to differ, not to be secret.
fn draw_seed() -> u64 {
    u64::from(uuid::Uuid::new_v4().as_fields().0) % 1_000_000
}
