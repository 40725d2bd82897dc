"""Test cases and their assertions."""

import contextlib
import functools
import re
import sys
import time
import traceback
import warnings
from collections import ChainMap, Counter, namedtuple

from . import result
from .util import _common_shorten_repr, _count_diff_all_purpose, _count_diff_hashable, safe_repr, strclass

__unittest = True

_subtest_msg_sentinel = object()

DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class SkipTest(Exception):
    """Raised in a test to skip it."""


class _ShouldStop(Exception):
    """Ends a test at the first failure of a subtest."""


class _UnexpectedSuccess(Exception):
    """A test succeeded that was expected to fail."""


class _Outcome:
    """How a test goes: the state of one run."""

    def __init__(self, result=None):
        self.failing, self.expectedFailure = False, None
        self.result, self.success = result, True
        self.result_supports_subtests = hasattr(result, 'addSubTest')

    @contextlib.contextmanager
    def testPartExecutor(self, test_case, subTest=False):
        before, self.success = self.success, True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as skipped:
            self.success = False
            _addSkip(self.result, test_case, str(skipped))
        except _ShouldStop:
            pass  # the subtest has been reported
        except:
            info = sys.exc_info()
            if self.failing:
                self.expectedFailure = info
            else:
                self.success = False
                if subTest:
                    self.result.addSubTest(test_case.test_case, test_case, info)
                else:
                    _addError(self.result, test_case, info)
            info = None  # break the cycle with this frame
        else:
            if subTest and self.success:
                self.result.addSubTest(test_case.test_case, test_case, None)
        finally:
            self.success = before and self.success


def _addSkip(result, test_case, reason):
    add = getattr(result, 'addSkip', None)
    if add is not None:
        add(test_case, reason)
    else:
        warnings.warn('TestResult has no addSkip method, skips not reported', RuntimeWarning, 2)
        result.addSuccess(test_case)


def _addError(result, test, exc_info):
    if result is not None and exc_info is not None:
        failed = issubclass(exc_info[0], test.failureException)
        (result.addFailure if failed else result.addError)(test, exc_info)


def _id(obj):
    return obj


def _enter_context(cm, addcleanup):
    cls = type(cm)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        problem = (f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol")
        if hasattr(cls, '__aenter__') and hasattr(cls, '__aexit__'):
            problem += ' but it supports the asynchronous context manager protocol. Did you mean to use enterAsyncContext()?'
        raise TypeError(problem) from None
    entered = enter(cm)
    addcleanup(leave, cm, None, None, None)
    return entered


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Call a function when all tests of the module are done, even if setUpModule fails."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    """Enter a context that is left when all tests of the module are done."""
    return _enter_context(cm, addModuleCleanup)


def _run_cleanups(stack, failed):
    """Call the functions from the last to the first; failed is called with what each raises."""
    while stack:
        function, args, kwargs = stack.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            failed(error)


def doModuleCleanups():
    """Call the functions that addModuleCleanup was given."""
    errors = []
    _run_cleanups(_module_cleanups, errors.append)
    if errors:
        raise errors[0]  # the first one is as good as any


def skip(reason):
    """Decorate a test that is always skipped."""
    def decorate(test_item):
        if not isinstance(test_item, type):
            @functools.wraps(test_item)
            def wrapper(*args, **kwargs):
                raise SkipTest(reason)
            test_item = wrapper
        test_item.__unittest_skip__, test_item.__unittest_skip_why__ = True, reason
        return test_item

    import types
    if isinstance(reason, types.FunctionType):  # without parentheses
        test_item, reason = reason, ''
        return decorate(test_item)
    return decorate


def skipIf(condition, reason):
    """Decorate a test that is skipped if the condition is true."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """Decorate a test that is skipped unless the condition is true."""
    return _id if condition else skip(reason)


def expectedFailure(test_item):
    """Decorate a test that fails."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


def _are_kinds_of(expected, basetype):
    if isinstance(expected, tuple):
        return all(_are_kinds_of(one, basetype) for one in expected)
    return issubclass(expected, basetype) if isinstance(expected, type) else False


class _BaseTestCaseContext:
    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        test = self.test_case
        raise test.failureException(test._formatMessage(self.msg, standardMsg))


class _AssertRaisesBaseContext(_BaseTestCaseContext):
    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.test_case, self.expected = test_case, expected
        self.expected_regex = None if expected_regex is None else re.compile(expected_regex)
        self.obj_name = self.msg = None

    def handle(self, name, args, kwargs):
        """Call the function, or return self as a context when there is none."""
        try:
            if not _are_kinds_of(self.expected, self._root):
                raise TypeError(f'{name}() arg 1 must be {self._wanted}')
            if not args:
                self.msg = kwargs.pop('msg', None)
                if kwargs:
                    raise TypeError(f'{next(iter(kwargs))!r} is an invalid keyword argument for this function')
                return self
            function, *args = args
            self.obj_name = getattr(function, '__name__', None) or str(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None  # break a cycle with the frame

    def _name(self):
        try:
            return self.expected.__name__
        except AttributeError:
            return str(self.expected)

    def _missed(self, what):
        name = self._name()
        self._raiseFailure(f'{name} not {what} by {self.obj_name}' if self.obj_name else f'{name} not {what}')


class _AssertRaisesContext(_AssertRaisesBaseContext):
    """What assertRaises returns."""

    _root = BaseException
    _wanted = 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._missed('raised')
        traceback.clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        wanted = self.expected_regex
        if wanted is not None and not wanted.search(str(exc_value)):
            self._raiseFailure(f'"{wanted.pattern}" does not match "{exc_value}"')
        return True

    __class_getitem__ = classmethod(type(list[int]))


class _AssertWarnsContext(_AssertRaisesBaseContext):
    """What assertWarns returns."""

    _root = Warning
    _wanted = 'a warning type or tuple of warning types'

    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._catcher.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first = None
        for caught in self.warnings:
            message = caught.message
            if not isinstance(message, self.expected):
                continue
            if first is None:
                first = message
            if self.expected_regex is not None and not self.expected_regex.search(str(message)):
                continue
            self.warning, self.filename, self.lineno = message, caught.filename, caught.lineno
            return
        if first is not None:
            self._raiseFailure(f'"{self.expected_regex.pattern}" does not match "{first}"')
        self._missed('triggered')


class _AssertNotWarnsContext(_AssertWarnsContext):
    def __exit__(self, exc_type, exc_value, tb):
        self._catcher.__exit__(exc_type, exc_value, tb)
        if exc_type is None:
            for caught in self.warnings:
                if isinstance(caught.message, self.expected):
                    self._raiseFailure(f'{self._name()} triggered' + (f' by {self.obj_name}' if self.obj_name else ''))


class _OrderedChainMap(ChainMap):
    """A ChainMap that lists the keys of the first map first."""

    def __iter__(self):
        return iter(dict.fromkeys(key for one in self.maps for key in one))


def _first_line(doc):
    return doc.strip().partition('\n')[0].strip() if doc else None


def _show(value):
    return safe_repr(value)


class TestCase:
    """A test: subclasses have methods whose names begin with test, and setUp() and tearDown() around each."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 1 << 16

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed, cls._class_cleanups = False, []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = 'No test'
        method = getattr(self, methodName, None)
        if method is not None:
            self._testMethodDoc = method.__doc__
        elif methodName != 'runTest':
            raise ValueError(f'no such test method in {self.__class__}: {methodName}')
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = {
            dict: 'assertDictEqual', list: 'assertListEqual', tuple: 'assertTupleEqual', set: 'assertSetEqual',
            frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}

    def addTypeEqualityFunc(self, typeobj, function):
        """Let assertEqual compare two objects of exactly this type by a function (first, second, msg=None)."""
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        """Call a function after tearDown, even when setUp fails; the last added one comes first."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        """Enter a context that is left after tearDown."""
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """Call a function after tearDownClass, even when setUpClass fails."""
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        """Enter a context that is left after tearDownClass."""
        return _enter_context(cm, cls.addClassCleanup)

    def setUp(self):
        """Prepare for a test."""

    def tearDown(self):
        """Clean up after a test."""

    @classmethod
    def setUpClass(cls):
        """Prepare for all tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Clean up after all tests of the class."""

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return result.TestResult()

    def shortDescription(self):
        """Return the first line of the test's docstring, or None."""
        return _first_line(self._testMethodDoc)

    def id(self):
        return f'{strclass(self.__class__)}.{self._testMethodName}'

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f'{self._testMethodName} ({strclass(self.__class__)}.{self._testMethodName})'

    def __repr__(self):
        return f'<{strclass(self.__class__)} testMethod={self._testMethodName}>'

    @contextlib.contextmanager
    def subTest(self, msg=_subtest_msg_sentinel, **params):
        """Run a part of the test whose failure doesn't end it; the message and parameters tell which part it was."""
        outcome = self._outcome
        if outcome is None or not outcome.result_supports_subtests:
            yield
            return
        outer = self._subtest
        known = _OrderedChainMap(params) if outer is None else outer.params.new_child(params)
        self._subtest = _SubTest(self, msg, known)
        try:
            with outcome.testPartExecutor(self._subtest, subTest=True):
                yield
            if not outcome.success:
                if outcome.result is not None and getattr(outcome.result, 'failfast', False):
                    raise _ShouldStop
            elif outcome.expectedFailure:
                raise _ShouldStop  # the test need not go on
        finally:
            self._subtest = outer

    def _addExpectedFailure(self, result, exc_info):
        add = getattr(result, 'addExpectedFailure', None)
        if add is not None:
            add(self, exc_info)
        else:
            warnings.warn('TestResult has no addExpectedFailure method, reporting as passes', RuntimeWarning)
            result.addSuccess(self)

    def _addUnexpectedSuccess(self, result):
        add = getattr(result, 'addUnexpectedSuccess', None)
        if add is not None:
            add(self)
            return
        warnings.warn('TestResult has no addUnexpectedSuccess method, reporting as failure', RuntimeWarning)
        try:
            raise _UnexpectedSuccess from None
        except _UnexpectedSuccess:
            result.addFailure(self, sys.exc_info())

    def _addDuration(self, result, elapsed):
        add = getattr(result, 'addDuration', None)
        if add is not None:
            add(self, elapsed)
        else:
            warnings.warn('TestResult has no addDuration method', RuntimeWarning)

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        outcome = method()
        if outcome is None:
            return
        import inspect
        hint = ''
        if inspect.iscoroutine(outcome):
            hint = (f'It is deprecated to return a value that is not None from a test case ({method} returned '
                    f'{type(outcome).__name__!r})')
            if not _is_async_case(self):
                hint += '. Maybe you forgot to use IsolatedAsyncioTestCase as the base class?'
        else:
            hint = (f'It is deprecated to return a value that is not None from a test case ({method} returned '
                    f'{type(outcome).__name__!r})')
        warnings.warn(hint, DeprecationWarning, stacklevel=4)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        """Run the test and put its outcome into the result, which is returned."""
        stop_run = None
        if result is None:
            result = self.defaultTestResult()
            start_run, stop_run = (getattr(result, name, None) for name in ('startTestRun', 'stopTestRun'))
            if start_run is not None:
                start_run()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if getattr(self.__class__, '__unittest_skip__', False) or getattr(method, '__unittest_skip__', False):
                why = (getattr(self.__class__, '__unittest_skip_why__', '') or getattr(method, '__unittest_skip_why__', ''))
                _addSkip(result, self, why)
                return result
            self._run_parts(result, method)
            return result
        finally:
            result.stopTest(self)
            if stop_run is not None:
                stop_run()

    def _run_parts(self, result, method):
        """Set up, test, tear down, clean up; then report."""
        expecting = (getattr(self, '__unittest_expecting_failure__', False)
                     or getattr(method, '__unittest_expecting_failure__', False))
        outcome = self._outcome = _Outcome(result)
        begin = time.perf_counter()
        try:
            with outcome.testPartExecutor(self):
                self._callSetUp()
            if outcome.success:
                outcome.failing = expecting
                with outcome.testPartExecutor(self):
                    self._callTestMethod(method)
                outcome.failing = False
                with outcome.testPartExecutor(self):
                    self._callTearDown()
            self.doCleanups()
            self._addDuration(result, time.perf_counter() - begin)
            if outcome.success:
                if not expecting:
                    result.addSuccess(self)
                elif outcome.expectedFailure:
                    self._addExpectedFailure(result, outcome.expectedFailure)
                else:
                    self._addUnexpectedSuccess(result)
        finally:
            outcome.expectedFailure = None  # it holds a traceback with this frame
            self._outcome = None

    def doCleanups(self):
        """Call the functions that addCleanup was given."""
        outcome = self._outcome or _Outcome()
        while self._cleanups:
            todo, args, kwargs = self._cleanups.pop()
            with outcome.testPartExecutor(self):
                self._callCleanup(todo, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        """Call the functions that addClassCleanup was given; what they raise is kept in tearDown_exceptions."""
        cls.tearDown_exceptions = []
        _run_cleanups(cls._class_cleanups, lambda error: cls.tearDown_exceptions.append(sys.exc_info()))

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test so that what it raises comes out."""
        method = getattr(self, self._testMethodName)
        if getattr(self.__class__, '__unittest_skip__', False) or getattr(method, '__unittest_skip__', False):
            raise SkipTest(getattr(self.__class__, '__unittest_skip_why__', '') or getattr(method, '__unittest_skip_why__', ''))
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            todo, args, kwargs = self._cleanups.pop()
            self._callCleanup(todo, *args, **kwargs)

    def skipTest(self, reason):
        """Skip the test from here on."""
        raise SkipTest(reason)

    def fail(self, msg=None):
        """Fail."""
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        """Join what the test says of a failure with what the assertion says."""
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return f'{standardMsg} : {msg}'
        except UnicodeDecodeError:
            return f'{safe_repr(standardMsg)} : {safe_repr(msg)}'

    def _unless(self, fine, msg, standard):
        if not fine:
            raise self.failureException(self._formatMessage(msg, standard()))

    def assertFalse(self, expr, msg=None):
        """Fail if the expression is true."""
        self._unless(not expr, msg, lambda: f'{_show(expr)} is not false')

    def assertTrue(self, expr, msg=None):
        """Fail unless the expression is true."""
        self._unless(expr, msg, lambda: f'{_show(expr)} is not true')

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Fail unless a call raises the exception; without a function return a context that fails unless its body raises it."""
        return _AssertRaisesContext(expected_exception, self).handle('assertRaises', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Fail unless a call, or the body of the context, warns of this category."""
        return _AssertWarnsContext(expected_warning, self).handle('assertWarns', args, kwargs)

    def _assertNotWarns(self, expected_warning, *args, **kwargs):
        return _AssertNotWarnsContext(expected_warning, self).handle('_assertNotWarns', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """Return a context that fails unless something is logged in it; it has the attributes records and output."""
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        """Return a context that fails if something is logged in it."""
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=True)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            compare = self._type_equality_funcs.get(type(first))
            if compare is not None:
                return getattr(self, compare) if isinstance(compare, str) else compare
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        self._unless(first == second, msg, lambda: '%s != %s' % _common_shorten_repr(first, second))

    def assertEqual(self, first, second, msg=None):
        """Fail unless two objects are equal; of texts and containers the differences are shown."""
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        """Fail if two objects are equal."""
        self._unless(first != second, msg, lambda: f'{_show(first)} == {_show(second)}')

    def _how_near(self, first, second, places, delta):
        """Tell whether numbers are near each other, and the words for how near they had to be and for their difference."""
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        difference = abs(first - second)
        shown = f' ({_show(difference)} difference)'
        if delta is not None:
            return difference <= delta, f' within {_show(delta)} delta', shown
        places = 7 if places is None else places
        return round(difference, places) == 0, f' within {places!r} places', shown

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail unless numbers differ by 0 after rounding to so many decimal places (7), or by delta at the most."""
        if first != second:
            near, within, shown = self._how_near(first, second, places, delta)
            self._unless(near, msg, lambda: f'{_show(first)} != {_show(second)}{within}{shown}')
        elif delta is not None and places is not None:
            raise TypeError('specify delta or places not both')

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail if numbers are equal after rounding, or differ by delta at the most."""
        if first == second and not (delta is not None and places is not None):
            near, within, shown = True, f' within {places if places is not None else 7!r} places', ''
            if delta is not None:
                near, within, shown = self._how_near(first, second, places, delta)
        else:
            near, within, shown = self._how_near(first, second, places, delta)
            shown = shown if delta is not None else ''
        self._unless(not near, msg, lambda: f'{_show(first)} == {_show(second)}{within}{shown}')

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """Fail unless two sequences (of a type, if one is given) have equal items in the same order."""
        kind = 'sequence'
        if seq_type is not None:
            kind = seq_type.__name__
            for which, seq in (('First', seq1), ('Second', seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(f'{which} sequence is not a {kind}: {_show(seq)}')
        lengths = []
        problem = None
        for which, seq in (('First', seq1), ('Second', seq2)):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                problem = f'{which} {kind} has no length.    Non-sequence?'
                break
        if problem is None:
            if seq1 == seq2:
                return
            where = self._first_difference(seq1, seq2, kind, lengths, seq_type)
            if where is None:
                return
            problem = '%ss differ: %s != %s\n' % (kind.capitalize(), *_common_shorten_repr(seq1, seq2)) + where
        import difflib
        import pprint
        lines = difflib.ndiff(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines())
        self.fail(self._formatMessage(msg, self._truncateMessage(problem, '\n' + '\n'.join(lines))))

    def _first_difference(self, seq1, seq2, kind, lengths, seq_type):
        """Say where two sequences differ first, and which one is longer; None if only their types differ."""
        text = ''
        for i in range(min(lengths)):
            items = []
            for which, seq in (('first', seq1), ('second', seq2)):
                try:
                    items.append(seq[i])
                except (TypeError, IndexError, NotImplementedError):
                    text += f'\nUnable to index element {i} of {which} {kind}\n'
                    break
            if len(items) < 2:
                break
            if items[0] != items[1]:
                text += '\nFirst differing element %d:\n%s\n%s\n' % (i, *_common_shorten_repr(*items))
                break
        else:
            if lengths[0] == lengths[1] and seq_type is None and type(seq1) is not type(seq2):
                return None
        for which, seq, more, less in (('First', seq1, *lengths), ('Second', seq2, *lengths[::-1])):
            if more > less:
                text += f'\n{which} {kind} contains {more - less} additional elements.\n'
                try:
                    text += 'First extra element %d:\n%s\n' % (less, _show(seq[less]))
                except (TypeError, IndexError, NotImplementedError):
                    text += f'Unable to index element {less} of {which.lower()} {kind}\n'
        return text

    def _truncateMessage(self, message, diff):
        limit = self.maxDiff
        return message + (diff if limit is None or len(diff) <= limit else DIFF_OMITTED % len(diff))

    def assertListEqual(self, list1, list2, msg=None):
        """Fail unless two lists are equal."""
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        """Fail unless two tuples are equal."""
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        """Fail unless two sets are equal; tell what only one of them has."""
        lines = []
        for which, other, one, two in (('first', 'second', set1, set2), ('second', 'first', set2, set1)):
            try:
                only = one.difference(two)
            except TypeError as error:
                self.fail(f'invalid type when attempting set difference: {error}')
            except AttributeError as error:
                self.fail(f'{which} argument does not support set difference: {error}')
            if only:
                lines.append(f'Items in the {which} set but not the {other}:')
                lines.extend(map(repr, only))
        if lines:
            self.fail(self._formatMessage(msg, '\n'.join(lines)))

    def assertIn(self, member, container, msg=None):
        """Fail unless the container has the member."""
        self._unless(member in container, msg, lambda: f'{_show(member)} not found in {_show(container)}')

    def assertNotIn(self, member, container, msg=None):
        """Fail if the container has the member."""
        self._unless(member not in container, msg, lambda: f'{_show(member)} unexpectedly found in {_show(container)}')

    def assertIs(self, expr1, expr2, msg=None):
        """Fail unless both are the same object."""
        self._unless(expr1 is expr2, msg, lambda: f'{_show(expr1)} is not {_show(expr2)}')

    def assertIsNot(self, expr1, expr2, msg=None):
        """Fail if both are the same object."""
        self._unless(expr1 is not expr2, msg, lambda: f'unexpectedly identical: {_show(expr1)}')

    def assertDictEqual(self, d1, d2, msg=None):
        """Fail unless two dictionaries are equal."""
        for which, one in (('First', d1), ('Second', d2)):
            self.assertIsInstance(one, dict, f'{which} argument is not a dictionary')
        if d1 != d2:
            import difflib
            import pprint
            lines = difflib.ndiff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines())
            text = self._truncateMessage('%s != %s' % _common_shorten_repr(d1, d2), '\n' + '\n'.join(lines))
            self.fail(self._formatMessage(msg, text))

    def assertCountEqual(self, first, second, msg=None):
        """Fail unless two iterables have the same items, each as often, in any order."""
        one, two = list(first), list(second)
        try:
            counts = Counter(one), Counter(two)
        except TypeError:
            differences = _count_diff_all_purpose(one, two)
        else:
            differences = [] if counts[0] == counts[1] else _count_diff_hashable(one, two)
        if differences:
            lines = ['Element counts were not equal:',
                     *(f'First has {actual}, Second has {expected}:  {value!r}' for actual, expected, value in differences)]
            text = self._truncateMessage(lines[0] + '\n', '\n'.join(lines[1:]))
            self.fail(self._formatMessage(msg, text))

    def assertMultiLineEqual(self, first, second, msg=None):
        """Fail unless two texts are equal; show in which lines they differ."""
        for which, one in (('First', first), ('Second', second)):
            self.assertIsInstance(one, str, f'{which} argument is not a string')
        if first == second:
            return
        text = '%s != %s' % _common_shorten_repr(first, second)
        if max(len(first), len(second)) <= self._diffThreshold:
            import difflib
            one, two = first, second
            if not first.endswith('\n') and first or not second.endswith('\n') and second:
                # ndiff wants complete lines
                one, two = (each and each + '\n' for each in (first, second))
            diff = difflib.ndiff(one.splitlines(keepends=True), two.splitlines(keepends=True))
            text = self._truncateMessage(text, '\n' + ''.join(diff))
        self.fail(self._formatMessage(msg, text))

    def assertLess(self, a, b, msg=None):
        """Fail unless a < b."""
        self._unless(a < b, msg, lambda: f'{_show(a)} not less than {_show(b)}')

    def assertLessEqual(self, a, b, msg=None):
        """Fail unless a <= b."""
        self._unless(a <= b, msg, lambda: f'{_show(a)} not less than or equal to {_show(b)}')

    def assertGreater(self, a, b, msg=None):
        """Fail unless a > b."""
        self._unless(a > b, msg, lambda: f'{_show(a)} not greater than {_show(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        """Fail unless a >= b."""
        self._unless(a >= b, msg, lambda: f'{_show(a)} not greater than or equal to {_show(b)}')

    def assertIsNone(self, obj, msg=None):
        """Fail unless the object is None."""
        self._unless(obj is None, msg, lambda: f'{_show(obj)} is not None')

    def assertIsNotNone(self, obj, msg=None):
        """Fail if the object is None."""
        self._unless(obj is not None, msg, lambda: 'unexpectedly None')

    def assertIsInstance(self, obj, cls, msg=None):
        """Fail unless the object is an instance of the class, or of one of a tuple of classes."""
        many = 'any of ' if isinstance(cls, tuple) else ''
        self._unless(isinstance(obj, cls), msg, lambda: f'{_show(obj)} is not an instance of {many}{cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        """Fail if the object is an instance of the class."""
        if isinstance(obj, cls):
            if isinstance(cls, tuple):
                cls = next((one for one in cls if isinstance(obj, one)), cls)
            self._unless(False, msg, lambda: f'{_show(obj)} is an instance of {cls!r}')

    def assertIsSubclass(self, cls, superclass, msg=None):
        """Fail unless a class is a subclass of another, or of one of a tuple."""
        try:
            fine = issubclass(cls, superclass)
        except TypeError:
            if isinstance(cls, type):
                raise
            self._unless(False, msg, lambda: f'{cls!r} is not a class')
        many = 'any of ' if isinstance(superclass, tuple) else ''
        self._unless(fine, msg, lambda: f'{cls!r} is not a subclass of {many}{superclass!r}')

    def assertNotIsSubclass(self, cls, superclass, msg=None):
        """Fail if a class is a subclass of another."""
        try:
            bad = issubclass(cls, superclass)
        except TypeError:
            if isinstance(cls, type):
                raise
            self._unless(False, msg, lambda: f'{cls!r} is not a class')
        if bad:
            if isinstance(superclass, tuple):
                superclass = next((one for one in superclass if issubclass(cls, one)), superclass)
            self._unless(False, msg, lambda: f'{cls!r} is a subclass of {superclass!r}')

    @staticmethod
    def _owner(obj):
        import types
        if isinstance(obj, types.ModuleType):
            return f'module {obj.__name__!r}'
        if isinstance(obj, type):
            return f'type object {obj.__name__!r}'
        return f'{type(obj).__name__!r} object'

    def assertHasAttr(self, obj, name, msg=None):
        """Fail unless the object has an attribute."""
        self._unless(hasattr(obj, name), msg, lambda: f'{self._owner(obj)} has no attribute {name!r}')

    def assertNotHasAttr(self, obj, name, msg=None):
        """Fail if the object has an attribute."""
        self._unless(not hasattr(obj, name), msg, lambda: f'{self._owner(obj)} has unexpected attribute {name!r}')

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        """Like assertRaises; the message must match the regular expression."""
        return _AssertRaisesContext(expected_exception, self, expected_regex).handle('assertRaisesRegex', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        """Like assertWarns; the message must match the regular expression."""
        return _AssertWarnsContext(expected_warning, self, expected_regex).handle('assertWarnsRegex', args, kwargs)

    def assertRegex(self, text, expected_regex, msg=None):
        """Fail unless the regular expression is found in the text."""
        assert expected_regex, 'expected_regex must not be empty.'
        wanted = re.compile(expected_regex)
        self._unless(wanted.search(text), msg, lambda: f"Regex didn't match: {wanted.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        """Fail if the regular expression is found in the text."""
        unwanted = re.compile(unexpected_regex)
        found = unwanted.search(text)
        self._unless(not found, msg, lambda: 'Regex matched: %r matches %r in %r'
                     % (text[found.start():found.end()], unwanted.pattern, text))

    def _tail_type_check(self, s, tails, msg):
        if not isinstance(tails, tuple):
            tails = (tails,)
        for tail in tails:
            kind = next((t for t in (str, bytes, bytearray) if isinstance(tail, t)), None)
            if kind is None or isinstance(s, str) == (kind is str) and isinstance(s, (str, bytes, bytearray)):
                continue
            expected = 'str' if kind is str else 'bytes'
            self._unless(False, msg, lambda: f'Expected {expected}, not {type(s).__name__}')

    def _tail(self, s, tails, msg, test, wanted, verb):
        try:
            found = getattr(s, test)(tails)
        except (AttributeError, TypeError):
            self._tail_type_check(s, tails, msg)
            raise
        if found == wanted:
            return
        if not wanted and isinstance(tails, tuple):
            tails = next(tail for tail in tails if getattr(s, test)(tail))
        self._tail_type_check(s, tails, msg)
        many = 'any of ' if isinstance(tails, tuple) else ''
        self._unless(False, msg, lambda: f'{_show(s)} {verb} {many}{_show(tails)}')

    def assertStartsWith(self, s, prefix, msg=None):
        """Fail unless s starts with the prefix, or with one of a tuple."""
        self._tail(s, prefix, msg, 'startswith', True, "doesn't start with")

    def assertNotStartsWith(self, s, prefix, msg=None):
        """Fail if s starts with the prefix."""
        self._tail(s, prefix, msg, 'startswith', False, 'starts with')

    def assertEndsWith(self, s, suffix, msg=None):
        """Fail unless s ends with the suffix, or with one of a tuple."""
        self._tail(s, suffix, msg, 'endswith', True, "doesn't end with")

    def assertNotEndsWith(self, s, suffix, msg=None):
        """Fail if s ends with the suffix."""
        self._tail(s, suffix, msg, 'endswith', False, 'ends with')


def _is_async_case(test):
    module = sys.modules.get('unittest.async_case')
    return module is not None and isinstance(test, module.IsolatedAsyncioTestCase)


class FunctionTestCase(TestCase):
    """A test that calls functions."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._before, self._after = setUp, tearDown
        self._function, self._description = testFunc, description

    def setUp(self):
        if self._before is not None:
            self._before()

    def tearDown(self):
        if self._after is not None:
            self._after()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def _parts(self):
        return self._before, self._after, self._function, self._description

    def __eq__(self, other):
        return self._parts() == other._parts() if isinstance(other, self.__class__) else NotImplemented

    def __hash__(self):
        return hash((type(self), *self._parts()))

    def __str__(self):
        return f'{strclass(self.__class__)} ({self._function.__name__})'

    def __repr__(self):
        return f'<{strclass(self.__class__)} tec={self._function}>'

    def shortDescription(self):
        if self._description is not None:
            return self._description
        return _first_line(self._function.__doc__)


class _SubTest(TestCase):
    """A part of a test, as results see it."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case, self._message, self.params = test_case, message, params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError('subtests cannot be run directly')

    def _subDescription(self):
        parts = []
        if self._message is not _subtest_msg_sentinel:
            parts.append(f'[{self._message}]')
        if self.params:
            parts.append(f"({', '.join(f'{name}={value!r}' for name, value in self.params.items())})")
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return f'{self.test_case.id()} {self._subDescription()}'

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f'{self.test_case} {self._subDescription()}'
