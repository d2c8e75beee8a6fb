//! Reads BIFF (.xls).

use super::{Budget, Content, Unread};
use crate::label;

/// The sheets of a file whose content was told to be BIFF (.xls).
pub fn read(_bytes: &[u8], _budget: &Budget) -> Result<Content, Unread> {
    Err(Unread::unknown(label!(vi: "định dạng BIFF (.xls)", en: "the BIFF (.xls) format")))
}
