//! Which class of the courses list words mean: `TC-K45`, `Lớp Trung cấp LLCT khóa 45`, `TCLLCT-HC K45 (KTT)`.
//!
//! Words mean a class when everything that they say agrees with it and with no
//! other; a level alone is enough where the list has one such class.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::reading::Reading;
use super::study_mode;
use super::vocabulary::{NEAR, Vocabulary};
use super::written::says_nothing;
use crate::model::record::{CourseCode, Problem};
use crate::model::reference::Course;
use crate::model::value::{CourseLevel, StudyMode};
use crate::text::distance::similarity;
use crate::text::fold::fold;

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Elementary,
    Intermediate,
    Advanced,
    Refresher,
    Noise,
}

impl Word {
    fn level(self) -> Option<CourseLevel> {
        match self {
            Word::Elementary => Some(CourseLevel::Elementary),
            Word::Intermediate => Some(CourseLevel::Intermediate),
            Word::Advanced => Some(CourseLevel::Advanced),
            Word::Refresher => Some(CourseLevel::Refresher),
            Word::Noise => None,
        }
    }
}

static WORDS: LazyLock<Vocabulary<Word>> = LazyLock::new(|| {
    Vocabulary::parse(include_str!("../../templates/vocabulary/course_words.tsv"))
        .unwrap_or_default()
});

/// Abbreviations → the words that they stand for, folded.
static SHORT: LazyLock<Vocabulary<Box<str>>> = LazyLock::new(|| {
    let text = include_str!("../../templates/vocabulary/course_abbreviations.tsv");
    let words = |columns: &[&str]| Some(fold(columns.first()?).into());
    Vocabulary::parse_with(text, words).unwrap_or_default()
});

/// The level that words name: the first (`Bồi dưỡng cho người có bằng trung cấp` is a refresher).
pub fn level(text: &str) -> Option<CourseLevel> {
    Traits::of(text).level
}

/// What words say of a class.
#[derive(Clone, Debug, Default, PartialEq)]
struct Traits {
    /// The first level named.
    level: Option<CourseLevel>,
    /// Every level named: of several classes, or in talk about who may attend.
    levels: BTreeSet<CourseLevel>,
    /// Numbers of the class: `45`, `52a`.
    numbers: BTreeSet<String>,
    years: BTreeSet<i32>,
    mode: Option<StudyMode>,
    /// All other words.
    topic: BTreeSet<String>,
}

impl Traits {
    fn of(text: &str) -> Traits {
        let mut traits = Traits { mode: study_mode::inside(text), ..Traits::default() };
        let folded = apart(&fold(text));
        let folded = written_out(&study_mode::without(&folded));
        let mut rest = Vec::new();
        let mut from = 0;
        for (range, word) in WORDS.inside(&folded) {
            rest.extend(folded.get(from..range.start).unwrap_or_default().split(' '));
            let written = folded.get(range.clone()).unwrap_or_default();
            // `Cập nhật kiến thức` says what is taught, too.
            rest.extend(
                written
                    .split(' ')
                    .filter(|_| *word == Word::Refresher && written.contains("kien thuc")),
            );
            rest.push(if is_class_word(Some(written), *word) { "#" } else { "" });
            traits.level = traits.level.or(word.level());
            traits.levels.extend(word.level());
            from = range.end;
        }
        rest.extend(folded.get(from..).unwrap_or_default().split(' '));
        traits.sort_rest(&rest);
        traits
    }

    /// `#` marks a word behind which a number is the class's.
    fn sort_rest(&mut self, rest: &[&str]) {
        let words: Vec<&str> = rest.iter().copied().filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| **word != "#") {
            let after_class_word = at > 0 && words.get(at - 1) == Some(&"#");
            let year = word.parse().ok().filter(|year| (2000..2100).contains(year));
            match (year, word.starts_with(|c: char| c.is_ascii_digit())) {
                (Some(year), _) => drop(self.years.insert(year)),
                (None, true) if after_class_word || words.len() == 1 => {
                    self.numbers.insert(word.trim_start_matches('0').to_owned());
                }
                _ => match roman(word).filter(|_| after_class_word) {
                    Some(number) => drop(self.numbers.insert(number.to_string())),
                    None => drop(self.topic.insert((*word).to_owned())),
                },
            }
        }
    }

    fn says_something(&self) -> bool {
        self.level.is_some() || !self.numbers.is_empty() || !self.topic.is_empty()
    }
}

/// May the number behind this word be the class's number? `K 45`, `khóa 45`, `TC 45`.
fn is_class_word(written: Option<&str>, word: Word) -> bool {
    word.level().is_some_and(|level| level != CourseLevel::Refresher)
        || written.is_some_and(|written| {
            let last = written.rsplit(' ').next().unwrap_or_default();
            matches!(
                last,
                "k" | "khoa" | "thu" | "lop" | "llct" | "hc" | "ct" | "tri" | "chinh" | "llcthc"
            )
        })
}

/// A folded text with its abbreviations written out: `qp an dt 4` → `quoc phong an ninh doi tuong 4`.
fn written_out(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut from = 0;
    for (range, words) in SHORT.inside(folded) {
        out.push_str(folded.get(from..range.start).unwrap_or_default());
        out.push_str(words);
        from = range.end;
    }
    out.push_str(folded.get(from..).unwrap_or_default());
    out
}

/// Letters and the digits behind them as words of their own: `k45a` → `k 45a`.
fn apart(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len() + 4);
    let mut previous = ' ';
    for c in folded.chars() {
        if c.is_ascii_digit() && previous.is_ascii_alphabetic() {
            out.push(' ');
        }
        out.push(c);
        previous = c;
    }
    out
}

/// Small Roman numbers.
fn roman(word: &str) -> Option<u32> {
    let value = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let values: Option<Vec<u32>> = word.chars().map(value).collect();
    let values = values.filter(|values| !values.is_empty() && values.len() <= 8)?;
    let total: i64 = values
        .iter()
        .enumerate()
        .map(|(at, &value)| {
            let smaller = values.get(at + 1).is_some_and(|next| *next > value);
            if smaller { -i64::from(value) } else { i64::from(value) }
        })
        .sum();
    u32::try_from(total).ok()
}

/// Zero is the empty list's.
fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The courses list, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct CourseIndex {
    /// Which list this is.
    id: u64,
    entries: Vec<Entry>,
    /// Classes that ended before this day are meant only when the words name them.
    first_day: Option<NaiveDate>,
}

#[derive(Clone, Debug)]
struct Entry {
    course: Course,
    /// Code and name folded, run together.
    names: [String; 2],
    traits: Traits,
    /// What the name alone says beside level, numbers and mode.
    taught: BTreeSet<String>,
}

impl CourseIndex {
    /// Has the list no class?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Of the officer's list, for forms of a period that begins on `first_day`.
    pub fn new(courses: &BTreeMap<CourseCode, Course>, first_day: Option<NaiveDate>) -> Self {
        let entries = courses.values().map(|course| {
            let mut traits = Traits::of(&format!("{} {}", course.code, course.name));
            traits.level = course.level.or(traits.level);
            traits.levels.extend(traits.level);
            traits.mode = course.mode.or(traits.mode);
            let names = [run_together(&course.code), run_together(&course.name)];
            let taught = Traits::of(&course.name).topic;
            Entry { course: course.clone(), names, traits, taught }
        });
        CourseIndex { id: next_id(), entries: entries.collect(), first_day }
    }

    /// Tells this list (and what was cloned from it) from any other of the run,
    /// so that what was read by it can be remembered.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The course with this code.
    pub fn course(&self, code: &str) -> Option<&Course> {
        self.entries.iter().map(|entry| &entry.course).find(|course| &*course.code == code)
    }

    /// Reads the cell of a class. `mode` is the study mode that the row names.
    pub fn read(&self, text: &str, mode: Option<StudyMode>) -> Reading<CourseCode> {
        if says_nothing(text) {
            return Reading::none();
        }
        if let Some(entry) = self.by_name(text) {
            return Reading::plain(entry.course.code.clone());
        }
        let traits = Traits::of(text);
        match self.fitting(&traits, mode).as_slice() {
            [one] => Reading::plain(one.course.code.clone()),
            [] => self.unknown(text, &traits),
            several => Reading::failed(Problem::UnknownWord { suggestions: codes(several) }),
        }
    }

    /// Do the words mean one class and no other?
    pub fn names_one(&self, text: &str) -> bool {
        !self.is_empty()
            && !says_nothing(text)
            && (self.by_name(text).is_some() || self.fitting(&Traits::of(text), None).len() == 1)
    }

    /// The class that a longer text names: a title, a section, the name of a sheet.
    pub fn inside(&self, text: &str, mode: Option<StudyMode>) -> Option<CourseCode> {
        if let Some(entry) = self.by_name(text) {
            return Some(entry.course.code.clone());
        }
        match self.named_inside(text, mode).as_slice() {
            [one] => Some(one.course.code.clone()),
            _ => None,
        }
    }

    /// Does a longer text name a class, and leave open which of several?
    pub fn leaves_open(&self, text: &str) -> bool {
        self.named_inside(text, None).len() > 1
    }

    /// The classes that a longer text can mean; what stands in brackets may settle it (`… (K45)`).
    fn named_inside(&self, text: &str, mode: Option<StudyMode>) -> Vec<&Entry> {
        let fitting = |words: &str| {
            let traits = Traits::of(words);
            let names_class = traits.level.is_some() || !traits.numbers.is_empty();
            if names_class { self.fitting(&traits, mode) } else { Vec::new() }
        };
        let found = fitting(class_words(text, &ENDS));
        if found.len() < 2 {
            return found;
        }
        let wider = fitting(class_words(text, &ENDS_BUT_BRACKETS));
        if wider.len() == 1 { wider } else { found }
    }

    /// Do the words agree with this class, if not with it alone?
    pub fn may_mean(&self, text: &str, code: &str) -> bool {
        let traits = Traits::of(text);
        let entry = self.entries.iter().find(|entry| &*entry.course.code == code);
        traits.says_something() && entry.is_some_and(|entry| entry.agrees(&traits))
    }

    fn by_name(&self, text: &str) -> Option<&Entry> {
        let wanted = run_together(text);
        let mut same = self.entries.iter().filter(|entry| entry.names.contains(&wanted));
        same.next().filter(|_| same.next().is_none())
    }

    /// Every class that agrees with the words; of several those of the mode,
    /// then those that have not ended, then those that have not begun.
    fn fitting(&self, traits: &Traits, mode: Option<StudyMode>) -> Vec<&Entry> {
        if !traits.says_something() {
            return Vec::new();
        }
        let mut fitting: Vec<&Entry> =
            self.entries.iter().filter(|entry| entry.agrees(traits)).collect();
        // `Ngạch chuyên viên` is not `ngạch chuyên viên chính`.
        let topic = &traits.topic;
        narrow(&mut fitting, |entry| !topic.is_empty() && entry.taught == *topic);
        let wanted = traits.mode.or(mode);
        narrow(&mut fitting, |entry| wanted.is_some() && entry.traits.mode == wanted);
        if let Some(day) = self.first_day {
            narrow(&mut fitting, |entry| entry.course.closes.is_none_or(|closes| closes >= day));
            narrow(&mut fitting, |entry| entry.course.opens.is_none_or(|opens| opens >= day));
        }
        fitting
    }

    fn unknown(&self, text: &str, traits: &Traits) -> Reading<CourseCode> {
        let same_level =
            |entry: &&Entry| traits.level.is_some() && entry.traits.level == traits.level;
        let alike =
            |entry: &&Entry| text.len() < 200 && similarity(text, &entry.course.name) >= NEAR;
        let near: Vec<&Entry> =
            self.entries.iter().filter(|entry| same_level(entry) || alike(entry)).take(5).collect();
        Reading::failed(Problem::UnknownWord { suggestions: codes(&near) })
    }
}

/// Keeps the entries that pass, unless none would be left.
fn narrow(entries: &mut Vec<&Entry>, passes: impl Fn(&Entry) -> bool) {
    if entries.len() > 1 && entries.iter().any(|entry| passes(entry)) {
        entries.retain(|entry| passes(entry));
    }
}

impl Entry {
    fn agrees(&self, words: &Traits) -> bool {
        let own = &self.traits;
        let level = self.has_levels(&words.levels);
        let numbers = words.numbers.is_subset(&own.numbers);
        if !level || !numbers {
            return false;
        }
        // Level and number name a class; what else is said is talk, or another finding.
        if words.level.is_some() && !words.numbers.is_empty() {
            return true;
        }
        let mode = words.mode.is_none() || own.mode.is_none() || words.mode == own.mode;
        let needs_topic = own.traits_need_topic() && words.numbers.is_empty();
        let topic = words.topic.is_subset(&own.topic) && !(needs_topic && words.topic.is_empty());
        mode && topic && self.runs_in(&words.years)
    }

    /// The class's own level must be among those named, and any other in the
    /// class's name too; `bồi dưỡng` may stand before any class.
    fn has_levels(&self, named: &BTreeSet<CourseLevel>) -> bool {
        let own = &self.traits;
        let known =
            |level: &CourseLevel| *level == CourseLevel::Refresher || own.levels.contains(level);
        named.is_empty()
            || own.level.is_some_and(|level| named.contains(&level)) && named.iter().all(known)
    }

    fn runs_in(&self, years: &BTreeSet<i32>) -> bool {
        let own = &self.traits.years;
        let opens = self.course.opens.map(|day| day.year());
        let closes = self.course.closes.map(|day| day.year());
        years.is_empty()
            || !own.is_disjoint(years)
            || (own.is_empty()
                && years.iter().any(|year| {
                    opens.is_none_or(|opens| *year >= opens)
                        && closes.is_none_or(|closes| *year <= closes)
                }))
    }
}

impl Traits {
    /// Refreshers are told apart by what they teach.
    fn traits_need_topic(&self) -> bool {
        self.level == Some(CourseLevel::Refresher) && !self.topic.is_empty()
    }
}

fn codes(entries: &[&Entry]) -> Vec<String> {
    entries.iter().map(|entry| entry.course.code.to_string()).collect()
}

fn run_together(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// What the name of a class ends before: the sender, and brackets.
const ENDS: [&str; 5] = [" của ", " do ", " tại ", " thuộc ", "("];
const ENDS_BUT_BRACKETS: [&str; 4] = [" của ", " do ", " tại ", " thuộc "];

/// Of a title, the words from `lớp` (else `học`) on, up to one of `ends`.
fn class_words<'t>(text: &'t str, ends: &[&str]) -> &'t str {
    let lower = text.to_lowercase();
    // Lower case keeps the bytes of Vietnamese text, but for oddities: then the whole text counts.
    if lower.len() != text.len() {
        return text;
    }
    let from = ["lớp ", "học "].iter().find_map(|word| lower.find(word).map(|at| at + word.len()));
    let rest = text.get(from.unwrap_or(0)..).unwrap_or(text);
    let lower_rest = lower.get(from.unwrap_or(0)..).unwrap_or(&lower);
    let to = ends.iter().filter_map(|word| lower_rest.find(word)).min();
    match to.and_then(|to| rest.get(..to)) {
        Some(words) if !words.trim().is_empty() => words,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn course(code: &str, name: &str, level: CourseLevel, mode: StudyMode) -> (CourseCode, Course) {
        let opens = NaiveDate::from_ymd_opt(2026, 12, 15);
        let course = Course {
            code: code.into(),
            name: name.into(),
            level: Some(level),
            mode: Some(mode),
            opens,
            closes: NaiveDate::from_ymd_opt(2027, 12, 15),
            capacity: None,
            deadline: None,
        };
        (code.into(), course)
    }

    fn index() -> CourseIndex {
        use CourseLevel::{Advanced, Elementary, Intermediate, Refresher};
        use StudyMode::{FullTime, PartTime};
        let courses = BTreeMap::from([
            course("TC-K45", "Trung cấp lý luận chính trị khóa 45", Intermediate, PartTime),
            course("TC-K46", "Trung cấp lý luận chính trị khóa 46", Intermediate, FullTime),
            course("CC-K12", "Cao cấp lý luận chính trị khóa 12", Advanced, PartTime),
            course("SC-2026", "Sơ cấp lý luận chính trị năm 2026", Elementary, PartTime),
            course(
                "BD-ĐT3",
                "Bồi dưỡng kiến thức quốc phòng, an ninh đối tượng 3",
                Refresher,
                FullTime,
            ),
            course("BD-DVM", "Bồi dưỡng đảng viên mới", Refresher, FullTime),
            course("BD-CC", "Cập nhật kiến thức cho cán bộ có bằng Cao cấp", Refresher, FullTime),
        ]);
        CourseIndex::new(&courses, NaiveDate::from_ymd_opt(2026, 11, 1))
    }

    #[test]
    fn a_class_is_known_in_any_wording() {
        for (text, code) in [
            ("TC-K45", "TC-K45"),
            ("tc k45", "TC-K45"),
            ("TCK45", "TC-K45"),
            ("K45", "TC-K45"),
            ("Trung cấp lý luận chính trị khóa 45", "TC-K45"),
            ("Lớp Trung cấp LLCT khoá 45", "TC-K45"),
            ("TCLLCT-HC K45 (KTT)", "TC-K45"),
            ("TRUNG CẤP LLCT - HC K.45", "TC-K45"),
            ("Trung cấp LLCT K45 năm 2026-2027", "TC-K45"),
            ("Lớp TC LLCT khóa XLV", "TC-K45"),
            ("Trung cấp 46", "TC-K46"),
            ("TC LLCT K46 hệ tập trung", "TC-K46"),
            ("TCLLCT K46", "TC-K46"),
            ("Trung cấp LLCT hệ tập trung", "TC-K46"),
            ("Trung cấp không tập trung", "TC-K45"),
            ("Cao cấp", "CC-K12"),
            ("CCLLCT K12", "CC-K12"),
            ("Cao cấp lý luận chính trị", "CC-K12"),
            ("Sơ cấp LLCT", "SC-2026"),
            ("SC 2026", "SC-2026"),
            ("Sơ cấp lý luận chính trị năm 2026", "SC-2026"),
            ("so cap ly luan chinh tri nam 2026", "SC-2026"),
            ("45", "TC-K45"),
            ("Lớp bồi dưỡng đảng viên mới", "BD-DVM"),
            ("BD quốc phòng đối tượng 3", "BD-ĐT3"),
            ("Lớp TC K45 mở tại Trường Chính trị tỉnh", "TC-K45"),
            ("Bồi dưỡng Trung cấp LLCT K45", "TC-K45"),
            ("QP-AN ĐT3", "BD-ĐT3"),
            ("Bồi dưỡng kiến thức QP&AN đối tượng 3", "BD-ĐT3"),
            ("Lớp bồi dưỡng cập nhật kiến thức cho cán bộ có bằng cao cấp LLCT", "BD-CC"),
        ] {
            assert_eq!(
                index().read(text, None).value.as_deref(),
                Some(code),
                "{text}: {:?}",
                Traits::of(text)
            );
        }
    }

    #[test]
    fn classes_of_one_kind_are_told_by_what_they_teach() {
        use CourseLevel::Refresher;
        let list = [
            course("NG1", "Bồi dưỡng ngạch chuyên viên", Refresher, StudyMode::PartTime),
            course("NG2", "Bồi dưỡng ngạch chuyên viên chính", Refresher, StudyMode::PartTime),
            course(
                "NT",
                "Bồi dưỡng nhận thức về Đảng cho đối tượng kết nạp Đảng",
                Refresher,
                StudyMode::FullTime,
            ),
            course(
                "KT",
                "Bồi dưỡng, cập nhật kiến thức cho cán bộ lãnh đạo, quản lý",
                Refresher,
                StudyMode::FullTime,
            ),
        ];
        let index = CourseIndex::new(&BTreeMap::from(list), None);
        for (text, code) in [
            ("Ngạch chuyên viên", "NG1"),
            ("BD ngạch CVC", "NG2"),
            ("Cảm tình Đảng", "NT"),
            ("Cập nhật kiến thức", "KT"),
            ("BD cập nhật KT LĐQL", "KT"),
        ] {
            assert_eq!(index.read(text, None).value.as_deref(), Some(code), "{text}");
        }
        assert!(index.read("Bồi dưỡng", None).problem.is_some());
    }

    #[test]
    fn the_row_s_study_mode_settles_what_a_level_leaves_open() {
        let code = |mode| index().read("Trung cấp LLCT", Some(mode)).value;
        assert_eq!(code(StudyMode::FullTime).as_deref(), Some("TC-K46"));
        assert_eq!(code(StudyMode::PartTime).as_deref(), Some("TC-K45"));
        let open = index().read("Trung cấp LLCT", None);
        let suggestions = vec!["TC-K45".to_owned(), "TC-K46".to_owned()];
        assert_eq!(open.problem, Some(Problem::UnknownWord { suggestions }));
    }

    #[test]
    fn other_classes_are_unknown() {
        for text in [
            "Lớp tiếng Anh B2",
            "Trung cấp LLCT khóa 47",
            "Trung cấp nghề kế toán",
            "2026",
            "Bồi dưỡng",
            "abc",
            "Sơ cấp năm 2019",
            "TC-K45A",
        ] {
            let reading = index().read(text, None);
            assert!(
                matches!(reading.problem, Some(Problem::UnknownWord { .. })),
                "{text}: {reading:?}"
            );
        }
        assert_eq!(index().read("-", None), Reading::none());
    }

    #[test]
    fn titles_and_sheets_name_classes_only_when_they_do() {
        for (text, code) in [
            ("DANH SÁCH ĐĂNG KÝ HỌC LỚP TRUNG CẤP LÝ LUẬN CHÍNH TRỊ KHÓA 45", Some("TC-K45")),
            (
                "DANH SÁCH cán bộ, đảng viên đăng ký học lớp Trung cấp LLCT-HC hệ không tập trung năm 2026",
                Some("TC-K45"),
            ),
            ("Danh sách học viên lớp cao cấp LLCT của Chi bộ Sở Nội vụ", Some("CC-K12")),
            ("TC K46", Some("TC-K46")),
            ("Danh sách đăng ký học Trung cấp lý luận chính trị (K46)", Some("TC-K46")),
            ("Lớp Trung cấp LLCT (hệ tập trung) của Chi bộ 1", Some("TC-K46")),
            ("Lớp Trung cấp LLCT (kèm theo Công văn số 45-CV/ĐU)", None),
            ("DANH SÁCH ĐĂNG KÝ HỌC LỚP ĐÀO TẠO, BỒI DƯỠNG LÝ LUẬN CHÍNH TRỊ", None),
            ("CHI BỘ TRƯỜNG TRUNG CẤP Y TẾ", None),
            ("DANH SÁCH HỌC LỚP TRUNG CẤP LLCT KHÓA 45 VÀ SƠ CẤP LLCT NĂM 2026", None),
            ("(Kèm theo Công văn số 45-CV/ĐU ngày 12/11/2026)", None),
            ("Chi bộ 45", None),
            ("Sheet1", None),
            ("Tháng 11 năm 2026", None),
        ] {
            assert_eq!(index().inside(text, None).as_deref(), code, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}") {
            index().read(&text, None);
            index().inside(&text, None);
        }
    }
}
