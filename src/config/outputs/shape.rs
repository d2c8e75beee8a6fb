//! The parts of a layout.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::i18n::Text;
use crate::model::role::FieldKey;

/// A line of text outside the table.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// With places to fill: `{issuer}`.
    pub text: Text,
    #[serde(default)]
    pub bold: bool,
    #[serde(default)]
    pub italic: bool,
    #[serde(default)]
    pub underline: bool,
    /// In points.
    #[serde(default = "usual_size")]
    pub size: f64,
    /// Blank lines above.
    #[serde(default)]
    pub space: u8,
    /// Left out, not dotted, where its value is empty.
    #[serde(default)]
    pub optional: bool,
}

fn usual_size() -> f64 {
    13.0
}

/// What stands above and below a list that goes out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    pub label: Text,
    /// The regulation that the frame follows.
    pub source: String,
    /// Ends the closing line: `.` or `./.`.
    pub stop: String,
    pub left: Vec<Line>,
    pub right: Vec<Line>,
    pub signature: Signature,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    pub left: Vec<Line>,
    pub right: Vec<Line>,
}

/// In millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    pub top: f64,
    pub bottom: f64,
    pub left: f64,
    pub right: f64,
}

/// What of a person goes out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub label: Text,
    /// Ids of the class list's columns, in order.
    pub columns: Vec<String>,
}

/// The list of a class.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassList {
    pub title: Vec<Line>,
    pub closing: Line,
    /// Text of the table, in points.
    pub size: f64,
    pub heading_size: f64,
    pub landscape: bool,
    pub margins: Margins,
    #[serde(default)]
    pub columns: Vec<Column>,
}

/// The totals of all classes.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    pub title: Vec<Line>,
    pub closing: Line,
    pub size: f64,
    pub heading_size: f64,
    pub landscape: bool,
    pub margins: Margins,
    /// Upper ends of the age bands, in full years, ascending.
    pub ages: Vec<u32>,
    /// Whether to count people of ethnic minorities.
    pub minorities: bool,
}

/// A column of a class list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What profiles call it.
    pub id: String,
    pub value: ColumnValue,
    pub heading: Text,
    /// The heading above, shared with neighbours of the same group.
    pub group: Option<Text>,
    /// One heading with the column before, and no line between them.
    #[serde(default)]
    pub joined: bool,
    /// In millimetres.
    pub width: f64,
    /// Takes a share of what is left of the page.
    #[serde(default)]
    pub grow: bool,
    #[serde(default)]
    pub align: Align,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    #[default]
    Left,
    Centre,
}

/// What a column of a class list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnValue {
    Ordinal,
    FamilyAndMiddle,
    Given,
    UnitName,
    PositionWorkplace,
    /// Left empty, to be written in by hand.
    Blank,
    Field(FieldKey),
}

impl<'de> Deserialize<'de> for ColumnValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Ok(match name.as_str() {
            "ordinal" => ColumnValue::Ordinal,
            "family_and_middle" => ColumnValue::FamilyAndMiddle,
            "given" => ColumnValue::Given,
            "unit_name" => ColumnValue::UnitName,
            "position_workplace" => ColumnValue::PositionWorkplace,
            "blank" => ColumnValue::Blank,
            field => ColumnValue::Field(field_key(field).map_err(|_| {
                D::Error::custom(format!(
                    "unknown variant `{field}`, expected one of `ordinal`, `family_and_middle`, \
                     `given`, `unit_name`, `position_workplace`, `blank` or a field of records.jsonl"
                ))
            })?),
        })
    }
}

fn field_key(name: &str) -> Result<FieldKey, serde::de::value::Error> {
    use serde::de::IntoDeserializer;
    FieldKey::deserialize(IntoDeserializer::<serde::de::value::Error>::into_deserializer(name))
}
