//! Measures who is who, on made-up registrations and on public data.
//!
//! ```text
//! cargo run --release --example linkage -- population [OPTION=VALUE]…
//! cargo run --release --example linkage -- weights    [OPTION=VALUE]…
//! cargo run --release --example linkage -- rows FILE.csv…
//! cargo run --release --example linkage -- csv FILE.csv MATCHING.toml TRUTH_COLUMN
//!
//! people=5150  columns=full|some|lean|bare  slips=1.0  again=0.21  seed=1  seeds=5  csv=FILE.csv
//! ```
//!
//! `population` makes registrations, groups them with the built-in matching
//! file (or the one that the environment variable MATCHING names) and prints
//! precision and recall over pairs of rows, once for what the program calls
//! one person and once with what it leaves to the officer. `weights` prints
//! how often each comparison level is reached by pairs of one person and of
//! two. `rows` measures registrations that another program made (the columns
//! that `csv=` writes), `csv` any other table. SHOW=1 prints wrong and missed pairs.

mod forms;
mod measure;
mod options;
mod people;
mod random;
mod records;
mod weights;

use std::error::Error;
use std::fs;
use std::time::Instant;

use forms::Row;
use measure::{Found, Pairs, report};
use options::Options;
use tonghop::config::matching::Matching;
use tonghop::model::batch::{Batch, LinkVerdict};
use tonghop::model::period::Period;
use tonghop::model::reference::ReferenceLists;
use tonghop::model::submission::{SourceFile, Submission, Unread, UnreadKind};
use tonghop::reconcile::plain::{self, PlainRows};
use tonghop::reconcile::{Earlier, Rulings, batch};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["csv", file, matching, truth] => csv(file, matching, truth),
        ["rows", ref files @ ..] => files.iter().try_for_each(|file| rows_of(file)),
        ["population", ref rest @ ..] => population(&Options::parse(rest)?),
        ["weights", ref rest @ ..] => weights(&Options::parse(rest)?),
        _ => {
            Err("usage: linkage population … | weights … | rows FILE… | csv FILE MATCHING TRUTH"
                .into())
        }
    }
}

fn population(options: &Options) -> Result<(), Box<dyn Error>> {
    for seed in options.seeds() {
        let rows = options.rows(seed);
        if let Some(path) = &options.csv {
            forms::write_csv(path, &rows)?;
        }
        measured(&format!("seed {seed}"), &rows)?;
    }
    Ok(())
}

fn rows_of(file: &str) -> Result<(), Box<dyn Error>> {
    measured(file, &forms::read_csv(file)?)
}

fn measured(name: &str, rows: &[Row]) -> Result<(), Box<dyn Error>> {
    let matching = matching()?;
    let started = Instant::now();
    let batch = linked(rows, &matching);
    println!("{name}: {} rows in {:.2?}", rows.len(), started.elapsed());
    let found = found(&batch);
    let truth: Vec<String> = rows.iter().map(|row| row.person.to_string()).collect();
    report(&truth, &found);
    if std::env::var_os("SHOW").is_some() {
        show(rows, &truth, &found, &batch);
    }
    Ok(())
}

fn weights(options: &Options) -> Result<(), Box<dyn Error>> {
    let matching = matching()?;
    let mut counts = weights::Counts::default();
    for seed in options.seeds() {
        let rows = options.rows(seed);
        counts.add(&rows, &linked(&rows, &matching), &matching, seed);
    }
    counts.print(&matching);
    Ok(())
}

/// The built-in specification, or the file that MATCHING names.
fn matching() -> Result<Matching, Box<dyn Error>> {
    match std::env::var("MATCHING") {
        Ok(path) => Ok(Matching::parse(&path, &fs::read_to_string(&path)?)?),
        Err(_) => Ok(Matching::built_in().clone()),
    }
}

/// The rows as one form of a period without lists.
fn linked(rows: &[Row], matching: &Matching) -> Batch {
    let source = SourceFile { path: "a.xlsx".into(), sha256: "".into(), size: 0, format: None };
    let unread = Unread { kind: UnreadKind::Unreadable, why: tonghop::text!(vi: "", en: "") };
    let records = rows.iter().enumerate().map(|(number, row)| records::record(row, number));
    let form = Submission {
        unread: None,
        records: records.collect(),
        ..Submission::unread(source, unread)
    };
    let period = Period { year: 2026, month: 11 };
    let (lists, rulings) = (ReferenceLists::default(), Rulings::default());
    batch(period, vec![form], lists.into(), Earlier::default(), matching, &rulings).0
}

fn found(batch: &Batch) -> Found {
    let groups = batch.people.iter().map(|person| person.rows.iter().map(|at| at.record as usize));
    let same = measure::pairs(groups.map(Iterator::collect));
    let undecided = batch.links.iter().filter(|link| link.verdict == LinkVerdict::Undecided);
    let undecided = undecided.map(|link| (link.a.record as usize, link.b.record as usize));
    Found { same, undecided: undecided.collect() }
}

fn csv(file: &str, matching: &str, truth: &str) -> Result<(), Box<dyn Error>> {
    let matching = Matching::parse(matching, &fs::read_to_string(matching)?)?;
    let mut reader = csv::Reader::from_path(file)?;
    let columns: Vec<String> =
        reader.headers()?.iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for row in reader.records() {
        rows.push(row?.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    }
    let at = columns.iter().position(|name| name == truth).ok_or("no such column")?;
    let truth: Vec<String> = rows.iter().map(|row| row[at].clone()).collect();
    let rows = PlainRows { columns, rows };
    let started = Instant::now();
    let groups = plain::group(&matching, &rows);
    println!("{} rows in {:.2?}, {} pairs weighed", truth.len(), started.elapsed(), groups.pairs);
    for (name, pairs) in &groups.keys {
        println!("  {pairs:>9} pairs by {name}");
    }
    let pair = |&(a, b): &(u32, u32)| (a as usize, b as usize);
    let same = measure::pairs(measure::groups(&groups.group).into_values());
    let found = Found { same, undecided: groups.undecided.iter().map(pair).collect() };
    report(&truth, &found);
    if std::env::var_os("SHOW").is_some() {
        for (kind, (a, b)) in found.faults(&truth, 15) {
            let (_, sentence) = plain::explain(&matching, &rows, a as u32, b as u32);
            println!("{kind}: {}\n  {:?}\n  {:?}", sentence.en, rows.rows[a], rows.rows[b]);
        }
    }
    Ok(())
}

/// The first wrong and missed pairs.
fn show(rows: &[Row], truth: &[String], found: &Found, batch: &Batch) {
    let link = |pair: (usize, usize)| {
        let same = |link: &&tonghop::model::batch::Link| {
            (link.a.record as usize, link.b.record as usize) == pair
        };
        batch.links.iter().find(same).map_or(String::new(), |link| {
            format!("{:?} {:.1} {}", link.verdict, link.weight, link.reason.en)
        })
    };
    for (kind, pair) in found.faults(truth, 40) {
        println!("{kind}: {}\n  {:?}\n  {:?}", link(pair), rows[pair.0], rows[pair.1]);
    }
}

/// All pairs of rows that are one person.
pub fn true_pairs(truth: &[String]) -> Pairs {
    measure::pairs(measure::groups(truth).into_values())
}
