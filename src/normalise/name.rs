//! Names of persons: the text module's reading, as a value with repairs and doubts.

use super::reading::Reading;
use crate::i18n::Text;
use crate::label;
use crate::model::record::{Problem, Repair};
use crate::model::value::{PersonName, Sex};
use crate::text;
use crate::text::name::{self, Doubt};
use crate::text::syllable::{Syllable, TonePlace};

/// What a name's cell says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameReading {
    pub name: Reading<PersonName>,
    /// The sex that a title tells.
    pub sex: Option<Sex>,
    /// What stood behind the name: a remark, a position.
    pub note: Option<String>,
}

/// Reads a person's name.
pub fn read(text: &str) -> NameReading {
    // `Na` and `Trống` may be names; `Chưa có` is none.
    let says_nothing = super::written::says_nothing(text);
    let is_sentence = says_nothing && text.trim().contains(' ');
    let Some(found) = name::read(text).filter(|_| !is_sentence) else {
        let name =
            if says_nothing { Reading::none() } else { Reading::failed(Problem::Unreadable) };
        return NameReading { name, ..NameReading::default() };
    };
    let changes = found.changes;
    let mut reading = Reading::plain(in_parts(&found.full))
        .with_if(changes.unicode, Repair::Unicode)
        .with_if(changes.dropped, Repair::TitleDropped)
        .with_if(changes.case, Repair::LetterCase)
        .with_if(changes.tones, Repair::TonePlacement);
    if let Some(why) = found.doubts.first().map(|doubt| why(doubt, found.suggestion.as_deref())) {
        reading = reading.doubting(Problem::Suspicious { why: why.into() });
    }
    let sex = found.sex.map(|sex| match sex {
        name::Sex::Male => Sex::Male,
        name::Sex::Female => Sex::Female,
    });
    NameReading { name: reading, sex, note: found.note }
}

pub(super) fn in_parts(full: &str) -> PersonName {
    let parts = name::split(full);
    PersonName {
        full: full.into(),
        family: parts.family.into(),
        middle: parts.middle.into(),
        given: parts.given.into(),
    }
}

/// Was a text taken for a name just as it stands, without any doubt?
pub(super) fn is_good(reading: &NameReading, text: &str) -> bool {
    reading.sex.is_none()
        && reading.note.is_none()
        && reading.name.repairs.is_empty()
        && reading.name.problem.is_none()
        && reading.name.value.as_ref().is_some_and(|name| *name.full == *text)
}

/// Do the first words of a name begin with a family name that has but one word and stands first?
pub(super) fn begins_with_family(opening: &str) -> bool {
    let first = opening.split(' ').next().unwrap_or_default();
    name::family(first).is_some_and(|family| !family.stands_last && !family.highland)
}

/// Is the word a syllable with its tone in the modern place: no part of a
/// name of several words, no clan's name?
pub(super) fn is_plain_word(word: &str) -> bool {
    let modern = Syllable::parse(word).is_some_and(|s| s.tone_place == TonePlace::Modern);
    modern && name::family(word).is_none_or(|family| !family.stands_last && !family.highland)
}

/// The doubt as the second half of a sentence about the name.
fn why(doubt: &Doubt, suggestion: Option<&str>) -> Text {
    let why = match doubt {
        Doubt::Digits => label!(vi: "có chữ số", en: "it has digits").to_text(),
        Doubt::OneWord => label!(vi: "chỉ có một chữ", en: "it is one word only").to_text(),
        Doubt::MixedScripts => label!(
            vi: "có chữ cái của bảng chữ khác (giống chữ Latinh nhưng không phải)",
            en: "it has letters of another alphabet that look like Latin ones",
        )
        .to_text(),
        Doubt::EncodingRemains { word } => text!(
            vi: "“{word}” còn ký tự lỗi phông chữ",
            en: "“{word}” has characters of an unknown encoding",
        ),
        Doubt::TypingLeftover { word } => text!(
            vi: "“{word}” gõ chưa thành dấu",
            en: "“{word}” was typed without an input method",
        ),
        Doubt::DoubledLetter { word } => {
            text!(vi: "“{word}” thừa chữ", en: "“{word}” has a letter twice")
        }
        Doubt::MarksLost { word } => {
            text!(vi: "“{word}” thiếu dấu", en: "“{word}” lacks its marks")
        }
        Doubt::NotASyllable { word } => text!(
            vi: "“{word}” không phải âm tiết tiếng Việt hay tên dân tộc đã biết",
            en: "“{word}” is neither a Vietnamese syllable nor a known minority name",
        ),
        Doubt::Initial { word } => text!(vi: "“{word}” viết tắt", en: "“{word}” is an initial"),
        Doubt::SeveralNames => {
            label!(vi: "có vẻ là tên nhiều người", en: "it looks like the names of several people")
                .to_text()
        }
        Doubt::TooLong => {
            label!(vi: "dài hơn tên người", en: "it is longer than names are").to_text()
        }
        Doubt::NoMarks => label!(vi: "không có dấu", en: "it has no marks at all").to_text(),
    };
    match suggestion {
        Some(meant) => {
            let Text { vi, en } = why;
            text!(vi: "{vi} (có phải “{meant}”?)", en: "{en} (is it “{meant}”?)")
        }
        None => why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_name_needs_no_repair() {
        let reading = read("Nguyễn Thị Thu Hà");
        let name = reading.name.value.unwrap();
        assert_eq!((&*name.family, &*name.middle, &*name.given), ("Nguyễn", "Thị Thu", "Hà"));
        assert!(reading.name.repairs.is_empty() && reading.name.problem.is_none());
    }

    #[test]
    fn repairs_titles_and_doubts_are_named() {
        let reading = read("Bà TRẦN THỊ HOÀ");
        assert_eq!(reading.name.value.map(|name| name.full), Some("Trần Thị Hòa".into()));
        assert_eq!(reading.sex, Some(Sex::Female));
        let repairs = [Repair::TitleDropped, Repair::LetterCase, Repair::TonePlacement];
        assert_eq!(reading.name.repairs, repairs);
        assert!(matches!(read("Nguyeenx Van2").name.problem, Some(Problem::Suspicious { .. })));
        assert_eq!(read("123").name.problem, Some(Problem::Unreadable));
        for nobody in ["...", "Chưa có", "không có"] {
            assert_eq!(read(nobody).name, Reading::none(), "{nobody}");
        }
    }
}
