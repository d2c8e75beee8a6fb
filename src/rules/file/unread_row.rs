//! F117: a non-empty row inside the table fits no kind.

use crate::finding::{Findings, Severity};
use crate::model::place::Place;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F117",
    name: "unread-row",
    severity: Severity::Warning,
    title: label!(vi: "Dòng không hiểu được", en: "A row that was not understood"),
    why: label!(
        vi: "Trong danh sách có dòng có chữ nhưng không phải người, tiêu đề, mục hay dòng cộng. Chương trình không đoán bừa, nên dòng này chưa được lấy.",
        en: "The list holds a row that is no person, heading, section or total. The program does not guess, so the row was left out.",
    ),
    mend: label!(
        vi: "Xem dòng đó: nếu là người đăng ký thì điền đủ họ tên, ngày sinh; nếu là ghi chú thì chuyển xuống dưới danh sách.",
        en: "Look at the row: if it is a person, fill in name and birth date; if it is a remark, move it below the list.",
    ),
    example: label!(
        vi: "giữa danh sách có dòng chỉ ghi “chuyển sang kỳ sau”",
        en: "a row in the list that only says “chuyển sang kỳ sau”",
    ),
    source: label!(
        vi: "Cam kết không bỏ sót dòng nào mà không báo",
        en: "The promise that no row is dropped silently",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    for sheet in &form.sheets {
        for &row in &sheet.unread_rows {
            let number = row.saturating_add(1);
            let at = Place::sheet(&form.source.path, &sheet.name).at_row(row);
            let message = text!(
                vi: "Dòng {number} trong danh sách không hiểu được nên chưa được lấy.",
                en: "Row {number} of the list was not understood and was left out.",
            );
            findings
                .on_form(form, at, message)
                .suggest(RULE.mend.to_text())
                .about(&format!("{} {number}", sheet.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_form_whose_every_row_is_understood() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_each_row_that_was_left_out() {
        let found = on_form(&RULE, form_with(|form| form.sheets[0].unread_rows = vec![11, 14]));
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].at.row, found[1].at.row), (Some(11), Some(14)));
        assert!(found[0].message.vi.starts_with("Dòng 12 "));
    }
}
