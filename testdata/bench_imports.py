"""Compares what `import X` costs in gopy and in another Python, each module in a process of its own.

    PYTHON testdata/bench_imports.py [--gopy GOPY] [--against PYTHON] [--rounds N] [--worst N] [--all] [MODULE ...]

The two take turns. An import's cost is the least processor time of `-c 'import os, site, X'`, less that of `-c 'import os, site'`: other
Pythons have these two at their start, gopy when somebody asks for them. Without names: the modules that docs/modules.md lists and that both have.
Imports that cost less than a millisecond in both are below what processes can tell; they don't count for the mean. Bytecode files of the other
Python must be there or come to be there: the first import of each isn't counted.
"""

import argparse
import itertools
import math
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
QUIET = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
         (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
SIDE_EFFECTS = {'antigravity', 'this', '__hello__'}  # these open a browser or print
COUNTS = 1e-3
START = 'import os, site'


def listed():
    """The names of the modules that gopy is said to have."""
    names = set()
    with open(os.path.join(HERE, '..', 'docs', 'modules.md')) as page:
        for line in page:
            if (row := re.match(r'\| ([\w.]+) \| (.*?) \|', line)) and row[2] != 'not there yet':
                names.add(row[1])
    return sorted(names - SIDE_EFFECTS )


def run(python, code):
    """Processor time of a run, or None if it failed."""
    pid = os.posix_spawn(python, [python, '-c', code], os.environ, file_actions=QUIET)
    _, status, used = os.wait4(pid, 0)
    return used.ru_utime + used.ru_stime if status == 0 else None


def measure(sides, name, rounds):
    """What the module costs on each side; None if one hasn't got it."""
    codes = [START, f'{START}, {name}']
    if None in [run(side, codes[1]) for side in sides]:
        return None
    least = {}
    for _ in range(rounds):
        for key in itertools.product(sides, codes):
            least[key] = min(run(*key), least.get(key, math.inf))
    return [max(least[side, codes[1]] - least[side, codes[0]], 1e-4) for side in sides]


def main():
    parser = argparse.ArgumentParser(description='Cost of imports.')
    parser.add_argument('--gopy', default='./gopy')
    parser.add_argument('--against', default='python3.14')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--worst', type=int, default=10)
    parser.add_argument('--all', action='store_true', help='print all modules')
    parser.add_argument('modules', nargs='*')
    options = parser.parse_args()
    sides = [options.gopy, options.against]
    rows, lacking = [], []
    for name in options.modules or listed():
        if cost := measure(sides, name, options.rounds):
            rows.append((cost[0] / cost[1], *cost, name))
        else:
            lacking.append(name)
    rows.sort(key=lambda row: row[2] - row[1])  # first what costs most more here
    telling = [row for row in rows if max(row[1], row[2]) >= COUNTS]
    if telling:
        mean = math.exp(sum(math.log(row[0]) for row in telling) / len(telling))
        slower = sum(row[1] > row[2] for row in telling)
        print(f'{len(telling)} of {len(rows)} modules cost a millisecond or more; {slower} of them more than in the other; geometric mean {mean:.2f}')
    print('| module | gopy, ms | the other, ms | ratio |\n|---|---:|---:|---:|')
    for ratio, ours, theirs, name in rows if options.all or options.modules else telling[:options.worst]:
        print(f'| {name} | {ours * 1e3:.1f} | {theirs * 1e3:.1f} | {ratio:.2f} |')
    if lacking:
        print('not in both:', *lacking, file=sys.stderr)


if __name__ == '__main__':
    main()
