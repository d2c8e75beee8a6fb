//! What a font's name says about the text that is shown in it.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::super::data;
use super::LegacyEncoding;

/// How text in a font is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FontEncoding {
    pub encoding: LegacyEncoding,
    /// The font shows everything as capitals.
    pub capitals: bool,
}

struct Family {
    begins: &'static str,
    encoding: LegacyEncoding,
    capitals: &'static str,
}

static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    let rows = data::rows::<3>(include_str!("../../../templates/vocabulary/text/legacy_fonts.tsv"));
    rows.map(|[begins, encoding, capitals]| Family {
        begins,
        encoding: if encoding == "vni" { LegacyEncoding::Vni } else { LegacyEncoding::Tcvn3 },
        capitals,
    })
    .collect()
});

/// The encoding that a font is made for; `None` for fonts of Unicode text.
pub fn encoding_of_font(name: &str) -> Option<FontEncoding> {
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"'));
    let starts = |family: &Family| {
        let start = name.get(..family.begins.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(family.begins))
    };
    let family = FAMILIES.iter().find(|family| starts(family))?;
    let capitals = !family.capitals.is_empty() && name.ends_with(family.capitals);
    Some(FontEncoding { encoding: family.encoding, capitals })
}

#[cfg(test)]
mod tests {
    use super::super::LegacyEncoding::{Tcvn3, Vni};
    use super::encoding_of_font;

    #[test]
    fn fonts_tell_encoding_and_capitals() {
        let of = |name| encoding_of_font(name).map(|font| (font.encoding, font.capitals));
        assert_eq!(of(".VnTime"), Some((Tcvn3, false)));
        assert_eq!(of(".VnArial NarrowH"), Some((Tcvn3, true)));
        assert_eq!(of(" '.vntime'"), Some((Tcvn3, false)));
        assert_eq!(of("VNI-Times"), Some((Vni, false)));
        assert_eq!(of("VNI Times"), Some((Vni, false)));
        for name in ["Times New Roman", "Arial", "", "VNIsomething", "Vn", "ệ.VnTime"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
