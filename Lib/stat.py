"""Names for the numbers that os.stat() returns, and tests of file modes."""

# Places of the items in the tuple.
(ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID,
 ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME) = range(10)

# Types of files.
S_IFIFO, S_IFCHR, S_IFDIR, S_IFBLK = 0o010000, 0o020000, 0o040000, 0o060000
S_IFREG, S_IFLNK, S_IFSOCK = 0o100000, 0o120000, 0o140000
S_IFDOOR = S_IFPORT = S_IFWHT = 0  # not on this system

# Permissions: owner, group, others; then the special bits.
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_ENFMT = S_ISGID
S_IREAD, S_IWRITE, S_IEXEC = S_IRUSR, S_IWUSR, S_IXUSR

# Flags of chflags(): UF_ by the owner, SF_ by the superuser.
UF_SETTABLE, UF_NODUMP, UF_IMMUTABLE, UF_APPEND = 0x0000ffff, 0x1, 0x2, 0x4
UF_OPAQUE, UF_NOUNLINK, UF_COMPRESSED, UF_TRACKED = 0x8, 0x10, 0x20, 0x40
UF_DATAVAULT, UF_HIDDEN = 0x80, 0x8000
SF_SETTABLE, SF_ARCHIVED, SF_IMMUTABLE, SF_APPEND = 0x3fff0000, 0x10000, 0x20000, 0x40000
SF_RESTRICTED, SF_NOUNLINK, SF_SNAPSHOT = 0x80000, 0x100000, 0x200000
SF_FIRMLINK, SF_DATALESS = 0x800000, 0x40000000

# Attributes of files on Windows.
FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_HIDDEN = 0x1, 0x2
FILE_ATTRIBUTE_SYSTEM, FILE_ATTRIBUTE_DIRECTORY = 0x4, 0x10
FILE_ATTRIBUTE_ARCHIVE, FILE_ATTRIBUTE_DEVICE = 0x20, 0x40
FILE_ATTRIBUTE_NORMAL, FILE_ATTRIBUTE_TEMPORARY = 0x80, 0x100
FILE_ATTRIBUTE_SPARSE_FILE, FILE_ATTRIBUTE_REPARSE_POINT = 0x200, 0x400
FILE_ATTRIBUTE_COMPRESSED, FILE_ATTRIBUTE_OFFLINE = 0x800, 0x1000
FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, FILE_ATTRIBUTE_ENCRYPTED = 0x2000, 0x4000
FILE_ATTRIBUTE_INTEGRITY_STREAM, FILE_ATTRIBUTE_VIRTUAL = 0x8000, 0x10000
FILE_ATTRIBUTE_NO_SCRUB_DATA = 0x20000


def S_IMODE(object, /):
    """Return the bits of a mode that chmod() can set."""
    return object & 0o7777


def S_IFMT(object, /):
    """Return the bits of a mode that tell the type of file."""
    return object & 0o170000


def _tester(kind, description):
    def test(object, /):
        return S_IFMT(object) == kind
    test.__doc__ = f"Tell whether the mode is that of {description}."
    return test


S_ISDIR = _tester(S_IFDIR, "a directory")
S_ISCHR = _tester(S_IFCHR, "a character device")
S_ISBLK = _tester(S_IFBLK, "a block device")
S_ISREG = _tester(S_IFREG, "a regular file")
S_ISFIFO = _tester(S_IFIFO, "a named pipe")
S_ISLNK = _tester(S_IFLNK, "a symbolic link")
S_ISSOCK = _tester(S_IFSOCK, "a socket")


def _never(object, /):
    """Return False: this system has no such files."""
    return False


S_ISDOOR = S_ISPORT = S_ISWHT = _never

for _name in ("DIR", "CHR", "BLK", "REG", "FIFO", "LNK", "SOCK"):
    globals()["S_IS" + _name].__name__ = globals()["S_IS" + _name].__qualname__ = "S_IS" + _name
del _name

_LETTERS = {S_IFLNK: "l", S_IFSOCK: "s", S_IFREG: "-", S_IFBLK: "b",
            S_IFDIR: "d", S_IFCHR: "c", S_IFIFO: "p"}


def filemode(object, /):
    """Return a mode as ls -l shows it, like '-rwxr-xr-x'."""
    mode = object
    text = _LETTERS.get(S_IFMT(mode), "?")
    for shift, special, letter in ((6, S_ISUID, "s"), (3, S_ISGID, "s"), (0, S_ISVTX, "t")):
        bits = mode >> shift & 7
        text += "r" if bits & 4 else "-"
        text += "w" if bits & 2 else "-"
        if mode & special:
            text += letter if bits & 1 else letter.upper()
        else:
            text += "x" if bits & 1 else "-"
    return text


# The same in Go, which refuses what is no mode.
try:
    from _stat import *
except ImportError:
    pass
