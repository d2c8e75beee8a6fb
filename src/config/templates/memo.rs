//! Answers to questions that every form asks anew: the same few hundred
//! headings stand on thousands of forms.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// Hostile files must not fill the memory with headings nobody else uses.
const MOST: usize = 20_000;
/// Longer texts are no headings that come again.
const LONGEST: usize = 400;

/// What a pure function answered, by the text it was asked about. A copy starts empty.
pub struct Memo<T> {
    answers: RwLock<FxHashMap<Box<str>, Arc<T>>>,
}

impl<T> Memo<T> {
    /// The answer for a text, found once.
    pub fn answer(&self, text: &str, find: impl FnOnce() -> T) -> Arc<T> {
        let known = self.answers.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(text) {
            return answer.clone();
        }
        drop(known);
        let answer = Arc::new(find());
        let mut known = self.answers.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MOST && text.len() <= LONGEST {
            known.insert(text.into(), answer.clone());
        }
        answer
    }
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { answers: RwLock::default() }
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        Memo::default()
    }
}

impl<T> fmt::Debug for Memo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Memo};
    use std::cell::Cell;

    #[test]
    fn a_question_is_answered_once_unless_it_is_endless() {
        let asked = Cell::new(0);
        let memo = Memo::default();
        let ask = |text: &str| {
            *memo.answer(text, || {
                asked.set(asked.get() + 1);
                text.len()
            })
        };
        assert_eq!((ask("LLCT"), ask("LLCT"), asked.get()), (4, 4, 1));
        let endless = "x".repeat(LONGEST + 1);
        assert_eq!((ask(&endless), ask(&endless), asked.get()), (LONGEST + 1, LONGEST + 1, 3));
    }
}
