//! D221: no sex given and none can be derived.

use super::quoted;
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D221",
    name: "missing-sex",
    severity: Severity::Info,
    title: label!(vi: "Không rõ giới tính", en: "The sex is not given"),
    why: label!(
        vi: "Biểu không ghi giới tính và không suy ra được từ số CCCD, cột ngày sinh Nam/Nữ hay cách xưng hô, nên không xét được tuổi theo giới và không cộng được số nam, nữ.",
        en: "The form gives no sex, and neither the national id nor the birth column nor a title tells it, so age limits by sex cannot be judged and totals are incomplete.",
    ),
    mend: label!(vi: "Ghi Nam hoặc Nữ.", en: "Write Nam or Nữ."),
    example: label!(vi: "ô Giới tính trống, không có số CCCD", en: "an empty cell and no national id"),
    source: label!(
        vi: "Quy định về tuổi học khác nhau giữa nam và nữ",
        en: "Age limits differ between men and women",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    if record.sex.value.is_some() {
        return;
    }
    let message = match &record.sex.problem {
        Some(Problem::Conflict | Problem::NoValue) => return,
        Some(_) => {
            let raw = quoted(record.sex.raw.as_deref());
            text!(
                vi: "Không hiểu giới tính “{raw}” và không suy ra được từ dữ liệu khác.",
                en: "The sex “{raw}” is not understood, and nothing else tells it.",
            )
        }
        None => label!(
            vi: "Chưa ghi giới tính và không suy ra được từ dữ liệu khác.",
            en: "No sex is given, and nothing else tells it.",
        )
        .to_text(),
    };
    findings.on_field(record, FieldKey::Sex, message).suggest(RULE.mend.to_text());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, on_record, row, row_with};

    #[test]
    fn allows_a_known_sex_and_leaves_conflicts_to_another_rule() {
        assert!(on_record(&RULE, row()).is_empty());
        let conflict = row_with(|r| r.sex = bad("x / x", Problem::Conflict, 3));
        assert!(on_record(&RULE, conflict).is_empty());
    }

    #[test]
    fn reports_an_empty_and_an_unknown_sex() {
        assert_eq!(on_record(&RULE, row_with(|r| r.sex = blank(3))).len(), 1);
        let unknown = Problem::UnknownWord { suggestions: Vec::new() };
        let found = on_record(&RULE, row_with(|r| r.sex = bad("K", unknown, 3)));
        assert!(found[0].message.vi.contains("“K”"));
    }
}
