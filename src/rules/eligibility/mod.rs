//! What the standard of a class says of a person.

pub mod already_qualified;
pub mod education_below_standard;
pub mod near_age_limit;
pub mod near_retirement;
pub mod not_party_member;
pub mod position_not_eligible;
pub mod rating_below_standard;
pub mod under_age;

use crate::config::standards::Regulation;
use crate::finding::{Finding, Findings};
use crate::i18n::Text;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::verdict::{Answer, Point};
use crate::text;

/// Regulation and wording, as the end of a message.
fn clause(regulation: &Regulation, wording: &Text) -> Text {
    let (title, wording_vi) = (&regulation.title.vi, &wording.vi);
    let (title_en, wording_en) = (&regulation.title.en, &wording.en);
    text!(vi: "{title}: {wording_vi}", en: "{title_en}: {wording_en}")
}

/// Reports a point that failed, with its clause behind what was found.
fn report<'f>(
    point: &Point,
    record: &Record,
    field: FieldKey,
    findings: &'f mut Findings,
) -> Option<&'f mut Finding> {
    if point.answer != Answer::Failed {
        return None;
    }
    let Text { vi, en } = &point.found;
    let message = match &point.clause {
        Some(Text { vi: clause_vi, en: clause_en }) => text!(
            vi: "{vi} Căn cứ {clause_vi}.",
            en: "{en} By {clause_en}.",
        ),
        None => point.found.clone(),
    };
    Some(findings.on_field(record, field, message))
}

/// What to do, and who may decide otherwise.
fn advice(mend: Text, special: Option<&Text>) -> Text {
    let Some(Text { vi: special_vi, en: special_en }) = special else { return mend };
    let Text { vi, en } = mend;
    text!(vi: "{vi} Riêng {special_vi}.", en: "{en} But {special_en}.")
}
