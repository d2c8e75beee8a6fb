//! Which byte a character of legacy text stands for, also where a Windows of
//! another language made other characters of the bytes.

use std::sync::LazyLock;

use super::super::data;

/// The code page by which the bytes of legacy text became characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodePage {
    /// Western (1252) or Turkish (1254): their letters do not get in each other's way.
    #[default]
    Western,
    /// Vietnamese (1258): ă, đ, ơ, ư and five combining tones are bytes of legacy text here.
    Vietnamese,
}

static WESTERN: LazyLock<Vec<(char, u8)>> = LazyLock::new(|| table(&["cp1254", "nfkc"]));
static VIETNAMESE: LazyLock<Vec<(char, u8)>> = LazyLock::new(|| table(&["cp1258", "nfkc"]));

fn table(pages: &[&str]) -> Vec<(char, u8)> {
    let rows = data::rows::<3>(include_str!("../../../templates/vocabulary/text/code_pages.tsv"));
    let mut table: Vec<_> = rows
        .filter(|[page, ..]| pages.contains(page))
        .filter_map(|[_, stored, byte]| {
            Some((data::character(stored)?, u8::from_str_radix(byte, 16).ok()?))
        })
        .collect();
    table.sort_unstable();
    table
}

impl CodePage {
    /// The byte from A1 up that a character came from; `None` for all others.
    pub(super) fn byte(self, c: char) -> Option<u8> {
        match c {
            '\u{A1}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
            '\0'..='\u{FF}' | '\u{1E00}'..='\u{1FFF}' => None,
            _ => {
                let table = if self == CodePage::Western { &WESTERN } else { &VIETNAMESE };
                let index = table.binary_search_by_key(&c, |entry| entry.0).ok()?;
                table.get(index).map(|entry| entry.1)
            }
        }
    }
}
