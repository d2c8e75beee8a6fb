//! Vietnamese order of names: by given name, family name, middle name, as schools sort (DOMAIN 4.6).

use crate::model::value::PersonName;
use crate::text::letter::Letter;

/// Sorts texts in Vietnamese order.
pub type Key = Vec<(Vec<u32>, Vec<u8>)>;

/// A key for any text.
pub fn text_key(text: &str) -> Key {
    text.split_whitespace()
        .map(|word| {
            let letters = word.chars().map(|c| match Letter::of(c) {
                Some(letter) => u32::from(letter.base) * 8 + letter.mark as u32,
                None => 0x1000 + c as u32,
            });
            let tones = word.chars().filter_map(Letter::of).map(|letter| letter.tone as u8);
            (letters.collect(), tones.collect())
        })
        .collect()
}

/// A key for a name.
pub fn name_key(name: Option<&PersonName>) -> (Key, Key, Key) {
    let key = |part: fn(&PersonName) -> &str| name.map(part).map(text_key).unwrap_or_default();
    (key(|name| &name.given), key(|name| &name.family), key(|name| &name.middle))
}
