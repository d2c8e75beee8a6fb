//! Names of files and sheets that every system takes.

use unicode_normalization::UnicodeNormalization;

/// Excel's limit for a sheet's name, in UTF-16 units.
const SHEET_UNITS: usize = 31;
/// Keeps a whole path below the 260 UTF-16 units that old Windows programs can open.
const FILE_UNITS: usize = 100;

/// Windows keeps these for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A file name (without extension) that Windows, macOS and Linux take: NFC, no
/// reserved characters, no device name, no dot or space at the ends, not too long. Never empty.
pub fn file_stem(name: &str) -> String {
    let cleaned =
        replaced(name, |c| matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*'));
    let cut = cut(&cleaned, FILE_UNITS);
    let stem = cut.trim_matches(['.', ' ']);
    match stem {
        "" => "_".to_owned(),
        stem if is_device(stem) => format!("_{stem}"),
        stem => stem.to_owned(),
    }
}

/// A sheet name that Excel takes: at most 31 units, none of `[]:*?/\`, no
/// apostrophe at the ends. Never empty.
pub fn sheet_name(name: &str) -> String {
    let cleaned = replaced(name, |c| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'));
    let name = cut(&cleaned, SHEET_UNITS).trim_matches(['\'', ' ']);
    match name {
        "" => "_".to_owned(),
        // Excel keeps this name for itself.
        name if name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name.to_owned(),
    }
}

/// The name of the sheet that a list goes on with: `Danh sách (2)`. `part` counts from zero.
pub fn sheet_part(name: &str, part: usize) -> String {
    if part == 0 {
        return sheet_name(name);
    }
    let ending = format!(" ({})", part + 1);
    let room = SHEET_UNITS - ending.len();
    format!("{}{ending}", cut(&sheet_name(name), room).trim_end())
}

/// The target of a link to a cell: `internal:'Danh sách'!A5`. Row and column count from zero.
pub fn link_to(sheet: &str, row: u32, column: u16) -> String {
    let cell = crate::model::place::Position::new(row, column.into());
    format!("internal:'{}'!{cell}", sheet.replace('\'', "''"))
}

fn replaced(name: &str, is_reserved: impl Fn(char) -> bool) -> String {
    let safe = name.nfc().map(|c| if is_reserved(c) || c.is_control() { '-' } else { c });
    let safe: String = safe.collect();
    safe.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As many whole characters as fit.
fn cut(text: &str, units: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > units
    });
    text[..end.map_or(text.len(), |(start, _)| start)].trim_end()
}

fn is_device(stem: &str) -> bool {
    let base = stem.split('.').next().unwrap_or(stem).trim_end().to_lowercase();
    let numbered = |prefix: &str| {
        base.strip_prefix(prefix)
            .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric))
    };
    DEVICES.contains(&base.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::{file_stem, link_to, sheet_name, sheet_part};
    use proptest::prelude::*;

    #[test]
    fn reserved_characters_and_device_names_are_avoided() {
        assert_eq!(file_stem("Chi bộ 1/2: Sở \"A\""), "Chi bộ 1-2- Sở -A-");
        assert_eq!(file_stem("con"), "_con");
        assert_eq!(file_stem("LPT1.x"), "_LPT1.x");
        assert_eq!(file_stem(" ... "), "_");
        assert_eq!(file_stem("Hòa"), "Hòa");
    }

    #[test]
    fn sheet_names_keep_to_the_limit_also_when_they_are_numbered() {
        let long = "Thay đổi so với kỳ trước của tỉnh";
        assert_eq!(sheet_name("a/b*c"), "a-b-c");
        assert_eq!(sheet_part(long, 0).encode_utf16().count(), 31);
        assert!(sheet_part(long, 1).ends_with(" (2)"));
        assert_eq!(sheet_part("Danh sách", 11), "Danh sách (12)");
    }

    #[test]
    fn links_quote_the_sheet() {
        assert_eq!(link_to("Đ'ơn vị", 4, 1), "internal:'Đ''ơn vị'!B5");
    }

    proptest! {
        #[test]
        fn every_name_becomes_a_safe_one(name in "\\PC{0,60}") {
            let sheet = sheet_name(&name);
            prop_assert!(!sheet.is_empty() && sheet.encode_utf16().count() <= 31);
            prop_assert!(!sheet.contains(['[', ']', ':', '*', '?', '/', '\\']));
            prop_assert!(!sheet.starts_with('\'') && !sheet.ends_with('\''));
            let stem = file_stem(&name);
            prop_assert!(!stem.is_empty() && stem.encode_utf16().count() <= 101);
            prop_assert!(!stem.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*']));
            prop_assert!(!stem.ends_with(['.', ' ']));
        }
    }
}
