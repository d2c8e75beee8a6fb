//! D242: joined the Party before 18.

use super::{implausible_age, years_later};
use crate::finding::{Findings, Severity};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D242",
    name: "party-age",
    severity: Severity::Warning,
    title: label!(vi: "Vào Đảng trước 18 tuổi", en: "Joined the Party before 18"),
    why: label!(
        vi: "Người được kết nạp phải đủ 18 tuổi. Ngày vào Đảng sớm hơn thường do gõ sai ngày sinh hoặc ngày vào Đảng.",
        en: "One has to be 18 to be admitted. An earlier date mostly means that it, or the birth date, is mistyped.",
    ),
    mend: label!(
        vi: "Đối chiếu ngày sinh và ngày vào Đảng với hồ sơ đảng viên.",
        en: "Compare birth date and admission with the member's file.",
    ),
    example: label!(
        vi: "sinh 12/05/1985, vào Đảng 03/03/2001",
        en: "born 12/05/1985, joined 03/03/2001",
    ),
    source: label!(
        vi: "Điều lệ Đảng, Điều 1: công dân Việt Nam từ 18 tuổi trở lên",
        en: "Statutes of the Party, article 1: Vietnamese citizens from 18",
    ),
    needs: &[],
    check: Check::Record(check),
};

const LEAST: u32 = 18;

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let (Some(birth), Some(joined)) = (record.birth_date.value, record.party_joined.value) else {
        return;
    };
    // An impossible birth date is reported for itself.
    if implausible_age(birth, context).is_some()
        || joined.latest() >= years_later(birth.earliest(), LEAST)
    {
        return;
    }
    let (birth, joined) = (birth.vietnamese(), joined.vietnamese());
    let message = text!(
        vi: "Vào Đảng {joined} khi chưa đủ {LEAST} tuổi (sinh {birth}).",
        en: "Joined on {joined}, before the age of {LEAST} (born {birth}).",
    );
    findings.on_field(record, FieldKey::PartyJoined, message).suggest(RULE.mend.to_text());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::rules::test_support::{date, on_record, read, row, row_with};

    fn joined(birth: &str, joined: &str) -> Vec<Finding> {
        on_record(
            &RULE,
            row_with(|r| {
                r.birth_date = read(date(birth), "", 2);
                r.party_joined = read(date(joined), "", 8);
            }),
        )
    }

    #[test]
    fn allows_the_eighteenth_birthday_and_dates_that_may_fit() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(joined("1985-05-12", "2003-05-12").is_empty());
        assert!(joined("1985", "2003").is_empty());
        assert!(joined("2019-12-20", "2010-03-03").is_empty());
    }

    #[test]
    fn allows_admission_after_sixty_which_a_higher_committee_may_approve() {
        assert!(joined("1955-05-12", "2016-05-12").is_empty());
    }

    #[test]
    fn reports_the_day_before_it() {
        let found = joined("1985-05-12", "2003-05-11");
        assert_eq!(
            found[0].message.vi,
            "Vào Đảng 11/05/2003 khi chưa đủ 18 tuổi (sinh 12/05/1985).",
        );
    }
}
