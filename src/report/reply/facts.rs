//! Who gets a reply, and what it says.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::outputs::Letter;
use crate::finding::{Finding, Severity};
use crate::i18n::Lang;
use crate::model::judgement::Status;
use crate::model::role::FieldKey;
use crate::model::submission::Submission;
use crate::report::book::names::file_stem;
use crate::report::index::{Index, Row};
use crate::report::repairs::{Doubt, doubt};
use crate::report::summary::Tally;
use crate::text;

/// What a unit is told.
#[derive(Clone, Debug)]
pub struct Reply<'a> {
    /// `None` when the sender is unknown; the officer then sends it to whom it may concern.
    pub unit: Option<&'a str>,
    /// The unit's name, else the file's.
    pub name: String,
    /// Indices of the unit's submissions, those that count not.
    pub forms: Vec<usize>,
    /// The rows that count, as the unit had them.
    pub rows: Vec<Row<'a>>,
    /// Findings about the forms as a whole.
    pub about_forms: Vec<&'a Finding>,
    /// Findings about each row, as in `rows`.
    pub about_rows: Vec<Vec<&'a Finding>>,
    /// Values that were read otherwise than written: index into `rows`, field, and how
    /// much the reading should be looked at.
    pub repaired: Vec<(usize, FieldKey, Doubt)>,
    pub tally: Tally,
}

impl Reply<'_> {
    /// The name of the reply's file, without its ending: the code, by which the
    /// program knows the sender again, and the name, by which people do.
    pub fn file_stem(&self) -> String {
        match self.unit {
            Some(code) if code == self.name => file_stem(code),
            Some(code) => file_stem(&format!("{code} {}", self.name)),
            None => file_stem(&self.name),
        }
    }

    /// Is there anything to mend, and not only to know?
    pub fn is_to_mend(&self) -> bool {
        let grave = |finding: &&Finding| finding.severity >= Severity::Warning;
        self.about_forms.iter().any(grave) || self.about_rows.iter().flatten().any(grave)
    }

    fn says_something(&self) -> bool {
        // A file of nobody known that holds no list: there is nobody to write to.
        if self.unit.is_none() && self.rows.is_empty() {
            return false;
        }
        let rows = self.about_rows.iter().any(|findings| !findings.is_empty());
        let doubts = self.repaired.iter().any(|(.., doubt)| *doubt == Doubt::Real);
        rows || doubts || !self.about_forms.is_empty()
    }
}

/// The replies that go out, by unit code; those without a known sender come last.
pub fn replies<'a>(index: &Index<'a>, letter: &Letter, lang: Lang) -> Vec<Reply<'a>> {
    let mut senders: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (number, form) in index.outcome.batch.submissions.iter().enumerate() {
        let key = match form.sender.unit.as_deref() {
            Some(unit) => (false, unit),
            None => (true, &*form.source.path),
        };
        senders.entry(key).or_default().push(number);
    }
    let by_file = findings_by_file(index);
    senders
        .into_iter()
        .map(|((unknown, key), forms)| {
            let unit = (!unknown).then_some(key);
            reply(index, letter, unit, key, forms, &by_file, lang)
        })
        .filter(Reply::says_something)
        .collect()
}

/// Findings about files and units as a whole.
fn findings_by_file<'a>(index: &Index<'a>) -> BTreeMap<&'a str, Vec<&'a Finding>> {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let whole = index.outcome.findings.iter().filter(|finding| finding.record.is_none());
    for finding in whole {
        // A finding without a file is about the unit: it is kept under its code.
        let key = match &*finding.at.file {
            "" => finding.unit.as_deref().unwrap_or(""),
            file => file,
        };
        by_file.entry(key).or_default().push(finding);
    }
    by_file
}

fn reply<'a>(
    index: &Index<'a>,
    letter: &Letter,
    unit: Option<&'a str>,
    key: &'a str,
    forms: Vec<usize>,
    by_file: &BTreeMap<&'a str, Vec<&'a Finding>>,
    lang: Lang,
) -> Reply<'a> {
    let outcome = index.outcome;
    let loud = |finding: &&Finding| !letter.quiet.iter().any(|code| code == finding.code);
    let submissions: Vec<&Submission> =
        forms.iter().filter_map(|at| outcome.batch.submissions.get(*at)).collect();
    let keys: BTreeSet<&str> =
        submissions.iter().map(|form| &*form.source.path).chain(unit).collect();
    let about_forms = keys.iter().filter_map(|key| by_file.get(key)).flatten();
    let about_forms = about_forms.copied().filter(loud).collect();
    let rows: Vec<Row> = forms.iter().flat_map(|form| index.rows_that_count(*form)).collect();
    let about_rows = rows.iter().map(|row| index.findings(row.at).filter(loud).collect()).collect();
    let repaired = rows.iter().enumerate().flat_map(|(number, row)| {
        let fields = FieldKey::ALL.into_iter();
        let doubts = fields.map(|field| (field, doubt(row.record, field)));
        doubts.filter(|(_, doubt)| *doubt > Doubt::None).map(move |(field, d)| (number, field, d))
    });
    let repaired = repaired.collect();
    let count = |status| rows.iter().filter(|row| row.judgement.status == status).count();
    let tally = Tally {
        accepted: count(Status::Accepted),
        review: count(Status::Review),
        rejected: count(Status::Rejected),
    };
    let name = match unit {
        Some(code) => outcome.batch.lists.unit_name(code).to_owned(),
        None => {
            let file = key.rsplit('/').next().unwrap_or(key);
            let file = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            let name = text!(vi: "Đơn vị gửi tệp {file}", en: "Sender of {file}");
            name.in_lang(lang).to_owned()
        }
    };
    Reply { unit, name, forms, rows, about_forms, about_rows, repaired, tally }
}
