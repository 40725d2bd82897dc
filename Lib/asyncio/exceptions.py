"""The exceptions of asyncio."""

__all__ = ('BrokenBarrierError', 'CancelledError', 'IncompleteReadError', 'InvalidStateError', 'LimitOverrunError',
           'SendfileNotAvailableError', 'TimeoutError')

TimeoutError = TimeoutError


class CancelledError(BaseException):
    """The future or task was cancelled."""


class InvalidStateError(Exception):
    """The future or task can't do this in its state."""


class SendfileNotAvailableError(RuntimeError):
    """The system can't send this file through this socket by itself."""


class BrokenBarrierError(RuntimeError):
    """The barrier was reset or broken while tasks waited."""


class IncompleteReadError(EOFError):
    """The stream has ended before there was enough.

    partial: the bytes that there were; expected: how many there should have been, None if that isn't known.
    """

    def __init__(self, partial, expected):
        wanted = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {wanted} expected bytes')
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        arguments = self.partial, self.expected
        return type(self), arguments


class LimitOverrunError(Exception):
    """A separator has not come within the limit of the buffer.

    consumed: how many bytes are there to be read.
    """

    def __init__(self, message, consumed):
        Exception.__init__(self, message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (*self.args, self.consumed)
