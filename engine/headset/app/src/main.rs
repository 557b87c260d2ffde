//! `anlan`: the headset program. It reads the command line, opens the data folder, and puts one
//! attempt on stage, or takes a seat at the instructor's desk and plays what is asked there. What
//! each part does is its own crate's business.

mod args;
mod cabin;
mod files;
mod folder;
mod headset;
mod later;
mod live;
mod lobby;
mod play;
mod recover;
mod result;
mod seat;
mod turn;

use anlan_attempt::{Ending, StoppedBy};
use anlan_outbox::Outbox;
use anlan_scenario::{Bundle, is_slug, read_folder};
use anlan_stage::Finished;
use anlan_wire::{AttemptId, Hello, IssuedTicket, SeatDisplay};
use args::{Args, Cabin, HandArg, Refusal, Shown, Speed, Trainee};
use clap::Parser;
use lobby::Left;
use result::Played;
use seat::Seat;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Program and version, as tapes and the desk know it.
const BUILD: &str = concat!("anlan ", env!("CARGO_PKG_VERSION"));

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
    let (headset, why_not) = headset::look_for(args.wants_headset(), args.refresh_hz);
    let shown = args.shown(why_not.clone(), play::has_display())?;
    if let (Err(why), true) = (&why_not, args.wants_headset()) {
        eprintln!("anlan: {why}");
    }
    let chosen = match (&args.scenario, args.once) {
        (Some(id), _) => Some(read_scenario(id)?),
        (None, true) => Some(read_scenario(args::SCENARIO_ONCE)?),
        (None, false) => None,
    };
    let data = folder::Folder::open(args.data.as_deref())?;
    if let Some(shots) = &args.shots {
        std::fs::create_dir_all(shots)
            .map_err(|e| format!("the pictures' folder {} cannot be made: {e}", shots.display()))?;
    }
    let bundles = if args.once { Vec::new() } else { repertoire(chosen.as_ref())? };
    let cabin = match &args.cabin {
        Cabin::Embedded => Some(cabin::Embedded::start(args.listen, &data, &bundles)?),
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
    let stage = play::Stage {
        shown,
        headset,
        bot: match args.trainee {
            Trainee::Human => None,
            Trainee::Bot(kind) => Some(kind),
        },
        is_real_time: args.speed == Speed::Real,
        shots: args.shots.clone(),
        frame_ledger: args.frame_ledger.clone(),
        is_left_handed: args.hand == HandArg::Left,
        lose_device_after: args.lose_device_after.map(Duration::from_secs),
        language: args.language.into(),
        asset_root: folder::assets()?,
    };
    match chosen.filter(|_| args.once) {
        Some(bundle) => {
            let played = play_once(args, stage, &data, &bundle)?;
            let record = result::send(&outbox, &bundle, &played)?;
            println!("{}", result::line(&record)?);
        }
        None => {
            let first = chosen_ticket(args, &bundles).filter(|_| !args.resumed);
            let house = lobby::House {
                data,
                outbox,
                bundles,
                shown,
                has_digits: args.trainee == Trainee::Human,
                is_real_time: args.speed == Speed::Real,
            };
            let watch = args.waits_for_headset(shown).then(later::Watch::start);
            keep_seat(stage, house, (&url, cabin), first, watch)?;
        }
    }
    Ok(())
}

/// Plays what the desk asks; afterwards the console stays, or the program goes on in a headset.
fn keep_seat(
    stage: play::Stage,
    house: lobby::House,
    (url, cabin): (&str, Option<cabin::Embedded>),
    first: Option<IssuedTicket>,
    watch: Option<later::Watch>,
) -> Result<(), Refusal> {
    let hello = Hello { build: BUILD.to_owned(), display: display(stage.shown) };
    let seat = Seat::take(url, hello, first)?;
    if play::keep_seat(stage, house, seat, url, watch)? == Left::ForHeadset {
        eprintln!("anlan: a headset is there; the program goes on in it");
        drop(cabin);
        return Err(Refusal::Fault(later::start_anew()));
    }
    eprintln!("anlan: the records are at {url}; Ctrl-C ends");
    cabin.map_or(Ok(()), |cabin| cabin.serve_on())?;
    Ok(())
}

/// The attempt with which a seat begins, if the command line names its scenario.
fn chosen_ticket(args: &Args, bundles: &[Bundle]) -> Option<IssuedTicket> {
    let id = args.scenario.as_ref()?;
    let bundle = bundles.iter().find(|b| b.scenario().file().id == *id)?;
    Some(ticket(args, bundle))
}

fn display(shown: Shown) -> SeatDisplay {
    match shown {
        Shown::Headset => SeatDisplay::Xr,
        Shown::Window => SeatDisplay::Window,
        Shown::None => SeatDisplay::None,
    }
}

/// Every scenario that can be played here. One with problems is told of and left out.
fn repertoire(chosen: Option<&Bundle>) -> Result<Vec<Bundle>, Refusal> {
    let mut bundles: Vec<Bundle> = chosen.cloned().into_iter().collect();
    for id in folder::scenario_ids()? {
        if bundles.iter().any(|b| b.scenario().file().id == id) {
            continue;
        }
        match read_scenario(&id) {
            Ok(bundle) => bundles.push(bundle),
            Err(Refusal::Usage(sentence) | Refusal::Fault(sentence)) => {
                eprintln!("anlan: {sentence}; it cannot be started");
            }
        }
    }
    Ok(bundles)
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

/// Plays one attempt and gives its sealed tape.
fn play_once(
    args: &Args,
    stage: play::Stage,
    data: &folder::Folder,
    bundle: &Bundle,
) -> Result<Played, String> {
    let mut ticket = ticket(args, bundle);
    let (attempt, files) = turn::open(data, bundle, &mut ticket)?;
    let sealed: Arc<Mutex<Option<Result<PathBuf, String>>>> = Arc::default();
    let on_finished = {
        let (files, sealed, key) = (files.clone(), sealed.clone(), data.key().clone());
        move |finished: Finished| {
            let done = match finished.fault {
                Some(fault) => Err(format!("{fault}; what was kept is sent with the next start")),
                None => files.seal(finished.ending, &key),
            };
            *sealed.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
        }
    };
    play::play(stage, attempt, files.recorder(), on_finished)?;
    let done = sealed.lock().unwrap_or_else(PoisonError::into_inner).take();
    // A window that was closed in mid-attempt ends it like the exit gesture.
    let tape = done.unwrap_or_else(|| {
        files.stop(StoppedBy::Trainee)?;
        files.seal(Ending::Stopped(StoppedBy::Trainee), data.key())
    })?;
    let bytes = read(&tape)?;
    let trace = data.trace(ticket.attempt.as_str());
    Ok(Played { tape, bytes, trace })
}

/// The ticket that the command line asks for.
fn ticket(args: &Args, bundle: &Bundle) -> IssuedTicket {
    IssuedTicket {
        attempt: AttemptId::draw(),
        trainee: args.trainee_id.clone(),
        scenario: bundle.scenario().file().id.clone(),
        bundle: None,
        mode: args.mode.into(),
        seed: args.seed,
        language: args.language.into(),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| format!("{} cannot be read: {e}", path.display()))
}
