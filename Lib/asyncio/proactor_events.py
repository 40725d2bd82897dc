"""Event loops that are told when something is done, not when it can be done: there are such on Windows only."""

from asyncio import base_events

__all__ = ('BaseProactorEventLoop',)


class BaseProactorEventLoop(base_events.BaseEventLoop):
    """The part of such a loop that does not depend on the system. It is not there."""

    def __init__(self, proactor):
        raise NotImplementedError('event loops with a proactor are for Windows, which gopy does not run on yet')
