//! D244: a probation that should have ended, and no date of full membership.

use chrono::Months;

use crate::finding::{Findings, Severity};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D244",
    name: "long-probation",
    severity: Severity::Info,
    title: label!(vi: "Quá hạn dự bị chưa ghi ngày chính thức", en: "A probation without an end"),
    why: label!(
        vi: "Thời gian dự bị là 12 tháng. Đã quá 13 tháng kể từ ngày vào Đảng mà ô ngày chính thức còn trống thì thường là ghi sót; ít khi là chuyển chính thức chậm.",
        en: "A probation lasts 12 months. When more than 13 have passed since admission and the cell for full membership is empty, it was mostly forgotten; a late decision is rare.",
    ),
    mend: label!(
        vi: "Ghi ngày chính thức; nếu chưa được công nhận chính thức thì ghi rõ lý do vào ghi chú.",
        en: "Write the date of full membership; if there is none yet, say why in the note.",
    ),
    example: label!(
        vi: "kỳ 11/2026, vào Đảng 03/02/2020, ô ngày chính thức trống",
        en: "period 11/2026, joined 03/02/2020, no date of full membership",
    ),
    source: label!(
        vi: "Điều lệ Đảng, Điều 5: thời gian dự bị 12 tháng; thẻ chỉ cấp cho đảng viên chính thức (Quy định 294-QĐ/TW)",
        en: "Statutes of the Party, article 5: a probation of 12 months; only full members hold a card (Regulation 294-QĐ/TW)",
    ),
    needs: &[],
    check: Check::Record(check),
};

/// A year, and a month for the decision.
const LONGEST: Months = Months::new(13);

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(joined) = record.party_joined.value else { return };
    if !record.party_official.is_missing() || is_full_member(record) {
        return;
    }
    let should_end = joined.latest().checked_add_months(LONGEST);
    if should_end.is_none_or(|end| end >= context.period().first_day()) {
        return;
    }
    let joined = joined.vietnamese();
    let message = text!(
        vi: "Vào Đảng {joined}, đã quá 13 tháng mà chưa ghi ngày chính thức.",
        en: "Joined on {joined}, more than 13 months ago, and no date of full membership.",
    );
    findings.on_field(record, FieldKey::PartyOfficial, message).suggest(RULE.mend.to_text());
}

/// Does the row say so without a date: `12/5/2019 (Chính thức)`, or by a party
/// card, which nobody on probation has?
fn is_full_member(record: &Record) -> bool {
    let says = |raw: &str| {
        let folded = crate::text::fold::fold(raw);
        format!(" {folded} ").contains(" chinh thuc ")
    };
    record.party_card.value.is_some()
        || [FieldKey::PartyJoined, FieldKey::PartyMember, FieldKey::Note]
            .into_iter()
            .any(|field| record.raw_of(field).is_some_and(says))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::record::{Field, Record};
    use crate::rules::test_support::{blank, date, on_record, read, row, row_with};

    fn probationer(joined: &str, change: impl FnOnce(&mut Record)) -> Vec<Finding> {
        on_record(
            &RULE,
            row_with(|r| {
                r.party_joined = read(date(joined), joined, 8);
                r.party_official = blank(9);
                r.party_card = Field::default().into();
                change(r);
            }),
        )
    }

    #[test]
    fn reports_thirteen_months_and_a_day() {
        let found = probationer("2025-09-30", |_| {});
        assert_eq!(
            found[0].message.vi,
            "Vào Đảng 30/09/2025, đã quá 13 tháng mà chưa ghi ngày chính thức.",
        );
        assert_eq!(found[0].at.cell().unwrap().to_string(), "J9");
        assert_eq!(probationer("2019", |_| {}).len(), 1);
    }

    #[test]
    fn allows_a_probation_under_way_and_a_date_given() {
        assert!(on_record(&RULE, row()).is_empty());
        for joined in ["2025-10-01", "2026-03-03", "2025"] {
            assert!(probationer(joined, |_| {}).is_empty(), "{joined}");
        }
    }

    #[test]
    fn allows_forms_that_do_not_ask_or_say_it_in_words() {
        assert!(
            probationer("2010-03-03", |r| r.party_official = Field::default().into()).is_empty()
        );
        let words = |r: &mut Record| {
            r.party_joined = read(date("2010-03-03"), "03/03/2010\n(Chính thức)", 8);
        };
        assert!(probationer("2010-03-03", words).is_empty());
        let card = |r: &mut Record| r.party_card = read("38012345".into(), "38.012345", 10);
        assert!(probationer("2010-03-03", card).is_empty());
    }
}
