//! A whole year of a province: plan, registrations, lists from the school.

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::grid::{self, Grid, Value};
use crate::people::{Person, Theory};
use crate::province::{self, Unit};
use crate::rng::Rng;
use crate::year_lists;
use crate::year_plans;
use crate::year_school;

/// The year whose plan, registrations and results the workspace holds.
pub const YEAR: i32 = 2026;

/// What a kind of class is called, and how many of it a unit wants.
pub type Wants = [u32; 4];

/// Makes `mot-nam/` in `out`: a workspace with one whole year.
pub fn make(out: &Path, seed: u64) -> Result<(), Box<dyn Error>> {
    let mut rng = Rng::new(seed);
    let mut units = province::units(12, 16, &mut rng);
    for unit in &mut units {
        educate(unit, &mut rng);
    }
    let workspace = out.join("mot-nam");
    let reference = workspace.join("reference");
    fs::create_dir_all(&reference)?;
    year_lists::write(&reference, &units, &mut rng)?;
    fs::write(workspace.join("tonghop.toml"), SETTINGS)?;
    year_plans::write(&workspace, &units, &mut rng)?;
    year_school::write(&workspace, &units)
}

const SETTINGS: &str = "\
# Một năm mẫu. / A sample year.
[quota]
reserve_percent = 5

[coverage]
target = { intermediate = 60 }
target_year = 2030
";

/// About half of the members hold the intermediate level, a few the advanced one.
fn educate(unit: &mut Unit, rng: &mut Rng) {
    for (index, person) in unit.people.iter_mut().enumerate() {
        person.theory = match index % 5 {
            0 | 2 => Theory::Intermediate,
            1 => Theory::Elementary,
            _ => *rng.pick(&[Theory::None, Theory::Elementary]),
        };
    }
}

/// People of a unit who lack the intermediate level, in the order of the roster.
pub fn without(unit: &Unit) -> impl Iterator<Item = &Person> {
    unit.people.iter().filter(|person| person.theory != Theory::Intermediate)
}

/// Writes a grid as a workbook.
pub fn save(path: &Path, grid: Grid) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, grid::xlsx(&[grid])?)?)
}

/// A table below title lines: headings, rows.
pub fn table(name: &str, titles: &[String], heads: &[&str], rows: Vec<Vec<Value>>) -> Grid {
    let mut grid = Grid { name: name.to_owned(), ..Grid::default() };
    for (row, title) in titles.iter().enumerate() {
        grid.text(row as u32, if row == 0 { 0 } else { 1 }, title.as_str());
    }
    let top = titles.len() as u32 + 1;
    for (column, head) in heads.iter().enumerate() {
        grid.text(top, column as u16, *head);
    }
    for (row, cells) in rows.into_iter().enumerate() {
        for (column, value) in cells.into_iter().enumerate() {
            let at = top + 1 + row as u32;
            match value {
                Value::Text(text) => grid.text(at, column as u16, text),
                value => drop(grid.cells.insert((at, column as u16), value)),
            }
        }
    }
    let last = grid.last_row();
    grid.boxed = Some((top, last));
    grid
}

pub fn text(words: impl Into<String>) -> Value {
    Value::Text(words.into())
}

pub fn number(number: impl Into<f64>) -> Value {
    Value::Number(number.into())
}
