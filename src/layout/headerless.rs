//! Lists without a header: the columns are known by what they hold.

use std::collections::BTreeMap;

use super::cell_traits::traits_of;
use super::content::Profile;
use super::grid::{Grid, text_of};
use super::header::Header;
use super::heading_tree::{self, Heading};
use super::regions::Region;
use super::table::Column;
use super::traits::Traits;
use crate::config::templates::FormTemplate;
use crate::model::role::Role;

/// As many rows are looked at for names.
const LOOK: usize = 300;

/// The rows from the first one with a person's name, if names fill a column.
pub(super) fn region(grid: &Grid<'_>) -> Option<Region> {
    let column = name_column(grid)?;
    let is_name = |index: &usize| {
        grid.rows
            .get(*index)
            .and_then(|row| row.cell(column))
            .is_some_and(|cell| traits_of(cell).has(Traits::NAME))
    };
    let from = (0..grid.rows.len())
        .find(|index| is_name(index) && grid.rows[*index].filled().count() >= 2)?;
    let rows = grid.rows.get(from..)?;
    let columns = rows.iter().take(LOOK).flat_map(|row| row.filled()).map(|cell| cell.at.column);
    let (first, last) = columns.fold(None, |ends: Option<(u32, u32)>, column| {
        Some(ends.map_or((column, column), |(a, b)| (a.min(column), b.max(column))))
    })?;
    let headings = (first..=last.min(first + 200))
        .map(|column| Heading { column, ..Heading::default() })
        .collect();
    let header = unknown_header(grid, from);
    let title_from = 0;
    Some(Region { header, from, to: grid.rows.len(), title_from, columns: headings })
}

/// Headings in words that no template knows still are headings: a full row of
/// short texts right above the first name.
fn unknown_header(grid: &Grid<'_>, from: usize) -> Option<Header> {
    let (above, first) = (grid.rows.get(from.checked_sub(1)?)?, grid.rows.get(from)?);
    let cells = above.filled().count();
    let texts = above.filled().filter(|cell| {
        let traits = traits_of(cell);
        traits.has(Traits::TEXT) && !traits.has(Traits::NAME.or(Traits::LONG).or(Traits::DATE))
    });
    let full = cells >= 2 && cells * 5 >= first.filled().count() * 3;
    if above.number + 1 != first.number || !full || texts.count() < cells {
        return None;
    }
    let headings = heading_tree::build(grid, std::slice::from_ref(above));
    Some(Header { first: above.number, last: above.number, numbers: Vec::new(), headings })
}

/// The column that holds names in most rows of the sheet's upper part.
fn name_column(grid: &Grid<'_>) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let rows = grid.rows.get(..grid.rows.len().min(LOOK))?;
    for cell in rows.iter().flat_map(|row| row.filled().take(30)) {
        let text = text_of(cell);
        if text.contains(' ') && traits_of(cell).has(Traits::NAME) {
            *counts.entry(cell.at.column).or_default() += 1;
        }
    }
    let (column, count) =
        counts.into_iter().max_by_key(|(column, count)| (*count, u32::MAX - column))?;
    (count >= 2 && count * 2 >= rows.len()).then_some(column)
}

/// Without headings, the earliest date is the birth, the next the admission.
pub(super) fn order_dates(columns: &mut [Column], profiles: &[Profile]) {
    let dates = [Role::BirthDate, Role::PartyJoined, Role::PartyOfficial];
    let mut places: Vec<(i32, usize)> = columns
        .iter()
        .zip(profiles)
        .enumerate()
        .filter(|(_, (column, profile))| {
            (dates.contains(&column.role) || column.role == Role::Extra)
                && profile.share(Traits::DATE) >= 0.7
        })
        .filter_map(|(place, (_, profile))| Some((profile.median_year()?, place)))
        .collect();
    places.sort_unstable();
    for ((_, place), role) in places.into_iter().zip(dates) {
        if let Some(column) = columns.get_mut(place) {
            column.role = role;
        }
    }
}

/// Do the columns of an earlier table hold here what they held there?
pub(super) fn goes_on(
    known: &BTreeMap<u32, Role>,
    headings: &[Heading],
    profiles: &[Profile],
    form: &FormTemplate,
) -> bool {
    let (mut fitting, mut clashing) = (0, 0);
    for (heading, profile) in headings.iter().zip(profiles) {
        let role = known.get(&heading.column).copied().unwrap_or(Role::Extra);
        let Some(field) = form.field(role).filter(|_| role != Role::Extra) else { continue };
        match profile.fits(field.kind) {
            fit if fit >= 0.3 => fitting += 1,
            fit if fit <= -0.3 => clashing += 1,
            _ => {}
        }
    }
    fitting >= 2 && fitting > clashing * 2
}

/// The headings of a region, blank ones where there is no header.
pub(super) fn headings(region: &Region) -> Vec<Heading> {
    match &region.header {
        Some(Header { headings, .. }) => headings.clone(),
        None => region.columns.clone(),
    }
}
