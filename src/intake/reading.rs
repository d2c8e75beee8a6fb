//! What reading a file gives, beside its cells.

use std::sync::Arc;

use crate::i18n::Text;
use crate::model::workbook::{Format, Sheet, Workbook};
use crate::text;

/// A file's cells and what is to be said about how they were read.
#[derive(Clone, Debug)]
pub struct Reading {
    pub workbook: Workbook,
    /// Set when the name promises another kind of file than the bytes are.
    pub mismatch: Option<Mismatch>,
    pub notes: Vec<Note>,
}

/// The file's extension and its content disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// In lower case, without the dot.
    pub extension: String,
    pub content: Format,
}

/// Something that was left out or mended on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub sheet: Option<Arc<str>>,
    pub text: Text,
}

/// What the reader of one format gives.
#[derive(Clone, Debug, Default)]
pub struct Content {
    pub sheets: Vec<Sheet>,
    pub notes: Vec<Note>,
}

impl Note {
    pub fn on_file(text: Text) -> Self {
        Note { sheet: None, text }
    }

    pub fn on_sheet(sheet: &str, text: Text) -> Self {
        Note { sheet: Some(sheet.into()), text }
    }
}

impl Mismatch {
    /// The disagreement between a file's name and its content, if there is one.
    /// Templates count as workbooks, and an extension that promises nothing cannot be wrong.
    pub fn between(name: &str, content: Format) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        let extension = extension.to_ascii_lowercase();
        let promised: &[Format] = match extension.as_str() {
            "xlsx" | "xltx" | "xlsm" | "xltm" => &[Format::Xlsx, Format::Xlsm],
            "xls" | "xlt" | "xlw" => &[Format::Xls],
            "xlsb" => &[Format::Xlsb],
            "ods" | "ots" | "fods" => &[Format::Ods],
            "csv" | "tsv" | "tab" | "txt" => &[Format::Csv],
            "htm" | "html" | "mht" | "mhtml" | "xhtml" => &[Format::Html],
            "xml" => &[Format::Xml],
            _ => return None,
        };
        (!promised.contains(&content)).then_some(Mismatch { extension, content })
    }

    pub fn text(&self) -> Text {
        let extension = &self.extension;
        let Text { vi, en } = format_name(self.content);
        text!(
            vi: "Tên tệp có đuôi .{extension} nhưng nội dung là {vi}.",
            en: "The file name ends in .{extension} but the content is {en}.",
        )
    }
}

fn format_name(format: Format) -> Text<&'static str> {
    match format {
        Format::Xlsx => Text { vi: "sổ Excel .xlsx", en: "an .xlsx workbook" },
        Format::Xlsm => Text { vi: "sổ Excel .xlsm", en: "an .xlsm workbook" },
        Format::Xls => {
            Text { vi: "sổ Excel 97-2003 (.xls)", en: "an Excel 97-2003 workbook (.xls)" }
        }
        Format::Xlsb => {
            Text { vi: "sổ Excel nhị phân (.xlsb)", en: "a binary workbook (.xlsb)" }
        }
        Format::Ods => {
            Text { vi: "bảng tính OpenDocument (.ods)", en: "an OpenDocument sheet (.ods)" }
        }
        Format::Csv => Text { vi: "văn bản thuần (CSV)", en: "plain text (CSV)" },
        Format::Html => Text { vi: "trang HTML", en: "an HTML page" },
        Format::Xml => Text { vi: "bảng tính XML 2003", en: "an XML Spreadsheet 2003" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_extension_is_told_and_a_right_or_unknown_one_is_not() {
        let tell = |name, content| Mismatch::between(name, content).map(|found| found.extension);
        assert_eq!(tell("Chi bo 1.XLS", Format::Html), Some("xls".to_owned()));
        assert_eq!(tell("Chi bo 1.xlsx", Format::Xlsm), None);
        assert_eq!(tell("Chi bo 1.2", Format::Xls), None);
        assert_eq!(tell("Chi bo", Format::Xls), None);
    }
}
