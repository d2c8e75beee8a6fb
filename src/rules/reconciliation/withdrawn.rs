//! R410: registered in the earlier period, class not yet opened, gone now
//! although the unit handed in a form.

use std::collections::BTreeSet;

use super::month;
use crate::config::settings::Submissions;
use crate::finding::{Findings, Severity};
use crate::model::batch::{Batch, EarlierRow};
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R410",
    name: "withdrawn",
    severity: Severity::Info,
    title: label!(vi: "Rút khỏi danh sách", en: "Gone from the list"),
    why: label!(
        vi: "Kỳ trước đơn vị có đăng ký người này cho lớp chưa khai giảng, kỳ này đơn vị gửi biểu nhưng không còn tên. Chỉ xét khi mỗi kỳ gửi lại toàn bộ danh sách (submissions = \"standing\").",
        en: "The unit registered the person in the earlier period for a class that has not opened; its form of this period no longer has the name. Only where each month's form is the whole list (submissions = \"standing\").",
    ),
    mend: label!(
        vi: "Nếu không chủ ý rút, ghi lại người này vào danh sách.",
        en: "If the person was not meant to be withdrawn, put the name back on the list.",
    ),
    example: label!(
        vi: "kỳ 10/2026 có Đặng Bá Quân (TC-K45), kỳ 11/2026 không còn",
        en: "Đặng Bá Quân (TC-K45) was there in 10/2026 and is not in 11/2026",
    ),
    source: label!(
        vi: "Biểu các kỳ trước trong inbox",
        en: "The forms of earlier periods in the inbox",
    ),
    needs: &[Need::EarlierPeriods],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    if context.settings.submissions != Submissions::Standing {
        return;
    }
    let present = present(batch);
    let mut told = BTreeSet::new();
    for row in &batch.earlier {
        let key = (&*row.person, row.record.course.value.as_deref());
        let Some(form) = row.record.unit.as_deref().and_then(|unit| form_of(batch, unit)) else {
            continue;
        };
        if is_last(batch, row)
            && !present.contains(&key)
            && is_ahead(batch, row)
            && told.insert(key)
        {
            report(row, form, findings);
        }
    }
}

/// Everybody who registers now, with the class.
fn present(batch: &Batch) -> BTreeSet<(&str, Option<&str>)> {
    let rows =
        batch.people.iter().flat_map(|person| person.rows.iter().map(move |&at| (person, at)));
    rows.filter_map(|(person, at)| Some((&*person.key, batch.record(at)?.course.value.as_deref())))
        .collect()
}

fn form_of<'a>(batch: &'a Batch, unit: &str) -> Option<&'a Submission> {
    batch
        .submissions
        .iter()
        .filter(|form| form.counts())
        .find(|form| form.sender.unit.as_deref() == Some(unit))
}

/// Does the row stem from the last period in which its unit handed in a form?
fn is_last(batch: &Batch, row: &EarlierRow) -> bool {
    let unit = row.record.unit.as_deref().unwrap_or_default();
    let senders = batch.earlier_senders.iter().filter(|(_, units)| units.contains(unit));
    let last: Option<Period> = senders.map(|(period, _)| *period).max();
    last.is_none_or(|last| last == row.period)
}

/// Has the class not opened yet? An unknown day counts as ahead.
fn is_ahead(batch: &Batch, row: &EarlierRow) -> bool {
    let course = row.record.course.value.as_deref();
    course.is_some_and(|code| {
        let opens = batch.lists.course(code).and_then(|course| course.opens);
        opens.is_none_or(|opens| opens > batch.period.last_day())
    })
}

fn report(row: &EarlierRow, form: &Submission, findings: &mut Findings) {
    let name = row.record.full_name.value.as_ref().map_or("?", |name| &name.full);
    let course = row.record.course.value.as_deref().unwrap_or_default();
    let period = month(row.period);
    let message = text!(
        vi: "{name} có trong danh sách lớp {course} kỳ {period} nhưng kỳ này không còn.",
        en: "{name} was on the list for class {course} in {period} and is gone now.",
    );
    findings
        .on_form(form, Place::file(&form.source.path), message)
        .suggest(RULE.mend.to_text())
        .about(&format!("{} {course}", row.person));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Settings;
    use crate::config::settings::Submissions;
    use crate::finding::Finding;
    use crate::model::batch::Batch;
    use crate::rules::test_support::{
        batch, day, earlier, form, name, on_batch, on_batch_by, read, row, row_with,
    };

    /// Last month the unit also registered another person.
    fn gone() -> Batch {
        let mut batch = batch(vec![form(vec![row()])]);
        let absent = row_with(|r| r.full_name = read(name("Đặng Bá Quân"), "", 1));
        let mut absent = earlier(&batch, 0, absent, true);
        absent.person = "p-absent".into();
        batch.earlier = vec![earlier(&batch, 0, row(), true), absent];
        batch
    }

    fn standing(batch: &Batch) -> Vec<Finding> {
        let settings = Settings { submissions: Submissions::Standing, ..Settings::default() };
        on_batch_by(&RULE, batch, &settings)
    }

    #[test]
    fn allows_monthly_registrations_and_units_that_handed_in_nothing() {
        assert!(on_batch(&RULE, &gone()).is_empty());
        let mut silent = gone();
        silent.submissions.clear();
        silent.people.clear();
        assert!(standing(&silent).is_empty());
    }

    #[test]
    fn allows_a_class_that_has_opened() {
        let mut opened = gone();
        let courses = opened.lists_mut().courses.as_mut().unwrap();
        courses.get_mut("TC-K45").unwrap().opens = Some(day("2026-11-10"));
        assert!(standing(&opened).is_empty());
    }

    #[test]
    fn reports_who_is_gone_on_the_unit_s_form() {
        let found = standing(&gone());
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message.vi,
            "Đặng Bá Quân có trong danh sách lớp TC-K45 kỳ 10/2026 nhưng kỳ này không còn.",
        );
        assert_eq!(found[0].unit.as_deref(), Some("CB-STC"));
    }
}
