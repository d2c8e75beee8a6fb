//! D213: year only, or month and year.

use super::roster_birth_date;
use crate::finding::{Findings, Severity};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D213",
    name: "incomplete-birth-date",
    severity: Severity::Warning,
    title: label!(vi: "Ngày sinh chưa đủ", en: "An incomplete birth date"),
    why: label!(
        vi: "Chỉ có năm, hoặc tháng và năm sinh. Chương trình không tự điền ngày 01/01; tuổi chỉ được xét khi chắc chắn.",
        en: "Only the year, or month and year, is given. The program does not make up 1 January; age is judged only where it is sure.",
    ),
    mend: label!(
        vi: "Ghi đủ ngày, tháng, năm sinh theo căn cước.",
        en: "Write the whole birth date as on the identity card.",
    ),
    example: label!(vi: "ô Ngày sinh ghi 1985", en: "a birth date that reads 1985"),
    source: label!(
        vi: "Trường cần ngày sinh đầy đủ để cấp bằng",
        en: "The school needs the whole date for the diploma",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(birth) = record.birth_date.value.filter(|birth| birth.full().is_none()) else {
        return;
    };
    let birth = birth.vietnamese();
    let message = text!(
        vi: "Ngày sinh chỉ ghi {birth}, chưa đủ ngày, tháng, năm.",
        en: "The birth date only says {birth}.",
    );
    let advice = roster_birth_date(record, context);
    findings
        .on_field(record, FieldKey::BirthDate, message)
        .suggest(advice.unwrap_or_else(|| RULE.mend.to_text()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::test_support::{date, on_record, read, row, row_with};

    #[test]
    fn allows_a_whole_date() {
        assert!(on_record(&RULE, row()).is_empty());
    }

    #[test]
    fn reports_a_year_and_a_month() {
        for (iso, raw) in [("1985", "1985"), ("1985-05", "05/1985")] {
            let found = on_record(&RULE, row_with(|r| r.birth_date = read(date(iso), raw, 2)));
            assert!(found[0].message.vi.contains(raw), "{}", found[0].message.vi);
        }
    }
}
