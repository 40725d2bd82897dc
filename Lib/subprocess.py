"""Other programs, started as child processes, with pipes to them."""

import builtins
import contextlib
import errno
import io
import os
import selectors
import signal
import sys
import threading
import time
import types
import warnings

from _posixsubprocess import fork_exec as _fork_exec

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput', 'getoutput', 'check_output', 'run', 'CalledProcessError',
           'DEVNULL', 'SubprocessError', 'TimeoutExpired', 'CompletedProcess']

PIPE, STDOUT, DEVNULL = -1, -2, -3

_mswindows = False
_can_fork_exec = True
_USE_POSIX_SPAWN = False
_PIPE_BUF = 4096
_PopenSelector = selectors.PollSelector if hasattr(selectors, 'PollSelector') else selectors.SelectSelector


class SubprocessError(Exception):
    """What goes wrong with child processes."""


class _WithOutput(SubprocessError):
    @property
    def stdout(self):
        """Another name of output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CalledProcessError(_WithOutput):
    """A program ended with another status than 0, where that was to be checked."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if not (isinstance(self.returncode, int) and self.returncode < 0):
            return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."
        try:
            return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
        except ValueError:
            return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."


class TimeoutExpired(_WithOutput):
    """A program had not ended in time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


# Children whose Popen object has gone before they ended; they are waited for now and then.
_active = []


def _cleanup():
    if _active is None:
        return
    for child in _active[:]:
        if child._internal_poll(_lost=sys.maxsize) is not None:
            with contextlib.suppress(ValueError):
                _active.remove(child)


def _optim_args_from_interpreter_flags():
    """Return the options -O that this interpreter was given."""
    return ['-' + 'O' * sys.flags.optimize] if sys.flags.optimize > 0 else []


def _args_from_interpreter_flags():
    """Return the options with which an interpreter behaves as this one does."""
    flags = sys.flags
    args = _optim_args_from_interpreter_flags()
    if flags.isolated:
        args.append('-I')
    else:
        args += ['-' + letter for letter, name in (('E', 'ignore_environment'), ('s', 'no_user_site')) if getattr(flags, name)]
        if flags.safe_path:
            args.append('-P')
    for letter, name in (('d', 'debug'), ('B', 'dont_write_bytecode'), ('S', 'no_site'), ('v', 'verbose'), ('b', 'bytes_warning'), ('q', 'quiet')):
        if times := getattr(flags, name):
            args.append('-' + letter * times)
    options = list(sys.warnoptions)
    shown = getattr(sys, '_xoptions', {})
    for implied in (['error::BytesWarning'] if flags.bytes_warning > 1 else ['default::BytesWarning'] if flags.bytes_warning else []):
        if implied in options:
            options.remove(implied)
    if 'dev' in shown:
        args += ['-X', 'dev']
        if 'default' in options:
            options.remove('default')
    args += ['-W' + option for option in options]
    for name in ('faulthandler', 'tracemalloc', 'importtime', 'frozen_modules', 'showrefcount', 'utf8', 'gil', 'no_debug_ranges', 'int_max_str_digits'):
        if name in shown:
            args += ['-X', name if shown[name] is True else f'{name}={shown[name]}']
    return args


def _text_encoding():
    if sys.flags.warn_default_encoding:
        # Whoever called this module is meant.
        warnings.warn("'encoding' argument not specified.", EncodingWarning, skip_file_prefixes=(__file__,))
    return 'utf-8' if sys.flags.utf8_mode else 'locale'


class CompletedProcess:
    """How a program that run() has run ended."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        parts += [f'{name}={getattr(self, name)!r}' for name in ('stdout', 'stderr') if getattr(self, name) is not None]
        return f'{type(self).__name__}({", ".join(parts)})'

    __class_getitem__ = classmethod(types.GenericAlias)

    def check_returncode(self):
        """Raise CalledProcessError unless the status is 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program, wait until it has ended, and return a CompletedProcess.

    input is what it reads; capture_output keeps what it writes. After timeout seconds it is killed, and TimeoutExpired raised; check raises
    CalledProcessError for a status other than 0. The other arguments are those of Popen."""
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as child:
        try:
            out, err = child.communicate(input, timeout=timeout)
        except TimeoutExpired:
            child.kill()
            child.wait()
            raise
        except:  # Ctrl-C too: __exit__ waits
            child.kill()
            raise
        status = child.poll()
    if check and status:
        raise CalledProcessError(status, child.args, output=out, stderr=err)
    return CompletedProcess(child.args, status, out, err)


def call(*popenargs, timeout=None, **kwargs):
    """Run a program, wait until it has ended, and return its status."""
    with Popen(*popenargs, **kwargs) as child:
        try:
            return child.wait(timeout=timeout)
        except:
            child.kill()
            raise


def check_call(*popenargs, **kwargs):
    """Run a program, and raise CalledProcessError unless it returns 0."""
    if status := call(*popenargs, **kwargs):
        cmd = kwargs.get('args')
        raise CalledProcessError(status, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a program and return what it writes; CalledProcessError unless it returns 0."""
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        kwargs['input'] = '' if any(kwargs.get(name) for name in ('universal_newlines', 'text', 'encoding', 'errors')) else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """Run a command line in a shell; return its status and what it writes, less the last newline."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        status = 0
    except CalledProcessError as e:
        data, status = e.output, e.returncode
    return status, data.removesuffix('\n')


def getoutput(cmd, *, encoding=None, errors=None):
    """Run a command line in a shell and return what it writes, less the last newline."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def list2cmdline(seq):
    """Join arguments to a command line by the rules of Microsoft's C runtime."""
    words = []
    for arg in map(os.fsdecode, seq):
        quote = not arg or ' ' in arg or '\t' in arg
        word, backslashes = '"' if quote else '', 0
        for c in arg:
            if c == '\\':
                backslashes += 1
                continue
            if c == '"':
                word += '\\' * (2 * backslashes + 1) + c
            else:
                word += '\\' * backslashes + c
            backslashes = 0
        word += '\\' * backslashes
        if quote:
            word += '\\' * backslashes + '"'
        words.append(word)
    return ' '.join(words)


def _id_of(value, name, find):
    """Return the number of a user or group given by name or number."""
    if isinstance(value, str):
        return find(value)
    if isinstance(value, int):
        if value < 0:
            raise ValueError(f'{"User" if name == "user" else "Group"} ID cannot be negative, got {value}')
        return value
    raise TypeError(f'{name} must be a string or an integer, not {type(value)}')


class Popen:
    """A child process that runs a program.

    args is the program with its arguments, or with shell a command line. stdin, stdout and stderr are PIPE, DEVNULL, a file or a descriptor; stderr may
    be STDOUT. With text, encoding, errors or universal_newlines the pipes carry text."""

    _born = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False,
                 cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True,
                 start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None, text=None,
                 umask=-1, pipesize=-1, process_group=None):
        _cleanup()
        self._one_waits = threading.Lock()
        self._unsent = None
        self._talking = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        if pipesize is None:
            pipesize = -1
        if not isinstance(pipesize, int):
            raise TypeError('pipesize must be an integer')
        if process_group is None:
            process_group = -1
        if pass_fds and not close_fds:
            warnings.warn('pass_fds overriding close_fds.', RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows platforms')
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError('Cannot disambiguate when both text and universal_newlines are supplied but different. Pass one or the other.')
        self.args = args
        self.stdin = self.stdout = self.stderr = None
        self.pid = self.returncode = None
        self.encoding, self.errors, self.pipesize = encoding, errors, pipesize
        self.text_mode = encoding or errors or text or universal_newlines
        if self.text_mode and encoding is None:
            self.encoding = encoding = _text_encoding()
        self._patience = 0.25
        self._handed_over = False
        line_buffered = self.text_mode and bufsize == 1
        if bufsize == 1 and not self.text_mode:
            warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", RuntimeWarning, stacklevel=2)
        if line_buffered or bufsize == 1:
            bufsize = -1
        identity = self._identity(user, group, extra_groups)
        ends = self._get_handles(stdin, stdout, stderr)
        ours = [(0, ends[1]), (1, ends[2]), (2, ends[4])]
        try:
            for number, fd in ours:
                if fd != -1:
                    stream = io.open(fd, 'wb' if number == 0 else 'rb', bufsize)
                    if self.text_mode:
                        extra = {'write_through': True, 'line_buffering': bool(line_buffered)} if number == 0 else {}
                        stream = io.TextIOWrapper(stream, encoding=encoding, errors=errors, **extra)
                    setattr(self, ('stdin', 'stdout', 'stderr')[number], stream)
            self._execute_child(args, executable, preexec_fn, close_fds, tuple(pass_fds), cwd, env, shell, ends, restore_signals, identity, umask,
                                start_new_session, process_group)
        except:
            for stream in filter(None, (self.stdin, self.stdout, self.stderr)):
                with contextlib.suppress(OSError):
                    stream.close()
            if not self._handed_over:
                given = (stdin, stdout, stderr)
                for fd in {fd for fd, what in zip((ends[0], ends[3], ends[5]), given) if what == PIPE}:
                    with contextlib.suppress(OSError):
                        os.close(fd)
                if hasattr(self, '_null'):
                    os.close(self._null)
            raise

    __class_getitem__ = classmethod(types.GenericAlias)

    def __repr__(self):
        shown = f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'
        return shown if len(shown) <= 80 else shown[:76] + '...>'

    @property
    def universal_newlines(self):
        """Another name of text_mode."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def _identity(self, user, group, extra_groups):
        """Return the numbers of group, further groups and user that the child is to run as."""
        gid = uid = groups = None
        if group is not None:
            import grp
            gid = _id_of(group, 'group', lambda name: grp.getgrnam(name).gr_gid)
        if extra_groups is not None:
            if isinstance(extra_groups, str):
                raise TypeError('Groups must be a list, not a string')
            import grp
            groups = []
            for extra in extra_groups:
                if not isinstance(extra, (str, int)):
                    raise TypeError(f'Items in extra_groups must be a string or integer, not {type(extra)}')
                groups.append(_id_of(extra, 'group', lambda name: grp.getgrnam(name).gr_gid))
        if user is not None:
            import pwd
            uid = _id_of(user, 'user', lambda name: pwd.getpwnam(name).pw_uid)
        return gid, groups, uid

    def _open_null(self):
        if not hasattr(self, '_null'):
            self._null = os.open(os.devnull, os.O_RDWR)
        return self._null

    def _get_handles(self, stdin, stdout, stderr):
        """Return the descriptors of the three streams: the child's and ours of stdin, ours and the child's of stdout and of stderr; -1: none."""
        made = []

        def one(what, reads):
            if what is None:
                return -1, -1
            if what == PIPE:
                r, w = os.pipe()
                made.extend((r, w))
                if self.pipesize > 0:
                    import fcntl
                    if hasattr(fcntl, 'F_SETPIPE_SZ'):
                        fcntl.fcntl(r, fcntl.F_SETPIPE_SZ, self.pipesize)
                return (r, w) if reads else (w, r)
            if what == DEVNULL:
                return self._open_null(), -1
            return (what if isinstance(what, int) else what.fileno()), -1

        try:
            for what in (stdin, stdout):
                if what == STDOUT and isinstance(what, int):
                    raise ValueError('STDOUT can only be used for stderr')
            p2cread, p2cwrite = one(stdin, True)
            c2pwrite, c2pread = one(stdout, False)
            if stderr == STDOUT and isinstance(stderr, int):
                errread, errwrite = -1, c2pwrite if c2pwrite != -1 else sys.__stdout__.fileno()
            else:
                errwrite, errread = one(stderr, False)
        except BaseException:
            for fd in made:
                os.close(fd)
            raise
        return p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite

    def _close_pipe_fds(self, ends):
        """Close the child's ends of the pipes in this process."""
        p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite = ends
        devnull = getattr(self, '_null', None)
        for ours, theirs in ((p2cwrite, p2cread), (c2pread, c2pwrite), (errread, errwrite)):
            if theirs != -1 and ours != -1 and theirs != devnull:
                os.close(theirs)
        if devnull is not None:
            os.close(devnull)
        self._handed_over = True

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, ends, restore_signals, identity, umask,
                       start_new_session, process_group):
        if isinstance(args, (str, bytes)):
            args = [args]
        elif isinstance(args, os.PathLike):
            if shell:
                raise TypeError('path-like args is not allowed when shell is true')
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ['/bin/sh', '-c'] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        sys.audit('subprocess.Popen', executable, args, cwd, env)
        program, args = executable, list(map(os.fsencode, args))
        gid, groups, uid = identity
        p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite = ends
        # Through this pipe the child tells why it could not run the program.
        failed_read, failed_write = os.pipe()
        try:
            try:
                low = []  # the descriptor must be none that the child's streams take
                while failed_write < 3:
                    low.append(failed_write)
                    failed_write = os.dup(failed_write)
                for fd in low:
                    os.close(fd)
                variables = None
                if env is not None:
                    variables = []
                    for key, value in env.items():
                        key = os.fsencode(key)
                        if b'=' in key:
                            raise ValueError('illegal environment variable name')
                        variables.append(key + b'=' + os.fsencode(value))
                encoded = os.fsencode(program)
                if os.path.dirname(encoded):
                    candidates = (encoded,)
                else:
                    candidates = tuple(os.path.join(os.fsencode(folder), encoded) for folder in os.get_exec_path(env))
                keep = tuple(sorted({*map(int, pass_fds), failed_write}))
                self.pid = _fork_exec(args, candidates, close_fds, keep, cwd, variables, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
                                      failed_read, failed_write, restore_signals, start_new_session, process_group, gid, groups, uid, umask,
                                      preexec_fn)
                self._born = True
            finally:
                os.close(failed_write)
            self._close_pipe_fds(ends)
            report = bytearray()
            while part := os.read(failed_read, 50000):
                report += part
                if len(report) > 50000:
                    break
        finally:
            os.close(failed_read)
        if report:
            self._raise_report(report, cwd, program)

    def _raise_report(self, report, cwd, program):
        """Raise what the child told of its failure: class:number in hexadecimal:message."""
        with contextlib.suppress(ChildProcessError):
            pid, status = os.waitpid(self.pid, 0)
            if pid == self.pid:
                self._handle_exitstatus(status)
            else:
                self.returncode = sys.maxsize
        try:
            name, number, message = report.split(b':', 2)
        except ValueError:
            name, number, message = b'SubprocessError', b'0', b'Bad exception data from child: ' + repr(bytes(report)).encode('ascii')
        kind = getattr(builtins, name.decode('ascii'), SubprocessError)
        message = message.decode(errors='surrogatepass')
        if not (issubclass(kind, OSError) and number):
            raise kind(message)
        number = int(number, 16)
        file = program
        if message == 'noexec:chdir':
            message, file = '', cwd
        elif message == 'noexec':
            message, file = '', None
        if number:
            message = os.strerror(number)
        if file is None:
            raise kind(number, message)
        raise kind(number, message, file)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        for stream in (self.stdout, self.stderr):
            if stream:
                stream.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if kind is not KeyboardInterrupt:
                self.wait()
            else:
                self._wait_a_little()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._born:
            return
        if self.returncode is None:
            _warn(f'subprocess {self.pid} is still running', ResourceWarning, source=self)
        self._internal_poll(_lost=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)

    # Waiting.

    def _handle_exitstatus(self, status):
        if os.WIFSTOPPED(status):
            self.returncode = -os.WSTOPSIG(status)
        else:
            self.returncode = os.waitstatus_to_exitcode(status)

    def poll(self):
        """Return the status of the child, None while it runs; minus the number of a signal that ended it."""
        return self._internal_poll()

    def _internal_poll(self, _lost=None):
        if self.returncode is None:
            if not self._one_waits.acquire(False):
                return None  # another thread waits
            try:
                if self.returncode is None:
                    pid, status = os.waitpid(self.pid, os.WNOHANG)
                    if pid == self.pid:
                        self._handle_exitstatus(status)
            except OSError as e:
                if _lost is not None:
                    self.returncode = _lost
                elif e.errno == errno.ECHILD:
                    self.returncode = 0  # somebody else has waited for it
            finally:
                self._one_waits.release()
        return self.returncode

    def wait(self, timeout=None):
        """Wait until the child has ended, timeout seconds at most, and return its status."""
        end = None if timeout is None else time.monotonic() + timeout
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            self._wait_a_little(end)
            raise

    def _wait_a_little(self, end=None):
        """After Ctrl-C, which the child has got, too: let it end by itself, but not for long, and once only."""
        patience, self._patience = self._patience, 0
        if end is not None:
            patience = min(patience, self._time_left(end))
        if patience > 0:
            with contextlib.suppress(TimeoutExpired):
                self._wait(timeout=patience)

    def _try_wait(self, flags):
        try:
            return os.waitpid(self.pid, flags)
        except ChildProcessError:
            return self.pid, 0

    def _wait(self, timeout):
        if self.returncode is not None:
            return self.returncode
        if timeout is None:
            while self.returncode is None:
                with self._one_waits:
                    if self.returncode is None:
                        pid, status = self._try_wait(0)
                        if pid == self.pid:
                            self._handle_exitstatus(status)
            return self.returncode
        end = time.monotonic() + timeout
        pause = 0.0005
        while True:
            if self._one_waits.acquire(False):
                try:
                    if self.returncode is None:
                        pid, status = self._try_wait(os.WNOHANG)
                        if pid == self.pid:
                            self._handle_exitstatus(status)
                finally:
                    self._one_waits.release()
            if self.returncode is not None:
                return self.returncode
            rest = self._time_left(end)
            if rest <= 0:
                raise TimeoutExpired(self.args, timeout)
            pause = min(pause * 2, rest, 0.05)
            time.sleep(pause)

    def _time_left(self, endtime):
        return None if endtime is None else endtime - time.monotonic()

    def _check_timeout(self, endtime, orig_timeout, stdout_seq, stderr_seq, skip_check_and_raise=False):
        if endtime is None:
            return
        if skip_check_and_raise or time.monotonic() > endtime:
            raise TimeoutExpired(self.args, orig_timeout, output=b''.join(stdout_seq) if stdout_seq else None,
                                 stderr=b''.join(stderr_seq) if stderr_seq else None)

    def send_signal(self, sig):
        """Send a signal to the child, unless it has ended."""
        self.poll()
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sig)

    def terminate(self):
        """Ask the child to end, by SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End the child, by SIGKILL."""
        self.send_signal(signal.SIGKILL)

    # Communication.

    def _translate_newlines(self, data, encoding, errors):
        return data.decode(encoding, errors).replace('\r\n', '\n').replace('\r', '\n')

    def _stdin_write(self, input):
        """Write all of input to the child and close the pipe; it may have stopped reading."""
        if input:
            try:
                self.stdin.write(input)
            except BrokenPipeError:
                pass
            except OSError as e:
                if e.errno != errno.EINVAL:
                    raise
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass
        except OSError as e:
            if e.errno != errno.EINVAL:
                raise

    def communicate(self, input=None, timeout=None):
        """Give the child input, read what it writes to the pipes, wait until it has ended; return both outputs, None where there is no pipe.

        After TimeoutExpired one may call again: nothing that was read is lost."""
        if self._talking and input:
            raise ValueError('Cannot send input after starting communication')
        if timeout is None and not self._talking and [self.stdin, self.stdout, self.stderr].count(None) >= 2:
            out = err = None
            if self.stdin:
                self._stdin_write(input)
            elif self.stdout:
                out = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                err = self.stderr.read()
                self.stderr.close()
            self.wait()
            return out, err
        end = None if timeout is None else time.monotonic() + timeout
        try:
            out, err = self._communicate(input, end, timeout)
        except KeyboardInterrupt:
            self._wait_a_little(end)
            raise
        finally:
            self._talking = True
        self.wait(timeout=self._time_left(end))
        return out, err

    def _save_input(self, input):
        if self.stdin and self._unsent is None:
            self._sent = 0
            self._unsent = input
            if input is not None and self.text_mode:
                self._unsent = self._unsent.encode(self.stdin.encoding, self.stdin.errors)

    def _communicate(self, input, endtime, orig_timeout):
        if self.stdin and not self.stdin.closed and not self._talking:
            try:
                self.stdin.flush()
            except BrokenPipeError:
                pass
            if not input:
                try:
                    self.stdin.close()
                except BrokenPipeError:
                    pass
        if not self._talking:
            self._gathered = {stream: [] for stream in (self.stdout, self.stderr) if stream}
        parts = [self._gathered.get(stream) if stream else None for stream in (self.stdout, self.stderr)]
        self._save_input(input)
        view = memoryview(self._unsent).cast('b') if self._unsent else None
        with _PopenSelector() as selector:
            if self.stdin and not self.stdin.closed and self._unsent:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            for stream in (self.stdout, self.stderr):
                if stream and not stream.closed:
                    selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                rest = self._time_left(endtime)
                if rest is not None and rest < 0:
                    self._check_timeout(endtime, orig_timeout, *parts, skip_check_and_raise=True)
                ready = selector.select(rest)
                self._check_timeout(endtime, orig_timeout, *parts)
                for key, _ in ready:
                    stream = key.fileobj
                    if stream is self.stdin:
                        chunk = view[self._sent:self._sent + _PIPE_BUF]
                        try:
                            self._sent += os.write(key.fd, chunk)
                        except BrokenPipeError:
                            done = True
                        else:
                            done = self._sent >= len(view)
                    else:
                        data = os.read(key.fd, 32768)
                        done = not data
                        self._gathered[stream].append(data)
                    if done:
                        selector.unregister(stream)
                        stream.close()
        try:
            self.wait(timeout=self._time_left(endtime))
        except TimeoutExpired as e:
            self._check_timeout(endtime, orig_timeout, *parts, skip_check_and_raise=True)
            raise e
        out, err = (None if p is None else b''.join(p) for p in parts)
        if self.text_mode:
            if out is not None:
                out = self._translate_newlines(out, self.stdout.encoding, self.stdout.errors)
            if err is not None:
                err = self._translate_newlines(err, self.stderr.encoding, self.stderr.errors)
        return out, err
