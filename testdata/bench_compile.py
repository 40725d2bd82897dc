"""Measures compile() of syntax trees: python3.14 testdata/bench_compile.py FOLDER prints seconds for all .py files below it that compile.

It compiles them in two ways: each tree right after it was parsed, and then all trees, which are in memory at the same time. The other side
is GOPY_BENCH_SOURCE=FOLDER go test -run - -bench Library ./compiler. CPython's time includes taking the tree from Python objects to its own
form, which gopy run on this script does as well and the benchmark in Go does not.
"""
import ast
import os
import sys
import time
import warnings

warnings.simplefilter('ignore')


def sources(top):
    for folder, _, names in os.walk(top):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith('.py') and os.path.exists(path):
                with open(path, 'rb') as file:
                    yield path, file.read()


def timed(tree, path):
    """Compiles a tree; returns the seconds that passed and those of the processor."""
    start = time.perf_counter(), time.process_time()
    compile(tree, path, 'exec', dont_inherit=True)
    return time.perf_counter() - start[0], time.process_time() - start[1]


def total(measured):
    return [sum(column) for column in zip(*measured)]


def report(what, totals):
    """Prints the least of each column."""
    passed, processor = (min(column) for column in zip(*totals))
    print(f'{what}: {passed:.2f} s, {processor:.2f} s of processor time')


files, size = [], 0
for path, source in sources(sys.argv[1]):
    try:
        compile(ast.parse(source), path, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError):
        continue
    files.append((path, source))
    size += len(source)
print(f'{len(files)} files, {size} bytes')
report('each after it was parsed', [total(timed(ast.parse(source), path) for path, source in files) for _ in range(3)])
trees = [(path, ast.parse(source)) for path, source in files]
report('all trees in memory', [total(timed(tree, path) for path, tree in trees) for _ in range(3)])
