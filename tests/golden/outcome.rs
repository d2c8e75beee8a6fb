//! A small made-up outcome that has everything once: accepted, doubtful and rejected rows,
//! a pair, repaired values, decisions, files that do not count or cannot be read, an
//! earlier month. Its rules are in no catalogue, so that no change of a rule touches it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use tonghop::config::Settings;
use tonghop::finding::{Finding, Findings, Severity, sort};
use tonghop::i18n::Text;
use tonghop::model::batch::{Batch, EarlierRow, Link, LinkVerdict, Person, RecordAt};
use tonghop::model::date::PartialDate;
use tonghop::model::judgement::{Case, Choice, Decision, Judgement, Status};
use tonghop::model::period::Period;
use tonghop::model::place::{Place, Position};
use tonghop::model::record::{Field, Origin, Record, Repair, YearRating};
use tonghop::model::reference::{Course, Quota, ReferenceLists, Unit};
use tonghop::model::role::FieldKey;
use tonghop::model::submission::{
    RowFate, SenderEvidence, SourceFile, Standing, Submission, Unread, UnreadKind,
};
use tonghop::model::value::{
    CourseLevel, Education, NationalId, PersonName, PoliticalTheory, Rating, Sex, StudyMode,
    TheoryLevel,
};
use tonghop::model::workbook::Format;
use tonghop::report::outcome::{Outcome, Timings, Unchecked};
use tonghop::text;

const NOVEMBER: Period = Period { year: 2026, month: 11 };

/// What a row is made from; the rest is the same for all.
struct Person_<'a> {
    name: [&'a str; 3],
    born: (i32, u32, u32),
    id: &'a str,
    course: &'a str,
}

const BINH: Person_ = Person_ {
    name: ["Trần", "Thị", "Bình"],
    born: (1985, 3, 5),
    id: "017185000001",
    course: "TC-01",
};
const AN: Person_ = Person_ {
    name: ["Đỗ", "Văn", "An"],
    born: (1980, 12, 31),
    id: "017080000002",
    course: "TC-01",
};
const ANH: Person_ = Person_ {
    name: ["Lê", "Hải", "Ánh"],
    born: (1990, 1, 15),
    id: "017090000003",
    course: "TC-01",
};
const DUNG: Person_ = Person_ {
    name: ["Nguyễn", "Tiến", "Dũng"],
    born: (1979, 7, 9),
    id: "017079000004",
    course: "SC-01",
};
const FORMULA: Person_ =
    Person_ { name: ["=1+1", "", ""], born: (1982, 2, 2), id: "017082000005", course: "SC-01" };

pub fn outcome() -> Outcome {
    let submissions = submissions();
    let at = |submission, record| RecordAt { submission, record };
    let person = |key: &str, rows: &[RecordAt]| Person {
        key: key.into(),
        rows: rows.to_vec(),
        ..Person::default()
    };
    let people = vec![
        person("p-binh", &[at(0, 0)]),
        person("p-an", &[at(0, 1)]),
        person("p-anh", &[at(0, 2), at(1, 0)]),
        person("p-dung", &[at(1, 1)]),
        person("p-formula", &[at(1, 2)]),
    ];
    let link = Link {
        a: at(0, 2),
        b: at(1, 0),
        verdict: LinkVerdict::Same,
        weight: 21.0,
        steps: Vec::new(),
        reason: text!(vi: "cùng CCCD, cùng họ tên", en: "same id, same name"),
    };
    let findings = findings(&submissions);
    let judgements = judgements(&submissions);
    let batch = Batch {
        period: NOVEMBER,
        submissions,
        lists: lists().into(),
        people,
        links: vec![link],
        earlier: earlier(),
        earlier_periods: vec![NOVEMBER.previous()],
        earlier_senders: BTreeMap::from([(NOVEMBER.previous(), [Arc::from("CB-A")].into())]),
    };
    Outcome {
        batch,
        findings,
        judgements,
        remarks: Vec::new(),
        unchecked: vec![Unchecked {
            codes: vec!["R406"],
            why: text!(vi: "chưa có danh sách đảng viên", en: "there is no roster"),
        }],
        settings: Settings::default(),
        settings_digest: "0123456789abcdef".into(),
        version: "0.0.0",
        timings: Timings::default(),
    }
}

fn lists() -> ReferenceLists {
    let unit = |code: &str, name: &str| {
        let unit = Unit { code: code.into(), name: name.to_owned(), ..Unit::default() };
        (Arc::from(code), unit)
    };
    let course = |code: &str, name: &str, capacity| {
        let course = Course {
            code: code.into(),
            name: name.to_owned(),
            level: Some(CourseLevel::Intermediate),
            mode: Some(StudyMode::PartTime),
            opens: NaiveDate::from_ymd_opt(2026, 12, 15),
            closes: NaiveDate::from_ymd_opt(2027, 12, 15),
            capacity,
            deadline: None,
        };
        (Arc::from(code), course)
    };
    let quota = Quota {
        unit: "CB-A".into(),
        course: "TC-01".into(),
        plan: Some(2),
        quota: Some(1),
        place: Place::default(),
    };
    ReferenceLists {
        units: Some(BTreeMap::from([
            unit("CB-A", "Chi bộ Sở Mẫu"),
            unit("DB-B", "Đảng bộ Bệnh viện Mẫu"),
            unit("CB-C", "Chi bộ Trường Mẫu"),
        ])),
        courses: Some(BTreeMap::from([
            course("TC-01", "Trung cấp lý luận chính trị khóa 1", Some(1)),
            course("SC-01", "Sơ cấp lý luận chính trị khóa 1", None),
        ])),
        quotas: Some(vec![quota]),
        digests: BTreeMap::from([("reference/units.xlsx".into(), "ff".repeat(32).into())]),
        ..ReferenceLists::default()
    }
}

fn submissions() -> Vec<Submission> {
    let first: Arc<str> = "inbox/2026-11/So Mau.xlsx".into();
    let second: Arc<str> = "inbox/2026-11/benh vien.xls".into();
    let mut binh = record(&first, "CB-A", 0, &BINH);
    binh.phone.raw = Some("912000001".into());
    binh.phone.repairs = [Repair::LostZeros].into_iter().collect();
    binh.birth_date.repairs = [Repair::DayMonthSwapped].into_iter().collect();
    binh.birth_date.raw = Some("03/05/1985".into());
    binh.extra.insert("Số sổ BHXH".to_owned(), "0123".to_owned());
    let mut an = record(&first, "CB-A", 1, &AN);
    an.national_id.value = None;
    an.national_id.raw = Some("01708000".into());
    an.sex.origin = Origin::Derived;
    let anh = record(&first, "CB-A", 2, &ANH);
    let mut twin = record(&second, "DB-B", 0, &ANH);
    twin.birth_date.value = Some(PartialDate::Year(1990));
    let mut dung = record(&second, "DB-B", 1, &DUNG);
    dung.full_name.raw = Some("NGUYÔN TIÕN DòNG".into());
    dung.full_name.repairs = [Repair::LegacyEncoding, Repair::LetterCase].into_iter().collect();
    let formula = record(&second, "DB-B", 2, &FORMULA);
    let mut replaced = form(&first, Some("CB-A"), Format::Xlsx, vec![]);
    replaced.source.path = "inbox/2026-11/So Mau (cu).xlsx".into();
    replaced.standing = Standing::SupersededBy(first.clone());
    let broken = Submission::unread(
        source(&"inbox/2026-11/hong.xlsx".into(), None),
        Unread {
            kind: UnreadKind::Unreadable,
            why: text!(vi: "Tệp bị hỏng.", en: "The file is damaged."),
        },
    );
    vec![
        form(&first, Some("CB-A"), Format::Xlsx, vec![binh, an, anh]),
        form(&second, Some("DB-B"), Format::Xls, vec![twin, dung, formula]),
        replaced,
        broken,
    ]
}

fn source(path: &Arc<str>, format: Option<Format>) -> SourceFile {
    SourceFile { path: path.clone(), sha256: "ab".repeat(32).into(), size: 9000, format }
}

fn form(path: &Arc<str>, unit: Option<&str>, format: Format, records: Vec<Record>) -> Submission {
    let why = UnreadKind::Unreadable;
    let unread = Unread { kind: why, why: Text::default() };
    let rows = [
        (RowFate::Title, 5),
        (RowFate::Header, 1),
        (RowFate::Person, records.len() as u32),
        (RowFate::Footer, 2),
    ];
    Submission {
        unread: None,
        sender: SenderEvidence { unit: unit.map(Arc::from), ..SenderEvidence::default() },
        records,
        rows: BTreeMap::from(rows),
        ..Submission::unread(source(path, Some(format)), unread)
    }
}

fn record(file: &Arc<str>, unit: &str, number: u32, person: &Person_) -> Record {
    let row = 8 + number;
    let at = |column| Position::new(row, column);
    let [family, middle, given] = person.name;
    let parts = person.name.map(str::trim).into_iter().filter(|part| !part.is_empty());
    let full = parts.collect::<Vec<_>>().join(" ");
    let name = PersonName {
        full: full.as_str().into(),
        family: family.into(),
        middle: middle.into(),
        given: given.into(),
    };
    let (year, month, day) = person.born;
    let birth = PartialDate::day(year, month, day).unwrap();
    let date = |year, column| {
        let date = PartialDate::day(year, 6, 1).unwrap();
        Field::read(date, date.vietnamese(), at(column))
    };
    let text = |words: &str, column| Field::read(words.into(), words, at(column));
    let rating = |year, value: Rating, column| YearRating {
        year: Some(year),
        rating: Field::read(value, value.label().vi, at(column)).into(),
    };
    let sex = if middle == "Thị" { Sex::Female } else { Sex::Male };
    Record {
        id: format!("{unit}-{number}").into(),
        place: Place::sheet(file, &"Danh sách".into()).at_row(row),
        unit: Some(unit.into()),
        ordinal: Field::read(number + 1, (number + 1).to_string(), at(0)).into(),
        full_name: Field::read(name, full, at(1)).into(),
        birth_date: Field::read(birth, birth.vietnamese(), at(2)).into(),
        sex: Field::read(sex, sex.label().vi, at(3)).into(),
        ethnicity: text("Mường", 4).into(),
        national_id: Field::read(NationalId::Citizen(person.id.into()), person.id, at(5)).into(),
        position: text("Phó Trưởng phòng", 6).into(),
        workplace: text("Sở Mẫu", 7).into(),
        party_joined: date(2010, 8).into(),
        party_official: date(2011, 9).into(),
        education: Field::read(Education::University, "Đại học", at(10)).into(),
        political_theory: Field::read(
            PoliticalTheory::held(TheoryLevel::Elementary),
            "Sơ cấp",
            at(11),
        )
        .into(),
        ratings: vec![rating(2024, Rating::Good, 12), rating(2025, Rating::Excellent, 13)],
        course: Field::read(person.course.into(), person.course, at(14)).into(),
        study_mode: Field::read(StudyMode::PartTime, "Không tập trung", at(15)).into(),
        phone: text("0912000001", 16).into(),
        ..Record::default()
    }
}

fn findings(submissions: &[Submission]) -> Vec<Finding> {
    let mut out = Vec::new();
    let (first, second) = (&submissions[0].records, &submissions[1].records);
    Findings::new("X232", "made-up-number", Severity::Error, &mut out)
        .on_field(
            &first[1],
            FieldKey::NationalId,
            text!(vi: "Số CCCD có 8 chữ số.", en: "The id has 8 digits."),
        )
        .suggest(text!(vi: "Ghi đủ 12 chữ số.", en: "Write all 12 digits."));
    for (row, other, unit) in
        [(&first[2], &second[0], "Đảng bộ Bệnh viện Mẫu"), (&second[0], &first[2], "Chi bộ Sở Mẫu")]
    {
        Findings::new("X402", "made-up-pair", Severity::Warning, &mut out)
            .on_record(
                row,
                text!(vi: "{unit} cũng đăng ký người này.", en: "{unit} has this person too."),
            )
            .relate([other.id.clone()]);
    }
    Findings::new("X213", "made-up-date", Severity::Warning, &mut out).on_field(
        &second[0],
        FieldKey::BirthDate,
        text!(vi: "Chỉ có năm sinh.", en: "Only the year is given."),
    );
    Findings::new("X101", "made-up-file", Severity::Error, &mut out).report(
        Place::file(&submissions[3].source.path),
        text!(vi: "Không đọc được tệp.", en: "The file cannot be read."),
    );
    Findings::new("X504", "made-up-unit", Severity::Warning, &mut out)
        .report(Place::default(), text!(vi: "Chưa nộp.", en: "Nothing was handed in."))
        .unit = Some("CB-C".into());
    sort(&mut out);
    out
}

fn judgements(submissions: &[Submission]) -> Vec<Vec<Judgement>> {
    let case = |key: &str, decision| {
        Some(Case { key: key.into(), fingerprint: "f1".into(), decision, doubtful: true })
    };
    let judged = |status, primary, case| Judgement { status, primary, case };
    let accepted = |note: &str, stands| {
        Some(Decision { choice: Choice::Accept, note: note.to_owned(), stands })
    };
    let empty = |form: &Submission| vec![Judgement::default(); form.records.len()];
    vec![
        vec![
            judged(Status::Accepted, true, None),
            judged(Status::Rejected, true, case("c-an", None)),
            judged(Status::Accepted, true, case("c-anh", accepted("Đã hỏi chi bộ", true))),
        ],
        vec![
            judged(Status::Review, false, case("c-twin", accepted("", false))),
            judged(Status::Accepted, true, None),
            judged(Status::Accepted, true, None),
        ],
        empty(&submissions[2]),
        empty(&submissions[3]),
    ]
}

fn earlier() -> Vec<EarlierRow> {
    let file: Arc<str> = "inbox/2026-10/So Mau.xlsx".into();
    let mut binh = record(&file, "CB-A", 0, &BINH);
    binh.position.value = Some("Chuyên viên".into());
    binh.id = "earlier-binh".into();
    let row = EarlierRow {
        period: NOVEMBER.previous(),
        record: binh,
        person: "p-binh".into(),
        accepted: true,
    };
    vec![row]
}

/// The same with values that no form should hold: endless texts, control characters,
/// days of other centuries, names of folders.
pub fn odd() -> Outcome {
    let mut outcome = outcome();
    let long = "ư&]'\u{1}_x000D_\n".repeat(8_000);
    let records = outcome.batch.submissions.iter_mut().flat_map(|form| &mut form.records);
    for record in records {
        let name = PersonName { full: long.as_str().into(), ..PersonName::default() };
        record.full_name.value = Some(name);
        record.full_name.raw = Some(long.as_str().into());
        record.full_name.repairs = [Repair::TakenFromText].into_iter().collect();
        record.birth_date.value = PartialDate::day(1785, 1, 1);
        record.party_joined.value = PartialDate::day(12_026, 1, 1);
        record.position.value = Some(long.as_str().into());
        record.extra.insert(long.clone(), long.clone());
        record.course.value = Some("../CON:*?<>|".into());
    }
    for finding in &mut outcome.findings {
        finding.message = Text::same(long.clone());
        finding.suggestion = Some(Text::same(long.clone()));
    }
    for unit in std::sync::Arc::make_mut(&mut outcome.batch.lists)
        .units
        .iter_mut()
        .flatten()
        .map(|(_, unit)| unit)
    {
        unit.name = format!("../../{long}");
    }
    for course in std::sync::Arc::make_mut(&mut outcome.batch.lists)
        .courses
        .iter_mut()
        .flatten()
        .map(|(_, course)| course)
    {
        course.name.clone_from(&long);
        course.opens = NaiveDate::from_ymd_opt(1800, 1, 1);
    }
    outcome
}
