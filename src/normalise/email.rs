//! E-mail addresses.

use std::sync::Arc;

use super::reading::Reading;
use super::written::{Kind, Written, says_nothing};
use crate::model::record::{Problem, Repair};

/// Reads a cell; of several addresses the first good one, in small letters.
pub fn read(written: &Written) -> Reading<Arc<str>> {
    if written.kind == Kind::NoValue {
        return Reading::failed(Problem::NoValue);
    }
    let text = &*written.text;
    if says_nothing(text) {
        return Reading::none();
    }
    let joined = text.replace(" @", "@").replace("@ ", "@");
    let parts: Vec<&str> = joined
        .split([' ', ';', ',', '\n', '<', '>', '(', ')', '/'])
        .filter(|p| p.contains('@'))
        .collect();
    let good = |part: &&str| is_address(part.trim_start_matches("mailto:").trim_end_matches('.'));
    let Some(address) = parts.iter().copied().find(good) else {
        return Reading::failed(Problem::Unreadable);
    };
    let address = address.trim_start_matches("mailto:").trim_end_matches('.');
    let lower = address.to_lowercase();
    let several = parts.len() > 1;
    let talk = !several && address.len() != text.len();
    let cased = lower != address;
    Reading::plain(lower.into())
        .with_if(several, Repair::Split)
        .with_if(talk, Repair::TakenFromText)
        .with_if(cased, Repair::LetterCase)
}

/// `name@host.domain` of ASCII letters, digits and the usual marks.
fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let labels: Vec<&str> = host.split('.').collect();
    let domain = labels.last().copied().unwrap_or_default();
    !name.is_empty()
        && name.chars().all(is_name)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && labels.len() > 1
        && labels.iter().all(|label| is_label(label))
        && domain.len() >= 2
        && domain.chars().all(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_read_and_cleaned() {
        let mail = |text| read(&Written::text(text).unwrap());
        assert_eq!(mail("an.nv@hoabinh.gov.vn"), Reading::plain("an.nv@hoabinh.gov.vn".into()));
        assert_eq!(mail("An.NV@Example.VN").repairs, [Repair::LetterCase]);
        assert_eq!(mail("a@example.vn; b@example.vn").repairs, [Repair::Split]);
        assert_eq!(mail("<a@example.vn>").value.as_deref(), Some("a@example.vn"));
        assert_eq!(mail("an @example.vn").value.as_deref(), Some("an@example.vn"));
    }

    #[test]
    fn what_is_no_address_is_unreadable() {
        for text in
            ["an.example.vn", "an@example", "ân@example.vn", "an@exa mple", "@example.vn", "a@b.1"]
        {
            assert_eq!(
                read(&Written::text(text).unwrap()).problem,
                Some(Problem::Unreadable),
                "{text}"
            );
        }
        assert_eq!(read(&Written::text("-").unwrap()), Reading::none());
    }

    proptest! {
        #[test]
        fn own_output_is_read_as_it_stands(text in "[a-zA-Z0-9._@ ;<>()-]{0,24}|\\PC{0,20}|[a-z]{1,5}@[a-z]{1,5}\\.(vn|com)") {
            if let Some(address) = Written::text(&text).and_then(|written| read(&written).value) {
                let again = read(&Written::text(&address).unwrap());
                prop_assert_eq!(again, Reading::plain(address.clone()));
            }
        }
    }
}
