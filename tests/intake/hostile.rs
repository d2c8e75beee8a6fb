//! Files made to harm: each ends in a reading or in a finding, in small memory and little time.

use std::io::{Cursor, Write};

use crate::package::{MAIN, Package, shown, workbook};
use tonghop::intake::{self, Limits, Measure, Reading, Unread};

fn damaged(outcome: Result<Reading, Unread>) -> bool {
    matches!(outcome, Err(Unread::Damaged { .. }))
}

fn too_large(outcome: Result<Reading, Unread>, expected: Measure) -> bool {
    matches!(outcome, Err(Unread::TooLarge { what, .. }) if what == expected)
}

fn row_of(cells: &str) -> String {
    format!("<row r=\"1\">{cells}</row>")
}

#[test]
fn far_corners_cost_nothing() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    assert_eq!(shown(&Package::with_rows(rows).read().unwrap()), ["A1=1", "XFD1048576=2"]);
}

#[test]
fn addresses_beyond_the_grid_are_refused_and_never_wrap_around() {
    let cells: String =
        ["XFE1", "A1048577", "ZZZZZZZ1", "A4294967297", "A99999999999999999999", "A0", "Ａ1"]
            .map(|address| format!("<c r=\"{address}\"><v>1</v></c>"))
            .concat();
    let reading = Package::with_rows(&row_of(&cells)).read().unwrap();
    assert!(reading.workbook.sheets[0].cells.is_empty());
    assert_eq!(reading.workbook.sheets[0].unreadable_cells, 7);
}

#[test]
fn counts_that_a_file_declares_are_not_believed() {
    let strings = format!(
        "<sst xmlns=\"{MAIN}\" count=\"99999999999999\" uniqueCount=\"99999999999999\"><si><t>a</t></si></sst>"
    );
    let rows =
        row_of("<c t=\"s\"><v>0</v></c><c><f t=\"shared\" si=\"999999999999\"/><v>1</v></c>");
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
    );
    let package = Package::empty()
        .part("xl/sharedStrings.xml", strings)
        .part("xl/worksheets/sheet1.xml", sheet);
    assert_eq!(shown(&package.read().unwrap()), ["A1=a", "B1=1"]);
}

#[test]
fn one_bad_cell_is_counted_and_costs_no_other() {
    let cells = "<c r=\"A1\" t=\"s\"><v>7</v></c><c r=\"B1\"><v>1e999</v></c><c r=\"C1\"><v>NaN</v></c>\
        <c r=\"D1\" t=\"b\"><v>2</v></c><c r=\"E1\"><v>1</v><extLst><ext/></extLst></c>";
    let reading = Package::with_rows(&row_of(cells)).read().unwrap();
    assert_eq!(shown(&reading), ["E1=1"]);
    assert_eq!(reading.workbook.sheets[0].unreadable_cells, 4);
}

#[test]
fn a_million_shared_strings_are_too_many_for_a_small_limit() {
    let limits = Limits { cells: 1000, ..Limits::default() };
    let package = Package::with_rows("").shared_strings(&"<si/>".repeat(2000));
    assert!(too_large(package.read_within(limits), Measure::Cells));
}

#[test]
fn one_text_in_many_cells_counts_as_often_as_it_is_shown() {
    let limits = Limits { text_megabytes: 1, ..Limits::default() };
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(60);
    let strings = format!("<si><t>{}</t></si>", "x".repeat(32_000));
    let package = Package::with_rows(&row_of(&cells)).shared_strings(&strings);
    assert!(too_large(package.read_within(limits), Measure::Text));
    assert!(package.read().is_ok());
}

#[test]
fn cells_are_counted() {
    let limits = Limits { cells: 99, ..Limits::default() };
    let package = Package::with_rows(&row_of(&"<c><v>1</v></c>".repeat(100)));
    assert!(too_large(package.read_within(limits), Measure::Cells));
}

#[test]
fn what_comes_out_of_the_archive_is_counted_whatever_it_declares() {
    let limits = Limits { unpacked_megabytes: 2, ..Limits::default() };
    let package = Package::with_rows(&" ".repeat(3 * 1024 * 1024));
    assert!(too_large(package.read_within(limits), Measure::Unpacked));
    assert!(package.read().is_ok());
}

#[test]
fn a_piece_of_markup_without_end_is_damage() {
    let long = "x".repeat(6 * 1024 * 1024);
    assert!(damaged(Package::with_rows(&format!("<row r=\"{long}\"/>")).read()));
    assert!(damaged(Package::with_rows(&format!("<!--{long}")).read()));
}

#[test]
fn elements_in_elements_without_end_are_damage() {
    assert!(damaged(Package::with_rows(&"<x>".repeat(100_000)).read()));
}

#[test]
fn many_formats_share_one_font_name() {
    let name = "x".repeat(200);
    let formats = "<xf fontId=\"0\" numFmtId=\"0\"/>".repeat(20_000);
    let styles = format!(
        "<fonts><font><name val=\"{name}\"/></font><font><name val=\"{}\"/></font></fonts><cellXfs>{formats}</cellXfs>",
        "y".repeat(100_000)
    );
    let package = Package::with_rows(&row_of("<c s=\"19999\"><v>1</v></c>")).styles(&styles);
    let reading = package.read().unwrap();
    assert_eq!(reading.workbook.sheets[0].cells[0].font.as_deref(), Some(name.as_str()));
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    let cells = row_of("<c t=\"str\"><v>&b;</v></c><c t=\"inlineStr\"><is><t>x&c;</t></is></c>");
    let sheet =
        format!("{bomb}<worksheet xmlns=\"{MAIN}\"><sheetData>{cells}</sheetData></worksheet>");
    let reading = Package::empty().part("xl/worksheets/sheet1.xml", sheet).read().unwrap();
    assert_eq!(shown(&reading), ["A1=\u{FFFD}", "B1=x\u{FFFD}"]);
}

#[test]
fn a_sheet_that_ends_before_its_rows_do_is_damaged() {
    let start = format!("<worksheet xmlns=\"{MAIN}\"><sheetData><row><c><v>1</v></c></row>");
    let sheet = |end: &str| {
        let content = format!("{start}{end}");
        Package::empty().part("xl/worksheets/sheet1.xml", content).read()
    };
    assert!(damaged(sheet("")));
    assert!(damaged(sheet("<row><c><v>2</")));
    assert!(sheet("</sheetData>").is_ok());
    assert!(sheet("</sheetData><mergeCells><mergeCell ref=\"A1:").is_err());
}

#[test]
fn broken_styles_cost_the_looks_and_not_the_file() {
    let package = Package::with_rows(&row_of("<c s=\"1\"><v>1</v></c>"));
    let reading = package.part("xl/styles.xml", "<styleSheet><fonts><font").read().unwrap();
    assert_eq!(shown(&reading), ["A1=1"]);
    assert_eq!(reading.notes.len(), 1);
}

#[test]
fn an_archive_that_was_not_copied_whole_is_damaged() {
    let whole = Package::with_rows(&row_of("<c><v>1</v></c>")).zip();
    for length in [10, whole.len() / 2, whole.len() - 1] {
        let outcome = intake::read(&whole[..length], "form.xlsx", &Limits::default());
        assert!(damaged(outcome), "{length}");
    }
}

#[test]
fn an_archive_with_a_flipped_bit_in_its_data_is_damaged() {
    let mut bytes = Package::with_rows(&row_of("<c><v>123456789</v></c>")).zip();
    let name = b"xl/worksheets/sheet1.xml";
    let start = bytes.windows(name.len()).position(|window| window == name).unwrap();
    bytes[start + name.len() + 20] ^= 0x10;
    assert!(damaged(intake::read(&bytes, "form.xlsx", &Limits::default())));
}

#[test]
fn borders_down_to_the_last_row_are_passed_over() {
    let rows: String = (1..=100_000)
        .map(|row| {
            format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/><c r=\"B{row}\" s=\"1\"/></row>")
        })
        .collect();
    let end = "<row r=\"1048576\" hidden=\"1\"><c r=\"C1048576\" s=\"1\"></c></row>";
    let reading = Package::with_rows(&format!("{rows}{end}")).read().unwrap();
    let sheet = &reading.workbook.sheets[0];
    assert_eq!((sheet.cells.len(), sheet.hidden_rows.len(), sheet.unreadable_cells), (0, 0, 0));
}

#[test]
fn no_time_is_too_little_time() {
    let limits = Limits { seconds: 0, ..Limits::default() };
    assert!(too_large(Package::with_rows("").read_within(limits), Measure::Time));
}

#[test]
fn files_beyond_the_size_are_not_even_looked_at() {
    let limits = Limits { file_megabytes: 1, ..Limits::default() };
    let outcome = intake::read(&vec![b'a'; 1024 * 1024 + 1], "a.csv", &limits);
    assert!(too_large(outcome, Measure::File));
}

#[test]
fn sheets_that_name_the_same_part_again_and_again_are_counted_again_and_again() {
    let sheets: String =
        (0..50).map(|n| format!("<sheet name=\"{n}\" sheetId=\"{n}\" r:id=\"rId1\"/>")).collect();
    let package = Package::with_rows(&row_of(&"<c><v>1</v></c>".repeat(100)))
        .part("xl/workbook.xml", workbook(&sheets, ""));
    let limits = Limits { cells: 4_999, ..Limits::default() };
    assert!(too_large(package.read_within(limits), Measure::Cells));
    assert_eq!(package.read().unwrap().workbook.sheets.len(), 50);
}

#[test]
fn workbooks_that_want_a_password_say_so() {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for stream in ["/EncryptionInfo", "/EncryptedPackage"] {
        container.create_stream(stream).unwrap().write_all(&[4, 0, 4, 0]).unwrap();
    }
    let bytes = container.into_inner().into_inner();
    let outcome = intake::read(&bytes, "form.xlsx", &Limits::default());
    assert_eq!(outcome.err(), Some(Unread::Encrypted));
}

#[test]
fn external_references_are_not_followed() {
    let targets = "<Relationships><Relationship Id=\"rId1\" TargetMode=\"External\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
        Target=\"xl/worksheets/sheet1.xml\"/></Relationships>";
    let package = Package::with_rows(&row_of("<c><v>1</v></c>"));
    let reading = package.part("xl/_rels/workbook.xml.rels", targets).read().unwrap();
    assert!(reading.workbook.sheets.is_empty());
    assert_eq!(reading.notes.len(), 1);
}
