"""Holds the Parquet tables of workspaces against their JSON lines; see check-parquet.sh."""

import json
import os
import re
import sys
import unicodedata
from pathlib import Path

import duckdb

DATES = ["birth_date", "party_joined", "party_official"]
TYPES = {
    "records": {
        "period": "VARCHAR",
        "id": "VARCHAR",
        "status": "VARCHAR",
        "primary": "BOOLEAN",
        "source.file": "VARCHAR",
        "source.row": "INTEGER",
        "fields.full_name": "VARCHAR",
        "fields.birth_date": "DATE",
        "fields.birth_date_iso": "VARCHAR",
        "fields.party_joined": "DATE",
        "fields.party_member": "BOOLEAN",
        "fields.national_id": "VARCHAR",
        "fields.ratings": "VARCHAR[]",
        "raw.full_name": "VARCHAR",
        "cells.full_name": "VARCHAR",
        "repairs.full_name": "VARCHAR[]",
        "extra": "MAP(VARCHAR, VARCHAR)",
        "findings": "VARCHAR[]",
    },
    "findings": {"row": "INTEGER", "related": "VARCHAR[]", "message": "VARCHAR"},
}


def said(value):
    """A value without what it does not say, dates as the lines write them."""
    if isinstance(value, dict):
        return {key: said(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [said(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def in_columns(line, period, name):
    """What the table has of a line: the period besides, and dates in three columns."""
    line["period"] = period
    if name == "findings":
        return line
    for group in ["fields", "raw", "cells", "repairs"]:
        line.setdefault(group, {})
    fields = line["fields"]
    for date in DATES:
        iso = fields.pop(date, None)
        if iso is None:
            continue
        fields[f"{date}_iso"] = iso
        fields[f"{date}_precision"] = ["year", "month", "day"][iso.count("-")]
        if iso.count("-") == 2:
            fields[date] = iso
    return line


def ask(query):
    """The columns and rows of an answer."""
    answer = duckdb.connect().execute(query)
    columns = [column[0] for column in answer.description]
    return columns, answer.fetchall()


def check(data, name):
    path = str(data / f"{name}.parquet").replace("'", "''")
    table = f"read_parquet('{path}')"
    for column, wanted in TYPES[name].items():
        quoted = ".".join(f'"{part}"' for part in column.split("."))
        _, of = ask(f"SELECT DISTINCT typeof({quoted}) FROM {table}")
        assert all(found == (wanted,) for found in of), f"{column} is {of}, not {wanted}"
    columns, rows = ask(f"SELECT * FROM {table}")
    rows = [said(dict(zip(columns, row))) for row in rows]
    with open(data / f"{name}.jsonl", encoding="utf-8") as file:
        lines = [in_columns(json.loads(line), data.parent.name, name) for line in file]
    assert len(rows) == len(lines), f"{len(rows)} rows, {len(lines)} lines"
    texts = 0
    for row, line in zip(rows, lines):
        assert row == line, f"{data}/{name}:\n{row}\n{line}"
        texts += sum(not text.isascii() for text in strings(row))
    for text in (text for row in rows for text in strings(row.get("fields", {}))):
        assert text == unicodedata.normalize("NFC", text), text
    sizes = [(data / f"{name}.{end}").stat().st_size for end in ["parquet", "jsonl"]]
    print(f"{data}/{name}: {len(rows)} rows as in the lines, {texts} texts beyond ASCII,"
          f" {sizes[0]:,} bytes (lines: {sizes[1]:,})")


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def main(page, *workspaces):
    folders = [path for root in workspaces for path in sorted(Path(root).glob("outbox/*/data"))]
    assert folders, "no outbox in these workspaces"
    for data in folders:
        for name in ["records", "findings"]:
            check(data, name)
    text = Path(page).read_text(encoding="utf-8")
    os.chdir(Path(workspaces[0]).parent)
    for query in re.findall(r"```sql\n(.*?)```", text, re.S):
        columns, rows = ask(query)
        print(f"\n{query.strip()}\n")
        for row in [columns, *rows]:
            print(" | ".join(str(cell) for cell in row))


main(*sys.argv[1:])
