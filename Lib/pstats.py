"""Reports on what profile and cProfile recorded.

    python -m pstats [FILE]     browse a file that a profiler wrote
"""

import marshal
import os
import re
import sys
import time
from dataclasses import dataclass
from enum import StrEnum

__all__ = ['Stats', 'SortKey', 'FunctionProfile', 'StatsProfile']


class SortKey(StrEnum):
    """What reports can be sorted by."""

    CALLS = 'calls', 'ncalls'
    CUMULATIVE = 'cumulative', 'cumtime'
    FILENAME = 'filename', 'module'
    LINE = 'line'
    NAME = 'name'
    NFL = 'nfl'
    PCALLS = 'pcalls'
    STDNAME = 'stdname'
    TIME = 'time', 'tottime'

    def __new__(cls, value, *others):
        member = str.__new__(cls, value)
        member._value_ = value
        for other in others:
            cls._value2member_map_[other] = member
        return member


@dataclass(unsafe_hash=True)
class FunctionProfile:
    """The figures of one function."""

    ncalls: str
    tottime: float
    percall_tottime: float
    cumtime: float
    percall_cumtime: float
    file_name: str
    line_number: int


@dataclass(unsafe_hash=True)
class StatsProfile:
    """The figures of all functions, by their names."""

    total_tt: float
    func_profiles: dict[str, FunctionProfile]


# A function is (file, line, name). What is known of it: (outermost calls, calls, own time, whole time, callers).

def func_std_string(func_name):
    """Return the text for a function in reports."""
    file, line, name = func_name
    if (file, line) == ('~', 0):
        return f'{{{name[1:-1]}}}' if name[:1] + name[-1:] == '<>' else name
    return f'{file}:{line:d}({name})'


def func_get_function_name(func):
    """Return a function's name."""
    return func[-1]


def func_strip_path(func_name):
    """Return a function with its file's name only."""
    return (os.path.basename(func_name[0]), *func_name[1:])


def f8(x):
    """Return a time in eight columns."""
    return f'{x:8.3f}'


def count_calls(callers):
    """Return how many calls there were by all callers."""
    return sum(callers.values())


def _sum(one, other):
    if isinstance(one, tuple):
        return tuple(map(sum, zip(one, other)))
    return one + other


def add_callers(target, source):
    """Return the callers of both."""
    both = dict(target)
    for caller, calls in source.items():
        both[caller] = _sum(both[caller], calls) if caller in both else calls
    return both


def add_func_stats(target, source):
    """Return what is known of a function from both."""
    return _sum(target[:4], source[:4]) + (add_callers(target[4], source[4]),)


class Stats:
    """What was recorded, from files or profilers; reports go to stream, by default sys.stdout. Most methods return the object itself."""

    # Name -> the columns to sort by (index, direction) of (calls outermost, calls, own, whole, file, line, name, text), and what it is called.
    sort_arg_dict_default = {name: (columns, text) for names, columns, text in (
        ('calls ncalls', ((1, -1),), 'call count'), ('cumtime cumulative', ((3, -1),), 'cumulative time'),
        ('filename', ((4, 1),), 'file name'), ('line', ((5, 1),), 'line number'), ('module', ((4, 1),), 'file name'),
        ('name', ((6, 1),), 'function name'), ('nfl', ((6, 1), (4, 1), (5, 1)), 'name/file/line'), ('pcalls', ((0, -1),), 'primitive call count'),
        ('stdname', ((7, 1),), 'standard name'), ('time tottime', ((2, -1),), 'internal time')) for name in names.split()}

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        self.init(args[0] if args else None)
        self.add(*args[1:])

    def init(self, arg):
        """Start with what a file or profiler knows."""
        self.all_callees = self.fcn_list = self.sort_type = None
        self.files, self.top_level = [], set()
        self.total_tt = self.total_calls = self.prim_calls = self.max_name_len = 0
        self.sort_arg_dict = {}
        self.stats = {}
        self.load_stats(arg)
        try:
            self.get_top_level_stats()
        except Exception:
            print(f'Invalid timing data {self.files[-1] if self.files else ""}', file=self.stream)
            raise

    def load_stats(self, arg):
        """Take what a file or profiler knows."""
        if arg is None:
            return
        if isinstance(arg, str):
            with open(arg, 'rb') as file:
                self.stats = marshal.load(file)
            try:
                arg = f'{time.ctime(os.stat(arg).st_mtime)}    {arg}'
            except OSError:
                pass
            self.files = [arg]
        elif hasattr(arg, 'create_stats'):
            arg.create_stats()
            self.stats, arg.stats = arg.stats, {}
        if not self.stats:
            raise TypeError(f'Cannot create or construct a {self.__class__!r} object from {arg!r}')

    def get_top_level_stats(self):
        """Compute the totals."""
        for func, (outermost, calls, own, _, callers) in self.stats.items():
            self.total_calls += calls
            self.prim_calls += outermost
            self.total_tt += own
            if ('jprofile', 0, 'profiler') in callers:
                self.top_level.add(func)
            self.max_name_len = max(self.max_name_len, len(func_std_string(func)))

    def add(self, *arg_list):
        """Add what files, profilers or others of this class know."""
        for each in reversed(arg_list):
            other = each if isinstance(each, Stats) else type(self)(each)
            self.files += other.files
            self.total_calls += other.total_calls
            self.prim_calls += other.prim_calls
            self.total_tt += other.total_tt
            self.top_level |= other.top_level
            self.max_name_len = max(self.max_name_len, other.max_name_len)
            self.fcn_list = None
            for func, known in other.stats.items():
                self.stats[func] = add_func_stats(self.stats.get(func, (0, 0, 0, 0, {})), known)
        return self

    def dump_stats(self, filename):
        """Write all to a file."""
        with open(filename, 'wb') as file:
            marshal.dump(self.stats, file)

    # Order.

    def get_sort_arg_defs(self):
        """Return the dict of all names for orders: those of sort_arg_dict_default and what is unique of their beginnings."""
        if not self.sort_arg_dict:
            starts, ambiguous = {}, set()
            for name, meaning in self.sort_arg_dict_default.items():
                # The first beginning that another name has taken ends it: what is shorter is that one's, too.
                for length in range(len(name), 0, -1):
                    if name[:length] in starts:
                        ambiguous.add(name[:length])
                        break
                    starts[name[:length]] = meaning
            self.sort_arg_dict = {start: meaning for start, meaning in starts.items() if start not in ambiguous}
        return self.sort_arg_dict

    def sort_stats(self, *field):
        """Sort reports: by names as in SortKey, the first being the most important; or by a number: -1 name, 0 calls, 1 time, 2 cumulative."""
        if not field:
            self.fcn_list = None
            return self
        if len(field) == 1 and isinstance(field[0], int):
            field = ({-1: 'stdname', 0: 'calls', 1: 'time', 2: 'cumulative'}[field[0]],)
        elif any(type(each) is not type(field[0]) for each in field):
            raise TypeError("Can't have mixed argument type")
        defined = self.get_sort_arg_defs()
        chosen = [defined[each.value if isinstance(each, SortKey) else each] for each in field]
        self.sort_type = ', '.join(text for _, text in chosen)
        rows = [(*known[:4], *func, func_std_string(func), func) for func, known in self.stats.items()]
        # Sorting is stable: the least important comes first. The last resort is the whole row.
        for column, direction in reversed([step for steps, _ in chosen for step in steps]):
            rows.sort(key=lambda row: row[column], reverse=direction < 0)
        self.fcn_list = [row[-1] for row in rows]
        return self

    def reverse_order(self):
        """Turn the order of reports round."""
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        """Leave the folders out of file names; functions that can't be told apart then become one."""
        stripped = {}
        for func, known in self.stats.items():
            callers = {}
            for caller, calls in known[4].items():
                callers = add_callers(callers, {func_strip_path(caller): calls})
            short = func_strip_path(func)
            known = (*known[:4], callers)
            stripped[short] = add_func_stats(stripped[short], known) if short in stripped else known
        self.stats = stripped
        self.top_level = set(map(func_strip_path, self.top_level))
        self.max_name_len = max((len(func_std_string(func)) for func in stripped), default=0)
        self.fcn_list = self.all_callees = None
        return self

    def calc_callees(self):
        """Find out which functions call which."""
        if self.all_callees:
            return
        self.all_callees = {func: {} for func in self.stats}
        for func, known in self.stats.items():
            for caller, calls in known[4].items():
                self.all_callees.setdefault(caller, {})[func] = calls

    # Reports.

    def eval_print_amount(self, sel, list, msg):
        """Return what is left of a list, and a message, after a restriction: a count, a fraction or a pattern for names."""
        if isinstance(sel, str):
            try:
                search = re.compile(sel).search
            except re.PatternError:
                return list, f'{msg}   <Invalid regular expression {sel!r}>\n'
            left = [func for func in list if search(func_std_string(func))]
        else:
            count = len(list)
            if isinstance(sel, float) and 0 <= sel < 1:
                count = int(count * sel + .5)
            elif isinstance(sel, int) and 0 <= sel < count:
                count = sel
            left = list[:count]
        if len(left) != len(list):
            msg += f'   List reduced from {len(list)!r} to {len(left)!r} due to restriction <{sel!r}>\n'
        return left, msg

    def get_print_list(self, sel_list):
        """Print how a report is ordered and restricted; return how wide its names are, and its functions."""
        functions = self.fcn_list[:] if self.fcn_list else list(self.stats)
        message = f'   Ordered by: {self.sort_type}\n' if self.fcn_list else '   Random listing order was used\n'
        for each in sel_list:
            functions, message = self.eval_print_amount(each, functions, message)
        if not functions:
            return 0, functions
        print(message, file=self.stream)
        widths = [len(func_std_string(func)) for func in functions] if len(functions) < len(self.stats) else [self.max_name_len]
        return max(widths) + 2, functions

    def print_stats(self, *amount):
        """Print the figures of functions: all, or what restrictions leave (see eval_print_amount)."""
        out = self.stream
        for file in self.files:
            print(file, file=out)
        if self.files:
            print(file=out)
        indent = ' ' * 8
        for func in self.top_level:
            print(indent, func_get_function_name(func), file=out)
        primitive = '' if self.total_calls == self.prim_calls else f' ({self.prim_calls:d} primitive calls)'
        print(f'{indent} {self.total_calls} function calls{primitive} in {self.total_tt:.3f} seconds\n', file=out)
        _, functions = self.get_print_list(amount)
        if functions:
            self.print_title()
            for func in functions:
                self.print_line(func)
            print('\n', file=out)
        return self

    def print_title(self):
        """Print the head of the figures."""
        print('   ncalls  tottime  percall  cumtime  percall filename:lineno(function)', file=self.stream)

    def print_line(self, func):
        """Print the figures of a function."""
        outermost, calls, own, whole, _ = self.stats[func]
        count = f'{calls}/{outermost}' if calls != outermost else f'{calls}'
        columns = [count.rjust(9), f8(own), f8(own / calls) if calls else ' ' * 8, f8(whole), f8(whole / outermost) if outermost else ' ' * 8]
        print(*columns, func_std_string(func), file=self.stream)

    def _print_relations(self, amount, heading, relations, arrow):
        width, functions = self.get_print_list(amount)
        if functions:
            self.print_call_heading(width, heading)
            for func in functions:
                self.print_call_line(width, func, relations(func), arrow)
            print('\n', file=self.stream)
        return self

    def print_callers(self, *amount):
        """Print what called functions, for all or for what restrictions leave."""
        return self._print_relations(amount, 'was called by...', lambda func: self.stats[func][4], '<-')

    def print_callees(self, *amount):
        """Print what functions call, for all or for what restrictions leave."""
        self.calc_callees()
        return self._print_relations(amount, 'called...', lambda func: self.all_callees.get(func, {}), '->')

    def print_call_heading(self, name_size, column_title):
        """Print the head of a report on callers or callees."""
        print('Function '.ljust(name_size) + column_title, file=self.stream)
        detailed = next((isinstance(calls, tuple) for known in self.stats.values() for calls in known[4].values()), False)
        if detailed:
            print(' ' * name_size + '    ncalls  tottime  cumtime', file=self.stream)

    def print_call_line(self, name_size, source, call_dict, arrow='->'):
        """Print the callers or callees of a function."""
        start = func_std_string(source).ljust(name_size) + arrow
        if not call_dict:
            print(start, '', file=self.stream)
            return
        for number, func in enumerate(sorted(call_dict)):
            calls, name = call_dict[func], func_std_string(func)
            if isinstance(calls, tuple):
                count = f'{calls[0]:d}/{calls[1]:d}' if calls[0] != calls[1] else f'{calls[0]:d}'
                text, gap = f'{count.rjust(9 if number else 7)} {f8(calls[2])} {f8(calls[3])}  {name}', name_size + 1
            else:
                text, gap = f'{name}({calls!r}) {f8(self.stats[func][3])}', name_size + 3
            print(' ' * gap + text if number else f'{start} {text}', file=self.stream)

    def get_stats_profile(self):
        """Return the figures as a StatsProfile."""
        profiles = {}
        for func in self.fcn_list or self.stats:
            outermost, calls, own, whole, _ = self.stats[func]
            figures = [own, own / calls if calls else None, whole, whole / outermost if outermost else None]
            profiles[func[2]] = FunctionProfile(f'{calls}/{outermost}' if calls != outermost else f'{calls}',
                                                *(-1 if figure is None else float(f8(figure)) for figure in figures), *func[:2])
        return StatsProfile(float(f8(self.total_tt)), profiles)


def _browse(path=None):
    """Talk about a file's contents."""
    import cmd

    class Browser(cmd.Cmd):
        """The commands; their help is their documentation."""

        def __init__(self, path):
            super().__init__()
            self.prompt, self.stats = '% ', None
            if path is not None:
                self.do_read(path)

        def _load(self, action):
            try:
                action()
                return True
            except OSError as error:
                print(error.args[1])
            except Exception as error:
                print(f'{error.__class__.__name__}: {error}')
            return False

        def _report(self, method, line):
            if not self.stats:
                print('No statistics object is loaded.')
                return
            amounts = []
            for word in line.split():
                for kind in int, float, str:
                    try:
                        amounts.append(kind(word))
                        break
                    except ValueError:
                        pass
            getattr(self.stats, method)(*amounts)

        def _needs_stats(self, action):
            if self.stats:
                action()
            else:
                print('No statistics object is loaded.')

        def default(self, line):
            print('*** Unknown syntax:', line)

        def emptyline(self):
            pass

        def do_add(self, line):
            """Add a file's contents to those that are there."""
            def add():
                try:
                    self.stats.add(line)
                except OSError as error:
                    print(f'Failed to load statistics for {line}: {error}')
            self._needs_stats(add)

        def do_read(self, line):
            """Read a file, or the last one again."""
            path = line or (self.prompt[:-2] if len(self.prompt) > 2 else '')
            if not path:
                print('No statistics object is current -- cannot reload.')
            elif self._load(lambda: setattr(self, 'stats', Stats(path))):
                self.prompt = path + '% '

        def do_sort(self, line):
            """Sort by the keys named; without any list them."""
            def sort():
                known, words = self.stats.get_sort_arg_defs(), line.split()
                if words and all(word in known for word in words):
                    self.stats.sort_stats(*words)
                else:
                    print('Valid sort keys (unique prefixes are accepted):')
                    for key, (_, text) in Stats.sort_arg_dict_default.items():
                        print(f'{key} -- {text}')
            self._needs_stats(sort)

        def do_stats(self, line):
            """Print the figures of functions, restricted by counts, fractions and patterns."""
            self._report('print_stats', line)

        def do_callers(self, line):
            """Print what called functions."""
            self._report('print_callers', line)

        def do_callees(self, line):
            """Print what functions call."""
            self._report('print_callees', line)

        def do_reverse(self, line):
            """Turn the order round."""
            self._needs_stats(lambda: self.stats.reverse_order())

        def do_strip(self, line):
            """Leave the folders out of file names."""
            self._needs_stats(lambda: self.stats.strip_dirs())

        def do_quit(self, line):
            """Leave."""
            return True

        def do_EOF(self, line):
            """Leave."""
            print()
            return True

        def postcmd(self, stop, line):
            return stop

    browser = Browser(path)
    print('Welcome to the profile statistics browser.')
    browser.cmdloop()
    print('Goodbye.')


if __name__ == '__main__':
    _browse(sys.argv[1] if len(sys.argv) > 1 else None)
