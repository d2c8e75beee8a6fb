//! Names of people, told by family name, syllables and capitals.

use super::cell_words::VOCABULARY;
use super::traits::Traits;
use crate::config::templates::Phrase;
use crate::text::syllable::{is_syllable, is_unaccented_syllable};

/// What a text could be as a name.
pub(super) fn traits_of_name(text: &str, phrase: &Phrase) -> Traits {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let listed = has_digit && (text.contains("1.") || text.contains("1)")) && text.contains('2');
    if listed && names_in_list(text) >= 2 {
        return Traits::NAMES;
    }
    let text = without_ordinal(text);
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let name = without_title(text, phrase);
    if has_digit
        || name.chars().any(|c| matches!(c, ',' | ':' | ';' | '/' | '@' | '=' | '%' | '&' | '('))
    {
        return lines_of_names(name);
    }
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c == '.').filter(|w| !w.is_empty()).collect();
    if words.is_empty() || words.len() > 7 {
        return Traits::default();
    }
    let syllables = words.iter().all(|word| is_name_word(word));
    if !syllables {
        return Traits::default();
    }
    if words.len() == 1 {
        return Traits::GIVEN;
    }
    let first = Phrase::plain(words.first().copied().unwrap_or_default());
    let family = VOCABULARY.family_names.bits(&first) != 0;
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let lower = words.iter().filter(|word| !capital(word)).count();
    let cased = lower == 0 || lower == words.len() || (family && lower == 1 && words.len() > 2);
    match (family && cased, lower == 0) {
        (true, _) => Traits::NAME,
        (false, true) => Traits::NAME_LIKE,
        _ => Traits::default(),
    }
}

/// A name with remarks behind a line break or in brackets is still one.
fn lines_of_names(text: &str) -> Traits {
    let head = text.split(['(', ',', ';', '-', '–']).next().unwrap_or_default().trim();
    if head.len() < text.len() && head.contains(' ') && !head.bytes().any(|b| b.is_ascii_digit()) {
        let traits = traits_of_name(head, &Phrase::plain(head));
        return Traits(traits.0 & Traits::NAME.0);
    }
    Traits::default()
}

fn names_in_list(text: &str) -> usize {
    let parts = text.split(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '\n'));
    parts
        .map(str::trim)
        .filter(|part| {
            part.contains(' ') && traits_of_name(part, &Phrase::plain(part)).has(Traits::NAME)
        })
        .count()
}

/// Cuts `1.`, `02)` off the front.
fn without_ordinal(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    match rest.strip_prefix(['.', ')', '-', '/']) {
        Some(name) if (1..=3).contains(&digits) => name.trim_start(),
        _ => text,
    }
}

/// Cuts `Ông`, `Đ/c` … off the front.
fn without_title<'a>(text: &'a str, phrase: &Phrase) -> &'a str {
    if VOCABULARY.titles.bits(phrase) == 0 {
        return text;
    }
    let text = text.trim_start();
    let longer = |title: &&str| text.get(..title.len()).is_some_and(|head| head == *title);
    let title = ["Đ/c:", "Đ/c.", "Đ/c", "đ/c", "Đồng chí", "Đ.c"].into_iter().find(longer);
    let rest = match title {
        Some(title) => text.get(title.len()..).unwrap_or_default(),
        None => text.split_once([' ', '.', ':']).map_or("", |(_, rest)| rest),
    };
    rest.trim_start_matches([':', '.', ' '])
}

fn is_name_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '\'' | '’' | '-' | '*'));
    let mut parts = word.split(['-', '\'', '’']).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            part.chars().all(char::is_alphabetic)
                && (part.chars().count() == 1
                    || is_syllable(part)
                    || is_unaccented_syllable(part)
                    || is_foreign(part))
        })
}

/// Words of minority names: Krông, Niê, Ksor.
fn is_foreign(word: &str) -> bool {
    let folded = Phrase::plain(word);
    let vowel = folded.folded().contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    vowel && capital && word.chars().count() <= 6 && word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::layout::cell_traits::traits_of_text;
    use crate::layout::traits::Traits;

    fn is(text: &str, traits: Traits) -> bool {
        traits_of_text(text).has(traits)
    }

    #[test]
    fn names_are_family_name_first_and_nothing_else() {
        for text in [
            "Nguyễn Văn Ánh",
            "LÊ NGỌC QUÂN",
            "nguyen thi hoa",
            "Ông Bùi Văn A",
            "Đ/c Trần Thị Bích Ngọc",
            "Hà Cao An",
            "Y Bhin Niê",
            "Nguyễn Thị Hoa (Hòa)",
            "1. Nguyễn Văn Ánh",
            "02) Bùi Thị Hòa",
        ] {
            assert!(is(text, Traits::NAME), "{text}");
        }
        for text in [
            "Phó Trưởng phòng",
            "Sở Tài chính",
            "Chi bộ 1",
            "Trung cấp",
            "Tổng cộng",
            "Đề tài số 1",
            "Cộng",
            "Nơi nhận:",
            "Toán giải tích",
            "Bí thư chi bộ",
            "Văn học và Lý luận văn học",
        ] {
            assert!(!is(text, Traits::NAME), "{text}");
        }
        assert!(is("1.Trần Tiến Thuật 2.Võ Như Năng 3.Lê Hà Phước", Traits::NAMES));
        assert!(is("Chương", Traits::GIVEN));
    }
}
