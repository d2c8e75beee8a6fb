//! One table: its headings, what its columns mean, what its rows are.

use std::collections::BTreeMap;

use super::body::{self, Body};
use super::columns::{self, Evidence, Told};
use super::content::Profile;
use super::grid::{Grid, Row};
use super::heading_tree::Heading;
use super::hints::Hints;
use super::refusal::{self, Missing};
use super::regions::Region;
use super::shape::Shape;
use super::surroundings::{Lines, Words, footer_lines, title_lines};
use super::table::{Column, RowKind, SheetLayout, Table};
use super::{beside, header, headerless};
use crate::config::templates::FormTemplate;
use crate::i18n::Label;
use crate::model::role::Role;

/// What a sheet is read with.
pub(super) struct Scene<'a> {
    pub form: &'a FormTemplate,
    pub hints: &'a Hints<'a>,
    /// The sheets before this one: a list may go on without its header.
    pub before: &'a [SheetLayout],
    /// Lines around the tables of a page.
    pub around: &'a [String],
}

impl<'a> Scene<'a> {
    /// The last headed table of the sheets before.
    pub fn earlier_table(&self) -> Option<&'a Table> {
        let mut tables = self.before.iter().flat_map(|sheet| &sheet.tables);
        tables.rfind(|table| !table.header_rows.is_empty())
    }

    /// What entitles a table with this title from elsewhere; a title of its own stands for itself.
    fn title_elsewhere(&self, own: &Lines) -> Vec<String> {
        let earlier = self.earlier_table().filter(|_| own.is_empty()).into_iter();
        let earlier = earlier.flat_map(|table| {
            table.title.iter().map(|(_, text)| text).chain(&table.title_elsewhere)
        });
        earlier.chain(self.around).cloned().collect()
    }
}

/// A table with what every row of its region is.
pub(super) struct Found {
    pub table: Table,
    pub body: Body,
    /// The rows that `body` speaks of, by index into the grid.
    pub rows: std::ops::Range<usize>,
}

/// Understands a region as one table, or as several that stand side by side.
pub(super) fn understand(
    grid: &Grid<'_>,
    region: &Region,
    scene: &Scene<'_>,
) -> Vec<Result<Found, Label>> {
    let body = grid.rows.get(region.from..region.to).unwrap_or_default();
    let parts = beside::side_by_side(headerless::headings(region), scene.form);
    let several = parts.len() > 1;
    let parts = parts.into_iter().map(|part| {
        let headings = if several { part } else { with_neighbours(part, body) };
        one(grid, region, headings, scene)
    });
    parts.collect()
}

fn one(
    grid: &Grid<'_>,
    region: &Region,
    headings: Vec<Heading>,
    scene: &Scene<'_>,
) -> Result<Found, Label> {
    let Scene { form, hints, .. } = *scene;
    let rows = grid.rows.get(region.from..region.to).unwrap_or_default();
    let (headings, profiles) = with_profiles(headings, rows, hints);
    let told = told(scene, region, &headings, &profiles);
    let (mut columns, evidence) = columns::understand(&headings, &profiles, form, &told);
    if region.header.is_none() && told.is_empty() {
        headerless::order_dates(&mut columns, &profiles);
    }
    let shape = Shape::new(&columns, header::keys(form), form.subject);
    let height = region.header.as_ref().map_or(0, |header| header.last - header.first + 1);
    let body = body::read(grid, rows, &shape, height);
    let people = body.sightings.iter().filter(|s| s.kind == RowKind::Person).count();
    if let Some(why) = refusal::no_list(&evidence, people as u32, form) {
        return Err(why);
    }
    let title = title_lines(grid, region);
    let words = Words::about(grid, &title, &body, scene);
    let missing = refusal::missing(&evidence, &words, form);
    let elsewhere = scene.title_elsewhere(&title);
    let lines = (title, footer_lines(rows, &body));
    let confidence = confidence(&columns, &evidence);
    let mut table = assemble(region, columns, missing, lines, &body, form, confidence);
    table.title_elsewhere = elsewhere;
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
        title_elsewhere: Vec::new(),
        footer,
    }
}

/// Meanings that are certain before any column is looked at: what the officer
/// said; without a header, those of the table that goes on here or of the
/// unit's earlier form.
fn told(
    scene: &Scene<'_>,
    region: &Region,
    headings: &[Heading],
    profiles: &[Profile],
) -> BTreeMap<u32, (Role, Told)> {
    let mut told = BTreeMap::new();
    let headerless = region.header.is_none();
    if let Some(before) = scene.hints.before.filter(|_| headerless) {
        let known = before.columns.iter();
        told.extend(known.map(|(column, role)| (*column, (*role, Told::EarlierForm))));
    }
    if let Some(table) = scene.earlier_table().filter(|_| headerless) {
        let known: BTreeMap<u32, Role> = table.columns.iter().map(|c| (c.column, c.role)).collect();
        if headerless::goes_on(&known, headings, profiles, scene.form) {
            told.extend(known.iter().map(|(column, role)| (*column, (*role, Told::EarlierSheet))));
        }
    }
    let corrections = scene.hints.corrections.iter();
    told.extend(corrections.map(|(column, role)| (*column, (*role, Told::Correction))));
    told
}

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
