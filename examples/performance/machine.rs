//! What machine measures: figures say nothing without it.

use std::fs;
use std::process::Command;

/// Processor, how many of them, memory, system and compiler, as one line.
pub fn name() -> String {
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "a processor".into());
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_default();
    let memory = memory.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok());
    let memory = memory.map_or(String::new(), |kb| format!(", {} GB of memory", kb >> 20));
    let system = said("uname", &["-sr"]);
    let compiler = said("rustc", &["--version"]);
    format!("{processor}, {jobs} logical processors{memory}, {system}, {compiler}.\n")
}

/// The first value that a file of the system gives under a name.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The first line that a program says; empty where there is none.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&text).lines().next().unwrap_or_default().to_owned()
}
