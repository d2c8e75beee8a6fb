//! F109: a hidden sheet holds a list, or a hidden row a person.

use crate::finding::{Findings, Severity};
use crate::model::place::Place;
use crate::model::submission::{Refusal, Submission};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F109",
    name: "hidden-data",
    severity: Severity::Warning,
    title: label!(vi: "Danh sách hoặc dòng bị ẩn", en: "A hidden list or row"),
    why: label!(
        vi: "Trang tính ẩn thường là danh sách cũ còn sót nên không được đọc; dòng ẩn thường do bộ lọc nên vẫn được đọc. Cả hai đều cần người gửi xác nhận.",
        en: "A hidden sheet is mostly last year's list and is not read; a hidden row is mostly filtered away and is read. Either way the sender should confirm it.",
    ),
    mend: label!(
        vi: "Xóa trang tính, dòng ẩn nếu không dùng; nếu dùng thì bỏ ẩn (Unhide), bỏ lọc rồi gửi lại.",
        en: "Delete hidden sheets and rows that are not meant; unhide those that are, clear the filter, and send the form again.",
    ),
    example: label!(
        vi: "trang “Sheet2” bị ẩn chứa danh sách đăng ký năm trước",
        en: "a hidden “Sheet2” with last year's registrations",
    ),
    source: label!(
        vi: "Thực tế nhận biểu: danh sách năm trước còn trong trang ẩn",
        en: "Observed: last year's list left on a hidden sheet",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    for sheet in &form.sheets {
        if sheet.refused == Some(Refusal::Hidden { has_list: true }) {
            let name = &sheet.name;
            let message = text!(
                vi: "Trang tính ẩn “{name}” có danh sách người nhưng không được đọc.",
                en: "The hidden sheet “{name}” holds a list of people; it was not read.",
            );
            findings
                .on_form(form, Place::sheet(&form.source.path, name), message)
                .suggest(RULE.mend.to_text())
                .about(name);
        }
    }
    for record in form.records.iter().filter(|record| record.hidden) {
        let message = label!(
            vi: "Dòng bị ẩn (hoặc bị lọc) trong biểu nhưng có người đăng ký; dòng vẫn được đọc.",
            en: "The row is hidden or filtered away, yet holds a person; it was read all the same.",
        );
        let suggestion = label!(
            vi: "Xác nhận người này có đăng ký không; nếu không thì xóa dòng.",
            en: "Confirm that the person is registered; if not, delete the row.",
        );
        findings.on_record(record, message.to_text()).suggest(suggestion.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::submission::Refusal;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_hidden_sheet_without_a_list() {
        let form = form_with(|form| {
            form.sheets[0].refused = Some(Refusal::Hidden { has_list: false });
        });
        assert!(on_form(&RULE, form).is_empty());
    }

    #[test]
    fn reports_a_hidden_list_on_its_sheet() {
        let form = form_with(|form| {
            form.sheets[0].refused = Some(Refusal::Hidden { has_list: true });
        });
        let found = on_form(&RULE, form);
        assert_eq!((found.len(), found[0].at.sheet.as_deref()), (1, Some("DS")));
    }

    #[test]
    fn reports_a_hidden_row_on_the_row() {
        let found = on_form(&RULE, form_with(|form| form.records[0].hidden = true));
        assert_eq!(found[0].record.as_deref(), Some("r1"));
    }
}
