//! What intake makes of files: honest, odd, damaged and hostile ones.

#[path = "../../examples/intake_score/compare.rs"]
mod compare;
mod differential;
mod hostile;
mod mutations;
mod package;
mod xlsx;
