//! Q517: a need far above last year's.

use crate::finding::{Findings, Severity};
use crate::model::cycle::PlanBook;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q517",
    name: "need-jump",
    severity: Severity::Info,
    title: label!(vi: "Nhu cầu tăng đột biến", en: "A need far above last year's"),
    why: label!(
        vi: "Nhu cầu gấp hơn hai lần nhu cầu năm trước (hoặc số người thực cử năm trước) và tăng ít nhất bằng mức ở [candidates] jump. Thường là đăng ký dư để được giao đủ.",
        en: "The need is more than twice last year's need (or what was really sent), by at least the number of [candidates] jump. Often a unit asks for more to get enough.",
    ),
    mend: label!(
        vi: "Hỏi lại đơn vị trước khi giao chỉ tiêu.",
        en: "Ask the unit before quotas are given.",
    ),
    example: label!(
        vi: "năm trước đăng ký 2, cử 1; năm nay đăng ký 9",
        en: "2 planned and 1 sent last year, 9 planned now",
    ),
    source: label!(
        vi: "Biểu đăng ký nhu cầu đào tạo, bồi dưỡng năm (inbox/<năm>-KH)",
        en: "The plans of need of the year (inbox/<year>-KH)",
    ),
    needs: &[],
    check: Check::Plan(check),
};

fn check(book: &PlanBook, context: &Context, findings: &mut Findings) {
    let jump = context.settings.candidates.jump;
    for line in &book.lines {
        let known = line.before.into_iter().chain(line.sent).max();
        let Some(before) = known else { continue };
        let far = line.need > before.saturating_mul(2) && line.need - before >= jump;
        if !far {
            continue;
        }
        let (need, kind) = (line.need, book.kind_name(&line.kind));
        let (planned, sent) = (line.before.unwrap_or(0), line.sent.unwrap_or(0));
        let message = text!(
            vi: "Nhu cầu {kind}: {need} người; năm trước đăng ký {planned}, thực cử {sent}.",
            en: "{need} people are planned for {kind}; the year before {planned} were planned and {sent} sent.",
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
    use crate::rules::test_support::{need, on_plan, plan};

    fn line(number: u32, before: Option<u32>, sent: Option<u32>) -> usize {
        on_plan(&RULE, &plan(vec![NeedLine { before, sent, ..need("CB-STC", "TC", number) }])).len()
    }

    #[test]
    fn allows_growth_small_numbers_and_a_first_plan() {
        assert_eq!(line(8, Some(4), Some(3)), 0);
        assert_eq!(line(2, Some(0), Some(0)), 0);
        assert_eq!(line(50, None, None), 0);
    }

    #[test]
    fn reports_a_need_that_multiplied() {
        assert_eq!(line(9, Some(2), Some(1)), 1);
    }
}
