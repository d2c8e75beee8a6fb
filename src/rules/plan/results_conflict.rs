//! Q526: lists of the school that disagree.

use super::for_learners;
use crate::finding::{Findings, Severity};
use crate::model::cycle::{Learner, ResultsBook};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q526",
    name: "results-conflict",
    severity: Severity::Warning,
    title: label!(vi: "Các danh sách của trường nói khác nhau", en: "Lists of the school that disagree"),
    why: label!(
        vi: "Danh sách này ghi bỏ học hoặc không đạt, danh sách kia lại có tên trong diện tốt nghiệp. Chương trình lấy danh sách sau cùng của quy trình.",
        en: "One list says that the person dropped out or failed, another has them among the graduates. The list that comes last in the course of a class stands.",
    ),
    mend: label!(
        vi: "Hỏi trường danh sách nào đúng.",
        en: "Ask the school which list is right.",
    ),
    example: label!(
        vi: "sổ theo dõi ghi bỏ học, danh sách tốt nghiệp có tên",
        en: "“dropped out” in the register, and among the graduates",
    ),
    source: label!(
        vi: "Danh sách trường gửi (inbox/<năm>-KQ), biểu đăng ký các tháng",
        en: "The school's lists (inbox/<year>-KQ), the months' registrations",
    ),
    needs: &[],
    check: Check::Results(check),
};

fn check(book: &ResultsBook, _: &Context, findings: &mut Findings) {
    let which = |learner: &Learner| !learner.conflict.is_empty();
    for_learners(findings, book, RULE.mend, which, |learner| {
        let said: Vec<_> = learner.conflict.iter().map(|fate| fate.label()).collect();
        let vi: Vec<&str> = said.iter().map(|label| label.vi).collect();
        let en: Vec<&str> = said.iter().map(|label| label.en).collect();
        let (course, vi, en) = (&learner.course, vi.join(", "), en.join(", "));
        text!(
            vi: "Lớp {course}: các danh sách ghi khác nhau ({vi}).",
            en: "Class {course}: the lists disagree ({en}).",
        )
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::cycle::{Fate, Learner};
    use crate::rules::test_support::{learner, on_results};

    #[test]
    fn allows_lists_that_agree() {
        assert!(on_results(&RULE, vec![learner(Fate::Graduated)]).is_empty());
    }

    #[test]
    fn reports_two_ends_of_one_learner() {
        let conflict = vec![Fate::DroppedOut, Fate::Graduated];
        let found = on_results(&RULE, vec![Learner { conflict, ..learner(Fate::Graduated) }]);
        assert!(found[0].message.vi.contains("Bỏ học, Tốt nghiệp"));
    }
}
