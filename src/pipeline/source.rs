//! A file as handed in: its name, size and digest.

use std::fmt::Write;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::submission::SourceFile;

/// What is known of a file before it is read. `name` is its path below the workspace.
pub fn source_of(name: Arc<str>, bytes: &[u8]) -> SourceFile {
    let sha256 = Arc::from(digest_of(bytes));
    SourceFile { path: name, sha256, size: bytes.len() as u64, format: None }
}

/// The sha256 of a file's content, as it stands in `run.json` and wherever else files are told apart.
pub fn digest_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
