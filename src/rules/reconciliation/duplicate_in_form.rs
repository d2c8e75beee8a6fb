//! R401: the same person twice in one unit's submission for the same class.

use std::collections::BTreeMap;

use super::{Occurrence, occurrences, others, place_name};
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::batch::Batch;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R401",
    name: "duplicate-in-form",
    severity: Severity::Warning,
    title: label!(vi: "Trùng trong một đơn vị", en: "Twice from one unit"),
    why: label!(
        vi: "Một người được ghi hai lần cho cùng lớp trong danh sách của cùng đơn vị; chỉ một dòng được đưa vào danh sách gửi trường.",
        en: "A unit lists one person twice for the same class; only one row can reach the school's list.",
    ),
    mend: label!(
        vi: "Xóa dòng thừa; nếu là hai người khác nhau, ghi đủ ngày sinh và số CCCD của từng người.",
        en: "Delete the extra row; if they are two people, give the birth date and national id of each.",
    ),
    example: label!(
        vi: "dòng 14 và dòng 16 đều là Hoàng Bá Vinh, sinh 13/12/1988",
        en: "rows 14 and 16 are both Hoàng Bá Vinh, born 13/12/1988",
    ),
    source: label!(
        vi: "Nguyên tắc mỗi người một suất trong một lớp",
        en: "One seat for each person in a class",
    ),
    needs: &[],
    check: Check::Batch(check),
};

fn check(batch: &Batch, _: &Context, findings: &mut Findings) {
    for person in batch.people.iter().filter(|person| person.rows.len() > 1) {
        let mut groups: BTreeMap<_, Vec<Occurrence>> = BTreeMap::new();
        for row in occurrences(person, batch) {
            groups.entry((row.sender(), row.course())).or_default().push(row);
        }
        for rows in groups.values().filter(|rows| rows.len() > 1) {
            for row in rows {
                report(row, rows, findings);
            }
        }
    }
}

fn report(row: &Occurrence, rows: &[Occurrence], findings: &mut Findings) {
    let places: Vec<Text> = rows
        .iter()
        .filter(|other| other.record.id != row.record.id)
        .map(|other| place_name(other.record, row.record))
        .collect();
    let vi: Vec<_> = places.iter().map(|place| place.vi.as_str()).collect();
    let en: Vec<_> = places.iter().map(|place| place.en.as_str()).collect();
    let (vi, en) = (vi.join("; "), en.join("; "));
    let message = text!(
        vi: "Người này đã được ghi cho cùng lớp ở {vi}.",
        en: "The person is listed for the same class in {en}.",
    );
    findings
        .on_field(row.record, FieldKey::FullName, message)
        .suggest(RULE.mend.to_text())
        .relate(others(rows, row.record));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::batch::Batch;
    use crate::rules::test_support::{at, batch, form, on_batch, other_row, row, same_person};

    fn twice() -> Batch {
        let mut batch = batch(vec![form(vec![row(), other_row(4, "Nguyễn Văn Ánh")])]);
        same_person(&mut batch, &[at(0, 0), at(0, 1)]);
        batch
    }

    #[test]
    fn allows_other_classes_other_units_and_rows_struck_out() {
        let mut other_class = twice();
        other_class.submissions[0].records[1].course.value = Some("TC-K46".into());
        let mut other_unit = twice();
        other_unit.submissions[0].records[1].unit = Some("CB-SNV".into());
        let mut struck_out = twice();
        struck_out.submissions[0].records[1].crossed_out = true;
        for batch in [other_class, other_unit, struck_out] {
            assert!(on_batch(&RULE, &batch).is_empty());
        }
    }

    #[test]
    fn reports_both_rows_each_with_the_other() {
        let found = on_batch(&RULE, &twice());
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].related, ["r4".into()]);
        assert_eq!(found[1].related, ["r1".into()]);
        assert_eq!(found[0].message.vi, "Người này đã được ghi cho cùng lớp ở dòng 12.",);
    }
}
