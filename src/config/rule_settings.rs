//! What the officer wants of each rule: off, or another severity; everywhere,
//! for one unit or for one class.
//!
//! ```toml
//! [rules]
//! D235 = "off"
//! position-not-eligible = "info"
//!
//! [rules.unit.CB-STC]
//! R408 = "off"
//!
//! [rules.course.TC-K45]
//! under-age = "warning"
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::finding::Severity;

/// Rule code or name → what is wanted of it.
pub type RuleMap = BTreeMap<String, RuleSetting>;

/// What the officer wants of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleSetting {
    Off,
    Info,
    Warning,
    Error,
}

/// The table `[rules]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSettings {
    /// Everywhere.
    pub all: RuleMap,
    /// For the rows of a unit, by its code.
    pub unit: BTreeMap<String, RuleMap>,
    /// For the rows of a class, by its code.
    pub course: BTreeMap<String, RuleMap>,
}

impl RuleSettings {
    /// The severity a rule speaks with about a unit and class; `None` when it is off there.
    /// A unit's setting goes before a class's, a class's before the general one; a
    /// code goes before a name.
    pub fn severity(
        &self,
        (code, name): (&str, &str),
        default: Severity,
        unit: Option<&str>,
        course: Option<&str>,
    ) -> Option<Severity> {
        let scoped = |maps: &BTreeMap<String, RuleMap>, scope: Option<&str>| {
            find(maps.get(scope?)?, code, name)
        };
        let wanted = scoped(&self.unit, unit)
            .or_else(|| scoped(&self.course, course))
            .or_else(|| find(&self.all, code, name));
        wanted.map_or(Some(default), RuleSetting::severity)
    }

    /// Is the rule on anywhere?
    pub fn may_speak(&self, code: &str, name: &str) -> bool {
        let scopes = self.unit.values().chain(self.course.values());
        find(&self.all, code, name) != Some(RuleSetting::Off)
            || scopes
                .filter_map(|map| find(map, code, name))
                .any(|setting| setting != RuleSetting::Off)
    }

    /// Every rule that a setting names, with the key it stands under (`rules.unit.CB-STC.R408`).
    pub fn named(&self) -> impl Iterator<Item = (String, &str)> {
        let all = self.all.keys().map(|rule| (format!("rules.{rule}"), rule.as_str()));
        all.chain(keys("unit", &self.unit)).chain(keys("course", &self.course))
    }
}

fn keys<'a>(
    kind: &'static str,
    maps: &'a BTreeMap<String, RuleMap>,
) -> impl Iterator<Item = (String, &'a str)> {
    maps.iter().flat_map(move |(scope, map)| {
        map.keys().map(move |rule| (format!("rules.{kind}.{scope}.{rule}"), rule.as_str()))
    })
}

fn find(map: &RuleMap, code: &str, name: &str) -> Option<RuleSetting> {
    map.get(code).or_else(|| map.get(name)).copied()
}

impl RuleSetting {
    fn severity(self) -> Option<Severity> {
        match self {
            RuleSetting::Off => None,
            RuleSetting::Info => Some(Severity::Info),
            RuleSetting::Warning => Some(Severity::Warning),
            RuleSetting::Error => Some(Severity::Error),
        }
    }
}

/// By hand, because serde's `flatten` would lose the line of a mistake.
impl<'de> Deserialize<'de> for RuleSettings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = RuleSettings;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("rule codes or names, `unit` or `course`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RuleSettings, A::Error> {
                let mut settings = RuleSettings::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "unit" => settings.unit = map.next_value()?,
                        "course" => settings.course = map.next_value()?,
                        _ => {
                            settings.all.insert(key, map.next_value()?);
                        }
                    }
                }
                Ok(settings)
            }
        }
        deserializer.deserialize_map(Table)
    }
}

#[cfg(test)]
mod tests {
    use super::RuleSettings;
    use crate::config::{Settings, parse_toml};
    use crate::finding::Severity;

    const RULE: (&str, &str) = ("R408", "unit-conflict");

    fn read(content: &str) -> RuleSettings {
        parse_toml::<Settings>("tonghop.toml", content).unwrap().rules
    }

    #[test]
    fn the_nearest_setting_wins() {
        let rules = read(
            "[rules]\nunit-conflict = \"error\"\n[rules.course.TC-K45]\nR408 = \"info\"\n\
             [rules.unit.CB-STC]\nR408 = \"off\"\n",
        );
        let severity = |unit, course| rules.severity(RULE, Severity::Warning, unit, course);
        assert_eq!(severity(None, None), Some(Severity::Error));
        assert_eq!(severity(None, Some("TC-K45")), Some(Severity::Info));
        assert_eq!(severity(Some("CB-STC"), Some("TC-K45")), None);
        assert_eq!(severity(Some("CB-SNV"), None), Some(Severity::Error));
    }

    #[test]
    fn a_rule_that_is_off_may_still_speak_for_one_unit() {
        let off = read("[rules]\nR408 = \"off\"\n");
        assert!(!off.may_speak(RULE.0, RULE.1));
        let one = read("[rules]\nR408 = \"off\"\n[rules.unit.CB-STC]\nR408 = \"info\"\n");
        assert!(one.may_speak(RULE.0, RULE.1));
        let keys: Vec<_> = one.named().map(|(key, _)| key).collect();
        assert_eq!(keys, ["rules.R408", "rules.unit.CB-STC.R408"]);
    }

    #[test]
    fn a_wrong_severity_is_named_with_its_line() {
        let wrong = "language = \"vi\"\n[rules]\nD235 = \"none\"\n";
        let error = parse_toml::<Settings>("tonghop.toml", wrong).unwrap_err();
        assert_eq!((error.line, error.key.as_str()), (3, "rules.D235"));
        assert!(error.message.en.contains("`off`"), "{error}");
    }
}
