//! Names as they are compared: syllable by syllable, tones apart from letters.

use super::likeness::slips_within;
use crate::config::matching::Test;
use crate::text::fold::{fold, fold_tones};
use crate::text::letter::{Letter, Mark, Tone};

/// A name, taken apart once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameValue {
    /// Lower case, tones in their modern place.
    pub toned: Box<str>,
    /// Without tones and marks.
    pub folded: Box<str>,
    /// The folded syllables in alphabetical order.
    pub sorted: Box<str>,
    /// The given name is one that people bear, as it is written here.
    pub given_is_known: bool,
}

impl NameValue {
    /// A name, or `None` when nothing of it is left to compare.
    pub fn new(name: &str) -> Option<NameValue> {
        let folded = fold(name);
        if folded.is_empty() {
            return None;
        }
        let mut syllables: Vec<&str> = folded.split(' ').collect();
        syllables.sort_unstable();
        let sorted = syllables.join(" ").into();
        let toned = fold_tones(name).into();
        Some(NameValue { toned, sorted, folded: folded.into(), given_is_known: false })
    }

    /// The first folded syllable.
    pub fn family(&self) -> &str {
        self.folded.split(' ').next().unwrap_or("")
    }

    /// The last folded syllable, unless there is only one.
    pub fn given(&self) -> &str {
        self.folded.rsplit_once(' ').map_or("", |(_, given)| given)
    }

    /// What stands between family and given name.
    pub fn middle(&self) -> &str {
        let rest = self.folded.split_once(' ').map_or("", |(_, rest)| rest);
        rest.rsplit_once(' ').map_or("", |(middle, _)| middle)
    }

    /// The given name as it is written.
    pub fn toned_given(&self) -> &str {
        self.toned.rsplit_once(' ').map_or("", |(_, given)| given)
    }

    /// Are the two given names two names, and not one with a slip of the pen?
    fn names_another(&self, other: &NameValue) -> bool {
        self.given_is_known && other.given_is_known && self.toned_given() != other.toned_given()
    }

    /// The strongest likeness of two different names.
    pub fn relation(&self, other: &NameValue) -> Test {
        if self.folded == other.folded {
            return match same_letters(&self.toned, &other.toned) {
                Test::OtherTone | Test::ToneLost if self.names_another(other) => Test::NearGiven,
                test => test,
            };
        }
        let (a, b): (Vec<&str>, Vec<&str>) =
            (self.folded.split(' ').collect(), other.folded.split(' ').collect());
        if i_for_y(&self.folded, &other.folded) && same_but_for_y(&self.toned, &other.toned) {
            return Test::Spelling;
        }
        if self.sorted == other.sorted {
            return same_syllables(&self.toned, &other.toned);
        }
        if middle_shortened(&a, &b) || middle_shortened(&b, &a) {
            return if self.names_another(other) { Test::NearGiven } else { Test::MiddleMissing };
        }
        match slips_within(&self.folded, &other.folded, 2) {
            Some(0 | 1) if self.names_another(other) => return Test::NearGiven,
            Some(0 | 1) => return Test::OneSlip,
            _ if swapped_with_slip(&a, &b) || swapped_with_slip(&b, &a) => {
                return Test::SwappedSlip;
            }
            Some(_) if two_in_two(&a, &b) && self.names_another(other) => return Test::NearGiven,
            Some(_) if two_in_two(&a, &b) => return Test::TwoSlips,
            _ => {}
        }
        if given_cut(&a, &b) || given_cut(&b, &a) {
            return Test::GivenCut;
        }
        match (self.family() == other.family(), self.given() == other.given()) {
            (true, true) if self.names_another(other) => Test::OtherGiven,
            (true, true) => Test::OtherMiddle,
            (true, false) => Test::OtherGiven,
            _ => Test::Different,
        }
    }
}

/// Two names of the same letters under other tones and marks.
fn same_letters(a: &str, b: &str) -> Test {
    if a == b {
        return Test::Equal;
    }
    if is_plain(a) || is_plain(b) {
        return Test::MarksLost;
    }
    let mut syllables = a.split(' ').zip(b.split(' '));
    if syllables.all(|(a, b)| a == b || is_worn(a, b) || is_worn(b, a)) {
        return Test::ToneLost;
    }
    Test::OtherTone
}

/// Two names of the same folded syllables in another order: Hường is no Hương there either.
fn same_syllables(a: &str, b: &str) -> Test {
    let in_order = |name: &str| {
        let mut syllables: Vec<String> = name.split(' ').map(str::to_owned).collect();
        syllables.sort_unstable();
        syllables
    };
    let same = is_plain(a) || is_plain(b) || in_order(a) == in_order(b);
    if same { Test::PartsSwapped } else { Test::SwappedSlip }
}

fn is_plain(name: &str) -> bool {
    name.chars().all(|c| Letter::of(c).is_none_or(Letter::is_plain))
}

/// Is `worn` the syllable `whole` with some tone or mark lost?
fn is_worn(worn: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    let kept = worn.chars().all(|worn| {
        let Some(whole) = whole.next() else { return false };
        if worn == whole {
            return true;
        }
        let (Some(worn), Some(whole)) = (Letter::of(worn), Letter::of(whole)) else { return false };
        worn.base == whole.base
            && (worn.tone == whole.tone || worn.tone == Tone::Ngang)
            && (worn.mark == whole.mark || worn.mark == Mark::None)
    });
    kept && whole.next().is_none()
}

/// A quick look before the long one: the same letters, i and y taken for one.
fn i_for_y(a: &str, b: &str) -> bool {
    let same = |(a, b): (u8, u8)| a == b || (matches!(a, b'i' | b'y') && matches!(b, b'i' | b'y'));
    a.len() == b.len() && a.bytes().zip(b.bytes()).all(same)
}

/// Lý and Lí, Quý and Quí: the names differ in nothing but a final i for y.
fn same_but_for_y(a: &str, b: &str) -> bool {
    let syllables = |name: &str| name.split(' ').map(final_y_as_i).collect::<Vec<String>>();
    a.len().abs_diff(b.len()) <= 3 && syllables(a) == syllables(b)
}

fn final_y_as_i(syllable: &str) -> String {
    let mut letters: Vec<char> = syllable.chars().collect();
    if let Some(last) = letters.last_mut() {
        match Letter::of(*last) {
            Some(letter) if letter.base == b'y' => {
                *last = Letter { base: b'i', ..letter }.to_char()
            }
            _ => {}
        }
    }
    letters.into_iter().collect()
}

/// Has `short` the family and given name of `long`, and of its middle parts
/// only some, or their initials?
fn middle_shortened(short: &[&str], long: &[&str]) -> bool {
    let ([first, short @ .., last], [family, long @ .., given]) = (short, long) else {
        return false;
    };
    if first != family || last != given || short.len() > long.len() {
        return false;
    }
    let mut rest = long.iter();
    short
        .iter()
        .all(|part| rest.any(|whole| part == whole || (part.len() == 1 && whole.starts_with(part))))
}

/// Has one the syllables of the other in another order, and one slip or a part less?
fn swapped_with_slip(a: &[&str], b: &[&str]) -> bool {
    let (Some(first_a), Some(last_a)) = (a.first(), a.last()) else { return false };
    let (Some(first_b), Some(last_b)) = (b.first(), b.last()) else { return false };
    if a.len() < 2 || b.len() < 2 || (first_a != last_b && last_a != first_b) {
        return false;
    }
    let whole = a.join(" ");
    let is_it = |b: &[&str]| {
        slips_within(&whole, &b.join(" "), 1).is_some()
            || middle_shortened(a, b)
            || middle_shortened(b, a)
    };
    let turned = |by: usize| {
        let mut turned = b.to_vec();
        turned.rotate_left(by);
        turned
    };
    let mut ends = b.to_vec();
    let last = ends.len() - 1;
    ends.swap(0, last);
    is_it(&turned(1)) || is_it(&turned(last)) || is_it(&ends)
}

/// Do two slips fall on two syllables? Two in one make another syllable of it (Văn, Mạnh).
fn two_in_two(a: &[&str], b: &[&str]) -> bool {
    let slip = |(a, b): (&&str, &&str)| slips_within(a, b, 1);
    a.len() == b.len() && a.iter().zip(b).all(|pair| slip(pair).is_some())
}

/// Is `short` the beginning of `long` without the given name (or with its initial)?
fn given_cut(short: &[&str], long: &[&str]) -> bool {
    if short.len() < 2 || short.len() > long.len() {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match short.get(same) {
        None => short.len() < long.len(),
        Some(initial) => {
            same >= 1
                && same + 1 == short.len()
                && short.len() == long.len()
                && initial.len() == 1
                && long.get(same).is_some_and(|given| given.starts_with(initial))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NameValue, Test};

    fn relation(a: &str, b: &str) -> Test {
        let (a, b) = (NameValue::new(a).unwrap(), NameValue::new(b).unwrap());
        assert_eq!(a.relation(&b), b.relation(&a));
        a.relation(&b)
    }

    #[test]
    fn names_are_told_by_how_they_differ() {
        for (a, b, wanted) in [
            ("Nguyễn Thị Hoà", "nguyễn thị hòa", Test::Equal),
            ("Nguyễn Văn Lý", "Nguyễn Văn Lí", Test::Spelling),
            ("Nguyễn Thị Thủy", "Nguyen Thi Thuy", Test::MarksLost),
            ("Phạm Thu Huyền", "Phạm Thu Huyèn", Test::ToneLost),
            ("Phạm Thu Huyền", "Pham Thu Huyền", Test::ToneLost),
            ("Nguyễn Thị Thủy", "Nguyễn Thị Thúy", Test::OtherTone),
            ("Nguyễn Văn An", "Văn An Nguyễn", Test::PartsSwapped),
            ("Nguyễn Thị Thu Hà", "Nguyễn Thị Hà", Test::MiddleMissing),
            ("Nguyễn Thị Thu Hà", "Nguyễn T. Thu Hà", Test::MiddleMissing),
            ("Nguyễn Ngọc Thịnh", "Nguiễn Ngọc Thịnh", Test::OneSlip),
            ("Nguyễn Thị Hoa", "Nguyễn Thịhoa", Test::OneSlip),
            ("Nguyễn Ngọc Thịnh", "Nguiễn Ngọc Thịn", Test::TwoSlips),
            ("Bùi Minh Oanh", "Oanh Bùi Mih", Test::SwappedSlip),
            ("Bùi Thu Hương", "Hường Bùi Thu", Test::SwappedSlip),
            ("Bùi Thu Hương", "Huong Bui Thu", Test::PartsSwapped),
            ("Đinh Thị Bích Nga", "Nga Đinh Thị", Test::SwappedSlip),
            ("Trần Thị Thanh Hương", "Trần Thị Thanh", Test::GivenCut),
            ("Trần Thị Hương", "Trần Thị H", Test::GivenCut),
            ("Nguyễn Văn Hùng", "Nguyễn Mạnh Hùng", Test::OtherMiddle),
            ("Bùi Thị Hoa", "Bùi Thị Lựu", Test::OtherGiven),
            ("Bùi Thị Hoa", "Đinh Công Tráng", Test::Different),
        ] {
            assert_eq!(relation(a, b), wanted, "{a} / {b}");
        }
    }

    #[test]
    fn two_names_are_no_slip_of_the_pen() {
        let known =
            |words: &str| NameValue { given_is_known: true, ..NameValue::new(words).unwrap() };
        for (a, b) in [("Bùi Thị Lan", "Bùi Thị Loan"), ("Lê Thị Thủy", "Lê Thị Thúy")]
        {
            assert_eq!(known(a).relation(&known(b)), Test::NearGiven);
        }
        for (a, b) in [
            ("Bùi Thị Hòa", "Bùi Thị Hoa"),
            ("Bùi Thu Hương", "Bùi Hường"),
            ("Đinh Thị Linh", "Đinh mThị Bình"),
        ] {
            assert_eq!(known(a).relation(&known(b)), Test::NearGiven);
        }
        let unknown = NameValue::new("Bùi Thị Huyèn").unwrap();
        assert_eq!(known("Bùi Thị Huyền").relation(&unknown), Test::ToneLost);
        assert_eq!(known("Bùi Thị Lan").relation(&known("Búi Thị Lan")), Test::OtherTone);
    }

    #[test]
    fn nothing_to_compare_is_no_name() {
        assert_eq!(NameValue::new(" … "), None);
        let one = NameValue::new("Hoa").unwrap();
        assert_eq!((one.family(), one.middle(), one.given()), ("hoa", "", ""));
        let four = NameValue::new("Nguyễn Thị Thu Hà").unwrap();
        assert_eq!((four.family(), four.middle(), four.given()), ("nguyen", "thi thu", "ha"));
    }
}
