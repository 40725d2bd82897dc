"""An executor that runs its calls in a pool of processes."""

from concurrent.futures import _base


class BrokenProcessPool(_base.BrokenExecutor):
    """A process has ended unexpectedly."""


class ProcessPoolExecutor(_base.Executor):
    """Runs each call in one of several processes."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        raise NotImplementedError('ProcessPoolExecutor is not there yet; take ThreadPoolExecutor')
