//! Who saved a workbook last, and when: what the file itself says.

use quick_xml::events::Event;

use super::limits::{Budget, Limits};
use super::unread::Unread;
use super::xml::resolve;
use super::zip_parts::Parts;

/// What a workbook says of its last saving; nothing where it is silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    pub saved_by: Option<String>,
    /// As the file has it, in ISO 8601: `2026-11-22T08:15:00Z`.
    pub saved_at: Option<String>,
}

/// Where .xlsx and .ods keep it.
const PARTS: [&str; 2] = ["docProps/core.xml", "meta.xml"];

/// Names and dates are short; whatever is longer is none.
const LONGEST: usize = 200;

/// Reads who saved an .xlsx or .ods last, and when. Never fails: a file that
/// cannot be read says nothing.
pub fn properties(bytes: &[u8], limits: &Limits) -> Properties {
    let budget = Budget::new(limits);
    let Ok(mut parts) = Parts::open(bytes, &budget) else { return Properties::default() };
    let found = PARTS.iter().find_map(|part| read(&mut parts, part).ok().flatten());
    found.unwrap_or_default()
}

fn read(parts: &mut Parts, part: &str) -> Result<Option<Properties>, Unread> {
    let Some(mut xml) = parts.xml(part)? else { return Ok(None) };
    let (mut found, mut element, mut text) = (Properties::default(), String::new(), String::new());
    loop {
        match xml.next()? {
            Event::Start(start) => {
                element = start.local_name().as_ref().to_owned();
                text.clear();
            }
            Event::Text(piece) => text.push_str(&piece),
            Event::GeneralRef(reference) => text.extend(resolve(&reference).as_deref()),
            Event::End(_) => {
                found.take(&std::mem::take(&mut element), &text);
            }
            Event::Eof => return Ok(Some(found)),
            _ => {}
        }
    }
}

impl Properties {
    fn take(&mut self, element: &str, text: &str) {
        let value = text.trim();
        let value = (!value.is_empty() && value.len() <= LONGEST).then(|| value.to_owned());
        match element {
            "lastModifiedBy" => self.saved_by = value,
            "creator" => self.saved_by = self.saved_by.take().or(value),
            "modified" => self.saved_at = value,
            "date" => self.saved_at = self.saved_at.take().or(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{Limits, Properties, properties};

    fn archive(part: &str, content: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(part, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_last_saving_is_read_from_excel_and_libreoffice_files() {
        let core = r#"<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">
            <dc:creator>tonghop</dc:creator><cp:lastModifiedBy>Cán bộ &amp; Tổ chức</cp:lastModifiedBy>
            <dcterms:modified>2026-11-22T08:15:00Z</dcterms:modified></cp:coreProperties>"#;
        let wanted = Properties {
            saved_by: Some("Cán bộ & Tổ chức".to_owned()),
            saved_at: Some("2026-11-22T08:15:00Z".to_owned()),
        };
        assert_eq!(properties(&archive("docProps/core.xml", core), &Limits::default()), wanted);
        let meta = r#"<office:document-meta><office:meta><dc:date>2026-11-22T08:15:00</dc:date></office:meta></office:document-meta>"#;
        let found = properties(&archive("meta.xml", meta), &Limits::default());
        assert_eq!(found.saved_at.as_deref(), Some("2026-11-22T08:15:00"));
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        for bytes in [&b""[..], b"PK\x03\x04", &archive("docProps/core.xml", "<a><b")] {
            assert_eq!(properties(bytes, &Limits::default()), Properties::default());
        }
    }
}
