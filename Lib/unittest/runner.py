"""Running tests and showing their outcomes as text."""

import sys
import time
import warnings

from . import result
from .case import _SubTest
from .signals import registerResult

__unittest = True


class _WritelnDecorator:
    """A stream with a method writeln."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        if attr in {'stream', '__getstate__'}:
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write('\n')


def _theme(stream):
    import _colorize
    return _colorize.get_theme(tty_file=stream).unittest


class TextTestResult(result.TestResult):
    """A result that shows each test as a character, or as a line when verbose."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self._stream_file = stream
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self.descriptions = descriptions
        self._theme = _theme(stream)
        self._newline = True
        self.durations = durations

    def getDescription(self, test):
        first = test.shortDescription()
        return f'{test}\n{first}' if self.descriptions and first else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f'{self.getDescription(test)} ... ')
            self.stream.flush()
            self._newline = False

    def _write_status(self, test, status):
        part = isinstance(test, _SubTest)
        if part or self._newline:
            if not self._newline:
                self.stream.writeln()
            if part:
                self.stream.write('  ')
            self.stream.write(f'{self.getDescription(test)} ... ')
        self.stream.writeln(status)
        self.stream.flush()
        self._newline = True

    def _tell(self, test, color, long, short, plain=False):
        """Show an outcome, the word or the character for it."""
        paint = getattr(self._theme, color)
        if self.showAll and plain:
            self.stream.writeln(f'{paint}{long}{self._theme.reset}')
            self.stream.flush()
        elif self.showAll:
            self._write_status(test, f'{paint}{long}{self._theme.reset}')
        elif self.dots:
            self.stream.write(f'{paint}{short}{self._theme.reset}')
            self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if issubclass(err[0], subtest.failureException):
                self._tell(subtest, 'fail', 'FAIL', 'F')
            else:
                self._tell(subtest, 'fail', 'ERROR', 'E')
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell(test, 'passed', 'ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._tell(test, 'fail', 'ERROR', 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell(test, 'fail', 'FAIL', 'F')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        paint, reset = self._theme.warn, self._theme.reset
        if self.showAll:
            self._write_status(test, f'{paint}skipped{reset} {reason!r}')
        elif self.dots:
            self.stream.write(f'{paint}s{reset}')
            self.stream.flush()

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell(test, 'warn', 'expected failure', 'x', True)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell(test, 'fail', 'unexpected success', 'u', True)

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        paint, reset = self._theme.fail, self._theme.reset
        self.printErrorList(f'{paint}ERROR{reset}', self.errors)
        self.printErrorList(f'{paint}FAIL{reset}', self.failures)
        passed = getattr(self, 'unexpectedSuccesses', ())
        if passed:
            self.stream.writeln(self.separator1)
            for test in passed:
                self.stream.writeln(f'{paint}UNEXPECTED SUCCESS{self._theme.fail_info}: {self.getDescription(test)}{reset}')
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        info, reset = self._theme.fail_info, self._theme.reset
        for test, text in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln(f'{flavour}{info}: {self.getDescription(test)}{reset}')
            self.stream.writeln(self.separator2)
            self.stream.writeln('%s' % text)
            self.stream.flush()


class TextTestRunner:
    """Runs tests and shows their outcomes."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity = descriptions, verbosity
        self.failfast, self.buffer = failfast, buffer
        self.tb_locals, self.durations, self.warnings = tb_locals, durations, warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        try:
            return self.resultclass(self.stream, self.descriptions, self.verbosity, durations=self.durations)
        except TypeError:
            return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def _rule(self, made):
        rule = getattr(made, 'separator2', None)
        if rule is not None:
            self.stream.writeln(rule)

    def _printDurations(self, result):
        if not result.collectedDurations:
            return
        listed = sorted(result.collectedDurations, key=lambda pair: pair[1], reverse=True)
        if self.durations > 0:
            listed = listed[:self.durations]
        self.stream.writeln('Slowest test durations')
        self._rule(result)
        hidden = False
        for test, elapsed in listed:
            if self.verbosity < 2 and elapsed < 0.001:
                hidden = True
                continue
            self.stream.writeln('%-10s %s' % ('%.3fs' % elapsed, test))
        if hidden:
            self.stream.writeln('\n(durations < 0.001s were hidden; use -v to show these durations)')
        else:
            self.stream.writeln('')

    def run(self, test):
        """Run a test or a suite; return the result."""
        made = self._makeResult()
        registerResult(made)
        made.failfast, made.buffer, made.tb_locals = self.failfast, self.buffer, self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            begin = time.perf_counter()
            start, stop = getattr(made, 'startTestRun', None), getattr(made, 'stopTestRun', None)
            if start is not None:
                start()
            try:
                test(made)
            finally:
                if stop is not None:
                    stop()
            took = time.perf_counter() - begin
        made.printErrors()
        if self.durations is not None:
            self._printDurations(made)
        self._rule(made)
        count = made.testsRun
        self.stream.writeln(f'Ran {count} test{"" if count == 1 else "s"} in {took:.3f}s')
        self.stream.writeln()
        self._sum_up(made, count)
        self.stream.flush()
        return made

    def _sum_up(self, made, count):
        """Write the last line."""
        theme = _theme(self.stream)
        skipped, expected, passed = (len(getattr(made, name, ())) for name in
                                     ('skipped', 'expectedFailures', 'unexpectedSuccesses'))
        details = []
        if not made.wasSuccessful():
            self.stream.write(f'{theme.fail_info}FAILED{theme.reset}')
            for name, listed in (('failures', made.failures), ('errors', made.errors)):
                if listed:
                    details.append(f'{theme.fail_info}{name}={len(listed)}{theme.reset}')
        elif count == 0 and not skipped:
            self.stream.write(f'{theme.warn}NO TESTS RAN{theme.reset}')
        else:
            self.stream.write(f'{theme.passed}OK{theme.reset}')
        for number, name, color in ((skipped, 'skipped', theme.warn), (expected, 'expected failures', theme.warn),
                                    (passed, 'unexpected successes', theme.fail)):
            if number:
                details.append(f'{color}{name}={number}{theme.reset}')
        self.stream.write(f' ({", ".join(details)})\n' if details else '\n')
