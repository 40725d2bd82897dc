"""The calls of the system: descriptors, processes, limits, memory maps."""
import errno
import fcntl
import grp
import mmap
import os
import posix
import pwd
import resource
import tempfile
import termios
import warnings


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


r, w = os.pipe()
print(posix.writev(w, [b'ab', b'', b'cde']), os.read(r, 10))
os.write(w, b'xyz')
buffers = [bytearray(2), bytearray(4)]
print(posix.readv(r, buffers), buffers)
print(fcntl.fcntl(r, fcntl.F_GETFD), fcntl.fcntl(r, fcntl.F_SETFD, 0), os.get_inheritable(r))
print(attempt(fcntl.fcntl, 'a', 1), attempt(fcntl.fcntl, -1, 1), attempt(fcntl.fcntl, r, 1, 2.5))
print(attempt(fcntl.ioctl, r, termios.TIOCGWINSZ, b'\0' * 8), fcntl.ioctl(r, termios.FIONREAD, b'\0' * 4) == b'\0' * 4)
print(attempt(termios.tcgetattr, r), attempt(termios.tcsetattr, r, 0, []))
os.close(r)
os.close(w)

fd = posix.memfd_create('test')
print(posix.pwritev(fd, [b'hello ', b'world'], 0), os.pread(fd, 20, 3))
print(posix.copy_file_range(fd, fd, 5, 0, 20), os.lseek(fd, 0, os.SEEK_END))
print(attempt(posix.copy_file_range, fd, fd, -1), attempt(posix.lockf, fd, posix.F_TLOCK, 0), fcntl.lockf(fd, fcntl.LOCK_UN))
with mmap.mmap(fd, 25) as m:
    print(m[:5], m[-5:], m.find(b'world'), m.rfind(b'l'), len(m))
    m[0:5] = b'HELLO'
    m.move(6, 0, 5)
    print(m.read(12), m.tell(), m.seek(-3, 2), m.read_byte(), m.readline())
    for bad in ('m[100]', 'm["a"]', 'm.seek(100)', 'm.write(bytes(100))', 'm.resize(-1)', 'm.move(0, 0, 100)'):
        print(bad, attempt(eval, bad))
print(m.closed, attempt(m.read), os.pread(fd, 12, 0))
os.close(fd)
print(attempt(mmap.mmap, -1, 0), attempt(mmap.mmap, -1, -1), attempt(mmap.mmap, -1, 10, access=9))

fd = posix.eventfd(5)
posix.eventfd_write(fd, 3)
print(posix.eventfd_read(fd), attempt(posix.eventfd_write, fd, -1))
os.close(fd)
fd = posix.timerfd_create(1)
print(posix.timerfd_settime(fd, initial=0.001), len(os.read(fd, 8)), posix.timerfd_gettime_ns(fd))
os.close(fd)

pid = posix.posix_spawn('/bin/sh', ['sh', '-c', 'echo out; exit 3'], {}, file_actions=[(os.POSIX_SPAWN_DUP2, 1, 2), (os.POSIX_SPAWN_OPEN, 1, '/dev/null', os.O_WRONLY, 0)])
status = posix.waitid(os.P_PID, pid, os.WEXITED)
print(status.si_pid == pid, status.si_status, status.si_code == os.CLD_EXITED)
pid = posix.posix_spawnp('sh', ['sh', '-c', 'kill -9 $$'], None, setsid=True)
found, status, usage = os.wait4(pid, 0)
print(found == pid, os.waitstatus_to_exitcode(status), len(usage))
print(attempt(posix.posix_spawn, '/nonexistent', ['x'], {}), attempt(posix.posix_spawn, '/bin/true', [], {}))
print(attempt(posix.posix_spawn, '/bin/true', ['a'], {}, file_actions=[(9,)]), attempt(os.waitpid, 99999999, 0))

master, slave = posix.openpty()
termios.tcsetwinsize(slave, (30, 100))
print(os.isatty(slave), termios.tcgetwinsize(master), os.ttyname(slave) == posix.ptsname(master))
attributes = termios.tcgetattr(slave)
attributes[3] &= ~termios.ECHO
attributes[6][termios.VMIN] = b'\x02'
termios.tcsetattr(slave, termios.TCSANOW, attributes)
print(termios.tcgetattr(slave) == attributes, len(attributes[6]))
os.write(master, b'line\n')
print(os.read(slave, 10))
os.close(master)
os.close(slave)

print(resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 0, attempt(resource.getrlimit, 100), attempt(resource.setrlimit, 3, (1,)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0, attempt(resource.getrusage, 5), resource.getpagesize())
print(pwd.getpwuid(0).pw_name, pwd.getpwnam('root')[2], attempt(pwd.getpwnam, 'no such user'), attempt(pwd.getpwuid, 'a'))
print(grp.getgrgid(0).gr_name, grp.getgrnam('root')[2], attempt(grp.getgrgid, 2**70))
print(os.sched_param(5), os.sched_get_priority_max(os.SCHED_FIFO), attempt(os.sched_setaffinity, 0, [-1]), len(os.sched_getaffinity(0)) > 0)
print(os.getresuid() == (os.getuid(),) * 3, os.getpgid(0) == os.getpgrp(), attempt(os.setuid, -5), attempt(os.setgroups, 5))
print(os.makedev(1, 2), os.major(258), os.minor(258), os.statvfs('/').f_namemax, os.pathconf('/', 'PC_PATH_MAX'), attempt(os.sysconf, 'none'))
print(attempt(os.pathconf, '/', 5000), os.sysconf('SC_PAGE_SIZE'), attempt(os.getrandom, -1), len(os.getrandom(4)))
print(os.spawnv(os.P_WAIT, '/bin/sh', ['sh', '-c', 'exit 4']) if hasattr(os, 'spawnv') else 4)

for scheduler in (1,), (1, 2), ('a', os.sched_param(0)), (0, os.sched_param(5)), (os.SCHED_BATCH, os.sched_param(0)), 5, (0, None):
    print(scheduler, attempt(os.posix_spawn, '/bin/true', ['true'], {}, scheduler=scheduler))
for scheduler in (None, os.sched_param(0)), (os.SCHED_OTHER, os.sched_param(0)):
    pid = os.posix_spawn('/bin/sh', ['sh', '-c', 'read -r x < /proc/self/stat; set -- $x; shift 40; exit $1'], {}, scheduler=scheduler)
    print(scheduler, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), os.sched_getscheduler(0))
for numbers in (2**32, 1), (-2, 1), (1, -2), (2**32 - 1, 0), (-1, -1), (2**64, 0), (5, 6), (-2**63 - 1, 0), (1.0, 2):
    print(numbers, attempt(os.makedev, *numbers))
for number in -2, 2**64, -1, 2**63, 2**40 - 1:
    print(attempt(os.major, number), attempt(os.minor, number))
print(attempt(os.stat, 0, follow_symlinks=False), attempt(os.stat, 0, dir_fd=1), attempt(os.chown, 0, -1, -1, follow_symlinks=False))
print(attempt(os.utime, 0, follow_symlinks=False), attempt(os.utime, 0, dir_fd=1), attempt(os.getxattr, 0, 'user.a', follow_symlinks=False))
with tempfile.TemporaryDirectory() as folder:
    open(folder + '/file', 'w').close()
    os.symlink('file', folder + '/symbolic')
    for name, how in ('plain', {}), ('followed', {'follow_symlinks': True}), ('itself', {'follow_symlinks': False}):
        os.link(folder + '/symbolic', f'{folder}/{name}', **how)
        print(name, os.path.islink(f'{folder}/{name}'))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(attempt(os.stat, 'nonexistent', dir_fd=True)[:5], [str(w.message) for w in caught])
