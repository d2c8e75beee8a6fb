//! Workbooks that are encrypted although everybody may open them.
//!
//! Excel 97 to 2003 encrypts a workbook whose structure is protected under a
//! password of its own and opens it without asking; forms are often protected that
//! way. Under another password a workbook opens when the settings name it (MS-XLS 2.2.10, MS-OFFCRYPTO 2.3.5, 2.3.6).

use std::borrow::Cow;

use md5::{Digest, Md5};
use sha1::Sha1;

use super::records::{EOF, Records, begin};
use crate::config::Secret;
use crate::intake::Unread;
use crate::intake::bytes::Bytes;
use crate::intake::encryption::{utf16, words};

const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
/// Each stretch of the stream has a key of its own.
const STRETCH: usize = 1024;
/// Kind and length of a record.
const HEAD: usize = 4;

/// The stream in the clear. `Encrypted` when it takes a password that is neither
/// Excel's own nor among these.
pub fn open<'s>(stream: Cow<'s, [u8]>, passwords: &[Secret]) -> Result<Cow<'s, [u8]>, Unread> {
    let mut records = Records::at(&stream, 0).take_while(|record| record.kind != EOF);
    let Some(pass) = records.find(|record| record.kind == FILE_PASS) else {
        return Ok(stream);
    };
    let cipher = words(passwords).find_map(|word| Cipher::read(pass.data, word));
    let cipher = cipher.ok_or(Unread::Encrypted)?;
    let decrypted = cipher.decrypt(&stream);
    Ok(Cow::Owned(decrypted))
}

/// How to come by the key of a stretch.
enum Cipher {
    /// RC4 with 40 bits.
    Standard { key: [u8; 5] },
    /// RC4 with a key of so many bytes.
    CryptoApi { key: [u8; 20], length: usize },
}

impl Cipher {
    /// Reads a FILEPASS record; `None` when the password is another one or the
    /// scheme is none of RC4.
    fn read(data: &[u8], password: &str) -> Option<Cipher> {
        let mut data = Bytes::new(data);
        let scheme = data.u16()?;
        let version = (data.u16()?, data.u16()?);
        match (scheme, version) {
            (1, (1, 1)) => Cipher::read_standard(&mut data, password),
            (1, (2..=4, 2)) => Cipher::read_crypto_api(&mut data, password),
            _ => None,
        }
    }

    fn read_standard(data: &mut Bytes, password: &str) -> Option<Cipher> {
        let (salt, verifier, expected) = (data.take(16)?, data.take(16)?, data.take(16)?);
        let hash = Md5::digest(utf16(password));
        let salted = [hash.get(..5)?, salt].concat().repeat(16);
        let cipher = Cipher::Standard { key: *Md5::digest(salted).first_chunk()? };
        let mut rc4 = cipher.rc4(0);
        let verifier = rc4.apply(verifier);
        (rc4.apply(expected) == Md5::digest(verifier).as_slice()).then_some(cipher)
    }

    fn read_crypto_api(data: &mut Bytes, password: &str) -> Option<Cipher> {
        data.skip(4)?;
        let size = data.u32()? as usize;
        let mut header = Bytes::new(data.take(size)?);
        header.skip(16)?;
        // Zero stands for 40 bits.
        let length = match header.u32()? / 8 {
            0 => 5,
            length @ 5..=16 => length as usize,
            _ => return None,
        };
        let salt_size = data.u32()? as usize;
        let (salt, verifier) = (data.take(salt_size)?, data.take(16)?);
        let hash_size = data.u32()? as usize;
        let expected = data.take(hash_size)?;
        let key = Sha1::digest([salt, &utf16(password)].concat()).into();
        let cipher = Cipher::CryptoApi { key, length };
        let mut rc4 = cipher.rc4(0);
        let verifier = rc4.apply(verifier);
        (rc4.apply(expected) == Sha1::digest(verifier).as_slice()).then_some(cipher)
    }

    /// The cipher of a stretch, at its start.
    fn rc4(&self, stretch: u32) -> Rc4 {
        let number = stretch.to_le_bytes();
        match self {
            Cipher::Standard { key } => Rc4::new(&Md5::digest([&key[..], &number].concat())),
            Cipher::CryptoApi { key, length } => {
                let mut key = Sha1::digest([&key[..], &number].concat()).to_vec();
                key.truncate(*length);
                if *length == 5 {
                    key.resize(16, 0);
                }
                Rc4::new(&key)
            }
        }
    }

    /// Everything but the heads of records and what Excel must read before it has the key.
    fn decrypt(&self, stream: &[u8]) -> Vec<u8> {
        let mut clear = stream.to_vec();
        for (stretch, part) in (0..).zip(clear.chunks_mut(STRETCH)) {
            let decrypted = self.rc4(stretch).apply(part);
            part.copy_from_slice(&decrypted);
        }
        for record in Records::at(stream, 0) {
            let start = record.next - record.data.len();
            let plain_to = match record.kind {
                _ if begin(&record).is_some() => record.next,
                // FILEPASS, USREXCL, FILELOCK, INTERFACEHDR, RRDINFO, RRDHEAD
                FILE_PASS | 0x0194 | 0x0195 | 0x00E1 | 0x0196 | 0x0138 => record.next,
                BOUND_SHEET => record.next.min(start + 4),
                _ => start,
            };
            let plain = start - HEAD..plain_to;
            if let (Some(part), Some(plain)) = (clear.get_mut(plain.clone()), stream.get(plain)) {
                part.copy_from_slice(plain);
                if record.kind == FILE_PASS {
                    // Not a record of protection any more, nor of anything else.
                    part.fill(0);
                    part[2..HEAD].copy_from_slice(&plain[2..HEAD]);
                }
            }
        }
        clear
    }
}

/// RC4: a dependency would be longer than the cipher.
struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    fn new(key: &[u8]) -> Self {
        let mut state: [u8; 256] = std::array::from_fn(|index| index as u8);
        let mut j = 0u8;
        for (i, key) in (0..=255u8).zip(key.iter().cycle()) {
            let i = usize::from(i);
            j = j.wrapping_add(state[i]).wrapping_add(*key);
            state.swap(i, usize::from(j));
        }
        Rc4 { state, i: 0, j: 0 }
    }

    fn apply(&mut self, bytes: &[u8]) -> Vec<u8> {
        bytes.iter().map(|byte| byte ^ self.next()).collect()
    }

    fn next(&mut self) -> u8 {
        self.i = self.i.wrapping_add(1);
        let (i, at) = (usize::from(self.i), self.state[usize::from(self.i)]);
        self.j = self.j.wrapping_add(at);
        self.state.swap(i, usize::from(self.j));
        self.state[usize::from(self.state[i].wrapping_add(at))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::encryption::EXCELS_OWN;
    use crate::intake::xls::testing::{Book, number, record, shared, shared_texts};

    /// A FILEPASS record of the older scheme for a password, and its cipher.
    fn standard(password: &str) -> (Vec<u8>, Cipher) {
        let salt = [7; 16];
        let hash = Md5::digest(utf16(password));
        let salted = [&hash[..5], &salt].concat().repeat(16);
        let cipher = Cipher::Standard { key: *Md5::digest(salted).first_chunk().unwrap() };
        let mut rc4 = cipher.rc4(0);
        let verifier = rc4.apply(&[9; 16]);
        let expected = rc4.apply(&Md5::digest([9; 16]));
        (
            record(FILE_PASS, &[&[1, 0, 1, 0, 1, 0][..], &salt, &verifier, &expected].concat()),
            cipher,
        )
    }

    /// The same of the newer scheme.
    fn crypto_api(password: &str) -> (Vec<u8>, Cipher) {
        let salt = [3; 16];
        let key = Sha1::digest([&salt[..], &utf16(password)].concat()).into();
        let cipher = Cipher::CryptoApi { key, length: 16 };
        let mut rc4 = cipher.rc4(0);
        let verifier = rc4.apply(&[9; 16]);
        let expected = rc4.apply(&Sha1::digest([9; 16]));
        let mut header = [0; 32];
        header[16] = 128;
        let parts: [&[u8]; 8] = [
            &[1, 0, 2, 0, 2, 0, 4, 0, 0, 0, 32, 0, 0, 0],
            &header,
            &[16, 0, 0, 0],
            &salt,
            &verifier,
            &[20, 0, 0, 0],
            &expected,
            &[],
        ];
        (record(FILE_PASS, &parts.concat()), cipher)
    }

    fn book(pass: &[u8]) -> Vec<u8> {
        let numbers: Vec<_> = (0..200).map(|row| number(row, 0, 0, f64::from(row))).collect();
        Book::new()
            .with(&[pass.to_vec(), shared_texts(&["Nguyễn"])])
            .sheet("S", &[vec![shared(0, 1, 0, 0)], numbers].concat())
            .stream()
    }

    /// Encrypting is decrypting, but that takes the password's record out.
    fn encrypted(clear: &[u8], pass: &[u8], cipher: &Cipher) -> Vec<u8> {
        let mut bytes = cipher.decrypt(clear);
        let at = clear.windows(pass.len()).position(|window| window == pass).unwrap();
        bytes[at..at + pass.len()].copy_from_slice(pass);
        bytes
    }

    #[test]
    fn what_excel_opens_without_asking_is_opened() {
        for (pass, cipher) in [standard(EXCELS_OWN), crypto_api(EXCELS_OWN)] {
            let clear = book(&pass);
            let closed = encrypted(&clear, &pass, &cipher);
            assert!(!closed.windows(3).any(|letters| letters == [b'N', 0, b'g']));
            let opened = open(Cow::Owned(closed), &[]).unwrap();
            let differing = opened.iter().zip(&clear).filter(|(a, b)| a != b).count();
            assert!(differing <= pass.len(), "all but the password's record");
        }
    }

    #[test]
    fn other_passwords_and_schemes_stay_closed() {
        for pass in [standard("khác").0, crypto_api("khác").0, record(FILE_PASS, &[0; 6])] {
            assert_eq!(open(Cow::Owned(book(&pass)), &[]).unwrap_err(), Unread::Encrypted);
        }
        let cut = &standard(EXCELS_OWN).0[..20];
        let cut = record(FILE_PASS, &cut[4..]);
        assert_eq!(open(Cow::Owned(book(&cut)), &[]).unwrap_err(), Unread::Encrypted);
    }

    #[test]
    fn a_password_from_the_settings_opens_too() {
        let (pass, cipher) = crypto_api("khác");
        let closed = encrypted(&book(&pass), &pass, &cipher);
        let passwords = [Secret::new("sai"), Secret::new("khác")];
        assert!(open(Cow::Owned(closed), &passwords).is_ok());
    }

    #[test]
    fn the_cipher_is_rc4() {
        // RFC 6229, key 0102030405.
        let mut rc4 = Rc4::new(&[1, 2, 3, 4, 5]);
        assert_eq!(rc4.apply(&[0; 4]), [0xB2, 0x39, 0x63, 0x05]);
    }
}
