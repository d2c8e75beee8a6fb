//! Has anything changed since the last run? If not, its results stand and
//! nothing is rewritten.

use std::collections::BTreeMap;
use std::fs;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::knowledge::Knowledge;
use super::period::{Content, content};
use super::source::hex;
use crate::i18n::Lang;
use crate::model::period::Period;
use crate::workspace::{FoundFile, OutputFile, RunError, Workspace};

/// Where a period's fingerprint lies in its outbox.
const FILE: &str = "data/.fingerprint.json";

/// Digest of all that the results follow from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    inputs: String,
}

/// What was written, and from what.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    inputs: String,
    /// Path below the outbox → sha256.
    outputs: BTreeMap<String, String>,
}

/// The digest of program, settings, lists, language, and every form up to this period.
pub fn fingerprint(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
    lang: Lang,
) -> Result<Fingerprint, RunError> {
    let mut digest = Sha256::new();
    digest.update(format!("{}\0{lang:?}\0", known.settings_digest));
    for (name, sha256) in &known.reference.lists.digests {
        digest.update(format!("{name}\0{sha256}\0"));
    }
    for before in workspace.periods()?.into_iter().filter(|before| *before <= period) {
        let decisions = fs::read(workspace.decisions().join(format!("{before}.jsonl")));
        digest.update(Sha256::digest(decisions.unwrap_or_default()));
        for line in digests(&workspace.inbox_files(before)?, known.settings.limits.file_megabytes) {
            digest.update(line);
        }
    }
    Ok(Fingerprint { inputs: hex(&digest.finalize()) })
}

/// Name and digest of each file. One that cannot be read has none: it is tried again each time.
fn digests(files: &[FoundFile], limit_megabytes: u64) -> Vec<String> {
    let of = |file: &FoundFile| {
        let digest = match content(file, limit_megabytes) {
            Content::Bytes(bytes) => hex(&Sha256::digest(bytes)),
            // Its size is all that a refused file is known by.
            Content::Refused(_) => {
                let size = fs::symlink_metadata(&file.path).map_or(0, |about| about.len());
                format!("{:?} {size}", file.kind)
            }
        };
        format!("{}\0{digest}\0", file.name)
    };
    files.par_iter().map(of).collect()
}

/// Do the results of the last run follow from the same, and are they all there as written?
pub fn stands(workspace: &Workspace, period: Period, fingerprint: &Fingerprint) -> bool {
    let outbox = workspace.outbox(period);
    let Ok(content) = fs::read(outbox.join(FILE)) else { return false };
    let Ok(stored) = serde_json::from_slice::<Stored>(&content) else { return false };
    let as_written = |(path, sha256): (&String, &String)| {
        fs::read(outbox.join(path)).is_ok_and(|bytes| hex(&Sha256::digest(bytes)) == *sha256)
    };
    stored.inputs == fingerprint.inputs && stored.outputs.par_iter().all(as_written)
}

impl Fingerprint {
    /// The file that says what was written, and from what.
    pub fn file(&self, outputs: &[OutputFile]) -> OutputFile {
        let digest = |file: &OutputFile| (file.path.clone(), hex(&Sha256::digest(&file.bytes)));
        let outputs = outputs.par_iter().map(digest).collect();
        let stored = Stored { inputs: self.inputs.clone(), outputs };
        OutputFile {
            path: FILE.to_owned(),
            bytes: serde_json::to_vec_pretty(&stored).unwrap_or_default(),
        }
    }
}
