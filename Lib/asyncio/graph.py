"""Which frames a task waits in, and who waits for it."""

import io
import sys
import types
from dataclasses import dataclass

from asyncio import base_futures, events, futures, tasks

__all__ = ('capture_call_graph', 'format_call_graph', 'print_call_graph', 'FrameCallGraphEntry', 'FutureCallGraph')


@dataclass(frozen=True, slots=True)
class FrameCallGraphEntry:
    """A frame of a task."""

    frame: types.FrameType


@dataclass(frozen=True, slots=True)
class FutureCallGraph:
    """A future, the frames it waits in if it is a task, the innermost first, and those that wait for it."""

    future: futures.Future
    call_stack: tuple["FrameCallGraphEntry", ...]
    awaited_by: tuple["FutureCallGraph", ...]


def _check_future(future):
    if not isinstance(future, futures.Future):
        raise TypeError(f'{future!r} object does not appear to be compatible with asyncio.Future')


def _waiting_frames(future):
    """Return the entries of the frames in which a task waits, the innermost first."""
    coroutine = future.get_coro() if hasattr(future, 'get_coro') else None
    entries = []
    while coroutine is not None:
        for prefix in ('cr_', 'ag_', 'gi_'):
            if hasattr(coroutine, prefix + 'frame') or hasattr(coroutine, prefix + 'await'):
                break
        else:
            break
        frame = getattr(coroutine, prefix + 'frame', None)
        if frame is not None:
            entries.append(FrameCallGraphEntry(frame))
        coroutine = getattr(coroutine, prefix + 'await', None) if prefix != 'gi_' else getattr(coroutine, 'gi_yieldfrom', None)
    return entries[::-1]


def _graph(future, limit, seen=()):
    _check_future(future)
    entries = _waiting_frames(future)
    if limit is not None:
        entries = entries[:limit] if limit >= 0 else entries[limit:]
    if future in seen:
        waiters = ()
    else:
        waiters = tuple(_graph(waiter, limit, (*seen, future)) for waiter in future._asyncio_awaited_by or ())
    return FutureCallGraph(future, tuple(entries), waiters)


def capture_call_graph(future: futures.Future | None = None, /, *, depth: int = 1, limit: int | None = None) -> FutureCallGraph | None:
    """Return the call graph of a future, by default that of the running task; None if none runs.

    depth: how many frames of the caller to leave out; limit: how many frames of each task to keep, with a negative number the
    outermost.
    """
    loop = events._get_running_loop()
    if future is None:
        if loop is None:
            raise RuntimeError('capture_call_graph() is called outside of a running event loop and no *future* to introspect was provided')
        future = tasks.current_task(loop)
        if future is None:
            return None
    elif loop is None or future is not tasks.current_task(loop):
        return _graph(future, limit)
    _check_future(future)
    entries = []
    if limit != 0:
        frame = sys._getframe(depth)
        goal = future.get_coro()
        while frame is not None:
            entries.append(FrameCallGraphEntry(frame))
            outermost = frame.f_generator is goal and goal is not None
            frame = None if outermost else frame.f_back
    if limit is not None and limit > 0:
        entries = entries[:limit]
    elif limit is not None:
        entries = entries[limit:] if limit else []
    waiters = tuple(_graph(waiter, limit, (future,)) for waiter in future._asyncio_awaited_by or ())
    return FutureCallGraph(future, tuple(entries), waiters)


def format_call_graph(future: futures.Future | None = None, /, *, depth: int = 1, limit: int | None = None) -> str:
    """Return the call graph of a future as text; see capture_call_graph()."""
    graph = capture_call_graph(future, depth=depth + 1, limit=limit)
    if graph is None:
        return ''
    lines = []
    _show(graph, lines, 0)
    return '\n'.join(lines)


def _show(graph, lines, level):
    def add(text, deeper=0):
        lines.append(' ' * 4 * level + text)

    if isinstance(graph.future, tasks.Task):
        add(f'* Task(name={graph.future.get_name()!r}, id={id(graph.future):#x})')
    else:
        add(f'* Future(id={id(graph.future):#x})')
    if graph.call_stack:
        add('  + Call stack:')
        for entry in graph.call_stack:
            add(f'  |   {_describe(entry.frame)}')
    if graph.awaited_by:
        add('  + Awaited by:')
        for waiter in graph.awaited_by:
            _show(waiter, lines, level + 1)


def _describe(frame):
    maker = frame.f_generator
    if maker is None:
        return f'File {frame.f_code.co_filename!r}, line {frame.f_lineno}, in {frame.f_code.co_qualname}()'
    for prefix, kind in (('cr_', 'async'), ('ag_', 'async generator'), ('gi_', 'generator')):
        if hasattr(maker, prefix + 'code'):
            code = getattr(maker, prefix + 'code')
            return f'File {code.co_filename!r}, line {frame.f_lineno}, in {kind} {maker.__qualname__}()'
    return f'File {frame.f_code.co_filename!r}, line {frame.f_lineno}, in {frame.f_code.co_qualname}()'


def print_call_graph(future: futures.Future | None = None, /, *, file: io.Writer[str] | None = None, depth: int = 1,
                     limit: int | None = None) -> None:
    """Print the call graph of a future to a file; see capture_call_graph()."""
    print(format_call_graph(future, depth=depth, limit=limit), file=file)
