#!/usr/bin/env python3
"""The reduced reading of the law in DuckDB, over cells.parquet: peer_duckdb.py CELLS TASK [DAY [STATE|DAY]].

Tasks: day (verdicts counted by state), state (the rows of one state), changed (cells that differ between two days), json (every cell as
a line of JSON), history (changes from month to month, 2000 to 2026)."""
import datetime as dt
import sys

import duckdb

EPOCH = dt.date(1970, 1, 1)
GAPS = "('partial', 'overdue')"


def number(day):
    return (dt.date.fromisoformat(day) - EPOCH).days


def settled(what):
    """What the last step says that has happened for certain by day `d`."""
    before = {"level": "silence", "first": "NULL"}[what]
    return "CASE " + " ".join(f"WHEN last{step} <= d THEN {what}{step}" for step in (3, 2, 1)) + f" ELSE {before} END"


def possible(what):
    """What a step says that may have happened by day `d`, or not yet."""
    return "CASE " + " ".join(f"WHEN first{step} <= d AND d < last{step} THEN {what}{step}" for step in (1, 2, 3)) + " END"


def judged(level, first):
    return f"""CASE WHEN {level} = 3 THEN CASE WHEN encouraged = 0 AND {first} > due THEN 'met-late' ELSE 'met' END
        WHEN {level} = 0 AND (encouraged = 1 OR d > due) THEN 'unknown' WHEN encouraged = 1 THEN 'encouraged'
        WHEN d <= due THEN 'pending' WHEN {level} = 2 THEN 'partial' ELSE 'overdue' END"""


def verdicts(cells):
    """A query of cells with a day `d` beside each: with its verdict on that day."""
    return f"""
        WITH levels AS (SELECT *, {settled('level')} AS level, {settled('first')} AS first, {possible('level')} AS other,
                               {possible('first')} AS other_first FROM {cells}),
             sides AS (SELECT *, {judged('level', 'first')} AS one,
                              CASE WHEN other IS NOT NULL THEN {judged('other', 'other_first')} END AS two FROM levels)
        SELECT *, CASE WHEN d < bound_from OR d >= bound_to THEN 'not-bound' WHEN d < force_from THEN 'not-in-force'
                       WHEN d >= force_to THEN 'ended' WHEN two IS NULL OR one = two THEN one
                       WHEN one IN {GAPS} AND two IN {GAPS} THEN 'overdue'
                       WHEN one IN {GAPS} OR two IN {GAPS} THEN 'possible-gap'
                       WHEN 'pending' IN (one, two) THEN 'pending' WHEN 'encouraged' IN (one, two) THEN 'encouraged'
                       WHEN 'unknown' IN (one, two) THEN 'unknown' ELSE 'met' END AS verdict FROM sides"""


def on(cells, day):
    return verdicts(f"(SELECT *, {number(day)} AS d FROM '{cells}')")


def main():
    cells, task, *rest = sys.argv[1:]
    if task == "day":
        query = f"SELECT state, verdict, count(*) FROM ({on(cells, rest[0])}) GROUP BY ALL ORDER BY ALL"
    elif task == "state":
        query = f"SELECT act, duty, verdict, due FROM ({on(cells, rest[0])}) WHERE state = '{rest[1]}' ORDER BY ALL"
    elif task == "changed":
        query = f"""SELECT one.verdict, two.verdict, count(*) FROM ({on(cells, rest[0])}) one JOIN ({on(cells, rest[1])}) two
            USING (state, act, duty) WHERE one.verdict <> two.verdict GROUP BY ALL ORDER BY ALL"""
    elif task == "json":
        duckdb.sql(f"COPY (SELECT state, act, duty, verdict, due FROM ({on(cells, rest[0])})) TO '/dev/null' (FORMAT json)")
        return
    else:
        months = "(SELECT date_diff('day', DATE '1970-01-01', unnest(generate_series(DATE '2000-01-01', DATE '2026-12-01', INTERVAL 1 month))) AS d)"
        query = f"""SELECT count(*) FROM (SELECT verdict, lag(verdict) OVER (PARTITION BY state, act, duty ORDER BY d) AS before
            FROM ({verdicts(f"(SELECT * FROM '{cells}', {months})")})) WHERE verdict <> before"""
    for row in duckdb.sql(query).fetchall():
        print(*row)


main()
