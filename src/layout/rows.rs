//! What each row below a header is, at first sight.

use super::cell_traits::is_outline;
use super::grid::{Grid, Row, text_of};
use super::number_row::is_number_row;
use super::row_kinds::{self as take, Sighting};
use super::row_words::{Says, names_a_section, says};
use super::shape::{Look, Ordinal, Shape};
use super::shifts;
use super::table::RowKind;
use super::traits::Traits;
use crate::config::templates::Subject;
use crate::model::place::{Position, Range};

/// Where the reader stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    #[default]
    Body,
    /// Below a total: only rows that are people beyond doubt go on.
    BelowTotal,
    /// Below signatures: nobody any more.
    BelowSignature,
}

/// Where a row stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The row right above, without a gap.
    pub above: Option<RowKind>,
    pub stage: Stage,
    /// People beyond doubt follow further down.
    pub people_below: bool,
    /// The row above repeats the header's first row, and the header has more.
    pub in_header: bool,
    /// The row above, whatever its distance.
    pub row_above: Option<Row<'a>>,
}

impl Place<'_> {
    /// Right below a person.
    fn touches_person(self) -> bool {
        matches!(self.above, Some(RowKind::Person | RowKind::Continuation))
    }
}

/// What a row is, at first sight.
pub(super) fn sight(shape: &Shape, grid: &Grid<'_>, row: Row<'_>, place: Place<'_>) -> Sighting {
    let look = shape.look(row);
    let numbers = || !look.has_name() && is_number_row(&row);
    if look.is_empty() {
        return take::OUTSIDE;
    }
    if shape.repeats_header(&look) {
        return take::REPEATED;
    }
    if numbers() {
        return take::NUMBERS;
    }
    if place.in_header && !shape.is_beyond_doubt(&look) {
        return take::REPEATED;
    }
    if place.stage == Stage::BelowSignature {
        return below_signature(&look);
    }
    if look.says_nothing() && matches!(look.ordinal, Ordinal::Number | Ordinal::Outline) {
        return take::BLANK;
    }
    if shape.is_prefilled(&look, place.row_above) {
        return take::PREFILLED;
    }
    if let Some(sighting) = by_words(shape, &look, place) {
        return sighting;
    }
    // A person who was struck out is still a person: what becomes of the row is for the officer to say.
    if shape.is_struck_out(&look) && !look.has_name() {
        return take::STRUCK;
    }
    if let Some(sighting) = shifts::whole(shape, &look) {
        return sighting;
    }
    let sighting = match look.name.is_empty() {
        true => nameless(shape, grid, &look, place),
        false => named(shape, grid, &look),
    };
    let doubtful = sighting.kind == RowKind::Person && !shape.is_beyond_doubt(&look);
    if place.stage == Stage::BelowTotal && doubtful { take::BELOW_TOTAL } else { sighting }
}

/// Totals, closing lines, signatures, by their words.
fn by_words(shape: &Shape, look: &Look<'_>, place: Place<'_>) -> Option<Sighting> {
    if look.ordinal == Ordinal::Number && look.has_name() {
        return None;
    }
    let numbered = look.ordinal == Ordinal::Number && !look.name.is_empty();
    Some(match said(shape, look)? {
        Says::Total => take::TOTAL,
        Says::Closing => take::CLOSING,
        Says::Signature if !numbered => take::SIGNATURE,
        Says::Recipients if !numbered => take::RECIPIENTS,
        Says::DateLine if !numbered => take::DATED,
        // Within the list a post is a further line of the person above.
        Says::Post if numbered || place.touches_person() && place.people_below => return None,
        Says::Post => take::SIGNER,
        Says::Remark if look.others.len() <= 1 => take::REMARK,
        _ => return None,
    })
}

/// What the words of a row say: of the name's cell, of the ordinal's, or of any in a thin row.
fn said(shape: &Shape, look: &Look<'_>) -> Option<Says> {
    let own = (!look.name.is_empty()).then(|| says(&look.name)).flatten();
    let lead = || {
        let column = shape.ordinal.filter(|_| look.ordinal == Ordinal::Words)?;
        says(&look.row.text(column))
    };
    let anywhere = || {
        let thin = look.others.len() <= 4 && look.ordinal != Ordinal::Number && !look.has_name();
        look.others.iter().filter(|_| thin).find_map(|cell| says(&text_of(cell)))
    };
    own.or_else(lead).or_else(anywhere)
}

fn below_signature(look: &Look<'_>) -> Sighting {
    let recipients = look.row.filled().any(|cell| {
        let text = text_of(cell);
        text.starts_with('-') || says(&text) == Some(Says::Recipients)
    });
    if recipients { take::RECIPIENTS } else { take::SIGNATURE }
}

fn named(shape: &Shape, grid: &Grid<'_>, look: &Look<'_>) -> Sighting {
    if shape.subject == Subject::Things {
        return take::ENTRY;
    }
    if let Some(sighting) = shifts::from_the_middle(shape, look) {
        return sighting;
    }
    if is_section(shape, grid, look) {
        return take::SECTION;
    }
    if look.has_name() {
        return take::NAMED;
    }
    if is_organisation(shape, look) {
        return take::ORGANISATION;
    }
    let plain = look.name_traits.has(Traits::GIVEN.or(Traits::NAME_LIKE));
    let alone = look.others.is_empty() && look.ordinal != Ordinal::Number;
    let bracketed = look.name.starts_with(['(', '*', '[']) && !is_outline(first_word(&look.name));
    match look.ordinal {
        _ if alone && bracketed => take::REMARK,
        _ if alone && (shape.ordinal.is_some() || !plain) => take::LONE_TEXT,
        Ordinal::Number => take::NUMBERED,
        _ if plain || shape.fitting(look, 0) >= 1 => take::FILLED,
        _ => take::UNREAD,
    }
}

/// A row that names what the rows below belong to.
fn is_section(shape: &Shape, grid: &Grid<'_>, look: &Look<'_>) -> bool {
    let office = look.name_traits.has(Traits::UNIT.or(Traits::COURSE));
    let words = || office || names_a_section(&look.name);
    if look.others.len() > 2 || look.has_name() && (!office || !look.others.is_empty()) {
        return false;
    }
    let fits = shape.fitting(look, 0);
    if fits >= 2 {
        return false;
    }
    let wide = || {
        let merge = merge_over_name(shape, grid, look);
        merge.is_some_and(|m| (m.last.column - m.first.column + 1) * 2 > shape.last - shape.first)
    };
    match look.ordinal {
        Ordinal::Number => look.others.len() <= 1 && fits == 0 && words(),
        Ordinal::Outline => true,
        Ordinal::None | Ordinal::Words => words() || wide() || is_outline(first_word(&look.name)),
    }
}

/// A body among people: no name, no birth date, no number of a person.
fn is_organisation(shape: &Shape, look: &Look<'_>) -> bool {
    look.name_traits.has(Traits::UNIT)
        && !look.name_traits.has(Traits::GIVEN)
        && look.name.contains(' ')
        && !look.others.is_empty()
        && !shape.has_personal_data(look)
}

fn nameless(shape: &Shape, grid: &Grid<'_>, look: &Look<'_>, place: Place<'_>) -> Sighting {
    let fits = shape.fitting(look, 0);
    let numbered = look.ordinal == Ordinal::Number;
    let thing = shape.subject == Subject::Things && look.others.len() >= 2;
    if fits >= 2 || numbered && fits >= 1 || thing {
        return take::NAMELESS;
    }
    let joined =
        merge_over_name(shape, grid, look).is_some_and(|merge| merge.first.row < look.row.number);
    let follows = look.ordinal == Ordinal::None && place.touches_person();
    if follows && (joined || !look.others.is_empty()) {
        return take::CONTINUED;
    }
    let texts = look.others.len() + usize::from(look.ordinal == Ordinal::Words);
    match texts {
        _ if numbered && !look.others.is_empty() => take::NUMBERED_NAMELESS,
        1 => take::LONE_TEXT,
        _ => take::UNREAD,
    }
}

fn merge_over_name(shape: &Shape, grid: &Grid<'_>, look: &Look<'_>) -> Option<Range> {
    grid.merge_at(Position::new(look.row.number, *shape.names.first()?))
}

fn first_word(text: &str) -> &str {
    text.split([' ', '.', '-', ')', ':']).next().unwrap_or_default()
}
