//! SpreadsheetML 2003: a whole workbook in one XML file.
//!
//! The format is Microsoft's "XML Spreadsheet Reference" (Office 2003).

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::charset;
use super::limits::Budget;
use super::number_format::{NumberFormat, iso_date};
use super::reading::Content;
use super::sheet_builder::{GRID_COLUMNS, SheetBuilder};
use super::unread::Unread;
use super::xml::{Xml, attribute, attributes, is_true, malformed, resolve};
use crate::model::place::{Position, Range};
use crate::model::workbook::{Cell, CellValue, Visibility};

/// The sheets of a file whose content was told to be SpreadsheetML.
pub fn read(bytes: &[u8], budget: &Budget) -> Result<Content, Unread> {
    let text = charset::decode(bytes, charset::declared_in_xml(&bytes[..bytes.len().min(256)]));
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut xml = Xml::of(text.as_bytes(), budget);
    let mut walk = Walk::new(budget);
    let mut count = 0u32;
    loop {
        count = count.wrapping_add(1);
        if count.is_multiple_of(4096) {
            budget.time()?;
        }
        match xml.next()? {
            Event::Start(e) => walk.start(&e)?,
            Event::Empty(e) => {
                walk.start(&e)?;
                walk.end(e.local_name().as_ref())?;
            }
            Event::End(e) => walk.end(e.local_name().as_ref())?,
            Event::Text(e) if walk.in_data => walk.value.push_str(&e.xml10_content()),
            Event::CData(e) if walk.in_data => walk.value.push_str(&e.xml10_content()),
            Event::GeneralRef(e) if walk.in_data => {
                walk.value.push_str(&resolve(&e).unwrap_or("\u{FFFD}".into()));
            }
            Event::Eof if walk.complete => return Ok(walk.content),
            Event::Eof => return Err(malformed()),
            _ => {}
        }
    }
}

/// A named style.
#[derive(Clone, Default)]
struct Style {
    font: Option<Arc<str>>,
    bold: bool,
    strikeout: bool,
    format: NumberFormat,
}

/// More styles than Excel can have; the rest is left out.
const MOST_STYLES: usize = 100_000;

struct Walk<'b> {
    budget: &'b Budget,
    content: Content,
    styles: HashMap<String, Style>,
    /// The style being defined.
    style: Option<(String, Style)>,
    sheet: Option<SheetBuilder<'b>>,
    row: u32,
    column: u32,
    /// The row's or the cell's style.
    row_style: Option<String>,
    cell: Option<OpenCell>,
    in_data: bool,
    in_comment: bool,
    in_visible: bool,
    value: String,
    date_1904: bool,
    /// The end of the workbook was seen.
    complete: bool,
}

#[derive(Default)]
struct OpenCell {
    at: Position,
    style: Option<String>,
    formula: bool,
    kind: String,
    has_data: bool,
    rich_font: Option<Arc<str>>,
}

impl<'b> Walk<'b> {
    fn new(budget: &'b Budget) -> Self {
        Walk {
            budget,
            content: Content::default(),
            styles: HashMap::new(),
            style: None,
            sheet: None,
            row: 0,
            column: 0,
            row_style: None,
            cell: None,
            in_data: false,
            in_comment: false,
            in_visible: false,
            value: String::new(),
            date_1904: false,
            complete: false,
        }
    }

    fn start(&mut self, e: &BytesStart) -> Result<(), Unread> {
        let name = e.local_name().into_inner();
        match name {
            "Style" => self.start_style(e),
            "Font" | "NumberFormat" if self.style.is_some() => self.style_property(name, e),
            "Font" if self.in_data => self.rich_font(e),
            "Worksheet" => self.start_sheet(e),
            "Table" => (self.row, self.column) = (0, 0),
            "Column" => self.column_definition(e),
            "Row" => self.start_row(e),
            "Cell" => self.start_cell(e)?,
            "Comment" => self.in_comment = true,
            "Data" if !self.in_comment => self.start_data(e),
            "Visible" => self.start_capture(),
            "Date1904" => self.date_1904 = true,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Unread> {
        match name {
            "Style" => {
                if let Some((id, style)) = self.style.take()
                    && self.styles.len() < MOST_STYLES
                {
                    self.styles.insert(id, style);
                }
            }
            "Worksheet" => self.content.sheets.extend(self.sheet.take().map(SheetBuilder::finish)),
            "Row" => self.row = self.row.saturating_add(1),
            "Cell" => self.end_cell()?,
            "Comment" => self.in_comment = false,
            "Data" if !self.in_comment => self.in_data = false,
            "Visible" => self.end_visible(),
            "Workbook" => self.complete = true,
            _ => {}
        }
        Ok(())
    }

    fn start_style(&mut self, e: &BytesStart) {
        let id = attribute(e, "ID").unwrap_or_default().into_owned();
        let parent = attribute(e, "Parent").and_then(|parent| self.styles.get(parent.as_ref()));
        // Every style builds on `Default`.
        let base = parent.or_else(|| self.styles.get("Default")).cloned();
        self.style = Some((id, base.unwrap_or_default()));
    }

    fn style_property(&mut self, name: &str, e: &BytesStart) {
        let Some((_, style)) = &mut self.style else {
            return;
        };
        for (key, value) in attributes(e) {
            match (name, key) {
                ("Font", "FontName") => style.font = Some(value.as_ref().into()),
                ("Font", "Bold") => style.bold = is_true(&value),
                ("Font", "StrikeThrough") => style.strikeout = is_true(&value),
                ("NumberFormat", "Format") => style.format = named_format(&value),
                _ => {}
            }
        }
    }

    /// A font inside of a text: the first one stands for the whole.
    fn rich_font(&mut self, e: &BytesStart) {
        if let Some(cell) = &mut self.cell
            && cell.rich_font.is_none()
        {
            cell.rich_font = attribute(e, "Face").map(|face| face.as_ref().into());
        }
    }

    fn start_sheet(&mut self, e: &BytesStart) {
        let name = attribute(e, "Name").unwrap_or_default();
        self.sheet = Some(SheetBuilder::new(&name, Visibility::Visible, self.budget));
        (self.row, self.column) = (0, 0);
    }

    fn column_definition(&mut self, e: &BytesStart) {
        let span = self.index_and_span(e, self.column);
        self.column = span.next;
        if let (true, Some(sheet)) = (span.hidden, &mut self.sheet) {
            sheet.hide_columns(span.first, span.next.saturating_sub(1));
        }
    }

    fn start_row(&mut self, e: &BytesStart) {
        let span = self.index_and_span(e, self.row);
        self.row_style = attribute(e, "StyleID").map(|style| style.into_owned());
        self.column = 0;
        if let (true, Some(sheet)) = (span.hidden, &mut self.sheet) {
            (span.first..span.next.min(super::GRID_ROWS)).for_each(|row| sheet.hide_row(row));
        }
        // A row of several is empty; the next one comes after all of them.
        self.row = span.next.saturating_sub(1);
    }

    /// Where a row or column stands, and how many more it speaks for.
    fn index_and_span(&self, e: &BytesStart, next: u32) -> Span {
        let (mut first, mut more, mut hidden) = (next, 0u32, false);
        for (key, value) in attributes(e) {
            match key {
                "Index" => {
                    let number = value.parse::<u32>().ok().and_then(|number| number.checked_sub(1));
                    first = number.unwrap_or(first);
                }
                "Span" => more = value.parse().unwrap_or(0),
                "Hidden" => hidden = is_true(&value),
                _ => {}
            }
        }
        Span { first, next: first.saturating_add(more).saturating_add(1), hidden }
    }

    fn start_cell(&mut self, e: &BytesStart) -> Result<(), Unread> {
        let mut cell = OpenCell { style: self.row_style.clone(), ..OpenCell::default() };
        let (mut across, mut down) = (0u32, 0u32);
        for (key, value) in attributes(e) {
            match key {
                "Index" => {
                    let number = value.parse::<u32>().ok().and_then(|number| number.checked_sub(1));
                    self.column = number.unwrap_or(self.column);
                }
                "MergeAcross" => across = value.parse().unwrap_or(0),
                "MergeDown" => down = value.parse().unwrap_or(0),
                "StyleID" => cell.style = Some(value.into_owned()),
                "Formula" => cell.formula = true,
                _ => {}
            }
        }
        cell.at = Position::new(self.row, self.column.min(GRID_COLUMNS));
        let last =
            Position::new(cell.at.row.saturating_add(down), cell.at.column.saturating_add(across));
        self.column = last.column.saturating_add(1);
        if let Some(sheet) = &mut self.sheet {
            sheet.merge(Range { first: cell.at, last })?;
        }
        self.value.clear();
        self.cell = Some(cell);
        Ok(())
    }

    fn start_data(&mut self, e: &BytesStart) {
        if let Some(cell) = &mut self.cell {
            cell.kind = attribute(e, "Type").unwrap_or_default().into_owned();
            cell.has_data = true;
            self.in_data = true;
        }
    }

    fn end_cell(&mut self) -> Result<(), Unread> {
        self.in_data = false;
        let (Some(open), Some(sheet)) = (self.cell.take(), &mut self.sheet) else {
            return Ok(());
        };
        let style = open.style.as_ref().and_then(|id| self.styles.get(id));
        let style = style.or_else(|| self.styles.get("Default"));
        let format = style.map(|style| style.format).unwrap_or_default();
        let value = match open.kind.as_str() {
            _ if !open.has_data && open.formula => Some(CellValue::Uncalculated),
            "Number" => number(&self.value, format, self.date_1904),
            "DateTime" => iso_date(self.value.trim()).map(CellValue::Date),
            "Boolean" => Some(CellValue::Bool(is_true(self.value.trim()))),
            "Error" => Some(CellValue::Error(self.value.trim().into())),
            _ => Some(CellValue::Text(self.value.as_str().into())),
        };
        let Some(value) = value else {
            sheet.unreadable();
            return Ok(());
        };
        let mut cell = Cell::new(open.at, value);
        cell.look.formula = open.formula;
        cell.look.padded_digits = format.padded_digits;
        if let Some(style) = style {
            (cell.look.bold, cell.look.strikeout) = (style.bold, style.strikeout);
            cell.font.clone_from(&style.font);
        }
        cell.font = open.rich_font.or(cell.font);
        sheet.push(cell)
    }

    /// `Visible` says whether a sheet is shown: its text is wanted.
    fn start_capture(&mut self) {
        self.value.clear();
        self.in_visible = true;
        self.in_data = true;
    }

    fn end_visible(&mut self) {
        if std::mem::take(&mut self.in_visible) {
            self.in_data = false;
            let visibility = match self.value.trim() {
                "SheetHidden" => Visibility::Hidden,
                "SheetVeryHidden" => Visibility::VeryHidden,
                _ => Visibility::Visible,
            };
            if let Some(sheet) = &mut self.sheet {
                sheet.set_visibility(visibility);
            }
        }
    }
}

/// Rows or columns that one element speaks for, counted from zero.
struct Span {
    first: u32,
    /// The one behind the last.
    next: u32,
    hidden: bool,
}

/// The formats that SpreadsheetML calls by name.
fn named_format(format: &str) -> NumberFormat {
    match format {
        "General Date" | "Short Date" | "Medium Date" | "Long Date" => {
            NumberFormat::parse("dd/mm/yyyy")
        }
        "Long Time" | "Medium Time" | "Short Time" => NumberFormat::parse("h:mm"),
        "Currency" | "Euro Currency" | "Fixed" | "Standard" | "Percent" | "Scientific"
        | "Yes/No" | "True/False" | "On/Off" => NumberFormat::parse("0.00"),
        code => NumberFormat::parse(code),
    }
}

fn number(text: &str, format: NumberFormat, date_1904: bool) -> Option<CellValue> {
    match text.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => Some(format.meaning.value(number, date_1904)),
        Ok(_) => None,
        Err(_) => Some(CellValue::Text(text.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::limits::Limits;
    use crate::model::workbook::Sheet;

    fn sheets(body: &str) -> Vec<Sheet> {
        let xml = format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Styles><Style ss:ID=\"Default\"><Font ss:FontName=\".VnTime\"/></Style>\
             <Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style>\
             <Style ss:ID=\"z\"><Font ss:Bold=\"1\"/><NumberFormat ss:Format=\"000000000000\"/></Style>\
             </Styles>{body}</Workbook>"
        );
        read(xml.as_bytes(), &Budget::new(&Limits::default())).unwrap().sheets
    }

    fn shown(sheet: &Sheet) -> Vec<String> {
        sheet.cells.iter().map(|cell| format!("{}={}", cell.at, cell.display())).collect()
    }

    #[test]
    fn cells_stand_where_their_indices_and_merges_put_them() {
        let sheets = sheets(
            "<Worksheet ss:Name=\"DS\"><Table><Row ss:Index=\"3\">\
             <Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\"><Data ss:Type=\"String\">A</Data></Cell>\
             <Cell><Data ss:Type=\"String\">B</Data></Cell></Row>\
             <Row><Cell ss:Index=\"5\"><ss:Data ss:Type=\"String\"><B>C</B>&amp;D</ss:Data>\
             <Comment><ss:Data>note</ss:Data></Comment></Cell></Row></Table></Worksheet>",
        );
        assert_eq!(shown(&sheets[0]), ["A3=A", "C3=B", "E4=C&D"]);
        assert_eq!(sheets[0].merges.len(), 1);
        assert_eq!(sheets[0].cells[0].font.as_deref(), Some(".VnTime"));
    }

    #[test]
    fn types_and_formats_make_values() {
        let sheets = sheets(
            "<Worksheet ss:Name=\"DS\"><Table><Row>\
             <Cell ss:StyleID=\"d\"><Data ss:Type=\"DateTime\">1985-05-12T00:00:00.000</Data></Cell>\
             <Cell ss:StyleID=\"z\"><Data ss:Type=\"Number\">17085001234</Data></Cell>\
             <Cell ss:StyleID=\"d\"><Data ss:Type=\"Number\">31179</Data></Cell>\
             <Cell ss:Formula=\"=A1\"/><Cell><Data ss:Type=\"Number\">x</Data></Cell>\
             <Cell><Data ss:Type=\"Number\">inf</Data></Cell></Row></Table></Worksheet>",
        );
        assert_eq!(
            shown(&sheets[0]),
            ["A1=12/05/1985", "B1=017085001234", "C1=12/05/1985", "D1=", "E1=x"]
        );
        assert!(sheets[0].cells[1].look.bold);
        assert_eq!(sheets[0].cells[3].value, CellValue::Uncalculated);
        assert_eq!(sheets[0].unreadable_cells, 1);
    }

    #[test]
    fn hidden_rows_columns_and_sheets_are_seen() {
        let sheets = sheets(
            "<Worksheet ss:Name=\"DS\"><Table><Column/><Column ss:Hidden=\"1\" ss:Span=\"1\"/>\
             <Row ss:Hidden=\"1\" ss:Span=\"1\"/><Row><Cell ss:Index=\"4\"><Data ss:Type=\"String\">x</Data>\
             </Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>",
        );
        assert_eq!(shown(&sheets[0]), ["D3=x"]);
        assert_eq!(sheets[0].hidden_rows.iter().copied().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(sheets[0].hidden_columns.iter().copied().collect::<Vec<_>>(), [1, 2]);
        assert_eq!(sheets[0].visibility, Visibility::Hidden);
    }
}
