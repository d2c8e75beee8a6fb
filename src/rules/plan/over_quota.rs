//! Q501: a unit registers more people for a class than its quota.

use super::board::board;
use super::{FormOfUnit, on_unit};
use crate::finding::{Findings, Severity};
use crate::model::batch::Batch;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q501",
    name: "over-quota",
    severity: Severity::Warning,
    title: label!(vi: "Vượt chỉ tiêu", en: "Over the quota"),
    why: label!(
        vi: "Đơn vị đăng ký cho lớp nhiều người hơn chỉ tiêu được phân bổ trong bảng chỉ tiêu. Mỗi người tính một lần; mỗi đơn vị, mỗi lớp báo một lần.",
        en: "The unit registers more people for the class than the list of quotas allots. Everybody is counted once; reported once per unit and class.",
    ),
    mend: label!(
        vi: "Đơn vị xếp thứ tự ưu tiên và rút bớt, hoặc đề nghị bổ sung chỉ tiêu.",
        en: "The unit puts people in order and withdraws some, or asks for a larger quota.",
    ),
    example: label!(
        vi: "chỉ tiêu lớp TC-K45 là 3, đăng ký 4 người",
        en: "a quota of 3 for TC-K45, and 4 people registered",
    ),
    source: label!(
        vi: "Bảng chỉ tiêu (reference/quotas)",
        en: "The list of quotas (reference/quotas)",
    ),
    needs: &[Need::Quotas],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    let forms = FormOfUnit::of(batch);
    for line in board(context) {
        let (Some(quota), Some(left)) = (line.quota, line.left()) else { continue };
        if left >= 0 {
            continue;
        }
        let (course, registered, over) = (&line.course, line.registered, -left);
        let unit = batch.lists.unit_name(&line.unit);
        let message = text!(
            vi: "{unit} đăng ký lớp {course} {registered} người, vượt chỉ tiêu {quota} là {over} người.",
            en: "{unit} registers {registered} people for class {course}, {over} more than its quota of {quota}.",
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
    use crate::rules::test_support::{batch, form, on_batch, other_row, quota, row};

    fn with_quota(allotted: Option<u32>) -> Vec<Finding> {
        let mut batch = batch(vec![form(vec![row(), other_row(2, "Bùi Thị Hòa")])]);
        batch.lists_mut().quotas = Some(vec![quota("CB-STC", "TC-K45", Some(9), allotted)]);
        on_batch(&RULE, &batch)
    }

    #[test]
    fn allows_a_quota_that_is_just_filled_and_one_that_is_not_given() {
        assert!(with_quota(Some(2)).is_empty());
        assert!(with_quota(None).is_empty());
    }

    #[test]
    fn reports_once_per_unit_and_class_with_its_rows() {
        let found = with_quota(Some(1));
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message.vi,
            "Chi bộ Sở Tài chính đăng ký lớp TC-K45 2 người, vượt chỉ tiêu 1 là 1 người.",
        );
        assert_eq!((found[0].related.len(), found[0].record.as_ref()), (2, None));
        assert_eq!(found[0].unit.as_deref(), Some("CB-STC"));
        assert_eq!(with_quota(Some(0)).len(), 1);
    }
}
