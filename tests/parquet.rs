//! `run --export parquet`: the tables say what the JSON lines say, whole, and only when asked.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{Days, NaiveDate};
use parquet::basic::{LogicalType, Type as Physical};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

/// The sample workspace after a run with these options.
fn sample(options: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("tinh");
    for folder in ["inbox/2026-11", "reference"] {
        fs::create_dir_all(root.join(folder)).unwrap();
        let from = Path::new("samples/tinh-mau").join(folder);
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            fs::copy(entry.path(), root.join(folder).join(entry.file_name())).unwrap();
        }
    }
    fs::write(root.join("tonghop.toml"), "").unwrap();
    run(&root, options);
    (dir, root)
}

fn run(root: &Path, options: &[&str]) -> String {
    let command = [&["run", root.to_str().unwrap()], options].concat();
    let output = Command::new(env!("CARGO_BIN_EXE_tonghop")).args(command).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn data(root: &Path, name: &str) -> PathBuf {
    root.join("outbox/2026-11/data").join(name)
}

fn lines(root: &Path, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(data(root, name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn table(root: &Path, name: &str) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(data(root, name)).unwrap()).unwrap()
}

/// A row as JSON, without what it does not say.
fn object(row: &Row) -> Value {
    let columns = row.get_column_iter();
    let said = columns.map(|(name, field)| (name.clone(), json(field)));
    Value::Object(said.filter(|(_, value)| !value.is_null()).collect())
}

fn json(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => (*flag).into(),
        Field::Int(number) => (*number).into(),
        Field::Str(text) => text.as_str().into(),
        Field::Date(days) => {
            let day = NaiveDate::default().checked_add_days(Days::new(*days as u64)).unwrap();
            day.to_string().into()
        }
        Field::Group(row) => object(row),
        Field::ListInternal(list) => list.elements().iter().map(json).collect(),
        Field::MapInternal(map) => {
            let text = |field| json(field).as_str().unwrap().to_owned();
            let pairs = map.entries().iter().map(|(key, value)| (text(key), json(value)));
            Value::Object(pairs.collect())
        }
        other => panic!("{other:?} is no type of these tables"),
    }
}

/// What the table has of a line: the period besides, and dates in three columns.
fn in_columns(mut line: Value) -> Value {
    line["period"] = "2026-11".into();
    if let Some(fields) = line.get_mut("fields").and_then(Value::as_object_mut) {
        for name in ["birth_date", "party_joined", "party_official"] {
            dates(fields, name);
        }
    }
    for name in ["fields", "raw", "cells", "repairs"] {
        if line.get("fields").is_some() && line.get(name).is_none() {
            line[name] = Value::Object(Map::new());
        }
    }
    line
}

fn dates(fields: &mut Map<String, Value>, name: &str) {
    let Some(Value::String(iso)) = fields.remove(name) else { return };
    let precision = ["year", "month", "day"][iso.matches('-').count()];
    if precision == "day" {
        fields.insert(name.to_owned(), iso.as_str().into());
    }
    fields.insert(format!("{name}_iso"), iso.into());
    fields.insert(format!("{name}_precision"), precision.into());
}

#[test]
fn the_tables_say_what_the_lines_say() {
    let (_dir, root) = sample(&["--export", "parquet"]);
    for name in ["records", "findings"] {
        let lines = lines(&root, &format!("{name}.jsonl"));
        let table = table(&root, &format!("{name}.parquet"));
        let rows: Vec<_> = table.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), lines.len());
        assert!(rows.len() > 20);
        for (row, line) in rows.iter().zip(lines) {
            assert_eq!(object(row), in_columns(line));
        }
    }
}

#[test]
fn dates_are_days_and_texts_are_texts() {
    let (_dir, root) = sample(&["--export", "parquet"]);
    let table = table(&root, "records.parquet");
    let metadata = table.metadata().file_metadata();
    assert_eq!(metadata.created_by(), Some(concat!("tonghop version ", env!("CARGO_PKG_VERSION"))));
    let type_of = |path: &str| {
        let columns = metadata.schema_descr().columns();
        let column = columns.iter().find(|column| column.path().string() == path).unwrap();
        (column.physical_type(), column.logical_type_ref().cloned())
    };
    assert_eq!(type_of("fields.birth_date"), (Physical::INT32, Some(LogicalType::Date)));
    assert_eq!(type_of("raw.full_name"), (Physical::BYTE_ARRAY, Some(LogicalType::String)));
    assert_eq!(type_of("source.row"), (Physical::INT32, None));
    assert_eq!(type_of("primary"), (Physical::BOOLEAN, None));
    let ratings = type_of("fields.ratings.list.element");
    assert_eq!(ratings, (Physical::BYTE_ARRAY, Some(LogicalType::String)));
}

#[test]
fn the_same_forms_give_the_same_bytes() {
    let (_dir, one) = sample(&["--export", "parquet", "--jobs", "1"]);
    let (_other, eight) = sample(&["--export", "parquet", "--jobs", "8"]);
    for name in ["records.parquet", "findings.parquet"] {
        assert_eq!(fs::read(data(&one, name)).unwrap(), fs::read(data(&eight, name)).unwrap());
    }
}

#[test]
fn a_second_run_writes_tables_that_are_not_there_and_leaves_those_that_are() {
    let (_dir, root) = sample(&[]);
    assert!(!data(&root, "records.parquet").exists());
    let records = fs::read(data(&root, "records.jsonl")).unwrap();
    let unchanged = "không có gì thay đổi";
    assert!(!run(&root, &["--export", "parquet"]).contains(unchanged));
    assert!(data(&root, "records.parquet").exists());
    assert_eq!(records, fs::read(data(&root, "records.jsonl")).unwrap());
    assert!(run(&root, &["--export", "parquet"]).contains(unchanged));
    assert!(run(&root, &[]).contains(unchanged));
    fs::write(data(&root, "findings.parquet"), "damaged").unwrap();
    assert!(!run(&root, &["--export", "parquet"]).contains(unchanged));
    table(&root, "findings.parquet");
}
