//! Cell addresses: `B12`, `A1:C3`.

use crate::model::place::{Position, Range};

/// A position from its address; nothing for what is no address. The result may
/// lie beyond the grid (up to what fits), which the caller has to check.
pub fn position(address: &str) -> Option<Position> {
    let bytes = address.as_bytes();
    let mut column: u32 = 0;
    let mut row: u32 = 0;
    let mut digits = false;
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if !digits => {
                let letter = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(letter)?;
            }
            b'0'..=b'9' => {
                digits = true;
                row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
            }
            b'$' => {}
            _ => return None,
        }
    }
    Some(Position::new(row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A range; a single address is a range of one cell.
pub fn range(address: &str) -> Option<Range> {
    let (first, last) = address.split_once(':').unwrap_or((address, address));
    Some(Range { first: position(first)?, last: position(last)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nothing_wraps_around() {
        assert_eq!(position("A1"), Some(Position::new(0, 0)));
        assert_eq!(position("$XFD$1048576"), Some(Position::new(1_048_575, 16_383)));
        for wrong in ["", "A", "1", "A0", "1A", "A-1", "Á1", "A99999999999", "ZZZZZZZZZ1"] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ranges_have_two_corners() {
        let range = range("B2:C4").unwrap();
        assert_eq!((range.first, range.last), (Position::new(1, 1), Position::new(3, 2)));
    }
}
