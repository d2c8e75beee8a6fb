//! One pair: which levels it reaches, what they weigh, and what that makes it.

use super::rarity;
use super::table::{Column, Table, Values};
use crate::config::matching::{Cap, Evidence, FieldSpec, Guard, Level, LevelRef, Matching, Test};

/// What a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing to say: two people as far as anyone can tell.
    Apart,
    /// Two people on one number.
    SharedNumber,
    Undecided,
    Same,
}

/// A pair, weighed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    pub weight: f64,
    pub verdict: Verdict,
    /// The most that any of the levels can carry.
    pub evidence: Evidence,
    /// The guard that held the pair back, among [`Matching::guards`].
    pub guard: Option<usize>,
}

/// The levels that a pair reaches: per field the index of the level and its weight.
pub type Reached = Vec<Option<(usize, f64)>>;

/// Weighs pairs of a table.
pub struct Scorer<'a> {
    pub matching: &'a Matching,
    pub table: &'a Table,
    /// Per field, per value.
    rarities: Vec<Vec<f32>>,
    /// What the number of rows asks for.
    chance: f64,
    /// Per field the other field without which it is compared.
    only_without: Vec<Option<usize>>,
    /// Per field and level, how far down its test stands; `None` where a number decides.
    ranks: Vec<Vec<Option<usize>>>,
}

impl<'a> Scorer<'a> {
    pub fn new(matching: &'a Matching, table: &'a Table, rows: usize) -> Self {
        let columns = matching.fields.iter().zip(&table.columns);
        let rarities =
            columns.map(|(field, column)| rarity::of_column(matching, field, column)).collect();
        let chance = (rows as f64 / matching.thresholds.rows.max(1.0)).log2().max(0.0);
        let only_without = matching
            .fields
            .iter()
            .map(|field| field.only_without.as_deref().and_then(|name| matching.field(name)))
            .collect();
        let ranks = matching.fields.iter().map(ranks).collect();
        Scorer { matching, table, rarities, chance, only_without, ranks }
    }

    /// What two rows are to each other.
    pub fn score(&self, a: u32, b: u32) -> Score {
        self.judge(&self.reached(a, b))
    }

    /// The levels that two rows reach.
    pub fn reached(&self, a: u32, b: u32) -> Reached {
        let mut reached: Reached = Vec::with_capacity(self.matching.fields.len());
        for (index, field) in self.matching.fields.iter().enumerate() {
            let other = self.only_without.get(index).copied().flatten();
            let spoken_for =
                other.is_some_and(|other| reached.get(other).is_some_and(Option::is_some));
            let level = if spoken_for { None } else { self.level(index, field, a, b) };
            reached.push(level);
        }
        reached
    }

    fn level(&self, index: usize, field: &FieldSpec, a: u32, b: u32) -> Option<(usize, f64)> {
        let column = self.table.columns.get(index)?;
        let (a, b) = (column.value_of(a)?, column.value_of(b)?);
        let at = reached_level(field, self.ranks.get(index)?, column, a, b)?;
        let level = field.levels.get(at)?;
        Some((at, level.weight + self.rarity_bonus(index, field, level, a, b)))
    }

    /// A name that differs is as telling as the rarer of the two: a slip makes
    /// a rare name out of a common one, while two common names are two people.
    fn rarity_bonus(
        &self,
        index: usize,
        field: &FieldSpec,
        level: &Level,
        a: usize,
        b: usize,
    ) -> f64 {
        let (true, Some(bounds)) = (level.by_rarity, field.rarity) else { return 0.0 };
        let rarities = self.rarities.get(index);
        let rarity = |value: usize| rarities.and_then(|all| all.get(value)).copied();
        match (rarity(a), rarity(b)) {
            (Some(a), Some(b)) => f64::from(a.max(b)) - bounds.reference,
            _ => 0.0,
        }
    }

    /// What the levels make of a pair.
    pub fn judge(&self, reached: &Reached) -> Score {
        let levels = || {
            let fields = self.matching.fields.iter().zip(reached);
            fields.filter_map(|(field, step)| {
                let (at, weight) = (*step)?;
                Some((field.levels.get(at)?, weight))
            })
        };
        let weight = levels().map(|(_, weight)| weight).sum::<f64>() - self.chance;
        let shared: f64 =
            levels().filter(|(level, _)| level.shared_number).map(|(_, weight)| weight).sum();
        let evidence = levels().map(|(level, _)| level.gives).max().unwrap_or_default();
        let limits = &self.matching.thresholds;
        if shared > 0.0 && weight - shared <= limits.apart {
            return Score { weight, verdict: Verdict::SharedNumber, evidence, guard: None };
        }
        let enough = match evidence {
            Evidence::Proof => limits.same,
            Evidence::Hint => limits.certain,
            Evidence::Support => f64::INFINITY,
        };
        let by_weight = if weight >= enough {
            Verdict::Same
        } else if weight >= limits.undecided && evidence >= Evidence::Hint {
            Verdict::Undecided
        } else {
            Verdict::Apart
        };
        let (verdict, guard) = self.guarded(reached, by_weight);
        Score { weight, verdict, evidence, guard }
    }

    fn guarded(&self, reached: &Reached, verdict: Verdict) -> (Verdict, Option<usize>) {
        let mut held = (verdict, None);
        for (index, guard) in self.matching.guards.iter().enumerate() {
            let most = match guard.at_most {
                Cap::Apart => Verdict::Apart,
                Cap::Undecided => Verdict::Undecided,
            };
            if held.0 > most && self.applies(guard, reached) {
                held = (most, Some(index));
            }
        }
        held
    }

    /// The guards that apply to a pair.
    pub fn guards<'s>(&'s self, reached: &'s Reached) -> impl Iterator<Item = &'s Guard> {
        self.matching.guards.iter().filter(move |guard| self.applies(guard, reached))
    }

    fn applies(&self, guard: &Guard, reached: &Reached) -> bool {
        let is_reached = |level: &LevelRef| {
            let field = self.matching.field(&level.field);
            let test = field.and_then(|index| self.test(index, reached));
            test.is_some_and(|test| level.tests.contains(&test))
        };
        guard.when.iter().all(is_reached) && !guard.unless.iter().any(is_reached)
    }

    /// The level that a field reaches.
    pub fn test(&self, field: usize, reached: &Reached) -> Option<Test> {
        let (at, _) = (*reached.get(field)?)?;
        Some(self.matching.fields.get(field)?.levels.get(at)?.when)
    }

    /// What the number of rows takes off every weight.
    pub fn chance(&self) -> f64 {
        self.chance
    }
}

fn ranks(field: &FieldSpec) -> Vec<Option<usize>> {
    let rank = |test| match test {
        Test::Similar(_) => None,
        test => field.kind.rank(test),
    };
    field.levels.iter().map(|level| rank(level.when)).collect()
}

/// The first level of the field that two values reach.
fn reached_level(
    field: &FieldSpec,
    ranks: &[Option<usize>],
    column: &Column,
    a: usize,
    b: usize,
) -> Option<usize> {
    let mut similarity = None;
    let relation = match &column.values {
        // The same value once more; but an incomplete date is not even sure to equal itself.
        Values::Dates(dates) => dates.get(a)?.relation(*dates.get(b)?),
        _ if a == b => Test::Equal,
        Values::Names(names) => names.get(a)?.relation(names.get(b)?),
        Values::Numbers(numbers) => numbers.get(a)?.relation(numbers.get(b)?)?,
        Values::Texts(texts) => texts.get(a)?.relation(texts.get(b)?),
    };
    let rank = field.kind.rank(relation)?;
    field.levels.iter().zip(ranks).position(|(level, least)| match (level.when, least) {
        (Test::Similar(least), _) => {
            matches!(relation, Test::Equal | Test::SameWords)
                || *similarity.get_or_insert_with(|| likeness(column, a, b)) >= least
        }
        (_, least) => least.is_some_and(|least| rank <= least),
    })
}

fn likeness(column: &Column, a: usize, b: usize) -> f64 {
    match &column.values {
        Values::Texts(texts) => match (texts.get(a), texts.get(b)) {
            (Some(a), Some(b)) => a.similarity(b),
            _ => 0.0,
        },
        _ => 0.0,
    }
}
