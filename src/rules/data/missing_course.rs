//! D256: the row registers for no class.

use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::place::Place;
use crate::model::role::FieldKey;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "D256",
    name: "missing-course",
    severity: Severity::Warning,
    title: label!(vi: "Chưa ghi lớp đăng ký", en: "No class is named"),
    why: label!(
        vi: "Không biết người này đăng ký lớp nào: ô lớp trống, và tiêu đề biểu, tên trang tính, mục cũng không nói. Nếu cả biểu không ghi lớp thì chỉ báo một lần.",
        en: "It cannot be told which class the person registers for: the cell is empty, and neither title nor sheet name nor section names one. A form that names no class at all is reported once.",
    ),
    mend: label!(
        vi: "Ghi mã hoặc tên lớp đúng như trong danh mục lớp học.",
        en: "Write the class's code or name as in the list of classes.",
    ),
    example: label!(vi: "ô Lớp đăng ký trống", en: "an empty class cell"),
    source: label!(
        vi: "Danh sách gửi trường lập theo từng lớp",
        en: "Lists for the school are made by class",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    let rows = form.records.iter().filter(|record| !record.crossed_out);
    let nameless: Vec<_> = rows
        .filter(|record| record.course.value.is_none() && record.course.problem.is_none())
        .collect();
    let is_asked = nameless.iter().any(|record| record.course.is_asked());
    if !is_asked && !nameless.is_empty() && nameless.len() == form.records.len() {
        let message = label!(
            vi: "Biểu không ghi đăng ký lớp nào.",
            en: "The form does not say for which class people register.",
        );
        findings
            .on_form(form, Place::file(&form.source.path), message.to_text())
            .suggest(RULE.mend.to_text());
        return;
    }
    for record in nameless {
        let message = label!(
            vi: "Chưa ghi lớp đăng ký.",
            en: "No class is named for the person.",
        );
        findings.on_field(record, FieldKey::Course, message.to_text()).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Field, Problem};
    use crate::rules::test_support::{
        bad, blank, form, on_form, on_record, other_row, row, row_with,
    };

    #[test]
    fn allows_a_class_and_leaves_unknown_ones_to_another_rule() {
        assert!(on_record(&RULE, row()).is_empty());
        let unknown = Problem::UnknownWord { suggestions: Vec::new() };
        let unknown = row_with(|r| r.course = bad("khóa 99", unknown, 15));
        assert!(on_record(&RULE, unknown).is_empty());
    }

    #[test]
    fn reports_an_empty_cell_on_its_row() {
        let found = on_record(&RULE, row_with(|r| r.course = blank(15)));
        assert_eq!(found[0].at.cell().unwrap().to_string(), "P9");
    }

    #[test]
    fn reports_a_form_that_names_no_class_once() {
        let mut rows = vec![row(), other_row(2, "Bùi Thị Hòa")];
        rows.iter_mut().for_each(|row| row.course = Field::default().into());
        let found = on_form(&RULE, form(rows));
        assert_eq!((found.len(), found[0].at.row), (1, None));
    }
}
