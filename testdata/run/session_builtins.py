"""The builtins that module site adds, and how programs end by them."""
import builtins
import inspect
import subprocess
import sys

for name in ('exit', 'quit', 'help'):
    function = getattr(builtins, name)
    print(name, repr(function), type(function).__module__, type(function).__name__, inspect.signature(function))
print(vars(exit), vars(help))
exit.note = 'kept'
print(exit.note, repr(license))

from _sitebuiltins import Quitter, _Printer

print(Quitter('leave', 'the key'))
short, long = _Printer('short', 'one\ntwo'), _Printer('long', 'line\n' * 30)
print([short, long], [_Printer('n', '\n' * n) == 0 for n in (1,)], repr(_Printer('edge', 'x\n' * 22))[:9], repr(_Printer('edge', 'x\n' * 23)))
short()
_Printer('missing', 'text', ['nothing'], ['nowhere'])()

for program in ('exit()', 'quit(3)', 'exit("words")', 'exit(code=4)', 'exit(True)', 'import sys\ntry: quit()\nexcept SystemExit: print(sys.stdin.closed)',
                'print(sorted({"exit", "quit", "help", "copyright", "credits", "license"} & set(dir(__builtins__))))'):
    for option in ((), ('-I',), ('-S',)):
        done = subprocess.run([sys.executable, *option, '-c', program], capture_output=True, text=True)
        print(option, program.partition('\n')[0], done.returncode, done.stdout.strip(), done.stderr.strip().rpartition('\n')[2])
