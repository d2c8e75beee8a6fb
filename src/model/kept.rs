//! Fields of a row in as little room as they take.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::record::{Field, Origin};

/// A field of a row; one that the form does not have takes no room. A country's
/// forms have a million rows, and most of them half of all fields.
#[derive(Clone)]
pub struct Kept<T>(Option<Box<Field<T>>>);

impl<T: 'static> Kept<T> {
    const NOTHING: &'static Field<T> = &Field::NOTHING;

    /// The field by itself.
    pub fn into_field(self) -> Field<T> {
        self.0.map_or(Field::NOTHING, |field| *field)
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept(None)
    }
}

impl<T> From<Field<T>> for Kept<T> {
    fn from(field: Field<T>) -> Self {
        let says_nothing = field.value.is_none()
            && field.raw.is_none()
            && field.at.is_none()
            && field.problem.is_none()
            && field.repairs.is_empty()
            && field.origin == Origin::default();
        Kept((!says_nothing).then(|| Box::new(field)))
    }
}

impl<T: 'static> Deref for Kept<T> {
    type Target = Field<T>;

    fn deref(&self) -> &Field<T> {
        self.0.as_deref().unwrap_or(Self::NOTHING)
    }
}

impl<T: 'static> DerefMut for Kept<T> {
    fn deref_mut(&mut self) -> &mut Field<T> {
        self.0.get_or_insert_default()
    }
}

impl<T: PartialEq + 'static> PartialEq for Kept<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;
    use crate::model::place::Position;
    use crate::model::record::Field;

    #[test]
    fn what_says_nothing_takes_no_room() {
        let mut kept: Kept<u32> = Field::default().into();
        assert!(kept.0.is_none() && kept.value.is_none());
        kept.value = Some(7);
        assert_eq!(*kept, Field { value: Some(7), ..Field::default() });
        let blank: Kept<u32> = Field::blank(Position::new(3, 4)).into();
        assert!(blank.is_asked() && blank != Kept::default());
        assert_eq!(size_of::<Kept<u32>>(), size_of::<usize>());
    }
}
