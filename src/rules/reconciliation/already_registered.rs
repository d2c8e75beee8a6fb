//! R409: registered in an earlier period for the same class or an overlapping one.

use super::month;
use crate::config::settings::Submissions;
use crate::finding::{Findings, Severity};
use crate::model::batch::EarlierRow;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R409",
    name: "already-registered",
    severity: Severity::Warning,
    title: label!(vi: "Đã đăng ký kỳ trước", en: "Registered in an earlier period"),
    why: label!(
        vi: "Người này đã được nhận đăng ký ở kỳ trước cho chính lớp này hoặc lớp học cùng thời gian. Chỉ xét khi mỗi kỳ gửi đăng ký mới (submissions = \"incremental\"); dòng kỳ trước bị trả lại thì không tính.",
        en: "The person was accepted in an earlier period for this class or one that runs at the same time. Only where each month's forms are new registrations (submissions = \"incremental\"); rows that were sent back do not count.",
    ),
    mend: label!(
        vi: "Xóa dòng nếu là gửi lại; nếu đổi lớp thì báo rút đăng ký cũ.",
        en: "Delete the row if it is a repetition; if the class changes, withdraw the earlier registration.",
    ),
    example: label!(
        vi: "đăng ký TC-K45 kỳ 10/2026, lại đăng ký TC-K45 kỳ 11/2026",
        en: "registered for TC-K45 in 10/2026 and again in 11/2026",
    ),
    source: label!(
        vi: "Biểu các kỳ trước trong inbox",
        en: "The forms of earlier periods in the inbox",
    ),
    needs: &[Need::EarlierPeriods],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    if context.settings.submissions != Submissions::Incremental {
        return;
    }
    let Some(person) = context.person(record) else { return };
    let earlier = context.earlier(person).iter().rev();
    let Some(row) = earlier.into_iter().find(|row| row.accepted && clash(record, row, context))
    else {
        return;
    };
    let period = month(row.period);
    let course = row.record.course.value.as_deref().unwrap_or_default();
    let unit = row.record.unit.as_deref().map(|unit| context.batch.lists.unit_name(unit));
    let unit = unit.map_or(String::new(), |unit| format!(" ({unit})"));
    let message = text!(
        vi: "Đã đăng ký lớp {course} ở kỳ {period}{unit}.",
        en: "Registered for class {course} in {period} already{unit}.",
    );
    findings
        .on_field(record, FieldKey::FullName, message)
        .suggest(RULE.mend.to_text())
        .about(&format!("{} {course}", row.period));
}

/// The same class, or one that runs at the same time.
fn clash(record: &Record, earlier: &EarlierRow, context: &Context) -> bool {
    let (Some(now), Some(then)) = (&record.course.value, &earlier.record.course.value) else {
        return false;
    };
    let lists = &context.batch.lists;
    now == then
        || lists.course(now).zip(lists.course(then)).is_some_and(|(now, then)| now.overlaps(then))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Settings;
    use crate::config::settings::Submissions;
    use crate::model::batch::Batch;
    use crate::rules::test_support::{
        batch, day, earlier, form, on_batch, on_batch_by, row, row_with,
    };

    /// Registered last month for this class.
    fn registered(course: &str, accepted: bool) -> Batch {
        let mut batch = batch(vec![form(vec![row()])]);
        let record = row_with(|r| r.course.value = Some(course.into()));
        batch.earlier = vec![earlier(&batch, 0, record, accepted)];
        batch
    }

    #[test]
    fn allows_other_people_rows_that_were_sent_back_and_standing_lists() {
        let mut other = registered("TC-K45", true);
        other.earlier[0].person = "somebody else".into();
        assert!(on_batch(&RULE, &other).is_empty());
        assert!(on_batch(&RULE, &registered("TC-K45", false)).is_empty());
        let standing = Settings { submissions: Submissions::Standing, ..Settings::default() };
        assert!(on_batch_by(&RULE, &registered("TC-K45", true), &standing).is_empty());
    }

    #[test]
    fn allows_a_class_that_is_over_by_then() {
        let mut past = registered("SC-2026", true);
        let courses = past.lists_mut().courses.as_mut().unwrap();
        courses.get_mut("SC-2026").unwrap().closes = Some(day("2026-11-30"));
        courses.get_mut("SC-2026").unwrap().opens = Some(day("2026-10-01"));
        assert!(on_batch(&RULE, &past).is_empty());
    }

    #[test]
    fn reports_the_same_class_and_an_overlapping_one() {
        let found = on_batch(&RULE, &registered("TC-K45", true));
        assert_eq!(
            found[0].message.vi,
            "Đã đăng ký lớp TC-K45 ở kỳ 10/2026 (Chi bộ Sở Tài chính).",
        );
        assert_eq!(on_batch(&RULE, &registered("TC-K46", true)).len(), 1);
    }
}
