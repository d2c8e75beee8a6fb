//! Q502: fewer than planned.

use super::board::board;
use super::{FormOfUnit, on_unit};
use crate::finding::{Findings, Severity};
use crate::model::batch::Batch;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q502",
    name: "under-plan",
    severity: Severity::Info,
    title: label!(vi: "Chưa đạt kế hoạch", en: "Fewer than planned"),
    why: label!(
        vi: "Số người đơn vị đăng ký cho lớp (kể cả đã được nhận ở các kỳ trước) ít hơn kế hoạch. Mỗi đơn vị, mỗi lớp báo một lần.",
        en: "The unit has registered fewer people for the class (those accepted in earlier periods included) than planned. Reported once per unit and class.",
    ),
    mend: label!(
        vi: "Đơn vị đăng ký bổ sung hoặc báo điều chỉnh kế hoạch.",
        en: "The unit registers more people, or has the plan changed.",
    ),
    example: label!(
        vi: "kế hoạch 5 người, mới đăng ký 3 người",
        en: "5 people planned, 3 registered",
    ),
    source: label!(
        vi: "Bảng chỉ tiêu (reference/quotas), cột kế hoạch",
        en: "The list of quotas (reference/quotas), column plan",
    ),
    needs: &[Need::Quotas],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    let forms = FormOfUnit::of(batch);
    for line in board(context) {
        let Some(plan) = line.plan.filter(|plan| line.in_all() < *plan) else { continue };
        let (course, registered, lacking) = (&line.course, line.in_all(), plan - line.in_all());
        let unit = batch.lists.unit_name(&line.unit);
        let message = text!(
            vi: "{unit} mới đăng ký lớp {course} {registered} người, còn thiếu {lacking} so với kế hoạch {plan}.",
            en: "{unit} has registered {registered} people for class {course}, {lacking} fewer than the {plan} planned.",
        );
        on_unit(findings, &forms, &line.unit, message)
            .suggest(RULE.mend.to_text())
            .about(&line.course);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::test_support::{batch, earlier, form, on_batch, quota, row};

    #[test]
    fn allows_a_plan_that_is_met_also_over_several_months() {
        let mut met = batch(vec![form(vec![row()])]);
        met.lists_mut().quotas = Some(vec![quota("CB-STC", "TC-K45", Some(1), None)]);
        assert!(on_batch(&RULE, &met).is_empty());
        met.lists_mut().quotas = Some(vec![quota("CB-STC", "TC-K45", Some(2), None)]);
        let mut before = earlier(&met, 0, row(), true);
        before.person = "somebody else".into();
        met.earlier = vec![before];
        assert!(on_batch(&RULE, &met).is_empty());
    }

    #[test]
    fn reports_what_is_lacking_also_from_units_that_sent_nothing() {
        let mut batch = batch(vec![form(vec![row()])]);
        batch.lists_mut().quotas = Some(vec![
            quota("CB-STC", "TC-K45", Some(3), None),
            quota("CB-SNV", "TC-K46", Some(1), None),
        ]);
        let found = on_batch(&RULE, &batch);
        assert_eq!(found.len(), 2);
        let of = |unit: &str| found.iter().find(|one| one.unit.as_deref() == Some(unit)).unwrap();
        assert!(of("CB-STC").message.vi.ends_with("còn thiếu 2 so với kế hoạch 3."));
        assert_eq!(&*of("CB-SNV").at.file, "");
    }
}
