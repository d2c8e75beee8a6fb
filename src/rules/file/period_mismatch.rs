//! F112: the form names another month than its folder.

use crate::finding::{Findings, Severity};
use crate::model::period::Period;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F112",
    name: "period-mismatch",
    severity: Severity::Warning,
    title: label!(vi: "Biểu ghi kỳ khác", en: "The form names another month"),
    why: label!(
        vi: "Tháng ghi trên biểu khác tháng của thư mục; có thể đơn vị gửi nhầm biểu cũ hoặc tệp được để nhầm thư mục.",
        en: "The form says another month than its folder; it may be an old form, or in the wrong folder.",
    ),
    mend: label!(
        vi: "Hỏi lại đơn vị. Nếu là biểu cũ thì gửi biểu đúng kỳ; nếu chỉ quên sửa tiêu đề thì sửa tháng trên biểu.",
        en: "Ask the unit. If it is an old form, send the right one; if only the title was left, correct the month.",
    ),
    example: label!(
        vi: "biểu trong thư mục 2026-11 ghi “Tháng 10 năm 2026”",
        en: "a form in folder 2026-11 that says “Tháng 10 năm 2026”",
    ),
    source: label!(
        vi: "Đăng ký theo tháng; thư mục inbox/<năm-tháng> là kỳ nhận",
        en: "Registrations are monthly; the folder inbox/<month> is the period",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, context: &Context, findings: &mut Findings) {
    let Some((named, place)) = &form.facts.period else { return };
    if *named == context.period() {
        return;
    }
    let (named, expected) = (month(*named), month(context.period()));
    let message = text!(
        vi: "Biểu ghi kỳ {named} nhưng được nhận trong kỳ {expected}.",
        en: "The form says {named} but was handed in for {expected}.",
    );
    findings.on_form(form, place.clone(), message).suggest(RULE.mend.to_text());
}

fn month(period: Period) -> String {
    format!("{:02}/{}", period.month, period.year)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::period::Period;
    use crate::model::place::{Place, Position};
    use crate::model::submission::Submission;
    use crate::rules::test_support::{form_with, on_form};

    fn named(month: u32) -> Submission {
        form_with(|form| {
            let place = Place::sheet(&form.source.path, &form.sheets[0].name);
            let place = place.at_cell(Position::new(5, 0));
            form.facts.period = Some((Period { year: 2026, month }, place));
        })
    }

    #[test]
    fn allows_the_month_of_the_folder_and_forms_that_name_none() {
        assert!(on_form(&RULE, named(11)).is_empty());
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_last_months_form_where_it_says_so() {
        let found = on_form(&RULE, named(10));
        assert_eq!(found[0].message.vi, "Biểu ghi kỳ 10/2026 nhưng được nhận trong kỳ 11/2026.");
        assert_eq!(found[0].at.cell().unwrap().to_string(), "A6");
    }
}
