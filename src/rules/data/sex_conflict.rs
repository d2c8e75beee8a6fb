//! D222: the form says two different things about the sex.

use super::quoted;
use crate::finding::{Findings, Severity};
use crate::model::record::{Origin, Problem, Record};
use crate::model::role::FieldKey;
use crate::model::value::Sex;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D222",
    name: "sex-conflict",
    severity: Severity::Warning,
    title: label!(vi: "Giới tính mâu thuẫn", en: "Two different sexes"),
    why: label!(
        vi: "Biểu ghi hai điều khác nhau về giới tính: đánh dấu cả Nam và Nữ, ghi “Bà” với Nam, hoặc chữ đệm “Thị” với Nam.",
        en: "The form says two things about the sex: both columns marked, “Bà” (Mrs) with male, or the middle name “Thị” with male.",
    ),
    mend: label!(
        vi: "Chỉ giữ một giới tính đúng với căn cước.",
        en: "Keep the one on the identity card.",
    ),
    example: label!(vi: "cột Nam và cột Nữ đều đánh x", en: "an x in both columns, Nam and Nữ"),
    source: label!(
        vi: "Thực tế nhận biểu: ghi ngày sinh nhầm cột Nam/Nữ",
        en: "Observed: birth dates in the wrong one of the columns Nam and Nữ",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let message = if record.sex.problem == Some(Problem::Conflict) {
        let raw = quoted(record.sex.raw.as_deref());
        match raw.is_empty() {
            true => label!(
                vi: "Biểu ghi hai giới tính khác nhau cho người này.",
                en: "The form gives two different sexes for the person.",
            )
            .to_text(),
            false => text!(
                vi: "Biểu ghi hai giới tính khác nhau: “{raw}”.",
                en: "The form gives two different sexes: “{raw}”.",
            ),
        }
    } else if is_named_like_a_woman(record) {
        label!(
            vi: "Chữ đệm là “Thị” nhưng biểu ghi giới tính Nam.",
            en: "The middle name is “Thị”, yet the form says male.",
        )
        .to_text()
    } else {
        return;
    };
    findings.on_field(record, FieldKey::Sex, message).suggest(RULE.mend.to_text());
}

/// “Thị” with male, where no national id says either way.
fn is_named_like_a_woman(record: &Record) -> bool {
    let Some(name) = &record.full_name.value else { return false };
    record.sex.value == Some(Sex::Male)
        && record.sex.origin != Origin::Derived
        && name.middle.split(' ').next() == Some("Thị")
        && record.national_id.value.as_ref().and_then(|id| id.says()).is_none()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Field, Problem};
    use crate::model::value::Sex;
    use crate::rules::test_support::{name, on_record, read, row, row_with};

    #[test]
    fn allows_one_sex_also_for_a_man_called_thi_whose_number_agrees() {
        assert!(on_record(&RULE, row()).is_empty());
        let named = row_with(|r| r.full_name = read(name("Nguyễn Thị Ánh"), "", 1));
        assert!(on_record(&RULE, named).is_empty());
    }

    #[test]
    fn reports_two_marks() {
        let both = row_with(|r| {
            r.sex = read(Sex::Male, "x | x", 3);
            r.sex.problem = Some(Problem::Conflict);
        });
        let found = on_record(&RULE, both);
        assert_eq!(found[0].message.vi, "Biểu ghi hai giới tính khác nhau: “x | x”.");
    }

    #[test]
    fn reports_thi_with_male_where_no_number_settles_it() {
        let odd = row_with(|r| {
            r.full_name = read(name("Nguyễn Thị Thu Ánh"), "", 1);
            r.national_id = Field::default().into();
        });
        assert!(on_record(&RULE, odd)[0].message.en.contains("“Thị”"));
    }
}
