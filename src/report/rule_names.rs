//! What a rule is called for people.

use crate::i18n::Lang;
use crate::rules::RULES;

/// The rule's title in the catalogue; its name where the catalogue does not know the code.
pub fn title(code: &str, rule: &'static str, lang: Lang) -> &'static str {
    RULES.iter().find(|known| known.code == code).map_or(rule, |known| known.title.pick(lang))
}
