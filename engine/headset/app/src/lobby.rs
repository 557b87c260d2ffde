//! The program as a seat: it waits in the lobby for the desk, plays what is asked, brings the
//! record on its way, and waits again, in one process and one window.

use crate::args::Shown;
use crate::files::AttemptFiles;
use crate::folder::Folder;
use crate::later::Watch;
use crate::live::{self, Notes};
use crate::play::{is_worn, tick_on};
use crate::result::{self, Played};
use crate::seat::{Seat, Voice};
use crate::turn;
use anlan_attempt::tape::CabinKey;
use anlan_attempt::{Ending, StoppedBy};
use anlan_outbox::{Delivery, Outbox};
use anlan_presentation::{DigitKeys, prepare, set_language, unshown};
use anlan_rig::speech_lines;
use anlan_scenario::Bundle;
use anlan_stage::{Finished, Run, begin, clear};
use anlan_wire::{
    AttemptId, Earned, Ended, FromHeadset, IssuedTicket, NotStarted, RecordState, StartRefusal,
    ToHeadset, short_text,
};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Without Enter and without another start the debrief gives way to the lobby after this time.
const DEBRIEF: Duration = Duration::from_secs(60);
/// A start that cannot begin for so long (nobody wears the headset) is forgotten, before the desk
/// takes it back.
const START_MAX: Duration = Duration::from_secs(anlan_wire::ORDER_S_MAX - 5);
/// Where the attempt stands is put together this often.
const SHOW_EVERY: Duration = Duration::from_millis(200);
/// A program with nothing to do looks this often whether it is to end.
const IDLE: Duration = Duration::from_millis(50);

/// What a seat plays with.
pub struct House {
    pub data: Folder,
    pub outbox: Outbox,
    pub bundles: Vec<Bundle>,
    pub shown: Shown,
    /// A person has a keyboard, whose digits speak.
    pub has_digits: bool,
    pub is_real_time: bool,
}

/// The attempt on stage; also what must be sealed if the window is closed under it.
struct Playing {
    attempt: AttemptId,
    bundle: Bundle,
    files: AttemptFiles,
}

/// A tape that is sealed and not yet a record.
struct Sealed {
    attempt: AttemptId,
    bundle: Bundle,
    ending: Ending,
    tape: PathBuf,
}

/// The seat in Bevy's world.
#[derive(Resource)]
pub struct Lobby {
    house: Arc<House>,
    seat: Mutex<Seat>,
    voice: Voice,
    sealed: Sender<Sealed>,
    playing: Arc<Mutex<Option<Playing>>>,
    /// A start that waits until its place is read and the headset is worn.
    waiting: Option<(IssuedTicket, Instant)>,
    over_at: Option<Instant>,
    shown_at: Instant,
    /// For a headset that is switched on later.
    watch: Option<Watch>,
    left: Arc<AtomicBool>,
}

/// What is left to do when the window is gone.
pub struct Aftermath {
    house: Arc<House>,
    playing: Arc<Mutex<Option<Playing>>>,
    sealed: Sender<Sealed>,
    voice: Voice,
    records: JoinHandle<()>,
    left: Arc<AtomicBool>,
}

/// Why the seat was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// The window was closed.
    Closed,
    /// A headset is there to go on in.
    ForHeadset,
}

/// Opens the lobby.
pub fn open(
    app: &mut App,
    house: House,
    seat: Seat,
    watch: Option<Watch>,
) -> Result<Aftermath, String> {
    let (house, voice) = (Arc::new(house), seat.voice().clone());
    let (sealed, finished) = channel();
    let playing = Arc::<Mutex<Option<Playing>>>::default();
    let left = Arc::<AtomicBool>::default();
    let (keeper, to_desk) = (house.clone(), voice.clone());
    let records = std::thread::Builder::new()
        .name("records".to_owned())
        .spawn(move || bring_home(&keeper, &to_desk, &finished))
        .map_err(|e| format!("the thread that sends records cannot be started: {e}"))?;
    app.insert_resource(Lobby {
        house: house.clone(),
        seat: Mutex::new(seat),
        voice: voice.clone(),
        sealed: sealed.clone(),
        playing: playing.clone(),
        waiting: None,
        over_at: None,
        shown_at: Instant::now(),
        watch,
        left: left.clone(),
    });
    live::plugin(app);
    app.add_systems(First, attend).add_systems(Last, (end_turn, show).chain());
    Ok(Aftermath { house, playing, sealed, voice, records, left })
}

/// Heeds the desk, and empties the stage after the debrief.
fn attend(world: &mut World) {
    world.resource_scope(|world, mut lobby: Mut<Lobby>| {
        let lobby = &mut *lobby;
        while let Some((order, at)) = lobby.order() {
            lobby.heed(world, order, at);
        }
        lobby.begin_waiting(world);
        let is_dismissed = world
            .get_resource::<ButtonInput<KeyCode>>()
            .is_some_and(|keys| keys.just_pressed(KeyCode::Enter));
        let is_read = |at: Instant| at.elapsed() > DEBRIEF || lobby.house.shown == Shown::None;
        if lobby.over_at.is_some_and(|at| is_dismissed || is_read(at)) {
            lobby.over_at = None;
            clear(world);
        }
        let is_idle =
            lobby.waiting.is_none() && lobby.over_at.is_none() && lobby.playing().is_none();
        if lobby.watch.as_ref().is_some_and(|watch| watch.sees(is_idle)) {
            lobby.left.store(true, Ordering::Relaxed);
            world.write_message(AppExit::Success);
        }
    });
}

impl Lobby {
    fn order(&self) -> Option<(ToHeadset, Instant)> {
        self.seat.lock().unwrap_or_else(PoisonError::into_inner).next_order()
    }

    fn playing(&self) -> std::sync::MutexGuard<'_, Option<Playing>> {
        self.playing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn heed(&mut self, world: &mut World, order: ToHeadset, at: Instant) {
        match order {
            ToHeadset::Start(ticket) if self.playing().is_some() => {
                self.refuse(&ticket, NotStarted::Busy, "an attempt runs already");
            }
            ToHeadset::Start(ticket) => self.waiting = Some((ticket, at)),
            ToHeadset::Stop { attempt, .. } => {
                let is_on = self.playing().as_ref().is_some_and(|p| p.attempt == attempt);
                if let (true, Some(mut run)) = (is_on, world.get_resource_mut::<Run>()) {
                    run.stop(StoppedBy::Instructor);
                }
            }
        }
    }

    fn refuse(&self, ticket: &IssuedTicket, why: NotStarted, sentence: &str) {
        let (attempt, sentence) = (ticket.attempt.clone(), short_text(sentence));
        self.voice.say(FromHeadset::Refused(StartRefusal { attempt, why, sentence }));
    }

    fn begin_waiting(&mut self, world: &mut World) {
        let Some((ticket, at)) = self.waiting.take() else { return };
        let bundle = self.house.bundles.iter().find(|b| b.scenario().file().id == ticket.scenario);
        let is_ready = bundle.is_none_or(|bundle| prepare(world, bundle.scenario()));
        if !is_ready || !is_worn(world) {
            self.waiting = (at.elapsed() < START_MAX).then_some((ticket, at));
            return;
        }
        if let Err((why, sentence)) = self.begin(world, ticket.clone()) {
            eprintln!("anlan: {sentence}");
            self.refuse(&ticket, why, &sentence);
        }
    }

    fn begin(
        &mut self,
        world: &mut World,
        mut ticket: IssuedTicket,
    ) -> Result<(), (NotStarted, String)> {
        let house = self.house.clone();
        let of_id = |b: &&Bundle| b.scenario().file().id == ticket.scenario;
        let bundle = house.bundles.iter().find(of_id).cloned().ok_or_else(|| {
            let sentence = format!("there is no scenario `{}` here", ticket.scenario);
            (NotStarted::NoScenario, sentence)
        })?;
        if ticket.bundle.as_ref().is_some_and(|hash| hash != bundle.hash()) {
            let sentence = format!("`{}` is another version here", ticket.scenario);
            return Err((NotStarted::OtherBundle, sentence));
        }
        let opened = turn::open(&house.data, &bundle, &mut ticket);
        let (attempt, files) = opened.map_err(|sentence| (NotStarted::Fault, sentence))?;
        if house.has_digits && world.contains_resource::<DigitKeys>() {
            world.insert_resource(DigitKeys(speech_lines(bundle.scenario())));
        }
        set_language(world, ticket.language);
        let recorder = world.resource_mut::<Notes>().over(files.recorder());
        let unshown = unshown(world, bundle.scenario());
        begin(world, Run::new(attempt, recorder, house.is_real_time).without(unshown));
        self.over_at = None;
        *self.playing() = Some(Playing { attempt: ticket.attempt.clone(), bundle, files });
        self.voice.say(FromHeadset::Started(ticket));
        Ok(())
    }
}

/// The attempt is over: its tape is sealed in the same frame.
fn end_turn(
    mut finished: MessageReader<Finished>,
    mut lobby: ResMut<Lobby>,
    run: Option<Res<Run>>,
    notes: Res<Notes>,
) {
    for word in finished.read() {
        let Some(playing) = lobby.playing().take() else { continue };
        if let Some(run) = &run {
            lobby.voice.show(live::of(&run.attempt, &playing.attempt, &notes));
        }
        lobby.over_at = Some(Instant::now());
        let (key, desk) = (lobby.house.data.key(), (&lobby.voice, &lobby.sealed));
        playing.close(word.ending.clone(), word.fault.clone(), key, desk);
    }
}

impl Playing {
    fn close(
        self,
        ending: Ending,
        fault: Option<String>,
        key: &CabinKey,
        (voice, sealed): (&Voice, &Sender<Sealed>),
    ) {
        let tape = match fault {
            Some(fault) => Err(format!("{fault}; what was kept is sent with the next start")),
            None => self.files.seal(ending.clone(), key),
        };
        let (attempt, bundle) = (self.attempt, self.bundle);
        let record = match &tape {
            Ok(_) => RecordState::Underway,
            Err(sentence) => {
                eprintln!("anlan: {sentence}");
                RecordState::Kept(short_text(sentence))
            }
        };
        let ended =
            Ended { attempt: attempt.clone(), ending: ending.clone(), earned: None, record };
        voice.say(FromHeadset::Ended(ended));
        voice.say(FromHeadset::Ready);
        if let Ok(tape) = tape {
            // The thread at the other end lives as long as the program.
            let _ = sealed.send(Sealed { attempt, bundle, ending, tape });
        }
    }
}

/// Tells the desk where the attempt stands.
fn show(mut lobby: ResMut<Lobby>, run: Option<Res<Run>>, notes: Res<Notes>) {
    let Some(run) = run.filter(|_| lobby.shown_at.elapsed() >= SHOW_EVERY) else { return };
    let attempt = lobby.playing().as_ref().map(|p| p.attempt.clone());
    if let Some(attempt) = attempt {
        lobby.voice.show(live::of(&run.attempt, &attempt, &notes));
        lobby.shown_at = Instant::now();
    }
}

/// Makes records of sealed tapes, and tells the desk what became of them.
fn bring_home(house: &House, voice: &Voice, finished: &Receiver<Sealed>) {
    while let Ok(Sealed { attempt, bundle, ending, tape }) = finished.recv() {
        let sent = crate::read(&tape).and_then(|bytes| {
            let trace = house.data.trace(attempt.as_str());
            result::send(&house.outbox, &bundle, &Played { tape, bytes, trace })
        });
        let (earned, record) = match sent {
            Ok(sent) => {
                if let Ok(line) = result::line(&sent) {
                    eprintln!("anlan: {line}");
                }
                (Some(sent.earned()), state(&sent.delivery))
            }
            Err(sentence) => {
                eprintln!("anlan: {sentence}");
                (None, RecordState::Kept(short_text(&sentence)))
            }
        };
        voice.say(FromHeadset::Ended(Ended { attempt, ending, earned, record }));
    }
}

fn state(delivery: &Delivery) -> RecordState {
    match delivery {
        Delivery::Stored => RecordState::Stored,
        Delivery::Queued => RecordState::Queued,
        Delivery::Quarantined(sentence) => RecordState::Kept(short_text(sentence)),
    }
}

impl result::Sent {
    fn earned(&self) -> Earned {
        let card = &self.record.card;
        Earned {
            is_judged: card.is_judged,
            passed: card.passed,
            score: card.score,
            hits: card.hits,
            hazards_appeared: card.hazards_appeared,
            false_alarms: card.false_alarms,
        }
    }
}

impl Aftermath {
    /// A window that was closed in mid-attempt ends it like the exit gesture. Returns when the
    /// last record is safe.
    pub fn settle(self) -> Result<Left, String> {
        let playing = self.playing.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(playing) = playing {
            playing.files.stop(StoppedBy::Trainee)?;
            let ending = Ending::Stopped(StoppedBy::Trainee);
            playing.close(ending, None, self.house.data.key(), (&self.voice, &self.sealed));
        }
        drop(self.sealed);
        let failed = |_| "the thread that sends records has failed".to_owned();
        self.records.join().map_err(failed)?;
        self.voice.finish();
        let is_for_headset = self.left.load(Ordering::Relaxed);
        Ok(if is_for_headset { Left::ForHeadset } else { Left::Closed })
    }
}

/// Plays at full speed whatever is asked, and waits in between. Returns when Bevy is told to end.
pub fn run_at_full_speed(app: &mut App) {
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
    app.finish();
    app.cleanup();
    while app.should_exit().is_none() {
        app.update();
        if app.world().resource::<Lobby>().playing().is_some() {
            tick_on(app);
        } else {
            await_order(app.world_mut());
        }
    }
}

/// Sits still until the desk asks for something.
fn await_order(world: &mut World) {
    world.resource_scope(|world, mut lobby: Mut<Lobby>| {
        let seat = lobby.seat.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = seat.wait_for_order(IDLE);
        drop(seat);
        if let Some((order, at)) = asked {
            lobby.heed(world, order, at);
        }
    });
}
