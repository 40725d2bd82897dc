"""Records goldens with CPython 3.14: run it with that interpreter, from the repository's root.

    python3.14 testdata/record.py [name ...]

pipeline/NAME.txtar   from the program in its first file: tokens, tree, scopes, bytecode, output
run/NAME.out          what run/NAME.py prints (standard output, then standard error, then the exit status when it isn't 0)
examples/NAME.out     what ../examples/NAME.py prints
"""

import os
import re
import subprocess
import sys

if sys.implementation.cache_tag != 'cpython-314':
    sys.exit(f'{sys.argv[0]}: goldens are recorded with CPython 3.14, not with {sys.implementation.cache_tag}')

HERE = os.path.dirname(os.path.abspath(__file__))


def python(*args, cwd):
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True, cwd=cwd,
                          env={**os.environ, 'PYTHONHASHSEED': '0', 'COLUMNS': '80', 'NO_COLOR': '1'})
    text = done.stdout + done.stderr
    if done.returncode:
        text += f'exit status {done.returncode}\n'
    text = text.replace(cwd + '/', '')
    return re.sub(r'0x[0-9a-f]{6,}', '0x…', text)


def pipeline(path):
    with open(path) as file:
        head, _, rest = file.read().partition('-- prog.py --\n')
    program = re.split(r'(?m)^-- .* --$', rest)[0].rstrip('\n') + '\n'
    folder = os.path.join(HERE, 'pipeline')
    script = os.path.join(folder, 'prog.py')
    with open(script, 'w') as file:
        file.write(program)
    try:
        parts = [('prog.py', program)]
        for name, args in (('tokens', ['-m', 'tokenize', '-e']), ('ast', ['-m', 'ast', '-a']), ('scopes', ['-m', 'symtable']),
                           ('dis', ['-m', 'dis']), ('output', [])):
            parts.append((name, python(*args, 'prog.py', cwd=folder)))
    finally:
        os.unlink(script)
    with open(path, 'w') as file:
        file.write(head + ''.join(f'-- {name} --\n{text}' for name, text in parts))


def main():
    wanted = sys.argv[1:]
    for kind, suffix in (('pipeline', '.txtar'), ('run', '.py')):
        folder = os.path.join(HERE, kind)
        for name in sorted(os.listdir(folder)):
            if not name.endswith(suffix) or wanted and name.removesuffix(suffix) not in wanted:
                continue
            path = os.path.join(folder, name)
            if kind == 'pipeline':
                pipeline(path)
            else:
                with open(path.removesuffix('.py') + '.out', 'w') as file:
                    file.write(python(name, cwd=folder))
    examples = os.path.join(HERE, '..', 'examples')
    for name in sorted(os.listdir(examples)):
        if not wanted or name.removesuffix('.py') in wanted:
            with open(os.path.join(HERE, 'examples', name.removesuffix('.py') + '.out'), 'w') as file:
                file.write(python(name, cwd=examples))


main()
