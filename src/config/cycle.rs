//! Settings of the year around registration: quotas, candidates, classes, coverage.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::value::TheoryLevel;

/// How quotas are proposed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuotaSettings {
    /// Share of a class's seats that is not given out.
    pub reserve_percent: u8,
    /// What every unit with a need gets first, as long as there are seats.
    pub least_per_unit: u32,
    /// No unit gets more of a class; 0: no limit.
    pub most_per_unit: u32,
    /// Not more than the members who could go, where that is known.
    pub within_able: bool,
    /// How much each figure of a unit weighs when seats are shared out.
    pub weights: QuotaWeights,
    /// Seats of a class whose list entry does not say.
    pub class_size: u32,
}

/// Weights of a unit's figures; none below zero.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuotaWeights {
    pub need: u32,
    /// Members whose title asks for the level that they lack.
    pub gap: u32,
}

impl Default for QuotaSettings {
    fn default() -> Self {
        QuotaSettings {
            reserve_percent: 5,
            least_per_unit: 1,
            most_per_unit: 0,
            within_able: true,
            weights: QuotaWeights::default(),
            class_size: 50,
        }
    }
}

impl Default for QuotaWeights {
    fn default() -> Self {
        QuotaWeights { need: 2, gap: 1 }
    }
}

/// Who could go next.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CandidateSettings {
    /// Who is named first, strongest reason first.
    pub order: Vec<CandidateOrder>,
    /// Who comes of age within so many months is shown.
    pub soon_months: u32,
    /// A unit that plans this much more than it sent the year before is asked.
    pub jump: u32,
}

/// A reason to be named before others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CandidateOrder {
    /// Planned for a post that asks for the level.
    PlannedPosition,
    /// In a post that asks for the level.
    InPost,
    /// Longer in the Party first.
    PartyAge,
    /// Older first.
    Age,
}

impl Default for CandidateSettings {
    fn default() -> Self {
        CandidateSettings {
            order: vec![
                CandidateOrder::PlannedPosition,
                CandidateOrder::InPost,
                CandidateOrder::PartyAge,
            ],
            soon_months: 12,
            jump: 3,
        }
    }
}

/// How people are split into classes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClassSettings {
    /// No class is larger.
    pub size: u32,
    /// No office sends more of its members at once to one class.
    pub office_percent: u8,
    /// Ages from these on begin a new band when classes are balanced.
    pub age_bands: Vec<u16>,
}

impl Default for ClassSettings {
    fn default() -> Self {
        ClassSettings { size: 50, office_percent: 34, age_bands: vec![35, 40, 45] }
    }
}

/// What share of the members should hold a level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoverageSettings {
    /// Level → percent of the members.
    pub target: BTreeMap<TheoryLevel, u8>,
    /// The year by which the targets should be met.
    pub target_year: Option<i32>,
    /// How many years back the report goes.
    pub years: Option<u8>,
}
