#!/usr/bin/env python3
"""Runs the queries of docs/warehouse.md in DuckDB, Polars and Spark on the embedded data, for twenty days and for each month, and compares
each answer with `acquis compare` on that day. By hand: pip install duckdb polars pyarrow pandas pyspark, and a Java runtime.

    python tests/warehouse/check.py ACQUIS        # a program built with --features parquet
"""
import collections
import datetime as dt
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SHOWN = "2011-11-25"
DAYS = ["1999-12-31", "2004-05-01", "2007-09-15", "2007-09-16", "2009-12-01", "2011-08-26", "2011-08-27", SHOWN, "2013-04-06", "2013-04-07",
        "2013-07-01", "2014-04-08", "2014-11-30", "2014-12-01", "2016-05-22", "2018-03-01", "2020-02-01", "2021-01-01", "2024-07-15", "2026-11-29"]
PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "warehouse.md"
GAPS, DONE, OPEN = ("partial", "overdue"), ("met", "met-late"), ("unknown", "possible-gap")


def queries():
    """By heading and engine: the text of each block."""
    found, heading, engine = {}, None, None
    for part in re.split(r"^(## .*|DuckDB:|Polars:|Spark:)$", PAGE.read_text(), flags=re.M):
        if part.startswith("## "):
            heading, engine = part[3:], None
        elif part in ("DuckDB:", "Polars:", "Spark:"):
            engine = part[:-1]
        elif engine:
            found[heading, engine] = re.search(r"```\w+\n(.*?)```", part, re.S).group(1)
            engine = None
    assert len(found) == 9, found.keys()
    return found


def compared(acquis, day):
    """The findings that acquis compare lists on a day."""
    run = subprocess.run([acquis, "compare", "--as-of", day, "--format", "json", "--quiet"], check=True, capture_output=True)
    return json.loads(run.stdout)["findings"]


def expected(findings, day):
    matrix = {(f["instrument"], f["obligation"], f["state"]): f["verdict"] for f in findings if f["headline"]}
    years_ago = dt.date.fromisoformat(day)
    years_ago = years_ago.replace(year=years_ago.year - 2).isoformat()
    board = collections.defaultdict(lambda: [0, 0, 0, 0])
    for f in findings:
        row = board[f["state"]]
        for place, verdicts in enumerate((GAPS, DONE, OPEN)):
            row[place] += f["verdict"] in verdicts
        row[3] += f["verdict"] in GAPS and f["due"] is not None and f["due"] < years_ago
    return matrix, dict(board)


class Engines:
    def __init__(self):
        import duckdb
        from pyspark.sql import SparkSession

        self.duck = duckdb
        self.spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        self.spark.sparkContext.setLogLevel("ERROR")

    def rows(self, engine, query):
        """Columns and rows of what a block of the page gives: its last name that is bound."""
        if engine == "DuckDB":
            found = self.duck.sql(query)
            return found.columns, found.fetchall()
        names = {"spark": self.spark}
        exec(query, names)
        found = names[re.findall(r"^(\w+) = ", query, re.M)[-1]]
        if engine == "Polars":
            return found.columns, found.rows()
        return found.columns, [tuple(row) for row in found.collect()]


def main(acquis):
    acquis = os.path.abspath(acquis)
    os.chdir(tempfile.mkdtemp())
    subprocess.run([acquis, "timelines", "--quiet", "-o", "findings.parquet"], check=True)
    blocks, engines = queries(), Engines()
    verdicts = 0
    for day in DAYS:
        findings = compared(acquis, day)
        matrix, board = expected(findings, day)
        for engine in ("DuckDB", "Polars", "Spark"):
            columns, rows = engines.rows(engine, blocks["The matrix", engine].replace(SHOWN, day))
            cells = {(row[0], row[1], state): verdict for row in rows for state, verdict in zip(columns[2:], row[2:]) if verdict is not None}
            assert cells == matrix, (engine, day, set(cells.items()) ^ set(matrix.items()))
            columns, rows = engines.rows(engine, blocks["A scoreboard", engine].replace(SHOWN, day))
            assert list(columns) == ["state", "gaps", "done", "not_known", "long_overdue", "deficit"], columns
            assert {row[0]: list(row[1:5]) for row in rows} == board, (engine, day)
            for _, gaps, done, _, _, deficit in rows:
                share = 100 * gaps / (gaps + done) if gaps + done else None
                assert share is deficit is None or abs(share - deficit) < 0.051, (engine, day, gaps, done, deficit)
        verdicts += len(findings)
    months = {}
    for number in range(2007 * 12, 2016 * 12):
        month = dt.date(number // 12, number % 12 + 1, 1)
        months[month] = sum(f["verdict"] in GAPS for f in compared(acquis, month.isoformat()))
    for engine in ("DuckDB", "Polars", "Spark"):
        _, rows = engines.rows(engine, blocks["The gaps by month", engine])
        assert dict(rows) == months, (engine, rows)
    print(f"{len(DAYS)} days with {verdicts} findings, {len(months)} months with {sum(months.values())} gaps: "
          "DuckDB, Polars and Spark count what acquis compare counts")


main(*sys.argv[1:])
