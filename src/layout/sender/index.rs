//! Finds the units of the officer's list in words.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::names::{ALIASES, run_together, shortened};
use super::tokens::Tokens;
use crate::model::record::UnitCode;
use crate::model::reference::Unit;

/// How surely words name a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A shortened form that we made, or a former name.
    Made,
    /// The name, the code or another name from the list, inside a longer text.
    Inside,
    /// The text is the name and nothing else.
    Whole,
}

/// A unit found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub unit: UnitCode,
    pub strength: Strength,
    /// First word of the text that belongs to the name, and one past the last.
    pub words: (usize, usize),
}

/// Every way of writing every unit.
#[derive(Clone, Debug, Default)]
pub struct UnitIndex {
    /// Letters run together → the unit, and whether the list itself has them.
    forms: FxHashMap<String, Form>,
    /// The longest form in words.
    longest: usize,
    parents: BTreeMap<UnitCode, String>,
}

#[derive(Clone, Debug)]
struct Form {
    /// `None` when several units claim the form.
    unit: Option<UnitCode>,
    listed: bool,
}

/// Names of more words are no names.
const WORDS_AT_MOST: usize = 24;

impl UnitIndex {
    pub fn new(units: &BTreeMap<UnitCode, Unit>) -> Self {
        let mut index = UnitIndex::default();
        for unit in units.values() {
            for name in listed_names(unit) {
                index.claim(run_together(name), &unit.code, true);
            }
            if let Some(parent) = &unit.parent {
                index.parents.insert(unit.code.clone(), run_together(parent));
            }
        }
        for unit in units.values() {
            for name in listed_names(unit).filter(|name| **name != *unit.code) {
                for form in shortened(name) {
                    index.claim(form, &unit.code, false);
                }
            }
        }
        index.claim_former_names();
        index
    }

    /// Adds a form; a listed form beats a made one, two claims of a kind cancel out.
    fn claim(&mut self, form: String, unit: &UnitCode, listed: bool) {
        if form.is_empty() {
            return;
        }
        self.longest = WORDS_AT_MOST;
        match self.forms.get_mut(&form) {
            Some(known) if known.listed && !listed => {}
            Some(known) if known.listed == listed && known.unit.as_ref() != Some(unit) => {
                known.unit = None;
            }
            _ => {
                self.forms.insert(form, Form { unit: Some(unit.clone()), listed });
            }
        }
    }

    /// Former names lead to the unit that took over, unless the list still has them.
    fn claim_former_names(&mut self) {
        for alias in ALIASES.iter() {
            let names = alias.names.iter().copied();
            let found = [alias.successor].into_iter().chain(names.clone()).find_map(|name| {
                self.forms.get(&run_together(name)).filter(|form| form.listed)?.unit.clone()
            });
            for (name, unit) in names.zip(std::iter::repeat(found)) {
                if let Some(unit) = unit {
                    self.claim(run_together(name), &unit, false);
                }
            }
        }
    }

    /// The units that a text names, longest names first come; names inside longer names do not count.
    pub fn find(&self, text: &str) -> Vec<Match> {
        let tokens = Tokens::of(text);
        let mut found = Vec::new();
        let mut from = 0;
        while from < tokens.len() {
            match self.longest_at(&tokens, from) {
                Some(hit) => {
                    from = hit.words.1;
                    found.push(hit);
                }
                None => from += 1,
            }
        }
        found
    }

    fn longest_at(&self, tokens: &Tokens, from: usize) -> Option<Match> {
        let last = tokens.len().min(from + self.longest);
        (from + 1..=last).rev().find_map(|to| {
            let form = self.forms.get(&tokens.run_together(from, to))?;
            let unit = form.unit.clone()?;
            let whole = from <= tokens.prefix_at(0) && to == tokens.len();
            let strength = match (form.listed, whole) {
                (false, _) => Strength::Made,
                (true, true) => Strength::Whole,
                (true, false) => Strength::Inside,
            };
            Some(Match { unit, strength, words: (from, to) })
        })
    }

    /// The unit that a text names and does nothing else: for section rows and unit columns.
    pub fn exactly(&self, text: &str) -> Option<UnitCode> {
        let tokens = Tokens::of(text);
        let from = tokens.prefix_at(0);
        let whole = |from| self.forms.get(&tokens.run_together(from, tokens.len()));
        whole(0).or_else(|| whole(from)).and_then(|form| form.unit.clone())
    }

    /// Is `parent` the superior of `child` by the list?
    pub fn is_parent(&self, parent: &UnitCode, child: &UnitCode) -> bool {
        self.parents.get(child).is_some_and(|name| {
            *name == run_together(parent)
                || self.forms.get(name).is_some_and(|form| form.unit.as_ref() == Some(parent))
        })
    }
}

fn listed_names(unit: &Unit) -> impl Iterator<Item = &str> {
    [&*unit.code, unit.name.as_str()].into_iter().chain(unit.other_names.iter().map(String::as_str))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn province() -> UnitIndex {
        let unit = |code: &str, name: &str, others: &[&str]| {
            let unit = Unit {
                code: code.into(),
                name: name.into(),
                other_names: others.iter().map(|&other| other.to_owned()).collect(),
                ..Unit::default()
            };
            (unit.code.clone(), unit)
        };
        UnitIndex::new(&BTreeMap::from([
            unit("CB-STC", "Chi bộ Sở Tài chính", &["STC"]),
            unit("CB-SNV", "Chi bộ Sở Nội vụ", &[]),
            unit("DB-SNN", "Đảng bộ Sở Nông nghiệp và Môi trường", &[]),
            unit("CB-MTTQ", "Chi bộ Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", &[]),
            unit("CB-BHB", "Chi bộ Báo tỉnh", &[]),
        ]))
    }

    fn only(text: &str) -> Option<String> {
        match &province().find(text)[..] {
            [hit] => Some(hit.unit.to_string()),
            _ => None,
        }
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for (text, code) in [
            ("CHI BỘ SỞ TÀI CHÍNH", "CB-STC"),
            ("CB STC", "CB-STC"),
            ("cb-stc@example.vn", "CB-STC"),
            ("DS dang ky - So Tai chinh thang 11.xlsx", "CB-STC"),
            ("Sở NN&MT", "DB-SNN"),
            ("UBMTTQ tỉnh", "CB-MTTQ"),
            ("Chi_bộ_Sở_Nội_vụ_lan_2", "CB-SNV"),
        ] {
            assert_eq!(only(text).as_deref(), Some(code), "{text}");
        }
    }

    #[test]
    fn former_names_lead_to_the_unit_that_took_over() {
        assert_eq!(only("Chi bộ Sở Kế hoạch và Đầu tư").as_deref(), Some("CB-STC"));
        assert_eq!(only("Sở LĐ-TB&XH").as_deref(), Some("CB-SNV"));
    }

    #[test]
    fn words_that_only_resemble_a_name_find_nothing() {
        for text in ["Báo cáo tháng 11", "Chi bộ Trung tâm Khảo nghiệm Vùng cao", "Danh sách", ""]
        {
            assert_eq!(province().find(text), [], "{text}");
        }
    }

    #[test]
    fn only_a_text_that_is_the_name_is_exactly_a_unit() {
        assert_eq!(province().exactly("Chi bộ Sở Tài chính").as_deref(), Some("CB-STC"));
        assert_eq!(province().exactly("Phòng Tổ chức, Sở Tài chính"), None);
    }
}
