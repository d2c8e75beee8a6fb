//! The officer's lists, read through intake, layout and normalise like any form:
//! headers anywhere, worded anyhow, columns in any order.
//!
//! An absent list is absent, not empty. A list that cannot be read is a
//! [`ListProblem`], never silently absent.

mod courses;
mod kind;
pub mod needs;
mod people;
pub mod proposals;
mod quotas;
pub mod rows;
pub mod school;
mod units;

use std::sync::Arc;

use crate::config::templates::Templates;
use crate::i18n::Text;
use crate::intake::{self, Access};
use crate::layout::sender::UnitIndex;
use crate::layout::table::FormLayout;
use crate::layout::{Hints, understand};
use crate::model::period::Period;
use crate::model::reference::ReferenceLists;
use crate::model::submission::SourceFile;
use crate::model::workbook::Workbook;
use crate::normalise::course::CourseIndex;
use crate::text;

pub use kind::ListKind;

/// A file of the reference folder.
pub struct ListFile {
    pub source: SourceFile,
    /// Its bytes, or why they cannot be had.
    pub content: Result<Vec<u8>, Text>,
}

/// A list that could not be used, as a sentence about its file.
#[derive(Clone, Debug, PartialEq)]
pub struct ListProblem {
    pub file: Arc<str>,
    pub why: Text,
}

/// What the folder of lists holds.
#[derive(Default)]
pub struct Reference {
    pub lists: ReferenceLists,
    pub units: UnitIndex,
    pub courses: CourseIndex,
    pub problems: Vec<ListProblem>,
}

/// Reads the lists; `period` settles two-digit years.
pub fn read(
    files: &[ListFile],
    templates: &Templates,
    access: Access,
    period: Period,
) -> Reference {
    let mut reference = Reference::default();
    let mut ordered: Vec<(Option<ListKind>, &ListFile)> =
        files.iter().map(|file| (ListKind::of_name(&file.source.path), file)).collect();
    ordered.sort_by_key(|(kind, file)| (kind.is_none(), *kind, file.source.path.clone()));
    for (kind, file) in ordered {
        let path = &file.source.path;
        reference.lists.digests.insert(path.clone(), file.source.sha256.clone());
        let problem = match kind {
            None => Some(unknown_list()),
            Some(kind) => reference.add(kind, file, templates, access, period).err(),
        };
        reference.problems.extend(problem.map(|why| ListProblem { file: path.clone(), why }));
    }
    reference
}

impl Reference {
    fn add(
        &mut self,
        kind: ListKind,
        file: &ListFile,
        templates: &Templates,
        access: Access,
        period: Period,
    ) -> Result<(), Text> {
        let bytes = file.content.as_ref().map_err(Text::clone)?;
        let reading = intake::read_with(bytes, &file.source.path, access);
        let mut workbook = reading.map_err(|unread| unread.text())?.workbook;
        intake::legacy::decode_workbook(&mut workbook);
        let names = [kind.template()];
        let hints = Hints { templates: &names, file_name: &file.source.path, ..Hints::default() };
        let layout = understand(&workbook, templates, &hints);
        let fits = |template: &str| {
            layout
                .sheets
                .iter()
                .flat_map(|sheet| &sheet.tables)
                .any(|table| &*table.template == template)
        };
        if !fits(kind.template()) {
            return Err(no_table());
        }
        self.fill(kind, file, &workbook, &layout, period);
        Ok(())
    }

    fn fill(
        &mut self,
        kind: ListKind,
        file: &ListFile,
        workbook: &Workbook,
        layout: &FormLayout,
        period: Period,
    ) {
        let rows = rows::rows(workbook, layout, kind.template());
        let lists = &mut self.lists;
        match kind {
            ListKind::Units => {
                let units = lists.units.get_or_insert_default();
                units.extend(units::units(&rows));
                self.units = UnitIndex::new(units);
            }
            ListKind::Courses => {
                let courses = lists.courses.get_or_insert_default();
                courses.extend(courses::courses(&rows));
                self.courses = CourseIndex::new(courses, Some(period.first_day()));
            }
            ListKind::Quotas => {
                let find = |words: &str| self.courses.read(words, None).value;
                let quotas = quotas::quotas(&file.source.path, &rows, &self.units, &find);
                lists.quotas.get_or_insert_default().extend(quotas);
            }
            ListKind::Roster | ListKind::Planned => {
                let people = people::members(file, workbook, layout, &self.units, period);
                let list =
                    if kind == ListKind::Roster { &mut lists.roster } else { &mut lists.planned };
                list.get_or_insert_default().extend(people);
            }
            ListKind::Completed => {
                let people = people::completed(file, workbook, layout, &self.units, period);
                lists.completed.get_or_insert_default().extend(people);
            }
        }
    }
}

fn unknown_list() -> Text {
    text!(
        vi: "không biết đây là danh sách gì; đặt tên tệp là units, courses, roster, completed, planned hoặc quotas",
        en: "it is not known which list this is; name the file units, courses, roster, completed, planned or quotas",
    )
}

fn no_table() -> Text {
    text!(
        vi: "không thấy bảng nào có các cột của danh sách này; xem chương trình hiểu gì bằng lệnh inspect",
        en: "no table with the columns of this list was found; see what was understood with the inspect command",
    )
}
