//! E302: education below the class's standard, with its exceptions.

use super::{advice, clause, report};
use crate::config::standards::EducationDemand;
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::model::value::Education;
use crate::rules::verdict::{Answer, Demand, Point};
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "E302",
    name: "education-below-standard",
    severity: Severity::Error,
    title: label!(vi: "Trình độ chưa đạt tiêu chuẩn", en: "Education below the standard"),
    why: label!(
        vi: "Trình độ chuyên môn thấp hơn tiêu chuẩn của lớp. Cán bộ người dân tộc thiểu số được xét mức thấp hơn; người chưa rõ dân tộc thì chưa được áp dụng ngoại lệ này.",
        en: "The level of education is below the class's standard. Cadres of an ethnic minority may have a lower one; the exception is not applied to people whose group is unknown.",
    ),
    mend: label!(
        vi: "Kiểm tra lại trình độ (ghi bằng cao nhất đã có) và dân tộc; nếu đúng như đã ghi thì chưa đủ tiêu chuẩn.",
        en: "Check the level (write the highest degree held) and the ethnic group; if both are right, the standard is not met.",
    ),
    example: label!(
        vi: "dân tộc Kinh, trình độ 12/12, đăng ký lớp trung cấp",
        en: "a Kinh with high school (12/12) registers for an intermediate class",
    ),
    source: label!(
        vi: "Quy định 350-QĐ/TW (2025): tốt nghiệp cao đẳng trở lên; người dân tộc thiểu số: THPT trở lên",
        en: "Regulation 350-QĐ/TW (2025): college or more; for ethnic minorities high school or more",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

/// The majority; every other group is a minority (Nghị định 05/2011/NĐ-CP, Điều 4).
const MAJORITY: &str = "Kinh";

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(point) = point(record, context) else { return };
    let Some(finding) = report(&point, record, FieldKey::Education, findings) else { return };
    finding.suggest(advice(RULE.mend.to_text(), point.special.as_ref()));
}

/// How the person stands on education; `None` when the standard does not ask.
pub(in crate::rules) fn point(record: &Record, context: &Context) -> Option<Point> {
    let demands = context.demands(record)?;
    let demand = demands.education?;
    let (answer, found) = match record.education.value {
        Some(level) => answer(level, demand, ethnicity(record, context)),
        None => (
            Answer::Unclear,
            label!(vi: "Chưa rõ trình độ chuyên môn.", en: "The level is not known.").to_text(),
        ),
    };
    Some(Point {
        demand: Demand::Education,
        answer,
        found,
        clause: Some(clause(demands.regulation, &demand.clause)),
        special: demand.special.clone(),
    })
}

fn answer(level: Education, demand: &EducationDemand, group: Group) -> (Answer, Text) {
    let Text { vi, en } = level.label();
    if level >= demand.least {
        return (Answer::Met, text!(vi: "Trình độ {vi}.", en: "Education: {en}."));
    }
    let excepted = demand.minority.is_some_and(|least| level >= least);
    match group {
        Group::Minority(name) if excepted => (
            Answer::Exception,
            text!(
                vi: "Trình độ {vi}, dân tộc {name}: áp dụng mức dành cho người dân tộc thiểu số.",
                en: "Education: {en}; of the {name}: the level for ethnic minorities applies.",
            ),
        ),
        Group::Unknown if excepted => (
            Answer::Failed,
            text!(
                vi: "Trình độ {vi} chưa đạt tiêu chuẩn của lớp; chưa rõ dân tộc nên chưa áp dụng mức dành cho người dân tộc thiểu số.",
                en: "Education {en} is below the class's standard; the ethnic group is unknown, so the level for minorities is not applied.",
            ),
        ),
        _ => (
            Answer::Failed,
            text!(
                vi: "Trình độ {vi} chưa đạt tiêu chuẩn của lớp.",
                en: "Education {en} is below the class's standard.",
            ),
        ),
    }
}

#[derive(Clone, Copy)]
enum Group<'a> {
    Majority,
    Minority(&'a str),
    Unknown,
}

/// The person's ethnic group: by the form; by the roster where the form gives
/// none. A cell that cannot be read stays unknown.
fn ethnicity<'a>(record: &'a Record, context: &Context<'a>) -> Group<'a> {
    if record.ethnicity.problem.is_some() {
        return Group::Unknown;
    }
    let by_form = record.ethnicity.value.as_deref();
    let by_roster = || context.member(record)?.ethnicity.value.as_deref();
    match by_form.or_else(by_roster) {
        Some(MAJORITY) => Group::Majority,
        Some(name) => Group::Minority(name),
        None => Group::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Problem, Record};
    use crate::model::value::Education;
    use crate::rules::test_support::{
        bad, batch, blank, form, in_roster, on_batch, on_record, read, row, row_with,
    };

    fn schooled(level: Education, ethnicity: &str) -> Record {
        row_with(|r| {
            r.education = read(level, "", 10);
            r.ethnicity = read(ethnicity.into(), ethnicity, 4);
        })
    }

    #[test]
    fn allows_college_and_high_school_for_minorities() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, schooled(Education::College, "Kinh")).is_empty());
        assert!(on_record(&RULE, schooled(Education::HighSchool, "Mường")).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.education = blank(10))).is_empty());
    }

    #[test]
    fn reports_less_at_its_cell_with_the_clause() {
        let found = on_record(&RULE, schooled(Education::HighSchool, "Kinh"));
        assert_eq!(found[0].at.cell().unwrap().to_string(), "K9");
        assert!(found[0].message.vi.starts_with("Trình độ THPT chưa đạt tiêu chuẩn của lớp."));
        assert!(found[0].message.vi.contains("350-QĐ/TW"));
        assert_eq!(on_record(&RULE, schooled(Education::LowerSecondary, "Mường")).len(), 1);
        assert_eq!(on_record(&RULE, schooled(Education::Vocational, "Kinh")).len(), 1);
    }

    #[test]
    fn reports_an_unreadable_group_without_applying_the_exception() {
        let unknown = row_with(|r| {
            r.education = read(Education::HighSchool, "12/12", 10);
            let problem = Problem::UnknownWord { suggestions: vec!["Mường".into()] };
            r.ethnicity = bad("Mườg", problem, 4);
        });
        let found = on_record(&RULE, unknown);
        assert!(found[0].message.vi.contains("chưa rõ dân tộc"), "{}", found[0].message.vi);
    }

    #[test]
    fn allows_what_the_roster_knows_of_a_group_that_the_form_does_not_give() {
        let mut batch = batch(vec![form(vec![row_with(|r| {
            r.education = read(Education::HighSchool, "12/12", 10);
            r.ethnicity = blank(4);
        })])]);
        in_roster(&mut batch, schooled(Education::University, "Mường"));
        assert!(on_batch(&RULE, &batch).is_empty());
    }
}
