//! F116: the STT column has gaps or repeats.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Findings, Severity};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F116",
    name: "broken-ordinal",
    severity: Severity::Info,
    title: label!(vi: "Số thứ tự không liền", en: "Row numbers with gaps or repeats"),
    why: label!(
        vi: "Số thứ tự nhảy cóc hoặc lặp lại có thể là dấu hiệu một dòng đã bị xóa hoặc chép hai lần. Đánh số lại từ 1 ở mỗi mục và dòng bỏ trống đã in sẵn số đều được chấp nhận.",
        en: "Gaps and repeats may mean that a row was deleted or copied twice. Starting again at 1 in each section, and printed numbers of blank lines, are fine.",
    ),
    mend: label!(
        vi: "Xem có sót hoặc thừa dòng không, rồi đánh lại số thứ tự.",
        en: "See whether a row is missing or doubled, then number again.",
    ),
    example: label!(vi: "STT 1, 2, 4, 5", en: "numbers 1, 2, 4, 5"),
    source: label!(vi: "Thể thức danh sách", en: "The form of lists"),
    needs: &[],
    check: Check::Form(check),
};

/// How many places are named in one message.
const SHOWN: usize = 5;

/// A sheet and the column of its row numbers.
type Run<'a> = (Option<&'a Arc<str>>, Option<u32>);

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    // By column: two halves of a list may stand side by side.
    let mut sheets: BTreeMap<Run, Vec<&Record>> = BTreeMap::new();
    for record in form.records.iter().filter(|record| record.ordinal.value.is_some()) {
        let column = record.ordinal.at.map(|at| at.column);
        sheets.entry((record.place.sheet.as_ref(), column)).or_default().push(record);
    }
    for ((sheet, column), rows) in sheets {
        let breaks: Vec<_> = rows.windows(2).filter_map(|pair| breaks(pair)).collect();
        let Some((first, _, _)) = breaks.first() else { continue };
        let shown: Vec<_> =
            breaks.iter().take(SHOWN).map(|(_, from, to)| format!("{from} → {to}")).collect();
        let more = if breaks.len() > SHOWN { ", …" } else { "" };
        let shown = shown.join(", ");
        let message = text!(
            vi: "Số thứ tự không liền: {shown}{more}.",
            en: "The row numbers break: {shown}{more}.",
        );
        let at = first.place_of(FieldKey::Ordinal);
        findings.on_form(form, at, message).suggest(RULE.mend.to_text()).about(&format!(
            "{} {}",
            sheet.map_or("", |sheet| sheet),
            column.unwrap_or_default()
        ));
    }
}

/// The second row and both numbers, where they do not follow each other.
fn breaks<'a>(pair: &[&'a Record]) -> Option<(&'a Record, u32, u32)> {
    let [before, after] = pair else { return None };
    let (from, to) = (before.ordinal.value?, after.ordinal.value?);
    let lines = after.place.row?.saturating_sub(before.place.row?);
    // Numbers that were printed beforehand count the blank lines between two people.
    let follows = to == 1 || to == from.saturating_add(1) || to == from.saturating_add(lines);
    (!follows).then_some((*after, from, to))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::place::Position;
    use crate::rules::test_support::{form, on_form, other_row, read};

    /// A form whose rows have these numbers, at these rows.
    fn numbered(rows: &[(u32, Option<u32>)]) -> Vec<Finding> {
        let records = rows.iter().map(|&(line, number)| {
            let mut record = other_row(line, "Nguyễn Văn Ánh");
            record.ordinal = read(number.unwrap_or(0), "", 0);
            record.ordinal.value = number;
            record.ordinal.at = record.place.row.map(|row| Position::new(row, 0));
            record
        });
        on_form(&RULE, form(records.collect()))
    }

    #[test]
    fn allows_rows_that_follow_each_other_restart_or_leave_printed_lines_blank() {
        assert!(numbered(&[(1, Some(1)), (2, Some(2)), (3, Some(3))]).is_empty());
        assert!(numbered(&[(1, Some(1)), (2, Some(2)), (4, Some(1)), (5, Some(2))]).is_empty());
        assert!(numbered(&[(1, Some(1)), (4, Some(4)), (5, Some(5))]).is_empty());
        assert!(numbered(&[(1, Some(1)), (2, None), (3, Some(3))]).is_empty());
    }

    #[test]
    fn allows_halves_of_a_list_side_by_side() {
        let records = [(1, 1, 0), (1, 3, 5), (2, 2, 0), (2, 4, 5)].map(|(line, number, column)| {
            let mut record = other_row(line, "Nguyễn Văn Ánh");
            record.ordinal = read(number, "", 0);
            record.ordinal.at = record.place.row.map(|row| Position::new(row, column));
            record
        });
        assert!(on_form(&RULE, form(records.to_vec())).is_empty());
    }

    #[test]
    fn reports_gaps_and_repeats_once_per_sheet() {
        let found = numbered(&[(1, Some(1)), (2, Some(3)), (3, Some(3))]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message.vi, "Số thứ tự không liền: 1 → 3, 3 → 3.");
        assert_eq!(found[0].at.row, Some(9));
    }
}
