//! What many measured spans say together.

use std::time::Duration;

/// Milliseconds that this share of the samples stay below.
pub fn share(samples: &mut [Duration], share: f64) -> f64 {
    samples.sort();
    let index = ((samples.len() as f64 * share) as usize).min(samples.len().saturating_sub(1));
    samples.get(index).map_or(0.0, |sample| sample.as_secs_f64() * 1e3)
}
