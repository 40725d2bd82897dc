"""Measures ast.parse: python3.14 testdata/bench_parse.py FOLDER prints seconds for all .py files below it that parse, and the peak memory of parsing them one by one.

The other side is GOPY_BENCH_SOURCE=FOLDER go test -run - -bench Library ./parser; or this script run by gopy.
"""
import ast
import os
import sys
import time
import warnings

warnings.simplefilter('ignore')
paths, size = [], 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith('.py') and os.path.exists(path):
            with open(path, 'rb') as file:
                source = file.read()
            try:
                ast.parse(source)
            except (SyntaxError, ValueError, RecursionError):
                continue
            paths.append(path)
            size += len(source)
with open('/proc/self/status') as file:
    memory = [line.split()[1] for line in file if line.startswith('VmHWM')]

sources = []
for path in paths:
    with open(path, 'rb') as file:
        sources.append(file.read())
best = None
for _ in range(3):
    start = time.perf_counter(), time.process_time()
    for source in sources:
        ast.parse(source)
    seconds = time.perf_counter() - start[0], time.process_time() - start[1]
    best = min(best or seconds, seconds)
print(f'{len(paths)} files, {size} bytes: {best[0]:.2f} s, {best[1]:.2f} s of processor time; peak {int(memory[0]) // 1024} MB')
