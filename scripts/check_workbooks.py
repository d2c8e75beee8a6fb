"""Reads workbooks with openpyxl, as strictly as it can: `python3 check_workbooks.py BOOK...`.

Fails with a sentence for each thing that Excel would repair or show wrongly.
"""

import re
import sys
import warnings

import openpyxl

warnings.simplefilter("error")


def wrong_in(path):
    """What is wrong with a workbook, in sentences."""
    book = openpyxl.load_workbook(path)
    names, tables = [sheet.title for sheet in book], []
    if len({name.lower() for name in names}) != len(names):
        yield "two sheets have one name"
    for sheet in book:
        if len(sheet.title) > 31 or re.search(r"[\[\]:*?/\\\\]", sheet.title):
            yield f"{sheet.title}: no name for a sheet"
        for table in sheet.tables.values():
            tables.append(table.name.lower())
            head = next(sheet[table.ref].__iter__())
            if [cell.value for cell in head] != [column.name for column in table.tableColumns]:
                yield f"{sheet.title}: the headings are not those of its table"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    yield f"{sheet.title}!{cell.coordinate}: {cell.value}"
                link = cell.hyperlink and cell.hyperlink.location
                if link and not points_somewhere(link, names):
                    yield f"{sheet.title}!{cell.coordinate} leads to {link}"
        for check in sheet.data_validations.dataValidation:
            if check.type == "list" and check.formula1.startswith('"') and len(check.formula1) > 257:
                yield f"{sheet.title}: a list of more than 255 characters"
    if len(set(tables)) != len(tables):
        yield "two tables have one name"
    properties = book.properties
    if properties.creator != "tonghop" or not properties.title or properties.lastModifiedBy not in (None, "", "tonghop"):
        yield "the properties are not ours"


def points_somewhere(link, names):
    sheet = link.rsplit("!", 1)[0].strip("'").replace("''", "'")
    return sheet in names


def main(paths):
    faults = [(path, fault) for path in paths for fault in wrong_in(path)]
    for path, fault in faults:
        print(f"{path}: {fault}")
    print(f"openpyxl: {len(paths)} workbooks, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
