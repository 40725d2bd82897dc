"""Tasks that belong together: when one fails the others are cancelled."""

from asyncio import events, exceptions, futures, tasks

__all__ = ('TaskGroup',)


class TaskGroup:
    """Waits, at the end of an async with block, for the tasks that create_task() has made in it.

    When one fails, or the block itself does, the others are cancelled, and an exception group with all exceptions is raised.
    """

    def __init__(self):
        self._parent_task = self._loop = None
        self._tasks = set()
        self._errors = []
        self._base_error = None  # a KeyboardInterrupt or SystemExit, which goes before all
        self._stage = 'new'  # then entered, leaving
        self._aborting = False
        self._parent_cancelled = False  # by us, so that the block ends
        self._empty = None  # a future for the last task to end

    def __repr__(self):
        words = []
        if self._tasks:
            words.append(f'tasks={len(self._tasks)}')
        if self._errors:
            words.append(f'errors={len(self._errors)}')
        if self._aborting:
            words.append('cancelling')
        elif self._stage != 'new':
            words.append('entered')
        return ' '.join(['<TaskGroup', *words]) + '>'

    async def __aenter__(self):
        if self._stage != 'new':
            raise RuntimeError(f'TaskGroup {self!r} has already been entered')
        loop = events.get_running_loop()
        if (task := tasks.current_task(loop)) is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the parent task')
        self._loop, self._parent_task, self._stage = loop, task, 'entered'
        return self

    async def __aexit__(self, et, exc, tb):
        try:
            await self._aexit(et, exc)
        finally:
            # No cycles by way of the exceptions.
            self._parent_task = self._base_error = None
            self._errors = []
            exc = None

    async def _aexit(self, et, exc):
        self._stage = 'leaving'
        if exc is not None and self._base_error is None and _goes_before_all(exc):
            self._base_error = exc
        cancelled = exc if et is not None and issubclass(et, exceptions.CancelledError) else None
        if self._take_back_cancel():
            cancelled = None
        if et is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._empty = self._loop.create_future()
            try:
                await self._empty
            except exceptions.CancelledError as error:
                # This comes from outside, unless tasks are cancelled already.
                if not self._aborting:
                    cancelled = error
                    self._abort()
            self._empty = None
        assert not self._tasks
        try:
            if (first := self._base_error) is not None:
                raise first
            if self._take_back_cancel():
                cancelled = None
            if cancelled is not None and not self._errors:
                raise cancelled
            if exc is not None and not isinstance(exc, exceptions.CancelledError):
                self._errors.append(exc)
            if self._errors:
                parent = self._parent_task
                if parent.cancelling():
                    # Someone outside has cancelled the parent: that must not get lost over the errors.
                    parent.uncancel()
                    parent.cancel()
                raise BaseExceptionGroup('unhandled errors in a TaskGroup', self._errors) from None
        finally:
            cancelled = exc = first = None

    def _take_back_cancel(self):
        """Undo, once, that we have cancelled the parent; tell whether nobody else has."""
        if not self._parent_cancelled:
            return False
        self._parent_cancelled = False
        return self._parent_task.uncancel() == 0

    def create_task(self, coro, **kwargs):
        """Run a coroutine as a task of the group; return the task."""
        if self._stage == 'new':
            trouble = 'has not been entered'
        elif self._stage == 'leaving' and not self._tasks:
            trouble = 'is finished'
        elif self._aborting:
            trouble = 'is shutting down'
        else:
            return self._adopt(self._loop.create_task(coro, **kwargs))
        coro.close()
        raise RuntimeError(f'TaskGroup {self!r} {trouble}')

    def _adopt(self, task):
        parent = self._parent_task
        futures.future_add_to_awaited_by(task, parent)
        if task.done():
            self._ended(task)  # it was eager
        else:
            self._tasks.add(task)
            task.add_done_callback(self._ended)
            if self._aborting:
                task.cancel()  # it has begun at once, and by that something in the group has failed
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _ended(self, task):
        left, parent = self._tasks, self._parent_task
        left.discard(task)
        futures.future_discard_from_awaited_by(task, parent)
        if not left and self._empty is not None and not self._empty.done():
            self._empty.set_result(True)
        if task.cancelled() or (error := task.exception()) is None:
            return
        self._errors.append(error)
        if self._base_error is None and _goes_before_all(error):
            self._base_error = error
        if parent.done():
            self._loop.call_exception_handler({'message': f'Task {task!r} has errored out but its parent task {parent} is already completed',
                'exception': error, 'task': task})
        elif not (self._aborting or self._parent_cancelled):
            self._abort()
            if self._stage == 'entered':
                # The block may wait for anything: it is to end.
                self._parent_cancelled = True
                parent.cancel()


def _goes_before_all(error):
    return isinstance(error, (SystemExit, KeyboardInterrupt))
