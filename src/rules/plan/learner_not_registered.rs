//! Q521: a learner whom nobody registered.

use super::for_learners;
use crate::finding::{Findings, Severity};
use crate::model::cycle::{Learner, ResultsBook};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q521",
    name: "learner-not-registered",
    severity: Severity::Warning,
    title: label!(vi: "Học viên không có trong đăng ký", en: "A learner whom nobody registered"),
    why: label!(
        vi: "Trường có tên người này trong danh sách lớp, nhưng không biểu đăng ký nào của các tháng có họ: đơn vị cử thẳng, hoặc tên, ngày sinh bị ghi sai đến mức không đối chiếu được.",
        en: "The school has the person in a class, but no month's form does: sent past the committee, or written so differently that they cannot be matched.",
    ),
    mend: label!(
        vi: "Hỏi đơn vị hoặc trường; nếu là một người đã đăng ký thì sửa chỗ ghi sai.",
        en: "Ask the unit or the school; mend what is wrong if it is somebody who registered.",
    ),
    example: label!(
        vi: "danh sách trúng tuyển có 41 người, 40 người có đăng ký",
        en: "41 people admitted, 40 of them registered",
    ),
    source: label!(
        vi: "Danh sách trường gửi (inbox/<năm>-KQ), biểu đăng ký các tháng",
        en: "The school's lists (inbox/<year>-KQ), the months' registrations",
    ),
    needs: &[],
    check: Check::Results(check),
};

fn check(book: &ResultsBook, _: &Context, findings: &mut Findings) {
    let which = |learner: &Learner| learner.registration.is_none();
    for_learners(findings, book, RULE.mend, which, |learner| {
        let course = &learner.course;
        text!(
            vi: "Có trong danh sách của trường (lớp {course}) nhưng không có trong biểu đăng ký nào.",
            en: "On the school's list of {course}, but in no registration.",
        )
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::cycle::{Fate, Learner};
    use crate::rules::test_support::{learner, on_results};

    #[test]
    fn allows_what_is_as_it_should_be() {
        let fine = learner(Fate::Admitted);
        assert!(on_results(&RULE, vec![fine]).is_empty());
    }

    #[test]
    fn reports_the_learner_with_the_unit() {
        let bad = Learner { registration: None, accepted: false, ..learner(Fate::Admitted) };
        let found = on_results(&RULE, vec![bad]);
        assert_eq!((found.len(), found[0].unit.as_deref()), (1, Some("CB-STC")));
    }
}
