//! Consolidates the Excel forms that party cells hand in to register cadres
//! for political-theory classes.

pub mod i18n;
pub mod model;
pub mod text;
