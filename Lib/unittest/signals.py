"""Interrupting a run: the first Ctrl-C lets the present test end, the second one is a KeyboardInterrupt."""

import signal
import weakref
from functools import wraps

__unittest = True


class _InterruptHandler:
    """The handler of SIGINT."""

    def __init__(self, default_handler):
        self.called = False
        self.original_handler = self.default_handler = default_handler
        if not callable(default_handler) or isinstance(default_handler, int):
            known = {signal.SIG_DFL: signal.default_int_handler, signal.SIG_IGN: _ignore}
            if default_handler not in known:
                raise TypeError('expected SIGINT signal handler to be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
            self.default_handler = known[default_handler]

    def __call__(self, signum, frame):
        again, self.called = self.called, True
        if again or signal.getsignal(signal.SIGINT) is not self:
            self.default_handler(signum, frame)
        for each in list(_results):
            each.stop()


def _ignore(signum, frame):
    pass


_results = weakref.WeakKeyDictionary()  # the results that Ctrl-C stops


def registerResult(result):
    """Let a result be stopped by Ctrl-C."""
    _results[result] = 1


def removeResult(result):
    """Undo registerResult; tell whether it was registered."""
    return _results.pop(result, None) is not None


_interrupt_handler = None


def installHandler():
    """Catch Ctrl-C."""
    global _interrupt_handler
    if not _interrupt_handler:
        _interrupt_handler = _InterruptHandler(signal.getsignal(signal.SIGINT))
        _set(_interrupt_handler)


def removeHandler(method=None):
    """Catch Ctrl-C no longer; as a decorator: not during the function."""
    if method is not None:
        @wraps(method)
        def inner(*args, **kwargs):
            before = signal.getsignal(signal.SIGINT)
            removeHandler()
            try:
                outcome = method(*args, **kwargs)
                return outcome
            finally:
                _set(before)
        return inner
    if _interrupt_handler:
        _set(_interrupt_handler.original_handler)


def _set(handler):
    signal.signal(signal.SIGINT, handler)
