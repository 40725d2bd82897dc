"""Tests in docstrings: examples as an interactive session shows them, run and compared with what they say they print."""

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP',
           'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF', 'REPORT_ONLY_FIRST_FAILURE',
           'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser', 'DocTestFinder', 'DocTestRunner', 'OutputChecker',
           'DocTestFailure', 'UnexpectedException', 'DebugRunner', 'testmod', 'testfile', 'run_docstring_examples', 'DocTestSuite',
           'DocFileSuite', 'set_unittest_reportflags', 'script_from_examples', 'testsource', 'debug_src', 'debug', 'TestResults']

import __future__
import difflib
import functools
import inspect
import linecache
import os
import re
import sys
import traceback
import types
import unittest
from collections import namedtuple
from io import StringIO

__unittest = True        # the frames of this module are left out of the reports of unittest

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """Return the flag called name, made if there is none."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'
_RULE = '*' * 70


class TestResults(namedtuple('TestResults', 'failed attempted')):
    """How many examples failed, of how many that were tried; skipped counts those left out."""

    def __new__(cls, failed, attempted, *, skipped=0):
        made = super().__new__(cls, failed, attempted)
        made.skipped = skipped
        return made

    def __repr__(self):
        skipped = f', skipped={self.skipped}' if self.skipped else ''
        return f'TestResults(failed={self.failed}, attempted={self.attempted}{skipped})'


def _future_flags(names):
    """The compiler flags of the features of __future__ that are among names."""
    flags = 0
    for feature in __future__.all_feature_names:
        value = getattr(__future__, feature)
        if names.get(feature) is value:
            flags |= value.compiler_flag
    return flags


_extract_future_flags = _future_flags


def _normalize_module(module, depth=2):
    """A module, given as one, by its name, or as None: that of the caller depth frames up."""
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ['*'])
    if module is None:
        try:
            return sys.modules[sys._getframemodulename(depth)]
        except KeyError:
            return None
    raise TypeError("Expected a module, string, or None")


def _indent(text, by=4):
    return re.sub('(?m)^(?!$)', ' ' * by, text)


def _traceback_text(exc_info):
    return ''.join(traceback.format_exception(*exc_info))


class Example:
    """One statement of a session, and what it is to print or raise."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        def ended(text):
            return text if text.endswith('\n') else text + '\n'

        self.source = ended(source)
        self.want = ended(want) if want else want
        self.exc_msg = None if exc_msg is None else ended(exc_msg)
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.exc_msg

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self._key() == other._key() and self.options == other.options

    def __hash__(self):
        return hash(self._key())


class DocTest:
    """The examples of one docstring and the namespace that they run in."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        if isinstance(examples, str):
            raise TypeError("DocTest no longer accepts str; use DocTestParser instead")
        self.examples = examples
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno
        self.docstring = docstring

    def __repr__(self):
        count = len(self.examples)
        shown = 'no examples' if not count else f'{count} example{"s" * (count != 1)}'
        return f'<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({shown})>'

    def _place(self):
        return self.docstring, self.filename, self.lineno

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (self.examples, self._place(), self.globs, self.name) == (other.examples, other._place(), other.globs, other.name)

    def __hash__(self):
        return hash((self._place(), self.name))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        keys = [(test.name, test.filename or '', -1 if test.lineno is None else test.lineno, id(test)) for test in (self, other)]
        return keys[0] < keys[1]


_PROMPTED = re.compile(r'(?P<indent>[ ]*)>>>(?P<rest>.*)')
_EXCEPTION = re.compile(r'Traceback\ \( (?:most\ recent\ call\ last | innermost\ last) \):\s*\n (?P<stack>(?:^\s.*\n|^\s*\n)*?)'
                        r'(?P<message>^\w.*)', re.VERBOSE | re.MULTILINE | re.DOTALL)
_DIRECTIVE = re.compile(r'''#\s*doctest:\s*([^\n'"]*)$''', re.MULTILINE)


class DocTestParser:
    """Finds the examples in a text."""

    def parse(self, string, name='<string>'):
        """Return the text's parts: examples, and the strings between them."""
        lines = string.expandtabs().split('\n')
        margin = min((len(line) - len(line.lstrip(' ')) for line in lines if line.strip()), default=0)
        if margin:
            lines = [line[margin:] for line in lines]
        parts, between, i = [], 0, 0
        while i < len(lines):
            start = _PROMPTED.fullmatch(lines[i])
            if start is None:
                i += 1
                continue
            first, indent = i, len(start['indent'])
            i += 1
            while i < len(lines) and re.match(r' *\.\.\.', lines[i]):
                i += 1
            wanted = i
            while i < len(lines) and lines[i].strip() and not re.match('[ ]*>>>', lines[i]):
                i += 1
            parts.append(''.join(line + '\n' for line in lines[between:first]))
            example = self._make_example(lines[first:wanted], lines[wanted:i], indent, name, first)
            if example is not None:
                parts.append(example)
            between = i
        parts.append('\n'.join(lines[between:]))
        return parts

    def _make_example(self, prompted, wanted, indent, name, lineno):
        for number, line in enumerate(prompted, lineno + 1):
            if line[indent + 3:indent + 4] not in ('', ' '):
                raise ValueError(f'line {number} of the docstring for {name} lacks blank after {line[indent:indent + 3]}: {line!r}')
        for number, line in enumerate(prompted[1:], lineno + 2):
            if not line.startswith(' ' * indent + '.'):
                raise ValueError(f'line {number} of the docstring for {name} has inconsistent leading whitespace: {line!r}')
        source = '\n'.join(line[indent + 4:] for line in prompted)
        while wanted and not wanted[-1].strip():
            wanted.pop()
        for number, line in enumerate(wanted, lineno + len(prompted) + 1):
            if not line.startswith(' ' * indent):
                raise ValueError(f'line {number} of the docstring for {name} has inconsistent leading whitespace: {line!r}')
        want = '\n'.join(line[indent:] for line in wanted)
        raised = _EXCEPTION.match(want)
        options = self._find_options(source, name, lineno)
        if all(not line.strip() or line.lstrip().startswith('#') for line in source.split('\n')):
            return None
        return Example(source, want, raised['message'] if raised else None, lineno=lineno, indent=indent, options=options)

    def _find_options(self, source, name, lineno):
        options = {}
        for directive in _DIRECTIVE.findall(source):
            for option in directive.replace(',', ' ').split():
                if option[0] not in '+-' or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f'line {lineno + 1} of the doctest for {name} has an invalid option: {option!r}')
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
        if options and all(not line.strip() or line.lstrip().startswith('#') for line in source.split('\n')):
            raise ValueError(f'line {lineno} of the doctest for {name} has an option directive on a line with no example: {source!r}')
        return options

    def get_examples(self, string, name='<string>'):
        """Return the examples of a text."""
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def get_doctest(self, string, globs, name, filename, lineno):
        """Return the test that the examples of a text make."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)


class DocTestFinder:
    """Finds the docstrings of an object and of what it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._verbose = verbose
        self._parser = parser
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """Return the tests of an object, sorted; module is where it is from: False finds none, None looks it up."""
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError(f"DocTestFinder.find: name must be given when obj.__name__ doesn't exist: {type(obj)!r}")
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        source_lines = self._source_lines(obj, module)
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        globs.update(extraglobs or {})
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, source_lines, globs, {})
        tests.sort()
        return tests

    def _source_lines(self, obj, module):
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            return None
        if not file:
            file = inspect.getfile(obj)
            if file[:1] + file[-2:] != '<]>':
                return None
        lines = linecache.getlines(file) if module is None else linecache.getlines(file, module.__dict__)
        return lines or None

    def _from_module(self, module, obj):
        if module is None:
            return True
        if inspect.getmodule(obj) is not None and not inspect.ismethoddescriptor(obj) and not isinstance(obj, property):
            return module is inspect.getmodule(obj)
        if inspect.isfunction(obj):
            return module.__dict__ is obj.__globals__
        if inspect.ismethoddescriptor(obj) or inspect.ismethodwrapper(obj):
            owner = getattr(obj, '__objclass__', None)
            origin = owner.__module__ if owner is not None else getattr(obj, '__module__', None)
            return origin is None or module.__name__ == origin
        if inspect.isclass(obj):
            return module.__name__ == obj.__module__
        if hasattr(obj, '__module__'):
            return module.__name__ == obj.__module__
        if isinstance(obj, property):
            return True
        raise ValueError("object must be a class or function")

    def _is_routine(self, obj):
        return inspect.isroutine(inspect.unwrap(obj)) if not isinstance(obj, type) else False

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if self._verbose:
            print(f'Finding tests in {name}')
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                try:
                    usable = self._is_routine(value) or inspect.isclass(value)
                except Exception:
                    continue
                if usable and self._from_module(module, value):
                    self._find(tests, value, f'{name}.{key}', module, source_lines, globs, seen)
            for key, value in getattr(obj, '__test__', {}).items():
                if not isinstance(key, str):
                    raise ValueError(f'DocTestFinder.find: __test__ keys must be strings: {type(key)!r}')
                if not (self._is_routine(value) or inspect.isclass(value) or inspect.ismodule(value) or isinstance(value, str)):
                    raise ValueError('DocTestFinder.find: __test__ values must be strings, functions, methods, classes, or modules: '
                                     f'{type(value)!r}')
                self._find(tests, value, f'{name}.__test__.{key}', module, source_lines, globs, seen)
        elif inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (self._is_routine(value) or inspect.isclass(value) or isinstance(value, property)) \
                        and self._from_module(module, value):
                    self._find(tests, value, f'{name}.{key}', module, source_lines, globs, seen)

    def _get_test(self, obj, name, module, globs, source_lines):
        text = obj if isinstance(obj, str) else getattr(obj, '__doc__', None)
        text = '' if text is None else str(text)
        if not text and self._exclude_empty:
            return None
        file = None
        if module is not None:
            file = getattr(module, '__file__', None) or module.__name__
            if file.endswith('.pyc'):
                file = file[:-1]
        return self._parser.get_doctest(text, globs, name, file, self._find_lineno(obj, source_lines))

    def _find_lineno(self, obj, source_lines):
        """The line where an object's docstring begins, from 0, or None."""
        text = getattr(obj, '__doc__', None)
        lineno = 0 if inspect.ismodule(obj) and text is not None else None
        if inspect.isclass(obj) and text is not None and source_lines is not None:
            lineno = next((i for i, line in enumerate(source_lines)
                           if re.match(rf'^\s*class\s*{re.escape(obj.__name__)}\b', line)), None)
        if inspect.ismethod(obj):
            obj = obj.__func__
        if isinstance(obj, property):
            obj = obj.fget
        if isinstance(obj, functools.cached_property):
            obj = obj.func
        if self._is_routine(obj) and getattr(obj, '__doc__', None):
            obj = inspect.unwrap(obj)
            code = getattr(obj, '__code__', None)
            if code is not None:
                lineno = code.co_firstlineno - 1
        if lineno is None:
            return None
        if source_lines is None:
            return lineno + 1
        return next((i for i in range(lineno, len(source_lines)) if re.match(r'(^|.*:)\s*\w*("|\')', source_lines[i])), None)


class _Output(StringIO):
    """What an example prints, in place of sys.stdout."""

    def getvalue(self):
        text = super().getvalue()
        return text if not text or text.endswith('\n') else text + '\n'

    def truncate(self, size=None):
        self.seek(size)
        super().truncate()


_SpoofOut = _Output


class DocTestRunner:
    """Runs tests and reports what goes wrong."""

    DIVIDER = _RULE

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._stats = {}
        self._fakeout = _Output()

    def report_start(self, out, test, example):
        """Say, when verbose, what is about to be tried."""
        if not self._verbose:
            return
        expecting = f'Expecting:\n{_indent(example.want)}' if example.want else 'Expecting nothing\n'
        out(f'Trying:\n{_indent(example.source)}{expecting}')

    def report_success(self, out, test, example, got):
        """Say, when verbose, that an example did what it was to do."""
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        """Say that an example printed something else."""
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """Say that an example raised an exception."""
        out(f'{self._failure_header(test, example)}Exception raised:\n{_indent(_traceback_text(exc_info))}')

    def _failure_header(self, test, example):
        if test.filename:
            line = '?' if test.lineno is None else test.lineno + example.lineno + 1
            place = f'File "{test.filename}", line {line}, in {test.name}'
        else:
            place = f'Line {example.lineno + 1}, in {test.name}'
        return f'{self.DIVIDER}\n{place}\nFailed example:\n{_indent(example.source)}'

    def _matches(self, example, got, raised):
        """Tell whether an example did what it was to do; raised is the exception that it ended with."""
        check = self._checker.check_output
        if raised is None:
            return check(example.want, got, self.optionflags)
        message = ''.join(traceback.format_exception_only(*raised[:2]))
        if isinstance(raised[1], SyntaxError):
            message = message[message.rindex(f'{type(raised[1]).__name__}') if type(raised[1]).__name__ in message else 0:]
        if check(example.exc_msg, message, self.optionflags):
            return True
        if self.optionflags & IGNORE_EXCEPTION_DETAIL:
            return check(_bare_exception(example.exc_msg), _bare_exception(message), self.optionflags)
        return False

    def _run_example(self, test, example, number, flags):
        """Run an example and return (what it printed, the exception it ended with as exc_info)."""
        try:
            code = compile(example.source, f'<doctest {test.name}[{number}]>', 'single', flags, True)
            exec(code, test.globs)
            sys.stdout.flush()
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            entry = error.__traceback__.tb_next
            raised = type(error), error.with_traceback(entry), entry
        else:
            raised = None
        got = self._fakeout.getvalue()
        self._fakeout.truncate(0)
        return got, raised

    def _run_examples(self, test, flags, out):
        failures = tries = skips = 0
        original = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures
            self.optionflags = original
            for flag, wanted in example.options.items():
                self.optionflags = self.optionflags | flag if wanted else self.optionflags & ~flag
            tries += 1
            if self.optionflags & SKIP:
                if not quiet:
                    self._report_skip(out, test, example)
                skips += 1
                continue
            if not quiet:
                self.report_start(out, test, example)
            got, raised = self._run_example(test, example, number, flags)
            if raised is not None and example.exc_msg is None:
                if not quiet:
                    self.report_unexpected_exception(out, test, example, raised)
                failures += 1
            else:
                shown = got if raised is None else got + _traceback_text(raised)
                if self._matches(example, got, raised):
                    if not quiet:
                        self.report_success(out, test, example, shown)
                else:
                    if not quiet:
                        self.report_failure(out, test, example, shown)
                    failures += 1
            if failures and self.optionflags & FAIL_FAST:
                break
        self.optionflags = original
        failed, tried, skipped = self._stats.get(test.name, (0, 0, 0))
        self._stats[test.name] = failed + failures, tried + tries, skipped + skips
        self.failures += failures
        self.tries += tries
        self.skips += skips
        return TestResults(failures, tries, skipped=skips)

    def _report_skip(self, out, test, example):
        pass

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run a test and return its TestResults; out gets what there is to report."""
        self.test = test
        flags = _future_flags(test.globs) if compileflags is None else compileflags
        stdout = sys.stdout
        if out is None:
            def out(text):
                try:
                    stdout.write(text)
                except UnicodeEncodeError:
                    encoding = stdout.encoding or 'ascii'
                    stdout.write(text.encode(encoding, 'backslashreplace').decode(encoding))

        saved_trace, saved_hook, saved_getlines = sys.gettrace(), sys.displayhook, linecache.getlines
        sys.stdout = self._fakeout
        sys.displayhook = sys.__displayhook__
        linecache.getlines = self._example_lines
        self._saved_getlines = saved_getlines
        try:
            return self._run_examples(test, flags, out)
        finally:
            sys.stdout, sys.displayhook, linecache.getlines = stdout, saved_hook, saved_getlines
            sys.settrace(saved_trace)
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def _example_lines(self, filename, module_globals=None):
        match = re.match(r'<doctest (?P<name>.+)\[(?P<number>\d+)\]>$', filename)
        if match and match['name'] == self.test.name:
            return self.test.examples[int(match['number'])].source.splitlines(keepends=True)
        return self._saved_getlines(filename, module_globals)

    def summarize(self, verbose=None):
        """Print how the tests went, and return the TestResults of them all."""
        verbose = self._verbose if verbose is None else verbose
        empty, passed, failed = [], [], []
        for name, (failures, tries, skips) in self._stats.items():
            if not tries:
                empty.append(name)
            elif not failures:
                passed.append((name, tries))
            else:
                failed.append((name, (failures, tries, skips)))
        def counted(count, word):
            return f'{count} {word}{"s" * (count != 1)}'

        if verbose:
            if empty:
                print(f'{counted(len(empty), "item")} had no tests:')
                for name in sorted(empty):
                    print(f'    {name}')
            if passed:
                print(f'{counted(len(passed), "item")} passed all tests:')
                for name, count in sorted(passed):
                    print(f' {count:3d} test{"s" if count != 1 else ""} in {name}')
        if failed:
            print(self.DIVIDER)
            print(f'{counted(len(failed), "item")} had failures:')
            for name, (failures, tries, skips) in sorted(failed):
                print(f' {failures:3d} of {tries:3d} in {name}')
        if verbose:
            print(f'{counted(self.tries, "test")} in {counted(len(self._stats), "item")}.')
            print(f'{self.tries - self.failures} passed' + (f' and {self.failures} failed' if self.failures else '')
                  + (f' and {self.skips} skipped' if self.skips else '') + '.')
        if self.failures:
            skipped = f' and {counted(self.skips, "skipped test")}' if self.skips else ''
            print(f'***Test Failed*** {counted(self.failures, "failure")}{skipped}.')
        elif verbose:
            print('Test passed.')
        return TestResults(self.failures, self.tries, skipped=self.skips)

    def merge(self, other):
        """Add what another runner has counted."""
        for name, counts in other._stats.items():
            if name in self._stats:
                counts = tuple(map(sum, zip(counts, self._stats[name])))
            self._stats[name] = counts


def _bare_exception(message):
    """The name of an exception without its module and without what follows."""
    if message is None:
        return ''
    first = message.split('\n', 1)[0] if '\n' in message.strip() else message.strip()
    head = first.partition(':')[0]
    return head.rpartition('.')[2] + '\n'


class OutputChecker:
    """Compares what examples print with what they are to print."""

    def check_output(self, want, got, optionflags):
        """Tell whether got will do for want."""
        if want is None:
            want = ''

        def plain(text):
            return text.encode('ASCII', 'backslashreplace').decode('ASCII')

        want, got = plain(want), plain(got)
        if want == got:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf'(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$', '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if want == got:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            want, got = ' '.join(want.split()), ' '.join(got.split())
            if want == got:
                return True
        return bool(optionflags & ELLIPSIS) and _matches_with_gaps(want, got)

    def output_difference(self, example, got, optionflags):
        """Return a text that shows how got differs from what the example wants."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub(r'(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if self._wants_diff(want, got, optionflags):
            wanted, given = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                kind, lines = 'unified diff with -expected +actual', list(difflib.unified_diff(wanted, given, n=2))[2:]
            elif optionflags & REPORT_CDIFF:
                kind, lines = 'context diff with expected followed by actual', list(difflib.context_diff(wanted, given, n=2))[2:]
            else:
                kind, lines = 'ndiff with -expected +actual', list(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(wanted, given))
            return f'Differences ({kind}):\n' + _indent(''.join(lines))
        shown = f'Expected:\n{_indent(want)}' if want else 'Expected nothing\n'
        return shown + (f'Got:\n{_indent(got)}' if got else 'Got nothing\n')

    def _wants_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        return bool(optionflags & REPORT_NDIFF) or want.count('\n') > 2 and got.count('\n') > 2


def _matches_with_gaps(want, got):
    """Tell whether got is want, with any text in the place of each '...'."""
    first, *rest = want.split(ELLIPSIS_MARKER)
    if not rest:
        return want == got
    *middle, last = rest
    if len(first) + len(last) > len(got) or not got.startswith(first) or not got.endswith(last):
        return False
    position, end = len(first), len(got) - len(last)
    for piece in middle:
        position = got.find(piece, position, end)
        if position < 0:
            return False
        position += len(piece)
    return position <= end


_ellipsis_match = _matches_with_gaps


class DocTestFailure(Exception):
    """An example printed something else than it was to."""

    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised an exception."""

    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Runs tests and raises an exception at the first that goes wrong."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run a test; its namespace is left as it is when it fails."""
        result = super().run(test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


master = None       # the runner of all tests of testmod() and testfile()


def _finish(runner, report):
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def _new_runner(raise_on_error, verbose, optionflags, checker=None):
    return (DebugRunner if raise_on_error else DocTestRunner)(checker=checker, verbose=verbose, optionflags=optionflags)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    """Test the docstrings of a module, __main__ by default, and return the TestResults."""
    if m is None:
        m = sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError(f'testmod: module required; {m!r}')
    runner = _new_runner(raise_on_error, verbose, optionflags)
    finder = DocTestFinder(exclude_empty=exclude_empty)
    for test in finder.find(m, m.__name__ if name is None else name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _finish(runner, report)


def _load_testfile(filename, package, module_relative, encoding):
    """Return the text of a file and its path."""
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
        loader = getattr(package, '__loader__', None)
        if loader is not None and hasattr(loader, 'get_data'):
            text = loader.get_data(filename).decode(encoding)
            return text.replace('\r\n', '\n').replace('\r', '\n'), filename
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def _module_relative_path(module, test_path):
    if not inspect.ismodule(module):
        raise TypeError(f'Expected a module: {module!r}')
    if test_path.startswith('/'):
        raise ValueError('Module-relative files may not have absolute paths')
    steps = test_path.split('/')
    if getattr(module, '__file__', None):
        base = os.path.dirname(module.__file__)
    elif module.__name__ == '__main__':
        base = os.path.dirname(sys.argv[0]) if sys.argv and sys.argv[0] else os.curdir
    else:
        for folder in getattr(module, '__path__', ()):
            full = os.path.join(folder, *steps)
            if os.path.exists(full):
                return full
        raise ValueError(f"Can't resolve paths relative to the module {module!r} (it has no __file__)")
    return os.path.join(base, *steps)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0,
             extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Test the examples of a text file and return the TestResults; its path is relative to the caller's module or to package."""
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    text, filename = _load_testfile(filename, package, module_relative, encoding or 'utf-8')
    namespace = {**(globs or {}), **(extraglobs or {})}
    namespace.setdefault('__name__', '__main__')
    runner = _new_runner(raise_on_error, verbose, optionflags)
    runner.run(parser.get_doctest(text, namespace, os.path.basename(filename) if name is None else name, filename, 0))
    return _finish(runner, report)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Test the docstring of one object, in a namespace."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# Tests for unittest.

_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Set the reporting flags of tests in suites; return those before."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    before, _unittest_reportflags = _unittest_reportflags, flags
    return before


class DocTestCase(unittest.TestCase):
    """A DocTest as a test case."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_test = test
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown

    def setUp(self):
        self._dt_globs = self._dt_test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        test, flags = self._dt_test, self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        printed = StringIO()
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        runner.DIVIDER = '-' * 70
        results = runner.run(test, out=printed.write, clear_globs=False)
        if results.skipped == results.attempted and results.attempted:
            raise unittest.SkipTest("all examples were skipped")
        if results.failed:
            raise self.failureException(self.format_failure(printed.getvalue()))

    def format_failure(self, err):
        """Return the message of a failure."""
        test = self._dt_test
        line = 'unknown line number' if test.lineno is None else str(test.lineno)
        short = test.name.split('.')[-1]
        return f'Failed doctest test for {test.name}\n  File "{test.filename}", line {line}, in {short}\n\n{err}'

    def debug(self):
        """Run the test and let exceptions through."""
        self.setUp()
        try:
            runner = DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False)
            runner.run(self._dt_test, clear_globs=False)
        finally:
            self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return ((self._dt_test, self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker)
                == (other._dt_test, other._dt_optionflags, other._dt_setUp, other._dt_tearDown, other._dt_checker))

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker))

    def __repr__(self):
        *path, last = self._dt_test.name.split('.')
        return f'{last} ({".".join(path)})'

    __str__ = __repr__

    def shortDescription(self):
        return f'Doctest: {self._dt_test.name}'


class SkipDocTestCase(DocTestCase):
    """Stands for the tests of a module when docstrings are left out (-OO)."""

    def __init__(self, module):
        self.module = module
        super().__init__(None)

    def setUp(self):
        self.skipTest("DocTestSuite will not work with -O2 and above")

    def test_skip(self):
        pass

    def shortDescription(self):
        return f'Skipping tests from {self.module.__name__}'

    __str__ = shortDescription


class _DocTestSuite(unittest.TestSuite):
    """A suite that keeps its tests after they ran."""

    def _removeTestAtIndex(self, index):
        pass


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """Make a suite of a module's tests; options are setUp, tearDown, optionflags and checker."""
    finder = DocTestFinder() if test_finder is None else test_finder
    module = _normalize_module(module)
    tests = finder.find(module, globs=globs, extraglobs=extraglobs)
    suite = _DocTestSuite()
    if not tests and sys.flags.optimize >= 2:
        suite.addTest(SkipDocTestCase(module))
    for test in sorted(tests):
        if not test.examples:
            continue
        if not test.filename:
            file = module.__file__
            test.filename = file[:-1] if file.endswith('.pyc') else file
        suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    """The test of a text file as a test case."""

    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    __str__ = __repr__

    def format_failure(self, err):
        return f'Failed doctest test for {self._dt_test.name}\n  File "{self._dt_test.filename}", line 0\n\n{err}'


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    """Make a test case of a text file."""
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    text, path = _load_testfile(path, package, module_relative, encoding or 'utf-8')
    namespace = {} if globs is None else globs.copy()
    namespace.setdefault('__file__', path)
    return DocFileCase(parser.get_doctest(text, namespace, os.path.basename(path), path, 0), **options)


def DocFileSuite(*paths, **kw):
    """Make a suite of the tests of text files; keywords as in DocTestSuite, and module_relative, package, parser, encoding."""
    if kw.get('module_relative', True):
        kw['package'] = _normalize_module(kw.get('package'))
    suite = _DocTestSuite()
    for path in paths:
        suite.addTest(DocFileTest(path, **kw))
    return suite


# Tests as programs.

def _commented(text):
    return [('# ' + line).rstrip() if line else '#' for line in text.split('\n')[:-1]]


def script_from_examples(s):
    """Turn a text with examples into a program; the rest becomes comments."""
    lines = []
    for part in DocTestParser().parse(s):
        if not isinstance(part, Example):
            lines += _commented(part)
            continue
        lines.append(part.source[:-1])
        if part.want:
            lines.append('# Expected:')
            lines += ['## ' + line for line in part.want.split('\n')[:-1]]
    while lines and lines[-1] == '#':
        lines.pop()
    while lines and lines[0] == '#':
        lines.pop(0)
    return '\n'.join(lines) + '\n'


def testsource(module, name):
    """Return the test of an object in a module as a program."""
    module = _normalize_module(module)
    for test in DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, "not found in tests")


def debug_src(src, pm=False, globs=None):
    """Debug the examples of a text."""
    debug_script(script_from_examples(src), pm, globs)


def debug_script(src, pm=False, globs=None):
    """Debug a program, from its start or (with pm) where it fails."""
    import pdb
    globs = {} if globs is None else globs.copy()
    if not pm:
        pdb.Pdb(nosigint=True).run(f'exec({src!r})', globs, globs)
        return
    try:
        exec(src, globs, globs)
    except Exception:
        print(sys.exc_info()[1])
        debugger = pdb.Pdb(nosigint=True)
        debugger.reset()
        debugger.interaction(None, sys.exc_info()[2])


def debug(module, name, pm=False):
    """Debug the test of an object in a module."""
    module = _normalize_module(module)
    debug_script(testsource(module, name), pm, module.__dict__)


def _main():
    import argparse
    parser = argparse.ArgumentParser(description='doctest runner')
    parser.add_argument('-v', '--verbose', action='store_true', default=False, help='print very verbose output for all tests')
    parser.add_argument('-o', '--option', action='append', choices=OPTIONFLAGS_BY_NAME.keys(), default=[],
                        help='specify a doctest option flag to apply to the test run; may be specified more than once to apply '
                             'multiple options')
    parser.add_argument('-f', '--fail-fast', action='store_true',
                        help='stop running tests after first failure (this is a shorthand for -o FAIL_FAST, and is in addition to '
                             'any other -o options)')
    parser.add_argument('file', nargs='+', help='file containing the tests to run')
    args = parser.parse_args()
    flags = FAIL_FAST if args.fail_fast else 0
    for option in args.option:
        flags |= OPTIONFLAGS_BY_NAME[option]
    for file in args.file:
        if file.endswith('.py'):
            folder, name = os.path.split(file)
            sys.path.insert(0, folder)
            module = __import__(name[:-3])
            del sys.path[0]
            failures, _ = testmod(module, verbose=args.verbose, optionflags=flags)
        else:
            failures, _ = testfile(file, module_relative=False, verbose=args.verbose, optionflags=flags)
        if failures:
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(_main())
