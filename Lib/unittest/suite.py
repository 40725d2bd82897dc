"""Suites: groups of tests that run one after the other."""

import contextlib
import sys

from . import case, util

__unittest = True


@contextlib.contextmanager
def _quiet(result):
    """Let the result keep what is printed, if it does that."""
    getattr(result, '_setupStdout', bool)()
    try:
        yield
    finally:
        getattr(result, '_restoreStdout', bool)()


class BaseTestSuite:
    """A group of tests and groups."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests, self._gone = [], 0
        self.addTests(tests)

    def __repr__(self):
        return f'<{util.strclass(self.__class__)} tests={list(self)}>'

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, self.__class__) else NotImplemented

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._gone + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        """Add a test or a group."""
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        """Add several tests."""
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def run(self, result):
        """Run the tests until the result says stop; return the result."""
        for at, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(at)
        return result

    def _removeTestAtIndex(self, index):
        """Let go of a test that has run, so that what it holds is freed."""
        try:
            done = self._tests[index]
        except TypeError:
            return  # a suite of another kind
        self._gone += getattr(done, 'countTestCases', int)()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the tests so that what they raise comes out."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """A group of tests with the fixtures of classes and modules: setUpClass, setUpModule and so on."""

    def run(self, result, debug=False):
        outermost = not getattr(result, '_testRunEntered', False)
        if outermost:
            result._testRunEntered = True
        for at, test in enumerate(self):
            if result.shouldStop:
                break
            if _isnotsuite(test):
                for step in (self._tearDownPreviousClass, self._handleModuleFixture, self._handleClassSetUp):
                    step(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, '_classSetupFailed', False) or getattr(result, '_moduleSetUpFailed', False):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(at)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    def _handleClassSetUp(self, test, result):
        previous, current = getattr(result, '_previousTestClass', None), test.__class__
        if (current == previous or getattr(result, '_moduleSetUpFailed', False)
                or getattr(current, '__unittest_skip__', False)):
            return
        try:
            current._classSetupFailed = False
        except TypeError:
            pass  # a class that can't be changed
        set_up = getattr(current, 'setUpClass', None)
        clean_up = getattr(current, 'doClassCleanups', None)
        if set_up is None:
            return
        name, failed = util.strclass(current), False
        with _quiet(result):
            try:
                set_up()
            except Exception as error:
                _let_out(result)
                try:
                    current._classSetupFailed = True
                except TypeError:
                    pass
                failed = True
                self._createClassOrModuleLevelException(result, error, 'setUpClass', name)
            if failed and clean_up is not None:
                self._clean_class(clean_up, current, result, name, 'setUpClass')

    def _clean_class(self, clean_up, cls, result, name, what):
        clean_up()
        for info in cls.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise info[1]
            self._createClassOrModuleLevelException(result, info[1], what, name, info=info)

    def _get_previous_module(self, result):
        previous = getattr(result, '_previousTestClass', None)
        return None if previous is None else previous.__module__

    def _handleModuleFixture(self, test, result):
        current = test.__class__.__module__
        if current == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        set_up = getattr(module, 'setUpModule', None)
        if set_up is None:
            return
        with _quiet(result):
            try:
                set_up()
            except Exception as error:
                _let_out(result)
                result._moduleSetUpFailed = True
                self._createClassOrModuleLevelException(result, error, 'setUpModule', current)
            if result._moduleSetUpFailed:
                self._clean_module(result, 'setUpModule', current)

    def _clean_module(self, result, what, name):
        try:
            case.doModuleCleanups()
        except Exception as error:
            _let_out(result)
            self._createClassOrModuleLevelException(result, error, what, name)

    def _createClassOrModuleLevelException(self, result, exc, method_name, parent, info=None):
        self._addClassOrModuleLevelException(result, exc, f'{method_name} ({parent})', info)

    def _addClassOrModuleLevelException(self, result, exception, errorName, info=None):
        holder = _ErrorHolder(errorName)
        skip = getattr(result, 'addSkip', None)
        if skip is not None and isinstance(exception, case.SkipTest):
            skip(holder, str(exception))
        else:
            result.addError(holder, info or sys.exc_info())

    def _handleModuleTearDown(self, result):
        name = self._get_previous_module(result)
        module = sys.modules.get(name)
        if name is None or module is None or getattr(result, '_moduleSetUpFailed', False):
            return
        with _quiet(result):
            tear_down = getattr(module, 'tearDownModule', None)
            if tear_down is not None:
                try:
                    tear_down()
                except Exception as error:
                    _let_out(result)
                    self._createClassOrModuleLevelException(result, error, 'tearDownModule', name)
            self._clean_module(result, 'tearDownModule', name)

    def _tearDownPreviousClass(self, test, result):
        previous = getattr(result, '_previousTestClass', None)
        if (previous is None or test.__class__ == previous or getattr(previous, '_classSetupFailed', False)
                or getattr(result, '_moduleSetUpFailed', False) or getattr(previous, '__unittest_skip__', False)):
            return
        tear_down = getattr(previous, 'tearDownClass', None)
        clean_up = getattr(previous, 'doClassCleanups', None)
        if tear_down is None and clean_up is None:
            return
        with _quiet(result):
            name = util.strclass(previous)
            if tear_down is not None:
                try:
                    tear_down()
                except Exception as error:
                    _let_out(result)
                    self._createClassOrModuleLevelException(result, error, 'tearDownClass', name)
            if clean_up is not None:
                self._clean_class(clean_up, previous, result, name, 'tearDownClass')


class _ErrorHolder:
    """Stands in results for the fixture of a class or module that has failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f'<ErrorHolder description={self.description!r}>'

    def __str__(self):
        return self.id()

    def run(self, result):
        """There is nothing to run."""

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _isnotsuite(test):
    """Tell whether something is no group of tests."""
    try:
        iter(test)
    except TypeError:
        return True
    return False


def _let_out(result):
    """Raise the present exception again if the tests are debugged."""
    if isinstance(result, _DebugResult):
        raise


class _DebugResult:
    """The result of debug(): it only tells which fixtures are in place."""

    _previousTestClass = None
    _moduleSetUpFailed = shouldStop = False
