//! The state of one seat as the desk knows it: who is linked, what was asked, what runs, what was
//! the end. Pure: every call is told the time. Locking, waiting and pages are in the other files.

use anlan_wire::{
    AttemptId, DESK_FORMAT, Ended, FromHeadset, Hello, IssuedTicket, LINK_S_MAX, Live, ORDER_S_MAX,
    Order, Refusal, RefusalCode, Report, SeatId, StartRefusal, StopReason, ToHeadset,
};

/// A page that was looked at within this time was open, milliseconds: a reload and a slow network
/// are no absence.
const WATCHED_MS_MAX: u64 = 8_000;

/// One seat.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seat {
    pub link: Option<Link>,
    pub turn: Turn,
    /// What the instructor must know of before anything else.
    pub notice: Option<Notice>,
    /// What was chosen last, for the next trainee's form.
    pub last: Option<IssuedTicket>,
    /// Grows with every change that a page shows.
    pub version: u64,
    /// At most one order is out; it leaves when it is answered or its time is over.
    order: Option<Order>,
    orders: u64,
    /// When a page last looked.
    watched_ms: u64,
    was_linked: bool,
}

/// The headset that has the seat.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub seat: SeatId,
    pub hello: Hello,
    pub is_ready: bool,
    heard_ms: u64,
    number: u64,
}

/// What is on at the seat.
#[derive(Clone, Debug, Default)]
pub(crate) enum Turn {
    /// Nothing: pick.
    #[default]
    Free,
    /// A start is out.
    Asked { ticket: IssuedTicket, since_ms: u64 },
    /// The headset plays.
    Playing(Playing),
    /// The result is shown until the next trainee.
    Over(Over),
}

#[derive(Clone, Debug)]
pub(crate) struct Playing {
    pub ticket: IssuedTicket,
    pub live: Option<Live>,
    pub stop: Option<StopAsked>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct StopAsked {
    pub reason: StopReason,
    since_ms: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct Over {
    pub ticket: IssuedTicket,
    /// Nothing, if the headset came back without it.
    pub ended: Option<Ended>,
    pub live: Option<Live>,
    pub reason: Option<StopReason>,
}

/// Something that went otherwise than asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Nobody answered the start in time.
    StartUnanswered,
    /// The headset went away before it answered.
    StartLost,
    /// The headset did not take the start.
    StartRefused(StartRefusal),
    /// Nobody answered the stop in time.
    StopUnanswered,
}

/// Why a button did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Objection {
    NoHeadset,
    NotReady,
    /// Something is on already.
    Busy,
    /// That attempt does not run any more.
    NothingRuns,
}

impl Turn {
    fn ticket(&self) -> Option<&IssuedTicket> {
        match self {
            Self::Free => None,
            Self::Asked { ticket, .. }
            | Self::Playing(Playing { ticket, .. })
            | Self::Over(Over { ticket, .. }) => Some(ticket),
        }
    }

    fn is_of(&self, attempt: &AttemptId) -> bool {
        self.ticket().is_some_and(|ticket| ticket.attempt == *attempt)
    }
}

impl Seat {
    /// An empty seat; its orders are numbered after this one.
    pub fn new(orders: u64) -> Self {
        Self { orders, ..Self::default() }
    }

    /// True while the headset has been heard of lately.
    pub fn is_linked(&self, now_ms: u64) -> bool {
        let limit = LINK_S_MAX * 1_000;
        self.link.as_ref().is_some_and(|l| now_ms.saturating_sub(l.heard_ms) < limit)
    }

    /// True if a start would go out now.
    pub fn is_ready(&self, now_ms: u64) -> bool {
        self.is_linked(now_ms) && self.link.as_ref().is_some_and(|l| l.is_ready)
    }

    /// What time alone changes. Called before everything else.
    pub fn settle(&mut self, now_ms: u64) {
        let is_linked = self.is_linked(now_ms);
        if is_linked != self.was_linked {
            self.was_linked = is_linked;
            self.version += 1;
        }
        let is_late = |since_ms: u64| now_ms.saturating_sub(since_ms) >= ORDER_S_MAX * 1_000;
        match &mut self.turn {
            Turn::Asked { .. } if !is_linked => self.take_back(Notice::StartLost),
            Turn::Asked { since_ms, .. } if is_late(*since_ms) => {
                self.take_back(Notice::StartUnanswered);
            }
            Turn::Playing(playing) if playing.stop.is_some_and(|s| is_late(s.since_ms)) => {
                playing.stop = None;
                self.order = None;
                self.say(Notice::StopUnanswered);
            }
            _ => {}
        }
    }

    /// The start is undone; whoever comes back later does not find it.
    fn take_back(&mut self, notice: Notice) {
        self.order = None;
        self.turn = Turn::Free;
        self.say(notice);
    }

    fn say(&mut self, notice: Notice) {
        self.notice = Some(notice);
        self.version += 1;
    }

    /// A page looks; tells for how long none did while the attempt went on.
    pub fn watch(&mut self, now_ms: u64) -> Option<u64> {
        let gap_ms = now_ms.saturating_sub(self.watched_ms);
        self.watched_ms = now_ms;
        let goes_on = matches!(self.turn, Turn::Playing(_));
        (goes_on && gap_ms > WATCHED_MS_MAX).then_some(gap_ms)
    }

    /// Sends a start out, if somebody is there to take it.
    pub fn start(&mut self, now_ms: u64, ticket: IssuedTicket) -> Result<(), Objection> {
        match self.turn {
            Turn::Asked { .. } | Turn::Playing(_) => return Err(Objection::Busy),
            _ if !self.is_linked(now_ms) => return Err(Objection::NoHeadset),
            _ if !self.is_ready(now_ms) => return Err(Objection::NotReady),
            _ => {}
        }
        self.last = Some(ticket.clone());
        self.send(ToHeadset::Start(ticket.clone()));
        self.turn = Turn::Asked { ticket, since_ms: now_ms };
        // Whoever starts looks at the page that says so.
        self.watched_ms = now_ms;
        Ok(())
    }

    /// Sends a stop out; a second one changes nothing.
    pub fn stop(
        &mut self,
        now_ms: u64,
        attempt: &AttemptId,
        reason: StopReason,
    ) -> Result<(), Objection> {
        let Turn::Playing(playing) = &mut self.turn else { return Err(Objection::NothingRuns) };
        if playing.ticket.attempt != *attempt {
            return Err(Objection::NothingRuns);
        }
        if playing.stop.is_none() {
            playing.stop = Some(StopAsked { reason, since_ms: now_ms });
            self.send(ToHeadset::Stop { attempt: attempt.clone(), reason });
        }
        Ok(())
    }

    /// Puts the result of this attempt away. An attempt whose headset is away can be put away
    /// too: its record comes when the headset does.
    pub fn put_away(&mut self, now_ms: u64, attempt: &AttemptId) {
        let may_go = match self.turn {
            Turn::Over(_) => true,
            Turn::Playing(_) => !self.is_linked(now_ms),
            _ => false,
        };
        if may_go && self.turn.is_of(attempt) {
            self.turn = Turn::Free;
            self.order = None;
            self.notice = None;
            self.version += 1;
        }
    }

    fn send(&mut self, order: ToHeadset) {
        self.orders += 1;
        self.order = Some(Order { format: DESK_FORMAT, number: self.orders, order });
        self.notice = None;
        self.version += 1;
    }

    /// The order after this one, for the headset that has the seat. Asking changes nothing but
    /// that the headset was heard of: an order stays until it is answered.
    pub fn order_after(
        &mut self,
        now_ms: u64,
        seat: &SeatId,
        after: u64,
    ) -> Result<Option<Order>, Refusal> {
        let link = self.link.as_mut().filter(|l| l.seat == *seat).ok_or_else(unknown_seat)?;
        link.heard_ms = now_ms;
        self.settle(now_ms);
        Ok(self.order.clone().filter(|order| order.number > after))
    }

    /// Takes what a headset says.
    pub fn hear(&mut self, now_ms: u64, report: Report) -> Result<(), Refusal> {
        if let FromHeadset::Hello(hello) = report.word {
            return self.greet(now_ms, report.seat, report.number, hello);
        }
        let link = self.link.as_mut().filter(|l| l.seat == report.seat).ok_or_else(unknown_seat)?;
        link.heard_ms = now_ms;
        if report.number <= link.number {
            // Overtaken on the way.
            return Ok(());
        }
        if let FromHeadset::Live(live) = &report.word
            && !matches!(&self.turn, Turn::Playing(p) if p.ticket.attempt == live.attempt)
        {
            // It plays what this desk does not know: it says hello, and what it plays.
            return Err(unknown_seat());
        }
        link.number = report.number;
        link.is_ready = match report.word {
            FromHeadset::Ready => true,
            FromHeadset::Started(_) | FromHeadset::Live(_) => false,
            _ => link.is_ready,
        };
        self.version += 1;
        self.note(report.word);
        self.settle(now_ms);
        Ok(())
    }

    fn greet(
        &mut self,
        now_ms: u64,
        seat: SeatId,
        number: u64,
        hello: Hello,
    ) -> Result<(), Refusal> {
        let is_other = self.link.as_ref().is_some_and(|l| l.seat != seat);
        if is_other && self.is_linked(now_ms) {
            let sentence = "another headset has this seat; end it, or wait until it is away";
            return Err(Refusal::new(RefusalCode::SeatTaken, sentence));
        }
        if let Turn::Asked { .. } = self.turn {
            self.take_back(Notice::StartLost);
        }
        if is_other {
            self.lose();
        }
        self.order = None;
        self.link = Some(Link { seat, hello, is_ready: false, heard_ms: now_ms, number });
        self.version += 1;
        self.settle(now_ms);
        Ok(())
    }

    /// The attempt is not at the headset any more; its tape is, and comes as a record.
    fn lose(&mut self) {
        if let Turn::Playing(playing) = &self.turn {
            let Playing { ticket, live, stop } = playing.clone();
            let reason = stop.map(|s| s.reason);
            self.turn = Turn::Over(Over { ticket, ended: None, live, reason });
        }
    }

    fn note(&mut self, word: FromHeadset) {
        match word {
            FromHeadset::Hello(_) => {}
            // What was asked and not begun may still be on its way to the headset.
            FromHeadset::Ready => self.lose(),
            FromHeadset::Started(ticket) => self.begin(ticket),
            FromHeadset::Live(live) => {
                if let Turn::Playing(playing) = &mut self.turn {
                    playing.live = Some(live);
                }
            }
            FromHeadset::Ended(ended) => self.end(ended),
            FromHeadset::Refused(refusal) => {
                let is_asked = matches!(self.turn, Turn::Asked { .. });
                if is_asked && self.turn.is_of(&refusal.attempt) {
                    self.take_back(Notice::StartRefused(refusal));
                }
            }
        }
    }

    fn begin(&mut self, ticket: IssuedTicket) {
        if matches!(&self.turn, Turn::Playing(p) if p.ticket.attempt == ticket.attempt) {
            return;
        }
        self.order = None;
        self.notice = None;
        self.last = Some(ticket.clone());
        self.turn = Turn::Playing(Playing { ticket, live: None, stop: None });
    }

    fn end(&mut self, ended: Ended) {
        if !self.turn.is_of(&ended.attempt) {
            return;
        }
        let (live, reason) = match &self.turn {
            Turn::Playing(p) => (p.live.clone(), p.stop.map(|s| s.reason)),
            Turn::Over(over) => (over.live.clone(), over.reason),
            _ => (None, None),
        };
        let Some(ticket) = self.turn.ticket().cloned() else { return };
        self.order = None;
        self.notice = None;
        self.turn = Turn::Over(Over { ticket, ended: Some(ended), live, reason });
    }
}

fn unknown_seat() -> Refusal {
    let sentence = "this desk does not know the seat, or not what it plays: say hello first";
    Refusal::new(RefusalCode::UnknownSeat, sentence)
}
