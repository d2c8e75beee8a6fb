//! R402: the same person registered by two or more units in this period.

use std::collections::BTreeSet;

use super::{Occurrence, occurrences};
use crate::finding::{Findings, Severity};
use crate::model::batch::Batch;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R402",
    name: "duplicate-across-units",
    severity: Severity::Warning,
    title: label!(vi: "Nhiều đơn vị cùng đăng ký", en: "Registered by several units"),
    why: label!(
        vi: "Hai đơn vị trở lên đăng ký cho cùng một người trong kỳ này, thường do chuyển công tác hoặc cả chi bộ và đoàn thể cùng cử.",
        en: "Two or more units register one person in this period, mostly after a transfer, or because a party cell and a mass organisation both did.",
    ),
    mend: label!(
        vi: "Thống nhất đơn vị cử đi học (đơn vị đang quản lý đảng viên); đơn vị kia rút đăng ký.",
        en: "Agree on the unit that sends the person (the one that manages the member); the other withdraws.",
    ),
    example: label!(
        vi: "Chi bộ Sở Tài chính và Chi bộ Sở Công Thương cùng đăng ký Phạm Phương Loan",
        en: "two cells both register Phạm Phương Loan",
    ),
    source: label!(
        vi: "Phân cấp quản lý cán bộ: mỗi người do một tổ chức đảng cử đi học",
        en: "Management of cadres: each person is sent by one party organisation",
    ),
    needs: &[],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    for person in batch.people.iter().filter(|person| person.rows.len() > 1) {
        let rows = occurrences(person, batch);
        let senders: BTreeSet<_> = rows.iter().map(Occurrence::sender).collect();
        if senders.len() > 1 {
            for row in &rows {
                report(row, &rows, context, findings);
            }
        }
    }
}

fn report(row: &Occurrence, rows: &[Occurrence], context: &Context, findings: &mut Findings) {
    let elsewhere: Vec<_> = rows.iter().filter(|other| other.sender() != row.sender()).collect();
    let named: BTreeSet<String> = elsewhere.iter().map(|other| other.named(context)).collect();
    let named = named.into_iter().collect::<Vec<_>>().join("; ");
    let message = text!(
        vi: "Người này còn được đăng ký bởi: {named}.",
        en: "The person is also registered by: {named}.",
    );
    findings
        .on_field(row.record, FieldKey::FullName, message)
        .suggest(RULE.mend.to_text())
        .relate(elsewhere.iter().map(|other| other.record.id.clone()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::batch::Batch;
    use crate::rules::test_support::{
        at, batch, form, form_of, on_batch, other_row, row, same_person,
    };

    fn across() -> Batch {
        let mut batch = batch(vec![
            form_of("CB-SNV", vec![row()]),
            form_of("CB-STC", vec![other_row(2, "Nguyễn Văn Ánh")]),
        ]);
        same_person(&mut batch, &[at(0, 0), at(1, 0)]);
        batch
    }

    #[test]
    fn allows_two_rows_of_one_unit() {
        let mut batch = batch(vec![form(vec![row(), other_row(4, "Nguyễn Văn Ánh")])]);
        same_person(&mut batch, &[at(0, 0), at(0, 1)]);
        assert!(on_batch(&RULE, &batch).is_empty());
    }

    #[test]
    fn reports_both_units_whatever_the_class() {
        for class in ["TC-K45", "SC-2026"] {
            let mut batch = across();
            batch.submissions[1].records[0].course.value = Some(class.into());
            let found = on_batch(&RULE, &batch);
            assert_eq!(found.len(), 2);
            assert_eq!(
                found[0].message.vi,
                format!("Người này còn được đăng ký bởi: Chi bộ Sở Tài chính ({class})."),
            );
            assert_eq!(found[1].related, ["r1".into()]);
        }
    }
}
