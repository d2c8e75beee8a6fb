//! Rows as forms have them, from cells to records.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::i18n::Text;
use crate::layout::table::{Column, Section, Shift, TotalStatement};
use crate::model::date::{PartialDate, serial_of_date};
use crate::model::place::Range;
use crate::model::record::{Origin, Problem, Repair};
use crate::model::reference::Course;
use crate::model::role::Role::{
    self, BirthDate, BirthDateFemale, BirthDateMale, Course as CourseColumn, CourseMark,
    EducationMaster, EducationUniversity, Ethnicity, Extra, FamilyName, FullName, GivenName,
    NationalId, Ordinal, PartyJoined, PartyMember, PartyOfficial, Phone, PoliticalTheory,
    PoliticalTheoryElementary, PoliticalTheoryIntermediate, PositionWorkplace, SexFemale, SexMale,
    Unit, Workplace,
};
use crate::model::submission::RowFate;
use crate::model::value::{CourseLevel, Education, Rating, Sex, StudyMode, TheoryLevel};
use crate::model::workbook::{Format, LegacyEncoding, Visibility};

/// A form with one table: its header in row 0, its people from row 1 on.
struct Form {
    sheet: Sheet,
    layout: SheetLayout,
}

/// The rows below the header, one a line, `|` between cells; `I:` before a
/// section (its text goes on to the line's end), `T:` before a total.
fn form(roles: &[Role], lines: &str) -> Form {
    let columns = roles.iter().zip(0..).map(|(role, column)| column_of(*role, column)).collect();
    let mut table = Table {
        template: "registration".into(),
        confidence: 1.0,
        header_rows: vec![0],
        body: None,
        columns,
        missing: Vec::new(),
        readable: true,
        sections: Vec::new(),
        totals: Vec::new(),
        title: Vec::new(),
        title_elsewhere: Vec::new(),
        footer: Vec::new(),
    };
    let mut sheet = Sheet { name: "Sheet1".into(), ..Sheet::default() };
    let mut rows = vec![reading(0, RowKind::Header)];
    for (row, line) in (1u32..).zip(lines.lines().map(str::trim).filter(|line| !line.is_empty())) {
        let at = Position::new(row, 0);
        if let Some(text) = line.strip_prefix("I:") {
            table.sections.push(Section { at, text: text.trim().to_owned(), depth: 0 });
            rows.push(reading(row, RowKind::Section));
        } else if let Some(text) = line.strip_prefix("T:") {
            table.totals.push(TotalStatement { at, text: text.trim().to_owned(), rows: (1, row) });
            rows.push(reading(row, RowKind::Total));
        } else {
            let cells = (0u32..).zip(line.split('|'));
            sheet.cells.extend(cells.filter_map(|(column, text)| cell(row, column, text)));
            table.body = Some((table.body.map_or(row, |(first, _)| first), row));
            rows.push(reading(row, RowKind::Person));
        }
    }
    let layout = SheetLayout {
        name: "Sheet1".into(),
        visibility: Visibility::Visible,
        tables: vec![table],
        rows,
        beside: Vec::new(),
        refused: None,
    };
    Form { sheet, layout }
}

/// `=25/12/1980` is a real date, `#17085001234` a number.
fn cell(row: u32, column: u32, text: &str) -> Option<Cell> {
    let at = Position::new(row, column);
    let text = text.trim().replace("\\n", "\n");
    let value = match (text.strip_prefix('='), text.strip_prefix('#')) {
        (Some(date), _) => {
            let date = chrono::NaiveDate::parse_from_str(date, "%d/%m/%Y").unwrap();
            CellValue::Date(serial_of_date(date))
        }
        (_, Some(number)) => CellValue::Number(number.parse().unwrap()),
        _ if text.is_empty() => return None,
        _ => CellValue::Text(text.into_boxed_str()),
    };
    Some(Cell::new(at, value))
}

fn column_of(role: Role, column: u32) -> Column {
    Column {
        column,
        role,
        header: format!("{role}"),
        header_at: Some(Position::new(0, column)),
        confidence: 1.0,
        reason: Text::default(),
        detail: None,
    }
}

fn reading(row: u32, kind: RowKind) -> RowReading {
    RowReading { row, kind, table: Some(0), shift: Shift::default(), reason: Text::default() }
}

fn course(code: &str, name: &str, mode: StudyMode) -> (Arc<str>, Course) {
    let course = Course {
        code: code.into(),
        name: name.into(),
        level: Some(CourseLevel::Intermediate),
        mode: Some(mode),
        opens: None,
        closes: None,
        capacity: None,
        deadline: None,
    };
    (code.into(), course)
}

impl Form {
    fn table(&mut self) -> &mut Table {
        &mut self.layout.tables[0]
    }

    fn read(self) -> Submission {
        let courses = BTreeMap::from([
            course("TC-K45", "Trung cấp lý luận chính trị khóa 45", StudyMode::PartTime),
            course("TC-K46", "Trung cấp lý luận chính trị khóa 46", StudyMode::FullTime),
        ]);
        let period = Period::new(2026, 11).unwrap();
        let index = CourseIndex::new(&courses, Some(period.first_day()));
        let known = Known { period, courses: Some(&index), unit: Some("CB-A".into()) };
        let workbook = Workbook { format: Format::Xlsx, sheets: vec![self.sheet] };
        let layout = FormLayout { sheets: vec![self.layout], ..FormLayout::default() };
        let source = SourceFile {
            path: "inbox/2026-11/a.xlsx".into(),
            sha256: "00".into(),
            size: 1,
            format: Some(Format::Xlsx),
        };
        submission(source, &workbook, &layout, &known)
    }

    fn records(self) -> Vec<Record> {
        self.read().records
    }

    fn first(self) -> Record {
        self.records().into_iter().next().unwrap()
    }
}

fn name(record: &Record) -> &str {
    record.full_name.value.as_ref().map_or("", |name| &name.full)
}

#[test]
fn a_plain_row_is_read_with_its_places() {
    let roles = [
        Ordinal,
        FullName,
        BirthDate,
        Role::Sex,
        Ethnicity,
        NationalId,
        PositionWorkplace,
        Role::Education,
        PoliticalTheory,
        CourseColumn,
        Role::StudyMode,
        Phone,
    ];
    let record = form(&roles, "1|nguyễn văn an|12/03/1985|Nam|Mường|017085001234|Phó Trưởng phòng, Sở Tài chính|ThS|Sơ cấp|TC-K45|KTT|0912.345.678").first();
    assert_eq!(name(&record), "Nguyễn Văn An");
    assert_eq!(record.full_name.repairs, [Repair::LetterCase]);
    assert_eq!(record.birth_date.value.map(|d| d.to_string()).as_deref(), Some("1985-03-12"));
    assert_eq!(record.position.value.as_deref(), Some("Phó Trưởng phòng"));
    assert_eq!(record.workplace.value.as_deref(), Some("Sở Tài chính"));
    assert_eq!(record.workplace.raw.as_deref(), Some("Phó Trưởng phòng, Sở Tài chính"));
    assert_eq!(record.course.value.as_deref(), Some("TC-K45"));
    assert_eq!(record.phone.repairs, [Repair::Separators]);
    assert_eq!(record.phone.at, Some(Position::new(1, 11)));
    assert_eq!(record.place.row, Some(1));
    assert_eq!(record.id.len(), 16);
}

#[test]
fn blank_cells_are_asked_and_missing_columns_are_not() {
    let record = form(&[FullName, BirthDate, NationalId], "Nguyễn Văn An||").first();
    assert!(record.birth_date.is_asked() && !record.birth_date.is_filled());
    assert!(record.national_id.is_asked() && !record.phone.is_asked());
    assert!(!record.course.is_asked());
}

#[test]
fn the_same_as_above_is_filled_in_only_inside_a_section() {
    let records = form(
        &[FullName, Workplace, Ethnicity, NationalId],
        "Nguyễn Văn An|Sở Nội vụ|Mường|017085001234
         Trần Thị Bình|-nt-|\"|-nt-
         I: Chi bộ 2
         Lê Văn Cường|như trên|nt|",
    )
    .records();
    assert_eq!(records[1].workplace.value.as_deref(), Some("Sở Nội vụ"));
    assert_eq!(records[1].workplace.origin, Origin::Above);
    assert_eq!(records[1].workplace.raw.as_deref(), Some("-nt-"));
    assert_eq!(records[1].ethnicity.value.as_deref(), Some("Mường"));
    assert_eq!(records[1].national_id.value, None);
    assert_eq!(records[2].ethnicity.value, None);
    assert_ne!(records[2].workplace.value.as_deref(), Some("Sở Nội vụ"));
}

#[test]
fn a_merged_cell_speaks_for_all_its_rows() {
    let mut form = form(
        &[FullName, Workplace, CourseColumn],
        "Nguyễn Văn An|Sở Nội vụ|TC-K45\nTrần Thị Bình\nLê Văn Cường",
    );
    form.sheet.merges = [1, 2]
        .map(|column| Range { first: Position::new(1, column), last: Position::new(2, column) })
        .to_vec();
    let records = form.records();
    assert_eq!(records[1].workplace.value.as_deref(), Some("Sở Nội vụ"));
    assert_eq!(records[1].course.origin, Origin::Above);
    assert_eq!(records[1].course.value.as_deref(), Some("TC-K45"));
    assert_eq!(records[2].workplace.value, None);
}

#[test]
fn class_and_mode_come_from_section_sheet_or_title() {
    let records = form(
        &[FullName],
        "I: Lớp Trung cấp LLCT khóa 46 (01 đ/c)
         Nguyễn Văn An
         I: Hệ không tập trung
         Trần Thị Bình",
    )
    .records();
    assert_eq!(records[0].course.value.as_deref(), Some("TC-K46"));
    assert_eq!(records[0].course.origin, Origin::Section);
    assert_eq!(records[0].course.raw.as_deref(), Some("Lớp Trung cấp LLCT khóa 46"));
    assert_eq!(records[0].study_mode.value, Some(StudyMode::FullTime));
    assert_eq!(records[0].study_mode.origin, Origin::Derived);
    assert_eq!(records[1].study_mode.value, Some(StudyMode::PartTime));
    assert_eq!(records[1].course.value, None);

    let mut titled = form(&[FullName], "Nguyễn Văn An");
    let title = "DANH SÁCH ĐĂNG KÝ HỌC LỚP TRUNG CẤP LÝ LUẬN CHÍNH TRỊ KHÓA 45 THÁNG 11 NĂM 2026";
    titled.table().title = vec![(Position::new(0, 0), title.to_owned())];
    let read = titled.read();
    assert_eq!(read.records[0].course.origin, Origin::Title);
    assert_eq!(read.records[0].course.value.as_deref(), Some("TC-K45"));
    assert_eq!(read.facts.period.map(|(period, _)| period), Period::new(2026, 11));

    let mut named = form(&[FullName], "Nguyễn Văn An");
    named.layout.name = "TC K46".into();
    assert_eq!(named.first().course.origin, Origin::SheetName);
}

#[test]
fn a_level_in_the_cell_is_settled_by_mode_or_title() {
    let by_mode =
        form(&[FullName, CourseColumn, Role::StudyMode], "Nguyễn Văn An|Trung cấp LLCT|Tập trung")
            .first();
    assert_eq!(by_mode.course.value.as_deref(), Some("TC-K46"));
    let mut by_title = form(&[FullName, CourseColumn], "Nguyễn Văn An|Trung cấp");
    by_title.table().title = vec![(Position::new(0, 0), "LỚP TRUNG CẤP LLCT KHÓA 45".to_owned())];
    assert_eq!(by_title.first().course.value.as_deref(), Some("TC-K45"));
    let open = form(&[FullName, CourseColumn], "Nguyễn Văn An|Trung cấp").first();
    assert!(matches!(open.course.problem, Some(Problem::UnknownWord { .. })));
    let marked = form(&[FullName, CourseColumn], "I: Lớp TC K45\nNguyễn Văn An|x").first();
    assert_eq!(marked.course.value.as_deref(), Some("TC-K45"));
}

#[test]
fn several_classes_of_a_row_are_several_records() {
    let records = form(&[FullName, CourseColumn], "Nguyễn Văn An|TC-K45; TC-K46").records();
    let codes: Vec<_> = records.iter().filter_map(|r| r.course.value.as_deref()).collect();
    assert_eq!(codes, ["TC-K45", "TC-K46"]);
    assert_eq!(records[0].course.repairs, [Repair::Split]);
    assert_ne!(records[0].id, records[1].id);
    let mut marks = form(
        &[FullName, CourseMark, CourseMark],
        "Nguyễn Văn An|x|\nTrần Thị Bình|x|x\nLê Văn Cường||",
    );
    marks.table().columns[1].detail = Some("Trung cấp không tập trung".to_owned());
    marks.table().columns[2].detail = Some("Trung cấp tập trung".to_owned());
    let records = marks.records();
    let codes: Vec<_> = records.iter().map(|r| r.course.value.as_deref()).collect();
    assert_eq!(codes, [Some("TC-K45"), Some("TC-K45"), Some("TC-K46"), None]);
    assert!(records[3].course.is_asked());
}

#[test]
fn the_birth_column_tells_the_sex_and_two_are_a_conflict() {
    let records = form(
        &[FullName, BirthDateMale, BirthDateFemale],
        "Nguyễn Văn An|12/3/1985|
         Trần Thị Bình||1990
         Lê Văn Cường|1/1/1980|2/2/1981",
    )
    .records();
    assert_eq!(records[0].sex.value, Some(Sex::Male));
    assert_eq!(records[0].sex.origin, Origin::Derived);
    assert_eq!(records[1].birth_date.value.map(|d| d.to_string()).as_deref(), Some("1990"));
    assert_eq!(records[1].sex.value, Some(Sex::Female));
    assert_eq!(records[2].sex.problem, Some(Problem::Conflict));
    assert_eq!(records[2].birth_date.problem, Some(Problem::Conflict));
}

#[test]
fn marks_and_titles_tell_the_sex() {
    let lone = form(&[FullName, SexFemale], "Trần Thị Bình|x\nNguyễn Văn An|").records();
    assert_eq!([lone[0].sex.value, lone[1].sex.value], [Some(Sex::Female), Some(Sex::Male)]);
    let both = form(&[FullName, SexMale, SexFemale], "An Bình|x|x\nLê An||x\nLê Bình||").records();
    assert_eq!(both[0].sex.problem, Some(Problem::Conflict));
    assert_eq!(both[1].sex.value, Some(Sex::Female));
    assert_eq!(both[2].sex.value, None);
    let unused =
        form(&[FullName, SexFemale], "Trần Thị Bình|\nLê Thị Cúc|\nNguyễn Văn An|").records();
    assert!(unused.iter().all(|record| record.sex.value.is_none()));
    let titled = form(&[FullName], "Bà Trần Thị Bình").first();
    assert_eq!((name(&titled), titled.sex.value), ("Trần Thị Bình", Some(Sex::Female)));
    let conflict = form(&[FullName, Role::Sex], "Bà Trần Thị Bình|Nam").first();
    assert_eq!(conflict.sex.problem, Some(Problem::Conflict));
    let by_id = form(&[FullName, NationalId], "Trần An Bình|017185001234").first();
    assert_eq!((by_id.sex.value, by_id.sex.origin), (Some(Sex::Female), Origin::Derived));
}

#[test]
fn a_column_of_ids_that_lost_zeros_is_mended() {
    let records = form(
        &[FullName, BirthDate, Role::Sex, NationalId],
        "Nguyễn Văn An|1985|Nam|#17085001234
         Trần Thị Bình|1991|Nữ|#17190001234",
    )
    .records();
    assert_eq!(records[0].national_id.repairs, [Repair::LostZeros]);
    assert_eq!(records[1].national_id.value.as_ref().map(|id| id.digits()), Some("017190001234"));
}

#[test]
fn dates_of_a_us_machine_are_turned_round() {
    let records = form(
        &[FullName, BirthDate],
        "A A|25/12/1980\nB B|=12/05/1980\nC C|30/01/1981\nD D|=11/02/1983\nE E|17/10/1984\nF F|=01/09/1985\nG G|28/10/1984\nH H|=03/04/1985\nI I|13/10/1984\nK K|=05/06/1985",
    )
    .records();
    assert_eq!(records[1].birth_date.value.map(|d| d.to_string()).as_deref(), Some("1980-12-05"));
    assert_eq!(records[1].birth_date.repairs, [Repair::DayMonthSwapped]);
    assert!(records[0].birth_date.repairs.is_empty());
}

#[test]
fn both_party_dates_may_stand_in_one_cell() {
    let record =
        form(&[FullName, PartyJoined], "Nguyễn Văn An|03/02/2012 (CT: 03/02/2013)").first();
    let iso = |date: &crate::model::record::Field<crate::model::date::PartialDate>| {
        date.value.map(|d| d.to_string()).unwrap_or_default()
    };
    assert_eq!(
        (iso(&record.party_joined), iso(&record.party_official)),
        ("2012-02-03".into(), "2013-02-03".into())
    );
    assert_eq!(record.party_official.at, record.party_joined.at);
    assert_eq!(record.party_official.repairs, [Repair::Split]);
    let outside =
        form(&[FullName, PartyJoined, PartyOfficial], "Nguyễn Văn An|Quần chúng|").first();
    assert_eq!(
        (outside.party_member.value, outside.party_joined.problem.clone()),
        (Some(false), None)
    );
    let marked = form(&[FullName, PartyMember], "Nguyễn Văn An|x\nTrần Thị Bình|").records();
    assert_eq!(
        [marked[0].party_member.value, marked[1].party_member.value],
        [Some(true), Some(false)]
    );
}

#[test]
fn level_columns_are_read_from_their_marks() {
    let roles = [
        FullName,
        EducationMaster,
        EducationUniversity,
        PoliticalTheoryIntermediate,
        PoliticalTheoryElementary,
    ];
    let records = form(&roles, "An An||Luật||x\nBình Bình|x|x||").records();
    assert_eq!(records[0].education.value, Some(Education::University));
    assert_eq!(records[0].political_theory.value.map(|t| t.held), Some(TheoryLevel::Elementary));
    assert_eq!(records[1].education.value, Some(Education::Master));
    assert!(records[1].political_theory.is_asked() && !records[1].political_theory.is_filled());
    let two = form(
        &[FullName, Role::Education, Role::Education],
        "An An|12/12|Đại học\nBình Bình|12/12|Tốt",
    )
    .records();
    assert_eq!(two[0].education.value, Some(Education::University));
    assert!(two[1].education.problem.is_some());
}

#[test]
fn ratings_take_their_years_from_the_headings() {
    let mut form = form(&[FullName, Role::Rating, Role::Rating], "An An|HTTNV|HTXSNV");
    form.table().columns[1].header = "Xếp loại năm 2025".to_owned();
    form.table().columns[2].detail = Some("2024".to_owned());
    let ratings: Vec<_> = form.first().ratings.iter().map(|r| (r.year, r.rating.value)).collect();
    assert_eq!(ratings, [(Some(2024), Some(Rating::Excellent)), (Some(2025), Some(Rating::Good))]);
}

#[test]
fn one_column_may_rate_two_years() {
    let rate = |header: &str, cell: &str| {
        let mut form = form(&[FullName, Role::Rating], &format!("An An|{cell}"));
        form.table().columns[1].header = header.to_owned();
        form.first().ratings.iter().map(|r| (r.year, r.rating.value)).collect::<Vec<_>>()
    };
    let (good, best) = (Some(Rating::Good), Some(Rating::Excellent));
    let years = [(Some(2024), good), (Some(2025), best)];
    assert_eq!(rate("Xếp loại năm 2024, 2025", "HTTNV, HTXSNV"), years);
    assert_eq!(rate("Xếp loại 2 năm liền kề", "HTTNV"), [(None, good), (None, good)]);
    assert_eq!(rate("Xếp loại năm 2025", "HTTNV"), [(Some(2025), good)]);
    assert_eq!(rate("Xếp loại 2 năm liền kề", ""), [(None, None)]);
}

#[test]
fn people_who_share_a_row_keep_their_own_dates() {
    let records = form(
        &[FullName, BirthDate, Phone],
        "Lục Văn Tiên\\nKiều Thị Nga|1/1/1980\\n2/2/1985|0912345678\\n0987654321",
    );
    let records = records.read().records;
    let births: Vec<_> = records.iter().filter_map(|r| r.birth_date.value).collect();
    assert_eq!(
        births,
        [(1980, 1, 1), (1985, 2, 2)].map(|(y, m, d)| PartialDate::day(y, m, d).unwrap())
    );
    assert_eq!(records[1].phone.value.as_deref(), Some("0987654321"));
}

#[test]
fn a_home_town_keeps_its_words_and_gets_the_province_of_today() {
    let record = form(&[FullName, Role::Hometown], "An An|Kim Bôi, Hoà Bình").first();
    assert_eq!(record.hometown.value.as_deref(), Some("Kim Bôi, Hòa Bình"));
    assert_eq!(record.home_province, Some("Phú Thọ"));
}

#[test]
fn a_bare_tc_means_the_school_in_one_column_and_the_theory_in_the_other() {
    let record = form(&[FullName, Role::Education, PoliticalTheory], "An An|TC|TC").first();
    assert_eq!(record.education.value, Some(Education::Vocational));
    assert_eq!(record.political_theory.value.map(|t| t.held), Some(TheoryLevel::Intermediate));
}

#[test]
fn one_column_for_all_schooling_may_hold_the_theory_too() {
    let record = form(&[FullName, Role::Education], "An An|ĐH; TC LLCT").first();
    assert_eq!(record.education.value, Some(Education::University));
    assert_eq!(record.political_theory.value.map(|t| t.held), Some(TheoryLevel::Intermediate));
    assert_eq!(record.political_theory.repairs, [Repair::Split]);
    let mut headed = form(&[FullName, Role::Education], "An An|Thạc sĩ\\nTC");
    headed.table().columns[1].header = "Trình độ chuyên môn, LLCT".to_owned();
    let held = headed.first().political_theory.value.map(|t| t.held);
    assert_eq!(held, Some(TheoryLevel::Intermediate));
}

#[test]
fn the_mode_of_a_section_settles_a_class_that_the_title_leaves_open() {
    let mut form =
        form(&[FullName], "I: A. Hệ tập trung\nAn An\nI: B. Hệ không tập trung\nBình An");
    let title = "DANH SÁCH CỬ ĐI HỌC LỚP TRUNG CẤP LLCT-HC".to_owned();
    form.table().title = vec![(Position::new(0, 0), title)];
    let courses: Vec<_> = form.read().records.into_iter().map(|r| r.course.value.clone()).collect();
    assert_eq!(courses, [Some("TC-K46".into()), Some("TC-K45".into())]);
}

#[test]
fn lines_that_stand_elsewhere_name_the_class_too() {
    let mut form = form(&[FullName], "An An");
    form.table().title_elsewhere = vec!["Danh sách đăng ký lớp TC K45".to_owned()];
    let record = form.first();
    assert_eq!(
        (record.course.value.as_deref(), record.course.origin),
        (Some("TC-K45"), Origin::Title)
    );
}

#[test]
fn what_stands_behind_a_name_fills_what_no_column_asks_for() {
    let mut form =
        form(&[Ordinal, FullName], "1|1. Nguyễn Văn An (1985)\n2|Bùi Thị Hoa (Nữ, SN 12/3/1990)");
    form.table().missing = vec![BirthDate];
    let form = form.read();
    let births: Vec<_> = form.records.iter().filter_map(|r| r.birth_date.value).collect();
    assert_eq!(births, [PartialDate::Year(1985), PartialDate::day(1990, 3, 12).unwrap()]);
    assert_eq!(form.records[1].sex.value, Some(Sex::Female));
    assert!(form.tables[0].missing.is_empty(), "the birth dates are told");
}

#[test]
fn people_who_share_a_row_become_records_of_their_own() {
    let records = form(
        &[FullName, Workplace, Phone],
        "1. Nguyễn Văn An\\n2. Trần Thị Bình|Sở Nội vụ|0912345678\\n0987654321",
    )
    .records();
    assert_eq!(records.iter().map(name).collect::<Vec<_>>(), ["Nguyễn Văn An", "Trần Thị Bình"]);
    assert_eq!(records[1].phone.value.as_deref(), Some("0987654321"));
    assert_eq!(records[1].workplace.value.as_deref(), Some("Sở Nội vụ"));
    assert_eq!(records[0].place, records[1].place);
    assert!(records[0].full_name.repairs.contains(&Repair::Split));
}

#[test]
fn a_name_may_stand_in_parts_or_with_position_and_workplace() {
    let parts = form(&[FamilyName, GivenName], "Nguyễn Thị Ngọc|Quỳnh").first();
    assert_eq!(name(&parts), "Nguyễn Thị Ngọc Quỳnh");
    assert_eq!(parts.full_name.raw.as_deref(), Some("Nguyễn Thị Ngọc Quỳnh"));
    let all = form(&[FullName], "Nguyễn Văn An\\nPhó Trưởng phòng, Sở Nội vụ").first();
    assert_eq!(
        (name(&all), all.position.value.as_deref(), all.workplace.value.as_deref()),
        ("Nguyễn Văn An", Some("Phó Trưởng phòng"), Some("Sở Nội vụ"))
    );
}

#[test]
fn shifted_rows_are_read_and_say_so() {
    let mut form = form(&[Ordinal, FullName, BirthDate], "|1|Nguyễn Văn An|12/3/1985");
    form.layout.rows[1].shift = Shift::whole(1);
    let record = form.first();
    assert_eq!(name(&record), "Nguyễn Văn An");
    assert_eq!(record.birth_date.repairs, [Repair::ShiftedRow]);
    assert_eq!(record.birth_date.at, Some(Position::new(1, 3)));
}

#[test]
fn struck_out_and_hidden_rows_are_marked() {
    let mut form = form(
        &[Ordinal, FullName],
        "1|Nguyễn Văn An\n2|Trần Thị Bình\n3|Lê Văn Cường\nT: Tổng số: 01 đồng chí",
    );
    form.sheet.cells[1].look.strikeout = true;
    form.sheet.hidden_rows.insert(3);
    let read = form.read();
    let marks: Vec<_> =
        read.records.iter().map(|record| (record.crossed_out, record.hidden)).collect();
    assert_eq!(marks, [(true, false), (false, false), (false, true)]);
    assert_eq!((read.facts.declared[0].said, read.facts.declared[0].counted), (1, 1));
}

#[test]
fn a_second_line_belongs_to_the_row_above() {
    let mut form = form(
        &[FullName, PositionWorkplace],
        "Nguyễn Văn An|Chuyên viên\n|Sở Nội vụ\nTrần Thị Bình|Văn thư, Sở Y tế",
    );
    form.layout.rows[2].kind = RowKind::Continuation;
    let read = form.read();
    assert_eq!(read.records.len(), 2);
    assert_eq!(read.records[0].workplace.value.as_deref(), Some("Sở Nội vụ"));
    assert_eq!(read.rows.get(&RowFate::Person), Some(&3));
}

#[test]
fn columns_nobody_claims_are_kept() {
    let mut form = form(&[FullName, Extra, Extra], "Nguyễn Văn An|123|abc");
    form.table().columns[1].header = "Số sổ BHXH".to_owned();
    form.table().columns[2].header = String::new();
    let record = form.first();
    let extra: Vec<_> = record.extra.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(extra, [("C", "abc"), ("Số sổ BHXH", "123")]);
}

#[test]
fn totals_are_compared_with_the_rows_that_they_count() {
    let read = form(
        &[FullName, Role::Sex],
        "Nguyễn Văn An|Nam\nTrần Thị Bình|Nữ\nT: Tổng số: 03 đồng chí (Nam: 1; Nữ: 2)",
    )
    .read();
    let total = &read.facts.declared[0];
    assert_eq!((total.said, total.counted), (3, 2));
    assert_eq!(total.said_by_sex, [(Sex::Male, 1), (Sex::Female, 2)]);
    assert_eq!(total.counted_by_sex, [(Sex::Male, 1), (Sex::Female, 1)]);
    let sections =
        form(&[FullName], "I: Chi bộ A\nNguyễn Văn An\nI: Chi bộ B\nTrần Thị Bình\nT: Cộng: 1")
            .read();
    assert_eq!(sections.facts.declared[0].counted, 1);
    assert!(
        form(&[FullName], "Nguyễn Văn An\nT: Tổng cộng 0 12345").read().facts.declared.is_empty()
    );
}

#[test]
fn decoded_cells_keep_their_raw_text() {
    let mut form = form(&[FullName], "Nguyễn Văn Hùng");
    form.sheet.cells[0].stored = Some("NguyÔn V¨n Hïng".into());
    form.sheet.cells[0].decoded_from = Some(LegacyEncoding::Tcvn3);
    let read = form.read();
    assert_eq!(read.records[0].full_name.raw.as_deref(), Some("NguyÔn V¨n Hïng"));
    assert_eq!(read.records[0].full_name.repairs, [Repair::LegacyEncoding]);
    assert_eq!(read.decoded.get(&LegacyEncoding::Tcvn3), Some(&1));
}

#[test]
fn decoded_cells_of_columns_nobody_claims_keep_their_raw_text_too() {
    let mut form = form(&[FullName, Extra], "Bùi An|Bảo hiểm");
    form.table().columns[1].header = "Ghi thêm".to_owned();
    form.sheet.cells[1].stored = Some("B¶o hiÓm".into());
    form.sheet.cells[1].decoded_from = Some(LegacyEncoding::Tcvn3);
    let record = form.first();
    let repaired = record.extra_repaired.get("Ghi thêm").unwrap();
    assert_eq!((&*repaired.raw, repaired.at), ("B¶o hiÓm", Position::new(1, 1)));
    assert_eq!(repaired.repairs, [Repair::LegacyEncoding]);
}

#[test]
fn every_kind_of_repair_keeps_raw_text_and_place() {
    let kinds = [
        (FullName, "NGUYỄN VĂN AN", Repair::LetterCase),
        (FullName, "Nguyễn Thị Hoà", Repair::TonePlacement),
        (FullName, "Ông Nguyễn Văn An", Repair::TitleDropped),
        (FullName, "Nguye\u{302}\u{303}n Văn An", Repair::Unicode),
        (BirthDate, "O5/1O/1980", Repair::LookAlikeDigits),
        (BirthDate, "31118", Repair::SerialNumber),
        (BirthDate, "12/3/85", Repair::ShortYear),
        (BirthDate, "12/3/1985 (giấy khai sinh)", Repair::TakenFromText),
        (PartyJoined, "03/02/2012 (CT: 03/02/2013)", Repair::Split),
        (Ethnicity, "Mèo", Repair::UsualName),
        (Ethnicity, "Kinh/Không", Repair::Split),
        (Phone, "912345678", Repair::LostZeros),
        (Phone, "01681234567", Repair::PhonePrefix),
        (Phone, "0912.345.678", Repair::Separators),
        (Role::Education, "=12/12/2026", Repair::NotADate),
    ];
    for (role, text, repair) in kinds {
        let roles = if role == FullName { [FullName, Role::Note] } else { [FullName, role] };
        let line = if role == FullName { format!("{text}|-") } else { format!("Bùi An|{text}") };
        let record = form(&roles, &line).first();
        let key = role.field().unwrap();
        let facts = record.facts(key).unwrap();
        assert!(facts.repairs.contains(&repair), "{text}: {:?}", facts.repairs);
        assert_eq!(facts.raw, Some(text.trim_start_matches('=')), "{text}");
        assert_eq!(facts.at, Some(Position::new(1, u32::from(role != FullName))), "{text}");
    }
}

#[test]
fn a_religion_beside_the_ethnic_group_is_taken_from_its_cell() {
    let record = form(&[FullName, Ethnicity], "Bùi An|Kinh/Không").first();
    assert_eq!(record.ethnicity.value.as_deref(), Some("Kinh"));
    assert_eq!(record.religion.value.as_deref(), Some("Không"));
    assert_eq!(record.religion.raw.as_deref(), Some("Kinh/Không"));
    let own = form(&[FullName, Ethnicity, Role::Religion], "Bùi An|Kinh/Không|Phật giáo").first();
    assert_eq!(own.religion.value.as_deref(), Some("Phật giáo"));
}

#[test]
fn error_cells_are_no_value() {
    let mut form = form(&[FullName, BirthDate], "Nguyễn Văn An|x");
    form.sheet.cells[1].value = CellValue::Error("#REF!".into());
    let record = form.first();
    assert_eq!(record.birth_date.problem, Some(Problem::NoValue));
    assert_eq!(record.birth_date.raw.as_deref(), Some("#REF!"));
}

#[test]
fn the_unit_comes_from_its_column_or_the_section() {
    let records = form(&[FullName], "I: Chi bộ Văn phòng Sở (05 đ/c)\nNguyễn Văn An").records();
    assert_eq!(records[0].unit_named.value.as_deref(), Some("Chi bộ Văn phòng Sở"));
    let own = form(&[FullName, Unit], "I: Chi bộ A\nNguyễn Văn An|Chi bộ B").first();
    assert_eq!(own.unit_named.value.as_deref(), Some("Chi bộ B"));
}
