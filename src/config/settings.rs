//! The settings of a workspace.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::rule_settings::RuleSettings;
use super::secret::Secret;
use crate::i18n::Lang;
use crate::model::period::Period;
use crate::model::role::Role;

use super::cycle::{CandidateSettings, ClassSettings, CoverageSettings, QuotaSettings};
use super::error::{ConfigError, parse_toml};
use super::limits::Limits;
use super::mail::{AfterRun, Mail};
use super::outputs::OutputSettings;

/// `tonghop.toml`. Every key has a default.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Language of all that a user reads, workbooks included.
    pub language: Lang,
    /// What each month's forms are.
    pub submissions: Submissions,
    /// The day on which age counts.
    pub age_on: AgeOn,
    /// Name of the standard to judge by; empty: the one in force when the class opens.
    pub standard: String,
    /// Unit code → column letters → what the column means there, as the officer corrected it.
    pub layouts: BTreeMap<String, BTreeMap<String, Role>>,
    /// Words to try on encrypted workbooks.
    pub passwords: Vec<Secret>,
    /// Guards against hostile and broken files.
    pub limits: Limits,
    /// Rule code or name → `off`, `info`, `warning` or `error`; also per unit and class.
    pub rules: RuleSettings,
    /// Figures that rules judge by.
    pub judging: Judging,
    /// Letters that carry the replies to the units.
    pub mail: Mail,
    /// A program that is told of each run.
    pub after_run: AfterRun,
    /// Results older than so many months are due to be removed; 0: never.
    pub keep_months: u16,
    /// Who issues the lists that go out, and how they look.
    pub outputs: OutputSettings,
    /// How quotas are proposed.
    pub quota: QuotaSettings,
    /// Who could go next.
    pub candidates: CandidateSettings,
    /// How people are split into classes.
    pub classes: ClassSettings,
    /// What share of the members should hold a level.
    pub coverage: CoverageSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            language: Lang::Vi,
            submissions: Submissions::Incremental,
            age_on: AgeOn::ListDate,
            standard: String::new(),
            layouts: BTreeMap::new(),
            passwords: Vec::new(),
            limits: Limits::default(),
            rules: RuleSettings::default(),
            judging: Judging::default(),
            mail: Mail::default(),
            after_run: AfterRun::default(),
            keep_months: 0,
            outputs: OutputSettings::default(),
            quota: QuotaSettings::default(),
            candidates: CandidateSettings::default(),
            classes: ClassSettings::default(),
            coverage: CoverageSettings::default(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Submissions {
    /// Each month's forms are new registrations.
    #[default]
    Incremental,
    /// Each month's form is the unit's whole list.
    Standing,
}

/// The day on which age counts (no regulation seen fixes it).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeOn {
    /// The last day of the period.
    #[default]
    ListDate,
    /// The day the class opens.
    OpeningDay,
    /// 31 December of the period's year.
    YearEnd,
}

impl AgeOn {
    /// The day, for a class of this opening day.
    pub fn day(self, period: Period, opens: Option<NaiveDate>) -> NaiveDate {
        match self {
            AgeOn::ListDate => period.last_day(),
            AgeOn::OpeningDay => opens.unwrap_or_else(|| period.last_day()),
            AgeOn::YearEnd => {
                NaiveDate::from_ymd_opt(period.year, 12, 31).unwrap_or_else(|| period.last_day())
            }
        }
    }
}

/// Figures that rules judge by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Judging {
    /// Younger than this is taken for a mistake in the birth date.
    pub youngest: u16,
    /// Older than this is taken for a mistake in the birth date.
    pub oldest: u16,
    /// People who pass an age limit within so many months are shown.
    pub near_limit_months: u16,
    /// Who gets the seats of a class with too few, strongest reason first.
    pub seat_order: Vec<SeatOrder>,
}

impl Default for Judging {
    fn default() -> Self {
        Judging {
            youngest: 18,
            oldest: 75,
            near_limit_months: 6,
            seat_order: vec![
                SeatOrder::PlannedPosition,
                SeatOrder::PartyAge,
                SeatOrder::DateSubmitted,
            ],
        }
    }
}

/// A reason to go before others when seats are short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatOrder {
    /// People with a planned position first.
    PlannedPosition,
    /// Longer in the Party first.
    PartyAge,
    /// Older first.
    Age,
    /// The form with the earlier date first.
    DateSubmitted,
}

impl Settings {
    /// Reads the text of a settings file; `file` is its name for messages.
    ///
    /// # Errors
    /// The file, line, key and what is allowed, when a key is unknown or a value wrong.
    pub fn parse(file: &str, content: &str) -> Result<Self, ConfigError> {
        parse_toml(file, content)
    }
}
