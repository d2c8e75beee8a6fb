//! What the command line says of the population to be made.

use std::error::Error;
use std::ops::Range;

use super::forms::{self, Columns, Mix, Row};
use super::people;
use super::random::Random;

pub struct Options {
    people: usize,
    mix: Mix,
    first_seed: u64,
    seeds: u64,
    pub csv: Option<String>,
}

impl Options {
    pub fn parse(words: &[&str]) -> Result<Options, Box<dyn Error>> {
        let mix = Mix::default();
        let mut options = Options { people: 5150, mix, first_seed: 1, seeds: 1, csv: None };
        for word in words {
            let (key, value) = word.split_once('=').ok_or("expected OPTION=VALUE")?;
            match key {
                "people" => options.people = value.parse()?,
                "columns" => options.mix.columns = columns(value)?,
                "slips" => options.mix.slips = value.parse()?,
                "again" => options.mix.again = value.parse()?,
                "seed" => options.first_seed = value.parse()?,
                "seeds" => options.seeds = value.parse()?,
                "csv" => options.csv = Some(value.to_owned()),
                _ => return Err(format!("unknown option {key}").into()),
            }
        }
        Ok(options)
    }

    pub fn seeds(&self) -> Range<u64> {
        self.first_seed..self.first_seed + self.seeds
    }

    /// Registrations, the same for the same seed.
    pub fn rows(&self, seed: u64) -> Vec<Row> {
        let mut random = Random::new(seed);
        let people = people::people(self.people, &mut random);
        forms::rows(&people, self.mix, &mut random)
    }
}

fn columns(word: &str) -> Result<Columns, String> {
    match word {
        "full" => Ok(Columns::Full),
        "some" => Ok(Columns::Some),
        "lean" => Ok(Columns::Lean),
        "bare" => Ok(Columns::Bare),
        _ => Err(format!("unknown columns {word}: full, some, lean or bare")),
    }
}
