#!/usr/bin/env bash
# Makes the pictures of the README from the sample workspace.
# Needs LibreOffice (soffice) and pdftoppm: apt-get install libreoffice-calc poppler-utils
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r samples/tinh-mau "$work/"
cargo run --release -- run "$work/tinh-mau" --quiet
out="$work/tinh-mau/outbox/2026-11"

picture() { # workbook, name, resolution
    soffice --headless --convert-to pdf --outdir "$work" "$1" >/dev/null
    local pdf
    pdf="$work/$(basename "${1%.xlsx}").pdf"
    pdftoppm -r "$3" -f 1 -l 1 -singlefile -png "$pdf" "docs/pictures/$2"
}

picture "$out/TongHop_2026-11.xlsx" tong-quan 80
picture "$out/Danh sach lop TC-K45.xlsx" danh-sach-lop 70
picture "$(find "$out/PhanHoi" -name 'CB-TTR*.xlsx')" phan-hoi 60
