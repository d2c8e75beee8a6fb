//! What is read of .xlsx files, odd but honest ones included.

use crate::package::{MAIN, Package, relations, shown, workbook};
use tonghop::intake::{self, Limits, Unread};
use tonghop::model::workbook::{CellValue, Format, Visibility};

#[test]
fn all_types_of_cells_are_read() {
    let rows = "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>1</v></c>\
        <c r=\"C2\" t=\"inlineStr\"><is><t>trong ô</t></is></c>\
        <c r=\"D2\" t=\"str\"><f>A1</f><v>kết quả</v></c><c r=\"E2\" t=\"b\"><v>1</v></c>\
        <c r=\"F2\" t=\"e\"><v>#SPILL!</v></c><c r=\"G2\" t=\"d\"><v>1985-05-12</v></c>\
        <c r=\"H2\"><v>12.5</v></c><c r=\"I2\" t=\"n\"><v>1E3</v></c><c r=\"J2\"><f>SUM(A1)</f></c>\
        <c r=\"K2\" t=\"str\"><f>A1</f><v></v></c><c r=\"L2\"><f>A1</f><v/></c></row>";
    let reading = Package::with_rows(rows)
        .shared_strings("<si><t>không</t></si><si><t>chung</t></si>")
        .read()
        .unwrap();
    assert_eq!(
        shown(&reading),
        [
            "B2=chung",
            "C2=trong ô",
            "D2=kết quả",
            "E2=TRUE",
            "F2=#SPILL!",
            "G2=12/05/1985",
            "H2=12.5",
            "I2=1000",
            "J2=",
            "L2="
        ]
    );
    let cells = &reading.workbook.sheets[0].cells;
    assert_eq!(cells[8].value, CellValue::Uncalculated);
    assert_eq!(cells[9].value, CellValue::Uncalculated);
    assert!(cells[2].look.formula && !cells[1].look.formula);
}

#[test]
fn rows_and_cells_without_addresses_follow_one_another() {
    let rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r=\"5\"><c r=\"C5\"><v>3</v></c>\
        <c><v>4</v></c></row><row/><row><c><v>5</v></c></row>";
    let reading = Package::with_rows(rows).read().unwrap();
    assert_eq!(shown(&reading), ["A1=1", "C1=2", "C5=3", "D5=4", "A7=5"]);
}

#[test]
fn cells_in_disorder_are_sorted_and_the_later_of_two_counts() {
    let rows = "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row>\
        <row r=\"1\"><c r=\"A1\"><v>3</v></c></row><row r=\"2\"><c r=\"B2\"><v>4</v></c></row>";
    let reading = Package::with_rows(rows).read().unwrap();
    assert_eq!(shown(&reading), ["A1=3", "A2=2", "B2=4"]);
    assert_eq!(reading.workbook.sheets[0].unreadable_cells, 1);
}

#[test]
fn texts_keep_their_spaces_references_and_escapes() {
    let strings = "<si><t xml:space=\"preserve\"> a </t></si><si><t> b&#225;&amp;&#x1EBF; </t></si>\
        <si><t><![CDATA[<c>]]></t></si><si><t>d_x000D_e_x005F_x0041_</t></si>\
        <si><r><t>g</t></r><r><t xml:space=\"preserve\"> h</t></r><rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh></si>";
    let cells: String = (0..5).map(|n| format!("<c t=\"s\"><v>{n}</v></c>")).collect();
    let rows = format!("<row>{cells}<c><v>&#50;3</v></c></row>");
    let reading = Package::with_rows(&rows).shared_strings(strings).read().unwrap();
    assert_eq!(
        shown(&reading),
        ["A1= a ", "B1=bá&ế", "C1=<c>", "D1=d\re_x0041_", "E1=g h", "F1=23"]
    );
}

const STYLES: &str = "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"000000000000\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"yyyy\"/><numFmt numFmtId=\"166\" formatCode=\"&quot;Năm&quot; 0\"/></numFmts>\
    <fonts><font><name val=\"Arial\"/></font><font><b/><strike/><name val=\".VnTime\"/></font>\
    <font><b val=\"0\"/><name val=\"VNI-Times\"/></font></fonts>\
    <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"14\" fontId=\"1\"/><xf numFmtId=\"164\" fontId=\"2\"/>\
    <xf numFmtId=\"165\" fontId=\"0\"/><xf numFmtId=\"166\" fontId=\"0\"/></cellXfs>\
    <dxfs><dxf><font><b/><name val=\"Wrong\"/></font></dxf></dxfs>";

#[test]
fn styles_tell_dates_padding_and_fonts() {
    let rows = "<row><c s=\"1\"><v>31179</v></c><c s=\"2\"><v>17085001234</v></c><c s=\"3\"><v>1985</v></c>\
        <c s=\"3\"><v>31179</v></c><c s=\"4\"><v>5</v></c><c s=\"1\"><v>17085001234</v></c><c s=\"99\"><v>6</v></c></row>";
    let reading = Package::with_rows(rows).styles(STYLES).read().unwrap();
    assert_eq!(
        shown(&reading),
        [
            "A1=12/05/1985",
            "B1=017085001234",
            "C1=1985",
            "D1=12/05/1985",
            "E1=5",
            "F1=17085001234",
            "G1=6"
        ]
    );
    let cells = &reading.workbook.sheets[0].cells;
    assert_eq!(cells[0].font.as_deref(), Some(".VnTime"));
    assert!(cells[0].look.bold && cells[0].look.strikeout);
    assert!(!cells[1].look.bold);
    assert_eq!(cells[6].font, None);
}

#[test]
fn the_longest_run_gives_the_font_and_only_whole_texts_are_struck_out() {
    let strings = "<si><r><t>Đ/c </t></r><r><rPr><rFont val=\".VnTime\"/></rPr><t>NguyÔn V¨n A</t></r></si>\
        <si><r><rPr><strike/></rPr><t>sai</t></r><r><rPr/><t>đúng hơn</t></r></si>\
        <si><r><rPr><strike/><b/></rPr><t>bỏ</t></r></si>";
    let rows = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>";
    let reading = Package::with_rows(rows).styles(STYLES).shared_strings(strings).read().unwrap();
    let cells = &reading.workbook.sheets[0].cells;
    assert_eq!(cells[0].font.as_deref(), Some(".VnTime"));
    assert_eq!(cells[1].font.as_deref(), Some("Arial"), "a run that names no font has the cell's");
    assert_eq!([1, 2].map(|index| cells[index].look.strikeout), [false, true]);
    assert!(cells[2].look.bold);
}

#[test]
fn workbooks_that_count_from_1904_are_shifted_and_extensions_do_not_undo_it() {
    let rows = "<row><c s=\"1\"><v>29717</v></c><c><v>29717</v></c></row>";
    let properties = "<workbookPr date1904=\"true\"/><extLst><ext><x15:workbookPr \
        xmlns:x15=\"urn:x\" chartTrackingRefBase=\"1\"/></ext></extLst>";
    let sheets = "<sheet name=\"DS\" sheetId=\"1\" r:id=\"rId1\"/>";
    let reading = Package::with_rows(rows)
        .styles(STYLES)
        .part("xl/workbook.xml", workbook(sheets, properties))
        .read()
        .unwrap();
    assert_eq!(shown(&reading), ["A1=12/05/1985", "B1=29717"]);
}

#[test]
fn merges_and_hidden_things_are_seen() {
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\"><cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"16384\" width=\"0\"/></cols>\
         <sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"F1\"><v>1</v></c></row><row r=\"2\" hidden=\"true\"/>\
         <row r=\"3\" ht=\"0\"><c r=\"A3\"><v>1</v></c></row></sheetData>\
         <mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C1\"/><mergeCell ref=\"Z9:A1\"/></mergeCells></worksheet>"
    );
    let reading = Package::empty().part("xl/worksheets/sheet1.xml", sheet).read().unwrap();
    let sheet = &reading.workbook.sheets[0];
    assert_eq!(sheet.hidden_rows.iter().copied().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(sheet.hidden_columns.iter().copied().collect::<Vec<_>>(), [1, 2, 4, 5]);
    let merges: Vec<_> = sheet.merges.iter().map(|m| format!("{}:{}", m.first, m.last)).collect();
    assert_eq!(merges, ["A1:B2"]);
}

#[test]
fn sheets_keep_their_order_and_what_holds_no_cells_is_left_out() {
    let listed = "<sheet name=\"Hai\" sheetId=\"2\" state=\"veryHidden\" r:id=\"b\"/>\
        <sheet name=\"Biểu đồ\" sheetId=\"3\" r:id=\"c\"/><sheet name=\"Mất\" sheetId=\"4\" r:id=\"d\"/>\
        <sheet name=\"Macro\" sheetId=\"5\" r:id=\"e\"/><sheet name=\"Một\" sheetId=\"1\" r:id=\"a\"/>";
    let targets = relations(&[
        ("a", "worksheet", "/xl/worksheets/sheet1.xml"),
        ("b", "worksheet", "worksheets\\sheet2.xml"),
        ("c", "chartsheet", "chartsheets/sheet1.xml"),
        ("d", "worksheet", "worksheets/sheet9.xml"),
        ("e", "xlMacrosheet", "macrosheets/sheet1.xml"),
    ]);
    let second = "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>";
    let reading = Package::with_rows("<row><c><v>1</v></c></row>")
        .part("xl/workbook.xml", workbook(listed, ""))
        .part("xl/_rels/workbook.xml.rels", targets)
        .part("XL/Worksheets/Sheet2.xml", second)
        .part("xl/chartsheets/sheet1.xml", "<chartsheet/>")
        .part("xl/macrosheets/sheet1.xml", second)
        .read()
        .unwrap();
    let found: Vec<_> =
        reading.workbook.sheets.iter().map(|sheet| (&*sheet.name, sheet.visibility)).collect();
    assert_eq!(found, [("Hai", Visibility::VeryHidden), ("Một", Visibility::Visible)]);
    assert_eq!(reading.notes.len(), 1);
    assert_eq!(reading.notes[0].sheet.as_deref(), Some("Mất"));
}

#[test]
fn prefixes_and_the_strict_form_make_no_difference() {
    let strict = "http://purl.oclc.org/ooxml";
    let sheet = "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>\
        <x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>tên</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
    let book = format!(
        "<x:workbook xmlns:x=\"{strict}/spreadsheetml/main\" xmlns:q=\"{strict}/officeDocument/relationships\">\
         <x:sheets><x:sheet name=\"DS\" sheetId=\"1\" q:id=\"rId1\"/></x:sheets></x:workbook>"
    );
    let targets = format!(
        "<p:Relationships xmlns:p=\"x\"><p:Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\" \
         Type=\"{strict}/officeDocument/relationships/worksheet\"/></p:Relationships>"
    );
    let reading = Package::empty()
        .part("xl/worksheets/sheet1.xml", sheet)
        .part("xl/workbook.xml", book)
        .part("xl/_rels/workbook.xml.rels", targets)
        .read()
        .unwrap();
    assert_eq!(shown(&reading), ["A1=tên"]);
}

#[test]
fn parts_in_utf16_are_read() {
    let sheet = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row><c t=\"inlineStr\">\
        <is><t>Họ và tên</t></is></c></row></sheetData></worksheet>";
    let encoded: Vec<u8> =
        [0xFEFF].into_iter().chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let reading = Package::empty().part("xl/worksheets/sheet1.xml", encoded).read().unwrap();
    assert_eq!(shown(&reading), ["A1=Họ và tên"]);
}

#[test]
fn zeros_that_nobody_has_calculated_are_not_taken_for_results() {
    let sheets = "<sheet name=\"DS\" sheetId=\"1\" r:id=\"rId1\"/>";
    let load = "<calcPr fullCalcOnLoad=\"1\"/>";
    let value = |rows: &str, properties: &str| {
        let book = workbook(sheets, properties);
        let reading = Package::with_rows(rows).part("xl/workbook.xml", book).read().unwrap();
        reading.workbook.sheets[0].cells[0].value.clone()
    };
    let zero = "<row><c><f>A2</f><v>0</v></c></row>";
    let both = "<row><c><f>A2</f><v>0</v></c><c><f>A3</f><v>7</v></c></row>";
    assert_eq!(value(zero, load), CellValue::Uncalculated);
    assert_eq!(value(both, load), CellValue::Number(0.0));
    assert_eq!(value(zero, ""), CellValue::Number(0.0));
}

#[test]
fn what_the_file_is_counts_and_not_its_name() {
    let package = Package::with_rows("<row><c><v>1</v></c></row>");
    let mut bytes = b"junk that a mail gateway left\r\n".to_vec();
    bytes.extend(package.zip());
    for bytes in [package.zip(), bytes] {
        let reading = intake::read(&bytes, "Chi bộ 1.xls", &Limits::default()).unwrap();
        assert_eq!(reading.workbook.format, Format::Xlsx);
        assert_eq!(reading.mismatch.map(|found| found.extension), Some("xls".to_owned()));
    }
    let unlisted = package.without("_rels/.rels").without("[Content_Types].xml");
    assert!(unlisted.read().unwrap().mismatch.is_none());
}

#[test]
fn other_files_are_named() {
    let name = |bytes: &[u8]| match intake::read(bytes, "x.xlsx", &Limits::default()) {
        Err(Unread::UnknownKind { what }) => what.en,
        other => panic!("{other:?}"),
    };
    assert_eq!(name(b""), "the file is empty");
    assert_eq!(name(b"%PDF-1.7"), "a PDF file");
    assert_eq!(name(b"\x89PNG\r\n"), "a picture");
    assert_eq!(name(b"BM\xF6\0\0\0"), "a picture");
    assert!(intake::read(b"BM;A\n1;2", "x.csv", &Limits::default()).is_ok());
    assert_eq!(name(&[0; 300]), "binary data of no known kind");
    assert_eq!(name(b" \r\n\t"), "the file holds no text");
    let docx = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let word = Package::empty().without("xl/workbook.xml").without("xl/_rels/workbook.xml.rels");
    assert_eq!(name(&word.part("[Content_Types].xml", docx).zip()), "a Word document");
    let inner = Package::with_rows("").zip();
    let archive = Package::empty()
        .without("xl/workbook.xml")
        .without("xl/_rels/workbook.xml.rels")
        .without("[Content_Types].xml")
        .part("form.xlsx", inner);
    assert_eq!(name(&archive.zip()), "an archive that must be unpacked first");
}
