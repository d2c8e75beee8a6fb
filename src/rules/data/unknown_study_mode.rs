//! D257: the study mode cannot be told.

use super::{nearest, quoted};
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D257",
    name: "unknown-study-mode",
    severity: Severity::Info,
    title: label!(vi: "Hình thức học không rõ", en: "Unknown study mode"),
    why: label!(
        vi: "Không hiểu hình thức học ghi trong ô; chương trình dùng hình thức của lớp trong danh mục.",
        en: "The cell names no study mode that is known; the class's own mode is used.",
    ),
    mend: label!(
        vi: "Ghi Tập trung hoặc Không tập trung.",
        en: "Write Tập trung (full time) or Không tập trung (part time).",
    ),
    example: label!(vi: "ô Hình thức học ghi “sáng T7”", en: "a mode that reads “sáng T7”"),
    source: label!(
        vi: "Hai hình thức đào tạo: tập trung, không tập trung",
        en: "Two modes of training: full time and part time",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let Some(problem) = &record.study_mode.problem else { return };
    if *problem == Problem::NoValue {
        return;
    }
    let raw = quoted(record.study_mode.raw.as_deref());
    let message = text!(
        vi: "Không hiểu hình thức học “{raw}”.",
        en: "The study mode “{raw}” is not understood.",
    );
    findings
        .on_field(record, FieldKey::StudyMode, message)
        .suggest(nearest(problem, RULE.mend.to_text()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, on_record, row, row_with};

    #[test]
    fn allows_a_known_mode_and_an_empty_cell() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.study_mode = blank(16))).is_empty());
    }

    #[test]
    fn reports_a_mode_that_nobody_knows() {
        let unknown = Problem::UnknownWord { suggestions: Vec::new() };
        let found = on_record(&RULE, row_with(|r| r.study_mode = bad("sáng T7", unknown, 16)));
        assert_eq!(found[0].message.vi, "Không hiểu hình thức học “sáng T7”.");
    }
}
