//! Q513: a unit without a plan.

use std::collections::BTreeSet;

use super::senders::{Received, senders};
use crate::finding::{Findings, Severity};
use crate::model::cycle::PlanBook;
use crate::model::place::Place;
use crate::model::record::UnitCode;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q513",
    name: "plan-not-submitted",
    severity: Severity::Warning,
    title: label!(vi: "Đơn vị chưa gửi nhu cầu năm", en: "A unit without a plan"),
    why: label!(
        vi: "Đơn vị có trong danh mục nhưng chưa gửi biểu nhu cầu nào đọc được, cũng không có trong biểu của đơn vị khác. Giao chỉ tiêu mà thiếu đơn vị này thì không công bằng.",
        en: "The unit is in the list, but no plan of it can be read, and it is in no other unit's plan. Quotas that leave it out are not fair.",
    ),
    mend: label!(
        vi: "Nhắc đơn vị; không có nhu cầu thì đơn vị báo lại bằng số 0.",
        en: "Remind the unit; a unit without a need says so with a zero.",
    ),
    example: label!(
        vi: "Chi bộ Thanh tra tỉnh không có tệp nào trong inbox/2027-KH",
        en: "a cell without any file in inbox/2027-KH",
    ),
    source: label!(
        vi: "Danh mục tổ chức đảng (reference/units)",
        en: "The list of units (reference/units)",
    ),
    needs: &[Need::Units],
    check: Check::Plan(check),
};

fn check(book: &PlanBook, context: &Context, findings: &mut Findings) {
    let planned = planned(book);
    for sender in senders(context.batch) {
        let silent = sender.received == Received::Nothing && !planned.contains(&sender.unit.code);
        if !sender.expected || !silent {
            continue;
        }
        let (unit, year) = (&sender.unit.name, book.year);
        let message = match sender.unreadable {
            0 => text!(
                vi: "{unit} chưa gửi nhu cầu năm {year}.",
                en: "{unit} has handed in no plan for {year}.",
            ),
            _ => text!(
                vi: "{unit} có gửi tệp nhu cầu năm {year} nhưng không đọc được.",
                en: "{unit} sent a plan for {year} that cannot be read.",
            ),
        };
        let finding = findings.report(Place::default(), message);
        finding.unit = Some(sender.unit.code.clone());
        finding.suggest(RULE.mend.to_text());
    }
}

/// Units that some form states a number for, be it zero.
fn planned(book: &PlanBook) -> BTreeSet<&UnitCode> {
    let needs = book.counting().flat_map(|(_, numbers)| &numbers.needs);
    needs.filter_map(|cell| cell.unit.as_ref()).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::cycle::Numbers;
    use crate::rules::test_support::{cell, form, form_of, on_plan, plan_of, row};

    #[test]
    fn allows_units_with_a_form_or_a_line_in_anothers() {
        let numbers = Numbers { needs: vec![cell("CB-SNV", "TC", 0)], sums: Vec::new() };
        let book = plan_of(vec![(form(vec![row()]), numbers)]);
        assert!(on_plan(&RULE, &book).is_empty());
    }

    #[test]
    fn reports_a_unit_that_stands_nowhere() {
        let book = plan_of(vec![(form_of("CB-STC", vec![row()]), Numbers::default())]);
        let found = on_plan(&RULE, &book);
        assert_eq!(found.iter().map(|f| f.unit.as_deref()).collect::<Vec<_>>(), [Some("CB-SNV")]);
    }
}
