"""Passwords from the terminal, and the user's name."""

import sys

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    """The password can be seen while it is typed."""


def _check_echo_char(echo_char):
    if echo_char is None:
        return
    if not isinstance(echo_char, str):
        raise TypeError(f"'echo_char' must be a str or None, not {type(echo_char).__name__}")
    if not (len(echo_char) == 1 and echo_char.isprintable() and echo_char.isascii()):
        raise ValueError(f"'echo_char' must be a single printable ASCII character, got: {echo_char!r}")


def unix_getpass(prompt='Password: ', stream=None, *, echo_char=None):
    """Ask for a password on the terminal, without showing it; echo_char is shown for each character."""
    import contextlib
    import io
    import os
    import termios
    _check_echo_char(echo_char)
    with contextlib.ExitStack() as opened:
        try:
            descriptor = os.open('/dev/tty', os.O_RDWR | os.O_NOCTTY)
            raw = opened.enter_context(io.FileIO(descriptor, 'w+'))
            source = opened.enter_context(io.TextIOWrapper(raw))
            stream = stream or source
        except OSError:
            # No terminal of one's own: standard input may be one.
            opened.close()
            try:
                descriptor = sys.stdin.fileno()
            except (AttributeError, ValueError):
                return fallback_getpass(prompt, stream=stream)
            source = sys.stdin
            stream = stream or sys.stderr
        answer = None
        try:
            before = termios.tcgetattr(descriptor)
            hidden = before[:]
            hidden[3] &= ~termios.ECHO
            if echo_char:
                hidden[3] &= ~termios.ICANON
            mode = termios.TCSAFLUSH | getattr(termios, 'TCSASOFT', 0)
            try:
                termios.tcsetattr(descriptor, mode, hidden)
                answer = _raw_input(prompt, stream, source, echo_char)
            finally:
                termios.tcsetattr(descriptor, mode, before)
                stream.flush()
        except termios.error:
            if answer is not None:
                # It has been read: asking again would be wrong.
                raise
            if stream is not source:
                opened.close()
            answer = fallback_getpass(prompt, stream)
        stream.write('\n')
        return answer


def win_getpass(prompt='Password: ', stream=None, *, echo_char=None):
    """Ask for a password on the console of Windows, without showing it."""
    if sys.stdin is not sys.__stdin__:
        return fallback_getpass(prompt, stream=stream)
    import msvcrt
    _check_echo_char(echo_char)
    for c in prompt:
        msvcrt.putwch(c)
    typed = ''
    while (c := msvcrt.getwch()) not in '\r\n':
        if c == '\003':
            raise KeyboardInterrupt
        if c == '\b':
            if echo_char and typed:
                for each in '\b \b':
                    msvcrt.putwch(each)
            typed = typed[:-1]
        else:
            typed += c
            if echo_char:
                msvcrt.putwch(echo_char)
    msvcrt.putwch('\r')
    msvcrt.putwch('\n')
    return typed


def fallback_getpass(prompt='Password: ', stream=None, *, echo_char=None):
    """Ask for a password that can be seen, after a warning."""
    import warnings
    warnings.warn('Can not control echo on the terminal.', GetPassWarning, stacklevel=2)
    stream = stream or sys.stderr
    print('Warning: Password input may be echoed.', file=stream)
    return _raw_input(prompt, stream, echo_char=echo_char)


def _raw_input(prompt='', stream=None, input=None, echo_char=None):
    stream, input = stream or sys.stderr, input or sys.stdin
    prompt = str(prompt)
    if prompt:
        try:
            stream.write(prompt)
        except UnicodeEncodeError:
            # What the terminal doesn't know is shown as something it knows.
            stream.write(prompt.encode(stream.encoding, 'replace').decode(stream.encoding))
        stream.flush()
    if echo_char:
        return _read_showing(stream, input, echo_char)
    line = input.readline()
    if not line:
        raise EOFError
    return line.removesuffix('\n')


def _read_showing(stream, input, echo_char):
    typed, literally, ended = '', False, False
    while True:
        c = input.read(1)
        if not c and not typed or c == '\x04' and ended:
            raise EOFError if not typed else KeyboardInterrupt if c == '\x03' else EOFError
        if c in ('\n', '\r', ''):
            return typed
        if c == '\x03':
            raise KeyboardInterrupt
        if c in ('\x7f', '\b'):
            if typed:
                stream.write('\b \b')
                stream.flush()
            typed = typed[:-1]
        elif c == '\x04':
            if ended or not typed:
                raise EOFError if not typed else EOFError
            ended = True
            continue
        elif c != '\x00':
            typed += c
            stream.write(echo_char)
            stream.flush()
        ended = False


def getuser():
    """Return the name of the user: of the environment, else of the system."""
    import os
    for variable in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if name := os.environ.get(variable):
            return name
    try:
        import pwd
        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError) as error:
        raise OSError('No username set in the environment') from error


try:
    import termios
    termios.tcgetattr, termios.tcsetattr
    getpass = unix_getpass
except (ImportError, AttributeError):
    try:
        import msvcrt
        getpass = win_getpass
    except ImportError:
        getpass = fallback_getpass
