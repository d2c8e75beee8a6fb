//! Errors about the run, never about the data.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::config::ConfigError;
use crate::i18n::Text;
use crate::text;

/// Why a run could not start or finish.
#[derive(Debug, Error)]
pub enum RunError {
    /// The command or the workspace is not as it should be; nothing was written.
    #[error("{}", .0.en)]
    Usage(Text),
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Another run is at work in this workspace.
    #[error("locked: {holder}")]
    Locked { holder: String },
    /// Told to stop before the results were in place.
    #[error("stopped")]
    Stopped,
    #[error("{}: {}: {source}", doing.en, path.display())]
    Io { doing: Text, path: PathBuf, source: io::Error },
    /// A workbook could not be built.
    #[error("{}", .0.en)]
    Build(Text),
}

impl RunError {
    pub fn io(doing: Text, path: &Path) -> impl FnOnce(io::Error) -> RunError {
        let path = path.to_owned();
        move |source| RunError::Io { doing, path, source }
    }

    /// 2 when usage or settings are wrong, 3 when the run could not finish.
    pub fn exit_code(&self) -> u8 {
        match self {
            RunError::Usage(_) | RunError::Config(_) => 2,
            RunError::Locked { .. }
            | RunError::Stopped
            | RunError::Io { .. }
            | RunError::Build(_) => 3,
        }
    }

    /// What to tell the user.
    pub fn sentence(&self) -> Text {
        match self {
            RunError::Usage(text) | RunError::Build(text) => text.clone(),
            RunError::Config(error) => error.sentence(),
            RunError::Locked { holder } => text!(
                vi: "một lần chạy khác đang làm việc trong thư mục này ({holder}); chờ xong rồi chạy lại",
                en: "another run is at work in this workspace ({holder}); wait for it and run again",
            ),
            RunError::Stopped => text!(
                vi: "đã dừng theo yêu cầu; kết quả cũ còn nguyên",
                en: "stopped as asked; the earlier results are as they were",
            ),
            RunError::Io { doing, path, source } => {
                let path = path.display();
                let Text { vi, en } = doing;
                text!(vi: "không {vi} được {path}: {source}", en: "cannot {en} {path}: {source}")
            }
        }
    }
}
