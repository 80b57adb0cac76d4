#!/usr/bin/env python3
"""One process, parts under xargs and parts on the workers of Spark give the same rows. By hand: pip install duckdb pyarrow pandas pyspark, and
a Java runtime.

    python tests/warehouse/parts.py ACQUIS DATA [PARTS]     # a program built with --features parquet
"""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import duckdb

JOB = pathlib.Path(__file__).resolve().parents[2] / "docs" / "warehouse" / "spark_job.py"


def timed(name, command, **more):
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name}: {cpu:.1f} CPU s, {time.monotonic() - wall:.1f} s", flush=True)


def main(acquis, data, parts="8"):
    acquis, data = os.path.abspath(acquis), os.path.abspath(data)
    os.chdir(tempfile.mkdtemp())
    os.mkdir("parts")
    timed("one process", [acquis, "timelines", "--data", data, "-q", "-o", "whole.parquet"])
    line = f"seq {parts} | xargs -P 2 -I K '{acquis}' timelines --data '{data}' --shard K/{parts} --jobs 1 -q -o parts/K.parquet"
    timed(f"{parts} parts, xargs", ["sh", "-c", line])
    spark = [sys.executable, str(JOB), acquis, data, "spark", parts]
    timed(f"{parts} parts, Spark", spark, env={**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell"})
    columns = [row[0] for row in duckdb.sql("DESCRIBE SELECT * FROM 'whole.parquet'").fetchall()]
    names = ", ".join(f'"{name}"' for name in columns)
    whole = f"SELECT {names} FROM 'whole.parquet'"
    for name, files in (("xargs", "read_parquet('parts/*.parquet')"), ("Spark", "read_parquet('spark/*/*.parquet', hive_partitioning = true)")):
        other = f"SELECT {names} FROM {files}"
        for one, two in ((whole, other), (other, whole)):
            missing = duckdb.sql(f"SELECT count(*) FROM ({one} EXCEPT ALL {two})").fetchall()[0][0]
            assert missing == 0, f"{name}: {missing} rows differ"
    rows, findings = duckdb.sql("SELECT count(*), count(DISTINCT (state, instrument, obligation)) FROM 'whole.parquet'").fetchall()[0]
    print(f"{rows} rows of {findings} findings: one process, {parts} parts under xargs and {parts} parts on Spark give the same")


main(*sys.argv[1:])
