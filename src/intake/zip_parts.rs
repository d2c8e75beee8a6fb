//! The parts of a zipped document, unpacked bit by bit and never beyond the budget.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipReadOptions;
use zip::result::ZipError;

use super::charset;
use super::limits::Budget;
use super::unread::Unread;
use super::xml::Xml;
use crate::label;

/// Parts below this size are unpacked at once.
const SMALL: u64 = 1024 * 1024;
/// Streams that decode to more than this are refused; enough for a part in
/// another encoding than UTF-8, which has to be held whole.
const TRANSCODED_MAX: u64 = 64 * 1024 * 1024;

/// An open archive.
pub struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Lower-case path with forward slashes → index: some programs write other
    /// cases or backslashes than their own references to the parts.
    paths: HashMap<String, usize>,
    budget: &'a Budget,
    /// The part at hand, or its beginning.
    unpacked: Vec<u8>,
}

impl<'a> Parts<'a> {
    pub fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Self, Unread> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken_archive())?;
        let mut paths = HashMap::with_capacity(archive.len());
        for (index, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                paths.insert(key(&name), index);
            }
        }
        Ok(Parts { archive, paths, budget, unpacked: Vec::new() })
    }

    pub fn has(&self, path: &str) -> bool {
        self.paths.contains_key(&key(path))
    }

    /// A part as XML; nothing when there is no such part. A small part is
    /// unpacked at once, which is quicker to read; a large one bit by bit.
    pub fn xml(&mut self, path: &str) -> Result<Option<Xml<'_>>, Unread> {
        let Some(&index) = self.paths.get(&key(path)) else {
            return Ok(None);
        };
        let Parts { archive, unpacked, budget, .. } = self;
        // The declared size is no limit for us (some writers get it wrong): the real bytes are counted.
        let options = ZipReadOptions::new().override_uncompressed_size(u64::MAX);
        let entry = archive.by_index_with_options(index, options).map_err(refusal)?;
        let mut stream = Metered { inner: entry, budget };
        unpacked.clear();
        let broken = |_| budget.breach().unwrap_or_else(broken_archive);
        stream.by_ref().take(SMALL).read_to_end(unpacked).map_err(broken)?;
        let whole = (unpacked.len() as u64) < SMALL;
        if let Some(encoding) = charset::declared_by_xml(unpacked) {
            stream.take(TRANSCODED_MAX).read_to_end(unpacked).map_err(broken)?;
            *unpacked = encoding.decode(unpacked).0.into_owned().into_bytes();
        } else if !whole {
            let stream = BufReader::with_capacity(32 * 1024, stream);
            return Ok(Some(Xml::streamed(unpacked.chain(stream), budget)));
        }
        Ok(Some(Xml::of(unpacked, budget)))
    }
}

/// A path as archives agree on it: lower case, forward slashes.
pub fn key(path: &str) -> String {
    path.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

impl<'a> Parts<'a> {
    /// A part's bytes, unpacked as they are read; nothing when there is no such part.
    pub fn stream(&mut self, path: &str) -> Result<Option<impl BufRead + use<'_, 'a>>, Unread> {
        let Some(&index) = self.paths.get(&key(path)) else {
            return Ok(None);
        };
        let options = ZipReadOptions::new().override_uncompressed_size(u64::MAX);
        let entry = self.archive.by_index_with_options(index, options).map_err(refusal)?;
        Ok(Some(BufReader::new(Metered { inner: entry, budget: self.budget })))
    }
}

fn refusal(error: ZipError) -> Unread {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unread::Encrypted,
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            Unread::damaged(label!(
                vi: "được nén theo cách không hỗ trợ",
                en: "it is compressed in a way that is not supported",
            ))
        }
        _ => broken_archive(),
    }
}

pub fn broken_archive() -> Unread {
    Unread::damaged(label!(
        vi: "tệp nén không đầy đủ hoặc bị lỗi, có thể tải về chưa xong",
        en: "the archive is incomplete or broken, perhaps not copied whole",
    ))
}

/// Charges what is really unpacked, and looks at the clock with every chunk.
struct Metered<'a, R> {
    inner: R,
    budget: &'a Budget,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let within = self.budget.unpacked(read).and_then(|()| self.budget.time());
        within.map(|()| read).map_err(|_| io::Error::other("beyond the limits"))
    }
}
