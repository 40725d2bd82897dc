"""Compares gopy with another Python on the programs of testdata/bench (or others), each timed whole.

    PYTHON testdata/bench_programs.py [--gopy GOPY] [--against PYTHON] [--rounds N] [--write] [FILE or FOLDER ...]

The two take turns, so that what else the machine does meets both. For each program: the least and the middle of the times that passed, the
ratio of the least ones, the ratio of the least processor times and that of the peaks of memory; then their geometric means. Both must print
the same. --write puts the table into docs/performance.md. The script runs on gopy itself as well as on any other Python. GNU time must be
installed: what the system tells of a process that a large one has started is the memory of the large one.
"""

import argparse
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, '..', 'docs', 'performance.md')
BEGIN, END = '<!-- programs: begin -->\n', '<!-- programs: end -->\n'


class Side:
    """What the runs of one program on one Python took."""

    def __init__(self, command):
        self.command = command
        self.wall, self.cpu, self.peak, self.output = [], [], [], None

    def run(self, program):
        with tempfile.TemporaryDirectory() as folder:
            note, printed = os.path.join(folder, 'peak'), os.path.join(folder, 'output')
            with open(printed, 'wb') as file:
                start = time.perf_counter()
                process = subprocess.Popen(['time', '-q', '-f', '%M', '-o', note, self.command, program], stdout=file, stderr=subprocess.DEVNULL,
                                           cwd=os.path.dirname(program))
                _, status, used = os.wait4(process.pid, 0)
                self.wall.append(time.perf_counter() - start)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                sys.exit(f'{self.command} {program}: exit status {process.returncode}')
            self.cpu.append(used.ru_utime + used.ru_stime)
            with open(note) as file:
                self.peak.append(int(file.read()))
            with open(printed, 'rb') as file:
                self.output = file.read()


def programs(paths):
    for path in paths:
        if os.path.isdir(path):
            yield from (os.path.join(path, name) for name in sorted(os.listdir(path)) if name.endswith('.py'))
        else:
            yield path


def mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def milliseconds(seconds):
    return f'{min(seconds) * 1000:.0f} ({statistics.median(seconds) * 1000:.0f})'


def compare(files, gopy, other, rounds):
    """Yields the table's lines."""
    yield '| program | gopy, ms: least (middle) | CPython | time | processor | memory |'
    yield '|---|---:|---:|---:|---:|---:|'
    ratios = []
    for file in files:
        ours, theirs = Side(gopy), Side(other)
        for _ in range(rounds):
            ours.run(file)
            theirs.run(file)
        if ours.output != theirs.output:
            sys.exit(f'{file}: the two print different things')
        row = [min(getattr(ours, what)) / min(getattr(theirs, what)) for what in ('wall', 'cpu', 'peak')]
        ratios.append(row)
        name = os.path.basename(file).removesuffix('.py')
        yield f'| {name} | {milliseconds(ours.wall)} | {milliseconds(theirs.wall)} | ' + ' | '.join(f'{r:.2f}' for r in row) + ' |'
    yield '| **geometric mean** | | | ' + ' | '.join(f'**{mean(column):.2f}**' for column in zip(*ratios)) + ' |'


def write(table):
    with open(PAGE) as file:
        page = file.read()
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    with open(PAGE, 'w') as file:
        file.write(before + BEGIN + '\n'.join(table) + '\n' + END + after)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--gopy', default=os.path.join(HERE, '..', 'gopy'), help='the gopy to measure (default: the one built in the repository)')
    parser.add_argument('--against', help='the other Python (default: python3.14, python3 or python on PATH)')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--write', action='store_true', help='put the table into docs/performance.md')
    parser.add_argument('paths', nargs='*', metavar='FILE or FOLDER', default=[os.path.join(HERE, 'bench')])
    args = parser.parse_args()
    other = args.against or next(filter(None, map(shutil.which, ['python3.14', 'python3', 'python'])), None)
    if other is None:
        parser.error('no Python on PATH; --against names one')
    files = [os.path.abspath(file) for file in programs(args.paths)]
    table = []
    for line in compare(files, shutil.which(args.gopy) or args.gopy, other, args.rounds):
        print(line, flush=True)
        table.append(line)
    if args.write:
        write(table)


if __name__ == '__main__':
    main()
