"""Engines in turn: what the comparisons of this folder have in common.

A round starts each engine in a process of its own, one after the other: deskql first, then its peers. What is compared
is the ratio of two figures of one round, so that a machine busy with other things slows both; shown are the median of
the ratios, and the lowest and highest. Two threads each; processes alone, never two at a time.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
THREADS = 2


def arguments(description, peers):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--benchmarks", default=os.path.join(HERE, ".build-bench", "release", "Benchmarks"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--engines", default=peers)
    parser.add_argument("--json")
    parser.add_argument("--only", help=argparse.SUPPRESS)  # one engine, in a process of its own
    return parser


def milliseconds(work, runs):
    """The median of so many runs, after one to warm up; with no runs, of the one."""
    measured = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        work()
        measured.append((time.perf_counter() - start) * 1e3)
    return statistics.median(measured[1:] or measured)


def deskql_report(options, tasks, *more):
    """What `Benchmarks` says of these tasks."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run([options.benchmarks, options.folder, "--loads", "1", "--runs", str(options.runs), "--only",
                        ",".join(tasks), "--json", file.name, *more], check=True, stdout=subprocess.DEVNULL)
        return json.load(file)


def deskql_times(report):
    return {name: task["median_ms"] for name, task in report["tasks"].items()}


def peer_report(engine, options, folder):
    """What this very script prints when it is asked for one engine."""
    command = [sys.executable, os.path.abspath(sys.argv[0]), folder, "--runs", str(options.runs), "--only", engine]
    environment = {**os.environ, "POLARS_MAX_THREADS": str(THREADS)}
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout)


def play(options, round_of):
    """Asks every engine for its times, `round_of(engine)`, round by round."""
    rounds = []
    for number in range(options.rounds):
        rounds.append({engine: round_of(engine) for engine in ["deskql"] + options.engines.split(",")})
        print(f"round {number + 1} of {options.rounds}, load average {os.getloadavg()[0]:.1f}", file=sys.stderr)
        if options.json:
            with open(options.json, "w") as file:
                json.dump(rounds, file, indent=1)
    return rounds


def show(rounds):
    tasks, peers = list(rounds[0]["deskql"]), list(rounds[0])[1:]
    width = max(map(len, tasks))
    heads = (f"{peer + ' ms':>13}{'ratio':>9}{'(lowest – highest)':>22}" for peer in peers)
    print(f"{'task':{width}}  deskql ms" + "".join(heads))
    for task in tasks:
        line = f"{task:{width}}  {statistics.median(r['deskql'][task] for r in rounds):9.3f}"
        for peer in peers:
            ratios = [r[peer][task] / r["deskql"][task] for r in rounds]
            spread = f"({min(ratios):.2f} – {max(ratios):.2f})"
            time_of_peer = statistics.median(r[peer][task] for r in rounds)
            line += f"{time_of_peer:13.2f}{statistics.median(ratios):9.2f}{spread:>22}"
        print(line)
