//! R403: the same person registered for two or more classes that overlap.

use super::{Occurrence, occurrences};
use crate::finding::{Findings, Severity};
use crate::model::batch::Batch;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R403",
    name: "multiple-courses",
    severity: Severity::Warning,
    title: label!(vi: "Đăng ký nhiều lớp cùng lúc", en: "Several classes at once"),
    why: label!(
        vi: "Một đơn vị đăng ký cho một người hai lớp trở lên có thời gian học chồng nhau. Lớp chưa rõ ngày khai giảng, bế giảng được coi là chồng nhau. Trường hợp hai đơn vị cùng đăng ký do quy tắc R402 báo.",
        en: "A unit registers one person for two or more classes that run at the same time. Classes whose days are unknown count as overlapping. Registrations by two units are R402's matter.",
    ),
    mend: label!(
        vi: "Chọn một lớp; xóa dòng đăng ký lớp kia.",
        en: "Choose one class; delete the row for the other.",
    ),
    example: label!(
        vi: "Phan Anh Thắng đăng ký cả TC-K45 và TC-K46",
        en: "Phan Anh Thắng registers for TC-K45 and TC-K46",
    ),
    source: label!(
        vi: "Thời gian học trong danh mục lớp học (reference/courses)",
        en: "The days of each class in the list of classes (reference/courses)",
    ),
    needs: &[Need::Courses],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    for person in batch.people.iter().filter(|person| person.rows.len() > 1) {
        let rows = occurrences(person, batch);
        for row in &rows {
            let clashes: Vec<_> = rows.iter().filter(|other| clash(row, other, context)).collect();
            if !clashes.is_empty() {
                report(row, &clashes, findings);
            }
        }
    }
}

/// Another class of the same unit's that runs at the same time.
fn clash(row: &Occurrence, other: &Occurrence, context: &Context) -> bool {
    let (Some(first), Some(second)) = (context.course(row.record), context.course(other.record))
    else {
        return false;
    };
    row.sender() == other.sender() && first.code != second.code && first.overlaps(second)
}

fn report(row: &Occurrence, clashes: &[&Occurrence], findings: &mut Findings) {
    let mut classes: Vec<_> = clashes.iter().filter_map(|other| other.course()).collect();
    classes.sort_unstable();
    classes.dedup();
    let (this, classes) = (row.course().unwrap_or_default(), classes.join(", "));
    let message = text!(
        vi: "Người này đăng ký lớp {this} và cả lớp {classes} học cùng thời gian.",
        en: "The person registers for class {this} and also for {classes} at the same time.",
    );
    findings
        .on_field(row.record, FieldKey::Course, message)
        .suggest(RULE.mend.to_text())
        .relate(clashes.iter().map(|other| other.record.id.clone()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::batch::Batch;
    use crate::rules::test_support::{at, batch, day, form, on_batch, other_row, row, same_person};

    fn in_two_classes() -> Batch {
        let mut second = other_row(4, "Nguyễn Văn Ánh");
        second.course.value = Some("TC-K46".into());
        let mut batch = batch(vec![form(vec![row(), second])]);
        same_person(&mut batch, &[at(0, 0), at(0, 1)]);
        batch
    }

    #[test]
    fn allows_classes_one_after_the_other_and_rows_of_two_units() {
        let mut apart = in_two_classes();
        let courses = apart.lists_mut().courses.as_mut().unwrap();
        courses.get_mut("TC-K46").unwrap().opens = Some(day("2028-01-10"));
        assert!(on_batch(&RULE, &apart).is_empty());
        let mut two_units = in_two_classes();
        two_units.submissions[0].records[1].unit = Some("CB-SNV".into());
        assert!(on_batch(&RULE, &two_units).is_empty());
    }

    #[test]
    fn allows_one_class_twice_which_is_another_rule_s_matter() {
        let mut same = in_two_classes();
        same.submissions[0].records[1].course.value = Some("TC-K45".into());
        assert!(on_batch(&RULE, &same).is_empty());
    }

    #[test]
    fn reports_both_rows_with_the_other_class() {
        let found = on_batch(&RULE, &in_two_classes());
        assert_eq!(found.len(), 2);
        assert!(found[0].message.vi.contains("lớp TC-K45 và cả lớp TC-K46"));
        assert_eq!(found[1].related, ["r1".into()]);
    }
}
