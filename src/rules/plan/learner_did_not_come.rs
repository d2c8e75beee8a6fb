//! Q522: admitted, but did not come.

use super::for_learners;
use crate::finding::{Findings, Severity};
use crate::model::cycle::{Fate, Learner, ResultsBook};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q522",
    name: "learner-did-not-come",
    severity: Severity::Warning,
    title: label!(vi: "Trúng tuyển nhưng không nhập học", en: "Admitted, but did not come"),
    why: label!(
        vi: "Người này trúng tuyển nhưng không đến học: chỗ bỏ trống mà đơn vị khác cần.",
        en: "The person was admitted and did not come: a seat stayed empty that another unit needed.",
    ),
    mend: label!(
        vi: "Hỏi đơn vị lý do; tính vào đánh giá cuối năm của đơn vị.",
        en: "Ask the unit why; it counts in the unit's yearly assessment.",
    ),
    example: label!(
        vi: "có trong danh sách trúng tuyển, không có trong sổ theo dõi và bảng điểm",
        en: "on the list of admissions, on no list of attendance or marks",
    ),
    source: label!(
        vi: "Danh sách trường gửi (inbox/<năm>-KQ), biểu đăng ký các tháng",
        en: "The school's lists (inbox/<year>-KQ), the months' registrations",
    ),
    needs: &[],
    check: Check::Results(check),
};

fn check(book: &ResultsBook, _: &Context, findings: &mut Findings) {
    let which = |learner: &Learner| learner.fate == Fate::NoShow;
    for_learners(findings, book, RULE.mend, which, |learner| {
        let course = &learner.course;
        text!(
            vi: "Trúng tuyển lớp {course} nhưng không đến học.",
            en: "Admitted to {course}, but did not come.",
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
        let fine = learner(Fate::Studying);
        assert!(on_results(&RULE, vec![fine]).is_empty());
    }

    #[test]
    fn reports_the_learner_with_the_unit() {
        let bad = learner(Fate::NoShow);
        let found = on_results(&RULE, vec![bad]);
        assert_eq!((found.len(), found[0].unit.as_deref()), (1, Some("CB-STC")));
    }
}
