//! Reads .ods.

use super::{Budget, Content, Unread};
use crate::label;

/// The sheets of a file whose content was told to be .ods.
pub fn read(_bytes: &[u8], _budget: &Budget) -> Result<Content, Unread> {
    Err(Unread::unknown(label!(vi: "định dạng .ods", en: "the .ods format")))
}
