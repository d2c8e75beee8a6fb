//! What one row says.

pub mod ambiguous_date;
pub mod breaks_majority_pair;
pub mod implausible_age;
pub mod incomplete_birth_date;
pub mod invalid_birth_date;
pub mod invalid_email;
pub mod invalid_national_id;
pub mod invalid_party_card;
pub mod invalid_party_dates;
pub mod invalid_phone;
pub mod long_probation;
pub mod missing_birth_date;
pub mod missing_course;
pub mod missing_name;
pub mod missing_national_id;
pub mod missing_sex;
pub mod national_id_birth_year_mismatch;
pub mod national_id_sex_mismatch;
pub mod old_national_id;
pub mod party_age;
pub mod rare_spelling;
pub mod sex_conflict;
pub mod study_mode_mismatch;
pub mod suspicious_name;
pub mod unknown_course;
pub mod unknown_education;
pub mod unknown_ethnicity;
pub mod unknown_political_theory;
pub mod unknown_rating;
pub mod unknown_study_mode;

use chrono::NaiveDate;

use crate::i18n::Text;
use crate::model::date::{PartialDate, age_on};
use crate::model::record::{Problem, Record};
use crate::rules::Context;
use crate::text;

/// How much of a cell is quoted.
const QUOTED: usize = 40;

/// What a cell says, short enough for a sentence.
fn quoted(raw: Option<&str>) -> String {
    let words: Vec<_> = raw.unwrap_or_default().split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() <= QUOTED {
        return text;
    }
    text.chars().take(QUOTED).chain(['…']).collect()
}

/// A finished sentence: no second full stop behind one.
fn without_stop(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}

/// What the words nearest to an unknown one are, as advice; else `otherwise`.
fn nearest(problem: &Problem, otherwise: Text) -> Text {
    let Problem::UnknownWord { suggestions } = problem else { return otherwise };
    if suggestions.is_empty() {
        return otherwise;
    }
    let words: Vec<_> = suggestions.iter().map(|word| format!("“{word}”")).collect();
    let (vi, en) = (words.join(" hay "), words.join(" or "));
    text!(vi: "Có phải {vi}?", en: "Is it {en}?")
}

/// Advice that tells what the roster has for the person, where it has it.
fn roster_birth_date(record: &Record, context: &Context) -> Option<Text> {
    let date = context.member(record)?.birth_date.value?.vietnamese();
    Some(text!(
        vi: "Danh sách đảng viên ghi {date}; đối chiếu căn cước rồi ghi vào ô.",
        en: "The roster has {date}; compare it with the identity card and fill it in.",
    ))
}

/// The full years that a birth date surely misses or passes the bounds of the settings by.
pub(super) fn implausible_age(birth: PartialDate, context: &Context) -> Option<i32> {
    let bounds = &context.settings.judging;
    let oldest = age_on(birth.earliest(), context.period().last_day());
    let youngest = age_on(birth.latest(), context.period().first_day());
    if oldest < i32::from(bounds.youngest) {
        return Some(oldest);
    }
    (youngest > i32::from(bounds.oldest)).then_some(youngest)
}

/// The same day so many years later; 28 February where there is no 29th.
fn years_later(day: NaiveDate, years: u32) -> NaiveDate {
    day.checked_add_months(chrono::Months::new(years.saturating_mul(12))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::{nearest, quoted};
    use crate::model::record::Problem;
    use crate::text;

    #[test]
    fn long_cells_are_quoted_in_part() {
        assert_eq!(quoted(Some(" Sở\n Tài chính ")), "Sở Tài chính");
        assert_eq!(quoted(Some(&"a".repeat(50))).chars().count(), 41);
        assert_eq!(quoted(None), "");
    }

    #[test]
    fn unknown_words_are_answered_by_the_nearest_known_ones() {
        let otherwise = text!(vi: "Hỏi đơn vị.", en: "Ask.");
        let suggestions = vec!["Mường".to_owned(), "Mông".to_owned()];
        let advice = nearest(&Problem::UnknownWord { suggestions }, otherwise.clone());
        assert_eq!(advice.vi, "Có phải “Mường” hay “Mông”?");
        assert_eq!(nearest(&Problem::Unreadable, otherwise.clone()), otherwise);
    }
}
