//! F119: the form has its columns but nobody in it.

use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::place::Place;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "F119",
    name: "empty-form",
    severity: Severity::Info,
    title: label!(vi: "Biểu không có người nào", en: "A form with nobody in it"),
    why: label!(
        vi: "Biểu đúng mẫu nhưng danh sách trống: đơn vị không có người đăng ký, hoặc gửi nhầm biểu chưa điền. Đơn vị vẫn được tính là đã nộp.",
        en: "The form is right but its list is empty: the unit registers nobody, or sent the blank form by mistake. The unit still counts as having handed in.",
    ),
    mend: label!(
        vi: "Nếu đơn vị có người đăng ký, gửi lại biểu đã điền.",
        en: "If the unit does register people, send the form that was filled in.",
    ),
    example: label!(vi: "biểu mới có tiêu đề cột", en: "a form with nothing but its headings"),
    source: label!(
        vi: "Thực tế nhận biểu: gửi nhầm biểu trống",
        en: "Observed: blank forms sent by mistake",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    if !form.tables.is_empty() && form.records.is_empty() {
        let message = label!(
            vi: "Biểu không có người nào trong danh sách.",
            en: "Nobody is listed in the form.",
        );
        findings
            .on_form(form, Place::file(&form.source.path), message.to_text())
            .suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_form_with_people_and_a_file_without_a_list() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
        let letter = form_with(|form| {
            form.tables.clear();
            form.records.clear();
        });
        assert!(on_form(&RULE, letter).is_empty());
    }

    #[test]
    fn reports_a_blank_form() {
        let found = on_form(&RULE, form_with(|form| form.records.clear()));
        assert_eq!(found[0].message.en, "Nobody is listed in the form.");
    }
}
