//! What stands around a table: its title, the lines below, and words that say
//! what its rows are registered for.

use super::body::Body;
use super::grid::{Grid, Row, text_of};
use super::regions::Region;
use super::tables::Scene;
use crate::config::templates::Phrase;
use crate::model::place::Position;
use crate::text::fold::fold;

/// Places and texts of the lines above or below a table.
pub(super) type Lines = Vec<(Position, String)>;

pub(super) fn title_lines(grid: &Grid<'_>, region: &Region) -> Lines {
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

pub(super) fn footer_lines(rows: &[Row<'_>], body: &Body) -> Lines {
    let last = body.people.map(|(_, last)| last);
    let below = rows.iter().filter(|row| last.is_none_or(|last| row.number > last));
    let cells = below.take(60).flat_map(|row| row.filled().take(20));
    cells.map(|cell| (cell.at, text_of(cell).into_owned())).collect()
}

/// Texts around a table that may say what no column says.
pub(super) struct Words {
    phrases: Vec<Phrase>,
    /// One of them is a class of the courses list.
    pub names_a_course: bool,
}

impl Words {
    /// Title, sections, the lines around the tables of a page, the names of
    /// sheet and file; also the title of the table that goes on here.
    pub fn about(grid: &Grid<'_>, title: &Lines, body: &Body, scene: &Scene<'_>) -> Words {
        let sections = body.sections.iter().take(50).map(|section| section.text.as_str());
        let titles = title.iter().map(|(_, text)| text.as_str());
        let earlier = scene.earlier_table().into_iter().flat_map(|table| &table.title);
        let earlier = earlier.map(|(_, text)| text.as_str());
        let around = scene.around.iter().map(String::as_str);
        let texts: Vec<&str> = titles
            .chain(sections)
            .chain(earlier)
            .chain(around)
            .chain([&*grid.sheet.name])
            .collect();
        let names_a_course = texts.iter().any(|text| scene.hints.known.is_course(text));
        let mut phrases: Vec<Phrase> = texts.into_iter().map(Phrase::plain).collect();
        // Half of a file's name is often typed without accents: all of it is read so.
        phrases.push(Phrase::plain(&fold(scene.hints.file_name)));
        Words { phrases, names_a_course }
    }

    /// Does any of them contain these words?
    pub fn say(&self, words: &[Phrase]) -> bool {
        self.phrases.iter().any(|text| words.iter().any(|word| text.contains(word)))
    }
}
