//! What clerks write of people: fields left empty, slips of the pen, tones lost,
//! names cut short, days and months swapped.

use tonghop::text::fold::fold;
use tonghop::text::letter::{Letter, Tone};

use super::people::{Human, UNITS};
use super::random::Random;

/// A registration as text, and whose it is.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub person: usize,
    pub unit: String,
    pub full_name: String,
    /// `1985-05-12`, `1985` or empty.
    pub birth_date: String,
    pub sex: String,
    pub national_id: String,
    pub party_card: String,
    pub party_joined: String,
    pub phone: String,
    pub hometown: String,
    pub workplace: String,
    pub ethnicity: String,
}

pub const COLUMNS: [&str; 11] = [
    "unit",
    "full_name",
    "birth_date",
    "sex",
    "national_id",
    "party_card",
    "party_joined",
    "phone",
    "hometown",
    "workplace",
    "ethnicity",
];

impl Row {
    /// In the order of [`COLUMNS`].
    pub fn cells(&self) -> [&str; 11] {
        [
            &self.unit,
            &self.full_name,
            &self.birth_date,
            &self.sex,
            &self.national_id,
            &self.party_card,
            &self.party_joined,
            &self.phone,
            &self.hometown,
            &self.workplace,
            &self.ethnicity,
        ]
    }
}

pub fn write_csv(path: &str, rows: &[Row]) -> Result<(), csv::Error> {
    let mut out = csv::Writer::from_path(path)?;
    out.write_record(["row", "person"].into_iter().chain(COLUMNS))?;
    for (number, row) in rows.iter().enumerate() {
        let (number, person) = (number.to_string(), row.person.to_string());
        out.write_record([number.as_str(), &person].into_iter().chain(row.cells()))?;
    }
    out.flush()?;
    Ok(())
}

/// Rows as [`write_csv`] writes them; columns that are not there are empty.
pub fn read_csv(path: &str) -> Result<Vec<Row>, csv::Error> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let mut rows = Vec::new();
    for line in reader.records() {
        let line = line?;
        let cell = |name: &str| {
            let at = header.iter().position(|heading| heading == name);
            at.and_then(|at| line.get(at)).unwrap_or("").trim().to_owned()
        };
        rows.push(Row {
            person: cell("person").parse().unwrap_or_default(),
            unit: cell("unit"),
            full_name: cell("full_name"),
            birth_date: cell("birth_date"),
            sex: cell("sex"),
            national_id: cell("national_id"),
            party_card: cell("party_card"),
            party_joined: cell("party_joined"),
            phone: cell("phone"),
            hometown: cell("hometown"),
            workplace: cell("workplace"),
            ethnicity: cell("ethnicity"),
        });
    }
    Ok(rows)
}

/// Which columns the forms have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// All.
    Full,
    /// Name, birth date, sex, id, home town, phone, unit.
    Some,
    /// Name, birth date, sex, id, home town, unit.
    Lean,
    /// Name, birth date, sex, id, unit.
    Bare,
}

/// What the forms are like.
#[derive(Clone, Copy, Debug)]
pub struct Mix {
    pub columns: Columns,
    /// How many slips, against what is usual.
    pub slips: f64,
    /// The share of people who are registered again.
    pub again: f64,
}

impl Default for Mix {
    fn default() -> Self {
        Mix { columns: Columns::Full, slips: 1.0, again: 0.21 }
    }
}

/// Each person once, some of them again and some of those a third time.
pub fn rows(people: &[Human], mix: Mix, random: &mut Random) -> Vec<Row> {
    let mut rows = Vec::new();
    for (person, human) in people.iter().enumerate() {
        let more = if random.chance(mix.again) { 1 + usize::from(random.chance(0.19)) } else { 0 };
        for copy in 0..=more {
            rows.push(row(person, human, copy > 0, mix, random));
        }
    }
    // In no order that would tell who belongs together.
    for last in (1..rows.len()).rev() {
        rows.swap(last, random.below(last + 1));
    }
    rows
}

fn row(person: usize, human: &Human, again: bool, mix: Mix, random: &mut Random) -> Row {
    let unit = if again && random.chance(0.6) { random.below(UNITS) } else { human.unit };
    let mut row = Row {
        person,
        unit: format!("CB-{unit:02}"),
        full_name: name(human, mix.slips, random),
        birth_date: birth(human.born, mix.slips, random),
        sex: sex(human, random),
        national_id: national_id(&human.id, mix.slips, random),
        party_card: card(human, random),
        party_joined: joined(human.joined, random),
        phone: phone(human, random),
        hometown: hometown(human, random),
        workplace: if random.chance(0.5) {
            String::new()
        } else {
            format!("Sở số {}", human.unit)
        },
        ethnicity: if random.chance(0.1) { String::new() } else { human.ethnicity.clone() },
    };
    if mix.columns != Columns::Full {
        let empty =
            [&mut row.party_card, &mut row.party_joined, &mut row.workplace, &mut row.ethnicity];
        empty.into_iter().for_each(String::clear);
    }
    if matches!(mix.columns, Columns::Lean | Columns::Bare) {
        row.phone.clear();
    }
    if mix.columns == Columns::Bare {
        row.hometown.clear();
    }
    row
}

/// A draw out of a thousand, where what comes first is a slip.
fn draw(slips: f64, random: &mut Random) -> usize {
    (random.below(1000) as f64 / slips) as usize
}

fn name(human: &Human, slips: f64, random: &mut Random) -> String {
    let Human { family, middle, given, .. } = human;
    let full = [family.as_str(), middle, given].join(" ").replace("  ", " ");
    match draw(slips, random) {
        0..40 => marks_lost(&full),
        40..75 => letter_changed(&full, random, tone_lost),
        75..95 => letter_changed(&full, random, other_tone),
        95..130 => slip(&full, random),
        130..140 => [given.as_str(), family, middle].join(" ").trim().to_owned(),
        140..155 => [family.as_str(), middle.split(' ').next().unwrap_or(""), given]
            .join(" ")
            .replace("  ", " "),
        155..162 => format!("{family} {given}"),
        162..167 => [family.as_str(), middle].join(" ").trim().to_owned(),
        167..172 => full.replace("Thị", "T."),
        172..190 => full.replace('ý', "í").replace('ỳ', "ì"),
        190..290 => full.replace("òa", "oà").replace("ủy", "uỷ").replace("úy", "uý"),
        290..340 => full.to_uppercase(),
        _ => full,
    }
}

fn marks_lost(full: &str) -> String {
    full.split(' ').map(|word| capitalised(&fold(word))).collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Changes one letter that has a tone or mark.
fn letter_changed(
    full: &str,
    random: &mut Random,
    change: fn(Letter, &mut Random) -> Letter,
) -> String {
    let marked: Vec<usize> = full
        .char_indices()
        .filter(|(_, c)| Letter::of(*c).is_some_and(|letter| !letter.is_plain()))
        .map(|(at, _)| at)
        .collect();
    if marked.is_empty() {
        return full.to_owned();
    }
    let chosen = *random.pick(&marked);
    full.char_indices()
        .map(|(at, c)| match Letter::of(c) {
            Some(letter) if at == chosen => change(letter, random).to_char(),
            _ => c,
        })
        .collect()
}

fn tone_lost(letter: Letter, _: &mut Random) -> Letter {
    letter.with_tone(Tone::Ngang)
}

/// Hỏi for ngã and the like.
fn other_tone(letter: Letter, random: &mut Random) -> Letter {
    let tone = match letter.tone {
        Tone::Hoi => Tone::Nga,
        Tone::Nga => Tone::Hoi,
        _ => *random.pick(&[Tone::Huyen, Tone::Sac, Tone::Hoi, Tone::Nang]),
    };
    letter.with_tone(tone)
}

/// One letter left out, doubled, changed for a neighbour on the keyboard, or swapped with the next.
fn slip(full: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = full.chars().collect();
    let inner: Vec<usize> = (1..letters.len()).filter(|&at| letters[at] != ' ').collect();
    let at = *random.pick(&inner);
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => {
            let letter = letters[at];
            letters.insert(at, letter);
        }
        2 => letters[at] = *random.pick(&['a', 'e', 'i', 'n', 'm', 'g', 'h', 'u', 'o', 't', 'y']),
        _ if at + 1 < letters.len() && letters[at + 1] != ' ' => letters.swap(at, at + 1),
        _ => letters.swap(at - 1, at),
    }
    letters.into_iter().collect()
}

fn birth(born: (i32, u32, u32), slips: f64, random: &mut Random) -> String {
    let (year, month, day) = born;
    match draw(slips, random) {
        0..15 => String::new(),
        15..55 => year.to_string(),
        55..75 => iso((year, 1, 1)),
        75..90 if day <= 12 => iso((year, day, month)),
        90..105 => digit_slip(born, random),
        _ => iso(born),
    }
}

fn iso((year, month, day): (i32, u32, u32)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn digit_slip((year, month, day): (i32, u32, u32), random: &mut Random) -> String {
    match random.below(3) {
        0 => iso((year, month, 1 + (day + random.below(9) as u32) % 28)),
        1 => iso((year, 1 + (month + random.below(2) as u32) % 12, day)),
        _ => iso((year / 10 * 10 + (year + 1 + random.below(8) as i32) % 10, month, day)),
    }
}

fn joined(date: (i32, u32, u32), random: &mut Random) -> String {
    match random.below(100) {
        0..20 => String::new(),
        20..22 => digit_slip(date, random),
        22..24 => date.0.to_string(),
        _ => iso(date),
    }
}

fn sex(human: &Human, random: &mut Random) -> String {
    let said = if random.chance(0.005) { !human.female } else { human.female };
    match (random.chance(0.2), said) {
        (true, _) => String::new(),
        (false, true) => "female".to_owned(),
        (false, false) => "male".to_owned(),
    }
}

/// Missing at 30 %; of the others one in fifty has a slip.
fn national_id(id: &str, slips: f64, random: &mut Random) -> String {
    match (random.chance(0.3), draw(slips, random)) {
        (true, _) => String::new(),
        (false, 0..20) => number_slip(id, random),
        _ => id.to_owned(),
    }
}

fn card(human: &Human, random: &mut Random) -> String {
    match random.below(100) {
        0..50 => String::new(),
        50..51 => number_slip(&human.card, random),
        // Cards were exchanged: another number on newer forms.
        51..56 => random.digits(8),
        _ => human.card.clone(),
    }
}

fn phone(human: &Human, random: &mut Random) -> String {
    match random.below(100) {
        0..35 => String::new(),
        35..45 => format!("09{}", random.digits(8)),
        // The office's own.
        45..48 => format!("02183{:06}", human.unit),
        48..49 => number_slip(&human.phone, random),
        _ => human.phone.clone(),
    }
}

fn number_slip(digits: &str, random: &mut Random) -> String {
    let mut digits: Vec<char> = digits.chars().collect();
    let at = 1 + random.below(digits.len() - 1);
    match random.below(3) {
        0 => digits.swap(at - 1, at),
        1 => drop(digits.remove(at)),
        _ => {
            digits[at] =
                char::from(b'0' + (digits[at] as u8 - b'0' + 1 + random.below(9) as u8) % 10)
        }
    }
    digits.into_iter().collect()
}

fn hometown(human: &Human, random: &mut Random) -> String {
    let Human { district, province, .. } = human;
    match random.below(100) {
        0..10 => String::new(),
        10..35 => province.clone(),
        35..40 => fold(&format!("{district} {province}")).into_owned(),
        40..43 => "Hà Nội".to_owned(),
        _ => format!("{district}, {province}"),
    }
}
