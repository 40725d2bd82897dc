"""Tests in docstrings: examples as an interactive session shows them, run and compared with what they say they print."""

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP',
           'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF', 'REPORT_ONLY_FIRST_FAILURE',
           'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser', 'DocTestFinder', 'DocTestRunner', 'OutputChecker',
           'DocTestFailure', 'UnexpectedException', 'DebugRunner', 'testmod', 'testfile', 'run_docstring_examples', 'DocTestSuite',
           'DocFileSuite', 'set_unittest_reportflags', 'script_from_examples', 'testsource', 'debug_src', 'debug', 'TestResults']

import __future__
import difflib
import functools
import importlib
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
    if name not in OPTIONFLAGS_BY_NAME:
        OPTIONFLAGS_BY_NAME[name] = 1 << len(OPTIONFLAGS_BY_NAME)
    return OPTIONFLAGS_BY_NAME[name]


# How outputs are compared, and how what was found is reported.
_comparing = [register_optionflag(name) for name in ('DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE',
                                                     'ELLIPSIS', 'SKIP', 'IGNORE_EXCEPTION_DETAIL')]
_reporting = [register_optionflag(name) for name in ('REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF', 'REPORT_ONLY_FIRST_FAILURE',
                                                     'FAIL_FAST')]
COMPARISON_FLAGS, REPORTING_FLAGS = sum(_comparing), sum(_reporting)
DONT_ACCEPT_TRUE_FOR_1, DONT_ACCEPT_BLANKLINE, NORMALIZE_WHITESPACE, ELLIPSIS, SKIP, IGNORE_EXCEPTION_DETAIL = _comparing
REPORT_UDIFF, REPORT_CDIFF, REPORT_NDIFF, REPORT_ONLY_FIRST_FAILURE, FAIL_FAST = _reporting

BLANKLINE_MARKER, ELLIPSIS_MARKER = '<BLANKLINE>', '...'
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
    match module:
        case None:
            return sys.modules.get(sys._getframemodulename(depth))
        case str():
            return importlib.import_module(module)
        case types.ModuleType():
            return module
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
_EXCEPTION = re.compile(r'Traceback\ \( (?:most\ recent\ call\ last | innermost\ last) \):\s*\n (?P<stack>.*?)'
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
        self._counts = {}       # (failures, tries, skips) of each test
        self._printed = _Output()

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
        got = self._printed.getvalue()
        self._printed.truncate(0)
        return got, raised

    def _run_examples(self, test, flags, out):
        failures = tries = skips = 0
        usual = self.optionflags
        for tries, example in enumerate(test.examples, 1):
            quiet = failures and self.optionflags & REPORT_ONLY_FIRST_FAILURE
            self.optionflags = usual
            for flag, wanted in example.options.items():
                self.optionflags = self.optionflags | flag if wanted else self.optionflags & ~flag
            if self.optionflags & SKIP:
                skips += 1
                continue
            if not self._try(test, example, tries - 1, flags, None if quiet else out):
                failures += 1
            if failures and self.optionflags & FAIL_FAST:
                break
        self.optionflags = usual
        self._count(test.name, (failures, tries, skips))
        self.failures, self.tries, self.skips = self.failures + failures, self.tries + tries, self.skips + skips
        return TestResults(failures, tries, skipped=skips)

    def _try(self, test, example, number, flags, out):
        """Run an example, report to out unless it is None, and tell whether it did what it was to do."""
        if out:
            self.report_start(out, test, example)
        got, raised = self._run_example(test, example, number, flags)
        if raised and example.exc_msg is None:
            good, report, outcome = False, self.report_unexpected_exception, raised
        else:
            good = self._matches(example, got, raised)
            report = self.report_success if good else self.report_failure
            outcome = got + _traceback_text(raised) if raised else got
        if out:
            report(out, test, example, outcome)
        return good

    def _count(self, name, counts):
        """Add (failures, tries, skips) to those of a test."""
        before = self._counts.get(name, (0, 0, 0))
        self._counts[name] = tuple(map(sum, zip(before, counts)))

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
        sys.stdout, sys.displayhook = self._printed, sys.__displayhook__
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
        counts = sorted(self._counts.items())
        failures, tries, skips = [sum(column) for column in zip((0, 0, 0), *self._counts.values())]
        empty = [f'    {name}' for name, (_, tried, _) in counts if not tried]
        passed = [f' {tried:3d} test{"s" * (tried != 1)} in {name}' for name, (wrong, tried, _) in counts if tried and not wrong]
        failed = [f' {wrong:3d} of {tried:3d} in {name}' for name, (wrong, tried, _) in counts if tried and wrong]

        def counted(count, word):
            return f'{count} {word}{"s" * (count != 1)}'

        if verbose:
            for group, what in (empty, 'had no tests'), (passed, 'passed all tests'):
                if group:
                    print(f'{counted(len(group), "item")} {what}:', *group, sep='\n')
        if failed:
            print(self.DIVIDER, f'{counted(len(failed), "item")} had failures:', *failed, sep='\n')
        if verbose:
            print(f'{counted(tries, "test")} in {counted(len(counts), "item")}.')
            print(f'{tries - failures} passed' + (f' and {failures} failed' if failures else '') + '.')
        if failures:
            skipped = f' and {counted(skips, "skipped test")}' if skips else ''
            print(f'***Test Failed*** {counted(failures, "failure")}{skipped}.')
        elif verbose:
            print('Test passed.')
        return TestResults(failures, tries, skipped=skips)

    def merge(self, other):
        """Add what another runner has counted."""
        for name, counts in other._counts.items():
            self._count(name, counts)


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
    if not isinstance(m, types.ModuleType):
        raise TypeError(f'testmod: module required; {m!r}')
    runner = _new_runner(raise_on_error, verbose, optionflags)
    tests = DocTestFinder(exclude_empty=exclude_empty).find(m, m.__name__ if name is None else name, None, globs, extraglobs)
    for test in tests:
        runner.run(test)
    return _finish(runner, report)


def _load_testfile(filename, package, module_relative, encoding):
    """Return the text of a file and its path."""
    if not module_relative:
        if package:
            raise ValueError('Package may only be specified for module-relative paths.')
    else:
        package = _normalize_module(package, depth=3)
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
    text, filename = _load_testfile(filename, package, module_relative, encoding or 'utf-8')
    namespace = {**(globs or {}), **(extraglobs or {})}
    namespace.setdefault('__name__', '__main__')
    runner = _new_runner(raise_on_error, verbose, optionflags)
    runner.run(parser.get_doctest(text, namespace, os.path.basename(filename) if name is None else name, filename, 0))
    return _finish(runner, report)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Test the docstring of one object, in a namespace."""
    run = _new_runner(False, verbose, optionflags).run
    for test in DocTestFinder(verbose, recurse=False).find(f, name, None, globs):
        run(test, compileflags)


# Tests for unittest.

_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Set the reporting flags of tests in suites; return those before."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    before, _unittest_reportflags = _unittest_reportflags, flags
    return before


_CaseSettings = namedtuple('_CaseSettings', 'flags set_up tear_down checker')


class DocTestCase(unittest.TestCase):
    """A DocTest as a test case."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._test = test
        self._settings = _CaseSettings(optionflags, setUp, tearDown, checker)

    def setUp(self):
        self._globs_before = dict(self._test.globs)
        prepare = self._settings.set_up
        if prepare is not None:
            prepare(self._test)

    def tearDown(self):
        clean = self._settings.tear_down
        if clean is not None:
            clean(self._test)
        globs = self._test.globs
        globs.clear()
        globs |= self._globs_before

    def runTest(self):
        test, flags = self._test, self._settings.flags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        printed = StringIO()
        runner = DocTestRunner(optionflags=flags, checker=self._settings.checker, verbose=False)
        runner.DIVIDER = '-' * 70
        results = runner.run(test, out=printed.write, clear_globs=False)
        if results.skipped == results.attempted and results.attempted:
            raise unittest.SkipTest("all examples were skipped")
        if results.failed:
            raise self.failureException(self.format_failure(printed.getvalue().removesuffix('\n')))

    def format_failure(self, err):
        """Return the message of a failure."""
        test = self._test
        line = 'unknown line number' if test.lineno is None else str(test.lineno)
        short = test.name.split('.')[-1]
        return f'Failed doctest test for {test.name}\n  File "{test.filename}", line {line}, in {short}\n\n{err}'

    def debug(self):
        """Run the test and let exceptions through."""
        self.setUp()
        try:
            settings = self._settings
            DebugRunner(settings.checker, False, settings.flags).run(self._test, clear_globs=False)
        finally:
            self.tearDown()

    def id(self):
        test = self._test
        return test.name

    def __eq__(self, other):
        if type(other) is type(self):
            return self._test == other._test and self._settings == other._settings
        return NotImplemented

    def __hash__(self):
        return hash(self._settings)

    def __repr__(self):
        *path, last = self._test.name.split('.')
        return f'{last} ({".".join(path)})'

    __str__ = __repr__

    def shortDescription(self):
        return f'Doctest: {self._test.name}'


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
        return self._test.name.replace('.', '_')

    def __repr__(self):
        file = self._test.filename
        return file

    __str__ = __repr__

    def format_failure(self, err):
        return f'Failed doctest test for {self._test.name}\n  File "{self._test.filename}", line 0\n\n{err}'


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    """Make a test case of a text file."""
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
