//! Back into the encodings of before Unicode: for copies of forms that show
//! others what was wrong with a file.

use encoding_rs::WINDOWS_1252;

use super::{LegacyEncoding, tcvn3, vni};

/// A text as a cell would hold it in an encoding. Letters that the encoding does
/// not have (capitals with tones in TCVN3) come out as the small ones, the rest as it is.
pub fn encode(text: &str, encoding: LegacyEncoding) -> String {
    match encoding {
        LegacyEncoding::Tcvn3 => text.chars().map(tcvn3::stored).collect(),
        LegacyEncoding::Vni => text.chars().map(vni::stored).collect(),
        LegacyEncoding::Utf8AsCp1252 => {
            WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LegacyEncoding, decode};
    use super::encode;

    #[test]
    fn what_was_encoded_decodes_again() {
        let text = "nguyễn thị ánh tuyết, phó trưởng phòng; Đỗ Văn Hải";
        for encoding in [LegacyEncoding::Tcvn3, LegacyEncoding::Vni, LegacyEncoding::Utf8AsCp1252] {
            let stored = encode(text, encoding);
            assert_ne!(stored, text);
            assert_eq!(decode(&stored, encoding), text, "{stored}");
        }
    }
}
