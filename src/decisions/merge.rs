//! What the officer changed in the review sheet since the program wrote it,
//! taken over into the file of decisions.

use super::file::{Decisions, Entry};
use super::sheet::SheetLine;
use crate::model::judgement::Choice;

/// Who saved the workbook and when, as the workbook itself says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    pub by: Option<String>,
    pub at: Option<String>,
}

/// What was taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// New decisions, and changed ones.
    pub decided: usize,
    /// Decisions that the officer emptied.
    pub undone: usize,
}

/// Takes over what the officer changed. What stands in the sheet as the
/// program wrote it changes nothing: so a line that was deleted from the file
/// stays undone although an older workbook still shows the decision.
pub fn take(decisions: &mut Decisions, lines: &[SheetLine], saved: &Saved) -> Taken {
    let mut taken = Taken::default();
    for line in lines {
        let known = decisions.get(&line.key).cloned();
        // A sheet that does not tell what it showed: the file knows.
        let recorded = line.recorded.unwrap_or_else(|| known.as_ref().map(|entry| entry.decision));
        match (line.decision, known) {
            (None, Some(_)) if recorded.is_some() => {
                decisions.remove(&line.key);
                taken.undone += 1;
            }
            (Some(choice), Some(entry))
                if recorded == Some(choice)
                    && entry.decision == choice
                    && entry.note != line.note =>
            {
                decisions.put(Entry { note: line.note.clone(), ..entry });
                taken.decided += 1;
            }
            (Some(choice), _) if recorded != Some(choice) => {
                decisions.put(entry(line, choice, saved));
                taken.decided += 1;
            }
            _ => {}
        }
    }
    taken
}

fn entry(line: &SheetLine, decision: Choice, saved: &Saved) -> Entry {
    Entry {
        decision,
        row: line.row.clone(),
        note: line.note.clone(),
        who: saved.by.clone(),
        when: saved.at.clone(),
        key: line.key.clone(),
        facts: line.facts.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Saved, Taken, take};
    use crate::decisions::{Decisions, SheetLine};
    use crate::model::judgement::Choice;

    fn line(decision: Option<Choice>, recorded: Option<Choice>) -> SheetLine {
        SheetLine {
            key: "k".into(),
            facts: "f".into(),
            decision,
            recorded: Some(recorded),
            ..SheetLine::default()
        }
    }

    fn decided() -> Decisions {
        let mut decisions = Decisions::default();
        let saved = Saved { by: Some("A".to_owned()), at: Some("2026-11-22".to_owned()) };
        take(&mut decisions, &[line(Some(Choice::Accept), None)], &saved);
        decisions
    }

    #[test]
    fn a_new_decision_is_kept_with_who_and_when() {
        let decisions = decided();
        let entry = decisions.get("k").unwrap();
        assert_eq!((entry.decision, entry.who.as_deref()), (Choice::Accept, Some("A")));
        assert_eq!((entry.when.as_deref(), &*entry.facts), (Some("2026-11-22"), "f"));
    }

    #[test]
    fn reading_the_same_workbook_again_changes_nothing() {
        let mut decisions = decided();
        let before = decisions.clone();
        let shown = [line(Some(Choice::Accept), Some(Choice::Accept))];
        assert_eq!(take(&mut decisions, &shown, &Saved::default()), Taken::default());
        assert_eq!(decisions, before);
    }

    #[test]
    fn a_line_deleted_from_the_file_stays_undone() {
        let mut decisions = Decisions::default();
        let shown = [line(Some(Choice::Accept), Some(Choice::Accept))];
        take(&mut decisions, &shown, &Saved::default());
        assert_eq!(decisions.get("k"), None);
    }

    #[test]
    fn emptying_the_cell_undoes_and_choosing_anew_replaces() {
        let mut decisions = decided();
        let other = [line(Some(Choice::Reject), Some(Choice::Accept))];
        assert_eq!(take(&mut decisions, &other, &Saved::default()).decided, 1);
        assert_eq!(decisions.get("k").unwrap().decision, Choice::Reject);
        let emptied = [line(None, Some(Choice::Reject))];
        assert_eq!(take(&mut decisions, &emptied, &Saved::default()).undone, 1);
        assert_eq!(decisions.get("k"), None);
    }

    #[test]
    fn an_open_case_left_open_keeps_the_old_word_as_a_reminder() {
        let mut decisions = decided();
        // The facts changed, so the program showed the case as open.
        take(&mut decisions, &[line(None, None)], &Saved::default());
        assert!(decisions.get("k").is_some());
    }

    #[test]
    fn a_note_alone_can_change() {
        let mut decisions = decided();
        let note = "đã gọi điện".to_owned();
        let shown = SheetLine { note, ..line(Some(Choice::Accept), Some(Choice::Accept)) };
        take(&mut decisions, &[shown], &Saved::default());
        assert_eq!(decisions.get("k").unwrap().note, "đã gọi điện");
    }
}
