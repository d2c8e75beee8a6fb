//! HTML pages with tables, as many programs export them and call them .xls.
//!
//! The tables of a page follow one another on one sheet, each row numbered as
//! the n-th `tr`; tables that hold no text are left out. Text around the tables
//! comes as a sheet of its own behind it, so that no row number shifts.

mod css;
mod entities;
mod mhtml;
mod tables;
mod tokens;

use tables::{Page, Reader, Table};
use tokens::Tokens;

use super::charset;
use super::limits::Budget;
use super::reading::Content;
use super::sheet_builder::SheetBuilder;
use super::unread::Unread;
use crate::model::place::{Position, Range};
use crate::model::workbook::{Cell, Sheet, TEXT_AROUND_TABLES, Visibility};

/// The sheets of a page.
pub fn read(bytes: &[u8], budget: &Budget) -> Result<Content, Unread> {
    let declared = charset::declared_in_html(mhtml::head(bytes))
        .or_else(|| charset::declared_in_xml(mhtml::head(bytes)));
    let text = charset::decode(bytes, declared);
    let sheets = sheets(parse(&text, "", budget)?, "", budget)?;
    Ok(Content { sheets, notes: Vec::new() })
}

/// The sheets of a web page that was saved as one file, each of its pages with a table one sheet.
pub fn read_mhtml(bytes: &[u8], budget: &Budget) -> Result<Content, Unread> {
    let parts = mhtml::parts(bytes);
    let css: String = parts
        .iter()
        .filter(|part| part.content_type == "text/css")
        .map(|part| part.text.as_str())
        .collect();
    let mut content = Content::default();
    for part in parts.iter().filter(|part| part.content_type == "text/html") {
        // Excel writes the names of the sheets as a page of their own.
        if part.location.starts_with("tabstrip") {
            continue;
        }
        let page = parse(&part.text, &css, budget)?;
        if page.tables.iter().any(|table| !table.cells.is_empty()) {
            let name = part.location.split('.').next().unwrap_or_default();
            content.sheets.extend(sheets(page, name, budget)?);
        }
    }
    if let [only] = content.sheets.as_mut_slice() {
        only.name = "".into();
    }
    Ok(content)
}

fn parse(text: &str, css: &str, budget: &Budget) -> Result<Page, Unread> {
    let mut reader = Reader::with_styles(css);
    for (count, token) in Tokens::new(text).enumerate() {
        if count % 4096 == 0 {
            budget.time()?;
        }
        reader.take(token);
    }
    Ok(reader.finish())
}

fn sheets(page: Page, name: &str, budget: &Budget) -> Result<Vec<Sheet>, Unread> {
    let mut builder = SheetBuilder::new(name, Visibility::Visible, budget);
    let mut first_row = 0u32;
    for table in page.tables.into_iter().filter(|table| !table.cells.is_empty()) {
        let rows = table.rows;
        place(table, first_row, &mut builder)?;
        first_row = first_row.saturating_add(rows);
    }
    let mut sheets = vec![builder.finish()];
    if !page.lines.is_empty() {
        let mut around = SheetBuilder::new(TEXT_AROUND_TABLES, Visibility::Visible, budget);
        for (row, line) in (0..).zip(page.lines) {
            around.push(Cell::text(Position::new(row, 0), line))?;
        }
        sheets.push(around.finish());
    }
    Ok(sheets)
}

/// Puts a table on the sheet from a row on.
fn place(table: Table, first_row: u32, builder: &mut SheetBuilder) -> Result<(), Unread> {
    let down = |at: Position| Position::new(at.row.saturating_add(first_row), at.column);
    for mut cell in table.cells {
        cell.at = down(cell.at);
        builder.push(cell)?;
    }
    for range in table.merges {
        builder.merge(Range { first: down(range.first), last: down(range.last) })?;
    }
    for row in table.hidden_rows {
        builder.hide_row(row.saturating_add(first_row));
    }
    (0..table.beyond).for_each(|_| builder.unreadable());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::limits::Limits;

    fn page(html: &str) -> Vec<Sheet> {
        read(html.as_bytes(), &Budget::new(&Limits::default())).unwrap().sheets
    }

    fn shown(sheet: &Sheet) -> Vec<String> {
        sheet.cells.iter().map(|cell| format!("{}={}", cell.at, cell.display())).collect()
    }

    #[test]
    fn spans_push_cells_aside_and_become_merges() {
        let sheets = page(
            "<table><tr><td rowspan=2>STT<td colspan=2>Ngày sinh<th rowspan='2'>Ghi chú</tr>
             <tr><td>Nam</td><td>Nữ</td></tr><tr><td>1<td>2<td>&nbsp;<td> 4 </table>",
        );
        assert_eq!(
            shown(&sheets[0]),
            ["A1=STT", "B1=Ngày sinh", "D1=Ghi chú", "B2=Nam", "C2=Nữ", "A3=1", "B3=2", "D3=4"]
        );
        let merges: Vec<_> =
            sheets[0].merges.iter().map(|m| format!("{}:{}", m.first, m.last)).collect();
        assert_eq!(merges, ["A1:A2", "B1:C1", "D1:D2"]);
        assert!(sheets[0].cells[2].look.bold);
    }

    #[test]
    fn white_space_collapses_and_breaks_stay() {
        let sheets =
            page("<table><tr><td>\n  Nguyễn\n  Văn   A<br>Phó <p>phòng</p></td></tr></table>");
        assert_eq!(shown(&sheets[0]), ["A1=Nguyễn Văn A\nPhó \nphòng"]);
    }

    #[test]
    fn tables_follow_one_another_and_text_around_them_is_a_sheet() {
        let sheets = page(
            "<title>x</title><h1>DANH SÁCH</h1><p>Chi bộ 1</p><table><tr><td>A</table>
             <table><tr><td></td></tr></table><table><tr></tr><tr><td>B</table>",
        );
        assert_eq!(shown(&sheets[0]), ["A1=A", "A3=B"]);
        assert_eq!(shown(&sheets[1]), ["A1=DANH SÁCH", "A2=Chi bộ 1"]);
    }

    #[test]
    fn a_table_that_only_frames_another_leaves_its_rows_alone() {
        let sheets = page(
            "<table><tr><td><table><tr><td>1</td></tr><tr><td>2</td></tr></table></td></tr></table>",
        );
        assert_eq!(shown(&sheets[0]), ["A1=1", "A2=2"]);
    }

    #[test]
    fn hidden_rows_fonts_and_struck_out_text_are_seen() {
        let sheets = page(
            "<style>.a{font-family:.VnTime}</style><table><tr style='display:none'><td>x</tr>
             <tr><td class=a><s>y</s></td><td><s>y</s>z</td></tr></table>",
        );
        assert!(sheets[0].hidden_rows.contains(&0));
        let [_, y, z] = sheets[0].cells.as_slice() else { panic!("three cells") };
        assert_eq!(y.font.as_deref(), Some(".VnTime"));
        assert_eq!((y.look.strikeout, z.look.strikeout), (true, false));
    }

    #[test]
    fn spans_without_measure_do_no_harm() {
        let row = "<td colspan=99999 rowspan=4000000000>x".repeat(40);
        let sheets = page(&format!("<table><tr>{row}</tr><tr><td>y</table>"));
        assert_eq!(sheets[0].cells.len(), 17);
        assert_eq!(sheets[0].unreadable_cells, 24);
    }
}
