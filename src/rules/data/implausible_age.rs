//! D215: younger than 18 or older than 75 in the period.

use super::{implausible_age, roster_birth_date};
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::date::PartialDate;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D215",
    name: "implausible-age",
    severity: Severity::Error,
    title: label!(vi: "Tuổi không hợp lý", en: "An implausible age"),
    why: label!(
        vi: "Theo ngày sinh, người này chưa đủ 18 hoặc đã quá 75 tuổi trong kỳ: gần như chắc chắn gõ nhầm năm sinh. Hai mốc tuổi đặt ở [judging] trong tonghop.toml.",
        en: "By the birth date the person is under 18 or over 75 in the period: almost surely a mistyped year. Both bounds stand under [judging] in tonghop.toml.",
    ),
    mend: label!(
        vi: "Sửa năm sinh theo căn cước.",
        en: "Correct the year as on the identity card.",
    ),
    example: label!(vi: "ngày sinh 20/12/2019", en: "birth date 20/12/2019"),
    source: label!(
        vi: "Tuổi vào Đảng từ đủ 18 (Điều lệ Đảng); tuổi công tác",
        en: "Party membership starts at 18 (Statutes of the Party); working age",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(birth) = record.birth_date.value else { return };
    let Some(age) = implausible_age(birth, context) else { return };
    let shown = birth.vietnamese();
    let message = if age < 0 {
        text!(vi: "Ngày sinh {shown} ở tương lai.", en: "The birth date {shown} is in the future.")
    } else {
        text!(
            vi: "Ngày sinh {shown} nghĩa là {age} tuổi trong kỳ này.",
            en: "The birth date {shown} means an age of {age} in this period.",
        )
    };
    let advice = advice(record, birth, context);
    findings.on_field(record, FieldKey::BirthDate, message).suggest(advice);
}

/// What the roster or the national id has instead.
fn advice(record: &Record, birth: PartialDate, context: &Context) -> Text {
    let by_number = record.national_id.value.as_ref().and_then(|id| id.says());
    match (roster_birth_date(record, context), by_number) {
        (Some(roster), _) => roster,
        (None, Some((_, year))) if year != birth.year() => text!(
            vi: "Số CCCD ứng với năm sinh {year}; đối chiếu căn cước rồi sửa.",
            en: "The national id stands for the birth year {year}; compare and correct.",
        ),
        _ => RULE.mend.to_text(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::rules::test_support::{date, on_record, read, row_with};

    fn born(iso: &str) -> Vec<Finding> {
        on_record(&RULE, row_with(|r| r.birth_date = read(date(iso), "", 2)))
    }

    #[test]
    fn allows_ages_from_18_to_75_and_dates_that_may_be_right() {
        for iso in ["1985-05-12", "2008-11-30", "1950-12-01", "2008", "1950"] {
            assert!(born(iso).is_empty(), "{iso}");
        }
    }

    #[test]
    fn reports_children_the_very_old_and_the_unborn() {
        for (iso, message) in [
            ("2019-12-20", "Ngày sinh 20/12/2019 nghĩa là 6 tuổi trong kỳ này."),
            ("2008-12-01", "Ngày sinh 01/12/2008 nghĩa là 17 tuổi trong kỳ này."),
            ("1950-10-31", "Ngày sinh 31/10/1950 nghĩa là 76 tuổi trong kỳ này."),
            ("2027-01-01", "Ngày sinh 01/01/2027 ở tương lai."),
            ("2010", "Ngày sinh 2010 nghĩa là 16 tuổi trong kỳ này."),
        ] {
            assert_eq!(born(iso)[0].message.vi, message);
        }
    }

    #[test]
    fn reports_the_year_that_the_national_id_stands_for() {
        let advice = born("2019-12-20")[0].suggestion.clone().unwrap();
        assert!(advice.en.contains("1985"), "{}", advice.en);
    }
}
