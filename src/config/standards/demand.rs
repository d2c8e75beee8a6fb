//! The demands of a standard, as its file says them. Each carries the wording
//! of its clause and where that was found.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::config::positions::Rank;
use crate::i18n::Text;
use crate::model::value::{Education, Rating, Sex};

/// Standing in the Party, low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyStanding {
    /// Dự bị.
    Probationary,
    /// Chính thức.
    Full,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyDemand {
    pub least: PartyStanding,
    pub clause: Text,
    /// Who may decide otherwise, where the regulation allows special cases.
    pub special: Option<Text>,
    pub source: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EducationDemand {
    pub least: Education,
    /// For people of an ethnic minority; absent: no exception.
    pub minority: Option<Education>,
    pub clause: Text,
    pub special: Option<Text>,
    pub source: String,
}

/// Full years on the day that counts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeDemand {
    pub female: u16,
    pub male: u16,
    pub clause: Text,
    pub special: Option<Text>,
    pub source: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionDemand {
    /// Ranks that meet the demand.
    pub ranks: BTreeSet<Rank>,
    /// Ranks that plainly do not; all others are not judged.
    pub below: BTreeSet<Rank>,
    /// Does a planned position count?
    pub accept_planned: bool,
    pub clause: Text,
    pub special: Option<Text>,
    pub source: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingDemand {
    pub least: Rating,
    /// How many of the last years count.
    pub years: u8,
    pub clause: Text,
    pub special: Option<Text>,
    pub source: String,
}

impl AgeDemand {
    pub fn least(&self, sex: Sex) -> u16 {
        match sex {
            Sex::Male => self.male,
            Sex::Female => self.female,
        }
    }
}
