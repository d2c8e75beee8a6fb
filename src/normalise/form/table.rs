//! What the rows of a table tell together: how dates were typed, whether
//! numbers lost their zeros, whether a mark column is used at all.

use std::collections::BTreeMap;

use super::cells::{Found, Row};
use crate::model::role::Role;
use crate::model::value::Sex;
use crate::normalise::date::{self, ColumnEvidence, DateHints, DateRole, Order};
use crate::normalise::{mark, national_id, sex};

/// Hints for reading single rows.
#[derive(Clone, Debug, Default)]
pub struct TableHints {
    orders: BTreeMap<Role, Order>,
    /// National ids of the column have lost leading zeros beyond doubt.
    pub lost_zeros: bool,
    /// The lone mark column for a sex has no mark although people of that sex are on the list.
    pub sex_column_unused: bool,
}

const DATES: [Role; 5] = [
    Role::BirthDate,
    Role::BirthDateMale,
    Role::BirthDateFemale,
    Role::PartyJoined,
    Role::PartyOfficial,
];

impl TableHints {
    /// How a column of dates is to be taken.
    pub fn order_of(&self, role: Role) -> Order {
        self.orders.get(&role).copied().unwrap_or_default()
    }
}

/// Gathers what the rows tell.
#[derive(Default)]
pub struct Gathering {
    columns: BTreeMap<Role, ColumnEvidence>,
    proofs: u32,
    sex_marks: u32,
    /// Rows that are of the lone column's sex by their id or middle name.
    should_be_marked: u32,
    lone: Option<Sex>,
    list_year: i32,
}

impl Gathering {
    pub fn new(list_year: i32) -> Self {
        Gathering { list_year, ..Gathering::default() }
    }

    /// Looks at one row.
    pub fn add(&mut self, row: &Row) {
        for role in DATES {
            if let Found::Filled(slot) = row.find(role) {
                self.columns.entry(role).or_default().add(slot.written());
            }
        }
        self.add_id(row);
        self.add_sex_mark(row);
    }

    fn add_id(&mut self, row: &Row) {
        let Found::Filled(id) = row.find(Role::NationalId) else { return };
        if !id.written().is_number() || self.proofs > 1 {
            return;
        }
        let birth = [Role::BirthDate, Role::BirthDateMale, Role::BirthDateFemale, Role::BirthYear]
            .into_iter()
            .find_map(|role| match row.find(role) {
                Found::Filled(slot) => Some((role, slot)),
                _ => None,
            });
        let Some((role, birth)) = birth else { return };
        let hints = DateHints::new(DateRole::Birth, self.list_year);
        let year = date::read(birth.written(), hints).value.map(|date| date.year());
        let sex = match role {
            Role::BirthDateMale => Some(Sex::Male),
            Role::BirthDateFemale => Some(Sex::Female),
            _ => row.find(Role::Sex).text().and_then(|text| sex::read(text).value),
        };
        let by_mark = || row.find(Role::SexFemale).is_filled().then_some(Sex::Female);
        if national_id::proves_lost_zeros(id.written(), sex.or_else(by_mark), year) {
            self.proofs += 1;
        }
    }

    fn add_sex_mark(&mut self, row: &Row) {
        let lone = match (row.lookup.has(Role::SexMale), row.lookup.has(Role::SexFemale)) {
            (true, false) => (Role::SexMale, Sex::Male),
            (false, true) => (Role::SexFemale, Sex::Female),
            _ => return,
        };
        self.lone = Some(lone.1);
        let is_marked =
            row.find(lone.0).text().is_some_and(|text| mark::read(text).unwrap_or(true));
        self.sex_marks += u32::from(is_marked);
        self.should_be_marked += u32::from(is_named_like(row, lone.1));
    }

    /// The hints that follow.
    pub fn hints(self) -> TableHints {
        let all = self.columns.values().fold(ColumnEvidence::default(), |a, b| a.and(*b));
        let pooled = all.order();
        let of_column = |(role, seen): (&Role, &ColumnEvidence)| {
            let own = seen.order();
            // A short column follows the others of its table: one machine typed them all.
            let decided = own.real_swapped || own.text_month_first;
            (*role, if decided { own } else { agreeing(own, pooled) })
        };
        TableHints {
            orders: self.columns.iter().map(of_column).collect(),
            lost_zeros: self.proofs > 0,
            sex_column_unused: self.sex_marks == 0 && self.should_be_marked > 1,
        }
    }
}

fn agreeing(own: Order, pooled: Order) -> Order {
    Order {
        real_swapped: own.real_swapped || pooled.real_swapped,
        real_doubtful: (own.real_doubtful || pooled.real_doubtful) && !pooled.real_swapped,
        text_month_first: own.text_month_first || pooled.text_month_first,
    }
}

/// Does the middle name `Thị` or `Văn` say this sex?
fn is_named_like(row: &Row, sex: Sex) -> bool {
    let name = row.find(Role::FullName);
    let name = name.text().unwrap_or_default().to_lowercase();
    let word = if sex == Sex::Female { "thị" } else { "văn" };
    name.split_whitespace().nth(1) == Some(word)
}
