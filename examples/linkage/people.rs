//! Made-up cadres: names with the frequencies of real ones, and on purpose more
//! namesakes and twins than chance gives.

use super::random::Random;

/// A human being as the papers have them.
#[derive(Clone, Debug)]
pub struct Human {
    pub family: String,
    pub middle: String,
    pub given: String,
    pub female: bool,
    /// Year, month, day.
    pub born: (i32, u32, u32),
    pub id: String,
    pub card: String,
    pub joined: (i32, u32, u32),
    pub phone: String,
    pub district: String,
    pub province: String,
    pub ethnicity: String,
    pub unit: usize,
}

const FAMILIES: &[(&str, f64)] = &[
    ("Nguyễn", 30.0),
    ("Bùi", 12.0),
    ("Trần", 9.0),
    ("Lê", 8.0),
    ("Phạm", 6.0),
    ("Đinh", 5.0),
    ("Hoàng", 4.5),
    ("Vũ", 3.5),
    ("Quách", 2.5),
    ("Phan", 2.5),
    ("Đỗ", 2.0),
    ("Đặng", 2.0),
    ("Bạch", 1.5),
    ("Ngô", 1.5),
    ("Dương", 1.2),
    ("Hà", 1.2),
    ("Lương", 1.0),
    ("Đào", 1.0),
    ("Xa", 0.8),
    ("Trịnh", 0.8),
    ("Cao", 0.7),
    ("Lý", 0.7),
    ("Mai", 0.6),
    ("Tạ", 0.5),
    ("Triệu", 0.5),
    ("Lường", 0.4),
    ("Hồ", 0.4),
    ("Võ", 0.4),
    ("Tô", 0.3),
    ("Khuất", 0.2),
];

const MIDDLES_MALE: &[(&str, f64)] = &[
    ("Văn", 30.0),
    ("Đức", 8.0),
    ("Quang", 5.0),
    ("Minh", 5.0),
    ("Mạnh", 5.0),
    ("Xuân", 5.0),
    ("Ngọc", 4.0),
    ("Thanh", 4.0),
    ("Hữu", 4.0),
    ("Quốc", 4.0),
    ("Công", 3.0),
    ("Đình", 3.0),
    ("Tiến", 3.0),
    ("Anh", 2.0),
    ("Trọng", 2.0),
    ("Bá", 2.0),
    ("Hồng", 2.0),
    ("Việt", 2.0),
    ("", 3.0),
];

const MIDDLES_FEMALE: &[(&str, f64)] = &[
    ("Thị", 45.0),
    ("Thị Thu", 6.0),
    ("Thị Thanh", 6.0),
    ("Thị Hồng", 5.0),
    ("Thị Ngọc", 4.0),
    ("Thị Kim", 3.0),
    ("Thị Bích", 3.0),
    ("Thị Minh", 3.0),
    ("Thị Phương", 3.0),
    ("Thu", 3.0),
    ("Thanh", 3.0),
    ("Minh", 3.0),
    ("Phương", 3.0),
    ("Ngọc", 3.0),
    ("Hồng", 2.0),
    ("Thùy", 2.0),
];

const GIVEN_MALE: &[(&str, f64)] = &[
    ("Tuấn", 5.0),
    ("Hùng", 4.5),
    ("Dũng", 4.0),
    ("Sơn", 3.5),
    ("Cường", 3.2),
    ("Thắng", 3.0),
    ("Hải", 3.0),
    ("Nam", 2.8),
    ("Long", 2.6),
    ("Minh", 2.5),
    ("Trung", 2.5),
    ("Đức", 2.4),
    ("Thành", 2.4),
    ("Bình", 2.3),
    ("Tùng", 2.0),
    ("Quân", 2.0),
    ("Huy", 2.0),
    ("Hưng", 1.8),
    ("Anh", 1.8),
    ("Kiên", 1.6),
    ("Chiến", 1.6),
    ("Toàn", 1.5),
    ("Việt", 1.5),
    ("Hiếu", 1.5),
    ("Quang", 1.5),
    ("Phong", 1.4),
    ("Hà", 1.2),
    ("Khánh", 1.2),
    ("Linh", 1.0),
    ("Thịnh", 1.0),
    ("Tuyên", 0.8),
    ("Hoan", 0.7),
    ("Huân", 0.7),
    ("Thuận", 0.7),
    ("Tuân", 0.6),
    ("Lâm", 1.0),
    ("Phúc", 1.0),
    ("Lợi", 0.8),
    ("Quý", 0.8),
    ("Khoa", 0.6),
    ("Trường", 1.0),
    ("Đạt", 1.0),
    ("Nghĩa", 0.9),
    ("Tâm", 0.9),
    ("Vinh", 0.9),
    ("Hiển", 0.6),
    ("Doanh", 0.4),
    ("Thái", 0.8),
];

const GIVEN_FEMALE: &[(&str, f64)] = &[
    ("Hương", 4.5),
    ("Hoa", 4.0),
    ("Hà", 3.8),
    ("Lan", 3.5),
    ("Thủy", 3.2),
    ("Hằng", 3.0),
    ("Huyền", 3.0),
    ("Hạnh", 2.8),
    ("Nga", 2.6),
    ("Hiền", 2.6),
    ("Linh", 2.5),
    ("Phương", 2.5),
    ("Thảo", 2.4),
    ("Trang", 2.4),
    ("Mai", 2.3),
    ("Yến", 2.0),
    ("Nhung", 2.0),
    ("Loan", 1.8),
    ("Ngọc", 1.8),
    ("Hồng", 1.8),
    ("Thu", 1.7),
    ("Huệ", 1.7),
    ("Dung", 1.6),
    ("Vân", 1.6),
    ("Anh", 1.6),
    ("Tâm", 1.5),
    ("Oanh", 1.4),
    ("Thanh", 1.4),
    ("Thúy", 1.4),
    ("Liên", 1.3),
    ("Quyên", 1.2),
    ("Giang", 1.1),
    ("Bình", 1.0),
    ("Xuân", 1.0),
    ("Hường", 1.0),
    ("Ngân", 1.0),
    ("Duyên", 1.0),
    ("Hòa", 0.9),
    ("Thơm", 0.8),
    ("Tuyết", 0.8),
    ("Nguyệt", 0.8),
    ("Lý", 0.7),
    ("Diệp", 0.6),
    ("Quỳnh", 1.0),
    ("Uyên", 0.6),
    ("Thoa", 0.6),
    ("Hậu", 0.5),
    ("Gấm", 0.2),
];

const PLACES: &[(&str, &str, f64)] = &[
    ("Kim Bôi", "Hòa Bình", 10.0),
    ("Lạc Sơn", "Hòa Bình", 9.0),
    ("Tân Lạc", "Hòa Bình", 8.0),
    ("Lương Sơn", "Hòa Bình", 7.0),
    ("Cao Phong", "Hòa Bình", 5.0),
    ("Đà Bắc", "Hòa Bình", 5.0),
    ("Mai Châu", "Hòa Bình", 5.0),
    ("Yên Thủy", "Hòa Bình", 5.0),
    ("Lạc Thủy", "Hòa Bình", 5.0),
    ("Thanh Sơn", "Phú Thọ", 4.0),
    ("Lâm Thao", "Phú Thọ", 3.0),
    ("Ba Vì", "Hà Nội", 4.0),
    ("Thạch Thất", "Hà Nội", 2.0),
    ("Ý Yên", "Nam Định", 4.0),
    ("Vụ Bản", "Nam Định", 2.0),
    ("Thọ Xuân", "Thanh Hóa", 3.0),
    ("Nga Sơn", "Thanh Hóa", 2.0),
    ("Đô Lương", "Nghệ An", 2.0),
    ("Kim Sơn", "Ninh Bình", 2.0),
    ("Tiền Hải", "Thái Bình", 2.0),
    ("Vĩnh Tường", "Vĩnh Phúc", 2.0),
];

/// Codes of the provinces above (TT 07/2016/TT-BCA).
const CODES: &[(&str, &str)] = &[
    ("Hòa Bình", "017"),
    ("Phú Thọ", "025"),
    ("Hà Nội", "001"),
    ("Nam Định", "036"),
    ("Thanh Hóa", "038"),
    ("Nghệ An", "040"),
    ("Ninh Bình", "037"),
    ("Thái Bình", "034"),
    ("Vĩnh Phúc", "026"),
];

pub const UNITS: usize = 60;

/// Shares of what chance alone gives too seldom to measure.
const NAMESAKES_OF_A_YEAR: f64 = 0.03;
const NAMESAKES_OF_A_DAY: f64 = 0.0005;
const TWINS: f64 = 0.015;

/// So many people, each the same for the same seed.
pub fn people(count: usize, random: &mut Random) -> Vec<Human> {
    let mut people: Vec<Human> = Vec::with_capacity(count);
    while people.len() < count {
        let mut human = human(random);
        if people.len() > 10 {
            let at = random.below(people.len());
            let other = people[at].clone();
            if random.chance(TWINS) {
                be_twin(&mut human, &other, random);
            } else if random.chance(NAMESAKES_OF_A_YEAR) {
                be_namesake(&mut human, &other);
                human.born.0 = other.born.0;
            } else if random.chance(NAMESAKES_OF_A_DAY) {
                be_namesake(&mut human, &other);
                human.born = other.born;
            }
            human.id = id(&human, random);
        }
        people.push(human);
    }
    people
}

fn human(random: &mut Random) -> Human {
    let female = random.chance(0.5);
    let (middles, given) = match female {
        true => (MIDDLES_FEMALE, GIVEN_FEMALE),
        false => (MIDDLES_MALE, GIVEN_MALE),
    };
    let weights: Vec<(&str, f64)> =
        PLACES.iter().map(|(district, _, share)| (*district, *share)).collect();
    let district = random.weighted(&weights).to_owned();
    let province = PLACES.iter().find(|place| place.0 == district).map_or("", |place| place.1);
    // Most cadres who are sent to study are between 28 and 50.
    let year = 1966 + (random.below(18) + random.below(19)) as i32;
    let born = (year, 1 + random.below(12) as u32, 1 + random.below(28) as u32);
    let unit = random.below(UNITS);
    // A unit admits its members on a few days of the year.
    let joined_year = (year + 22 + random.below(12) as i32).min(2024);
    let day = (unit * 7 + joined_year as usize * 3 + random.below(3) * 5) % 28;
    let joined = (joined_year, 1 + random.below(12) as u32, 1 + day as u32);
    let ethnicity = match province {
        "Hòa Bình" => {
            random.weighted(&[("Mường", 60.0), ("Kinh", 30.0), ("Thái", 5.0), ("Dao", 5.0)])
        }
        _ => "Kinh",
    };
    let mut human = Human {
        family: random.weighted(FAMILIES).to_owned(),
        middle: random.weighted(middles).to_owned(),
        given: random.weighted(given).to_owned(),
        female,
        born,
        id: String::new(),
        card: random.digits(8),
        joined,
        phone: format!("09{}", random.digits(8)),
        district,
        province: province.to_owned(),
        ethnicity: ethnicity.to_owned(),
        unit,
    };
    human.id = id(&human, random);
    human
}

fn id(human: &Human, random: &mut Random) -> String {
    let code = CODES.iter().find(|code| code.0 == human.province).map_or("017", |code| code.1);
    let century = if human.born.0 < 2000 { 0 } else { 2 } + u32::from(human.female);
    format!("{code}{century}{:02}{}", human.born.0 % 100, random.digits(6))
}

fn be_namesake(human: &mut Human, other: &Human) {
    human.family.clone_from(&other.family);
    human.middle.clone_from(&other.middle);
    human.given.clone_from(&other.given);
    human.female = other.female;
}

/// The same family, birth date, home, mostly the same unit; often of one sex with one middle name.
fn be_twin(human: &mut Human, other: &Human, random: &mut Random) {
    human.family.clone_from(&other.family);
    human.born = other.born;
    human.district.clone_from(&other.district);
    human.province.clone_from(&other.province);
    human.ethnicity.clone_from(&other.ethnicity);
    if random.chance(0.7) {
        human.unit = other.unit;
    }
    if random.chance(0.7) && human.female == other.female {
        human.middle.clone_from(&other.middle);
    }
    while human.given == other.given {
        let given = if human.female { GIVEN_FEMALE } else { GIVEN_MALE };
        human.given = random.weighted(given).to_owned();
    }
}
