//! Mistakes in what people write: settings, templates, standards.

use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::i18n::Text;
use crate::text;

/// A mistake in a file that the officer may edit. The run stops before it writes anything.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{file}:{line}: {}", message.en)]
pub struct ConfigError {
    /// The file as the user knows it (`tonghop.toml`).
    pub file: String,
    /// Counted from one; 0 when the mistake belongs to no line.
    pub line: usize,
    /// The key with its tables (`rules.D235`), where known.
    pub key: String,
    /// What is wrong and what is allowed.
    pub message: Text,
}

impl ConfigError {
    /// A mistake that was found after parsing, at the first line that holds `key`.
    pub fn at_key(file: &str, content: &str, key: &str, message: Text) -> Self {
        let last = key.rsplit('.').next().unwrap_or(key);
        let line = content
            .lines()
            .position(|line| {
                let line = line.trim_start().trim_start_matches(['[', '"']);
                line.starts_with(last)
                    && !line[last.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            })
            .map_or(0, |index| index + 1);
        ConfigError { file: file.to_owned(), line, key: key.to_owned(), message }
    }

    /// `tonghop.toml, dòng 3: limits.cells: …` / `tonghop.toml, line 3: limits.cells: …`
    pub fn sentence(&self) -> Text {
        let ConfigError { file, line, key, message: Text { vi, en } } = self;
        let key = if key.is_empty() { String::new() } else { format!("{key}: ") };
        match line {
            0 => text!(vi: "{file}: {key}{vi}", en: "{file}: {key}{en}"),
            line => {
                text!(vi: "{file}, dòng {line}: {key}{vi}", en: "{file}, line {line}: {key}{en}")
            }
        }
    }
}

/// Reads a TOML file into a type whose serde attributes deny unknown fields.
///
/// # Errors
/// The file, line, key and what is allowed, for a syntax mistake, an unknown
/// key or a wrong value.
pub fn parse_toml<T: DeserializeOwned>(file: &str, content: &str) -> Result<T, ConfigError> {
    toml::from_str(content).map_err(|error| explain(file, content, &error))
}

fn explain(file: &str, content: &str, error: &toml::de::Error) -> ConfigError {
    let start = error.span().map_or(0, |span| span.start.min(content.len()));
    let line = content.as_bytes()[..start].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let key = key_at(content, line);
    let message = translate(error.message());
    ConfigError { file: file.to_owned(), line, key, message }
}

/// The key on a line, with the table that the line stands in.
fn key_at(content: &str, line: usize) -> String {
    let lines: Vec<&str> = content.lines().take(line).collect();
    let key = lines.last().map_or("", |line| line.split('=').next().unwrap_or("").trim());
    let table = lines.iter().rev().skip(usize::from(!key.starts_with('['))).find_map(|line| {
        line.trim().strip_prefix('[')?.trim_start_matches('[').split(']').next().map(str::trim)
    });
    match (table, key.starts_with('[')) {
        (Some(table), true) => table.to_owned(),
        (Some(table), false) => format!("{table}.{key}"),
        (None, _) => key.to_owned(),
    }
}

/// Says the parser's sentence in both languages; its quoted words stay as they are.
fn translate(message: &str) -> Text {
    const PHRASES: &[(&str, &str)] = &[
        ("unknown field", "không có khóa"),
        ("unknown variant", "không nhận giá trị"),
        ("missing field", "thiếu khóa"),
        ("duplicate key", "khóa lặp lại"),
        ("duplicate field", "khóa lặp lại"),
        ("invalid type:", "sai kiểu giá trị:"),
        ("invalid value:", "giá trị không hợp lệ:"),
        ("expected one of", "chỉ nhận một trong"),
        ("there are no fields", "ở đây không có khóa nào"),
        ("expected", "cần"),
        ("integer", "số nguyên"),
        ("string", "chuỗi chữ"),
        ("boolean", "true/false"),
        ("sequence", "danh sách"),
    ];
    let message = message.trim().replace('\n', "; ");
    let vi = PHRASES.iter().fold(message.clone(), |vi, (en, to)| vi.replace(en, to));
    Text { vi, en: message }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::parse_toml;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only its shape matters here")]
    struct Shape {
        limits: Limits,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only its shape matters here")]
    struct Limits {
        cells: u32,
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_what_is_allowed() {
        let error = parse_toml::<Shape>("tonghop.toml", "[limits]\ncell = 5\n").unwrap_err();
        assert_eq!((error.line, error.key.as_str()), (2, "limits.cell"));
        assert!(error.message.en.contains("unknown field `cell`, expected `cells`"), "{error}");
        assert!(error.sentence().vi.contains("không có khóa `cell`"), "{}", error.sentence().vi);
    }

    #[test]
    fn a_wrong_value_is_named_with_its_line() {
        let error = parse_toml::<Shape>("a.toml", "\n[limits]\ncells = \"x\"").unwrap_err();
        assert_eq!((error.line, error.key.as_str()), (3, "limits.cells"));
    }

    #[test]
    fn a_syntax_mistake_is_an_error_not_a_panic() {
        for broken in ["[limits", "cells = = 1", "\u{feff}", "limits = { cells = 1"] {
            assert!(parse_toml::<Shape>("a.toml", broken).is_err(), "{broken}");
        }
    }
}
