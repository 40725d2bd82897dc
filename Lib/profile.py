"""Profiling: how often functions are called and how long they take. Written in Python; cProfile does the same with less overhead.

    python -m profile [-o FILE] [-s SORT] (-m MODULE | SCRIPT) [ARGUMENT ...]
"""

import sys
import time

__all__ = ['run', 'runctx', 'Profile']


class Tally:
    """What is known of one function: calls, of which outermost ones, its own time and that with what it calls; and the same for each caller."""

    __slots__ = 'calls', 'outermost', 'own', 'whole', 'active', 'callers'

    def __init__(self):
        self.calls = self.outermost = self.active = 0
        self.own = self.whole = 0
        self.callers = {}


class Recorder:
    """Keeps the account of what is being called; times are what the timer says, minus bias at each event."""

    def __init__(self, timer, bias=0):
        self.timer, self.bias = timer, bias
        self.tallies = {}
        self.stack = []         # [key, frame, own time, time of what it called]

    def enter(self, key, frame=None):
        """Account for a call."""
        tally = self.tallies.get(key)
        if tally is None:
            tally = self.tallies[key] = Tally()
        tally.calls += 1
        tally.active += 1
        if self.stack:
            caller = tally.callers.get(self.stack[-1][0])
            if caller is None:
                caller = tally.callers[self.stack[-1][0]] = Tally()
            caller.calls += 1
            caller.active += 1
        self.stack.append([key, frame, 0, 0])

    def leave(self):
        """Account for the end of the call that began last."""
        key, _, own, below = self.stack.pop()
        whole = own + below
        tally = self.tallies[key]
        accounts = [tally]
        if self.stack:
            self.stack[-1][3] += whole
            accounts.append(tally.callers[self.stack[-1][0]])
        for account in accounts:
            account.active -= 1
            account.own += own
            if account.active == 0:
                account.outermost += 1
                account.whole += whole

    def spend(self, duration):
        """Account for time that the current function took."""
        if self.stack:
            self.stack[-1][2] += duration


class Profile:
    """A profiler. timer is a function that tells the time, by default that of the processor; bias is how long an event itself takes."""

    bias = 0  # see calibrate()

    def __init__(self, timer=None, bias=None):
        self.timer = timer or time.process_time
        if timer is not None:
            self._check(timer())
        self.bias = self.bias if bias is None else bias
        self._recorder = Recorder(self._now, self.bias)
        self._last = self._now()
        self.simulate_call('profiler')

    @staticmethod
    def _check(value):
        try:
            sum(value) if isinstance(value, (tuple, list)) else value + 0
        except TypeError:
            raise TypeError('the timer must tell a number') from None

    def _now(self):
        value = self.timer()
        return sum(value) if isinstance(value, (tuple, list)) else value

    # Events.

    def trace_dispatch(self, frame, event, arg):
        """The profile function."""
        recorder = self._recorder
        recorder.spend(self._now() - self._last - self.bias)
        if event == 'call':
            code = frame.f_code
            recorder.enter((code.co_filename, code.co_firstlineno, code.co_name), frame)
        elif event == 'c_call':
            recorder.enter(('', 0, arg.__name__))
        elif recorder.stack and (event != 'return' or recorder.stack[-1][1] is frame):
            recorder.leave()
        self._last = self._now()

    def simulate_call(self, name):
        """Pretend that something of this name is called."""
        self._recorder.enter(('profile', 0, name))

    def simulate_cmd_complete(self):
        """Pretend that all that is being called returns."""
        recorder = self._recorder
        recorder.spend(self._now() - self._last)
        while len(recorder.stack) > 1:
            recorder.leave()
        self._last = self._now()

    def set_cmd(self, cmd):
        """Say what is going to run."""
        if len(self._recorder.stack) == 1:
            self.simulate_call(cmd)

    # Running.

    def run(self, cmd):
        """Run statements in __main__; return the profiler."""
        import __main__
        return self.runctx(cmd, vars(__main__), vars(__main__))

    def runctx(self, cmd, globals, locals):
        """Run statements; return the profiler."""
        self.set_cmd(cmd)
        sys.setprofile(self.trace_dispatch)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.setprofile(None)
        return self

    def runcall(self, func, /, *args, **kw):
        """Call a function and return what it returns."""
        self.set_cmd(repr(func))
        sys.setprofile(self.trace_dispatch)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    # Results.

    def snapshot_stats(self):
        """Put what is known in self.stats: {function: (outermost calls, calls, own time, whole time, {caller: calls})}."""
        self.stats = {}
        for key, tally in self._recorder.tallies.items():
            callers = {caller: account.calls for caller, account in tally.callers.items()}
            started = tally.calls - tally.active if key[0] == 'profile' and key[2] == 'profiler' else tally.calls
            outermost = tally.outermost
            self.stats[key] = outermost, started, tally.own, tally.whole, callers

    def create_stats(self):
        """End what is being called, and put what is known in self.stats."""
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def print_stats(self, sort=-1):
        """Print what is known, sorted as pstats.Stats.sort_stats says."""
        import pstats
        keys = sort if isinstance(sort, tuple) else (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*keys).print_stats()

    def dump_stats(self, file):
        """Write what is known to a file, for pstats."""
        import marshal
        self.create_stats()
        with open(file, 'wb') as out:
            marshal.dump(self.stats, out)

    def calibrate(self, m, verbose=0):
        """Return how long an event itself takes here, measured by m calls: a value for bias."""
        if type(self) is not Profile:
            raise TypeError('Subclasses must override .calibrate().')

        def called():
            for _ in range(100):
                pass

        def calls(count):
            for _ in range(count):
                called()

        start = self._now()
        calls(m)
        plain = self._now() - start
        probe = Profile(self.timer, 0)
        start = self._now()
        probe.runcall(calls, m)
        profiled = self._now() - start
        probe.create_stats()
        counted = sum(entry[1] for entry in probe.stats.values())
        reported = sum(entry[2] for entry in probe.stats.values())
        if verbose:
            print('elapsed time without profiling =', plain)
            print('elapsed time with profiling =', profiled)
            print("'CPU seconds' profiler reported =", reported)
            print('total # calls =', counted)
        bias = (reported - plain) / 2 / counted
        if verbose:
            print('mean stopwatch overhead per profile event =', bias)
        return bias


def show(profiler, filename, sort):
    """Write what a profiler knows to a file, or print it."""
    if filename is not None:
        profiler.dump_stats(filename)
    else:
        profiler.print_stats(sort)


def _run_and_show(run, profiler, filename, sort):
    try:
        run()
    except SystemExit:
        pass
    finally:
        show(profiler, filename, sort)


def run(statement, filename=None, sort=-1):
    """Run statements in __main__ and print, or write to a file, what was called."""
    profiler = Profile()
    _run_and_show(lambda: profiler.run(statement), profiler, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Run statements in namespaces and print, or write to a file, what was called."""
    profiler = Profile()
    _run_and_show(lambda: profiler.runctx(statement, globals, locals), profiler, filename, sort)


def command(name, make):
    """Do what the command line of the module name says, with a profiler that make() makes."""
    import optparse
    import os
    import pstats
    parser = optparse.OptionParser(usage=f'{name}.py [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ...')
    parser.allow_interspersed_args = False
    parser.add_option('-o', '--outfile', dest='outfile', help='Save stats to <outfile>', default=None)
    in_c = name == 'cProfile'
    orders = {'choices': sorted(pstats.Stats.sort_arg_dict_default)} if in_c else {}
    module = ('-m',), dict(dest='module', action='store_true', help='Profile a library module' + '.' * (not in_c), default=False)
    sort = ('-s', '--sort'), dict(dest='sort', help='Sort order when printing to stdout, based on pstats.Stats class', default=2 if in_c else -1, **orders)
    for names, option in (sort, module) if in_c else (module, sort):
        parser.add_option(*names, **option)
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, args = parser.parse_args()
    if not args:
        parser.error('nothing to profile')
    sys.argv[:] = args
    if options.outfile is not None:
        options.outfile = os.path.abspath(options.outfile)
    if options.module:
        code = 'run_module(modname, run_name="__main__")'
        import runpy
        variables = {'run_module': runpy.run_module, 'modname': args[0]}
    else:
        import importlib.machinery
        import io
        script = args[0]
        sys.path.insert(0, os.path.dirname(script))
        with io.open_code(script) as file:
            code = compile(file.read(), script, 'exec')
        import types
        module = types.ModuleType('__main__')
        module.__spec__ = importlib.machinery.ModuleSpec('__main__', None, origin=script)
        variables = vars(module)
        variables.update(__file__=script, __package__=None, __cached__=None, __builtins__=__builtins__)
        sys.modules['__main__'] = module
    profiler = make()
    try:
        _run_and_show(lambda: profiler.runctx(code, variables, None), profiler, options.outfile, options.sort)
    except BrokenPipeError:
        # Nobody reads on.
        sys.stdout = None
        sys.exit(1)


def main():
    """Do what the command line says."""
    command('profile', Profile)


if __name__ == '__main__':
    main()
