//! Q523: dropped out.

use super::for_learners;
use crate::finding::{Findings, Severity};
use crate::model::cycle::{Fate, Learner, ResultsBook};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q523",
    name: "learner-dropped-out",
    severity: Severity::Warning,
    title: label!(vi: "Bỏ học giữa chừng", en: "Dropped out"),
    why: label!(
        vi: "Người này đã nhập học rồi bỏ, thôi học.",
        en: "The person came and left before the end.",
    ),
    mend: label!(
        vi: "Hỏi đơn vị lý do; tính vào đánh giá cuối năm của đơn vị.",
        en: "Ask the unit why; it counts in the unit's yearly assessment.",
    ),
    example: label!(
        vi: "sổ theo dõi ghi “Bỏ học từ tháng 6”",
        en: "the register says “Bỏ học từ tháng 6”",
    ),
    source: label!(
        vi: "Danh sách trường gửi (inbox/<năm>-KQ), biểu đăng ký các tháng",
        en: "The school's lists (inbox/<year>-KQ), the months' registrations",
    ),
    needs: &[],
    check: Check::Results(check),
};

fn check(book: &ResultsBook, _: &Context, findings: &mut Findings) {
    let which = |learner: &Learner| learner.fate == Fate::DroppedOut;
    for_learners(findings, book, RULE.mend, which, |learner| {
        let course = &learner.course;
        text!(
            vi: "Bỏ học lớp {course}.",
            en: "Dropped out of {course}.",
        )
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::cycle::Fate;
    use crate::rules::test_support::{learner, on_results};

    #[test]
    fn allows_what_is_as_it_should_be() {
        let fine = learner(Fate::Graduated);
        assert!(on_results(&RULE, vec![fine]).is_empty());
    }

    #[test]
    fn reports_the_learner_with_the_unit() {
        let bad = learner(Fate::DroppedOut);
        let found = on_results(&RULE, vec![bad]);
        assert_eq!((found.len(), found[0].unit.as_deref()), (1, Some("CB-STC")));
    }
}
