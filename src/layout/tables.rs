//! Which rows and columns of a sheet make a table.

use std::collections::BTreeMap;

use super::body::{self, Body};
use super::cell_traits::traits_of;
use super::columns::{self, Evidence, Told};
use super::content::Profile;
use super::grid::{Grid, Row, text_of};
use super::header::{self, Header};
use super::heading_tree::Heading;
use super::hints::Hints;
use super::refusal::{self, Missing};
use super::shape::Shape;
use super::table::{Column, Table};
use super::traits::Traits;
use super::{headerless, row_words};
use crate::config::templates::{FormTemplate, Phrase};
use crate::i18n::Label;
use crate::model::place::Position;
use crate::model::role::Role;
use crate::model::workbook::CellValue;

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

/// A table with what every row of its region is.
pub(super) struct Found {
    pub table: Table,
    pub body: Body,
    /// The rows that `body` speaks of, by index into the grid.
    pub rows: std::ops::Range<usize>,
}

/// Cuts a sheet into regions: one for each header; one for all when there is none.
pub(super) fn regions(grid: &Grid<'_>, form: &FormTemplate) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut index = 0;
    while index < grid.rows.len() {
        let known = regions.last().and_then(|region| region.header.as_ref());
        let found = match known {
            Some(known) if !may_begin_another(grid, index, form) || repeats(grid, index, known) => {
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

/// The same header once more: a page break inside the table, not another table.
fn repeats(grid: &Grid<'_>, index: usize, known: &Header) -> bool {
    let Some(row) = grid.rows.get(index) else { return false };
    let same = known.headings.iter().filter(|heading| {
        let first = heading.path.first().map(|text| fold(text));
        first.is_some_and(|first| fold(&row.text(heading.column)) == first)
    });
    let top =
        known.headings.iter().filter(|heading| !heading.path.is_empty() && !heading.shared).count();
    same.count() * 2 >= top.max(1)
}

fn fold(text: &str) -> String {
    crate::text::fold::fold(text).into_owned()
}

/// Understands a region as one table, or as several that stand side by side.
pub(super) fn understand(
    grid: &Grid<'_>,
    region: &Region,
    form: &FormTemplate,
    hints: &Hints<'_>,
) -> Vec<Result<Found, Label>> {
    let body = grid.rows.get(region.from..region.to).unwrap_or_default();
    let headings = headerless::headings(region);
    let parts = side_by_side(headings, form);
    let several = parts.len() > 1;
    parts
        .into_iter()
        .map(|part| {
            let headings = if several { part } else { with_neighbours(part, body) };
            one(grid, region, headings, form, hints)
        })
        .collect()
}

fn one(
    grid: &Grid<'_>,
    region: &Region,
    headings: Vec<Heading>,
    form: &FormTemplate,
    hints: &Hints<'_>,
) -> Result<Found, Label> {
    let rows = grid.rows.get(region.from..region.to).unwrap_or_default();
    let (headings, profiles) = with_profiles(headings, rows, hints);
    let told = told(hints, region.header.is_none());
    let (mut columns, evidence) = columns::understand(&headings, &profiles, form, &told);
    if region.header.is_none() {
        headerless::order_dates(&mut columns, &profiles);
    }
    let shape = Shape::new(&columns, header::keys(form), form.subject);
    let height = region.header.as_ref().map_or(0, |header| header.last - header.first + 1);
    let body = body::read(grid, rows, &shape, height);
    let people = body.sightings.iter().filter(|s| s.kind == super::table::RowKind::Person).count();
    if let Some(why) = refusal::no_list(&evidence, people as u32, form) {
        return Err(why);
    }
    let title = title_lines(grid, region);
    let missing = refusal::missing(&evidence, &words_about(grid, &title, &body, hints), form);
    let footer = footer_lines(rows, &body);
    let confidence = confidence(&columns, &evidence);
    let table = assemble(region, columns, missing, (title, footer), &body, form, confidence);
    Ok(Found { table, body, rows: region.from..region.to })
}

fn assemble(
    region: &Region,
    columns: Vec<Column>,
    missing: Missing,
    (title, footer): (Lines, Lines),
    body: &Body,
    form: &FormTemplate,
    confidence: f32,
) -> Table {
    let header_rows = region.header.as_ref().map_or(Vec::new(), |header| {
        (header.first..=header.last).chain(header.numbers.iter().copied()).collect()
    });
    Table {
        template: form.name.clone(),
        confidence,
        header_rows,
        body: body.people,
        columns,
        readable: !missing.essential,
        missing: missing.roles,
        sections: body.sections.clone(),
        totals: body.totals.clone(),
        title,
        footer,
    }
}

type Lines = Vec<(Position, String)>;

/// Columns that hold something or have a heading, with what they hold.
fn with_profiles(
    headings: Vec<Heading>,
    rows: &[Row<'_>],
    hints: &Hints<'_>,
) -> (Vec<Heading>, Vec<Profile>) {
    let columns: Vec<u32> = headings.iter().map(|heading| heading.column).collect();
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
        return Default::default();
    };
    let filled = |row: &Row<'_>| row.within(*first..=*last).take(40).count();
    let mut counts: Vec<usize> = rows.iter().map(filled).collect();
    counts.sort_unstable();
    // Totals, signatures and blank lines are thin; people's rows are not.
    let usual = counts.get(counts.len() * 3 / 4).copied().unwrap_or(0);
    let enough = (usual * 2 / 5).max(2.min(columns.len()));
    let full: Vec<Row<'_>> = rows.iter().filter(|row| filled(row) >= enough).copied().collect();
    let profiles = Profile::of_columns(&full, &columns, hints.known);
    let kept = headings.into_iter().zip(profiles);
    kept.filter(|(heading, profile)| !heading.path.is_empty() || !profile.is_empty()).unzip()
}

/// Columns right next to the headed ones that most rows fill belong to the table too.
fn with_neighbours(mut headings: Vec<Heading>, rows: &[Row<'_>]) -> Vec<Heading> {
    let (Some(first), Some(last)) =
        (headings.first().map(|h| h.column), headings.last().map(|h| h.column))
    else {
        return headings;
    };
    let step = rows.len().div_ceil(200).max(1);
    let sample: Vec<&Row<'_>> = rows.iter().step_by(step).collect();
    let dense = |column: u32| {
        let filled = sample.iter().filter(|row| row.cell(column).is_some()).count();
        filled * 5 >= sample.len() * 2 && filled > 0
    };
    let blank = |column: u32| Heading { column, ..Heading::default() };
    let right =
        (last.saturating_add(1)..=last.saturating_add(3)).take_while(|column| dense(*column));
    headings.extend(right.map(blank));
    if let Some(left) = first.checked_sub(1).filter(|column| dense(*column)) {
        headings.insert(0, blank(left));
    }
    headings
}

/// Splits headings where the list begins anew: the same headings once more, to the right.
fn side_by_side(headings: Vec<Heading>, form: &FormTemplate) -> Vec<Vec<Heading>> {
    let role = |heading: &Heading| form.lexicon.best_role(&heading.parts());
    let roles: Vec<Option<Role>> = headings.iter().map(role).collect();
    let keys = header::keys(form);
    let is_key =
        |index: usize| roles.get(index).copied().flatten().is_some_and(|role| keys.contains(&role));
    let same = |a: usize, b: usize| match (headings.get(a), headings.get(b)) {
        (Some(a), Some(b)) => {
            !a.path.is_empty() && a.at != b.at && fold(&a.joined()) == fold(&b.joined())
        }
        _ => false,
    };
    let firsts: Vec<usize> =
        (0..headings.len()).filter(|index| !headings[*index].path.is_empty()).collect();
    let Some(&start) = firsts.first() else { return vec![headings] };
    let first_key = (0..headings.len()).find(|index| is_key(*index));
    let Some(first_key) = first_key else { return vec![headings] };
    let mut cuts = vec![0];
    for index in first_key + 1..headings.len() {
        let again = index >= first_key - start && same(first_key, index) && {
            let begin = index - (first_key - start);
            // All headings left of the name stand left of the name again.
            (start..first_key).all(|left| same(left, begin + left - start))
        };
        if again && cuts.last().is_some_and(|cut| index - (first_key - start) > *cut) {
            cuts.push(index - (first_key - start));
        }
    }
    let mut parts = Vec::new();
    let mut rest = headings;
    for cut in cuts.into_iter().skip(1).rev() {
        parts.push(rest.split_off(cut));
    }
    parts.push(rest);
    parts.reverse();
    // A blank column or two between tables belongs to neither.
    for part in &mut parts {
        while part.last().is_some_and(|heading| heading.path.is_empty()) && part.len() > 1 {
            part.pop();
        }
    }
    parts
}

fn told(hints: &Hints<'_>, headerless: bool) -> BTreeMap<u32, (Role, Told)> {
    let mut told = BTreeMap::new();
    if let Some(before) = hints.before.filter(|_| headerless) {
        told.extend(
            before.columns.iter().map(|(column, role)| (*column, (*role, Told::EarlierForm))),
        );
    }
    told.extend(
        hints.corrections.iter().map(|(column, role)| (*column, (*role, Told::Correction))),
    );
    told
}

fn title_lines(grid: &Grid<'_>, region: &Region) -> Lines {
    let from = region.title_from;
    let to = match &region.header {
        Some(header) => grid.index_of(header.first),
        None => region.from,
    };
    let rows = grid.rows.get(from..to.max(from)).unwrap_or_default();
    let last = rows.get(rows.len().saturating_sub(40)..).unwrap_or_default();
    let cells = last.iter().flat_map(Row::filled);
    cells.map(|cell| (cell.at, text_of(cell).into_owned())).collect()
}

fn footer_lines(rows: &[Row<'_>], body: &Body) -> Lines {
    let last = body.people.map(|(_, last)| last);
    let below = rows.iter().filter(|row| last.is_none_or(|last| row.number > last));
    let cells = below.take(60).flat_map(|row| row.filled().take(20));
    cells.map(|cell| (cell.at, text_of(cell).into_owned())).collect()
}

/// The texts around a table that may say what its rows are registered for.
fn words_about(grid: &Grid<'_>, title: &Lines, body: &Body, hints: &Hints<'_>) -> Vec<Phrase> {
    let sections = body.sections.iter().take(50).map(|section| section.text.as_str());
    let titles = title.iter().map(|(_, text)| text.as_str());
    let own = [&*grid.sheet.name, hints.file_name];
    titles.chain(sections).chain(own).map(|text| Phrase::plain(&text.replace('_', " "))).collect()
}

fn confidence(columns: &[Column], evidence: &[Evidence<'_>]) -> f32 {
    let named = columns.iter().filter(|column| column.role != Role::Extra);
    let (sum, count) = named.fold((0.0, 0.0), |(sum, count), c| (sum + c.confidence, count + 1.0));
    let key = columns
        .iter()
        .filter(|c| {
            matches!(
                c.role,
                Role::FullName
                    | Role::FamilyName
                    | Role::GivenName
                    | Role::UnitName
                    | Role::CourseName
            )
        })
        .map(|c| c.confidence)
        .fold(0.0, f32::max);
    let headed = if evidence.iter().any(|e| e.headed) { 1.0 } else { 0.7 };
    if count == 0.0 { 0.0 } else { (0.5 * key + 0.5 * sum / count) * headed }
}

/// Whether a row above all tables reads like a title.
pub(super) fn is_title(row: &Row<'_>) -> bool {
    row.filled().any(|cell| row_words::is_title_line(&text_of(cell)))
}
