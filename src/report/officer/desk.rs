//! What all sheets of the officer's workbook share: the outcome, the language, and
//! where each row comes to stand, so that sheets can point at each other.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::pages::Page;
use crate::finding::{Finding, Severity};
use crate::i18n::Lang;
use crate::label;
use crate::model::batch::RecordAt;
use crate::model::judgement::Status;
use crate::model::period::Period;
use crate::model::record::Record;
use crate::report::book::list::{Cell, Value, place_of};
use crate::report::book::names::link_to;
use crate::report::book::style::{Styles, Tone};
use crate::report::index::{Index, Row};
use crate::report::summary::Summary;
use crate::text::collate::{SortKey, text_key};

#[derive(Debug)]
pub struct Desk<'a> {
    pub index: &'a Index<'a>,
    pub summary: &'a Summary<'a>,
    pub lang: Lang,
    pub styles: Styles,
    /// How many replies go out.
    pub replies: usize,
    /// How many rows of data a sheet takes.
    pub rows_per_sheet: usize,
    /// Rows in the order of the consolidated list.
    pub people: Vec<RecordAt>,
    /// Rows in the order of the review sheet.
    pub review: Vec<RecordAt>,
    people_at: FxHashMap<RecordAt, usize>,
    review_at: FxHashMap<RecordAt, usize>,
}

impl<'a> Desk<'a> {
    pub fn new(
        index: &'a Index<'a>,
        summary: &'a Summary<'a>,
        replies: usize,
        rows_per_sheet: usize,
        lang: Lang,
    ) -> Self {
        let people = people_order(index);
        let review = review_order(index);
        let places = |rows: &[RecordAt]| rows.iter().enumerate().map(|(n, at)| (*at, n)).collect();
        let (people_at, review_at) = (places(&people), places(&review));
        let styles = Styles::default();
        Desk {
            index,
            summary,
            lang,
            styles,
            replies,
            rows_per_sheet,
            people,
            review,
            people_at,
            review_at,
        }
    }

    pub fn period(&self) -> Period {
        self.index.outcome.period()
    }

    /// The unit's name; its code where no list names it; empty when the sender is unknown.
    pub fn unit(&self, record: &'a Record) -> &'a str {
        let lists = &self.index.outcome.batch.lists;
        record.unit.as_deref().map_or("", |code| lists.unit_name(code))
    }

    /// A key that puts names in Vietnamese order.
    pub fn order(&self, name: &str) -> SortKey {
        text_key(name)
    }

    /// A link to the row in the consolidated list.
    pub fn to_people(&self, at: RecordAt) -> Cell<'a> {
        let words = label!(vi: "Dòng", en: "Row");
        self.link(Page::People, self.people_at.get(&at), words.pick(self.lang))
    }

    /// A link to the row's case on the review sheet; empty when it has none.
    pub fn to_review(&self, at: RecordAt) -> Cell<'a> {
        let words = label!(vi: "Xem", en: "See");
        self.link(Page::Review, self.review_at.get(&at), words.pick(self.lang))
    }

    fn link(&self, page: Page, number: Option<&usize>, words: &'static str) -> Cell<'a> {
        let Some(number) = number else { return Cell::empty() };
        let (sheet, row) = place_of(page.sheet(self.lang), *number, self.rows_per_sheet);
        Value::Link(link_to(&sheet, row, 0), words.into()).into()
    }

    pub fn status(&self, status: Status) -> Cell<'static> {
        Cell::text(status.words().pick(self.lang)).toned(status.into())
    }

    pub fn severity(&self, severity: Severity) -> Cell<'static> {
        let tone = match severity {
            Severity::Info => Tone::Quiet,
            Severity::Warning => Tone::Doubt,
            Severity::Error => Tone::Bad,
        };
        Cell::text(severity_words(severity, self.lang)).toned(tone)
    }

    /// File, sheet and row of a record: three cells for the right end of a list.
    pub fn place(&self, record: &'a Record) -> [Cell<'a>; 3] {
        let place = &record.place;
        [
            Cell::text(&*place.file),
            Cell::maybe(place.sheet.as_deref()),
            place.row.map_or_else(Cell::empty, |row| Cell::count(row + 1)),
        ]
    }

    /// The findings that make a row doubtful, the gravest first.
    pub fn doubts(&self, at: RecordAt) -> Vec<&'a Finding> {
        let mut doubts: Vec<_> = self
            .index
            .findings(at)
            .filter(|finding| finding.severity >= Severity::Warning)
            .collect();
        doubts.sort_by_key(|finding| Reverse(finding.severity));
        doubts
    }
}

pub fn severity_words(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Info => label!(vi: "Lưu ý", en: "Info"),
        Severity::Warning => label!(vi: "Cảnh báo", en: "Warning"),
        Severity::Error => label!(vi: "Lỗi", en: "Error"),
    }
    .pick(lang)
}

/// By unit in Vietnamese order, within it as the unit has them; unknown senders last.
fn people_order(index: &Index) -> Vec<RecordAt> {
    let lists = &index.outcome.batch.lists;
    let units: BTreeSet<&str> =
        index.counting_rows().filter_map(|row| row.record.unit.as_deref()).collect();
    let mut units: Vec<&str> = units.into_iter().collect();
    units.sort_by_cached_key(|code| (text_key(lists.unit_name(code)), *code));
    let rank: FxHashMap<&str, usize> = units.into_iter().zip(0..).collect();
    let mut rows: Vec<_> = index
        .counting_rows()
        .map(|row| {
            let unit = row.record.unit.as_deref();
            (unit.and_then(|unit| rank.get(unit)).copied().unwrap_or(usize::MAX), row.at)
        })
        .collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, at)| at).collect()
}

/// Open cases before decided ones, doubtful before rejected, the rows of one person together.
fn review_order(index: &Index) -> Vec<RecordAt> {
    let cases: Vec<Row> =
        index.counting_rows().filter(|row| row.judgement.doubt().is_some()).collect();
    let mut first: FxHashMap<&str, (bool, bool, RecordAt)> = FxHashMap::default();
    for row in &cases {
        if let Some(person) = index.person(row.at) {
            let known = first.entry(&person.key).or_insert_with(|| urgency(row));
            *known = urgency(row).min(*known);
        }
    }
    let mut rows: Vec<_> = cases
        .iter()
        .map(|row| {
            let person = index.person(row.at).and_then(|person| first.get(&*person.key));
            (person.copied().unwrap_or_else(|| urgency(row)), row.at)
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, at)| at).collect()
}

fn urgency(row: &Row) -> (bool, bool, RecordAt) {
    let decision = row.judgement.doubt().and_then(|case| case.decision.as_ref());
    let decided = decision.is_some_and(|decision| decision.stands);
    (decided, row.judgement.status == Status::Rejected, row.at)
}
