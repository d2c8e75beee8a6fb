//! Cells → tables: where the list is, what each column means, what each row is,
//! whose form it is and for when.

pub mod sender;
pub mod table;
