//! The hash functions that an encrypted workbook may name, and the slow mixing
//! of a password that both schemes share.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::intake::limits::Budget;
use crate::intake::unread::Unread;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// Rounds between two looks at the clock.
const ROUNDS_UNWATCHED: u32 = 4096;

impl Hash {
    /// By the name in the description of agile encryption (MS-OFFCRYPTO 2.3.4.10).
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_uppercase().replace('-', "").as_str() {
            "MD5" => Hash::Md5,
            "SHA1" => Hash::Sha1,
            "SHA256" => Hash::Sha256,
            "SHA384" => Hash::Sha384,
            "SHA512" => Hash::Sha512,
            _ => return None,
        })
    }

    /// The digest of two pieces, one after the other.
    pub fn of(self, first: &[u8], second: &[u8]) -> Vec<u8> {
        fn digest<D: Digest>(first: &[u8], second: &[u8]) -> Vec<u8> {
            D::new().chain_update(first).chain_update(second).finalize().to_vec()
        }
        match self {
            Hash::Md5 => digest::<Md5>(first, second),
            Hash::Sha1 => digest::<Sha1>(first, second),
            Hash::Sha256 => digest::<Sha256>(first, second),
            Hash::Sha384 => digest::<Sha384>(first, second),
            Hash::Sha512 => digest::<Sha512>(first, second),
        }
    }

    /// Salt and password, hashed again and again with the round's number in front.
    pub fn spun(
        self,
        salt: &[u8],
        password: &[u8],
        rounds: u32,
        budget: &Budget,
    ) -> Result<Vec<u8>, Unread> {
        let mut hash = self.of(salt, password);
        for round in 0..rounds {
            if round % ROUNDS_UNWATCHED == 0 {
                budget.time()?;
            }
            hash = self.of(&round.to_le_bytes(), &hash);
        }
        Ok(hash)
    }
}
