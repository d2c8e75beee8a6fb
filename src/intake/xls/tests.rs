//! Whole files through the reader.

use proptest::prelude::*;

use super::testing::*;
use super::{read, records};
use crate::intake::{Budget, Content, Limits, Unread};
use crate::model::place::{Position, Range};
use crate::model::workbook::{Cell, CellValue, Visibility};

fn content(file: &[u8]) -> Result<Content, Unread> {
    read(file, &[], &Budget::new(&Limits::default()))
}

/// The cells of the first sheet, as `A1=…`.
fn shown(file: &[u8]) -> Vec<String> {
    let content = content(file).unwrap();
    content.sheets[0].cells.iter().map(|cell| format!("{}={}", cell.at, cell.display())).collect()
}

fn one_sheet(records: &[Vec<u8>]) -> Vec<u8> {
    Book::new().with(&[shared_texts(&["Họ và tên", "Ngày sinh"])]).sheet("Trang 1", records).file()
}

fn packed(row: u16, columns: &[u16], last: u16) -> Vec<u8> {
    let mut data = [row.to_le_bytes(), columns[0].to_le_bytes()].concat();
    for &number in &columns[1..] {
        data.extend([0, 0]);
        data.extend((u32::from(number) << 2 | 2).to_le_bytes());
    }
    data.extend(last.to_le_bytes());
    record(0x00BD, &data)
}

#[test]
fn all_kinds_of_cells_are_read() {
    let truth = [&place(1, 0, 0)[..], &[1, 0]].concat();
    let error = [&place(1, 1, 0)[..], &[0x17, 1]].concat();
    let own_text = [&place(2, 0, 0)[..], &wide("Đoàn")].concat();
    let file = one_sheet(&[
        shared(0, 0, 0, 0),
        shared(0, 1, 0, 1),
        record(0x0205, &truth),
        record(0x0205, &error),
        record(0x0204, &own_text),
        number(2, 1, 0, 0.5),
        packed(3, &[2, 7, 8], 3),
        record(0x0201, &place(4, 4, 0)),
    ]);
    let expected = [
        "A1=Họ và tên",
        "B1=Ngày sinh",
        "A2=TRUE",
        "B2=#REF!",
        "A3=Đoàn",
        "B3=0.5",
        "C4=7",
        "D4=8",
    ];
    assert_eq!(shown(&file), expected);
}

#[test]
fn formulas_give_their_results() {
    let text = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let empty = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let file = one_sheet(&[
        formula(0, 0, 2.5f64.to_le_bytes(), 0),
        formula(0, 1, text, 0),
        record(0x04BC, &[0; 10]),
        record(0x0207, &wide("Nam")),
        formula(0, 2, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF], 0),
        formula(0, 3, [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF], 0),
        formula(0, 4, empty, 0),
        formula(0, 5, text, 0),
    ]);
    assert_eq!(shown(&file), ["A1=2.5", "B1=Nam", "C1=TRUE", "D1=#N/A", "F1="]);
    let cells = &content(&file).unwrap().sheets[0].cells;
    assert!(cells.iter().all(|cell| cell.look.formula));
    assert_eq!(cells[4].value, CellValue::Uncalculated, "its text is missing");
}

#[test]
fn formulas_of_a_program_that_does_not_calculate_have_no_result() {
    let empty = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let values = |kept| -> Vec<CellValue> {
        let file = one_sheet(&[formula(0, 0, empty, kept)]);
        content(&file).unwrap().sheets.remove(0).cells.into_iter().map(|c| c.value).collect()
    };
    assert_eq!(values(0), [CellValue::Uncalculated]);
    assert_eq!(values(0xFF01_0009), [], "Excel calculated it: an empty text");
}

#[test]
fn styles_tell_dates_padding_and_fonts() {
    let file = Book::new()
        .with(&[
            font("Times New Roman", 0, 400),
            font(".VnTime", 8, 700),
            format(164, "000000000000"),
            style(0, 14),
            style(1, 164),
            shared_texts(&["Hµ Néi"]),
        ])
        .sheet("S", &[number(0, 0, 0, 31_179.0), number(0, 1, 1, 5.0), shared(0, 2, 1, 0)])
        .file();
    assert_eq!(shown(&file), ["A1=12/05/1985", "B1=000000000005", "C1=Hµ Néi"]);
    let cell = content(&file).unwrap().sheets[0].cells[2].clone();
    assert_eq!(cell.font.as_deref(), Some(".VnTime"));
    assert!(cell.look.bold && cell.look.strikeout);
}

#[test]
fn a_text_has_the_font_that_most_of_it_stands_in() {
    let rich = [&[3, 0, 8, 1, 0][..], b"abc", &[1, 0, 1, 0]].concat();
    let texts = record(0x00FC, &[&[1, 0, 0, 0, 1, 0, 0, 0][..], &rich].concat());
    let file = Book::new()
        .with(&[font("Arial", 0, 400), font("VNI-Times", 0, 400), style(0, 0), texts])
        .sheet("S", &[shared(0, 0, 0, 0)])
        .file();
    let content = content(&file).unwrap();
    assert_eq!(content.sheets[0].cells[0].font.as_deref(), Some("VNI-Times"));
}

#[test]
fn dates_of_the_1904_system_are_shifted() {
    let file = Book::new()
        .with(&[record(0x0022, &[1, 0]), style(0, 14), style(0, 0)])
        .sheet("S", &[number(0, 0, 0, 29_717.0), number(0, 1, 1, 29_717.0)])
        .file();
    assert_eq!(shown(&file), ["A1=12/05/1985", "B1=29717"]);
}

#[test]
fn merges_and_hidden_things_are_told() {
    let merged = [2u16, 0, 1, 0, 3, 7, 6, 0, 0];
    let merged: Vec<u8> = merged.iter().flat_map(|part| part.to_le_bytes()).collect();
    let mut row = vec![0; 16];
    (row[0], row[12]) = (1, 0x20);
    let column = [1u8, 0, 2, 0, 0, 0, 0, 0, 1, 0];
    let file = one_sheet(&[
        record(0x007D, &column),
        record(0x0208, &row),
        shared(0, 0, 0, 0),
        number(1, 3, 0, 1.0),
        record(0x00E5, &merged),
    ]);
    let sheet = content(&file).unwrap().sheets.remove(0);
    let range = Range { first: Position::new(0, 0), last: Position::new(1, 3) };
    assert_eq!(sheet.merges, [range], "the other one is upside down");
    assert_eq!(sheet.hidden_rows.into_iter().collect::<Vec<_>>(), [1]);
    assert_eq!(sheet.hidden_columns.into_iter().collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn sheets_come_in_order_and_charts_are_left_out() {
    let file = Book::new()
        .sheet("Sau", &[number(0, 0, 0, 1.0)])
        .sheet_of_kind("Biểu đồ", [0, 2], &[])
        .sheet_of_kind("Ẩn", [2, 0], &[number(0, 0, 0, 2.0)])
        .file();
    let sheets = content(&file).unwrap().sheets;
    let told: Vec<_> = sheets.iter().map(|sheet| (&*sheet.name, sheet.visibility)).collect();
    assert_eq!(told, [("Sau", Visibility::Visible), ("Ẩn", Visibility::VeryHidden)]);
}

#[test]
fn charts_inside_a_sheet_do_not_end_it() {
    let file = one_sheet(&[bof(0x0020), number(9, 9, 0, 9.0), eof(), number(0, 0, 0, 1.0)]);
    assert_eq!(shown(&file), ["A1=1"]);
}

#[test]
fn the_newer_stream_of_two_counts() {
    let book = |text: &str| Book::new().sheet(text, &[]).stream();
    let file = container(&[("/Book", &book("95")), ("/Workbook", &book("97"))]);
    assert_eq!(&*content(&file).unwrap().sheets[0].name, "97");
}

#[test]
fn protected_workbooks_say_so() {
    let file = Book::new().with(&[record(0x002F, &[0; 6])]).sheet("S", &[]).file();
    assert_eq!(content(&file).unwrap_err(), Unread::Encrypted);
    let file = container(&[("/EncryptedPackage", b"?")]);
    assert_eq!(content(&file).unwrap_err(), Unread::Encrypted);
}

#[test]
fn excel_two_and_five_are_read() {
    let two = [
        record(0x0009, &[2, 0, 0x10, 0]),
        record(0x0031, &[200, 0, 0, 0, 4, b'A', b'B', b'C', b'D']),
        record(0x0043, &[0, 0, 0, 0]),
        record(0x0004, &[&[0, 0, 0, 0, 0, 0, 0, 2][..], b"T\xEA"].concat()),
        record(0x0002, &[0, 0, 1, 0, 0, 0, 0, 7, 0]),
        eof(),
    ];
    assert_eq!(shown(&two.concat()), ["A1=Tê", "B1=7"]);
    let five = [
        record(0x0809, &[0, 5, 0x10, 0, 0, 0, 0, 0]),
        record(0x0042, &1258u16.to_le_bytes()),
        record(0x0204, &[&place(0, 0, 0)[..], &[2, 0], b"\xEA\xDE"].concat()),
        eof(),
    ];
    assert_eq!(shown(&five.concat()), ["A1=ễ"]);
}

#[test]
fn text_in_a_legacy_font_is_not_read_by_the_code_page() {
    let font = [&[200, 0, 0, 0, 0, 0, 0x90, 1, 0, 0, 0, 0, 0, 0, 7][..], b".VnTime"].concat();
    let five = [
        record(0x0809, &[0, 5, 0x10, 0, 0, 0, 0, 0]),
        record(0x0042, &1258u16.to_le_bytes()),
        record(0x0031, &font),
        record(0x00E0, &[0; 16]),
        record(0x0204, &[&place(0, 0, 0)[..], &[2, 0], b"h\xD2"].concat()),
        eof(),
    ];
    assert_eq!(shown(&five.concat()), ["A1=hÒ"]);
}

#[test]
fn what_is_cut_off_is_damaged() {
    let whole = Book::new().sheet("S", &[number(0, 0, 0, 1.0)]).stream();
    let cut = &whole[..whole.len() - 6];
    assert!(matches!(content(&container(&[("/Workbook", cut)])), Err(Unread::Damaged { .. })));
    assert!(matches!(content(&whole[..3]), Err(Unread::Damaged { .. })));
}

#[test]
fn unreadable_cells_are_counted_and_cost_no_others() {
    let file = one_sheet(&[
        shared(0, 0, 0, 99),
        record(0x0203, &[0, 0]),
        packed(1, &[5], 0),
        number(0, 1, 0, f64::NAN),
        number(0, 2, 0, 3.0),
    ]);
    assert_eq!(shown(&file), ["B1=#NUM!", "C1=3"]);
    assert_eq!(content(&file).unwrap().sheets[0].unreadable_cells, 3);
}

#[test]
fn a_million_promised_texts_cost_nothing() {
    let count = u32::MAX.to_le_bytes();
    let texts = record(0x00FC, &[&count[..], &count, &wide("một")].concat());
    let file = Book::new().with(&[texts]).sheet("S", &[shared(0, 0, 0, 0)]).file();
    assert_eq!(shown(&file), ["A1=một"]);
}

#[test]
fn limits_end_the_reading() {
    let cells: Vec<_> = (0..100).map(|row| number(row, 0, 0, 1.0)).collect();
    let file = one_sheet(&cells);
    let limits = Limits { cells: 50, ..Limits::default() };
    assert!(matches!(read(&file, &[], &Budget::new(&limits)), Err(Unread::TooLarge { .. })));
}

/// A file with some of everything, small enough to be changed at every byte.
fn sample() -> Vec<u8> {
    let text = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    Book::new()
        .with(&[
            font("Arial", 0, 400),
            font(".VnTime", 0, 700),
            format(164, "dd/mm/yyyy"),
            style(0, 0),
            style(1, 164),
            shared_texts(&["Nguyễn", "Trần"]),
            record(records::CONTINUE, &[0]),
        ])
        .sheet(
            "Danh sách",
            &[
                shared(0, 0, 0, 0),
                shared(0, 1, 1, 1),
                packed(1, &[0, 1, 2, 3], 2),
                formula(2, 0, text, 0),
                record(0x0207, &wide("kết quả")),
                record(0x00E5, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0]),
            ],
        )
        .stream()
}

fn same_cells(file: &[u8]) -> Vec<Cell> {
    content(file).unwrap().sheets.remove(0).cells
}

#[test]
fn the_container_changes_nothing() {
    assert_eq!(same_cells(&sample()), same_cells(&container(&[("/Workbook", &sample())])));
}

proptest! {
    #[test]
    fn no_change_of_bytes_makes_the_reader_fail(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        keep in any::<prop::sample::Index>(),
        in_container: bool,
    ) {
        let mut file = sample();
        if in_container {
            file = container(&[("/Workbook", &file)]);
        }
        for (index, byte) in changes {
            let at = index.index(file.len());
            file[at] = byte;
        }
        if keep.index(4) == 0 {
            file.truncate(keep.index(file.len()));
        }
        // Whatever comes out keeps what a sheet promises.
        for sheet in content(&file).map(|content| content.sheets).unwrap_or_default() {
            prop_assert!(sheet.cells.is_sorted_by(|a, b| a.at < b.at));
        }
    }
}

type MakeCell = fn(u16, u16, u32) -> Vec<u8>;

/// A way to make a cell, and a seed for its value.
fn any_cell() -> impl Strategy<Value = (MakeCell, u32)> {
    let makers: [MakeCell; 6] = [
        |row, column, seed| number(row, column, 0, f64::from(seed) / 8.0),
        |row, column, seed| number(row, column, 1, f64::from(seed % 60_000 + 61)),
        |row, column, seed| shared(row, column, 0, seed % 3),
        |row, column, seed| {
            record(0x027E, &[&place(row, column, 0)[..], &(seed | 2).to_le_bytes()].concat())
        },
        |row, column, seed| {
            record(0x0205, &[&place(row, column, 0)[..], &[seed as u8 & 1, 0]].concat())
        },
        |row, column, seed| formula(row, column, f64::from(seed).to_le_bytes(), 0),
    ];
    (prop::sample::select(makers.to_vec()), any::<u32>())
}

/// What calamine makes of a file, in the form of [`shown`].
fn shown_by_calamine(file: &[u8]) -> Vec<String> {
    use calamine::{Data, Reader, Xls};
    let mut workbook = Xls::new(std::io::Cursor::new(file)).unwrap();
    let range = workbook.worksheet_range("S").unwrap();
    let (row, column) = range.start().unwrap_or_default();
    let cells = range.used_cells().map(|(below, right, value)| {
        let at = Position::new(row + below as u32, column + right as u32);
        let value = match value {
            Data::Int(whole) => CellValue::Number(*whole as f64),
            Data::Float(number) => CellValue::Number(*number),
            Data::DateTime(date) => CellValue::Date(date.as_f64()),
            Data::Bool(truth) => CellValue::Bool(*truth),
            other => CellValue::Text(other.to_string().into()),
        };
        Cell::new(at, value)
    });
    cells.map(|cell| format!("{}={}", cell.at, cell.display())).collect()
}

proptest! {
    #[test]
    fn calamine_reads_the_same(
        cells in prop::collection::btree_map((0u16..40, 0u16..12), any_cell(), 1..60),
    ) {
        let records: Vec<_> =
            cells.into_iter().map(|((row, column), (make, seed))| make(row, column, seed)).collect();
        let file = Book::new()
            .with(&[style(0, 0), style(0, 14), shared_texts(&["Nguyễn", "Trần", "a\nb"])])
            .sheet("S", &records)
            .file();
        prop_assert_eq!(shown(&file), shown_by_calamine(&file));
    }
}
