//! The units that handed in nothing, by name.

use rust_xlsxwriter::Worksheet;

use super::look::Look;
use super::{COLUMNS, LAST};
use crate::report::book::limits::fitting;
use crate::report::error::Result;
use crate::report::officer::desk::Desk;
use crate::text;

/// Beyond these the page of submissions has them all.
const SHOWN: usize = 40;

pub fn add(sheet: &mut Worksheet, desk: &Desk, look: &Look, row: u32) -> Result<u32> {
    let mut names: Vec<&str> = desk.summary.missing().map(|(_, unit)| unit.name.as_str()).collect();
    if names.is_empty() {
        return Ok(row);
    }
    names.sort_by_key(|name| desk.order(name));
    let count = names.len();
    let title = text!(
        vi: "Đơn vị chưa nộp ({count})",
        en: "Units that handed in nothing ({count})"
    );
    sheet.merge_range(row, 0, row, LAST, title.in_lang(desk.lang), &look.section)?;
    sheet.set_row_height(row, 22)?;
    let more = count.saturating_sub(SHOWN);
    names.truncate(SHOWN);
    let half = COLUMNS / 2;
    let mut at = row + 1;
    for pair in names.chunks(2) {
        for (side, name) in (0_u16..).zip(pair) {
            let first = side * half;
            sheet.merge_range(
                at,
                first,
                at,
                first + half - 1,
                &fitting(&format!("•  {name}")),
                &look.task,
            )?;
        }
        at += 1;
    }
    if more > 0 {
        let text = text!(
            vi: "và {more} đơn vị nữa, xem trang “Nộp theo đơn vị”",
            en: "and {more} more, see the page “Submissions”"
        );
        sheet.merge_range(at, 0, at, LAST, text.in_lang(desk.lang), &look.note)?;
        at += 1;
    }
    Ok(at)
}
