//! E305: neither holds nor is planned for a position that the standard names.

use super::{advice, clause, report};
use crate::config::positions::ranks;
use crate::config::standards::PositionDemand;
use crate::finding::{Findings, Severity};
use crate::i18n::Label;
use crate::label;
use crate::model::record::{Field, Record};
use crate::model::role::FieldKey;
use crate::rules::verdict::{Answer, Demand, Point};
use crate::rules::{Check, Context, Need, Rule};

pub const RULE: Rule = Rule {
    code: "E305",
    name: "position-not-eligible",
    severity: Severity::Warning,
    title: label!(vi: "Chức vụ ngoài đối tượng", en: "Position outside the target group"),
    why: label!(
        vi: "Lớp dành cho người giữ hoặc được quy hoạch chức danh nhất định; chức vụ hiện nay thấp hơn và ô quy hoạch trống. Chức danh mà chương trình không biết thì không xét.",
        en: "The class is for people who hold, or are planned for, certain positions; the present one is below and no planned one is given. Titles that the program does not know are not judged.",
    ),
    mend: label!(
        vi: "Ghi chức danh được quy hoạch, chức vụ trong cấp ủy nếu có; nếu không có thì chưa thuộc đối tượng.",
        en: "Write the planned position, or the seat in the party committee, if there is one; if not, the person is outside the target group.",
    ),
    example: label!(
        vi: "“Chuyên viên”, ô Chức danh quy hoạch trống, đăng ký lớp trung cấp",
        en: "“Chuyên viên” (staff), nothing planned, registers for an intermediate class",
    ),
    source: label!(
        vi: "Quy định 350-QĐ/TW (2025): cấp ủy viên cơ sở, phó trưởng phòng và tương đương trở lên, đương chức hoặc quy hoạch",
        en: "Regulation 350-QĐ/TW (2025): base committee members, deputy heads of division (or equal) or above, in post or planned",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(point) = point(record, context) else { return };
    let Some(finding) = report(&point, record, FieldKey::Position, findings) else { return };
    finding.suggest(advice(RULE.mend.to_text(), point.special.as_ref()));
}

/// How the person stands on positions; `None` when the standard does not ask.
pub(in crate::rules) fn point(record: &Record, context: &Context) -> Option<Point> {
    let demands = context.demands(record)?;
    let demand = demands.position?;
    let (answer, found) = answer(record, context, demand);
    let mut found = found.to_text();
    if let (Answer::Failed, Some(position)) = (answer, &record.position.value) {
        found.vi = format!("“{position}”: {}", lower_first(&found.vi));
        found.en = format!("“{position}”: {}", lower_first(&found.en));
    }
    Some(Point {
        demand: Demand::Position,
        answer,
        found,
        clause: Some(clause(demands.regulation, &demand.clause)),
        special: demand.special.clone(),
    })
}

fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// What a cell says of a position.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Height {
    Enough,
    Below,
    /// The form asks, and the cell says nothing.
    Nothing,
    /// Not asked, or of no known rank.
    Unknown,
}

fn answer(record: &Record, context: &Context, demand: &PositionDemand) -> (Answer, Label) {
    let held = height(&record.position, demand);
    let planned = match demand.accept_planned {
        true => planned(record, context, demand),
        false => Height::Nothing,
    };
    match (held, planned) {
        (Height::Enough, _) => {
            (Answer::Met, label!(vi: "Chức vụ thuộc đối tượng.", en: "Holds such a position."))
        }
        (_, Height::Enough) => (
            Answer::Met,
            label!(vi: "Được quy hoạch chức danh thuộc đối tượng.", en: "Planned for such a position."),
        ),
        (Height::Below | Height::Nothing, Height::Below) => (
            Answer::Failed,
            label!(
                vi: "Chức vụ và chức danh quy hoạch đều chưa thuộc đối tượng của lớp.",
                en: "Neither the position held nor the planned one is in the class's target group.",
            ),
        ),
        (Height::Below, Height::Nothing) => (
            Answer::Failed,
            label!(
                vi: "Chức vụ chưa thuộc đối tượng của lớp và không ghi chức danh quy hoạch.",
                en: "The position is outside the class's target group, and none is planned.",
            ),
        ),
        _ => (
            Answer::Unclear,
            label!(vi: "Chưa đủ căn cứ về chức vụ, quy hoạch.", en: "Not enough is said of positions."),
        ),
    }
}

/// The planned position: by the form, else by the officer's list.
fn planned(record: &Record, context: &Context, demand: &PositionDemand) -> Height {
    let by_form = height(&record.planned_position, demand);
    if by_form == Height::Enough {
        return by_form;
    }
    let by_list = context.planned(record).map(|line| height(&line.planned_position, demand));
    match by_list.min_by_key(|height| *height != Height::Enough) {
        // To stand on the list is to be planned, whatever the wording.
        Some(Height::Below) | None => by_form,
        Some(_) => Height::Enough,
    }
}

fn height(field: &Field<std::sync::Arc<str>>, demand: &PositionDemand) -> Height {
    let Some(text) = &field.value else {
        return if field.is_missing() { Height::Nothing } else { Height::Unknown };
    };
    let named = ranks(text);
    if !named.is_disjoint(&demand.ranks) {
        Height::Enough
    } else if !named.is_empty() && named.is_subset(&demand.below) {
        Height::Below
    } else {
        Height::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Field, Record};
    use crate::rules::test_support::{
        batch, blank, form, found, on_batch, on_record, read, row, row_with,
    };

    fn holding(position: &str, planned: &str) -> Record {
        row_with(|r| {
            r.position = read(position.into(), position, 6);
            r.planned_position = match planned {
                "" => blank(12),
                planned => read(planned.into(), planned, 12),
            };
        })
    }

    #[test]
    fn allows_leaders_committee_members_and_the_planned() {
        assert!(on_record(&RULE, row()).is_empty());
        for (position, planned) in [
            ("Phó Trưởng phòng", ""),
            ("PTP", ""),
            ("Chuyên viên, Chi ủy viên", ""),
            ("Phó Bí thư chi bộ", ""),
            ("Chuyên viên", "Phó Trưởng phòng"),
            ("CV", "PTP"),
            ("Phó Giám đốc Trung tâm", ""),
        ] {
            assert!(
                on_record(&RULE, holding(position, planned)).is_empty(),
                "{position}/{planned}"
            );
        }
    }

    #[test]
    fn allows_titles_that_nobody_can_rank_and_forms_that_do_not_ask_for_plans() {
        assert!(on_record(&RULE, holding("Tổ trưởng", "")).is_empty());
        assert!(on_record(&RULE, holding("Chuyên viên", "theo Quyết định 15")).is_empty());
        let unasked = row_with(|r| {
            r.position = read("Chuyên viên".into(), "Chuyên viên", 6);
            r.planned_position = Field::default().into();
        });
        assert!(on_record(&RULE, unasked).is_empty());
    }

    #[test]
    fn allows_someone_on_the_officers_list_of_the_planned() {
        let mut batch = batch(vec![form(vec![holding("Chuyên viên", "")])]);
        batch.lists_mut().planned = Some(vec![holding("Chuyên viên", "Phó Trưởng phòng")]);
        batch.people[0].planned = vec![found(0)];
        assert!(on_batch(&RULE, &batch).is_empty());
    }

    #[test]
    fn allows_any_position_in_a_class_without_a_standard_for_it() {
        let mut elementary = holding("Chuyên viên", "");
        elementary.course.value = Some("SC-2026".into());
        assert!(on_record(&RULE, elementary).is_empty());
    }

    #[test]
    fn reports_staff_with_nothing_planned() {
        for (position, planned) in
            [("Chuyên viên", ""), ("CV", ""), ("Văn thư", "Chuyên viên chính")]
        {
            let found = on_record(&RULE, holding(position, planned));
            assert_eq!(found.len(), 1, "{position}/{planned}");
            let start = format!("“{position}”: chức vụ ");
            assert!(found[0].message.vi.starts_with(&start), "{}", found[0].message.vi);
            assert!(found[0].message.vi.contains("350-QĐ/TW"));
        }
    }

    #[test]
    fn reports_a_deputy_head_in_an_advanced_class() {
        let mut advanced = holding("Phó Trưởng phòng", "");
        advanced.course.value = Some("CC-K12".into());
        assert_eq!(on_record(&RULE, advanced.clone()).len(), 1);
        advanced.planned_position = read("Trưởng phòng".into(), "Trưởng phòng", 12);
        assert!(on_record(&RULE, advanced).is_empty());
    }
}
