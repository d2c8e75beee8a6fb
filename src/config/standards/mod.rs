//! Standards: what a regulation demands for a level and mode, from a date.
//!
//! The regulations are data (`templates/standards/*.toml`); a workspace may
//! replace one or add its own. What a regulation does not say, or nobody could
//! check, is absent from the data and not judged.

mod demand;
mod file;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;

pub use demand::{
    AgeDemand, EducationDemand, PartyDemand, PartyStanding, PositionDemand, RatingDemand,
};
pub use file::{Regulation, Standard};

use super::error::ConfigError;
use crate::i18n::Text;
use crate::model::value::{CourseLevel, StudyMode};
use crate::text;

const BUILT_IN: &[(&str, &str)] = &[
    ("pre-2022.toml", include_str!("../../../templates/standards/pre-2022.toml")),
    ("57-QD-TW.toml", include_str!("../../../templates/standards/57-QD-TW.toml")),
    ("350-QD-TW.toml", include_str!("../../../templates/standards/350-QD-TW.toml")),
];

/// Every regulation known, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standards {
    regulations: Vec<Regulation>,
}

/// What is demanded of the learners of one class.
#[derive(Clone, Copy, Debug)]
pub struct Demands<'a> {
    pub regulation: &'a Regulation,
    pub party: Option<&'a PartyDemand>,
    pub education: Option<&'a EducationDemand>,
    pub age: Option<&'a AgeDemand>,
    pub position: Option<&'a PositionDemand>,
    pub rating: Option<&'a RatingDemand>,
    /// What is known to be unknown.
    pub open: &'a [Text],
}

impl Standards {
    /// The regulations that come with the program.
    pub fn built_in() -> &'static Standards {
        static STANDARDS: LazyLock<Standards> = LazyLock::new(|| {
            let read = |(name, content): &(&str, &str)| file::parse(name, content).ok();
            let mut regulations: Vec<_> = BUILT_IN.iter().filter_map(read).collect();
            regulations.sort_by_key(|regulation| regulation.valid_from);
            Standards { regulations }
        });
        &STANDARDS
    }

    /// The built-in regulations with those of `templates/standards/` below this folder:
    /// one of the same name replaces the built-in one.
    ///
    /// # Errors
    /// A mistake in a file, with line, key and what is allowed.
    pub fn load(templates: &Path) -> Result<Standards, ConfigError> {
        let folder = templates.join("standards");
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                files.push(path);
            }
        }
        files.sort();
        let mut standards = Standards::built_in().clone();
        for path in files {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let shown = format!("templates/standards/{name}");
            let content = fs::read_to_string(&path).map_err(|error| unreadable(&shown, &error))?;
            standards.add(&shown, &content)?;
        }
        Ok(standards)
    }

    /// Adds a regulation, in place of one of the same name.
    ///
    /// # Errors
    /// A mistake in the file, with line, key and what is allowed.
    pub fn add(&mut self, file: &str, content: &str) -> Result<(), ConfigError> {
        let regulation = file::parse(file, content)?;
        self.regulations.retain(|known| known.name != regulation.name);
        self.regulations.push(regulation);
        self.regulations.sort_by_key(|regulation| regulation.valid_from);
        Ok(())
    }

    /// Oldest first.
    pub fn regulations(&self) -> &[Regulation] {
        &self.regulations
    }

    /// The regulation of this name (`57-QD-TW`).
    pub fn named(&self, name: &str) -> Option<&Regulation> {
        let name = name.trim();
        self.regulations.iter().find(|regulation| regulation.name.eq_ignore_ascii_case(name))
    }

    /// What to tell someone who asked for a regulation that is not there.
    pub fn unknown(&self, name: &str) -> Text {
        let names: Vec<_> = self.regulations.iter().map(|one| one.name.as_str()).collect();
        let names = names.join(", ");
        text!(
            vi: "không có tiêu chuẩn “{name}”; chỉ có: {names}",
            en: "there is no standard “{name}”; known are: {names}",
        )
    }

    /// The regulation in force on a day.
    pub fn in_force(&self, day: NaiveDate) -> Option<&Regulation> {
        self.regulations.iter().rev().find(|regulation| regulation.is_in_force(day))
    }

    /// What a class of this level and mode demands when it opens on `day`. With a name
    /// in `forced`, by that regulation whatever the day.
    pub fn demands(
        &self,
        level: CourseLevel,
        mode: Option<StudyMode>,
        day: NaiveDate,
        forced: &str,
    ) -> Option<Demands<'_>> {
        let regulation =
            if forced.trim().is_empty() { self.in_force(day) } else { self.named(forced) };
        regulation?.demands(level, mode)
    }
}

fn unreadable(file: &str, error: &std::io::Error) -> ConfigError {
    ConfigError {
        file: file.to_owned(),
        line: 0,
        key: String::new(),
        message: text!(vi: "không đọc được tệp: {error}", en: "cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn ages(standards: &Standards, on: NaiveDate, mode: StudyMode) -> Option<(u16, u16)> {
        let demands = standards.demands(CourseLevel::Intermediate, Some(mode), on, "")?;
        demands.age.map(|age| (age.female, age.male))
    }

    #[test]
    fn every_built_in_file_is_read() {
        for (name, content) in BUILT_IN {
            file::parse(name, content).unwrap();
        }
        assert_eq!(Standards::built_in().regulations().len(), BUILT_IN.len());
    }

    #[test]
    fn a_class_is_judged_by_the_regulation_of_its_opening_day() {
        let standards = Standards::built_in();
        let part_time = |on| ages(standards, on, StudyMode::PartTime);
        assert_eq!(part_time(day(2019, 3, 1)), Some((25, 30)));
        assert_eq!(part_time(day(2022, 2, 7)), Some((25, 30)));
        assert_eq!(part_time(day(2024, 10, 15)), Some((33, 35)));
        assert_eq!(part_time(day(2025, 8, 29)), Some((28, 30)));
        assert_eq!(ages(standards, day(2026, 12, 15), StudyMode::FullTime), None);
    }

    #[test]
    fn a_name_forces_a_regulation_whatever_the_day() {
        let standards = Standards::built_in();
        let demand = |name| {
            let level = CourseLevel::Intermediate;
            let mode = Some(StudyMode::PartTime);
            standards.demands(level, mode, day(2026, 12, 15), name).map(|d| d.age.unwrap().male)
        };
        assert_eq!(demand("57-QD-TW"), Some(35));
        assert_eq!(demand("57-qd-tw "), Some(35));
        assert_eq!(demand("nonsense"), None);
        assert!(standards.unknown("nonsense").en.contains("350-QD-TW"));
    }

    #[test]
    fn a_workspace_replaces_a_regulation_by_its_name() {
        let mut standards = Standards::built_in().clone();
        let changed = BUILT_IN[2].1.replace("female = 28", "female = 40");
        standards.add("templates/standards/350.toml", &changed).unwrap();
        assert_eq!(standards.regulations().len(), BUILT_IN.len());
        let part_time = ages(&standards, day(2026, 12, 15), StudyMode::PartTime);
        assert_eq!(part_time, Some((40, 30)));
    }

    #[test]
    fn an_unknown_mode_is_judged_by_what_both_modes_demand() {
        let standards = Standards::built_in();
        let demands =
            standards.demands(CourseLevel::Intermediate, None, day(2026, 12, 15), "").unwrap();
        assert!(demands.age.is_none() && demands.education.is_some());
    }
}
