//! Chance that a seed decides, the same on every machine: SplitMix64 behind a name, so that under
//! one seed every thing that is drawn has a draw of its own.

/// The numbers of one draw.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The draw of this name under this seed.
    pub fn new(seed: u64, salt: &str) -> Self {
        // FNV-1a over the name.
        Self(salt.bytes().fold(seed, |s, b| (s ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)))
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        (self.draw() % (end as u64).max(1)) as usize
    }
}

/// Fisher–Yates.
pub fn shuffle<T>(items: &mut [T], seed: u64, salt: &str) {
    let mut chance = Chance::new(seed, salt);
    for i in (1..items.len()).rev() {
        items.swap(i, chance.below(i + 1));
    }
}

/// Heads or tails.
pub(crate) fn coin(seed: u64, salt: &str) -> bool {
    Chance::new(seed, salt).draw() >> 63 == 1
}
