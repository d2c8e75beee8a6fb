//! What a rule may ask besides the data it looks at.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::config::Settings;
use crate::config::standards::{Demands, Standards};
use crate::model::batch::{Batch, EarlierRow, Person};
use crate::model::period::Period;
use crate::model::record::Record;
use crate::model::reference::{Completed, Course, Member};
use crate::model::value::StudyMode;

/// The period with everything known around it, and quick ways to ask it.
pub struct Context<'a> {
    pub settings: &'a Settings,
    pub standards: &'a Standards,
    /// The whole period: lists, people, links.
    pub batch: &'a Batch,
    /// Record id → index into the people.
    people: FxHashMap<&'a str, usize>,
    /// Person key → rows of earlier periods, oldest first.
    earlier: FxHashMap<&'a str, Vec<&'a EarlierRow>>,
}

impl<'a> Context<'a> {
    pub fn new(settings: &'a Settings, standards: &'a Standards, batch: &'a Batch) -> Self {
        let mut people = FxHashMap::default();
        for (index, person) in batch.people.iter().enumerate() {
            for record in person.rows.iter().filter_map(|&at| batch.record(at)) {
                people.insert(&*record.id, index);
            }
        }
        let mut earlier: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for row in &batch.earlier {
            earlier.entry(&*row.person).or_default().push(row);
        }
        Context { settings, standards, batch, people, earlier }
    }

    pub fn period(&self) -> Period {
        self.batch.period
    }

    /// The human being behind a row.
    pub fn person(&self, record: &Record) -> Option<&'a Person> {
        self.person_of(&record.id)
    }

    /// The human being behind the row of this id.
    pub fn person_of(&self, id: &str) -> Option<&'a Person> {
        self.batch.people.get(*self.people.get(id)?)
    }

    /// The roster's line about the person of a row.
    pub fn member(&self, record: &Record) -> Option<&'a Member> {
        let line = self.person(record)?.roster.as_ref()?.line;
        self.batch.lists.roster.as_ref()?.get(line)
    }

    /// What the completed list says of the person of a row.
    pub fn completed(&self, record: &Record) -> impl Iterator<Item = &'a Completed> {
        let list = self.batch.lists.completed.as_deref().unwrap_or_default();
        let lines = self.person(record).map_or(&[][..], |person| &person.completed);
        lines.iter().filter_map(|found| list.get(found.line))
    }

    /// What the planned list says of the person of a row.
    pub fn planned(&self, record: &Record) -> impl Iterator<Item = &'a Member> {
        let list = self.batch.lists.planned.as_deref().unwrap_or_default();
        let lines = self.person(record).map_or(&[][..], |person| &person.planned);
        lines.iter().filter_map(|found| list.get(found.line))
    }

    /// The rows of a person in earlier periods, oldest first.
    pub fn earlier(&self, person: &Person) -> &[&'a EarlierRow] {
        self.earlier.get(&*person.key).map_or(&[], Vec::as_slice)
    }

    /// The class that a row registers for.
    pub fn course(&self, record: &Record) -> Option<&'a Course> {
        self.batch.lists.course(record.course.value.as_deref()?)
    }

    /// How the row's class is taught: by the list of classes, else by the form.
    pub fn mode(&self, record: &Record) -> Option<StudyMode> {
        self.course(record)?.mode.or(record.study_mode.value)
    }

    /// What the row's class demands, by the regulation in force on its opening
    /// day or the one that the settings name.
    pub fn demands(&self, record: &Record) -> Option<Demands<'a>> {
        let course = self.course(record)?;
        let opens = course.opens.unwrap_or_else(|| self.period().last_day());
        self.standards.demands(course.level?, self.mode(record), opens, &self.settings.standard)
    }

    /// The day on which age counts for a row.
    pub fn age_day(&self, record: &Record) -> NaiveDate {
        let opens = self.course(record).and_then(|course| course.opens);
        self.settings.age_on.day(self.period(), opens)
    }
}
