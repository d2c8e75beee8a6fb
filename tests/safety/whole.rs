//! Is what lies in an outbox one whole result?

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The digest of what a period's results were made from, when all of them are
/// there as written and nothing else is; otherwise what is wrong.
pub fn result_in(outbox: &Path) -> Result<String, String> {
    let stored = fs::read(outbox.join("data/.fingerprint.json"))
        .map_err(|error| format!("no fingerprint: {error}"))?;
    let stored: Value =
        serde_json::from_slice(&stored).map_err(|error| format!("half a fingerprint: {error}"))?;
    let outputs: BTreeMap<String, String> =
        serde_json::from_value(stored["outputs"].clone()).map_err(|error| error.to_string())?;
    for (path, sha256) in &outputs {
        let bytes = fs::read(outbox.join(path)).map_err(|_| format!("{path} is missing"))?;
        if format!("{:x}", Sha256::digest(bytes)) != *sha256 {
            return Err(format!("{path} is not as it was written"));
        }
    }
    let known: BTreeSet<String> = outputs.into_keys().collect();
    for path in files_below(outbox, outbox) {
        if path != "data/.fingerprint.json" && !known.contains(&path) {
            return Err(format!("{path} belongs to no result"));
        }
    }
    Ok(stored["inputs"].as_str().unwrap_or_default().to_owned())
}

/// What lies in a workspace's outbox and decisions that a finished run would not leave.
pub fn leftovers(workspace: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["outbox", "decisions"] {
        for entry in fs::read_dir(workspace.join(folder)).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') && name != ".lock" {
                found.push(format!("{folder}/{name}"));
            }
        }
    }
    found
}

fn files_below(root: &Path, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(root, &path));
        } else if let Ok(below) = path.strip_prefix(root) {
            found.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
    found
}
