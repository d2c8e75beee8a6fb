//! The list of units.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rows::ListRow;
use crate::model::record::UnitCode;
use crate::model::reference::Unit;
use crate::model::role::Role;
use crate::text::fold::fold;

/// Units by code. A unit without a code is known by its name in capital letters
/// without accents; a code that comes twice keeps its first line and gains the
/// names of the others.
pub fn units(rows: &[ListRow]) -> BTreeMap<UnitCode, Unit> {
    let mut units: BTreeMap<UnitCode, Unit> = BTreeMap::new();
    for row in rows {
        let Some(unit) = unit(row) else { continue };
        match units.get_mut(&unit.code) {
            None => drop(units.insert(unit.code.clone(), unit)),
            Some(known) => {
                known.other_names.extend(std::iter::once(unit.name).chain(unit.other_names))
            }
        }
    }
    units
}

fn unit(row: &ListRow) -> Option<Unit> {
    let name = row.text(Role::UnitName).or_else(|| row.text(Role::Unit));
    let code = row.text(Role::UnitCode).or_else(|| row.text(Role::Code));
    let name = name.or_else(|| code.clone())?;
    let code = code.unwrap_or_else(|| fold(&name).to_uppercase());
    let other_names = row.text(Role::OtherNames).unwrap_or_default();
    Some(Unit {
        code: Arc::from(code),
        name,
        other_names: split_names(&other_names),
        parent: row.text(Role::Parent),
        email: row.text(Role::Email),
        valid_from: row.date(Role::ValidFrom),
        valid_to: row.date(Role::ValidTo),
    })
}

fn split_names(names: &str) -> Vec<String> {
    let names = names.split([';', '\n', '|']).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::split_names;

    #[test]
    fn other_names_stand_between_semicolons() {
        assert_eq!(split_names("Sở VH,TT&DL; SVH ;"), ["Sở VH,TT&DL", "SVH"]);
        assert!(split_names("").is_empty());
    }
}
