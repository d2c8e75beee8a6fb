//! Filling the places of a layout's texts.

use std::collections::BTreeMap;

use super::numerals::{in_words, two_digits};
use crate::config::OutputSettings;
use crate::config::outputs::Line;
use crate::i18n::Lang;
use crate::model::period::Period;

/// What is printed where a value is to be written in by hand.
const DOTS: &str = "........................";

/// Values by the names of their places.
#[derive(Clone, Debug, Default)]
pub struct Fill {
    values: BTreeMap<&'static str, String>,
}

impl Fill {
    /// What the settings say of the issuer, and the period.
    pub fn new(settings: &OutputSettings, period: Period) -> Self {
        let mut fill = Fill::default();
        for (place, value) in [
            ("parent", settings.parent.clone()),
            ("issuer", settings.issuer.clone()),
            ("symbol", settings.symbol.clone()),
            // The letters of a list among documents.
            ("kind", "DS".to_owned()),
            ("place", settings.place.clone()),
            ("authority", settings.authority.clone()),
            ("post", settings.post.clone()),
            ("signer", settings.signer.clone()),
            // The day is written in when it is signed.
            ("day", "      ".to_owned()),
            ("month", month(period)),
            ("year", period.year.to_string()),
        ] {
            fill.values.insert(place, value);
        }
        fill.recipients(settings.recipients.iter().map(String::as_str))
    }

    /// Who gets the document, one a line: `- Trường Chính trị tỉnh;`
    pub fn recipients<'a>(self, names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.map(|name| name.trim_end_matches(['.', ';'])).collect();
        let last = names.len().saturating_sub(1);
        let lines = names.iter().enumerate().map(|(number, name)| {
            let end = if number == last { "." } else { ";" };
            format!("- {name}{end}")
        });
        let lines: Vec<String> = lines.collect();
        self.set("recipients", lines.join("\n"))
    }

    pub fn set(mut self, place: &'static str, value: impl Into<String>) -> Self {
        self.values.insert(place, value.into());
        self
    }

    /// A count in digits, two below ten, and in words.
    pub fn count(self, place: &'static str, words: &'static str, count: usize) -> Self {
        let count = count as u64;
        self.set(place, two_digits(count)).set(words, in_words(count))
    }

    /// The lines of a text with its places filled; dots where a value is empty.
    /// An optional line without its value is no line at all.
    pub fn lines(&self, line: &Line, lang: Lang) -> Vec<String> {
        let template = line.text.in_lang(lang);
        if line.optional && self.is_empty(template) {
            return Vec::new();
        }
        self.text(template).split('\n').map(str::to_owned).collect()
    }

    /// A text with its places filled; dots where a value is empty. Names of no place stay.
    pub fn text(&self, template: &str) -> String {
        self.values.iter().fold(template.to_owned(), |text, (place, value)| {
            let value = if value.is_empty() { DOTS } else { value };
            text.replace(&format!("{{{place}}}"), value)
        })
    }

    /// Is a place of the text empty?
    fn is_empty(&self, template: &str) -> bool {
        self.values
            .iter()
            .any(|(place, value)| value.is_empty() && template.contains(&format!("{{{place}}}")))
    }
}

/// January and February have two digits in the documents of Party and state, so that nobody adds one.
fn month(period: Period) -> String {
    match period.month {
        month @ 1..=2 => two_digits(month.into()),
        month => month.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::Fill;
    use crate::config::OutputSettings;
    use crate::config::outputs::Line;
    use crate::i18n::{Lang, Text};
    use crate::model::period::Period;

    fn line(text: &str, optional: bool) -> Line {
        Line { text: Text::same(text), optional, ..Line::default() }
    }

    fn fill() -> Fill {
        let settings =
            OutputSettings { issuer: "BAN TỔ CHỨC".to_owned(), ..OutputSettings::default() };
        Fill::new(&settings, Period { year: 2027, month: 2 }).count("count", "count_words", 5)
    }

    #[test]
    fn places_are_filled_and_empty_ones_dotted() {
        let text = |template: &str| fill().text(template);
        assert_eq!(text("{issuer} {month}/{year}"), "BAN TỔ CHỨC 02/2027");
        assert_eq!(text("có {count} ({count_words}) {unknown}"), "có 05 (năm) {unknown}");
        assert!(text("{place}, ngày").starts_with("......"));
    }

    #[test]
    fn an_optional_line_without_its_value_is_left_out() {
        assert!(fill().lines(&line("{signer}", true), Lang::Vi).is_empty());
        assert_eq!(fill().lines(&line("{signer}", false), Lang::Vi).len(), 1);
        let recipients = fill().lines(&line("{recipients}", false), Lang::Vi);
        assert_eq!(recipients, ["- Trường Chính trị tỉnh;", "- Lưu Văn phòng."]);
    }
}
