//! Who is who on a made-up population: how well, and always the same
//! whatever the order, the names of the files and the number of threads.

#[allow(dead_code)] // the example that measures needs more of it
#[path = "../examples/linkage/forms.rs"]
mod forms;
#[path = "../examples/linkage/people.rs"]
mod people;
#[allow(dead_code)]
#[path = "../examples/linkage/random.rs"]
mod random;
#[path = "../examples/linkage/records.rs"]
mod records;

use std::collections::{BTreeMap, BTreeSet};

use forms::{Mix, Row};
use random::Random;
use tonghop::config::matching::Matching;
use tonghop::model::batch::{Batch, LinkVerdict};
use tonghop::model::period::Period;
use tonghop::model::reference::ReferenceLists;
use tonghop::model::submission::{SourceFile, Submission, Unread, UnreadKind};
use tonghop::reconcile::{Earlier, Rulings, batch};

/// Registrations with the numbers of their rows.
type Numbered = Vec<(usize, Row)>;

fn population(people: usize, seed: u64) -> Numbered {
    let mut random = Random::new(seed);
    let people = people::people(people, &mut random);
    forms::rows(&people, Mix::default(), &mut random).into_iter().enumerate().collect()
}

fn period(month: u32) -> Period {
    Period { year: 2026, month }
}

/// One form for each unit, under such a name.
fn forms_of(rows: &Numbered, name: impl Fn(&str) -> String) -> Vec<Submission> {
    let mut by_unit: BTreeMap<&str, Vec<&(usize, Row)>> = BTreeMap::new();
    for row in rows {
        by_unit.entry(&row.1.unit).or_default().push(row);
    }
    let form = |(unit, rows): (&str, Vec<&(usize, Row)>)| {
        let path: std::sync::Arc<str> = name(unit).into();
        let source = SourceFile { sha256: path.clone(), path, size: 1, format: None };
        let unread = Unread { kind: UnreadKind::Unreadable, why: tonghop::text!(vi: "", en: "") };
        let records = rows.into_iter().map(|(number, row)| records::record(row, *number)).collect();
        Submission { unread: None, records, ..Submission::unread(source, unread) }
    };
    by_unit.into_iter().map(form).collect()
}

fn told(forms: Vec<Submission>, month: u32, earlier: Earlier) -> Batch {
    let (lists, rulings) = (ReferenceLists::default(), Rulings::default());
    batch(period(month), forms, lists.into(), earlier, Matching::built_in(), &rulings).0
}

fn plainly(rows: &Numbered) -> Batch {
    told(forms_of(rows, |unit| format!("{unit}.xlsx")), 11, Earlier::default())
}

/// Row → person.
fn persons(batch: &Batch) -> BTreeMap<String, String> {
    let mut persons = BTreeMap::new();
    for person in &batch.people {
        let ids = batch.ids(person.rows.iter().copied());
        persons.extend(ids.into_iter().map(|id| (id.to_string(), person.key.to_string())));
    }
    persons
}

/// Everything that is said of pairs, without where the rows stand.
fn said(batch: &Batch) -> BTreeSet<String> {
    let said = batch.links.iter().map(|link| {
        let mut rows = batch.ids([link.a, link.b]);
        rows.sort();
        format!("{rows:?} {:?} {} {:?}", link.verdict, link.weight, link.reason)
    });
    said.collect()
}

/// Pairs of rows with one value.
fn pairs<'a>(of: impl Iterator<Item = (usize, &'a str)>) -> BTreeSet<(usize, usize)> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, group) in of {
        groups.entry(group).or_default().push(row);
    }
    let mut pairs = BTreeSet::new();
    for group in groups.into_values() {
        for (at, &a) in group.iter().enumerate() {
            pairs.extend(group[at + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs
}

fn number(id: &str) -> usize {
    id.trim_start_matches('r').parse().unwrap()
}

#[test]
fn a_hard_population_is_told_apart() {
    let rows = population(2000, 7);
    let batch = plainly(&rows);
    let truth: Vec<String> = rows.iter().map(|(_, row)| row.person.to_string()).collect();
    let wanted = pairs(rows.iter().map(|(number, _)| (*number, truth[*number].as_str())));
    let persons = persons(&batch);
    let found = pairs(persons.iter().map(|(row, person)| (number(row), person.as_str())));
    let right = found.intersection(&wanted).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / wanted.len() as f64);
    assert!(precision >= 0.997 && recall >= 0.97, "precision {precision:.4}, recall {recall:.4}");

    let undecided = batch.links.iter().filter(|link| link.verdict == LinkVerdict::Undecided);
    let mut seen = found;
    for link in undecided {
        let rows = batch.ids([link.a, link.b]);
        let (a, b) = (number(&rows[0]), number(&rows[1]));
        seen.insert((a.min(b), a.max(b)));
    }
    let recall = seen.intersection(&wanted).count() as f64 / wanted.len() as f64;
    assert!(recall >= 0.99, "with what is left to the officer: {recall:.4}");
}

#[test]
fn two_valid_ids_never_end_in_one_person() {
    let batch = plainly(&population(1500, 3));
    for person in &batch.people {
        let rows = person.rows.iter().filter_map(|&at| batch.record(at));
        let valid = rows.filter(|row| {
            let says = row.national_id.value.as_ref().and_then(|id| id.says());
            says.is_some_and(|(sex, year)| {
                row.sex.value.is_none_or(|said| said == sex)
                    && row.birth_date.value.is_none_or(|date| date.year() == year)
            })
        });
        let ids: BTreeSet<_> =
            valid.filter_map(|row| Some(row.national_id.value.as_ref()?.digits())).collect();
        assert!(ids.len() <= 1, "{ids:?}");
    }
}

#[test]
fn order_names_and_threads_change_nothing() {
    let mut rows = population(600, 5);
    let batch = plainly(&rows);
    let wanted = (persons(&batch), said(&batch));
    assert!(wanted.1.len() > 50);
    let mut random = Random::new(99);
    for threads in [1, 2, 5] {
        for last in (1..rows.len()).rev() {
            rows.swap(last, random.below(last + 1));
        }
        let mut forms = forms_of(&rows, |unit| format!("{threads} gửi lại {unit}.xls"));
        forms.reverse();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let batch = pool.install(|| told(forms, 11, Earlier::default()));
        assert_eq!(persons(&batch), wanted.0, "{threads} threads");
        assert_eq!(said(&batch), wanted.1, "{threads} threads");
    }
}

#[test]
fn people_keep_their_value_over_months() {
    let rows = population(800, 11);
    let (october, november): (Numbered, Numbered) =
        rows.iter().cloned().partition(|(number, _)| number % 2 == 0);
    let first = told(forms_of(&october, str::to_owned), 10, Earlier::default());
    let mut earlier = Earlier::default();
    earlier.add(&first, |_| true);
    let second = told(forms_of(&november, str::to_owned), 11, earlier.clone());
    let (before, after) = (persons(&first), persons(&second));

    let who = |persons: &BTreeMap<String, String>| {
        let mut who: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for (row, key) in persons {
            who.entry(rows[number(row)].1.person).or_default().insert(key.clone());
        }
        who
    };
    let (before, after) = (who(&before), who(&after));
    let both = before.keys().filter(|person| after.contains_key(person));
    let (mut kept, mut all) = (0, 0);
    for person in both {
        all += 1;
        kept += usize::from(!before[person].is_disjoint(&after[person]));
    }
    assert!(all > 50 && kept as f64 >= 0.95 * all as f64, "{kept} of {all}");

    // The month after is made again, with the first month known or made again itself.
    let again = told(forms_of(&november, str::to_owned), 11, earlier);
    assert_eq!(persons(&second), persons(&again));
}
