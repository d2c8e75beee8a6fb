//! The folders: finds what was handed in, keeps other runs out, and puts
//! results in place whole.

mod error;
mod folder;
mod lock;
mod outbox;

pub use error::RunError;
pub use folder::{FoundFile, Workspace, name_below};
pub use lock::Lock;
pub use outbox::{OutputFile, Staging, write_whole};
