//! Every file of a period's outbox, each made on demand: the caller decides in what
//! order, on which threads, and where they go.

use std::collections::BTreeSet;
use std::io::Cursor;

use rayon::prelude::*;

use super::book::Sink;
use super::book::list::ROWS_PER_SHEET;
use super::book::names::file_stem;
use super::error::Result;
use super::export::{self, Export, Table};
use super::form::Design;
use super::index::Index;
use super::outcome::Outcome;
use super::reply::{self, Reply};
use super::school::{self, Class};
use super::summary::Summary;
use super::{json, officer};
use crate::i18n::Lang;

/// A finished file: its path below the period's outbox, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Everything that the files are made from, looked up once.
#[derive(Debug)]
pub struct Reports<'a> {
    index: Index<'a>,
    summary: Summary<'a>,
    classes: Vec<Class<'a>>,
    replies: Vec<Reply<'a>>,
    design: Design<'a>,
    lang: Lang,
    rows_per_sheet: usize,
    export: Option<Export>,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Below the period's outbox, with `/` between its parts.
    pub path: String,
    content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Officer,
    Class(usize),
    Cover,
    Reply(usize),
    Records,
    Findings,
    Run,
    Export(Table),
}

/// Makes every file of the outbox, side by side. The same outcome gives the same bytes.
///
/// # Errors
/// When a workbook cannot be made; nothing about the data is an error.
pub fn files(outcome: &Outcome, design: Design, lang: Lang) -> Result<Vec<ReportFile>> {
    let reports = Reports::new(outcome, design, lang);
    reports
        .plan()
        .into_par_iter()
        .map(|planned| {
            let mut bytes = Cursor::new(Vec::new());
            reports.write(&planned, &mut bytes)?;
            Ok(ReportFile { path: planned.path, bytes: bytes.into_inner() })
        })
        .collect()
}

impl<'a> Reports<'a> {
    pub fn new(outcome: &'a Outcome, design: Design<'a>, lang: Lang) -> Self {
        let index = Index::new(outcome);
        let summary = Summary::new(&index);
        let classes = school::classes(&index);
        let replies = reply::replies(&index, &design.outputs.reply, lang);
        let rows_per_sheet = ROWS_PER_SHEET;
        Reports { index, summary, classes, replies, design, lang, rows_per_sheet, export: None }
    }

    /// The same with less rows of data on a sheet than Excel takes.
    #[must_use]
    pub fn with_rows_per_sheet(mut self, rows: usize) -> Self {
        self.rows_per_sheet = rows.clamp(1, ROWS_PER_SHEET);
        self
    }

    /// The same with tables in a format besides.
    #[must_use]
    pub fn with_export(mut self, export: Option<Export>) -> Self {
        self.export = export;
        self
    }

    /// The files, the dearest first, so that threads end together.
    pub fn plan(&self) -> Vec<Planned> {
        let mut taken = BTreeSet::new();
        let mut plan = vec![
            (format!("TongHop_{}.xlsx", self.index.outcome.period()), Content::Officer),
            ("data/records.jsonl".to_owned(), Content::Records),
        ];
        let tables = self.export.iter().flat_map(|export| export.files());
        plan.extend(tables.map(|(path, table)| (path.to_owned(), Content::Export(table))));
        plan.extend(self.classes.iter().enumerate().map(|(number, class)| {
            (format!("Danh sach lop {}.xlsx", file_stem(class.code)), Content::Class(number))
        }));
        if !self.classes.is_empty() {
            plan.push(("Tong hop cac lop.xlsx".to_owned(), Content::Cover));
        }
        plan.extend(self.replies.iter().enumerate().map(|(number, reply)| {
            (format!("PhanHoi/{}.xlsx", reply.file_stem()), Content::Reply(number))
        }));
        plan.push(("data/findings.jsonl".to_owned(), Content::Findings));
        plan.push(("data/run.json".to_owned(), Content::Run));
        plan.into_iter()
            .map(|(path, content)| Planned { path: untaken(path, &mut taken), content })
            .collect()
    }

    /// What the files are made from.
    pub fn outcome(&self) -> &'a Outcome {
        self.index.outcome
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The code of the unit that a file is for.
    pub fn addressee(&self, planned: &Planned) -> Option<&'a str> {
        match planned.content {
            Content::Reply(number) => self.replies.get(number)?.unit,
            _ => None,
        }
    }

    /// Writes a file of the plan.
    ///
    /// # Errors
    /// Those of the workbook and of `out`.
    pub fn write(&self, planned: &Planned, out: &mut dyn Sink) -> Result<()> {
        let Reports { index, summary, classes, replies, design, lang, rows_per_sheet, .. } = self;
        let outputs = design.outputs;
        match planned.content {
            Content::Officer => {
                officer::write(index, summary, replies.len(), *rows_per_sheet, *lang, out)?
            }
            Content::Class(number) => {
                if let Some(class) = classes.get(number) {
                    school::write_class(index, outputs, class, *lang, out)?;
                }
            }
            Content::Cover => school::write_cover(index, outputs, classes, *lang, out)?,
            Content::Reply(number) => {
                if let Some(reply) = replies.get(number) {
                    reply::write_reply(index, *design, reply, *lang, out)?;
                }
            }
            Content::Records => json::write_records(index, out)?,
            Content::Findings => json::write_findings(index, *lang, out)?,
            Content::Run => json::write_run(index, *lang, out)?,
            Content::Export(table) => export::write(index, table, *lang, out)?,
        }
        Ok(out.flush()?)
    }
}

/// Two names that differ only by case are one file on Windows: the second gets a number.
fn untaken(path: String, taken: &mut BTreeSet<String>) -> String {
    let mut free = path.clone();
    let mut number = 2;
    while !taken.insert(free.to_lowercase()) {
        let (stem, ending) = path.rsplit_once('.').unwrap_or((&path, ""));
        free = format!("{stem} ({number}).{ending}");
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::untaken;

    #[test]
    fn names_that_differ_by_case_only_are_kept_apart() {
        let mut taken = BTreeSet::new();
        let mut name = |path: &str| untaken(path.to_owned(), &mut taken);
        assert_eq!(name("a/TC.xlsx"), "a/TC.xlsx");
        assert_eq!(name("a/tc.xlsx"), "a/tc (2).xlsx");
        assert_eq!(name("a/Tc.xlsx"), "a/Tc (3).xlsx");
    }
}
