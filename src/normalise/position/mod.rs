//! Posts: what a position counts for, and how a cell that holds position and
//! workplace comes apart.
//!
//! The written words stay as they are; [`posts`] says what they mean, and
//! [`expanded`] writes abbreviations out for lists that want full words.

mod split;

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use split::{Parts, is_workplace_name, split};

use super::vocabulary::{Vocabulary, listed, variant};
use crate::text::fold::fold;

/// The level of a post in an agency, low to high. Its names are those of `templates/vocabulary/positions.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// No leading post: chuyên viên, kế toán, giảng viên …
    Staff,
    /// Phó trưởng phòng and equal: the floor for intermediate classes.
    DivisionDeputy,
    DivisionHead,
    AgencyDeputy,
    AgencyHead,
}

/// A post in a party committee (cấp ủy), low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyPost {
    CommitteeMember,
    DeputySecretary,
    Secretary,
}

/// A post in a mass organisation (công đoàn, đoàn thanh niên, hội …), low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MassPost {
    Deputy,
    Head,
}

/// The highest posts of each kind that a text names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posts {
    pub rank: Option<Rank>,
    pub party: Option<PartyPost>,
    pub mass: Option<MassPost>,
}

impl Posts {
    /// Does the text name any post that we know?
    pub fn any(self) -> bool {
        self != Posts::default()
    }
}

/// What a known word for a post counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Staff,
    DivisionDeputy,
    DivisionHead,
    AgencyDeputy,
    AgencyHead,
    CommitteeMember,
    PartyDeputySecretary,
    PartySecretary,
    MassDeputy,
    MassHead,
    /// Stands before the post and changes nothing: quyền, phụ trách.
    Acting,
    /// A post that is no longer held: nguyên.
    Former,
}

#[derive(Clone, Debug, PartialEq)]
struct Post {
    kind: Kind,
    name: Box<str>,
}

static POSTS: LazyLock<Vocabulary<Post>> =
    LazyLock::new(|| parse(include_str!("../../../templates/vocabulary/positions.tsv")));

fn parse(text: &str) -> Vocabulary<Post> {
    let post = |columns: &[&str]| {
        let name = listed(columns.get(1)?).next()?;
        Some(Post { kind: variant(columns.first()?)?, name: name.into() })
    };
    Vocabulary::parse_with(text, post).unwrap_or_default()
}

/// The highest rank in an agency that a position names; `None` when no post is known in it.
pub fn rank(text: &str) -> Option<Rank> {
    posts(text).rank
}

/// Every post that a position names, the highest of each kind. Several
/// positions may stand side by side; former ones (`nguyên …`) do not count.
pub fn posts(text: &str) -> Posts {
    let mut posts = Posts::default();
    for segment in segments(text) {
        read_segment(&fold(segment), &mut posts);
    }
    posts
}

/// A position begins a segment; what follows it is its department.
fn read_segment(folded: &str, posts: &mut Posts) {
    let mut rest = folded;
    while let Some((end, post)) = POSTS.starting(rest) {
        rest = rest.get(end..).unwrap_or_default().trim_start();
        match post.kind {
            Kind::Acting => {}
            Kind::Former => return,
            Kind::CommitteeMember => raise(&mut posts.party, PartyPost::CommitteeMember),
            Kind::PartyDeputySecretary => raise(&mut posts.party, PartyPost::DeputySecretary),
            Kind::PartySecretary => raise(&mut posts.party, PartyPost::Secretary),
            Kind::MassDeputy => raise(&mut posts.mass, MassPost::Deputy),
            Kind::MassHead => raise(&mut posts.mass, MassPost::Head),
            Kind::Staff => return raise(&mut posts.rank, Rank::Staff),
            Kind::DivisionDeputy => return raise(&mut posts.rank, Rank::DivisionDeputy),
            Kind::DivisionHead => return raise(&mut posts.rank, Rank::DivisionHead),
            Kind::AgencyDeputy => return raise(&mut posts.rank, Rank::AgencyDeputy),
            Kind::AgencyHead => return raise(&mut posts.rank, Rank::AgencyHead),
        }
    }
}

fn raise<T: Ord + Copy>(highest: &mut Option<T>, post: T) {
    *highest = (*highest).max(Some(post));
}

/// The parts of a text that can each hold a position.
fn segments(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '/', '+', '&', '\n', '(', ')', ':'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" kiêm "))
        .flat_map(|part| part.split(" và "))
        .map(|part| part.trim().trim_start_matches(['-', '–', '•', '*']))
}

/// The text with each abbreviated post written out: `PTP, Sở Nội vụ` →
/// `Phó Trưởng phòng, Sở Nội vụ`. Borrowed when there is nothing to write out.
pub fn expanded(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut from = 0;
    for segment in segments(text).map(str::trim) {
        let Some(long) = expanded_segment(segment) else { continue };
        // Segments are parts of the text, from left to right.
        let at = (segment.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(&long);
        from = at + segment.len();
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// `None` when the segment begins with no abbreviation.
fn expanded_segment(segment: &str) -> Option<String> {
    let folded = fold(segment);
    let (end, post) = POSTS.starting(&folded)?;
    let words = folded.get(..end)?.split(' ').count();
    let cut = end_of_words(segment, words)?;
    let written = segment.get(..cut)?;
    let is_short = written.chars().filter(|c| c.is_alphabetic()).count()
        < post.name.chars().filter(|c| c.is_alphabetic()).count();
    let is_abbreviation = written.chars().filter(|c| c.is_uppercase()).count() > words.max(1)
        || written.contains('.');
    (is_short && is_abbreviation)
        .then(|| format!("{}{}", post.name, segment.get(cut..).unwrap_or_default()))
}

/// The byte after the `count`th word (run of letters and digits).
fn end_of_words(text: &str, count: usize) -> Option<usize> {
    let mut words = 0;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric();
        if inside && !is_word {
            words += 1;
            if words == count {
                return Some(at);
            }
        }
        inside = is_word;
    }
    (inside && words + 1 == count).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_vocabulary_is_whole() {
        assert!(POSTS.writings().count() > 200);
    }

    #[test]
    fn abbreviations_and_full_names_have_the_same_rank() {
        for (rank_is, writings) in [
            (
                Rank::AgencyHead,
                "GĐ; Giám đốc; CVP; Chánh VP; Hiệu trưởng; Cục trưởng; TB; VT; CT; CTTra; Chánh Văn phòng Sở",
            ),
            (
                Rank::AgencyDeputy,
                "PGĐ; Phó GĐ; PCT; PVP; PCVP; PTB; PHT; Phó TB; Phó Giám đốc Sở; Phó Chánh Văn phòng",
            ),
            (
                Rank::DivisionHead,
                "TP; Tr.phòng; Trưởng phòng; TK; CCT; GĐTT; Giám đốc Trung tâm; TRƯỞNG PHÒNG TC-HC",
            ),
            (
                Rank::DivisionDeputy,
                "PTP; P.TP; Phó TP; PTrP; P. Trưởng phòng; Phó phòng; PK; CCP; PGĐTT; Phó Giám đốc Trung tâm; Phó trưởng phòng Tổ chức cán bộ; pho truong phong",
            ),
            (
                Rank::Staff,
                "CV; CVC; CVCC; CS; KTV; NV; KT; KTT; TTV; GV; ĐTV; VC; Chuyên viên phòng Kế hoạch; Văn thư; Viên chức",
            ),
        ] {
            for writing in writings.split("; ") {
                assert_eq!(rank(writing), Some(rank_is), "{writing}");
            }
        }
        for unknown in ["", "Sở Tài chính", "TPHCM", "abc", "Hội viên"] {
            assert_eq!(rank(unknown), None, "{unknown}");
        }
    }

    /// The party and mass organisations of DOMAIN 3.8.
    #[test]
    fn posts_in_the_party_and_in_organisations_are_known() {
        for (post_is, writings) in [
            (PartyPost::Secretary, "BT; BTCB; Bí thư; Bí thư chi bộ"),
            (PartyPost::DeputySecretary, "PBT; PBTCB; Phó Bí thư"),
            (
                PartyPost::CommitteeMember,
                "UVBTV; UVBCH; BTV; BCH; CUV; ĐUV; CNUBKT; TUV; Chi ủy viên; Đảng ủy viên",
            ),
        ] {
            for writing in writings.split("; ") {
                assert_eq!(posts(writing).party, Some(post_is), "{writing}");
            }
        }
        for writing in ["CTCĐ", "BTĐTN", "CTHPN", "CTHCCB"] {
            assert_eq!(posts(writing).mass, Some(MassPost::Head), "{writing}");
            assert_eq!(posts(writing).party, None, "{writing}");
        }
        for (rank_is, writings) in [
            (Rank::AgencyHead, "Chủ tịch; Chánh TTr; Trưởng ban; HT; Viện trưởng"),
            (Rank::DivisionHead, "TTrK; Chi cục trưởng; Trưởng khoa"),
        ] {
            for writing in writings.split("; ") {
                assert_eq!(rank(writing), Some(rank_is), "{writing}");
            }
        }
    }

    #[test]
    fn several_positions_count_each_for_itself() {
        let read = posts("Bí thư chi bộ, Phó Trưởng phòng TC-HC kiêm CTCĐ");
        assert_eq!(
            read,
            Posts {
                rank: Some(Rank::DivisionDeputy),
                party: Some(PartyPost::Secretary),
                mass: Some(MassPost::Head)
            }
        );
        assert_eq!(posts("ĐUV\nPhó Giám đốc").party, Some(PartyPost::CommitteeMember));
        assert_eq!(posts("Chi ủy viên - Chuyên viên").rank, Some(Rank::Staff));
        assert_eq!(posts("Bí thư Đoàn thanh niên").party, None);
    }

    #[test]
    fn former_posts_and_helpers_of_leaders_do_not_count() {
        assert_eq!(rank("Nguyên Trưởng phòng"), None);
        assert_eq!(rank("Chuyên viên giúp việc Giám đốc"), Some(Rank::Staff));
        assert_eq!(rank("Quyền Trưởng phòng"), Some(Rank::DivisionHead));
    }

    #[test]
    fn abbreviations_are_written_out() {
        assert_eq!(expanded("PTP, Sở Nội vụ"), "Phó Trưởng phòng, Sở Nội vụ");
        assert_eq!(expanded("BTCB, P.TP Tổ chức"), "Bí thư chi bộ, Phó Trưởng phòng Tổ chức");
        assert!(matches!(expanded("Trưởng phòng, Sở Nội vụ"), Cow::Borrowed(_)));
        assert!(matches!(expanded("Phó Giám đốc Sở"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn writing_out_twice_changes_nothing_more(text in "\\PC{0,30}|(PTP|TP|GĐ|, | - |Sở|kiêm |BTCB| ){0,8}") {
            let once = expanded(&text).into_owned();
            let twice = expanded(&once).into_owned();
            prop_assert_eq!(&twice, &once);
            posts(&text);
            split(&text, false);
            split(&text, true);
        }
    }
}
