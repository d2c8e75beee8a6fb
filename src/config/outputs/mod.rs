//! How what goes out looks: frames, class lists, cover, replies, blank forms, and
//! what of a person leaves the house (privacy profiles).
//!
//! The built-in layouts are data under `templates/outputs`. A workspace may add files
//! of the same shape: a frame, a profile or a section of the same name replaces the built-in one.

pub mod choices;
mod documents;
mod settings;
mod shape;

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::collections::BTreeMap;

pub use documents::{FormLayout, Letter, NeedLayout, Paragraph, Signer, Tallied, When};
pub use settings::OutputSettings;
pub use shape::{
    Align, ClassList, Column, ColumnValue, Cover, Frame, Line, Margins, Profile, Signature,
};

use super::{ConfigError, parse_toml};
use crate::text;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates/outputs");

/// Every layout of what goes out.
#[derive(Clone, Debug, Default)]
pub struct Outputs {
    pub frames: BTreeMap<String, Frame>,
    pub profiles: BTreeMap<String, Profile>,
    pub class_list: ClassList,
    pub cover: Cover,
    pub form: FormLayout,
    pub need: NeedLayout,
    pub reply: Letter,
}

/// A file of layouts: any part of [`Outputs`].
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOutputs {
    #[serde(default)]
    frame: BTreeMap<String, Frame>,
    #[serde(default)]
    profile: BTreeMap<String, Profile>,
    class_list: Option<ClassList>,
    cover: Option<Cover>,
    form: Option<FormLayout>,
    need: Option<NeedLayout>,
    reply: Option<Letter>,
}

impl Outputs {
    /// The layouts that the program brings along.
    pub fn built_in() -> &'static Outputs {
        static BUILT_IN: LazyLock<Outputs> = LazyLock::new(|| {
            // A mistake in a built-in file is caught by the test below, never met by a user.
            Outputs::default().with_files(built_in_files()).unwrap_or_default()
        });
        &BUILT_IN
    }

    /// These layouts and those of further files: `(name to show, content)`.
    ///
    /// # Errors
    /// The file, line, key and what is allowed, at the first mistake.
    pub fn with_files(
        &self,
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Outputs, ConfigError> {
        let mut outputs = self.clone();
        for (file, content) in files {
            let raw: RawOutputs = parse_toml(&file, &content)?;
            outputs.frames.extend(raw.frame);
            outputs.class_list = raw.class_list.unwrap_or(outputs.class_list);
            outputs.cover = raw.cover.unwrap_or(outputs.cover);
            outputs.form = raw.form.unwrap_or(outputs.form);
            outputs.need = raw.need.unwrap_or(outputs.need);
            outputs.reply = raw.reply.unwrap_or(outputs.reply);
            for (name, profile) in raw.profile {
                check_profile(&file, &content, &profile, &outputs.class_list)?;
                outputs.profiles.insert(name, profile);
            }
        }
        Ok(outputs)
    }

    /// The layouts that the settings choose.
    ///
    /// # Errors
    /// When the settings name a frame or profile that there is none of; says which there are.
    pub fn check(&self, settings: &OutputSettings) -> Result<(), ConfigError> {
        known("outputs.frame", &settings.frame, self.frames.keys())?;
        known("outputs.profile", &settings.profile, self.profiles.keys())
    }

    /// The frame of a name; the first there is when the name is unknown.
    pub fn frame(&self, name: &str) -> Frame {
        self.frames.get(name).or_else(|| self.frames.values().next()).cloned().unwrap_or_default()
    }

    /// The columns of a class list that a profile lets out, in its order.
    pub fn columns_of(&self, profile: &str) -> Vec<&Column> {
        let ids = self.profiles.get(profile).or_else(|| self.profiles.values().next());
        ids.iter().flat_map(|profile| &profile.columns).filter_map(|id| self.column(id)).collect()
    }

    fn column(&self, id: &str) -> Option<&Column> {
        self.class_list.columns.iter().find(|column| column.id == id)
    }
}

fn built_in_files() -> impl Iterator<Item = (String, String)> {
    FILES.files().filter_map(|file| {
        Some((file.path().display().to_string(), file.contents_utf8()?.to_owned()))
    })
}

fn check_profile(
    file: &str,
    content: &str,
    profile: &Profile,
    list: &ClassList,
) -> Result<(), ConfigError> {
    let ids: Vec<&str> = list.columns.iter().map(|column| column.id.as_str()).collect();
    let Some(wrong) = profile.columns.iter().find(|id| !ids.contains(&id.as_str())) else {
        return Ok(());
    };
    let allowed = ids.join(", ");
    let message = text!(
        vi: "không có cột `{wrong}`; các cột có thể dùng: {allowed}",
        en: "there is no column `{wrong}`; those to choose from: {allowed}"
    );
    Err(ConfigError::at_key(file, content, "columns", message))
}

fn known<'a>(
    key: &str,
    name: &str,
    names: impl Iterator<Item = &'a String> + Clone,
) -> Result<(), ConfigError> {
    if names.clone().any(|known| known == name) {
        return Ok(());
    }
    let allowed = names.map(String::as_str).collect::<Vec<_>>().join(", ");
    let message = text!(
        vi: "{key}: không có `{name}`; chỉ nhận một trong: {allowed}",
        en: "{key}: there is no `{name}`; expected one of: {allowed}"
    );
    Err(ConfigError { file: "tonghop.toml".to_owned(), line: 0, key: key.to_owned(), message })
}

#[cfg(test)]
mod tests {
    use super::{OutputSettings, Outputs, built_in_files};

    #[test]
    fn every_built_in_file_is_read() {
        let outputs = Outputs::default().with_files(built_in_files());
        let outputs = outputs.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(outputs.frames.keys().collect::<Vec<_>>(), ["party", "state"]);
        assert_eq!(outputs.profiles.len(), 3);
        assert!(outputs.check(&OutputSettings::default()).is_ok());
    }

    #[test]
    fn no_sensitive_column_goes_out_by_default() {
        let outputs = Outputs::built_in();
        let columns = outputs.columns_of(&OutputSettings::default().profile);
        let ids: Vec<_> = columns.iter().map(|column| column.id.as_str()).collect();
        assert!(ids.contains(&"given"), "{ids:?}");
        for sensitive in ["ethnicity", "planned_position", "national_id"] {
            assert!(!ids.contains(&sensitive), "{ids:?}");
        }
    }

    #[test]
    fn a_profile_with_an_unknown_column_says_which_there_are() {
        let file = ("my.toml".to_owned(), PROFILE.to_owned());
        let error = Outputs::built_in().with_files([file]).unwrap_err();
        assert_eq!(error.line, 3);
        assert!(error.message.en.contains("`shoe_size`"), "{error}");
        assert!(error.message.en.contains("birth_date"), "{error}");
    }

    #[test]
    fn settings_that_name_an_unknown_frame_are_refused() {
        let settings = OutputSettings { frame: "army".to_owned(), ..OutputSettings::default() };
        let error = Outputs::built_in().check(&settings).unwrap_err();
        assert!(error.message.vi.contains("party, state"), "{}", error.message.vi);
    }

    const PROFILE: &str = "[profile.mine]\nlabel = { vi = \"a\", en = \"b\" }\ncolumns = [\"given\", \"shoe_size\"]\n";
}
