//! Q518: a need of nobody known.

use crate::finding::{Findings, Severity};
use crate::model::cycle::PlanBook;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q518",
    name: "need-unit-unknown",
    severity: Severity::Warning,
    title: label!(vi: "Không rõ nhu cầu của đơn vị nào", en: "A need of nobody known"),
    why: label!(
        vi: "Số trong biểu nhu cầu không gắn được với đơn vị nào trong danh mục, nên chưa vào bảng tổng hợp.",
        en: "A number of the plan belongs to no unit of the list, so it is left out of the totals.",
    ),
    mend: label!(
        vi: "Thêm tên gọi đó vào cột tên gọi khác của danh mục đơn vị, hoặc sửa tên trong biểu.",
        en: "Add the name to the list of units as another name, or mend it in the form.",
    ),
    example: label!(
        vi: "dòng “Chi bộ Cơ quan X” không có trong danh mục",
        en: "a line “Chi bộ Cơ quan X” that no list has",
    ),
    source: label!(
        vi: "Danh mục tổ chức đảng (reference/units)",
        en: "The list of units (reference/units)",
    ),
    needs: &[Need::Units],
    check: Check::Plan(check),
};

fn check(book: &PlanBook, _: &Context, findings: &mut Findings) {
    for (form, numbers) in book.counting() {
        for cell in numbers.needs.iter().filter(|cell| cell.unit.is_none() && cell.number > 0) {
            let (number, words) = (cell.number, &cell.unit_words);
            let message = text!(
                vi: "“{words}”: {number} người, không rõ là đơn vị nào trong danh mục.",
                en: "“{words}”: {number} people, no unit of the list is known by that name.",
            );
            let finding = findings.on_form(form, cell.place.clone(), message);
            finding.about(words).suggest(RULE.mend.to_text());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::cycle::{NeedCell, Numbers};
    use crate::rules::test_support::{cell, form, on_plan, plan_of};

    fn with(cell: NeedCell) -> usize {
        let numbers = Numbers { needs: vec![cell], sums: Vec::new() };
        on_plan(&RULE, &plan_of(vec![(form(Vec::new()), numbers)])).len()
    }

    #[test]
    fn allows_needs_of_known_units() {
        assert_eq!(with(cell("CB-STC", "TC", 4)), 0);
    }

    #[test]
    fn reports_a_need_of_nobody_known() {
        assert_eq!(with(NeedCell { unit: None, ..cell("CB-STC", "TC", 4) }), 1);
    }
}
