//! Q515: two plans that say different numbers.

use crate::finding::{Findings, Severity};
use crate::model::cycle::PlanBook;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q515",
    name: "need-stated-twice",
    severity: Severity::Warning,
    title: label!(vi: "Hai biểu ghi nhu cầu khác nhau", en: "Two plans that say different numbers"),
    why: label!(
        vi: "Nhu cầu của một đơn vị với một loại lớp có trong hai biểu (biểu của đơn vị, biểu cấp trên tổng hợp, bản gửi lại) với số khác nhau. Chương trình lấy số lớn hơn.",
        en: "A unit's need of a kind of class stands in two forms (its own, its superior's, one sent again) with different numbers. The larger one counts.",
    ),
    mend: label!(
        vi: "Hỏi đơn vị số nào đúng rồi bỏ biểu sai ra khỏi thư mục.",
        en: "Ask the unit which is right and take the wrong form out of the folder.",
    ),
    example: label!(
        vi: "biểu của chi bộ ghi 3, biểu của đảng bộ cấp trên ghi 5",
        en: "the cell's own form says 3, its superior's 5",
    ),
    source: label!(
        vi: "Biểu đăng ký nhu cầu đào tạo, bồi dưỡng năm (inbox/<năm>-KH)",
        en: "The plans of need of the year (inbox/<year>-KH)",
    ),
    needs: &[],
    check: Check::Plan(check),
};

fn check(book: &PlanBook, _: &Context, findings: &mut Findings) {
    for line in &book.lines {
        let different = line.stated.iter().any(|(number, _)| *number != line.need);
        if !different {
            continue;
        }
        let said: Vec<String> = line
            .stated
            .iter()
            .map(|(number, place)| format!("{number} ({})", place.file))
            .collect();
        let (said, kind) = (said.join(", "), book.kind_name(&line.kind));
        let message = text!(
            vi: "Nhu cầu {kind} được ghi khác nhau: {said}.",
            en: "The need of {kind} is stated differently: {said}.",
        );
        let finding = findings.report(line.place(), message);
        finding.unit = Some(line.unit.clone());
        finding.about(&line.kind).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::cycle::NeedLine;
    use crate::model::place::Place;
    use crate::rules::test_support::{need, on_plan, plan};

    fn stated(numbers: &[u32]) -> usize {
        let stated = numbers.iter().map(|number| (*number, Place::default())).collect();
        let most = numbers.iter().copied().max().unwrap_or(0);
        on_plan(&RULE, &plan(vec![NeedLine { stated, ..need("CB-STC", "TC", most) }])).len()
    }

    #[test]
    fn allows_forms_that_agree() {
        assert_eq!((stated(&[3]), stated(&[3, 3])), (0, 0));
    }

    #[test]
    fn reports_forms_that_do_not() {
        assert_eq!(stated(&[3, 5]), 1);
    }
}
