#!/usr/bin/env python3
"""Reads the metrics files that Monado writes (XRT_METRICS_FILE) and prints how long the frames of
each program took. One program may have several files, one for each round. Beside FILE, a file
that ends in `.threads` says twice what the program's threads had worked by then.

Usage: metrics.py [--skip SECONDS] NAME=FILE [NAME=FILE ...]

`--skip` leaves out the beginning of each file, while pipelines are still being made (default 3).
The first two programs are also compared. Python's standard library is all that is needed.
"""
import os
import statistics
import sys

# Fields of Monado's `Record` and of its session frames.
SESSION_FRAME = 2
PERIOD, WOKE, BEGUN, DELIVERED, DRAWN, DISCARDED = 7, 10, 11, 12, 13, 14
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
DROP_PERIODS = 1.5


def varint(data, at):
    """The number at this place, and the place after it."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        shift += 7
        if byte < 0x80:
            return value, at


def fields(data):
    """Number and value of each field of a message, in the order of the file."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == VARINT:
            value, at = varint(data, at)
        elif kind == BYTES:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
        elif kind in (FIXED64, FIXED32):
            length = 8 if kind == FIXED64 else 4
            value, at = int.from_bytes(data[at:at + length], "little"), at + length
        else:
            raise ValueError(f"wire type {kind} is none of protobuf 3")
        yield key >> 3, value


def records(data):
    """The records of a file; the last one may be cut off where the service was stopped."""
    at = 0
    while at < len(data):
        try:
            length, start = varint(data, at)
        except IndexError:
            return
        if start + length > len(data):
            return
        yield data[start:start + length]
        at = start + length


def session_frames(data):
    for record in records(data):
        for number, value in fields(record):
            if number == SESSION_FRAME:
                yield dict(fields(value))


def frames_of(path, skip_s):
    """The frames of a file that count, in the order in which the program woke for them."""
    with open(path, "rb") as file:
        frames = [frame for frame in session_frames(file.read()) if frame.get(WOKE)]
    frames.sort(key=lambda frame: frame[WOKE])
    if not frames:
        return []
    first = frames[0][WOKE] + skip_s * 1e9
    return [frame for frame in frames if frame[WOKE] >= first]


def share(samples, part):
    samples = sorted(samples)
    return samples[min(int(len(samples) * part), len(samples) - 1)]


def worked(path):
    """When the threads were looked at first and last, and what the program's own did between,
    all in nanoseconds. Software Vulkan draws on threads called llvmpipe, and takes its queue on
    one that it does not name: that one is called as the first thread is."""
    looks = []
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            words = line.split(" ", 2)
            if len(words) == 1:
                looks.append((float(words[0]) * 1e9, {}))
            else:
                looks[-1][1][int(words[0])] = (int(words[1]), words[2])
    (start, before), (end, after) = looks
    first = min(after)
    own = {tid: ns for tid, (ns, name) in after.items()
           if tid == first or not name.startswith(("llvmpipe", after[first][1]))}
    return start, end, sum(ns - before.get(tid, (0,))[0] for tid, ns in own.items())


class Program:
    """What all rounds of one program say together."""

    def __init__(self, name):
        self.name, self.frames, self.intervals = name, [], []
        self.work_ns = self.worked_frames = 0

    def add(self, path, skip_s):
        frames = frames_of(path, skip_s)
        kept = [frame for frame in frames if not frame.get(DISCARDED)]
        self.frames += [frame for frame in kept if frame.get(DELIVERED) and frame.get(DRAWN)]
        for before, after in zip(frames, frames[1:]):
            self.intervals.append((after[WOKE] - before[WOKE]) / after[PERIOD])
        threads = os.path.splitext(path)[0] + ".threads"
        if os.path.exists(threads):
            start, end, work_ns = worked(threads)
            self.work_ns += work_ns
            self.worked_frames += sum(start <= frame[WOKE] <= end for frame in frames)

    def spans(self, start, end):
        return [(frame[end] - frame[start]) / 1e6 for frame in self.frames]

    def drops(self):
        return sum(interval > DROP_PERIODS for interval in self.intervals)

    def busy(self):
        return statistics.median(self.spans(WOKE, DELIVERED))

    def work(self):
        """Milliseconds a frame, on average; none without `.threads`."""
        return self.work_ns / self.worked_frames / 1e6 if self.worked_frames else None

    def row(self):
        both = [self.spans(*ends) for ends in
                ((WOKE, BEGUN), (BEGUN, DELIVERED), (WOKE, DELIVERED), (WOKE, DRAWN))]
        cells = [f"{share(ms, 0.5):.2f} / {share(ms, 0.99):.2f}" for ms in both]
        work = self.work()
        cells.append("" if work is None else f"{work:.2f}")
        return [self.name, str(len(self.frames)), *cells, str(self.drops())]


def table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
        for row in rows)


def programs_of(arguments, kind, skip, usage):
    """The programs that a command line names by NAME=FILE, each with all of its files read."""
    if not arguments or arguments[0] in ("-h", "--help"):
        sys.exit(usage.strip())
    if arguments[0] == "--skip" and len(arguments) > 1:
        skip, arguments = type(skip)(arguments[1]), arguments[2:]
    programs = {}
    for argument in arguments:
        name, _, path = argument.partition("=")
        if not path:
            sys.exit(f"\"{argument}\" is not NAME=FILE")
        try:
            programs.setdefault(name, kind(name)).add(path, skip)
        except (OSError, ValueError, LookupError) as error:
            sys.exit(f"{path} cannot be read: {error}")
    return programs


def main(arguments):
    programs = programs_of(arguments, Program, 3.0, __doc__)
    idle = [program.name for program in programs.values() if not program.frames]
    if idle:
        sys.exit(f"no frames of {', '.join(idle)} in its metrics: look into its .log")
    heads = ["ms, p50 / p99", "frames", "CPU", "draw", "CPU + draw", "total", "work",
             "drops"]
    print(table([heads] + [program.row() for program in programs.values()]))
    if len(programs) > 1:
        first, second, *_ = programs.values()
        pair = f"{first.name} : {second.name}"
        print(f"CPU + draw p50, {pair} = {first.busy() / second.busy():.2f}")
        if first.work() and second.work():
            print(f"work, {pair} = {first.work() / second.work():.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
