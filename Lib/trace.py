"""Which lines and functions of a program are run.

    python -m trace --trace FILE [ARGUMENT ...]         print each line before it is run
    python -m trace --count FILE [ARGUMENT ...]         write listings with counts (.cover)
    python -m trace --listfuncs FILE [ARGUMENT ...]     print which functions are called
    python -m trace --trackcalls FILE [ARGUMENT ...]    print which functions call which
"""

import collections
import linecache
import os
import sys
import threading
from time import monotonic as _time

__all__ = ['Trace', 'CoverageResults']

PRAGMA_NOCOVER = '#pragma NO COVER'


def _modname(path):
    """Return the name of the module that a file holds, without that of its package."""
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """Return the name of the module that a file holds, with that of its package as far as sys.path tells."""
    full = os.path.normcase(path)
    heads = [os.path.normcase(folder) for folder in sys.path]
    # The longest folder of sys.path that the file is in.
    head = max((folder for folder in heads if folder and full.startswith(folder.rstrip(os.sep) + os.sep)), key=len, default='')
    base = path[len(head):] if head else path
    stem = os.path.splitext(os.path.splitdrive(base)[1])[0]
    return stem.replace(os.sep, '.').lstrip('.')


def _find_executable_linenos(filename):
    """Return a dict whose keys are the lines of a file that hold something to run."""
    import tokenize
    try:
        with tokenize.open(filename) as file:
            source = file.read()
    except OSError as error:
        print(f"Not printing coverage data for {filename!r}: {error}", file=sys.stderr)
        return {}
    lines, pending = {}, [compile(source, filename, 'exec')]
    while pending:
        code = pending.pop()
        lines.update((line, 1) for _, _, line in code.co_lines() if line)
        pending += [const for const in code.co_consts if hasattr(const, 'co_lines')]
    return lines


def _encoding_of(filename):
    import tokenize
    try:
        with open(filename, 'rb') as file:
            return tokenize.detect_encoding(file.readline)[0]
    except (OSError, SyntaxError):
        return None


class CoverageResults:
    """What was found out: counts {(file, line): number}, calledfuncs {(file, module, function): 1}, callers {(caller, called): 1}.

    infile: earlier results, which these are added to; outfile: where write_results keeps all for another time.
    """

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts, self.calledfuncs, self.callers = dict(counts or {}), dict(calledfuncs or {}), dict(callers or {})
        self.infile, self.outfile = infile, outfile
        if infile:
            import pickle
            try:
                with open(infile, 'rb') as file:
                    self.update(type(self)(**dict(zip(('counts', 'calledfuncs', 'callers'), pickle.load(file)))))
            except (OSError, EOFError, ValueError) as error:
                print(f'Skipping counts file {infile!r}: {error}', file=sys.stderr)

    def is_ignored_filename(self, filename):
        """Tell whether a file is none."""
        return filename[:1] == '<' and (filename[-1:] == '>' or filename.startswith('<stdlib>/'))

    def update(self, other):
        """Add other results."""
        for place, number in other.counts.items():
            self.counts[place] = self.counts.get(place, 0) + number
        self.calledfuncs.update(dict.fromkeys(other.calledfuncs, 1))
        self.callers.update(dict.fromkeys(other.callers, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None, *, ignore_missing_files=False):
        """Print what functions were called, and write listings with counts.

        show_missing: lines that were not run are marked; summary: print a line about each file; coverdir: where the listings go, by default beside
        the files; ignore_missing_files: files that are gone are passed over.
        """
        self._print_functions()
        self._print_calls()
        files = collections.defaultdict(dict)
        for (file, line), number in self.counts.items():
            if not self.is_ignored_filename(file):
                files[file.removesuffix('c') if file.endswith('.pyc') else file][line] = number
        rows = {}
        for file, hits in files.items():
            if ignore_missing_files and not os.path.isfile(file):
                continue
            if coverdir is None:
                folder, module = os.path.dirname(os.path.abspath(file)), _modname(file)
            else:
                folder, module = coverdir, _fullmodname(file)
                os.makedirs(folder, exist_ok=True)
            executable = _find_executable_linenos(file) if show_missing else {}
            listing = os.path.join(folder, module + '.cover')
            hit, lines = self.write_results_file(listing, linecache.getlines(file), executable, hits, _encoding_of(file))
            if lines:
                rows[module] = lines, hit / lines, module, file
        if summary and rows:
            print('lines   cov%   module   (path)')
            for module in sorted(rows):
                print('{:5d}   {:.1%}   {}   ({})'.format(*rows[module]))
        if self.outfile:
            import pickle
            try:
                with open(self.outfile, 'wb') as file:
                    pickle.dump((self.counts, self.calledfuncs, self.callers), file, 1)
            except OSError as error:
                print("Can't save counts files because", error, file=sys.stderr)

    def _print_functions(self):
        if self.calledfuncs:
            print('\nfunctions called:')
            for file, module, function in sorted(self.calledfuncs):
                print(f'filename: {file}, modulename: {module}, funcname: {function}')

    def _print_calls(self):
        if not self.callers:
            return
        print('\ncalling relationships:')
        shown = shown_called = None
        for (file, module, function), (called_file, called_module, called) in sorted(self.callers):
            if file != shown:
                print(f'\n*** {file} ***')
                shown, shown_called = file, None
            if called_file not in (file, shown_called):
                print('  -->', called_file)
                shown_called = called_file
            print(f'    {module}.{function} -> {called_module}.{called}')

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write a listing; return how many lines were run, and how many there are to run."""
        try:
            file = open(path, 'w', encoding=encoding or 'utf-8')
        except OSError as error:
            print(f'trace: Could not open {path!r} for writing: {error} - skipping', file=sys.stderr)
            return 0, 0
        hit = missed = 0
        with file:
            for number, line in enumerate(lines, 1):
                if number in lines_hit:
                    hit += 1
                    margin = f'{lines_hit[number]:5d}: '
                elif number in lnotab and PRAGMA_NOCOVER not in line:
                    missed += 1
                    margin = '>>>>>> '
                else:
                    margin = ' ' * 7
                file.write(margin + line.expandtabs(8))
        return hit, hit + missed


class _Ignore:
    """Which files are passed over: modules and packages by name, files by folder."""

    def __init__(self, modules=(), folders=()):
        self._modules, self._folders = list(modules or ()), [os.path.normpath(folder) for folder in folders or ()]
        self._known = {}

    def names(self, file, module):
        # Tell whether a file is passed over.
        if module not in self._known:
            by_name = any(module == name or module.startswith(name + '.') for name in self._modules)
            by_folder = file is None or file.startswith('<stdlib>/') and '<stdlib>' in self._folders or any(
                file.startswith(folder + os.sep) for folder in self._folders)
            self._known[module] = by_name or by_folder
        return self._known[module]


class Trace:
    """Runs programs and finds out about them.

    count: how often lines are run; trace: print each line; countfuncs: which functions are called; countcallers: by which. The last two exclude
    the others. ignoremods and ignoredirs: what is passed over. infile, outfile: see CoverageResults. timing: print the time before each line.
    """

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(), ignoredirs=(), infile=None, outfile=None, timing=False):
        self.infile, self.outfile = infile, outfile
        self.ignore = _Ignore(ignoremods, ignoredirs)
        self.counts, self._calledfuncs, self._callers = {}, {}, {}
        self.trace, self._count = trace, count
        self.start_time = _time() if timing else None
        self.donothing = not (countcallers or countfuncs or trace or count)
        self.globaltrace = (self.globaltrace_trackcallers if countcallers else self.globaltrace_countfuncs if countfuncs else self.globaltrace_lt)
        self.localtrace = self._line

    # Running.

    def run(self, cmd):
        """Run statements in __main__."""
        import __main__
        variables = vars(__main__)
        self.runctx(cmd, variables, variables)

    def runctx(self, cmd, globals=None, locals=None):
        """Run statements."""
        variables = [{} if each is None else each for each in (globals, locals)]
        function = None if self.donothing else self.globaltrace
        if function:
            threading.settrace(function)
            sys.settrace(function)
        try:
            exec(cmd, *variables)
        finally:
            if function:
                sys.settrace(None)
                threading.settrace(None)

    def runfunc(self, func, /, *args, **kw):
        """Call a function and return what it returns."""
        function = None if self.donothing else self.globaltrace
        if function:
            threading.settrace(function)
            sys.settrace(function)
        try:
            return func(*args, **kw)
        finally:
            if function:
                sys.settrace(None)
                threading.settrace(None)

    # Trace functions.

    def file_module_function_of(self, frame):
        """Return (file, module, function) of a frame; a method's class is part of its name."""
        code = frame.f_code
        return code.co_filename, _modname(code.co_filename), code.co_qualname.rpartition('<locals>.')[2]

    def globaltrace_trackcallers(self, frame, why, arg):
        """Note which function calls which."""
        if why == 'call':
            self._callers[self.file_module_function_of(frame.f_back), self.file_module_function_of(frame)] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        """Note which function is called."""
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Follow the lines of what is called, unless it is to be passed over."""
        if why != 'call':
            return None
        file = frame.f_globals.get('__file__')
        if not file or self.ignore.names(file, _modname(file)):
            return None
        if self.trace:
            print(f' --- modulename: {_modname(file)}, funcname: {frame.f_code.co_name}')
        return self.localtrace

    def _line(self, frame, why, arg):
        if why == 'line':
            file, line = frame.f_code.co_filename, frame.f_lineno
            if self._count:
                place = file, line
                self.counts[place] = self.counts.get(place, 0) + 1
            if self.trace:
                if self.start_time is not None:
                    print(f'{_time() - self.start_time:.2f}', end=' ')
                source = linecache.getline(file, line)
                print(f'{os.path.basename(file)}({line})' + (f':  {source}' if source else '\n'), end='')
        return self.localtrace

    def results(self):
        """Return what was found out, as CoverageResults."""
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile, calledfuncs=self._calledfuncs, callers=self._callers)


def _parser():
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('--version', action='version', version='trace 2.0')
    main = parser.add_argument_group('Main options', 'One of these (or --report) must be given')
    flags = {'action': 'store_true'}
    main.add_argument('-c', '--count', **flags, help='Count the number of times each line is executed and write the counts to <module>.cover for each '
                      "module executed, in the module's directory. See also --coverdir, --file, --no-report below.")
    main.add_argument('-t', '--trace', **flags, help='Print each line to sys.stdout before it is executed')
    main.add_argument('-l', '--listfuncs', **flags, help='Keep track of which functions are executed at least once and write the results to sys.stdout '
                      'after the program exits. Cannot be specified alongside --trace or --count.')
    main.add_argument('-T', '--trackcalls', **flags, help='Keep track of caller/called pairs and write the results to sys.stdout after the program exits.')
    group = parser.add_argument_group('Modifiers')
    either = group.add_mutually_exclusive_group()
    either.add_argument('-r', '--report', **flags, help='Generate a report from a counts file; does not execute any code. --file must specify the results '
                        'file to read, which must have been created in a previous run with --count --file=FILE')
    either.add_argument('-R', '--no-report', **flags, help='Do not generate the coverage report files. Useful if you want to accumulate over several runs.')
    group.add_argument('-f', '--file', help='File to accumulate counts over several runs')
    group.add_argument('-C', '--coverdir', help='Directory where the report files go. The coverage report for <package>.<module> will be written to file '
                       '<dir>/<package>/<module>.cover')
    group.add_argument('-m', '--missing', **flags, help='Annotate executable lines that were not executed with ">>>>>> "')
    group.add_argument('-s', '--summary', **flags, help='Write a brief summary for each file to sys.stdout. Can only be used with --count or --report')
    group.add_argument('-g', '--timing', **flags, help='Prefix each line with the time since the program started. Only used while tracing')
    filters = parser.add_argument_group('Filters', 'Can be specified multiple times')
    filters.add_argument('--ignore-module', action='append', default=[], help='Ignore the given module(s) and its submodules (if it is a package). Accepts '
                         'comma separated list of module names.')
    filters.add_argument('--ignore-dir', action='append', default=[], help='Ignore files in the given directory (multiple directories can be joined by '
                         'os.pathsep).')
    parser.add_argument('--module', **flags, default=False, help='Trace a module. ')
    parser.add_argument('progname', nargs='?', help='file to run as main program')
    parser.add_argument('arguments', nargs=argparse.REMAINDER, help='arguments to the program')
    return parser


def _folders(texts):
    import sysconfig
    for folder in (folder for text in texts for folder in text.split(os.pathsep)):
        folder = os.path.expandvars(folder).replace('$prefix', sysconfig.get_path('stdlib')).replace('$exec_prefix', sysconfig.get_path('platstdlib'))
        yield os.path.normpath(folder)


def main():
    """Do what the command line says."""
    parser = _parser()
    chosen = parser.parse_args()
    if chosen.report:
        if not chosen.file:
            parser.error('-r/--report requires -f/--file')
        CoverageResults(infile=chosen.file, outfile=chosen.file).write_results(chosen.missing, chosen.summary, chosen.coverdir)
        return
    if not any([chosen.trace, chosen.count, chosen.listfuncs, chosen.trackcalls]):
        parser.error('must specify one of --trace, --count, --report, --listfuncs, or --trackcalls')
    if chosen.listfuncs and (chosen.count or chosen.trace):
        parser.error('cannot specify both --listfuncs and (--trace or --count)')
    if chosen.summary and not chosen.count:
        parser.error('--summary can only be used with --count or --report')
    if chosen.progname is None:
        parser.error('progname is missing: required with the main options')
    modules = [name.strip() for text in chosen.ignore_module for name in text.split(',')]
    tracer = Trace(chosen.count, chosen.trace, countfuncs=chosen.listfuncs, countcallers=chosen.trackcalls, ignoremods=modules,
                   ignoredirs=list(_folders(chosen.ignore_dir)), infile=chosen.file, outfile=chosen.file, timing=chosen.timing)
    try:
        if chosen.module:
            import runpy
            name, spec, code = runpy._get_module_details(chosen.progname)
            sys.argv = [code.co_filename, *chosen.arguments]
            variables = {'__name__': '__main__', '__file__': code.co_filename, '__package__': spec.parent, '__loader__': spec.loader, '__spec__': spec}
        else:
            import io
            sys.argv = [chosen.progname, *chosen.arguments]
            sys.path[:0 if sys.flags.safe_path else 1] = [os.path.dirname(chosen.progname)]
            with io.open_code(chosen.progname) as file:
                code = compile(file.read(), chosen.progname, 'exec', dont_inherit=True)
            variables = {'__file__': chosen.progname, '__name__': '__main__', '__package__': None, '__cached__': None}
        tracer.runctx(code, variables, variables)
    except OSError as error:
        sys.exit(f'Cannot run file {sys.argv[0]!r} because: {error}')
    except SystemExit:
        pass
    results = tracer.results()
    if not chosen.no_report:
        results.write_results(chosen.missing, chosen.summary, chosen.coverdir)


if __name__ == '__main__':
    main()
