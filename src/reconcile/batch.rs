//! The one entry of the stage: a period's forms in, the batch out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cluster::Given;
use super::compared::Compared;
use super::engine::{self, Linked};
use super::links::links;
use super::lists::{self, Known};
use super::notes::{Note, notes};
use super::people::{self, Nameless};
use super::{namesakes, standing};
use crate::config::matching::Matching;
use crate::model::batch::{Batch, EarlierRow, Person, PersonKey, RecordAt, Rulings};
use crate::model::period::Period;
use crate::model::record::{Record, RecordId};
use crate::model::reference::ReferenceLists;
use crate::model::submission::Submission;

/// What is known of the months before.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// Oldest first, people already told apart ([`super::history`]).
    pub rows: Vec<EarlierRow>,
    /// Oldest first.
    pub periods: Vec<Period>,
    /// Units that handed in a form, per period.
    pub senders: BTreeMap<Period, BTreeSet<Arc<str>>>,
}

/// Tells who is who in a period.
///
/// Decides first which forms count ([`standing`]); only their rows are
/// compared. The outcome depends on what the forms say, not on their order,
/// names or the number of threads (rows and forms stand in the order given,
/// sorted by path).
pub fn batch(
    period: Period,
    mut submissions: Vec<Submission>,
    lists: Arc<ReferenceLists>,
    earlier: Earlier,
    matching: &Matching,
    rulings: &Rulings,
) -> (Batch, Vec<Note>) {
    submissions.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    standing::assign(&mut submissions);
    let mut batch = Batch {
        period,
        submissions,
        lists,
        people: Vec::new(),
        links: Vec::new(),
        earlier: earlier.rows,
        earlier_periods: earlier.periods,
        earlier_senders: earlier.senders,
    };
    let notes = settle(&mut batch, matching, rulings);
    (batch, notes)
}

/// Tells who is who once more, with the officer's word on doubtful pairs.
pub fn settle(batch: &mut Batch, matching: &Matching, rulings: &Rulings) -> Vec<Note> {
    let found = find(batch, matching, rulings);
    (batch.people, batch.links) = (found.people, found.links);
    found.notes
}

struct Found {
    people: Vec<Person>,
    links: Vec<crate::model::batch::Link>,
    notes: Vec<Note>,
}

fn find(batch: &Batch, matching: &Matching, rulings: &Rulings) -> Found {
    let compared = Compared::of(batch, matching);
    let Compared { at, records, table, list_rows, people, .. } = &compared;
    let current = compared.current();
    let given = given(records, &batch.earlier, rulings);
    let linked = engine::link(matching, table, current, *people, given);
    let mut known = lists::matches(&linked, list_rows, current);
    let roster = batch.lists.roster.as_deref().unwrap_or_default();
    namesakes::add(&mut known, &leaders(&linked, current), records, roster);
    Found {
        people: persons(batch, &linked, at, records, known),
        links: links(&linked, at),
        notes: notes(&linked, at),
    }
}

/// What the officer said, and which earlier rows are one person.
fn given(records: &[&Record], earlier: &[EarlierRow], rulings: &Rulings) -> Given {
    let mut given = Given::default();
    let mut by_id: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (row, record) in records.iter().enumerate() {
        by_id.entry(&record.id).or_default().push(row as u32);
    }
    let pairs = |ids: &[(RecordId, RecordId)]| {
        let row = |id: &RecordId| by_id.get(&**id).and_then(|rows| rows.first()).copied();
        let pairs = ids.iter().filter_map(|(a, b)| Some((row(a)?, row(b)?)));
        pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
    };
    (given.same, given.different) = (pairs(&rulings.same), pairs(&rulings.different));
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    for (row, line) in earlier.iter().enumerate() {
        let row = (records.len() + row) as u32;
        let leader = *first.entry(&line.person).or_insert(row);
        if leader != row {
            given.settled.push((leader, row));
        }
    }
    given
}

/// The first row of each group of the period's rows.
fn leaders(linked: &Linked, current: u32) -> Vec<u32> {
    (0..current).filter(|&row| linked.groups.leader(row) == row).collect()
}

/// The people of the period, by first row.
fn persons(
    batch: &Batch,
    linked: &Linked,
    at: &[RecordAt],
    records: &[&Record],
    mut known: BTreeMap<u32, Known>,
) -> Vec<Person> {
    let current = records.len();
    let leaders = leaders(linked, current as u32);
    let nameless: Vec<Nameless> = leaders
        .iter()
        .map(|&leader| {
            let members = linked.groups.members(leader).iter().map(|&row| row as usize);
            let (now, before): (Vec<usize>, Vec<usize>) = members.partition(|&row| row < current);
            let earlier = before.iter().filter_map(|row| batch.earlier.get(row - current));
            let mut earlier: Vec<(Period, PersonKey)> =
                earlier.map(|row| (row.period, row.person.clone())).collect();
            earlier.sort();
            Nameless {
                rows: now.iter().filter_map(|&row| records.get(row).copied()).collect(),
                earlier: earlier.into_iter().map(|(_, key)| key).collect(),
            }
        })
        .collect();
    let taken = batch.earlier.iter().map(|row| row.person.clone()).collect();
    let keys = people::keys(&nameless, &taken);
    let persons = leaders.iter().zip(keys).map(|(&leader, key)| {
        let rows = linked.groups.members(leader).iter();
        let Known { roster, completed, planned } = known.remove(&leader).unwrap_or_default();
        let rows = rows.filter_map(|&row| at.get(row as usize).copied()).collect();
        Person { key, rows, roster, completed, planned }
    });
    persons.collect()
}

#[cfg(test)]
mod tests {
    use super::{Earlier, batch};
    use crate::config::matching::Matching;
    use crate::model::batch::{Batch, EarlierRow, LinkVerdict, Rulings};
    use crate::model::period::Period;
    use crate::model::reference::ReferenceLists;
    use crate::model::submission::Submission;
    use crate::reconcile::samples::{Row, form};

    fn november() -> Period {
        Period { year: 2026, month: 11 }
    }

    fn told(forms: Vec<Submission>, earlier: Earlier) -> Batch {
        let lists = ReferenceLists::default();
        batch(november(), forms, lists.into(), earlier, Matching::built_in(), &Rulings::default()).0
    }

    fn two(a: Row, b: Row) -> Batch {
        let (mut first, mut second) = (form("a.xlsx", "CB-1"), form("b.xlsx", "CB-2"));
        first.records.push(a.record());
        second.records.push(b.record());
        told(vec![first, second], Earlier::default())
    }

    /// `same`, `undecided`, `shared number` or nothing.
    fn verdict(a: Row, b: Row) -> &'static str {
        let batch = two(a, b);
        let found = batch.links.first().map(|link| link.verdict);
        assert_eq!(batch.people.len() == 1, found == Some(LinkVerdict::Same));
        match found {
            Some(LinkVerdict::Same) => "same",
            Some(LinkVerdict::Undecided) => "undecided",
            Some(LinkVerdict::SharedNumber) => "shared number",
            None => "",
        }
    }

    const HOA: Row = Row {
        name: "Bùi Thị Hoa",
        birth: "1985-05-12",
        id: "017185001234",
        phone: "",
        town: "Kim Bôi, Hòa Bình",
    };

    #[test]
    fn the_same_person_registered_by_two_units_is_one() {
        let batch = two(HOA, Row { name: "Bùi Thi Hoa", id: "", ..HOA });
        let link = &batch.links[0];
        assert_eq!((batch.people.len(), link.verdict), (1, LinkVerdict::Same));
        assert_eq!(link.reason.vi, "cùng ngày sinh, tên thiếu dấu, cùng quê quán");
        assert!(link.steps.windows(2).all(|pair| pair[0].weight.abs() >= pair[1].weight.abs()));
    }

    #[test]
    fn name_and_whole_birth_date_are_enough_without_ids() {
        let common = Row { name: "Nguyễn Thị Hương", id: "", town: "", ..HOA };
        assert_eq!(verdict(common, common), "same");
    }

    #[test]
    fn name_and_year_are_a_candidate_and_a_name_alone_is_nothing() {
        let year = Row { birth: "1985", id: "", town: "", ..HOA };
        assert_eq!(verdict(year, HOA), "undecided");
        let unknown = Row { birth: "1985-01-01", id: "", town: "", ..HOA };
        assert_eq!(verdict(unknown, unknown), "undecided");
        let name = Row { birth: "", id: "", town: "", ..HOA };
        assert_eq!(verdict(name, name), "");
    }

    #[test]
    fn two_valid_ids_are_never_one_person() {
        let other = Row { id: "017185779988", ..HOA };
        assert_ne!(verdict(HOA, other), "same");
        let slip = Row { id: "017185001235", ..HOA };
        assert_eq!(verdict(HOA, slip), "undecided");
    }

    #[test]
    fn one_id_on_strangers_is_a_shared_number() {
        let stranger =
            Row { name: "Đinh Công Sơn", birth: "1979-10-30", town: "Nghệ An", ..HOA };
        assert_eq!(verdict(HOA, stranger), "shared number");
    }

    #[test]
    fn twins_stay_two() {
        let twin = Row { name: "Bùi Thị Hoan", id: "", ..HOA };
        assert_ne!(verdict(HOA, twin), "same");
        let twin = Row { name: "Bùi Thị Lựu", id: "017185001299", ..HOA };
        assert_ne!(verdict(HOA, twin), "same");
    }

    #[test]
    fn the_order_and_names_of_the_files_change_nothing() {
        let forms = || {
            let rows = [HOA, Row { id: "", ..HOA }, Row { name: "Bùi Thị Hoà", ..HOA }];
            let rows = rows.into_iter().chain([Row { name: "Đinh Công Sơn", ..HOA }]);
            let paths = ["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"];
            let forms = rows.zip(paths).map(|(row, path)| {
                let mut form = form(path, path);
                form.records.push(row.record());
                form
            });
            forms.collect::<Vec<_>>()
        };
        let keys = |batch: &Batch| {
            let mut keys: Vec<_> = batch
                .people
                .iter()
                .flat_map(|person| {
                    person.rows.iter().map(|&row| (batch.ids([row]), person.key.clone()))
                })
                .collect();
            keys.sort();
            keys
        };
        let wanted = keys(&told(forms(), Earlier::default()));
        let mut renamed = forms();
        for (form, path) in renamed.iter_mut().zip(["z.xlsx", "y.xlsx", "x.xlsx", "w.xlsx"]) {
            form.source.path = path.into();
        }
        assert_eq!(keys(&told(renamed, Earlier::default())), wanted);
    }

    #[test]
    fn a_person_of_an_earlier_month_keeps_the_key() {
        let first = Row { id: "", ..HOA };
        let before = two(first, first);
        let row = EarlierRow {
            period: november().previous(),
            record: first.record(),
            person: before.people[0].key.clone(),
            accepted: true,
        };
        let mut now = form("a.xlsx", "CB-1");
        now.records.push(HOA.record());
        let earlier = Earlier { rows: vec![row], ..Earlier::default() };
        assert_eq!(told(vec![now], earlier).people[0].key, before.people[0].key);
    }

    #[test]
    fn the_officers_word_counts_more_than_weights() {
        let stranger = Row { name: "Đinh Công Sơn", birth: "1979-10-30", id: "", ..HOA };
        let mut one = form("a.xlsx", "CB-1");
        one.records = [HOA, Row { id: "", ..HOA }, stranger].iter().map(Row::record).collect();
        let id = |at: usize| one.records[at].id.clone();
        let rulings = Rulings { same: vec![(id(0), id(2))], different: vec![(id(0), id(1))] };
        let lists = ReferenceLists::default();
        let forms = vec![one.clone()];
        let (batch, _) = batch(
            november(),
            forms,
            lists.into(),
            Earlier::default(),
            Matching::built_in(),
            &rulings,
        );
        let rows: Vec<Vec<u32>> = batch
            .people
            .iter()
            .map(|person| person.rows.iter().map(|row| row.record).collect())
            .collect();
        assert_eq!(rows, [vec![0, 2], vec![1]]);
    }
}
