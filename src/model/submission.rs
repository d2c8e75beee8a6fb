//! One workbook of one unit for one period, as far as it was understood.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::period::Period;
use super::place::Place;
use super::record::{CourseCode, Record, UnitCode};
use super::role::Role;
use super::value::Sex;
use super::workbook::{Format, LegacyEncoding, Visibility};
use crate::i18n::Text;

/// A file as handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the workspace, NFC, `/` between its parts.
    pub path: Arc<str>,
    /// Hex digits.
    pub sha256: Arc<str>,
    pub size: u64,
    /// `None` when the bytes are of no known kind.
    pub format: Option<Format>,
}

/// Where a non-empty row of a file went. The names are those of `data/run.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFate {
    Title,
    Header,
    ColumnNumbers,
    Section,
    Person,
    Subtotal,
    /// Totals, closing line, signatures, distribution list, remarks below the table.
    Footer,
    /// On a sheet that is no form, or hidden.
    OtherSheet,
    /// Inside the table, of no known kind, or on a sheet that was refused.
    Unread,
    /// A numbered line of the form that nobody filled in.
    BlankLine,
}

/// How a row was taken; `fate` groups these for the ledger.
pub type RowLedger = BTreeMap<RowFate, u32>;

/// What the form says of itself besides its rows.
#[derive(Clone, Debug, Default)]
pub struct FormFacts {
    /// The month that the title names.
    pub period: Option<(Period, Place)>,
    /// The date line (`ngày 12 tháng 11 năm 2026`).
    pub dated: Option<(NaiveDate, Place)>,
    pub declared: Vec<DeclaredTotal>,
    /// The sha256 of each file that this one answers: it is a reply of the program's, mended.
    pub answers: Vec<Arc<str>>,
    /// The unit for which the program wrote it as a blank form, members filled in.
    pub made_for: Option<UnitCode>,
}

/// A count that the form states: `Danh sách này có 12 đồng chí (Nam: 9; Nữ: 3)`.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredTotal {
    pub place: Place,
    pub said: u32,
    pub said_by_sex: Vec<(Sex, u32)>,
    /// The person rows that the statement speaks of (a section's, a sheet's, the form's).
    pub counted: u32,
    pub counted_by_sex: Vec<(Sex, u32)>,
}

/// What was found out about the sender.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SenderEvidence {
    /// The unit, when the evidence agrees.
    pub unit: Option<UnitCode>,
    /// Every clue: where it stood, its words, the units it can mean.
    pub clues: Vec<SenderClue>,
    /// Clues of equal strength name different units.
    pub conflict: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SenderClue {
    pub kind: ClueKind,
    pub words: String,
    pub units: Vec<UnitCode>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClueKind {
    /// The hidden key of a reply or a blank form that the program itself wrote.
    RowKey,
    TitleBlock,
    FileName,
    Folder,
    SheetName,
    Section,
    Column,
    /// Most rows name this workplace.
    Workplace,
}

/// Which of several forms of one unit this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// `lần 2` → 2, `(1)` → 1, `bản cuối`, `đính chính`, `thay thế` → above all numbers; 0 when nothing says.
    pub rank: u32,
    /// `bổ sung`: adds to the earlier form instead of replacing it.
    pub supplement: bool,
}

/// Does the form count?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    #[default]
    Counts,
    /// The same bytes as another file, which counts.
    DuplicateOf(Arc<str>),
    /// A later version replaces it.
    SupersededBy(Arc<str>),
}

/// Why a file could not be read at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    pub kind: UnreadKind,
    pub why: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnreadKind {
    /// Damaged, or of no known kind (F101).
    Unreadable,
    /// Wants a password (F102).
    Encrypted,
    /// Passes a limit against hostile files (F104).
    TooLarge,
}

/// Why a sheet is left unread.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Hidden by the sender; `has_list` when it holds a list all the same.
    Hidden { has_list: bool },
    /// No list of people: a timetable, a cover, a price list.
    NoList { why: Text },
    /// A list of people, too unsure to be read; what was found and how to help.
    Unsure { why: Text },
    /// A list of people that is no registration: these required columns are missing.
    MissingColumns(Vec<Role>),
}

/// A sheet of the form.
#[derive(Clone, Debug)]
pub struct SheetFacts {
    pub name: Arc<str>,
    pub visibility: Visibility,
    /// Why nothing was read here, where nothing was.
    pub refused: Option<Refusal>,
    /// Cells that could not be read.
    pub unreadable_cells: u32,
    /// Rows inside tables that fit no kind, counted from zero.
    pub unread_rows: Vec<u32>,
}

/// A table of the form, for rules about columns.
#[derive(Clone, Debug, Default)]
pub struct TableFacts {
    pub sheet: Arc<str>,
    /// The header's first row, counted from zero.
    pub header_row: Option<u32>,
    pub roles: BTreeSet<Role>,
    /// Column, counted from zero, and its meaning.
    pub columns: Vec<(u32, Role)>,
    /// Header text and column of what no field claims.
    pub unmapped: Vec<(String, u32)>,
    /// Role names of required fields that the form has no column for.
    pub missing: Vec<Role>,
    pub person_rows: u32,
}

/// One form after layout and normalisation.
#[derive(Clone, Debug)]
pub struct Submission {
    pub source: SourceFile,
    /// Set when the bytes could not be read; then all else is empty.
    pub unread: Option<Unread>,
    /// What the name says and what the content is, where they disagree.
    pub mismatch: Option<Text>,
    pub sheets: Vec<SheetFacts>,
    pub sender: SenderEvidence,
    pub facts: FormFacts,
    pub version: Version,
    pub standing: Standing,
    pub tables: Vec<TableFacts>,
    /// In sheet, row order.
    pub records: Vec<Record>,
    /// Where each non-empty row went, summed over all sheets.
    pub rows: RowLedger,
    /// Cells decoded from each legacy encoding.
    pub decoded: BTreeMap<LegacyEncoding, u32>,
}

impl Submission {
    /// A file that could not be read.
    pub fn unread(source: SourceFile, unread: Unread) -> Self {
        Submission {
            source,
            unread: Some(unread),
            mismatch: None,
            sheets: Vec::new(),
            sender: SenderEvidence::default(),
            facts: FormFacts::default(),
            version: Version::default(),
            standing: Standing::Counts,
            tables: Vec::new(),
            records: Vec::new(),
            rows: RowLedger::new(),
            decoded: BTreeMap::new(),
        }
    }

    /// Read, and neither a duplicate nor replaced.
    pub fn counts(&self) -> bool {
        self.standing == Standing::Counts && self.unread.is_none()
    }

    /// The courses that the form registers for.
    pub fn courses(&self) -> BTreeSet<CourseCode> {
        self.records.iter().filter_map(|record| record.course.value.clone()).collect()
    }
}
