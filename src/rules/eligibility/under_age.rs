//! E303: below the class's minimum age for that sex and mode.

use chrono::{Months, NaiveDate};

use super::{advice, clause, report};
use crate::config::standards::AgeDemand;
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::date::{PartialDate, age_on};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::model::value::Sex;
use crate::rules::data::implausible_age;
use crate::rules::verdict::{Answer, Demand, Point};
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "E303",
    name: "under-age",
    severity: Severity::Error,
    title: label!(vi: "Chưa đủ tuổi học", en: "Below the minimum age"),
    why: label!(
        vi: "Lớp không tập trung có tuổi tối thiểu theo giới tính; người trẻ hơn học hệ tập trung. Ngày tính tuổi đặt bằng age_on trong tonghop.toml (ngày lập danh sách, ngày khai giảng hoặc 31/12). Ngày sinh chưa đủ chỉ được xét khi chắc chắn.",
        en: "Part-time classes have a minimum age by sex; younger people study full time. The day on which age counts is set by age_on in tonghop.toml (list date, opening day or 31 December). Incomplete birth dates are judged only where it is sure.",
    ),
    mend: label!(
        vi: "Kiểm tra lại ngày sinh; nếu đúng thì chuyển sang lớp tập trung hoặc chờ đủ tuổi.",
        en: "Check the birth date; if it is right, choose a full-time class or wait.",
    ),
    example: label!(
        vi: "nam sinh 07/11/2002 đăng ký lớp trung cấp không tập trung năm 2026",
        en: "a man born 07/11/2002 registers for a part-time intermediate class in 2026",
    ),
    source: label!(
        vi: "Quy định 350-QĐ/TW (2025): nữ từ đủ 28, nam từ đủ 30 tuổi; trước đó Quyết định 6468 (2021): nữ 33, nam 35",
        en: "Regulation 350-QĐ/TW (2025): women from 28, men from 30; before it Decision 6468 (2021): 33 and 35",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    // A birth date that nobody in office can have is a mistake of its own.
    let Some(birth) = record.birth_date.value else { return };
    let Some(point) = point(record, context) else { return };
    if implausible_age(birth, context).is_some() {
        return;
    }
    let Some(finding) = report(&point, record, FieldKey::BirthDate, findings) else { return };
    finding.suggest(advice(RULE.mend.to_text(), point.special.as_ref()));
}

/// How the person stands on age; `None` when the standard does not ask.
pub(in crate::rules) fn point(record: &Record, context: &Context) -> Option<Point> {
    let demands = context.demands(record)?;
    let demand = demands.age?;
    let day = context.age_day(record);
    let (answer, found) = match record.birth_date.value {
        Some(birth) => answer(birth, record.sex.value, demand, day, context),
        None => (
            Answer::Unclear,
            label!(vi: "Chưa rõ ngày sinh.", en: "The birth date is not known.").to_text(),
        ),
    };
    Some(Point {
        demand: Demand::Age,
        answer,
        found,
        clause: Some(clause(demands.regulation, &demand.clause)),
        special: demand.special.clone(),
    })
}

fn answer(
    birth: PartialDate,
    sex: Option<Sex>,
    demand: &AgeDemand,
    day: NaiveDate,
    context: &Context,
) -> (Answer, Text) {
    // The least and the most years that the person can have; without a sex, of either.
    let (youngest, oldest) = (age_on(birth.latest(), day), age_on(birth.earliest(), day));
    let least = |sex| i32::from(demand.least(sex));
    let (low, high) = match sex {
        Some(sex) => (least(sex), least(sex)),
        None => {
            let both = [least(Sex::Male), least(Sex::Female)];
            (both[0].min(both[1]), both[0].max(both[1]))
        }
    };
    let on = day.format("%d/%m/%Y");
    if youngest >= high {
        return (
            Answer::Met,
            text!(vi: "{youngest} tuổi ngày {on}.", en: "Aged {youngest} on {on}."),
        );
    }
    if oldest >= low {
        return (
            Answer::Unclear,
            text!(
                vi: "Chưa chắc đủ {high} tuổi ngày {on}.",
                en: "It is not sure that the person is {high} on {on}.",
            ),
        );
    }
    (Answer::Failed, too_young(birth, oldest, low, day, context))
}

fn too_young(birth: PartialDate, age: i32, least: i32, day: NaiveDate, context: &Context) -> Text {
    let on = day.format("%d/%m/%Y");
    match comes_of_age(birth, least).filter(|date| is_near(day, *date, context)) {
        Some(date) => {
            let date = date.format("%d/%m/%Y");
            text!(
                vi: "Mới {age} tuổi (tính đến {on}), chưa đủ {least} tuổi; sẽ đủ tuổi ngày {date}.",
                en: "Aged {age} on {on}, below {least}; old enough on {date}.",
            )
        }
        None => text!(
            vi: "Mới {age} tuổi (tính đến {on}), chưa đủ {least} tuổi.",
            en: "Aged {age} on {on}, below {least}.",
        ),
    }
}

/// The day on which someone born on this day is so many years old.
pub(super) fn comes_of_age(birth: PartialDate, years: i32) -> Option<NaiveDate> {
    let months = u32::try_from(years).ok()?.checked_mul(12)?;
    birth.full()?.checked_add_months(Months::new(months))
}

/// Do the two days lie within the months that the settings call near?
pub(super) fn is_near(first: NaiveDate, second: NaiveDate, context: &Context) -> bool {
    let months = Months::new(context.settings.judging.near_limit_months.into());
    first.checked_add_months(months).is_some_and(|end| second <= end)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::{Settings, parse_toml};
    use crate::finding::Finding;
    use crate::model::record::{Kept, Record};
    use crate::model::value::Sex;
    use crate::rules::test_support::{
        batch, date, form, on_batch, on_batch_by, on_record, read, row, row_with,
    };

    fn born(iso: &str, sex: Option<Sex>) -> Record {
        row_with(|r| {
            r.birth_date = read(date(iso), "", 2);
            r.sex = sex.map_or_else(Kept::default, |sex| read(sex, "", 3));
        })
    }

    fn judge(iso: &str, sex: Option<Sex>) -> Vec<Finding> {
        on_record(&RULE, born(iso, sex))
    }

    #[test]
    fn allows_the_birthday_itself_and_what_is_not_sure() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(judge("1996-11-30", Some(Sex::Male)).is_empty());
        assert!(judge("1998-11-30", Some(Sex::Female)).is_empty());
        assert!(judge("1996", Some(Sex::Male)).is_empty());
        assert!(judge("1997-01-01", None).is_empty());
        assert!(judge("2019-12-20", Some(Sex::Male)).is_empty());
    }

    #[test]
    fn allows_the_young_in_a_full_time_class() {
        let full_time = row_with(|r| {
            r.birth_date = read(date("2000-01-01"), "", 2);
            r.course.value = Some("TC-K46".into());
        });
        assert!(on_record(&RULE, full_time).is_empty());
    }

    #[test]
    fn reports_the_day_before_it_by_sex() {
        let man = judge("1996-12-01", Some(Sex::Male));
        assert!(
            man[0].message.vi.starts_with(
                "Mới 29 tuổi (tính đến 30/11/2026), chưa đủ 30 tuổi; sẽ đủ tuổi ngày 01/12/2026. \
                 Căn cứ Quy định 350-QĐ/TW"
            ),
            "{}",
            man[0].message.vi,
        );
        assert_eq!(judge("1998-12-01", Some(Sex::Female)).len(), 1);
        assert_eq!(judge("1998-12-01", None).len(), 1);
        assert_eq!(judge("2002", Some(Sex::Male)).len(), 1);
    }

    #[test]
    fn reports_who_may_decide_otherwise() {
        let advice = judge("2002-11-07", Some(Sex::Male))[0].suggestion.clone().unwrap();
        assert!(advice.vi.ends_with("do cấp có thẩm quyền xem xét, quyết định."), "{}", advice.vi);
    }

    #[test]
    fn the_day_that_counts_is_a_setting() {
        let batch = batch(vec![form(vec![born("1996-12-15", Some(Sex::Male))])]);
        let settings = |age_on: &str| -> Settings {
            parse_toml("tonghop.toml", &format!("age_on = \"{age_on}\"")).unwrap()
        };
        assert_eq!(on_batch(&RULE, &batch).len(), 1);
        assert!(on_batch_by(&RULE, &batch, &settings("opening_day")).is_empty());
        assert!(on_batch_by(&RULE, &batch, &settings("year_end")).is_empty());
    }

    #[test]
    fn an_older_regulation_can_be_asked_for() {
        let batch = batch(vec![form(vec![born("1994-01-01", Some(Sex::Male))])]);
        let older = Settings { standard: "57-QD-TW".into(), ..Settings::default() };
        assert!(on_batch(&RULE, &batch).is_empty());
        assert!(on_batch_by(&RULE, &batch, &older)[0].message.vi.contains("chưa đủ 35 tuổi"));
    }
}
