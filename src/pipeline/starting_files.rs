//! Files to start from: blank lists and blank forms.

use rayon::prelude::*;

use super::knowledge::Knowledge;
use super::made::made;
use crate::config::{Outputs, Settings, Templates};
use crate::i18n::Lang;
use crate::model::cycle::{YearFolder, YearPart};
use crate::model::period::Period;
use crate::model::reference::ReferenceLists;
use crate::normalise::kind::kinds;
use crate::report::Design;
use crate::report::book::names::file_stem;
use crate::report::form::{BlankForm, write_blank, write_blank_list, write_blank_need};
use crate::text;
use crate::workspace::{OutputFile, RunError, Workspace};

/// The lists that a workspace starts with.
const LISTS: [&str; 6] = ["units", "courses", "roster", "completed", "planned", "quotas"];

/// Blank reference lists and a blank form that any unit can use, for a new workspace.
///
/// # Errors
/// [`RunError::Build`] when a workbook cannot be made.
pub fn starting_files(lang: Lang) -> Result<Vec<OutputFile>, RunError> {
    let (templates, outputs) = (Templates::built_in(), Outputs::built_in());
    let mut files = Vec::new();
    for list in LISTS {
        let Some(template) = templates.form(list) else { continue };
        let bytes = made(|out| write_blank_list(template, lang, out))?;
        files.push(OutputFile { path: format!("reference/{list}.xlsx"), bytes });
    }
    let form = BlankForm {
        design: Design { outputs, templates },
        settings: &Settings::default(),
        lists: &ReferenceLists::default(),
        unit: None,
        period: this_month(),
        lang,
    };
    let bytes = made(|out| write_blank(&form, out))?;
    files.push(OutputFile { path: "BieuMau.xlsx".to_owned(), bytes });
    Ok(files)
}

/// Blank forms of one unit or of every unit of the list, members filled in.
///
/// # Errors
/// [`RunError::Usage`] when there is no such unit or no list of units.
pub fn blank_forms(
    workspace: &Workspace,
    unit: Option<&str>,
    period: Option<Period>,
    lang: Option<Lang>,
) -> Result<Vec<OutputFile>, RunError> {
    let next = workspace.periods()?.last().map_or_else(this_month, |newest| newest.next());
    let period = period.unwrap_or(next);
    let write = |form: &BlankForm| made(|out| write_blank(form, out));
    for_units(workspace, unit, period, lang, &period.to_string(), write)
}

/// Blank forms of a year's needs, of one unit or of every unit of the list.
///
/// # Errors
/// [`RunError::Usage`] when there is no such unit or no list of units.
pub fn blank_needs(
    workspace: &Workspace,
    unit: Option<&str>,
    year: i32,
    lang: Option<Lang>,
) -> Result<Vec<OutputFile>, RunError> {
    let mut list: Vec<_> = kinds().list.values().collect();
    list.sort_by_key(|kind| kinds().rank(&kind.code));
    let names: Vec<&str> = list.into_iter().map(|kind| kind.name.as_str()).collect();
    let folder = YearFolder { year, part: YearPart::Plan };
    let write = |form: &BlankForm| made(|out| write_blank_need(form, &names, out));
    for_units(workspace, unit, Period { year, month: 1 }, lang, &folder.to_string(), write)
}

/// A file for one unit or for every unit of the list; its name begins with `name`.
fn for_units(
    workspace: &Workspace,
    unit: Option<&str>,
    period: Period,
    lang: Option<Lang>,
    name: &str,
    write: impl Fn(&BlankForm) -> Result<Vec<u8>, RunError> + Sync,
) -> Result<Vec<OutputFile>, RunError> {
    let known = Knowledge::load(Some(workspace), period, None)?;
    let lists = known.lists();
    let units = lists.units.iter().flatten().filter(|(code, known)| {
        unit.map_or(known.is_valid_in(period), |asked| asked.eq_ignore_ascii_case(code))
    });
    let units: Vec<_> = units.collect();
    if units.is_empty() {
        let asked = unit.unwrap_or("*");
        return Err(RunError::Usage(text!(
            vi: "không có đơn vị “{asked}” trong danh mục reference/units",
            en: "there is no unit “{asked}” in the list reference/units",
        )));
    }
    let lang = lang.unwrap_or(known.settings.language);
    let forms = units.par_iter().map(|(code, unit)| {
        let form = BlankForm {
            design: Design { outputs: &known.outputs, templates: &known.templates },
            settings: &known.settings,
            lists,
            unit: Some(code),
            period,
            lang,
        };
        let stem = file_stem(&format!("{name} {}", unit.name));
        Ok(OutputFile { path: format!("{stem}.xlsx"), bytes: write(&form)? })
    });
    forms.collect()
}

/// A form is for the month that it is asked for in, when no inbox says otherwise.
fn this_month() -> Period {
    Period::of(chrono::Local::now().date_naive())
}
