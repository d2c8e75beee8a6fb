//! Rows whose cells stand one column beside their headings, because somebody
//! left a cell out or put one in.

use super::cell_traits::{traits_of, traits_of_text};
use super::row_kinds::{self as take, Sighting};
use super::shape::{Look, Shape, telling_traits};
use super::table::Shift;
use super::traits::Traits;
use crate::config::templates::Subject;
use crate::model::role::Role;
use crate::model::workbook::{Cell, CellValue};

/// The whole row has moved: the name stands beside its column.
pub(super) fn whole(shape: &Shape, look: &Look<'_>) -> Option<Sighting> {
    let fine = look.has_name() || look.name_traits.has(Traits::NAME_LIKE);
    if fine || shape.subject == Subject::Things || shape.names.len() != 1 {
        return None;
    }
    let column = *shape.names.first()?;
    let here = shape.fitting(look, 0);
    [1_i8, -1].into_iter().find_map(|by| {
        let beside = column.checked_add_signed(i32::from(by))?;
        let name = traits_of_text(&look.row.text(beside));
        let better = shape.fitting(look, i32::from(by)) >= here + 2;
        (name.has(Traits::NAME) && better)
            .then_some(Sighting { shift: Shift::whole(by), ..take::SHIFTED })
    })
}

/// The name stands where it should, but from some column on the cells have moved.
pub(super) fn from_the_middle(shape: &Shape, look: &Look<'_>) -> Option<Sighting> {
    let marked = || shape.marked.iter().copied();
    // Nearly every row ends here: a date, a number, a sex that look like one.
    if !marked().any(|(column, role)| look.row.cell(column).is_some_and(|c| is_odd(c, role))) {
        return None;
    }
    let fits = |column: u32, role: Role, by: i8| {
        let cell = column.checked_add_signed(i32::from(by)).and_then(|at| look.row.cell(at))?;
        Some(traits_of(cell).has(telling_traits(role)?))
    };
    let (first, role) = marked().find(|(column, role)| fits(*column, *role, 0) == Some(false))?;
    [1_i8, -1].into_iter().find_map(|by| {
        // A cell left out: does the value stand left of its own column, or only those after it?
        let from = if by < 0 && fits(first, role, by) != Some(true) { first + 1 } else { first };
        let count = |by: i8| {
            marked().filter(|(c, role)| *c >= from && fits(*c, *role, by) == Some(true)).count()
        };
        let (moved, here) = (count(by), count(0));
        (moved >= 2 && moved >= here + 2)
            .then_some(Sighting { shift: Shift { by, from }, ..take::PARTLY_SHIFTED })
    })
}

/// Cheap look: a cell that cannot be what its column holds.
fn is_odd(cell: &Cell, role: Role) -> bool {
    let CellValue::Text(text) = &cell.value else { return role == Role::Sex };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match role {
        Role::BirthDate | Role::BirthDateMale | Role::BirthDateFemale => digits < 2,
        Role::PartyJoined | Role::PartyOfficial => digits < 2,
        Role::NationalId | Role::Phone => digits < 5,
        Role::Sex => digits > 0 || text.len() > 12,
        _ => false,
    }
}
