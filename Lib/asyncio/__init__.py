"""Concurrent programs of coroutines: an event loop runs them as tasks and tells them of what happens outside."""

import sys as _sys

# Each module says in __all__ what belongs to the package.
from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .graph import *
from .locks import *
from .protocols import *
from .queues import *
from .runners import *
from .streams import *
from .subprocess import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *
from .transports import *
from .unix_events import *
from .unix_events import _DefaultEventLoopPolicy

__all__ = sum((_sys.modules[f'{__name__}.{_name}'].__all__ for _name in (
    'base_events', 'coroutines', 'events', 'exceptions', 'futures', 'graph', 'locks', 'protocols', 'runners', 'queues', 'streams',
    'subprocess', 'taskgroups', 'tasks', 'threads', 'timeouts', 'transports', 'unix_events')), ())


def __getattr__(name):
    # What is on its way out.
    gone_soon = {'AbstractEventLoopPolicy': events._AbstractEventLoopPolicy, 'DefaultEventLoopPolicy': _DefaultEventLoopPolicy}
    if name not in gone_soon:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import warnings
    warnings._deprecated(f'asyncio.{name}', remove=(3, 16))
    return gone_soon[name]
