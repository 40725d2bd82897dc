"""Compiles the source files of folders to .pyc files."""

import filecmp
import os
import py_compile
import re
import sys

__all__ = ['compile_dir', 'compile_file', 'compile_path']

_ONE_LEVEL = 'Hardlinking of duplicated bytecode makes sense only for more than one optimization level'


def _walk_dir(dir, maxlevels, quiet=0):
    """Yield the paths of the files in a folder and in those below it, to a depth."""
    dir = os.fspath(dir)
    if not quiet:
        print(f'Listing {dir!r}...')
    try:
        names = sorted(os.listdir(dir))
    except OSError:
        if quiet < 2:
            print(f"Can't list {dir!r}")
        return
    for name in names:
        path = os.path.join(dir, name)
        if name == '__pycache__':
            pass
        elif not os.path.isdir(path):
            yield path
        elif maxlevels > 0 and not os.path.islink(path):
            yield from _walk_dir(path, maxlevels - 1, quiet)


def compile_dir(dir, maxlevels=None, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, workers=1,
                invalidation_mode=None, *, stripdir=None, prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compile the source files in a folder and below; return whether all went well.

    maxlevels is how deep to go, by default the recursion limit. ddir takes the place of dir in the names that messages show.
    workers is how many processes share the work, 0: as many as there are processors. The rest is as for compile_file().
    """
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError('Destination dir (ddir) cannot be used in combination with stripdir or prependdir')
    if ddir is not None:
        stripdir, prependdir = dir, ddir
    if workers < 0:
        raise ValueError('workers must be greater or equal to 0')
    files = _walk_dir(dir, sys.getrecursionlimit() if maxlevels is None else maxlevels, quiet)
    options = dict(force=force, rx=rx, quiet=quiet, legacy=legacy, optimize=optimize, invalidation_mode=invalidation_mode,
                   stripdir=stripdir, prependdir=prependdir, limit_sl_dest=limit_sl_dest, hardlink_dupes=hardlink_dupes)
    if workers != 1 and (pool := _pool(workers)):
        import functools
        with pool:
            return all(list(pool.map(functools.partial(compile_file, **options), files, chunksize=4)))
    if workers != 1:
        files = list(files)
    ok = True
    for file in files:
        if not compile_file(file, **options):
            ok = False
    return ok


def _pool(workers):
    """A pool of processes, None where there are none to be had."""
    try:
        from concurrent.futures.process import ProcessPoolExecutor, _check_system_limits
        _check_system_limits()
    except (ImportError, NotImplementedError):
        return None
    return ProcessPoolExecutor(max_workers=workers or None)


def _shown_name(path, ddir, stripdir, prependdir, quiet):
    """The name that messages are to show for a file, None: its own."""
    shown = None if ddir is None else os.path.join(ddir, os.path.basename(path))
    if stripdir is not None:
        parts, prefix = path.split(os.sep), os.fspath(stripdir).rstrip(os.sep).split(os.sep)
        if parts[:len(prefix)] == prefix:
            shown = os.path.join(*parts[len(prefix):])
        elif quiet < 2:
            print(f'The stripdir path {os.fspath(stripdir)!r} is not a valid prefix for source path {path!r}; ignoring')
    if prependdir is not None:
        shown = os.path.join(prependdir, path if shown is None else shown)
    return shown


def _is_current(path, targets):
    """Whether all .pyc files of a source are there and of its time."""
    try:
        wanted = py_compile._MAGIC + bytes(4) + (int(os.stat(path).st_mtime) & 0xFFFFFFFF).to_bytes(4, 'little')
        for target in targets:
            with open(target, 'rb') as file:
                if file.read(len(wanted)) != wanted:
                    return False
    except OSError:
        return False
    return True


def _leads_out(path, folder):
    """Whether a symbolic link leads out of a folder."""
    if not os.path.islink(path):
        return False
    folder = os.path.realpath(folder)
    return not os.path.dirname(os.path.realpath(path) + os.sep).startswith(folder.rstrip(os.sep) + os.sep)


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, invalidation_mode=None, *,
                 stripdir=None, prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compile one source file if its .pyc file is out of date; return whether that went well.

    ddir            folder of the name that messages show; stripdir and prependdir: what is taken off, and put before, the path
    force           compile in any case
    rx              pattern of the files to leave out
    quiet           1: print errors only, 2: nothing
    legacy          write the .pyc file beside the source
    optimize        the optimization level, or a list of levels
    invalidation_mode   a py_compile.PycInvalidationMode
    limit_sl_dest   leave out symbolic links that lead out of this folder
    hardlink_dupes  make .pyc files of different levels with the same content one
    """
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError('Destination dir (ddir) cannot be used in combination with stripdir or prependdir')
    path = os.fspath(fullname)
    shown = _shown_name(path, ddir, stripdir, prependdir, quiet)
    levels = sorted({optimize} if isinstance(optimize, int) else {*optimize})
    if hardlink_dupes and len(levels) < 2:
        raise ValueError(_ONE_LEVEL)
    if rx is not None and rx.search(path) or limit_sl_dest is not None and _leads_out(path, limit_sl_dest):
        return True
    if not path.endswith('.py') or not os.path.isfile(path):
        return True
    targets = [path + 'c' if legacy else py_compile._cache_path(path, None if n < 0 else n or '') for n in levels]
    if not force and _is_current(path, targets):
        return True
    if not quiet:
        print(f'Compiling {path!r}...')
    try:
        before = None
        for level, target in zip(levels, targets):
            if not py_compile.compile(path, target, shown, True, optimize=level, invalidation_mode=invalidation_mode):
                return False
            if hardlink_dupes and before and filecmp.cmp(target, before, shallow=False):
                os.unlink(target)
                os.link(before, target)
            before = target
    except py_compile.PyCompileError as error:
        text = error.msg
    except (SyntaxError, UnicodeError, OSError) as error:
        text = f'{type(error).__name__}: {error}'
    else:
        return True
    if quiet < 2:
        print(f'*** Error compiling {path!r}...\n' if quiet else '*** ', end='')
        encoding = sys.stdout.encoding or sys.getdefaultencoding()
        print(text.encode(encoding, 'backslashreplace').decode(encoding))
    return False


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0, legacy=False, optimize=-1, invalidation_mode=None):
    """Compile the source files of the folders of sys.path; return whether all went well."""
    ok = True
    for dir in sys.path:
        if skip_curdir and dir in ('', os.curdir):
            if quiet < 2:
                print('Skipping current directory')
        else:
            ok = ok and compile_dir(dir, maxlevels, None, force, quiet=quiet, legacy=legacy, optimize=optimize,
                                    invalidation_mode=invalidation_mode)
    return ok


def main():
    """The command; return whether all went well."""
    import argparse

    parser = argparse.ArgumentParser(description='Utilities to support installing Python libraries.', color=True)
    add = parser.add_argument
    add('-l', action='store_const', const=0, default=None, dest='maxlevels', help="don't recurse into subdirectories")
    add('-r', type=int, dest='recursion',
        help='control the maximum recursion level. if `-l` and `-r` options are specified, then `-r` takes precedence.')
    add('-f', action='store_true', dest='force', help='force rebuild even if timestamps are up to date')
    add('-q', action='count', dest='quiet', default=0, help='output only error messages; -qq will suppress the error messages as well.')
    add('-b', action='store_true', dest='legacy', help='use legacy (pre-PEP3147) compiled file locations')
    add('-d', metavar='DESTDIR', dest='ddir', default=None,
        help='directory to prepend to file paths for use in compile-time tracebacks and in runtime tracebacks in cases where the '
             'source file is unavailable')
    add('-s', metavar='STRIPDIR', dest='stripdir', default=None,
        help='part of path to left-strip from path to source file - for example buildroot. `-d` and `-s` options cannot be '
             'specified together.')
    add('-p', metavar='PREPENDDIR', dest='prependdir', default=None,
        help='path to add as prefix to path to source file - for example / to make it absolute when some part is removed by `-s` '
             'option. `-d` and `-p` options cannot be specified together.')
    add('-x', metavar='REGEXP', dest='rx', default=None,
        help='skip files matching the regular expression; the regexp is searched for in the full path of each file considered for '
             'compilation')
    add('-i', metavar='FILE', dest='list',
        help='add all the files and directories listed in FILE to the list considered for compilation; if "-", names are read from '
             'stdin')
    add('compile_dest', metavar='FILE|DIR', nargs='*',
        help='zero or more file and directory names to compile; if no arguments given, defaults to the equivalent of -l sys.path')
    add('-j', '--workers', default=1, type=int, help='Run compileall concurrently')
    modes = {mode.name.lower().replace('_', '-'): mode for mode in py_compile.PycInvalidationMode}
    add('--invalidation-mode', choices=sorted(modes),
        help='set .pyc invalidation mode; defaults to "checked-hash" if the SOURCE_DATE_EPOCH environment variable is set, and '
             '"timestamp" otherwise.')
    add('-o', action='append', type=int, dest='opt_levels',
        help='Optimization levels to run compilation with. Default is -1 which uses the optimization level of the Python interpreter '
             'itself (see -O).')
    add('-e', metavar='DIR', dest='limit_sl_dest', help='Ignore symlinks pointing outsite of the DIR')
    add('--hardlink-dupes', action='store_true', dest='hardlink_dupes', help='Hardlink duplicated pyc files')
    args = parser.parse_args()
    levels = args.opt_levels or [-1]
    if len(levels) == 1 and args.hardlink_dupes:
        parser.error(_ONE_LEVEL + '.')
    if args.ddir is not None and (args.stripdir is not None or args.prependdir is not None):
        parser.error('-d cannot be used in combination with -s or -p')
    places = args.compile_dest
    if args.list:
        try:
            with (sys.stdin if args.list == '-' else open(args.list, encoding='utf-8')) as names:
                places += [line.strip() for line in names]
        except OSError:
            if args.quiet < 2:
                print(f'Error reading file list {args.list}')
            return False
    common = dict(quiet=args.quiet, legacy=args.legacy, invalidation_mode=args.invalidation_mode and modes[args.invalidation_mode])
    if not places:
        return compile_path(force=args.force, **common)
    common.update(optimize=levels, stripdir=args.stripdir, prependdir=args.prependdir, limit_sl_dest=args.limit_sl_dest or None,
                  hardlink_dupes=args.hardlink_dupes)
    rx = args.rx and re.compile(args.rx)
    depth = args.maxlevels if args.recursion is None else args.recursion
    ok = True
    try:
        for place in places:
            if os.path.isfile(place):
                done = compile_file(place, args.ddir, args.force, rx, **common)
            else:
                done = compile_dir(place, depth, args.ddir, args.force, rx, workers=args.workers, **common)
            ok = ok and done
    except KeyboardInterrupt:
        if args.quiet < 2:
            print('\n[interrupted]')
        return False
    return ok


if __name__ == '__main__':
    sys.exit(int(not main()))
