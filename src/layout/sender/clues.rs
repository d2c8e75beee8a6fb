//! Weighs what a form says about its sender.

use std::collections::BTreeSet;

use super::index::{Match, Strength, UnitIndex};
use crate::model::record::UnitCode;
use crate::model::submission::{ClueKind, SenderClue, SenderEvidence};
use crate::text::fold::fold;

/// Everything about a form that can name its sender.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scene<'a> {
    /// A unit code that the program itself wrote into the form (a reply, a blank form).
    pub key: Option<&'a str>,
    /// Lines above the tables, top to bottom.
    pub titles: &'a [String],
    /// File name without its ending.
    pub file: &'a str,
    /// Folders between the period's folder and the file, outermost first.
    pub folders: &'a [String],
    pub sheets: &'a [String],
}

/// Weighs the clues: a key, then the letterhead, then file name and folder, then
/// sheet names. A letterhead and a file name that name different units are a
/// conflict; the letterhead, which the unit itself signs, is believed, and the
/// conflict is told.
pub fn evidence(scene: &Scene, units: &UnitIndex) -> SenderEvidence {
    if let Some(unit) = scene.key.and_then(|key| units.exactly(key)) {
        let clue = SenderClue {
            kind: ClueKind::RowKey,
            words: scene.key.unwrap_or_default().to_owned(),
            units: vec![unit.clone()],
        };
        return SenderEvidence { unit: Some(unit), clues: vec![clue], conflict: false };
    }
    let kinds: [(ClueKind, Vec<&str>); 4] = [
        (ClueKind::TitleBlock, title_lines(scene.titles)),
        (ClueKind::FileName, vec![scene.file]),
        (ClueKind::Folder, scene.folders.iter().map(String::as_str).collect()),
        (ClueKind::SheetName, scene.sheets.iter().map(String::as_str).collect()),
    ];
    let mut evidence = SenderEvidence::default();
    for (kind, texts) in kinds {
        let (words, found) = best(&texts, units);
        if !found.is_empty() {
            evidence.clues.push(SenderClue { kind, words, units: found.into_iter().collect() });
        }
    }
    decide(&mut evidence);
    evidence
}

/// Lines that may name the sender: not those that name whom the list goes to.
fn title_lines(titles: &[String]) -> Vec<&str> {
    const ADDRESSEE: &[&str] = &["kinh gui", "noi nhan", "kem theo", "thuc hien", "can cu"];
    let names_others = |line: &str| {
        let folded = fold(line.trim_start_matches('(')).into_owned();
        ADDRESSEE.iter().any(|words| folded.starts_with(words))
    };
    titles.iter().map(String::as_str).filter(|line| !names_others(line)).collect()
}

/// The units that the texts name, narrowed down: superiors of others drop out,
/// whole names beat parts, listed names beat made ones.
fn best(texts: &[&str], units: &UnitIndex) -> (String, BTreeSet<UnitCode>) {
    let found: Vec<(&str, Match)> = texts
        .iter()
        .flat_map(|text| units.find(text).into_iter().map(|hit| (*text, hit)))
        .collect();
    let strongest = found.iter().map(|(_, hit)| hit.strength).max();
    let strongest = strongest.unwrap_or(Strength::Made);
    let codes: BTreeSet<UnitCode> = found
        .iter()
        .filter(|(_, hit)| hit.strength == strongest)
        .map(|(_, hit)| hit.unit.clone())
        .collect();
    let is_superior = |code: &UnitCode| codes.iter().any(|other| units.is_parent(code, other));
    let narrowed: BTreeSet<UnitCode> =
        codes.iter().filter(|code| !is_superior(code)).cloned().collect();
    let words = found
        .iter()
        .find(|(_, hit)| narrowed.contains(&hit.unit) && hit.strength == strongest)
        .map_or_else(String::new, |(text, _)| (*text).to_owned());
    (words, narrowed)
}

/// The first clue that names one unit decides; another kind of clue that names
/// only others is a conflict. Clues that name several units may confirm, not decide.
fn decide(evidence: &mut SenderEvidence) {
    let single = evidence.clues.iter().find(|clue| clue.units.len() == 1);
    let Some(unit) = single.and_then(|clue| clue.units.first()).cloned() else {
        evidence.conflict = !evidence.clues.is_empty();
        return;
    };
    evidence.conflict = evidence
        .clues
        .iter()
        .any(|clue| clue.kind != ClueKind::SheetName && !clue.units.contains(&unit));
    evidence.unit = Some(unit);
}

#[cfg(test)]
mod tests {
    use super::super::index::tests::province;
    use super::*;

    fn lines(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|&line| line.to_owned()).collect()
    }

    #[test]
    fn the_letterhead_names_the_sender() {
        let titles =
            lines(&["ĐẢNG BỘ CÁC CƠ QUAN TỈNH", "CHI BỘ SỞ NỘI VỤ", "Kính gửi: Sở Tài chính"]);
        let found = evidence(&Scene { titles: &titles, ..Scene::default() }, &province());
        assert_eq!(found.unit.as_deref(), Some("CB-SNV"));
        assert!(!found.conflict);
    }

    #[test]
    fn a_file_name_that_names_another_unit_is_a_conflict() {
        let titles = lines(&["CHI BỘ SỞ NỘI VỤ"]);
        let scene = Scene { titles: &titles, file: "DS Sở Tài chính", ..Scene::default() };
        let found = evidence(&scene, &province());
        assert_eq!(found.unit.as_deref(), Some("CB-SNV"));
        assert!(found.conflict);
    }

    #[test]
    fn two_senders_of_equal_right_are_nobody() {
        let titles = lines(&["Chi bộ Sở Nội vụ", "Chi bộ Sở Tài chính"]);
        let found = evidence(&Scene { titles: &titles, ..Scene::default() }, &province());
        assert_eq!(found.unit, None);
        assert!(found.conflict);
    }

    #[test]
    fn an_unknown_sender_has_no_clues() {
        let titles = lines(&["Chi bộ Trung tâm Khảo nghiệm Vùng cao"]);
        let found =
            evidence(&Scene { titles: &titles, file: "ds (1)", ..Scene::default() }, &province());
        assert_eq!(found, SenderEvidence::default());
    }
}
