//! Reads the files of a part of a year, side by side.

use rayon::prelude::*;

use crate::layout::table::FormLayout;
use crate::model::cycle::{Numbers, YearFolder};
use crate::model::period::Period;
use crate::model::submission::{Submission, Unread};
use crate::normalise::{self, kind::kinds};
use crate::pipeline::knowledge::Knowledge;
use crate::pipeline::own_form;
use crate::pipeline::period::{Content, content};
use crate::pipeline::progress::Progress;
use crate::pipeline::read::{Memory, Understood, form, read_form};
use crate::pipeline::source::source_of;
use crate::reference::needs::{self, Sender};
use crate::workspace::{FoundFile, RunError, Workspace};

/// A file that was understood.
pub struct Read {
    pub file: FoundFile,
    pub bytes: Vec<u8>,
    pub understood: Understood,
}

/// Reads a file as a form of this part of the year.
pub fn read(
    file: &FoundFile,
    folder: YearFolder,
    known: &Knowledge,
) -> Result<Read, Box<Submission>> {
    let refuse = |bytes: &[u8], unread: Unread| {
        Box::new(Submission::unread(source_of(file.name.clone(), bytes), unread))
    };
    let bytes = match content(file, known.settings.limits.file_megabytes) {
        Content::Bytes(bytes) => bytes,
        Content::Refused(unread) => return Err(refuse(&[], unread)),
    };
    match read_form(&bytes, &file.name, folder.part.templates(), known, &Memory::new()) {
        Ok(understood) => Ok(Read { file: file.clone(), bytes, understood }),
        Err(unread) => Err(refuse(&bytes, unread)),
    }
}

/// Every plan of a year: the people that it names, and its numbers.
pub fn plans(
    workspace: &Workspace,
    folder: YearFolder,
    known: &Knowledge,
    progress: &dyn Progress,
) -> Result<Vec<(Submission, Numbers)>, RunError> {
    let files = workspace.year_files(folder)?;
    let forms = files.par_iter().map(|file| {
        let form = match read(file, folder, known) {
            Ok(read) => plan(read, folder.year, known),
            Err(unread) => (*unread, Numbers::default()),
        };
        progress.step();
        form
    });
    let mut forms: Vec<_> = forms.collect();
    let roster = known.lists().roster.as_deref().unwrap_or_default();
    forms.iter_mut().for_each(|(form, _)| own_form::set_aside_members(form, roster));
    Ok(forms)
}

fn plan(read: Read, year: i32, known: &Knowledge) -> (Submission, Numbers) {
    let Read { file, bytes, mut understood } = read;
    let mut source = source_of(file.name, &bytes);
    source.format = Some(understood.workbook.format);
    let unit = understood.sender.unit.clone();
    let sender =
        Sender { file: &source.path, units: &known.reference().units, unit: unit.as_ref() };
    let numbers = needs::needs(&understood.workbook, &understood.layout, &sender);
    only_people(&mut understood.layout);
    let facts =
        normalise::Known { period: Period { year, month: 1 }, courses: Some(&kinds().index), unit };
    (form(source, &understood, &facts, known), numbers)
}

/// Tables of numbers hold nobody.
fn only_people(layout: &mut FormLayout) {
    let tables = layout.sheets.iter_mut().flat_map(|sheet| &mut sheet.tables);
    for table in tables.filter(|table| &*table.template == needs::TEMPLATE) {
        table.readable = false;
    }
}
