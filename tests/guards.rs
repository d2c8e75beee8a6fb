//! What keeps two people from becoming one: ids, chains, and runs that merge too much.

#[allow(dead_code)] // the example that measures needs more of it
#[path = "../examples/linkage/forms.rs"]
mod forms;
#[allow(dead_code)]
#[path = "../examples/linkage/people.rs"]
mod people;
#[allow(dead_code)]
#[path = "../examples/linkage/random.rs"]
mod random;
#[path = "../examples/linkage/records.rs"]
mod records;

use forms::Row;
use tonghop::config::matching::Matching;
use tonghop::model::batch::{Batch, LinkVerdict};
use tonghop::model::period::Period;
use tonghop::model::reference::ReferenceLists;
use tonghop::model::submission::{SourceFile, Submission, Unread, UnreadKind};
use tonghop::reconcile::{Earlier, Note, NoteKind, Rulings, batch};

fn told(rows: &[Row]) -> (Batch, Vec<Note>) {
    let source = SourceFile { path: "a.xlsx".into(), sha256: "".into(), size: 0, format: None };
    let unread = Unread { kind: UnreadKind::Unreadable, why: tonghop::text!(vi: "", en: "") };
    let records = rows.iter().enumerate().map(|(number, row)| records::record(row, number));
    let form = Submission {
        unread: None,
        records: records.collect(),
        ..Submission::unread(source, unread)
    };
    let period = Period { year: 2026, month: 11 };
    let (lists, earlier) = (ReferenceLists::default(), Earlier::default());
    batch(period, vec![form], lists.into(), earlier, Matching::built_in(), &Rulings::default())
}

/// Who is who, as groups of row numbers.
fn groups(batch: &Batch) -> Vec<Vec<u32>> {
    let rows =
        |person: &tonghop::model::batch::Person| person.rows.iter().map(|row| row.record).collect();
    batch.people.iter().map(rows).collect()
}

fn hoa() -> Row {
    let words = |words: &str| words.to_owned();
    Row {
        unit: words("CB-01"),
        full_name: words("Bùi Thị Hoa"),
        birth_date: words("1985-05-12"),
        hometown: words("Kim Bôi, Hòa Bình"),
        ..Row::default()
    }
}

fn with_id(id: &str) -> Row {
    Row { national_id: id.to_owned(), ..hoa() }
}

#[test]
fn a_row_without_id_does_not_chain_two_ids() {
    let (batch, _) = told(&[with_id("017185001234"), hoa(), with_id("017185987654")]);
    let groups = groups(&batch);
    assert_eq!(groups.len(), 2, "{groups:?}");
    assert!(!groups.iter().any(|rows| rows.contains(&0) && rows.contains(&2)));
    let left: Vec<_> =
        batch.links.iter().filter(|link| link.verdict == LinkVerdict::Undecided).collect();
    assert!(left.iter().any(|link| link.reason.vi.contains("mâu thuẫn")), "{left:#?}");
}

#[test]
fn a_namesake_does_not_chain_over_the_year() {
    let year = Row { birth_date: "1985".into(), ..hoa() };
    let other = Row { birth_date: "1985-11-30".into(), ..hoa() };
    let (batch, _) = told(&[hoa(), year, other]);
    let groups = groups(&batch);
    assert!(!groups.iter().any(|rows| rows.contains(&0) && rows.contains(&2)), "{groups:?}");
}

#[test]
fn twins_with_one_phone_stay_two_where_ids_say_so() {
    let twin = |name: &str, id: &str| Row {
        full_name: name.into(),
        phone: "0912345678".into(),
        ..with_id(id)
    };
    let (batch, _) =
        told(&[twin("Bùi Thị Lan", "017185001234"), twin("Bùi Thị Loan", "017185001235")]);
    assert_eq!(groups(&batch), [[0], [1]]);
    let (batch, _) = told(&[
        twin("Bùi Thị Lan", "017185001234"),
        Row { phone: "".into(), ..twin("Bùi Thị Loan", "") },
    ]);
    assert_eq!(groups(&batch), [[0], [1]], "no number says that they are one");
}

#[test]
fn nobody_gets_too_many_rows() {
    let limit = Matching::built_in().limits.rows_per_person;
    let rows: Vec<Row> = (0..limit + 3)
        .map(|unit| Row { unit: format!("CB-{unit}"), ..with_id("017185001234") })
        .collect();
    let (batch, notes) = told(&rows);
    assert!(batch.people.iter().all(|person| person.rows.len() <= limit));
    let note = notes.iter().find(|note| note.kind == NoteKind::PersonTooLarge).unwrap();
    assert!(note.rows.len() > 1 && note.text.vi.contains("để cán bộ xem"), "{note:?}");
}

#[test]
fn a_run_that_merges_most_of_its_rows_is_stopped() {
    let family = ["Bùi", "Đinh", "Quách", "Hà", "Lê"];
    let given = ["Hoa", "Lan", "Nga", "Mai", "Hạnh", "Thủy", "Oanh", "Yến", "Dung", "Huệ"];
    let human = |number: usize| Row {
        full_name: format!("{} Thị {}", family[number % 5], given[number / 5 % 10]),
        birth_date: format!("19{}-{:02}-{:02}", 60 + number / 3, 1 + number % 12, 2 + number % 26),
        ..hoa()
    };
    let people: Vec<Row> = (0..90).map(human).collect();
    let rows: Vec<Row> = people.iter().cycle().take(270).cloned().collect();
    let (batch, notes) = told(&rows);
    assert!(notes.iter().any(|note| note.kind == NoteKind::RunTooLarge), "{notes:?}");
    assert!(batch.people.len() > 200, "{}", batch.people.len());
    let (batch, notes) = told(&rows[..120]);
    assert_eq!((batch.people.len(), notes.len()), (90, 0), "a few repetitions are no cause");
}
