//! What a heading can mean, by its words and those of its group headings.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::memo::Memo;
use super::{Field, Phrase};
use crate::model::role::Role;

/// All wordings of a template, indexed.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    roles: Vec<Role>,
    against: Vec<Vec<Phrase>>,
    entries: Vec<Entry>,
    by_words: FxHashMap<Box<str>, Vec<u32>>,
    by_first_word: FxHashMap<Box<str>, Vec<u32>>,
    by_letters: FxHashMap<Box<str>, Vec<u32>>,
    words: FxHashSet<Box<str>>,
    memo: Memo<Meaning>,
}

#[derive(Clone, Debug)]
struct Entry {
    field: u16,
    weak: bool,
    phrase: Phrase,
}

/// A field whose wordings a heading resembles.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index into the template's fields.
    pub field: usize,
    /// 0 to 1.
    pub score: f32,
    /// The wording of the template.
    pub wording: String,
    /// A word in the heading speaks against this meaning.
    pub opposed: bool,
}

/// All that the words of a heading say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meaning {
    /// The fields that it may mean.
    pub matches: Vec<Match>,
    /// By field: words in the heading speak against it.
    opposed: Vec<bool>,
}

impl Meaning {
    /// Whether words in the heading speak against its meaning this field.
    pub fn opposes(&self, field: usize) -> bool {
        self.opposed.get(field).copied().unwrap_or_default()
    }
}

/// A wording that can also mean something else counts this much.
const WEAK: f32 = 0.5;
/// A wording found without regard to the group heading above it.
const GROUP_IGNORED: f32 = 0.88;
/// A heading typed without accents.
const UNACCENTED: f32 = 0.95;
/// Accents that differ: a typing fault in a longer wording, another word in a short one.
const OTHER_ACCENTS: [f32; 2] = [0.85, 0.25];
/// Below this, words alone tell nothing.
const TELLING: f32 = 0.4;
/// From here on a heading is a listed wording, word for word.
const LISTED: f32 = 0.99;
/// A word in the heading speaks against the meaning.
const OPPOSED: f32 = 0.1;

impl Lexicon {
    pub(super) fn new(fields: &[Field]) -> Lexicon {
        let mut lexicon = Lexicon {
            roles: fields.iter().map(|field| field.role).collect(),
            against: fields.iter().map(|field| field.against.clone()).collect(),
            ..Lexicon::default()
        };
        for (index, field) in fields.iter().enumerate() {
            let strong = field.headings.iter().map(|phrase| (phrase, false));
            for (phrase, weak) in strong.chain(field.weak.iter().map(|phrase| (phrase, true))) {
                lexicon.add(Entry { field: index as u16, weak, phrase: phrase.clone() });
            }
        }
        lexicon
    }

    fn add(&mut self, entry: Entry) {
        let folded = entry.phrase.folded();
        if folded.is_empty() {
            return;
        }
        let id = self.entries.len() as u32;
        self.by_words.entry(folded.into()).or_default().push(id);
        self.by_letters.entry(letters_of(folded)).or_default().push(id);
        let long_enough = folded.contains(' ') || (folded.len() >= 4 && !entry.weak);
        if let Some(first) = folded.split(' ').next().filter(|_| long_enough) {
            self.by_first_word.entry(first.into()).or_default().push(id);
        }
        self.words.extend(folded.split(' ').map(Box::from));
        if let Some(parent) = entry.phrase.parent() {
            self.words.extend(parent.folded().split(' ').map(Box::from));
        }
        self.entries.push(entry);
    }

    /// What a heading may mean: its group headings first, its own words last.
    pub fn meaning(&self, path: &[&str]) -> Arc<Meaning> {
        match path {
            [own] => self.memo.answer(own, || self.find_meaning(path)),
            _ => self.memo.answer(&path.join("\n> "), || self.find_meaning(path)),
        }
    }

    fn find_meaning(&self, path: &[&str]) -> Meaning {
        let parts: Vec<Phrase> = path.iter().map(|part| Phrase::plain(part)).collect();
        let groups = parts.split_last().map_or(&[][..], |(_, groups)| groups);
        let by = Against { all: self.spoken_against(&parts), groups: self.spoken_against(groups) };
        let matches = self.hits(path).into_iter().map(|hit| self.judge(hit, &by)).collect();
        Meaning { matches, opposed: by.all }
    }

    /// By field: do any of the parts hold a word that speaks against it?
    fn spoken_against(&self, parts: &[Phrase]) -> Vec<bool> {
        let opposes =
            |words: &Vec<Phrase>| words.iter().any(|w| parts.iter().any(|p| p.contains(w)));
        self.against.iter().map(opposes).collect()
    }

    /// The wordings that a heading resembles: field, score, entry.
    fn hits(&self, path: &[&str]) -> Vec<(u16, f32, u32)> {
        let Some((own, groups)) = path.split_last() else { return Vec::new() };
        let groups = Phrase::plain(&groups.join(" "));
        let whole = Phrase::plain(&path.join(" "));
        let mut found = Found { lexicon: self, groups: &groups, best: Vec::new() };
        found.look_up(&Phrase::plain(own), if groups.is_empty() { 1.0 } else { GROUP_IGNORED });
        found.look_up(&Phrase::plain(without_brackets(own).trim()), GROUP_IGNORED);
        if !groups.is_empty() {
            found.look_up(&whole, 1.0);
            found.look_up(&Phrase::plain(&without_brackets(&path.join(" "))), 0.98);
        }
        if found.best.iter().all(|hit| hit.1 < WEAK) {
            found.look_up_letters(&Phrase::plain(own));
        }
        found.best
    }

    fn judge(&self, (field, score, entry): (u16, f32, u32), by: &Against) -> Match {
        // A wording that is listed word for word is meant, whatever words it holds.
        let opposed = if score >= LISTED { &by.groups } else { &by.all };
        let opposed = opposed.get(usize::from(field)).copied().unwrap_or_default();
        let wording =
            self.entries.get(entry as usize).map_or("", |entry| entry.phrase.text()).to_owned();
        let score = if opposed { score * OPPOSED } else { score };
        Match { field: usize::from(field), score, wording, opposed }
    }

    /// The best meaning of a heading by its words alone, if they say enough.
    pub fn best_role(&self, path: &[&str]) -> Option<Role> {
        let meaning = self.meaning(path);
        let best = meaning.matches.iter().max_by(|a, b| a.score.total_cmp(&b.score))?;
        (best.score >= TELLING).then(|| self.roles.get(best.field).copied()).flatten()
    }

    /// How much a text looks like a heading of this template, 0 to 1: a known
    /// wording, part of one, or made of the words that headings use.
    pub fn likeness(&self, text: &Phrase) -> f32 {
        if text.is_empty() {
            return 0.0;
        }
        if let Some(ids) = self.by_words.get(text.folded()) {
            let known = |id: &u32| self.entries.get(*id as usize);
            let exact = ids.iter().filter_map(known).any(|entry| {
                entry.phrase.parent().is_none() && (!text.is_accented() || text.same(&entry.phrase))
            });
            return if exact { 1.0 } else { 0.6 };
        }
        let words: Vec<&str> = text.folded().split(' ').collect();
        let within = words.iter().any(|word| {
            self.by_first_word.get(*word).is_some_and(|ids| {
                ids.iter().filter_map(|id| self.entries.get(*id as usize)).any(|entry| {
                    entry.phrase.folded().contains(' ') && text.contains(&entry.phrase)
                })
            })
        });
        let known = words.iter().filter(|word| self.words.contains(**word)).count();
        let share = known as f32 / words.len() as f32;
        match (within, words.len()) {
            (true, ..=14) => 0.8,
            (false, ..=14) if share >= 0.6 => 0.5 * share,
            _ => 0.0,
        }
    }
}

/// By field, whether words of a heading speak against it: all of them, and those of its groups alone.
struct Against {
    all: Vec<bool>,
    groups: Vec<bool>,
}

/// The best hit of each field so far: field, score, entry.
struct Found<'a> {
    lexicon: &'a Lexicon,
    groups: &'a Phrase,
    best: Vec<(u16, f32, u32)>,
}

impl Found<'_> {
    fn keep(&mut self, id: u32, score: f32) {
        let Some(entry) = self.lexicon.entries.get(id as usize) else { return };
        let score = if entry.weak { score * WEAK } else { score };
        match self.best.iter_mut().find(|hit| hit.0 == entry.field) {
            Some(hit) if hit.1 >= score => {}
            Some(hit) => *hit = (entry.field, score, id),
            None => self.best.push((entry.field, score, id)),
        }
    }

    /// Wordings that are the text, or part of it.
    fn look_up(&mut self, text: &Phrase, factor: f32) {
        let lexicon = self.lexicon;
        for &id in lexicon.by_words.get(text.folded()).map_or(&[][..], Vec::as_slice) {
            let Some(entry) = lexicon.entries.get(id as usize) else { continue };
            let alike = likeness_of_accents(text, &entry.phrase);
            match entry.phrase.parent() {
                None => self.keep(id, alike * factor),
                Some(parent) if self.groups.contains(parent) => self.keep(id, alike),
                Some(_) => {}
            }
        }
        let length = text.word_count();
        self.look_up_first_word(text, factor);
        for word in text.folded().split(' ') {
            for &id in lexicon.by_first_word.get(word).map_or(&[][..], Vec::as_slice) {
                let Some(entry) = lexicon.entries.get(id as usize) else { continue };
                let part = entry.phrase.word_count();
                if part < length && text.contains(&entry.phrase) {
                    let share = part as f32 / length as f32;
                    let score = (if part == 1 { 0.28 } else { 0.5 }) + 0.4 * share;
                    match entry.phrase.parent() {
                        None => self.keep(id, score * factor),
                        Some(parent) if self.groups.contains(parent) => self.keep(id, score),
                        Some(_) => {}
                    }
                }
            }
        }
    }

    /// Wordings of one short word that the text begins with: `Lớp SV`, `SĐT cá nhân`.
    fn look_up_first_word(&mut self, text: &Phrase, factor: f32) {
        let Some((first, rest)) = text.folded().split_once(' ') else { return };
        let words = rest.split(' ').count() + 1;
        if first.len() < 3 || words > 5 {
            return;
        }
        let lexicon = self.lexicon;
        for &id in lexicon.by_words.get(first).map_or(&[][..], Vec::as_slice) {
            let Some(entry) = lexicon.entries.get(id as usize) else { continue };
            if entry.phrase.parent().is_none() && text.contains(&entry.phrase) {
                self.keep(id, (0.28 + 0.3 / words as f32) * factor);
            }
        }
    }

    /// Wordings with the same letters: `HỌ VÀTÊN`, `S T T`.
    fn look_up_letters(&mut self, text: &Phrase) {
        let ids = self.lexicon.by_letters.get(&letters_of(text.folded()));
        for &id in ids.map_or(&[][..], Vec::as_slice) {
            if self.lexicon.entries.get(id as usize).is_some_and(|e| e.phrase.parent().is_none()) {
                self.keep(id, 0.8);
            }
        }
    }
}

fn likeness_of_accents(heading: &Phrase, wording: &Phrase) -> f32 {
    if heading.same(wording) {
        1.0
    } else if !heading.is_accented() {
        UNACCENTED
    } else {
        OTHER_ACCENTS[usize::from(heading.word_count() == 1)]
    }
}

fn letters_of(folded: &str) -> Box<str> {
    folded.split(' ').collect::<String>().into()
}

/// The text without its hints in brackets: `LLCT (SC, TC, CC)` → `LLCT `.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Templates;
    use crate::model::role::Role;

    fn meaning(path: &[&str]) -> Option<Role> {
        Templates::built_in().form("registration").unwrap().lexicon.best_role(path)
    }

    #[test]
    fn usual_headings_are_known_however_they_are_written() {
        for (path, role) in [
            (&["Họ và tên"][..], Role::FullName),
            (&["HO VA TEN"], Role::FullName),
            (&["Họ vàtên"], Role::FullName),
            (&["Ngày,\ntháng,\nnăm sinh"], Role::BirthDate),
            (&["Trình độ\nLLCT\n(SC, TC, CC)"], Role::PoliticalTheory),
            (&["Ngày vào Đảng\n(ghi rõ ngày/tháng/năm)"], Role::PartyJoined),
            (&["Chức vụ,   đơn vị công tác"], Role::PositionWorkplace),
            (&["Số điện thoại liên hệ của đồng chí"], Role::Phone),
            (&["Xếp loại năm 2024"], Role::Rating),
        ] {
            assert_eq!(meaning(path), Some(role), "{path:?}");
        }
    }

    #[test]
    fn group_headings_decide_what_short_ones_mean() {
        for (path, role) in [
            (&["TT"][..], Role::Ordinal),
            (&["Hình thức học", "TT"], Role::StudyModeFullTime),
            (&["Ngày, tháng, năm sinh", "Nữ"], Role::BirthDateFemale),
            (&["Giới tính", "Nữ"], Role::SexFemale),
            (&["Ngày sinh", "Năm"], Role::BirthYear),
            (&["Trình độ", "LLCT"], Role::PoliticalTheory),
            (&["Nội dung đăng ký", "LLCT"], Role::Course),
            (&["Trình độ lý luận chính trị", "TC"], Role::PoliticalTheoryIntermediate),
            (&["Trình độ chuyên môn", "TC"], Role::EducationVocational),
            (&["Đăng ký học lớp", "TC"], Role::CourseMark),
            (&["Ngày vào Đảng", "CT"], Role::PartyOfficial),
            (&["Ngày vào Đảng", "Dự bị"], Role::PartyJoined),
            (&["Chức vụ hiện nay", "Chính quyền"], Role::Position),
            (&["Trình độ", "NN"], Role::Extra),
        ] {
            assert_eq!(meaning(path), Some(role), "{path:?}");
        }
    }

    #[test]
    fn like_headings_of_other_facts_are_told_apart() {
        // A file number is no card; a second admission is not the one that counts.
        assert_eq!(meaning(&["Số lý lịch đảng viên"]), Some(Role::Code));
        assert_eq!(meaning(&["Số thẻ đảng viên"]), Some(Role::PartyCard));
        assert_ne!(meaning(&["Ngày vào Đảng lần 2"]), Some(Role::PartyJoined));
        assert_eq!(meaning(&["Chuyển CT"]), Some(Role::PartyOfficial));
        assert_eq!(meaning(&["Chức vụ, nơi làm việc"]), Some(Role::PositionWorkplace));
        assert_eq!(meaning(&["Họ và tên người đăng ký học"]), Some(Role::FullName));
    }

    #[test]
    fn a_heading_of_several_facts_is_known_where_it_is_listed() {
        assert_eq!(meaning(&["Số CCCD, ngày cấp, nơi cấp"]), Some(Role::NationalId));
        assert_eq!(meaning(&["Ngày cấp, nơi cấp"]), Some(Role::Extra));
        assert_eq!(meaning(&["Trình độ chuyên môn, LLCT"]), Some(Role::Education));
        assert_ne!(meaning(&["Thông tin bố mẹ", "Họ và tên"]), Some(Role::FullName));
    }

    #[test]
    fn words_against_a_meaning_are_heard() {
        for path in [
            &["Họ và tên chủ nhà"][..],
            &["Người khai ký và ghi rõ họ tên"],
            &["Tên đề tài"],
            &["Tên cơ quan, đơn vị"],
        ] {
            let role = meaning(path);
            assert!(!matches!(role, Some(Role::FullName | Role::GivenName)), "{path:?} {role:?}");
        }
    }
}
