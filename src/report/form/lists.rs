//! The words of drop-down lists: short ones stand in the check itself, long ones on a
//! sheet of their own with a name for each range.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_xlsxwriter::Workbook;

use crate::config::outputs::choices::ethnic_groups;
use crate::config::templates::Kind;
use crate::i18n::Lang;
use crate::label;
use crate::model::reference::ReferenceLists;
use crate::model::value::{Education, Rating, Sex, StudyMode, TheoryLevel};
use crate::report::book::brush::Brush;
use crate::report::book::names::sheet_name;
use crate::report::book::style::paper;
use crate::report::error::Result;

/// Excel's limit for words that stand in a check, with a comma between them.
const INLINE: usize = 255;

/// Where a column's words are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    Inline(Vec<String>),
    /// Name of the range.
    Named(String),
}

/// A word of a list, and what stands beside it.
type Word = (String, String);

/// The lists of a workbook.
#[derive(Debug)]
pub struct Lists {
    sheet: String,
    /// Words by kind; with what stands beside each of them.
    words: BTreeMap<&'static str, (Kind, Vec<Word>)>,
}

impl Lists {
    pub fn new(reference: &ReferenceLists, lang: Lang) -> Self {
        let plain = |words: Vec<&str>| {
            words.into_iter().map(|word| (word.to_owned(), String::new())).collect::<Vec<_>>()
        };
        let courses = reference.courses.iter().flatten();
        let courses = courses.map(|(code, course)| (code.to_string(), course.name.clone()));
        let words = BTreeMap::from([
            (
                "ChonGioiTinh",
                (Kind::Sex, plain(labels([Sex::Male, Sex::Female], Sex::label, lang))),
            ),
            ("ChonDanToc", (Kind::Ethnicity, plain(ethnic_groups().to_vec()))),
            ("ChonTrinhDo", (Kind::Education, plain(labels(EDUCATION, Education::label, lang)))),
            ("ChonLLCT", (Kind::Theory, plain(labels(THEORY, TheoryLevel::label, lang)))),
            ("ChonXepLoai", (Kind::Rating, plain(labels(RATINGS, Rating::label, lang)))),
            ("ChonHinhThuc", (Kind::Mode, plain(labels(MODES, StudyMode::label, lang)))),
            ("ChonLop", (Kind::Course, courses.collect())),
        ]);
        let sheet = label!(vi: "Danh mục", en: "Lists").pick(lang);
        Lists { sheet: sheet_name(sheet), words }
    }

    /// The words that a column of this kind offers; `None` when it is free.
    pub fn choices(&self, kind: Kind) -> Option<Choices> {
        let (name, (_, words)) = self.words.iter().find(|(_, (k, _))| *k == kind)?;
        if words.is_empty() {
            return None;
        }
        let length: usize = words.iter().map(|(word, _)| word.encode_utf16().count() + 1).sum();
        // A comma would split a word in two.
        if length <= INLINE && !words.iter().any(|(word, _)| word.contains(',')) {
            return Some(Choices::Inline(words.iter().map(|(word, _)| word.clone()).collect()));
        }
        Some(Choices::Named((*name).to_owned()))
    }

    /// Writes the sheet with the lists that do not fit into a check, and the classes by name.
    pub fn write(&self, book: &mut Workbook, lang: Lang) -> Result<()> {
        let long: Vec<_> = self
            .words
            .iter()
            .filter(|(_, (kind, words))| {
                let named = matches!(self.choices(*kind), Some(Choices::Named(_)));
                !words.is_empty() && (named || *kind == Kind::Course)
            })
            .collect();
        if long.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet();
        sheet.set_name(&self.sheet)?;
        let (head, body) = (Arc::new(paper(12.0).set_bold()), Arc::new(paper(12.0)));
        let mut brush = Brush::later();
        let mut names = Vec::new();
        let mut column = 0_u16;
        for (name, (kind, words)) in long {
            brush.text(sheet, (0, column), heading(*kind, lang), &head)?;
            sheet.set_column_width(column, 16)?.set_column_width(column + 1, 46)?;
            for (row, (word, beside)) in (1_u32..).zip(words) {
                brush.text(sheet, (row, column), word, &body)?;
                if !beside.is_empty() {
                    brush.text(sheet, (row, column + 1), beside, &body)?;
                }
            }
            let letters = crate::model::place::column_letters(column.into());
            let quoted = self.sheet.replace('\'', "''");
            let last = words.len() + 1;
            names.push((*name, format!("='{quoted}'!${letters}$2:${letters}${last}")));
            column += 2;
        }
        brush.finish(sheet)?;
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
        for (name, range) in names {
            book.define_name(name, &range)?;
        }
        Ok(())
    }
}

const EDUCATION: [Education; 8] = [
    Education::Doctor,
    Education::Master,
    Education::University,
    Education::College,
    Education::Vocational,
    Education::HighSchool,
    Education::LowerSecondary,
    Education::Primary,
];
const THEORY: [TheoryLevel; 5] = [
    TheoryLevel::None,
    TheoryLevel::Elementary,
    TheoryLevel::Intermediate,
    TheoryLevel::Advanced,
    TheoryLevel::Bachelor,
];
const RATINGS: [Rating; 4] = [Rating::Excellent, Rating::Good, Rating::Done, Rating::Failed];
const MODES: [StudyMode; 2] = [StudyMode::FullTime, StudyMode::PartTime];

fn labels<T: Copy, const N: usize>(
    values: [T; N],
    label: fn(T) -> crate::i18n::Label,
    lang: Lang,
) -> Vec<&'static str> {
    values.into_iter().map(|value| label(value).pick(lang)).collect()
}

fn heading(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Course => label!(vi: "Mã lớp và tên lớp", en: "Classes: code and name"),
        Kind::Ethnicity => label!(vi: "Dân tộc", en: "Ethnic groups"),
        Kind::Education => label!(vi: "Trình độ chuyên môn", en: "Education"),
        Kind::Theory => label!(vi: "Trình độ lý luận chính trị", en: "Political theory"),
        Kind::Rating => label!(vi: "Mức xếp loại", en: "Ratings"),
        _ => label!(vi: "Danh mục", en: "Words"),
    }
    .pick(lang)
}
