//! Counts that a form states about itself, and the rows that they count.

use super::grid::{Row, text_of};
use super::row_kinds::Sighting;
use super::table::{RowKind, TotalStatement};
use crate::model::place::Position;

/// The counting statements among the rows of a table, in order.
pub(super) fn read(rows: &[Row<'_>], sightings: &[Sighting]) -> Vec<TotalStatement> {
    let mut found = Vec::new();
    let mut section_start: Option<u32> = None;
    let start = rows.first().map_or(0, |row| row.number);
    for (row, sighting) in rows.iter().zip(sightings) {
        match sighting.kind {
            RowKind::Section => {
                section_start = Some(row.number);
                if let Some((at, text)) = counting_text(row) {
                    let last = end_of_section(rows, sightings, row.number);
                    found.push(TotalStatement { at, text, rows: (row.number, last) });
                }
            }
            RowKind::Subtotal | RowKind::Total => {
                let (at, text) = statement(row);
                let from = match sighting.kind {
                    RowKind::Subtotal => section_start.unwrap_or(start),
                    _ => start,
                };
                found.push(TotalStatement { at, text, rows: (from, row.number) });
            }
            _ => {}
        }
    }
    found
}

/// `Cộng II` below the last section, with `Tổng cộng` below it, counts only that section.
pub(super) fn settle(rows: &[Row<'_>], sightings: &mut [Sighting]) {
    let is = |kind: RowKind| move |sighting: &Sighting| sighting.kind == kind;
    let Some(last) = sightings.iter().rposition(is(RowKind::Total)) else { return };
    if !sightings.iter().any(is(RowKind::Section)) {
        return;
    }
    for (row, sighting) in rows.iter().zip(sightings.iter_mut()).take(last) {
        let own =
            || row.filled().any(|cell| crate::text::fold::fold(&text_of(cell)).starts_with("cong"));
        if sighting.kind == RowKind::Total && own() {
            sighting.kind = RowKind::Subtotal;
        }
    }
}

/// The text of a section that also counts: `Chi bộ Sở Nội vụ (05 đ/c)`.
fn counting_text(row: &Row<'_>) -> Option<(Position, String)> {
    row.filled().find_map(|cell| {
        let text = text_of(cell);
        let folded = crate::text::fold::fold(&text).into_owned();
        let words: Vec<&str> = folded.split(' ').collect();
        let counted = words.windows(2).any(|pair| {
            pair[0].bytes().all(|b| b.is_ascii_digit())
                && matches!(pair[1], "d" | "dc" | "dong" | "nguoi" | "hoc" | "can")
        });
        counted.then(|| (cell.at, text.into_owned()))
    })
}

/// All that a total's row says, its numbers too.
fn statement(row: &Row<'_>) -> (Position, String) {
    let at = row.filled().next().map_or(Position::new(row.number, 0), |cell| cell.at);
    let texts: Vec<String> = row.filled().take(12).map(|cell| text_of(cell).into_owned()).collect();
    (at, texts.join(" "))
}

fn end_of_section(rows: &[Row<'_>], sightings: &[Sighting], from: u32) -> u32 {
    let below = rows.iter().zip(sightings).filter(|(row, _)| row.number > from);
    let mut last = from;
    for (row, sighting) in below {
        match sighting.kind {
            RowKind::Section | RowKind::Total | RowKind::Signature => break,
            _ => last = row.number,
        }
    }
    last
}
