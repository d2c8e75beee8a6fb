//! Table → typed records: one small pure normaliser for each kind of value,
//! and the row-by-row assembly that feeds them.
//!
//! The stage promises: every value that is not as written says how it was
//! repaired ([`Repair`](crate::model::record::Repair)), every text that could
//! not be read says why ([`Problem`](crate::model::record::Problem)), and
//! nothing is invented. No function panics on any input.
//!
//! A field without value, without problem but with raw text says "none": a
//! filler (`-`, `...`) or a word for it (`không`, `chưa`).

pub mod counts;
pub mod course;
pub mod date;
pub mod digits;
pub mod education;
pub mod email;
pub mod ethnicity;
mod form;
pub mod ids;
pub mod kind;
pub mod mark;
pub mod name;
pub mod national_id;
pub mod party_card;
pub mod phone;
pub mod position;
pub mod province;
pub mod rating;
pub mod reading;
pub mod religion;
pub mod sex;
pub mod study_mode;
pub mod theory;
pub mod vocabulary;
pub mod written;

pub use form::{Known, submission};
