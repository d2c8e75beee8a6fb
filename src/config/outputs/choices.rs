//! The words that a form offers in its drop-down lists.

use std::sync::LazyLock;

/// The same table by which ethnic groups are read.
const ETHNIC_GROUPS: &str = include_str!("../../../templates/vocabulary/ethnic_groups.tsv");

/// The names of the 54 ethnic groups.
pub fn ethnic_groups() -> &'static [&'static str] {
    static GROUPS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let lines = ETHNIC_GROUPS.lines().filter(|line| !line.starts_with('#'));
        lines.skip(1).filter_map(|line| line.split('\t').next()).filter(|n| !n.is_empty()).collect()
    });
    &GROUPS
}

#[cfg(test)]
mod tests {
    use super::ethnic_groups;

    #[test]
    fn there_are_54_ethnic_groups() {
        assert_eq!(ethnic_groups().len(), 54, "{:?}", ethnic_groups());
        assert!(ethnic_groups().contains(&"Mường"));
    }
}
