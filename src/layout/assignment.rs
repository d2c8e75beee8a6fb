//! One best assignment: which column gets which meaning, all at once.

/// Chooses at most one slot for each row so that the sum of the values is
/// largest. `values[row][slot]`; a value of zero or less is never chosen.
/// Runs in O(rows² × slots) (Kuhn and Munkres, in the potentials form).
pub(super) fn assign(values: &[Vec<f32>], slots: usize) -> Vec<Option<usize>> {
    let rows = values.len();
    // Each row also has a slot of its own with value zero: to stay unassigned.
    let columns = slots + rows;
    let cost = |row: usize, slot: usize| -> i64 {
        if slot >= slots {
            return if slot - slots == row { 0 } else { FORBIDDEN };
        }
        let value = values.get(row).and_then(|row| row.get(slot)).copied().unwrap_or(0.0);
        if value > 0.0 { -((value * SCALE) as i64) } else { FORBIDDEN }
    };
    let mut state = State::new(rows, columns);
    for row in 1..=rows {
        state.augment(row, &cost);
    }
    state.chosen(rows, slots)
}

const SCALE: f32 = 1e6;
const FORBIDDEN: i64 = 1 << 40;

/// Potentials and the current matching; row and column 0 are sentinels.
struct State {
    row_potential: Vec<i64>,
    column_potential: Vec<i64>,
    row_of: Vec<usize>,
}

impl State {
    fn new(rows: usize, columns: usize) -> Self {
        State {
            row_potential: vec![0; rows + 1],
            column_potential: vec![0; columns + 1],
            row_of: vec![0; columns + 1],
        }
    }

    /// Adds a row to the matching along the cheapest augmenting path.
    fn augment(&mut self, row: usize, cost: &dyn Fn(usize, usize) -> i64) {
        let columns = self.row_of.len();
        let mut slack = vec![i64::MAX; columns];
        let mut came_from = vec![0; columns];
        let mut done = vec![false; columns];
        self.row_of[0] = row;
        let mut column = 0;
        while self.row_of[column] != 0 {
            done[column] = true;
            let current = self.row_of[column];
            let (mut step, mut next) = (i64::MAX, 0);
            for other in (1..columns).filter(|other| !done[*other]) {
                let reduced = cost(current - 1, other - 1)
                    - self.row_potential[current]
                    - self.column_potential[other];
                if reduced < slack[other] {
                    (slack[other], came_from[other]) = (reduced, column);
                }
                if slack[other] < step {
                    (step, next) = (slack[other], other);
                }
            }
            self.shift(step, &done, &mut slack);
            column = next;
        }
        while column != 0 {
            let before = came_from[column];
            self.row_of[column] = self.row_of[before];
            column = before;
        }
    }

    fn shift(&mut self, step: i64, done: &[bool], slack: &mut [i64]) {
        for column in 0..done.len() {
            if done[column] {
                self.row_potential[self.row_of[column]] += step;
                self.column_potential[column] -= step;
            } else if slack[column] != i64::MAX {
                slack[column] -= step;
            }
        }
    }

    fn chosen(&self, rows: usize, slots: usize) -> Vec<Option<usize>> {
        let mut chosen = vec![None; rows];
        for (column, row) in self.row_of.iter().enumerate().skip(1) {
            if let (Some(place), true) = (row.checked_sub(1), column <= slots)
                && let Some(choice) = chosen.get_mut(place)
            {
                *choice = Some(column - 1);
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::assign;
    use proptest::prelude::*;

    #[test]
    fn the_sum_counts_not_the_first_choice() {
        // Greedy would give slot 0 to row 0 and leave row 1 with nothing.
        assert_eq!(assign(&[vec![0.9, 0.8], vec![0.85, 0.0]], 2), [Some(1), Some(0)]);
    }

    #[test]
    fn worthless_slots_stay_free() {
        assert_eq!(assign(&[vec![-0.5, 0.0], vec![0.0, 0.3]], 2), [None, Some(1)]);
        assert_eq!(assign(&[], 3), []);
        assert_eq!(assign(&[vec![]], 0), [None]);
    }

    proptest! {
        #[test]
        fn no_slot_is_given_twice_and_no_swap_helps(
            values in prop::collection::vec(prop::collection::vec(-0.5_f32..1.0, 5), 1..6)
        ) {
            let chosen = assign(&values, 5);
            let value = |row: usize, slot: Option<usize>| slot.map_or(0.0, |slot| values[row][slot]);
            for a in 0..chosen.len() {
                prop_assert!(value(a, chosen[a]) >= 0.0);
                for b in 0..a {
                    prop_assert!(chosen[a].is_none() || chosen[a] != chosen[b]);
                    let now = value(a, chosen[a]) + value(b, chosen[b]);
                    let swapped = value(a, chosen[b]) + value(b, chosen[a]);
                    prop_assert!(now >= swapped - 1e-4);
                }
            }
        }
    }
}
