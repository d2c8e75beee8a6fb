//! A record's fields one by one: their values and how people write them.

use serde::{Serialize, Serializer};

use crate::i18n::Lang;
use crate::model::date::PartialDate;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::model::value::{Education, Rating, Sex, StudyMode, TheoryLevel};

/// The valid reading of a field. Serializes as in `data/records.jsonl`.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue<'a> {
    Text(&'a str),
    /// Digits that must keep their zeros.
    Digits(&'a str),
    Date(PartialDate),
    Sex(Sex),
    Education(Education),
    Theory(TheoryLevel),
    /// Oldest year first.
    Ratings(Vec<Rating>),
    Mode(StudyMode),
    Flag(bool),
    Number(u32),
}

/// The valid reading of a record's field, if it has one.
pub fn value(record: &Record, field: FieldKey) -> Option<FieldValue<'_>> {
    use FieldValue::{Date, Digits, Text};
    fn text(field: &crate::model::record::Field<std::sync::Arc<str>>) -> Option<&str> {
        field.value.as_deref()
    }
    match field {
        FieldKey::FullName => record.full_name.value.as_ref().map(|name| Text(&name.full)),
        FieldKey::BirthDate => record.birth_date.value.map(Date),
        FieldKey::Sex => record.sex.value.map(FieldValue::Sex),
        FieldKey::Ethnicity => text(&record.ethnicity).map(Text),
        FieldKey::Religion => text(&record.religion).map(Text),
        FieldKey::Hometown => text(&record.hometown).map(Text),
        FieldKey::Address => text(&record.address).map(Text),
        FieldKey::NationalId => record.national_id.value.as_ref().map(|id| Digits(id.digits())),
        FieldKey::PartyCard => text(&record.party_card).map(Digits),
        FieldKey::PartyJoined => record.party_joined.value.map(Date),
        FieldKey::PartyOfficial => record.party_official.value.map(Date),
        FieldKey::PartyMember => record.party_member.value.map(FieldValue::Flag),
        FieldKey::Position => text(&record.position).map(Text),
        FieldKey::Workplace => text(&record.workplace).map(Text),
        FieldKey::PlannedPosition => text(&record.planned_position).map(Text),
        FieldKey::Education => record.education.value.map(FieldValue::Education),
        FieldKey::PoliticalTheory => {
            record.political_theory.value.map(|theory| FieldValue::Theory(theory.held))
        }
        FieldKey::Ratings => ratings(record),
        FieldKey::Course => record.course.value.as_deref().map(Text),
        FieldKey::StudyMode => record.study_mode.value.map(FieldValue::Mode),
        FieldKey::Phone => text(&record.phone).map(Digits),
        FieldKey::Email => text(&record.email).map(Text),
        FieldKey::Note => text(&record.note).map(Text),
        FieldKey::Code => text(&record.code).map(Digits),
        FieldKey::Unit => text(&record.unit_named).map(Text),
        FieldKey::Ordinal => record.ordinal.value.map(FieldValue::Number),
    }
}

fn ratings(record: &Record) -> Option<FieldValue<'_>> {
    let ratings: Vec<_> = record.ratings.iter().filter_map(|year| year.rating.value).collect();
    (!ratings.is_empty()).then_some(FieldValue::Ratings(ratings))
}

/// What the form wrote for a field; the years of a rating are joined.
pub fn raw(record: &Record, field: FieldKey) -> Option<String> {
    if field != FieldKey::Ratings {
        return record.raw_of(field).map(str::to_owned);
    }
    let raws: Vec<_> =
        record.ratings.iter().filter_map(|year| year.rating.raw.as_deref()).collect();
    (!raws.is_empty()).then(|| raws.join("; "))
}

impl FieldValue<'_> {
    /// The value as people write it.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            FieldValue::Text(text) | FieldValue::Digits(text) => (*text).to_owned(),
            FieldValue::Date(date) => date.vietnamese(),
            FieldValue::Sex(sex) => sex.label().pick(lang).to_owned(),
            FieldValue::Education(level) => level.label().pick(lang).to_owned(),
            FieldValue::Theory(level) => level.label().pick(lang).to_owned(),
            FieldValue::Ratings(years) => {
                let words = years.iter().map(|year| year.label().pick(lang).to_owned());
                words.collect::<Vec<_>>().join("; ")
            }
            FieldValue::Mode(mode) => mode.label().pick(lang).to_owned(),
            FieldValue::Flag(true) => "x".to_owned(),
            FieldValue::Flag(false) => String::new(),
            FieldValue::Number(number) => number.to_string(),
        }
    }
}

impl Serialize for FieldValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            FieldValue::Text(text) | FieldValue::Digits(text) => serializer.serialize_str(text),
            FieldValue::Date(date) => date.serialize(serializer),
            FieldValue::Sex(sex) => sex.serialize(serializer),
            FieldValue::Education(level) => level.serialize(serializer),
            FieldValue::Theory(level) => level.serialize(serializer),
            FieldValue::Ratings(years) => years.serialize(serializer),
            FieldValue::Mode(mode) => mode.serialize(serializer),
            FieldValue::Flag(flag) => serializer.serialize_bool(*flag),
            FieldValue::Number(number) => serializer.serialize_u32(*number),
        }
    }
}
