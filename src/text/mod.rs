//! Vietnamese writing: Unicode forms, legacy encodings, syllables, names, order. No I/O, knows no forms.
//!
//! Every function takes any text and never panics; what is already in normal
//! form comes back borrowed.

pub mod collate;
mod data;
pub mod distance;
pub mod fold;
pub mod legacy;
pub mod letter;
pub mod name;
pub mod recent;
pub mod syllable;
pub mod unicode;
