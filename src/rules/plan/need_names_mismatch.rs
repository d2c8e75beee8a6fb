//! Q516: a number that is not that of the people named.

use crate::finding::{Findings, Severity};
use crate::model::cycle::PlanBook;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q516",
    name: "need-names-mismatch",
    severity: Severity::Warning,
    title: label!(vi: "Số lượng khác danh sách kèm theo", en: "A number that is not that of the people named"),
    why: label!(
        vi: "Biểu số lượng và danh sách có tên của cùng đơn vị, cùng loại lớp không khớp. Bảng tổng hợp lấy theo biểu số lượng.",
        en: "The unit's number for a kind of class is not the number of people that it names. The number counts.",
    ),
    mend: label!(
        vi: "Hỏi đơn vị: thêm người vào danh sách hoặc sửa số.",
        en: "Ask the unit: add people to the list or mend the number.",
    ),
    example: label!(
        vi: "đăng ký 4 người, danh sách kèm theo có 3 người",
        en: "4 people stated, 3 named",
    ),
    source: label!(
        vi: "Biểu đăng ký nhu cầu đào tạo, bồi dưỡng năm (inbox/<năm>-KH)",
        en: "The plans of need of the year (inbox/<year>-KH)",
    ),
    needs: &[],
    check: Check::Plan(check),
};

fn check(book: &PlanBook, _: &Context, findings: &mut Findings) {
    for line in book.lines.iter().filter(|line| !line.stated.is_empty()) {
        let Some(named) = line.named.filter(|named| *named != line.need) else { continue };
        let (need, kind) = (line.need, book.kind_name(&line.kind));
        let message = text!(
            vi: "Nhu cầu {kind}: biểu số lượng ghi {need}, danh sách có tên {named} người.",
            en: "{kind}: {need} people are stated, {named} are named.",
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

    fn line(stated: Option<u32>, named: Option<u32>) -> usize {
        let number = stated.or(named).unwrap_or(0);
        let stated = stated.map(|number| (number, Place::default())).into_iter().collect();
        on_plan(&RULE, &plan(vec![NeedLine { stated, named, ..need("CB-STC", "TC", number) }]))
            .len()
    }

    #[test]
    fn allows_numbers_and_names_that_agree_and_either_alone() {
        assert_eq!((line(Some(3), Some(3)), line(Some(3), None), line(None, Some(3))), (0, 0, 0));
    }

    #[test]
    fn reports_a_list_that_is_shorter_than_the_number() {
        assert_eq!(line(Some(4), Some(3)), 1);
    }
}
