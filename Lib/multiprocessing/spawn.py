"""Starting processes: a new interpreter reads from a pipe what it has to do.

The pipe holds two pickles: how to make the new interpreter like this one, and the process object. Its writing end stays open
here, so that the child sees when its parent is gone; in the same way a second pipe tells the parent of the child's end.
"""

import os
import pickle
import runpy
import signal
import subprocess
import sys
import threading
import types

__all__ = ['freeze_support', 'set_executable', 'get_executable', 'get_preparation_data', 'get_command_line', 'import_main_path']

_FLAG = '--multiprocessing-fork'
_state = threading.local()
_interpreter = [sys.executable]


def set_executable(exe):
    """Say which interpreter to start."""
    _interpreter[0] = os.fspath(exe) if exe is not None else None


def get_executable():
    """Return the interpreter that is started."""
    return _interpreter[0]


def freeze_support():
    """Do nothing: there are no executables that hold a program."""


def get_command_line(**kwds):
    """Return the command that starts a process; the arguments are spawn_main()'s."""
    arguments = ', '.join(f'{name}={value!r}' for name, value in kwds.items())
    code = f'from multiprocessing.spawn import spawn_main; spawn_main({arguments})'
    return [get_executable(), *subprocess._args_from_interpreter_flags(), '-c', code, _FLAG]


# The side of the parent.

def _packing():
    """Return the list of files for the process that this thread is starting, None if it isn't."""
    return getattr(_state, 'files', None)


def _keep(obj):
    """Let an object live at least as long as the process that this thread is starting: that will look for what belongs to it."""
    _state.kept.append(obj)


class _Running:
    """A process that was started."""

    def __init__(self, popen, feed, sentinel, kept):
        self.popen, self.feed, self.sentinel, self.kept = popen, feed, sentinel, kept
        self.pid = popen.pid
        self.terminate, self.kill, self.poll = popen.terminate, popen.kill, popen.poll

    def interrupt(self):
        self.popen.send_signal(signal.SIGINT)

    def wait(self, timeout):
        """Return the exit status, None when the time is over."""
        try:
            status = self.popen.wait(None if timeout is None else max(timeout, 0))
        except subprocess.TimeoutExpired:
            return None
        self.kept = None
        return status

    def close(self):
        """Close what the process was fed through, and its sentinel."""
        for number in (self.feed, self.sentinel):
            if number is not None:
                os.close(number)
        self.feed = self.sentinel = None

    def __del__(self):
        self.close()


def _launch(process):
    """Start a process object's process. Return a _Running."""
    from multiprocessing import reduction, util
    util._flush_std_streams()
    _state.files, _state.kept = files, kept = [], []
    try:
        messages = [reduction.ForkingPickler.dumps(part) for part in (get_preparation_data(process.name), process)]
    finally:
        _state.files = _state.kept = None
    theirs, feed = os.pipe()
    sentinel, end = os.pipe()
    try:
        command = get_command_line(pipe_handle=theirs, end=end)
        popen = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=(theirs, end, *files))
    except BaseException:
        os.close(feed)
        os.close(sentinel)
        raise
    finally:
        os.close(theirs)
        os.close(end)
    running = _Running(popen, feed, sentinel, kept)
    try:
        for message in messages:
            rest = memoryview(len(message).to_bytes(8) + bytes(message))
            while rest:
                rest = rest[os.write(feed, rest):]
    except BrokenPipeError:
        pass  # it has ended already: its exit status says so
    return running


def get_preparation_data(name):
    """Return what a child must know to be like this process: paths, the authentication key, and where the main module is."""
    from multiprocessing import process, util
    return _program() | {
        'name': name, 'authkey': process.current_process().authkey, 'log_level': util._level(), 'log_to_stderr': util._to_stderr,
    }


def _program():
    """Return what a child must know to have the same modules."""
    data = {'sys_path': [part or os.getcwd() for part in sys.path], 'sys_argv': sys.argv, 'dir': os.getcwd()}
    main = sys.modules['__main__']
    spec, path = getattr(main, '__spec__', None), getattr(main, '__file__', None)
    if spec is not None:
        # A module __main__, of a package or an archive, is a program that runs as soon as it is imported: a child does without it.
        if spec.name.rpartition('.')[2] != '__main__':
            data['init_main_from_name'] = spec.name
    elif path is not None and os.path.exists(path):
        data['init_main_from_path'] = os.path.abspath(path)
    return data


# The side of the child.

def spawn_main(pipe_handle, end=None):
    """Be a child: read from a pipe what to do, do it, and exit. The file end is closed by the exit, which the parent notices."""
    for number in (pipe_handle, end):
        if number is not None:
            os.set_inheritable(number, False)
    try:
        prepare(_message(pipe_handle))
        me = _message(pipe_handle)
    except EOFError:
        sys.exit(1)  # the parent has given up
    sys.exit(me._bootstrap(pipe_handle))


def _message(number):
    """Return the next object in a pipe: eight bytes tell the length of its pickle."""
    return pickle.loads(_exactly(number, int.from_bytes(_exactly(number, 8))))


def _exactly(number, size):
    data = bytearray()
    while len(data) < size:
        part = os.read(number, size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def prepare(data):
    """Make this interpreter like the parent's, by what get_preparation_data() has returned there."""
    from multiprocessing import process, util
    me = process.current_process()
    if 'name' in data:
        me.name = data['name']
    if 'authkey' in data:
        me.authkey = data['authkey']
    if 'sys_path' in data:
        sys.path[:] = data['sys_path']
    if 'sys_argv' in data:
        sys.argv[:] = data['sys_argv']
    if 'dir' in data:
        os.chdir(data['dir'])
    if data.get('log_level') is not None:
        util.get_logger().setLevel(data['log_level'])
    if data.get('log_to_stderr'):
        util.log_to_stderr()
    if 'init_main_from_name' in data:
        _become(lambda: runpy.run_module(data['init_main_from_name'], run_name='__mp_main__', alter_sys=True))
    elif 'init_main_from_path' in data:
        import_main_path(data['init_main_from_path'])


def import_main_path(main_path):
    """Run the program's main file under the name __mp_main__, and take that for the main module."""
    _become(lambda: runpy.run_path(main_path, run_name='__mp_main__'))


def _become(run):
    main = types.ModuleType('__mp_main__')
    main.__dict__.update(run())
    sys.modules['__main__'] = sys.modules['__mp_main__'] = main
