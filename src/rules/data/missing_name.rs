//! D201: a person row without a name.

use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "D201",
    name: "missing-name",
    severity: Severity::Error,
    title: label!(vi: "Thiếu họ tên", en: "No name"),
    why: label!(
        vi: "Dòng có dữ liệu của một người nhưng không có họ tên nên không thể lập danh sách.",
        en: "The row holds a person's data but no name, so it cannot be listed.",
    ),
    mend: label!(
        vi: "Ghi đủ họ, chữ đệm và tên; nếu dòng thừa thì xóa cả dòng.",
        en: "Write the full name; if the row is a leftover, delete it.",
    ),
    example: label!(
        vi: "dòng 12 có ngày sinh, chức vụ nhưng ô Họ và tên trống",
        en: "row 12 has birth date and position, but no name",
    ),
    source: label!(
        vi: "Cột bắt buộc của biểu đăng ký",
        en: "A required column of the registration form",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    if record.full_name.value.is_none() && record.full_name.problem.is_none() {
        let message = label!(vi: "Dòng không có họ tên.", en: "The row has no name.");
        findings
            .on_field(record, FieldKey::FullName, message.to_text())
            .suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, on_record, row, row_with};

    #[test]
    fn allows_a_name_and_leaves_odd_ones_to_another_rule() {
        assert!(on_record(&RULE, row()).is_empty());
        let odd = row_with(|r| r.full_name = bad("123", Problem::Unreadable, 1));
        assert!(on_record(&RULE, odd).is_empty());
    }

    #[test]
    fn reports_an_empty_name_at_its_cell() {
        let found = on_record(&RULE, row_with(|r| r.full_name = blank(1)));
        assert_eq!(found[0].at.cell().unwrap().to_string(), "B9");
    }
}
