#!/usr/bin/env python3
"""Compares deskql with fastexcel and DuckDB in reading workbooks and JSON: the same files, in turn.

    files.py [--program PATH] [--rounds 5] [--bookings 1000000] [--rows 200000] [--json FILE]

    xlsx   a workbook of ROWS bookings in 10 columns; fastexcel reads it into Arrow
    json   a list of BOOKINGS objects of 10 members, 200 bytes each; DuckDB reads it into a table

The files are made in a temporary folder first. deskql's figure is the whole process, from its start to the answer of one
question: times are understood, texts are codes, people and resources linked, contradictions looked for. The peers' is the
reading alone, in a process that has loaded its libraries, and they have the easier work: fastexcel keeps dates as it finds
them, and DuckDB is told names and types of all members and may load them in any order.
"""
import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile

import rounds

COLUMNS = ["id", "user", "resource", "type", "start", "end", "kind", "checkin", "cost_center", "created"]
TYPES = ["desk", "room", "parking"]
KINDS = ["flexible", "permanent"]
CHECKINS = ["checked_in", "missed", "not_required"]
EPOCH = datetime.datetime(2024, 1, 1)
QUESTION = "hours 2024-03"


def booking(number):
    """The cells of one booking; times in quarters of an hour since EPOCH."""
    start = (number * 37) % (365 * 24) * 4
    return [number + 1, f"user{number * 7 % 3000:04}@example.org", f"desk-{number * 11 % 900}", TYPES[number % 3], start,
            start + 4 + number % 29, KINDS[number % 2], CHECKINS[number * 5 % 3], f"{4000 + number % 60}-finance-apac",
            max(0, start - 96)]


TIMES = {4, 5, 9}


def iso(quarters):
    return (EPOCH + datetime.timedelta(minutes=15 * quarters)).strftime("%Y-%m-%dT%H:%M:%S")


def write_json(path, count):
    texts = [iso(quarters) for quarters in range(366 * 24 * 4 + 64)]
    with open(path, "w") as file:
        for number in range(count):
            cells = booking(number)
            members = {name: texts[cell] if index in TIMES else cell
                       for index, (name, cell) in enumerate(zip(COLUMNS, cells))}
            file.write(("[\n" if number == 0 else ",\n") + json.dumps(members, separators=(",", ":")))
        file.write("\n]\n")


def write_workbook(path, count):
    """As spreadsheets write it: texts shared, times as numbers with a format."""
    strings = {}

    def text(column, row, value):
        return f'<c r="{chr(65 + column)}{row}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'

    def cell(column, row, value):
        if column in TIMES:
            return f'<c r="{chr(65 + column)}{row}" s="1"><v>{45292 + value / 96:.10g}</v></c>'
        if isinstance(value, int):
            return f'<c r="{chr(65 + column)}{row}"><v>{value}</v></c>'
        return text(column, row, value)

    rows = ['<row r="1">' + "".join(text(column, 1, name) for column, name in enumerate(COLUMNS)) + "</row>"]
    for row in range(2, count + 2):
        cells = "".join(cell(column, row, value) for column, value in enumerate(booking(row - 2)))
        rows.append(f'<row r="{row}">{cells}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def relationships(*targets):
        links = "".join(f'<Relationship Id="r{index}" Type="{office}/{kind}" Target="{target}"/>'
                        for index, (kind, target) in enumerate(targets))
        return f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    shared = "".join(f"<si><t>{string}</t></si>" for string in strings)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"{kind}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="Bookings" sheetId="1" r:id="r0"/>'
        "</sheets></workbook>",
        "xl/styles.xml": f'<styleSheet {main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>'
        "</styleSheet>",
        "xl/sharedStrings.xml": f'<sst {main} uniqueCount="{len(strings)}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><sheetData>{"".join(rows)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)


def timed(work):
    start = time.perf_counter()
    count = work()
    return {"ms": (time.perf_counter() - start) * 1e3, "rows": count}


def read_with_fastexcel(path):
    import fastexcel
    return timed(lambda: fastexcel.read_excel(path).load_sheet(0).to_arrow().num_rows)


def read_with_duckdb(path):
    import duckdb
    connection = duckdb.connect()
    connection.execute(f"SET threads = {rounds.THREADS}; SET preserve_insertion_order = false")
    kinds = {name: "TIMESTAMP" if index in TIMES else "BIGINT" if index == 0 else "VARCHAR"
             for index, name in enumerate(COLUMNS)}

    def work():
        connection.execute(f"CREATE TABLE bookings AS SELECT * FROM read_json('{path}', format = 'array', columns = {kinds})")
        return connection.execute("SELECT count(*) FROM bookings").fetchone()[0]

    return timed(work)


PEERS = {"xlsx": ("fastexcel", read_with_fastexcel), "json": ("duckdb", read_with_duckdb)}


def read_with_deskql(program, folder):
    """The whole process; its answer must be there."""
    start = time.perf_counter()
    answer = subprocess.run([program, folder, "-c", QUESTION, "--format", "csv"], check=True, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL).stdout
    taken = (time.perf_counter() - start) * 1e3
    if len(answer.splitlines()) < 2:
        sys.exit(f"deskql has no answer for {folder}")
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.path.join(rounds.HERE, ".build-root", "release", "deskql"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bookings", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--engines", default="peer", help=argparse.SUPPRESS)
    parser.add_argument("--json")
    parser.add_argument("--only", nargs=2, help=argparse.SUPPRESS)  # one file and its kind, in a process of its own
    options = parser.parse_args()
    if options.only:
        kind, path = options.only
        print(json.dumps(PEERS[kind][1](path)))
        return
    with tempfile.TemporaryDirectory() as folder:
        files = {kind: os.path.join(folder, kind, f"bookings.{kind}") for kind in PEERS}
        counts = {"xlsx": options.rows, "json": options.bookings}
        for path in files.values():
            os.mkdir(os.path.dirname(path))
        write_workbook(files["xlsx"], options.rows)
        write_json(files["json"], options.bookings)
        for kind, path in files.items():
            print(f"{kind}: {os.path.getsize(path) / 1e6:.0f} MB, {PEERS[kind][0]}", file=sys.stderr)

        def round_of(engine):
            if engine == "deskql":
                return {kind: read_with_deskql(options.program, os.path.dirname(path)) for kind, path in files.items()}
            times = {}
            for kind, path in files.items():
                command = [sys.executable, os.path.abspath(__file__), "--only", kind, path]
                report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
                if report["rows"] != counts[kind]:
                    sys.exit(f"{PEERS[kind][0]} has read {report['rows']} rows of {counts[kind]}")
                times[kind] = report["ms"]
            return times

        rounds.show(rounds.play(options, round_of))


if __name__ == "__main__":
    main()
