//! Answers about texts that come again and again: the same posts, levels and
//! groups stand on thousands of forms.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// Hostile files must not fill the memory with texts that nobody else writes.
const MOST: usize = 8_192;
/// Longer texts do not come again.
const LONGEST: usize = 120;

/// What a pure function answered, by the text it was asked about. One for each
/// thread (`thread_local!`): nobody waits for anybody.
pub struct Recent<T>(RefCell<FxHashMap<Box<str>, T>>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Recent(RefCell::default())
    }
}

impl<T: Clone> Recent<T> {
    /// The answer for a text; `find` must depend on the text alone.
    pub fn answer(&self, text: &str, find: impl FnOnce() -> T) -> T {
        if text.len() > LONGEST {
            return find();
        }
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let new = find();
        let mut known = self.0.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(text.into(), new.clone());
        new
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{LONGEST, MOST, Recent};

    #[test]
    fn a_text_is_asked_about_once_and_the_memory_is_bounded() {
        let asked = Cell::new(0);
        let recent = Recent::default();
        let ask = |text: &str| {
            recent.answer(text, || {
                asked.set(asked.get() + 1);
                text.len()
            })
        };
        assert_eq!((ask("Kinh"), ask("Kinh"), asked.get()), (4, 4, 1));
        let endless = "x".repeat(LONGEST + 1);
        assert_eq!((ask(&endless), ask(&endless), asked.get()), (LONGEST + 1, LONGEST + 1, 3));
        (0..MOST * 2).for_each(|number| {
            ask(&number.to_string());
        });
        assert!(recent.0.borrow().len() <= MOST);
        assert_eq!(ask("Kinh"), 4);
    }
}
