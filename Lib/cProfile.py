"""Profiling with little overhead: how often functions are called and how long they take.

    python -m cProfile [-o FILE] [-s SORT] (-m MODULE | SCRIPT) [ARGUMENT ...]
"""

import sys
import time

import profile as _profile

__all__ = ['run', 'runctx', 'Profile']

_TOOL = sys.monitoring.PROFILER_ID
_BUILTIN = object()     # what stands for the frame of a function that isn't written in Python
_STOP = "<method 'disable' of '_lsprof.Profiler' objects>"


def label(code):
    """Return the key under which results of a code object, or of a built-in given by its description, are kept."""
    if isinstance(code, str):
        return '~', 0, code
    return code.co_filename, code.co_firstlineno, code.co_name


def _describe(function):
    """Return the description of a built-in."""
    owner, name = getattr(function, '__self__', None), getattr(function, '__name__', '')
    if owner is not None and not isinstance(owner, type(sys)):
        method = getattr(type(owner), name, None)
        if method is not None and getattr(method, '__objclass__', None) is not None:
            return repr(method)
    module = getattr(function, '__module__', None)
    return f'<built-in method {module}.{name}>' if module else f'<built-in method {name}>'


class Profile:
    """A profiler, also for a with statement.

    timer is a function that tells the time, timeunit what its numbers are multiplied by. subcalls: callers are told apart; builtins: functions that
    aren't written in Python count.
    """

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or time.perf_counter
        self._unit = timeunit if timer and timeunit else 1
        self._subcalls, self._builtins = subcalls, builtins
        self.clear()

    def clear(self):
        """Forget what was recorded."""
        self._recorder = _profile.Recorder(self._timer)
        self._last = None

    def enable(self, subcalls=True, builtins=True):
        """Start recording."""
        if sys.getprofile() is not None and sys.monitoring.get_tool(_TOOL) is None:
            raise ValueError('Another profiling tool is already active')
        sys.monitoring.use_tool_id(_TOOL, 'cProfile')
        self._subcalls, self._builtins = self._subcalls and subcalls, self._builtins and builtins
        sys.setprofile(self._event)

    def _event(self, frame, event, arg):
        recorder = self._recorder
        if event == 'call':
            code = frame.f_code
            if code is _DISABLE:
                if self._builtins:
                    self._count()
                    recorder.enter(label(_STOP), frame)
                return
            self._count()
            recorder.enter(label(code), frame)
        elif event == 'return':
            if recorder.stack and recorder.stack[-1][1] is frame:
                self._count()
                recorder.leave()
        elif self._builtins:
            if event == 'c_call':
                if recorder.stack and recorder.stack[-1][0][2] == _STOP:
                    return
                self._count()
                recorder.enter(label(_describe(arg)), _BUILTIN)
            elif recorder.stack and recorder.stack[-1][1] is _BUILTIN:
                self._count()
                recorder.leave()

    def _count(self):
        now = self._timer()
        if self._last is not None and self._recorder.stack:
            self._recorder.spend(now - self._last)
        self._last = now

    def disable(self):
        """Stop recording."""
        if getattr(sys.getprofile(), '__self__', None) is not self:
            return
        sys.setprofile(None)
        sys.monitoring.free_tool_id(_TOOL)
        while self._recorder.stack:
            self._count()
            self._recorder.leave()
        self._last = None

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()

    def create_stats(self):
        """Stop recording and put the results in self.stats."""
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Put the results in self.stats: {function: (outermost calls, calls, own time, whole time, {caller: (the same of its calls)})}."""
        unit = self._unit
        self.stats = {}
        for key, tally in self._recorder.tallies.items():
            callers = {caller: (each.calls, each.outermost, each.own * unit, each.whole * unit) for caller, each in tally.callers.items()}
            self.stats[key] = tally.outermost, tally.calls, tally.own * unit, tally.whole * unit, callers if self._subcalls else {}

    def print_stats(self, sort=-1):
        """Print the results, sorted as pstats.Stats.sort_stats says."""
        import pstats
        keys = sort if isinstance(sort, tuple) else (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*keys).print_stats()

    def dump_stats(self, file):
        """Write the results to a file, for pstats."""
        import marshal
        self.create_stats()
        with open(file, 'wb') as out:
            marshal.dump(self.stats, out)

    def run(self, cmd):
        """Run statements in __main__; return the profiler."""
        import __main__
        variables = vars(__main__)
        return self.runctx(cmd, variables, variables)

    def runctx(self, cmd, globals, locals):
        """Run statements; return the profiler."""
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        """Call a function and return what it returns."""
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()


_DISABLE = Profile.disable.__code__


def run(statement, filename=None, sort=-1):
    """Run statements in __main__ and print, or write to a file, what was called."""
    profiler = Profile()
    _profile._run_and_show(lambda: profiler.run(statement), profiler, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Run statements in namespaces and print, or write to a file, what was called."""
    profiler = Profile()
    _profile._run_and_show(lambda: profiler.runctx(statement, globals, locals), profiler, filename, sort)


def main():
    """Do what the command line says."""
    _profile.command('cProfile', Profile)


if __name__ == '__main__':
    main()
