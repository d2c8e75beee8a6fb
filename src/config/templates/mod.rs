//! Form templates: what a list's columns are called, what they hold, what is
//! required and how wide it prints.
//!
//! The built-in ones are data under `templates/forms`. A workspace may add its
//! own files of the same shape: a file with the name of a built-in template
//! adds to it (or replaces it with `only = true`).

mod file;
mod lexicon;
mod memo;
mod phrase;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use serde::Deserialize;

pub use lexicon::{Lexicon, Match, Meaning};
pub use memo::Memo;
pub use phrase::Phrase;

use super::ConfigError;
use crate::i18n::Text;
use crate::model::role::Role;

static FORMS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates/forms");

/// Every form template, by name.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    forms: BTreeMap<Arc<str>, Arc<FormTemplate>>,
}

/// What a workbook is meant to be.
#[derive(Clone, Debug)]
pub struct FormTemplate {
    pub name: Arc<str>,
    pub title: Text,
    pub subject: Subject,
    pub requirements: Vec<Requirement>,
    pub fields: Vec<Field>,
    /// What the cells of columns mean that are headed by things of a list (units × courses).
    pub matrix: Option<Role>,
    /// Tells headings apart.
    pub lexicon: Lexicon,
}

/// What a row of the list is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    #[default]
    People,
    /// Units, courses, quotas.
    Things,
}

/// Something that a list must hold to be this form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// One column of these meanings is enough.
    pub any: Vec<Role>,
    /// Words in the title, a section or the sheet's name that do instead.
    #[serde(default)]
    pub words: Vec<String>,
    /// The column that is reported as missing.
    pub report: Role,
    /// Without it the list is another kind of list.
    #[serde(default)]
    pub essential: bool,
}

/// One meaning that a column can have.
#[derive(Clone, Debug)]
pub struct Field {
    pub role: Role,
    pub label: Text,
    pub kind: Kind,
    pub required: bool,
    /// Print width in characters.
    pub width: u16,
    /// How many columns may have this meaning.
    pub many: u8,
    /// The wordings of its heading, the usual one first.
    pub headings: Vec<Phrase>,
    /// Wordings that can also mean something else.
    pub weak: Vec<Phrase>,
    pub against: Vec<Phrase>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Ordinal,
    Name,
    FamilyName,
    GivenName,
    BirthDate,
    PartyDate,
    Date,
    Day,
    Month,
    Year,
    Sex,
    Mark,
    Ethnicity,
    Religion,
    Place,
    NationalId,
    Card,
    Code,
    Position,
    Unit,
    PositionUnit,
    Education,
    Schooling,
    Theory,
    Level,
    Rating,
    Course,
    Mode,
    Phone,
    Email,
    Number,
    #[default]
    Text,
}

impl Templates {
    /// The templates that the program brings along.
    pub fn built_in() -> &'static Templates {
        static BUILT_IN: LazyLock<Templates> = LazyLock::new(|| {
            let files = FORMS.files().filter_map(|file| {
                Some((file.path().display().to_string(), file.contents_utf8()?.to_owned()))
            });
            // A mistake in a built-in file is caught by the test below, never met by a user.
            Templates::default().with_files(files).unwrap_or_default()
        });
        &BUILT_IN
    }

    /// These templates and those of further files: `(name to show, content)`.
    ///
    /// # Errors
    /// The file, line, key and what is allowed, at the first mistake.
    pub fn with_files(
        &self,
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Templates, ConfigError> {
        let mut templates = self.clone();
        let drafts: Result<Vec<_>, _> =
            files.into_iter().map(|(name, content)| file::Draft::parse(name, content)).collect();
        let mut drafts = drafts?;
        drafts.sort_by_key(file::Draft::extends);
        for draft in drafts {
            let template = draft.finish(|form| templates.form(form))?;
            templates.forms.insert(template.name.clone(), Arc::new(template));
        }
        Ok(templates)
    }

    pub fn form(&self, name: &str) -> Option<&Arc<FormTemplate>> {
        self.forms.get(name)
    }

    /// In the order of their names.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<FormTemplate>> {
        self.forms.values()
    }
}

impl FormTemplate {
    /// The field that claims columns of a meaning.
    pub fn field(&self, role: Role) -> Option<&Field> {
        self.fields.iter().find(|field| field.role == role)
    }

    /// The roles whose absence is reported, for a list with these columns.
    pub fn label_of(&self, role: Role) -> Text {
        self.field(role).map_or_else(|| Text::same(role.to_string()), |field| field.label.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{Subject, Templates};
    use crate::model::role::Role;

    #[test]
    fn every_built_in_file_is_read() {
        let files = super::FORMS.files().map(|file| {
            (file.path().display().to_string(), file.contents_utf8().unwrap().to_owned())
        });
        let templates = Templates::default().with_files(files).unwrap_or_else(|e| panic!("{e}"));
        let names: Vec<_> = templates.forms().map(|form| form.name.to_string()).collect();
        let wanted = [
            "admission",
            "attendance",
            "completed",
            "courses",
            "graduation",
            "marks",
            "need",
            "need_people",
            "planned",
            "quotas",
            "registration",
            "roster",
            "units",
            "withdrawal",
        ];
        assert_eq!(names, wanted);
        assert_eq!(templates.form("units").unwrap().subject, Subject::Things);
    }

    #[test]
    fn a_workspace_adds_a_wording() {
        let file =
            "name = \"registration\"\n[[field]]\nrole = \"phone\"\nheadings = [\"Máy cầm tay\"]\n";
        let templates =
            Templates::built_in().with_files([("dien-thoai.toml".into(), file.into())]).unwrap();
        let form = templates.form("registration").unwrap();
        let phone = form.field(Role::Phone).unwrap();
        assert!(phone.headings.iter().any(|heading| heading.text() == "Máy cầm tay"));
        assert!(phone.headings.len() > 10, "the built-in wordings stay");
        assert_eq!(form.lexicon.best_role(&["Máy cầm tay"]), Some(Role::Phone));
    }

    #[test]
    fn a_mistake_is_named_with_file_line_and_what_is_allowed() {
        let try_file = |content: &str| {
            Templates::built_in().with_files([("x.toml".into(), content.into())]).unwrap_err()
        };
        let role = try_file("name = \"registration\"\n[[field]]\nrole = \"phon\"\n");
        assert_eq!((role.file.as_str(), role.line), ("x.toml", 3));
        assert!(role.message.en.contains("`phone`"), "{role}");
        let key = try_file("name = \"registration\"\ntitel = 1\n");
        assert_eq!((key.line, key.key.as_str()), (2, "titel"));
        let label = try_file("name = \"new\"\n[[field]]\nrole = \"phone\"\n");
        assert!(label.message.en.contains("label"), "{label}");
    }
}
