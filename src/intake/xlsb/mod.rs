//! Reads .xlsb through calamine.
//!
//! calamine reads the values of .xlsb well, but it panics or aborts on records
//! that are broken, refuses whole workbooks for a macro sheet or a name it cannot
//! parse, drops errors of formulas, and tells neither fonts nor merges nor what is
//! hidden. So the records are walked first: that gives what calamine leaves out,
//! and a workbook of plain, checked records that calamine reads without fail.

mod records;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;
mod workbook;

use std::io::{Cursor, Seek, Write};

use calamine::{DataRef, Reader, Xlsb};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::xlsx::relationships::{self, Relationship};
use super::zip_parts::Parts;
use super::{Budget, Content, Note, SheetBuilder, Unread};
use crate::model::workbook::{Cell, CellValue};
use crate::{label, text};
use records::{Records, broken, write};
use sheet::{Checked, Known};
use strings::Strings;
use styles::Styles;
use workbook::{SheetEntry, Workbook};

const WORKBOOK: &str = "xl/workbook.bin";

/// The sheets of a file whose content was told to be .xlsb.
pub fn read(bytes: &[u8], budget: &Budget) -> Result<Content, Unread> {
    let mut book = Book::open(bytes, budget)?;
    let strings = match book.part("sharedStrings")? {
        Some(records) => Strings::read(records, budget)?,
        None => Strings::default(),
    };
    let styles = book.styles()?;
    let mut sheets = Vec::new();
    for entry in std::mem::take(&mut book.workbook.sheets) {
        sheets.extend(book.sheet(&entry, &strings)?);
    }
    let plain = plain_workbook(&strings, &sheets).map_err(|_| broken())?;
    let mut plain = Xlsb::new(Cursor::new(plain)).map_err(|_| broken())?;
    let mut content = book.content;
    let date_1904 = book.workbook.date_1904;
    for (number, (mut builder, checked)) in sheets.into_iter().enumerate() {
        let context = Context { styles: &styles, date_1904 };
        take_values(&mut plain, number, checked.cells, &context, &mut builder)?;
        content.sheets.push(builder.finish());
    }
    Ok(content)
}

/// An open workbook.
struct Book<'a> {
    parts: Parts<'a>,
    relationships: Vec<Relationship>,
    workbook: Workbook,
    content: Content,
    budget: &'a Budget,
}

impl<'a> Book<'a> {
    fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Self, Unread> {
        let mut parts = Parts::open(bytes, budget)?;
        let workbook = match parts.stream(WORKBOOK)? {
            Some(part) => Workbook::read(Records::new(part, budget))?,
            None => return Err(no_workbook()),
        };
        let relationships = match parts.xml(&relationships::path_for(WORKBOOK))? {
            Some(xml) => relationships::read(xml, WORKBOOK)?,
            None => Vec::new(),
        };
        Ok(Book { parts, relationships, workbook, content: Content::default(), budget })
    }

    /// The part of a kind, by relationship or by custom.
    fn part(
        &mut self,
        kind: &str,
    ) -> Result<Option<Records<'a, impl std::io::BufRead + use<'_, 'a>>>, Unread> {
        let listed = self.relationships.iter().find(|part| part.kind == kind);
        let path = listed.map_or_else(|| format!("xl/{kind}.bin"), |part| part.target.clone());
        Ok(self.parts.stream(&path)?.map(|part| Records::new(part, self.budget)))
    }

    /// Broken styles cost looks and dates, not the file.
    fn styles(&mut self) -> Result<Styles, Unread> {
        let Some(records) = self.part("styles")? else { return Ok(Styles::default()) };
        match Styles::read(records) {
            Err(Unread::Damaged { .. }) => {
                self.content.notes.push(Note::on_file(text!(
                    vi: "Phần định dạng của tệp bị hỏng; ngày tháng có thể hiện thành số.",
                    en: "The file's formats are damaged; dates may show as numbers.",
                )));
                Ok(Styles::default())
            }
            outcome => outcome,
        }
    }

    /// A sheet's records; `None` for charts, dialogs and macros.
    fn sheet(
        &mut self,
        entry: &SheetEntry,
        strings: &Strings,
    ) -> Result<Option<(SheetBuilder<'a>, Checked)>, Unread> {
        let listed = self.relationships.iter().find(|part| part.id == entry.relationship);
        let Some(listed) = listed.filter(|part| self.parts.has(&part.target)) else {
            self.content.notes.push(Note::on_sheet(
                &entry.name,
                text!(
                    vi: "Trang tính có tên nhưng không có nội dung trong tệp.",
                    en: "The sheet is listed, but its content is not in the file.",
                ),
            ));
            return Ok(None);
        };
        if listed.kind != "worksheet" {
            return Ok(None);
        }
        let path = listed.target.clone();
        let Some(part) = self.parts.stream(&path)? else { return Ok(None) };
        let mut builder = SheetBuilder::new(&entry.name, entry.visibility, self.budget);
        let records = Records::new(part, self.budget);
        let checked = sheet::read(records, strings, self.budget, &mut builder)?;
        Ok(Some((builder, checked)))
    }
}

/// A workbook of nothing but sheets `0`, `1` … and texts.
fn plain_workbook(
    strings: &Strings,
    sheets: &[(SheetBuilder, Checked)],
) -> zip::result::ZipResult<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let (mut workbook, mut links) = (Vec::new(), String::new());
    for (number, (_, checked)) in sheets.iter().enumerate() {
        let name = wide(&number.to_string());
        write(0x009C, &[&[0; 8], &name, &name], &mut workbook);
        let target = format!("worksheets/sheet{number}.bin");
        links.push_str(&format!("<Relationship Id=\"{number}\" Target=\"{target}\"/>"));
        put(&mut package, &format!("xl/{target}"), &checked.part)?;
    }
    // End of the sheets, and of what calamine reads of the part.
    write(0x0090, &[], &mut workbook);
    write(0x009D, &[], &mut workbook);
    put(&mut package, WORKBOOK, &workbook)?;
    let links = format!("<Relationships>{links}</Relationships>");
    put(&mut package, "xl/_rels/workbook.bin.rels", links.as_bytes())?;
    put(&mut package, "xl/sharedStrings.bin", &strings.part())?;
    Ok(package.finish()?.into_inner())
}

fn put(
    package: &mut ZipWriter<impl Write + Seek>,
    path: &str,
    part: &[u8],
) -> zip::result::ZipResult<()> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    package.start_file(path, stored)?;
    Ok(package.write_all(part)?)
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&strings::units(&units)[..], &units].concat()
}

/// What of the workbook the cells refer to.
struct Context<'w> {
    styles: &'w Styles,
    date_1904: bool,
}

/// Puts calamine's values to what is known of the cells.
fn take_values(
    plain: &mut Xlsb<Cursor<Vec<u8>>>,
    number: usize,
    cells: Vec<Known>,
    context: &Context,
    builder: &mut SheetBuilder,
) -> Result<(), Unread> {
    let mut values = plain.worksheet_cells_reader(&number.to_string()).map_err(|_| broken())?;
    for known in cells {
        let read = values.next_cell().map_err(|_| broken())?.ok_or_else(broken)?;
        if read.get_position() != (known.at.row, known.at.column) {
            return Err(broken());
        }
        match known.value(read.get_value(), context) {
            Some(value) => builder.push(known.cell(value, context.styles))?,
            None => builder.unreadable(),
        }
    }
    Ok(())
}

impl Known {
    fn value(&self, value: &DataRef, context: &Context) -> Option<CellValue> {
        let number = |number: f64| {
            if !number.is_finite() {
                // What is no number Excel shows as the error of one.
                return Some(CellValue::Error("#NUM!".into()));
            }
            let format = context.styles.format(self.style);
            Some(format.meaning.value(number, context.date_1904))
        };
        match value {
            DataRef::Int(whole) => number(*whole as f64),
            DataRef::Float(float) => number(*float),
            DataRef::String(text) => Some(CellValue::Text(text.as_str().into())),
            DataRef::SharedString(text) => Some(CellValue::Text((*text).into())),
            DataRef::Bool(truth) => Some(CellValue::Bool(*truth)),
            DataRef::Error(error) => Some(CellValue::Error(error.to_string().into())),
            // Of the plain workbook's making, which has no formats: never dates.
            _ => None,
        }
    }

    fn cell(self, value: CellValue, styles: &Styles) -> Cell {
        let mut cell = Cell::new(self.at, value);
        let own = styles.font_of_style(self.style);
        self.runs.unwrap_or_default().dress(&mut cell, own, |font| styles.font(font));
        cell.look.formula = self.formula;
        cell.look.padded_digits = styles.format(self.style).padded_digits;
        cell
    }
}

fn no_workbook() -> Unread {
    Unread::damaged(label!(
        vi: "không tìm thấy phần chính của sổ làm việc",
        en: "the main part of the workbook is missing",
    ))
}
