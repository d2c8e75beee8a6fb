//! E304: already holds this level or a higher one: by the form, the roster or the completed list.

use super::report;
use crate::config::results::is_failure;
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::Record;
use crate::model::reference::Completed;
use crate::model::role::FieldKey;
use crate::model::value::{PoliticalTheory, TheoryLevel};
use crate::rules::verdict::{Answer, Demand, Point};
use crate::rules::{Check, Context, Need, Rule};
use crate::text::fold::fold;
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "E304",
    name: "already-qualified",
    severity: Severity::Error,
    title: label!(vi: "Đã có trình độ này", en: "Already holds the level"),
    why: label!(
        vi: "Người này đã có (hoặc đang học) trình độ lý luận chính trị bằng hoặc cao hơn trình độ của lớp, theo biểu, danh sách đảng viên hoặc danh sách đã tốt nghiệp. Giấy xác nhận tương đương cũng được tính.",
        en: "The person already holds, or is studying, the class's level of political theory or a higher one: by the form, the roster or the list of those who completed. A certificate of equivalence counts too.",
    ),
    mend: label!(
        vi: "Kiểm tra lại trình độ lý luận chính trị; nếu đúng thì rút đăng ký hoặc đăng ký lớp cao hơn.",
        en: "Check the level; if it is right, withdraw the registration or choose a higher class.",
    ),
    example: label!(
        vi: "trình độ LLCT “Cao cấp” đăng ký lớp trung cấp",
        en: "someone with the advanced level registers for an intermediate class",
    ),
    source: label!(
        vi: "Quy định 54-QĐ/TW (1999), 350-QĐ/TW (2025): học trình độ chưa có",
        en: "Regulations 54-QĐ/TW (1999) and 350-QĐ/TW (2025): one studies a level not yet held",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(point) = point(record, context) else { return };
    if let Some(finding) = report(&point, record, FieldKey::PoliticalTheory, findings) {
        finding.suggest(RULE.mend.to_text());
    }
}

/// How the person stands on the level held; `None` when the class leads to no level.
pub(in crate::rules) fn point(record: &Record, context: &Context) -> Option<Point> {
    let level = context.course(record)?.level?.theory()?;
    let unclear = record.political_theory.problem.is_some();
    let (answer, found) = match proof(record, context, level) {
        Some(found) => (Answer::Failed, of_class(found, level)),
        None if unclear => (
            Answer::Unclear,
            label!(vi: "Chưa rõ trình độ LLCT.", en: "The level held is not known.").to_text(),
        ),
        None => (
            Answer::Met,
            label!(vi: "Chưa có trình độ này.", en: "Does not hold the level yet.").to_text(),
        ),
    };
    Some(Point { demand: Demand::Level, answer, found, clause: None, special: None })
}

/// What shows that the level is held: the form first, then the officer's lists.
fn proof(record: &Record, context: &Context, level: TheoryLevel) -> Option<Text> {
    let by_form = record.political_theory.value.and_then(|theory| held(theory, level));
    let by_form =
        by_form.map(|Text { vi, en }| text!(vi: "Biểu ghi {vi}.", en: "The form says {en}."));
    // The roster may have learnt since what came of this very registration.
    let since = context.completed(record).any(|line| is_since(line, record, context));
    let by_roster = || by_roster(record, context, level).filter(|_| !since);
    by_form.or_else(by_roster).or_else(|| by_completed(record, context, level))
}

/// Is the line what came of this registration, or of a later year?
fn is_since(line: &Completed, record: &Record, context: &Context) -> bool {
    let this = context.period().year;
    let own_class = line
        .class
        .as_deref()
        .zip(record.course.value.as_deref())
        .is_some_and(|(class, course)| fold(class) == fold(course));
    match line.year {
        Some(year) => year > this || (year == this && own_class),
        None => own_class,
    }
}

/// With the level that the class gives.
fn of_class(found: Text, level: TheoryLevel) -> Text {
    let (Text { vi, en }, Text { vi: level_vi, en: level_en }) = (found, level.label());
    text!(vi: "{vi} Lớp đăng ký là {level_vi}.", en: "{en} The class gives “{level_en}”.")
}

/// What of it reaches the level, in words.
fn held(theory: PoliticalTheory, level: TheoryLevel) -> Option<Text> {
    if theory.held >= level {
        let Text { vi, en } = theory.held.label();
        return Some(match theory.equivalent {
            true => text!(
                vi: "đã được công nhận tương đương trình độ {vi}",
                en: "an equivalent of the level “{en}” is held",
            ),
            false => text!(vi: "đã có trình độ {vi}", en: "the level “{en}” is held"),
        });
    }
    let Text { vi, en } = theory.studying.filter(|studying| *studying >= level)?.label();
    Some(text!(vi: "đang học {vi}", en: "the level “{en}” is being studied"))
}

fn by_roster(record: &Record, context: &Context, level: TheoryLevel) -> Option<Text> {
    let theory = context.member(record)?.political_theory.value?;
    let Text { vi, en } = held(theory, level)?;
    Some(text!(
        vi: "Danh sách đảng viên ghi {vi}.",
        en: "The roster says that {en}.",
    ))
}

fn by_completed(record: &Record, context: &Context, level: TheoryLevel) -> Option<Text> {
    let line = context.completed(record).find(|line| {
        let reached = line.level.and_then(|level| level.theory());
        let failed = line.result.as_deref().is_some_and(is_failure);
        let reaches = reached.is_some_and(|reached| reached >= level) && !failed;
        reaches && !is_since(line, record, context)
    })?;
    let Text { vi, en } = line.level?.label();
    let (mut class_vi, mut class_en) = (String::new(), String::new());
    if let Some(class) = &line.class {
        class_vi = format!(", lớp {class}");
        class_en = format!(", class {class}");
    }
    if let Some(year) = line.year {
        class_vi.push_str(&format!(", năm {year}"));
        class_en.push_str(&format!(", {year}"));
    }
    Some(text!(
        vi: "Danh sách đã tốt nghiệp có người này: trình độ {vi}{class_vi}.",
        en: "The list of those who completed has the person: level “{en}”{class_en}.",
    ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::record::Record;
    use crate::model::reference::Completed;
    use crate::model::value::{CourseLevel, PoliticalTheory, TheoryLevel};
    use crate::rules::test_support::{
        batch, form, found, in_roster, on_batch, on_record, read, row, row_with,
    };

    fn holding(theory: PoliticalTheory) -> Record {
        row_with(|r| r.political_theory = read(theory, "", 11))
    }

    fn completed(level: CourseLevel, result: &str) -> Vec<Finding> {
        let mut batch = batch(vec![form(vec![row()])]);
        batch.lists_mut().completed = Some(vec![Completed {
            person: row(),
            level: Some(level),
            class: Some("TC-K40".into()),
            year: Some(2024),
            result: Some(result.into()),
        }]);
        batch.people[0].completed = vec![found(0)];
        on_batch(&RULE, &batch)
    }

    #[test]
    fn allows_what_came_of_the_registration_itself_or_later() {
        let line = |class: &str, year: Option<i32>| Completed {
            person: row(),
            level: Some(CourseLevel::Intermediate),
            class: Some(class.into()),
            year,
            result: None,
        };
        let found = |line: Completed| {
            let mut batch = batch(vec![form(vec![row()])]);
            batch.lists_mut().completed = Some(vec![line]);
            batch.people[0].completed = vec![found(0)];
            on_batch(&RULE, &batch).len()
        };
        assert_eq!(found(line("TC-K45", Some(2026))), 0);
        assert_eq!(found(line("TC-K40", Some(2027))), 0);
        assert_eq!(found(line("TC-K40", Some(2026))), 1);
        assert_eq!(found(line("TC-K45", Some(2020))), 1);
    }

    #[test]
    fn allows_a_lower_level_or_none() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, holding(PoliticalTheory::held(TheoryLevel::None))).is_empty());
        assert!(completed(CourseLevel::Elementary, "Khá").is_empty());
        assert!(completed(CourseLevel::Refresher, "Đạt").is_empty());
    }

    #[test]
    fn allows_a_class_that_was_not_passed() {
        assert!(completed(CourseLevel::Intermediate, "Không đạt").is_empty());
    }

    #[test]
    fn reports_the_same_and_a_higher_level_in_the_form() {
        for level in [TheoryLevel::Intermediate, TheoryLevel::Advanced, TheoryLevel::Bachelor] {
            let found = on_record(&RULE, holding(PoliticalTheory::held(level)));
            assert_eq!(found[0].at.cell().unwrap().to_string(), "L9");
        }
    }

    #[test]
    fn reports_equivalents_and_studies_under_way() {
        let equivalent = PoliticalTheory {
            equivalent: true,
            ..PoliticalTheory::held(TheoryLevel::Intermediate)
        };
        let found = on_record(&RULE, holding(equivalent));
        assert_eq!(
            found[0].message.vi,
            "Biểu ghi đã được công nhận tương đương trình độ Trung cấp. Lớp đăng ký là Trung cấp.",
        );
        let studying = PoliticalTheory {
            studying: Some(TheoryLevel::Intermediate),
            ..PoliticalTheory::held(TheoryLevel::Elementary)
        };
        assert_eq!(
            on_record(&RULE, holding(studying))[0].message.vi,
            "Biểu ghi đang học Trung cấp. Lớp đăng ký là Trung cấp."
        );
    }

    #[test]
    fn reports_what_the_lists_know_and_the_form_does_not_say() {
        let mut by_roster = batch(vec![form(vec![row()])]);
        in_roster(&mut by_roster, holding(PoliticalTheory::held(TheoryLevel::Advanced)));
        let found = on_batch(&RULE, &by_roster);
        assert_eq!(
            found[0].message.vi,
            "Danh sách đảng viên ghi đã có trình độ Cao cấp. Lớp đăng ký là Trung cấp."
        );
        assert_eq!(
            completed(CourseLevel::Intermediate, "Khá")[0].message.vi,
            "Danh sách đã tốt nghiệp có người này: trình độ Trung cấp, lớp TC-K40, năm 2024. Lớp đăng ký là Trung cấp.",
        );
    }
}
