//! The last thing that happens to every sample: nothing leaves louder than is safe in headphones,
//! however many sounds come together.

use kira::Frame;
use kira::effect::{Effect, EffectBuilder};
use kira::info::Info;

/// The loudest sample, share of full scale: a little above the peaks of a voice, so that nothing is
/// ever much louder than speech.
pub(super) const LIMIT: f32 = 0.6;
/// After a loud moment the rest comes back this fast, share a second.
const RECOVERY_PER_S: f32 = 2.0;

/// Builds the limiter.
pub(super) struct Limiter;

impl EffectBuilder for Limiter {
    type Handle = ();

    fn build(self) -> (Box<dyn Effect>, ()) {
        (Box::new(Limiting { gain: 1.0 }), ())
    }
}

struct Limiting {
    gain: f32,
}

impl Effect for Limiting {
    fn process(&mut self, input: &mut [Frame], dt: f64, _: &Info) {
        for frame in input {
            let peak = frame.left.abs().max(frame.right.abs());
            // Down at once, up slowly; a sample that is no number is silence.
            self.gain = (self.gain + RECOVERY_PER_S * dt as f32).min(1.0);
            if peak * self.gain > LIMIT {
                self.gain = LIMIT / peak;
            }
            *frame = if peak.is_finite() { *frame * self.gain } else { Frame::ZERO };
        }
    }
}
