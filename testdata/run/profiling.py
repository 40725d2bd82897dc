"""Modules profile, cProfile and pstats, with a timer that counts."""
import cProfile
import io
import itertools
import os
import profile
import pstats
import sys
import tempfile


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def generate():
    yield 1
    yield 2


def work():
    fib(6)
    sorted([3, 1, 2], key=lambda x: x)
    try:
        len(5)
    except TypeError:
        pass
    [].append(1)
    return list(generate())


def report(profiler):
    print(profiler.runcall(work))
    stats = pstats.Stats(profiler, stream=sys.stdout)
    print(stats.total_calls, stats.prim_calls, stats.files, stats.fcn_list)
    stats.strip_dirs().sort_stats('calls', 'stdname').print_stats()
    stats.sort_stats('name', 'line')
    stats.print_stats(2)
    stats.print_stats(.5)
    stats.print_stats('fib|work', 1)
    stats.print_stats('nothing')
    stats.print_stats('(')
    stats.print_callers('fib')
    stats.print_callees('work')
    stats.reverse_order().print_stats(1)
    for wrong in (('nope',), (1, 'name'), ('name', 1)):
        try:
            stats.sort_stats(*wrong)
        except (KeyError, TypeError) as error:
            print(type(error).__name__, error)
    profiles = stats.sort_stats('stdname').get_stats_profile().func_profiles
    print({name: entry.ncalls for name, entry in profiles.items() if ' at 0x' not in name}, profiles['fib'])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'figures')
        stats.dump_stats(path)
        again = pstats.Stats(path)
        again.add(path)
        print(len(again.files), again.total_calls, again.prim_calls)
        print(again.add(stats).total_calls)


class Profile(profile.Profile):
    def set_cmd(self, cmd):
        super().set_cmd('the command')

ticks = itertools.count()
report(Profile(lambda: next(ticks) / 1000))
report(cProfile.Profile(lambda: next(ticks), 0.001))
for wrong in (3, 'no such file'):
    try:
        pstats.Stats(wrong)
    except (TypeError, OSError) as error:
        print(type(error).__name__, error)
print(sorted(pstats.Stats().get_sort_arg_defs()))
print(pstats.func_std_string(('a', 1, 'b')), pstats.func_std_string(('~', 0, '<x>')), pstats.func_strip_path(('/a/b.py', 1, 'c')), pstats.f8(1.5))
print(pstats.Stats(stream=sys.stdout).sort_stats(2).sort_type, repr(pstats.SortKey.TIME), pstats.SortKey('ncalls'))
with cProfile.Profile(lambda: next(ticks), 0.001) as profiler:
    fib(2)
out = io.StringIO()
pstats.Stats(profiler, stream=out).strip_dirs().sort_stats('name').print_stats('fib')
print(out.getvalue())
try:
    with cProfile.Profile():
        cProfile.Profile().enable()
except ValueError as error:
    print(error)
