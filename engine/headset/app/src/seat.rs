//! The way to the instructor's desk, over HTTP like any other cabin's: one thread waits for
//! orders, one says what happens here. Neither ever keeps a frame waiting, and an attempt needs
//! neither: while the desk is away they try again, and then say where things stand.

use anlan_wire::{
    FromHeadset, Hello, IssuedTicket, Live, ORDER_WAIT_S_MAX, Order, Refusal, RefusalCode, Report,
    SeatId, ToHeadset,
};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The time between two looks at what to say: four reports a second at most.
const REPORT_EVERY: Duration = Duration::from_millis(250);
/// A desk on the cabin's network accepts a connection at once or is away.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// A little longer than an order is waited for.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(ORDER_WAIT_S_MAX + 5);
/// First and longest wait before a desk that is away is tried again.
const RETRY_FIRST: Duration = Duration::from_millis(250);
const RETRY_MAX: Duration = Duration::from_secs(4);
/// A program that ends waits this long for the desk to hear of it.
const FAREWELL_MAX: Duration = Duration::from_secs(2);
/// An answer of the desk is an order or a sentence.
const ANSWER_BYTES_MAX: u64 = anlan_wire::DESK_BYTES_MAX as u64;

/// The program's end of the way.
pub struct Seat {
    /// What the desk asks, with the moment in which it came.
    orders: Receiver<(ToHeadset, Instant)>,
    voice: Voice,
}

/// Says things to the desk, without waiting. Clones speak for the same seat.
#[derive(Clone)]
pub struct Voice {
    words: Sender<Said>,
    /// Only the newest is worth saying.
    live: Arc<Mutex<Option<Live>>>,
}

enum Said {
    Word(FromHeadset),
    /// Everything before this was said.
    Farewell(Sender<()>),
    /// The desk does not know this seat (any more).
    Introduce,
}

impl Voice {
    /// Says this; it is said again until it is heard.
    pub fn say(&self, word: FromHeadset) {
        // The thread at the other end lives as long as the program.
        let _ = self.words.send(Said::Word(word));
    }

    /// Waits until everything was heard, but not longer than a desk deserves that is away.
    pub fn finish(self) {
        let (heard, all) = channel();
        if self.words.send(Said::Farewell(heard)).is_ok() {
            let _ = all.recv_timeout(FAREWELL_MAX);
        }
    }

    /// Says where the attempt stands, if nothing newer comes before.
    pub fn show(&self, live: Live) {
        *self.live.lock().unwrap_or_else(PoisonError::into_inner) = Some(live);
    }
}

impl Seat {
    /// Takes the seat at the desk of this cabin. `first` is begun at once, as if it were asked.
    pub fn take(url: &str, hello: Hello, first: Option<IssuedTicket>) -> Result<Self, String> {
        let (asked, orders) = channel();
        let (words, said) = channel();
        let voice = Voice { words, live: Arc::default() };
        let way = Way::new(url);
        first.into_iter().for_each(|ticket| {
            let _ = asked.send((ToHeadset::Start(ticket), Instant::now()));
        });
        let speaker = Speaker {
            way: way.clone(),
            hello,
            standing: FromHeadset::Ready,
            is_known: false,
            number: 0,
        };
        let (live, introduce) = (voice.live.clone(), voice.words.clone());
        spawn("desk-words", move || speaker.run(&said, &live))?;
        spawn("desk-orders", move || listen(&way, &asked, &introduce))?;
        Ok(Self { orders, voice })
    }

    /// What the desk asks next, if it asks anything.
    pub fn next_order(&self) -> Option<(ToHeadset, Instant)> {
        self.orders.try_recv().ok()
    }

    /// As [`Seat::next_order`], but waits this long; for a program with nothing else to do.
    pub fn wait_for_order(&self, wait: Duration) -> Option<(ToHeadset, Instant)> {
        self.orders.recv_timeout(wait).ok()
    }

    /// How this program speaks to the desk.
    pub fn voice(&self) -> &Voice {
        &self.voice
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, String> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(run);
    thread.map_err(|e| format!("the way to the desk cannot be opened: {e}"))
}

/// The desk's addresses.
#[derive(Clone)]
struct Way {
    agent: ureq::Agent,
    url: String,
    seat: SeatId,
}

/// Why a request came to nothing.
enum Miss {
    /// The desk does not know this seat, or not what it plays.
    Unknown,
    /// The desk will never take this.
    Refused(String),
    /// Not now.
    Away(String),
}

impl Way {
    fn new(url: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // The desk is in the cabin: nothing between it and us may answer in its place.
            .proxy(None)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(REQUEST_TIMEOUT))
            .user_agent(concat!("anlan/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Self { agent, url: url.to_owned(), seat: SeatId::draw() }
    }

    fn post(&self, report: &Report) -> Result<(), Miss> {
        let url = format!("{}/api/seat/reports", self.url);
        let request = self.agent.post(url).content_type("application/json");
        answer(request.send(&report.to_json()[..])).map(drop)
    }

    /// Waits for the order after this one.
    fn order(&self, after: u64) -> Result<Option<Order>, Miss> {
        let (url, seat) = (&self.url, &self.seat);
        let wait_s = ORDER_WAIT_S_MAX;
        let url = format!("{url}/api/seat/orders?seat={seat}&after={after}&wait_s={wait_s}");
        match answer(self.agent.get(url).call())? {
            None => Ok(None),
            Some(bytes) => Order::read(&bytes).map(Some).map_err(|r| Miss::Refused(r.sentence)),
        }
    }
}

/// The body of an answer that has one.
fn answer(
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Option<Vec<u8>>, Miss> {
    let away = |error: ureq::Error| Miss::Away(error.to_string());
    let response = response.map_err(away)?;
    let status = response.status().as_u16();
    let body = response.into_body().into_with_config().limit(ANSWER_BYTES_MAX);
    let body = body.read_to_vec().map_err(away)?;
    match status {
        200 => Ok(Some(body)),
        204 => Ok(None),
        _ => Err(match serde_json::from_slice::<Refusal>(&body) {
            Ok(refusal) if refusal.code == RefusalCode::UnknownSeat => Miss::Unknown,
            Ok(refusal) if matches!(status, 400 | 413) => Miss::Refused(refusal.sentence),
            Ok(refusal) => Miss::Away(refusal.sentence),
            Err(_) => Miss::Away(format!("it answered HTTP {status}")),
        }),
    }
}

/// Waits longer and longer, and tells once why.
struct Patience {
    wait: Duration,
    is_told: bool,
}

impl Patience {
    fn new() -> Self {
        Self { wait: RETRY_FIRST, is_told: false }
    }

    fn wait(&mut self, sentence: &str) {
        if !std::mem::replace(&mut self.is_told, true) {
            eprintln!("anlan: the desk is away ({sentence}); trying again");
        }
        thread::park_timeout(self.wait);
        self.wait = (self.wait * 2).min(RETRY_MAX);
    }
}

fn listen(way: &Way, asked: &Sender<(ToHeadset, Instant)>, introduce: &Sender<Said>) {
    let mut after = 0;
    let mut patience = Patience::new();
    loop {
        match way.order(after) {
            Ok(order) => {
                patience = Patience::new();
                let Some(order) = order else { continue };
                after = order.number;
                if asked.send((order.order, Instant::now())).is_err() {
                    return;
                }
            }
            Err(Miss::Unknown) => {
                if introduce.send(Said::Introduce).is_err() {
                    return;
                }
                thread::park_timeout(RETRY_FIRST);
            }
            Err(Miss::Refused(sentence) | Miss::Away(sentence)) => patience.wait(&sentence),
        }
    }
}

/// Says everything in its order.
struct Speaker {
    way: Way,
    hello: Hello,
    /// What is said after the hello: what this seat does.
    standing: FromHeadset,
    is_known: bool,
    number: u64,
}

impl Speaker {
    fn run(mut self, words: &Receiver<Said>, live: &Mutex<Option<Live>>) {
        loop {
            let said = words.recv_timeout(REPORT_EVERY);
            // What was shown before a word was so before it.
            let shown = live.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(live) = shown {
                self.show(live);
            }
            match said {
                Ok(Said::Word(word)) => {
                    self.remember(&word);
                    self.say(word);
                }
                Ok(Said::Introduce) => self.is_known = false,
                Ok(Said::Farewell(heard)) => {
                    let _ = heard.send(());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if !self.is_known {
                let _ = self.introduce();
            }
        }
    }

    fn remember(&mut self, word: &FromHeadset) {
        match word {
            FromHeadset::Started(_) => self.standing = word.clone(),
            FromHeadset::Ended(_) | FromHeadset::Ready => self.standing = FromHeadset::Ready,
            _ => {}
        }
    }

    fn post(&mut self, word: FromHeadset) -> Result<(), Miss> {
        self.number += 1;
        let seat = self.way.seat.clone();
        let report = Report { format: anlan_wire::DESK_FORMAT, seat, number: self.number, word };
        let done = self.way.post(&report);
        if let Err(Miss::Unknown) = done {
            self.is_known = false;
        }
        done
    }

    fn introduce(&mut self) -> Result<(), Miss> {
        self.post(FromHeadset::Hello(self.hello.clone()))?;
        self.is_known = true;
        self.post(self.standing.clone())
    }

    /// Says it until it is heard.
    fn say(&mut self, word: FromHeadset) {
        let mut patience = Patience::new();
        loop {
            let done = match self.is_known {
                true => self.post(word.clone()),
                false => self.introduce().and_then(|()| self.post(word.clone())),
            };
            match done {
                Ok(()) => return,
                Err(Miss::Unknown) => thread::park_timeout(RETRY_FIRST),
                Err(Miss::Refused(sentence)) => {
                    eprintln!("anlan: the desk refuses a report: {sentence}");
                    return;
                }
                Err(Miss::Away(sentence)) => patience.wait(&sentence),
            }
        }
    }

    /// Says it once; a newer one will come.
    fn show(&mut self, live: Live) {
        if let Err(Miss::Unknown) = self.post(FromHeadset::Live(live.clone())) {
            let _ = self.introduce().and_then(|()| self.post(FromHeadset::Live(live)));
        }
    }
}
