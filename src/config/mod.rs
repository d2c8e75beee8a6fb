//! `tonghop.toml`, form templates, standards, the matching specification.
//!
//! Everything has a default, so an empty file is valid. An unknown key or a
//! wrong value is an error with file, line, key and what is allowed.

pub mod cycle;
pub mod deadline;
pub mod error;
pub mod limits;
pub mod mail;
pub mod matching;
pub mod outputs;
pub mod positions;
pub mod results;
pub mod retirement;
pub mod rule_settings;
pub mod secret;
pub mod settings;
pub mod standards;
pub mod templates;

pub use cycle::{
    CandidateOrder, CandidateSettings, ClassSettings, CoverageSettings, QuotaSettings, QuotaWeights,
};
pub use deadline::Deadline;
pub use error::{ConfigError, parse_toml};
pub use limits::Limits;
pub use mail::{AfterRun, Mail};
pub use outputs::{OutputSettings, Outputs};
pub use secret::Secret;
pub use settings::Settings;
pub use templates::Templates;
