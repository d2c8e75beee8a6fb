#!/usr/bin/env bash
# Reads the tables of `run --export parquet` with DuckDB and holds them against the JSON lines:
# counts, types, every value, Vietnamese text; then asks the questions of docs/parquet.md.
# Needs python3 and the network (DuckDB comes from PyPI, into target/).
#   scripts/check-parquet.sh                 two copies of the sample
#   scripts/check-parquet.sh WORKSPACE...    workspaces that were run with --export parquet
set -euo pipefail
cd "$(dirname "$0")/.."

python=target/check-parquet/bin/python
if [ ! -x "$python" ]; then
  python3 -m venv target/check-parquet
  "$python" -m pip install --quiet duckdb
fi

if [ $# -eq 0 ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  for province in "tỉnh một" tinh-hai; do
    cp -r samples/tinh-mau "$work/$province"
    rm -rf "$work/$province/outbox"
    for period in 2026-10 2026-11; do
      cargo run --quiet --features parquet -- run "$work/$province" --period $period --export parquet --quiet
    done
  done
  set -- "$work"/*
fi
"$python" scripts/check_parquet.py docs/parquet.md "$@"
