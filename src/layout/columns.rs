//! What each column means: the words of its heading and what its cells hold,
//! weighed together, all columns at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assignment::assign;
use super::content::Profile;
use super::heading_tree::Heading;
use super::table::Column;
use super::{column_reasons, name_columns, pairs};
use crate::config::templates::{Field, FormTemplate, Kind, Match, Meaning};
use crate::model::role::Role;

/// A column with all that is known about it before its meaning is chosen.
pub(super) struct Candidate<'a> {
    pub heading: &'a Heading,
    pub profile: &'a Profile,
    pub meaning: Arc<Meaning>,
}

/// The meaning chosen for a column, with what spoke for it.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub role: Role,
    /// Index of the template's field, where one claims the column.
    pub field: Option<usize>,
    /// How well the heading's words fit, 0 to 1.
    pub wording: f32,
    /// How well the cells fit, -1 to 1.
    pub content: f32,
    /// The officer or an earlier form said so.
    pub told: Option<Told>,
}

/// Who told the meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Correction,
    EarlierForm,
    /// The list goes on from another sheet.
    EarlierSheet,
    Neighbour,
}

impl Choice {
    pub fn extra() -> Self {
        Choice { role: Role::Extra, field: None, wording: 0.0, content: 0.0, told: None }
    }

    pub fn confidence(&self) -> f32 {
        match self.told {
            Some(Told::Correction) => 1.0,
            Some(Told::EarlierForm | Told::EarlierSheet) => 0.8,
            _ if self.role == Role::Extra && self.field.is_none() => 0.5,
            _ if self.wording >= 0.2 => {
                // Words and cells that agree make each other surer; cells that do not, cast doubt.
                let doubt = (1.0 - self.wording) * (1.0 - 0.75 * self.content.max(0.0));
                let most = if self.content > 0.5 { 0.99 } else { 0.95 };
                ((1.0 - doubt) * (1.0 + 0.35 * self.content.min(0.0))).clamp(0.1, most)
            }
            _ => (0.35 + 0.4 * self.content).clamp(0.1, 0.75),
        }
    }
}

/// What speaks for a column's meaning, for judging the table as a whole.
pub(super) struct Evidence<'a> {
    pub column: u32,
    pub role: Role,
    pub header: String,
    pub profile: &'a Profile,
    /// How well the heading's words fit.
    pub wording: f32,
    /// Something stands above the column.
    pub headed: bool,
    pub told: bool,
    confidence: f32,
}

impl Evidence<'_> {
    pub fn strong(&self) -> bool {
        self.confidence >= 0.5
    }
}

/// Chooses the meaning of every column. `told` are meanings that are certain already.
pub(super) fn understand<'a>(
    headings: &'a [Heading],
    profiles: &'a [Profile],
    form: &FormTemplate,
    told: &BTreeMap<u32, (Role, Told)>,
) -> (Vec<Column>, Vec<Evidence<'a>>) {
    let candidates: Vec<Candidate<'a>> = headings
        .iter()
        .zip(profiles)
        .map(|(heading, profile)| Candidate {
            heading,
            profile,
            meaning: form.lexicon.meaning(&heading.parts()),
        })
        .collect();
    let mut choices = choose(&candidates, form, told);
    second_chance(&candidates, form, &mut choices);
    pairs::settle(&candidates, form, &mut choices);
    name_columns::settle(&candidates, form, &mut choices);
    matrix(&candidates, form, &mut choices);
    let both = || candidates.iter().zip(&choices);
    (
        both().map(|(candidate, choice)| column(candidate, choice)).collect(),
        both().map(|(candidate, choice)| evidence(candidate, choice)).collect(),
    )
}

fn evidence<'a>(candidate: &Candidate<'a>, choice: &Choice) -> Evidence<'a> {
    Evidence {
        column: candidate.heading.column,
        role: choice.role,
        header: candidate.heading.joined(),
        profile: candidate.profile,
        wording: choice.wording,
        headed: !candidate.heading.path.is_empty(),
        told: matches!(
            choice.told,
            Some(Told::Correction | Told::EarlierForm | Told::EarlierSheet)
        ),
        confidence: choice.confidence(),
    }
}

fn column(candidate: &Candidate<'_>, choice: &Choice) -> Column {
    Column {
        column: candidate.heading.column,
        role: choice.role,
        header: candidate.heading.joined(),
        header_at: candidate.heading.at,
        confidence: choice.confidence(),
        reason: column_reasons::reason(candidate, choice),
        detail: pairs::detail(candidate.heading, choice),
    }
}

fn choose(
    candidates: &[Candidate<'_>],
    form: &FormTemplate,
    told: &BTreeMap<u32, (Role, Told)>,
) -> Vec<Choice> {
    // Fields that are told do not compete any more.
    let given = |field: &Field| {
        let taken = told.values().filter(|(role, _)| *role == field.role).count();
        usize::from(field.many).saturating_sub(taken)
    };
    let fields = form.fields.iter().enumerate().filter(|(_, field)| field.role != Role::Extra);
    let slots: Vec<usize> = fields
        .flat_map(|(index, field)| std::iter::repeat_n(index, given(field).min(candidates.len())))
        .collect();
    let values: Vec<Vec<f32>> = candidates
        .iter()
        .enumerate()
        .map(|(place, candidate)| {
            if told.contains_key(&candidate.heading.column) {
                return vec![0.0; slots.len()];
            }
            let known = known_extra(candidate, form).map_or(0.0, |hit| hit.score);
            // Of equals the left column comes first, so that the choice never wavers.
            let order = 1e-4 * place as f32 / candidates.len() as f32;
            slots
                .iter()
                .map(|slot| match value(candidate, *slot, form) {
                    value if value >= WORTHWHILE => value - known - order,
                    _ => 0.0,
                })
                .collect()
        })
        .collect();
    let chosen = assign(&values, slots.len());
    candidates
        .iter()
        .zip(chosen)
        .map(|(candidate, slot)| {
            if let Some((role, who)) = told.get(&candidate.heading.column) {
                let field = form.fields.iter().position(|field| field.role == *role);
                return Choice { told: Some(*who), role: *role, field, ..Choice::extra() };
            }
            match slot.and_then(|slot| slots.get(slot)) {
                Some(field) => choice(candidate, *field, form),
                None => extra(candidate, form),
            }
        })
        .collect()
}

/// A field that a column is worth less than this for does not claim it.
const WORTHWHILE: f32 = 0.3;
/// What cells weigh against words.
const CONTENT: f32 = 0.45;
/// Cells alone: below no heading, and below one in unknown words.
const CONTENT_ONLY: f32 = 0.6;
const CONTENT_UNDER_OTHER_WORDS: f32 = 0.38;

/// How much speaks for a column being a field.
fn value(candidate: &Candidate<'_>, field: usize, form: &FormTemplate) -> f32 {
    let Some(spec) = form.fields.get(field) else { return 0.0 };
    let content = candidate.profile.fits(spec.kind);
    match candidate.meaning.matches.iter().find(|hit| hit.field == field) {
        Some(hit) if hit.opposed => 0.0,
        Some(hit) => hit.score + CONTENT * content,
        None if candidate.heading.path.is_empty() => {
            CONTENT_ONLY * content * pairs::telling(spec.role, spec.kind)
        }
        None if candidate.meaning.opposes(field) => 0.0,
        None => CONTENT_UNDER_OTHER_WORDS * content * pairs::telling(spec.role, spec.kind),
    }
}

pub(super) fn choice(candidate: &Candidate<'_>, field: usize, form: &FormTemplate) -> Choice {
    let Some(spec) = form.fields.get(field) else { return Choice::extra() };
    let hit = candidate.meaning.matches.iter().find(|hit| hit.field == field);
    Choice {
        role: spec.role,
        field: Some(field),
        wording: hit.map_or(0.0, |hit| hit.score),
        content: candidate.profile.fits(spec.kind),
        told: None,
    }
}

/// The choice of a role by its first field.
pub(super) fn choice_of_role(candidate: &Candidate<'_>, role: Role, form: &FormTemplate) -> Choice {
    match form.fields.iter().position(|field| field.role == role) {
        Some(field) => choice(candidate, field, form),
        None => Choice { role, ..Choice::extra() },
    }
}

fn known_extra<'a>(candidate: &'a Candidate<'_>, form: &FormTemplate) -> Option<&'a Match> {
    let extras = candidate.meaning.matches.iter().filter(|hit| {
        form.fields.get(hit.field).is_some_and(|field| field.role == Role::Extra) && !hit.opposed
    });
    extras.max_by(|a, b| a.score.total_cmp(&b.score)).filter(|hit| hit.score >= 0.45)
}

fn extra(candidate: &Candidate<'_>, form: &FormTemplate) -> Choice {
    match known_extra(candidate, form) {
        Some(hit) => choice(candidate, hit.field, form),
        None => Choice::extra(),
    }
}

/// Columns of numbers headed by something that no field knows are the cells of
/// a table of units × classes, where the template has one.
fn matrix(candidates: &[Candidate<'_>], form: &FormTemplate, choices: &mut [Choice]) {
    let Some(role) = form.matrix else { return };
    // A list whose lines name their class has one number in each.
    if choices.iter().any(|choice| matches!(choice.role, Role::Course | Role::CourseCode)) {
        return;
    }
    for (candidate, choice) in candidates.iter().zip(choices.iter_mut()) {
        let numbers = candidate.profile.fits(Kind::Number) > 0.5 || candidate.profile.is_empty();
        if choice.role == Role::Extra
            && choice.field.is_none()
            && choice.told.is_none()
            && numbers
            && !candidate.heading.path.is_empty()
        {
            *choice = Choice { role, wording: 0.8, content: 1.0, ..Choice::extra() };
        }
    }
}

/// A column that is kept as it is may still fill a field that nothing else
/// fills: the party post when the form has no other.
fn second_chance(candidates: &[Candidate<'_>], form: &FormTemplate, choices: &mut [Choice]) {
    for (index, field) in form.fields.iter().enumerate() {
        let taken = choices.iter().any(|choice| stands_for(choice.role, field.role));
        if field.role == Role::Extra || taken {
            continue;
        }
        let free = candidates.iter().enumerate().filter(|(place, candidate)| {
            let choice = choices.get(*place);
            choice.is_some_and(|choice| choice.role == Role::Extra && choice.told.is_none())
                && value(candidate, index, form) >= 0.5
                && candidate.meaning.matches.iter().any(|hit| hit.field == index && !hit.opposed)
        });
        let best = free.max_by(|a, b| value(a.1, index, form).total_cmp(&value(b.1, index, form)));
        if let Some((place, candidate)) = best
            && let Some(target) = choices.get_mut(place)
        {
            *target = choice(candidate, index, form);
        }
    }
}

/// Does a column of one meaning make another meaning's column needless?
fn stands_for(has: Role, wanted: Role) -> bool {
    has == wanted
        || matches!(
            (has, wanted),
            (Role::PositionWorkplace, Role::Position | Role::Workplace)
                | (Role::Position | Role::Workplace, Role::PositionWorkplace)
                | (Role::Workplace, Role::Unit)
                | (Role::BirthDateMale | Role::BirthDateFemale | Role::BirthYear, Role::BirthDate)
                | (Role::CourseMark, Role::Course)
                | (Role::StudyModeFullTime | Role::StudyModePartTime, Role::StudyMode)
                | (Role::SexMale | Role::SexFemale, Role::Sex)
                | (Role::FullName, Role::FamilyName | Role::GivenName | Role::MiddleName)
                | (Role::FamilyName | Role::GivenName, Role::FullName)
        )
}
