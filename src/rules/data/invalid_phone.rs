//! D261: not a Vietnamese number.

use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule, masked};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D261",
    name: "invalid-phone",
    severity: Severity::Info,
    title: label!(vi: "Số điện thoại sai", en: "A wrong phone number"),
    why: label!(
        vi: "Số điện thoại không đúng dạng số Việt Nam (di động 10 chữ số bắt đầu 03, 05, 07, 08, 09; cố định 11 chữ số bắt đầu 02). Số 0 bị mất và đầu số cũ 11 chữ số đã được sửa khi chắc chắn.",
        en: "The number has no Vietnamese form (mobile: 10 digits from 03, 05, 07, 08, 09; fixed: 11 digits from 02). Lost zeros and prefixes of before 2018 are mended where that is sure.",
    ),
    mend: label!(vi: "Ghi lại số điện thoại đang dùng.", en: "Write the number in use."),
    example: label!(vi: "09****97 (chỉ có 8 chữ số)", en: "09****97 (8 digits only)"),
    source: label!(
        vi: "Quy hoạch kho số viễn thông; chuyển đổi đầu số năm 2018",
        en: "The national numbering plan; the change of prefixes in 2018",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let phone = &record.phone;
    let shown = masked(phone.raw.as_deref().unwrap_or_default());
    let message = match &phone.problem {
        None | Some(Problem::NoValue) => return,
        Some(Problem::WrongLength { digits }) => text!(
            vi: "Số điện thoại {shown} có {digits} chữ số.",
            en: "The phone number {shown} has {digits} digits.",
        ),
        Some(_) => text!(
            vi: "“{shown}” không phải số điện thoại Việt Nam.",
            en: "“{shown}” is no Vietnamese phone number.",
        ),
    };
    findings.on_field(record, FieldKey::Phone, message).suggest(RULE.mend.to_text());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, on_record, row, row_with};

    #[test]
    fn allows_a_number_and_an_empty_cell() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.phone = blank(17))).is_empty());
    }

    #[test]
    fn reports_a_number_that_lacks_digits_without_showing_it() {
        let short = Problem::WrongLength { digits: 8 };
        let found = on_record(&RULE, row_with(|r| r.phone = bad("09767597", short, 17)));
        assert_eq!(found[0].message.vi, "Số điện thoại 0******7 có 8 chữ số.");
    }
}
