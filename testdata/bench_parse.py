"""Measures ast.parse: python3.14 testdata/bench_parse.py FOLDER prints seconds for all .py files below it that parse, and peak memory.

The other side is GOPY_BENCH_SOURCE=FOLDER go test -run - -bench Library ./parser; or this script run by gopy.
"""
import ast
import os
import sys
import time
import warnings

warnings.simplefilter('ignore')
sources = []
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith('.py') and os.path.exists(os.path.join(folder, name)):
            with open(os.path.join(folder, name), 'rb') as file:
                source = file.read()
            try:
                ast.parse(source)
            except (SyntaxError, ValueError, RecursionError):
                continue
            sources.append(source)
best = None
for _ in range(3):
    start = time.perf_counter()
    for source in sources:
        ast.parse(source)
    seconds = time.perf_counter() - start
    best = min(best or seconds, seconds)
with open('/proc/self/status') as file:
    memory = [line.split()[1] for line in file if line.startswith('VmHWM')]
print(f'{len(sources)} files, {sum(map(len, sources))} bytes: {best:.2f} s, peak {int(memory[0]) // 1024} MB')
