//! Provinces: the codes at the head of citizen numbers, and what a province
//! is called since 1/7/2025.

use std::sync::LazyLock;

use super::vocabulary::{Vocabulary, lines, listed};
use crate::text::fold::fold;

/// A province of before 1/7/2025.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    /// The three digits at the head of a citizen number.
    pub code: Box<str>,
    pub name: Box<str>,
    /// The province that it belongs to since 1/7/2025.
    pub since_2025: Box<str>,
}

const TEXT: &str = include_str!("../../templates/vocabulary/provinces.tsv");

static PROVINCES: LazyLock<Vec<Province>> =
    LazyLock::new(|| lines(TEXT).filter_map(|(_, columns)| province(&columns)).collect());

/// Every writing → the index in [`PROVINCES`].
static WRITINGS: LazyLock<Vocabulary<Province>> =
    LazyLock::new(|| Vocabulary::parse_with(TEXT, province).unwrap_or_default());

fn province(columns: &[&str]) -> Option<Province> {
    Some(Province {
        code: (*columns.first()?).into(),
        name: listed(columns.get(1)?).next()?.into(),
        since_2025: (*columns.get(2)?).into(),
    })
}

/// The province that a citizen number begins with.
pub fn of_code(code: &str) -> Option<&'static Province> {
    PROVINCES.iter().find(|province| &*province.code == code)
}

/// Is this the head of a citizen number?
pub fn is_code(code: &str) -> bool {
    static CODES: LazyLock<Vec<bool>> = LazyLock::new(|| {
        (0..1000).map(|code: u32| of_code(&format!("{code:03}")).is_some()).collect()
    });
    let digits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    let number = code.parse().ok().filter(|_| digits);
    number.is_some_and(|number: usize| CODES.get(number) == Some(&true))
}

/// Provinces of before 1996 → what all of their parts belong to today.
static FORMER: LazyLock<Vocabulary<&str>> = LazyLock::new(|| {
    let text = include_str!("../../templates/vocabulary/former_provinces.tsv");
    let mut former = Vocabulary::default();
    for (_, columns) in lines(text) {
        if let [names, since] = *columns.as_slice() {
            former.add_all(names, since);
        }
    }
    former
});

/// The province of today that a home town or an address lies in.
pub fn since_2025(text: &str) -> Option<&'static str> {
    let former = || {
        let parts = text.rsplit([',', ';', '\n', '/', '(', ')']);
        parts.map(|part| without_kind(part.trim())).find_map(|part| FORMER.find(part).copied())
    };
    former().or_else(|| of_place(text).map(|province| &*province.since_2025))
}

/// The province that a home town or an address names: its last part that is one.
/// `"Kim Bôi, Hòa Bình"` → Hòa Bình, since 2025 Phú Thọ.
pub fn of_place(text: &str) -> Option<&'static Province> {
    let parts: Vec<&str> = text.split([',', '-', '–', ';', '\n', '/', '(', ')']).collect();
    let by_part = parts.iter().rev().find_map(|part| WRITINGS.find(without_kind(part.trim())));
    // "Kim Bôi Hòa Bình": the name stands at the end without a comma. Names with
    // a dash inside fall apart above and are found here.
    let folded = fold(text);
    let at_end = || {
        WRITINGS
            .inside(&folded)
            .filter(|(range, _)| range.end == folded.len())
            .map(|(_, p)| p)
            .last()
    };
    by_part.or_else(at_end)
}

/// `Tỉnh Hòa Bình`, `TP. Hà Nội` → the name alone.
fn without_kind(part: &str) -> &str {
    const KINDS: [&str; 8] = ["Tỉnh", "tỉnh", "Thành phố", "thành phố", "TP.", "TP", "T.", "Tp."];
    let stripped = KINDS.iter().find_map(|kind| part.strip_prefix(kind));
    stripped.filter(|rest| rest.chars().count() > 2).map_or(part, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn all_63_codes_are_known() {
        assert_eq!(PROVINCES.len(), 63);
        assert_eq!(
            of_code("017").map(|p| (&*p.name, &*p.since_2025)),
            Some(("Hòa Bình", "Phú Thọ"))
        );
        assert!(!is_code("999") && !is_code("003"));
        let merged =
            ["017", "025", "026"].map(|code| of_code(code).map(|p| (&*p.name, &*p.since_2025)));
        let phu_tho = |name| Some((name, "Phú Thọ"));
        assert_eq!(merged, ["Hòa Bình", "Phú Thọ", "Vĩnh Phúc"].map(phu_tho));
        let since: BTreeSet<&str> = PROVINCES.iter().map(|p| &*p.since_2025).collect();
        assert_eq!(since.len(), 34);
    }

    proptest! {
        #[test]
        fn no_place_is_too_strange(text in "\\PC{0,30}") {
            of_place(&text);
        }

        #[test]
        fn a_province_is_found_behind_any_place(at in 0..63_usize, place in "[A-ZĐ][a-zà-ỹ]{1,6}") {
            let province = &PROVINCES[at];
            let found = of_place(&format!("{place}, {}", province.name));
            prop_assert_eq!(found, Some(province));
            prop_assert_eq!(of_place(&province.name), Some(province));
        }
    }

    #[test]
    fn home_towns_in_provinces_of_before_1996_lie_in_one_of_today() {
        for (text, today) in [
            ("Lập Thạch, Vĩnh Phú", "Phú Thọ"),
            ("Ý Yên, Hà Nam Ninh", "Ninh Bình"),
            ("Tỉnh Hà Bắc", "Bắc Ninh"),
            ("Điện Bàn, Quảng Nam - Đà Nẵng", "Đà Nẵng"),
            ("Kim Bôi, Hòa Bình", "Phú Thọ"),
        ] {
            assert_eq!(since_2025(text), Some(today), "{text}");
        }
        // Of these the name alone does not tell.
        for text in ["Hà Sơn Bình", "Nghệ Tĩnh", "Ân Thi, Hải Hưng", "Kim Bôi"] {
            assert_eq!(since_2025(text), None, "{text}");
        }
        let of_today: BTreeSet<&str> = PROVINCES.iter().map(|p| &*p.since_2025).collect();
        assert!(FORMER.writings().count() > 8);
        assert!(FORMER.writings().all(|(_, since)| of_today.contains(since)));
    }

    #[test]
    fn the_province_of_a_place_is_found() {
        for (text, name) in [
            ("Kim Bôi, Hòa Bình", "Hòa Bình"),
            ("Xã Mường Bi, tỉnh Hoà Bình", "Hòa Bình"),
            ("TP. Hà Nội", "Hà Nội"),
            ("Lạc Sơn - Hòa Bình", "Hòa Bình"),
            ("Kim Bôi Hoà Bình", "Hòa Bình"),
            ("nam dinh", "Nam Định"),
            ("Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
            ("TPHCM", "Hồ Chí Minh"),
            ("Thành phố Huế, Thừa Thiên Huế", "Thừa Thiên Huế"),
        ] {
            assert_eq!(of_place(text).map(|p| &*p.name), Some(name), "{text}");
        }
        for text in ["", "Kim Bôi", "Lào", "Trung Quốc"] {
            assert_eq!(of_place(text), None, "{text}");
        }
    }
}
