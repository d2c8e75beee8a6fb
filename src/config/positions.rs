//! How high a position stands: `Phó Trưởng phòng`, `P.TP`, `Chi ủy viên`.
//!
//! The words are data (`templates/vocabulary/positions.tsv`); a title that the
//! vocabulary does not know has no rank, so nobody is judged by it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

use crate::text::fold::{fold, fold_tones};

/// How high a position stands, in the words of the regulations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    Staff,
    /// Chuyên viên chính, chuyên viên cao cấp and equals.
    SeniorStaff,
    /// A title whose level the words do not tell (tổ trưởng, kế toán trưởng).
    Unclear,
    /// Of a mass organisation: công đoàn, đoàn thanh niên, hội.
    OrganisationDeputy,
    OrganisationHead,
    /// Phó trưởng phòng and equals.
    DivisionDeputy,
    DivisionHead,
    CommuneDeputy,
    CommuneHead,
    /// Army and police commanders.
    Officer,
    CompanyHead,
    AgencyDeputy,
    AgencyHead,
    /// Cấp ủy viên of a base party organisation, chi ủy viên, bí thư.
    Committee,
    /// Committee member above the base level.
    CommitteeUpper,
}

/// The ranks that a text names: empty when it names none that is known.
/// A text may name several (`Trưởng phòng, Chi ủy viên`).
pub fn ranks(text: &str) -> BTreeSet<Rank> {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
        Vocabulary::parse(include_str!("../../templates/vocabulary/positions.tsv"))
    });
    VOCABULARY.ranks(text)
}

/// A word of a title as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    /// Without tones and marks.
    Folded(String),
    /// An abbreviation: in lower case, marks kept.
    Short(String),
}

struct Title {
    words: Vec<Word>,
    meaning: Meaning,
}

#[derive(Clone, Copy)]
enum Meaning {
    Rank(Rank),
    /// Stands before a post and changes nothing: quyền, phụ trách.
    Nothing,
    /// What follows is no longer held: nguyên.
    Former,
}

impl Meaning {
    fn of(rank: &str) -> Option<Self> {
        let rank: StrDeserializer<'_, ValueError> = rank.trim().into_deserializer();
        Rank::deserialize(rank).ok().map(Meaning::Rank)
    }

    /// What a kind of post counts for, unless its line says otherwise.
    fn of_kind(kind: &str) -> Option<Self> {
        Some(match kind.trim() {
            "acting" => Meaning::Nothing,
            "former" => Meaning::Former,
            "committee_member" | "party_secretary" | "party_deputy_secretary" => {
                Meaning::Rank(Rank::Committee)
            }
            "mass_head" => Meaning::Rank(Rank::OrganisationHead),
            "mass_deputy" => Meaning::Rank(Rank::OrganisationDeputy),
            kind => return Meaning::of(kind),
        })
    }
}

/// A word of a text, both ways.
struct Token {
    folded: String,
    marked: String,
    /// The first word of a title.
    starts: bool,
}

struct Vocabulary {
    /// By the first word.
    titles: BTreeMap<String, Vec<Title>>,
}

impl Vocabulary {
    fn parse(table: &str) -> Self {
        let mut titles: BTreeMap<String, Vec<Title>> = BTreeMap::new();
        let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
        for line in lines {
            let mut columns = line.split('\t');
            let (Some(kind), Some(writings)) = (columns.next(), columns.next()) else { continue };
            let Some(meaning) = columns.next().map_or_else(|| Meaning::of_kind(kind), Meaning::of)
            else {
                continue;
            };
            for words in writings.split(';').map(words_of) {
                let Some(first) = words.first() else { continue };
                titles.entry(first.key()).or_default().push(Title { words, meaning });
            }
        }
        Vocabulary { titles }
    }

    fn ranks(&self, text: &str) -> BTreeSet<Rank> {
        let tokens = tokens(text);
        let mut found = BTreeSet::new();
        let mut rest = tokens.as_slice();
        // `Quyền`, `Quy hoạch`: a title begins behind it.
        let mut begins = false;
        while let Some((first, after)) = rest.split_first() {
            let title = self.longest(rest, first.starts || begins);
            begins = title.is_some_and(|title| matches!(title.meaning, Meaning::Nothing));
            rest = title.map_or(after, |title| rest.get(title.words.len()..).unwrap_or_default());
            match title.map(|title| title.meaning) {
                Some(Meaning::Rank(rank)) => {
                    found.insert(rank);
                }
                Some(Meaning::Former) => rest = next_title(rest),
                // Any deputy whose office is not listed.
                None if first.starts && first.marked == "phó" => {
                    found.insert(Rank::Unclear);
                }
                Some(Meaning::Nothing) | None => {}
            }
        }
        found
    }

    /// The longest title that the tokens begin with.
    fn longest(&self, tokens: &[Token], starts: bool) -> Option<&Title> {
        let first = tokens.first()?;
        let by_word = self.titles.get(&first.folded).into_iter().flatten();
        let by_abbreviation = self.titles.get(&first.marked).into_iter().flatten();
        by_word
            .chain(by_abbreviation)
            .filter(|title| title.begins(tokens, starts))
            .max_by_key(|title| title.words.len())
    }
}

impl Title {
    fn begins(&self, tokens: &[Token], starts: bool) -> bool {
        let short = matches!(self.words.first(), Some(Word::Short(_)));
        (starts || !short)
            && self.words.len() <= tokens.len()
            && self.words.iter().zip(tokens).all(|(word, token)| match word {
                Word::Folded(word) => *word == token.folded,
                Word::Short(word) => *word == token.marked,
            })
    }
}

impl Word {
    fn key(&self) -> String {
        match self {
            Word::Folded(word) | Word::Short(word) => word.clone(),
        }
    }
}

fn words_of(title: &str) -> Vec<Word> {
    let parts = title.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts
        .map(|part| match part.chars().any(char::is_lowercase) {
            true => Word::Folded(fold(part).into_owned()),
            false => Word::Short(fold_tones(part).into_owned()),
        })
        .collect()
}

/// The tokens from the next title on.
fn next_title(tokens: &[Token]) -> &[Token] {
    let start = tokens.iter().position(|token| token.starts);
    start.and_then(|start| tokens.get(start..)).unwrap_or_default()
}

fn tokens(text: &str) -> Vec<Token> {
    let lowered = fold_tones(text);
    // A dash parts titles only between spaces: `Phó Bí thư - Trưởng phòng`.
    let parted = lowered.replace(" - ", ";").replace(" – ", ";");
    let titles = parted.split([',', ';', '/', '+', '\n', '(']);
    titles
        .flat_map(|title| {
            let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.enumerate().map(|(index, word)| Token {
                folded: fold(word).into_owned(),
                marked: word.to_owned(),
                starts: index == 0,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Meaning, Rank, ranks};

    fn highest(text: &str) -> Option<Rank> {
        ranks(text).last().copied()
    }

    #[test]
    fn titles_are_ranked_however_they_are_written() {
        for (text, rank) in [
            ("Phó Trưởng phòng Hành chính - Tổng hợp", Rank::DivisionDeputy),
            ("P.TP", Rank::DivisionDeputy),
            ("PTP", Rank::DivisionDeputy),
            ("Phó TP", Rank::DivisionDeputy),
            ("phó trưởng phòng", Rank::DivisionDeputy),
            ("TP Tổ chức", Rank::DivisionHead),
            ("Giám đốc Trung tâm Dịch vụ việc làm", Rank::DivisionHead),
            ("Phó Giám đốc Sở", Rank::AgencyDeputy),
            ("PGĐ", Rank::AgencyDeputy),
            ("Chuyên viên, Chi ủy viên", Rank::Committee),
            ("Phó Bí thư chi bộ - Trưởng phòng", Rank::Committee),
            ("Chuyên viên phòng Tổ chức", Rank::Staff),
            ("CV", Rank::Staff),
            ("Chuyên viên chính", Rank::SeniorStaff),
            ("Thư ký Giám đốc", Rank::Staff),
            ("Bí thư Đoàn Thanh niên", Rank::OrganisationHead),
            ("Tổ trưởng", Rank::Unclear),
            ("Phó Hội trưởng", Rank::Unclear),
        ] {
            assert_eq!(highest(text), Some(rank), "{text}");
        }
    }

    #[test]
    fn what_is_no_known_title_has_no_rank() {
        for text in ["", "Trợ giảng", "Sở GD&ĐT", "Phòng không - Không quân", "2021-2026"]
        {
            assert_eq!(highest(text), None, "{text}");
        }
    }

    #[test]
    fn an_abbreviation_counts_only_at_the_start_of_a_title() {
        assert_eq!(highest("Nhân viên Đội TP"), Some(Rank::Staff));
        assert_eq!(highest("Nhân viên; TP"), Some(Rank::DivisionHead));
    }

    #[test]
    fn former_posts_do_not_count_and_acting_ones_do() {
        assert_eq!(highest("Nguyên Trưởng phòng"), None);
        assert_eq!(highest("Nguyên Trưởng phòng, Chuyên viên"), Some(Rank::Staff));
        assert_eq!(highest("Quyền Trưởng phòng"), Some(Rank::DivisionHead));
        assert_eq!(highest("Quyền TP"), Some(Rank::DivisionHead));
        assert_eq!(highest("Quy hoạch PTP"), Some(Rank::DivisionDeputy));
    }

    #[test]
    fn every_line_of_the_vocabulary_is_understood() {
        let table = include_str!("../../templates/vocabulary/positions.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let columns: Vec<_> = line.split('\t').collect();
            let meaning = columns
                .get(2)
                .map_or_else(|| Meaning::of_kind(columns[0]), |rank| Meaning::of(rank));
            let Some(Meaning::Rank(rank)) = meaning else {
                assert!(meaning.is_some(), "{line}");
                continue;
            };
            for writing in columns[1].split("; ") {
                assert!(ranks(writing).contains(&rank), "{writing}: {:?}", ranks(writing));
            }
        }
    }
}
