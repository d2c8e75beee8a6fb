//! Everything that a run knows before it reads the first form.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::period::{Content, content};
use super::source::source_of;
use crate::config::matching::Matching;
use crate::config::standards::Standards;
use crate::config::templates::{Memo, Templates};
use crate::config::{ConfigError, Limits, Outputs, Settings};
use crate::intake::Access;
use crate::layout::Known;
use crate::model::period::Period;
use crate::model::reference::ReferenceLists;
use crate::reference::{self, ListFile, ListProblem, People, Reference, Scene};
use crate::rules;
use crate::text;
use crate::workspace::{RunError, Workspace};

/// Settings, templates, standards and the officer's lists. Lists are read when
/// they are first asked for: a run that finds nothing changed asks for none.
pub struct Knowledge {
    pub settings: Settings,
    pub templates: Templates,
    pub standards: Standards,
    pub matching: Matching,
    /// How lists and letters are laid out.
    pub outputs: Outputs,
    /// Digest of all of these but the lists, hex digits.
    pub settings_digest: Arc<str>,
    period: Period,
    files: Vec<ListFile>,
    list_limits: Limits,
    reference: OnceLock<Reference>,
    whole: OnceLock<Whole>,
    /// Does a text name a class of the list?
    classes: Memo<bool>,
}

/// Every list of a workspace.
struct Whole {
    lists: Arc<ReferenceLists>,
    /// Lists of people that could not be read.
    problems: Vec<ListProblem>,
}

impl Knowledge {
    /// Reads everything of a workspace; without one, what the program brings along.
    ///
    /// # Errors
    /// A mistake in a settings, template or standards file; a file that cannot be opened.
    pub fn load(
        workspace: Option<&Workspace>,
        period: Period,
        standard: Option<&str>,
    ) -> Result<Self, RunError> {
        let mut digest = Sha256::new();
        digest.update(env!("CARGO_PKG_VERSION"));
        let mut settings = match workspace {
            Some(workspace) => read_settings(workspace, &mut digest)?,
            None => Settings::default(),
        };
        if let Some(standard) = standard {
            digest.update(standard);
            settings.standard = standard.to_owned();
        }
        let folder = workspace.map(Workspace::templates);
        let overrides = folder.as_deref().map(toml_files).transpose()?.unwrap_or_default();
        for (name, content) in &overrides {
            digest.update(name);
            digest.update(content);
        }
        let standards = match &folder {
            Some(folder) => Standards::load(folder)?,
            None => Standards::built_in().clone(),
        };
        if !settings.standard.is_empty() && standards.named(&settings.standard).is_none() {
            return Err(RunError::Usage(standards.unknown(&settings.standard)));
        }
        let templates = Templates::built_in().with_files(files_in(&overrides, "forms/"))?;
        let matching = match overrides.get("matching.toml") {
            Some(content) => Matching::parse("templates/matching.toml", content)?,
            None => Matching::built_in().clone(),
        };
        let outputs = Outputs::built_in().with_files(files_in(&overrides, "outputs/"))?;
        outputs.check(&settings.outputs)?;
        let list_limits = settings.limits.for_lists();
        let files = workspace.map(|workspace| list_files(workspace, &list_limits));
        Ok(Knowledge {
            settings,
            templates,
            standards,
            matching,
            outputs,
            settings_digest: Arc::from(super::source::hex(&digest.finalize())),
            period,
            files: files.transpose()?.unwrap_or_default(),
            list_limits,
            reference: OnceLock::new(),
            whole: OnceLock::new(),
            classes: Memo::default(),
        })
    }

    /// The lists of things, by which forms are read.
    pub fn reference(&self) -> &Reference {
        self.reference.get_or_init(|| reference::read(&self.files, self.scene()))
    }

    /// Every list. Reading the lists of people takes as long as reading many forms.
    pub fn lists(&self) -> &Arc<ReferenceLists> {
        &self.whole().lists
    }

    /// The lists that could not be used.
    pub fn list_problems(&self) -> impl Iterator<Item = &ListProblem> {
        self.reference().problems.iter().chain(&self.whole().problems)
    }

    /// Name and sha256 of each file of a list.
    pub fn list_digests(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|file| (&*file.source.path, &*file.source.sha256))
    }

    fn whole(&self) -> &Whole {
        self.whole.get_or_init(|| {
            let reference = self.reference();
            let people = reference::people(&self.files, &reference.units, self.scene());
            let People { roster, completed, planned, problems } = people;
            let lists = ReferenceLists { roster, completed, planned, ..reference.lists.clone() };
            Whole { lists: Arc::new(lists), problems }
        })
    }

    fn scene(&self) -> Scene<'_> {
        let passwords = &self.settings.passwords;
        let access = Access { limits: &self.list_limits, passwords };
        Scene { templates: &self.templates, access, period: self.period }
    }
}

impl Known for Knowledge {
    fn is_unit(&self, text: &str) -> bool {
        self.reference().units.exactly(text).is_some()
    }

    fn is_course(&self, text: &str) -> bool {
        *self.classes.answer(text, || self.reference().courses.names_one(text))
    }
}

/// The settings of a workspace.
///
/// # Errors
/// A mistake in the settings file, or one that cannot be opened.
pub fn settings(workspace: &Workspace) -> Result<Settings, RunError> {
    read_settings(workspace, &mut Sha256::new())
}

fn read_settings(workspace: &Workspace, digest: &mut Sha256) -> Result<Settings, RunError> {
    let path = workspace.settings_file();
    if !path.exists() {
        return Ok(Settings::default());
    }
    let content = read_text(&path)?;
    digest.update(&content);
    let settings = Settings::parse("tonghop.toml", &content)?;
    if let Some((key, message)) = rules::unknown_rules(&settings.rules).into_iter().next() {
        return Err(ConfigError::at_key("tonghop.toml", &content, &key, message).into());
    }
    Ok(settings)
}

/// Every `.toml` below the templates folder: path below it → content.
fn toml_files(folder: &Path) -> Result<BTreeMap<String, String>, RunError> {
    let mut found = BTreeMap::new();
    for below in ["", "forms", "standards", "outputs"] {
        let Ok(entries) = fs::read_dir(folder.join(below)) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_some_and(|extension| extension == "toml") && path.is_file() {
                let name = crate::workspace::name_below(folder, &path);
                found.insert(name.to_string(), read_text(&path)?);
            }
        }
    }
    Ok(found)
}

/// The files of one folder, with the names to show in messages.
fn files_in<'a>(
    files: &'a BTreeMap<String, String>,
    folder: &'a str,
) -> impl Iterator<Item = (String, String)> + 'a {
    let files = files.iter().filter(move |(name, _)| name.starts_with(folder));
    files.map(|(name, content)| (format!("templates/{name}"), content.clone()))
}

fn read_text(path: &Path) -> Result<String, RunError> {
    let bytes = fs::read(path).map_err(RunError::io(text!(vi: "đọc", en: "read"), path))?;
    // Notepad writes a byte order mark.
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

fn list_files(workspace: &Workspace, limits: &Limits) -> Result<Vec<ListFile>, RunError> {
    let mut files = Vec::new();
    for file in workspace.reference_files()? {
        let content = match content(&file, limits.file_megabytes) {
            Content::Bytes(bytes) => Ok(bytes),
            Content::Refused(unread) => Err(unread.why),
        };
        let bytes = content.as_deref().unwrap_or_default();
        files.push(ListFile { source: source_of(file.name, bytes), content });
    }
    Ok(files)
}
