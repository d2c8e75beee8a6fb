//! D231: no national id where the form has the column.

use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "D231",
    name: "missing-national-id",
    severity: Severity::Warning,
    title: label!(vi: "Thiếu số CCCD", en: "No national id"),
    why: label!(
        vi: "Số CCCD là căn cứ chắc nhất để nhận đúng người khi trùng tên hoặc chuyển đơn vị. Biểu không có cột này thì không báo.",
        en: "The national id is the surest way to tell who is who. Forms without the column are not complained about.",
    ),
    mend: label!(vi: "Ghi đủ 12 chữ số CCCD.", en: "Write all 12 digits of the number."),
    example: label!(vi: "ô Số CCCD trống", en: "an empty national id cell"),
    source: label!(
        vi: "Luật Căn cước 2023: số định danh cá nhân 12 chữ số",
        en: "Law on Identification 2023: a personal number of 12 digits",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    if record.national_id.is_missing() {
        let message = label!(vi: "Chưa ghi số CCCD.", en: "No national id is given.");
        findings
            .on_field(record, FieldKey::NationalId, message.to_text())
            .suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Field, Problem};
    use crate::rules::test_support::{bad, blank, on_record, row, row_with};

    #[test]
    fn allows_a_number_and_forms_that_do_not_ask_for_one() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.national_id = Field::default().into())).is_empty());
        let wrong = Problem::WrongLength { digits: 11 };
        let wrong = row_with(|r| r.national_id = bad("01708500123", wrong, 5));
        assert!(on_record(&RULE, wrong).is_empty());
    }

    #[test]
    fn reports_an_empty_cell() {
        let found = on_record(&RULE, row_with(|r| r.national_id = blank(5)));
        assert_eq!(found[0].at.cell().unwrap().to_string(), "F9");
    }
}
