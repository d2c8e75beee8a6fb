use proptest::prelude::*;

use super::LegacyEncoding::{Tcvn3, Utf8AsCp1252, Vni};
use super::{Basis, CodePage, Decoder, LegacyEncoding, Sample, decode, encoding_of_font, judge};

fn column<'a>(texts: &[&'a str]) -> Vec<Sample<'a>> {
    let cell = |(row, text): (usize, &&'a str)| Sample {
        sheet: 0,
        column: 1,
        row: row as u32,
        text,
        font: None,
    };
    texts.iter().enumerate().map(cell).collect()
}

/// The texts of a column as they come out of the judge.
fn judged(texts: &[&str]) -> Vec<String> {
    let samples = column(texts);
    let read = |(sample, verdict): (&Sample, Option<super::Verdict>)| match verdict {
        Some(verdict) => verdict.decoder.decode(sample.text).into_owned(),
        None => sample.text.to_owned(),
    };
    samples.iter().zip(judge(&samples)).map(read).collect()
}

#[test]
fn stored_text_is_decoded_by_its_encoding() {
    let vectors = [
        (Tcvn3, "NguyÔn V¨n ¸nh", "Nguyễn Văn ánh"),
        (Tcvn3, "NguyÔn V¨n Hïng", "Nguyễn Văn Hùng"),
        (Tcvn3, "Qu¸ch §×nh Quý", "Quách Đình Quý"),
        (Tcvn3, "Bïi ThÞ Hßa", "Bùi Thị Hòa"),
        (Tcvn3, "TrÇn ThÞ Thu H\u{AD}êng", "Trần Thị Thu Hường"),
        (Tcvn3, "§¶ng ñy Khèi c¸c c¬ quan tØnh Hßa B×nh", "Đảng ủy Khối các cơ quan tỉnh Hòa Bình"),
        (Tcvn3, "Trung cÊp lý luËn chÝnh trÞ", "Trung cấp lý luận chính trị"),
        (Vni, "Nguyeãn Vaên AÙnh", "Nguyễn Văn Ánh"),
        (Vni, "Traàn Thò Thu Höôøng", "Trần Thị Thu Hường"),
        (Vni, "Ñaûng uûy Khoái caùc cô quan tænh", "Đảng ủy Khối các cơ quan tỉnh"),
        (Vni, "Chöùc vuï, ñôn vò coâng taùc", "Chức vụ, đơn vị công tác"),
        (Vni, "NGUYEÃN VAÊN TUAÁN", "NGUYỄN VĂN TUẤN"),
        (Utf8AsCp1252, "Nguyá»…n VÄƒn", "Nguyễn Văn"),
    ];
    for (encoding, stored, text) in vectors {
        assert_eq!(decode(stored, encoding), text);
        assert_eq!(judged(&[stored]), [text], "by evidence alone");
    }
}

#[test]
fn letters_of_a_turkish_windows_are_read_as_bytes() {
    let decoder = Decoder::new(Tcvn3, CodePage::Western);
    assert_eq!(decoder.decode("Chİ chiÕn dŞch"), "Chí chiến dịch");
}

#[test]
fn a_vietnamese_windows_is_recognised_by_its_words() {
    let stored = [
        "TrÇn Th\u{303} Lư",
        "NguyÔn ChƯ TiƠn",
        "V\u{323} V¨n ChƯnh",
        "§¨ng kư",
        "B¾c Tơ Liªm",
        "Hoµng ChƯ TiƠn",
    ];
    let text = [
        "Trần Thị Lý",
        "Nguyễn Chí Tiến",
        "Vũ Văn Chính",
        "Đăng ký",
        "Bắc Từ Liêm",
        "Hoàng Chí Tiến",
    ];
    assert_eq!(judged(&stored), text);
}

#[test]
fn words_that_do_not_tell_go_with_their_column() {
    let stored = ["NguyÔn V¨n Hïng", "Vò Dòng", "TrÇn §øc ThiÖn", "Lª ThÞ Hµ", "Vâ Tó", "Lý Quý"];
    let text = ["Nguyễn Văn Hùng", "Vũ Dũng", "Trần Đức Thiện", "Lê Thị Hà", "Võ Tú", "Lý Quý"];
    assert_eq!(judged(&stored), text);
    let unicode = ["Nguyễn Văn Hùng", "Dòng Vò", "Trần Đức Thiện", "Lê Thị Hà", "Vâ Tó"];
    assert_eq!(judged(&unicode), unicode);
}

#[test]
fn mixed_columns_are_told_apart() {
    let stored = [
        "Nguyễn Văn Hùng",
        "TrÇn §øc ThiÖn",
        "Phạm Thị Hòa",
        "Lª ThÞ H\u{AD}¬ng",
        "Hà Thái",
        "Traàn Thò Thuûy",
    ];
    let text = [
        "Nguyễn Văn Hùng",
        "Trần Đức Thiện",
        "Phạm Thị Hòa",
        "Lê Thị Hương",
        "Hà Thái",
        "Trần Thị Thủy",
    ];
    assert_eq!(judged(&stored), text);
}

#[test]
fn unicode_inside_a_legacy_cell_stays() {
    let stored = "C¸c ch\u{AD}¬ng tr×nh träng ®iÓm về TĐC có hạn";
    assert_eq!(judged(&[stored]), ["Các chương trình trọng điểm về TĐC có hạn"]);
}

#[test]
fn other_text_is_not_touched() {
    let texts = [
        "Société Générale",
        "25 °C",
        "150 m²",
        "µm",
        "Windows®",
        "© 2020",
        "§ 12",
        "Müller",
        "TC-K45",
        "«Sao Mai»",
        "José",
        "HÐ",
        "PPCÐ",
        "Ðặng Văn Ðức",
        "12/3/1985",
        "#¡DIV/0!",
        "España",
        "½",
        "· Đảng viên",
        "thé",
        "Nguyen Van A",
        "ñ",
        "",
        " ",
    ];
    assert_eq!(judged(&texts), texts);
    for text in texts {
        assert_eq!(judged(&[text]), [text], "alone");
    }
}

#[test]
fn every_form_of_unicode_is_left_as_it_is() {
    use unicode_normalization::UnicodeNormalization;
    let texts = [
        "Nguyễn Văn Hùng",
        "Hoàng Thị Hòa",
        "Bí thư chi bộ",
        "Sở Nội vụ",
        "Không",
        "có",
        "Đà Nẵng",
    ];
    let decomposed: Vec<String> = texts.iter().map(|text| text.nfd().collect()).collect();
    let decomposed: Vec<&str> = decomposed.iter().map(String::as_str).collect();
    assert_eq!(judged(&decomposed), decomposed);
}

/// Every syllable that the orthography allows, in a scrambled order.
fn all_syllables() -> Vec<String> {
    use super::super::letter::{Letter, Tone};
    use super::super::syllable::{Syllable, TonePlace};
    const ONSETS: &str = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x";
    const TONES: [Tone; 6] =
        [Tone::Ngang, Tone::Huyen, Tone::Hoi, Tone::Nga, Tone::Sac, Tone::Nang];
    let mut all = std::collections::BTreeSet::new();
    let words = ONSETS.split(' ').flat_map(|onset| {
        super::super::syllable::all_rimes().map(move |rime| format!("{onset}{rime}"))
    });
    for word in words {
        let letters: Vec<Letter> = word.chars().filter_map(Letter::of).collect();
        for (at, tone) in (0..letters.len()).flat_map(|at| TONES.map(|tone| (at, tone))) {
            let mut letters = letters.clone();
            letters[at].tone = if letters[at].is_vowel() { tone } else { Tone::Ngang };
            let word: String = letters.into_iter().map(Letter::to_char).collect();
            let parsed = Syllable::parse(&word);
            if parsed.is_some_and(|syllable| syllable.tone_place == TonePlace::Modern) {
                all.insert(word);
            }
        }
    }
    let all: Vec<String> = all.into_iter().collect();
    (0..all.len()).map(|at| all[at * 7919 % all.len()].clone()).collect()
}

#[test]
fn no_syllable_of_vietnamese_is_taken_for_legacy_text() {
    let syllables = all_syllables();
    assert!(syllables.len() > 15_000, "{}", syllables.len());
    for (number, column) in syllables.chunks(90).enumerate() {
        // Cells of three words, as names are; in small letters, capitals, or with a capital.
        let cells: Vec<String> = column
            .chunks(3)
            .map(|words| match number % 3 {
                0 => words.join(" "),
                1 => words.join(" ").to_uppercase(),
                _ => format!("Nguyễn {}", words.join(" ")),
            })
            .collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        assert_eq!(judged(&cells), cells);
    }
}

#[test]
fn foreign_names_codes_and_addresses_stay_in_any_column() {
    let texts = [
        "François Müller",
        "José Peña",
        "Zoë Ångström",
        "Citroën C5",
        "naïve café",
        "São Paulo",
        "m² ½ ª º",
        "±5 °C",
        "TC-K45",
        "an.nv@hoabinh.gov.vn",
        "017085001234",
        "© 2026 Công ty",
        "§ 12",
        "12/03/1985",
    ];
    assert_eq!(judged(&texts), texts);
    for text in texts {
        assert_eq!(judged(&[text]), [text]);
    }
}

#[test]
fn a_font_decides_unless_the_text_is_unicode() {
    let with_font =
        |text| [Sample { sheet: 0, column: 0, row: 0, text, font: encoding_of_font(".VnTime") }];
    let verdict = judge(&with_font("Vò Dòng"))[0].unwrap();
    assert_eq!((verdict.decoder.encoding, verdict.basis), (Tcvn3, Basis::Font));
    assert_eq!(judge(&with_font("Nguyễn Thị Hòa"))[0], None);
}

#[test]
fn a_lost_soft_hyphen_is_put_back_where_it_must_have_been() {
    assert_eq!(judged(&["NguyÔn ThÞ Hng", "TrÇn V¨n §¹o"])[0], "Nguyễn Thị Hưng");
    let decoder = Decoder::new(Tcvn3, CodePage::Western);
    assert_eq!(decoder.decode("Mêng Kh¬ng"), "Mường Khương");
}

#[test]
fn capitals_between_codes_make_the_text_capitals() {
    let decoder = Decoder::new(Tcvn3, CodePage::Western);
    assert_eq!(decoder.decode("§¶NG ñY TØNH"), "ĐẢNG ỦY TỈNH");
    assert_eq!(decoder.decode("Bé Y tÕ"), "Bộ Y tế");
}

fn any_encoding() -> impl Strategy<Value = LegacyEncoding> {
    prop::sample::select(vec![Tcvn3, Vni, Utf8AsCp1252])
}

proptest! {
    #[test]
    fn nothing_panics(texts in prop::collection::vec("(\\PC|[A-Za-z¡-ÿ \u{AD}]){0,20}", 0..8), encoding in any_encoding()) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        prop_assert_eq!(judged(&texts).len(), texts.len());
        for text in texts {
            decode(text, encoding);
        }
    }

    #[test]
    fn text_with_letters_beyond_latin_1_is_never_decoded_alone(text in "[a-zà-ỹ ]{0,12}[ạ-ỹ][a-z]{0,3}") {
        prop_assert_eq!(judged(&[&text]), [text.as_str()]);
    }
}
