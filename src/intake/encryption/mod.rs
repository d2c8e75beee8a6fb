//! Workbooks that Office has encrypted as a whole: an OLE container with the
//! zipped workbook in the stream `EncryptedPackage` (MS-OFFCRYPTO 2.3.4).
//!
//! Standard encryption (Office 2007) and agile encryption (since 2010) with AES,
//! which is what Office writes. Excel encrypts some workbooks under a password of
//! its own and opens them without asking; so does this.

mod aes;
mod agile;
mod hash;
mod standard;
#[cfg(test)]
mod tests;

use super::bytes::Bytes;
use super::limits::Budget;
use super::unread::Unread;
use super::xls::container::Container;
use crate::config::Secret;
use crate::label;

/// What Excel encrypts under when only the structure of a workbook is protected.
pub const EXCELS_OWN: &str = "VelvetSweatshop";

/// The words to try, Excel's own first.
pub fn words(passwords: &[Secret]) -> impl Iterator<Item = &str> {
    std::iter::once(EXCELS_OWN).chain(passwords.iter().map(Secret::reveal))
}

/// Characters as all of Office feeds them to its hashes.
pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The workbook inside an encrypted container.
///
/// # Errors
/// [`Unread::Encrypted`] when no password fits or the scheme is an unknown one.
pub fn open(bytes: &[u8], passwords: &[Secret], budget: &Budget) -> Result<Vec<u8>, Unread> {
    let container = Container::open(bytes).map_err(|_| broken())?;
    let stream = |name| container.stream(name).and_then(Result::ok);
    let info = stream("EncryptionInfo").ok_or(Unread::Encrypted)?;
    let package = stream("EncryptedPackage").ok_or_else(broken)?;
    let scheme = Scheme::read(&info, budget)?;
    for word in words(passwords) {
        let clear = match &scheme {
            Scheme::Standard(standard) => standard.decrypt(&package, word, budget)?,
            Scheme::Agile(agile) => agile.decrypt(&package, word, budget)?,
        };
        if let Some(clear) = clear {
            budget.unpacked(clear.len())?;
            return Ok(clear);
        }
    }
    Err(Unread::Encrypted)
}

enum Scheme {
    Standard(standard::Standard),
    Agile(agile::Agile),
}

impl Scheme {
    fn read(info: &[u8], budget: &Budget) -> Result<Scheme, Unread> {
        let mut head = Bytes::new(info);
        let version = (head.u16().unwrap_or(0), head.u16().unwrap_or(0));
        let flags = head.u32();
        let scheme = match (version, flags) {
            ((4, 4), Some(_)) => agile::Agile::read(head.rest(), budget)?.map(Scheme::Agile),
            ((2..=4, 2), Some(_)) => standard::Standard::read(head).map(Scheme::Standard),
            _ => None,
        };
        scheme.ok_or(Unread::Encrypted)
    }
}

/// Splits a package into the length of its content and the encrypted content.
fn package_parts(package: &[u8]) -> Option<(usize, &[u8])> {
    let (length, content) = package.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    Some((length.min(content.len()), content))
}

fn broken() -> Unread {
    Unread::damaged(label!(
        vi: "phần mã hóa của tệp bị hỏng",
        en: "the encrypted part of the file is broken",
    ))
}
