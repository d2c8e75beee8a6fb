//! The folders: finds what was handed in, keeps other runs out, and puts
//! results in place whole.

mod error;
mod folder;
mod lock;
mod outbox;
mod replace;
mod retention;
pub mod stop;

pub use error::RunError;
pub use folder::{Entry, FoundFile, Workspace, name_below};
pub use lock::Lock;
pub use outbox::{OutputFile, Staging, recover, write_whole};
pub use replace::Beside;
pub use retention::{expired, remove};
