//! The cells of a workbook beside those that calamine gives for the same bytes.
//!
//! Only for files that are read in a process of their own: calamine may panic,
//! abort or ask for all memory.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{
    Data, DataRef, Error, Ods, Range, Reader, SheetType, Xls, XlsOptions, Xlsb, XlsbError, Xlsx,
};
use tonghop::intake::{self, Limits};
use tonghop::model::place::Position;
use tonghop::model::workbook::{CellValue, Format, Sheet, Workbook};

type Bytes<'a> = Cursor<&'a [u8]>;

/// Days between the epochs of the 1900 and the 1904 system.
const DAYS_TO_1904: f64 = 1462.0;
/// Unicode: what all texts of BIFF8 are in, whatever the file says.
const UNICODE: u16 = 1200;

/// `same`, or what differs first, in one line.
pub fn differences_in(bytes: &[u8]) -> String {
    match intake::read(bytes, "", &Limits::default()) {
        Ok(reading) => against_calamine(bytes, &reading.workbook),
        Err(_) => "not read by us".to_owned(),
    }
}

/// What differs first between a workbook and what calamine reads of the same bytes.
pub fn against_calamine(bytes: &[u8], ours: &Workbook) -> String {
    let theirs = match read(bytes, ours.format) {
        Ok(theirs) => theirs,
        Err(error) => return format!("not read by calamine: {error}").replace('\n', " "),
    };
    if theirs.sheets.len() != ours.sheets.len() {
        return format!("sheets: {} instead of {}", ours.sheets.len(), theirs.sheets.len());
    }
    for ((name, cells), sheet) in theirs.sheets.into_iter().zip(&ours.sheets) {
        if let Err(difference) = compare(sheet, cells, theirs.shift, ours.format) {
            return format!("{difference} in {name}").replace('\n', " ");
        }
    }
    "same".to_owned()
}

/// What calamine reads.
struct Theirs {
    sheets: Vec<(String, Cells)>,
    /// What its dates are behind those that count from 1900.
    shift: f64,
}

/// The cells of a sheet, and how many calamine could not read.
#[derive(Default)]
struct Cells {
    values: BTreeMap<Position, Data>,
    errors: u32,
}

fn read(bytes: &[u8], format: Format) -> Result<Theirs, Error> {
    let bytes = Cursor::new(bytes);
    match format {
        Format::Xls => {
            let mut options = XlsOptions::default();
            options.force_codepage = Some(UNICODE);
            let mut book = Xls::new_with_options(bytes, options)?;
            let shift = shift(book.has_1904_epoch());
            Ok(Theirs { sheets: ranges(&mut book)?, shift })
        }
        Format::Ods => Ok(Theirs { sheets: ranges(&mut Ods::new(bytes)?)?, shift: 0.0 }),
        Format::Xlsb => {
            let mut book = Xlsb::new(bytes)?;
            let mut sheets = Vec::new();
            for name in worksheets(&book) {
                let cells = binary_cells(&mut book, &name)?;
                sheets.push((name, cells));
            }
            Ok(Theirs { sheets, shift: shift(book.has_1904_epoch()) })
        }
        _ => {
            let mut book = Xlsx::new(bytes)?;
            let mut sheets = Vec::new();
            for name in worksheets(&book) {
                let cells = xml_cells(&mut book, &name)?;
                sheets.push((name, cells));
            }
            Ok(Theirs { sheets, shift: shift(book.has_1904_epoch()) })
        }
    }
}

fn shift(date_1904: bool) -> f64 {
    if date_1904 { DAYS_TO_1904 } else { 0.0 }
}

fn worksheets<'a, B: Reader<Bytes<'a>>>(book: &B) -> Vec<String> {
    let sheets = book.sheets_metadata().iter();
    let worksheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    worksheets.map(|sheet| sheet.name.clone()).collect()
}

/// The formats that calamine only reads whole.
fn ranges<'a, B: Reader<Bytes<'a>>>(book: &mut B) -> Result<Vec<(String, Cells)>, Error>
where
    Error: From<B::Error>,
{
    let mut sheets = Vec::new();
    for name in worksheets(book) {
        let range = book.worksheet_range(&name)?;
        sheets.push((name, range_cells(&range)));
    }
    Ok(sheets)
}

fn range_cells(range: &Range<Data>) -> Cells {
    let (row, column) = range.start().unwrap_or_default();
    let mut cells = Cells::default();
    for (below, right, value) in range.used_cells() {
        let at = Position::new(row + below as u32, column + right as u32);
        cells.take(at, value.clone());
    }
    cells
}

fn binary_cells(book: &mut Xlsb<Bytes>, name: &str) -> Result<Cells, XlsbError> {
    let mut stream = book.worksheet_cells_reader(name)?;
    let mut cells = Cells::default();
    while let Some(cell) = stream.next_cell()? {
        cells.take_at(cell.get_position(), cell.get_value());
    }
    Ok(cells)
}

/// A cell that cannot be read costs no others; its place is lost.
fn xml_cells(book: &mut Xlsx<Bytes>, name: &str) -> Result<Cells, Error> {
    let mut stream = book.worksheet_cells_reader(name)?;
    let mut cells = Cells::default();
    loop {
        match stream.next_cell() {
            Ok(Some(cell)) => cells.take_at(cell.get_position(), cell.get_value()),
            Ok(None) => return Ok(cells),
            Err(error) if cells.errors > 100 => return Err(error.into()),
            Err(_) => cells.errors += 1,
        }
    }
}

impl Cells {
    fn take_at(&mut self, (row, column): (u32, u32), value: &DataRef) {
        self.take(Position::new(row, column), Data::from(value.clone()));
    }

    fn take(&mut self, at: Position, value: Data) {
        if !matches!(&value, Data::Empty) && value != Data::String(String::new()) {
            self.values.insert(at, value);
        }
    }
}

fn compare(sheet: &Sheet, mut theirs: Cells, shift: f64, format: Format) -> Result<(), String> {
    for cell in &sheet.cells {
        let value = theirs.values.remove(&cell.at);
        let same = alike(&cell.value, value.as_ref(), shift)
            || left_out(&cell.value, value.as_ref(), format);
        if !same && theirs.errors == 0 {
            return Err(format!("value: {} is {:?}, not {value:?}", cell.at, cell.value));
        }
    }
    match theirs.values.first_key_value() {
        Some((at, value)) if sheet.unreadable_cells == 0 => Err(format!("missing: {at} {value:?}")),
        _ => Ok(()),
    }
}

fn alike(ours: &CellValue, theirs: Option<&Data>, shift: f64) -> bool {
    match (ours, theirs) {
        (CellValue::Text(a), Some(Data::String(b) | Data::DateTimeIso(b))) => **a == **b,
        (CellValue::Number(a), Some(Data::Float(b))) => a == b,
        (CellValue::Number(a), Some(Data::Int(b))) => *a == *b as f64,
        (CellValue::Number(a), Some(Data::DateTime(b))) => *a == b.as_f64(),
        (CellValue::Number(_), Some(Data::DurationIso(_))) => true,
        (CellValue::Date(a), Some(Data::DateTime(b))) => *a == b.as_f64() + shift,
        (CellValue::Date(_), Some(Data::DateTimeIso(_))) => true,
        (CellValue::Bool(a), Some(Data::Bool(b))) => a == b,
        (CellValue::Error(a), Some(Data::Error(b))) => **a == b.to_string(),
        (CellValue::Error(a), Some(Data::String(b))) => **a == **b,
        (CellValue::Uncalculated, None | Some(Data::Float(0.0) | Data::Empty)) => true,
        (CellValue::Uncalculated, Some(Data::DateTime(_))) => true,
        _ => false,
    }
}

/// Errors of formulas, which calamine drops from .xlsb and takes for the number
/// 0 in .ods of older programs.
fn left_out(ours: &CellValue, theirs: Option<&Data>, format: Format) -> bool {
    match (ours, theirs) {
        (CellValue::Error(_), None) => format == Format::Xlsb,
        (CellValue::Error(_), Some(Data::Float(0.0))) => format == Format::Ods,
        _ => false,
    }
}
