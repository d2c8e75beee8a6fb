//! Q506: dated after the class's registration deadline.

use crate::finding::{Findings, Severity};
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q506",
    name: "late-submission",
    severity: Severity::Info,
    title: label!(vi: "Nộp sau hạn", en: "Handed in late"),
    why: label!(
        vi: "Ngày ghi trên biểu sau hạn đăng ký của lớp; đơn vị khác có thể đã hết chỗ vì đăng ký đúng hạn.",
        en: "The form is dated after the class's registration deadline; others may have been in time.",
    ),
    mend: label!(
        vi: "Cán bộ quyết định có nhận hay không.",
        en: "The officer decides whether it is accepted.",
    ),
    example: label!(
        vi: "hạn đăng ký 20/11/2026, biểu ghi ngày 25/11/2026",
        en: "a deadline of 20/11/2026, a form dated 25/11/2026",
    ),
    source: label!(
        vi: "Danh mục lớp học (reference/courses), cột hạn đăng ký",
        en: "The list of classes (reference/courses), column deadline",
    ),
    needs: &[Need::Courses],
    check: Check::Form(check),
};

fn check(form: &Submission, context: &Context, findings: &mut Findings) {
    let Some((dated, place)) = &form.facts.dated else { return };
    for code in form.courses() {
        let course = context.batch.lists.course(&code);
        let Some(deadline) = course.and_then(|course| course.deadline) else { continue };
        if *dated <= deadline {
            continue;
        }
        let (dated, deadline) = (dated.format("%d/%m/%Y"), deadline.format("%d/%m/%Y"));
        let message = text!(
            vi: "Biểu ghi ngày {dated}, sau hạn đăng ký lớp {code} ({deadline}).",
            en: "The form is dated {dated}, after the deadline of class {code} ({deadline}).",
        );
        findings.on_form(form, place.clone(), message).suggest(RULE.mend.to_text()).about(&code);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::place::Position;
    use crate::rules::test_support::{day, form_with, on_form};

    fn dated(iso: &str) -> Vec<Finding> {
        on_form(
            &RULE,
            form_with(|form| {
                let place = form.records[0].place.clone().at_cell(Position::new(1, 4));
                form.facts.dated = Some((day(iso), place));
            }),
        )
    }

    #[test]
    fn allows_the_day_itself_and_forms_without_a_date() {
        assert!(dated("2026-11-20").is_empty());
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_a_later_date_where_it_stands() {
        let found = dated("2026-11-25");
        assert_eq!(
            found[0].message.vi,
            "Biểu ghi ngày 25/11/2026, sau hạn đăng ký lớp TC-K45 (20/11/2026).",
        );
        assert_eq!(found[0].at.cell().unwrap().to_string(), "E2");
    }
}
