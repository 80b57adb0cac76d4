#!/usr/bin/env python3
"""Tables of CPU seconds and peak memory: measure.py WORK ACQUIS ACTS... [--runs N] [--before BINARY] [--slopes].

Every command of a table runs once in each round, in turn, so that what else the machine does falls on all of them. The figure is user
and system time of the whole process (waiting does not count), the median of the rounds; min-max is their spread, MiB the highest
peak, ratio the median divided by that of the first row. `--before` measures another binary of acquis beside this one; `--slopes`
prints how CPU time grows with the number of acts instead: the slope of a straight line through logarithms, 1.00 where it is linear.
`--no-peers` leaves DuckDB and Polars out, `--no-history` their slow answers month by month."""
import argparse
import datetime as dt
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TIME = shutil.which("time")


def once(command, made=()):
    """CPU seconds and peak MiB of one process. GNU time starts it: a process inherits the peak of whoever starts it, and this one is
    larger than many that it measures."""
    for file in made:
        pathlib.Path(file).unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile("r") as peak:
        starter = [TIME, "-f", "%M", "-o", peak.name] if TIME else []
        child = subprocess.Popen([*starter, *map(str, command)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE)
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            sys.exit(f"{' '.join(map(str, command))}\nended with {child.returncode}: {said.decode()[-2000:]}")
        kib = int(peak.read().split()[-1]) if TIME else usage.ru_maxrss
    return usage.ru_utime + usage.ru_stime, kib / 1024


def rounds(commands, runs):
    """Per command its CPU seconds and peaks, each round in turn."""
    got = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, made) in commands.items():
            got[name].append(once(command, made))
    return got


def table(title, got):
    print(f"\n### {title}\n\n| | CPU s | min-max | MiB | ratio |\n|---|---|---|---|---|")
    base = statistics.median(cpu for cpu, _ in next(iter(got.values())))
    for name, runs in got.items():
        cpu = [seconds for seconds, _ in runs]
        middle = statistics.median(cpu)
        peak = max(peak for _, peak in runs)
        print(f"| {name} | {middle:.3f} | {min(cpu):.3f}-{max(cpu):.3f} | {peak:.0f} | {middle / base:.2f} |", flush=True)


def of_corpus(acquis, folder, eve, day, label=""):
    """The commands of the first table; each with the files that it makes, which are removed before it runs."""
    corpus = ["--data", folder / "data", "-q"]
    own = [*corpus, "--as-of", day, "--all-states"]
    first, kept, night = (folder / f"{name}{label}.json" for name in ("first", "kept", "night"))
    check = [acquis, "check", "--fail-on", "high"]
    once([*check, *corpus, "--as-of", eve, "--all-states", "--baseline", kept, "--update-baseline"], [kept])
    once([*check, *own, "--baseline", night, "--update-baseline"], [night])
    commands = {
        "compare": ([acquis, "compare", *own], []),
        "gaps AT": ([acquis, "gaps", "AT", *corpus, "--as-of", day], []),
        "recommend": ([acquis, "recommend", *own], []),
        "check, first night": ([*check, *own, "--baseline", first, "--update-baseline"], [first]),
        "check, next night": ([*check, *own, "--baseline", kept, "--new-only"], []),
        "check, next night, nothing changed": ([*check, *own, "--baseline", night, "--new-only"], []),
        "diff of two days": ([acquis, "diff", "--from", eve, "--to", day, *corpus, "--all-states"], []),
        "compare --format json": ([acquis, "compare", *own, "--format", "json", "-o", "/dev/null"], []),
    }
    return commands


def of_peers(folder, eve, day, history):
    tasks = {"one day": ["day", day], "one state": ["state", day, "AT"], "two days": ["changed", eve, day], "json": ["json", day]}
    if history:
        tasks["history by month"] = ["history"]
    return {f"{name}: {task}": ([sys.executable, HERE / f"peer_{name.lower()}.py", folder / "cells.parquet", *words], [])
            for name in ("DuckDB", "Polars") for task, words in tasks.items()}


def embedded(acquis, work, eve, day, label=""):
    base = work / f"embedded{label}.json"
    once([acquis, "check", "--as-of", eve, "--baseline", base, "--update-baseline", "-q"], [base])
    return {"gaps AT, embedded": ([acquis, "gaps", "AT", "--as-of", day], []),
            "check --baseline, embedded": ([acquis, "check", "--as-of", day, "--baseline", base], []),
            "--version": ([acquis, "--version"], [])}


def beside(commands_of, options):
    """The commands of a binary, and behind each the same of the other one: each reads the baselines that it wrote itself."""
    commands = commands_of(options.acquis)
    if not options.before:
        return commands
    before = commands_of(options.before, label="-before")
    return {key: value for name in commands for key, value in ((name, commands[name]), (f"{name} (before)", before[name]))}


def slope(points):
    """Of the line of least squares through the logarithms."""
    points = [(math.log(size), math.log(seconds)) for size, seconds in points]
    x, y = (statistics.fmean(values) for values in zip(*points))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def slopes(options, eve):
    seconds = {}
    for size in options.acts:
        commands = of_corpus(options.acquis, options.work / str(size), eve, options.as_of)
        for name, runs in rounds(commands, options.runs).items():
            seconds.setdefault(name, []).append((size, statistics.median(cpu for cpu, _ in runs)))
    sizes = " | ".join(f"{size:,} acts" for size in options.acts)
    print(f"\n### CPU s by size, and slope of the logarithms\n\n| | {sizes} | slope | last step |\n|---|{'---|' * len(options.acts)}---|---|")
    for name, points in seconds.items():
        figures = " | ".join(f"{cpu:.2f}" for _, cpu in points)
        # the costs of every start, which small corpora show alone, bend the line: the last step shows what large ones cost
        print(f"| {name} | {figures} | {slope(points):.2f} | {slope(points[-2:]):.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("acquis")
    parser.add_argument("acts", type=int, nargs="+")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--as-of", default="2014-11-25")
    parser.add_argument("--before")
    parser.add_argument("--slopes", action="store_true")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--no-history", action="store_true")
    options = parser.parse_args()
    day = options.as_of
    eve = str(dt.date.fromisoformat(day) - dt.timedelta(days=1))
    if options.slopes:
        return slopes(options, eve)
    def of_embedded(acquis, **label):
        return embedded(acquis, options.work, eve, day, **label)
    table("Embedded data", rounds(beside(of_embedded, options), 7 * options.runs))
    for size in options.acts:
        folder = options.work / str(size)
        commands = beside(lambda acquis, folder=folder, **label: of_corpus(acquis, folder, eve, day, **label), options)
        if not options.no_peers:
            commands |= of_peers(folder, eve, day, not options.no_history)
        table(f"{size:,} acts x 28 states x 3 duties", rounds(commands, options.runs))


if __name__ == "__main__":
    main()
