//! Sections: rows that name the class, unit or group of the rows below them.

use super::cell_traits::is_outline;
use super::grid::{Row, text_of};
use super::table::Section;
use crate::model::place::Position;

/// How a section's row is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Letter,
    Roman,
    Number,
    None,
}

/// Reads section rows in order; the outermost numbering is the one seen first.
#[derive(Default)]
pub(super) struct Sections {
    styles: Vec<Style>,
    pub found: Vec<Section>,
}

impl Sections {
    /// Adds the section that a row names.
    pub fn add(&mut self, row: &Row<'_>) {
        let cells: Vec<(Position, String)> =
            row.filled().map(|cell| (cell.at, text_of(cell).into_owned())).collect();
        let wordy = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 3;
        let Some((at, text)) = cells.iter().find(|(_, text)| wordy(text)).or(cells.last()).cloned()
        else {
            return;
        };
        let before = cells.iter().take_while(|(place, _)| *place != at).last();
        let (style, text) = match before {
            Some((_, ordinal)) => (style_of(ordinal), text),
            None => split_ordinal(&text),
        };
        let depth = self.depth(style);
        self.found.push(Section { at, text, depth });
    }

    fn depth(&mut self, style: Style) -> u8 {
        match self.styles.iter().position(|known| *known == style) {
            Some(level) => {
                self.styles.truncate(level + 1);
                level.min(250) as u8
            }
            None => {
                self.styles.push(style);
                (self.styles.len() - 1).min(250) as u8
            }
        }
    }
}

fn style_of(ordinal: &str) -> Style {
    let core = ordinal.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = core.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match core {
        "" => Style::None,
        "I" | "V" | "X" => Style::Roman,
        _ if digits => Style::Number,
        _ if core.chars().count() == 1 => Style::Letter,
        _ if is_outline(core) => Style::Roman,
        _ => Style::None,
    }
}

/// `I- CHI BỘ VĂN PHÒNG` → Roman, `CHI BỘ VĂN PHÒNG`
fn split_ordinal(text: &str) -> (Style, String) {
    let end = text.find(['.', ')', '-', '/', ':', '–']).filter(|end| *end <= 6);
    let Some(end) = end else { return (Style::None, text.to_owned()) };
    let (head, rest) = text.split_at(end);
    let style = style_of(head);
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(').trim();
    if style == Style::None || rest.is_empty() {
        return (Style::None, text.to_owned());
    }
    (style, rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Sections;
    use crate::layout::testing::{grid_of, sheet_of};

    #[test]
    fn sections_lose_their_ordinal_and_know_their_depth() {
        let sheet = sheet_of(
            "A|Hệ tập trung\nI- Chi bộ Văn phòng\nII|Chi bộ 2 (05 đ/c)\nB. Hệ không tập trung\nI|Chi bộ 1",
        );
        let mut sections = Sections::default();
        grid_of(&sheet).rows.iter().for_each(|row| sections.add(row));
        let seen: Vec<_> = sections.found.iter().map(|s| (s.text.as_str(), s.depth)).collect();
        let wanted = [
            ("Hệ tập trung", 0),
            ("Chi bộ Văn phòng", 1),
            ("Chi bộ 2 (05 đ/c)", 1),
            ("Hệ không tập trung", 0),
            ("Chi bộ 1", 1),
        ];
        assert_eq!(seen, wanted);
    }
}
