#!/usr/bin/env python3
"""The reduced reading of the law in Polars, over cells.parquet; tasks and answers as those of peer_duckdb.py."""
import datetime as dt
import sys

import polars as pl

EPOCH = dt.date(1970, 1, 1)
STEPS = (1, 2, 3)
D = pl.col("d")


def number(day):
    return (dt.date.fromisoformat(day) - EPOCH).days


def settled(what, before):
    found = before
    for step in STEPS:
        found = pl.when(pl.col(f"last{step}") <= D).then(pl.col(f"{what}{step}")).otherwise(found)
    return found


def possible(what):
    found = pl.lit(None, pl.Int32)
    for step in reversed(STEPS):
        is_open = (pl.col(f"first{step}") <= D) & (D < pl.col(f"last{step}"))
        found = pl.when(is_open).then(pl.col(f"{what}{step}")).otherwise(found)
    return found


def judged(level, first):
    level, first, due, urged = pl.col(level), pl.col(first), pl.col("due"), pl.col("encouraged") == 1
    return (pl.when(level.is_null()).then(None)
            .when(level == 3).then(pl.when(~urged & (first > due)).then(pl.lit("met-late")).otherwise(pl.lit("met")))
            .when((level == 0) & (urged | (D > due))).then(pl.lit("unknown")).when(urged).then(pl.lit("encouraged"))
            .when(D <= due).then(pl.lit("pending")).when(level == 2).then(pl.lit("partial")).otherwise(pl.lit("overdue")))


def verdicts(cells):
    """Cells with a day `d` beside each: with the verdict on that day."""
    cells = cells.with_columns(level=settled("level", pl.col("silence")), first=settled("first", pl.lit(None, pl.Int32)),
                               other=possible("level"), other_first=possible("first"))
    cells = cells.with_columns(one=judged("level", "first"), two=judged("other", "other_first"))
    one, two = pl.col("one"), pl.col("two")
    gap = lambda side: side.is_in(["partial", "overdue"])
    either = lambda word: (one == word) | (two == word)
    return cells.with_columns(
        verdict=pl.when((D < pl.col("bound_from")) | (D >= pl.col("bound_to"))).then(pl.lit("not-bound"))
        .when(D < pl.col("force_from")).then(pl.lit("not-in-force")).when(D >= pl.col("force_to")).then(pl.lit("ended"))
        .when(two.is_null() | (one == two)).then(one)
        .when(gap(one) & gap(two)).then(pl.lit("overdue")).when(gap(one) | gap(two)).then(pl.lit("possible-gap"))
        .when(either("pending")).then(pl.lit("pending")).when(either("encouraged")).then(pl.lit("encouraged"))
        .when(either("unknown")).then(pl.lit("unknown")).otherwise(pl.lit("met")))


def main():
    file, task, *rest = sys.argv[1:]
    cells = pl.scan_parquet(file)
    on = lambda day: verdicts(cells.with_columns(d=pl.lit(number(day), pl.Int32)))
    key = ["state", "act", "duty"]
    if task == "day":
        answer = on(rest[0]).group_by("state", "verdict").len().sort("state", "verdict")
    elif task == "state":
        answer = on(rest[0]).filter(pl.col("state") == rest[1]).select("act", "duty", "verdict", "due").sort(pl.all())
    elif task == "changed":
        two = on(rest[1]).select(*key, after="verdict")
        both = on(rest[0]).select(*key, "verdict").join(two, on=key).filter(pl.col("verdict") != pl.col("after"))
        answer = both.group_by("verdict", "after").len().sort("verdict", "after")
    elif task == "json":
        on(rest[0]).select(*key, "verdict", "due").sink_ndjson("/dev/null")
        return
    else:
        # month by month, as no table of all cells in all months fits into memory
        months = [(dt.date(2000 + month // 12, month % 12 + 1, 1) - EPOCH).days for month in range(27 * 12)]
        table, before, changes = cells.collect(), None, 0
        for month in months:
            now = verdicts(table.lazy().with_columns(d=pl.lit(month, pl.Int32))).select("verdict").collect()["verdict"]
            changes += 0 if before is None else (now != before).sum()
            before = now
        print(changes)
        return
    for row in answer.collect().iter_rows():
        print(*row)


main()
