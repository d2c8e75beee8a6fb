//! How wide a text is on paper, so that rows get the height that their wrapped text needs.
//!
//! Spreadsheet programs do not grow rows of merged cells, and page breaks can only
//! be planned when heights are known.

use crate::text::letter::{Letter, Mark};

/// Points per line for a font size: what Excel takes for Times New Roman (15 for 11,
/// 15.75 for 12, 18.75 for 14) and Arial (12.75 for 10). Other programs take less.
pub fn line_height(size: f64) -> f64 {
    size * 1.32
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Times New Roman.
    Paper,
    PaperBold,
    /// Arial.
    Screen,
    ScreenBold,
}

impl Face {
    /// How much wider than Times New Roman, on the whole.
    fn stretch(self) -> f64 {
        match self {
            Face::Paper => 1.0,
            Face::PaperBold => 1.07,
            Face::Screen => 1.11,
            Face::ScreenBold => 1.19,
        }
    }
}

/// Width of a text in points.
pub fn text_width(text: &str, size: f64, face: Face) -> f64 {
    let units: u32 = text.chars().map(char_width).sum();
    f64::from(units) * size / 1000.0 * face.stretch()
}

/// How many lines a text takes in a cell of a width in points, broken at spaces.
pub fn lines(text: &str, size: f64, width: f64, face: Face) -> u32 {
    // A little less than the cell: programs differ in their margins by a pixel or two.
    let room = (width - 5.0).max(size);
    text.split('\n').map(|line| lines_of(line, size, room, face)).sum::<u32>().max(1)
}

fn lines_of(line: &str, size: f64, room: f64, face: Face) -> u32 {
    let space = text_width(" ", size, face);
    let (mut count, mut used) = (1_u32, 0.0);
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let width = text_width(word, size, face) * 1.02;
        if used > 0.0 && used + space + width > room {
            count += 1;
            used = 0.0;
        }
        // A word longer than the cell is broken inside.
        count += (width / room) as u32;
        used += width + if used > 0.0 { space } else { 0.0 };
    }
    count
}

/// Advance widths of Times New Roman in thousandths of the size (Adobe's metrics of Times-Roman);
/// a letter is as wide as its base, a horn adds a little.
fn char_width(c: char) -> u32 {
    if let Some(letter) = Letter::of(c) {
        return letter_width(letter.base, letter.upper) + 45 * u32::from(letter.mark == Mark::Horn);
    }
    match c {
        '0'..='9' => 500,
        ' ' | ',' | '.' => 250,
        '-' | '(' | ')' | '[' | ']' => 333,
        '/' | ':' | ';' | '!' | '\'' => 278,
        '"' => 408,
        '@' => 921,
        '%' => 833,
        '\u{300}'..='\u{36F}' => 0,
        '…' | '—' => 1000,
        _ => 600,
    }
}

fn letter_width(base: u8, upper: bool) -> u32 {
    match (base, upper) {
        (b'i' | b'j' | b'l' | b't', false) => 278,
        (b'f' | b'r', false) | (b'i', true) => 333,
        (b's', false) | (b'j', true) => 389,
        (b'a' | b'c' | b'e' | b'z', false) => 444,
        (_, false) if !matches!(base, b'm' | b'w') => 500,
        (b'f' | b'p' | b's', true) => 556,
        (b'e' | b'l' | b't' | b'z', true) => 611,
        (b'b' | b'c' | b'r', true) => 667,
        (b'm', false) => 778,
        (b'm', true) => 889,
        (b'w', true) => 944,
        _ => 722,
    }
}

#[cfg(test)]
mod tests {
    use super::{Face, lines, text_width};

    #[test]
    fn wide_letters_take_more_room() {
        assert!(text_width("MMM", 12.0, Face::Paper) > text_width("iii", 12.0, Face::Paper) * 2.5);
        assert_eq!(text_width("ờ", 10.0, Face::Paper), text_width("ơ", 10.0, Face::Paper));
        assert!((text_width("0123456789", 12.0, Face::Paper) - 60.0).abs() < 1e-9);
    }

    #[test]
    fn text_is_broken_at_spaces_and_line_breaks() {
        assert_eq!(lines("Phó Trưởng phòng", 12.0, 300.0, Face::Paper), 1);
        assert_eq!(lines("Phó Trưởng phòng", 12.0, 70.0, Face::Paper), 2);
        assert_eq!(lines("a\nb\n\nc", 12.0, 300.0, Face::Paper), 4);
        assert_eq!(lines("", 12.0, 30.0, Face::Paper), 1);
        assert!(lines("mmmmmmmmmmmmmmmmmmmmmmmm", 12.0, 60.0, Face::Paper) >= 4);
    }
}
