//! One folder for each kind of mess: a small sheet and how it should be read.
//!
//! `sheet.txt` holds lines of cells with ` | ` between them; `== Name` begins a
//! sheet (`== Name (hidden)`), `! A1:B2` merges, `=12` is a number, `@1985-05-12`
//! a date, `~text` struck out, `\n` a line break. `hints.txt`, where there is
//! one, says what else is known. `expected.txt` is the reading;
//! `UPDATE_EXPECTED=1` writes it anew, to be read with care before it is kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use tonghop::config::Templates;
use tonghop::i18n::Lang;
use tonghop::layout::table::{FormLayout, RowKind, RowReading, SheetLayout, Shift, Table};
use tonghop::layout::{Hints, Known, Remembered, inspect, understand};
use tonghop::model::date::serial_of_date;
use tonghop::model::place::{Position, Range, column_letters};
use tonghop::model::role::Role;
use tonghop::model::workbook::{Cell, CellValue, Format, Sheet, Visibility, Workbook};

#[test]
fn every_case_is_read_as_expected() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layout_cases");
    let mut folders: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for case in folders {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let seen = reading_of(&case);
        let expected = case.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &seen).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        cases += 1;
        if seen != wanted {
            wrong.push(format!("--- {name}\nwanted:\n{wanted}\nseen:\n{seen}"));
        }
    }
    assert!(cases >= 40, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{} cases are read differently\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_row_of_every_case_is_read_once_and_explained_in_both_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layout_cases");
    for entry in fs::read_dir(&folder).unwrap() {
        let case = entry.unwrap().path();
        let (workbook, layout) = layout_of(&case);
        for (sheet, layout) in workbook.sheets.iter().zip(&layout.sheets) {
            let rows: Vec<u32> = sheet.rows().map(|(row, _)| row).collect();
            let read: Vec<u32> = layout.rows.iter().map(|reading| reading.row).collect();
            assert_eq!(rows, read, "{}", case.display());
            assert!(layout.rows.iter().all(|r| !r.reason.vi.is_empty() && !r.reason.en.is_empty()));
        }
        for lang in [Lang::Vi, Lang::En] {
            let templates = Templates::built_in();
            let text = inspect::explain("x.xlsx", &layout, templates, lang);
            assert!(text.lines().count() > 1);
            serde_json::to_string(&inspect::view(
                "x.xlsx",
                workbook.format,
                &layout,
                templates,
                lang,
            ))
            .unwrap();
        }
    }
}

fn reading_of(case: &Path) -> String {
    let (_, layout) = layout_of(case);
    let mut out = String::new();
    for sheet in &layout.sheets {
        describe(&mut out, sheet);
    }
    for stale in &layout.stale {
        writeln!(out, "stale correction: {} {}", column_letters(stale.column), stale.role).unwrap();
    }
    out
}

fn layout_of(case: &Path) -> (Workbook, FormLayout) {
    let workbook = workbook_of(&fs::read_to_string(case.join("sheet.txt")).unwrap());
    let told = Told::read(&case.join("hints.txt"));
    let templates: Vec<&str> = told.templates.iter().map(String::as_str).collect();
    let hints = Hints {
        templates: &templates,
        known: &told,
        file_name: &told.file_name,
        corrections: &told.corrections,
        before: told.before.as_ref(),
        ..Hints::default()
    };
    let layout = understand(&workbook, Templates::built_in(), &hints);
    (workbook, layout)
}

fn describe(out: &mut String, sheet: &SheetLayout) {
    writeln!(out, "== {}", sheet.name).unwrap();
    if let Some(refusal) = &sheet.refused {
        let text = format!("{refusal:?}");
        let name = text.split([' ', '{']).next().unwrap_or_default();
        writeln!(
            out,
            "refused: {}",
            if name.starts_with("Missing") || name == "Hidden" { &text } else { name }
        )
        .unwrap();
    }
    for (index, table) in sheet.tables.iter().enumerate() {
        describe_table(out, sheet, index as u16, table);
    }
    let outside: Vec<&RowReading> = sheet.rows.iter().filter(|row| row.table.is_none()).collect();
    if !outside.is_empty() {
        writeln!(out, "outside:{}", rows(&outside)).unwrap();
    }
}

fn describe_table(out: &mut String, sheet: &SheetLayout, index: u16, table: &Table) {
    let sure = if table.confidence >= 0.8 { "" } else { " (unsure)" };
    writeln!(out, "table {}{sure}, header {:?}", table.template, one_based(&table.header_rows))
        .unwrap();
    if !table.missing.is_empty() {
        writeln!(out, "  missing {:?}", table.missing).unwrap();
    }
    for column in &table.columns {
        let detail = column
            .detail
            .as_ref()
            .map_or(String::new(), |d| format!(" [{}]", d.replace('\n', " ")));
        let doubt = if column.confidence < 0.5 && column.role != Role::Extra { " ?" } else { "" };
        writeln!(out, "  {} {}{detail}{doubt}", column_letters(column.column), column.role)
            .unwrap();
    }
    let readings: Vec<&RowReading> = sheet.rows_of(index).collect();
    writeln!(out, "  rows:{}", rows(&readings)).unwrap();
    for section in &table.sections {
        writeln!(out, "  section {} depth {}: {}", section.at, section.depth, section.text)
            .unwrap();
    }
    for total in &table.totals {
        writeln!(out, "  count {}-{}: {}", total.rows.0 + 1, total.rows.1 + 1, total.text).unwrap();
    }
}

fn one_based(rows: &[u32]) -> Vec<u32> {
    rows.iter().map(|row| row + 1).collect()
}

fn rows(readings: &[&RowReading]) -> String {
    let alike = |a: &&RowReading, b: &&RowReading| {
        a.kind == b.kind && a.shift == b.shift && a.row + 1 == b.row
    };
    readings.chunk_by(alike).fold(String::new(), |mut out, group| {
        let (first, last) = (group[0], group[group.len() - 1]);
        let span = if first.row == last.row { String::new() } else { format!("-{}", last.row + 1) };
        let shift = match first.shift {
            Shift { by: 0, .. } => String::new(),
            Shift { by, from: 0 } => format!(" shifted {by}"),
            Shift { by, from } => format!(" shifted {by} from {}", column_letters(from)),
        };
        write!(out, " {}{span} {}{shift};", first.row + 1, name_of(first.kind)).unwrap();
        out
    })
}

fn name_of(kind: RowKind) -> String {
    serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned()
}

// What is known beside the sheet.

#[derive(Default)]
struct Told {
    templates: Vec<String>,
    file_name: String,
    courses: Vec<String>,
    corrections: BTreeMap<u32, Role>,
    before: Option<Remembered>,
}

impl Known for Told {
    fn is_unit(&self, _: &str) -> bool {
        false
    }

    fn is_course(&self, text: &str) -> bool {
        self.courses.iter().any(|course| course == text)
    }
}

impl Told {
    fn read(path: &Path) -> Told {
        let mut told = Told { templates: vec!["registration".into()], ..Told::default() };
        let text = fs::read_to_string(path).unwrap_or_default();
        for (key, value) in text.lines().filter_map(|line| line.split_once(": ")) {
            let pairs = || value.split(", ").map(|pair| pair.split_once(' ').unwrap());
            let columns =
                || pairs().map(|(letter, role)| (column_of(letter), role_of(role))).collect();
            match key {
                "templates" => told.templates = value.split(", ").map(str::to_owned).collect(),
                "file" => told.file_name = value.to_owned(),
                "courses" => told.courses = value.split(", ").map(str::to_owned).collect(),
                "corrections" => told.corrections = columns(),
                "before" => {
                    told.before = Some(Remembered { when: "2026-10".into(), columns: columns() })
                }
                _ => panic!("{}: unknown key {key}", path.display()),
            }
        }
        told
    }
}

fn role_of(name: &str) -> Role {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).unwrap()
}

// Sheets from text.

fn workbook_of(text: &str) -> Workbook {
    let mut sheets = Vec::new();
    let mut row = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            let hidden = name.strip_suffix(" (hidden)");
            let visibility =
                if hidden.is_some() { Visibility::Hidden } else { Visibility::Visible };
            sheets.push(Sheet {
                name: hidden.unwrap_or(name).into(),
                visibility,
                ..Sheet::default()
            });
            row = 0;
            continue;
        }
        let sheet: &mut Sheet = sheets.last_mut().expect("the first line names a sheet");
        if let Some(merges) = line.strip_prefix("! ") {
            sheet.merges.extend(merges.split(' ').map(range_of));
            continue;
        }
        for (column, text) in line.split('|').map(str::trim).enumerate() {
            if !text.is_empty() {
                sheet.cells.push(cell_of(Position::new(row, column as u32), text));
            }
        }
        row += 1;
    }
    Workbook { format: Format::Xlsx, sheets }
}

fn cell_of(at: Position, text: &str) -> Cell {
    if let Some(number) = text.strip_prefix('=').and_then(|number| number.parse().ok()) {
        return Cell::new(at, CellValue::Number(number));
    }
    if let Some(date) = text.strip_prefix('@') {
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").unwrap();
        return Cell::new(at, CellValue::Date(serial_of_date(date)));
    }
    let (text, struck) = text.strip_prefix('~').map_or((text, false), |text| (text, true));
    let mut cell = Cell::text(at, text.replace("\\n", "\n"));
    cell.look.strikeout = struck;
    cell
}

fn range_of(text: &str) -> Range {
    let (first, last) = text.split_once(':').unwrap();
    Range { first: position_of(first), last: position_of(last) }
}

fn position_of(text: &str) -> Position {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap();
    Position::new(text[digits..].parse::<u32>().unwrap() - 1, column_of(&text[..digits]))
}

fn column_of(letters: &str) -> u32 {
    letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1) - 1
}
