//! Q525: a graduate without a certificate number.

use super::for_learners;
use crate::finding::{Findings, Severity};
use crate::model::cycle::{Fate, Learner, ResultsBook};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q525",
    name: "certificate-missing",
    severity: Severity::Info,
    title: label!(vi: "Tốt nghiệp nhưng chưa có số bằng", en: "A graduate without a certificate number"),
    why: label!(
        vi: "Danh sách tốt nghiệp không ghi số hiệu bằng. Thiếu số bằng thì danh sách đã tốt nghiệp khó đối chiếu về sau.",
        en: "The list of graduates gives no certificate number, by which the completed list could be checked later.",
    ),
    mend: label!(
        vi: "Xin trường số hiệu bằng rồi bổ sung.",
        en: "Ask the school for the number.",
    ),
    example: label!(
        vi: "ô Số hiệu bằng để trống",
        en: "an empty cell for the number",
    ),
    source: label!(
        vi: "Danh sách trường gửi (inbox/<năm>-KQ), biểu đăng ký các tháng",
        en: "The school's lists (inbox/<year>-KQ), the months' registrations",
    ),
    needs: &[],
    check: Check::Results(check),
};

fn check(book: &ResultsBook, _: &Context, findings: &mut Findings) {
    let which =
        |learner: &Learner| learner.fate == Fate::Graduated && learner.facts.certificate.is_none();
    for_learners(findings, book, RULE.mend, which, |learner| {
        let course = &learner.course;
        text!(
            vi: "Tốt nghiệp lớp {course}, chưa có số hiệu bằng.",
            en: "Graduated from {course}; no certificate number is given.",
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
        let mut fine = learner(Fate::Graduated);
        fine.facts.certificate = Some("TC 001".to_owned());
        assert!(on_results(&RULE, vec![fine]).is_empty());
    }

    #[test]
    fn reports_the_learner_with_the_unit() {
        let bad = learner(Fate::Graduated);
        let found = on_results(&RULE, vec![bad]);
        assert_eq!((found.len(), found[0].unit.as_deref()), (1, Some("CB-STC")));
    }
}
