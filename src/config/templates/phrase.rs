//! Phrases: wordings made comparable.

use crate::text::fold::{fold, fold_tones};

/// A wording, and how it compares: case, Unicode form, tone placement,
/// punctuation and line breaks do not count; accents do where both sides have them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    text: Box<str>,
    /// Lower-case words with accents, single spaces between them.
    toned: Box<str>,
    /// The same words without accents.
    folded: Box<str>,
    /// The group heading it must stand below.
    parent: Option<Box<Phrase>>,
}

impl Phrase {
    /// `"Trình độ > LLCT"` is LLCT below the group heading Trình độ.
    pub fn new(text: &str) -> Phrase {
        match text.rsplit_once(" > ") {
            Some((parent, own)) => Phrase {
                text: text.into(),
                parent: Some(Box::new(Phrase::plain(parent))),
                ..Phrase::plain(own)
            },
            None => Phrase::plain(text),
        }
    }

    /// A text as it stands, without a parent.
    pub fn plain(text: &str) -> Phrase {
        let toned = words_of(&fold_tones(text));
        let folded = fold(&toned).into();
        Phrase { text: text.into(), toned: toned.into(), folded, parent: None }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn toned(&self) -> &str {
        &self.toned
    }

    pub fn folded(&self) -> &str {
        &self.folded
    }

    pub fn parent(&self) -> Option<&Phrase> {
        self.parent.as_deref()
    }

    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    pub fn word_count(&self) -> usize {
        self.folded.split(' ').count()
    }

    /// Whether the text carries any accent at all: many people type headings without.
    pub fn is_accented(&self) -> bool {
        self.toned != self.folded
    }

    /// Same words, same accents.
    pub fn same(&self, other: &Phrase) -> bool {
        self.toned == other.toned
    }

    /// Whether the words of `part` follow one another in this text.
    pub fn contains(&self, part: &Phrase) -> bool {
        if part.is_empty() {
            return false;
        }
        if self.is_accented() {
            contains_words(&self.toned, &part.toned)
        } else {
            contains_words(&self.folded, &part.folded)
        }
    }
}

fn words_of(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::with_capacity(text.len()), |mut out, word| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        out
    })
}

/// Both are words with single spaces between them.
fn contains_words(text: &str, part: &str) -> bool {
    let mut rest = text;
    while rest.len() >= part.len() {
        if let Some(after) = rest.strip_prefix(part)
            && (after.is_empty() || after.starts_with(' '))
        {
            return true;
        }
        let Some((_, next)) = rest.split_once(' ') else { return false };
        rest = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn writing_does_not_matter_but_accents_do() {
        assert!(Phrase::new("Họ và\ntên:").same(&Phrase::new("HỌ VÀ  TÊN")));
        assert!(Phrase::new("Trình độ văn hoá").same(&Phrase::new("trình độ văn hóa")));
        assert!(!Phrase::new("Năm").same(&Phrase::new("Nam")));
    }

    #[test]
    fn words_are_found_whole() {
        let heading = Phrase::plain("Người khai ký và ghi rõ họ tên");
        assert!(heading.contains(&Phrase::new("ký")));
        assert!(!heading.contains(&Phrase::new("kỳ")));
        assert!(!heading.contains(&Phrase::new("kh")));
        assert!(Phrase::plain("ho va ten").contains(&Phrase::new("tên")));
    }

    #[test]
    fn a_parent_stands_before_the_sign() {
        let phrase = Phrase::new("Trình độ > LLCT");
        assert_eq!(
            (phrase.folded(), phrase.parent().map(Phrase::folded)),
            ("llct", Some("trinh do"))
        );
    }
}
