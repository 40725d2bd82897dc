"""The interface of event loops, what they keep of calls to come, and which loop is whose."""

import os
import threading
import warnings

from _asyncio import _get_running_loop, _set_running_loop, get_event_loop, get_running_loop
from asyncio._handles import Handle, TimerHandle, _ThreadSafeHandle
from asyncio._interface import interface
from asyncio._loop_interface import AbstractEventLoop, AbstractServer

__all__ = ('AbstractEventLoop', 'AbstractServer', 'Handle', 'TimerHandle', 'get_event_loop_policy', 'set_event_loop_policy',
           'get_event_loop', 'set_event_loop', 'new_event_loop', '_set_running_loop', 'get_running_loop', '_get_running_loop')

# There is one implementation of these; programs that compare two find it under both names.
_py_get_running_loop = _c_get_running_loop = get_running_loop
_py_get_event_loop = _c_get_event_loop = get_event_loop
_py__get_running_loop = _c__get_running_loop = _get_running_loop
_py__set_running_loop = _c__set_running_loop = _set_running_loop


# Policies say which loop belongs to which thread. They are on their way out; what is left of them is mostly private.

@interface
class _AbstractEventLoopPolicy:
    """The interface of policies."""

    def get_event_loop(self):
        """Return the event loop of this thread."""

    def set_event_loop(self, loop):
        """Set the event loop of this thread."""

    def new_event_loop(self):
        """Make an event loop."""


class _Own(threading.local):
    _loop = None  # the event loop of the thread


class _BaseDefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    """The policy by default: each thread has the event loop that was set for it."""

    _loop_factory = None

    def __init__(self):
        self._local = _Own()

    def get_event_loop(self):
        loop = self._local._loop
        if loop is None:
            raise RuntimeError(f'There is no current event loop in thread {threading.current_thread().name!r}.')
        return loop

    def set_event_loop(self, loop):
        if not (loop is None or isinstance(loop, AbstractEventLoop)):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        self._local._loop = loop

    def new_event_loop(self):
        make = self._loop_factory
        return make()


_event_loop_policy = None  # none was needed so far
_choosing = threading.Lock()


def _get_event_loop_policy():
    with _choosing:
        chosen = _event_loop_policy
        if chosen is None:
            from asyncio import _DefaultEventLoopPolicy
            chosen = globals()['_event_loop_policy'] = _DefaultEventLoopPolicy()
    return chosen


def _set_event_loop_policy(policy):
    if not (policy is None or isinstance(policy, _AbstractEventLoopPolicy)):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    globals()['_event_loop_policy'] = policy


def get_event_loop_policy():
    """Return the policy that says which event loop belongs to which thread. Deprecated."""
    warnings._deprecated('asyncio.get_event_loop_policy', remove=(3, 16))
    return _get_event_loop_policy()


def set_event_loop_policy(policy):
    """Set the policy that says which event loop belongs to which thread; None for the usual one. Deprecated."""
    warnings._deprecated('asyncio.set_event_loop_policy', remove=(3, 16))
    _set_event_loop_policy(policy)


def set_event_loop(loop):
    """Set the event loop of this thread."""
    policy = _get_event_loop_policy()
    policy.set_event_loop(loop)


def new_event_loop():
    """Make an event loop."""
    policy = _get_event_loop_policy()
    return policy.new_event_loop()


if hasattr(os, 'fork'):
    # A child has the parent's memory but does not run its loops.
    os.register_at_fork(after_in_child=lambda: (_set_running_loop(None), _event_loop_policy and _set_event_loop_policy(None)))
