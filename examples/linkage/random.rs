//! Numbers that look random and are the same on every run.

#[path = "../generate/split_mix.rs"]
mod split_mix;

pub use split_mix::Rng as Random;

impl Random {
    pub fn chance(&mut self, share: f64) -> bool {
        ((self.next() >> 11) as f64) < share * (1u64 << 53) as f64
    }

    /// One of the words, as often as its share says.
    pub fn weighted<'a>(&mut self, from: &'a [(&'a str, f64)]) -> &'a str {
        let total: f64 = from.iter().map(|(_, share)| share).sum();
        let mut at = (self.next() >> 11) as f64 / (1u64 << 53) as f64 * total;
        for (word, share) in from {
            at -= share;
            if at < 0.0 {
                return word;
            }
        }
        from[from.len() - 1].0
    }

    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }
}
