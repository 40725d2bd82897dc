"""Running coroutines from programs that are not asynchronous."""

import contextvars
import enum
import signal
import threading

from asyncio import constants, coroutines, events, exceptions, tasks

__all__ = 'Runner', 'run'


class _Stage(enum.Enum):
    NEW, READY, CLOSED = 'created', 'initialized', 'closed'


class Runner:
    """An event loop for several calls of run(), to be used in a with block."""

    def __init__(self, *, debug=None, loop_factory=None):
        """debug: whether the loop checks more, None for its own opinion; loop_factory: what makes the loop."""
        self._stage = _Stage.NEW
        self._debug, self._loop_factory = debug, loop_factory
        self._loop = self._context = None
        self._interrupts = 0
        self._owns_current_loop = False

    def __enter__(self):
        self._get_ready()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def _get_ready(self):
        if self._stage is _Stage.CLOSED:
            raise RuntimeError('Runner is closed')
        if self._stage is _Stage.READY:
            return
        make = self._loop_factory
        loop = events.new_event_loop() if make is None else make()
        if make is None and not self._owns_current_loop:
            # For code that asks for the loop before it runs.
            events.set_event_loop(loop)
            self._owns_current_loop = True
        if (debug := self._debug) is not None:
            loop.set_debug(debug)
        self._loop, self._context, self._stage = loop, contextvars.copy_context(), _Stage.READY

    def close(self):
        """Cancel the tasks that are left, and close the loop."""
        if self._stage is not _Stage.READY:
            return
        loop = self._loop
        try:
            _cancel_all(loop)
            for end, *limits in ((loop.shutdown_asyncgens,), (loop.shutdown_default_executor, constants.THREAD_JOIN_TIMEOUT)):
                loop.run_until_complete(end(*limits))
        finally:
            if self._owns_current_loop:
                events.set_event_loop(None)
            loop.close()
            self._loop, self._stage = None, _Stage.CLOSED

    def get_loop(self):
        """Return the event loop."""
        self._get_ready()
        return self._loop

    def run(self, coro, *, context=None):
        """Run a coroutine, or anything one can await, to its end and return the result."""
        _refuse_nesting('Runner.run()')
        awaitable = coroutines.iscoroutine(coro) or hasattr(coro, '__await__')
        if not awaitable:
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        self._get_ready()
        loop = self._loop
        task = loop.create_task(coro if coroutines.iscoroutine(coro) else tasks._await_it(coro),
                                context=self._context if context is None else context)
        handler = self._handle_interrupts(task)
        self._interrupts = 0
        try:
            return loop.run_until_complete(task)
        except exceptions.CancelledError:
            # If Ctrl-C is all that has cancelled the task, it is KeyboardInterrupt that the caller is to see.
            if self._interrupts and hasattr(task, 'uncancel') and not task.uncancel():
                raise KeyboardInterrupt
            raise
        finally:
            if handler is not None and signal.getsignal(signal.SIGINT) is handler:
                _set_handler(signal.default_int_handler)

    def _handle_interrupts(self, task):
        """Let Ctrl-C cancel the task, if nobody else handles it; return the handler that was set."""
        if (threading.current_thread() is not threading.main_thread()
                or signal.getsignal(signal.SIGINT) is not signal.default_int_handler):
            return None

        def interrupt(signum, frame):
            self._interrupts += 1
            if self._interrupts > 1 or task.done():
                raise KeyboardInterrupt
            task.cancel()
            self._loop.call_soon_threadsafe(int)  # so that the loop wakes up

        try:
            _set_handler(interrupt)
        except ValueError:
            return None  # this thread may not: there are interpreters within interpreters
        return interrupt


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine in an event loop of its own, and close that; return the result."""
    _refuse_nesting('asyncio.run()')
    with Runner(loop_factory=loop_factory, debug=debug) as runner:
        return runner.run(main)


def _set_handler(function):
    signal.signal(signal.SIGINT, function)


def _refuse_nesting(name):
    if events._get_running_loop() is not None:
        raise RuntimeError(f'{name} cannot be called from a running event loop')


def _cancel_all(loop):
    """Cancel all tasks and wait for them; report what they raise nonetheless."""
    left = tasks.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
    for task in left:
        if not task.cancelled() and (error := task.exception()) is not None:
            loop.call_exception_handler({'message': 'unhandled exception during asyncio.run() shutdown', 'exception': error, 'task': task})
