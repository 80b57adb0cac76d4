#!/usr/bin/env python3
"""Every finding of a corpus, evaluated on the workers of Spark, as Parquet with one folder per state.

    spark-submit spark_job.py ACQUIS DATA OUT [PARTS]

ACQUIS is the program, built with `--features parquet` for the machines of the workers; it is sent to them. DATA is the directory of the
corpus, by a path that each worker can read. Each task judges the acts of one part (--shard K/N); what proves a duty from an act of
another part is read there too, so that parts need nothing of each other."""
import os
import subprocess
import sys
import tempfile

from pyspark import SparkFiles
from pyspark.sql import SparkSession

COLUMNS = """state string, instrument string, obligation string, `from` date, `to` date, verdict string, `when` string,
    severity string, due date, enforcement string, confidence string, rule string, headline boolean, shown_by_default boolean,
    known_as_of date, data_digest string, rules_digest string, assumed string"""


def evaluate(program, data, parts):
    """What a task does with the numbers of its parts: runs the program for each, and hands on the rows that it wrote."""

    def rows(batches):
        import pyarrow.parquet as parquet

        sent = SparkFiles.get(program)
        os.chmod(sent, 0o755)
        for batch in batches:
            for number in batch.column("id").to_pylist():
                with tempfile.TemporaryDirectory() as folder:
                    file = os.path.join(folder, "part.parquet")
                    part = f"{number}/{parts}"
                    command = [sent, "timelines", "--data", data, "--shard", part, "--jobs", "1", "--quiet", "-o", file]
                    subprocess.run(command, check=True)
                    yield from parquet.ParquetFile(file).iter_batches(65_536)

    return rows


def main(acquis, data, out, parts="8"):
    spark = SparkSession.builder.appName("acquis").getOrCreate()
    spark.sparkContext.addFile(acquis)
    numbers = spark.range(1, int(parts) + 1, 1, numPartitions=int(parts))
    found = numbers.mapInArrow(evaluate(os.path.basename(acquis), os.path.abspath(data), int(parts)), COLUMNS)
    found.write.mode("error").partitionBy("state").parquet(out)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
