//! What became of a row: how it stands, and what the officer said.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::i18n::Label;
use crate::label;

/// How a row stands after every rule has spoken and the officer's decisions are applied.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    #[default]
    Accepted,
    /// A warning stands: the officer decides.
    Review,
    /// An error stands: the unit has to mend it.
    Rejected,
}

/// What the officer chose in the review sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// chấp nhận
    Accept,
    /// loại
    Reject,
    /// chờ bổ sung
    Wait,
    /// cùng một người: the row and the one that it may repeat are one person
    SamePerson,
    /// hai người khác nhau
    TwoPeople,
}

impl Choice {
    /// What can be said of any row.
    pub const OF_ROWS: [Choice; 3] = [Choice::Accept, Choice::Reject, Choice::Wait];

    /// What can be said besides of a row that may repeat another.
    pub const OF_PAIRS: [Choice; 2] = [Choice::SamePerson, Choice::TwoPeople];

    pub const ALL: [Choice; 5] =
        [Choice::Accept, Choice::Reject, Choice::Wait, Choice::SamePerson, Choice::TwoPeople];

    /// As the drop-down list of the review sheet offers it.
    pub fn words(self) -> Label {
        match self {
            Choice::Accept => label!(vi: "chấp nhận", en: "accept"),
            Choice::Reject => label!(vi: "loại", en: "reject"),
            Choice::Wait => label!(vi: "chờ bổ sung", en: "wait for more"),
            Choice::SamePerson => label!(vi: "cùng một người", en: "same person"),
            Choice::TwoPeople => label!(vi: "hai người khác nhau", en: "two people"),
        }
    }
}

impl Status {
    pub fn words(self) -> Label {
        match self {
            Status::Accepted => label!(vi: "Chấp nhận", en: "Accepted"),
            Status::Review => label!(vi: "Cần xem", en: "To decide"),
            Status::Rejected => label!(vi: "Chưa đạt", en: "Rejected"),
        }
    }
}

/// The headings of the review sheet by which decisions are read back.
pub mod review_headings {
    use crate::i18n::Label;
    use crate::label;

    pub const KEY: Label = label!(vi: "Mã", en: "Key");
    pub const FINGERPRINT: Label = label!(vi: "Dấu dữ kiện", en: "Facts");
    /// The decision as the program last wrote it: tells what the officer changed since.
    pub const RECORDED: Label = label!(vi: "Đã ghi nhận", en: "Recorded");
    pub const DECISION: Label = label!(vi: "Quyết định", en: "Decision");
    pub const NOTE: Label = label!(vi: "Ghi chú của cán bộ", en: "Officer's note");
}

/// The officer's word on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub choice: Choice,
    pub note: String,
    /// The facts are still those that it was taken on, so it is applied;
    /// otherwise the case is open again and this is only shown as a reminder.
    pub stands: bool,
}

/// What the officer can say, or has said, on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The same for the same row and kind of doubt over runs; the review sheet carries it hidden.
    pub key: Arc<str>,
    /// Digest of the facts that a decision rests on.
    pub fingerprint: Arc<str>,
    pub decision: Option<Decision>,
    /// The row needs a decision or has one: it stands on the review sheet. Of
    /// other rows the officer can still say something in the consolidated list.
    pub doubtful: bool,
}

impl Judgement {
    /// The row's case on the review sheet.
    pub fn doubt(&self) -> Option<&Case> {
        self.case.as_ref().filter(|case| case.doubtful)
    }

    /// The row's case when it stands in no review sheet.
    pub fn calm(&self) -> Option<&Case> {
        self.case.as_ref().filter(|case| !case.doubtful)
    }
}

/// What became of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    pub status: Status,
    /// The one row of its person and class that can reach the school's list.
    pub primary: bool,
    /// For every row that counts.
    pub case: Option<Case>,
}
