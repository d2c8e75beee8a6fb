//! People out of groups of rows, each with a key that stays the same over months.
//!
//! A person known from an earlier month keeps the key that it had then; a new
//! one gets a digest of its strongest facts, so that making the month again,
//! alone or with others, gives the same key.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::model::batch::PersonKey;
use crate::model::record::Record;
use crate::model::value::NationalId;
use crate::text::fold::fold;

/// The rows of one person that needs a key.
pub struct Nameless<'a> {
    pub rows: Vec<&'a Record>,
    /// The keys that rows of earlier months have, oldest first.
    pub earlier: Vec<PersonKey>,
}

/// A key for each person; no two are the same.
pub fn keys(people: &[Nameless], taken: &BTreeSet<PersonKey>) -> Vec<PersonKey> {
    let mut keys: Vec<Option<PersonKey>> =
        people.iter().map(|person| person.earlier.first().cloned()).collect();
    let mut taken = taken.clone();
    for depth in 0..DEPTHS {
        let open: Vec<usize> = (0..keys.len()).filter(|&at| keys[at].is_none()).collect();
        let mut wanted: BTreeMap<PersonKey, Vec<usize>> = BTreeMap::new();
        for at in open {
            if let Some(key) = people.get(at).and_then(|person| derived(&person.rows, depth)) {
                wanted.entry(key).or_default().push(at);
            }
        }
        for (key, claimants) in wanted {
            if let ([only], true) = (&claimants[..], !taken.contains(&key)) {
                keys[*only] = Some(key.clone());
                taken.insert(key);
            }
        }
    }
    let numbered = keys.into_iter().zip(people).map(|(key, person)| {
        key.unwrap_or_else(|| {
            let key = (1..).map(|number| last_resort(&person.rows, number));
            let key = key.into_iter().find(|key| !taken.contains(key)).unwrap_or_default();
            taken.insert(key.clone());
            key
        })
    });
    numbered.collect()
}

/// How many sets of facts are tried in turn.
const DEPTHS: usize = 4;

/// A key from the facts of this depth: the numbers first, then name and birth
/// date, then all that may tell namesakes apart.
fn derived(rows: &[&Record], depth: usize) -> Option<PersonKey> {
    match depth {
        0 => Some(digest(&["id", &most_frequent(rows, citizen_id)?])),
        1 => Some(digest(&["card", &most_frequent(rows, card)?])),
        2 => Some(digest(&["name", &most_frequent(rows, name_and_birth)?])),
        _ => Some(digest(&["all", &most_frequent(rows, everything)?])),
    }
}

fn last_resort(rows: &[&Record], number: u32) -> PersonKey {
    let all = most_frequent(rows, everything).unwrap_or_default();
    digest(&["number", &all, &number.to_string()])
}

/// What most rows say; the smaller of two that are said equally often.
fn most_frequent(rows: &[&Record], fact: fn(&Record) -> Option<String>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for fact in rows.iter().filter_map(|row| fact(row)) {
        *counts.entry(fact).or_default() += 1;
    }
    let best = counts.into_iter().max_by(|(a, x), (b, y)| x.cmp(y).then_with(|| b.cmp(a)));
    best.map(|(fact, _)| fact)
}

fn citizen_id(row: &Record) -> Option<String> {
    match row.national_id.value.as_ref()? {
        NationalId::Citizen(digits) => Some(digits.to_string()),
        NationalId::Old(_) => None,
    }
}

fn card(row: &Record) -> Option<String> {
    row.party_card.value.as_deref().map(str::to_owned)
}

fn name_and_birth(row: &Record) -> Option<String> {
    let name = row.full_name.value.as_ref()?;
    let birth = row.birth_date.value.and_then(|date| date.full())?;
    Some(format!("{} {birth}", fold(&name.full)))
}

fn everything(row: &Record) -> Option<String> {
    let name = row.full_name.value.as_ref().map_or("", |name| &name.full);
    let birth = row.birth_date.value.map(|date| date.to_string()).unwrap_or_default();
    let id = row.national_id.value.as_ref().map_or("", NationalId::digits);
    let text = |field: &crate::model::record::Field<std::sync::Arc<str>>| {
        field.value.as_deref().unwrap_or("").to_owned()
    };
    let (unit, town) = (row.unit.as_deref().unwrap_or(""), text(&row.hometown));
    let (card, phone) = (text(&row.party_card), text(&row.phone));
    Some([name, &birth, id, unit, &town, &card, &phone].join("\n"))
}

fn digest(parts: &[&str]) -> PersonKey {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let hex: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("p{hex}").into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Nameless, keys};
    use crate::model::date::PartialDate;
    use crate::model::place::Position;
    use crate::model::record::{Field, Record};
    use crate::model::value::{NationalId, PersonName};

    fn row(name: &str, birth: (i32, u32, u32), id: Option<&str>, phone: &str) -> Record {
        let at = Position::default();
        let full = PersonName { full: name.into(), ..PersonName::default() };
        let date = PartialDate::day(birth.0, birth.1, birth.2).unwrap();
        Record {
            full_name: Field::read(full, name, at).into(),
            birth_date: Field::read(date, "", at).into(),
            national_id: Field {
                value: id.map(|digits| NationalId::Citizen(digits.into())),
                ..Field::default()
            }
            .into(),
            phone: Field::read(phone.into(), phone, at).into(),
            ..Record::default()
        }
    }

    fn alone(row: &Record) -> Nameless<'_> {
        Nameless { rows: vec![row], earlier: Vec::new() }
    }

    #[test]
    fn a_key_depends_on_the_person_and_not_on_the_others() {
        let a = row("Bùi Thị Hoa", (1985, 5, 12), Some("017185001234"), "0912000001");
        let b = row("Đinh Văn Nam", (1979, 3, 2), None, "0912000002");
        let nobody = BTreeSet::new();
        let both = keys(&[alone(&a), alone(&b)], &nobody);
        assert_eq!(keys(&[alone(&b)], &nobody), both[1..]);
        let later = row("BÙI THỊ HOÀ", (1985, 5, 12), Some("017185001234"), "0912999999");
        assert_eq!(keys(&[alone(&later)], &nobody), both[..1]);
    }

    #[test]
    fn an_earlier_key_stays_and_is_nobody_elses() {
        let a = row("Bùi Thị Hoa", (1985, 5, 12), Some("017185001234"), "0912000001");
        let key = keys(&[alone(&a)], &BTreeSet::new()).remove(0);
        let b = row("Đinh Văn Nam", (1979, 3, 2), Some("017185001234"), "0912000002");
        let found = keys(&[alone(&b)], &BTreeSet::from([key.clone()]));
        assert_ne!(found[0], key);
        let again = Nameless { rows: vec![&b], earlier: vec![key.clone()] };
        assert_eq!(keys(&[again], &BTreeSet::from([key.clone()])), [key]);
    }

    #[test]
    fn namesakes_get_different_keys_in_any_order() {
        let a = row("Bùi Thị Hoa", (1985, 5, 12), None, "0912000001");
        let b = row("Bùi Thị Hoa", (1985, 5, 12), None, "0912000002");
        let nobody = BTreeSet::new();
        let (ab, ba) =
            (keys(&[alone(&a), alone(&b)], &nobody), keys(&[alone(&b), alone(&a)], &nobody));
        assert_ne!(ab[0], ab[1]);
        assert_eq!(ab, [ba[1].clone(), ba[0].clone()]);
        let twice = keys(&[alone(&a), alone(&a)], &nobody);
        assert_ne!(twice[0], twice[1]);
    }
}
