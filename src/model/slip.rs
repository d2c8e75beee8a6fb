//! The slip that the program puts into every form and reply it writes: a hidden sheet
//! that says whose it is, so that it is known again when it comes back, filled in or mended.

use std::sync::Arc;

use super::period::Period;
use super::place::Position;
use super::record::UnitCode;
use super::workbook::{Sheet, Workbook};
use crate::i18n::Label;
use crate::label;

/// The hidden sheet's name.
pub const SHEET: &str = "_tonghop";

/// The heading of the hidden column that carries each row's id.
pub const ROW_KEY: Label = label!(vi: "Mã dòng (không sửa)", en: "Row key (do not change)");

/// The heading of the column that says what to mend.
pub const TO_MEND: Label = label!(vi: "Cần sửa", en: "To mend");

/// What the slip says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    pub kind: SlipKind,
    pub unit: Option<UnitCode>,
    pub period: Option<Period>,
    /// The sha256 of each file that a reply answers. When the reply comes back
    /// mended, it replaces these.
    pub answers: Vec<Arc<str>>,
    /// The sheet with the list; all others are letters and words to choose from.
    pub sheet: Option<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlipKind {
    /// A blank form.
    Form,
    Reply,
}

impl SlipKind {
    fn word(self) -> &'static str {
        match self {
            SlipKind::Form => "form",
            SlipKind::Reply => "reply",
        }
    }
}

impl Slip {
    /// The slip's lines: name in the first column, value in the second.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = vec![("kind", self.kind.word().to_owned())];
        lines.extend(self.unit.as_ref().map(|unit| ("unit", unit.to_string())));
        lines.extend(self.period.map(|period| ("period", period.to_string())));
        lines.extend(self.sheet.as_ref().map(|sheet| ("sheet", sheet.to_string())));
        lines.extend(self.answers.iter().map(|digest| ("answers", digest.to_string())));
        lines
    }

    /// The slip of a workbook; `None` when it has none that can be understood.
    pub fn read(workbook: &Workbook) -> Option<Slip> {
        let sheet = workbook.sheets.iter().find(|sheet| &*sheet.name == SHEET)?;
        let lines = pairs(sheet);
        let first = |name: &str| lines.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
        let kind = match first("kind")? {
            "form" => SlipKind::Form,
            "reply" => SlipKind::Reply,
            _ => return None,
        };
        let answers = lines.iter().filter(|(key, _)| key == "answers");
        Some(Slip {
            kind,
            unit: first("unit").map(Arc::from),
            period: first("period").and_then(|period| period.parse().ok()),
            answers: answers.map(|(_, digest)| Arc::from(digest.as_str())).collect(),
            sheet: first("sheet").map(Arc::from),
        })
    }
}

fn pairs(sheet: &Sheet) -> Vec<(String, String)> {
    let pair = |row| {
        let cell = |column| sheet.cell(Position::new(row, column));
        Some((cell(0)?.display(), cell(1)?.display()))
    };
    sheet.rows().filter_map(|(row, _)| pair(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::{SHEET, Slip, SlipKind};
    use crate::model::period::Period;
    use crate::model::place::Position;
    use crate::model::workbook::{Cell, Format, Sheet, Workbook};

    fn workbook(name: &str, lines: &[(&str, String)]) -> Workbook {
        let cells = (0_u32..).zip(lines).flat_map(|(row, (key, value))| {
            [
                Cell::text(Position::new(row, 0), *key),
                Cell::text(Position::new(row, 1), value.as_str()),
            ]
        });
        let sheet = Sheet { name: name.into(), cells: cells.collect(), ..Sheet::default() };
        Workbook { format: Format::Xlsx, sheets: vec![sheet] }
    }

    #[test]
    fn a_slip_is_read_back_as_it_was_written() {
        let slip = Slip {
            kind: SlipKind::Reply,
            unit: Some("CB-A".into()),
            period: Some(Period { year: 2026, month: 11 }),
            answers: vec!["ab".into(), "cd".into()],
            sheet: Some("Danh sách".into()),
        };
        assert_eq!(Slip::read(&workbook(SHEET, &slip.lines())), Some(slip));
    }

    #[test]
    fn other_sheets_are_no_slip() {
        let lines = [("kind", "letter".to_owned())];
        assert_eq!(Slip::read(&workbook(SHEET, &lines)), None);
        assert_eq!(Slip::read(&workbook("Danh sách", &lines)), None);
    }
}
