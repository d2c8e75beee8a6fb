//! Made-up rows and forms for the tests of this stage.

use std::sync::Arc;

use crate::model::date::PartialDate;
use crate::model::place::Position;
use crate::model::record::{Field, Record};
use crate::model::submission::{
    FormFacts, SenderEvidence, SourceFile, Standing, Submission, Version,
};
use crate::model::value::{NationalId, PersonName};
use crate::model::workbook::Format;

/// A row in words; empty for what it does not say.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub name: &'static str,
    pub birth: &'static str,
    pub id: &'static str,
    pub phone: &'static str,
    pub town: &'static str,
}

impl Row {
    pub fn record(&self) -> Record {
        let said = |words: &str| (!words.is_empty()).then(|| Arc::<str>::from(words));
        let text = |words: &str| Field { value: said(words), raw: said(words), ..Field::default() };
        let id = format!("{} {} {} {}", self.name, self.birth, self.id, self.phone);
        Record {
            id: id.into(),
            full_name: Field {
                value: said(self.name)
                    .map(|full| PersonName { full: (*full).into(), ..PersonName::default() }),
                raw: said(self.name),
                ..Field::default()
            }
            .into(),
            birth_date: Field {
                value: date(self.birth),
                raw: said(self.birth),
                ..Field::default()
            }
            .into(),
            national_id: Field {
                value: said(self.id).map(|id| NationalId::Citizen((*id).into())),
                raw: said(self.id),
                at: Some(Position::default()),
                ..Field::default()
            }
            .into(),
            phone: text(self.phone).into(),
            hometown: text(self.town).into(),
            ..Record::default()
        }
    }
}

fn date(words: &str) -> Option<PartialDate> {
    let parts: Vec<u32> = words.split('-').filter_map(|part| part.parse().ok()).collect();
    match parts[..] {
        [year] => Some(PartialDate::Year(year as i32)),
        [year, month] => Some(PartialDate::Month { year: year as i32, month }),
        [year, month, day] => PartialDate::day(year as i32, month, day),
        _ => None,
    }
}

/// A form without rows.
pub fn form(path: &str, unit: &str) -> Submission {
    let path: Arc<str> = path.into();
    Submission {
        source: SourceFile { sha256: path.clone(), path, size: 1, format: Some(Format::Xlsx) },
        unread: None,
        mismatch: None,
        sheets: Vec::new(),
        sender: SenderEvidence { unit: Some(unit.into()), ..SenderEvidence::default() },
        facts: FormFacts::default(),
        version: Version::default(),
        standing: Standing::Counts,
        tables: Vec::new(),
        records: Vec::new(),
        rows: Default::default(),
        decoded: Default::default(),
    }
}
