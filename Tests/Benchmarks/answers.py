#!/usr/bin/env python3
"""Compares answers of deskql, and their times, with those of DuckDB, Polars and SQLite: the same questions, in turn.

    answers.py FOLDER [--benchmarks PATH] [--rounds 5] [--runs 5] [--engines duckdb,polars,sqlite] [--json FILE]

The questions are those of 2024-Q2, written here once more from what deskql says that its words mean. In every round
every cell of every answer is compared, in the order of the rows and to the last digit; the first difference ends the
comparison. The head of rounds.py says how engines take turns.

    favorites   one user's hours and bookings by resource and type
    userdays    one user's days a week by category
    usermap     one user's bookings in each hour of the average week
    checkins    one user's missed and valid check-ins by week
    eachuser    days a week of each user
    hours       bookings, hours and distinct people by cost centre and type
    chargeback  12000 EUR shared among cost centres by hours, to the cent
    noshows     missed check-ins of those required, by cost centre
    centerdays  days a week of one cost centre's people, by category
    eachcenter  days a week of each cost centre's people

What is done in the peers' favour, once and untimed:
  - Texts become small whole numbers, in the order in which answers sort them; times become minutes since 1970,
    check-ins yes or no. Names are joined to an answer's rows at last.
  - Days and hours stand ready in tables, with their weeks and weekdays.
  - Bookings lie in the order of their start, and once more in that of user and start. SQLite has all of it in memory,
    with indexes by start, by user and by cost centre that hold whatever is asked for; Polars finds the rows of a user
    and of a frame by bisection. How long the longest booking is they know, and need not look for others before a frame.
Answers stay in the engines' own memory: nothing is turned into Python objects while the clock runs.
"""
import csv
import json
import os
import re
import sqlite3
import sys
import tempfile
from datetime import date, timedelta
from decimal import Context
from fractions import Fraction

import peers
import rounds

USER, CENTER = "alice", "4003-finance-apac"
FRAME = date(2024, 4, 1), date(2024, 7, 1)  # no clock changes in it
AMOUNT = 12_000_00  # cents


def days(first, after):
    """Days since 1970."""
    return tuple((day - date(1970, 1, 1)).days for day in (first, after))


def widened(first, after):
    """To whole weeks, from Monday to Monday."""
    return first - timedelta(first.weekday()), after + timedelta(-after.weekday() % 7)


DAY = 1440  # minutes
FIRST_DAY, DAY_AFTER = days(*FRAME)
WIDE_FIRST_DAY, WIDE_DAY_AFTER = days(*widened(*FRAME))
FIRST, AFTER, WIDE_FIRST, WIDE_AFTER = (d * DAY for d in (FIRST_DAY, DAY_AFTER, WIDE_FIRST_DAY, WIDE_DAY_AFTER))
WEEKS = (WIDE_DAY_AFTER - WIDE_FIRST_DAY) // 7

# ----------------------------------------------------------------------------------------------------- the peers' data

TABLES = ["bookings", "by_user", "users", "resources", "cost_centers", "types", "categories", "days", "hours",
          "week_hours"]

# The schema `export` holds the tables as they were read. A code is a place in the order of names: `2` before `10`.
PREPARATION = r"""
CREATE MACRO in_order(name) AS list_transform(regexp_extract_all(lower(name), '\d+|\D+'),
  lambda part: CASE WHEN part[1] BETWEEN '0' AND '9' THEN lpad(part, 12, '0') ELSE part END);
CREATE TABLE users AS
  SELECT row_number() OVER (ORDER BY in_order(login))::INTEGER AS code, id, login AS name FROM export.users;
CREATE TABLE resources AS
  SELECT row_number() OVER (ORDER BY in_order(name))::INTEGER AS code, id, name FROM export.resources;
CREATE TABLE cost_centers AS SELECT row_number() OVER (ORDER BY in_order(name))::SMALLINT AS code, name
  FROM (SELECT DISTINCT cost_center AS name FROM export.bookings);
CREATE TABLE types AS SELECT code::TINYINT AS code, id, name, category::TINYINT AS category
  FROM (VALUES (1, 'desk', 'Desk', 4), (2, 'home_office', 'Home Office', 1), (3, 'meeting_room', 'Meeting Room', 2),
               (4, 'parking', 'Parking', 3)) t(code, id, name, category);
CREATE TABLE categories AS SELECT code::TINYINT AS code, name
  FROM (VALUES (1, 'home_office'), (2, 'meeting_room'), (3, 'parking'), (4, 'workstation')) c(code, name);
CREATE TABLE days AS
  SELECT (epoch(day) // 86400)::INTEGER AS day, strftime(day, '%G-W%V') AS week, (isodow(day) - 1)::TINYINT AS weekday
  FROM (SELECT unnest(range(DATE '2023-12-01', DATE '2025-02-01', INTERVAL 1 DAY)) AS day);
CREATE TABLE week_hours AS
  SELECT (day * 24 + hour)::SMALLINT AS code, day::TINYINT AS weekday, hour::TINYINT AS hour,
         ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day + 1] AS name FROM range(7) d(day), range(24) h(hour);
CREATE TABLE hours AS SELECT (day * 24 + hour)::INTEGER AS hour, code FROM days JOIN week_hours USING (weekday);
CREATE TABLE read AS
  SELECT u.code AS person, r.code AS resource, t.code AS type, t.category, c.code AS center,
         checkin = 'missed' AS missed, checkin = 'checked_in' AS checked_in,
         (epoch_us(start) // 60000000)::INTEGER AS start, (epoch_us("end") // 60000000)::INTEGER AS stop
  FROM export.bookings b JOIN users u ON u.id = b."user" LEFT JOIN resources r ON r.id = b.object
  JOIN cost_centers c ON c.name = b.cost_center JOIN types t ON t.id = b.type;
CREATE TABLE bookings AS FROM read ORDER BY start;
CREATE TABLE by_user AS FROM read ORDER BY person, start"""


def prepare(folder, into):
    """Parquet files for DuckDB and Polars, a database for SQLite, and the numbers that all three may know."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA export; SET schema = 'export'")
    peers.load_into_duckdb(connection, folder)
    connection.execute("SET schema = 'main'")
    connection.execute(PREPARATION)
    for table in TABLES:
        connection.execute(f"COPY {table} TO '{into}/{table}.parquet'")
    fill_sqlite(connection, f"{into}/sqlite.db")
    known = {"user": f"SELECT code FROM users WHERE name = '{USER}'",
             "center": f"SELECT code FROM cost_centers WHERE name = '{CENTER}'",
             "longest": "SELECT max(stop - start) FROM bookings"}
    with open(f"{into}/known.json", "w") as file:
        json.dump({name: connection.execute(sql).fetchone()[0] for name, sql in known.items()}, file)


def fill_sqlite(source, path):
    database = sqlite3.connect(path)
    database.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off")
    for table in TABLES:
        if table == "by_user":
            database.execute("CREATE VIEW by_user AS SELECT * FROM bookings")
            continue
        rows = source.execute(f"FROM {table}")
        columns = [column[0] for column in rows.description]
        key = "" if table == "bookings" else " INTEGER PRIMARY KEY"
        database.execute(f"CREATE TABLE {table} ({columns[0]}{key}, {', '.join(columns[1:])})")
        while some := rows.fetchmany(100_000):
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", some)
    database.executescript("""
CREATE INDEX of_start ON bookings (start, stop, missed, checked_in, category, type, center, person, resource);
CREATE INDEX of_user ON bookings (person, start, stop, missed, checked_in, category, type, resource);
CREATE INDEX of_center ON bookings (center, start, stop, missed, checked_in, category, type, person, resource);
ANALYZE""")
    database.close()


# ------------------------------------------------------------------------------------------------------ DuckDB, SQLite

def questions(ratio, user, center, longest):
    """SQL that both engines read: there is no `least` in it, and whole numbers divide to whole numbers.

    `ratio` writes the quotient of two whole numbers: as a number for the clock, as a fraction for the comparison.
    """
    def within(first, after):
        return (f"(CASE WHEN start > {first} THEN start ELSE {first} END)",
                f"(CASE WHEN stop < {after} THEN stop ELSE {after} END)")

    def counted(first, after):
        return f"start > {first - longest} AND start < {after} AND stop > {first} AND NOT missed"

    def started(first, after):
        return f"start >= {first} AND start < {after}"

    start, stop = within(FIRST, AFTER)
    minutes = f"sum({stop} - {start})"

    def presence(keys, rows):
        """`touched`, the days that bookings touch, once by keys: of few bookings more than one."""
        start, stop = within(WIDE_FIRST, WIDE_AFTER)
        return f"""
WITH held AS (
  SELECT {keys}, {start} / {DAY} AS day, ({stop} - 1) / {DAY} AS last
  FROM {rows} AND category IN (1, 3, 4) AND {counted(WIDE_FIRST, WIDE_AFTER)}),
touched AS (
  SELECT {keys}, day FROM held
  UNION
  SELECT {keys}, days.day FROM held JOIN days ON days.day > held.day AND days.day <= last WHERE last > held.day),"""

    return {
        "favorites": f"""
WITH booked AS (
  SELECT resource, type, {minutes} AS minutes, count(*) AS bookings FROM by_user
  WHERE person = {user} AND resource IS NOT NULL AND {counted(FIRST, AFTER)} GROUP BY resource, type)
SELECT r.id AS resource, r.name AS resource_name, t.name AS type, {ratio("minutes", "60")} AS hours, bookings
FROM booked b JOIN resources r ON r.code = b.resource JOIN types t ON t.code = b.type
ORDER BY minutes DESC, r.code, t.code""",
        "userdays": f"""{presence("category", f"by_user WHERE person = {user}")}
daily AS (SELECT category, count(*) AS days FROM touched GROUP BY category)
SELECT name AS category, days, {WEEKS} AS weeks, 1 AS people, {ratio("days", f"{WEEKS}")} AS days_per_week
FROM daily JOIN categories ON code = category ORDER BY code""",
        "usermap": f"""
WITH held AS (
  SELECT {start} / 60 AS first, ({stop} - 1) / 60 AS last FROM by_user
  WHERE person = {user} AND {counted(FIRST, AFTER)}),
booked AS (
  SELECT code, count(*) AS bookings FROM held JOIN hours ON hour BETWEEN first AND last GROUP BY code),
calendar AS (
  SELECT weekday, count(*) AS days FROM days WHERE day >= {FIRST_DAY} AND day < {DAY_AFTER} GROUP BY weekday),
cell AS (
  SELECT w.code, name, hour, coalesce(bookings, 0) AS bookings, coalesce(days, 0) AS days
  FROM week_hours w LEFT JOIN calendar c ON c.weekday = w.weekday LEFT JOIN booked b ON b.code = w.code)
SELECT name AS weekday, hour, bookings, days, {ratio("bookings", "nullif(days, 0)")} AS value
FROM cell ORDER BY code""",
        "checkins": f"""
WITH daily AS (
  SELECT start / {DAY} AS day, count(*) FILTER (WHERE missed) AS missed, count(*) FILTER (WHERE checked_in) AS valid
  FROM by_user WHERE person = {user} AND {started(WIDE_FIRST, WIDE_AFTER)} GROUP BY 1),
weekly AS (
  SELECT week, coalesce(sum(missed), 0) AS missed, coalesce(sum(valid), 0) AS valid
  FROM days LEFT JOIN daily ON daily.day = days.day
  WHERE days.day >= {WIDE_FIRST_DAY} AND days.day < {WIDE_DAY_AFTER} GROUP BY week)
SELECT week, missed, valid, {ratio("missed", "nullif(missed + valid, 0)")} AS missed_rate FROM weekly ORDER BY week""",
        "eachuser": f"""{presence("person", "bookings WHERE true")}
daily AS (SELECT person, count(*) AS days FROM touched GROUP BY person)
SELECT id AS "user", name AS user_name, days, {WEEKS} AS weeks, 1 AS people,
       {ratio("days", f"{WEEKS}")} AS days_per_week
FROM daily JOIN users ON code = person ORDER BY code""",
        "hours": f"""
WITH booked AS (
  SELECT center, type, count(*) AS bookings, {minutes} AS minutes, count(DISTINCT person) AS people
  FROM bookings WHERE {counted(FIRST, AFTER)} GROUP BY center, type)
SELECT c.name AS costcenter, t.name AS type, bookings, {ratio("minutes", "60")} AS hours, people
FROM booked b JOIN cost_centers c ON c.code = b.center JOIN types t ON t.code = b.type
ORDER BY minutes DESC, c.code, t.code""",
        "chargeback": f"""
WITH basis AS (
  SELECT center, {minutes} AS minutes FROM bookings
  WHERE resource IS NOT NULL AND {counted(FIRST, AFTER)} GROUP BY center),
whole AS (SELECT sum(minutes) AS total FROM basis),
part AS (
  SELECT center, minutes, total, {AMOUNT} * minutes / total AS cents, {AMOUNT} * minutes % total AS remainder
  FROM basis CROSS JOIN whole),
ranked AS (
  SELECT *, row_number() OVER (ORDER BY remainder DESC, center) AS place, {AMOUNT} - sum(cents) OVER () AS missing
  FROM part),
paid AS (SELECT *, cents + CASE WHEN place <= missing THEN 1 ELSE 0 END AS amount FROM ranked)
SELECT name AS costcenter, {ratio("minutes", "60")} AS basis, {ratio("minutes", "total")} AS share,
       {ratio("amount", "100")} AS amount
FROM paid JOIN cost_centers ON code = center ORDER BY code""",
        "noshows": f"""
WITH booked AS (
  SELECT center, count(*) FILTER (WHERE missed) AS noshows, count(*) AS required FROM bookings
  WHERE {started(FIRST, AFTER)} AND (missed OR checked_in) GROUP BY center)
SELECT name AS costcenter, noshows, required, {ratio("noshows", "required")} AS noshow_rate
FROM booked JOIN cost_centers ON code = center ORDER BY code""",
        "centerdays": f"""{presence("category, person", f"bookings WHERE center = {center}")}
daily AS (SELECT category, count(*) AS days, count(DISTINCT person) AS people FROM touched GROUP BY category)
SELECT name AS category, days, {WEEKS} AS weeks, people, {ratio("days", f"({WEEKS} * people)")} AS days_per_week
FROM daily JOIN categories ON code = category ORDER BY code""",
        "eachcenter": f"""{presence("center, person", "bookings WHERE true")}
daily AS (SELECT center, count(*) AS days, count(DISTINCT person) AS people FROM touched GROUP BY center)
SELECT name AS costcenter, days, {WEEKS} AS weeks, people, {ratio("days", f"({WEEKS} * people)")} AS days_per_week
FROM daily JOIN cost_centers ON code = center ORDER BY code""",
    }


def both(known):
    """Name, SQL for the clock, SQL for the comparison."""
    timed = questions(lambda above, below: f"{above} * 1e0 / {below}", **known)
    exact = questions(lambda above, below: f"{above} || '/' || {below}", **known)
    return [(name, timed[name], exact[name]) for name in timed]


def fetched(rows):
    return [[column[0] for column in rows.description]] + [list(row) for row in rows.fetchall()]


def duckdb_tasks(folder, known):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {rounds.THREADS}; SET integer_division = true")
    for table in TABLES:
        connection.execute(f"CREATE TABLE {table} AS FROM '{folder}/{table}.parquet'")
    for name, timed, exact in both(known):
        yield name, lambda: connection.sql(timed).materialize(), lambda: fetched(connection.execute(exact))


def sqlite_tasks(folder, known):
    database = sqlite3.connect(":memory:")
    sqlite3.connect(f"{folder}/sqlite.db").backup(database)
    database.execute("PRAGMA temp_store = memory")
    for name, timed, exact in both(known):
        yield name, lambda: database.executescript(timed), lambda: fetched(database.execute(exact))


# ------------------------------------------------------------------------------------------------------------- Polars

def polars_tasks(folder, known):
    import polars as pl

    table = {name: pl.read_parquet(f"{folder}/{name}.parquet") for name in TABLES}
    col, user, center, longest = pl.col, known["user"], known["center"], known["longest"]

    def slice_of(frame, column, first, after):
        """Rows of a frame that is sorted by a column, lazily."""
        low, high = (frame[column].search_sorted(bound, "left") for bound in (first, after))
        return frame.slice(low, high - low).lazy()

    def started(first, after):
        return slice_of(table["bookings"], "start", first, after)

    def of_user():
        return slice_of(table["by_user"], "person", user, user + 1)

    def counted(rows, first, after):
        """What counts in a span, with `first` and `last`, its minutes within it."""
        return (rows.filter((col("start") < after) & (col("stop") > first) & ~col("missed"))
                .with_columns(pl.max_horizontal("start", pl.lit(first, pl.Int32)).alias("first"),
                              pl.min_horizontal("stop", pl.lit(after, pl.Int32)).alias("last")))

    def in_frame(rows=None):
        return counted(started(FIRST - longest, AFTER) if rows is None else rows, FIRST, AFTER)

    minutes = (col("last") - col("first")).cast(pl.Int64).sum().alias("minutes")

    def touched(keys, rows=None):
        rows = started(WIDE_FIRST - longest, WIDE_AFTER) if rows is None else rows
        held = (counted(rows.filter(col("category").is_in([1, 3, 4])), WIDE_FIRST, WIDE_AFTER)
                .select(*keys, (col("first") // DAY).alias("day"), ((col("last") - 1) // DAY).alias("until")))
        several = held.filter(col("until") > col("day"))
        each = pl.int_ranges("day", col("until") + 1, dtype=pl.Int32)
        return pl.concat([held.filter(col("until") == col("day")).select(*keys, "day"),
                          several.select(*keys, each.alias("day")).explode("day")]).unique()

    def named(rows, key, name):
        """Rows with the names of a key, by its code."""
        return rows.join(table[name].lazy(), left_on=key, right_on="code", suffix="_of_" + key)

    def tasks(ratio):
        def per_week(people):
            return [col("days"), pl.lit(WEEKS).alias("weeks"), people.alias("people"),
                    ratio(col("days"), WEEKS * people).alias("days_per_week")]

        def favorites():
            booked = (in_frame(of_user()).filter(col("resource").is_not_null()).group_by("resource", "type")
                      .agg(minutes, pl.len().alias("bookings")))
            return (named(named(booked, "resource", "resources"), "type", "types")
                    .sort("minutes", "resource", "type", descending=[True, False, False])
                    .select(col("id").alias("resource"), col("name").alias("resource_name"),
                            col("name_of_type").alias("type"), ratio(col("minutes"), pl.lit(60)).alias("hours"),
                            "bookings"))

        def userdays():
            daily = touched(["category"], of_user()).group_by("category").agg(pl.len().alias("days"))
            return (named(daily, "category", "categories").sort("category")
                    .select(col("name").alias("category"), *per_week(pl.lit(1))))

        def usermap():
            hours = pl.int_ranges(col("first") // 60, (col("last") - 1) // 60 + 1, dtype=pl.Int32).alias("hour")
            booked = (in_frame(of_user()).select(hours).explode("hour").join(table["hours"].lazy(), on="hour")
                      .group_by("code").agg(pl.len().alias("bookings")))
            calendar = (slice_of(table["days"], "day", FIRST_DAY, DAY_AFTER)
                        .group_by("weekday").agg(pl.len().alias("days")))
            return (table["week_hours"].lazy().join(calendar, on="weekday", how="left")
                    .join(booked, on="code", how="left").with_columns(col("bookings", "days").fill_null(0)).sort("code")
                    .select(col("name").alias("weekday"), "hour", "bookings", "days",
                            ratio(col("bookings"), col("days")).alias("value")))

        def checkins():
            daily = (of_user().filter((col("start") >= WIDE_FIRST) & (col("start") < WIDE_AFTER))
                     .group_by((col("start") // DAY).alias("day")).agg(col("missed").sum(), col("checked_in").sum()))
            missed, valid = col("missed"), col("valid")
            return (slice_of(table["days"], "day", WIDE_FIRST_DAY, WIDE_DAY_AFTER).join(daily, on="day", how="left")
                    .group_by("week").agg(missed.sum(), col("checked_in").sum().alias("valid")).sort("week")
                    .select("week", missed, valid, ratio(missed, missed + valid).alias("missed_rate")))

        def eachuser():
            daily = touched(["person"]).group_by("person").agg(pl.len().alias("days"))
            return (named(daily, "person", "users").sort("person")
                    .select(col("id").alias("user"), col("name").alias("user_name"), *per_week(pl.lit(1))))

        def hours():
            booked = (in_frame().group_by("center", "type")
                      .agg(pl.len().alias("bookings"), minutes, col("person").n_unique().alias("people")))
            return (named(named(booked, "center", "cost_centers"), "type", "types")
                    .sort("minutes", "center", "type", descending=[True, False, False])
                    .select(col("name").alias("costcenter"), col("name_of_type").alias("type"), "bookings",
                            ratio(col("minutes"), pl.lit(60)).alias("hours"), "people"))

        def chargeback():
            total, owed = col("minutes").sum(), AMOUNT * col("minutes")
            part = (in_frame().filter(col("resource").is_not_null()).group_by("center").agg(minutes)
                    .with_columns(total.alias("total"), (owed // total).alias("cents"),
                                  (owed % total).alias("remainder"))
                    .sort("remainder", "center", descending=[True, False]))
            more = (pl.int_range(pl.len()) < AMOUNT - col("cents").sum()).cast(pl.Int64)
            paid = part.with_columns((col("cents") + more).alias("amount"))
            return (named(paid, "center", "cost_centers").sort("center")
                    .select(col("name").alias("costcenter"), ratio(col("minutes"), pl.lit(60)).alias("basis"),
                            ratio(col("minutes"), col("total")).alias("share"),
                            ratio(col("amount"), pl.lit(100)).alias("amount")))

        def noshows():
            booked = (started(FIRST, AFTER).filter(col("missed") | col("checked_in")).group_by("center")
                      .agg(col("missed").sum().alias("noshows"), pl.len().alias("required")))
            return (named(booked, "center", "cost_centers").sort("center")
                    .select(col("name").alias("costcenter"), "noshows", "required",
                            ratio(col("noshows"), col("required")).alias("noshow_rate")))

        def presence(keys, rows, key, names, label):
            daily = (touched(keys, rows).group_by(key)
                     .agg(pl.len().alias("days"), col("person").n_unique().alias("people")))
            return named(daily, key, names).sort(key).select(col("name").alias(label), *per_week(col("people")))

        def centerdays():
            rows = started(WIDE_FIRST - longest, WIDE_AFTER).filter(col("center") == center)
            return presence(["category", "person"], rows, "category", "categories", "category")

        def eachcenter():
            return presence(["center", "person"], None, "center", "cost_centers", "costcenter")

        return [favorites, userdays, usermap, checkins, eachuser, hours, chargeback, noshows, centerdays, eachcenter]

    def rows_of(task):
        frame = task().collect()
        return [frame.columns] + [list(row) for row in frame.iter_rows()]

    def fraction(above, below):
        return pl.concat_str(above.cast(pl.String), pl.lit("/"), below.cast(pl.String))

    for timed, exact in zip(tasks(lambda above, below: above / below), tasks(fraction)):
        yield timed.__name__, lambda: timed().collect(), lambda: rows_of(exact)


# ----------------------------------------------------------------------------------------------------------- comparing

ENGINES = {"duckdb": duckdb_tasks, "polars": polars_tasks, "sqlite": sqlite_tasks}
TASKS = ["favorites", "userdays", "usermap", "checkins", "eachuser", "hours", "chargeback", "noshows", "centerdays",
         "eachcenter"]


def printed(value):
    """A peer's cell as deskql prints it; `2/3` is a fraction."""
    if value is None:
        return ""
    if not re.fullmatch(r"\d+/\d+", str(value)):
        return str(value)
    above, below = map(int, value.split("/"))
    if below == 0:
        return ""
    fraction = Fraction(above, below)
    ends = 10 ** 60 % fraction.denominator == 0
    digits = Context(prec=60 if ends else 15)
    return f"{digits.normalize(digits.divide(fraction.numerator, fraction.denominator)):f}"


def compare(engine, task, theirs, ours):
    """Ends the comparison at the first difference."""
    rows = [[printed(value) for value in row] for row in theirs]
    if rows == ours:
        return
    index = next((i for i, (their, our) in enumerate(zip(rows, ours)) if their != our), min(len(rows), len(ours)))
    line = lambda some: ",".join(some[index]) if index < len(some) else "(no such row)"
    raise SystemExit(f"{task}: the answers differ at line {index + 1}; deskql has {len(ours)} lines, "
                     f"{engine} {len(rows)}\n  deskql  {line(ours)}\n  {engine:6}  {line(rows)}")


def peer_result(engine, folder, runs):
    """Times and answers by task, in this process."""
    with open(f"{folder}/known.json") as file:
        known = json.load(file)
    times, answers = {}, {}
    for name, timed, answer in ENGINES[engine](folder, known):
        times[name], answers[name] = rounds.milliseconds(timed, runs), answer()
    return {"times": times, "answers": answers}


def main():
    options = rounds.arguments(__doc__, ",".join(ENGINES)).parse_args()
    if options.only:
        print(json.dumps(peer_result(options.only, options.folder, options.runs)))
        return

    with tempfile.TemporaryDirectory() as scratch:
        prepare(options.folder, scratch)

        def round_of(engine):
            if engine == "deskql":
                return rounds.deskql_times(rounds.deskql_report(options, TASKS, "--answers", scratch))
            result = rounds.peer_report(engine, options, scratch)
            for task in TASKS:
                with open(os.path.join(scratch, task + ".csv"), newline="") as file:
                    compare(engine, task, result["answers"][task], list(csv.reader(file)))
            return result["times"]

        played = rounds.play(options, round_of)
    rounds.show(played)
    print(f"{len(TASKS)} answers compared in each round, each cell equal", file=sys.stderr)


if __name__ == "__main__":
    main()
