//! `[outputs]` in `tonghop.toml`: who issues the lists, and how they look.

use serde::Deserialize;

/// Every key has a default; what is left empty is printed as dots, to be filled in by hand.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OutputSettings {
    /// Name of the frame: `party` or `state`.
    pub frame: String,
    /// Name of the privacy profile of what goes to the school.
    pub profile: String,
    /// The organisation above (`ĐẢNG ỦY UBND TỈNH …`).
    pub parent: String,
    /// Who issues the lists (`BAN TỔ CHỨC`).
    pub issuer: String,
    /// The letters behind the number (`BTC`).
    pub symbol: String,
    /// Where it is signed.
    pub place: String,
    /// For whom it is signed (`T/M BAN THƯỜNG VỤ`); empty when the signer signs for himself.
    pub authority: String,
    /// The signer's post.
    pub post: String,
    pub signer: String,
    /// Who gets it, one a line.
    pub recipients: Vec<String>,
    /// Until when units should answer a reply, in words (`25/11/2026`); empty for no such sentence.
    pub answer_by: String,
}

impl Default for OutputSettings {
    fn default() -> Self {
        OutputSettings {
            frame: "party".to_owned(),
            profile: "school".to_owned(),
            parent: String::new(),
            issuer: String::new(),
            symbol: String::new(),
            place: String::new(),
            authority: String::new(),
            post: "TRƯỞNG BAN".to_owned(),
            signer: String::new(),
            recipients: vec!["Trường Chính trị tỉnh".to_owned(), "Lưu Văn phòng".to_owned()],
            answer_by: String::new(),
        }
    }
}
