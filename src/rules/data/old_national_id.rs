//! D235: a 9-digit CMND.

use crate::finding::{Findings, Severity};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::model::value::NationalId;
use crate::rules::{Check, Context, Rule, masked};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D235",
    name: "old-national-id",
    severity: Severity::Info,
    title: label!(vi: "Số CMND cũ (9 số)", en: "An old 9-digit identity number"),
    why: label!(
        vi: "CMND 9 số hết giá trị sử dụng từ 01/01/2025 và không cho biết năm sinh, giới tính; trường cần số CCCD.",
        en: "The 9-digit card has not been valid since 1 January 2025 and tells neither year nor sex; the school needs the 12-digit number.",
    ),
    mend: label!(vi: "Ghi số CCCD 12 chữ số.", en: "Write the 12-digit number."),
    example: label!(vi: "113***789", en: "113***789"),
    source: label!(
        vi: "Luật Căn cước 2023, Điều 46: CMND có giá trị đến hết 31/12/2024",
        en: "Law on Identification 2023, article 46: old cards are valid until 31 December 2024",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    if let Some(NationalId::Old(digits)) = &record.national_id.value {
        let shown = masked(digits);
        let message = text!(
            vi: "{shown} là số CMND cũ 9 chữ số.",
            en: "{shown} is an old 9-digit identity number.",
        );
        findings.on_field(record, FieldKey::NationalId, message).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::value::NationalId;
    use crate::rules::test_support::{on_record, read, row, row_with};

    #[test]
    fn allows_a_citizen_number() {
        assert!(on_record(&RULE, row()).is_empty());
    }

    #[test]
    fn reports_an_old_number_without_showing_it() {
        let old = row_with(|r| {
            r.national_id = read(NationalId::Old("113456789".into()), "113456789", 5);
        });
        assert_eq!(on_record(&RULE, old)[0].message.vi, "113***789 là số CMND cũ 9 chữ số.");
    }
}
