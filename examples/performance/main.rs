//! Measures whole runs against the bare cost of reading and writing the same
//! files, and prints the table of docs/performance.md.
//!
//! ```text
//! cargo run --release --example performance -- --forms 500,5000
//! cargo run --release --example performance -- doublings
//! ```
//!
//! Every figure comes from a process of its own, so that memory is its own too.

mod bare;
mod child;
mod doublings;
mod machine;
mod table;

#[path = "../generate/form.rs"]
mod form;
#[path = "../generate/grid.rs"]
mod grid;
#[path = "../generate/make.rs"]
mod make;
#[path = "../generate/people.rs"]
mod people;
#[path = "../generate/plan.rs"]
mod plan;
#[path = "../generate/province.rs"]
mod province;
#[path = "../generate/rng.rs"]
mod rng;
#[path = "../generate/truth.rs"]
mod truth;

use std::error::Error;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

/// As the program has it; the bare cost gains by it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PERIOD: &str = "2026-11";

#[derive(Parser)]
struct Args {
    /// Sizes to measure, in forms.
    #[arg(long, value_delimiter = ',', default_value = "500,5000")]
    forms: Vec<usize>,
    /// People of each unit; a third of them register.
    #[arg(long, default_value_t = 45)]
    people: usize,
    /// Each figure is the least of so many runs.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    #[command(subcommand)]
    child: Option<Child>,
}

/// What is measured instead of the table, mostly in a child process of it.
#[derive(Clone, Debug, Subcommand)]
enum Child {
    /// A whole run; with `--again`, one that finds nothing changed.
    Run {
        workspace: PathBuf,
        #[arg(long)]
        again: bool,
        #[arg(long)]
        jobs: Option<usize>,
        /// The newest when left out.
        #[arg(long)]
        period: Option<String>,
        /// Prints how long each kind of file takes.
        #[arg(long)]
        kinds: bool,
    },
    /// Doubles one thing at a time and prints by how much the work grows.
    Doublings,
    /// Reading the cells of the inputs with fonts, formats, merges and hidden rows, as a run does.
    Cells { workspace: PathBuf },
    /// Reading the inputs with calamine.
    BareRead { workspace: PathBuf },
    /// Writing the cells of the results with rust_xlsxwriter.
    BareWrite { workspace: PathBuf },
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    if let Some(Child::Doublings) = args.child {
        return doublings::print(args.rounds);
    }
    if let Some(child) = args.child {
        let measured = child::measure(&child)?;
        println!("{}", serde_json::to_string(&measured)?);
        return Ok(());
    }
    let mut rows = Vec::new();
    for &forms in &args.forms {
        let folder = tempfile::tempdir()?;
        let workspace = generated(folder.path(), forms, args.people)?;
        rows.push(table::measure(forms, &workspace, args.rounds)?);
    }
    print!("{}\n{}", machine::name(), table::print(&rows));
    Ok(())
}

fn generated(folder: &Path, forms: usize, people: usize) -> Result<PathBuf, Box<dyn Error>> {
    let periods = vec![PERIOD.to_owned()];
    make::make(folder, &make::Options::new(forms, people, periods, 7))?;
    Ok(folder.join("tinh-mau"))
}
