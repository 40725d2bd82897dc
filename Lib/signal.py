"""Handlers for the signals of the process, with names for signals and actions."""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum

_IntEnum._convert_('Signals', __name__, lambda name: name.isupper() and name.startswith('SIG') and not name.startswith('SIG_') or name.startswith('CTRL_'))
_IntEnum._convert_('Handlers', __name__, lambda name: name in ('SIG_DFL', 'SIG_IGN'))
if 'pthread_sigmask' in globals():
    _IntEnum._convert_('Sigmasks', __name__, lambda name: name in ('SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK'))


def _named(value, names):
    """Return the member of an enumeration that a number stands for; anything else is returned as it is."""
    if not isinstance(value, int):
        return value
    try:
        return names(value)
    except (ValueError, TypeError):
        return value


def _plain(value):
    """Return the number of a member of an enumeration; anything else is returned as it is."""
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def signal(signalnum, handler):
    """Set the action for a signal: SIG_DFL, SIG_IGN or a function of a number and a frame. Return the action so far."""
    return _named(_signal.signal(_plain(signalnum), _plain(handler)), Handlers)


def getsignal(signalnum):
    """Return the action for a signal, None when it was not set from Python."""
    return _named(_signal.getsignal(signalnum), Handlers)


if 'pthread_sigmask' in globals():
    def pthread_sigmask(how, mask):
        """Change the set of signals that don't reach the thread; return the set so far."""
        return {_named(number, Signals) for number in _signal.pthread_sigmask(how, mask)}


if 'sigpending' in globals():
    def sigpending():
        """Return the signals that wait because they are blocked."""
        return {_named(number, Signals) for number in _signal.sigpending()}


if 'sigwait' in globals():
    def sigwait(sigset):
        """Wait for one of the signals and return it."""
        return _named(_signal.sigwait(sigset), Signals)


if 'valid_signals' in globals():
    def valid_signals():
        """Return the set of the system's signals."""
        return {_named(number, Signals) for number in _signal.valid_signals()}
