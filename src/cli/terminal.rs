//! What the user sees: colours and progress bars on a terminal, plain lines elsewhere.

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::args::{Common, LogFormat};
use crate::finding::Severity;
use crate::i18n::{Label, Lang, Text};
use crate::label;
use crate::pipeline::Progress;

/// How to speak to the user.
pub struct Terminal {
    pub lang: Lang,
    quiet: bool,
    verbose: bool,
    log: LogFormat,
    file: Option<Mutex<File>>,
    /// Tells the lines of one run from those of another in a common log.
    run: String,
    colour: bool,
    bar: Mutex<Option<ProgressBar>>,
    started: Instant,
}

impl Terminal {
    pub fn new(common: &Common, lang: Lang) -> Self {
        let shown = std::io::stderr().is_terminal() && !common.quiet;
        let plain_log = common.log_format == LogFormat::Text && !common.verbose;
        let bar = (shown && plain_log).then(|| ProgressBar::new(0).with_style(style()));
        let colour = std::io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
        Terminal {
            lang,
            quiet: common.quiet,
            verbose: common.verbose,
            log: common.log_format,
            file: common.log_file.as_deref().and_then(open_log).map(Mutex::new),
            run: run_id(),
            colour,
            bar: Mutex::new(bar),
            started: Instant::now(),
        }
    }

    /// Prints a line of results on standard output, unless the user wants silence.
    pub fn say(&self, text: &Text) {
        self.append("info", text.in_lang(self.lang));
        if !self.quiet {
            self.print(text.in_lang(self.lang));
        }
    }

    /// Prints on standard output. A reader that went away is no reason to fail.
    pub fn print(&self, line: &str) {
        let _ = writeln!(std::io::stdout(), "{line}");
    }

    /// Prints what went wrong on standard error, always.
    pub fn complain(&self, text: &Text) {
        self.finish();
        let words = text.in_lang(self.lang);
        let line = match self.log {
            LogFormat::Text => format!("tonghop: {words}"),
            LogFormat::Json => self.json("error", words),
        };
        let _ = writeln!(std::io::stderr(), "{line}");
        self.append("error", words);
    }

    /// Appends to the log file, where there is one; a disk that is full stops no run.
    fn append(&self, level: &str, words: &str) {
        let Some(Ok(mut file)) = self.file.as_ref().map(Mutex::lock) else { return };
        let line = match self.log {
            LogFormat::Json => self.json(level, words),
            LogFormat::Text => {
                let now = chrono::Local::now().format("%Y-%m-%d %H:%M:%S");
                format!("{now} {} {level}: {}", self.run, words.replace('\n', " "))
            }
        };
        let _ = writeln!(file, "{line}");
    }

    /// The name of this run in the log.
    pub fn run_id(&self) -> &str {
        &self.run
    }

    /// A line of the log, for `--verbose` and JSON logs.
    fn note(&self, words: &str) {
        self.append("info", words);
        let line = match self.log {
            LogFormat::Json if !self.quiet => self.json("info", words),
            LogFormat::Text if self.verbose => {
                format!("[{:7.3}s] {words}", self.started.elapsed().as_secs_f64())
            }
            _ => return,
        };
        let _ = writeln!(std::io::stderr(), "{line}");
    }

    fn json(&self, level: &str, message: &str) -> String {
        let milliseconds = self.started.elapsed().as_millis() as u64;
        serde_json::json!({ "run": self.run, "level": level, "ms": milliseconds, "message": message })
            .to_string()
    }

    /// Takes the progress bar away.
    pub fn finish(&self) {
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = &*bar
        {
            bar.finish_and_clear();
        }
    }

    /// A severity's name, coloured on a terminal.
    pub fn severity(&self, severity: Severity) -> String {
        let (code, name) = match severity {
            Severity::Error => ("1;31", label!(vi: "lỗi", en: "error")),
            Severity::Warning => ("1;33", label!(vi: "cảnh báo", en: "warning")),
            Severity::Info => ("1;34", label!(vi: "thông tin", en: "info")),
        };
        self.paint(code, name.in_lang(self.lang))
    }

    /// Text in an ANSI colour, where colours are shown.
    pub fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// When the run began and the number of its process: no two in one log are alike.
fn run_id() -> String {
    format!("{}-{}", chrono::Local::now().format("%Y%m%dT%H%M%S"), std::process::id())
}

/// For its owner only, as all that is written. One that cannot be opened is told at once.
fn open_log(path: &Path) -> Option<File> {
    let mut options = File::options();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = options.open(path);
    if let Err(error) = &opened {
        let kind = error.kind();
        eprintln!("tonghop: {}: {kind}", path.display());
    }
    opened.ok()
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg:24} {bar:30} {pos}/{len} {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Terminal {
    fn stage(&self, name: Label, steps: usize) {
        self.note(name.in_lang(self.lang));
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = &*bar
        {
            bar.set_length(steps as u64);
            bar.set_position(0);
            bar.set_message(name.in_lang(self.lang).to_owned());
        }
    }

    fn step(&self) {
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = &*bar
        {
            bar.inc(1);
        }
    }
}
