//! Q527: admitted though not accepted here.

use super::for_learners;
use crate::finding::{Findings, Severity};
use crate::model::cycle::{Learner, ResultsBook};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q527",
    name: "admitted-though-not-accepted",
    severity: Severity::Info,
    title: label!(vi: "Nhập học dù chưa được chấp nhận", en: "Admitted though not accepted here"),
    why: label!(
        vi: "Đơn vị có đăng ký người này nhưng dòng đăng ký chưa được chấp nhận (còn lỗi, bị loại hoặc chờ bổ sung), mà trường đã nhận.",
        en: "The unit registered the person, but the row was never accepted (it has an error, was refused, or waits), and the school took them.",
    ),
    mend: label!(
        vi: "Xem lại dòng đăng ký ở kỳ đó; chấp nhận nếu đúng.",
        en: "Look at the registration again; accept it if it is right.",
    ),
    example: label!(
        vi: "dòng đăng ký bị loại vì thiếu tuổi, vẫn có trong danh sách trúng tuyển",
        en: "a row refused for age, and on the list of admissions",
    ),
    source: label!(
        vi: "Danh sách trường gửi (inbox/<năm>-KQ), biểu đăng ký các tháng",
        en: "The school's lists (inbox/<year>-KQ), the months' registrations",
    ),
    needs: &[],
    check: Check::Results(check),
};

fn check(book: &ResultsBook, _: &Context, findings: &mut Findings) {
    let which = |learner: &Learner| {
        learner.registration.is_some() && !learner.accepted && learner.fate.was_admitted()
    };
    for_learners(findings, book, RULE.mend, which, |learner| {
        let course = &learner.course;
        text!(
            vi: "Trường đã nhận vào lớp {course} nhưng dòng đăng ký chưa được chấp nhận.",
            en: "Taken into {course} by the school; the registration was not accepted.",
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
        let bad = Learner { accepted: false, ..learner(Fate::Admitted) };
        let found = on_results(&RULE, vec![bad]);
        assert_eq!((found.len(), found[0].unit.as_deref()), (1, Some("CB-STC")));
    }
}
