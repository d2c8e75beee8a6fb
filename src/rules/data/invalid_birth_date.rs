//! D212: no such day (31/02/1985), or unreadable.

use super::{quoted, roster_birth_date};
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D212",
    name: "invalid-birth-date",
    severity: Severity::Error,
    title: label!(vi: "Ngày sinh sai", en: "An impossible birth date"),
    why: label!(
        vi: "Ngày sinh không có trong lịch hoặc không đọc được; chương trình không đoán ngày khác thay thế.",
        en: "The calendar has no such day, or the cell cannot be read as a date; the program does not guess another one.",
    ),
    mend: label!(
        vi: "Ghi ngày sinh theo căn cước, dạng ngày/tháng/năm.",
        en: "Write the birth date as on the identity card, day/month/year.",
    ),
    example: label!(vi: "31/02/1985", en: "31/02/1985"),
    source: label!(vi: "Lịch", en: "The calendar"),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let birth = &record.birth_date;
    let raw = quoted(birth.raw.as_deref());
    let message = match &birth.problem {
        Some(Problem::NoSuchDay) => text!(
            vi: "Ngày sinh “{raw}” không có trong lịch.",
            en: "There is no such day as “{raw}”.",
        ),
        Some(Problem::Unreadable | Problem::UnknownWord { .. }) => text!(
            vi: "Không đọc được ngày sinh “{raw}”.",
            en: "“{raw}” cannot be read as a birth date.",
        ),
        Some(Problem::Conflict) => text!(
            vi: "Biểu ghi hai ngày sinh khác nhau: “{raw}”.",
            en: "The form gives two different birth dates: “{raw}”.",
        ),
        _ => return,
    };
    let advice = roster_birth_date(record, context);
    findings
        .on_field(record, FieldKey::BirthDate, message)
        .suggest(advice.unwrap_or_else(|| RULE.mend.to_text()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, date, on_record, read, row, row_with};

    #[test]
    fn allows_dates_whole_incomplete_or_missing() {
        assert!(on_record(&RULE, row()).is_empty());
        let year = row_with(|r| r.birth_date = read(date("1985"), "1985", 2));
        assert!(on_record(&RULE, year).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.birth_date = blank(2))).is_empty());
    }

    #[test]
    fn reports_a_day_that_no_calendar_has() {
        let odd = row_with(|r| r.birth_date = bad("31/02/1985", Problem::NoSuchDay, 2));
        let found = on_record(&RULE, odd);
        assert_eq!(found[0].message.vi, "Ngày sinh “31/02/1985” không có trong lịch.");
    }

    #[test]
    fn reports_a_cell_that_is_no_date() {
        let odd = row_with(|r| r.birth_date = bad("theo hồ sơ", Problem::Unreadable, 2));
        assert_eq!(on_record(&RULE, odd)[0].message.vi, "Không đọc được ngày sinh “theo hồ sơ”.");
    }
}
