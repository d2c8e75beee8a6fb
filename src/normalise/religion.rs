//! Religions: known ones by their usual name, others as written.

use std::sync::{Arc, LazyLock};

use super::reading::Reading;
use super::vocabulary::Vocabulary;
use super::written::is_filler;
use crate::model::record::Repair;

static RELIGIONS: LazyLock<Vocabulary<Arc<str>>> = LazyLock::new(|| {
    let text = include_str!("../../templates/vocabulary/religions.tsv");
    Vocabulary::parse_with(text, |columns| Some((*columns.first()?).into())).unwrap_or_default()
});

/// Reads the name of a religion; `Không` is a value.
pub fn read(text: &str) -> Reading<Arc<str>> {
    if is_filler(text) {
        return Reading::none();
    }
    match RELIGIONS.find(text) {
        Some(name) => {
            let same = name.to_lowercase() == text.to_lowercase();
            Reading::plain(name.clone()).with_if(!same, Repair::UsualName)
        }
        None => Reading::plain(text.into()),
    }
}

/// The usual name of a known religion; `Không` where the words say that there is none.
pub(super) fn known(text: &str) -> Option<&'static Arc<str>> {
    let bare = ["TG:", "TG", "Tôn giáo:", "Tôn giáo", "tôn giáo:", "tôn giáo"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    RELIGIONS.find(bare.unwrap_or(text).trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn religions_come_out_by_their_usual_name() {
        assert_eq!(read("không"), Reading::plain("Không".into()));
        assert_eq!(read("Thiên chúa giáo").value.as_deref(), Some("Công giáo"));
        assert_eq!(read("Thiên chúa giáo").repairs, [Repair::UsualName]);
        assert_eq!(read("Bà-la-môn").value.as_deref(), Some("Bà-la-môn"));
        assert_eq!(read("-"), Reading::none());
    }

    proptest! {
        #[test]
        fn own_output_is_read_as_it_stands(text in "\\PC{0,20}", at in 0..60_usize) {
            let writings: Vec<&str> = RELIGIONS.writings().map(|(writing, _)| writing).collect();
            for text in [text.as_str(), writings[at % writings.len()]] {
                if let Some(name) = read(text).value {
                    prop_assert_eq!(read(&name), Reading::plain(name.clone()));
                }
            }
        }
    }
}
