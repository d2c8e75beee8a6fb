//! Measures the decoding of legacy text on real workbooks:
//! `cargo run --release --example legacy_text_score -- FOLDER…`
//!
//! The font of a cell says how its text was typed, so the plain decode by font
//! is the truth. Against it stand what the program decodes with the fonts and
//! what it decodes when it is told no font at all; capitals and small letters
//! count as equal, because capitals fonts show all letters as capitals. In
//! files without any legacy font every cell must stay as it is; in the others
//! there may be legacy text whose font was changed, so what was decoded is listed.

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
    /// In files without legacy fonts, and in other fonts of files with such.
    unicode: [Unicode; 2],
}

#[derive(Default)]
struct Unicode {
    cells: u32,
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
    let kinds = ["Unicode files", "other fonts in files with legacy fonts"];
    for (kind, unicode) in kinds.iter().zip(&scores.unicode) {
        println!("{kind}: {} of {} cells changed", unicode.changed.len(), unicode.cells);
        unicode.changed.iter().for_each(|line| println!("  {line}"));
    }
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
    let kind = usize::from(found.sheets.iter().flat_map(|sheet| &sheet.cells).any(has_legacy_font));
    for (index, sheet) in found.sheets.iter().enumerate() {
        let mut lengths = BTreeMap::<u32, usize>::new();
        sheet.cells.iter().for_each(|cell| *lengths.entry(cell.at.column).or_default() += 1);
        for cell in &sheet.cells {
            let decoded = [&by_font, &by_evidence].map(|book| book.sheets[index].cell(cell.at));
            let [Some(by_font), Some(by_evidence)] = decoded else { continue };
            let cell = Case { found: cell, by_font, by_evidence };
            if has_legacy_font(cell.found) {
                let long = lengths.get(&cell.found.at.column).is_some_and(|n| *n >= LONG_COLUMN);
                score_legacy(&cell, long, scores);
            } else {
                score_unicode(&cell, path, &mut scores.unicode[kind]);
            }
        }
    }
}

fn has_legacy_font(cell: &Cell) -> bool {
    cell.font.as_deref().and_then(encoding_of_font).is_some()
}

/// A cell as it was found, decoded with the fonts, and decoded without.
struct Case<'a> {
    found: &'a Cell,
    by_font: &'a Cell,
    by_evidence: &'a Cell,
}

fn score_unicode(case: &Case, path: &Path, unicode: &mut Unicode) {
    let (stored, by_evidence) = (case.found.display(), case.by_evidence.display());
    unicode.cells += 1;
    if case.by_font.display() != stored || by_evidence != stored {
        let place = format!("{} {}", path.display(), case.found.at);
        unicode.changed.push(format!("{place}: {stored} → {by_evidence}"));
    }
}

fn score_legacy(case: &Case, long: bool, scores: &mut Scores) {
    let stored = case.found.display();
    let Some(font) = case.found.font.as_deref().and_then(encoding_of_font) else { return };
    let truth = decode(&stored, font.encoding);
    if truth == stored {
        return;
    }
    let evidence = if long { "by evidence, long columns" } else { "by evidence, short columns" };
    for (kind, cell) in [("by font", case.by_font), (evidence, case.by_evidence)] {
        let score = scores.legacy.entry((font.encoding, kind)).or_default();
        score.cells += 1;
        score.right += u32::from(fold_tones(&cell.display()) == fold_tones(&truth));
    }
}
