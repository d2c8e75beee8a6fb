//! The cells of an .xlsx file beside those that calamine's stream of cells gives.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, SheetType, Xlsx};
use tonghop::intake::{self, Limits};
use tonghop::model::place::Position;
use tonghop::model::workbook::{CellValue, Sheet, Workbook};

/// `same`, or what differs first, in one line.
pub fn differences_in(bytes: &[u8]) -> String {
    match intake::read(bytes, "", &Limits::default()) {
        Ok(reading) => against_calamine(bytes, &reading.workbook),
        Err(_) => "not read by us".to_owned(),
    }
}

/// What differs first between a workbook and what calamine reads of the same bytes.
pub fn against_calamine(bytes: &[u8], ours: &Workbook) -> String {
    let mut theirs = match Xlsx::new(Cursor::new(bytes)) {
        Ok(theirs) => theirs,
        Err(error) => return format!("not read by calamine: {error}").replace('\n', " "),
    };
    let names: Vec<String> = theirs
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    if names.len() != ours.sheets.len() {
        return format!("sheets: {} instead of {}", ours.sheets.len(), names.len());
    }
    for (name, sheet) in names.iter().zip(&ours.sheets) {
        if let Err(difference) = compare_sheet(&mut theirs, name, sheet) {
            return format!("{difference} in {name}").replace('\n', " ");
        }
    }
    "same".to_owned()
}

fn compare_sheet(
    theirs: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    sheet: &Sheet,
) -> Result<(), String> {
    let shift = if theirs.has_1904_epoch() { 1462.0 } else { 0.0 };
    let mut expected = BTreeMap::new();
    let mut stream = theirs
        .worksheet_cells_reader(name)
        .map_err(|error| format!("not read by calamine: {error}"))?;
    let mut errors = 0;
    loop {
        match stream.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                expected.insert(Position::new(row, column), Data::from(cell.get_value().clone()));
            }
            Ok(None) => break,
            Err(error) if errors > 100 => return Err(format!("not read by calamine: {error}")),
            Err(_) => errors += 1,
        }
    }
    expected
        .retain(|_, value| !matches!(value, Data::Empty) && value != &Data::String(String::new()));
    for cell in &sheet.cells {
        let value = expected.remove(&cell.at);
        if !alike(&cell.value, value.as_ref(), shift) && errors == 0 {
            return Err(format!("value: {} is {:?}, not {value:?}", cell.at, cell.value));
        }
    }
    match expected.first_key_value() {
        Some((at, value)) if sheet.unreadable_cells == 0 => Err(format!("missing: {at} {value:?}")),
        _ => Ok(()),
    }
}

fn alike(ours: &CellValue, theirs: Option<&Data>, shift: f64) -> bool {
    match (ours, theirs) {
        (CellValue::Text(a), Some(Data::String(b) | Data::DateTimeIso(b))) => **a == **b,
        (CellValue::Number(a), Some(Data::Float(b))) => a == b,
        (CellValue::Number(a), Some(Data::DateTime(b))) => *a == b.as_f64(),
        (CellValue::Date(a), Some(Data::DateTime(b))) => *a == b.as_f64() + shift,
        (CellValue::Date(_), Some(Data::DateTimeIso(_))) => true,
        (CellValue::Bool(a), Some(Data::Bool(b))) => a == b,
        (CellValue::Error(a), Some(Data::Error(b))) => **a == b.to_string(),
        (CellValue::Uncalculated, None | Some(Data::Float(0.0) | Data::Empty)) => true,
        (CellValue::Uncalculated, Some(Data::DateTime(_))) => true,
        _ => false,
    }
}
