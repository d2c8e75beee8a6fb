//! D232: not 12 (or, old, 9) digits, or an unknown province code.

use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule, masked};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D232",
    name: "invalid-national-id",
    severity: Severity::Error,
    title: label!(vi: "Số CCCD sai", en: "An impossible national id"),
    why: label!(
        vi: "Số CCCD phải có 12 chữ số (CMND cũ: 9 chữ số) và bắt đầu bằng mã tỉnh có thật. Số 0 ở đầu bị Excel làm mất đã được khôi phục khi chắc chắn.",
        en: "A national id has 12 digits (the old one: 9) and begins with the code of a real province. Leading zeros that Excel dropped are restored where that is sure.",
    ),
    mend: label!(
        vi: "Ghi lại đủ 12 chữ số theo căn cước; định dạng ô dạng chữ (Text) trước khi gõ để không mất số 0.",
        en: "Write all 12 digits as on the card; format the cell as text first, so that no zero is lost.",
    ),
    example: label!(vi: "0170850012 (thiếu 2 chữ số)", en: "0170850012 (2 digits are missing)"),
    source: label!(
        vi: "Thông tư 07/2016/TT-BCA: cấu trúc số định danh cá nhân; bảng mã tỉnh",
        en: "Circular 07/2016/TT-BCA: the make-up of the number; the codes of provinces",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let id = &record.national_id;
    let shown = masked(id.raw.as_deref().unwrap_or_default());
    let message = match &id.problem {
        None | Some(Problem::NoValue) => return,
        Some(Problem::WrongLength { digits }) => text!(
            vi: "Số CCCD {shown} có {digits} chữ số; phải có 12 chữ số (CMND cũ: 9).",
            en: "The national id {shown} has {digits} digits instead of 12 (or, old, 9).",
        ),
        Some(Problem::UnknownProvince) => {
            let code: String = shown.chars().take(3).collect();
            text!(
                vi: "Số CCCD {shown} bắt đầu bằng {code}, không phải mã tỉnh nào.",
                en: "The national id {shown} begins with {code}, which is no province's code.",
            )
        }
        Some(_) => text!(
            vi: "Không đọc được số CCCD “{shown}”.",
            en: "“{shown}” cannot be read as a national id.",
        ),
    };
    findings.on_field(record, FieldKey::NationalId, message).suggest(RULE.mend.to_text());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, on_record, read, row, row_with};

    #[test]
    fn allows_a_whole_number_and_leaves_missing_ones_to_another_rule() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.national_id = blank(5))).is_empty());
    }

    #[test]
    fn allows_a_number_of_another_province_than_the_home_town() {
        // The number names the province where the birth was registered.
        let elsewhere = row_with(|r| r.hometown = read("Vụ Bản, Nam Định".into(), "", 5));
        assert!(on_record(&RULE, elsewhere).is_empty());
    }

    #[test]
    fn reports_a_number_that_lacks_digits_without_showing_it() {
        let wrong = Problem::WrongLength { digits: 11 };
        let found = on_record(&RULE, row_with(|r| r.national_id = bad("01708500123", wrong, 5)));
        assert_eq!(
            found[0].message.vi,
            "Số CCCD 017*****123 có 11 chữ số; phải có 12 chữ số (CMND cũ: 9).",
        );
    }

    #[test]
    fn reports_a_province_that_does_not_exist_and_text() {
        let unknown =
            row_with(|r| r.national_id = bad("999085001234", Problem::UnknownProvince, 5));
        assert!(on_record(&RULE, unknown)[0].message.vi.contains("bắt đầu bằng 999"));
        let text = row_with(|r| r.national_id = bad("đang làm", Problem::Unreadable, 5));
        assert!(on_record(&RULE, text)[0].message.vi.starts_with("Không đọc được"));
    }
}
