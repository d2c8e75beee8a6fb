//! A workbook, understood: every sheet, every table, every row.

use std::sync::Arc;

use super::grid::Grid;
use super::hints::Hints;
use super::refusal;
use super::regions::{self, Region};
use super::table::{FormLayout, RowKind, RowReading, SheetLayout, Shift, StaleCorrection, Table};
use super::tables::{self, Found, Scene};
use crate::config::Templates;
use crate::config::templates::FormTemplate;
use crate::i18n::{Label, Text};
use crate::label;
use crate::model::submission::Refusal;
use crate::model::workbook::{Cell, Format, Sheet, TEXT_AROUND_TABLES, Visibility, Workbook};

/// Finds the lists of a workbook and says what every column and every
/// non-empty row is. Never fails: what is no list is refused with a reason.
pub fn understand(workbook: &Workbook, templates: &Templates, hints: &Hints<'_>) -> FormLayout {
    let forms: Vec<&Arc<FormTemplate>> =
        hints.templates.iter().filter_map(|name| templates.form(name)).collect();
    let mut sheets: Vec<SheetLayout> = Vec::with_capacity(workbook.sheets.len());
    let around = lines_around(workbook);
    for sheet in &workbook.sheets {
        if hints.late() {
            break;
        }
        sheets.push(read(sheet, &forms, hints, &sheets, &around));
    }
    let stale = stale_corrections(&sheets, hints);
    FormLayout { sheets, stale }
}

/// The lines around the tables of a page: a sheet of their own.
fn lines_around(workbook: &Workbook) -> Vec<String> {
    let is_page = workbook.format == Format::Html;
    let sheets =
        workbook.sheets.iter().filter(|sheet| is_page && *sheet.name == *TEXT_AROUND_TABLES);
    sheets.flat_map(|sheet| sheet.cells.iter().take(60)).map(Cell::display).collect()
}

/// Corrections of columns that no table of the form has.
fn stale_corrections(sheets: &[SheetLayout], hints: &Hints<'_>) -> Vec<StaleCorrection> {
    let tables = || sheets.iter().flat_map(|sheet| &sheet.tables);
    let has = |column: u32| tables().any(|table| table.columns.iter().any(|c| c.column == column));
    let all = hints
        .corrections
        .iter()
        .map(|(column, role)| StaleCorrection { column: *column, role: *role });
    all.filter(|correction| tables().next().is_some() && !has(correction.column)).collect()
}

fn read(
    sheet: &Sheet,
    forms: &[&Arc<FormTemplate>],
    hints: &Hints<'_>,
    before: &[SheetLayout],
    around: &[String],
) -> SheetLayout {
    let grid = Grid::new(sheet);
    let mut best: Option<SheetLayout> = None;
    for form in forms {
        let layout = as_form(&grid, &Scene { form, hints, before, around });
        if best.as_ref().is_none_or(|best| rank(&layout) > rank(best)) {
            best = Some(layout);
        }
    }
    let layout = best.unwrap_or_else(|| refuse(&grid, no_list(NO_TEMPLATE)));
    if sheet.visibility == Visibility::Visible {
        return layout;
    }
    let has_list = layout.tables.iter().any(|table| table.body.is_some());
    refuse(&grid, Refusal::Hidden { has_list })
}

const NO_TEMPLATE: Label =
    label!(vi: "không có biểu mẫu nào để so sánh", en: "there is no template to compare with");

/// How well a template explains a sheet.
fn rank(layout: &SheetLayout) -> (bool, bool, u32) {
    let readable = layout.tables.iter().any(|table| table.readable);
    let score = layout.tables.iter().map(|table| {
        let known = table.columns.iter().filter(|c| c.role != crate::model::role::Role::Extra);
        known.map(|column| column.confidence * 100.0).sum::<f32>() as u32
    });
    (readable, !layout.tables.is_empty(), score.sum())
}

fn as_form(grid: &Grid<'_>, scene: &Scene<'_>) -> SheetLayout {
    let regions = regions::regions(grid, scene.form);
    let mut sheet = Draft::new(grid);
    let mut why = None;
    for region in &regions {
        if scene.hints.late() {
            break;
        }
        for found in tables::understand(grid, region, scene) {
            match found {
                Ok(found) => sheet.add(grid, region, found),
                Err(reason) => why = Some(reason),
            }
        }
    }
    sheet.finish(grid, || why.unwrap_or_else(|| refusal::without_tables(grid)))
}

/// A sheet while its tables are put together.
struct Draft {
    tables: Vec<Table>,
    /// By index into the grid's rows.
    rows: Vec<Option<RowReading>>,
    beside: Vec<RowReading>,
}

impl Draft {
    fn new(grid: &Grid<'_>) -> Self {
        Draft { tables: Vec::new(), rows: vec![None; grid.rows.len()], beside: Vec::new() }
    }

    fn add(&mut self, grid: &Grid<'_>, region: &Region, found: Found) {
        let table = Some(self.tables.len().min(usize::from(u16::MAX)) as u16);
        for number in &found.table.header_rows {
            let numbers = region.header.as_ref().is_some_and(|h| h.numbers.contains(number));
            let (kind, why) = match numbers {
                true => (
                    RowKind::ColumnNumbers,
                    label!(vi: "số thứ tự của cột", en: "numbers the columns"),
                ),
                false => (RowKind::Header, label!(vi: "tiêu đề cột", en: "headings")),
            };
            let reading = RowReading {
                row: *number,
                kind,
                table,
                shift: Shift::default(),
                reason: why.to_text(),
            };
            self.put(grid, reading);
        }
        for (index, sighting) in found.rows.zip(&found.body.sightings) {
            let Some(row) = grid.rows.get(index) else { continue };
            let reason = sighting.why.to_text();
            let shift = sighting.shift;
            self.put(
                grid,
                RowReading { row: row.number, kind: sighting.kind, table, shift, reason },
            );
        }
        self.title(grid, region, table);
        self.tables.push(found.table);
    }

    /// The lines above a table that is not the sheet's first.
    fn title(&mut self, grid: &Grid<'_>, region: &Region, table: Option<u16>) {
        let to = region.header.as_ref().map_or(region.from, |header| grid.index_of(header.first));
        for index in region.title_from..to {
            if let (Some(place), Some(row)) = (self.rows.get_mut(index), grid.rows.get(index)) {
                let reason =
                    label!(vi: "phần tiêu đề trên bảng", en: "stands above the table").to_text();
                let table = table.filter(|_| region.title_from > 0);
                place.get_or_insert(RowReading {
                    row: row.number,
                    kind: RowKind::Title,
                    table,
                    shift: Shift::default(),
                    reason,
                });
            }
        }
    }

    /// Books a row; a row that a table to the left has booked already goes beside.
    fn put(&mut self, grid: &Grid<'_>, reading: RowReading) {
        let index = grid.index_of(reading.row);
        match self.rows.get_mut(index) {
            Some(place) if grid.rows.get(index).is_some_and(|row| row.number == reading.row) => {
                match place {
                    // Nothing of the left table stands here.
                    Some(there) if is_outside(there) => *place = Some(reading),
                    Some(_) if is_outside(&reading) => {}
                    Some(_) => self.beside.push(reading),
                    None => *place = Some(reading),
                }
            }
            _ => {}
        }
    }

    fn finish(mut self, grid: &Grid<'_>, why: impl FnOnce() -> Label) -> SheetLayout {
        if self.tables.is_empty() {
            return refuse(grid, no_list(why()));
        }
        let first = self
            .tables
            .iter()
            .filter_map(|t| t.header_rows.first().copied().or(t.body.map(|b| b.0)))
            .min();
        let rows = grid.rows.iter().zip(self.rows.iter_mut()).map(|(row, reading)| {
            reading.take().unwrap_or_else(|| {
                let (kind, why) = match first {
                    Some(first) if row.number < first => (
                        RowKind::Title,
                        label!(vi: "phần tiêu đề trên bảng", en: "stands above the table"),
                    ),
                    _ if regions::is_title(row) => (
                        RowKind::Title,
                        label!(vi: "tiêu đề của bảng tiếp theo", en: "title of the next table"),
                    ),
                    _ => (
                        RowKind::Remark,
                        label!(vi: "nội dung ngoài các bảng", en: "stands outside the tables"),
                    ),
                };
                RowReading {
                    row: row.number,
                    kind,
                    table: None,
                    shift: Shift::default(),
                    reason: why.to_text(),
                }
            })
        });
        let rows = rows.collect();
        let refused = refusal::of_tables(&self.tables);
        SheetLayout {
            name: grid.sheet.name.clone(),
            visibility: grid.sheet.visibility,
            tables: self.tables,
            rows,
            beside: self.beside,
            refused,
        }
    }
}

fn is_outside(reading: &RowReading) -> bool {
    reading.kind == RowKind::Remark && reading.reason.en.starts_with("stands outside")
}

fn no_list(why: Label) -> Refusal {
    Refusal::NoList { why: why.to_text() }
}

/// A sheet of which nothing is read.
fn refuse(grid: &Grid<'_>, refusal: Refusal) -> SheetLayout {
    let reason: Text = match &refusal {
        Refusal::Hidden { .. } => label!(vi: "trang ẩn", en: "the sheet is hidden").to_text(),
        _ => label!(vi: "trang không phải danh sách", en: "the sheet is no list").to_text(),
    };
    let rows = grid.rows.iter().map(|row| RowReading {
        row: row.number,
        kind: RowKind::OtherSheet,
        table: None,
        shift: Shift::default(),
        reason: reason.clone(),
    });
    SheetLayout {
        name: grid.sheet.name.clone(),
        visibility: grid.sheet.visibility,
        tables: Vec::new(),
        rows: rows.collect(),
        beside: Vec::new(),
        refused: Some(refusal),
    }
}
