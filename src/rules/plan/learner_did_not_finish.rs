//! Q524: studied, but did not graduate.

use super::for_learners;
use crate::finding::{Findings, Severity};
use crate::model::cycle::{Fate, Learner, ResultsBook};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q524",
    name: "learner-did-not-finish",
    severity: Severity::Warning,
    title: label!(vi: "Không đạt, chưa tốt nghiệp", en: "Studied, but did not graduate"),
    why: label!(
        vi: "Người này học đến cuối khóa nhưng bảng điểm ghi không đạt, hoặc không có trong danh sách tốt nghiệp của lớp.",
        en: "The person stayed to the end, but failed by the marks, or is not on the class's list of graduates.",
    ),
    mend: label!(
        vi: "Hỏi trường: thi lại khi nào, hay danh sách tốt nghiệp còn thiếu.",
        en: "Ask the school when the exam is repeated, or whether the list of graduates is complete.",
    ),
    example: label!(
        vi: "có trong bảng điểm, không có trong danh sách tốt nghiệp",
        en: "on the list of marks, not on that of graduates",
    ),
    source: label!(
        vi: "Danh sách trường gửi (inbox/<năm>-KQ), biểu đăng ký các tháng",
        en: "The school's lists (inbox/<year>-KQ), the months' registrations",
    ),
    needs: &[],
    check: Check::Results(check),
};

fn check(book: &ResultsBook, _: &Context, findings: &mut Findings) {
    let which = |learner: &Learner| matches!(learner.fate, Fate::Failed | Fate::Unfinished);
    for_learners(findings, book, RULE.mend, which, |learner| {
        let course = &learner.course;
        text!(
            vi: "Học lớp {course} nhưng chưa tốt nghiệp.",
            en: "Studied in {course}, but has not graduated.",
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
        let bad = learner(Fate::Unfinished);
        let found = on_results(&RULE, vec![bad]);
        assert_eq!((found.len(), found[0].unit.as_deref()), (1, Some("CB-STC")));
    }
}
