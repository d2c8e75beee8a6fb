//! The rows below a header, read in order: what each one is, its sections and
//! its declared totals.

use super::grid::{Grid, Row};
use super::rows::{Shape, Sighting, Stage};
use super::sections::Sections;
use super::table::{RowKind, Section, TotalStatement};
use super::totals;
use crate::label;

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
pub(super) fn read(grid: &Grid<'_>, rows: &[Row<'_>], shape: &Shape) -> Body {
    let mut sightings = first_look(grid, rows, shape);
    resolve(rows, &mut sightings);
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

fn first_look(grid: &Grid<'_>, rows: &[Row<'_>], shape: &Shape) -> Vec<Sighting> {
    let mut stage = Stage::Body;
    let mut above: Option<(RowKind, u32)> = None;
    let mut sightings = Vec::with_capacity(rows.len());
    for row in rows {
        // A gap ends what the row above may go on with.
        let touching = above.filter(|(_, number)| number + 1 == row.number).map(|(kind, _)| kind);
        let sighting = shape.sight(grid, *row, touching, stage);
        stage = match (sighting.kind, stage) {
            (RowKind::Signature | RowKind::Footer, _) => Stage::BelowSignature,
            (RowKind::Total, Stage::Body) => Stage::BelowTotal,
            (RowKind::Section | RowKind::Person, Stage::BelowTotal) => Stage::Body,
            (RowKind::RepeatedHeader, _) => Stage::Body,
            _ => stage,
        };
        above = Some((sighting.kind, row.number));
        sightings.push(sighting);
    }
    sightings
}

/// What stands below decides what a row is: a total with people below is a
/// subtotal, a lone text above people is a section, below them a remark.
fn resolve(rows: &[Row<'_>], sightings: &mut [Sighting]) {
    let mut people_below = false;
    for sighting in sightings.iter_mut().take(rows.len()).rev() {
        match sighting.kind {
            RowKind::Person => people_below = true,
            RowKind::Total if people_below => sighting.kind = RowKind::Subtotal,
            RowKind::Section if !people_below => {
                sighting.kind = RowKind::Remark;
                sighting.why = label!(vi: "dòng chữ dưới danh sách", en: "a text below the list");
            }
            RowKind::Unread if !people_below => {
                sighting.kind = RowKind::Remark;
                sighting.why = label!(vi: "nội dung dưới danh sách", en: "stands below the list");
            }
            _ => {}
        }
    }
}
