"""Measuring how long small pieces of code take.

    python -m timeit [-n N] [-r N] [-u U] [-s S] [-p] [-v] [-h] [--] [statement ...]

    -n/--number N   how often to run the statement in a measurement (default: enough for 0.2 seconds)
    -r/--repeat N   how many measurements to take (default 5); the best counts
    -s/--setup S    code to run once before each measurement (default 'pass')
    -p/--process    take processor time (time.process_time()) instead of time on the clock
    -u/--unit U     the unit of what is printed: nsec, usec, msec or sec
    -v/--verbose    print the measurements too; more of them for more digits
    -h/--help       print this text and exit

Several statements are the lines of one program; a line that begins with spaces belongs to the block before it. Several -s too.
"""

import gc
import itertools
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_globals = globals


def reindent(src, indent):
    """Indent the lines of a source but its first."""
    return src.replace("\n", "\n" + " " * indent)


class Timer:
    """Runs a statement many times, after a setup, and tells the time that took."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        """Compile stmt and setup, each source text or a callable."""
        self.timer = timer
        names = {"_timer": timer}
        pieces = {}
        prefix = ""
        for what, code, depth in (("setup", setup, 4), ("stmt", stmt, 8)):
            if isinstance(code, str):
                # compiled alone first, so that a mistake shows as what it is
                compile(prefix + code, dummy_src_name, "exec")
                prefix = code + "\n"
                pieces[what] = reindent(code, depth)
            elif callable(code):
                names["_" + what] = code
                pieces[what] = f"_{what}()"
            else:
                raise ValueError(f"{what} is neither a string nor callable")
        head = "def inner(_it, _timer" + "".join(f", {name}={name}" for name in names if name != "_timer") + "):\n"
        self.src = (f"\n{head}    {pieces['setup']}\n    _start = _timer()\n    for _i in _it:\n        {pieces['stmt']}\n        pass\n"
                    "    _end = _timer()\n    return _end - _start\n")
        namespace = _globals() if globals is None else globals
        made = {}
        if len(names) > 1:
            namespace = {**namespace, **names}
        exec(compile(self.src, dummy_src_name, "exec"), namespace, made)
        self.inner = made["inner"]

    def print_exc(self, file=None):
        """Write the traceback of the exception that is being handled, with the lines of the timed code."""
        import linecache
        import traceback
        linecache.cache[dummy_src_name] = len(self.src), None, self.src.split("\n"), dummy_src_name
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Run the setup once and the statement number times; return the seconds that the latter took."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if collecting:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """Return the times of several measurements."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """Run with 1, 2, 5, 10, 20, 50... until it takes 0.2 seconds; return (number, seconds)."""
        for power in itertools.count():
            for step in 1, 2, 5:
                number = step * 10 ** power
                seconds = self.timeit(number)
                if callback:
                    callback(number, seconds)
                if seconds >= 0.2:
                    return number, seconds


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Make a Timer and call its timeit()."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """Make a Timer and call its repeat()."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_UNITS = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}


def main(args=None, *, _wrap_timer=None):
    """Be the command line; _wrap_timer is for tests."""
    import getopt
    try:
        options, rest = getopt.getopt(sys.argv[1:] if args is None else args, "n:u:s:r:pvh",
                                      ["number=", "setup=", "repeat=", "process", "verbose", "unit=", "help"])
    except getopt.error as error:
        print(error)
        print("use -h/--help for command line help")
        return 2
    timer, number, setup, repeats, verbose, precision, unit = default_timer, 0, [], default_repeat, 0, 3, None
    for option, value in options:
        match option:
            case "-n" | "--number":
                number = int(value)
            case "-s" | "--setup":
                setup.append(value)
            case "-u" | "--unit":
                if value not in _UNITS:
                    print("Unrecognized unit. Please select nsec, usec, msec, or sec.", file=sys.stderr)
                    return 2
                unit = value
            case "-r" | "--repeat":
                repeats = max(int(value), 1)
            case "-p" | "--process":
                timer = time.process_time
            case "-v" | "--verbose":
                precision += verbose > 0
                verbose += 1
            case "-h" | "--help":
                print(__doc__, end="")
                return 0
    import os
    sys.path.insert(0, os.curdir)       # as if the program lay in the current folder
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    timed = Timer("\n".join(rest) or "pass", "\n".join(setup) or "pass", timer)

    def readable(seconds):
        chosen = unit
        if chosen is None:
            chosen = next((name for name in ("sec", "msec", "usec") if seconds >= _UNITS[name]), "nsec")
        return f"{seconds / _UNITS[chosen]:.{precision}g} {chosen}"

    if number == 0:
        def tell(count, seconds):
            print(f"{count} loop{'s' * (count != 1)} -> {seconds:.{precision}g} secs")

        try:
            number, _ = timed.autorange(tell if verbose else None)
        except:
            timed.print_exc()
            return 1
        if verbose:
            print()
    try:
        raw = timed.repeat(repeats, number)
    except:
        timed.print_exc()
        return 1
    if verbose:
        print(f"raw times: {', '.join(map(readable, raw))}\n")
    each = [seconds / number for seconds in raw]
    best, worst = min(each), max(each)
    print(f"{number} loop{'s' * (number != 1)}, best of {repeats}: {readable(best)} per loop")
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(f"The test results are likely unreliable. The worst time ({readable(worst)}) was more than four times "
                               f"slower than the best time ({readable(best)}).", UserWarning, "", 0)
    return None


if __name__ == "__main__":
    sys.exit(main())
