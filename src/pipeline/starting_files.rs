//! Files to start from: blank lists and blank forms.

use crate::i18n::Lang;
use crate::workspace::{OutputFile, RunError, Workspace};
