//! What a row takes over from where it stands: the section above it, the name
//! of the sheet, the title.

use std::collections::BTreeMap;

use super::memo::Memo;
use crate::layout::table::{Section, Table};
use crate::model::place::Position;
use crate::model::record::{CourseCode, Field, Origin};
use crate::model::value::StudyMode;
use crate::normalise::course::CourseIndex;
use crate::normalise::position::is_workplace_name;

/// A value with its words and where they stand.
pub type Taken<T> = Option<Field<T>>;

/// What holds for the rows of a section, or of a whole table.
#[derive(Clone, Debug, Default)]
pub struct Inherited {
    pub course: Taken<CourseCode>,
    pub mode: Taken<StudyMode>,
    /// The unit that a section names.
    pub unit: Option<(Position, String)>,
    /// Texts that name a class and leave open which, the nearest first: the row's mode may settle them.
    open: Vec<(String, Option<Position>, Origin)>,
}

impl Inherited {
    /// What title and sheet name say for the whole table. The sheet's name is
    /// nearer to the rows, but the title is meant for reading: it only counts
    /// after the name.
    pub fn of_table(
        table: &Table,
        sheet: &str,
        courses: Option<&CourseIndex>,
        memo: &Memo,
    ) -> Self {
        let mut inherited = Inherited::default();
        inherited.take(sheet, None, Origin::SheetName, courses, memo);
        for (at, line) in &table.title {
            inherited.take(line, Some(*at), Origin::Title, courses, memo);
        }
        for line in &table.title_elsewhere {
            inherited.take(line, None, Origin::Title, courses, memo);
        }
        inherited
    }

    /// The class, where the study mode settles what the words leave open.
    pub fn course_of_mode(
        &self,
        mode: Option<StudyMode>,
        courses: Option<&CourseIndex>,
        memo: &Memo,
    ) -> Taken<CourseCode> {
        let (mode, courses) = (mode?, courses?);
        self.open.iter().find_map(|(text, at, origin)| {
            let code = memo.course_inside(courses, text, Some(mode))?;
            Some(taken(code, text, *at, *origin))
        })
    }

    /// Takes what a text says where nothing nearer has said it.
    fn take(
        &mut self,
        text: &str,
        at: Option<Position>,
        origin: Origin,
        courses: Option<&CourseIndex>,
        memo: &Memo,
    ) {
        let mode = memo.mode_inside(text);
        if self.mode.is_none() {
            self.mode = mode.map(|mode| taken(mode, text, at, origin));
        }
        if self.course.is_none() {
            let course = courses.and_then(|courses| memo.course_inside(courses, text, mode));
            self.course = course.map(|course| taken(course, text, at, origin));
            let leaves_open = |courses| memo.leaves_open(courses, text);
            if self.course.is_none() && courses.is_some_and(leaves_open) {
                self.open.push((text.to_owned(), at, origin));
            }
        }
    }
}

fn taken<T>(value: T, text: &str, at: Option<Position>, origin: Origin) -> Field<T> {
    Field { value: Some(value), raw: Some(text.into()), at, origin, ..Field::default() }
}

/// The sections of a table, followed from row to row.
pub struct Sections<'a> {
    sections: &'a [Section],
    next: usize,
    /// By depth, what the open sections say.
    open: BTreeMap<u8, Inherited>,
    table: Inherited,
    courses: Option<&'a CourseIndex>,
    memo: &'a Memo,
}

impl<'a> Sections<'a> {
    pub fn new(
        table: &'a Table,
        sheet: &str,
        courses: Option<&'a CourseIndex>,
        memo: &'a Memo,
    ) -> Self {
        Sections {
            sections: &table.sections,
            next: 0,
            open: BTreeMap::new(),
            table: Inherited::of_table(table, sheet, courses, memo),
            courses,
            memo,
        }
    }

    /// Opens the sections above a row; true when one began since the row before.
    pub fn advance(&mut self, row: u32) -> bool {
        let mut began = false;
        while let Some(section) =
            self.sections.get(self.next).filter(|section| section.at.row < row)
        {
            self.open.retain(|depth, _| *depth < section.depth);
            self.open.insert(section.depth, self.read(section));
            self.next += 1;
            began = true;
        }
        began
    }

    fn read(&self, section: &Section) -> Inherited {
        let text = without_count(&section.text);
        let mut inherited = Inherited::default();
        inherited.take(text, Some(section.at), Origin::Section, self.courses, self.memo);
        if inherited.course.is_none() && is_workplace_name(text) {
            inherited.unit = Some((section.at, text.to_owned()));
        }
        inherited
    }

    /// What holds here: the innermost section first, the table last.
    pub fn here(&self) -> Inherited {
        let mut here = Inherited::default();
        for part in self.open.values().rev().chain([&self.table]) {
            here.course = here.course.or_else(|| part.course.clone());
            here.mode = here.mode.or_else(|| part.mode.clone());
            here.unit = here.unit.or_else(|| part.unit.clone());
            if here.course.is_none() {
                here.open.extend(part.open.iter().cloned());
            }
        }
        here
    }
}

/// `Chi bộ Sở Nội vụ (05 đ/c)` → `Chi bộ Sở Nội vụ`.
fn without_count(text: &str) -> &str {
    let cut = text.rfind('(').filter(|at| {
        text.get(*at..).is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
            && crate::normalise::counts::read(text.get(*at..).unwrap_or_default()).is_some()
    });
    let bare = cut.and_then(|at| text.get(..at)).unwrap_or(text);
    let bare = bare.trim().trim_end_matches([':', '-', '–', '.', ' ']);
    // "Chi bộ Sở Nội vụ: 05 đ/c"
    match bare.rsplit_once(':') {
        Some((name, count)) if crate::normalise::counts::read(count).is_some() => name.trim_end(),
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::without_count;

    #[test]
    fn counts_behind_a_section_s_name_are_left_out() {
        for text in [
            "Chi bộ Sở Nội vụ (05 đ/c)",
            "Chi bộ Sở Nội vụ: 05 đồng chí",
            "Chi bộ Sở Nội vụ:",
            "Chi bộ Sở Nội vụ",
        ] {
            assert_eq!(without_count(text), "Chi bộ Sở Nội vụ");
        }
        assert_eq!(without_count("Lớp TC-K45 (2026-2027)"), "Lớp TC-K45 (2026-2027)");
    }
}
