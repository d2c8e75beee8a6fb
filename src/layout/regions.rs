//! Cuts a sheet into the rows of its tables.

use super::cell_traits::traits_of;
use super::grid::{Grid, Row, text_of};
use super::header::{self, Header};
use super::heading_tree::Heading;
use super::traits::Traits;
use super::{headerless, row_words};
use crate::config::templates::{FormTemplate, Phrase};
use crate::model::workbook::CellValue;
use crate::text::fold::fold;

/// Rows of a sheet that one header (or none) governs, by index into the grid.
#[derive(Debug)]
pub(super) struct Region {
    pub header: Option<Header>,
    /// Index of the first row of the body.
    pub from: usize,
    /// Index behind the last one.
    pub to: usize,
    /// Index of the first row of the lines above the header.
    pub title_from: usize,
    /// Without a header: the columns that are filled.
    pub columns: Vec<Heading>,
}

/// Cuts a sheet into regions: one for each header; one for all when there is none.
pub(super) fn regions(grid: &Grid<'_>, form: &FormTemplate) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut index = 0;
    while index < grid.rows.len() {
        let known = regions.last().and_then(|region| region.header.as_ref());
        let found = match known {
            Some(known)
                if !may_begin_another(grid, index, form) || repeats(grid, index, known, form) =>
            {
                None
            }
            _ => header::find(grid, index, form),
        };
        let Some(header) = found else {
            index += 1;
            continue;
        };
        let start = grid.index_of(header.first);
        let from = grid.index_of(header.end() + 1);
        let mut title_from = 0;
        if let Some(last) = regions.last_mut() {
            title_from = title_above(grid, last.from, start);
            last.to = title_from;
        }
        index = from.max(index + 1);
        let to = grid.rows.len();
        regions.push(Region { header: Some(header), from, to, title_from, columns: Vec::new() });
    }
    if regions.is_empty() {
        regions.extend(headerless::region(grid));
    }
    regions
}

/// The index of the first of the lines right above a further table that read
/// like its title, not like the end of the table before.
fn title_above(grid: &Grid<'_>, from: usize, start: usize) -> usize {
    let mut first = start.max(from);
    while first > from && start - first < 6 {
        let Some(row) = grid.rows.get(first - 1) else { break };
        if !reads_like_a_title(row) {
            break;
        }
        first -= 1;
    }
    first
}

fn reads_like_a_title(row: &Row<'_>) -> bool {
    let mut cells = row.filled().peekable();
    cells.peek().is_some()
        && row.filled().count() <= 3
        && cells.all(|cell| {
            let traits = traits_of(cell);
            traits.has(Traits::TEXT)
                && !traits.has(Traits::NAME.or(Traits::DATE).or(Traits::DIGITS))
                && row_words::says(&text_of(cell)).is_none()
        })
}

/// Cheap look at a row below a header: only few rows of a body can begin another table.
fn may_begin_another(grid: &Grid<'_>, index: usize, form: &FormTemplate) -> bool {
    let Some(row) = grid.rows.get(index).filter(|row| !holds_values(row)) else { return false };
    let texts = row.filled().map(text_of).filter(|text| text.chars().any(char::is_alphabetic));
    let mut strong = 0;
    for text in texts.take(3) {
        strong +=
            usize::from(text.len() <= 80 && form.lexicon.likeness(&Phrase::plain(&text)) >= 0.9);
    }
    strong >= 2
}

/// Dates, long numbers and addresses stand in lists, not in headings.
fn holds_values(row: &Row<'_>) -> bool {
    row.cells.iter().any(|cell| match &cell.value {
        CellValue::Date(_) => true,
        CellValue::Number(number) => *number > 3000.0 || number.fract() != 0.0,
        CellValue::Text(text) => {
            text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 6
        }
        _ => false,
    })
}

/// The same header once more: a page break inside the table, not another
/// table, in which the names would stand elsewhere.
fn repeats(grid: &Grid<'_>, index: usize, known: &Header, form: &FormTemplate) -> bool {
    let Some(row) = grid.rows.get(index) else { return false };
    let is_same = |heading: &&Heading| {
        let first = heading.path.first().map(|text| fold(text).into_owned());
        first.is_some_and(|first| fold(&row.text(heading.column)) == first)
    };
    let moved = |heading: &Heading| {
        let role = form.lexicon.best_role(&heading.parts());
        role.is_some_and(|role| header::keys(form).contains(&role))
            && !is_same(&heading)
            && !row.text(heading.column).is_empty()
    };
    let same = known.headings.iter().filter(is_same).count();
    let top =
        known.headings.iter().filter(|heading| !heading.path.is_empty() && !heading.shared).count();
    same * 2 >= top.max(1) && !known.headings.iter().any(moved)
}

/// Whether a row above all tables reads like a title.
pub(super) fn is_title(row: &Row<'_>) -> bool {
    row.filled().any(|cell| row_words::is_title_line(&text_of(cell)))
}
