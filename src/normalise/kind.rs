//! Which kind of class words mean: yearly plans ask for kinds (`TC không tập
//! trung`), not for classes of the list. Kinds are read as classes are: they
//! are a list of classes themselves.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::course::CourseIndex;
use super::study_mode;
use super::vocabulary::{lines, listed, variant};
use crate::model::record::{CourseCode, Problem};
use crate::model::reference::Course;
use crate::model::value::{CourseLevel, StudyMode};
use crate::text::fold::fold;

/// The kinds, as classes without days.
pub struct Kinds {
    pub list: BTreeMap<CourseCode, Course>,
    pub index: CourseIndex,
    /// What tables call a kind.
    short: BTreeMap<CourseCode, String>,
    /// What plans write for a kind, run together.
    writings: BTreeMap<String, CourseCode>,
    /// In the order of the file: the highest level first.
    order: Vec<CourseCode>,
}

/// The kinds that the program knows (`templates/vocabulary/class_kinds.tsv`).
pub fn kinds() -> &'static Kinds {
    static KINDS: LazyLock<Kinds> =
        LazyLock::new(|| Kinds::parse(include_str!("../../templates/vocabulary/class_kinds.tsv")));
    &KINDS
}

impl Kinds {
    fn parse(table: &str) -> Kinds {
        let (mut list, mut short, mut order) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let mut writings_of = BTreeMap::new();
        for (_, columns) in lines(table) {
            let [code, level, mode, name, words, writings] = columns[..] else { continue };
            let code: CourseCode = Arc::from(code);
            short.insert(code.clone(), words.to_owned());
            order.push(code.clone());
            writings_of.extend(listed(writings).map(|words| (letters(words), code.clone())));
            list.insert(code.clone(), kind(code, variant(level), variant(mode), name));
        }
        let index = CourseIndex::new(&list, None);
        Kinds { list, index, short, order, writings: writings_of }
    }

    /// The kind that words name; `mode` is what the row says of it besides.
    pub fn read(&self, words: &str, mode: Option<StudyMode>) -> Option<CourseCode> {
        if let Some(kind) = self.writings.get(&letters(words)) {
            return Some(kind.clone());
        }
        let reading = self.index.read(words, mode);
        let open = || self.open(reading.problem.as_ref()?);
        // Several kinds are meant by words that fit them, none by words that fit nothing.
        let open = || open().filter(|kind| self.index.may_mean(words, kind));
        let kind = reading.value.clone().or_else(open)?;
        Some(self.in_mode(&kind, mode.or_else(|| study_mode::inside(words))).unwrap_or(kind))
    }

    /// The kind of the same level that is taught this way, for one that leaves it open.
    fn in_mode(&self, kind: &str, mode: Option<StudyMode>) -> Option<CourseCode> {
        let kind = self.list.get(kind).filter(|kind| kind.mode.is_none())?;
        let leads_on = kind.level.is_some_and(|level| level.theory().is_some());
        let mut same = self.list.values().filter(|other| other.level == kind.level);
        let found = same.find(|other| mode.is_some() && other.mode == mode)?;
        leads_on.then(|| found.code.clone())
    }

    /// The kind that the end of a heading names, as much of it as makes sense:
    /// `Số lượng đăng ký / Trung cấp / Không tập trung`.
    pub fn of_heading(&self, heading: &str) -> Option<CourseCode> {
        let mut parts: Vec<&str> = heading.split(" / ").collect();
        // A last part that is nothing but a mode says it of what stands above.
        let leaf = parts.last().filter(|_| parts.len() > 1).copied().unwrap_or_default();
        let mode = study_mode::read(leaf).value;
        let mode = mode.filter(|_| study_mode::without(&fold(leaf)).is_empty());
        if mode.is_some() {
            parts.pop();
        }
        (0..parts.len()).find_map(|from| self.read(&parts.get(from..)?.join(" "), mode))
    }

    /// Of several kinds of one level the one that leaves the mode open.
    pub fn open(&self, problem: &Problem) -> Option<CourseCode> {
        let Problem::UnknownWord { suggestions } = problem else { return None };
        let kinds = suggestions.iter().filter_map(|code| self.list.get(code.as_str()));
        let several: Vec<&Course> = kinds.collect();
        let level = several.first()?.level;
        let one_level = several.iter().all(|kind| kind.level == level);
        let open = several.iter().find(|kind| kind.mode.is_none())?;
        let by_mode = level != Some(CourseLevel::Refresher);
        (one_level && by_mode).then(|| open.code.clone())
    }

    /// The kind of a class of the officer's list.
    pub fn of_course(&self, course: &Course) -> Option<CourseCode> {
        if course.level.is_none() || course.level == Some(CourseLevel::Refresher) {
            return self.read(&course.name, course.mode);
        }
        let same = |mode| {
            let mut kinds = self.list.values();
            kinds.find(|kind| kind.level == course.level && kind.mode == mode)
        };
        same(course.mode).or_else(|| same(None)).map(|kind| kind.code.clone())
    }

    /// Does a class of one kind serve a need of the other? A need that leaves the mode open takes any.
    pub fn serves(&self, class: &str, need: &str) -> bool {
        let (Some(class), Some(need)) = (self.list.get(class), self.list.get(need)) else {
            return false;
        };
        let refresher = need.level == Some(CourseLevel::Refresher);
        class.code == need.code || (!refresher && class.level == need.level && need.mode.is_none())
    }

    pub fn short<'a>(&'a self, code: &'a str) -> &'a str {
        self.short.get(code).map_or(code, String::as_str)
    }

    /// Where a kind stands in tables.
    pub fn rank(&self, code: &str) -> usize {
        self.order.iter().position(|kind| &**kind == code).unwrap_or(self.order.len())
    }
}

fn letters(words: &str) -> String {
    fold(words).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn kind(
    code: CourseCode,
    level: Option<CourseLevel>,
    mode: Option<StudyMode>,
    name: &str,
) -> Course {
    Course {
        code,
        name: name.to_owned(),
        level,
        mode,
        opens: None,
        closes: None,
        capacity: None,
        deadline: None,
    }
}

#[cfg(test)]
mod tests {
    use super::kinds;
    use crate::model::value::StudyMode;

    fn heading(words: &str) -> Option<String> {
        kinds().of_heading(words).map(|code| code.to_string())
    }

    #[test]
    fn kinds_are_read_in_the_words_of_plans() {
        for (words, code) in [
            ("Số lượng đăng ký / Cao cấp LLCT", "CC"),
            ("Số lượng đăng ký / Trung cấp LLCT KTT", "TC-KTT"),
            ("Nhu cầu đào tạo LLCT / Trung cấp / Không tập trung", "TC-KTT"),
            ("Trung cấp LLCT-HC / TT", "TC-TT"),
            ("Hệ không tập trung / Trung cấp", "TC-KTT"),
            ("SC", "SC"),
            ("Bồi dưỡng đảng viên mới", "BD-DVM"),
            ("Đối tượng kết nạp Đảng", "BD-KND"),
            ("Nhu cầu bồi dưỡng / QP-AN", "BD-QPAN"),
            ("Nhu cầu bồi dưỡng / Cập nhật kiến thức", "BD-CNKT"),
            ("Nhu cầu bồi dưỡng / Lãnh đạo cấp phòng", "BD-LDP"),
        ] {
            assert_eq!(heading(words).as_deref(), Some(code), "{words}");
        }
        for words in ["Ghi chú", "Tin học", "Ngoại ngữ", ""] {
            assert_eq!(heading(words), None, "{words}");
        }
    }

    #[test]
    fn the_mode_of_the_row_tells_kinds_apart() {
        let kind = kinds().read("Trung cấp LLCT", Some(StudyMode::PartTime));
        assert_eq!(kind.as_deref(), Some("TC-KTT"));
        let whole = kinds().read("Trung cấp lý luận chính trị", Some(StudyMode::FullTime));
        assert_eq!(whole.as_deref(), Some("TC-TT"));
        assert_eq!(kinds().read("Trung cấp LLCT", None).as_deref(), Some("TC"));
    }

    #[test]
    fn every_kind_is_the_kind_of_itself_and_serves_its_own_need() {
        for kind in kinds().list.values() {
            assert_eq!(kinds().of_course(kind).as_ref(), Some(&kind.code));
            assert_eq!(kinds().read(&kind.name, None).as_ref(), Some(&kind.code));
            assert!(kinds().serves(&kind.code, &kind.code));
        }
        assert!(kinds().serves("TC-TT", "TC") && !kinds().serves("TC", "TC-TT"));
        assert!(!kinds().serves("CC-TT", "TC") && !kinds().serves("BD-DVM", "BD-CU"));
    }
}
