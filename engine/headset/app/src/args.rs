//! The command line of `anlan`, and which combinations make sense.

use anlan_attempt::Mode;
use anlan_bot::BotKind;
use anlan_wire::Pseudonym;
use clap::{Parser, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The scenario of `--once` if none is named.
pub const SCENARIO_ONCE: &str = "kitchen-gas-leak";

/// Plays hazard attempts as the instructor's desk asks, or one with --once: in a headset, in a
/// window with mouse and keyboard, or without any display.
#[derive(Parser, Debug)]
#[command(name = "anlan", version, max_term_width = 100)]
pub struct Args {
    /// Where the trainee sees the scene. auto: a headset if an OpenXR runtime has one, else a
    /// window if there is a display, else none.
    #[arg(long, value_enum, default_value_t = Display::Auto)]
    pub display: Display,
    /// Begin this scenario at once: a folder of scenarios/ [default with --once:
    /// kitchen-gas-leak; else the instructor's desk starts one].
    #[arg(long, value_name = "ID")]
    pub scenario: Option<String>,
    /// Who plays: `human`, `bot:perfect`, `bot:blind` or `bot:hasty`.
    #[arg(long, value_name = "WHO", default_value = "human", value_parser = trainee)]
    pub trainee: Trainee,
    /// Pseudonym on the record: 1–64 letters, digits, `_` or `-`; never a name.
    #[arg(long, value_name = "PSEUDONYM", default_value = "guest", value_parser = pseudonym)]
    pub trainee_id: Pseudonym,
    /// Run mode 教/学/练/评.
    #[arg(long, value_enum, default_value_t = ModeArg::Exam)]
    pub mode: ModeArg,
    /// Draws what is drawn (order of options); a new one each time if absent.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// real: as the clock goes; max: as fast as it goes (bots without a window).
    #[arg(long, value_enum, default_value_t = Speed::Real)]
    pub speed: Speed,
    /// `embedded`, or the URL of a cabin whose registry keeps the records.
    #[arg(long, value_name = "embedded|URL", default_value = "embedded", value_parser = cabin)]
    pub cabin: Cabin,
    /// Where the embedded console listens; the next free port if this one is taken.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7300", value_parser = loopback)]
    pub listen: SocketAddr,
    /// Folder of tapes, bundles and records [default: ~/.local/share/anlan].
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// End after one attempt and print its result as one line of JSON.
    #[arg(long)]
    pub once: bool,
    /// Save the scenario's pictures (start, valve, consequence, birdseye …) in this folder.
    #[arg(long, value_name = "DIR")]
    pub shots: Option<PathBuf>,
    /// Pictures a second that the headset is asked for, if it has a choice.
    #[arg(long, value_name = "72|90|120", default_value_t = 90,
          value_parser = clap::value_parser!(u16).range(60..=144))]
    pub refresh_hz: u16,
    /// The hand that points, marks and holds; the other one speaks.
    #[arg(long, value_enum, default_value_t = HandArg::Right)]
    pub hand: HandArg,
    /// Write when each step of the last frames happened to this file (CSV; in a headset).
    #[arg(long, value_name = "FILE")]
    pub frame_ledger: Option<PathBuf>,
    /// The program went over to a headset: what was to be played first has been.
    #[arg(long, hide = true)]
    pub resumed: bool,
    /// A drill: the graphics device is lost after so many seconds of the first attempt.
    #[arg(long, value_name = "S", hide = true)]
    pub lose_device_after: Option<u64>,
    /// Language of what the trainee reads.
    #[arg(long, value_enum, default_value_t = LanguageArg::ZhCn)]
    pub language: LanguageArg,
}

/// Where the trainee sees the scene.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// The best there is.
    Auto,
    /// A headset through OpenXR.
    Xr,
    /// A window.
    Window,
    /// Nothing is shown; `--shots` are still drawn.
    None,
}

/// The hand that points.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandArg {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// Who plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trainee {
    /// A person.
    Human,
    /// A scripted trainee.
    Bot(BotKind),
}

/// The mode as it is written on the command line.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModeArg {
    /// 教: nothing is judged.
    Demo,
    /// 学: cards and verdicts at once.
    Guided,
    /// 练: cards at once, no hints.
    Practice,
    /// 评: cards after the scene, verdicts in the debrief.
    Exam,
}

/// The language as it is written on the command line.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LanguageArg {
    /// 简体中文.
    #[value(name = "zh-CN")]
    ZhCn,
    /// English.
    En,
}

/// How fast time goes.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// One second per second.
    Real,
    /// As fast as the machine can.
    Max,
}

/// Who keeps the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cabin {
    /// Registry and console inside this process.
    Embedded,
    /// A cabin at this URL.
    Url(String),
}

fn trainee(text: &str) -> Result<Trainee, String> {
    let bots = || BotKind::ALL.map(|b| format!("bot:{}", b.name())).join(", ");
    match text.strip_prefix("bot:") {
        None if text == "human" => Ok(Trainee::Human),
        Some(name) if let Some(kind) = BotKind::named(name) => Ok(Trainee::Bot(kind)),
        _ => Err(format!("there is human, {}", bots())),
    }
}

fn pseudonym(text: &str) -> Result<Pseudonym, String> {
    Pseudonym::try_from(text.to_owned()).map_err(|sentence| sentence.to_string())
}

fn cabin(text: &str) -> Result<Cabin, String> {
    match text {
        "embedded" => Ok(Cabin::Embedded),
        url if url.starts_with("http://") || url.starts_with("https://") => {
            Ok(Cabin::Url(url.trim_end_matches('/').to_owned()))
        }
        _ => Err("say `embedded` or a URL that starts with http:// or https://".to_owned()),
    }
}

fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr =
        text.parse().map_err(|_| "say an address with a port, like 127.0.0.1:7300".to_owned())?;
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        // Anyone on the network could read records until there are accounts.
        Err("only loopback addresses (127.0.0.1 or [::1]) until accounts exist".to_owned())
    }
}

impl From<ModeArg> for Mode {
    fn from(mode: ModeArg) -> Self {
        match mode {
            ModeArg::Demo => Self::Demo,
            ModeArg::Guided => Self::Guided,
            ModeArg::Practice => Self::Practice,
            ModeArg::Exam => Self::Exam,
        }
    }
}

impl From<LanguageArg> for anlan_scenario::Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::ZhCn => Self::ZhCn,
            LanguageArg::En => Self::En,
        }
    }
}

/// How the attempt is shown, once it is known what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In a headset.
    Headset,
    /// In a window.
    Window,
    /// Nowhere.
    None,
}

impl Args {
    /// True if a headset is to be looked for.
    pub fn wants_headset(&self) -> bool {
        match self.display {
            Display::Xr => true,
            Display::Auto => self.speed == Speed::Real,
            Display::Window | Display::None => false,
        }
    }

    /// True if the program is to go over to a headset that is switched on later.
    pub fn waits_for_headset(&self, shown: Shown) -> bool {
        self.display == Display::Auto && shown == Shown::Window && self.trainee == Trainee::Human
    }

    /// Settles `--display`, or says why the arguments do not go together. `headset` is why there
    /// is none, if one was looked for.
    pub fn shown(&self, headset: Result<(), String>, has_display: bool) -> Result<Shown, Refusal> {
        let shown = match self.display {
            Display::Auto | Display::Xr if headset.is_ok() && self.wants_headset() => {
                Shown::Headset
            }
            Display::Xr => {
                let why = headset.err().unwrap_or_default();
                return Err(Refusal::Fault(format!("{why}; or use --display window or none")));
            }
            Display::Window if !has_display => {
                let sentence = "there is no display to open a window on; set DISPLAY or \
                                use --display none with a bot";
                return Err(Refusal::Fault(sentence.to_owned()));
            }
            Display::Window => Shown::Window,
            Display::Auto if has_display => Shown::Window,
            Display::Auto | Display::None => Shown::None,
        };
        if shown == Shown::None && self.trainee == Trainee::Human {
            let sentence = "a person needs a display; use --trainee bot:perfect, or start \
                            where there is a screen";
            return Err(Refusal::Usage(sentence.to_owned()));
        }
        if shown != Shown::None && self.speed == Speed::Max {
            let sentence = "--speed max shows nothing one could follow; add --display none";
            return Err(Refusal::Usage(sentence.to_owned()));
        }
        Ok(shown)
    }
}

/// Why the program does not start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The command line asks for what makes no sense: exit 2.
    Usage(String),
    /// Something is missing: exit 1.
    Fault(String),
}
