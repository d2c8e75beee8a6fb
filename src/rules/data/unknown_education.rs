//! D252: the level of education cannot be told.

use super::{nearest, quoted};
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D252",
    name: "unknown-education",
    severity: Severity::Warning,
    title: label!(vi: "Trình độ chuyên môn không rõ", en: "Unknown level of education"),
    why: label!(
        vi: "Không hiểu trình độ ghi trong ô nên không xét được tiêu chuẩn về trình độ của lớp.",
        en: "The cell names no level that is known, so the class's standard of education cannot be judged.",
    ),
    mend: label!(
        vi: "Ghi rõ THPT, Trung cấp, Cao đẳng, Đại học, Thạc sĩ hoặc Tiến sĩ.",
        en: "Write THPT, Trung cấp, Cao đẳng, Đại học, Thạc sĩ or Tiến sĩ.",
    ),
    example: label!(vi: "ô Trình độ chuyên môn ghi “B”", en: "a level that reads “B”"),
    source: label!(
        vi: "Khung trình độ quốc gia; cách viết tắt thường dùng",
        en: "The national framework of levels; common abbreviations",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let Some(problem) = &record.education.problem else { return };
    if *problem == Problem::NoValue {
        return;
    }
    let raw = quoted(record.education.raw.as_deref());
    let message = text!(
        vi: "Không hiểu trình độ chuyên môn “{raw}”.",
        en: "The level of education “{raw}” is not understood.",
    );
    findings
        .on_field(record, FieldKey::Education, message)
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
        assert!(on_record(&RULE, row_with(|r| r.education = blank(10))).is_empty());
    }

    #[test]
    fn reports_a_level_that_nobody_knows() {
        let unknown = Problem::UnknownWord { suggestions: Vec::new() };
        let found = on_record(&RULE, row_with(|r| r.education = bad("B", unknown, 10)));
        assert_eq!(found[0].message.vi, "Không hiểu trình độ chuyên môn “B”.");
        assert!(found[0].suggestion.as_ref().unwrap().vi.contains("Cao đẳng"));
    }
}
