//! The columns of a form: headings from the template, widths, what each holds.

use crate::config::outputs::{Align, FormLayout};
use crate::config::templates::{FormTemplate, Kind};
use crate::i18n::Lang;
use crate::model::period::Period;
use crate::model::role::Role;
use crate::report::paper::columns::PaperColumn;

/// A column of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormColumn {
    pub role: Role,
    pub kind: Kind,
    /// For a rating, which of the yearly ratings, oldest first.
    pub nth: usize,
    pub required: bool,
    pub paper: PaperColumn,
}

/// Narrower than any heading.
const LEAST_WIDTH: u16 = 8;

/// The columns of these meanings, in order.
pub fn columns(
    roles: &[Role],
    layout: &FormLayout,
    template: &FormTemplate,
    period: Period,
    lang: Lang,
) -> Vec<FormColumn> {
    let ratings = roles.iter().filter(|role| **role == Role::Rating).count();
    let mut nth = 0;
    roles
        .iter()
        .map(|role| {
            let year = (*role == Role::Rating).then(|| {
                nth += 1;
                // The last rating is that of the year before.
                period.year - (ratings - nth) as i32 - 1
            });
            column(*role, year, nth, layout, template, lang)
        })
        .collect()
}

fn column(
    role: Role,
    year: Option<i32>,
    nth: usize,
    layout: &FormLayout,
    template: &FormTemplate,
    lang: Lang,
) -> FormColumn {
    let field = template.field(role);
    let kind = field.map(|field| field.kind).unwrap_or_default();
    let required = layout.required.contains(&role);
    let mut heading = template.label_of(role).in_lang(lang).to_owned();
    if let Some(year) = year {
        heading = match lang {
            Lang::Vi => format!("{heading} năm {year}"),
            Lang::En => format!("{heading} {year}"),
        };
    }
    if required {
        heading.push_str(" (*)");
    }
    let width = field.map_or(12, |field| field.width).max(LEAST_WIDTH);
    let width = layout.widths.get(&role).copied().unwrap_or_else(|| millimetres(width));
    FormColumn {
        role,
        kind,
        nth: nth.saturating_sub(1),
        required,
        paper: PaperColumn {
            heading,
            group: None,
            joined: false,
            width,
            grow: matches!(kind, Kind::Name | Kind::Position | Kind::Unit | Kind::Text),
            align: align(kind),
            dates: is_date(kind),
        },
    }
}

/// Characters of a screen font as millimetres of paper.
fn millimetres(characters: u16) -> f64 {
    (f64::from(characters) * 7.0 + 5.0) / 96.0 * 25.4
}

fn align(kind: Kind) -> Align {
    match kind {
        Kind::Name
        | Kind::FamilyName
        | Kind::GivenName
        | Kind::Place
        | Kind::Position
        | Kind::Unit
        | Kind::PositionUnit
        | Kind::Email
        | Kind::Text => Align::Left,
        _ => Align::Centre,
    }
}

/// Is it a column of dates?
fn is_date(kind: Kind) -> bool {
    matches!(kind, Kind::BirthDate | Kind::PartyDate | Kind::Date)
}
