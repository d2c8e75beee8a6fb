//! Writes small .xls files for tests, one record at a time.

use std::io::{Cursor, Write};

/// The records of a workbook of BIFF8 in the making.
#[derive(Default)]
pub struct Book {
    globals: Vec<u8>,
    sheets: Vec<(String, [u8; 2], Vec<u8>)>,
}

pub const WORKSHEET: u16 = 0x0010;
const GLOBALS: u16 = 0x0005;

/// One record.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

pub fn bof(content: u16) -> Vec<u8> {
    let mut data = vec![0; 16];
    data[..2].copy_from_slice(&0x0600u16.to_le_bytes());
    data[2..4].copy_from_slice(&content.to_le_bytes());
    record(0x0809, &data)
}

pub fn eof() -> Vec<u8> {
    record(super::records::EOF, &[])
}

/// The start of every cell record.
pub fn place(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].iter().flat_map(|part| part.to_le_bytes()).collect()
}

pub fn number(row: u16, column: u16, style: u16, number: f64) -> Vec<u8> {
    record(0x0203, &[&place(row, column, style)[..], &number.to_le_bytes()].concat())
}

pub fn shared(row: u16, column: u16, style: u16, index: u32) -> Vec<u8> {
    record(0x00FD, &[&place(row, column, style)[..], &index.to_le_bytes()].concat())
}

/// A formula with this result; its tokens are left out, no reader here wants them.
pub fn formula(row: u16, column: u16, result: [u8; 8], kept_by_excel: u32) -> Vec<u8> {
    let parts: [&[u8]; 5] =
        [&place(row, column, 0), &result, &[0, 0], &kept_by_excel.to_le_bytes(), &[0, 0]];
    record(0x0006, &parts.concat())
}

/// A wide text with a length of two bytes.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u16).to_le_bytes().to_vec();
    bytes.push(1);
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

/// The record of the shared texts.
pub fn shared_texts(texts: &[&str]) -> Vec<u8> {
    let count = (texts.len() as u32).to_le_bytes();
    let texts: Vec<u8> = texts.iter().flat_map(|text| wide(text)).collect();
    record(0x00FC, &[&count[..], &count, &texts].concat())
}

pub fn font(name: &str, flags: u8, weight: u16) -> Vec<u8> {
    let [low, high] = weight.to_le_bytes();
    let mut data = vec![0xC8, 0, flags, 0, 0, 0, low, high, 0, 0, 0, 0, 0, 0];
    data.extend([name.len() as u8, 0]);
    data.extend(name.as_bytes());
    record(0x0031, &data)
}

pub fn style(font: u16, format: u16) -> Vec<u8> {
    let mut data = [font.to_le_bytes(), format.to_le_bytes()].concat();
    data.resize(20, 0);
    record(0x00E0, &data)
}

pub fn format(number: u16, code: &str) -> Vec<u8> {
    record(0x041E, &[&number.to_le_bytes()[..], &wide(code)].concat())
}

impl Book {
    pub fn new() -> Self {
        Book::default()
    }

    /// Adds records that hold for the whole workbook.
    pub fn with(mut self, records: &[Vec<u8>]) -> Self {
        self.globals.extend(records.concat());
        self
    }

    /// Adds a visible sheet.
    pub fn sheet(self, name: &str, records: &[Vec<u8>]) -> Self {
        self.sheet_of_kind(name, [0, 0], records)
    }

    /// Adds a sheet with the two bytes that say its visibility and its kind.
    pub fn sheet_of_kind(mut self, name: &str, kind: [u8; 2], records: &[Vec<u8>]) -> Self {
        let records = [bof(WORKSHEET), records.concat(), eof()].concat();
        self.sheets.push((name.to_owned(), kind, records));
        self
    }

    /// The records alone.
    pub fn stream(&self) -> Vec<u8> {
        let start = bof(GLOBALS);
        let names: Vec<Vec<u8>> = self.sheets.iter().map(|(name, ..)| short(name)).collect();
        let entries: usize = names.iter().map(|name| 4 + 6 + name.len()).sum();
        let mut offset = start.len() + entries + self.globals.len() + eof().len();
        let mut stream = start;
        for (name, (_, kind, records)) in names.iter().zip(&self.sheets) {
            let data = [&(offset as u32).to_le_bytes()[..], kind, name].concat();
            stream.extend(record(0x0085, &data));
            offset += records.len();
        }
        stream.extend(&self.globals);
        stream.extend(eof());
        stream.extend(self.sheets.iter().flat_map(|(_, _, records)| records));
        stream
    }

    /// The file: the records in an OLE container.
    pub fn file(&self) -> Vec<u8> {
        container(&[("/Workbook", &self.stream())])
    }
}

fn short(text: &str) -> Vec<u8> {
    let mut bytes = wide(text);
    bytes.remove(1);
    bytes
}

/// An OLE container of the older kind (512-byte sectors) with these streams.
pub fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let file = Cursor::new(Vec::new());
    let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, file).unwrap();
    for (path, data) in streams {
        container.create_stream(path).unwrap().write_all(data).unwrap();
    }
    container.flush().unwrap();
    container.into_inner().into_inner()
}
