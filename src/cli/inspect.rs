//! `tonghop inspect`: how a file was understood.

use super::args::{InspectArgs, InspectFormat};
use super::terminal::Terminal;
use crate::pipeline;
use crate::workspace::{RunError, Workspace};

pub fn inspect(args: &InspectArgs, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = args.workspace.as_deref().map(Workspace::open).transpose()?;
    let view = pipeline::inspect(&args.file, workspace.as_ref())?;
    match args.format {
        InspectFormat::Text => terminal.print(view.text(terminal.lang).trim_end()),
        InspectFormat::Json => terminal.print(&view.json(terminal.lang)),
    }
    Ok(0)
}
