//! R405: one national id (or party card) on rows that are plainly different people.

use super::{linked, place_name};
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::batch::{Batch, LinkVerdict};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule, masked};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R405",
    name: "same-id-different-person",
    severity: Severity::Error,
    title: label!(vi: "Hai người chung một số", en: "Two people with one number"),
    why: label!(
        vi: "Cùng số CCCD (hoặc số thẻ đảng viên) nhưng rõ ràng là hai người khác nhau: một trong hai dòng chép nhầm số.",
        en: "One national id (or party card number) stands on rows that are plainly two people: one of them has a wrong number.",
    ),
    mend: label!(
        vi: "Đối chiếu số với căn cước (thẻ đảng viên) của từng người và sửa dòng sai.",
        en: "Compare the number with each person's card and correct the wrong row.",
    ),
    example: label!(
        vi: "Hoàng Ngọc Quý và Nguyễn Thu Duyên cùng số CCCD 040******441",
        en: "Hoàng Ngọc Quý and Nguyễn Thu Duyên with the same id 040******441",
    ),
    source: label!(
        vi: "Luật Căn cước 2023: mỗi người một số định danh, không trùng",
        en: "Law on Identification 2023: one number for each person, never shared",
    ),
    needs: &[],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    for (at, others) in linked(context, LinkVerdict::SharedNumber) {
        let (Some(record), Some((first, _))) = (batch.record(at), others.first()) else {
            continue;
        };
        let (field, number) = shared(record, first);
        let Text { vi: label_vi, en: label_en } = field.label();
        let Text { vi, en } = place_name(first, record);
        let number = masked(&number);
        let message = text!(
            vi: "{label_vi} {number} trùng với một người khác ({vi}).",
            en: "{label_en} {number} also stands on another person's row ({en}).",
        );
        findings
            .on_field(record, field, message)
            .suggest(RULE.mend.to_text())
            .relate(others.iter().map(|(other, _)| other.id.clone()));
    }
}

/// Which number both rows have.
fn shared(record: &Record, other: &Record) -> (FieldKey, String) {
    let (own, others) = (&record.national_id.value, &other.national_id.value);
    match (own, own == others, &record.party_card.value) {
        (Some(id), true, _) | (Some(id), false, None) => {
            (FieldKey::NationalId, id.digits().to_owned())
        }
        (_, _, card) => (FieldKey::PartyCard, card.as_deref().unwrap_or_default().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::batch::{Batch, LinkVerdict};
    use crate::model::value::NationalId;
    use crate::rules::test_support::{at, batch, form, link, on_batch, other_row, read, row};

    fn linked(verdict: LinkVerdict) -> Batch {
        let mut batch = batch(vec![form(vec![row(), other_row(2, "Bùi Thị Hòa")])]);
        batch.links = vec![link(at(0, 0), at(0, 1), verdict)];
        batch
    }

    #[test]
    fn allows_rows_that_are_or_may_be_one_person() {
        for verdict in [LinkVerdict::Same, LinkVerdict::Undecided] {
            assert!(on_batch(&RULE, &linked(verdict)).is_empty());
        }
    }

    #[test]
    fn reports_both_rows_without_showing_the_number() {
        let found = on_batch(&RULE, &linked(LinkVerdict::SharedNumber));
        assert_eq!(found.len(), 2);
        assert!(found[0].message.vi.starts_with("Số CCCD 017******234 trùng với một người khác"));
        assert_eq!(found[0].at.cell().unwrap().to_string(), "F9");
    }

    #[test]
    fn reports_a_shared_party_card() {
        let mut batch = linked(LinkVerdict::SharedNumber);
        for (index, record) in batch.submissions[0].records.iter_mut().enumerate() {
            let digits = format!("01708500123{index}");
            record.national_id = read(NationalId::Citizen(digits.into()), "", 5);
            record.party_card = read("46674505".into(), "46674505", 18);
        }
        let found = on_batch(&RULE, &batch);
        assert!(found[0].message.vi.starts_with("Số thẻ đảng viên 4******5"));
    }
}
