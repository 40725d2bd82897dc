"""An executor that runs its calls in a pool of interpreters."""

from concurrent.futures.thread import BrokenThreadPool, ThreadPoolExecutor


class BrokenInterpreterPool(BrokenThreadPool):
    """An interpreter could not be prepared."""


class InterpreterPoolExecutor(ThreadPoolExecutor):
    """Runs each call in a thread that has an interpreter of its own."""

    BROKEN = BrokenInterpreterPool

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        raise NotImplementedError('InterpreterPoolExecutor needs several interpreters in one process, which gopy does not have yet; '
                                  'take ThreadPoolExecutor or ProcessPoolExecutor')
