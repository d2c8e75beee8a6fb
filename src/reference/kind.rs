//! Which list a file of `reference/` is.

use crate::text::fold::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKind {
    Units,
    Courses,
    Roster,
    Completed,
    Planned,
    Quotas,
}

impl ListKind {
    /// In the order in which they are read: later lists name units and courses.
    pub const ALL: [ListKind; 6] = [
        ListKind::Units,
        ListKind::Courses,
        ListKind::Roster,
        ListKind::Completed,
        ListKind::Planned,
        ListKind::Quotas,
    ];

    /// Lists of people; the others are of things: organisations, classes, numbers of seats.
    pub fn is_of_people(self) -> bool {
        matches!(self, ListKind::Roster | ListKind::Completed | ListKind::Planned)
    }

    /// The form template of the list; also the file's usual name.
    pub fn template(self) -> &'static str {
        match self {
            ListKind::Units => "units",
            ListKind::Courses => "courses",
            ListKind::Roster => "roster",
            ListKind::Completed => "completed",
            ListKind::Planned => "planned",
            ListKind::Quotas => "quotas",
        }
    }

    /// The list that a file's name promises: its usual name, or Vietnamese words for it.
    pub fn of_name(path: &str) -> Option<Self> {
        const WORDS: &[(&str, ListKind)] = &[
            ("units", ListKind::Units),
            ("courses", ListKind::Courses),
            ("roster", ListKind::Roster),
            ("completed", ListKind::Completed),
            ("planned", ListKind::Planned),
            ("quota", ListKind::Quotas),
            ("chi tieu", ListKind::Quotas),
            ("tot nghiep", ListKind::Completed),
            ("hoan thanh", ListKind::Completed),
            ("quy hoach", ListKind::Planned),
            ("to chuc dang", ListKind::Units),
            ("don vi", ListKind::Units),
            ("dang vien", ListKind::Roster),
            ("lop", ListKind::Courses),
        ];
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let folded = fold(stem);
        WORDS.iter().find(|(words, _)| folded.contains(words)).map(|(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::ListKind;

    #[test]
    fn names_in_both_languages_are_known() {
        for (name, kind) in [
            ("reference/units.xlsx", Some(ListKind::Units)),
            ("reference/Danh sách đảng viên 2026.xls", Some(ListKind::Roster)),
            ("reference/Chi tieu.ods", Some(ListKind::Quotas)),
            ("reference/ghi chu.xlsx", None),
        ] {
            assert_eq!(ListKind::of_name(name), kind, "{name}");
        }
    }
}
