//! Puts a workspace together: lists, forms, truth.

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::form::{FAMILIES, Family, lay_out};
use crate::grid::{self, Grid};
use crate::plan::{self, Plan};
use crate::province;
use crate::rng::Rng;
use crate::truth::{self, FileTruth};

/// What to make.
pub struct Options {
    pub units: usize,
    /// Units of the list that hand in a form; the others never do.
    pub sending: usize,
    /// People of each unit on the roster.
    pub people: usize,
    /// How many of them register in each period; others in each, as long as there are others.
    pub rows: usize,
    pub periods: Vec<String>,
    pub seed: u64,
    /// With the files that go wrong in other ways.
    pub sample: bool,
}

impl Options {
    /// Every unit of so many sends a form with a third of its people.
    pub fn new(units: usize, people: usize, periods: Vec<String>, seed: u64) -> Self {
        let rows = people / 3;
        Options { units, sending: units, people, rows, periods, seed, sample: false }
    }
}

/// Makes `tinh-mau/` (a workspace) and `truth.json` in `out`.
pub fn make(out: &Path, args: &Options) -> Result<(), Box<dyn Error>> {
    let mut rng = Rng::new(args.seed);
    let units = province::units(args.units, args.people, &mut rng);
    let workspace = out.join("tinh-mau");
    let reference = workspace.join("reference");
    fs::create_dir_all(&reference)?;
    province::write_lists(&reference, &units)?;
    let mut periods = serde_json::Map::new();
    for (index, period) in args.periods.iter().enumerate() {
        let inbox = workspace.join("inbox").join(period);
        fs::create_dir_all(&inbox)?;
        let plan = Plan::new(&units, args, index, &mut rng);
        let month = month(period)?;
        let mut files = Vec::new();
        for (at, unit) in units.iter().enumerate() {
            let Some(rows) = plan.rows.get(at).filter(|rows| !rows.is_empty()) else { continue };
            let family = FAMILIES[(at + index) % FAMILIES.len()];
            let (grid, places) = lay_out(family, unit, month, rows, &mut rng);
            let name = file_name(family, &unit.short, month.1, &mut rng);
            fs::write(inbox.join(&name), bytes(family, grid)?)?;
            files.push(FileTruth::new(period, &name, unit, family, rows, &places));
        }
        if args.sample {
            plan::write_oddities(&inbox, &mut files)?;
        }
        periods.insert(period.clone(), truth::period(&files, &plan.absent(&units)));
    }
    let truth = serde_json::json!({ "seed": args.seed, "periods": periods });
    write_truth(&out.join("truth.json"), &truth)
}

fn write_truth(path: &Path, truth: &serde_json::Value) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(path, serde_json::to_string_pretty(truth)?)?)
}

fn month(period: &str) -> Result<(i32, u32), Box<dyn Error>> {
    let (year, month) = period.split_once('-').ok_or("a period is written 2026-11")?;
    Ok((year.parse()?, month.parse()?))
}

fn file_name(family: Family, short: &str, month: u32, rng: &mut Rng) -> String {
    let ending = match family {
        Family::CommaFile => "csv",
        Family::WebTable => "xls",
        _ => "xlsx",
    };
    match rng.below(3) {
        0 => format!("Chi bộ {short}.{ending}"),
        1 => format!("DS dang ky - Chi bộ {short} thang {month}.{ending}"),
        _ => format!("Chi_bộ_{}.{ending}", short.replace(' ', "_")),
    }
}

fn bytes(family: Family, mut grid: Grid) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(match family {
        Family::CommaFile => grid::csv(&grid),
        Family::WebTable => grid::html(&grid),
        Family::Legacy => {
            truth::to_tcvn3(&mut grid);
            grid::xlsx(&[grid])?
        }
        Family::Sections => {
            let old = Grid { name: "Cũ".to_owned(), hidden: true, ..grid.clone() };
            grid::xlsx(&[grid, old])?
        }
        _ => grid::xlsx(&[grid])?,
    })
}
