#!/usr/bin/env python3
"""Reads the reports of the test runtime (ANLAN_XR_REPORT) and prints how long the frames of each
program took, how old the eyes' pose was when a frame ended, and what was done wrong.

Usage: report.py [--skip FRAMES] NAME=FILE [NAME=FILE ...]

`--skip` leaves out the first frames of each file, while pipelines are still being made (default
120). Python's standard library is all that is needed.
"""
import json
import sys

from metrics import programs_of, share, table

# Places in a frame's `wall_ns`.
WAITED, BEGUN, LOCATED, ENDED = range(4)


class Program:
    """What all reports of one program say together."""

    def __init__(self, name):
        self.name, self.rows, self.missed = name, [], 0
        self.mismatches = self.wrong = 0

    def add(self, path, skip):
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        rows = [row for row in report["rows"] if row["has_eyes"]][skip:]
        self.rows += rows
        self.mismatches += report["mismatches"]
        self.wrong += len(report["order_errors"])
        for before, after in zip(rows, rows[1:]):
            apart = after["display_ns"] - before["display_ns"]
            self.missed += max(0, round(apart / after["period_ns"]) - 1)

    def between(self, start, end):
        return [(row["wall_ns"][end] - row["wall_ns"][start]) / 1e6 for row in self.rows]

    def row(self):
        spans = [self.between(WAITED, ENDED), self.between(LOCATED, ENDED)]
        cells = [f"{share(ms, 0.5):.2f} / {share(ms, 0.99):.2f}" for ms in spans]
        counts = [str(self.mismatches), str(self.missed), str(self.wrong)]
        return [self.name, str(len(self.rows)), *cells, *counts]


def main(arguments):
    programs = programs_of(arguments, Program, 120, __doc__)
    idle = [program.name for program in programs.values() if not program.rows]
    if idle:
        sys.exit(f"too few frames of {', '.join(idle)} in its report: look into its .log")
    heads = ["ms, p50 / p99", "frames", "wait to end", "pose age at end", "mismatches",
             "missed periods", "order errors"]
    print(table([heads] + [program.row() for program in programs.values()]))


if __name__ == "__main__":
    main(sys.argv[1:])
