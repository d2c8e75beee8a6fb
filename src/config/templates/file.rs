//! Template files: reading one, and laying it over the template it adds to.

use std::sync::Arc;

use serde::Deserialize;

use super::{Field, FormTemplate, Kind, Lexicon, Phrase, Requirement, Subject};
use crate::config::{ConfigError, parse_toml};
use crate::i18n::Text;
use crate::model::role::Role;
use crate::text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForm {
    name: String,
    /// Replace a template of the same name instead of adding to it.
    #[serde(default)]
    only: bool,
    /// The template whose fields are the start.
    extends: Option<String>,
    /// Meanings of that template that do not belong here.
    #[serde(default)]
    without: Vec<Role>,
    title: Option<Text>,
    subject: Option<Subject>,
    matrix: Option<Role>,
    #[serde(default)]
    requirement: Vec<Requirement>,
    #[serde(default)]
    field: Vec<RawField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    role: Role,
    label: Option<Text>,
    kind: Option<Kind>,
    required: Option<bool>,
    width: Option<u16>,
    many: Option<u8>,
    #[serde(default)]
    headings: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    against: Vec<String>,
}

/// A template file, parsed but not yet laid over what it adds to.
pub(super) struct Draft {
    file: String,
    content: String,
    form: RawForm,
}

impl Draft {
    pub(super) fn parse(file: String, content: String) -> Result<Draft, ConfigError> {
        let form = parse_toml(&file, &content)?;
        Ok(Draft { file, content, form })
    }

    /// Whether it starts from another template, which must be finished before.
    pub(super) fn extends(&self) -> bool {
        self.form.extends.is_some()
    }

    /// Lays the file over the template that it adds to; `known` gives the finished ones.
    pub(super) fn finish<'a>(
        self,
        known: impl Fn(&str) -> Option<&'a Arc<FormTemplate>>,
    ) -> Result<FormTemplate, ConfigError> {
        let base = match &self.form.extends {
            Some(name) => Some(known(name).ok_or_else(|| self.unknown_base(name))?),
            None => known(&self.form.name).filter(|_| !self.form.only),
        };
        let Draft { file, content, form } = self;
        assemble(form, base.map(Arc::as_ref))
            .map_err(|(message, key)| ConfigError::at_key(&file, &content, key, message))
    }

    fn unknown_base(&self, name: &str) -> ConfigError {
        let message = text!(
            vi: "không có biểu mẫu `{name}` để kế thừa",
            en: "there is no template `{name}` to extend",
        );
        ConfigError::at_key(&self.file, &self.content, "extends", message)
    }
}

fn assemble(
    raw: RawForm,
    base: Option<&FormTemplate>,
) -> Result<FormTemplate, (Text, &'static str)> {
    let mut fields = base.map_or_else(Vec::new, |form| form.fields.clone());
    fields.retain(|field| !raw.without.contains(&field.role));
    for field in raw.field {
        lay_over(&mut fields, field)?;
    }
    let title = raw.title.or_else(|| base.map(|form| form.title.clone()));
    let requirements = if raw.requirement.is_empty() {
        base.map_or_else(Vec::new, |form| form.requirements.clone())
    } else {
        raw.requirement
    };
    Ok(FormTemplate {
        title: title.unwrap_or_else(|| Text::same(raw.name.clone())),
        subject: raw.subject.or(base.map(|form| form.subject)).unwrap_or_default(),
        matrix: raw.matrix.or(base.and_then(|form| form.matrix)),
        lexicon: Lexicon::new(&fields),
        name: raw.name.into(),
        requirements,
        fields,
    })
}

fn lay_over(fields: &mut Vec<Field>, raw: RawField) -> Result<(), (Text, &'static str)> {
    let same = |field: &&mut Field| {
        field.role == raw.role
            && (raw.role != Role::Extra
                || raw.label.as_ref().is_some_and(|label| label.en == field.label.en))
    };
    if let Some(field) = fields.iter_mut().find(same) {
        return {
            add_to(field, raw);
            Ok(())
        };
    }
    let role = raw.role;
    let Some(label) = raw.label.clone() else {
        let message = text!(
            vi: "cột mới `{role}` cần khóa `label = {{ vi = \"…\", en = \"…\" }}`",
            en: "the new column `{role}` needs a `label = {{ vi = \"…\", en = \"…\" }}`",
        );
        return Err((message, "role"));
    };
    let mut field = Field {
        role,
        label,
        kind: Kind::default(),
        required: false,
        width: 12,
        many: if role == Role::Extra { u8::MAX } else { 1 },
        headings: Vec::new(),
        weak: Vec::new(),
        against: Vec::new(),
    };
    add_to(&mut field, raw);
    fields.push(field);
    Ok(())
}

fn add_to(field: &mut Field, raw: RawField) {
    field.label = raw.label.unwrap_or_else(|| field.label.clone());
    field.kind = raw.kind.unwrap_or(field.kind);
    field.required = raw.required.unwrap_or(field.required);
    field.width = raw.width.unwrap_or(field.width);
    field.many = raw.many.unwrap_or(field.many).max(1);
    let phrases = |words: Vec<String>| words.into_iter().map(|words| Phrase::new(&words));
    field.headings.extend(phrases(raw.headings));
    field.weak.extend(phrases(raw.weak));
    field.against.extend(phrases(raw.against));
}
