//! Whole files through the reader.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::records::write as put;
use super::{read, wide};
use crate::intake::{Budget, Content, Limits, Unread};
use crate::model::place::{Position, Range};
use crate::model::workbook::{Cell, Visibility};

fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put(kind, parts, &mut bytes);
    bytes
}

/// The start of every cell record.
fn place(column: u32, style: u32) -> Vec<u8> {
    [column.to_le_bytes(), style.to_le_bytes()].concat()
}

fn row(row: u32, flags: u8) -> Vec<u8> {
    record(0x00, &[&row.to_le_bytes(), &[0; 7], &[flags], &[0; 5]])
}

fn real(column: u32, style: u32, number: f64) -> Vec<u8> {
    record(0x05, &[&place(column, style), &number.to_le_bytes()])
}

fn shared(column: u32, style: u32, index: u32) -> Vec<u8> {
    record(0x07, &[&place(column, style), &index.to_le_bytes()])
}

fn font(name: &str, flags: u8, weight: u16) -> Vec<u8> {
    record(0x2B, &[&[0, 0, flags, 0], &weight.to_le_bytes(), &[0; 15], &wide(name)])
}

fn style(format: u16, font: u16) -> Vec<u8> {
    record(0x2F, &[&[0, 0], &format.to_le_bytes(), &font.to_le_bytes(), &[0; 10]])
}

struct File {
    workbook: Vec<u8>,
    sheet: Vec<u8>,
    strings: Vec<u8>,
    styles: Vec<u8>,
    kind: &'static str,
}

impl File {
    /// A file with one sheet of these records.
    fn of(records: &[Vec<u8>]) -> File {
        let named = record(0x9C, &[&[0; 8], &wide("rId1"), &wide("Trang 1")]);
        let text = [&[0][..], &wide("Họ và tên")].concat();
        let rich = [&[1][..], &wide("abc"), &[1, 0, 0, 0, 1, 0, 1, 0]].concat();
        File {
            workbook: [named, record(0x90, &[])].concat(),
            sheet: [record(0x91, &[]), records.concat(), record(0x92, &[])].concat(),
            strings: [record(0x13, &[&text]), record(0x13, &[&rich])].concat(),
            styles: [
                font("Times New Roman", 0, 400),
                font(".VnTime", 8, 700),
                record(0x2C, &[&200u16.to_le_bytes(), &wide("000000000000")]),
                record(0x0272, &[]),
                style(14, 1),
                record(0x0269, &[]),
                style(0, 0),
                style(14, 0),
                style(200, 1),
                record(0x026A, &[]),
            ]
            .concat(),
            kind: "worksheet",
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let links = format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/{}\" \
             Target=\"worksheets/sheet1.bin\"/></Relationships>",
            self.kind
        );
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let parts: [(&str, &[u8]); 5] = [
            ("xl/workbook.bin", &self.workbook),
            ("xl/_rels/workbook.bin.rels", links.as_bytes()),
            ("xl/worksheets/sheet1.bin", &self.sheet),
            ("xl/sharedStrings.bin", &self.strings),
            ("xl/styles.bin", &self.styles),
        ];
        for (path, part) in parts {
            writer.start_file(path, SimpleFileOptions::default()).unwrap();
            writer.write_all(part).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn content(&self) -> Result<Content, Unread> {
        read(&self.bytes(), &Budget::new(&Limits::default()))
    }

    fn cells(&self) -> Vec<Cell> {
        self.content().unwrap().sheets.remove(0).cells
    }
}

/// The cells, as `A1=…`.
fn shown(records: &[Vec<u8>]) -> Vec<String> {
    let cells = File::of(records).cells();
    cells.iter().map(|cell| format!("{}={}", cell.at, cell.display())).collect()
}

#[test]
fn all_kinds_of_cells_are_read() {
    let records = [
        row(0, 0),
        shared(0, 0, 0),
        record(0x02, &[&place(1, 0), &((7u32 << 2) | 2).to_le_bytes()]),
        record(0x03, &[&place(2, 0), &[0x17]]),
        record(0x04, &[&place(3, 0), &[1]]),
        real(4, 0, 0.5),
        record(0x06, &[&place(5, 0), &wide("Đoàn")]),
        record(0x01, &[&place(6, 0)]),
        record(0x3E, &[&place(7, 0), &[0], &wide("Ủy")]),
        row(2, 0),
        real(0, 1, 31_179.0),
    ];
    let expected = [
        "A1=Họ và tên",
        "B1=7",
        "C1=#REF!",
        "D1=TRUE",
        "E1=0.5",
        "F1=Đoàn",
        "H1=Ủy",
        "A3=12/05/1985",
    ];
    assert_eq!(shown(&records), expected);
}

#[test]
fn formulas_give_their_results_errors_too() {
    let file = File::of(&[
        row(0, 0),
        record(0x08, &[&place(0, 0), &wide("Nam"), &[0; 8]]),
        record(0x09, &[&place(1, 0), &2.5f64.to_le_bytes(), &[0; 8]]),
        record(0x0A, &[&place(2, 0), &[1], &[0; 8]]),
        record(0x0B, &[&place(3, 0), &[0x2A], &[0; 8]]),
    ]);
    let shown: Vec<_> = file.cells().iter().map(Cell::display).collect();
    assert_eq!(shown, ["Nam", "2.5", "TRUE", "#N/A"]);
    assert!(file.cells().iter().all(|cell| cell.look.formula));
}

#[test]
fn cells_without_a_column_follow_the_one_before() {
    let style = [0; 4];
    let number = ((7u32 << 2) | 2).to_le_bytes();
    let records = [
        row(0, 0),
        record(0x0D, &[&style, &number]),
        record(0x01, &[&place(3, 0)]),
        record(0x0D, &[&style, &number]),
        record(0x0C, &[&style]),
        record(0x12, &[&style, &[0; 4]]),
        row(1, 0),
        record(0x11, &[&style, &wide("x")]),
    ];
    assert_eq!(shown(&records), ["A1=7", "E1=7", "G1=Họ và tên", "A2=x"]);
}

#[test]
fn styles_and_runs_tell_fonts_and_padding() {
    let cells = File::of(&[row(0, 0), real(0, 2, 5.0), shared(1, 0, 1), shared(2, 0, 0)]).cells();
    assert_eq!(cells[0].display(), "000000000005");
    assert!(cells[0].look.bold && cells[0].look.strikeout);
    let fonts: Vec<_> = cells.iter().map(|cell| cell.font.as_deref().unwrap()).collect();
    assert_eq!(fonts, [".VnTime", ".VnTime", "Times New Roman"]);
    assert!(!cells[1].look.strikeout, "only two letters of three are");
}

#[test]
fn merges_and_hidden_things_are_told() {
    let numbers = |numbers: &[u32]| -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    };
    let mut file = File::of(&[row(0, 0x10), real(0, 0, 1.0), row(1, 0), real(2, 0, 1.0)]);
    file.sheet = [
        record(0x3C, &[&numbers(&[1, 1, 0, 0]), &[1, 0]]),
        file.sheet,
        record(0xB0, &[&numbers(&[0, 1, 0, 2])]),
    ]
    .concat();
    let sheet = file.content().unwrap().sheets.remove(0);
    let range = Range { first: Position::new(0, 0), last: Position::new(1, 2) };
    assert_eq!(sheet.merges, [range]);
    assert_eq!(sheet.hidden_rows.into_iter().collect::<Vec<_>>(), [0]);
    assert_eq!(sheet.hidden_columns.into_iter().collect::<Vec<_>>(), [1]);
}

#[test]
fn the_1904_system_and_hidden_sheets_are_told() {
    let mut file = File::of(&[row(0, 0), real(0, 1, 29_717.0)]);
    let hidden = record(0x9C, &[&[2, 0, 0, 0, 0, 0, 0, 0], &wide("rId1"), &wide("Ẩn")]);
    file.workbook = [record(0x99, &[&[1, 0, 0, 0]]), hidden].concat();
    let sheet = file.content().unwrap().sheets.remove(0);
    assert_eq!((&*sheet.name, sheet.visibility), ("Ẩn", Visibility::VeryHidden));
    assert_eq!(sheet.cells[0].display(), "12/05/1985");
}

#[test]
fn macro_sheets_missing_sheets_and_broken_styles_cost_no_others() {
    let mut file = File::of(&[row(0, 0), real(0, 1, 1.0)]);
    file.workbook.splice(0..0, record(0x9C, &[&[0; 8], &wide("rId9"), &wide("Mất")]));
    file.styles = vec![0x2B, 0x7F];
    let content = file.content().unwrap();
    assert_eq!((content.sheets.len(), content.notes.len()), (1, 2));
    file.kind = "xlMacrosheet";
    assert_eq!(file.content().unwrap().sheets.len(), 0);
}

#[test]
fn unreadable_cells_are_counted_and_cost_no_others() {
    let sheet = File::of(&[
        row(0, 0),
        shared(0, 0, 99),
        record(0x05, &[&place(1, 0), &[0; 3]]),
        record(0x03, &[&place(2, 0), &[0x99]]),
        real(3, 0, f64::NAN),
        real(99_999, 0, 1.0),
        real(5, 0, 1.0),
    ]);
    let sheet = sheet.content().unwrap().sheets.remove(0);
    assert_eq!((sheet.cells.len(), sheet.unreadable_cells), (2, 4));
}

#[test]
fn what_is_cut_off_is_damaged() {
    let mut file = File::of(&[row(0, 0), real(0, 0, 1.0)]);
    file.sheet.truncate(file.sheet.len() - 2);
    assert!(matches!(file.content(), Err(Unread::Damaged { .. })));
    let mut file = File::of(&[row(0, 0), real(0, 0, 1.0)]);
    file.strings.pop();
    assert!(matches!(file.content(), Err(Unread::Damaged { .. })));
}

#[test]
fn limits_end_the_reading() {
    let cells: Vec<_> = (0..100).map(|column| real(column, 0, 1.0)).collect();
    let file = File::of(&[vec![row(0, 0)], cells].concat()).bytes();
    let limits = Limits { cells: 50, ..Limits::default() };
    assert!(matches!(read(&file, &Budget::new(&limits)), Err(Unread::TooLarge { .. })));
}

proptest! {
    #[test]
    fn no_change_of_bytes_makes_the_reader_fail(
        changes in prop::collection::vec((0usize..4, any::<prop::sample::Index>(), any::<u8>()), 1..10),
    ) {
        let mut file = File::of(&[
            row(0, 0),
            shared(0, 0, 1),
            record(0x3E, &[&place(7, 0), &[0], &wide("Ủy")]),
            row(1, 0x10),
            real(0, 1, 31_179.0),
            record(0x0B, &[&place(3, 0), &[0x2A], &[0; 8]]),
            record(0xB0, &[&[0; 16]]),
        ]);
        for (part, index, byte) in changes {
            let part = match part {
                0 => &mut file.workbook,
                1 => &mut file.strings,
                2 => &mut file.styles,
                _ => &mut file.sheet,
            };
            let at = index.index(part.len());
            part[at] = byte;
        }
        for sheet in file.content().map(|content| content.sheets).unwrap_or_default() {
            prop_assert!(sheet.cells.is_sorted_by(|a, b| a.at < b.at));
        }
    }
}
