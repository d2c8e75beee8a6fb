//! D255: the form's study mode is not the class's.

use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::{Origin, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D255",
    name: "study-mode-mismatch",
    severity: Severity::Warning,
    title: label!(vi: "Hình thức học khác với lớp", en: "Another study mode than the class"),
    why: label!(
        vi: "Biểu ghi hình thức học khác với hình thức của lớp trong danh mục: có thể ghi nhầm lớp hoặc nhầm hình thức, và tuổi học khác nhau theo hình thức.",
        en: "The form names another study mode than the list has for the class: class or mode may be wrong, and age limits depend on the mode.",
    ),
    mend: label!(
        vi: "Chọn lại lớp hoặc hình thức học cho khớp.",
        en: "Choose class and mode so that they agree.",
    ),
    example: label!(
        vi: "lớp TC-K46 (tập trung) nhưng ghi “Không tập trung”",
        en: "class TC-K46 (full time), but “Không tập trung” (part time)",
    ),
    source: label!(
        vi: "Danh mục lớp học (reference/courses)",
        en: "The list of classes (reference/courses)",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(course) = context.course(record) else { return };
    let (Some(by_list), Some(by_form)) = (course.mode, record.study_mode.value) else { return };
    if by_list == by_form || record.study_mode.origin == Origin::Derived {
        return;
    }
    let code = &course.code;
    let (Text { vi: list_vi, en: list_en }, Text { vi, en }) = (by_list.label(), by_form.label());
    let message = text!(
        vi: "Biểu ghi hình thức “{vi}” nhưng lớp {code} học “{list_vi}”.",
        en: "The form says “{en}”, but class {code} is “{list_en}”.",
    );
    findings.on_field(record, FieldKey::StudyMode, message).suggest(RULE.mend.to_text());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Field;
    use crate::model::value::StudyMode;
    use crate::rules::test_support::{on_record, read, row, row_with};

    #[test]
    fn allows_the_class_s_mode_and_forms_that_name_none() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.study_mode = Field::default().into())).is_empty());
    }

    #[test]
    fn reports_the_other_mode() {
        let found =
            on_record(&RULE, row_with(|r| r.study_mode = read(StudyMode::FullTime, "TT", 16)));
        assert_eq!(
            found[0].message.vi,
            "Biểu ghi hình thức “Tập trung” nhưng lớp TC-K45 học “Không tập trung”.",
        );
    }
}
