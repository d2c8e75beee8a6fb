//! Names over several columns: which part stands where.

use super::columns::{Candidate, Choice, Told, choice_of_role};
use super::traits::Traits;
use crate::config::templates::FormTemplate;
use crate::model::role::Role;

/// Settles which columns hold the whole name, the family name and the given name.
pub(super) fn settle(candidates: &[Candidate<'_>], form: &FormTemplate, choices: &mut [Choice]) {
    spread_over_unlabelled(candidates, form, choices);
    lone_parts_are_whole(candidates, form, choices);
    whole_makes_parts_needless(choices);
}

/// One heading over two or three columns, or a column without heading right of
/// the name's, that holds single given names.
fn spread_over_unlabelled(
    candidates: &[Candidate<'_>],
    form: &FormTemplate,
    choices: &mut [Choice],
) {
    let Some(place) = position(choices, &[Role::FullName, Role::FamilyName]) else { return };
    let Some(first) = candidates.get(place) else { return };
    let rest = candidates.get(place + 1..).unwrap_or_default().iter().enumerate();
    let followers = rest.take_while(|(offset, candidate)| {
        let next_to = candidate.heading.column == first.heading.column + 1 + *offset as u32;
        let nameless = candidate.heading.path.is_empty()
            || candidate.heading.shared && candidate.heading.at == first.heading.at;
        next_to && nameless && *offset < 2 && is_part_of_names(candidate, first)
    });
    let parts = followers.count();
    if parts == 0 || position(choices, &[Role::GivenName]).is_some() {
        return;
    }
    let roles: &[Role] = match parts {
        1 => &[Role::FamilyName, Role::GivenName],
        _ => &[Role::FamilyName, Role::MiddleName, Role::GivenName],
    };
    let wording = choices.get(place).map_or(0.0, |choice| choice.wording);
    for (offset, role) in roles.iter().enumerate() {
        let (Some(candidate), Some(choice)) =
            (candidates.get(place + offset), choices.get_mut(place + offset))
        else {
            continue;
        };
        let told = (offset > 0).then_some(Told::Neighbour);
        *choice = Choice { wording, told, ..choice_of_role(candidate, *role, form) };
    }
}

/// Short names next to the name column, in most of its rows.
fn is_part_of_names(candidate: &Candidate<'_>, first: &Candidate<'_>) -> bool {
    let profile = candidate.profile;
    let singles = profile.share(Traits::GIVEN);
    singles >= 0.6
        && profile.filled * 2 >= first.profile.filled
        && profile.variety() > profile.filled.min(3) as usize / 2
        && profile.share(Traits::MARK.or(Traits::SEX)) < 0.4
        && profile.share(Traits::ETHNICITY) < 0.8
}

/// `Tên` without a family name beside it holds whole names, or all there is.
fn lone_parts_are_whole(candidates: &[Candidate<'_>], form: &FormTemplate, choices: &mut [Choice]) {
    let family = position(choices, &[Role::FamilyName]);
    let given = position(choices, &[Role::GivenName]);
    let whole = position(choices, &[Role::FullName]);
    let lone = match (family, given, whole) {
        (Some(place), None, None) | (None, Some(place), None) => place,
        _ => return,
    };
    let Some(candidate) = candidates.get(lone) else { return };
    let whole_names = candidate.profile.share(Traits::NAME) >= 0.5;
    if let Some(choice) = choices.get_mut(lone)
        && choice.told.is_none()
        && (whole_names || candidate.profile.is_empty() && choice.role == Role::GivenName)
    {
        let wording = choice.wording * 0.9;
        *choice = Choice { wording, ..choice_of_role(candidate, Role::FullName, form) };
    }
}

/// With the whole name in one column, columns of its parts are kept as they are;
/// unless the parts are the better reading.
fn whole_makes_parts_needless(choices: &mut [Choice]) {
    let parts = [Role::FamilyName, Role::GivenName];
    let (family, given) = (position(choices, &parts[..1]), position(choices, &parts[1..]));
    let Some(whole) = position(choices, &[Role::FullName]) else { return };
    if family.is_some() && given.is_some() {
        let sum: f32 = [family, given]
            .iter()
            .flatten()
            .filter_map(|at| choices.get(*at))
            .map(|c| c.wording)
            .sum();
        let own = choices.get(whole).map_or(0.0, |choice| choice.wording);
        if sum / 2.0 > own
            && let Some(choice) = choices.get_mut(whole)
        {
            *choice = Choice::extra();
            return;
        }
    }
    for choice in choices.iter_mut() {
        let is_part = parts.contains(&choice.role) || choice.role == Role::MiddleName;
        if is_part && choice.told != Some(Told::Correction) {
            *choice = Choice::extra();
        }
    }
}

fn position(choices: &[Choice], roles: &[Role]) -> Option<usize> {
    choices.iter().position(|choice| roles.contains(&choice.role))
}
