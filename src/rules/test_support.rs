//! Short ways to rows, forms and periods for the rules' own tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::check::{check, check_judged, check_plan, check_results};
use super::{Context, Rule};
use crate::config::Settings;
use crate::config::standards::Standards;
use crate::finding::Finding;
use crate::i18n::Text;
use crate::model::batch::{Batch, EarlierRow, Link, LinkVerdict, ListMatch, Person, RecordAt};
use crate::model::cycle::{
    Fate, Learner, NeedCell, NeedLine, Numbers, PlanBook, ResultsBook, SchoolFacts,
};
use crate::model::date::PartialDate;
use crate::model::judgement::Judgement;
use crate::model::period::Period;
use crate::model::place::{Place, Position};
use crate::model::record::{Field, Kept, Problem, Record, YearRating};
use crate::model::reference::{Course, Quota, ReferenceLists, Unit};
use crate::model::submission::{
    FormFacts, SenderEvidence, SheetFacts, SourceFile, Standing, Submission, TableFacts, Version,
};
use crate::model::value::{
    CourseLevel, Education, NationalId, PersonName, PoliticalTheory, Rating, Sex, StudyMode,
    TheoryLevel,
};
use crate::model::workbook::{Format, Visibility};

pub const PERIOD: Period = Period { year: 2026, month: 11 };

pub fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// `2026`, `2026-11` or `2026-11-05`.
pub fn date(iso: &str) -> PartialDate {
    match iso.len() {
        4 => PartialDate::Year(iso.parse().unwrap()),
        7 => {
            PartialDate::Month { year: iso[..4].parse().unwrap(), month: iso[5..].parse().unwrap() }
        }
        _ => PartialDate::Day(day(iso)),
    }
}

/// A field as read from a cell of row 9 in this column.
pub fn read<T>(value: T, raw: &str, column: u32) -> Kept<T> {
    Field::read(value, raw, Position::new(8, column)).into()
}

/// A cell of row 9 that is not understood.
pub fn bad<T>(raw: &str, problem: Problem, column: u32) -> Kept<T> {
    let at = Some(Position::new(8, column));
    Field { raw: Some(raw.into()), at, problem: Some(problem), ..Field::default() }.into()
}

/// An empty cell of row 9.
pub fn blank<T>(column: u32) -> Kept<T> {
    Field::blank(Position::new(8, column)).into()
}

pub fn name(full: &str) -> PersonName {
    let words: Vec<_> = full.split(' ').collect();
    let inner = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
    PersonName {
        full: full.into(),
        family: (*words.first().unwrap()).into(),
        middle: inner.join(" ").into(),
        given: (*words.last().unwrap()).into(),
    }
}

/// A row that no rule has anything to say about.
pub fn row() -> Record {
    let mut row = Record {
        id: Arc::from("r1"),
        place: Place::sheet(&Arc::from("inbox/2026-11/So Tai chinh.xlsx"), &Arc::from("DS"))
            .at_row(8),
        unit: Some(Arc::from("CB-STC")),
        ordinal: read(1, "1", 0),
        full_name: read(name("Nguyễn Văn Ánh"), "Nguyễn Văn Ánh", 1),
        birth_date: read(date("1985-05-12"), "12/05/1985", 2),
        sex: read(Sex::Male, "Nam", 3),
        ethnicity: read("Kinh".into(), "Kinh", 4),
        national_id: read(NationalId::Citizen("017085001234".into()), "017085001234", 5),
        position: read("Phó Trưởng phòng".into(), "Phó Trưởng phòng", 6),
        workplace: read("Sở Tài chính".into(), "Sở Tài chính", 7),
        party_joined: read(date("2010-03-03"), "03/03/2010", 8),
        party_official: read(date("2011-03-03"), "03/03/2011", 9),
        education: read(Education::University, "Đại học", 10),
        political_theory: read(PoliticalTheory::held(TheoryLevel::Elementary), "SC", 11),
        planned_position: read("Trưởng phòng".into(), "Trưởng phòng", 12),
        course: read(Arc::from("TC-K45"), "TC-K45", 15),
        study_mode: read(StudyMode::PartTime, "KTT", 16),
        phone: read("0912345678".into(), "0912345678", 17),
        ..Record::default()
    };
    row.ratings = [(2024, 13), (2025, 14)]
        .map(|(year, column)| YearRating {
            year: Some(year),
            rating: read(Rating::Good, "HTTNV", column),
        })
        .into();
    row
}

/// A unit's need of a kind of class, as one form states it.
pub fn need(unit: &str, kind: &str, need: u32) -> NeedLine {
    let stated = vec![(need, Place::default())];
    NeedLine { unit: unit.into(), kind: kind.into(), need, stated, ..NeedLine::default() }
}

/// A number of a plan.
pub fn cell(unit: &str, kind: &str, number: u32) -> NeedCell {
    NeedCell {
        unit: Some(unit.into()),
        unit_words: unit.to_owned(),
        kind: Some(kind.into()),
        kind_words: kind.to_owned(),
        number,
        place: Place::default(),
    }
}

/// A year's plans with these needs.
pub fn plan(lines: Vec<NeedLine>) -> PlanBook {
    PlanBook { lines, ..plan_of(Vec::new()) }
}

/// A year's plans with these forms.
pub fn plan_of(forms: Vec<(Submission, Numbers)>) -> PlanBook {
    let (forms, numbers) = forms.into_iter().unzip();
    let mut batch = batch(forms);
    batch.lists_mut().roster = Some(Vec::new());
    PlanBook { year: 2027, kinds: BTreeMap::new(), batch, numbers, lines: Vec::new() }
}

/// What a rule says about a year's plans.
pub fn on_plan(rule: &Rule, book: &PlanBook) -> Vec<Finding> {
    let settings = Settings::default();
    check_plan(&[rule], book, &Context::new(&settings, Standards::built_in(), &book.batch))
}

/// A registered, accepted learner of TC-K45 with this end.
pub fn learner(fate: Fate) -> Learner {
    Learner {
        person: "p1".into(),
        course: "TC-K45".into(),
        unit: Some("CB-STC".into()),
        registration: Some(0),
        accepted: true,
        rows: vec![at(0, 0)],
        fate,
        facts: SchoolFacts::default(),
        conflict: Vec::new(),
        completed: false,
    }
}

/// A year's results with these learners; the school's list has one row.
pub fn results(learners: Vec<Learner>) -> ResultsBook {
    let batch = batch(vec![form(vec![row()])]);
    let facts = vec![vec![SchoolFacts::default()]];
    ResultsBook { year: 2026, batch, facts, learners, classless: Vec::new() }
}

/// What a rule says about learners.
pub fn on_results(rule: &Rule, learners: Vec<Learner>) -> Vec<Finding> {
    on_results_of(rule, &results(learners))
}

/// What a rule says about a year's results.
pub fn on_results_of(rule: &Rule, book: &ResultsBook) -> Vec<Finding> {
    let settings = Settings::default();
    check_results(&[rule], book, &Context::new(&settings, Standards::built_in(), &book.batch))
}

/// [`row`] with a change.
pub fn row_with(change: impl FnOnce(&mut Record)) -> Record {
    let mut record = row();
    change(&mut record);
    record
}

/// [`row`], of another person of the same unit, at another line.
pub fn other_row(index: u32, full_name: &str) -> Record {
    row_with(|record| {
        record.id = Arc::from(format!("r{index}"));
        record.place.row = Some(7 + index);
        record.full_name = read(name(full_name), full_name, 1);
    })
}

/// A form of one sheet with these rows.
pub fn form(records: Vec<Record>) -> Submission {
    let path = records.first().map_or("inbox/2026-11/a.xlsx".into(), |row| row.place.file.clone());
    let unit = records.first().and_then(|row| row.unit.clone());
    Submission {
        source: SourceFile { path, sha256: "ab".into(), size: 9_000, format: Some(Format::Xlsx) },
        unread: None,
        mismatch: None,
        sheets: vec![SheetFacts {
            name: "DS".into(),
            visibility: Visibility::Visible,
            refused: None,
            unreadable_cells: 0,
            unread_rows: Vec::new(),
        }],
        sender: SenderEvidence { unit, ..SenderEvidence::default() },
        facts: FormFacts::default(),
        version: Version::default(),
        standing: Standing::Counts,
        tables: vec![TableFacts {
            sheet: "DS".into(),
            header_row: Some(6),
            person_rows: records.len() as u32,
            ..TableFacts::default()
        }],
        records,
        rows: BTreeMap::new(),
        decoded: BTreeMap::new(),
    }
}

/// [`form`] of one good row, with a change.
pub fn form_with(change: impl FnOnce(&mut Submission)) -> Submission {
    let mut form = form(vec![row()]);
    change(&mut form);
    form
}

/// [`form`] as another unit's file.
pub fn form_of(unit: &str, mut records: Vec<Record>) -> Submission {
    let path: Arc<str> = Arc::from(format!("inbox/2026-11/{unit}.xlsx"));
    for record in &mut records {
        record.unit = Some(Arc::from(unit));
        record.place.file = path.clone();
    }
    let mut form = form(records);
    form.source.path = path;
    form.sender.unit = Some(Arc::from(unit));
    form
}

fn course(code: &str, level: CourseLevel, mode: StudyMode) -> (Arc<str>, Course) {
    let course = Course {
        code: code.into(),
        name: format!("Lớp {code}"),
        level: Some(level),
        mode: Some(mode),
        opens: Some(day("2026-12-15")),
        closes: Some(day("2027-12-15")),
        capacity: Some(60),
        deadline: Some(day("2026-11-20")),
    };
    (code.into(), course)
}

fn unit(code: &str, name: &str) -> (Arc<str>, Unit) {
    (code.into(), Unit { code: code.into(), name: name.into(), ..Unit::default() })
}

/// Two units and four classes.
pub fn lists() -> ReferenceLists {
    let courses = [
        course("TC-K45", CourseLevel::Intermediate, StudyMode::PartTime),
        course("TC-K46", CourseLevel::Intermediate, StudyMode::FullTime),
        course("CC-K12", CourseLevel::Advanced, StudyMode::PartTime),
        course("SC-2026", CourseLevel::Elementary, StudyMode::PartTime),
    ];
    let units = [unit("CB-STC", "Chi bộ Sở Tài chính"), unit("CB-SNV", "Chi bộ Sở Nội vụ")];
    ReferenceLists {
        units: Some(units.into()),
        courses: Some(courses.into()),
        ..ReferenceLists::default()
    }
}

/// A period of these forms with [`lists`], every row a person of its own.
pub fn batch(submissions: Vec<Submission>) -> Batch {
    let mut batch = Batch {
        period: PERIOD,
        submissions,
        lists: lists().into(),
        people: Vec::new(),
        links: Vec::new(),
        earlier: Vec::new(),
        earlier_periods: Vec::new(),
        earlier_senders: BTreeMap::new(),
    };
    let rows: Vec<RecordAt> = batch.counting_rows().map(|(at, _)| at).collect();
    batch.people = rows.into_iter().map(|at| person(vec![at])).collect();
    batch
}

pub fn person(rows: Vec<RecordAt>) -> Person {
    let key = rows.first().map_or(String::new(), |at| format!("p{}-{}", at.submission, at.record));
    Person { key: Arc::from(key), rows, ..Person::default() }
}

/// Where a row stands: form, then row.
pub fn at(submission: u32, record: u32) -> RecordAt {
    RecordAt { submission, record }
}

/// Makes these rows one person's, and everybody else's their own.
pub fn same_person(batch: &mut Batch, rows: &[RecordAt]) {
    batch.people.retain(|person| !rows.contains(&person.rows[0]));
    batch.people.push(person(rows.to_vec()));
    batch.people.sort_by_key(|person| person.rows[0]);
}

/// Gives the first person a line in the roster.
pub fn in_roster(batch: &mut Batch, member: Record) {
    batch.lists_mut().roster = Some(vec![member]);
    batch.people[0].roster = Some(found(0));
}

pub fn found(line: usize) -> ListMatch {
    ListMatch { line, weight: 20.0, reason: Text::same("CCCD") }
}

/// A line of the quota list.
pub fn quota(unit: &str, course: &str, plan: Option<u32>, quota: Option<u32>) -> Quota {
    Quota { unit: unit.into(), course: course.into(), plan, quota, place: Place::default() }
}

/// A doubtful or sure pair of rows.
pub fn link(a: RecordAt, b: RecordAt, verdict: LinkVerdict) -> Link {
    let reason = Text { vi: "cùng họ tên".into(), en: "same name".into() };
    Link { a, b, verdict, weight: 5.0, steps: Vec::new(), reason }
}

/// A row of last month that belongs to a person of this one.
pub fn earlier(batch: &Batch, person: usize, record: Record, accepted: bool) -> EarlierRow {
    let person = batch.people[person].key.clone();
    EarlierRow { period: PERIOD.previous(), record, person, accepted }
}

/// What a rule says of a period.
pub fn on_batch(rule: &Rule, batch: &Batch) -> Vec<Finding> {
    on_batch_by(rule, batch, &Settings::default())
}

/// What a rule says of a period under these settings.
pub fn on_batch_by(rule: &Rule, batch: &Batch, settings: &Settings) -> Vec<Finding> {
    let context = Context::new(settings, Standards::built_in(), batch);
    let found = check(&[rule], &context);
    found.iter().for_each(is_presentable);
    found
}

/// Every row accepted, and the one of its person and class.
pub fn accepted(batch: &Batch) -> Vec<Vec<Judgement>> {
    let accepted = Judgement { primary: true, ..Judgement::default() };
    batch.submissions.iter().map(|form| vec![accepted.clone(); form.records.len()]).collect()
}

/// What a rule says of a period whose rows were judged so.
pub fn on_judged(rule: &Rule, batch: &Batch, judgements: &[Vec<Judgement>]) -> Vec<Finding> {
    let settings = Settings::default();
    let context = Context::new(&settings, Standards::built_in(), batch);
    check_judged(&[rule], &context, judgements)
}

/// What a rule says of a form.
pub fn on_form(rule: &Rule, form: Submission) -> Vec<Finding> {
    on_batch(rule, &batch(vec![form]))
}

/// What a rule says of a row.
pub fn on_record(rule: &Rule, record: Record) -> Vec<Finding> {
    on_form(rule, form(vec![record]))
}

/// What every message must keep to: both languages, a full stop, no whole personal number.
fn is_presentable(finding: &Finding) {
    let texts = [Some(&finding.message), finding.suggestion.as_ref()];
    for text in texts.into_iter().flatten() {
        for words in [&text.vi, &text.en] {
            assert!(words.ends_with(['.', '?']), "no full stop: {words}");
            assert!(!words.contains("  "), "double space: {words}");
            let longest = words.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
            assert!(longest < Some(9), "a whole number is shown: {words}");
        }
        assert_ne!(text.vi, text.en);
    }
}
