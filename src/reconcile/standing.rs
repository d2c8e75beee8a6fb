//! Which forms count: one copy of a form handed in twice, and of several
//! versions of a unit's form for the same class or classes the latest.
//!
//! The latest is told by what the forms say: the version (`lần 2`, `thay
//! thế`), then the date line. Where neither tells, both count and their
//! repeated people are found one by one. The time stamp of a file is no
//! evidence: it changes when a mail is saved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::record::Record;
use crate::model::submission::{Standing, Submission};
use crate::model::value::NationalId;
use crate::text::fold::fold;

/// Of a form that no word calls a new version, this share of the people must stand in the later one.
const SAME_FORM: f64 = 0.5;

/// With this many people or more, a second form without any of the first one's people is another list.
const ANOTHER_LIST: usize = 3;

/// Ranks from here on are words (`thay thế`, `bản cuối`), not numbers.
const BY_WORD: u32 = 1000;

/// Decides which forms count.
pub fn assign(submissions: &mut [Submission]) {
    for form in submissions.iter_mut() {
        form.standing = Standing::Counts;
    }
    mark_duplicates(submissions);
    mark_answered(submissions);
    mark_superseded(submissions);
}

fn mark_duplicates(submissions: &mut [Submission]) {
    let mut copies: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    // What could not be opened has no digest.
    let known = submissions.iter().enumerate().filter(|(_, form)| !form.source.sha256.is_empty());
    for (index, form) in known {
        copies.entry(form.source.sha256.clone()).or_default().push(index);
    }
    for copies in copies.values().filter(|copies| copies.len() > 1) {
        // `Copy of X`, `X (1)`: the original has the shorter name.
        let plainness = |&index: &usize| {
            let path = &submissions[index].source.path;
            let name = path.rsplit('/').next().unwrap_or(path);
            (name.chars().count(), path.clone())
        };
        let Some(&original) = copies.iter().min_by_key(|index| plainness(index)) else { continue };
        let path = submissions[original].source.path.clone();
        for &copy in copies.iter().filter(|&&copy| copy != original) {
            submissions[copy].standing = Standing::DuplicateOf(path.clone());
        }
    }
}

/// A mended reply names the files that it answers, whatever they are called and whoever sent them.
fn mark_answered(submissions: &mut [Submission]) {
    let mut replies: Vec<usize> = (0..submissions.len()).collect();
    replies.retain(|&index| {
        let form = &submissions[index];
        form.counts() && !form.records.is_empty() && !form.facts.answers.is_empty()
    });
    replies.sort_by_key(|&index| order(&submissions[index]));
    // The latest has the last word.
    for &reply in &replies {
        let (path, answered) =
            (submissions[reply].source.path.clone(), submissions[reply].facts.answers.clone());
        for form in submissions.iter_mut().filter(|form| form.source.path != path) {
            let is_copy = matches!(form.standing, Standing::DuplicateOf(_));
            if !is_copy && answered.contains(&form.source.sha256) {
                form.standing = Standing::SupersededBy(path.clone());
            }
        }
    }
}

fn mark_superseded(submissions: &mut [Submission]) {
    let mut by_unit: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for (index, form) in submissions.iter().enumerate() {
        if let (true, Some(unit)) = (form.counts() && !form.records.is_empty(), &form.sender.unit) {
            by_unit.entry(unit.clone()).or_default().push(index);
        }
    }
    for forms in by_unit.values().filter(|forms| forms.len() > 1) {
        let people: Vec<BTreeSet<String>> =
            forms.iter().map(|&index| people_of(&submissions[index])).collect();
        let mut replaced: Vec<(usize, Arc<str>)> = Vec::new();
        for (&old, old_people) in forms.iter().zip(&people) {
            let form = &submissions[old];
            let later = forms.iter().zip(&people).filter(|&(&new, new_people)| {
                new != old && replaces(&submissions[new], new_people, form, old_people)
            });
            let last = later.max_by_key(|&(&new, _)| order(&submissions[new]));
            if let Some((&new, _)) = last {
                replaced.push((old, submissions[new].source.path.clone()));
            }
        }
        for (old, by) in replaced {
            submissions[old].standing = Standing::SupersededBy(by);
        }
    }
}

/// What tells versions apart, the latest greatest.
fn order(form: &Submission) -> (u32, Option<chrono::NaiveDate>, Arc<str>) {
    let dated = form.facts.dated.as_ref().map(|(date, _)| *date);
    (form.version.rank, dated, form.source.path.clone())
}

/// Does `new` replace all of `old`?
fn replaces(
    new: &Submission,
    new_people: &BTreeSet<String>,
    old: &Submission,
    old_people: &BTreeSet<String>,
) -> bool {
    if new.version.supplement || !is_later(new, old) {
        return false;
    }
    let common = old_people.intersection(new_people).count();
    if old.version.supplement {
        return common == old_people.len();
    }
    let (old_courses, new_courses) = (old.courses(), new.courses());
    if !old_courses.is_subset(&new_courses) {
        return false;
    }
    let share = common as f64 / old_people.len().max(1) as f64;
    if new.version.rank == old.version.rank || old_courses.is_empty() {
        return share >= SAME_FORM;
    }
    let another_list = common == 0 && old_people.len().min(new_people.len()) >= ANOTHER_LIST;
    new.version.rank >= BY_WORD || !another_list
}

fn is_later(new: &Submission, old: &Submission) -> bool {
    if new.version.rank != old.version.rank {
        return new.version.rank > old.version.rank;
    }
    match (&new.facts.dated, &old.facts.dated) {
        (Some((new, _)), Some((old, _))) => new > old,
        _ => false,
    }
}

/// Who stands in a form, as far as a version needs to know.
fn people_of(form: &Submission) -> BTreeSet<String> {
    form.records.iter().filter_map(person).collect()
}

fn person(record: &Record) -> Option<String> {
    let id = record.national_id.value.as_ref().map(NationalId::digits);
    let name = record.full_name.value.as_ref().map(|name| fold(&name.full).into_owned());
    name.or_else(|| id.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::assign;
    use crate::model::place::{Place, Position};
    use crate::model::record::{Field, Record};
    use crate::model::submission::{Standing, Submission};
    use crate::model::value::PersonName;
    use crate::reconcile::samples::form;

    fn listing(path: &str, course: &str, people: &[&str]) -> Submission {
        let mut form = form(path, "CB-1");
        let at = Position::default();
        for name in people {
            let full = PersonName { full: (*name).into(), ..PersonName::default() };
            form.records.push(Record {
                full_name: Field::read(full, *name, at).into(),
                course: Field::read(Arc::from(course), course, at).into(),
                ..Record::default()
            });
        }
        form
    }

    fn standings(mut forms: Vec<Submission>) -> Vec<Standing> {
        assign(&mut forms);
        forms.into_iter().map(|form| form.standing).collect()
    }

    fn superseded_by(path: &str) -> Standing {
        Standing::SupersededBy(path.into())
    }

    #[test]
    fn a_mended_reply_replaces_what_it_answers_whatever_it_says() {
        let mut sent = listing("a", "TC-K45", &["An", "Bình"]);
        let mut other = listing("b", "TC-K45", &["Chi", "Dung"]);
        // The class was mended, and so was the only name.
        let mut reply = listing("c", "TC-K46", &["Ân"]);
        (sent.source.sha256, other.source.sha256) = ("1".into(), "2".into());
        sent.sender.unit = None;
        reply.sender.unit = None;
        reply.facts.answers = vec!["1".into()];
        assert_eq!(
            standings(vec![sent, other, reply]),
            [superseded_by("c"), Standing::Counts, Standing::Counts]
        );
    }

    #[test]
    fn of_two_copies_the_plainer_name_counts() {
        let mut copy = listing("Copy of a.xlsx", "K45", &["Bùi Hoa"]);
        let original = listing("a.xlsx", "K45", &["Bùi Hoa"]);
        copy.source.sha256 = original.source.sha256.clone();
        assert_eq!(
            standings(vec![copy, original]),
            [Standing::DuplicateOf("a.xlsx".into()), Standing::Counts]
        );
    }

    #[test]
    fn the_second_version_replaces_the_first_for_the_same_class() {
        let first = listing("a lan 1.xlsx", "K45", &["Bùi Hoa", "Bùi Lan"]);
        let mut second = listing("a lan 2.xlsx", "K45", &["Bùi Hoa", "Lê Nam"]);
        second.version.rank = 2;
        let mut other_class = listing("b.xlsx", "K46", &["Bùi Hoa"]);
        other_class.version.rank = 3;
        assert_eq!(
            standings(vec![first, second, other_class]),
            [superseded_by("a lan 2.xlsx"), Standing::Counts, Standing::Counts]
        );
    }

    #[test]
    fn a_supplement_adds() {
        let first = listing("a.xlsx", "K45", &["Bùi Hoa", "Bùi Lan"]);
        let mut second = listing("a bo sung.xlsx", "K45", &["Lê Nam"]);
        (second.version.rank, second.version.supplement) = (2, true);
        assert_eq!(standings(vec![first, second]), [Standing::Counts, Standing::Counts]);
    }

    #[test]
    fn the_date_line_tells_where_no_word_does() {
        let dated = |path: &str, day: u32, people: &[&str]| {
            let mut form = listing(path, "K45", people);
            let date = chrono::NaiveDate::from_ymd_opt(2026, 11, day);
            form.facts.dated = date.map(|date| (date, Place::default()));
            form
        };
        let people = ["Bùi Hoa", "Bùi Lan", "Lê Nam"];
        let forms = vec![dated("a.xlsx", 12, &people), dated("b.xlsx", 3, &people[..2])];
        assert_eq!(standings(forms), [Standing::Counts, superseded_by("a.xlsx")]);
        let strangers = vec![dated("a.xlsx", 12, &people[2..]), dated("b.xlsx", 3, &people[..2])];
        assert_eq!(standings(strangers), [Standing::Counts, Standing::Counts]);
        let silent = vec![listing("a.xlsx", "K45", &people), listing("b.xlsx", "K45", &people)];
        assert_eq!(standings(silent), [Standing::Counts, Standing::Counts]);
    }

    #[test]
    fn a_second_list_of_other_people_is_no_new_version() {
        let first = listing("a.xlsx", "K45", &["Bùi Hoa", "Bùi Lan", "Bùi Nga"]);
        let mut second = listing("a 2.xlsx", "K45", &["Lê Nam", "Lê Long", "Lê Tâm"]);
        second.version.rank = 2;
        assert_eq!(standings(vec![first.clone(), second.clone()])[0], Standing::Counts);
        second.version.rank = 5000;
        assert_eq!(standings(vec![first, second])[0], superseded_by("a 2.xlsx"));
    }
}
