//! Reads the tables under `templates/vocabulary/text`.

/// The rows of a tab-separated table, without its comments (`#` and a space)
/// and its heading; missing cells read as empty.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = table.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
    lines.skip(1).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

/// A character given as itself or as `U+00AD`.
pub(super) fn character(cell: &str) -> Option<char> {
    match cell.strip_prefix("U+") {
        Some(code) => u32::from_str_radix(code, 16).ok().and_then(char::from_u32),
        None => cell.chars().next(),
    }
}
