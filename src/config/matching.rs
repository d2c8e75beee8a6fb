//! `templates/matching.toml`: how rows are compared to tell who is who.
//!
//! Additive and fixed: a pair's weight is the sum of the weights of the
//! comparison levels that it reaches, each a log2 of odds (how much likelier
//! the level is when both rows are one person). Nothing is trained at run
//! time, so a result can be explained and made again. `docs/matching.md` says
//! where each number comes from. The same format describes other data (the
//! FEBRL sets that the engine is measured on).

mod check;
mod level;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::error::{ConfigError, parse_toml};
use crate::i18n::Text;

pub use level::{Kind, LevelRef, Part, PartRef, Test};

/// The built-in specification.
pub const BUILT_IN: &str = include_str!("../../templates/matching.toml");

/// How rows are compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// Counts up with every change of a weight.
    pub version: u32,
    pub thresholds: Thresholds,
    pub limits: Limits,
    #[serde(default)]
    pub lists: ListThresholds,
    /// In the order in which the steps of equal weight are told.
    #[serde(rename = "field")]
    pub fields: Vec<FieldSpec>,
    #[serde(rename = "block")]
    pub blocks: Vec<BlockSpec>,
    #[serde(default, rename = "guard")]
    pub guards: Vec<Guard>,
    #[serde(default)]
    pub names: NameShares,
}

/// Sums of weights.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// From here on two rows are one person, if there is a proof …
    pub same: f64,
    /// … and from here on a hint is enough.
    pub certain: f64,
    /// From here on the officer decides.
    pub undecided: f64,
    /// Rows that share a number are plainly two people when all else sums up to this or less.
    pub apart: f64,
    /// Every two rows of one person must reach this, so that no chain of likenesses joins strangers.
    pub chain: f64,
    /// For how many rows the thresholds hold; with more, chance likenesses
    /// grow and each doubling asks for one unit of weight more.
    pub rows: f64,
}

/// Guards against running away.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Rows that one blocking key may bring together before it is split.
    pub block: usize,
    /// With more rows than [`Thresholds::rows`] blocks may have fewer rows, but so many at least.
    #[serde(default = "block_least")]
    pub block_least: usize,
    /// Rows that one person may have.
    pub rows_per_person: usize,
    /// Share of the rows that may turn out to be somebody else's already …
    pub merged_share: f64,
    /// … once there are this many rows.
    pub merged_from: usize,
}

fn block_least() -> usize {
    6
}

/// The weight from which a person is found in one of the officer's lists.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListThresholds {
    pub roster: f64,
    pub completed: f64,
    pub planned: f64,
}

impl Default for ListThresholds {
    fn default() -> Self {
        ListThresholds { roster: f64::MAX, completed: f64::MAX, planned: f64::MAX }
    }
}

/// What is compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    pub name: String,
    /// The columns that make it up, where they are not one column of that name.
    #[serde(default)]
    pub from: Vec<String>,
    pub kind: Kind,
    /// How the field is called in a sentence.
    pub label: Text,
    /// Compared only where this field cannot be: its facts follow from the other's.
    #[serde(default)]
    pub only_without: Option<String>,
    /// Days (`01-01`) that stand for an unknown day, so that only the year counts.
    #[serde(default)]
    pub unknown_days: Vec<String>,
    #[serde(default)]
    pub rarity: Option<Rarity>,
    /// Strongest first; the first that holds speaks.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
}

/// How much rarer values count more: log2 of one over the value's share.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rarity {
    /// The rarity for which the weights of the levels are written.
    pub reference: f64,
    /// No value counts as rarer …
    pub most: f64,
    /// … or as more common than this.
    pub least: f64,
}

/// A degree of likeness.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    pub when: Test,
    pub weight: f64,
    pub vi: String,
    pub en: String,
    /// Does the weight grow with the rarity of the value?
    #[serde(default)]
    pub by_rarity: bool,
    /// What the level can carry on its own.
    #[serde(default)]
    pub gives: Evidence,
    /// On plainly different people this is one number for two.
    #[serde(default)]
    pub shared_number: bool,
}

/// What a level can carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Only adds to the sum.
    #[default]
    Support,
    /// Without at least one of these a pair is not worth the officer's time.
    Hint,
    /// Enough for one person, where the sum is.
    Proof,
}

/// Rows that any of the parts bring together are compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockSpec {
    pub name: String,
    /// All must be there and equal.
    pub of: Vec<PartRef>,
    /// Taken in turn to split a block that is too large.
    #[serde(default)]
    pub split: Vec<PartRef>,
}

/// Whatever the sum says, such a pair counts for no more.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// All of these levels are reached …
    pub when: Vec<LevelRef>,
    /// … and none of these.
    #[serde(default)]
    pub unless: Vec<LevelRef>,
    pub at_most: Cap,
    /// Holds between any two rows of one person, whatever joins them.
    #[serde(default)]
    pub hard: bool,
    pub vi: String,
    pub en: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cap {
    /// Two people.
    Apart,
    /// The officer decides.
    Undecided,
}

/// How frequent the parts of names are where the data at hand says too little.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NameShares {
    /// Rows that the built-in shares weigh as much as.
    pub weight: f64,
    /// Share of a family name, middle part or given name that no list has.
    pub unseen: f64,
    /// Names are not drawn part by part: how much more frequent whole names are than their parts say.
    pub together: f64,
    /// Lower case, folded, as in `nguyen = 0.384`.
    pub family: BTreeMap<String, f64>,
    /// Lower case, folded.
    pub middle: BTreeMap<String, f64>,
    /// Lower case, with tones.
    pub given: BTreeMap<String, f64>,
}

impl Default for NameShares {
    fn default() -> Self {
        NameShares {
            weight: 100.0,
            unseen: 1e-4,
            together: 1.0,
            family: BTreeMap::new(),
            middle: BTreeMap::new(),
            given: BTreeMap::new(),
        }
    }
}

impl Matching {
    /// Reads a specification.
    ///
    /// # Errors
    /// Line and key of the first mistake, and what is allowed.
    pub fn parse(file: &str, content: &str) -> Result<Matching, ConfigError> {
        let matching = parse_toml(file, content)?;
        check::check(file, content, &matching)?;
        Ok(matching)
    }

    /// The specification that the program brings along.
    pub fn built_in() -> &'static Matching {
        static MATCHING: LazyLock<Matching> = LazyLock::new(|| {
            Matching::parse("matching.toml", BUILT_IN).unwrap_or_else(|_| Matching::nothing())
        });
        &MATCHING
    }

    /// Compares nothing: nobody is like anybody.
    fn nothing() -> Matching {
        Matching {
            version: 0,
            thresholds: Thresholds {
                same: 1.0,
                certain: 1.0,
                undecided: 1.0,
                apart: 0.0,
                chain: 0.0,
                rows: 1.0,
            },
            limits: Limits {
                block: 1,
                block_least: 1,
                rows_per_person: 1,
                merged_share: 1.0,
                merged_from: 0,
            },
            lists: ListThresholds::default(),
            fields: Vec::new(),
            blocks: Vec::new(),
            guards: Vec::new(),
            names: NameShares::default(),
        }
    }

    /// Where a field stands among [`Matching::fields`].
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

impl Level {
    pub fn text(&self) -> Text {
        Text { vi: self.vi.clone(), en: self.en.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Matching};

    #[test]
    fn the_built_in_specification_holds_together() {
        let matching = Matching::parse("matching.toml", BUILT_IN).unwrap();
        assert!(matching.fields.len() > 8);
        assert_eq!(Matching::built_in().version, matching.version);
    }

    fn mistake(from: &str, to: &str) -> super::ConfigError {
        assert!(BUILT_IN.contains(from), "{from}");
        Matching::parse("matching.toml", &BUILT_IN.replacen(from, to, 1)).unwrap_err()
    }

    #[test]
    fn a_mistake_is_named_with_its_line_and_key() {
        let line =
            |words: &str| BUILT_IN.lines().position(|line| line.contains(words)).unwrap() + 1;
        let error = mistake("kind = \"name\"", "kind = \"nmae\"");
        assert_eq!(error.line, line("kind = \"name\""));
        let error = mistake("\nsame = ", "\nsmae = ");
        assert_eq!((error.line, error.key.as_str()), (line("[thresholds]") + 1, "thresholds.smae"));
    }

    #[test]
    fn a_level_that_the_kind_does_not_know_is_a_mistake() {
        let error = mistake("when = \"day_month_swapped\"", "when = \"one_slip\"");
        assert!(error.message.en.contains("one_slip"), "{error}");
        assert!(error.line > 0);
    }

    #[test]
    fn a_guard_about_a_field_that_is_not_there_is_a_mistake() {
        let error = mistake("\"national_id:different\"", "\"nationalid:different\"");
        assert!(error.message.en.contains("nationalid"), "{error}");
    }
}
