//! Turns legacy text into Unicode: the last step of reading a file, so that no
//! later stage has to know of it.
//!
//! A cell's font is the strongest evidence, but not proof: people type Unicode
//! with a `.VnTime` left set. What the cell held stays in [`Cell::stored`].

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::workbook::{Cell, CellValue, LegacyEncoding, Workbook};
use crate::text::legacy::{self, Basis, FontEncoding, Sample, Verdict};
use crate::text::letter;

/// What was decoded in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecodeSummary {
    /// In the order of the sheets; sheets without legacy text are left out.
    pub sheets: Vec<DecodedSheet>,
}

/// What was decoded in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedSheet {
    pub sheet: Arc<str>,
    /// How many cells changed, by encoding and by what the decision rests on.
    pub cells: BTreeMap<(LegacyEncoding, Basis), u32>,
}

impl DecodeSummary {
    /// How many cells of the file changed, by encoding.
    pub fn by_encoding(&self) -> BTreeMap<LegacyEncoding, u32> {
        let mut total = BTreeMap::new();
        for ((encoding, _), cells) in self.sheets.iter().flat_map(|sheet| &sheet.cells) {
            *total.entry(*encoding).or_default() += cells;
        }
        total
    }
}

/// Decodes every cell of legacy text in place; Unicode text is not touched.
pub fn decode_workbook(workbook: &mut Workbook) -> DecodeSummary {
    let verdicts = verdicts(workbook);
    let mut verdicts = verdicts.into_iter();
    let mut summary = DecodeSummary::default();
    for sheet in &mut workbook.sheets {
        let mut cells = BTreeMap::new();
        for cell in sheet.cells.iter_mut().filter(|cell| text_of(cell).is_some()) {
            if let Some(verdict) =
                verdicts.next().flatten().filter(|verdict| decode_cell(cell, *verdict))
            {
                *cells.entry((verdict.decoder.encoding, verdict.basis)).or_default() += 1;
            }
        }
        if !cells.is_empty() {
            summary.sheets.push(DecodedSheet { sheet: sheet.name.clone(), cells });
        }
    }
    summary
}

/// One for each text cell, in the order of the workbook.
fn verdicts(workbook: &Workbook) -> Vec<Option<Verdict>> {
    let mut samples = Vec::new();
    for (sheet, number) in workbook.sheets.iter().zip(0..) {
        samples.extend(sheet.cells.iter().filter_map(|cell| {
            let (row, column) = (cell.at.row, cell.at.column);
            Some(Sample { sheet: number, row, column, text: text_of(cell)?, font: font_of(cell) })
        }));
    }
    legacy::judge(&samples)
}

fn text_of(cell: &Cell) -> Option<&str> {
    match &cell.value {
        CellValue::Text(text) => Some(text),
        _ => None,
    }
}

fn font_of(cell: &Cell) -> Option<FontEncoding> {
    cell.font.as_deref().and_then(legacy::encoding_of_font)
}

/// Whether the cell's text changed.
fn decode_cell(cell: &mut Cell, verdict: Verdict) -> bool {
    let encoding = verdict.decoder.encoding;
    let capitals = font_of(cell).is_some_and(|font| font.capitals && font.encoding == encoding);
    let CellValue::Text(text) = &mut cell.value else { return false };
    let decoded = verdict.decoder.decode(text);
    if decoded == text.as_ref() {
        return false;
    }
    let decoded: Box<str> = if capitals {
        decoded.chars().map(letter::upper).collect()
    } else {
        decoded.into_owned().into()
    };
    cell.stored = Some(std::mem::replace(text, decoded));
    cell.decoded_from = Some(encoding);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Position;
    use crate::model::workbook::{Format, Sheet};

    fn workbook(cells: Vec<Cell>) -> Workbook {
        let sheet = Sheet { name: "Danh sách".into(), cells, ..Sheet::default() };
        Workbook { format: Format::Xls, sheets: vec![Sheet::default(), sheet] }
    }

    fn cell(row: u32, text: &str, font: Option<&str>) -> Cell {
        Cell { font: font.map(Arc::from), ..Cell::text(Position::new(row, 0), text) }
    }

    #[test]
    fn cells_keep_what_they_held() {
        let mut book = workbook(vec![
            cell(0, "danh s¸ch häc viªn", Some(".VnTimeH")),
            cell(1, "Vò Dòng", Some(".VnTime")),
            cell(2, "Nguyễn Thị Hòa", Some(".VnTime")),
            cell(3, "TC-K45", Some(".VnTime")),
            cell(4, "Bïi ThÞ H\u{AD}¬ng", Some("Arial")),
            Cell::new(Position::new(5, 0), CellValue::Number(5.0)),
        ]);
        let summary = decode_workbook(&mut book);
        let shown: Vec<String> = book.sheets[1].cells.iter().map(Cell::display).collect();
        let expected =
            ["DANH SÁCH HỌC VIÊN", "Vũ Dũng", "Nguyễn Thị Hòa", "TC-K45", "Bùi Thị Hương", "5"];
        assert_eq!(shown, expected);
        assert_eq!(book.sheets[1].cells[1].raw(), "Vò Dòng");
        assert_eq!(book.sheets[1].cells[1].decoded_from, Some(LegacyEncoding::Tcvn3));
        assert_eq!(book.sheets[1].cells[2].stored, None);
        let by_basis = BTreeMap::from([
            ((LegacyEncoding::Tcvn3, Basis::Font), 2),
            ((LegacyEncoding::Tcvn3, Basis::Evidence), 1),
        ]);
        assert_eq!(summary.sheets, [DecodedSheet { sheet: "Danh sách".into(), cells: by_basis }]);
        assert_eq!(summary.by_encoding(), BTreeMap::from([(LegacyEncoding::Tcvn3, 3)]));
    }

    #[test]
    fn decoding_twice_changes_nothing_more() {
        let mut book = workbook(vec![cell(0, "NguyÔn V¨n ¸nh", None), cell(1, "Vò Dòng", None)]);
        decode_workbook(&mut book);
        let once = book.sheets[1].cells.clone();
        assert_eq!(decode_workbook(&mut book), DecodeSummary::default());
        assert_eq!(book.sheets[1].cells, once);
    }
}
