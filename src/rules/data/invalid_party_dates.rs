//! D241: official less than 12 months after probationary admission, a date in
//! the future, or one that cannot be read.

use chrono::Months;

use super::quoted;
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::date::PartialDate;
use crate::model::record::{Field, Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D241",
    name: "invalid-party-dates",
    severity: Severity::Warning,
    title: label!(vi: "Ngày vào Đảng không hợp lệ", en: "Party dates that cannot be right"),
    why: label!(
        vi: "Đảng viên dự bị qua 12 tháng mới được công nhận chính thức, và không ngày nào được ở sau kỳ đăng ký. Thường do đảo hai ngày hoặc gõ sai năm.",
        en: "A probationary member becomes a full one after 12 months, and no date can lie after the period. Mostly the two dates are swapped, or a year is mistyped.",
    ),
    mend: label!(
        vi: "Đối chiếu hồ sơ đảng viên, ghi lại ngày vào Đảng (dự bị) và ngày chính thức.",
        en: "Compare the member's file and correct the dates of admission and of full membership.",
    ),
    example: label!(
        vi: "vào Đảng 23/05/2009, chính thức 23/05/2008",
        en: "joined 23/05/2009, full member 23/05/2008",
    ),
    source: label!(
        vi: "Điều lệ Đảng, Điều 5: thời gian dự bị 12 tháng",
        en: "Statutes of the Party, article 5: a probation of 12 months",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let dates = [
        (&record.party_joined, FieldKey::PartyJoined),
        (&record.party_official, FieldKey::PartyOfficial),
    ];
    let mut faulty = false;
    for (date, field) in dates {
        if let Some(message) = unreadable(date, field).or_else(|| future(date, field, context)) {
            findings.on_field(record, field, message).suggest(RULE.mend.to_text());
            faulty = true;
        }
    }
    if !faulty && let Some(message) = too_soon(record) {
        findings.on_field(record, FieldKey::PartyOfficial, message).suggest(RULE.mend.to_text());
    }
}

fn unreadable(date: &Field<PartialDate>, field: FieldKey) -> Option<Text> {
    let raw = quoted(date.raw.as_deref());
    let Text { vi, en } = field.label();
    match date.problem {
        Some(Problem::NoSuchDay) => Some(text!(
            vi: "“{vi}”: ngày “{raw}” không có trong lịch.",
            en: "“{en}”: there is no such day as “{raw}”.",
        )),
        Some(Problem::Unreadable) => Some(text!(
            vi: "Không đọc được “{vi}”: “{raw}”.",
            en: "“{en}” cannot be read: “{raw}”.",
        )),
        _ => None,
    }
}

fn future(date: &Field<PartialDate>, field: FieldKey, context: &Context) -> Option<Text> {
    let day = date.value.filter(|day| day.earliest() > context.period().last_day())?.vietnamese();
    let Text { vi, en } = field.label();
    Some(text!(
        vi: "“{vi}” {day} ở sau kỳ đăng ký.",
        en: "“{en}” {day} lies after the period.",
    ))
}

/// Surely less than 12 months between the two dates.
fn too_soon(record: &Record) -> Option<Text> {
    let (joined, official) = (record.party_joined.value?, record.party_official.value?);
    let first_day = joined.earliest().checked_add_months(Months::new(12))?;
    if official.latest() >= first_day {
        return None;
    }
    let before = official.latest() < joined.earliest();
    let (joined, official) = (joined.vietnamese(), official.vietnamese());
    Some(if before {
        text!(
            vi: "Ngày chính thức {official} trước ngày vào Đảng {joined}.",
            en: "Full membership on {official} comes before admission on {joined}.",
        )
    } else {
        text!(
            vi: "Ngày chính thức {official} chưa đủ 12 tháng sau ngày vào Đảng {joined}.",
            en: "Full membership on {official} is less than 12 months after admission on {joined}.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, date, on_record, read, row, row_with};

    fn dates(joined: &str, official: &str) -> Vec<Finding> {
        on_record(
            &RULE,
            row_with(|r| {
                r.party_joined = read(date(joined), "", 8);
                r.party_official = read(date(official), "", 9);
            }),
        )
    }

    #[test]
    fn allows_twelve_months_to_the_day_and_years_that_may_fit() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(dates("2008-02-29", "2009-02-28").is_empty());
        assert!(dates("2010", "2011").is_empty());
        assert!(dates("2010-03", "2011-03-01").is_empty());
    }

    #[test]
    fn reports_swapped_equal_and_hurried_dates() {
        let swapped = dates("2009-05-23", "2008-05-23");
        assert_eq!(
            swapped[0].message.vi,
            "Ngày chính thức 23/05/2008 trước ngày vào Đảng 23/05/2009.",
        );
        assert_eq!(swapped[0].at.cell().unwrap().to_string(), "J9");
        for (joined, official) in
            [("2010-03-03", "2010-03-03"), ("2010-03-03", "2011-03-02"), ("2010", "2010")]
        {
            assert!(dates(joined, official)[0].message.vi.contains("chưa đủ 12 tháng"));
        }
    }

    #[test]
    fn reports_a_date_after_the_period_once() {
        let found = dates("2026-12-01", "2027-12-01");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].message.vi, "“Ngày vào Đảng” 01/12/2026 ở sau kỳ đăng ký.");
    }

    #[test]
    fn reports_a_date_that_cannot_be_read() {
        let odd = row_with(|r| r.party_joined = bad("31/02/2010", Problem::NoSuchDay, 8));
        assert!(on_record(&RULE, odd)[0].message.vi.contains("không có trong lịch"));
    }
}
