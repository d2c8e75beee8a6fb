//! Sends the letters of a period through the office's mail relay, each once.

use std::collections::BTreeSet;
use std::fs;

use super::letters::FOLDER;
use super::source::digest_of;
use crate::config::Mail;
use crate::i18n::Text;
use crate::mail::{address_in, is_address, send};
use crate::model::period::Period;
use crate::text;
use crate::workspace::{Lock, RunError, Workspace, write_whole};

/// What came of the letters. Files are named by their names, never by whom they are for.
#[derive(Debug, Default)]
pub struct Sent {
    pub sent: usize,
    /// Letters that had been sent before.
    pub before: usize,
    /// Letters that did not go out, and why.
    pub failed: Vec<(String, Text)>,
}

/// Sends what has not been sent yet. Which letters have been is kept in
/// `sent/<period>.txt`, outside the outbox, which may be deleted.
///
/// # Errors
/// [`RunError::Usage`] when the settings name no relay or sender; those of reading
/// and writing files.
pub fn send_letters(workspace: &Workspace, period: Period, mail: &Mail) -> Result<Sent, RunError> {
    if mail.smtp.is_empty() || !is_address(&mail.from) {
        return Err(RunError::Usage(text!(
            vi: "muốn gửi thư thì trong tonghop.toml, mục [mail], phải có smtp = \"máy-chủ:25\" và from = \"địa chỉ của bạn\"",
            en: "to send letters, tonghop.toml needs smtp = \"host:25\" and from = \"your address\" below [mail]",
        )));
    }
    let _lock = Lock::take(workspace.root())?;
    let ledger = workspace.root().join("sent").join(format!("{period}.txt"));
    let kept = fs::read_to_string(&ledger).unwrap_or_default();
    let mut known: BTreeSet<String> = kept.lines().map(str::to_owned).collect();
    let mut outcome = Sent::default();
    for (name, letter) in letters(workspace, period)? {
        let digest = digest_of(&letter);
        if known.contains(&digest) {
            outcome.before += 1;
            continue;
        }
        match send_one(mail, &letter) {
            Ok(()) => {
                outcome.sent += 1;
                known.insert(digest);
                let lines: Vec<&str> = known.iter().map(String::as_str).collect();
                // At once: a letter must not go out twice because a later one failed.
                write_whole(&ledger, format!("{}\n", lines.join("\n")).as_bytes())?;
            }
            Err(why) => outcome.failed.push((name, why)),
        }
    }
    Ok(outcome)
}

fn send_one(mail: &Mail, letter: &[u8]) -> Result<(), Text> {
    let to = address_in(letter).ok_or_else(
        || text!(vi: "thư không ghi địa chỉ nhận hợp lệ", en: "the letter names no valid address"),
    )?;
    send(&mail.smtp, &mail.from, &to, letter).map_err(|error| error.text())
}

/// The letters of a period's outbox, by name.
fn letters(workspace: &Workspace, period: Period) -> Result<Vec<(String, Vec<u8>)>, RunError> {
    let folder = workspace.outbox(period).join(FOLDER);
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "eml") {
            let doing = text!(vi: "đọc", en: "read");
            let letter = fs::read(&path).map_err(RunError::io(doing, &path))?;
            found.push((entry.file_name().to_string_lossy().into_owned(), letter));
        }
    }
    found.sort();
    Ok(found)
}
