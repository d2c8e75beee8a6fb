//! Standard encryption, as Office 2007 does it (MS-OFFCRYPTO 2.3.4.5 to 2.3.4.9):
//! AES without chaining, the key from 50,000 rounds of SHA-1.

use super::aes::Aes;
use super::hash::Hash;
use super::{package_parts, utf16};
use crate::intake::bytes::Bytes;
use crate::intake::limits::Budget;
use crate::intake::unread::Unread;

const ROUNDS: u32 = 50_000;
const SHA1_LENGTH: usize = 20;

/// What is needed to try a password.
pub struct Standard {
    key_length: usize,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
}

impl Standard {
    /// Reads what follows version and flags; `None` for another cipher than AES.
    pub fn read(mut info: Bytes) -> Option<Self> {
        let size = info.u32()? as usize;
        let mut header = Bytes::new(info.take(size)?);
        header.skip(8)?;
        let cipher = header.u32()?;
        header.skip(4)?;
        let key_length = match (cipher, header.u32()? / 8) {
            (0x660E, 0) => 16,
            (0x660E..=0x6610, bytes @ (16 | 24 | 32)) => bytes as usize,
            _ => return None,
        };
        let salt_size = info.u32()? as usize;
        let (salt, verifier) = (info.take(salt_size)?.to_vec(), info.take(16)?.to_vec());
        info.skip(4)?;
        let verifier_hash = info.take(32)?.to_vec();
        Some(Standard { key_length, salt, verifier, verifier_hash })
    }

    /// The package in the clear; nothing when it takes another password.
    pub fn decrypt(
        &self,
        package: &[u8],
        password: &str,
        budget: &Budget,
    ) -> Result<Option<Vec<u8>>, Unread> {
        let spun = Hash::Sha1.spun(&self.salt, &utf16(password), ROUNDS, budget)?;
        let Some(aes) = Aes::new(&self.key(&spun)) else { return Ok(None) };
        let verifier = aes.decrypt_ecb(&self.verifier);
        let expected = aes.decrypt_ecb(&self.verifier_hash);
        if expected.get(..SHA1_LENGTH) != Some(&Hash::Sha1.of(&verifier, &[])) {
            return Ok(None);
        }
        Ok(package_parts(package).map(|(length, content)| {
            let mut clear = aes.decrypt_ecb(content);
            clear.truncate(length);
            clear
        }))
    }

    /// CryptDeriveKey of Windows, for the only block there is.
    fn key(&self, spun: &[u8]) -> Vec<u8> {
        let hash = Hash::Sha1.of(spun, &0u32.to_le_bytes());
        let mixed = |fill: u8| {
            let mut pad = [fill; 64];
            pad.iter_mut().zip(&hash).for_each(|(pad, byte)| *pad ^= byte);
            Hash::Sha1.of(&pad, &[])
        };
        let mut key = [mixed(0x36), mixed(0x5C)].concat();
        key.truncate(self.key_length);
        key
    }
}
