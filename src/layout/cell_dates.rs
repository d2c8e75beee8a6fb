//! Dates in a text, found by their digits.

use super::traits::Traits;

/// Dates in a text, found by their digits: `12/3/1985`, `3.1985`, `12 tháng 3 năm 1985`, `03/02/2012 (CT: 03/02/2013)`.
pub(super) fn traits_of_dates(text: &str, letters: usize) -> Traits {
    let runs = digit_runs(text);
    let full = runs.windows(3).filter(|w| is_day_month_year(w) || is_year_month_day(w)).count();
    if full >= 2 {
        return Traits::DATE.or(Traits::TWO_DATES);
    }
    let few_letters = letters <= 24;
    if full == 1 && few_letters {
        return Traits::DATE;
    }
    let part = runs.len() == 2
        && matches!(runs.as_slice(), [(m, _), (y, _)] if (1..=12).contains(m) && (1900..2100).contains(y));
    let year_with_word = runs.len() == 1 && letters > 0 && (1900..2100).contains(&runs[0].0);
    if part && letters <= 12 || year_with_word && letters <= 6 {
        return Traits::PART_DATE;
    }
    Traits::default()
}

/// The runs of digits with the number of digits of each; O and l between digits count as 0 and 1.
fn digit_runs(text: &str) -> Vec<(u32, usize)> {
    let mut runs: Vec<(u32, usize)> = Vec::new();
    let mut inside = false;
    for c in text.chars() {
        let digit = match c {
            'O' | 'o' if inside => Some(0),
            'l' | 'I' if inside => Some(1),
            _ => c.to_digit(10),
        };
        match (digit, inside) {
            (Some(digit), true) => {
                if let Some(run) = runs.last_mut() {
                    *run = (run.0.saturating_mul(10).saturating_add(digit), run.1 + 1);
                }
            }
            (Some(digit), false) => runs.push((digit, 1)),
            (None, _) => {}
        }
        inside = digit.is_some();
    }
    runs
}

fn is_day_month_year(runs: &[(u32, usize)]) -> bool {
    matches!(runs, [(day, dl), (month, ml), (year, yl)]
        if *day <= 31 && *month <= 31 && *dl <= 2 && *ml <= 2
            && ((1900..2100).contains(year) && *yl == 4 || *yl == 2))
}

fn is_year_month_day(runs: &[(u32, usize)]) -> bool {
    matches!(runs, [(year, 4), (month, ml), (day, dl)]
        if (1900..2100).contains(year) && (1..=12).contains(month) && (1..=31).contains(day) && *ml <= 2 && *dl <= 2)
}

#[cfg(test)]
mod tests {
    use crate::layout::cell_traits::traits_of_text;
    use crate::layout::traits::Traits;

    fn is(text: &str, traits: Traits) -> bool {
        traits_of_text(text).has(traits)
    }

    #[test]
    fn dates_are_known_in_all_their_writings() {
        for text in [
            "12/3/1985",
            "12-03-1985",
            "12.3.85",
            "1998-11-10",
            "12 tháng 3 năm 1985",
            "O5/1O/1980",
            "31/02/1985",
            "00/00/1985",
            "ngày 03 tháng 02 năm 2012",
        ] {
            assert!(is(text, Traits::DATE), "{text}");
        }
        assert!(is("3/1985", Traits::PART_DATE) && is("1985", Traits::YEAR));
        assert!(is("03/02/2012 (CT: 03/02/2013)", Traits::TWO_DATES));
        for text in ["TC-K45", "0912345678", "Khóa 45", "12/12", "47.01.104.059"] {
            assert!(!is(text, Traits::DATE), "{text}");
        }
    }
}
