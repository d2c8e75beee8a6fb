//! Whatever the bytes, intake answers: with a reading in good order or with a reason.

use std::cell::Cell;
use std::sync::Once;

use crate::package::{MAIN, Package};
use proptest::prelude::*;
use proptest::sample::Index;
use tonghop::intake::{self, GRID_COLUMNS, GRID_ROWS, Limits};

thread_local! {
    static PANICS: Cell<u32> = const { Cell::new(0) };
}

/// Reads, and fails when a panic had to be caught or the cells are in disorder.
fn read(bytes: &[u8], name: &str) {
    static COUNT_PANICS: Once = Once::new();
    COUNT_PANICS.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PANICS.set(PANICS.get() + 1);
            print(panic);
        }));
    });
    let before = PANICS.get();
    let outcome = intake::read(bytes, name, &Limits { seconds: 20, ..Limits::default() });
    assert_eq!(PANICS.get(), before, "a reader panicked");
    for sheet in outcome.iter().flat_map(|reading| &reading.workbook.sheets) {
        assert!(sheet.cells.is_sorted_by(|a, b| a.at < b.at), "cells in disorder");
        let on_grid = |row, column| row < GRID_ROWS && column < GRID_COLUMNS;
        assert!(sheet.cells.iter().all(|cell| on_grid(cell.at.row, cell.at.column)));
        assert!(sheet.merges.iter().all(|merge| on_grid(merge.last.row, merge.last.column)));
    }
}

/// What damage does to bytes.
#[derive(Clone, Debug)]
enum Damage {
    Set(Index, u8),
    Cut(Index, Index),
    Repeat(Index, Index),
    Insert(Index, Vec<u8>),
}

fn damage() -> impl Strategy<Value = Damage> {
    let token = prop::sample::select(vec![
        &b"<"[..],
        b">",
        b"\"",
        b"&",
        b"</c>",
        b"<c ",
        b"r=\"A1\"",
        b"<![CDATA[",
        b"<!--",
        b"&#x0;",
        b"_xD800_",
        b"99999999999999999999",
        b"\0",
        b"\xFF\xFE",
        b"=",
        b"\"\"",
        b"\r\n",
        b"<td",
        b"</table>",
    ]);
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Cut(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Repeat(from, to)),
        (any::<Index>(), token).prop_map(|(at, token)| Damage::Insert(at, token.to_vec())),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let place = |index: &Index| index.index(bytes.len().max(1)).min(bytes.len());
    let span = |a: &Index, b: &Index| {
        let (a, b) = (place(a), place(b));
        // Short spans leave more of the structure standing.
        a.min(b)..a.max(b).min(a.min(b) + 60)
    };
    match damage {
        Damage::Set(at, byte) => {
            let at = place(at);
            if let Some(target) = bytes.get_mut(at) {
                *target = *byte;
            }
        }
        Damage::Cut(from, to) => {
            let span = span(from, to);
            bytes.drain(span);
        }
        Damage::Repeat(from, to) => {
            let copy = bytes[span(from, to)].to_vec();
            let at = place(from);
            bytes.splice(at..at, copy);
        }
        Damage::Insert(at, token) => {
            let at = place(at);
            bytes.splice(at..at, token.iter().copied());
        }
    }
}

fn damaged(mut bytes: Vec<u8>, all: &[Damage]) -> Vec<u8> {
    all.iter().for_each(|damage| apply(&mut bytes, damage));
    bytes
}

fn sheet_xml() -> String {
    format!(
        "<worksheet xmlns=\"{MAIN}\"><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>\
         <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>31179</v></c>\
         <c r=\"C1\" t=\"inlineStr\"><is><r><rPr><rFont val=\".VnTime\"/></rPr><t>NguyÔn _x000D_</t></r></is></c></row>\
         <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\"><f>A1</f><v>2</v></c></row>\
         </sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"
    )
}

const STRINGS: &str = "<si><t xml:space=\"preserve\"> Họ và tên </t></si><si><r><rPr><b/><strike/></rPr><t>x</t></r></si>";
const STYLES: &str = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;[Red]0\"/></numFmts><fonts><font>\
    <b/><name val=\".VnTime\"/></font></fonts><cellXfs><xf/><xf numFmtId=\"164\" fontId=\"0\"/></cellXfs>";

fn package() -> Package {
    Package::empty()
        .part("xl/worksheets/sheet1.xml", sheet_xml())
        .shared_strings(STRINGS)
        .styles(STYLES)
}

const PAGE: &str = "<html><head><meta charset=utf-8><style>.a{font-family:\".VnTime\";font-weight:700}</style></head>\
    <body><h1>DANH SÁCH</h1><table border=1><tr><th rowspan=2>STT</th><th colspan='2'>Ngày sinh</th></tr>\
    <tr style='display:none'><td>Nam<td class=a>N&#7919;</tr><tr><td><table><tr><td>1&nbsp;</table></td></tr></table>";

const SPREADSHEETML: &str = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
    <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
    <Styles><Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style></Styles><Worksheet ss:Name=\"DS\"><Table>\
    <Column ss:Hidden=\"1\" ss:Span=\"1\"/><Row ss:Index=\"2\"><Cell ss:MergeAcross=\"1\" ss:StyleID=\"d\">\
    <Data ss:Type=\"Number\">31179</Data></Cell><Cell ss:Index=\"9\"><Data ss:Type=\"String\">A&amp;B</Data></Cell>\
    </Row></Table></Worksheet></Workbook>";

const MESSAGE: &str = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n\
    Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    <table><tr><td>H=E1=BB=8D v=\r\n=C3=A0 t=C3=AAn</table>\r\n--x\r\nContent-Type: text/css\r\n\
    Content-Transfer-Encoding: base64\r\n\r\ndGR7fQ==\r\n--x--\r\n";

const LINES: &str = "sep=;\r\nSTT;Họ và tên;\"Ngày\nsinh\"\r\n\r\n1;\"Nguyễn \"\"Tí\"\" A\";12/05/1985\r\n2;=\"012\";\r\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn damaged_archives_are_answered(all in prop::collection::vec(damage(), 1..6)) {
        read(&damaged(package().zip(), &all), "form.xlsx");
    }

    #[test]
    fn damaged_parts_are_answered(part in 0usize..5, all in prop::collection::vec(damage(), 1..6)) {
        let whole = package();
        let bytes = match part {
            0 => whole.part("xl/worksheets/sheet1.xml", damaged(sheet_xml().into_bytes(), &all)),
            1 => {
                let strings = format!("<sst xmlns=\"{MAIN}\">{STRINGS}</sst>");
                whole.part("xl/sharedStrings.xml", damaged(strings.into_bytes(), &all))
            }
            2 => whole.part("xl/styles.xml", damaged(format!("<x>{STYLES}</x>").into_bytes(), &all)),
            3 => {
                let book = crate::package::workbook("<sheet name=\"DS\" sheetId=\"1\" r:id=\"rId1\"/>", "");
                whole.part("xl/workbook.xml", damaged(book.into_bytes(), &all))
            }
            _ => {
                let listed = crate::package::relations(&[("rId1", "worksheet", "worksheets/sheet1.xml")]);
                whole.part("xl/_rels/workbook.xml.rels", damaged(listed.into_bytes(), &all))
            }
        };
        read(&bytes.zip(), "form.xlsx");
    }

    #[test]
    fn damaged_texts_are_answered(kind in 0usize..4, all in prop::collection::vec(damage(), 1..8)) {
        let text = [PAGE, SPREADSHEETML, MESSAGE, LINES][kind];
        read(&damaged(text.as_bytes().to_vec(), &all), "form.xls");
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        read(&damaged(utf16, &all), "form.xls");
    }

    #[test]
    fn any_bytes_are_answered(
        start in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\x09\x08\x10\x00",
            b"<table>", b"<?xml", b"\xEF\xBB\xBF", b"\xFF\xFE", b"MIME-Version:"]),
        rest in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        read(&[start, &rest].concat(), "form.xls");
    }
}
