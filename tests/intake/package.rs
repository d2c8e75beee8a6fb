//! Makes .xlsx files part by part, as no honest program would.

use std::io::{Cursor, Write};

use tonghop::intake::{self, Limits, Reading, Unread};
use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package in the making; every part can be replaced or left out.
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// A workbook with one sheet of this `sheetData` content.
    pub fn with_rows(rows: &str) -> Self {
        let sheet =
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
        Package::empty().part("xl/worksheets/sheet1.xml", sheet)
    }

    /// A workbook whose only sheet has no part yet.
    pub fn empty() -> Self {
        Package { parts: Vec::new() }
            .part("[Content_Types].xml", CONTENT_TYPES)
            .part("_rels/.rels", relations(&[("rId1", "officeDocument", "xl/workbook.xml")]))
            .part(
                "xl/workbook.xml",
                workbook("<sheet name=\"DS\" sheetId=\"1\" r:id=\"rId1\"/>", ""),
            )
            .part(
                "xl/_rels/workbook.xml.rels",
                relations(&[
                    ("rId1", "worksheet", "worksheets/sheet1.xml"),
                    ("rId2", "styles", "styles.xml"),
                    ("rId3", "sharedStrings", "sharedStrings.xml"),
                ]),
            )
    }

    /// Adds or replaces a part.
    pub fn part(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.parts.retain(|(known, _)| known != path);
        self.parts.push((path.to_owned(), content.into()));
        self
    }

    pub fn without(mut self, path: &str) -> Self {
        self.parts.retain(|(known, _)| known != path);
        self
    }

    pub fn shared_strings(self, items: &str) -> Self {
        let content = format!("<sst xmlns=\"{MAIN}\" count=\"1\" uniqueCount=\"1\">{items}</sst>");
        self.part("xl/sharedStrings.xml", content)
    }

    pub fn styles(self, content: &str) -> Self {
        let content = format!("<styleSheet xmlns=\"{MAIN}\">{content}</styleSheet>");
        self.part("xl/styles.xml", content)
    }

    pub fn zip(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (path, content) in &self.parts {
            zip.start_file(path.as_str(), options).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub fn read(&self) -> Result<Reading, Unread> {
        intake::read(&self.zip(), "form.xlsx", &Limits::default())
    }

    pub fn read_within(&self, limits: Limits) -> Result<Reading, Unread> {
        intake::read(&self.zip(), "form.xlsx", &limits)
    }
}

const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";

pub fn workbook(sheets: &str, rest: &str) -> String {
    format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">{rest}<sheets>{sheets}</sheets></workbook>"
    )
}

pub fn relations(relations: &[(&str, &str, &str)]) -> String {
    let listed: String = relations
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{listed}</Relationships>"
    )
}

/// The cells of the first sheet, as `A1=text`.
pub fn shown(reading: &Reading) -> Vec<String> {
    let sheet = reading.workbook.sheets.first().expect("a sheet");
    sheet.cells.iter().map(|cell| format!("{}={}", cell.at, cell.display())).collect()
}
