//! AES in the two chainings that Office uses.

use ::aes::cipher::generic_array::GenericArray;
use ::aes::cipher::{BlockDecrypt, KeyInit};
use ::aes::{Aes128, Aes192, Aes256};

pub const BLOCK: usize = 16;

/// A key, made ready.
pub enum Aes {
    Bits128(Box<Aes128>),
    Bits192(Box<Aes192>),
    Bits256(Box<Aes256>),
}

impl Aes {
    /// `None` for a key of another length than 16, 24 or 32 bytes.
    pub fn new(key: &[u8]) -> Option<Self> {
        Some(match key.len() {
            16 => Aes::Bits128(Box::new(Aes128::new_from_slice(key).ok()?)),
            24 => Aes::Bits192(Box::new(Aes192::new_from_slice(key).ok()?)),
            32 => Aes::Bits256(Box::new(Aes256::new_from_slice(key).ok()?)),
            _ => return None,
        })
    }

    fn decrypt_block(&self, block: &mut [u8; BLOCK]) {
        let block = GenericArray::from_mut_slice(block);
        match self {
            Aes::Bits128(aes) => aes.decrypt_block(block),
            Aes::Bits192(aes) => aes.decrypt_block(block),
            Aes::Bits256(aes) => aes.decrypt_block(block),
        }
    }

    /// Each block by itself (ECB). A last block that is cut off is left out.
    pub fn decrypt_ecb(&self, bytes: &[u8]) -> Vec<u8> {
        self.decrypt_cbc(bytes, None)
    }

    /// Each block mixed with the one before (CBC); without a first one, ECB.
    pub fn decrypt_cbc(&self, bytes: &[u8], first: Option<[u8; BLOCK]>) -> Vec<u8> {
        let mut clear = Vec::with_capacity(bytes.len());
        let mut before = first;
        for cipher in bytes.as_chunks::<BLOCK>().0 {
            let mut block = *cipher;
            self.decrypt_block(&mut block);
            if let Some(before) = &mut before {
                block.iter_mut().zip(*before).for_each(|(byte, mix)| *byte ^= mix);
                *before = *cipher;
            }
            clear.extend_from_slice(&block);
        }
        clear
    }
}
