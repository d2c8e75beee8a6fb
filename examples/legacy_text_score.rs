//! Measures the decoding of legacy text on real workbooks:
//! `cargo run --release --example legacy_text_score -- FOLDER…`
//!
//! The font of a cell says how its text was typed, so the plain decode by font
//! is the truth. Against it stand what the program decodes with the fonts and
//! what it decodes when it is told no font at all; capitals and small letters
//! count as equal, because capitals fonts show all letters as capitals. Cells
//! that no legacy font shows must stay as they are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tonghop::intake::legacy::decode_workbook;
use tonghop::intake::{Limits, read};
use tonghop::model::workbook::{Cell, LegacyEncoding, Workbook};
use tonghop::text::fold::fold_tones;
use tonghop::text::legacy::{decode, encoding_of_font};

/// Columns from this many texts on must be decoded without fonts.
const LONG_COLUMN: usize = 20;

#[derive(Default)]
struct Score {
    cells: u32,
    right: u32,
}

#[derive(Default)]
struct Scores {
    legacy: BTreeMap<(LegacyEncoding, &'static str), Score>,
    unicode_cells: u32,
    changed: Vec<String>,
}

fn main() {
    let mut scores = Scores::default();
    for path in std::env::args_os().skip(1).flat_map(|folder| files_below(Path::new(&folder))) {
        match std::fs::read(&path).ok().and_then(|bytes| open(&bytes, &path)) {
            Some(workbook) => score_file(&workbook, &path, &mut scores),
            None => eprintln!("not read: {}", path.display()),
        }
    }
    for ((encoding, kind), score) in &scores.legacy {
        let share = f64::from(score.right) / f64::from(score.cells.max(1));
        println!(
            "{encoding:?}, {kind}: {} of {} cells right, {share:.4}",
            score.right, score.cells
        );
    }
    println!("Unicode: {} of {} cells changed", scores.changed.len(), scores.unicode_cells);
    scores.changed.iter().for_each(|line| println!("  {line}"));
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] })
        .filter(|path| {
            path.extension().is_some_and(|extension| extension.to_string_lossy().starts_with("xls"))
        })
        .collect()
}

fn open(bytes: &[u8], path: &Path) -> Option<Workbook> {
    let name = path.file_name()?.to_string_lossy();
    Some(read(bytes, &name, &Limits::default()).ok()?.workbook)
}

fn score_file(found: &Workbook, path: &Path, scores: &mut Scores) {
    let mut by_font = found.clone();
    decode_workbook(&mut by_font);
    let mut by_evidence = found.clone();
    let cells = by_evidence.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells);
    cells.for_each(|cell| cell.font = None);
    decode_workbook(&mut by_evidence);
    for (index, sheet) in found.sheets.iter().enumerate() {
        let mut lengths = BTreeMap::<u32, usize>::new();
        sheet.cells.iter().for_each(|cell| *lengths.entry(cell.at.column).or_default() += 1);
        for cell in &sheet.cells {
            let decoded = [&by_font, &by_evidence].map(|book| book.sheets[index].cell(cell.at));
            let [Some(by_font), Some(by_evidence)] = decoded else { continue };
            let long = lengths.get(&cell.at.column).is_some_and(|length| *length >= LONG_COLUMN);
            score_cell(
                cell,
                by_font,
                by_evidence,
                long,
                &format!("{} {}", path.display(), cell.at),
                scores,
            );
        }
    }
}

fn score_cell(
    found: &Cell,
    by_font: &Cell,
    by_evidence: &Cell,
    long: bool,
    place: &str,
    scores: &mut Scores,
) {
    let stored = found.display();
    let Some(font) = found.font.as_deref().and_then(encoding_of_font) else {
        scores.unicode_cells += 1;
        if [by_font, by_evidence].iter().any(|cell| cell.display() != stored) {
            scores.changed.push(format!("{place}: {stored} → {}", by_evidence.display()));
        }
        return;
    };
    let truth = decode(&stored, font.encoding);
    if truth == stored {
        return;
    }
    let evidence = if long { "by evidence, long columns" } else { "by evidence, short columns" };
    for (kind, cell) in [("by font", by_font), (evidence, by_evidence)] {
        let score = scores.legacy.entry((font.encoding, kind)).or_default();
        score.cells += 1;
        score.right += u32::from(fold_tones(&cell.display()) == fold_tones(&truth));
    }
}
