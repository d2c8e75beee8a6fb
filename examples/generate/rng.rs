//! A small seeded generator of random numbers: the same seed gives the same province.

#[path = "split_mix.rs"]
mod split_mix;

pub use split_mix::Rng;

impl Rng {
    /// A number of `from..=to`.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below((to - from + 1) as usize) as i64
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several with their weights.
    pub fn weighted<'a, T>(&mut self, of: &'a [(T, usize)]) -> &'a T {
        let total = of.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total);
        for (item, weight) in of {
            if left < *weight {
                return item;
            }
            left -= weight;
        }
        &of[of.len() - 1].0
    }
}
