//! `[mail]`, `[after_run]` and how long results are kept.

use serde::Deserialize;

/// `[mail]`: letters that carry the replies to the units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// Write a letter (.eml) for each reply to a unit whose address the units list has.
    pub drafts: bool,
    /// Who writes; empty: whoever opens the draft.
    pub from: String,
    /// The office's mail relay, `host:port`; empty: letters are only written, never sent.
    pub smtp: String,
    /// Send the letters at the end of each run. Else `tonghop send` does, when asked.
    pub send: bool,
}

/// `[after_run]`: a program that is told of the run.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AfterRun {
    /// The program and its arguments, started without a shell; empty: none.
    pub command: Vec<String>,
    /// How long it may take.
    pub seconds: u64,
}

impl Default for AfterRun {
    fn default() -> Self {
        AfterRun { command: Vec::new(), seconds: 60 }
    }
}
