//! The calls themselves, with the legal order of each.

use super::*;
use anlan_xr_loop::{Calls, DrawCalls, Waited};

impl Calls for Fake {
    type Draw = FakeDraw;

    fn now_ns(&self) -> i64 {
        self.world().now_ns
    }

    fn worked_ns(&self) -> i64 {
        self.world().worked_ns
    }

    fn create_instance(&mut self) -> Result<(), Code> {
        let mut world = self.world();
        let also = world.enter(Call::CreateInstance)?;
        done(Call::CreateInstance, (), also)?;
        if world.has_instance {
            return Err(world.refuse("a second instance"));
        }
        world.has_instance = true;
        world.is_instance_lost = false;
        world.made[INSTANCE] += 1;
        Ok(())
    }

    fn destroy_instance(&mut self) {
        let mut world = self.world();
        if !world.has_instance || world.session.is_some() {
            world.error("an instance given back that is not there, or before its session");
        }
        world.has_instance = false;
        world.events.clear();
        world.given_back[INSTANCE] += 1;
    }

    fn find_system(&mut self) -> Result<(), Code> {
        let mut world = self.world();
        let also = world.enter(Call::FindSystem)?;
        if world.now_ns < world.unplugged_until_ns {
            return Err(Code::ERROR_FORM_FACTOR_UNAVAILABLE);
        }
        done(Call::FindSystem, (), also)
    }

    fn create_session(&mut self) -> Result<(), Code> {
        let mut world = self.world();
        let also = world.enter(Call::CreateSession)?;
        done(Call::CreateSession, (), also)?;
        if world.session.is_some() {
            return Err(world.refuse("a second session"));
        }
        world.session = Some(Session {
            is_lost: false,
            is_going: false,
            is_exiting: false,
            state: State::READY,
            is_running: false,
            waited: None,
            begun: None,
            has_swapchain: false,
            image: Image::Away,
            is_released: false,
            frames: 0,
        });
        world.made[SESSION] += 1;
        world.withheld_until_ns = 0;
        world.say(Event::State(State::IDLE));
        world.say(Event::State(State::READY));
        Ok(())
    }

    fn destroy_session(&mut self) {
        let mut world = self.world();
        match world.session.take() {
            None => world.error("a session given back that is not there"),
            Some(session) => {
                if session.has_swapchain {
                    world.error("a session given back before its swapchain");
                }
                let is_excused = session.is_lost || session.is_going || world.is_instance_lost;
                if session.begun.is_some() && !is_excused {
                    world.error("a session given back in mid-frame");
                }
            }
        }
        world.events.retain(|(_, event)| !matches!(event, Event::State(_)));
        world.given_back[SESSION] += 1;
    }

    fn reference_spaces(&mut self) -> Result<Vec<ReferenceSpaceType>, Code> {
        let mut world = self.world();
        let also = world.enter(Call::CreateSpace)?;
        world.of_session("spaces")?;
        done(Call::CreateSpace, world.spaces.clone(), also)
    }

    fn create_space(&mut self, kind: ReferenceSpaceType, pose: Posef) -> Result<(), Code> {
        let mut world = self.world();
        let also = world.enter(Call::CreateSpace)?;
        world.of_session("a space")?;
        world.space = Some((kind, pose));
        done(Call::CreateSpace, (), also)
    }

    fn formats(&mut self) -> Result<Vec<u32>, Code> {
        let mut world = self.world();
        let also = world.enter(Call::CreateSwapchain)?;
        world.of_session("formats")?;
        done(Call::CreateSwapchain, world.formats.clone(), also)
    }

    fn create_draw(&mut self, colour: Format, depth: Option<u32>) -> Result<FakeDraw, Code> {
        let fake = self.clone();
        let mut world = self.world();
        let also = world.enter(Call::CreateSwapchain)?;
        done(Call::CreateSwapchain, (), also)?;
        if world.of_session("a swapchain")?.has_swapchain {
            return Err(world.refuse("a second swapchain"));
        }
        world.of_session("")?.has_swapchain = true;
        world.made[SWAPCHAIN] += 1;
        world.created = Some((colour, depth));
        Ok(FakeDraw(fake))
    }

    fn begin_session(&mut self) -> Result<(), Code> {
        let mut world = self.world();
        let also = world.enter(Call::BeginSession)?;
        let session = world.of_session("begin")?;
        if session.is_running || session.state != State::READY {
            return Err(world.refuse("a session begun that is not ready"));
        }
        (session.is_running, session.frames) = (true, 0);
        (session.waited, session.begun) = (None, None);
        done(Call::BeginSession, (), also)
    }

    fn end_session(&mut self) -> Result<(), Code> {
        let mut world = self.world();
        let also = world.enter(Call::EndSession)?;
        let session = world.of_session("end")?;
        if !session.is_running || session.state != State::STOPPING {
            return Err(world.refuse("a session ended that is not stopping"));
        }
        session.is_running = false;
        session.state = State::IDLE;
        let is_exiting = session.is_exiting;
        if session.begun.is_some() || session.waited.is_some() {
            world.error("a session ended in mid-frame");
        }
        world.say(Event::State(State::IDLE));
        if is_exiting {
            world.say(Event::State(State::EXITING));
        } else {
            world.say_in(SECOND_NS / 2, Event::State(State::READY));
        }
        done(Call::EndSession, (), also)
    }

    fn poll_event(&mut self) -> Result<Option<Event>, Code> {
        let mut world = self.world();
        let also = world.enter(Call::PollEvent)?;
        done(Call::PollEvent, (), also)?;
        let now_ns = world.now_ns;
        let is_due = world.events.front().is_some_and(|(at, _)| *at <= now_ns);
        let event = if is_due { world.events.pop_front().map(|(_, event)| event) } else { None };
        if let (Some(Event::State(State::READY)), Some(session)) = (event, &mut world.session) {
            session.state = State::READY;
        }
        Ok(event)
    }

    fn wait_frame(&mut self) -> Result<Waited, Code> {
        let mut world = self.world();
        let also = world.enter(Call::WaitFrame)?;
        let session = world.of_session("a wait")?;
        if !session.is_running || session.waited.is_some() {
            return Err(world.refuse("a wait that would hold the thread for good"));
        }
        session.frames += 1;
        let (number, is_stopping) = (session.frames, session.state == State::STOPPING);
        world.vsync = (world.vsync + 1).max(world.now_ns / PERIOD_NS + 1);
        world.now_ns = world.now_ns.max((world.vsync - 1) * PERIOD_NS);
        let display_ns = (world.vsync + 1) * PERIOD_NS;
        world.of_session("")?.waited = Some(display_ns);
        if number == 1 && !is_stopping {
            for state in [State::SYNCHRONIZED, State::VISIBLE, State::FOCUSED] {
                world.say(Event::State(state));
            }
        }
        world.hidden = world.hidden.saturating_sub(1);
        let should_render = world.hidden == 0 && (world.should_render)(number);
        done(Call::WaitFrame, Waited { display_ns, period_ns: PERIOD_NS, should_render }, also)
    }

    fn locate_views(&mut self, at: Time) -> Result<(ViewStateFlags, Vec<View>), Code> {
        self.world().views(at, "the main world's views")
    }
}

impl DrawCalls for FakeDraw {
    fn now_ns(&self) -> i64 {
        self.0.world().now_ns
    }

    fn worked_ns(&self) -> i64 {
        self.0.world().worked_ns
    }

    fn begin_frame(&mut self) -> Result<(), Code> {
        let mut world = self.0.world();
        let also = world.enter(Call::BeginFrame)?;
        let session = world.of_session("a frame")?;
        if session.begun.is_some() || session.waited.is_none() || !session.is_running {
            return Err(world.refuse("a frame begun that was not waited for, or twice"));
        }
        session.begun = session.waited.take();
        session.is_released = false;
        done(Call::BeginFrame, (), also)
    }

    fn acquire(&mut self) -> Result<usize, Code> {
        let mut world = self.0.world();
        let also = world.enter(Call::Acquire)?;
        let session = world.of_session("an image")?;
        if session.image != Image::Away {
            return Err(world.refuse("an image taken while one is held"));
        }
        session.image = Image::Acquired;
        done(Call::Acquire, (session.frames % 3) as usize, also)
    }

    fn wait_image(&mut self, timeout_ns: i64) -> Result<(), Code> {
        let mut world = self.0.world();
        let also = world.enter(Call::WaitImage)?;
        if world.of_session("an image")?.image != Image::Acquired {
            return Err(world.refuse("a wait for an image that was not taken"));
        }
        done(Call::WaitImage, (), also)?;
        let left_ns = (world.withheld_until_ns - world.now_ns).max(world.image_wait_ns);
        world.now_ns += left_ns.clamp(0, timeout_ns);
        if left_ns > timeout_ns {
            return Err(Code::TIMEOUT_EXPIRED);
        }
        world.of_session("")?.image = Image::Ready;
        Ok(())
    }

    fn release(&mut self) -> Result<(), Code> {
        let mut world = self.0.world();
        let also = world.enter(Call::Release)?;
        let session = world.of_session("an image")?;
        if session.image != Image::Ready {
            return Err(world.refuse("an image given back that may not be written"));
        }
        session.image = Image::Away;
        session.is_released = true;
        done(Call::Release, (), also)
    }

    fn locate_views(&mut self, at: Time) -> Result<(ViewStateFlags, Vec<View>), Code> {
        self.0.world().views(at, "the latch's views")
    }

    fn end_frame(&mut self, display: Time, shown: &Shown) -> Result<(), Code> {
        let mut world = self.0.world();
        let also = world.enter(Call::EndFrame)?;
        let session = world.of_session("an end")?;
        if session.begun != Some(display.as_nanos()) {
            return Err(world.refuse("a frame ended that was not begun, or at another time"));
        }
        let is_released = session.is_released;
        session.begun = None;
        let has_eyes = matches!(shown, Shown::Eyes(_));
        if has_eyes && !is_released {
            world.error("a picture shown that was not given");
        }
        world.ends += 1;
        if has_eyes {
            world.shown += 1;
            world.shown_ns = world.now_ns;
        }
        world.last_shown = Some(match shown {
            Shown::Nothing => Shown::Nothing,
            Shown::Overlays => Shown::Overlays,
            Shown::Eyes(eyes) => Shown::Eyes(*eyes),
        });
        done(Call::EndFrame, (), also)
    }
}

impl Drop for FakeDraw {
    fn drop(&mut self) {
        let mut world = self.0.world();
        match &mut world.session {
            Some(session) if session.has_swapchain => session.has_swapchain = false,
            _ => world.error("a swapchain given back without its session"),
        }
        world.given_back[SWAPCHAIN] += 1;
    }
}
