//! Agile encryption, as Office does it since 2010 (MS-OFFCRYPTO 2.3.4.10 to 2.3.4.15):
//! an XML description, AES in chained blocks, a stretch of the package at a time.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use quick_xml::events::{BytesStart, Event};

use super::aes::{Aes, BLOCK};
use super::hash::Hash;
use super::{package_parts, utf16};
use crate::intake::limits::Budget;
use crate::intake::unread::Unread;
use crate::intake::xml::{Xml, attribute};

/// The package is encrypted in stretches, each with a start of its own.
const STRETCH: usize = 4096;
/// The most rounds that the format allows (MS-OFFCRYPTO 2.3.4.10, spinCount).
const MOST_ROUNDS: u32 = 10_000_000;
/// What the key is for, mixed into its hash (MS-OFFCRYPTO 2.3.4.13).
const VERIFIER_INPUT: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_VALUE: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const PACKAGE_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// What is needed to try a password.
pub struct Agile {
    /// Of the package.
    package: Cipher,
    /// Of the package's key, which the password encrypts.
    password: Cipher,
    rounds: u32,
    verifier_input: Vec<u8>,
    verifier_value: Vec<u8>,
    package_key: Vec<u8>,
}

struct Cipher {
    hash: Hash,
    salt: Vec<u8>,
    key_length: usize,
}

impl Agile {
    /// Reads the XML; `None` when it names another cipher than AES in chained
    /// blocks, or no password.
    pub fn read(xml: &[u8], budget: &Budget) -> Result<Option<Self>, Unread> {
        let (mut package, mut password) = (None, None);
        let mut xml = Xml::of(xml, budget);
        loop {
            match xml.next()? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "keyData" => package = Cipher::read(&e),
                    "encryptedKey" => password = password.or_else(|| Encryptor::read(&e)),
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(package.zip(password).map(|(package, encryptor)| encryptor.with(package)))
    }

    /// The package in the clear; nothing when it takes another password.
    pub fn decrypt(
        &self,
        package: &[u8],
        password: &str,
        budget: &Budget,
    ) -> Result<Option<Vec<u8>>, Unread> {
        let hash = self.password.hash;
        let spun = hash.spun(&self.password.salt, &utf16(password), self.rounds, budget)?;
        let part = |purpose: &[u8], encrypted: &[u8]| {
            let aes = Aes::new(&self.password.key(hash.of(&spun, purpose)))?;
            Some(aes.decrypt_cbc(encrypted, Some(block(&self.password.salt))))
        };
        let key = || {
            let input = part(&VERIFIER_INPUT, &self.verifier_input)?;
            let value = part(&VERIFIER_VALUE, &self.verifier_value)?;
            let expected = hash.of(input.get(..self.password.salt.len())?, &[]);
            value.starts_with(&expected).then_some(())?;
            let mut key = part(&PACKAGE_KEY, &self.package_key)?;
            key.truncate(self.package.key_length);
            Aes::new(&key)
        };
        let Some(aes) = key() else { return Ok(None) };
        self.stretches(package, &aes, budget)
    }

    fn stretches(
        &self,
        package: &[u8],
        aes: &Aes,
        budget: &Budget,
    ) -> Result<Option<Vec<u8>>, Unread> {
        let Some((length, content)) = package_parts(package) else { return Ok(None) };
        let mut clear = Vec::with_capacity(content.len());
        for (number, stretch) in (0u32..).zip(content.chunks(STRETCH)) {
            if number % 256 == 0 {
                budget.time()?;
            }
            let start = self.package.hash.of(&self.package.salt, &number.to_le_bytes());
            clear.append(&mut aes.decrypt_cbc(stretch, Some(block(&start))));
        }
        clear.truncate(length);
        Ok(Some(clear))
    }
}

impl Cipher {
    fn read(element: &BytesStart) -> Option<Self> {
        let is = |name, expected| attribute(element, name).as_deref() == Some(expected);
        if !is("cipherAlgorithm", "AES") || !is("cipherChaining", "ChainingModeCBC") {
            return None;
        }
        Some(Cipher {
            hash: Hash::named(&attribute(element, "hashAlgorithm")?)?,
            salt: bytes(element, "saltValue")?,
            key_length: attribute(element, "keyBits")?.parse::<usize>().ok()? / 8,
        })
    }

    /// A hash, brought to the length of the key.
    fn key(&self, mut hash: Vec<u8>) -> Vec<u8> {
        hash.resize(self.key_length.min(64), 0x36);
        hash
    }
}

/// What the password protects.
struct Encryptor {
    cipher: Cipher,
    rounds: u32,
    verifier_input: Vec<u8>,
    verifier_value: Vec<u8>,
    package_key: Vec<u8>,
}

impl Encryptor {
    fn read(element: &BytesStart) -> Option<Self> {
        Some(Encryptor {
            cipher: Cipher::read(element)?,
            rounds: attribute(element, "spinCount")?
                .parse()
                .ok()
                .filter(|rounds| *rounds <= MOST_ROUNDS)?,
            verifier_input: bytes(element, "encryptedVerifierHashInput")?,
            verifier_value: bytes(element, "encryptedVerifierHashValue")?,
            package_key: bytes(element, "encryptedKeyValue")?,
        })
    }

    fn with(self, package: Cipher) -> Agile {
        Agile {
            package,
            password: self.cipher,
            rounds: self.rounds,
            verifier_input: self.verifier_input,
            verifier_value: self.verifier_value,
            package_key: self.package_key,
        }
    }
}

fn bytes(element: &BytesStart, name: &str) -> Option<Vec<u8>> {
    BASE64.decode(attribute(element, name)?.trim()).ok()
}

/// A salt or hash, brought to the length of a block.
fn block(start: &[u8]) -> [u8; BLOCK] {
    let mut block = [0x36; BLOCK];
    block.iter_mut().zip(start).for_each(|(block, byte)| *block = *byte);
    block
}
