//! Proposals that the program wrote and the officer changed, read back like any list.

use std::sync::Arc;

use super::quotas::{FindCourse, quotas_of};
use super::rows::{ListRow, rows};
use crate::layout::sender::UnitIndex;
use crate::layout::table::FormLayout;
use crate::model::reference::Quota;
use crate::model::role::Role;
use crate::model::workbook::Workbook;

/// How the words of a proposal are understood.
pub struct Names<'a> {
    pub file: &'a Arc<str>,
    pub units: &'a UnitIndex,
    pub course: &'a FindCourse<'a>,
}

/// A quota as the officer left it, and as it was proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub quota: Quota,
    pub proposed: Option<u32>,
}

/// The heading of what was proposed, in either language.
pub const PROPOSED: [&str; 2] = ["Đề xuất", "Proposed"];

/// The lines of a proposal of quotas; other sheets than these explain it only.
pub fn quotas(
    workbook: &Workbook,
    layout: &FormLayout,
    sheets: &[&str],
    names: &Names,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in rows(workbook, layout, "quotas").iter().filter(|row| row.is_on(sheets)) {
        let Some(words) = row.text(Role::Unit) else { continue };
        let unit = names.units.exactly(&words).unwrap_or_else(|| Arc::from(words));
        let proposed = row.headed(&PROPOSED).and_then(|number| number.parse().ok());
        let quotas = quotas_of(names.file, row, unit, names.course);
        lines.extend(quotas.into_iter().map(|quota| Line { quota, proposed }));
    }
    lines
}

/// A graduate of a proposal: the texts of its columns and the officer's word.
#[derive(Clone, Debug, PartialEq)]
pub struct Graduate {
    /// Name, birth date, id, level, class, year, rank, certificate, unit.
    pub texts: Vec<String>,
    pub word: String,
}

/// The lines of a proposal of graduates; `words` head the officer's column.
pub fn graduates(workbook: &Workbook, layout: &FormLayout, words: &[&str]) -> Vec<Graduate> {
    let lines = rows(workbook, layout, "completed");
    let graduate = |row: &ListRow| {
        let of = |role| row.text(role).unwrap_or_default();
        let roles = [
            Role::FullName,
            Role::BirthDate,
            Role::NationalId,
            Role::Level,
            Role::Course,
            Role::Year,
            Role::Result,
        ];
        let mut texts: Vec<String> = roles.into_iter().map(of).collect();
        texts.push(row.headed(&["Số hiệu bằng", "Certificate number"]).unwrap_or_default());
        texts.push(row.headed(&["Tổ chức đảng", "Unit"]).unwrap_or_default());
        Graduate { texts, word: row.headed(words).unwrap_or_default() }
    };
    lines.iter().map(graduate).collect()
}
