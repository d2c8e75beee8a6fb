//! Standards: what a regulation demands for a level and mode, from a date.

/// Every standard known, by date.
#[derive(Clone, Debug, Default)]
pub struct Standards {}
