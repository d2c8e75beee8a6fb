//! How much of a file is read before it counts as hostile or broken.

use serde::{Deserialize, Serialize};

/// The most that one file may hold or cost. The defaults are far above any
/// honest form and far below what harms the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Size of the file itself.
    pub file_megabytes: u64,
    /// Size of its parts together, once unpacked.
    pub unpacked_megabytes: u64,
    /// Cells that hold something.
    pub cells: u64,
    /// Text of all cells together.
    pub text_megabytes: u64,
    /// Memory that its cells and texts take.
    pub memory_megabytes: u64,
    /// Time for one file: of work on it, however busy the machine is.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_megabytes: 64,
            unpacked_megabytes: 512,
            cells: 5_000_000,
            text_megabytes: 256,
            memory_megabytes: 2048,
            seconds: 30,
        }
    }
}

impl Limits {
    /// For the officer's own lists: a roster holds more than any form.
    #[must_use]
    pub fn for_lists(&self) -> Self {
        Limits {
            file_megabytes: self.file_megabytes.saturating_mul(4),
            unpacked_megabytes: self.unpacked_megabytes.saturating_mul(4),
            cells: self.cells.saturating_mul(4),
            text_megabytes: self.text_megabytes.saturating_mul(4),
            memory_megabytes: self.memory_megabytes.saturating_mul(4),
            seconds: self.seconds.saturating_mul(20),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn settings_may_name_only_some_limits_and_no_unknown_ones() {
        let some: Limits = toml::from_str("cells = 10").unwrap();
        assert_eq!(some, Limits { cells: 10, ..Limits::default() });
        assert!(toml::from_str::<Limits>("cell = 10").is_err());
    }
}
