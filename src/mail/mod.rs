//! Letters: drafts that carry a reply to its unit, and the way to a mail relay.

mod draft;
mod smtp;

pub use draft::{Draft, address_in, is_address};
pub use smtp::{SendError, send};
