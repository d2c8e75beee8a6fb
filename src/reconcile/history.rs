//! The months before: who registered for what, taken from a month that was
//! just made anew, or read back from what its run wrote.
//!
//! Whoever adds a month adds all months before it first: people keep the keys
//! that they had in the earliest month.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;

use super::batch::Earlier;
use crate::model::batch::{Batch, EarlierRow, PersonKey, RecordAt};
use crate::model::date::PartialDate;
use crate::model::judgement::Status;
use crate::model::period::Period;
use crate::model::place::{Place, Position};
use crate::model::record::{Field, Kept, Problem, Record, YearRating};
use crate::model::value::{
    Education, NationalId, PersonName, PoliticalTheory, Rating, Sex, StudyMode, TheoryLevel,
};

impl Earlier {
    /// Adds a month that was made anew. `accepted` tells which rows reached the school's list.
    pub fn add(&mut self, month: &Batch, accepted: impl Fn(RecordAt) -> bool) {
        let senders = month.submissions.iter().filter(|form| form.counts());
        let senders = senders.filter_map(|form| form.sender.unit.clone()).collect();
        let mut person: BTreeMap<RecordAt, &PersonKey> = BTreeMap::new();
        for one in &month.people {
            person.extend(one.rows.iter().map(|&at| (at, &one.key)));
        }
        let rows = month.counting_rows().filter_map(|(at, record)| {
            let person = PersonKey::clone(person.get(&at)?);
            let (period, record) = (month.period, record.clone());
            Some(EarlierRow { period, record, person, accepted: accepted(at) })
        });
        let rows = rows.collect();
        self.add_rows(month.period, rows, senders);
    }

    /// Adds a month from its `data/records.jsonl`; `senders` are the units
    /// that handed in a form. `false`, and nothing added, when a line cannot be read.
    pub fn add_written(
        &mut self,
        period: Period,
        records: &str,
        senders: BTreeSet<Arc<str>>,
    ) -> bool {
        let lines = records.lines().filter(|line| !line.trim().is_empty());
        let rows: Result<Vec<Option<EarlierRow>>, serde_json::Error> =
            lines.map(|line| Ok(serde_json::from_str::<Line>(line)?.row(period))).collect();
        let Ok(rows) = rows else { return false };
        self.add_rows(period, rows.into_iter().flatten().collect(), senders);
        true
    }

    fn add_rows(&mut self, period: Period, rows: Vec<EarlierRow>, senders: BTreeSet<Arc<str>>) {
        self.rows.extend(rows);
        self.periods.push(period);
        self.senders.insert(period, senders);
    }
}

/// A line of `data/records.jsonl`.
#[derive(Deserialize)]
struct Line {
    id: Arc<str>,
    source: Source,
    unit: Option<Arc<str>>,
    status: Status,
    /// Absent for rows of forms that did not count.
    person: Option<Arc<str>>,
    primary: bool,
    fields: Fields,
    #[serde(default)]
    raw: BTreeMap<String, String>,
    #[serde(default)]
    cells: BTreeMap<String, String>,
    #[serde(default)]
    extra: BTreeMap<String, String>,
    #[serde(default)]
    findings: Vec<String>,
}

#[derive(Deserialize)]
struct Source {
    file: Arc<str>,
    sheet: Option<Arc<str>>,
    row: Option<u32>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Fields {
    full_name: Option<Box<str>>,
    birth_date: Option<String>,
    sex: Option<Sex>,
    ethnicity: Option<Arc<str>>,
    hometown: Option<Arc<str>>,
    national_id: Option<Box<str>>,
    party_card: Option<Arc<str>>,
    party_joined: Option<String>,
    party_official: Option<String>,
    position: Option<Arc<str>>,
    workplace: Option<Arc<str>>,
    planned_position: Option<Arc<str>>,
    education: Option<Education>,
    political_theory: Option<TheoryLevel>,
    ratings: Vec<Rating>,
    course: Option<Arc<str>>,
    study_mode: Option<StudyMode>,
    phone: Option<Arc<str>>,
    email: Option<Arc<str>>,
    note: Option<Arc<str>>,
    religion: Option<Arc<str>>,
    address: Option<Arc<str>>,
    party_member: Option<bool>,
    code: Option<Arc<str>>,
}

/// The rule whose finding says that an id is not valid as it stands.
const INVALID_ID: &str = "D232";

impl Line {
    fn row(mut self, period: Period) -> Option<EarlierRow> {
        let person = self.person.take()?;
        let accepted = self.status == Status::Accepted && self.primary;
        Some(EarlierRow { period, record: self.record(), person, accepted })
    }

    fn record(self) -> Record {
        let Line { id, source, unit, fields, raw, cells, extra, findings, .. } = self;
        let origin = Written { raw, cells };
        let year = |rating| YearRating {
            year: None,
            rating: Field { value: Some(rating), ..Field::default() }.into(),
        };
        let mut national_id = origin.field("national_id", fields.national_id.map(national_id));
        if findings.iter().any(|code| code == INVALID_ID) {
            national_id.problem = Some(Problem::Unreadable);
        }
        let theory = fields.political_theory.map(PoliticalTheory::held);
        let place = Place {
            file: source.file,
            sheet: source.sheet,
            row: source.row.and_then(|row| row.checked_sub(1)),
            column: None,
        };
        Record {
            id,
            place,
            unit,
            full_name: origin.field("full_name", fields.full_name.map(name)),
            birth_date: origin.field("birth_date", fields.birth_date.and_then(|date| iso(&date))),
            sex: origin.field("sex", fields.sex),
            ethnicity: origin.field("ethnicity", fields.ethnicity),
            religion: origin.field("religion", fields.religion),
            hometown: origin.field("hometown", fields.hometown),
            address: origin.field("address", fields.address),
            national_id,
            party_card: origin.field("party_card", fields.party_card),
            party_joined: origin.field("party_joined", fields.party_joined.and_then(|d| iso(&d))),
            party_official: origin
                .field("party_official", fields.party_official.and_then(|date| iso(&date))),
            party_member: origin.field("party_member", fields.party_member),
            position: origin.field("position", fields.position),
            workplace: origin.field("workplace", fields.workplace),
            planned_position: origin.field("planned_position", fields.planned_position),
            education: origin.field("education", fields.education),
            political_theory: origin.field("political_theory", theory),
            ratings: fields.ratings.into_iter().map(year).collect(),
            course: origin.field("course", fields.course),
            study_mode: origin.field("study_mode", fields.study_mode),
            phone: origin.field("phone", fields.phone),
            email: origin.field("email", fields.email),
            note: origin.field("note", fields.note),
            code: origin.field("code", fields.code),
            extra,
            ..Record::default()
        }
    }
}

/// What the form had, by field name.
struct Written {
    raw: BTreeMap<String, String>,
    cells: BTreeMap<String, String>,
}

impl Written {
    fn field<T>(&self, name: &str, value: Option<T>) -> Kept<T> {
        let raw = self.raw.get(name).map(|raw| raw.as_str().into());
        let at = self.cells.get(name).and_then(|cell| position(cell));
        Field { value, raw, at, ..Field::default() }.into()
    }
}

fn name(full: Box<str>) -> PersonName {
    let parts: Vec<&str> = full.split(' ').collect();
    let (family, rest) = parts.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let (given, middle) = rest.split_last().map_or(("", &[][..]), |(last, rest)| (*last, rest));
    let (family, middle, given) = (family.into(), middle.join(" ").into(), given.into());
    PersonName { family, middle, given, full }
}

fn national_id(digits: Box<str>) -> NationalId {
    if digits.len() == 9 { NationalId::Old(digits) } else { NationalId::Citizen(digits) }
}

/// `1985-03-05`, `1985-03`, `1985`
fn iso(words: &str) -> Option<PartialDate> {
    let mut parts = words.split('-');
    let year = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next(), parts.next());
    match (month, day) {
        (None, _) => Some(PartialDate::Year(year)),
        (Some(month), None) => Some(PartialDate::Month { year, month: month.parse().ok()? }),
        (Some(month), Some(day)) => PartialDate::day(year, month.parse().ok()?, day.parse().ok()?),
    }
}

/// `B12`
fn position(cell: &str) -> Option<Position> {
    let split = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = cell.split_at_checked(split)?;
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let digit = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    Some(Position::new(row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Earlier, position};
    use crate::model::date::PartialDate;
    use crate::model::period::Period;
    use crate::model::place::Position;

    const PERIOD: Period = Period { year: 2026, month: 10 };

    const LINE: &str = r#"{"id":"r1","source":{"file":"inbox/2026-10/a.xlsx","sheet":"Danh sách","row":12},
        "unit":"CB-STC","status":"accepted","person":"p1","primary":true,
        "fields":{"full_name":"Bùi Thị Thu Hoa","birth_date":"1985-05","national_id":"017185001234","ratings":["good"],"course":"TC-K45"},
        "raw":{"full_name":"BÙI THỊ THU HOA"},"cells":{"full_name":"B12"},"findings":["D234"]}"#;

    fn line(change: impl Fn(&str) -> String) -> Earlier {
        let mut earlier = Earlier::default();
        let text = change(&LINE.replace('\n', ""));
        assert!(earlier.add_written(PERIOD, &text, BTreeSet::new()));
        earlier
    }

    #[test]
    fn what_a_run_wrote_is_read_back() {
        let earlier = line(str::to_owned);
        let row = &earlier.rows[0];
        assert!(row.accepted && &*row.person == "p1" && row.period == PERIOD);
        let name = row.record.full_name.value.as_ref().unwrap();
        assert_eq!((&*name.family, &*name.middle, &*name.given), ("Bùi", "Thị Thu", "Hoa"));
        assert_eq!(row.record.full_name.at, Some(Position::new(11, 1)));
        let month = PartialDate::Month { year: 1985, month: 5 };
        assert_eq!(row.record.birth_date.value, Some(month));
        assert_eq!(
            (row.record.course.value.as_deref(), row.record.ratings.len()),
            (Some("TC-K45"), 1)
        );
    }

    #[test]
    fn rows_of_forms_that_did_not_count_are_no_registrations() {
        assert!(line(|text| text.replace(r#""person":"p1","#, "")).rows.is_empty());
        assert!(!line(|text| text.replace("accepted", "review")).rows[0].accepted);
    }

    #[test]
    fn a_damaged_file_adds_nothing() {
        let mut earlier = Earlier::default();
        assert!(!earlier.add_written(PERIOD, "{\"id\":", BTreeSet::new()));
        assert!(earlier.rows.is_empty() && earlier.periods.is_empty());
    }

    #[test]
    fn cells_are_read_as_excel_names_them() {
        assert_eq!(position("AA1"), Some(Position::new(0, 26)));
        assert_eq!(position("12").or(position("A0")).or(position("é1")), None);
    }
}
