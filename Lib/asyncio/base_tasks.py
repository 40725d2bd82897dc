"""How tasks and their stacks are shown."""

import linecache
import traceback

from asyncio import base_futures, coroutines


def _task_repr_info(task):
    """Return the words that describe a task."""
    state, *rest = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        state = 'cancelling'
    words = [state, f'name={task.get_name()!r}']
    if task._coro is not None:
        words.append(f'coro=<{coroutines._format_coroutine(task._coro)}>')
    if task._fut_waiter is not None:
        words.append(f'wait_for={task._fut_waiter!r}')
    return words + rest


def _task_repr(task):
    key = id(task), base_futures.get_ident()
    if key in base_futures._being_shown:
        return '...'
    base_futures._being_shown.add(key)
    try:
        words = _task_repr_info(task)
    finally:
        base_futures._being_shown.discard(key)
    return f'<{type(task).__name__} {" ".join(words)}>'


def _task_get_stack(task, limit):
    """Return the frames where a task waits, of which the newest are kept; or those its exception came through, the oldest kept."""
    for name in ('cr_frame', 'gi_frame', 'ag_frame'):
        if hasattr(task._coro, name):
            frame = getattr(task._coro, name)
            break
    else:
        frame = None
    if frame is not None:
        stack = [f for f, _ in traceback.walk_stack(frame)][:limit]
        return stack[::-1]
    if task._exception is not None:
        return [f for f, _ in traceback.walk_tb(task._exception.__traceback__)][:limit]
    return []


def _task_print_stack(task, limit, file):
    frames, error = task.get_stack(limit=limit), task._exception
    if not frames:
        print(f'No stack for {task!r}', file=file)
    else:
        print(f'{"Stack" if error is None else "Traceback"} for {task!r} (most recent call last):', file=file)
    lines = []
    for frame in frames:
        code = frame.f_code
        linecache.checkcache(code.co_filename)
        text = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
        lines.append((code.co_filename, frame.f_lineno, code.co_name, text))
    for line in traceback.format_list(lines):
        print(line, end='', file=file)
    if error is not None:
        print(*traceback.format_exception_only(type(error), error), sep='', end='', file=file)
