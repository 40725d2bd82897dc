"""Compile the library: python library.py LIB PREFIX writes the code of all modules below the folder LIB to standard output.

First comes a line for each file: its path, the size and the CRC-32 of its source, and the size of its code as module marshal writes it; then an
empty line, then the code of each. PREFIX is what the file names in the code begin with."""

import binascii
import marshal
import os
import sys

lib, prefix = sys.argv[1:]
index, parts = [], []
for folder, folders, names in os.walk(lib):
    folders.sort()
    for name in sorted(names):
        if name.endswith('.py'):
            path = os.path.join(folder, name)
            short = os.path.relpath(path, lib)
            with open(path, 'rb') as file:
                source = file.read()
            code = marshal.dumps(compile(source, prefix + '/' + short, 'exec', dont_inherit=True, optimize=0))
            index.append(f'{short} {len(source)} {binascii.crc32(source)} {len(code)}\n')
            parts.append(code)
sys.stdout.buffer.write(''.join(index).encode() + b'\n' + b''.join(parts))
