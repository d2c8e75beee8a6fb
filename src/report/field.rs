//! A record's fields one by one: their values, names and words.

use serde::{Serialize, Serializer};

use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::date::PartialDate;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::model::value::{Education, Rating, Sex, StudyMode, TheoryLevel};

/// Every field that a form's row can have, in the order of `data/records.jsonl`.
pub const FIELDS: [FieldKey; 26] = [
    FieldKey::FullName,
    FieldKey::BirthDate,
    FieldKey::Sex,
    FieldKey::Ethnicity,
    FieldKey::Hometown,
    FieldKey::NationalId,
    FieldKey::PartyCard,
    FieldKey::PartyJoined,
    FieldKey::PartyOfficial,
    FieldKey::Position,
    FieldKey::Workplace,
    FieldKey::PlannedPosition,
    FieldKey::Education,
    FieldKey::PoliticalTheory,
    FieldKey::Ratings,
    FieldKey::Course,
    FieldKey::StudyMode,
    FieldKey::Phone,
    FieldKey::Email,
    FieldKey::Note,
    FieldKey::Religion,
    FieldKey::Address,
    FieldKey::PartyMember,
    FieldKey::Code,
    FieldKey::Unit,
    FieldKey::Ordinal,
];

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
    fn text(field: &crate::model::record::Field<Box<str>>) -> Option<&str> {
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
            FieldValue::Sex(sex) => sex_words(*sex).in_lang(lang).to_owned(),
            FieldValue::Education(level) => education_words(*level).in_lang(lang).to_owned(),
            FieldValue::Theory(level) => theory_words(*level).in_lang(lang).to_owned(),
            FieldValue::Ratings(years) => {
                let words = years.iter().map(|year| rating_words(*year).in_lang(lang).to_owned());
                words.collect::<Vec<_>>().join("; ")
            }
            FieldValue::Mode(mode) => mode_words(*mode).in_lang(lang).to_owned(),
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

pub fn sex_words(sex: Sex) -> Label {
    match sex {
        Sex::Male => label!(vi: "Nam", en: "Male"),
        Sex::Female => label!(vi: "Nữ", en: "Female"),
    }
}

pub fn education_words(level: Education) -> Label {
    match level {
        Education::Primary => label!(vi: "Tiểu học", en: "Primary school"),
        Education::LowerSecondary => label!(vi: "THCS", en: "Lower secondary"),
        Education::HighSchool => label!(vi: "THPT", en: "High school"),
        Education::Vocational => label!(vi: "Trung cấp", en: "Vocational"),
        Education::College => label!(vi: "Cao đẳng", en: "College"),
        Education::University => label!(vi: "Đại học", en: "University"),
        Education::Master => label!(vi: "Thạc sĩ", en: "Master"),
        Education::Doctor => label!(vi: "Tiến sĩ", en: "Doctor"),
    }
}

pub fn theory_words(level: TheoryLevel) -> Label {
    match level {
        TheoryLevel::None => label!(vi: "Chưa", en: "None"),
        TheoryLevel::Elementary => label!(vi: "Sơ cấp", en: "Elementary"),
        TheoryLevel::Intermediate => label!(vi: "Trung cấp", en: "Intermediate"),
        TheoryLevel::Advanced => label!(vi: "Cao cấp", en: "Advanced"),
        TheoryLevel::Bachelor => label!(vi: "Cử nhân", en: "Bachelor"),
    }
}

pub fn mode_words(mode: StudyMode) -> Label {
    match mode {
        StudyMode::FullTime => label!(vi: "Tập trung", en: "Full time"),
        StudyMode::PartTime => label!(vi: "Không tập trung", en: "Part time"),
    }
}

pub fn rating_words(rating: Rating) -> Label {
    match rating {
        Rating::Failed => label!(vi: "Không hoàn thành nhiệm vụ", en: "Failed"),
        Rating::Done => label!(vi: "Hoàn thành nhiệm vụ", en: "Done"),
        Rating::Good => label!(vi: "Hoàn thành tốt nhiệm vụ", en: "Good"),
        Rating::Excellent => label!(vi: "Hoàn thành xuất sắc nhiệm vụ", en: "Excellent"),
    }
}

/// What a field is called.
pub fn name(field: FieldKey) -> Label {
    match field {
        FieldKey::FullName => label!(vi: "Họ và tên", en: "Full name"),
        FieldKey::BirthDate => label!(vi: "Ngày sinh", en: "Birth date"),
        FieldKey::Sex => label!(vi: "Giới tính", en: "Sex"),
        FieldKey::Ethnicity => label!(vi: "Dân tộc", en: "Ethnic group"),
        FieldKey::Religion => label!(vi: "Tôn giáo", en: "Religion"),
        FieldKey::Hometown => label!(vi: "Quê quán", en: "Home town"),
        FieldKey::Address => label!(vi: "Nơi ở hiện nay", en: "Address"),
        FieldKey::NationalId => label!(vi: "Số CCCD", en: "National id"),
        FieldKey::PartyCard => label!(vi: "Số thẻ đảng viên", en: "Party card"),
        FieldKey::PartyJoined => label!(vi: "Ngày vào Đảng", en: "Joined the Party"),
        FieldKey::PartyOfficial => label!(vi: "Ngày chính thức", en: "Full member since"),
        FieldKey::PartyMember => label!(vi: "Đảng viên", en: "Party member"),
        FieldKey::Position => label!(vi: "Chức vụ", en: "Position"),
        FieldKey::Workplace => label!(vi: "Đơn vị công tác", en: "Workplace"),
        FieldKey::PlannedPosition => label!(vi: "Chức danh quy hoạch", en: "Planned position"),
        FieldKey::Education => label!(vi: "Trình độ chuyên môn", en: "Education"),
        FieldKey::PoliticalTheory => label!(vi: "Trình độ LLCT", en: "Political theory"),
        FieldKey::Ratings => label!(vi: "Xếp loại", en: "Ratings"),
        FieldKey::Course => label!(vi: "Lớp đăng ký", en: "Class"),
        FieldKey::StudyMode => label!(vi: "Hình thức học", en: "Study mode"),
        FieldKey::Phone => label!(vi: "Điện thoại", en: "Phone"),
        FieldKey::Email => label!(vi: "Email", en: "E-mail"),
        FieldKey::Note => label!(vi: "Ghi chú", en: "Note"),
        FieldKey::Code => label!(vi: "Mã số", en: "Number"),
        FieldKey::Unit => label!(vi: "Chi bộ", en: "Party cell"),
        FieldKey::Ordinal => label!(vi: "STT", en: "No."),
    }
}
