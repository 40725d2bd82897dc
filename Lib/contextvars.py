"""Variables whose values belong to a context: a task, a thread, a call."""

import _collections_abc
from _contextvars import Context, ContextVar, Token, copy_context

_collections_abc.Mapping.register(Context)
__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')
