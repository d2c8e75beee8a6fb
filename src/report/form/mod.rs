//! Forms that the program writes itself: the blank one, and the list of a reply.
//! Both come from the same template by which forms are read.

mod blank;
mod checks;
pub mod columns;
mod head;
mod list;
mod lists;
mod need;
mod slip;
pub mod table;

use super::paper::Fill;
use crate::config::outputs::FormLayout;
use crate::config::{OutputSettings, Outputs, Templates};
use crate::model::period::Period;
use crate::model::reference::ReferenceLists;

pub use blank::{BlankForm, write_blank};
pub use checks::Checks;
pub use head::{above, below};
pub use list::write_blank_list;
pub use lists::Lists;
pub use need::write_blank_need;
pub use slip::write as slip_sheet;

/// The template by which registrations are read and written.
pub const TEMPLATE: &str = "registration";

/// How forms look and what they hold: layouts, and the template that names their columns.
#[derive(Clone, Copy, Debug)]
pub struct Design<'a> {
    pub outputs: &'a Outputs,
    pub templates: &'a Templates,
}

impl Design<'static> {
    /// What the program brings along.
    pub fn built_in() -> Self {
        Design { outputs: Outputs::built_in(), templates: Templates::built_in() }
    }
}

/// The places of a unit's own document: its name, its superior, who signs for it.
pub fn unit_fill(
    layout: &FormLayout,
    settings: &OutputSettings,
    lists: &ReferenceLists,
    unit: Option<&str>,
    period: Period,
) -> Fill {
    let name = unit.map_or("", |code| lists.unit_name(code));
    let parent = unit.and_then(|code| lists.unit(code)?.parent.as_deref());
    // A superior is given by its code or in words.
    let parent = parent.map_or("", |parent| lists.unit_name(parent));
    let parent = if parent.is_empty() { settings.parent.as_str() } else { parent };
    let signer = layout.signer_of(name).cloned().unwrap_or_default();
    Fill::new(settings, period)
        .set("unit", name)
        .set("unit_capitals", name.to_uppercase())
        .set("parent", parent.to_uppercase())
        .set("symbol", signer.symbol)
        .set("authority", signer.authority)
        .set("post", signer.post)
        .set("signer", "")
}
