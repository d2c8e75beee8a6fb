//! What the cells of a column say about its meaning.

use super::cell_traits::traits_of;
use super::grid::{Row, text_of};
use super::traits::Traits;
use crate::config::templates::Kind;
use crate::model::date::date_of_serial;
use crate::model::workbook::{Cell, CellValue};
use chrono::Datelike;

use super::hints::Known;

/// As many rows of a list are looked at, evenly spread.
const SAMPLE: usize = 240;

/// A column's cells, counted by what they could be.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Filled cells that say something (no `-nt-`, no dots).
    pub filled: u32,
    /// Rows looked at.
    pub rows: u32,
    counts: Vec<u32>,
    years: Vec<i32>,
    /// Whole numbers that follow the one above.
    steps: u32,
    numbers: u32,
    last_number: Option<u64>,
    /// Different texts, up to a limit, and what each could be.
    distinct: Vec<(u64, Traits)>,
}

/// As many different texts of a column are told apart.
const DISTINCT: usize = 40;

impl Profile {
    /// Profiles several columns in one pass over a sample of rows.
    pub fn of_columns(rows: &[Row<'_>], columns: &[u32], known: &dyn Known) -> Vec<Profile> {
        let step = rows.len().div_ceil(SAMPLE).max(1);
        let mut profiles = vec![Profile::new(); columns.len()];
        let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return profiles };
        // Neighbouring rows tell a sequence; a spread sample tells the rest.
        let sample = rows.chunks(step * 4).flat_map(|chunk| chunk.iter().take(4));
        for row in sample {
            profiles.iter_mut().for_each(|profile| profile.rows += 1);
            for cell in row.within(*first..=*last) {
                if let Ok(index) = columns.binary_search(&cell.at.column)
                    && let Some(profile) = profiles.get_mut(index)
                {
                    profile.add(cell, known);
                }
            }
        }
        profiles
    }

    fn new() -> Self {
        Profile { counts: vec![0; 64], ..Profile::default() }
    }

    fn add(&mut self, cell: &Cell, known: &dyn Known) {
        let text = text_of(cell);
        let hash = rustc_hash::FxBuildHasher;
        let hash = std::hash::BuildHasher::hash_one(&hash, (text.as_bytes(), is_text(cell)));
        let seen = self.distinct.iter().find(|(seen, _)| *seen == hash);
        let traits = seen.map_or_else(|| traits_among(cell, &text, known), |(_, traits)| *traits);
        if traits == Traits::default() || traits.has(Traits::FILLER) {
            return;
        }
        if seen.is_none() && self.distinct.len() < DISTINCT {
            self.distinct.push((hash, traits));
        }
        self.filled += 1;
        for bit in traits.bits() {
            if let Some(count) = self.counts.get_mut(bit) {
                *count += 1;
            }
        }
        self.note_value(cell, traits, &text);
    }

    fn note_value(&mut self, cell: &Cell, traits: Traits, text: &str) {
        if traits.has(Traits::SMALL) {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let number = digits.parse::<u64>().ok();
            self.numbers += 1;
            let follows = match (self.last_number, number) {
                (Some(last), Some(number)) => number == last + 1 || number == 1,
                (None, Some(number)) => number <= 1,
                _ => false,
            };
            self.steps += u32::from(follows);
            self.last_number = number;
        }
        if let Some(year) = year_of(cell, traits, text) {
            self.years.push(year);
        }
    }

    pub fn count(&self, traits: Traits) -> u32 {
        traits.bits().filter_map(|bit| self.counts.get(bit)).copied().max().unwrap_or(0)
    }

    /// The share of the filled cells that could be any of these (by the best of them).
    pub fn share(&self, traits: Traits) -> f32 {
        if self.filled == 0 { 0.0 } else { self.count(traits) as f32 / self.filled as f32 }
    }

    pub fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// Different values among the filled cells (counted up to 40).
    pub fn variety(&self) -> usize {
        self.distinct.len()
    }

    pub fn median_year(&self) -> Option<i32> {
        let mut years = self.years.clone();
        years.sort_unstable();
        years.get(years.len() / 2).copied()
    }

    /// How well the cells fit a kind of values: 1 all of them, -1 none; 0 when there are no cells.
    pub fn fits(&self, kind: Kind) -> f32 {
        if self.filled == 0 {
            return 0.0;
        }
        let share = self.share_of(kind);
        // Few cells prove little.
        let weight = match self.filled {
            1 => 0.6,
            2 => 0.8,
            _ => 1.0,
        };
        ((share * 2.2 - 1.0).clamp(-1.0, 1.0)) * weight
    }

    fn share_of(&self, kind: Kind) -> f32 {
        let any = |traits: &[Traits]| traits.iter().map(|t| self.share(*t)).sum::<f32>().min(1.0);
        match kind {
            Kind::Ordinal => self.ordinal_share(),
            Kind::Name => any(&[Traits::NAME, Traits::NAMES])
                .max(0.7 * any(&[Traits::NAME, Traits::NAME_LIKE, Traits::GIVEN])),
            Kind::FamilyName => any(&[Traits::NAME, Traits::NAME_LIKE, Traits::GIVEN]),
            Kind::GivenName => {
                self.share(Traits::GIVEN).max(0.5 * any(&[Traits::NAME, Traits::NAME_LIKE]))
            }
            Kind::BirthDate => self.dates() * self.when(1925..=2010),
            Kind::PartyDate => self.dates() * self.when(1950..=2060),
            Kind::Date => self.dates(),
            Kind::Day => self.share(Traits::DAY) * varied(self, 3),
            Kind::Month => self.share(Traits::MONTH) * varied(self, 2),
            Kind::Year => self.share(Traits::YEAR),
            Kind::Sex => self.share(Traits::SEX),
            Kind::Mark => any(&[Traits::MARK, Traits::SEX]),
            Kind::Ethnicity => self.share(Traits::ETHNICITY).max(0.6 * self.share(Traits::MARK)),
            Kind::Religion => self.share(Traits::RELIGION),
            Kind::Place => self.share(Traits::PLACE).max(0.55 * self.share(Traits::TEXT)),
            Kind::NationalId => {
                (self.share(Traits::DIGITS12) + 0.8 * self.share(Traits::DIGITS9)).min(1.0)
            }
            Kind::Card => any(&[Traits::CARD, Traits::CODE]).max(0.8 * self.share(Traits::DIGITS)),
            Kind::Code => {
                any(&[Traits::CODE, Traits::DIGITS]).max(0.6 * self.share(Traits::NUMBER))
            }
            Kind::Position => self.share(Traits::POSITION).max(0.45 * self.share(Traits::TEXT)),
            Kind::Unit => {
                any(&[Traits::UNIT, Traits::KNOWN_UNIT]).max(0.5 * self.share(Traits::TEXT))
            }
            Kind::PositionUnit => self.share(Traits::POSITION).max(0.55 * self.share(Traits::TEXT)),
            Kind::Education => self.share(Traits::EDUCATION),
            Kind::Schooling => any(&[Traits::SCHOOL_YEARS, Traits::EDUCATION, Traits::DATE]),
            // A column of nothing but “Không” can be anything.
            Kind::Theory if self.share(Traits::NOTHING) >= 0.95 => 0.6,
            Kind::Theory => self.share(Traits::THEORY),
            Kind::Level => self.share(Traits::LEVEL),
            Kind::Rating => self.share(Traits::RATING),
            Kind::Course => {
                any(&[Traits::COURSE, Traits::KNOWN_COURSE]).max(0.5 * self.share(Traits::CODE))
            }
            Kind::Mode => self.share(Traits::MODE),
            Kind::Phone => self.share(Traits::PHONE).max(0.5 * self.share(Traits::DIGITS)),
            Kind::Email => self.share(Traits::EMAIL),
            Kind::Number => self.share(Traits::NUMBER),
            Kind::Text => 0.5,
        }
    }

    fn dates(&self) -> f32 {
        let parts = [Traits::DATE, Traits::PART_DATE, Traits::YEAR, Traits::SERIAL];
        parts.iter().map(|part| self.share(*part)).sum::<f32>().min(1.0)
    }

    /// 1 when the usual year lies in a span, less outside.
    fn when(&self, span: std::ops::RangeInclusive<i32>) -> f32 {
        match self.median_year() {
            Some(year) if !span.contains(&year) => 0.6,
            _ => 1.0,
        }
    }

    fn ordinal_share(&self) -> f32 {
        if self.numbers == 0 {
            return 0.3 * self.share(Traits::ORDINAL);
        }
        let steps = self.steps as f32 / self.numbers as f32;
        steps * self.share(Traits::ORDINAL)
    }
}

/// What a cell could be, also by the officer's lists.
fn traits_among(cell: &Cell, text: &str, known: &dyn Known) -> Traits {
    let mut traits = traits_of(cell);
    if traits.has(Traits::TEXT) && !traits.has(Traits::FILLER) {
        if known.is_unit(text) {
            traits = traits.or(Traits::KNOWN_UNIT);
        }
        if known.is_course(text) {
            traits = traits.or(Traits::KNOWN_COURSE);
        }
    }
    traits
}

fn is_text(cell: &Cell) -> bool {
    matches!(cell.value, CellValue::Text(_))
}

/// 1 when a column holds at least so many different values.
fn varied(profile: &Profile, at_least: usize) -> f32 {
    if profile.variety() >= at_least || profile.filled < 4 { 1.0 } else { 0.4 }
}

fn year_of(cell: &Cell, traits: Traits, text: &str) -> Option<i32> {
    match &cell.value {
        CellValue::Date(serial) => date_of_serial(*serial).map(|date| date.year()),
        CellValue::Number(number) if traits.has(Traits::YEAR) => Some(*number as i32),
        CellValue::Number(number) if traits.has(Traits::SERIAL) => {
            date_of_serial(*number).map(|date| date.year())
        }
        CellValue::Text(_) if traits.has(Traits::DATE.or(Traits::PART_DATE).or(Traits::YEAR)) => {
            let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
            runs.filter_map(|run| run.parse().ok()).find(|year| (1900..2100).contains(year))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::hints::Nothing;
    use crate::model::place::Position;

    fn profile(cells: &[&str]) -> Profile {
        let cells: Vec<Cell> = cells
            .iter()
            .enumerate()
            .map(|(row, text)| Cell::text(Position::new(row as u32, 0), *text))
            .collect();
        let rows: Vec<Row> = cells
            .iter()
            .map(|c| Row { number: c.at.row, cells: std::slice::from_ref(c) })
            .collect();
        Profile::of_columns(&rows, &[0], &Nothing).remove(0)
    }

    #[test]
    fn columns_are_told_by_what_they_hold() {
        for (cells, kind) in [
            (["1", "2", "3", "4"], Kind::Ordinal),
            (["Nguyễn Văn A", "Lê Thị Bình", "Bùi Hà", "Đỗ Y"], Kind::Name),
            (["12/3/1985", "1990", "3/1977", "1.2.1980"], Kind::BirthDate),
            (["Nam", "Nữ", "Nữ", "Nam"], Kind::Sex),
            (["0912345678", "0388123456", "912345678", "0912.345.679"], Kind::Phone),
            (["017085001234", "17085001235", "017085001236", "113245678"], Kind::NationalId),
            (["ĐH", "ThS", "Cử nhân Luật", "Cao đẳng"], Kind::Education),
            (["SC", "Trung cấp", "Chưa qua", "TC LLCT"], Kind::Theory),
        ] {
            assert!(profile(&cells).fits(kind) > 0.7, "{cells:?} {kind:?}");
        }
    }

    #[test]
    fn columns_of_something_else_do_not_fit() {
        assert!(profile(&["Sở A", "Sở B", "Phòng C"]).fits(Kind::Name) < 0.0);
        assert!(profile(&["3", "3", "7", "5"]).fits(Kind::Ordinal) < 0.0);
        assert!(
            profile(&["2020", "2021", "2022"]).fits(Kind::BirthDate)
                < profile(&["1980", "1981", "1982"]).fits(Kind::BirthDate)
        );
        assert_eq!(profile(&[]).fits(Kind::Name), 0.0);
    }
}
