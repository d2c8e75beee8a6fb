//! What the shape of the matching file cannot say: its parts fit together.

use super::{BlockSpec, FieldSpec, Guard, LevelRef, Matching, PartRef, Test};
use crate::config::error::ConfigError;
use crate::i18n::Text;
use crate::text;

/// Finds the first thing that does not fit.
pub fn check(file: &str, content: &str, matching: &Matching) -> Result<(), ConfigError> {
    let found = matching
        .fields
        .iter()
        .find_map(|field| check_field(matching, field))
        .or_else(|| matching.blocks.iter().find_map(|block| check_block(matching, block)))
        .or_else(|| matching.guards.iter().find_map(|guard| check_guard(matching, guard)))
        .or_else(|| check_thresholds(matching));
    match found {
        None => Ok(()),
        Some(mistake) => Err(mistake.place(file, content)),
    }
}

struct Mistake {
    /// Words of an earlier line: the mistake stands behind it.
    after: String,
    /// Words of the line.
    words: String,
    message: Text,
}

impl Mistake {
    fn new(words: impl Into<String>, message: Text) -> Option<Mistake> {
        Some(Mistake { after: String::new(), words: words.into(), message })
    }

    fn place(self, file: &str, content: &str) -> ConfigError {
        let start = content.lines().position(|line| line.contains(&self.after)).unwrap_or(0);
        let mut lines = content.lines().enumerate().skip(start);
        let found = lines.find(|(_, line)| line.contains(&self.words));
        let line = found.map_or(0, |(index, _)| index + 1);
        let key = found.and_then(|(_, line)| line.split('=').next()).unwrap_or("");
        let key = key.trim().trim_start_matches("{ ").to_owned();
        ConfigError { file: file.to_owned(), line, key, message: self.message }
    }
}

fn check_field(matching: &Matching, field: &FieldSpec) -> Option<Mistake> {
    let kind = field.kind;
    let mut last = 0;
    for level in &field.levels {
        let (name, field_name) = (level.when.name(), &field.name);
        let at = |message| {
            let after = format!("name = \"{field_name}\"");
            Some(Mistake { after, words: format!("\"{name}"), message })
        };
        let Some(rank) = kind.rank(level.when) else {
            let known: Vec<_> = kind.tests().iter().map(|test| test.name()).collect();
            let known = known.join(", ");
            return at(text!(
                vi: "mức `{name}` không dùng được cho trường `{field_name}`; chỉ nhận: {known}",
                en: "level `{name}` does not fit field `{field_name}`; allowed: {known}",
            ));
        };
        if rank < last {
            return at(text!(
                vi: "trường `{field_name}`: mức `{name}` phải đứng trước các mức yếu hơn",
                en: "field `{field_name}`: level `{name}` must stand before the weaker ones",
            ));
        }
        last = rank;
    }
    let other = field.only_without.as_deref()?;
    unknown_field(matching, other)
}

fn check_block(matching: &Matching, block: &BlockSpec) -> Option<Mistake> {
    block.of.iter().chain(&block.split).find_map(|part| check_part(matching, part))
}

fn check_part(matching: &Matching, wanted: &PartRef) -> Option<Mistake> {
    let Some(index) = matching.field(&wanted.field) else {
        return unknown_field(matching, &wanted.field);
    };
    let parts = matching.fields[index].kind.parts();
    if parts.iter().any(|part| part.name() == wanted.part.name()) {
        return None;
    }
    let (field, part) = (&wanted.field, wanted.part.name());
    let known: Vec<_> = parts.iter().map(|part| part.name()).collect();
    let known = known.join(", ");
    Mistake::new(
        format!("{field}:{part}"),
        text!(
            vi: "trường `{field}` không có phần `{part}`; chỉ nhận: {known}",
            en: "field `{field}` has no part `{part}`; allowed: {known}",
        ),
    )
}

fn check_guard(matching: &Matching, guard: &Guard) -> Option<Mistake> {
    guard.when.iter().chain(&guard.unless).find_map(|level| check_level(matching, level))
}

fn check_level(matching: &Matching, wanted: &LevelRef) -> Option<Mistake> {
    let Some(index) = matching.field(&wanted.field) else {
        return unknown_field(matching, &wanted.field);
    };
    let levels = &matching.fields[index].levels;
    let has = |test: &Test| levels.iter().any(|level| level.when == *test);
    let missing = wanted.tests.iter().find(|test| !has(test))?;
    let (field, name) = (&wanted.field, missing.name());
    Mistake::new(
        format!("{field}:"),
        text!(
            vi: "trường `{field}` không có mức `{name}`",
            en: "field `{field}` has no level `{name}`",
        ),
    )
}

fn unknown_field(matching: &Matching, name: &str) -> Option<Mistake> {
    if matching.field(name).is_some() {
        return None;
    }
    let known: Vec<_> = matching.fields.iter().map(|field| field.name.as_str()).collect();
    let known = known.join(", ");
    Mistake::new(
        format!("\"{name}"),
        text!(
            vi: "không có trường `{name}`; các trường: {known}",
            en: "there is no field `{name}`; the fields are: {known}",
        ),
    )
}

fn check_thresholds(matching: &Matching) -> Option<Mistake> {
    let limits = &matching.thresholds;
    if limits.undecided <= limits.same {
        return None;
    }
    Mistake::new(
        "undecided =",
        text!(
            vi: "ngưỡng `undecided` không được cao hơn `same`",
            en: "threshold `undecided` must not be above `same`",
        ),
    )
}
