//! Columns that only make sense together, and what their headings add.

use super::columns::{Candidate, Choice, choice_of_role};
use super::heading_tree::Heading;
use super::traits::Traits;
use crate::config::templates::{FormTemplate, Kind, Phrase};
use crate::model::role::Role;

/// How much cells of a kind tell without words: twelve digits a lot, a place little.
pub(super) fn telling(role: Role, kind: Kind) -> f32 {
    if matches!(role, Role::BirthDateMale | Role::BirthDateFemale | Role::PartyOfficial) {
        return 0.0;
    }
    match kind {
        Kind::Name | Kind::NationalId | Kind::Phone | Kind::Email | Kind::Sex | Kind::Mode => 1.0,
        Kind::Ethnicity | Kind::Rating | Kind::BirthDate => 0.95,
        Kind::Ordinal | Kind::Position | Kind::PositionUnit | Kind::Course => 0.85,
        Kind::PartyDate | Kind::Unit | Kind::Religion | Kind::Place | Kind::Code => 0.7,
        Kind::Education | Kind::Theory => 0.75,
        Kind::FamilyName | Kind::GivenName => 0.6,
        _ => 0.0,
    }
}

/// Mends choices that contradict their neighbours.
pub(super) fn settle(candidates: &[Candidate<'_>], form: &FormTemplate, choices: &mut [Choice]) {
    day_month_year_in_a_row(candidates, form, choices);
    men_and_women_side_by_side(candidates, form, choices);
    split_date_needs_its_parts(candidates, form, choices);
    marks_are_no_dates(candidates, form, choices);
    marks_below_a_wish_are_classes(candidates, form, choices);
}

/// Under `Nội dung đăng ký` or beside another class, a column of marks is a
/// class, whatever its heading calls it.
fn marks_below_a_wish_are_classes(
    candidates: &[Candidate<'_>],
    form: &FormTemplate,
    choices: &mut [Choice],
) {
    let group = |candidate: &Candidate<'_>| match candidate.heading.path.as_slice() {
        [group, _, ..] => Some(group.clone()),
        _ => None,
    };
    let known: Vec<String> = candidates
        .iter()
        .zip(choices.iter())
        .filter(|(_, choice)| choice.role == Role::CourseMark)
        .filter_map(|(candidate, _)| group(candidate))
        .collect();
    for (candidate, choice) in candidates.iter().zip(choices.iter_mut()) {
        let Some(group) = group(candidate).filter(|_| choice.told.is_none()) else { continue };
        let marks = candidate.profile.share(Traits::MARK) >= 0.6;
        let sibling = known.contains(&group);
        let is_class = match choice.role {
            Role::Extra => {
                sibling && candidate.profile.is_empty() || marks && is_a_wish(&group, form)
            }
            Role::Course => sibling && marks,
            _ => false,
        };
        if is_class {
            *choice = Choice { wording: 0.6, ..choice_of_role(candidate, Role::CourseMark, form) };
        }
    }
}

/// Would a level of political theory below this group be a class to register for?
fn is_a_wish(group: &str, form: &FormTemplate) -> bool {
    form.lexicon.meaning(&[group, "Trung cấp"]).matches.iter().any(|hit| {
        let role = form.fields.get(hit.field).map(|field| field.role);
        role == Some(Role::CourseMark) && hit.score >= 0.7 && !hit.opposed
    })
}

/// `Ngày | Tháng | Năm sinh` without a group heading still is one date.
fn day_month_year_in_a_row(
    candidates: &[Candidate<'_>],
    form: &FormTemplate,
    choices: &mut [Choice],
) {
    let may_be = |place: usize, role: Role| {
        let found = candidates.get(place);
        found.is_some_and(|candidate| choice_of_role(candidate, role, form).wording >= 0.4)
    };
    let roles = [Role::BirthDay, Role::BirthMonth, Role::BirthYear];
    for place in 0..candidates.len().saturating_sub(2) {
        let year = may_be(place + 2, Role::BirthYear)
            || may_be(place + 2, Role::BirthDate)
                && candidates
                    .get(place + 2)
                    .is_some_and(|c| c.profile.is_empty() || c.profile.share(Traits::YEAR) >= 0.5);
        if !(may_be(place, Role::BirthDay) && may_be(place + 1, Role::BirthMonth) && year) {
            continue;
        }
        for (offset, role) in roles.into_iter().enumerate() {
            if let (Some(candidate), Some(choice)) =
                (candidates.get(place + offset), choices.get_mut(place + offset))
                && choice.told.is_none()
            {
                *choice = Choice { wording: 0.9, ..choice_of_role(candidate, role, form) };
            }
        }
        return;
    }
}

/// Where one of two neighbours `Nam | Nữ` holds dates, the other does too.
fn men_and_women_side_by_side(
    candidates: &[Candidate<'_>],
    form: &FormTemplate,
    choices: &mut [Choice],
) {
    for place in 1..choices.len() {
        let pair = |at: usize| choices.get(at).map(|choice| choice.role);
        let (target, role) = match (pair(place - 1), pair(place)) {
            (Some(Role::BirthDateMale), Some(Role::SexFemale)) => (place, Role::BirthDateFemale),
            (Some(Role::SexMale), Some(Role::BirthDateFemale)) => (place - 1, Role::BirthDateMale),
            _ => continue,
        };
        if let (Some(candidate), Some(choice)) = (candidates.get(target), choices.get_mut(target))
            && (candidate.profile.is_empty() || candidate.profile.share(Traits::MARK) < 0.7)
        {
            *choice = Choice { wording: choice.wording, ..choice_of_role(candidate, role, form) };
        }
    }
}

/// A lone `Năm` or `Ngày` is a birth date, not part of one.
fn split_date_needs_its_parts(
    candidates: &[Candidate<'_>],
    form: &FormTemplate,
    choices: &mut [Choice],
) {
    let has = |choices: &[Choice], role| choices.iter().any(|choice| choice.role == role);
    // `Ngày/tháng | Năm` may stand in two columns.
    let rest = has(choices, Role::BirthMonth) || has(choices, Role::BirthDay);
    if has(choices, Role::BirthYear) && rest {
        return;
    }
    for place in 0..choices.len() {
        let (Some(candidate), Some(choice)) = (candidates.get(place), choices.get(place)) else {
            continue;
        };
        if !matches!(choice.role, Role::BirthDay | Role::BirthMonth | Role::BirthYear) {
            continue;
        }
        let as_date = choice_of_role(candidate, Role::BirthDate, form);
        let fits = as_date.wording > 0.0 && !has(choices, Role::BirthDate);
        let wording = choice.wording;
        if let Some(target) = choices.get_mut(place) {
            *target = match fits && candidate.profile.fits(Kind::BirthDate) >= 0.0 {
                true => Choice { wording: as_date.wording.max(wording * 0.8), ..as_date },
                false => Choice::extra(),
            };
        }
    }
}

/// `Ngày sinh {Nam | Nữ}` with crosses below instead of dates gives the sex only.
fn marks_are_no_dates(candidates: &[Candidate<'_>], form: &FormTemplate, choices: &mut [Choice]) {
    for (candidate, choice) in candidates.iter().zip(choices.iter_mut()) {
        let as_mark = match choice.role {
            Role::BirthDateMale => Role::SexMale,
            Role::BirthDateFemale => Role::SexFemale,
            _ => continue,
        };
        let marks = candidate.profile.share(Traits::MARK);
        if choice.told.is_none() && marks > 0.6 && candidate.profile.fits(Kind::BirthDate) < 0.0 {
            *choice =
                Choice { wording: choice.wording, ..choice_of_role(candidate, as_mark, form) };
        }
    }
}

/// What a heading adds to its meaning: the year of a rating, the class of a mark column.
pub(super) fn detail(heading: &Heading, choice: &Choice) -> Option<String> {
    match choice.role {
        Role::Rating => heading.path.iter().rev().find_map(|text| year_in(text)),
        Role::CourseMark | Role::Course if heading.path.len() > 1 => Some(below_the_wish(heading)),
        Role::CourseMark => heading.path.last().cloned(),
        // A number without a field of its own: the heading names the class.
        Role::Quota | Role::Plan if choice.field.is_none() => heading.path.last().cloned(),
        Role::PlannedPosition => heading.path.iter().rev().find_map(|text| years_in(text)),
        _ => None,
    }
}

/// `Đăng ký học / Cao cấp / Tập trung` → `Cao cấp / Tập trung`
fn below_the_wish(heading: &Heading) -> String {
    heading.path.get(1..).unwrap_or_default().join(" / ")
}

fn year_in(text: &str) -> Option<String> {
    let mut runs = text.rsplit(|c: char| !c.is_ascii_digit());
    let is_year = |run: &&str| run.len() == 4 && (run.starts_with("20") || run.starts_with("19"));
    runs.find(is_year).map(str::to_owned)
}

fn years_in(text: &str) -> Option<String> {
    let phrase = Phrase::plain(text);
    let years: Vec<&str> = phrase
        .folded()
        .split(' ')
        .filter(|word| word.len() == 4 && word.starts_with("20"))
        .collect();
    (years.len() == 2).then(|| years.join("-"))
}
