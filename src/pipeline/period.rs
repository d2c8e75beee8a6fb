//! Reads every file of a period, side by side.

use std::fs;
use std::io::Read;
use std::sync::Arc;

use rayon::prelude::*;

use super::knowledge::Knowledge;
use super::own_form;
use super::progress::Progress;
use super::read::{Memory, submission};
use crate::model::period::Period;
use crate::model::submission::{SourceFile, Submission, Unread, UnreadKind};
use crate::text;
use crate::workspace::{FoundFile, stop};

/// A file's bytes, or why they cannot be had.
pub enum Content {
    Bytes(Vec<u8>),
    Refused(Unread),
}

/// Reads the forms of a period; one submission for each file, in the files' order.
/// The lists of people are read meanwhile: no form waits for them.
pub fn read_period(
    files: &[FoundFile],
    period: Period,
    known: &Knowledge,
    memory: &Memory,
    progress: &dyn Progress,
) -> Vec<Submission> {
    // Before any thread needs it: it is what all forms are read by.
    known.reference();
    let forms = || read_files(files, period, known, memory, progress);
    let (lists, mut forms) = rayon::join(|| known.lists(), forms);
    let roster = lists.roster.as_deref().unwrap_or_default();
    forms.iter_mut().for_each(|form| own_form::set_aside_members(form, roster));
    forms
}

fn read_files(
    files: &[FoundFile],
    period: Period,
    known: &Knowledge,
    memory: &Memory,
    progress: &dyn Progress,
) -> Vec<Submission> {
    files
        .par_iter()
        .map(|file| {
            if stop::requested() {
                return unreadable(file.name.clone(), stopped());
            }
            let form = match content(file, known.settings.limits.file_megabytes) {
                Content::Bytes(bytes) => {
                    submission(&bytes, file.name.clone(), period, known, memory)
                }
                Content::Refused(unread) => unreadable(file.name.clone(), unread),
            };
            progress.step();
            form
        })
        .collect()
}

/// Reads a file within a limit. A file that vanished, is locked, or grows while
/// it is read is a finding about that file, not a failure of the run.
pub fn content(file: &FoundFile, limit_megabytes: u64) -> Content {
    if let Some(why) = file.refusal() {
        return Content::Refused(Unread { kind: UnreadKind::Unreadable, why });
    }
    let limit = limit_megabytes.saturating_mul(1024 * 1024);
    match read_bounded(file, limit) {
        Ok(bytes) if bytes.len() as u64 > limit => Content::Refused(Unread {
            kind: UnreadKind::TooLarge,
            why: text!(
                vi: "Tệp lớn hơn {limit_megabytes} MB.",
                en: "The file is larger than {limit_megabytes} MB.",
            ),
        }),
        Ok(bytes) => Content::Bytes(bytes),
        Err(error) => {
            let kind = error.kind();
            Content::Refused(Unread {
                kind: UnreadKind::Unreadable,
                why: text!(
                    vi: "Không mở được tệp ({kind}); có thể tệp đang được chép vào hoặc đang mở ở nơi khác.",
                    en: "The file cannot be opened ({kind}); it may still be being copied, or be open elsewhere.",
                ),
            })
        }
    }
}

/// Of a run that ends before its results are written.
fn stopped() -> Unread {
    let why = text!(vi: "Đã dừng trước khi đọc.", en: "Stopped before it was read.");
    Unread { kind: UnreadKind::Unreadable, why }
}

fn read_bounded(file: &FoundFile, limit: u64) -> std::io::Result<Vec<u8>> {
    let opened = fs::File::open(&file.path)?;
    let before = opened.metadata()?;
    let mut bytes = Vec::with_capacity(before.len().min(limit) as usize + 1);
    opened.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let after = fs::metadata(&file.path)?;
    let moved = before.modified().ok() != after.modified().ok();
    if bytes.len() as u64 <= limit && (after.len() != bytes.len() as u64 || moved) {
        return Err(std::io::ErrorKind::ResourceBusy.into());
    }
    Ok(bytes)
}

fn unreadable(name: Arc<str>, unread: Unread) -> Submission {
    let source = SourceFile { path: name, sha256: "".into(), size: 0, format: None };
    Submission::unread(source, unread)
}
