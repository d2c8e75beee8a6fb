//! Text from before Unicode: TCVN3 and VNI, and UTF-8 that was read as
//! Windows-1252.
//!
//! A cell of such text holds the Latin-1 characters of its bytes. Single
//! cells cannot be judged (`Dòng` is a word of Unicode text and Dũng in
//! TCVN3, DOMAIN 0.5), so the evidence of a whole workbook is pooled by
//! [`judge`]; correct Unicode is never touched. All this comes before any
//! cleaning: the ư of TCVN3 is the soft hyphen.

mod decode;
mod encode;
mod evidence;
mod fonts;
mod frequency;
mod judge;
mod pages;
mod pool;
mod surroundings;
mod tcvn3;
mod utf8;
mod vni;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use decode::{Decoder, decode};
pub use encode::encode;
pub use fonts::{FontEncoding, encoding_of_font};
pub use judge::{Basis, Sample, Verdict, judge};
pub use pages::CodePage;

/// The encodings of Vietnamese text before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegacyEncoding {
    /// TCVN 5712 as used by the ABC fonts (`.VnTime`).
    Tcvn3,
    /// VNI-Windows (`VNI-Times`).
    Vni,
    /// UTF-8 that was read as Windows-1252.
    Utf8AsCp1252,
}
