#!/usr/bin/env bash
# Opens every workbook that a run on the sample writes, and its blank forms, with two other programs:
# openpyxl (every cell, check, table and link read) and LibreOffice (loaded and saved).
# Needs: pip install openpyxl; apt-get install libreoffice-calc
#   scripts/check-workbooks.sh [workspace]
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "${1:-samples/tinh-mau}" "$work/workspace"
chmod -R u+w "$work/workspace"
cargo run --release -- run "$work/workspace" --quiet --force
cargo run --release -- template "$work/workspace" --quiet
find "$work/workspace/outbox" -name '*.xlsx' -print0 | sort -z >"$work/books"

xargs -0 -a "$work/books" python3 scripts/check_workbooks.py
mkdir "$work/saved"
xargs -0 -a "$work/books" soffice "-env:UserInstallation=file://$work/home" --headless \
    --convert-to ods --outdir "$work/saved" >/dev/null 2>&1
made=$(tr -cd '\0' <"$work/books" | wc -c)
saved=$(find "$work/saved" -name '*.ods' | wc -l)
echo "LibreOffice: $saved of $made workbooks"
[ "$saved" = "$made" ]
