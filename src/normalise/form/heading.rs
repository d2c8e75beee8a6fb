//! What the heading of a column says for the cells below it, read once.

use crate::layout::table::Column;
use crate::model::role::Role;
use crate::normalise::theory;
use crate::text::fold::fold;

/// What a heading says beside the meaning of its column.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// It names the workplace before the position.
    pub workplace_first: bool,
    /// Of schooling: it names political theory too.
    pub names_theory: bool,
    /// Of ratings: the years of this century that it names.
    pub years: Vec<i32>,
    /// Of ratings: it asks for two years at once (`Xếp loại 02 năm liền kề`).
    pub two_years: bool,
}

impl Heading {
    pub fn of(column: &Column) -> Self {
        let heading = Heading::default();
        let folded = || fold(&column.header);
        match column.role {
            Role::PositionWorkplace => {
                Heading { workplace_first: workplace_first(&folded()), ..heading }
            }
            Role::Education => Heading { names_theory: theory::names_theory(&folded()), ..heading },
            Role::Rating => Heading {
                years: years(column),
                two_years: ["2 nam", "02 nam", "hai nam"]
                    .iter()
                    .any(|words| folded().contains(words)),
                ..heading
            },
            _ => heading,
        }
    }
}

/// Does the folded heading name the workplace before the position?
fn workplace_first(folded: &str) -> bool {
    let find = |words: &[&str]| words.iter().filter_map(|word| folded.find(word)).min();
    let position = find(&["chuc vu", "chuc danh", "vi tri"]);
    let workplace = find(&["don vi", "co quan", "noi cong tac", "phong ban"]);
    matches!((position, workplace), (Some(position), Some(workplace)) if workplace < position)
}

/// The years of this century that the lowest part of a heading names, else the whole.
fn years(column: &Column) -> Vec<i32> {
    let years = |heading: &str| -> Vec<i32> {
        let runs = heading.split(|c: char| !c.is_ascii_digit());
        let years = runs.filter(|run| run.len() == 4 && run.starts_with("20"));
        years.filter_map(|run| run.parse().ok()).collect()
    };
    let detail = column.detail.as_deref().map(years).unwrap_or_default();
    if detail.is_empty() { years(&column.header) } else { detail }
}
