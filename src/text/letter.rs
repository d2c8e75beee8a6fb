//! A Vietnamese letter taken apart: base letter, mark, tone, case.

/// The six tones, in the order of dictionaries (DOMAIN 4.6, CLDR `vi`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    #[default]
    Ngang,
    Huyen,
    Hoi,
    Nga,
    Sac,
    Nang,
}

/// What makes a letter of its own out of a base letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    #[default]
    None,
    /// ă
    Breve,
    /// â ê ô
    Circumflex,
    /// ơ ư
    Horn,
    /// đ
    Stroke,
}

/// A letter of the Vietnamese alphabet (with f, j, w, z of foreign words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Letter {
    /// Lower-case ASCII.
    pub base: u8,
    pub mark: Mark,
    pub tone: Tone,
    pub upper: bool,
}

const TONES: [Tone; 6] = [Tone::Ngang, Tone::Huyen, Tone::Hoi, Tone::Nga, Tone::Sac, Tone::Nang];

/// The twelve vowels with their six tones.
const VOWELS: [(u8, Mark, [char; 6]); 12] = [
    (b'a', Mark::None, ['a', 'à', 'ả', 'ã', 'á', 'ạ']),
    (b'a', Mark::Breve, ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ']),
    (b'a', Mark::Circumflex, ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ']),
    (b'e', Mark::None, ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ']),
    (b'e', Mark::Circumflex, ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ']),
    (b'i', Mark::None, ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị']),
    (b'o', Mark::None, ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ']),
    (b'o', Mark::Circumflex, ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ']),
    (b'o', Mark::Horn, ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ']),
    (b'u', Mark::None, ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ']),
    (b'u', Mark::Horn, ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự']),
    (b'y', Mark::None, ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ']),
];

/// Up to ư; then the block of toned vowels.
const FIRST_PART: usize = 0x1B1;
const SECOND_PART: u32 = 0x1EA0;
const SIZE: usize = FIRST_PART + 0x5A;

static LETTERS: [Option<Letter>; SIZE] = build();

const fn build() -> [Option<Letter>; SIZE] {
    let mut table = [None; SIZE];
    let mut base = b'a';
    while base <= b'z' {
        put(
            &mut table,
            base as char,
            Letter { base, mark: Mark::None, tone: Tone::Ngang, upper: false },
        );
        base += 1;
    }
    put(
        &mut table,
        'đ',
        Letter { base: b'd', mark: Mark::Stroke, tone: Tone::Ngang, upper: false },
    );
    let mut vowel = 0;
    while vowel < VOWELS.len() {
        let (base, mark, forms) = VOWELS[vowel];
        let mut tone = 0;
        while tone < TONES.len() {
            put(&mut table, forms[tone], Letter { base, mark, tone: TONES[tone], upper: false });
            tone += 1;
        }
        vowel += 1;
    }
    table
}

const fn put(table: &mut [Option<Letter>; SIZE], lower: char, letter: Letter) {
    table[slot(lower)] = Some(letter);
    table[slot(capital(lower))] = Some(Letter { upper: true, ..letter });
}

/// The capital of a lower-case Vietnamese letter: 32 below in ASCII and
/// Latin-1, just before it everywhere else.
const fn capital(lower: char) -> char {
    let distance = if (lower as u32) < 0x100 { 0x20 } else { 1 };
    match char::from_u32(lower as u32 - distance) {
        Some(upper) => upper,
        None => lower,
    }
}

/// Where a character stands in the table; beyond its end for others.
const fn slot(c: char) -> usize {
    let code = c as u32;
    if code < FIRST_PART as u32 {
        code as usize
    } else if code >= SECOND_PART {
        (code - SECOND_PART) as usize + FIRST_PART
    } else {
        SIZE
    }
}

impl Letter {
    /// The parts of a precomposed letter; `None` for anything else.
    #[inline]
    pub fn of(c: char) -> Option<Letter> {
        LETTERS.get(slot(c)).copied().flatten()
    }

    /// The character again; the nearest there is for parts that no letter has together.
    pub fn to_char(self) -> char {
        let lower = VOWELS
            .iter()
            .find(|(base, mark, _)| *base == self.base && *mark == self.mark)
            .map(|(_, _, forms)| forms[self.tone as usize])
            .unwrap_or(if self.mark == Mark::Stroke { 'đ' } else { self.base as char });
        if self.upper { capital(lower) } else { lower }
    }

    pub fn with_tone(self, tone: Tone) -> Letter {
        Letter { tone, ..self }
    }

    pub fn is_vowel(self) -> bool {
        matches!(self.base, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
    }

    /// Neither mark nor tone.
    pub fn is_plain(self) -> bool {
        self.mark == Mark::None && self.tone == Tone::Ngang
    }
}

/// The lower case of a letter; Vietnamese letters by table.
#[inline]
pub fn lower(c: char) -> char {
    match Letter::of(c) {
        Some(letter) if letter.upper => {
            let distance = if (c as u32) < 0x100 { 0x20 } else { 1 };
            char::from_u32(c as u32 + distance).unwrap_or(c)
        }
        Some(_) => c,
        None => single(c, c.to_lowercase()),
    }
}

/// The upper case of a letter; Vietnamese letters by table.
#[inline]
pub fn upper(c: char) -> char {
    match Letter::of(c) {
        Some(letter) if letter.upper => c,
        Some(_) => capital(c),
        None => single(c, c.to_uppercase()),
    }
}

/// Letters whose other case is several characters (ß) stay as they are.
fn single(c: char, mut cased: impl ExactSizeIterator<Item = char>) -> char {
    if cased.len() == 1 { cased.next().unwrap_or(c) } else { c }
}

#[cfg(test)]
mod tests {
    use super::{Letter, Mark, Tone, lower, upper};

    #[test]
    fn every_letter_comes_apart_and_together_again() {
        let letters: Vec<char> =
            (0..0x2000).filter_map(char::from_u32).filter(|c| Letter::of(*c).is_some()).collect();
        // 26 letters, đ and 67 vowels with marks or tones, in two cases.
        assert_eq!(letters.len(), 2 * (26 + 1 + 66));
        for c in letters {
            assert_eq!(Letter::of(c).map(Letter::to_char), Some(c));
            let std_lower: String = c.to_lowercase().collect();
            let std_upper: String = c.to_uppercase().collect();
            assert_eq!((lower(c).to_string(), upper(c).to_string()), (std_lower, std_upper));
        }
    }

    #[test]
    fn letters_know_their_parts() {
        let letter = Letter::of('Ợ').unwrap();
        assert_eq!((letter.base, letter.mark, letter.tone), (b'o', Mark::Horn, Tone::Nang));
        assert!(letter.upper && Letter::of('Ð').is_none() && Letter::of('ö').is_none());
        assert_eq!(Letter::of('\u{10FFFF}'), None);
    }
}
