//! Whole documents through the reader.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::read;
use crate::intake::number_format::iso_date;
use crate::intake::{Budget, Content, Limits, Unread};
use crate::model::place::{Position, Range};
use crate::model::workbook::{CellValue, Sheet, Visibility};

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn content_xml(styles: &str, tables: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content>\
         <office:font-face-decls><style:font-face style:name=\"F1\" svg:font-family=\"'.VnTime'\"/>\
         </office:font-face-decls><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    )
}

fn document(styles: &str, tables: &str) -> Vec<u8> {
    zipped(&[("content.xml", &content_xml(styles, tables))])
}

fn table(rows: &str) -> Vec<u8> {
    document("", &format!("<table:table table:name=\"Trang 1\">{rows}</table:table>"))
}

fn content(file: &[u8]) -> Result<Content, Unread> {
    read(file, &Budget::new(&Limits::default()))
}

fn sheet(file: &[u8]) -> Sheet {
    content(file).unwrap().sheets.remove(0)
}

/// The cells of the first sheet, as `A1=…`.
fn shown(file: &[u8]) -> Vec<String> {
    sheet(file).cells.iter().map(|cell| format!("{}={}", cell.at, cell.display())).collect()
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn text(paragraphs: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\">{paragraphs}</table:table-cell>")
}

#[test]
fn every_type_of_value_is_read() {
    let cells = [
        r#"<table:table-cell office:value-type="float" office:value="1.5"><text:p>1,5</text:p></table:table-cell>"#,
        r#"<table:table-cell office:value-type="percentage" office:value="0.25"/>"#,
        r#"<table:table-cell office:value-type="date" office:date-value="1985-05-12"><text:p>12/5/85</text:p></table:table-cell>"#,
        r#"<table:table-cell office:value-type="boolean" office:boolean-value="true"/>"#,
        r#"<table:table-cell office:value-type="time" office:time-value="PT06H00M00S"/>"#,
        r#"<table:table-cell office:value-type="string" office:string-value="Nam"/>"#,
        r#"<table:table-cell office:value-type="date" office:date-value="0085-05-12"><text:p>12/05/0085</text:p></table:table-cell>"#,
    ];
    let file = table(&row(&cells.concat()));
    let expected =
        ["A1=1.5", "B1=0.25", "C1=12/05/1985", "D1=TRUE", "E1=0.25", "F1=Nam", "G1=12/05/0085"];
    assert_eq!(shown(&file), expected);
    assert_eq!(sheet(&file).cells[2].value, CellValue::Date(31_179.0));
}

#[test]
fn paragraphs_breaks_and_spaces_make_the_text() {
    let file = table(&row(&[
        text("<text:p>Nguyễn</text:p><text:p>Ánh</text:p>"),
        text("<text:p>a<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d</text:p>"),
        text("<text:p>Sở &amp; <text:span>Ban</text:span> <text:a>Ngành</text:a>&#x1EBF;</text:p>"),
        text("<text:p> hai  trống </text:p>"),
    ]
    .concat()));
    let expected = ["A1=Nguyễn\nÁnh", "B1=a  b\tc\nd", "C1=Sở & Ban Ngànhế", "D1= hai  trống "];
    assert_eq!(shown(&file), expected);
}

#[test]
fn notes_and_drawings_are_no_text() {
    let note = "<office:annotation><text:p>ghi chú</text:p></office:annotation>";
    let inside = "<text:p>a<draw:frame><text:p>hình</text:p></draw:frame>b</text:p>";
    let file = table(&row(&text(&format!("{note}{inside}"))));
    assert_eq!(shown(&file), ["A1=ab"]);
}

#[test]
fn indented_documents_read_the_same() {
    let file = table(
        "\n  <!-- a comment -->\n  <table:table-header-rows>\n  <table:table-row>\n    \
         <table:table-cell office:value-type=\"string\">\n      <text:p>\n        Họ và\n        \
         <text:span>tên</text:span>\n      </text:p>\n    </table:table-cell>\n  \
         </table:table-row>\n  </table:table-header-rows>\n",
    );
    assert_eq!(shown(&file), ["A1=Họ và tên"]);
}

#[test]
fn repetitions_are_laid_out() {
    let cells = format!(
        "<table:table-cell table:number-columns-repeated=\"2\"/>{}<table:table-cell \
         table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"7\"/>\
         <table:table-cell table:number-columns-repeated=\"16379\"/>",
        text("<text:p>x</text:p>")
    );
    let file = table(&format!(
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\">{cells}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell/></table:table-row>"
    ));
    assert_eq!(shown(&file), ["C4=x", "D4=7", "E4=7", "C5=x", "D5=7", "E5=7"]);
}

#[test]
fn formulas_tell_results_errors_and_their_absence() {
    let cells = [
        r#"<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>"#,
        r#"<table:table-cell table:formula="of:=SUM(A1)"/>"#,
        r##"<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>"##,
        r##"<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>"##,
        r#"<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>"#,
    ];
    let sheet = sheet(&table(&row(&cells.concat())));
    let values: Vec<CellValue> = sheet.cells.iter().map(|cell| cell.value.clone()).collect();
    let error = |code: &str| CellValue::Error(code.into());
    let expected =
        [CellValue::Number(2.0), CellValue::Uncalculated, error("#DIV/0!"), error("Err:502")];
    assert_eq!(values, expected, "an empty text is no content");
    assert!(sheet.cells.iter().all(|cell| cell.look.formula));
}

#[test]
fn merges_cover_what_lies_under_them() {
    let first = r#"<table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>gộp</text:p></table:table-cell>"#;
    let covered = r#"<table:covered-table-cell office:value-type="string"><text:p>dưới</text:p></table:covered-table-cell>"#;
    let file = table(&[row(&[first, covered].concat()), row(&covered.repeat(2))].concat());
    let range = Range { first: Position::new(0, 0), last: Position::new(1, 1) };
    assert_eq!(sheet(&file).merges, [range]);
    assert_eq!(shown(&file), ["A1=gộp"]);
}

#[test]
fn hidden_rows_columns_and_sheets_are_told() {
    let style = r#"<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>"#;
    let shown = r#"<table:table table:name="A"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-row table:visibility="filter"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="1"/></table:table-row><table:table-row table:visibility="collapse" table:number-rows-repeated="1048574"><table:table-cell/></table:table-row></table:table>"#;
    let hidden = r#"<table:table table:name="B" table:style-name="ta2"/>"#;
    let sheets = content(&document(style, &[shown, hidden].concat())).unwrap().sheets;
    assert_eq!(sheets[0].hidden_rows.iter().collect::<Vec<_>>(), [&0]);
    assert_eq!(sheets[0].hidden_columns.iter().collect::<Vec<_>>(), [&1, &2]);
    let told: Vec<_> = sheets.iter().map(|sheet| (&*sheet.name, sheet.visibility)).collect();
    assert_eq!(told, [("A", Visibility::Visible), ("B", Visibility::Hidden)]);
}

const STYLES: &str = r#"<number:number-style style:name="N9"><number:number number:decimal-places="0" number:min-integer-digits="12"/></number:number-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N9"><style:text-properties style:font-name="F1" fo:font-weight="bold"/></style:style>
<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-family="VNI-Times"/></style:style>"#;

#[test]
fn styles_come_from_the_cell_its_row_its_column_or_their_parents() {
    let rows = r#"<table:table-column table:default-cell-style-name="ce1"/><table:table-column/>
<table:table-row><table:table-cell office:value-type="float" office:value="5"/><table:table-cell office:value-type="float" office:value="5" table:style-name="ce2"/></table:table-row>
<table:table-row table:default-cell-style-name="ce2"><table:table-cell office:value-type="float" office:value="5"/></table:table-row>"#;
    let file = document(STYLES, &format!("<table:table table:name=\"A\">{rows}</table:table>"));
    let sheet = sheet(&file);
    let looks: Vec<_> = sheet
        .cells
        .iter()
        .map(|cell| (cell.font.as_deref(), cell.look.bold, cell.look.strikeout))
        .collect();
    let font = Some(".VnTime");
    assert_eq!(looks, [(font, true, false), (font, true, true), (font, true, true)]);
    assert_eq!(shown(&file), ["A1=000000000005", "B1=000000000005", "A2=000000000005"]);
}

#[test]
fn the_longest_stretch_of_text_gives_the_font() {
    let cell = |paragraph: &str| {
        let cell = format!(
            "<table:table-cell table:style-name=\"ce1\" office:value-type=\"string\">\
             <text:p>{paragraph}</text:p></table:table-cell>"
        );
        let file = document(STYLES, &format!("<table:table>{}</table:table>", row(&cell)));
        sheet(&file).cells[0].font.clone().unwrap()
    };
    assert_eq!(&*cell("ab<text:span text:style-name=\"T1\">cde</text:span>"), "VNI-Times");
    assert_eq!(&*cell("abcd<text:span text:style-name=\"T1\">cde</text:span>"), ".VnTime");
}

#[test]
fn a_text_half_struck_out_is_not_struck_out() {
    let style = r#"<style:style style:name="T2" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>"#;
    let struck = |before: &str| {
        let cell = text(&format!(
            "<text:p>{before}<text:span text:style-name=\"T2\">abc</text:span></text:p>"
        ));
        let file = document(style, &format!("<table:table>{}</table:table>", row(&cell)));
        sheet(&file).cells[0].look.strikeout
    };
    assert!(struck(""));
    assert!(!struck("a"));
}

#[test]
fn styles_that_are_their_own_parents_end() {
    let style = r#"<style:style style:name="a" style:family="table-cell" style:parent-style-name="b"/><style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/>"#;
    let cell =
        r#"<table:table-cell table:style-name="a" office:value-type="float" office:value="1"/>"#;
    let file = document(style, &format!("<table:table>{}</table:table>", row(cell)));
    assert_eq!(shown(&file), ["A1=1"]);
}

#[test]
fn tables_of_changes_links_and_scenarios_are_no_sheets() {
    let row = row(&text("<text:p>x</text:p>"));
    let tables = format!(
        "<table:tracked-changes><table:table><table:table-row/></table:table></table:tracked-changes>\
         <table:table table:name=\"'file:///a.ods'#$S\">{row}</table:table>\
         <table:table table:name=\"S1\"><table:scenario/>{row}</table:table>\
         <table:table table:name=\"Thật\">{row}</table:table>"
    );
    let sheets = content(&document("", &tables)).unwrap().sheets;
    assert_eq!(sheets.iter().map(|sheet| &*sheet.name).collect::<Vec<_>>(), ["Thật"]);
}

#[test]
fn a_document_in_one_file_is_read() {
    let flat = content_xml(
        "",
        &format!("<table:table>{}</table:table>", row(&text("<text:p>ố</text:p>"))),
    )
    .replace("document-content", "document");
    assert_eq!(shown(flat.as_bytes()), ["A1=ố"]);
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(flat.replace("UTF-8", "UTF-16").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(shown(&utf16), ["A1=ố"]);
}

#[test]
fn protected_documents_say_so() {
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\">\
                    <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let file = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "rubbish")]);
    assert_eq!(content(&file).unwrap_err(), Unread::Encrypted);
    assert_eq!(content(&zipped(&[("encrypted-package", "")])).unwrap_err(), Unread::Encrypted);
}

#[test]
fn a_document_without_its_end_is_damaged() {
    let whole = content_xml(
        "",
        &format!("<table:table>{}</table:table>", row(&text("<text:p>x</text:p>"))),
    );
    for length in 1..whole.len() - 1 {
        if whole.is_char_boundary(length) {
            let file = zipped(&[("content.xml", &whole[..length])]);
            assert!(matches!(content(&file), Err(Unread::Damaged { .. })), "{length}");
        }
    }
}

#[test]
fn other_documents_are_no_spreadsheets() {
    let text = "<office:document-content><office:body><office:text/></office:body></office:document-content>";
    assert!(matches!(content(&zipped(&[("content.xml", text)])), Err(Unread::UnknownKind { .. })));
    assert!(matches!(content(&zipped(&[("a", "")])), Err(Unread::Damaged { .. })));
}

#[test]
fn repetitions_beyond_the_limits_are_refused() {
    let cell = r#"<table:table-cell table:number-columns-repeated="900" office:value-type="float" office:value="1"/>"#;
    let file = table(&format!(
        "<table:table-row table:number-rows-repeated=\"100000\">{cell}</table:table-row>"
    ));
    let limits = Limits { cells: 10_000, ..Limits::default() };
    assert!(matches!(read(&file, &Budget::new(&limits)), Err(Unread::TooLarge { .. })));
}

#[test]
fn numbers_that_no_grid_has_room_for_cost_nothing() {
    let cell = r#"<table:table-cell table:number-columns-repeated="4294967295" table:number-columns-spanned="4294967295" table:number-rows-spanned="4294967295"/>"#;
    let value = r#"<table:table-cell office:value-type="float" office:value="1"/>"#;
    let file = table(&format!(
        "<table:table-column table:number-columns-repeated=\"4294967295\" table:visibility=\"collapse\"/>\
         <table:table-row>{cell}{value}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"4294967295\" table:visibility=\"collapse\"/>\
         <table:table-row>{value}</table:table-row>"
    ));
    let sheet = sheet(&file);
    assert_eq!((sheet.cells.len(), sheet.unreadable_cells), (0, 2));
}

#[test]
fn spaces_by_the_million_are_no_text_without_end() {
    let bomb = "<text:s text:c=\"2147483647\"/>".repeat(1000);
    let sheet = sheet(&table(&row(&text(&format!("<text:p>x{bomb}</text:p>")))));
    assert!(sheet.cells[0].display().len() <= 1024 * 1024);
}

#[test]
fn nesting_without_end_is_damaged() {
    let file = table(&row(&text(&format!("<text:p>{}", "<text:span>".repeat(100_000)))));
    assert!(matches!(content(&file), Err(Unread::Damaged { .. })));
}

proptest! {
    #[test]
    fn no_change_of_the_xml_makes_the_reader_fail(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0usize..PIECES.len()), 1..8),
    ) {
        let rows = format!(
            "<table:table-column table:number-columns-repeated=\"3\"/>{}{}",
            row(&text("<text:p>Nguyễn<text:s text:c=\"3\"/></text:p>")),
            row("<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"date\" \
                 office:date-value=\"1985-05-12\" table:number-rows-spanned=\"2\"/>"),
        );
        let mut xml = content_xml(STYLES, &format!("<table:table>{rows}</table:table>"));
        for (index, piece) in changes {
            let mut at = index.index(xml.len());
            while !xml.is_char_boundary(at) {
                at -= 1;
            }
            xml.insert_str(at, PIECES[piece]);
        }
        let limits = Limits { cells: 100_000, ..Limits::default() };
        let read = read(&zipped(&[("content.xml", &xml)]), &Budget::new(&limits));
        for sheet in read.map(|content| content.sheets).unwrap_or_default() {
            prop_assert!(sheet.cells.is_sorted_by(|a, b| a.at < b.at));
        }
    }
}

/// What breaks structure, numbers and text.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/>",
    "\"",
    "&",
    "&x;",
    "9",
    "-",
    "</table:table>",
    "<table:table>",
    "<text:p>",
    "</text:p>",
    "<!--",
    "<![CDATA[",
    "\u{0}",
    "<table:table-row table:number-rows-repeated=\"70000\">",
];

/// What calamine makes of a document: positions and values.
fn read_by_calamine(file: &[u8]) -> Vec<(Position, CellValue)> {
    use calamine::{Data, Ods, Reader};
    let mut workbook = Ods::new(Cursor::new(file)).unwrap();
    let range = workbook.worksheet_range("S").unwrap();
    let (row, column) = range.start().unwrap_or_default();
    let cells = range.used_cells().map(|(below, right, value)| {
        let at = Position::new(row + below as u32, column + right as u32);
        let value = match value {
            Data::Float(number) => CellValue::Number(*number),
            Data::DateTimeIso(date) => CellValue::Date(iso_date(date).unwrap()),
            Data::Bool(truth) => CellValue::Bool(*truth),
            other => CellValue::Text(other.to_string().into()),
        };
        (at, value)
    });
    cells.collect()
}

fn any_cell() -> impl Strategy<Value = String> {
    let repeat = 1u32..4;
    let value = prop_oneof![
        Just("/>".to_owned()),
        any::<i32>().prop_map(|n| format!(" office:value-type=\"float\" office:value=\"{n}\"/>")),
        (1900..2100, 1..13, 1..29).prop_map(|(year, month, day)| format!(
            " office:value-type=\"date\" office:date-value=\"{year}-{month:02}-{day:02}\"/>"
        )),
        any::<bool>()
            .prop_map(|b| format!(" office:value-type=\"boolean\" office:boolean-value=\"{b}\"/>")),
        "[a-zắ ]{1,8}x".prop_map(|text| format!(
            " office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )),
    ];
    (repeat, value).prop_map(|(repeat, value)| {
        format!("<table:table-cell table:number-columns-repeated=\"{repeat}\"{value}")
    })
}

proptest! {
    #[test]
    fn calamine_reads_the_same(
        rows in prop::collection::vec((1u32..4, prop::collection::vec(any_cell(), 0..6)), 1..8),
    ) {
        let rows: String = rows
            .iter()
            .map(|(repeat, cells)| format!(
                "<table:table-row table:number-rows-repeated=\"{repeat}\">{}</table:table-row>",
                cells.concat(),
            ))
            .collect();
        let tables = format!("<table:table table:name=\"S\">{rows}</table:table>");
        let file = zipped(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest:manifest/>"),
            ("content.xml", &content_xml("", &tables)),
        ]);
        let ours: Vec<_> =
            sheet(&file).cells.into_iter().map(|cell| (cell.at, cell.value)).collect();
        prop_assert_eq!(ours, read_by_calamine(&file));
    }
}
