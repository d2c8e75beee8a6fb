//! The most frequent findings.

use std::cmp::Reverse;

use rust_xlsxwriter::Worksheet;

use super::LAST;
use super::look::Look;
use crate::finding::Severity;
use crate::label;
use crate::report::error::Result;
use crate::report::officer::desk::{Desk, severity_words};
use crate::report::rule_names::title;

pub const CODE: u16 = 0;
const SEVERITY: u16 = 5;
pub const COUNT: u16 = 6;
/// More would say less.
const SHOWN: usize = 12;

/// The rules shown: where they stand, and how severe each is.
pub struct Rules {
    pub first: u32,
    pub severities: Vec<Severity>,
}

impl Rules {
    /// Rows that the table takes, or the chart beside it at least.
    pub fn height(&self) -> u32 {
        if self.severities.is_empty() { 0 } else { (self.severities.len() as u32 + 1).max(6) }
    }
}

/// Returns the row below and where the data stand, for the chart.
pub fn add(sheet: &mut Worksheet, desk: &Desk, look: &Look, row: u32) -> Result<(u32, Rules)> {
    let lang = desk.lang;
    let section = label!(vi: "Phát hiện nhiều nhất", en: "Most frequent findings");
    sheet.merge_range(row, 0, row, LAST, section.pick(lang), &look.section)?;
    sheet.set_row_height(row, 22)?;
    let heading = &look.heading;
    let code = label!(vi: "Mã", en: "Code");
    sheet.write_string_with_format(row + 1, CODE, code.pick(lang), heading)?;
    let rule = label!(vi: "Quy tắc", en: "Rule");
    sheet.merge_range(row + 1, 1, row + 1, SEVERITY - 1, rule.pick(lang), heading)?;
    let severity = label!(vi: "Mức độ", en: "Severity");
    sheet.write_string_with_format(row + 1, SEVERITY, severity.pick(lang), heading)?;
    let count = label!(vi: "Số lượng", en: "Count");
    sheet.write_string_with_format(row + 1, COUNT, count.pick(lang), heading)?;

    let mut rules: Vec<_> = desk.summary.rules.iter().collect();
    // What asks for action first: errors and warnings before infos, then by number.
    rules
        .sort_by_key(|(code, rule)| (rule.severity == Severity::Info, Reverse(rule.count), **code));
    rules.truncate(SHOWN);
    let first = row + 2;
    for (row, (code, rule)) in (first..).zip(&rules) {
        sheet.write_string_with_format(row, CODE, **code, &look.code)?;
        let name = title(code, rule.rule, lang);
        sheet.merge_range(row, 1, row, SEVERITY - 1, name, &look.name)?;
        let severity = severity_words(rule.severity, lang);
        sheet.write_string_with_format(row, SEVERITY, severity, &look.date)?;
        sheet.write_number_with_format(row, COUNT, rule.count as f64, &look.count)?;
    }
    let severities: Vec<_> = rules.iter().map(|(_, rule)| rule.severity).collect();
    Ok((first + severities.len() as u32, Rules { first, severities }))
}
