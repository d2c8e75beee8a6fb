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
use crate::model::reference::{Completed, Member, ReferenceLists};
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

/// Lists of things: what forms are read by.
#[derive(Default)]
pub struct Reference {
    /// Without the lists of people.
    pub lists: ReferenceLists,
    pub units: UnitIndex,
    pub courses: CourseIndex,
    pub problems: Vec<ListProblem>,
}

/// Lists of people: what forms are compared with.
#[derive(Default)]
pub struct People {
    pub roster: Option<Vec<Member>>,
    pub completed: Option<Vec<Completed>>,
    pub planned: Option<Vec<Member>>,
    pub problems: Vec<ListProblem>,
}

/// What lists are read with.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub templates: &'a Templates,
    pub access: Access<'a>,
    /// Settles two-digit years.
    pub period: Period,
}

/// A list's cells and how they were understood.
struct Understood {
    workbook: Workbook,
    layout: FormLayout,
}

/// Reads the lists of things, which take no time; the others are left to [`people`].
pub fn read(files: &[ListFile], scene: Scene) -> Reference {
    let mut reference = Reference::default();
    for file in files {
        let (path, sha256) = (&file.source.path, &file.source.sha256);
        reference.lists.digests.insert(path.clone(), sha256.clone());
    }
    for (kind, file) in in_order(files) {
        let problem = match kind {
            None => Some(unknown_list()),
            Some(kind) if kind.is_of_people() => None,
            Some(kind) => reference.add(kind, file, scene).err(),
        };
        reference.problems.extend(problem.map(|why| ListProblem::new(file, why)));
    }
    reference
}

/// Reads the lists of people, by far the longest ones.
pub fn people(files: &[ListFile], units: &UnitIndex, scene: Scene) -> People {
    let mut people = People::default();
    for (kind, file) in in_order(files) {
        let Some(kind) = kind.filter(|kind| kind.is_of_people()) else { continue };
        let problem = people.add(kind, file, units, scene).err();
        people.problems.extend(problem.map(|why| ListProblem::new(file, why)));
    }
    people
}

/// Lists that name units and courses come after these.
fn in_order(files: &[ListFile]) -> Vec<(Option<ListKind>, &ListFile)> {
    let mut ordered: Vec<(Option<ListKind>, &ListFile)> =
        files.iter().map(|file| (ListKind::of_name(&file.source.path), file)).collect();
    ordered.sort_by_key(|(kind, file)| (kind.is_none(), *kind, file.source.path.clone()));
    ordered
}

impl ListProblem {
    fn new(file: &ListFile, why: Text) -> Self {
        ListProblem { file: file.source.path.clone(), why }
    }
}

impl ListFile {
    fn understand(&self, kind: ListKind, scene: Scene) -> Result<Understood, Text> {
        let bytes = self.content.as_ref().map_err(Text::clone)?;
        let reading = intake::read_with(bytes, &self.source.path, scene.access);
        let mut workbook = reading.map_err(|unread| unread.text())?.workbook;
        intake::legacy::decode_workbook(&mut workbook);
        let names = [kind.template()];
        let hints = Hints { templates: &names, file_name: &self.source.path, ..Hints::default() };
        let layout = understand(&workbook, scene.templates, &hints);
        let mut tables = layout.sheets.iter().flat_map(|sheet| &sheet.tables);
        if !tables.any(|table| &*table.template == kind.template()) {
            return Err(no_table());
        }
        Ok(Understood { workbook, layout })
    }
}

impl Reference {
    fn add(&mut self, kind: ListKind, file: &ListFile, scene: Scene) -> Result<(), Text> {
        let Understood { workbook, layout } = file.understand(kind, scene)?;
        let rows = rows::rows(&workbook, &layout, kind.template());
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
                self.courses = CourseIndex::new(courses, Some(scene.period.first_day()));
            }
            ListKind::Quotas => {
                let find = |words: &str| self.courses.read(words, None).value;
                let quotas = quotas::quotas(&file.source.path, &rows, &self.units, &find);
                lists.quotas.get_or_insert_default().extend(quotas);
            }
            ListKind::Roster | ListKind::Planned | ListKind::Completed => {}
        }
        Ok(())
    }
}

impl People {
    fn add(
        &mut self,
        kind: ListKind,
        file: &ListFile,
        units: &UnitIndex,
        scene: Scene,
    ) -> Result<(), Text> {
        let Understood { workbook, layout } = file.understand(kind, scene)?;
        let members = || people::members(file, &workbook, &layout, units, scene.period);
        match kind {
            ListKind::Roster => self.roster.get_or_insert_default().extend(members()),
            ListKind::Planned => self.planned.get_or_insert_default().extend(members()),
            ListKind::Completed => {
                let people = people::completed(&workbook, &layout, members());
                self.completed.get_or_insert_default().extend(people);
            }
            ListKind::Units | ListKind::Courses | ListKind::Quotas => {}
        }
        Ok(())
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
