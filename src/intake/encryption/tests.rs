//! Workbooks encrypted here, after the letter of MS-OFFCRYPTO, are opened again.

use ::aes::cipher::generic_array::GenericArray;
use ::aes::cipher::{BlockEncrypt, KeyInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::hash::Hash;
use super::*;
use crate::intake::xls::testing::container;
use crate::intake::{Access, Limits, read, read_with};
use crate::model::workbook::Format;

const PASSWORD: &str = "Chi bộ 1";

fn encrypt(key: &[u8], start: Option<[u8; 16]>, clear: &[u8]) -> Vec<u8> {
    let cipher = ::aes::Aes128::new_from_slice(key).unwrap();
    let mut before = start;
    let mut out = Vec::new();
    for chunk in clear.chunks(16) {
        let mut block = [0u8; 16];
        block[..chunk.len()].copy_from_slice(chunk);
        if let Some(before) = before {
            block.iter_mut().zip(before).for_each(|(byte, mix)| *byte ^= mix);
        }
        cipher.encrypt_block(GenericArray::from_mut_slice(&mut block));
        before = before.map(|_| block);
        out.extend_from_slice(&block);
    }
    out
}

fn package(clear: &[u8], encrypted: Vec<u8>) -> Vec<u8> {
    [(clear.len() as u64).to_le_bytes().to_vec(), encrypted].concat()
}

/// A workbook with one cell, zipped.
fn workbook() -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"x\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>7</v></c></row></sheetData></worksheet>",
        ),
    ];
    for (name, content) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn standard(password: &str) -> Vec<u8> {
    let budget = Budget::new(&Limits::default());
    let salt = [5u8; 16];
    let spun = Hash::Sha1.spun(&salt, &utf16(password), 50_000, &budget).unwrap();
    let hash = Hash::Sha1.of(&spun, &[0; 4]);
    let mut pad = [0x36u8; 64];
    pad.iter_mut().zip(&hash).for_each(|(pad, byte)| *pad ^= byte);
    let key = &Hash::Sha1.of(&pad, &[])[..16];
    let verifier = [9u8; 16];
    let mut verifier_hash = Hash::Sha1.of(&verifier, &[]);
    verifier_hash.resize(32, 0);
    let header = [0x24u32, 0, 0x660E, 0x8004, 128, 0x18, 0, 0].map(u32::to_le_bytes).concat();
    let info = [
        &[4, 0, 2, 0, 0x24, 0, 0, 0][..],
        &(header.len() as u32).to_le_bytes(),
        &header,
        &16u32.to_le_bytes(),
        &salt,
        &encrypt(key, None, &verifier),
        &20u32.to_le_bytes(),
        &encrypt(key, None, &verifier_hash),
    ]
    .concat();
    let clear = workbook();
    let encrypted = package(&clear, encrypt(key, None, &clear));
    container(&[("/EncryptionInfo", &info), ("/EncryptedPackage", &encrypted)])
}

fn agile(password: &str, name: &str, rounds: u32) -> Vec<u8> {
    let budget = Budget::new(&Limits::default());
    let hash = Hash::named(name).unwrap();
    let (salt, package_salt, package_key) = ([3u8; 16], [4u8; 16], [8u8; 16]);
    let spun = hash.spun(&salt, &utf16(password), rounds.min(1000), &budget).unwrap();
    let part = |purpose: u64, clear: &[u8]| {
        let key = hash.of(&spun, &purpose.to_be_bytes());
        BASE64.encode(encrypt(&key[..16], Some(salt), clear))
    };
    let input = [1u8; 16];
    let cipher = format!(
        "cipherAlgorithm=\"AES\" cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"{name}\" keyBits=\"128\""
    );
    let xml = format!(
        "<encryption xmlns:p=\"p\"><keyData {cipher} saltValue=\"{}\"/><keyEncryptors><keyEncryptor>\
         <p:encryptedKey {cipher} spinCount=\"{rounds}\" saltValue=\"{}\" encryptedVerifierHashInput=\"{}\" \
         encryptedVerifierHashValue=\"{}\" encryptedKeyValue=\"{}\"/></keyEncryptor></keyEncryptors></encryption>",
        BASE64.encode(package_salt),
        BASE64.encode(salt),
        part(0xFEA7_D276_3B4B_9E79, &input),
        part(0xD7AA_0F6D_3061_344E, &hash.of(&input, &[])),
        part(0x146E_0BE7_ABAC_D0D6, &package_key),
    );
    let info = [&[4, 0, 4, 0, 0x40, 0, 0, 0][..], xml.as_bytes()].concat();
    let clear = workbook();
    let mut encrypted = Vec::new();
    for (number, stretch) in (0u32..).zip(clear.chunks(4096)) {
        let start = hash.of(&package_salt, &number.to_le_bytes());
        encrypted.extend(encrypt(&package_key, Some(start[..16].try_into().unwrap()), stretch));
    }
    let encrypted = package(&clear, encrypted);
    container(&[("/EncryptionInfo", &info), ("/EncryptedPackage", &encrypted)])
}

fn access(passwords: &[Secret]) -> Access<'_> {
    static LIMITS: std::sync::LazyLock<Limits> = std::sync::LazyLock::new(Limits::default);
    Access { limits: &LIMITS, passwords }
}

fn opens(file: &[u8], passwords: &[&str]) -> bool {
    let passwords: Vec<Secret> = passwords.iter().map(|word| Secret::new(word)).collect();
    match read_with(file, "a.xlsx", access(&passwords)) {
        Ok(reading) => {
            assert_eq!(reading.workbook.format, Format::Xlsx);
            assert_eq!(reading.workbook.sheets[0].cells.len(), 1);
            true
        }
        Err(unread) => {
            assert_eq!(unread, Unread::Encrypted);
            false
        }
    }
}

#[test]
fn a_password_from_the_settings_opens_a_workbook() {
    let files =
        [standard(PASSWORD), agile(PASSWORD, "SHA512", 1000), agile(PASSWORD, "SHA1", 1000)];
    for file in files {
        assert!(opens(&file, &["khác", PASSWORD]));
        assert!(!opens(&file, &["khác"]));
    }
}

#[test]
fn what_excel_opens_without_asking_needs_no_password() {
    assert!(opens(&standard(EXCELS_OWN), &[]));
    assert!(opens(&agile(EXCELS_OWN, "SHA384", 1000), &[]));
}

#[test]
fn more_rounds_than_the_format_allows_are_not_run() {
    assert!(!opens(&agile(PASSWORD, "SHA512", 4_000_000_000), &[PASSWORD]));
}

#[test]
fn trying_passwords_ends_with_the_time() {
    let limits = Limits { seconds: 0, ..Limits::default() };
    let outcome = read(&agile(PASSWORD, "SHA512", 1000), "a.xlsx", &limits);
    assert!(matches!(outcome, Err(Unread::TooLarge { .. })));
}

#[test]
fn a_damaged_description_stays_closed_and_harms_nobody() {
    let file = agile(PASSWORD, "SHA512", 10);
    for at in (512..file.len()).step_by(37) {
        let mut file = file.clone();
        file[at] ^= 0x55;
        // Whatever it comes to, it comes to an answer.
        let _ = read_with(&file, "a.xlsx", access(&[Secret::new(PASSWORD)]));
    }
}
