#!/usr/bin/env python3
"""Compares deskql with DuckDB and Polars: the same folder, the same tasks, in turn.

    peers.py FOLDER [--benchmarks PATH] [--rounds 5] [--runs 5] [--engines duckdb,polars] [--json FILE]

Each engine loads the folder once and runs every task once to warm up and RUNS times; its figure is the median. The head
of rounds.py says how engines take turns.

    a   load all CSV files into memory, typed
    d   time map of 2024: bookings per weekday and hour
    f   desk occupancy, prorated, 2020 to 2024 by month, location and type
    h   bookings, hours and distinct people, 2020 to 2024 by cost centre, type and month
    j1  distinct people per day, 2020 to 2024

The peers have the easier questions; the times are comparable, the figures not to the last digit (answers.py compares
those, too):
  - d, h, j1 count missed check-ins;
  - h puts a booking and all its hours into the month of its start, j1 a person into the day of the start;
  - f has offices and dedicated desks alone (no hotdesk memberships), and an office's desks are its size or all the
    children it ever had; stays of a resource that overlap are counted once, as in deskql;
  - loading links no rows, stamps no cost centres and looks for no contradictions.
They have the kinder set-up, too: DuckDB may load rows in any order and, untimed after loading, gets its texts as ENUM;
Polars reads them as Categorical. Answers stay in the engines' own memory: nothing is turned into Python objects.
"""
import json
import os

import rounds

TABLES = ["locations", "resources", "plans", "memberships", "users", "cost_center_history", "bookings"]
TASKS = ["d", "f", "h", "j1"]

# Types of columns by name, in any table; others are texts.
INTEGERS = {"id", "user", "resource", "object", "location", "parent", "size", "area", "member", "plan", "price"}
DAYS = {"available_from", "available_to"}
MINUTES = {"created", "valid_from", "from"}
CATEGORIES = {"type", "kind", "checkin", "cost_center", "city", "timezone"}


def kind(table, column):
    if column in ("start", "end"):
        return "day" if table == "memberships" else "minute"
    for name, columns in (("integer", INTEGERS), ("day", DAYS), ("minute", MINUTES), ("category", CATEGORIES)):
        if column in columns:
            return name
    return "text"


def tables(folder):
    """Name, path and [(column, kind)] of the CSV files that are there."""
    for table in TABLES:
        path = os.path.join(folder, table + ".csv")
        if os.path.exists(path):
            with open(path, encoding="utf-8-sig") as file:
                yield table, path, [(name, kind(table, name)) for name in file.readline().strip().split(",")]


# ------------------------------------------------------------------------------------------------------------- DuckDB

SQL = {
    # Bookings that look alike from the week's point of view are counted before they are spread over hours.
    "d": """
WITH held AS (
  SELECT epoch_us(greatest(start, TIMESTAMP '2024-01-01')) // 3600000000 AS first,
         (epoch_us(least("end", TIMESTAMP '2025-01-01')) - 1) // 3600000000 AS last
  FROM bookings WHERE start < TIMESTAMP '2025-01-01' AND "end" > TIMESTAMP '2024-01-01'),
alike AS (SELECT first % 168 AS first, last - first AS more, count(*) AS bookings FROM held GROUP BY ALL),
spread AS (SELECT (first + unnest(range(more + 1))) % 168 AS hour, bookings FROM alike),
days AS (SELECT (isodow(day) + 3) % 7 AS weekday, count(*) AS days
         FROM (SELECT unnest(range(DATE '2024-01-01', DATE '2025-01-01', INTERVAL 1 DAY)) AS day) GROUP BY 1)
SELECT weekday, hour % 24 AS hour, sum(bookings) AS bookings, any_value(days) AS days,
       sum(bookings) / any_value(days) AS value
FROM spread JOIN days ON weekday = hour // 24 GROUP BY ALL ORDER BY ALL""",
    # A stay is two changes; a month has what changed within it and the sum of what changed before.
    "f": """
WITH child AS (SELECT parent, count(*) AS desks FROM resources WHERE parent IS NOT NULL GROUP BY parent),
space AS (
  SELECT id, location, type, greatest(coalesce(size, 1), child.desks) AS desks,
         greatest(available_from, DATE '2020-01-01') AS first, least(available_to + 1, DATE '2025-01-01') AS after
  FROM resources LEFT JOIN child ON child.parent = id WHERE type IN ('office', 'dedicated_desk')),
stay AS (
  SELECT resource, least("end" + 1, DATE '2025-01-01') AS after,
         greatest(start, DATE '2020-01-01', max(coalesce("end", DATE '2025-01-01') + 1) OVER (
           PARTITION BY resource ORDER BY start, "end" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS first
  FROM memberships WHERE resource IS NOT NULL),
taken AS (SELECT location, type, desks, stay.first, stay.after FROM stay JOIN space ON id = resource
          WHERE stay.first < stay.after),
change AS (
  SELECT location, type, first AS day, desks AS available, 0 AS occupied FROM space WHERE first < after
  UNION ALL SELECT location, type, after, -desks, 0 FROM space WHERE first < after
  UNION ALL SELECT location, type, first, 0, desks FROM taken
  UNION ALL SELECT location, type, after, 0, -desks FROM taken),
monthly AS (
  SELECT location, type, date_trunc('month', day)::DATE AS month, sum(available) AS available, sum(occupied) AS occupied,
         sum(available * (last_day(day) - day + 1)) AS available_days,
         sum(occupied * (last_day(day) - day + 1)) AS occupied_days
  FROM change GROUP BY ALL),
month AS (SELECT unnest(range(DATE '2020-01-01', DATE '2025-01-01', INTERVAL 1 MONTH))::DATE AS month),
grid AS (SELECT location, type, month, day(last_day(month)) AS days FROM (SELECT DISTINCT location, type FROM space), month),
level AS (
  SELECT month, location, type,
         coalesce(occupied_days, 0) / days + coalesce(sum(occupied) OVER before, 0) AS occupied,
         coalesce(available_days, 0) / days + coalesce(sum(available) OVER before, 0) AS available
  FROM grid LEFT JOIN monthly USING (location, type, month)
  WINDOW before AS (PARTITION BY location, type ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
SELECT *, occupied / nullif(available, 0) AS occupancy FROM level ORDER BY month, location, type""",
    "h": """
SELECT cost_center, type, year(start) * 12 + month(start) AS month, count(*) AS bookings,
       sum((epoch_us("end") - epoch_us(start)) // 60000000) / 60 AS hours, count(DISTINCT "user") AS people
FROM bookings WHERE start >= TIMESTAMP '2020-01-01' AND start < TIMESTAMP '2025-01-01'
GROUP BY ALL ORDER BY hours DESC""",
    "j1": """
SELECT start::DATE AS day, count(DISTINCT "user") AS people
FROM bookings WHERE start >= TIMESTAMP '2020-01-01' AND start < TIMESTAMP '2025-01-01' GROUP BY ALL ORDER BY day""",
}


def load_into_duckdb(connection, folder):
    names = {"integer": "INTEGER", "day": "DATE", "minute": "TIMESTAMP", "category": "VARCHAR", "text": "VARCHAR"}
    for table, path, columns in tables(folder):
        types = ", ".join(f"'{column}': '{names[kind]}'" for column, kind in columns)
        connection.execute(
            f"CREATE TABLE {table} AS FROM read_csv('{path}', columns = {{{types}}}, header = true, delim = ',', "
            "auto_detect = false, dateformat = '%Y-%m-%d', timestampformat = '%Y-%m-%dT%H:%M')")


def duckdb_tasks(folder):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {rounds.THREADS}; SET preserve_insertion_order = false")
    yield "a", lambda: load_into_duckdb(connection, folder)
    for column in ("type", "cost_center"):
        connection.execute(f"CREATE TYPE {column}_enum AS ENUM (SELECT DISTINCT {column} FROM bookings)")
    connection.execute(
        "CREATE OR REPLACE TABLE bookings AS SELECT * "
        "REPLACE (type::type_enum AS type, cost_center::cost_center_enum AS cost_center) FROM bookings")
    for name, sql in SQL.items():
        yield name, lambda: connection.sql(sql).materialize()


# ------------------------------------------------------------------------------------------------------------- Polars

def polars_tasks(folder):
    import polars as pl
    from datetime import date, datetime

    types = {"integer": pl.Int32, "day": pl.Date, "minute": pl.Datetime("us"), "category": pl.Categorical,
             "text": pl.String}
    frames = {}

    def load():
        for table, path, columns in tables(folder):
            frames[table] = pl.read_csv(path, schema={column: types[kind] for column, kind in columns})

    yield "a", load

    col = pl.col
    bookings = frames["bookings"].lazy()
    in_frame = bookings.filter((col("start") >= datetime(2020, 1, 1)) & (col("start") < datetime(2025, 1, 1)))
    hour = 3_600_000_000

    def timemap():
        first_of_year, after = pl.lit(datetime(2024, 1, 1)), pl.lit(datetime(2025, 1, 1))
        first = pl.max_horizontal("start", first_of_year).dt.timestamp("us") // hour
        last = (pl.min_horizontal("end", after).dt.timestamp("us") - 1) // hour
        alike = (bookings.filter((col("start") < after) & (col("end") > first_of_year))
                 .select((first % 168).alias("first"), (last - first + 1).alias("hours"))
                 .group_by("first", "hours").agg(pl.len().alias("bookings")))
        days = (pl.LazyFrame({"day": pl.date_range(date(2024, 1, 1), date(2024, 12, 31), eager=True)})
                .group_by(((col("day").dt.weekday().cast(pl.Int64) + 3) % 7).alias("weekday")).agg(pl.len().alias("days")))
        hours = pl.int_ranges(col("first"), col("first") + col("hours"))
        return (alike.select(hours.alias("hour"), "bookings").explode("hour").with_columns(col("hour") % 168)
                .group_by((col("hour") // 24).alias("weekday"), col("hour") % 24).agg(col("bookings").sum())
                .join(days, on="weekday").with_columns(value=col("bookings") / col("days"))
                .sort("weekday", "hour").collect())

    def occupancy():
        opening, closing = pl.lit(date(2020, 1, 1)), pl.lit(date(2025, 1, 1))
        one = pl.duration(days=1)
        resources = frames["resources"].lazy()
        children = (resources.filter(col("parent").is_not_null()).group_by(col("parent").alias("id"))
                    .agg(pl.len().cast(pl.Int32).alias("children")))
        space = (resources.filter(col("type").is_in(["office", "dedicated_desk"])).join(children, on="id", how="left")
                 .select("id", "location", "type",
                         pl.max_horizontal(col("size").fill_null(1), "children").cast(pl.Int64).alias("desks"),
                         pl.max_horizontal("available_from", opening).alias("first"),
                         pl.min_horizontal(col("available_to") + one, closing).alias("after")))
        stay = (frames["memberships"].lazy().filter(col("resource").is_not_null())
                .select("resource", "start", (col("end") + one).fill_null(closing).alias("after"))
                .sort("resource", "start", "after")
                .with_columns(before=col("after").cum_max().shift(1).over("resource"))
                .select("resource", pl.max_horizontal("start", opening, "before").alias("first"),
                        pl.min_horizontal("after", closing).alias("after")))
        taken = stay.join(space.drop("first", "after"), left_on="resource", right_on="id")

        def changes(rows, at, available, occupied):
            return (rows.filter(col("first") < col("after"))
                    .select("location", "type", col(at).alias("day"), (available * col("desks")).alias("available"),
                            (occupied * col("desks")).alias("occupied")))

        left = col("day").dt.month_end().dt.day().cast(pl.Int64) - col("day").dt.day() + 1
        monthly = (pl.concat([changes(space, "first", 1, 0), changes(space, "after", -1, 0),
                              changes(taken, "first", 0, 1), changes(taken, "after", 0, -1)])
                   .group_by("location", "type", col("day").dt.month_start().alias("month"))
                   .agg(col("available").sum(), col("occupied").sum(),
                        (col("available") * left).sum().alias("available_days"),
                        (col("occupied") * left).sum().alias("occupied_days")))
        months = pl.LazyFrame({"month": pl.date_range(date(2020, 1, 1), date(2024, 12, 1), "1mo", eager=True)})
        days = col("month").dt.month_end().dt.day()

        def level(name):
            return (col(name + "_days") / days + col(name).cum_sum().shift(1, fill_value=0).over("location", "type")).alias(name)

        return (space.select("location", "type").unique().join(months, how="cross")
                .join(monthly, on=["location", "type", "month"], how="left").fill_null(0)
                .sort("month", "location", "type")
                .select("month", "location", "type", level("occupied"), level("available"))
                .with_columns(occupancy=col("occupied") / col("available")).collect())

    def hours():
        minutes = (col("end") - col("start")).dt.total_minutes()
        month = col("start").dt.year() * 12 + col("start").dt.month()
        return (in_frame.group_by("cost_center", "type", month.alias("month"))
                .agg(pl.len().alias("bookings"), (minutes.sum() / 60).alias("hours"),
                     col("user").n_unique().alias("people"))
                .sort("hours", descending=True).collect())

    def attendance():
        return (in_frame.group_by(col("start").dt.date().alias("day")).agg(col("user").n_unique().alias("people"))
                .sort("day").collect())

    yield from {"d": timemap, "f": occupancy, "h": hours, "j1": attendance}.items()


# ----------------------------------------------------------------------------------------------------------- measuring

def peer_times(engine, folder, runs):
    """Milliseconds by task, in this process: loading once, the others after a run to warm up."""
    tasks = {"duckdb": duckdb_tasks, "polars": polars_tasks}[engine](folder)
    return {name: rounds.milliseconds(work, 0 if name == "a" else runs) for name, work in tasks}


def main():
    options = rounds.arguments(__doc__, "duckdb,polars").parse_args()
    if options.only:
        print(json.dumps(peer_times(options.only, options.folder, options.runs)))
        return

    def round_of(engine):
        if engine != "deskql":
            return rounds.peer_report(engine, options, options.folder)
        report = rounds.deskql_report(options, TASKS)
        return {"a": report["load"]["median_ms"], **rounds.deskql_times(report)}

    rounds.show(rounds.play(options, round_of))


if __name__ == "__main__":
    main()
