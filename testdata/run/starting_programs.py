"""Modules _posixsubprocess, faulthandler and syslog."""
import _posixsubprocess
import faulthandler
import os
import sys
import syslog


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


def start(args, executables, close_fds=True, pass_fds=(), cwd=None, env=None, umask=-1, session=False):
    out_read, out_write = os.pipe()
    error_read, error_write = os.pipe()
    pid = _posixsubprocess.fork_exec(args, executables, close_fds, tuple(sorted((*pass_fds, error_write))), cwd, env, -1, -1, -1, out_write, -1, -1,
                                     error_read, error_write, True, session, -1, None, None, None, umask, None)
    os.close(out_write)
    os.close(error_write)
    with open(out_read, 'rb') as out, open(error_read, 'rb') as errors:
        print(out.read(), errors.read())
    try:
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    except ChildProcessError:
        print(255)  # nothing was started, where nothing forks


start([b'sh', b'-c', b'echo $A; pwd; exit 3'], [b'/nonexistent/sh', b'/bin/sh'], cwd='/usr', env=[b'A=b'])
start([b'sh', b'-c', b'umask'], [b'/bin/sh'], umask=0o027)
start([b'x'], [b'/nonexistent/x', b'/etc/passwd/x'])
start([b'x'], [b'/etc/passwd'])
start([b'x'], [b'/bin/sh'], cwd=b'/nonexistent')
r, w = os.pipe()
os.set_inheritable(w, True)
start([b'sh', b'-c', b'echo to pipe >/proc/self/fd/%d' % w], [b'/bin/sh'], pass_fds=(w,))
print(os.read(r, 100))
start([b'sh', b'-c', b'test -e /proc/self/fd/%d || echo closed' % w], [b'/bin/sh'])
start([b'sh', b'-c', b'echo again >/proc/self/fd/%d' % w], [b'/bin/sh'], close_fds=False)
print(os.read(r, 100))


def inner():
    faulthandler.dump_traceback(sys.stdout, all_threads=False)


def outer():
    inner()


sys.stdout.flush()
outer()
sys.stdout.flush()
print(faulthandler.is_enabled(), faulthandler.disable(), faulthandler.unregister(10))
for f, *args in ((faulthandler.dump_traceback_later, -1), (faulthandler.dump_traceback_later, 'a'), (faulthandler.register, 11), (faulthandler.register, 500),
                 (faulthandler.dump_traceback, -1), (faulthandler.enable, 'a')):
    print(f.__name__, *args, attempt(f, *args))
print(syslog.LOG_MASK(3), syslog.LOG_UPTO(3), syslog.setlogmask(7), syslog.setlogmask(255), attempt(syslog.syslog), attempt(syslog.syslog, 1, 2), attempt(syslog.openlog, 5))
