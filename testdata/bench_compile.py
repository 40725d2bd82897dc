"""Measures compile() of syntax trees: python3.14 testdata/bench_compile.py FOLDER prints seconds for all .py files below it that compile.

The other side is GOPY_BENCH_SOURCE=FOLDER go test -run - -bench Library ./compiler. CPython's time includes taking the
tree from Python objects to its own form, which gopy run on this script does as well and the benchmark in Go does not.
"""
import ast
import os
import sys
import time
import warnings

warnings.simplefilter('ignore')
trees, size = [], 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith('.py') and os.path.exists(path):
            with open(path, 'rb') as file:
                source = file.read()
            try:
                tree = ast.parse(source)
                compile(tree, path, 'exec', dont_inherit=True)
            except (SyntaxError, ValueError, RecursionError):
                continue
            trees.append(tree)
            size += len(source)


def best(function):
    times = []
    for _ in range(3):
        start = time.perf_counter(), time.process_time()
        for tree in trees:
            function(tree)
        times.append((time.perf_counter() - start[0], time.process_time() - start[1]))
    return min(times)


whole = best(lambda tree: compile(tree, '', 'exec', dont_inherit=True))
print(f'{len(trees)} files, {size} bytes: {whole[0]:.2f} s, {whole[1]:.2f} s of processor time')
