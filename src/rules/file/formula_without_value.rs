//! F110: a cell that matters holds an error value or a formula with no stored result.

use std::collections::BTreeSet;

use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F110",
    name: "formula-without-value",
    severity: Severity::Warning,
    title: label!(vi: "Công thức không có kết quả", en: "A formula without a result"),
    why: label!(
        vi: "Ô chứa lỗi (#REF!, #N/A, …) hoặc công thức chưa được tính. Chương trình không tính công thức của đơn vị nên không biết giá trị.",
        en: "The cell holds an error (#REF!, #N/A, …) or a formula that was never calculated. The program runs no formula, so the value is unknown.",
    ),
    mend: label!(
        vi: "Gõ thẳng giá trị vào ô, hoặc chép rồi dán dạng giá trị (Paste Values), lưu lại rồi gửi.",
        en: "Type the value into the cell, or copy and use Paste Values; save and send the form again.",
    ),
    example: label!(vi: "ô ngày sinh là #REF!", en: "a birth date that reads #REF!"),
    source: label!(
        vi: "Nguyên tắc an toàn: không chạy công thức, liên kết trong tệp nhận được",
        en: "A safety rule: no formula or link of an input is ever run",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for field in FieldKey::ALL {
        let Some(facts) = record.facts(field) else { continue };
        // One cell may fill several fields (chức vụ, đơn vị); it is named once.
        if facts.problem != Some(&Problem::NoValue) || !seen.insert(facts.at) {
            continue;
        }
        let label = field.label();
        let (vi, en) = (label.vi, label.en);
        let message = match facts.raw {
            Some(raw) => text!(
                vi: "Ô “{vi}” chứa lỗi {raw} nên không có giá trị.",
                en: "The cell of “{en}” holds the error {raw} and no value.",
            ),
            None => text!(
                vi: "Ô “{vi}” là công thức chưa có kết quả.",
                en: "The cell of “{en}” is a formula without a stored result.",
            ),
        };
        findings.on_field(record, field, message).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Field, Problem};
    use crate::rules::test_support::{bad, on_record, row, row_with};

    #[test]
    fn allows_cells_with_values() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.birth_date = Field::default().into())).is_empty());
    }

    #[test]
    fn reports_an_error_value_at_its_cell() {
        let found =
            on_record(&RULE, row_with(|r| r.birth_date = bad("#REF!", Problem::NoValue, 2)));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].at.cell().unwrap().to_string(), "C9");
        assert!(found[0].message.vi.contains("#REF!"));
    }

    #[test]
    fn reports_a_cell_of_two_fields_once() {
        let found = on_record(
            &RULE,
            row_with(|r| {
                r.position = bad("#N/A", Problem::NoValue, 6);
                r.workplace = bad("#N/A", Problem::NoValue, 6);
            }),
        );
        assert_eq!(found.len(), 1);
    }
}
