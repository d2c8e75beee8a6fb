//! Q512: sums of a plan that do not add up.

use crate::finding::{Findings, Severity};
use crate::model::cycle::PlanBook;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q512",
    name: "need-sum-mismatch",
    severity: Severity::Warning,
    title: label!(vi: "Cộng nhu cầu không khớp", en: "Sums of a plan that do not add up"),
    why: label!(
        vi: "Số ở ô cộng (cuối dòng hoặc dòng tổng) khác với tổng các ô của nó. Chương trình tính theo từng ô, không theo ô cộng.",
        en: "A sum stated in the form (at the end of a row or in the line of totals) is not the sum of its cells. The cells count, not the sum.",
    ),
    mend: label!(
        vi: "Hỏi đơn vị số nào đúng.",
        en: "Ask the unit which number is right.",
    ),
    example: label!(
        vi: "các ô 3, 2, 1 và ô Cộng ghi 7",
        en: "cells 3, 2, 1 and a total of 7",
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
        for sum in numbers.sums.iter().filter(|sum| sum.said != sum.counted) {
            let (said, counted) = (sum.said, sum.counted);
            let message = text!(
                vi: "Ô cộng ghi {said}, các ô cộng lại là {counted}.",
                en: "The sum says {said}, its cells come to {counted}.",
            );
            let finding = findings.on_form(form, sum.place.clone(), message);
            if sum.unit.is_some() {
                finding.unit = sum.unit.clone();
            }
            finding.suggest(RULE.mend.to_text());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::cycle::{Numbers, SumCheck};
    use crate::model::place::Place;
    use crate::rules::test_support::{form, on_plan, plan_of};

    fn with_sum(said: u32, counted: u32) -> usize {
        let sum = SumCheck { place: Place::default(), unit: None, said, counted };
        let numbers = Numbers { needs: Vec::new(), sums: vec![sum] };
        on_plan(&RULE, &plan_of(vec![(form(Vec::new()), numbers)])).len()
    }

    #[test]
    fn allows_a_sum_that_is_right() {
        assert_eq!(with_sum(6, 6), 0);
    }

    #[test]
    fn reports_a_sum_that_is_not_that_of_its_cells() {
        assert_eq!(with_sum(7, 6), 1);
    }
}
