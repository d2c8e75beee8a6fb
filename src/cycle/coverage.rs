//! Coverage: what share of the members holds each level, now and in the years
//! before, by unit, title, sex, ethnic group and age.
//!
//! The years before are told by the completed list: whoever has a line with a
//! year holds the level from that year on; a level of the roster without a line
//! counts for all years. Members count from the year in which they joined.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::members::Members;
use crate::config::positions::{Rank, ranks};
use crate::config::results::is_failure;
use crate::i18n::{Label, Text};
use crate::label;
use crate::model::batch::RecordAt;
use crate::model::date::age_on;
use crate::model::record::Record;
use crate::model::value::{Sex, TheoryLevel};
use crate::text;

/// How many members, and what they hold at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub members: u32,
    pub elementary: u32,
    pub intermediate: u32,
    /// Cao cấp, cử nhân.
    pub advanced: u32,
}

impl Tally {
    fn add(&mut self, held: TheoryLevel) {
        self.members += 1;
        match held {
            TheoryLevel::None => {}
            TheoryLevel::Elementary => self.elementary += 1,
            TheoryLevel::Intermediate => self.intermediate += 1,
            TheoryLevel::Advanced | TheoryLevel::Bachelor => self.advanced += 1,
        }
    }

    pub fn none(&self) -> u32 {
        self.members - self.elementary - self.intermediate - self.advanced
    }

    /// Holders of this level or more.
    pub fn at_least(&self, level: TheoryLevel) -> u32 {
        match level {
            TheoryLevel::None => self.members,
            TheoryLevel::Elementary => self.elementary + self.intermediate + self.advanced,
            TheoryLevel::Intermediate => self.intermediate + self.advanced,
            TheoryLevel::Advanced | TheoryLevel::Bachelor => self.advanced,
        }
    }

    /// Their share in percent, rounded half up.
    pub fn percent(&self, level: TheoryLevel) -> Option<u32> {
        let holders = u64::from(self.at_least(level)) * 200 + u64::from(self.members);
        let share = holders.checked_div(u64::from(self.members) * 2)?;
        u32::try_from(share).ok()
    }
}

/// Coverage at the end of a year.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    pub year: i32,
    pub all: Tally,
    /// Unit code → figures; empty for members without a unit.
    pub units: BTreeMap<String, Tally>,
    pub titles: Vec<(Label, Tally)>,
    pub sexes: Vec<(Label, Tally)>,
    /// Ethnic group → figures, the largest first.
    pub groups: Vec<(String, Tally)>,
    pub ages: Vec<(Text, Tally)>,
    /// Year → figures, oldest first, this year last.
    pub years: Vec<(i32, Tally)>,
}

/// Counts the members at the end of a year and of so many years before.
pub fn coverage(members: &Members, year: i32, years: u8, bands: &[u16]) -> Coverage {
    let history = History::new(members);
    let mut coverage = Coverage { year, ..Coverage::default() };
    let day = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default();
    let mut titles: BTreeMap<Title, Tally> = BTreeMap::new();
    let mut sexes: BTreeMap<Option<Sex>, Tally> = BTreeMap::new();
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut ages: BTreeMap<Option<usize>, Tally> = BTreeMap::new();
    for (at, member) in members.iter() {
        let held = history.held(at, year);
        coverage.all.add(held);
        let unit = member.unit.as_deref().unwrap_or_default().to_owned();
        coverage.units.entry(unit).or_default().add(held);
        titles.entry(title(member)).or_default().add(held);
        sexes.entry(member.sex.value).or_default().add(held);
        groups.entry(member.ethnicity.value.as_deref().unwrap_or_default()).or_default().add(held);
        ages.entry(band(member, day, bands)).or_default().add(held);
    }
    coverage.titles = titles.into_iter().map(|(title, tally)| (title.label(), tally)).collect();
    coverage.sexes = sexes.into_iter().map(|(sex, tally)| (sex_label(sex), tally)).collect();
    coverage.groups = groups.into_iter().map(|(name, t)| (name.to_owned(), t)).collect();
    coverage.groups.sort_by_key(|(name, t)| (std::cmp::Reverse(t.members), name.clone()));
    coverage.ages =
        ages.into_iter().map(|(band, tally)| (band_words(band, bands), tally)).collect();
    coverage.years =
        (0..=i32::from(years)).rev().map(|ago| history.year(members, year - ago)).collect();
    coverage
}

/// What each member held when.
struct History {
    /// Level → year from which on it is held; `None`: since ever.
    levels: BTreeMap<RecordAt, Vec<(TheoryLevel, Option<i32>)>>,
}

impl History {
    fn new(members: &Members) -> History {
        let batch = members.batch();
        let list = batch.lists.completed.as_deref().unwrap_or_default();
        let mut levels: BTreeMap<RecordAt, Vec<(TheoryLevel, Option<i32>)>> = BTreeMap::new();
        for person in &batch.people {
            let lines = person.completed.iter().filter_map(|found| list.get(found.line));
            let passed = lines.filter(|line| !line.result.as_deref().is_some_and(is_failure));
            let held: Vec<_> =
                passed.filter_map(|line| Some((line.level?.theory()?, line.year))).collect();
            for at in &person.rows {
                levels.entry(*at).or_default().extend(held.iter().copied());
            }
        }
        for (at, member) in members.iter() {
            let Some(theory) = member.political_theory.value else { continue };
            let known = levels.entry(at).or_default();
            // A line about a higher level says nothing of when the roster's was reached.
            if !known.iter().any(|(level, _)| *level == theory.held) {
                known.push((theory.held, None));
            }
        }
        History { levels }
    }

    fn held(&self, at: RecordAt, year: i32) -> TheoryLevel {
        let levels = self.levels.get(&at).into_iter().flatten();
        let held = levels.filter(|(_, since)| since.is_none_or(|since| since <= year));
        held.map(|(level, _)| *level).max().unwrap_or(TheoryLevel::None)
    }

    /// The members of a year and what they held at its end.
    fn year(&self, members: &Members, year: i32) -> (i32, Tally) {
        let mut tally = Tally::default();
        for (at, member) in members.iter() {
            let joined = member.party_joined.value.map(|date| date.year());
            if joined.is_none_or(|joined| joined <= year) {
                tally.add(self.held(at, year));
            }
        }
        (year, tally)
    }
}

/// Groups of titles, as tables of offices have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Title {
    Committee,
    Agency,
    DivisionHead,
    DivisionDeputy,
    Commune,
    Other,
    Staff,
    Unknown,
}

fn title(member: &Record) -> Title {
    let Some(position) = member.position.value.as_deref() else { return Title::Unknown };
    match ranks(position).into_iter().next_back() {
        Some(Rank::Committee | Rank::CommitteeUpper) => Title::Committee,
        Some(Rank::AgencyHead | Rank::AgencyDeputy) => Title::Agency,
        Some(Rank::DivisionHead) => Title::DivisionHead,
        Some(Rank::DivisionDeputy) => Title::DivisionDeputy,
        Some(Rank::CommuneHead | Rank::CommuneDeputy) => Title::Commune,
        Some(Rank::Staff | Rank::SeniorStaff) => Title::Staff,
        Some(_) => Title::Other,
        None => Title::Unknown,
    }
}

impl Title {
    fn label(self) -> Label {
        match self {
            Title::Committee => {
                label!(vi: "Cấp ủy viên, bí thư, phó bí thư", en: "Party committee")
            }
            Title::Agency => label!(vi: "Lãnh đạo cơ quan, đơn vị", en: "Heads of agencies"),
            Title::DivisionHead => {
                label!(vi: "Trưởng phòng và tương đương", en: "Heads of division")
            }
            Title::DivisionDeputy => {
                label!(vi: "Phó trưởng phòng và tương đương", en: "Deputy heads of division")
            }
            Title::Commune => label!(vi: "Lãnh đạo cấp xã", en: "Leaders of communes"),
            Title::Other => label!(vi: "Chức danh khác", en: "Other titles"),
            Title::Staff => label!(vi: "Chuyên viên, nhân viên", en: "Staff"),
            Title::Unknown => label!(vi: "Chưa rõ chức vụ", en: "Title not known"),
        }
    }
}

fn sex_label(sex: Option<Sex>) -> Label {
    match sex {
        Some(sex) => sex.label(),
        None => label!(vi: "Chưa rõ", en: "Not known"),
    }
}

/// How many of the bands' first ages the member has reached.
fn band(member: &Record, day: NaiveDate, bands: &[u16]) -> Option<usize> {
    let age = age_on(member.birth_date.value?.earliest(), day);
    Some(bands.iter().filter(|from| age >= i32::from(**from)).count())
}

fn band_words(band: Option<usize>, bands: &[u16]) -> Text {
    let Some(band) = band else {
        return label!(vi: "Chưa rõ tuổi", en: "Age not known").to_text();
    };
    let from = band.checked_sub(1).and_then(|below| bands.get(below));
    match (from, bands.get(band)) {
        (None, Some(to)) => text!(vi: "Dưới {to} tuổi", en: "Below {to}"),
        (Some(from), Some(to)) => {
            let last = to.saturating_sub(1);
            text!(vi: "Từ {from} đến {last} tuổi", en: "{from} to {last}")
        }
        (Some(from), None) => text!(vi: "Từ {from} tuổi trở lên", en: "{from} and above"),
        (None, None) => label!(vi: "Mọi độ tuổi", en: "All ages").to_text(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, band_words};
    use crate::model::value::TheoryLevel;

    #[test]
    fn shares_count_holders_of_higher_levels_too() {
        let mut tally = Tally::default();
        for held in [
            TheoryLevel::None,
            TheoryLevel::Elementary,
            TheoryLevel::Intermediate,
            TheoryLevel::Advanced,
        ] {
            tally.add(held);
        }
        assert_eq!((tally.none(), tally.percent(TheoryLevel::Intermediate)), (1, Some(50)));
        assert_eq!(tally.percent(TheoryLevel::Elementary), Some(75));
        assert_eq!(Tally::default().percent(TheoryLevel::Elementary), None);
    }

    #[test]
    fn bands_are_named_by_their_ends() {
        let words: Vec<_> = (0..=2).map(|band| band_words(Some(band), &[35, 45]).vi).collect();
        assert_eq!(words, ["Dưới 35 tuổi", "Từ 35 đến 44 tuổi", "Từ 45 tuổi trở lên"]);
    }
}
