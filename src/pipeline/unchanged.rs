//! Has anything changed since the last run? If not, its results stand and
//! nothing is rewritten.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::knowledge::Knowledge;
use super::period::{Content, content};
use super::source::{digest_of, hex};
use crate::i18n::Lang;
use crate::model::period::Period;
use crate::model::role::Role;
use crate::report::Export;
use crate::workspace::{FoundFile, OutputFile, RunError, Workspace};

/// Where a period's fingerprint lies in its outbox.
const FILE: &str = "data/.fingerprint.json";
/// Where its records lie.
const RECORDS: &str = "data/records.jsonl";

/// Digest of all that the results follow from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    inputs: String,
}

/// What was written, from what, and what the months after want to know of it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Stored {
    inputs: String,
    /// Path below the outbox → sha256.
    outputs: BTreeMap<String, String>,
    #[serde(default)]
    kept: Kept,
}

/// What later months want to know of a month beside its records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Units that handed in a form.
    pub senders: BTreeSet<Arc<str>>,
    /// By unit: what each column of its form meant, counted from zero.
    pub layouts: BTreeMap<Arc<str>, BTreeMap<u32, Role>>,
}

/// For each period up to this one, the digest of program, settings, lists,
/// language, and every form up to it.
pub fn fingerprints(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
    lang: Lang,
) -> Result<BTreeMap<Period, Fingerprint>, RunError> {
    let mut digest = Sha256::new();
    digest.update(format!("{}\0{lang:?}\0", known.settings_digest));
    for (name, sha256) in known.list_digests() {
        digest.update(format!("{name}\0{sha256}\0"));
    }
    let mut all = BTreeMap::new();
    for month in workspace.periods()?.into_iter().filter(|month| *month <= period) {
        let decisions = fs::read(workspace.decisions().join(format!("{month}.jsonl")));
        digest.update(Sha256::digest(decisions.unwrap_or_default()));
        let files = workspace.inbox_files(month)?;
        for line in digests(&files, known.settings.limits.file_megabytes) {
            digest.update(line);
        }
        all.insert(month, Fingerprint { inputs: hex(&digest.clone().finalize()) });
    }
    Ok(all)
}

/// Name and digest of each file. One that cannot be read has none: it is tried again each time.
fn digests(files: &[FoundFile], limit_megabytes: u64) -> Vec<String> {
    let of = |file: &FoundFile| {
        let digest = match content(file, limit_megabytes) {
            Content::Bytes(bytes) => digest_of(&bytes),
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

/// Do the results of the last run follow from the same, and are they all there as written,
/// with what is to be exported now among them?
pub fn stands(
    workspace: &Workspace,
    period: Period,
    fingerprint: &Fingerprint,
    export: Option<Export>,
) -> bool {
    let Some(stored) = made_from(workspace, period, fingerprint) else { return false };
    let mut wanted = export.iter().flat_map(|export| export.files());
    if !wanted.all(|(path, _)| stored.outputs.contains_key(path)) {
        return false;
    }
    let outbox = workspace.outbox(period);
    let as_written = |(path, sha256): (&String, &String)| {
        fs::read(outbox.join(path)).is_ok_and(|bytes| digest_of(&bytes) == *sha256)
    };
    stored.outputs.par_iter().all(as_written)
}

/// What the last run of a period left, if it follows from the same.
fn made_from(workspace: &Workspace, period: Period, fingerprint: &Fingerprint) -> Option<Stored> {
    stored(workspace, period).filter(|stored| stored.inputs == fingerprint.inputs)
}

fn stored(workspace: &Workspace, period: Period) -> Option<Stored> {
    let content = fs::read(workspace.outbox(period).join(FILE)).ok()?;
    serde_json::from_slice(&content).ok()
}

/// The records that the last run of a period wrote, with what it kept, if they
/// follow from the same and are as it wrote them.
pub fn read_back(
    workspace: &Workspace,
    period: Period,
    fingerprint: &Fingerprint,
) -> Option<(String, Kept)> {
    let stored = made_from(workspace, period, fingerprint)?;
    let records = fs::read(workspace.outbox(period).join(RECORDS)).ok()?;
    let same = stored.outputs.get(RECORDS).is_some_and(|sha| *sha == digest_of(&records));
    Some((String::from_utf8(records).ok().filter(|_| same)?, stored.kept))
}

/// Is a file of a period's outbox just as the last run wrote it?
pub fn is_as_written(workspace: &Workspace, period: Period, path: &str, bytes: &[u8]) -> bool {
    let written = stored(workspace, period).and_then(|mut stored| stored.outputs.remove(path));
    written.is_some_and(|sha256| sha256 == digest_of(bytes))
}

impl Fingerprint {
    /// The file that says what was written (path and digest), and from what.
    pub fn file(&self, outputs: BTreeMap<String, String>, kept: Kept) -> OutputFile {
        let stored = Stored { inputs: self.inputs.clone(), outputs, kept };
        OutputFile {
            path: FILE.to_owned(),
            bytes: serde_json::to_vec_pretty(&stored).unwrap_or_default(),
        }
    }
}
