//! The rows below a header, read in order: what each one is, its sections and
//! its declared totals.

use super::grid::{Grid, Row};
use super::row_kinds::{self as take, Sighting};
use super::rows::{self, Place, Stage};
use super::sections::Sections;
use super::shape::Shape;
use super::table::{RowKind, Section, TotalStatement};
use super::totals;

/// What was found below a header.
#[derive(Default)]
pub(super) struct Body {
    /// One for each row, in order.
    pub sightings: Vec<Sighting>,
    pub sections: Vec<Section>,
    pub totals: Vec<TotalStatement>,
    /// First and last person row.
    pub people: Option<(u32, u32)>,
}

/// Reads the rows of one table.
pub(super) fn read(grid: &Grid<'_>, rows: &[Row<'_>], shape: &Shape, header_height: u32) -> Body {
    let mut sightings = first_look(grid, rows, shape, header_height);
    resolve(&mut sightings);
    totals::settle(rows, &mut sightings);
    let people = rows.iter().zip(&sightings).filter(|(_, s)| s.kind == RowKind::Person);
    let numbers: Vec<u32> = people.map(|(row, _)| row.number).collect();
    let mut sections = Sections::default();
    for (row, _) in rows.iter().zip(&sightings).filter(|(_, s)| s.kind == RowKind::Section) {
        sections.add(row);
    }
    let totals = totals::read(rows, &sightings);
    Body {
        sections: sections.found,
        totals,
        people: numbers.first().copied().zip(numbers.last().copied()),
        sightings,
    }
}

fn first_look(
    grid: &Grid<'_>,
    rows: &[Row<'_>],
    shape: &Shape,
    header_height: u32,
) -> Vec<Sighting> {
    let mut stage = Stage::Body;
    let mut above: Option<(RowKind, u32)> = None;
    let mut repeated_at: Option<u32> = None;
    let mut sightings: Vec<Sighting> = Vec::with_capacity(rows.len());
    let last_certain = rows.iter().rposition(|row| is_certain(shape, *row));
    for (index, row) in rows.iter().enumerate() {
        // A gap ends what the row above may go on with.
        let touching = above.filter(|(_, number)| number + 1 == row.number).map(|(kind, _)| kind);
        let place = Place {
            above: touching,
            stage,
            people_below: last_certain.is_some_and(|last| index < last),
            row_above: index.checked_sub(1).and_then(|above| rows.get(above)).copied(),
            in_header: repeated_at.is_some_and(|first| row.number < first + header_height),
        };
        let sighting = rows::sight(shape, grid, *row, place);
        stage = match (sighting.kind, stage) {
            (RowKind::Signature | RowKind::Footer, _) => Stage::BelowSignature,
            (RowKind::Total, Stage::Body) => Stage::BelowTotal,
            (RowKind::Section | RowKind::Person, Stage::BelowTotal) => Stage::Body,
            (RowKind::RepeatedHeader, _) => Stage::Body,
            _ => stage,
        };
        if sighting.kind == RowKind::RepeatedHeader && !place.in_header {
            repeated_at = Some(row.number);
        }
        above = Some((sighting.kind, row.number));
        sightings.push(sighting);
    }
    sightings
}

/// What stands below decides what a row is: a total with people below is a
/// subtotal, a lone text above people is a section, below them a remark.
fn resolve(sightings: &mut [Sighting]) {
    let mut people_below = false;
    for sighting in sightings.iter_mut().rev() {
        match sighting.kind {
            RowKind::Person => people_below = true,
            RowKind::Total if people_below => sighting.kind = RowKind::Subtotal,
            RowKind::Section if !people_below => *sighting = take::BELOW_TEXT,
            RowKind::Unread if !people_below && !sighting.settled => *sighting = take::BELOW,
            _ => {}
        }
    }
}

/// A named person's row beyond doubt.
fn is_certain(shape: &Shape, row: Row<'_>) -> bool {
    let look = shape.look(row);
    !look.name.is_empty() && shape.is_beyond_doubt(&look)
}
