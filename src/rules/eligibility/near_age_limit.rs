//! E307: just old enough; on another day the verdict might differ.

use super::under_age::{comes_of_age, is_near};
use crate::finding::{Findings, Severity};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "E307",
    name: "near-age-limit",
    severity: Severity::Info,
    title: label!(vi: "Vừa đủ tuổi học", en: "Just old enough"),
    why: label!(
        vi: "Người này đủ tuổi chưa quá 6 tháng trước ngày tính tuổi. Chưa có văn bản quy định ngày tính tuổi, nên cán bộ cần biết những trường hợp sát mốc. Số tháng đặt ở [judging] near_limit_months.",
        en: "The person reached the minimum age within six months before the day on which age counts. No regulation seen fixes that day, so the officer should know who is close to the limit. The months are set by near_limit_months under [judging].",
    ),
    mend: label!(
        vi: "Không phải làm gì; lưu ý khi thay đổi ngày tính tuổi.",
        en: "Nothing has to be done; remember it when the day that counts is changed.",
    ),
    example: label!(
        vi: "nam sinh 15/09/1996, tính tuổi ngày 30/11/2026",
        en: "a man born 15/09/1996, age counted on 30/11/2026",
    ),
    source: label!(
        vi: "Quy định 350-QĐ/TW (2025); ngày tính tuổi chưa được quy định",
        en: "Regulation 350-QĐ/TW (2025); the day on which age counts is not fixed",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let (Some(birth), Some(sex)) = (record.birth_date.value, record.sex.value) else { return };
    let Some(demand) = context.demands(record).and_then(|demands| demands.age) else { return };
    let least = demand.least(sex);
    let Some(reached) = comes_of_age(birth, least.into()) else { return };
    let day = context.age_day(record);
    if reached > day || !is_near(reached, day, context) {
        return;
    }
    let (reached, on) = (reached.format("%d/%m/%Y"), day.format("%d/%m/%Y"));
    let message = text!(
        vi: "Vừa đủ {least} tuổi ngày {reached} (tính tuổi ngày {on}).",
        en: "Turned {least} on {reached} (age counts on {on}).",
    );
    findings.on_field(record, FieldKey::BirthDate, message);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::rules::test_support::{date, on_record, read, row, row_with};

    fn born(iso: &str) -> Vec<Finding> {
        on_record(&RULE, row_with(|r| r.birth_date = read(date(iso), "", 2)))
    }

    #[test]
    fn allows_those_well_above_and_leaves_those_below_to_another_rule() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(born("1996-05-29").is_empty());
        assert!(born("1996-12-01").is_empty());
        assert!(born("1996").is_empty());
    }

    #[test]
    fn reports_someone_who_turned_thirty_this_autumn() {
        let found = born("1996-09-15");
        assert_eq!(
            found[0].message.vi,
            "Vừa đủ 30 tuổi ngày 15/09/2026 (tính tuổi ngày 30/11/2026).",
        );
    }
}
