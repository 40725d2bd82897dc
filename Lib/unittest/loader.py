"""Finding tests: in classes, modules, by name, in folders."""

import functools
import os
import re
import sys
import traceback
import types
from fnmatch import fnmatch, fnmatchcase

from . import case, suite, util

__unittest = True

VALID_MODULE_NAME = re.compile('[_a-z]\\w*\\.py$', re.I)


class _FailedTest(case.TestCase):
    """Stands for a test that couldn't be loaded: it fails with the reason."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattr__(name)

        def fail():
            raise self._exception
        return fail


def _make_failed_test(methodname, exception, suiteClass, message):
    return suiteClass((_FailedTest(methodname, exception),)), message


def _make_failed_import_test(name, suiteClass):
    message = f'Failed to import test module: {name}\n{traceback.format_exc()}'
    return _make_failed_test(name, ImportError(message), suiteClass, message)


def _make_failed_load_tests(name, exception, suiteClass):
    message = f'Failed to call load_tests:\n{traceback.format_exc()}'
    return _make_failed_test(name, exception, suiteClass, message)


def _make_skipped_test(methodname, exception, suiteClass):
    @case.skip(str(exception))
    def skipped(self):
        pass
    made = type('ModuleSkipped', (case.TestCase,), {methodname: skipped})
    return suiteClass((made(methodname),))


def _splitext(path):
    stem, _ = os.path.splitext(path)
    return stem


def _is_case_class(obj):
    return (isinstance(obj, type) and issubclass(obj, case.TestCase)
            and obj not in (case.TestCase, case.FunctionTestCase))


def _is_abstract(cls):
    return bool(cls.__flags__ & 1 << 20)


class TestLoader:
    """Makes suites of tests."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        super().__init__()
        self.errors = []
        self._inside = set()  # their load_tests is running

    def loadTestsFromTestCase(self, testCaseClass):
        """Return a suite of all tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?')
        names = []
        if testCaseClass not in (case.TestCase, case.FunctionTestCase) and not _is_abstract(testCaseClass):
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, 'runTest'):
                names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """Return a suite of all tests of a module, as its load_tests says if it has one."""
        tests = self.suiteClass([self.loadTestsFromTestCase(obj) for obj in
                                 (getattr(module, name) for name in dir(module)) if _is_case_class(obj) and not _is_abstract(obj)])
        hook = getattr(module, 'load_tests', None)
        if hook is None:
            return tests
        try:
            return hook(self, tests, pattern)
        except Exception as error:
            failed, message = _make_failed_load_tests(module.__name__, error, self.suiteClass)
            self.errors.append(message)
            return failed

    def _import_longest(self, parts):
        """Import the module that a dotted name begins with; return it, the error of the last attempt and whether there is none."""
        left, failed = parts[:], None
        while left:
            name = '.'.join(left)
            try:
                found = __import__(name)
                return found, failed
            except ImportError:
                last = left.pop()
                failed = _make_failed_import_test(last, self.suiteClass)
        return None, failed

    def loadTestsFromName(self, name, module=None):
        """Return a suite of what a dotted name stands for: a module, a class, a method, or a function that returns tests."""
        parts, failed = name.split('.'), None
        if module is None:
            module, failed = self._import_longest(parts)
            if module is None:
                self.errors.append(failed[1])
                return failed[0]
            parts = parts[1:]
        obj, parent = module, None
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as error:
                if getattr(obj, '__path__', None) is not None and failed is not None:
                    # a submodule that couldn't be imported
                    self.errors.append(failed[1])
                    return failed[0]
                message = f'Failed to access attribute:\n{traceback.format_exc()}'
                test, message = _make_failed_test(part, error, self.suiteClass, message)
                self.errors.append(message)
                return test
        return self._tests_of(obj, parent, name)

    def _tests_of(self, obj, parent, name):
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _is_case_class(obj):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            if _is_abstract(parent):
                raise TypeError(f'Cannot instantiate abstract test case {parent.__name__}')
            last = name.split('.')[-1]
            one = parent(last)
            if not isinstance(getattr(one, last), types.FunctionType):  # a static method is called like any function
                return self.suiteClass([one])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if not callable(obj):
            raise TypeError(f"don't know how to make test from: {obj}")
        made = obj()
        if isinstance(made, suite.TestSuite):
            return made
        if isinstance(made, case.TestCase):
            return self.suiteClass([made])
        raise TypeError(f'calling {obj} returned {made}, not a test')

    def loadTestsFromNames(self, names, module=None):
        """Return a suite of what several names stand for."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """Return the names of the test methods of a class, sorted."""
        def wanted(name):
            if not name.startswith(self.testMethodPrefix):
                return False
            function = getattr(testCaseClass, name)
            if not callable(function):
                return False
            if self.testNamePatterns is None:
                return True
            full = f'{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}'
            return any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns)

        names = [name for name in dir(testCaseClass) if wanted(name)]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """Return a suite of the tests in the modules below a folder whose file names match the pattern."""
        before = self._top_level_dir
        given = top_level_dir is not None or before is not None
        top = os.path.abspath(top_level_dir or before or start_dir)
        if top not in sys.path:
            # the modules must be imported from there
            sys.path.insert(0, top)
        self._top_level_dir = top
        importable = True
        starts, namespace = [start_dir], False
        if os.path.isdir(os.path.abspath(start_dir)):
            starts = [os.path.abspath(start_dir)]
            if starts != [top]:
                importable = os.path.isfile(os.path.join(starts[0], '__init__.py'))
        else:
            importable, starts, namespace = self._starts_of_package(start_dir, given)
        if not importable:
            raise ImportError(f'Start directory is not importable: {start_dir!r}')
        if namespace:
            tests = [one for start in starts for one in self._find_tests(start, pattern, namespace=True)]
        else:
            tests = list(self._find_tests(starts[0], pattern))
        self._top_level_dir = before
        return self.suiteClass(tests)

    def _starts_of_package(self, name, top_level_given):
        """Find the folders of a package given by its name."""
        try:
            __import__(name)
        except ImportError:
            return False, [name], False
        module = sys.modules[name]
        top = name.split('.')[0]
        namespace = False
        try:
            starts = [os.path.abspath(os.path.dirname(module.__file__))]
        except (AttributeError, TypeError):
            spec = getattr(module, '__spec__', None)
            if spec is not None and spec.submodule_search_locations is not None:
                starts, namespace = list(module.__path__), True
                if not top_level_given:
                    self._top_level_dir = os.path.dirname(os.path.abspath(starts[0]))
                    if len(name.split('.')) > 1:
                        self._top_level_dir = starts[0].split(name.replace('.', os.path.sep))[0]
                    sys.path.remove(os.path.abspath(name))
                return True, starts, namespace
            if module.__name__ in sys.builtin_module_names:
                raise TypeError('Can not use builtin modules as dotted module names') from None
            raise TypeError(f"don't know how to discover from {module!r}") from None
        if not top_level_given:
            self._top_level_dir = self._get_directory_containing_module(top)
            sys.path.remove(os.path.abspath(name))
        return True, starts, namespace

    def _get_directory_containing_module(self, module_name):
        path = os.path.abspath(sys.modules[module_name].__file__)
        if os.path.basename(path).lower().startswith('__init__.py'):
            path = os.path.dirname(path)
        return os.path.dirname(path)

    def _get_name_from_path(self, path):
        if path == self._top_level_dir:
            return '.'
        relative = os.path.relpath(_splitext(os.path.normpath(path)), self._top_level_dir)
        assert not os.path.isabs(relative), 'Path must be within the project'
        assert not relative.startswith('..'), 'Path must be within the project'
        return relative.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        """Tell whether a file's name matches; subclasses may look at the whole path."""
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern, namespace=False):
        """Iterate over the suites of the files and packages in a folder."""
        package = self._get_name_from_path(start_dir)
        if package not in self._inside and package != '.':
            tests, deeper = self._find_test_path(start_dir, pattern, namespace)
            if tests is not None:
                yield tests
            if not deeper:
                return  # load_tests of the package has seen to it
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, deeper = self._find_test_path(path, pattern, False)
            if tests is not None:
                yield tests
            if deeper:
                name = self._get_name_from_path(path)
                self._inside.add(name)
                try:
                    yield from self._find_tests(path, pattern, False)
                finally:
                    self._inside.discard(name)

    def _find_test_path(self, full_path, pattern, namespace=False):
        """Return the suite of a file or package, and whether its folder is to be searched."""
        base = os.path.basename(full_path)
        if os.path.isfile(full_path):
            if not VALID_MODULE_NAME.match(base) or not self._match_path(base, full_path, pattern):
                return None, False
            name = self._get_name_from_path(full_path)
            loaded, failed = self._load(name)
            if failed is not None:
                return failed, False
            self._check_place(loaded, name, full_path)
            return self.loadTestsFromModule(loaded, pattern=pattern), False
        if not os.path.isdir(full_path) or not namespace and not os.path.isfile(os.path.join(full_path, '__init__.py')):
            return None, False
        name = self._get_name_from_path(full_path)
        loaded, failed = self._load(name)
        if failed is not None:
            return failed, False
        own = hasattr(loaded, 'load_tests')
        self._inside.add(name)
        try:
            tests = self.loadTestsFromModule(loaded, pattern=pattern)
            return tests, not own
        finally:
            self._inside.discard(name)

    def _load(self, name):
        """Import a module; return it and None, or None and a suite with a failing or skipped test when that can't be."""
        try:
            module = self._get_module_from_name(name)
            return module, None
        except case.SkipTest as skipped:
            return None, _make_skipped_test(name, skipped, self.suiteClass)
        except:
            failed, message = _make_failed_import_test(name, self.suiteClass)
            self.errors.append(message)
            return None, failed

    @staticmethod
    def _check_place(module, name, full_path):
        """Refuse a module that was imported from elsewhere."""
        found = os.path.abspath(getattr(module, '__file__', full_path))
        real, wanted = _splitext(os.path.realpath(found)), _splitext(os.path.realpath(full_path))
        if real.lower() != wanted.lower():
            base = _splitext(os.path.basename(full_path))
            raise ImportError(f'{base!r} module incorrectly imported from {os.path.dirname(found)!r}. '
                              f'Expected {os.path.dirname(full_path)!r}. Is this module globally installed?')


defaultTestLoader = TestLoader()
