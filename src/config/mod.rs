//! `tonghop.toml`, form templates, standards, the matching specification.
//!
//! Everything has a default, so an empty file is valid. An unknown key or a
//! wrong value is an error with file, line, key and what is allowed.

pub mod settings;
pub mod standards;

pub use settings::Settings;
