"""What becomes of tests."""

import io
import sys
import traceback
from functools import wraps

from . import util

__unittest = True

STDOUT_LINE, STDERR_LINE = '\nStdout:\n%s', '\nStderr:\n%s'


def failfast(method):
    """Decorate a method of a result that ends the run if the result is told to fail fast."""
    @wraps(method)
    def inner(self, *args, **kw):
        _stop_if_fast(self)
        return method(self, *args, **kw)
    return inner


def _stop_if_fast(result):
    if getattr(result, 'failfast', False):
        result.stop()


class TestResult:
    """Collects the outcomes of tests. Runners make subclasses that also show them."""

    _previousTestClass = None
    _testRunEntered = _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = self.buffer = self.shouldStop = self.tb_locals = False
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.collectedDurations = []
        self.testsRun = 0
        self._stdout_buffer = self._stderr_buffer = None
        self._original_stdout, self._original_stderr = sys.stdout, sys.stderr
        self._mirrorOutput = False

    def printErrors(self):
        """Called by runners at the end."""

    def startTest(self, test):
        """Called before a test."""
        self.testsRun += 1
        self._fresh()
        self._setupStdout()

    def _fresh(self):
        self._mirrorOutput = False

    def _setupStdout(self):
        if not self.buffer:
            return
        if self._stderr_buffer is None:
            self._stderr_buffer, self._stdout_buffer = io.StringIO(), io.StringIO()
        sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def startTestRun(self):
        """Called before the first test."""

    def stopTest(self, test):
        """Called after a test."""
        self._restoreStdout()
        self._fresh()

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            for mine, original, line in ((sys.stdout, self._original_stdout, STDOUT_LINE),
                                         (sys.stderr, self._original_stderr, STDERR_LINE)):
                text = mine.getvalue()
                if text:
                    original.write(line % (text if text.endswith('\n') else text + '\n'))
        sys.stdout, sys.stderr = self._original_stdout, self._original_stderr
        for mine in (self._stdout_buffer, self._stderr_buffer):
            mine.seek(0)
            mine.truncate()

    def stopTestRun(self):
        """Called after the last test."""

    def _note(self, listed, named, test, err):
        """Put a failed test in a list, with the traceback as text."""
        listed.append((named, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addError(self, test, err):
        """A test has raised something that is no failure of an assertion; err is as of sys.exc_info()."""
        self._note(self.errors, test, test, err)

    @failfast
    def addFailure(self, test, err):
        """An assertion of a test has failed."""
        self._note(self.failures, test, test, err)

    def addSubTest(self, test, subtest, err):
        """A subtest has ended; err is None if it went well."""
        if err is None:
            return
        _stop_if_fast(self)
        self._note(self.failures if issubclass(err[0], test.failureException) else self.errors, subtest, test, err)

    def addSuccess(self, test):
        """A test went well."""

    def addSkip(self, test, reason):
        """A test was skipped."""
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        """A test has failed as expected."""
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        """A test went well that was expected to fail."""
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        """A test took so many seconds."""
        if hasattr(self, 'collectedDurations'):
            self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        """Tell whether all went as expected."""
        return not (self.failures or self.errors or getattr(self, 'unexpectedSuccesses', None))

    def stop(self):
        """Let the run end after the present test."""
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        """Return the traceback as text, without the frames of this package."""
        exctype, value, tb = err
        tb = self._without_own_frames(exctype, value, tb, test)
        made = traceback.TracebackException(exctype, value, tb, capture_locals=self.tb_locals, compact=True)
        import _colorize
        options = {'colorize': True} if _colorize.can_colorize(file=getattr(self, '_stream_file', None) or sys.stderr) else {}
        lines = list(made.format(**options))
        if self.buffer:
            for stream, line in ((sys.stdout, STDOUT_LINE), (sys.stderr, STDERR_LINE)):
                text = stream.getvalue()
                if text:
                    lines.append(line % (text if text.endswith('\n') else text + '\n'))
        return ''.join(lines)

    def _without_own_frames(self, exctype, value, tb, test):
        """Cut the frames of this package off the tracebacks of an exception and of those that led to it."""
        cleaned = None
        pending, seen = [(exctype, value, tb)], {id(value)}
        while pending:
            exctype, value, tb = pending.pop()
            while tb is not None and self._is_relevant_tb_level(tb):
                tb = tb.tb_next
            if test.failureException is exctype:
                self._cut_behind_test(tb)
            if cleaned is None:
                cleaned = (tb,)
            else:
                value.__traceback__ = tb
            if value is not None:
                for other in (value.__cause__, value.__context__):
                    if other is not None and id(other) not in seen:
                        seen.add(id(other))
                        pending.append((type(other), other, other.__traceback__))
        return cleaned[0]

    def _is_relevant_tb_level(self, tb):
        names = tb.tb_frame.f_globals
        return '__unittest' in names

    def _cut_behind_test(self, tb):
        """Cut off the frames behind the last one of the test itself."""
        last = None
        while tb is not None and not self._is_relevant_tb_level(tb):
            last, tb = tb, tb.tb_next
        if last is not None:
            last.tb_next = None

    def __repr__(self):
        return (f'<{util.strclass(self.__class__)} run={self.testsRun} errors={len(self.errors)} '
                f'failures={len(self.failures)}>')
