//! Q505: a registration for a class for which the unit has no plan, where plans exist.

use std::collections::BTreeSet;

use super::board::board;
use super::{FormOfUnit, on_unit};
use crate::finding::{Findings, Severity};
use crate::model::batch::Batch;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q505",
    name: "unplanned-course",
    severity: Severity::Warning,
    title: label!(vi: "Lớp ngoài kế hoạch", en: "A class outside the plan"),
    why: label!(
        vi: "Đơn vị đăng ký lớp mà bảng chỉ tiêu không phân bổ cho đơn vị, trong khi bảng có nói đến lớp đó hoặc đơn vị đó. Mỗi đơn vị, mỗi lớp báo một lần.",
        en: "The unit registers for a class that the list of quotas does not allot to it, though the list speaks of that class or that unit. Reported once per unit and class.",
    ),
    mend: label!(
        vi: "Chuyển sang lớp có chỉ tiêu, hoặc đề nghị bổ sung kế hoạch.",
        en: "Choose a class with a quota, or ask for a change of the plan.",
    ),
    example: label!(
        vi: "bảng chỉ tiêu chỉ phân bổ TC-K45, đơn vị đăng ký CC-K12",
        en: "only TC-K45 is allotted, the unit registers for CC-K12",
    ),
    source: label!(
        vi: "Bảng chỉ tiêu (reference/quotas)",
        en: "The list of quotas (reference/quotas)",
    ),
    needs: &[Need::Quotas],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    let Some(quotas) = &batch.lists.quotas else { return };
    let units: BTreeSet<_> = quotas.iter().map(|quota| &quota.unit).collect();
    let courses: BTreeSet<_> = quotas.iter().map(|quota| &quota.course).collect();
    let forms = FormOfUnit::of(batch);
    for line in board(context) {
        let speaks = units.contains(&line.unit) || courses.contains(&line.course);
        if line.is_planned || line.registered == 0 || !speaks {
            continue;
        }
        let (course, registered) = (&line.course, line.registered);
        let unit = batch.lists.unit_name(&line.unit);
        let message = text!(
            vi: "{unit} đăng ký {registered} người cho lớp {course} nhưng không có kế hoạch, chỉ tiêu lớp này.",
            en: "{unit} registers {registered} people for class {course}, for which it has neither plan nor quota.",
        );
        on_unit(findings, &forms, &line.unit, message)
            .suggest(RULE.mend.to_text())
            .relate(line.rows)
            .about(&line.course);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::rules::test_support::{batch, form, on_batch, quota, row};

    fn planned(unit: &str, course: &str) -> Vec<Finding> {
        let mut batch = batch(vec![form(vec![row()])]);
        batch.lists_mut().quotas = Some(vec![quota(unit, course, Some(1), Some(1))]);
        on_batch(&RULE, &batch)
    }

    #[test]
    fn allows_a_planned_class_and_plans_that_speak_of_neither() {
        assert!(planned("CB-STC", "TC-K45").is_empty());
        assert!(planned("CB-SNV", "TC-K46").is_empty());
        assert!(on_batch(&RULE, &batch(vec![form(vec![row()])])).is_empty());
    }

    #[test]
    fn reports_a_class_that_others_have_and_a_unit_with_other_classes() {
        assert_eq!(planned("CB-SNV", "TC-K45").len(), 1);
        let found = planned("CB-STC", "TC-K46");
        assert_eq!((&*found[0].subject, found[0].unit.as_deref()), ("TC-K45", Some("CB-STC")));
    }
}
