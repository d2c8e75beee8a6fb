//! D253: the level of political theory cannot be told.

use super::{nearest, quoted};
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D253",
    name: "unknown-political-theory",
    severity: Severity::Warning,
    title: label!(vi: "Trình độ LLCT không rõ", en: "Unknown level of political theory"),
    why: label!(
        vi: "Không hiểu trình độ lý luận chính trị ghi trong ô nên không biết người này đã học lớp đang đăng ký hay chưa.",
        en: "The cell names no level that is known, so it cannot be told whether the person already holds what the class gives.",
    ),
    mend: label!(
        vi: "Ghi rõ Chưa qua, Sơ cấp, Trung cấp, Cao cấp hoặc Cử nhân; nếu tương đương hoặc đang học thì ghi thêm.",
        en: "Write Chưa qua, Sơ cấp, Trung cấp, Cao cấp or Cử nhân; say so if it is an equivalent or still being studied.",
    ),
    example: label!(vi: "ô Trình độ LLCT ghi “A2”", en: "a level that reads “A2”"),
    source: label!(
        vi: "Các trình độ lý luận chính trị: sơ cấp, trung cấp, cao cấp",
        en: "The levels of political theory: elementary, intermediate, advanced",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let Some(problem) = &record.political_theory.problem else { return };
    if *problem == Problem::NoValue {
        return;
    }
    let raw = quoted(record.political_theory.raw.as_deref());
    let message = text!(
        vi: "Không hiểu trình độ lý luận chính trị “{raw}”.",
        en: "The level of political theory “{raw}” is not understood.",
    );
    findings
        .on_field(record, FieldKey::PoliticalTheory, message)
        .suggest(nearest(problem, RULE.mend.to_text()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, on_record, row, row_with};

    #[test]
    fn allows_a_known_level_and_an_empty_cell() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.political_theory = blank(11))).is_empty());
    }

    #[test]
    fn reports_a_level_that_nobody_knows() {
        let unknown = Problem::UnknownWord { suggestions: vec!["Trung cấp".into()] };
        let found = on_record(&RULE, row_with(|r| r.political_theory = bad("Trng", unknown, 11)));
        assert_eq!(found[0].suggestion.as_ref().unwrap().vi, "Có phải “Trung cấp”?");
    }
}
