//! `data/records.jsonl`, `data/findings.jsonl` and `data/run.json`, for other programs.
//!
//! The order of the keys is fixed and a key that does not apply is absent.

use serde::{Serialize, Serializer};

mod findings;
mod records;
mod run;

pub use findings::{finding_line, write_findings};
pub use records::{AS_WRITTEN, write_records};
pub use run::write_run;

/// A map that keeps the order it was made in.
struct Ordered<K, V>(Vec<(K, V)>);

impl<K, V> Ordered<K, V> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Ordered<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
