//! D211: no birth date.

use super::roster_birth_date;
use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "D211",
    name: "missing-birth-date",
    severity: Severity::Error,
    title: label!(vi: "Thiếu ngày sinh", en: "No birth date"),
    why: label!(
        vi: "Không có ngày sinh thì không xét được tuổi, không phân biệt được người trùng tên và không in được bằng.",
        en: "Without a birth date age cannot be judged, namesakes cannot be told apart and no diploma can be printed.",
    ),
    mend: label!(
        vi: "Ghi ngày, tháng, năm sinh theo căn cước.",
        en: "Write the birth date as on the identity card.",
    ),
    example: label!(vi: "ô Ngày sinh trống", en: "an empty birth date cell"),
    source: label!(
        vi: "Cột bắt buộc của biểu đăng ký",
        en: "A required column of the registration form",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    if record.birth_date.is_missing() {
        let message = label!(vi: "Chưa ghi ngày sinh.", en: "No birth date is given.");
        let advice = roster_birth_date(record, context);
        findings
            .on_field(record, FieldKey::BirthDate, message.to_text())
            .suggest(advice.unwrap_or_else(|| RULE.mend.to_text()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Field, Problem, Record};
    use crate::rules::test_support::{
        bad, batch, blank, form, in_roster, on_batch, on_record, row, row_with,
    };

    fn without() -> Record {
        row_with(|r| r.birth_date = blank(2))
    }

    #[test]
    fn allows_a_date_and_leaves_unreadable_ones_to_another_rule() {
        assert!(on_record(&RULE, row()).is_empty());
        let unreadable = row_with(|r| r.birth_date = bad("31/02/1985", Problem::NoSuchDay, 2));
        assert!(on_record(&RULE, unreadable).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.birth_date = Field::default().into())).is_empty());
    }

    #[test]
    fn reports_an_empty_cell_and_one_that_says_nothing() {
        assert_eq!(on_record(&RULE, without()).len(), 1);
        let filler = row_with(|r| {
            r.birth_date = blank(2);
            r.birth_date.raw = Some("...".into());
        });
        assert_eq!(on_record(&RULE, filler).len(), 1);
    }

    #[test]
    fn reports_what_the_roster_has() {
        let mut batch = batch(vec![form(vec![without()])]);
        in_roster(&mut batch, row());
        let advice = on_batch(&RULE, &batch)[0].suggestion.clone().unwrap();
        assert!(advice.vi.starts_with("Danh sách đảng viên ghi 12/05/1985"), "{}", advice.vi);
    }
}
