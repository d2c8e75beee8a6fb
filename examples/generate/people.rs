//! Made-up cadres. Name shares follow the frequencies that the project's notes
//! on matching give; nobody here is real.

use chrono::{Datelike, Days, NaiveDate};

use crate::rng::Rng;

#[derive(Clone, Debug)]
pub struct Person {
    pub key: String,
    pub family: String,
    pub middle: String,
    pub given: String,
    pub female: bool,
    pub birth: NaiveDate,
    pub ethnicity: &'static str,
    pub hometown: &'static str,
    pub id: String,
    pub card: String,
    pub joined: NaiveDate,
    pub official: NaiveDate,
    pub position: &'static str,
    pub planned: &'static str,
    pub education: Education,
    pub theory: Theory,
    pub phone: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Education {
    College,
    University,
    Master,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theory {
    None,
    Elementary,
    Intermediate,
}

const FAMILIES: &[(&str, usize)] = &[
    ("Nguyễn", 31),
    ("Bùi", 14),
    ("Trần", 9),
    ("Lê", 9),
    ("Phạm", 7),
    ("Đinh", 6),
    ("Hoàng", 5),
    ("Quách", 4),
    ("Vũ", 4),
    ("Đặng", 2),
    ("Bạch", 2),
    ("Đỗ", 2),
    ("Hà", 2),
    ("Ngô", 1),
    ("Xa", 1),
];
const MIDDLE_MALE: &[&str] =
    &["Văn", "Văn", "Đức", "Minh", "Quang", "Xuân", "Hữu", "Công", "Bá", "Duy", "Ngọc", "Thanh"];
const MIDDLE_FEMALE: &[&str] = &[
    "Thị",
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Kim",
    "Thị Hồng",
    "Thị Bích",
    "Thị Thanh",
    "Ngọc",
    "Phương",
    "Thu",
];
const GIVEN_MALE: &[&str] = &[
    "Anh", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Đức", "Hải", "Hiếu", "Hòa", "Hùng", "Huy",
    "Khánh", "Kiên", "Long", "Nam", "Phong", "Quân", "Sơn", "Tài", "Thắng", "Thịnh", "Toàn",
    "Trung", "Tuấn", "Tùng", "Việt", "Vinh",
];
const GIVEN_FEMALE: &[&str] = &[
    "Anh",
    "Ánh",
    "Dung",
    "Diệp",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hòa",
    "Hồng",
    "Huệ",
    "Hương",
    "Lan",
    "Lệ",
    "Linh",
    "Loan",
    "Mai",
    "Nga",
    "Ngọc",
    "Nhung",
    "Oanh",
    "Phượng",
    "Quỳnh",
    "Thảo",
    "Thúy",
    "Thủy",
    "Trang",
    "Vân",
    "Yến",
];
const PLACES: &[(&str, &str)] = &[
    ("Hòa Bình", "017"),
    ("Hòa Bình", "017"),
    ("Hòa Bình", "017"),
    ("Phú Thọ", "025"),
    ("Vĩnh Phúc", "026"),
    ("Hà Nội", "001"),
    ("Ninh Bình", "037"),
    ("Nam Định", "036"),
    ("Thái Bình", "034"),
    ("Hà Nam", "035"),
    ("Sơn La", "014"),
    ("Thanh Hóa", "038"),
];
const GROUPS: &[(&str, usize)] =
    &[("Mường", 55), ("Kinh", 32), ("Thái", 5), ("Dao", 4), ("Tày", 3), ("Mông", 1)];
const POSITIONS: &[&str] = &[
    "Phó Trưởng phòng",
    "Trưởng phòng",
    "Phó Chánh Văn phòng",
    "Phó Giám đốc Trung tâm",
    "Giám đốc Trung tâm",
    "Bí thư chi bộ",
    "Phó Bí thư chi bộ",
    "Chuyên viên",
    "Viên chức",
];
const PLANNED: &[&str] =
    &["Trưởng phòng", "Phó Trưởng phòng", "Phó Giám đốc", "Phó Chánh Văn phòng"];
const STAFF: &[&str] = &["Chuyên viên", "Viên chức"];

impl Person {
    pub fn new(key: String, rng: &mut Rng) -> Self {
        let female = rng.chance(55);
        let birth = any_day(rng, 1976, 1992);
        let joined_at = birth.year() + rng.between(22, 30) as i32;
        let joined = any_day(rng, joined_at.min(2022), joined_at.min(2022));
        let official = joined.with_year(joined.year() + 1).unwrap_or(joined);
        let (hometown, code) = *rng.pick(PLACES);
        let position = *rng.pick(POSITIONS);
        let planned =
            if STAFF.contains(&position) || rng.chance(40) { rng.pick(PLANNED) } else { "" };
        Person {
            key,
            family: (*rng.weighted(FAMILIES)).to_owned(),
            middle: rng.pick(if female { MIDDLE_FEMALE } else { MIDDLE_MALE }).to_string(),
            given: rng.pick(if female { GIVEN_FEMALE } else { GIVEN_MALE }).to_string(),
            female,
            birth,
            ethnicity: rng.weighted::<&str>(GROUPS),
            hometown,
            id: national_id(code, female, birth, rng),
            card: digits(8, rng),
            joined,
            official,
            position,
            planned,
            education: *rng.pick(&[
                Education::University,
                Education::University,
                Education::Master,
                Education::College,
            ]),
            theory: *rng.pick(&[Theory::None, Theory::Elementary]),
            phone: format!("09{}", digits(8, rng)),
        }
    }

    pub fn full_name(&self) -> String {
        [&self.family, &self.middle, &self.given]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Family and middle name, as forms with two name columns want it.
    pub fn front_name(&self) -> String {
        if self.middle.is_empty() {
            self.family.clone()
        } else {
            format!("{} {}", self.family, self.middle)
        }
    }
}

/// Twelve digits as TT 07/2016/TT-BCA lays them down.
pub fn national_id(province: &str, female: bool, birth: NaiveDate, rng: &mut Rng) -> String {
    let century = 2 * (birth.year() / 100 - 19) + i32::from(female);
    format!("{province}{century}{:02}{}", birth.year() % 100, digits(6, rng))
}

pub fn digits(count: usize, rng: &mut Rng) -> String {
    (0..count)
        .map(|i| char::from(b'0' + if i == 0 { 1 + rng.below(9) } else { rng.below(10) } as u8))
        .collect()
}

fn any_day(rng: &mut Rng, from: i32, to: i32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(from, 1, 2).unwrap_or_default();
    let days = i64::from(to - from + 1) * 365 - 3;
    first.checked_add_days(Days::new(rng.between(0, days) as u64)).unwrap_or(first)
}
