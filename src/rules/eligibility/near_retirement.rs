//! E308: reaches the age of retirement before the class ends, or soon after.

use chrono::{Months, NaiveDate};

use crate::config::retirement::retires;
use crate::finding::{Findings, Severity};
use crate::model::record::Record;
use crate::model::reference::Course;
use crate::model::role::FieldKey;
use crate::model::value::CourseLevel;
use crate::rules::data::implausible_age;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "E308",
    name: "near-retirement",
    severity: Severity::Info,
    title: label!(vi: "Sắp đến tuổi nghỉ hưu", en: "Close to retirement"),
    why: label!(
        vi: "Lớp trung cấp, cao cấp kéo dài nhiều tháng; người đến tuổi nghỉ hưu trước khi lớp kết thúc hoặc trong vòng một năm sau đó thường không được cử đi học. Quy định không cấm, nên đây chỉ là lưu ý.",
        en: "Intermediate and advanced classes take many months; someone who retires before the class ends, or within a year after it, is mostly not sent. No regulation forbids it, so this is a note only.",
    ),
    mend: label!(
        vi: "Kiểm tra ngày sinh; nếu đúng thì cân nhắc cử người khác.",
        en: "Check the birth date; if it is right, consider sending somebody else.",
    ),
    example: label!(
        vi: "nữ sinh 12/05/1970 đăng ký lớp trung cấp kết thúc tháng 12/2027",
        en: "a woman born 12/05/1970 registers for an intermediate class that ends in December 2027",
    ),
    source: label!(
        vi: "Nghị định 135/2020/NĐ-CP, Điều 4: năm 2026 nam đủ 61 tuổi 6 tháng, nữ đủ 57 tuổi",
        en: "Decree 135/2020/NĐ-CP, article 4: in 2026 men at 61 years and 6 months, women at 57",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

/// Where the list of classes does not tell when a class ends.
const USUAL_LENGTH: Months = Months::new(12);
/// What was learnt should be of use for a while.
const OF_USE: Months = Months::new(12);

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let (Some(birth), Some(sex)) = (record.birth_date.value, record.sex.value) else { return };
    let Some(end) = context.course(record).and_then(end) else { return };
    let Some(retires) = retires(birth, sex) else { return };
    let early = end.checked_add_months(OF_USE).is_some_and(|day| retires < day);
    if !early || implausible_age(birth, context).is_some() {
        return;
    }
    let (retires, end) = (retires.format("%m/%Y"), end.format("%m/%Y"));
    let message = text!(
        vi: "Đến tuổi nghỉ hưu {retires}, lớp kết thúc {end}.",
        en: "Reaches the age of retirement in {retires}; the class ends in {end}.",
    );
    findings.on_field(record, FieldKey::BirthDate, message).suggest(RULE.mend.to_text());
}

/// When a long class ends; `None` for a short one.
fn end(course: &Course) -> Option<NaiveDate> {
    let long = matches!(course.level, Some(CourseLevel::Intermediate | CourseLevel::Advanced));
    let by_length = || course.opens?.checked_add_months(USUAL_LENGTH);
    course.closes.or_else(by_length).filter(|_| long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::rules::test_support::{date, on_record, read, row, row_with};

    fn born(iso: &str) -> Vec<Finding> {
        on_record(&RULE, row_with(|r| r.birth_date = read(date(iso), "", 2)))
    }

    #[test]
    fn reports_a_man_who_retires_while_the_class_runs() {
        let found = born("1965-03-10");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.vi.starts_with("Đến tuổi nghỉ hưu 09/2026, lớp kết thúc "));
        assert_eq!(found[0].at.cell().unwrap().to_string(), "C9");
    }

    #[test]
    fn allows_those_who_have_years_to_go_and_impossible_ages() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(born("1975-03-10").is_empty());
        assert!(born("1905-03-10").is_empty());
        assert!(born("1966").is_empty(), "sure only where any day of the year would do");
    }

    #[test]
    fn a_short_class_is_nobodys_last() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1);
        let course = |level| Course {
            code: "A".into(),
            name: String::new(),
            level,
            mode: None,
            opens: day,
            closes: None,
            capacity: None,
            deadline: None,
        };
        assert_eq!(end(&course(Some(CourseLevel::Refresher))), None);
        let long = end(&course(Some(CourseLevel::Intermediate)));
        assert_eq!(long, NaiveDate::from_ymd_opt(2027, 12, 1));
    }
}
