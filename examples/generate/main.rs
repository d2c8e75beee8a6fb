//! Makes a workspace of made-up forms with a truth file beside it.
//!
//! ```text
//! cargo run --release --example generate -- samples --sample
//! cargo run --release --example generate -- samples --year
//! cargo run --release --example generate -- /tmp/big --units 5000 --periods 2026-11
//! ```
//!
//! The same seed gives the same files. Nobody in them is real.

mod form;
mod grid;
mod make;
mod people;
mod plan;
mod province;
mod rng;
mod truth;
mod year;
mod year_lists;
mod year_plans;
mod year_school;

use std::error::Error;
use std::path::PathBuf;

use clap::Parser;
use make::{Options, make};

#[derive(Parser)]
struct Args {
    /// The folder to make; a workspace `tinh-mau/` and `truth.json` come into it.
    out: PathBuf,
    #[arg(long, default_value_t = 12)]
    units: usize,
    /// People of each unit; a third of them register.
    #[arg(long, default_value_t = 15)]
    people: usize,
    #[arg(long, value_delimiter = ',', default_value = "2026-10,2026-11")]
    periods: Vec<String>,
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Adds the files that go wrong in other ways: damaged, twice, of no use.
    #[arg(long)]
    sample: bool,
    /// Makes `mot-nam/`, a workspace that carries one whole year, instead.
    #[arg(long)]
    year: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Args { out, units, people, periods, seed, sample, year } = Args::parse();
    if year {
        return year::make(&out, seed);
    }
    make(&out, &Options { sample, ..Options::new(units, people, periods, seed) })
}
