//! A regulation's file: what it holds, and what of it makes no sense.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use toml::value::Datetime;

use super::Demands;
use super::demand::{AgeDemand, EducationDemand, PartyDemand, PositionDemand, RatingDemand};
use crate::config::error::{ConfigError, parse_toml};
use crate::i18n::Text;
use crate::model::value::{CourseLevel, StudyMode};
use crate::text;

/// One regulation (or practice) and what it demands.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    /// What settings and `--standard` call it: `350-QD-TW`.
    pub name: String,
    /// What letters call it.
    pub title: Text,
    /// First day; absent: since ever.
    #[serde(default, deserialize_with = "date")]
    pub valid_from: Option<NaiveDate>,
    /// Last day; absent: until a later regulation.
    #[serde(default, deserialize_with = "date")]
    pub valid_to: Option<NaiveDate>,
    pub source: String,
    #[serde(rename = "standard", default)]
    pub standards: Vec<Standard>,
    /// The file's text, for the digest of what a run obeyed.
    #[serde(skip)]
    pub content: Arc<str>,
}

/// What is demanded for a level: of everybody (no mode), or on top of that for one mode.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    pub level: CourseLevel,
    pub mode: Option<StudyMode>,
    pub party: Option<PartyDemand>,
    pub education: Option<EducationDemand>,
    pub age: Option<AgeDemand>,
    pub position: Option<PositionDemand>,
    pub rating: Option<RatingDemand>,
    /// What is known to be unknown, and so not judged.
    #[serde(default)]
    pub open: Vec<Text>,
}

impl Regulation {
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| to >= day)
    }

    /// What a class of this level and mode demands: what the level demands, with what its mode adds.
    pub fn demands(&self, level: CourseLevel, mode: Option<StudyMode>) -> Option<Demands<'_>> {
        let find = |mode| self.standards.iter().find(|one| one.level == level && one.mode == mode);
        let of_mode = mode.and_then(|mode| find(Some(mode)));
        let of_level = find(None);
        let (first, second) = (of_mode.or(of_level)?, of_level.or(of_mode)?);
        Some(Demands {
            regulation: self,
            party: first.party.as_ref().or(second.party.as_ref()),
            education: first.education.as_ref().or(second.education.as_ref()),
            age: first.age.as_ref().or(second.age.as_ref()),
            position: first.position.as_ref().or(second.position.as_ref()),
            rating: first.rating.as_ref().or(second.rating.as_ref()),
            open: if first.open.is_empty() { &second.open } else { &first.open },
        })
    }
}

/// Reads a regulation's file.
///
/// # Errors
/// A mistake, with line, key and what is allowed.
pub(super) fn parse(file: &str, content: &str) -> Result<Regulation, ConfigError> {
    let mut regulation: Regulation = parse_toml(file, content)?;
    regulation.content = Arc::from(content);
    let mistake = dates(&regulation).or_else(|| twice(&regulation));
    let mistake = mistake.or_else(|| regulation.standards.iter().find_map(figures));
    match mistake {
        Some((key, message)) => Err(ConfigError::at_key(file, content, key, message)),
        None => Ok(regulation),
    }
}

type Mistake = (&'static str, Text);

fn dates(regulation: &Regulation) -> Option<Mistake> {
    let backwards = regulation.valid_from? > regulation.valid_to?;
    backwards
        .then(|| ("valid_to", text!(vi: "phải sau valid_from", en: "must come after valid_from")))
}

fn twice(regulation: &Regulation) -> Option<Mistake> {
    let standards = &regulation.standards;
    let repeats = |(index, one): (usize, &Standard)| {
        standards.iter().skip(index + 1).any(|two| (two.level, two.mode) == (one.level, one.mode))
    };
    standards.iter().enumerate().any(repeats).then(|| {
        let message = text!(
            vi: "mỗi cặp level và mode chỉ được có một [[standard]]",
            en: "each level and mode may have only one [[standard]]",
        );
        ("standard", message)
    })
}

fn figures(standard: &Standard) -> Option<Mistake> {
    if let Some(age) = &standard.age
        && let Some(key) = [("female", age.female), ("male", age.male)]
            .into_iter()
            .find_map(|(key, years)| (!(16..=70).contains(&years)).then_some(key))
    {
        return Some((key, text!(vi: "chỉ nhận từ 16 đến 70 tuổi", en: "must be 16 to 70 years")));
    }
    if standard.rating.as_ref().is_some_and(|rating| !(1..=5).contains(&rating.years)) {
        return Some(("years", text!(vi: "chỉ nhận từ 1 đến 5 năm", en: "must be 1 to 5 years")));
    }
    let education = standard.education.as_ref()?;
    (education.minority? > education.least).then(|| {
        let message = text!(
            vi: "mức ngoại lệ không được cao hơn mức chung (least)",
            en: "the exception must not be above what is asked of everybody (least)",
        );
        ("minority", message)
    })
}

/// A day as TOML writes it, without quotes.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let written = Datetime::deserialize(deserializer)?;
    let day = written.date.and_then(|date| {
        NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
    });
    day.map(Some).ok_or_else(|| serde::de::Error::custom("expected a day: 2025-08-29"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    const HEAD: &str = "name = \"x\"\ntitle = { vi = \"a\", en = \"b\" }\nsource = \"s\"\n";

    fn mistake(rest: &str) -> (usize, String, String) {
        let error = parse("templates/standards/x.toml", &format!("{HEAD}{rest}")).unwrap_err();
        (error.line, error.key, error.message.en)
    }

    #[test]
    fn an_unknown_key_is_named_with_what_is_allowed() {
        let (line, key, message) = mistake("[[standard]]\nlevel = \"elementary\"\nages = 3\n");
        assert_eq!((line, key.as_str()), (6, "standard.ages"));
        assert!(message.contains("`age`"), "{message}");
    }

    #[test]
    fn an_unknown_level_is_named_with_the_known_ones() {
        let (line, _, message) = mistake("[[standard]]\nlevel = \"trung cấp\"\n");
        assert_eq!(line, 5);
        assert!(message.contains("`intermediate`"), "{message}");
    }

    #[test]
    fn an_unknown_rank_is_named_with_the_known_ones() {
        let (line, _, message) = mistake(
            "[[standard]]\nlevel = \"advanced\"\n[standard.position]\nranks = [\"boss\"]\n",
        );
        assert_eq!(line, 7);
        assert!(message.contains("`division_deputy`"), "{message}");
    }

    #[test]
    fn figures_that_make_no_sense_are_refused() {
        let age = "[[standard]]\nlevel = \"advanced\"\n[standard.age]\nfemale = 28\nmale = 300\n\
                   clause = { vi = \"a\", en = \"b\" }\nsource = \"s\"\n";
        assert_eq!(mistake(age), (8, "male".into(), "must be 16 to 70 years".into()));
        let dates = mistake("valid_from = 2025-01-01\nvalid_to = 2024-01-01\n");
        assert_eq!((dates.0, dates.1.as_str()), (5, "valid_to"));
        let twice =
            mistake("[[standard]]\nlevel = \"advanced\"\n[[standard]]\nlevel = \"advanced\"\n");
        assert_eq!(twice.1, "standard");
    }

    #[test]
    fn a_day_must_be_a_day() {
        assert_eq!(mistake("valid_from = \"29/8/2025\"\n").0, 4);
        assert_eq!(mistake("valid_from = 07:30:00\n").0, 4);
    }
}
