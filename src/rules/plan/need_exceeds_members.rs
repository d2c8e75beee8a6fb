//! Q511: a need larger than the people who could go.

use crate::finding::{Findings, Severity};
use crate::model::cycle::PlanBook;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q511",
    name: "need-exceeds-members",
    severity: Severity::Warning,
    title: label!(vi: "Nhu cầu lớn hơn số người có thể cử", en: "A need larger than the people who could go"),
    why: label!(
        vi: "Đơn vị đăng ký nhu cầu nhiều hơn số đảng viên trong danh sách chưa có trình độ đó và không vướng tiêu chuẩn. Chỉ tiêu giao theo nhu cầu như vậy sẽ bỏ trống.",
        en: "The unit plans more people than it has members who lack the level and meet the standard. Seats given for such a need stay empty.",
    ),
    mend: label!(
        vi: "Hỏi lại đơn vị, hoặc bổ sung danh sách đảng viên nếu danh sách cũ.",
        en: "Ask the unit, or bring the roster up to date.",
    ),
    example: label!(
        vi: "đăng ký 12 người học trung cấp, cả chi bộ chỉ có 5 người chưa có trung cấp và đủ tiêu chuẩn",
        en: "12 people for the intermediate level, and only 5 members who lack it could go",
    ),
    source: label!(
        vi: "Danh sách đảng viên, tiêu chuẩn đang có hiệu lực",
        en: "The roster and the standard in force",
    ),
    needs: &[Need::Roster],
    check: Check::Plan(check),
};

fn check(book: &PlanBook, _: &Context, findings: &mut Findings) {
    for line in &book.lines {
        let Some(able) = line.able.filter(|able| line.need > *able) else { continue };
        let (need, kind) = (line.need, book.kind_name(&line.kind));
        let message = text!(
            vi: "Nhu cầu {kind}: {need} người, nhưng danh sách đảng viên chỉ có {able} người có thể cử.",
            en: "{need} people are planned for {kind}, but only {able} members could go.",
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

    #[test]
    fn allows_a_need_that_members_can_meet_and_one_without_a_roster() {
        let fits = NeedLine { able: Some(5), ..need("CB-STC", "TC-KTT", 5) };
        let unknown = need("CB-SNV", "TC-KTT", 90);
        assert!(on_plan(&RULE, &plan(vec![fits, unknown])).is_empty());
    }

    #[test]
    fn reports_more_people_than_could_go() {
        let line = NeedLine { able: Some(5), ..need("CB-STC", "TC-KTT", 12) };
        let found = on_plan(&RULE, &plan(vec![line]));
        assert_eq!((found.len(), found[0].unit.as_deref()), (1, Some("CB-STC")));
        assert!(
            found[0].message.vi.contains("12 người") && found[0].message.vi.contains("chỉ có 5")
        );
    }
}
