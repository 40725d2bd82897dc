"""A framework for tests: cases with assertions, suites of them, loaders that find them and runners that report."""

__all__ = ['TestResult', 'TestCase', 'IsolatedAsyncioTestCase', 'TestSuite', 'TextTestRunner', 'TestLoader',
           'FunctionTestCase', 'main', 'defaultTestLoader', 'SkipTest', 'skip', 'skipIf', 'skipUnless', 'expectedFailure',
           'TextTestResult', 'installHandler', 'registerResult', 'removeResult', 'removeHandler', 'addModuleCleanup',
           'doModuleCleanups', 'enterModuleContext']

__unittest = True

from .result import TestResult
from .case import (addModuleCleanup, doModuleCleanups, enterModuleContext, expectedFailure, FunctionTestCase, skip, skipIf,
                   skipUnless, SkipTest, TestCase)
from .suite import BaseTestSuite, TestSuite
from .loader import defaultTestLoader, TestLoader
from .main import main, TestProgram
from .runner import TextTestResult, TextTestRunner
from .signals import installHandler, registerResult, removeHandler, removeResult


# Names whose modules are imported when somebody asks for them: asyncio is only wanted by tests of coroutines.
_on_demand = {'IsolatedAsyncioTestCase': 'async_case'}


def __dir__():
    return {*globals(), *_on_demand}


def __getattr__(name):
    home = _on_demand.get(name)
    if home is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    value = globals()[name] = getattr(__import__(home, globals(), None, [name], 1), name)
    return value
