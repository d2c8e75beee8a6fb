//! D243: a party card number of no known form.

use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule, masked};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D243",
    name: "invalid-party-card",
    severity: Severity::Info,
    title: label!(vi: "Số thẻ đảng viên lạ", en: "An unknown form of party card number"),
    why: label!(
        vi: "Số thẻ đảng viên thường có 8 chữ số (hai nhóm, ví dụ 38.012345), thẻ mới theo cơ sở dữ liệu quốc gia có 12 chữ số. Số khác dạng được giữ nguyên nhưng không dùng để nhận người.",
        en: "A party card number mostly has 8 digits (38.012345), a new one tied to the national database 12. Others are kept as they stand but not used to tell people apart.",
    ),
    mend: label!(
        vi: "Đối chiếu với thẻ đảng; không nhầm với số lý lịch đảng viên.",
        en: "Compare with the card; do not take the file number for it.",
    ),
    example: label!(vi: "38.0123 (thiếu chữ số)", en: "38.0123 (digits are missing)"),
    source: label!(
        vi: "Mẫu thẻ đảng viên; dạng số của thẻ đổi từ 9/2025 chưa có văn bản nên chỉ lưu ý",
        en: "The make-up of party cards; the number of cards exchanged since September 2025 is not published, so this is only a hint",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let card = &record.party_card;
    let shown = masked(card.raw.as_deref().unwrap_or_default());
    let message = match &card.problem {
        None | Some(Problem::NoValue) => return,
        Some(Problem::WrongLength { digits }) => text!(
            vi: "Số thẻ đảng viên {shown} có {digits} chữ số.",
            en: "The party card number {shown} has {digits} digits.",
        ),
        Some(_) => text!(
            vi: "Không đọc được số thẻ đảng viên “{shown}”.",
            en: "“{shown}” cannot be read as a party card number.",
        ),
    };
    findings.on_field(record, FieldKey::PartyCard, message).suggest(RULE.mend.to_text());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, on_record, read, row, row_with};

    #[test]
    fn allows_a_card_and_none() {
        assert!(on_record(&RULE, row()).is_empty());
        let card = row_with(|r| r.party_card = read("46674505".into(), "46.674505", 18));
        assert!(on_record(&RULE, card).is_empty());
    }

    #[test]
    fn reports_a_number_of_odd_length() {
        let odd = Problem::WrongLength { digits: 6 };
        let found = on_record(&RULE, row_with(|r| r.party_card = bad("380123", odd, 18)));
        assert_eq!(found[0].message.vi, "Số thẻ đảng viên 3****3 có 6 chữ số.");
    }
}
