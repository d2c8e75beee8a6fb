//! Q514: a kind of class that is not known.

use crate::finding::{Findings, Severity};
use crate::model::cycle::PlanBook;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q514",
    name: "unknown-class-kind",
    severity: Severity::Warning,
    title: label!(vi: "Không rõ loại lớp", en: "A kind of class that is not known"),
    why: label!(
        vi: "Cột hoặc dòng của biểu nhu cầu không nói rõ là loại lớp nào, nên số ở đó chưa vào bảng tổng hợp.",
        en: "A column or line of the plan does not say which kind of class it means, so its numbers are left out of the totals.",
    ),
    mend: label!(
        vi: "Ghi tên loại lớp đầy đủ, ví dụ “Trung cấp LLCT không tập trung”.",
        en: "Write the kind of class in full, for example “Trung cấp LLCT không tập trung”.",
    ),
    example: label!(
        vi: "cột “Tin học” có số 4",
        en: "a column “Tin học” with the number 4",
    ),
    source: label!(
        vi: "Biểu đăng ký nhu cầu đào tạo, bồi dưỡng năm (inbox/<năm>-KH)",
        en: "The plans of need of the year (inbox/<year>-KH)",
    ),
    needs: &[],
    check: Check::Plan(check),
};

fn check(book: &PlanBook, _: &Context, findings: &mut Findings) {
    for (form, numbers) in book.counting() {
        for cell in numbers.needs.iter().filter(|cell| cell.kind.is_none() && cell.number > 0) {
            let (number, words) = (cell.number, &cell.kind_words);
            let message = text!(
                vi: "“{words}”: {number} người, chưa rõ loại lớp nào.",
                en: "“{words}”: {number} people, it is not known for which kind of class.",
            );
            let finding = findings.on_form(form, cell.place.clone(), message);
            finding.unit = cell.unit.clone().or_else(|| finding.unit.clone());
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
    fn allows_known_kinds_and_columns_without_numbers() {
        assert_eq!(with(cell("CB-STC", "TC", 4)), 0);
        assert_eq!(with(NeedCell { kind: None, ..cell("CB-STC", "TC", 0) }), 0);
    }

    #[test]
    fn reports_numbers_for_something_else() {
        assert_eq!(with(NeedCell { kind: None, ..cell("CB-STC", "TC", 4) }), 1);
    }
}
