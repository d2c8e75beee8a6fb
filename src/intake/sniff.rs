//! What a file is, told from its bytes alone; names and extensions are no evidence.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::unread::Unread;
use super::xls::container::Container;
use super::zip_parts::{broken_archive, key};
use crate::i18n::Label;
use crate::label;

/// A kind of file that some reader takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Xlsx,
    Xlsm,
    Xlsb,
    Ods,
    /// OpenDocument in one XML file.
    FlatOds,
    /// BIFF in an OLE container.
    Xls,
    /// BIFF without a container: Excel 2 to 4, rarely 5.
    RawBiff,
    Html,
    /// A saved web page (MHTML).
    Mhtml,
    /// SpreadsheetML 2003.
    SpreadsheetMl,
    /// OOXML that Office has encrypted: in an OLE container.
    Encrypted,
    /// CSV, TSV and whatever else is text.
    Text,
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Junk that mail programs and web servers leave before a zip's first entry is short.
const JUNK_BEFORE_ZIP: usize = 4096;
/// As much of a text as is looked at.
const HEAD: usize = 64 * 1024;
const CONTENT_TYPES_MAX: u64 = 1024 * 1024;

/// Tells the kind of a file, or what else it is.
pub fn sniff(bytes: &[u8]) -> Result<Kind, Unread> {
    if bytes.is_empty() {
        return Err(Unread::unknown(label!(vi: "tệp rỗng", en: "the file is empty")));
    }
    if bytes.starts_with(OLE) {
        return sniff_ole(bytes);
    }
    if bytes.starts_with(ZIP) {
        return sniff_zip(bytes);
    }
    if is_raw_biff(bytes) {
        return Ok(Kind::RawBiff);
    }
    if let Some(what) = foreign(bytes) {
        return Err(Unread::unknown(what));
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if position(&head[..head.len().min(JUNK_BEFORE_ZIP)], ZIP).is_some()
        && let Ok(kind) = sniff_zip(bytes)
    {
        return Ok(kind);
    }
    sniff_text(head)
}

/// A BIFF 2 to 5 stream starts with its BOF record.
fn is_raw_biff(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0x09, 0x00, 0x04, 0x00, ..]
            | [0x09, 0x02, 0x06, 0x00, ..]
            | [0x09, 0x04, 0x06, 0x00, ..]
            | [0x09, 0x08, 0x08 | 0x10, 0x00, ..]
    )
}

/// Names an OLE container's content by its streams. One that cannot be opened
/// goes to the .xls reader, which knows how to say what is broken.
fn sniff_ole(bytes: &[u8]) -> Result<Kind, Unread> {
    let Ok(container) = Container::open(bytes) else {
        return Ok(Kind::Xls);
    };
    let has = |name: &str| container.holds(name);
    if has("Workbook") || has("Book") {
        return Ok(Kind::Xls);
    }
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Ok(Kind::Encrypted);
    }
    Err(Unread::unknown(if has("WordDocument") {
        WORD
    } else if has("PowerPoint Document") {
        SLIDES
    } else {
        label!(vi: "tệp OLE không chứa sổ Excel", en: "an OLE file without an Excel workbook")
    }))
}

const WORD: Label = label!(vi: "văn bản Word", en: "a Word document");
const SLIDES: Label = label!(vi: "tệp trình chiếu", en: "a presentation");
const PICTURE: Label = label!(vi: "tệp ảnh", en: "a picture");
const ARCHIVE: Label =
    label!(vi: "tệp nén, cần giải nén trước", en: "an archive that must be unpacked first");

/// Names a zip's content by its content types, its `mimetype` or its entries.
fn sniff_zip(bytes: &[u8]) -> Result<Kind, Unread> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Err(broken_archive());
    };
    let types = small_entry(&mut archive, "[Content_Types].xml");
    let mimetype = small_entry(&mut archive, "mimetype");
    let is = |types: &[u8], what: &str| position(types, what.as_bytes()).is_some();
    let names: Vec<String> = archive.file_names().flatten().map(|name| key(&name)).collect();
    let named = |name: &str| names.iter().any(|entry| entry == name);
    let below = |folder: &str| names.iter().any(|entry| entry.starts_with(folder));
    if is(&types, "ms-excel.sheet.binary") || named("xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if is(&types, "ms-excel.sheet.macroEnabled.main")
        || is(&types, "ms-excel.template.macroEnabled.main")
    {
        Ok(Kind::Xlsm)
    } else if is(&types, "spreadsheetml.sheet.main")
        || is(&types, "spreadsheetml.template.main")
        || below("xl/")
    {
        Ok(Kind::Xlsx)
    } else if is(&mimetype, "opendocument.spreadsheet")
        || (mimetype.is_empty() && named("content.xml") && below("meta-inf/"))
    {
        Ok(Kind::Ods)
    } else if named("index/document.iwa") || named("index.zip") {
        Err(Unread::unknown(label!(vi: "tệp Apple Numbers hoặc Pages", en: "an Apple document")))
    } else if is(&types, "wordprocessingml") || is(&mimetype, "opendocument.text") {
        Err(Unread::unknown(WORD))
    } else if is(&types, "presentationml") || is(&mimetype, "opendocument.presentation") {
        Err(Unread::unknown(SLIDES))
    } else {
        Err(Unread::unknown(ARCHIVE))
    }
}

/// A small entry's bytes; nothing when it is missing, broken or not small.
fn small_entry(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Vec<u8> {
    let mut content = Vec::new();
    if let Ok(entry) = archive.by_name(name) {
        // Half an answer is as good as none: what was read before an error still names the kind.
        let _ = entry.take(CONTENT_TYPES_MAX).read_to_end(&mut content);
    }
    content
}

/// First bytes of files that people attach by mistake.
const FOREIGN: &[(&[u8], Label)] = &[
    (b"%PDF", label!(vi: "tệp PDF", en: "a PDF file")),
    (b"\x89PNG", PICTURE),
    (b"\xFF\xD8\xFF", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"RIFF", label!(vi: "tệp ảnh hoặc âm thanh", en: "a picture or sound")),
    (b"{\\rtf", WORD),
    (b"PK\x05\x06", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"7z\xBC\xAF", ARCHIVE),
    (b"\x1F\x8B\x08", ARCHIVE),
    (b"ID;P", label!(vi: "tệp SYLK", en: "a SYLK file")),
    (b"MZ", label!(vi: "tệp chương trình", en: "a program")),
    (b"\x7FELF", label!(vi: "tệp chương trình", en: "a program")),
];

fn foreign(bytes: &[u8]) -> Option<Label> {
    // Two letters are too few to tell a picture or a program from a text.
    let binary = bytes.iter().take(64).any(|&byte| byte == 0);
    let known = FOREIGN.iter().find(|(signature, _)| bytes.starts_with(signature));
    known.filter(|(signature, _)| signature.len() > 2 || binary).map(|(_, what)| *what)
}

fn sniff_text(head: &[u8]) -> Result<Kind, Unread> {
    let Some(text) = super::charset::peek(head) else {
        return Err(Unread::unknown(label!(
            vi: "dữ liệu nhị phân không rõ loại",
            en: "binary data of no known kind",
        )));
    };
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let lower = start.chars().take(8192).collect::<String>().to_ascii_lowercase();
    if lower.starts_with("mime-version:") || lower.contains("content-type: multipart/related") {
        Ok(Kind::Mhtml)
    } else if lower.starts_with('<')
        || ["<table", "<tr", "<td"].iter().all(|tag| lower.contains(tag))
    {
        sniff_markup(&lower)
    } else if lower.is_empty() {
        Err(Unread::unknown(label!(vi: "tệp không có chữ nào", en: "the file holds no text")))
    } else if is_lock(&text) {
        Err(Unread::unknown(label!(
            vi: "tệp khóa tạm của chương trình bảng tính",
            en: "a spreadsheet program's lock file",
        )))
    } else {
        Ok(Kind::Text)
    }
}

fn sniff_markup(lower: &str) -> Result<Kind, Unread> {
    const HTML: [&str; 10] = [
        "<!doctype html",
        "<html",
        "<table",
        "<body",
        "<head",
        "<meta",
        "<style",
        "<tr",
        "<div",
        "<center",
    ];
    if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        // Pages that Excel saves name the same schema in their head.
        let page = position(lower.as_bytes(), b"<html");
        return Ok(if page.is_some() { Kind::Html } else { Kind::SpreadsheetMl });
    }
    if lower.contains("<office:document") {
        Ok(Kind::FlatOds)
    } else if HTML.iter().any(|tag| lower.contains(tag)) {
        Ok(Kind::Html)
    } else if lower.contains("<workbook") {
        Ok(Kind::SpreadsheetMl)
    } else if lower.starts_with("<?xml") {
        Err(Unread::unknown(label!(vi: "tệp XML không phải bảng tính", en: "XML but no sheet")))
    } else {
        Ok(Kind::Text)
    }
}

/// `~$…` of Excel: the user's name, padded to 165 bytes. `.~lock…#` of LibreOffice:
/// user, host, time and profile folder in one line.
fn is_lock(text: &str) -> bool {
    text.contains(",file:///") && text.trim_end().ends_with(';') && text.lines().count() == 1
}

fn position(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
