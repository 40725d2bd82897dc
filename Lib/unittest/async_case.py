"""Test cases whose methods may be coroutines."""

import asyncio
import contextvars
import inspect
import warnings

from .case import TestCase

__unittest = True


class IsolatedAsyncioTestCase(TestCase):
    """A test case that runs each test in an event loop of its own; setUp and the like run in its context."""

    loop_factory = None

    def __init__(self, methodName='runTest'):
        TestCase.__init__(self, methodName)
        self._runner, self._context = None, contextvars.copy_context()

    async def asyncSetUp(self):
        """Prepare for a test, after setUp."""

    async def asyncTearDown(self):
        """Clean up after a test, before tearDown."""

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        """Await a coroutine function after tearDown."""
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        """Enter an asynchronous context that is left after tearDown."""
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            problem = (f"'{cls.__module__}.{cls.__qualname__}' object does not support the asynchronous context manager "
                       'protocol')
            if hasattr(cls, '__enter__') and hasattr(cls, '__exit__'):
                problem += ' but it supports the context manager protocol. Did you mean to use enterContext()?'
            raise TypeError(problem) from None
        entered = await enter(cm)
        self.addAsyncCleanup(leave, cm, None, None, None)
        return entered

    def _callSetUp(self):
        self._runner.get_loop()  # so that setUp finds one
        self._context.run(self.setUp)
        self._await(self.asyncSetUp)

    def _callTestMethod(self, method):
        outcome = self._call(method)
        if outcome is not None:
            warnings.warn(f'It is deprecated to return a value that is not None from a test case ({method} returned '
                          f'{type(outcome).__name__!r})', DeprecationWarning, stacklevel=5)

    def _callTearDown(self):
        self._await(self.asyncTearDown)
        self._context.run(self.tearDown)

    def _callCleanup(self, function, *args, **kwargs):
        self._call(function, *args, **kwargs)

    def _await(self, func, /, *args, **kwargs):
        if not inspect.iscoroutinefunction(func):
            raise AssertionError(f'{func!r} is not an async function')
        return self._runner.run(func(*args, **kwargs), context=self._context)

    def _call(self, func, /, *args, **kwargs):
        call = self._await if inspect.iscoroutinefunction(func) else self._context.run
        return call(func, *args, **kwargs)

    def _start_loop(self):
        if self._runner is not None:
            raise AssertionError('asyncio runner is already initialized')
        self._runner = asyncio.Runner(debug=True, loop_factory=self.loop_factory)

    def _tearDownAsyncioRunner(self):
        self._runner.close()

    def run(self, result=None):
        self._start_loop()
        try:
            return TestCase.run(self, result)
        finally:
            self._end_loop()

    def _end_loop(self):
        self._tearDownAsyncioRunner()
        self._runner = None

    def debug(self):
        self._start_loop()
        # After a failure the loop is still wanted, for the cleanups.
        TestCase.debug(self)
        self._end_loop()

    def __del__(self):
        if self._runner is not None:
            self._tearDownAsyncioRunner()
