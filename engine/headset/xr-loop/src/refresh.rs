//! Which refresh rate is asked for among those that a display offers.

/// Rates are written as 72, 72.0 or 71.99: this near is the same, hertz.
const SAME_HZ: f32 = 0.5;

/// The highest offered rate that is not above the wanted one, else the lowest.
pub fn choose_rate(offered: &[f32], wanted_hz: f32) -> Option<f32> {
    let rates = || offered.iter().copied().filter(|hz| hz.is_finite() && *hz > 0.0);
    let reachable = rates().filter(|hz| *hz <= wanted_hz + SAME_HZ);
    reachable.max_by(f32::total_cmp).or_else(|| rates().min_by(f32::total_cmp))
}
