//! `anlan-author`: what an author does at the desk, without Bevy: check a scenario, play it with a
//! bot, score a tape. Results go to stdout, everything else to stderr.

mod bots;

use anlan_attempt::tape::{self, Header, PublicKey, Tape, TapeWriter};
use anlan_attempt::trace::Trace;
use anlan_attempt::{Attempt, Mode, Setup, TICKS_PER_S};
use anlan_bot::{Bot, BotKind};
use anlan_scenario::{Bundle, BundleHash, is_slug, read_folder};
use anlan_score::Scorecard;
use clap::{Parser, Subcommand, value_parser};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// More seeds than this show nothing new.
const SEEDS_MAX: u64 = 1000;

/// Checks, plays and scores scenarios.
#[derive(Parser, Debug)]
#[command(name = "anlan-author", version, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Check a scenario's folder, or every folder inside PATH; prints file:line:column: sentence.
    Check {
        /// A scenario's folder or a folder of such.
        #[arg(default_value = "scenarios")]
        path: PathBuf,
    },
    /// Play a scenario with a bot, without a stage, and print the scorecard as JSON.
    Play {
        /// The scenario's id.
        id: String,
        /// perfect, blind, hasty, slow, wandering or fuzzer.
        #[arg(long, value_name = "NAME", value_parser = bot)]
        bot: BotKind,
        /// Draws what is drawn.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// demo, guided, practice or exam.
        #[arg(long, default_value = "exam", value_parser = mode)]
        mode: Mode,
        /// The folder of scenarios.
        #[arg(long, default_value = "scenarios")]
        scenarios: PathBuf,
    },
    /// Let every bot sit every scenario's exam, without a stage, and print a table.
    Bots {
        /// A scenario's folder or a folder of such.
        #[arg(default_value = "scenarios")]
        path: PathBuf,
        /// Seeds 1 to this one.
        #[arg(long, default_value_t = 3, value_parser = value_parser!(u64).range(1..=SEEDS_MAX))]
        seeds: u64,
    },
    /// Look into a tape.
    Tape {
        #[command(subcommand)]
        command: TapeCommand,
    },
    /// Score a tape again and print the scorecard as JSON, byte for byte as it was stored.
    Score {
        /// The tape; its bundle is looked for in ../bundles beside it.
        tape: PathBuf,
        /// The folder of bundles, if it is elsewhere.
        #[arg(long)]
        bundles: Option<PathBuf>,
    },
}

#[derive(Subcommand, Debug)]
enum TapeCommand {
    /// Print a tape as text: its header, every signal with its second, its seal.
    Show {
        /// The tape.
        tape: PathBuf,
    },
    /// Check a tape's chain, its signature, and its trace if that is given.
    Verify {
        /// The tape.
        tape: PathBuf,
        /// A cabin's public key in hexadecimal; the tape must be signed by one of those given.
        #[arg(long, value_name = "KEY", value_parser = key)]
        key: Vec<PublicKey>,
        /// The trace that the seal should vouch for.
        #[arg(long)]
        trace: Option<PathBuf>,
    },
}

fn key(text: &str) -> Result<PublicKey, String> {
    PublicKey::of_hex(text).ok_or_else(|| "a key has 64 hexadecimal digits".to_owned())
}

fn bot(name: &str) -> Result<BotKind, String> {
    let names = BotKind::ALL.map(BotKind::name).join(", ");
    BotKind::named(name).ok_or_else(|| format!("there is {names}"))
}

fn mode(name: &str) -> Result<Mode, String> {
    match name {
        "demo" => Ok(Mode::Demo),
        "guided" => Ok(Mode::Guided),
        "practice" => Ok(Mode::Practice),
        "exam" => Ok(Mode::Exam),
        _ => Err("there is demo, guided, practice, exam".to_owned()),
    }
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Check { path } => check(&path),
        Command::Play { id, bot, seed, mode, scenarios } => {
            play(&scenarios, &id, bot, Setup { mode, seed })
        }
        Command::Bots { path, seeds } => bots::play_all(&path, seeds),
        Command::Tape { command: TapeCommand::Show { tape } } => show(&tape),
        Command::Tape { command: TapeCommand::Verify { tape, key, trace } } => {
            verify(&tape, &key, trace.as_deref())
        }
        Command::Score { tape, bundles } => score(&tape, bundles.as_deref()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("anlan-author: {sentence}");
            ExitCode::from(1)
        }
    }
}

fn check(path: &Path) -> Result<(), String> {
    let mut count = 0;
    for folder in &folders_in(path)? {
        match read_folder(folder) {
            Ok(scenario) => {
                let file = scenario.file();
                println!(
                    "{}: {} hazards, {} look-alikes, {} steps, {} props, words in 2 languages",
                    file.id,
                    file.hazards.len(),
                    file.look_alikes.len(),
                    file.steps.len(),
                    file.props.len()
                );
            }
            Err(problems) => {
                problems.iter().for_each(|problem| println!("{problem}"));
                count += problems.len();
            }
        }
    }
    match count {
        0 => Ok(()),
        1 => Err("1 problem".to_owned()),
        n => Err(format!("{n} problems")),
    }
}

/// The scenario's folder that PATH is, or every folder inside it.
fn folders_in(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.join("scenario.ron").exists() {
        return Ok(vec![path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))?]);
    }
    let cannot = |e: std::io::Error| format!("{} cannot be read: {e}", path.display());
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(path).map_err(cannot)? {
        let folder = entry.map_err(cannot)?.path();
        if folder.is_dir() {
            folders.push(folder);
        }
    }
    folders.sort();
    if folders.is_empty() {
        return Err(format!("{} holds no scenario", path.display()));
    }
    Ok(folders)
}

fn play(scenarios: &Path, id: &str, kind: BotKind, setup: Setup) -> Result<(), String> {
    if !is_slug(id) {
        return Err(format!("`{id}` is no scenario id: a–z, 0–9 and hyphens"));
    }
    print_card(&bot_turn(&bundle(&scenarios.join(id))?, kind, setup)?);
    Ok(())
}

fn bundle(folder: &Path) -> Result<Bundle, String> {
    let scenario = read_folder(folder).map_err(|problems| {
        problems.iter().for_each(|problem| eprintln!("{problem}"));
        format!("{} problem(s)", problems.len())
    })?;
    Bundle::pack(scenario).map_err(|e| e.to_string())
}

/// What a bot earns without a stage: by the way of every record, from its tape.
fn bot_turn(bundle: &Bundle, kind: BotKind, setup: Setup) -> Result<Scorecard, String> {
    let scenario = bundle.scenario().clone();
    let header = Header {
        // A bare attempt is nobody's record: its ids are blank.
        attempt: "00000000-0000-4000-8000-000000000000".to_owned(),
        trainee: format!("bot-{}", kind.name()),
        scenario: scenario.file().id.clone(),
        bundle: bundle.hash().to_string(),
        mode: setup.mode,
        seed: setup.seed,
        started_at_ms: 0,
        build: format!("anlan-author {}", env!("CARGO_PKG_VERSION")),
        rules: anlan_attempt::RULES_VERSION,
        sense: 0,
    };
    let cannot = |e: std::io::Error| format!("the tape cannot be written: {e}");
    let mut writer = TapeWriter::start(Vec::new(), header).map_err(cannot)?;
    let mut attempt = Attempt::new(scenario.clone(), setup);
    anlan_bot::play(&mut attempt, Bot::new(kind, &scenario), |s| writer.tick(s)).map_err(cannot)?;
    let ending = attempt.outcome().ending.clone().ok_or("the attempt did not end")?;
    let bytes = writer.seal(ending, None).map_err(cannot)?;
    scored(bundle, &bytes)
}

fn read_tape(path: &Path) -> Result<(Vec<u8>, Tape), String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let tape = tape::read(&bytes).map_err(|fault| format!("{}: {fault}", path.display()))?;
    Ok((bytes, tape))
}

fn show(path: &Path) -> Result<(), String> {
    let (_, tape) = read_tape(path)?;
    println!("{:#?}", tape.header);
    for (tick, signals) in &tape.signals {
        let second = *tick as f64 / TICKS_PER_S as f64;
        signals.iter().for_each(|signal| println!("{second:8.2} s  {signal:?}"));
    }
    println!("{:#?}", tape.seal);
    if let Some(key) = tape.signed_by {
        println!("signed by {key}");
    }
    Ok(())
}

fn verify(path: &Path, keys: &[PublicKey], trace: Option<&Path>) -> Result<(), String> {
    let (bytes, tape) = read_tape(path)?;
    if !keys.is_empty() {
        tape.expect_signed(keys).map_err(|sentence| format!("{}: {sentence}", path.display()))?;
    }
    let signed = tape.signed_by.map_or("unsigned".to_owned(), |key| format!("signed by {key}"));
    let seconds = tape.seal.ticks / TICKS_PER_S;
    println!("{} bytes, {seconds} s, {} signals, {signed}", bytes.len(), tape.seal.signals);
    let Some(trace) = trace else { return Ok(()) };
    let sealed = tape.seal.trace.ok_or("the tape was sealed without a trace")?;
    let bytes = std::fs::read(trace).map_err(|e| format!("{}: {e}", trace.display()))?;
    let read = Trace::read(&bytes, &sealed).map_err(|e| format!("{}: {e}", trace.display()))?;
    println!("trace: {} things, {} samples", read.names.len(), read.samples.len());
    Ok(())
}

fn score(path: &Path, bundles: Option<&Path>) -> Result<(), String> {
    let (bytes, tape) = read_tape(path)?;
    let hash = BundleHash::try_from(tape.header.bundle)?;
    let beside = || path.parent().unwrap_or(Path::new(".")).join("../bundles");
    let file = bundles.map_or_else(beside, Path::to_owned).join(format!("{hash}.json"));
    let bundle_bytes = std::fs::read(&file).map_err(|e| {
        format!("the scenario bundle {} is needed to score this tape: {e}", file.display())
    })?;
    let bundle = Bundle::read(&bundle_bytes).map_err(|e| format!("{}: {e}", file.display()))?;
    if *bundle.hash() != hash {
        return Err(format!("{}: the bundle was altered", file.display()));
    }
    print_card(&scored(&bundle, &bytes)?);
    Ok(())
}

fn scored(bundle: &Bundle, tape: &[u8]) -> Result<Scorecard, String> {
    let tape = tape::read(tape).map_err(|e| e.to_string())?;
    anlan_score::score(bundle, &tape).map_err(|e| e.to_string())
}

fn print_card(card: &Scorecard) {
    println!("{}", card.canonical_json());
}
