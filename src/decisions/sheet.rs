//! The review sheet as it comes back from Excel or LibreOffice: read by its
//! headings, wherever they stand and in whichever language.

use std::sync::Arc;

use super::notice::Notice;
use crate::i18n::Label;
use crate::label;
use crate::model::judgement::{Choice, review_headings as headings};
use crate::model::workbook::{Cell, Sheet, Workbook};
use crate::text::fold::fold;

/// A line of the review sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetLine {
    pub key: Arc<str>,
    pub facts: Arc<str>,
    /// `None` while undecided.
    pub decision: Option<Choice>,
    /// What the program had written there; `None` inside when it wrote
    /// nothing, `None` outside when the sheet does not tell.
    pub recorded: Option<Option<Choice>>,
    pub note: String,
    /// The row in words.
    pub row: String,
}

/// The headings stand among the first rows.
const HEADER_WITHIN: usize = 30;

/// What names a row for people.
const NAMING: [Label; 3] = [
    label!(vi: "Tổ chức đảng", en: "Party organisation"),
    label!(vi: "Họ và tên", en: "Full name"),
    label!(vi: "Lớp", en: "Class"),
];

struct Columns {
    key: u32,
    decision: u32,
    facts: Option<u32>,
    recorded: Option<u32>,
    note: Option<u32>,
    naming: Vec<u32>,
}

/// Reads every review sheet of a workbook; `None` when it has none. Words
/// that are no choice are told, and their lines left out.
pub fn read_sheet(workbook: &Workbook) -> Option<(Vec<SheetLine>, Vec<Notice>)> {
    let (mut lines, mut notices, mut found) = (Vec::new(), Vec::new(), false);
    for sheet in &workbook.sheets {
        let Some((header, columns)) = header(sheet) else { continue };
        found = true;
        for (row, cells) in sheet.rows().filter(|(row, _)| *row > header) {
            match line(cells, &columns) {
                Ok(line) => lines.extend(line),
                Err(said) => notices.push(Notice::UnknownChoice { row: row + 1, said }),
            }
        }
    }
    found.then_some((lines, notices))
}

fn header(sheet: &Sheet) -> Option<(u32, Columns)> {
    sheet.rows().take(HEADER_WITHIN).find_map(|(row, cells)| {
        let words: Vec<(u32, String)> =
            cells.iter().map(|cell| (cell.at.column, fold(&cell.display()).into_owned())).collect();
        let column = |label: &Label| {
            let (vi, en) = (fold(label.vi), fold(label.en));
            words.iter().find(|(_, words)| *words == vi || *words == en).map(|(column, _)| *column)
        };
        let columns = Columns {
            key: column(&headings::KEY)?,
            decision: column(&headings::DECISION)?,
            facts: column(&headings::FINGERPRINT),
            recorded: column(&headings::RECORDED),
            note: column(&headings::NOTE),
            naming: NAMING.iter().filter_map(column).collect(),
        };
        Some((row, columns))
    })
}

/// A line, nothing for a row without a key, or the words that are no choice.
fn line(cells: &[Cell], columns: &Columns) -> Result<Option<SheetLine>, String> {
    let words = |column: u32| {
        let cell = cells.iter().find(|cell| cell.at.column == column);
        cell.map(|cell| cell.display().trim().to_owned()).unwrap_or_default()
    };
    let maybe = |column: Option<u32>| column.map(words).unwrap_or_default();
    let key = words(columns.key);
    if key.is_empty() {
        return Ok(None);
    }
    let naming = columns.naming.iter().map(|&column| words(column));
    let naming: Vec<String> = naming.filter(|words| !words.is_empty()).collect();
    Ok(Some(SheetLine {
        key: key.into(),
        facts: maybe(columns.facts).into(),
        decision: choice(&words(columns.decision))?,
        recorded: columns.recorded.map(|column| choice(&words(column)).unwrap_or_default()),
        note: maybe(columns.note),
        row: naming.join(" · "),
    }))
}

/// A choice in either language, typed with or without tones.
fn choice(said: &str) -> Result<Option<Choice>, String> {
    let folded = fold(said);
    if folded.is_empty() {
        return Ok(None);
    }
    let is_it = |choice: &&Choice| {
        let words = choice.words();
        fold(words.vi) == folded || fold(words.en) == folded
    };
    let known = Choice::ALL.iter().find(is_it).copied();
    known.map(Some).ok_or_else(|| said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Choice, Notice, read_sheet};
    use crate::model::place::Position;
    use crate::model::workbook::{Cell, Format, Sheet, Workbook};

    fn workbook(rows: &[&[&str]]) -> Workbook {
        let mut cells = Vec::new();
        for (row, words) in rows.iter().enumerate() {
            for (column, words) in words.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
                cells.push(Cell::text(Position::new(row as u32, column as u32), *words));
            }
        }
        let sheet = Sheet { cells, ..Sheet::default() };
        Workbook { format: Format::Xlsx, sheets: vec![Sheet::default(), sheet] }
    }

    #[test]
    fn the_sheet_is_read_by_its_headings() {
        let (lines, notices) = read_sheet(&workbook(&[
            &["CẦN XEM"],
            &[],
            &["Quyết định", "Mã", "Họ và tên", "Ghi chú của cán bộ", "Dấu dữ kiện", "Đã ghi nhận"],
            &["Chấp nhận", "k1", "Bùi Thị Hoa", "đã xác minh", "f1", ""],
            &["", "k2", "Lê Nam", "", "f2", "loại"],
            &["CUNG MOT NGUOI", "k3", "", "", "f3", ""],
            &["Tổng cộng"],
        ]))
        .unwrap();
        assert!(notices.is_empty());
        let decisions: Vec<_> = lines.iter().map(|line| line.decision).collect();
        assert_eq!(decisions, [Some(Choice::Accept), None, Some(Choice::SamePerson)]);
        assert_eq!((&*lines[0].facts, &*lines[0].row), ("f1", "Bùi Thị Hoa"));
        assert_eq!(lines[1].recorded, Some(Some(Choice::Reject)));
        assert_eq!((lines[0].recorded, &*lines[0].note), (Some(None), "đã xác minh"));
    }

    #[test]
    fn an_unknown_word_is_told_and_english_headings_do() {
        let (lines, notices) = read_sheet(&workbook(&[
            &["Key", "Decision"],
            &["k1", "perhaps"],
            &["k2", "wait for more"],
        ]))
        .unwrap();
        let wait = (Some(Choice::Wait), None);
        assert_eq!(lines.iter().map(|l| (l.decision, l.recorded)).collect::<Vec<_>>(), [wait]);
        assert_eq!(notices, [Notice::UnknownChoice { row: 2, said: "perhaps".to_owned() }]);
    }

    #[test]
    fn a_workbook_without_the_sheet_says_so() {
        assert_eq!(read_sheet(&workbook(&[&["Họ và tên", "Quyết định"]])), None);
    }
}
