//! The bare cost: the same files read with calamine, the same cells written
//! with rust_xlsxwriter, nothing in between.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, open_workbook_auto};
use rayon::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// The cells of a workbook, sheet by sheet.
type Book = Vec<calamine::Range<Data>>;

/// Every workbook below a folder.
pub fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).into_iter().flatten().flatten().map(|entry| entry.path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

/// All cells of all sheets; a file that calamine does not know (CSV, HTML) gives none.
pub fn read(files: &[PathBuf]) -> Vec<Book> {
    let cells = |file: &PathBuf| {
        let mut book = open_workbook_auto(file).ok()?;
        Some(book.worksheets().into_iter().map(|(_, range)| range).collect())
    };
    files.par_iter().filter_map(cells).collect()
}

/// Writes each book to a file of its own.
pub fn write(books: &[Book], folder: &Path) -> Result<(), String> {
    books.par_iter().enumerate().with_max_len(1).try_for_each(|(number, book)| {
        write_book(book, &folder.join(format!("{number}.xlsx"))).map_err(|error| error.to_string())
    })
}

fn write_book(book: &Book, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for range in book {
        let sheet = workbook.add_worksheet();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let (row, column) = (top + row as u32, (left + column as u32) as u16);
            match cell {
                Data::Int(number) => sheet.write_number(row, column, *number as f64)?,
                Data::Float(number) => sheet.write_number(row, column, *number)?,
                Data::Bool(yes) => sheet.write_boolean(row, column, *yes)?,
                Data::DateTime(time) => {
                    let time = ExcelDateTime::from_serial_datetime(time.as_f64())?;
                    sheet.write_datetime_with_format(row, column, &time, &date)?
                }
                other => sheet.write_string(row, column, other.to_string())?,
            };
        }
    }
    Ok(workbook.save(path)?)
}
