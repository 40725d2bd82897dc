"""Records the outputs and statuses of a reference CPython 3.14 in the archives of this folder: record.py PYTHON [ARCHIVE...]

Each line `run LABEL STATUS [NAME=VALUE...] [<FILE] ARGUMENTS` (or `interrupt`) is performed in a fresh copy of the archive's files.
"""
import glob
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time


def parse(text):
    head, *rest = re.split(r'(?m)^-- (.*) --\n', text)
    return head, dict(zip(rest[::2], rest[1::2]))


def perform(python, words, folder, interrupted):
    env = {'PATH': os.environ['PATH'], 'PYTHONHASHSEED': '0', 'LC_ALL': 'C.UTF-8', 'PYTHONDONTWRITEBYTECODE': '1'}
    while words and not words[0].startswith('-') and '=' in words[0]:
        name, value = words.pop(0).split('=', 1)
        env[name] = value
    stdin = subprocess.DEVNULL
    if words and words[0].startswith('<'):
        stdin = open(os.path.join(folder, words.pop(0)[1:]))
    p = subprocess.Popen([python] + words, cwd=folder, env=env, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out = b''
    if interrupted:
        out = p.stdout.readline()
        time.sleep(0.2)
        p.send_signal(signal.SIGINT)
    more, err = p.communicate()
    name = re.escape(os.path.basename(python))      # to be that of the command under test: help texts are wrapped by it

    def clean(b):
        text = b.decode('utf-8', 'replace').replace(folder, 'HERE').replace(python, 'PY')
        text = re.sub(rf'usage: {name} ', 'usage: PY ', re.sub(rf'\A{name}: ', 'PY: ', text))
        return re.sub(r'(Ran \d+ tests? in )[\d.]+s', r'\1TIME', text)

    return p.returncode, clean(out + more), clean(err)


def main():
    python, *names = sys.argv[1:]
    version = subprocess.run([python, '-c', 'import sys; print(sys.implementation.cache_tag)'], capture_output=True, text=True).stdout.strip()
    if version != 'cpython-314':
        sys.exit(f'{sys.argv[0]}: goldens are recorded with CPython 3.14; {python} is {version or "no Python"}')
    for name in names or sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), '*.txtar'))):
        with open(name) as f:
            head, files = parse(f.read())
        inputs = {n: t for n, t in files.items() if not n.endswith(('.out', '.err'))}
        outputs, lines = {}, []
        for line in head.splitlines():
            words = shlex.split(line, comments=True)
            if not words or words[0] not in ('run', 'interrupt'):
                lines.append(line)
                continue
            with tempfile.TemporaryDirectory() as folder:
                for n, t in inputs.items():
                    path = os.path.join(folder, n)
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    with open(path, 'w') as f:
                        f.write(t)
                for command in lines:       # testscript's own: folders
                    w = command.split()
                    if w[:1] == ['mkdir']:
                        os.makedirs(os.path.join(folder, w[1]))
                status, out, err = perform(python, words[3:], folder, words[0] == 'interrupt')
            lines.append(re.sub(r'^(\w+ \S+) \S+', r'\1 %d' % status, line))
            for suffix, text in ('.out', out), ('.err', err):
                if text:
                    outputs[words[1] + suffix] = text if text.endswith('\n') else text + '\n'
        with open(name, 'w') as f:
            f.write('\n'.join(lines) + '\n')
            for n, t in {**inputs, **outputs}.items():
                f.write('-- %s --\n%s' % (n, t))


if __name__ == '__main__':
    main()
