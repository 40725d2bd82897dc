# Files, directories, descriptors, environment and file names: results and the words of errors.
import os, io

d = '/tmp/gopy-files-%d' % os.getpid()
before = os.getcwd()


def t(label, f):
    try:
        text = ' '.join((label, '->', repr(f())))
    except BaseException as e:
        text = ' '.join((label, '!!', type(e).__name__, str(e)))
    print(text.replace(d, '(d)'))


os.makedirs(d+'/a/b/c'); t('exist', lambda: os.makedirs(d+'/a')); t('existok', lambda: os.makedirs(d+'/a',exist_ok=True))
os.chdir(d)
with open('f.txt','w') as f: t('w',lambda:f.write('héllo\nworld\r\nx'))
t('ls',lambda:sorted(os.listdir())); t('lsb',lambda:sorted(os.listdir(b'.')))
t('walk',lambda:list(os.walk('.'))); t('walkb',lambda:list(os.walk('.',topdown=False))); t('fwalk',lambda:[x[:3] for x in os.fwalk('.')])
t('size',lambda:os.path.getsize('f.txt')); t('st',lambda:os.stat('f.txt')[0:1]+os.stat('f.txt')[6:7])
os.symlink('f.txt','ln'); os.link('f.txt','hl'); t('rl',lambda:os.readlink('ln')); t('islink',lambda:os.path.islink('ln')); t('same',lambda:os.path.samefile('ln','f.txt'))
t('sd',lambda:sorted((e.name,e.is_dir(),e.is_file(),e.is_symlink(),e.path,repr(e)) for e in os.scandir('.')))
os.symlink('loop','loop'); t('real',lambda:os.path.realpath('loop')); t('reals',lambda:os.path.realpath('loop',strict=True)); t('real2',lambda:os.path.realpath('ln')); t('real3',lambda:os.path.realpath('nope/../x')); t('real4',lambda:os.path.realpath('nope',strict=True)); t('r5',lambda:os.path.realpath('nope',strict=os.path.ALLOW_MISSING)); t('r6',lambda:os.path.realpath('f.txt/x',strict=True)); t('r7',lambda:os.path.realpath('f.txt/x',strict=os.path.ALLOW_MISSING)); t('r8',lambda:os.path.realpath('f.txt/..',strict=True)); t('r9',lambda:os.path.realpath('f.txt/',strict=True))
os.utime('f.txt',(1.5,2.25)); t('ut',lambda:(os.stat('f.txt').st_atime,os.stat('f.txt').st_mtime_ns)); os.utime('f.txt',ns=(-5,7)); t('ut',lambda:(os.stat('f.txt').st_atime_ns,os.stat('f.txt').st_mtime,os.stat('f.txt')[7]))
os.chmod('f.txt',0o640); t('mode',lambda:oct(os.stat('f.txt').st_mode)); t('acc',lambda:os.access('f.txt',os.R_OK)); t('acc',lambda:os.access('nope',os.R_OK))
os.rename('f.txt','g.txt'); t('ren',lambda:os.rename('zzz','yyy')); t('rm',lambda:os.remove('zzz')); t('rmd',lambda:os.rmdir('a')); t('unl',lambda:os.unlink('a')); t('mk',lambda:os.mkdir('a')); t('chdir',lambda:os.chdir('zzz')); t('stat',lambda:os.stat(b'zzz')); t('ls',lambda:os.listdir('zzz')); t('ls',lambda:os.listdir('g.txt')); t('sd',lambda:os.scandir('zzz')); t('rl',lambda:os.readlink('g.txt')); t('sym',lambda:os.symlink('a','g.txt')); t('trunc',lambda:os.truncate('zzz',1)); t('op',lambda:os.open('zzz',0)); t('chmod',lambda:os.chmod('zzz',1))
for bad in (3.5,None,[],'a\0b'):
  for n in ('stat','lstat','mkdir','listdir','chdir','remove','open','readlink','rmdir','chmod','access','truncate','utime'):
    f=getattr(os,n); t(n, lambda: f(bad,0) if n in('open','chmod','access','truncate') else f(bad))
t('ren',lambda:os.rename(1,2)); t('ren',lambda:os.rename('a',2)); t('fstat',lambda:os.fstat('x')); t('fstat',lambda:os.fstat(999)); t('fstat',lambda:os.fstat(1<<40)); t('close',lambda:os.close(999)); t('urandom',lambda:os.urandom(-1)); t('urandom',lambda:len(os.urandom(5))); t('strerror',lambda:os.strerror(2)); t('strerror',lambda:os.strerror(999))
fd=os.open('g.txt',os.O_RDWR); t('read',lambda:os.read(fd,5)); t('lseek',lambda:os.lseek(fd,0,2)); t('write',lambda:os.write(fd,b'end')); t('write',lambda:os.write(fd,'end')); t('pread',lambda:os.pread(fd,3,1)); t('fsync',lambda:os.fsync(fd)); t('dup',lambda:type(os.dup(fd))); t('isatty',lambda:os.isatty(fd)); t('inh',lambda:os.get_inheritable(fd)); os.set_inheritable(fd,True); t('inh',lambda:os.get_inheritable(fd)); t('read',lambda:os.read(fd,-1)); os.close(fd)
r,w=os.pipe(); os.write(w,b'abc'); t('pipe',lambda:os.read(r,10)); os.close(w); t('pipe',lambda:os.read(r,10))
t('sys',lambda:os.system('exit 3')); t('we',lambda:os.waitstatus_to_exitcode(768)); t('kill',lambda:os.kill(0x7ffffff,0))
os.environ['FOO']='b'; t('env',lambda:os.environ['FOO']); t('env',lambda:os.getenvb(b'FOO')); t('sys',lambda:os.system('test $FOO = b')); del os.environ['FOO']; t('env',lambda:os.environ['FOO']); t('env',lambda:os.environ.get('FOO')); t('env',lambda:os.environ.pop('FOO',3)); t('env',lambda:os.environ.__setitem__('a',3)); t('env',lambda:os.environ.__setitem__('a=b','3')); t('env',lambda:'PATH' in os.environ); t('env',lambda:os.putenv('a=b','c')); t('env',lambda:type(os.environ.copy())); t('env', lambda: os.environ.setdefault('ZZ','1')); t('env',lambda:os.unsetenv('a='))
t('fsp',lambda:os.fspath(3)); 
class P:
    def __init__(s,p): s.p=p
    def __fspath__(s): return s.p
t('fsp',lambda:os.fspath(P('x'))); t('fsp',lambda:os.fspath(P(3))); t('st',lambda:os.stat(P('zzz'))); t('st',lambda:os.stat(P(3))); t('isinst',lambda:isinstance(P('x'),os.PathLike)); t('fse',lambda:os.fsencode('a\udc80é')); t('fsd',lambda:os.fsdecode(b'a\x80\xc3\xa9')); t('open',lambda:open(P('zzz')))
open('a\udc80','w').close(); t('ls',lambda:sorted(os.listdir('.'))); t('st',lambda:os.stat('a\udc81')); t('sur',lambda:os.stat('\ud800'))
p=os.path
for f,args in [('join',('a','b')),('join',('a','')),('join',('','b')),('join',('a/','b')),('join',('a','/b','c')),('join',(b'a',b'b')),('join',('a',b'b')),('join',('a',3)),('join',(3,)),('split',('/a/b',)),('split',('//a',)),('split',('a/',)),('split',('/',)),('split',('',)),('splitext',('a.b.c',)),('splitext',('.a',)),('splitext',('..a.b',)),('splitext',('a/.b.',)),('basename',('a/b/',)),('dirname',('a//b',)),('normpath',('a//b/../c/./',)),('normpath',('/../a',)),('normpath',('//a',)),('normpath',('///a',)),('normpath',('',)),('normpath',('../../a/..',)),('normpath',(b'a/..',)),('isabs',('/a',)),('abspath',('x',)),('relpath',('/a/b','/a/c')),('relpath',('a','a')),('relpath',('',)),('relpath',('a',b'b')),('commonpath',(['/a/b','/a/c'],)),('commonpath',(['a','/a'],)),('commonpath',([],)),('commonpath',(['a/b','a//b/.'],)),('commonpath',(['a',b'a'],)),('commonprefix',(['abc','abd'],)),('commonprefix',([],)),('expanduser',('~nosuch/x',)),('expanduser',('x',)),('expandvars',('$ZZ/${ZZ}x$nosuch ${',)),('expandvars',(b'$ZZ',)),('expandvars',('a$',)),('splitroot',('/a',)),('splitroot',('//a',)),('splitroot',(b'///a',)),('splitdrive',('/a',)),('exists',('g.txt',)),('exists',(3.5,)),('exists',('a\0',)),('isfile',('g.txt',)),('isdir',('a',)),('lexists',('loop',)),('exists',('loop',)),('ismount',('/',)),('ismount',('a',)),('getsize',('zz',)),('splitext',(3,)),('isabs',(3,)),('normcase',(3,)),('basename',(3,))]:
    t(f'{f}{args}',lambda:getattr(p,f)(*args))
import stat
for m in (0o100644,0o40755,0o104755,0o102644,0o41777,0o120777,0o20600,0): print(stat.filemode(m), stat.S_ISDIR(m), stat.S_ISREG(m))
print(stat.S_ISDIR.__name__, os.name, os.sep, os.linesep.encode(), os.curdir, os.altsep, os.devnull, os.SEEK_END)
t('times',lambda:os.times().user>=0); t('uname',lambda:os.uname().sysname); t('cpu',lambda:os.cpu_count()>0); t('pid',lambda:os.getpid()>0); t('um',lambda:os.umask(0o22)); t('um',lambda:os.umask(0o22)); t('load',lambda:len(os.getloadavg()))
t('dirfd', lambda: (lambda fd: (os.stat('g.txt',dir_fd=fd).st_size, sorted(os.listdir(fd))[:2], os.mkdir('zz',dir_fd=fd), os.rmdir('zz',dir_fd=fd)))(os.open('.',os.O_RDONLY)))
t('removedirs',lambda:os.removedirs('a/b/c')); t('ex',lambda:os.path.exists('a')); t('renames',lambda:os.renames('g.txt','n/m/g.txt')); t('x',lambda:os.path.exists('n/m/g.txt'))
f=os.fdopen(os.open('n/m/g.txt',os.O_RDONLY)); print(f.read()); f.close()
t('fdopen',lambda:os.fdopen('x')); t('env repr',lambda:repr(os.environ)[:9])

os.chdir(before)
os.system('rm -rf ' + d)
os.environ.pop('ZZ')

# Times that don't fit into 64 bits of nanoseconds. File systems keep what they can of them.
import tempfile
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'late')
    open(path, 'w').close()
    for arguments in (
        {'times': (0, 2**35)}, {'times': (0, 2.0**35)}, {'ns': (0, 2**35 * 10**9)}, {'times': (0, 2**63)}, {'times': (0, 1e300)},
        {'ns': (0, 2**63 * 10**9)}, {'times': (0, float('nan'))}, {'times': (0, 'x')}, {'ns': (0, 1.5)}, {'times': (1.25, -1.5)}, {'ns': (-1, 1)},
    ):
        try:
            os.utime(path, **arguments)
        except (OverflowError, TypeError, ValueError) as error:
            print(arguments, type(error).__name__, error)
        else:
            status = os.stat(path)
            print(arguments, status.st_mtime_ns // 10**9 == status[8], status.st_mtime_ns / 10**9 == status.st_mtime, status.st_mtime > 2**33)
