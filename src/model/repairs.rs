//! What was changed between what was written and what was read.

use std::fmt;
use std::ops::Deref;

/// A change between what was written and what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Repair {
    /// TCVN3, VNI or wrongly read UTF-8 was decoded.
    LegacyEncoding,
    /// NFD, Ð for Đ, invisible characters.
    Unicode,
    /// Capitals and small letters of a name.
    LetterCase,
    /// hoà → hòa.
    TonePlacement,
    /// Ông, Bà, Đ/c before a name; a note behind it.
    TitleDropped,
    /// Leading zeros that a numeric cell lost.
    LostZeros,
    /// Letter O for 0, l for 1.
    LookAlikeDigits,
    /// Day and month swapped by a US-locale machine; the column proves it.
    DayMonthSwapped,
    /// A serial number that stood without a date format.
    SerialNumber,
    /// A two-digit year.
    ShortYear,
    /// The date was read out of a longer text.
    TakenFromText,
    /// A prefix of before 2018, +84.
    PhonePrefix,
    /// Dots, spaces, dashes inside a number.
    Separators,
    /// The value stood in the neighbouring cell: the row was shifted.
    ShiftedRow,
    /// One value taken out of a cell that holds several.
    Split,
    /// Another name of the same thing: Mèo → Mông.
    UsualName,
    /// `12/12` of schooling, which the spreadsheet had made a date of.
    NotADate,
}

/// More kinds of changes than any cell needs.
const MOST: usize = 11;

/// The changes to one cell, each once, in the order in which they were made. Kept
/// in place: a country has ten million cells, and nearly all of them have none.
#[derive(Clone, Copy)]
pub struct Repairs {
    count: u8,
    kinds: [Repair; MOST],
}

impl Repairs {
    pub const fn new() -> Self {
        Repairs { count: 0, kinds: [Repair::Unicode; MOST] }
    }

    /// Adds a change unless it is there already.
    pub fn push(&mut self, repair: Repair) {
        if self.contains(&repair) {
            return;
        }
        if let Some(place) = self.kinds.get_mut(usize::from(self.count)) {
            *place = repair;
            self.count += 1;
        }
    }

    /// Adds a change that was made before all others.
    pub fn push_front(&mut self, repair: Repair) {
        *self = [repair].into_iter().chain(*self).collect();
    }

    /// These, then the others.
    #[must_use]
    pub fn and(mut self, others: Repairs) -> Self {
        self.extend(others);
        self
    }
}

impl Default for Repairs {
    fn default() -> Self {
        Repairs::new()
    }
}

impl Deref for Repairs {
    type Target = [Repair];

    fn deref(&self) -> &[Repair] {
        self.kinds.get(..usize::from(self.count)).unwrap_or_default()
    }
}

impl fmt::Debug for Repairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: AsRef<[Repair]>> PartialEq<T> for Repairs {
    fn eq(&self, other: &T) -> bool {
        **self == *other.as_ref()
    }
}

impl AsRef<[Repair]> for Repairs {
    fn as_ref(&self) -> &[Repair] {
        self
    }
}

impl Extend<Repair> for Repairs {
    fn extend<I: IntoIterator<Item = Repair>>(&mut self, repairs: I) {
        repairs.into_iter().for_each(|repair| self.push(repair));
    }
}

impl FromIterator<Repair> for Repairs {
    fn from_iter<I: IntoIterator<Item = Repair>>(repairs: I) -> Self {
        let mut all = Repairs::new();
        all.extend(repairs);
        all
    }
}

impl IntoIterator for Repairs {
    type Item = Repair;
    type IntoIter = std::iter::Take<std::array::IntoIter<Repair, MOST>>;

    fn into_iter(self) -> Self::IntoIter {
        self.kinds.into_iter().take(usize::from(self.count))
    }
}

#[cfg(test)]
mod tests {
    use super::{Repair, Repairs};

    #[test]
    fn each_change_is_kept_once_in_its_order() {
        let mut repairs: Repairs =
            [Repair::Split, Repair::Unicode, Repair::Split].into_iter().collect();
        repairs.push_front(Repair::LegacyEncoding);
        assert_eq!(repairs, [Repair::LegacyEncoding, Repair::Split, Repair::Unicode]);
        repairs.push_front(Repair::Unicode);
        assert_eq!(repairs.first(), Some(&Repair::Unicode));
        assert_eq!((repairs.len(), Repairs::new().is_empty()), (3, true));
    }
}
