//! How a file was understood: as data for programs, as an explanation for people.

mod explain;
mod role_names;
mod view;

pub use explain::explain;
pub use view::{ColumnView, FileView, RowView, SheetView, TableView, view};
