//! OLE containers (MS-CFB): the streams inside an .xls file or an encrypted workbook.
//!
//! Reads what Excel reads, which is more than the `cfb` crate opens: files cut off
//! in the middle of a sector, wrong sector counts, directories that are no proper
//! tree. Every chain of sectors is followed once: a chain that loops is damage,
//! and what is read is never more than the file holds.

use crate::intake::bytes::Bytes;

/// The first bytes of every OLE container.
pub const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const HEADER_SECTORS: usize = 109;
const MINI_SECTOR: usize = 64;
const ENTRY: usize = 128;
/// Sector numbers from here on are marks (free, end of chain …), not places.
const FIRST_MARK: u32 = 0xFFFF_FFFA;

/// Why the bytes are no readable container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    NoHeader,
    NoDirectory,
    /// A chain of sectors that comes back to itself.
    Circle,
}

/// A container whose tables have been read.
pub struct Container<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    fat: Vec<u32>,
    entries: Vec<Entry>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    mini_below: u64,
}

struct Entry {
    name: String,
    kind: Kind,
    siblings: [u32; 2],
    child: u32,
    start: u32,
    size: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unused,
    Storage,
    Stream,
    Root,
}

impl<'a> Container<'a> {
    /// Reads the tables of a container; `bytes` is the whole file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Damage> {
        let header = Header::read(bytes).ok_or(Damage::NoHeader)?;
        let mut container = Container {
            bytes,
            sector_size: header.sector_size,
            fat: Vec::new(),
            entries: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            mini_below: u64::from(header.mini_below),
        };
        container.fat = container.read_fat(&header);
        let directory = container.chain(header.directory, u64::MAX)?;
        container.entries = directory.chunks_exact(ENTRY).filter_map(Entry::read).collect();
        let root = container.entries.first().ok_or(Damage::NoDirectory)?;
        let (start, size) = (root.start, root.size);
        // A broken store of small streams harms only those.
        container.mini_fat =
            numbers(&container.chain(header.mini_fat, u64::MAX).unwrap_or_default());
        container.mini_stream = container.chain(start, size).unwrap_or_default();
        Ok(container)
    }

    /// Whether there is such a stream or storage beside the root, in any case of letters.
    pub fn holds(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of a stream beside the root; `None` when there is none of this name.
    pub fn stream(&self, name: &str) -> Option<Result<Vec<u8>, Damage>> {
        let entry = self.find(name).filter(|entry| entry.kind == Kind::Stream)?;
        Some(if entry.size < self.mini_below {
            self.mini_chain(entry.start, entry.size)
        } else {
            self.chain(entry.start, entry.size)
        })
    }

    /// Only what stands beside the root, not what embedded objects hold; where
    /// the tree is broken, any entry of that name.
    fn find(&self, name: &str) -> Option<&Entry> {
        let named =
            |entry: &&Entry| entry.kind != Kind::Unused && entry.name.eq_ignore_ascii_case(name);
        let children = self.children_of_root();
        if children.is_empty() {
            return self.entries.iter().find(named);
        }
        children.into_iter().find(named)
    }

    fn children_of_root(&self) -> Vec<&Entry> {
        let mut seen = vec![false; self.entries.len()];
        let mut open: Vec<u32> = self.entries.first().map(|root| root.child).into_iter().collect();
        let mut children = Vec::new();
        while let Some(id) = open.pop() {
            let index = id as usize;
            let Some(entry) = self.entries.get(index).filter(|_| !seen[index]) else { continue };
            seen[index] = true;
            open.extend(entry.siblings);
            children.push(entry);
        }
        children
    }

    /// The numbers of the sectors that follow each other, from the sectors that
    /// the header and its continuations name.
    fn read_fat(&self, header: &Header) -> Vec<u32> {
        let count = self.sector_count();
        let mut fat_sectors = header.fat_sectors.clone();
        let mut next = header.more_fat_sectors;
        for _ in 0..count {
            let mut numbers = numbers(self.sector(next));
            let Some(following) = numbers.pop() else { break };
            fat_sectors.append(&mut numbers);
            next = following;
            if fat_sectors.len() > count {
                break;
            }
        }
        let mut fat = Vec::new();
        for id in fat_sectors.into_iter().filter(|&id| id < FIRST_MARK) {
            // Entries for sectors that the file does not have say nothing.
            if fat.len() > count {
                break;
            }
            fat.extend(numbers(self.sector(id)));
        }
        fat
    }

    fn sector_count(&self) -> usize {
        self.bytes.len() / self.sector_size + 1
    }

    /// A sector's bytes: fewer where the file was cut off, none outside it.
    fn sector(&self, id: u32) -> &'a [u8] {
        let start = (id as usize).saturating_add(1).saturating_mul(self.sector_size);
        let end = start.saturating_add(self.sector_size).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or_default()
    }

    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, Damage> {
        follow(&self.fat, start, size, self.sector_size, |id| self.sector(id))
    }

    fn mini_chain(&self, start: u32, size: u64) -> Result<Vec<u8>, Damage> {
        follow(&self.mini_fat, start, size, MINI_SECTOR, |id| {
            let start = (id as usize).saturating_mul(MINI_SECTOR);
            let end = start.saturating_add(MINI_SECTOR).min(self.mini_stream.len());
            self.mini_stream.get(start..end).unwrap_or_default()
        })
    }
}

/// Puts the sectors of a chain together, up to `size` bytes. A chain that ends
/// early gives what it has; one that comes back to itself is damage.
fn follow<'s>(
    fat: &[u32],
    start: u32,
    size: u64,
    sector_size: usize,
    sector: impl Fn(u32) -> &'s [u8],
) -> Result<Vec<u8>, Damage> {
    let mut bytes = Vec::new();
    let mut seen = vec![0u64; fat.len() / 64 + 1];
    let mut id = start;
    while id < FIRST_MARK && (bytes.len() as u64) < size {
        let data = sector(id);
        let (word, bit) = (id as usize / 64, 1u64 << (id % 64));
        if let Some(word) = seen.get_mut(word) {
            if *word & bit != 0 {
                return Err(Damage::Circle);
            }
            *word |= bit;
        }
        bytes.extend_from_slice(data);
        match fat.get(id as usize) {
            Some(&next) if data.len() == sector_size => id = next,
            _ => break,
        }
    }
    bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    Ok(bytes)
}

struct Header {
    sector_size: usize,
    directory: u32,
    mini_below: u32,
    mini_fat: u32,
    more_fat_sectors: u32,
    fat_sectors: Vec<u32>,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Header> {
        if !bytes.starts_with(&SIGNATURE) {
            return None;
        }
        let sector_size = match Bytes::at(bytes, 30).u16()? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let fat_sectors = numbers(bytes.get(76..76 + 4 * HEADER_SECTORS)?);
        Some(Header {
            sector_size,
            directory: Bytes::at(bytes, 48).u32()?,
            mini_below: Bytes::at(bytes, 56).u32()?,
            mini_fat: Bytes::at(bytes, 60).u32()?,
            more_fat_sectors: Bytes::at(bytes, 68).u32()?,
            fat_sectors,
        })
    }
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Entry> {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .take(32)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .take_while(|&unit| unit != 0)
            .collect();
        Some(Entry {
            name: String::from_utf16_lossy(&units),
            kind: match bytes.get(66)? {
                1 => Kind::Storage,
                2 => Kind::Stream,
                5 => Kind::Root,
                _ => Kind::Unused,
            },
            siblings: [Bytes::at(bytes, 68).u32()?, Bytes::at(bytes, 72).u32()?],
            child: Bytes::at(bytes, 76).u32()?,
            start: Bytes::at(bytes, 116).u32()?,
            // The upper half is rubbish in files of old writers and never needed below 4 GB.
            size: u64::from(Bytes::at(bytes, 120).u32()?),
        })
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::xls::testing::container;

    const SHORT: &[u8] = b"short";

    fn long() -> Vec<u8> {
        (0..9000u32).map(|number| number as u8).collect()
    }

    fn file() -> Vec<u8> {
        container(&[("/Long", &long()), ("/Short", SHORT)])
    }

    /// Where the entry of a stream begins.
    fn entry_of(file: &[u8], name: &str) -> usize {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file.windows(name.len()).position(|window| window == name).unwrap()
    }

    fn stream(file: &[u8], name: &str) -> Option<Result<Vec<u8>, Damage>> {
        Container::open(file).unwrap().stream(name)
    }

    #[test]
    fn long_and_short_streams_are_found_in_any_case() {
        assert_eq!(stream(&file(), "LONG"), Some(Ok(long())));
        assert_eq!(stream(&file(), "short"), Some(Ok(SHORT.to_vec())));
        assert_eq!(stream(&file(), "other"), None);
    }

    #[test]
    fn a_chain_that_runs_in_a_circle_is_damage() {
        let mut file = file();
        let entry = entry_of(&file, "Long");
        let start = Bytes::at(&file, entry + 116).u32().unwrap();
        let fat = 512 * (1 + Bytes::at(&file, 76).u32().unwrap() as usize);
        file[fat + 4 * start as usize..][..4].copy_from_slice(&start.to_le_bytes());
        assert_eq!(stream(&file, "Long"), Some(Err(Damage::Circle)));
        assert_eq!(stream(&file, "Short"), Some(Ok(SHORT.to_vec())));
    }

    #[test]
    fn a_directory_that_runs_in_a_circle_is_damage() {
        let mut file = file();
        let start = Bytes::at(&file, 48).u32().unwrap();
        let fat = 512 * (1 + Bytes::at(&file, 76).u32().unwrap() as usize);
        file[fat + 4 * start as usize..][..4].copy_from_slice(&start.to_le_bytes());
        assert_eq!(Container::open(&file).err(), Some(Damage::Circle));
    }

    #[test]
    fn a_promised_size_costs_nothing() {
        let mut file = file();
        let entry = entry_of(&file, "Long");
        file[entry + 120..entry + 124].copy_from_slice(&[0xFF; 4]);
        let read = stream(&file, "Long").unwrap().unwrap();
        assert!(read.starts_with(&long()) && read.len() <= file.len());
    }

    #[test]
    fn siblings_that_point_at_each_other_are_walked_once() {
        let mut file = file();
        for name in ["Long", "Short"] {
            let entry = entry_of(&file, name);
            file[entry + 68..entry + 76].copy_from_slice(&[1, 0, 0, 0, 2, 0, 0, 0]);
        }
        assert!(Container::open(&file).unwrap().holds("Long"));
    }

    #[test]
    fn a_file_that_is_cut_off_gives_what_it_has() {
        let file = file();
        assert_eq!(Container::open(&file[..100]).err(), Some(Damage::NoHeader));
        for length in (512..file.len()).step_by(100) {
            // Damage or an early end; never more than there is.
            if let Ok(container) = Container::open(&file[..length]) {
                let read = container.stream("Long").and_then(Result::ok).unwrap_or_default();
                assert!(read.len() <= length);
            }
        }
    }
}
