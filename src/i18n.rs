//! Text in both languages of the program.
//!
//! A text is always written as a pair, side by side, so neither language can
//! be forgotten: leaving one out does not compile.

use serde::{Deserialize, Serialize};

/// A language the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Vi,
    En,
}

/// A sentence in every language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text<S = String> {
    pub vi: S,
    pub en: S,
}

/// A fixed text: a label, a title, a heading.
pub type Label = Text<&'static str>;

impl<S: AsRef<str>> Text<S> {
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => self.vi.as_ref(),
            Lang::En => self.en.as_ref(),
        }
    }

    pub fn to_text(&self) -> Text {
        Text { vi: self.vi.as_ref().to_owned(), en: self.en.as_ref().to_owned() }
    }
}

impl Label {
    /// The words in a language, for as long as the program runs.
    pub fn pick(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

impl Text {
    /// The same words in both languages: for names and codes.
    pub fn same(words: impl Into<String>) -> Text {
        let vi = words.into();
        Text { en: vi.clone(), vi }
    }
}

/// Writes a [`Text`] with captured arguments: `text!(vi: "{a} trùng", en: "{a} repeats")`.
#[macro_export]
macro_rules! text {
    (vi: $vi:literal, en: $en:literal $(,)?) => {
        $crate::i18n::Text { vi: format!($vi), en: format!($en) }
    };
}

/// Writes a [`Label`](crate::i18n::Label).
#[macro_export]
macro_rules! label {
    (vi: $vi:literal, en: $en:literal $(,)?) => {
        $crate::i18n::Text { vi: $vi, en: $en }
    };
}
