//! The last look into the roster, for people whom the comparison of numbers and
//! dates did not find there: a member of the same unit with the same name and
//! one more thing in common is taken for the person whose facts were written
//! wrongly — to be told as a conflict — rather than for somebody unknown.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::lists::Known;
use crate::label;
use crate::model::batch::ListMatch;
use crate::model::date::PartialDate;
use crate::model::record::Record;
use crate::model::reference::Member;
use crate::text::fold::fold_tones;

/// Adds matches by name within the unit to what is `known` of each group.
/// `leaders` are the groups' first rows. A member whom somebody else is, or
/// who has a namesake in the unit, is nobody's match.
pub fn add(
    known: &mut BTreeMap<u32, Known>,
    leaders: &[u32],
    records: &[&Record],
    roster: &[Member],
) {
    let taken: BTreeSet<usize> =
        known.values().filter_map(|person| Some(person.roster.as_ref()?.line)).collect();
    let mut members: FxHashMap<(&str, String), Vec<usize>> = FxHashMap::default();
    for (line, member) in roster.iter().enumerate().filter(|(line, _)| !taken.contains(line)) {
        if let Some(key) = key(member) {
            members.entry(key).or_default().push(line);
        }
    }
    for &leader in leaders {
        if known.get(&leader).is_some_and(|person| person.roster.is_some()) {
            continue;
        }
        let Some(record) = records.get(leader as usize) else { continue };
        let found = key(record).and_then(|key| members.get(&key));
        let Some([line]) = found.map(Vec::as_slice) else { continue };
        if roster.get(*line).is_some_and(|member| is_likely(record, member)) {
            known.entry(leader).or_default().roster = Some(by_name(*line));
        }
    }
}

fn by_name(line: usize) -> ListMatch {
    let reason = label!(
        vi: "cùng đơn vị, cùng họ tên, thông tin khác không khớp",
        en: "same unit, same name, other facts disagree",
    );
    ListMatch { line, weight: 0.0, reason: reason.to_text() }
}

fn key(record: &Record) -> Option<(&str, String)> {
    let name = record.full_name.value.as_ref()?;
    Some((record.unit.as_deref()?, fold_tones(&name.full).into_owned()))
}

/// No other sex, and one thing in common beside name and unit.
fn is_likely(record: &Record, member: &Record) -> bool {
    let same_sex = match (record.sex.value, member.sex.value) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let day = |record: &Record| match record.birth_date.value {
        Some(PartialDate::Day(day)) => Some(day.format("%m%d").to_string()),
        _ => None,
    };
    let tail = |record: &Record| {
        let id = record.national_id.value.as_ref()?;
        id.digits().get(6..).map(str::to_owned)
    };
    let post =
        |record: &Record| record.position.value.as_deref().map(|it| fold_tones(it).into_owned());
    let card = |record: &Record| record.party_card.value.clone();
    same_sex
        && (agree(day(record), day(member))
            || agree(tail(record), tail(member))
            || agree(post(record), post(member))
            || agree(card(record), card(member))
            || agree(record.party_joined.value, member.party_joined.value))
}

fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_some() && a == b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconcile::samples::Row;

    const ROW: Row =
        Row {
            name: "Lê Ngọc Khánh", birth: "2002-11-07", id: "037202366113", phone: "", town: ""
        };

    fn in_unit(row: Row, position: &str) -> Record {
        let mut record = row.record();
        record.unit = Some("CB-1".into());
        record.position.value = Some(position.into());
        record
    }

    fn matched(record: &Record, roster: &[Member]) -> Option<usize> {
        let mut known = BTreeMap::new();
        add(&mut known, &[0], &[record], roster);
        Some(known.get(&0)?.roster.as_ref()?.line)
    }

    #[test]
    fn a_namesake_of_the_unit_with_the_same_post_is_the_person() {
        let member = in_unit(Row { birth: "1983-11-07", id: "037083366113", ..ROW }, "Văn thư");
        assert_eq!(matched(&in_unit(ROW, "Văn thư"), &[member]), Some(0));
    }

    #[test]
    fn a_namesake_with_nothing_else_in_common_is_somebody_else() {
        let member = in_unit(Row { birth: "1983-01-02", id: "037083000999", ..ROW }, "Kế toán");
        assert_eq!(matched(&in_unit(ROW, "Văn thư"), &[member]), None);
    }

    #[test]
    fn of_two_namesakes_neither_is_taken() {
        let member = || in_unit(Row { birth: "1983-11-07", id: "", ..ROW }, "Văn thư");
        assert_eq!(matched(&in_unit(ROW, "Văn thư"), &[member(), member()]), None);
    }
}
