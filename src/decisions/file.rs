//! The decisions of a period as a plain file, one line each, made to be read:
//!
//! ```text
//! {"decision":"accept","row":"Chi bộ Sở Tài chính · Bùi Thị Hoa · TC-K45","note":"đã xác minh","who":"Cán bộ A","when":"2026-11-22T08:15:00Z","key":"…","facts":"…"}
//! ```
//!
//! Deleting a line undoes a decision. Lines that are no decision (blank ones,
//! those that begin with `#`, damaged ones) are kept as they are.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::notice::Notice;
use crate::model::judgement::Choice;

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub decision: Choice,
    /// The row in words, for people: nothing depends on it.
    #[serde(default)]
    pub row: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who saved the workbook, as the workbook says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// When the workbook was saved, as the workbook says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The case ([`crate::model::judgement::Case::key`]).
    pub key: Arc<str>,
    /// The facts that it was taken on ([`crate::model::judgement::Case::fingerprint`]).
    #[serde(default)]
    pub facts: Arc<str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Decision(Entry),
    Other(String),
}

impl Line {
    fn is_about(&self, key: &str) -> bool {
        matches!(self, Line::Decision(entry) if &*entry.key == key)
    }
}

/// The decisions of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    lines: Vec<Line>,
}

impl Decisions {
    /// Reads the file. Nothing is refused: what is no decision stays as it is and is told.
    pub fn parse(content: &str) -> (Decisions, Vec<Notice>) {
        let mut notices = Vec::new();
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let lines = content.lines().enumerate().map(|(index, line)| {
            let words = line.trim();
            if words.is_empty() || words.starts_with('#') {
                return Line::Other(line.to_owned());
            }
            match serde_json::from_str(words) {
                Ok(entry) => Line::Decision(entry),
                Err(_) => {
                    notices.push(Notice::UnreadableLine { line: index + 1 });
                    Line::Other(line.to_owned())
                }
            }
        });
        let lines = lines.collect();
        (Decisions { lines }, notices)
    }

    /// The file's content.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            match line {
                Line::Decision(entry) => {
                    text.push_str(&serde_json::to_string(entry).unwrap_or_default());
                }
                Line::Other(words) => text.push_str(words),
            }
            text.push('\n');
        }
        text
    }

    /// In file order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.lines.iter().filter_map(|line| match line {
            Line::Decision(entry) => Some(entry),
            Line::Other(_) => None,
        })
    }

    /// The last word on a case.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries().filter(|entry| &*entry.key == key).last()
    }

    /// Takes a decision in, in the place of the earlier ones on the same case.
    pub fn put(&mut self, entry: Entry) {
        let first = self.lines.iter().position(|line| line.is_about(&entry.key));
        self.remove(&entry.key);
        let at = first.unwrap_or(self.lines.len());
        self.lines.insert(at, Line::Decision(entry));
    }

    /// Undoes what was decided on a case.
    pub fn remove(&mut self, key: &str) {
        self.lines.retain(|line| !line.is_about(key));
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Decisions, Entry, Notice};

    fn entry(key: &str, decision: Choice) -> Entry {
        Entry {
            decision,
            row: "Chi bộ A · Bùi Thị Hoa".to_owned(),
            note: String::new(),
            who: None,
            when: None,
            key: key.into(),
            facts: "f".into(),
        }
    }

    #[test]
    fn the_file_comes_back_as_it_was_written() {
        let mut decisions = Decisions::default();
        decisions.put(entry("a", Choice::Accept));
        decisions.put(entry("b", Choice::TwoPeople));
        let text = decisions.to_text();
        assert_eq!(text.lines().count(), 2);
        assert_eq!(Decisions::parse(&text), (decisions, Vec::new()));
    }

    #[test]
    fn a_later_word_replaces_the_earlier_and_a_line_can_be_undone() {
        let mut decisions = Decisions::default();
        decisions.put(entry("a", Choice::Accept));
        decisions.put(entry("b", Choice::Wait));
        decisions.put(entry("a", Choice::Reject));
        let keys: Vec<_> = decisions.entries().map(|entry| (&*entry.key, entry.decision)).collect();
        assert_eq!(keys, [("a", Choice::Reject), ("b", Choice::Wait)]);
        decisions.remove("a");
        assert_eq!((decisions.get("a"), decisions.entries().count()), (None, 1));
    }

    #[test]
    fn what_is_no_decision_is_kept_and_told() {
        let content = "# Quyết định kỳ 2026-11\n\n{\"decision\":\"maybe\",\"key\":\"a\"}\nrác\n";
        let (mut decisions, notices) = Decisions::parse(content);
        assert_eq!(notices, [3, 4].map(|line| Notice::UnreadableLine { line }));
        decisions.put(entry("a", Choice::Accept));
        assert!(decisions.to_text().starts_with(content));
    }
}
