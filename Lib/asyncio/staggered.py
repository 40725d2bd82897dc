"""Trying several ways to get somewhere, the next one begun when the one before takes long (RFC 8305)."""

from asyncio import events, exceptions, tasks

__all__ = ('staggered_race',)


async def staggered_race(coro_fns, delay, *, loop=None):
    """Call functions that return coroutines one after the other, each when the one before has failed or delay seconds are over.

    The first to succeed wins, the others are cancelled. Return its result, its number, and a list of the exceptions of
    all that were begun (None where there is none); without a winner the first two are None. delay None: only failures count.
    """
    loop = events.get_running_loop() if loop is None else loop
    waiting = enumerate(coro_fns)
    errors, running = [], set()
    winner = result = None
    won = False
    go_on = loop.create_future()  # done when something has happened
    me = tasks.current_task(loop)

    def news(*_):
        if not go_on.done():
            go_on.set_result(None)

    async def attempt(number, make):
        nonlocal winner, result, won
        try:
            outcome = await make()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            errors[number] = error
            return
        if won:
            return
        won, winner, result = True, number, outcome
        for task in running:
            if task is not tasks.current_task(loop):
                task.cancel()

    def begin():
        for number, make in waiting:
            errors.append(None)
            task = loop.create_task(attempt(number, make))
            tasks.futures.future_add_to_awaited_by(task, me)
            running.add(task)
            task.add_done_callback(news)
            return task
        return None

    latest = begin()
    cancelled = fatal = None
    timer = None
    try:
        while running:
            if latest is not None and delay is not None and timer is None:
                timer = loop.call_later(delay, news)
                due = loop.time() + delay
            if not any(task.done() for task in running):
                try:
                    await go_on
                except exceptions.CancelledError as error:
                    cancelled = error
            go_on = loop.create_future()
            for task in [task for task in running if task.done()]:
                running.discard(task)
                tasks.futures.future_discard_from_awaited_by(task, me)
                if not task.cancelled() and (error := task.exception()) is not None:
                    fatal = error
            if won or cancelled is not None or fatal is not None:
                latest = None
                for task in running:
                    task.cancel()
                continue
            late = timer is not None and loop.time() + loop._clock_resolution >= due
            if latest is not None and (latest not in running or late):
                if timer is not None:
                    timer.cancel()
                    timer = None
                latest = begin()
        if fatal is not None:
            raise fatal
        if cancelled is not None:
            raise cancelled
        return result, winner, errors
    finally:
        if timer is not None:
            timer.cancel()
        # Tracebacks lead here, and must not lead on to themselves.
        del errors, cancelled, fatal
