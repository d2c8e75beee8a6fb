//! Reads .xlsb.

use super::{Budget, Content, Unread};
use crate::label;

/// The sheets of a file whose content was told to be .xlsb.
pub fn read(_bytes: &[u8], _budget: &Budget) -> Result<Content, Unread> {
    Err(Unread::unknown(label!(vi: "định dạng .xlsb", en: "the .xlsb format")))
}
