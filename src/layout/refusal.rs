//! Is it a list of people at all, and is it the form it should be?

use super::columns::Evidence;
use super::grid::{Grid, Row, text_of};
use super::surroundings::Words;
use super::table::Table;
use super::traits::Traits;
use crate::config::templates::{FormTemplate, Phrase, Requirement, Subject};
use crate::i18n::Label;
use crate::label;
use crate::model::role::Role;
use crate::model::submission::Refusal;
use crate::text;
use crate::text::fold::fold;

/// Why columns and rows are no list of people; `None` when they are one.
pub(super) fn no_list(
    evidence: &[Evidence<'_>],
    people: u32,
    form: &FormTemplate,
) -> Option<Label> {
    if form.subject == Subject::Things {
        return None;
    }
    let Some(name) = name_of(evidence) else {
        return Some(label!(vi: "không có cột họ tên", en: "no column holds names of people"));
    };
    let profile = name.profile;
    let names = profile.share(Traits::NAME) + profile.share(Traits::NAMES);
    let loosely = names + profile.share(Traits::NAME_LIKE) + profile.share(Traits::GIVEN);
    let attributes = evidence.iter().filter(|e| speaks_of_people(e.role) && e.strong()).count();
    let empty = profile.is_empty() || people == 0;
    let fine = match name.wording {
        // Columns told by the officer or known from an earlier form.
        _ if name.told => true,
        wording if wording >= 0.8 => empty || loosely >= 0.25 || attributes >= 2,
        wording if wording >= 0.4 => match empty {
            true => attributes >= 2,
            false => names >= 0.5 || loosely >= 0.6 && attributes >= 1,
        },
        _ if name.headed => names >= 0.7 && attributes >= 2 && !rivals(name, evidence),
        _ => {
            names >= 0.6
                && attributes >= 1
                && (people >= 2 || attributes >= 3)
                && !rivals(name, evidence)
        }
    };
    (!fine).then_some(label!(
        vi: "cột có vẻ là họ tên không chứa tên người, hoặc không có cột nào khác nói về người",
        en: "what could be names are no names of people, or no other column speaks of people",
    ))
}

fn name_of<'a, 'b>(evidence: &'a [Evidence<'b>]) -> Option<&'a Evidence<'b>> {
    let of = |role| evidence.iter().find(|e| e.role == role);
    of(Role::FullName).or_else(|| of(Role::FamilyName)).or_else(|| of(Role::GivenName))
}

/// Another column holds names too: then cells alone cannot tell whom the list is about.
fn rivals(name: &Evidence<'_>, evidence: &[Evidence<'_>]) -> bool {
    evidence.iter().any(|e| {
        e.column != name.column
            && e.role == Role::Extra
            && e.profile.share(Traits::NAME) >= 0.5
            && e.profile.filled * 2 >= name.profile.filled
    })
}

fn speaks_of_people(role: Role) -> bool {
    matches!(
        role,
        Role::BirthDate
            | Role::BirthDateMale
            | Role::BirthDateFemale
            | Role::BirthYear
            | Role::Sex
            | Role::SexMale
            | Role::SexFemale
            | Role::Ethnicity
            | Role::Religion
            | Role::NationalId
            | Role::Phone
            | Role::Email
            | Role::PartyJoined
            | Role::PartyOfficial
            | Role::PartyCard
            | Role::PartyMember
            | Role::Hometown
            | Role::Address
            | Role::Code
            | Role::Position
            | Role::PositionWorkplace
            | Role::Education
            | Role::PoliticalTheory
    )
}

/// Why nothing on a sheet could be a list.
pub(super) fn without_tables(grid: &Grid<'_>) -> Label {
    let cells = grid.rows.iter().take(60).flat_map(Row::filled);
    let mut texts = cells.map(|cell| fold(&text_of(cell)).into_owned());
    // `Họ và tên: …` fills in a card.
    let card = texts.any(|text| {
        ["ho va ten", "ho ten"].iter().any(|words| {
            let at = text.find(words);
            at.is_some_and(|at| at <= 4 && text.len() > at + words.len() + 4)
        })
    });
    if card {
        return label!(
            vi: "có vẻ là phiếu khai của một người; hãy lập thành danh sách có dòng tiêu đề cột",
            en: "it seems to be one person's card; please make a list with a row of headings",
        );
    }
    label!(
        vi: "không có tiêu đề cột nào nhận ra được và không có cột họ tên",
        en: "no headings were recognised and no column holds names of people",
    )
}

/// Below this, a table is shown but not read.
const SURE_ENOUGH: f32 = 0.45;

/// Why the tables of a sheet are not read, if none of them may be.
pub(super) fn of_tables(tables: &[Table]) -> Option<Refusal> {
    if tables.iter().all(|table| !table.readable) {
        let mut missing: Vec<Role> =
            tables.iter().flat_map(|table| table.missing.iter().copied()).collect();
        missing.sort_unstable();
        missing.dedup();
        return Some(Refusal::MissingColumns(missing));
    }
    let surest = tables.iter().map(|table| table.confidence).fold(0.0, f32::max);
    (surest < SURE_ENOUGH).then(|| {
        let sure = (surest * 100.0) as u32;
        let why = text!(
            vi: "chỉ chắc {sure}% về nghĩa các cột; hãy ghi tiêu đề cột, hoặc khai nghĩa các cột của đơn vị này trong tonghop.toml",
            en: "only {sure}% sure what the columns mean; please add headings, or say in tonghop.toml what this unit's columns mean",
        );
        Refusal::Unsure { why }
    })
}

/// What a list lacks to be the form.
pub(super) struct Missing {
    pub roles: Vec<Role>,
    /// Something is missing without which it is another kind of list.
    pub essential: bool,
}

/// Compares a list with what the template requires. `words` may say what no column says.
pub(super) fn missing(evidence: &[Evidence<'_>], words: &Words, form: &FormTemplate) -> Missing {
    let lacking: Vec<&Requirement> =
        form.requirements.iter().filter(|wanted| !is_met(wanted, evidence, words)).collect();
    Missing {
        roles: lacking.iter().map(|requirement| requirement.report).collect(),
        essential: lacking.iter().any(|requirement| requirement.essential),
    }
}

fn is_met(wanted: &Requirement, evidence: &[Evidence<'_>], words: &Words) -> bool {
    let said: Vec<Phrase> = wanted.words.iter().map(|word| Phrase::plain(word)).collect();
    let named = wanted.report == Role::Course && words.names_a_course;
    named
        || words.say(&said)
        || evidence.iter().filter(|e| wanted.any.contains(&e.role)).any(|e| {
            let heading = Phrase::plain(&e.header);
            // A column “Lớp” may hold school classes.
            e.role != Role::Course
                || said.iter().any(|word| heading.contains(word))
                || e.profile.share(Traits::COURSE) >= 0.3
                || e.profile.share(Traits::KNOWN_COURSE) >= 0.3
                || e.told
        })
}
