//! The normal distribution by additions and multiplications alone, so that every machine finds the
//! same figures: Φ by its Taylor series (Marsaglia, Evaluating the Normal Distribution, 2004), its
//! inverse by bisection.

/// Beyond this, no share of a few dozen trials lies.
const Z_MAX: f64 = 8.0;
/// Halvings of the interval: more than a double can tell apart.
const HALVINGS: u32 = 60;

/// The standard normal density.
pub(super) fn density(x: f64) -> f64 {
    const ROOT_OF_2_PI: f64 = 2.506_628_274_631_000_7;
    exp_minus(x * x / 2.0) / ROOT_OF_2_PI
}

/// e^(−y) for y ≥ 0: the series near zero, squared back.
fn exp_minus(y: f64) -> f64 {
    let small = y / 64.0;
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..=16 {
        term *= -small / f64::from(k);
        sum += term;
    }
    (0..6).fold(sum, |power, _| power * power)
}

/// Φ(x).
fn below(x: f64) -> f64 {
    let (mut term, mut sum, mut k) = (x, x, 1.0);
    while sum + term * x * x / (k + 2.0) != sum {
        k += 2.0;
        term *= x * x / k;
        sum += term;
    }
    0.5 + density(x) * sum
}

/// z(p): where Φ reaches p, for 0 < p < 1.
pub(super) fn z(p: f64) -> f64 {
    let (mut low, mut high) = (-Z_MAX, Z_MAX);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if below(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z_is_what_the_tables_say() {
        let table = [(0.5, 0.0), (0.841_344_746, 1.0), (0.95, 1.644_854), (0.975, 1.959_964)];
        for (p, expected) in table {
            assert!((z(p) - expected).abs() < 1e-6, "{p}");
            assert!((z(1.0 - p) + expected).abs() < 1e-6, "{p}");
        }
        assert!((z(0.001) + 3.090_232).abs() < 1e-6);
        assert!((z(0.999) - 3.090_232).abs() < 1e-6);
    }

    #[test]
    fn density_is_what_the_tables_say() {
        for (x, expected) in [(0.0, 0.398_942_28), (1.0, 0.241_970_72), (-2.0, 0.053_990_97)] {
            assert!((density(x) - expected).abs() < 1e-8, "{x}");
        }
    }
}
