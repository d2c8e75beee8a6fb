//! Reads .xlsx and its siblings (ECMA-376, transitional and strict): every
//! part once, as a stream, with the fonts and hidden rows that libraries leave out.

mod cell;
mod references;
pub(super) mod relationships;
mod rich_text;
mod shared_strings;
mod sheet_part;
mod styles;
mod workbook_part;

use cell::Context;
use relationships::Relationship;
use shared_strings::SharedStrings;
use styles::Styles;
use workbook_part::{SheetEntry, WorkbookPart};

use super::limits::Budget;
use super::reading::{Content, Note};
use super::sheet_builder::SheetBuilder;
use super::unread::Unread;
use super::zip_parts::Parts;
use crate::i18n::Text;
use crate::model::workbook::{CellValue, Sheet};
use crate::{label, text};

/// The sheets of a file whose content was told to be OOXML.
pub fn read(bytes: &[u8], budget: &Budget) -> Result<Content, Unread> {
    let mut parts = Parts::open(bytes, budget)?;
    let path = workbook_path(&mut parts)?;
    let workbook = match parts.xml(&path)? {
        Some(xml) => WorkbookPart::read(xml)?,
        None => return Err(no_workbook()),
    };
    let relationships = match parts.xml(&relationships::path_for(&path))? {
        Some(xml) => relationships::read(xml, &path)?,
        None => Vec::new(),
    };
    let mut book = Book { parts, relationships, content: Content::default(), budget };
    let mut styles = book.styles()?;
    let strings = book.shared_strings(&mut styles)?;
    let context = Context { styles: &styles, strings: &strings, date_1904: workbook.date_1904 };
    for entry in &workbook.sheets {
        book.sheet(entry, &context)?;
    }
    let mut content = book.content;
    if workbook.more_sheets {
        content.notes.push(Note::on_file(too_many_sheets()));
    }
    if workbook.calculate_on_load {
        doubt_zeros(&mut content.sheets);
    }
    Ok(content)
}

fn no_workbook() -> Unread {
    Unread::damaged(label!(
        vi: "không tìm thấy phần chính của sổ làm việc",
        en: "the main part of the workbook is missing",
    ))
}

/// The path of the workbook part, by the package's own relationships or by custom.
fn workbook_path(parts: &mut Parts) -> Result<String, Unread> {
    let listed = match parts.xml("_rels/.rels")? {
        Some(xml) => relationships::read(xml, "")?,
        None => Vec::new(),
    };
    let main = listed.into_iter().find(|part| part.kind == "officeDocument");
    let path = main.map(|part| part.target).filter(|path| parts.has(path));
    Ok(path.unwrap_or_else(|| "xl/workbook.xml".to_owned()))
}

/// An open workbook on its way to cells.
struct Book<'a> {
    parts: Parts<'a>,
    relationships: Vec<Relationship>,
    content: Content,
    budget: &'a Budget,
}

impl Book<'_> {
    /// The path of the part of a kind, by relationship or by custom.
    fn path_of(&self, kind: &str) -> String {
        let found = self.relationships.iter().find(|part| part.kind == kind);
        found.map_or_else(|| format!("xl/{kind}.xml"), |part| part.target.clone())
    }

    /// Broken styles cost looks and dates, not the file.
    fn styles(&mut self) -> Result<Styles, Unread> {
        let path = self.path_of("styles");
        let Some(xml) = self.parts.xml(&path)? else {
            return Ok(Styles::default());
        };
        match Styles::read(xml) {
            Err(Unread::Damaged { .. }) => {
                self.content.notes.push(Note::on_file(broken_styles()));
                Ok(Styles::default())
            }
            outcome => outcome,
        }
    }

    fn shared_strings(&mut self, styles: &mut Styles) -> Result<SharedStrings, Unread> {
        let path = self.path_of("sharedStrings");
        match self.parts.xml(&path)? {
            Some(xml) => SharedStrings::read(xml, &mut styles.font_names, self.budget),
            None => Ok(SharedStrings::default()),
        }
    }

    fn sheet(&mut self, entry: &SheetEntry, context: &Context) -> Result<(), Unread> {
        let listed = self.relationships.iter().find(|part| part.id == entry.relationship);
        let Some(part) = listed.filter(|part| self.parts.has(&part.target)) else {
            self.content.notes.push(Note::on_sheet(&entry.name, missing_sheet()));
            return Ok(());
        };
        if part.kind != "worksheet" {
            return Ok(()); // Charts, dialogs and macros hold no cells.
        }
        let path = part.target.clone();
        let Some(xml) = self.parts.xml(&path)? else {
            return Ok(());
        };
        let mut builder = SheetBuilder::new(&entry.name, entry.visibility, self.budget);
        sheet_part::read(xml, context, &mut builder)?;
        self.content.sheets.push(builder.finish());
        Ok(())
    }
}

fn broken_styles() -> Text {
    text!(
        vi: "Phần định dạng của tệp bị hỏng; ngày tháng có thể hiện thành số.",
        en: "The file's formats are damaged; dates may show as numbers.",
    )
}

fn too_many_sheets() -> Text {
    text!(
        vi: "Tệp có quá nhiều trang tính; các trang sau cùng không được đọc.",
        en: "The file has too many sheets; the last ones are not read.",
    )
}

fn missing_sheet() -> Text {
    text!(
        vi: "Trang tính có tên nhưng không có nội dung trong tệp.",
        en: "The sheet is listed, but its content is not in the file.",
    )
}

/// Some writers store 0 for every formula and leave the calculating to whoever
/// opens the file. When a workbook asks for that and no formula in it has
/// another result than 0, none has been calculated.
fn doubt_zeros(sheets: &mut [Sheet]) {
    let formulas = || sheets.iter().flat_map(|sheet| &sheet.cells).filter(|cell| cell.look.formula);
    let is_zero = |value: &CellValue| *value == CellValue::Number(0.0);
    if formulas().any(|cell| !is_zero(&cell.value) && cell.value != CellValue::Uncalculated) {
        return;
    }
    for cell in sheets.iter_mut().flat_map(|sheet| &mut sheet.cells) {
        if cell.look.formula && is_zero(&cell.value) {
            cell.value = CellValue::Uncalculated;
        }
    }
}
