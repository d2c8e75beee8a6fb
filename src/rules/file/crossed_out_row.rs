//! F118: the sender struck a person's row out.

use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "F118",
    name: "crossed-out-row",
    severity: Severity::Warning,
    title: label!(vi: "Dòng bị gạch bỏ", en: "A row that is struck out"),
    why: label!(
        vi: "Đơn vị gạch ngang dòng có người đăng ký, thường để rút tên. Chương trình không tự bỏ dòng mà chờ xác nhận; các lỗi khác của dòng không được báo.",
        en: "The unit struck out a row that holds a person, mostly to withdraw it. The row is not dropped but waits for a decision; its other faults are not reported.",
    ),
    mend: label!(
        vi: "Nếu rút tên, xóa hẳn dòng rồi gửi lại; nếu vẫn đăng ký, bỏ gạch ngang.",
        en: "If the person is withdrawn, delete the row and send the form again; if not, remove the strike-through.",
    ),
    example: label!(
        vi: "dòng 5 của danh sách định dạng gạch ngang chữ",
        en: "row 5 of the list formatted with strike-through",
    ),
    source: label!(
        vi: "Thực tế nhận biểu: rút tên bằng cách gạch ngang",
        en: "Observed: people withdrawn by striking them out",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    for record in form.records.iter().filter(|record| record.crossed_out) {
        let message = label!(
            vi: "Dòng bị gạch bỏ trong biểu; chưa rõ người này còn đăng ký hay không.",
            en: "The row is struck out; it is not clear whether the person still registers.",
        );
        findings.on_record(record, message.to_text()).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::test_support::{form, on_form, row, row_with};

    #[test]
    fn allows_a_row_that_stands() {
        assert!(on_form(&RULE, form(vec![row()])).is_empty());
    }

    #[test]
    fn reports_a_row_that_is_struck_out() {
        let found = on_form(&RULE, form(vec![row_with(|r| r.crossed_out = true)]));
        assert_eq!(found[0].record.as_deref(), Some("r1"));
    }
}
