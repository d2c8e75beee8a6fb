//! Nothing lost, nobody harmed: runs that are killed, told to stop, started
//! twice or left without room, and inboxes with things that are no files.

mod kill;
mod news;
mod runs;
mod whole;
