"""Archives in the format tar: ustar and pax (POSIX.1-2001) and GNU's."""

import bisect
import builtins as _builtins
import contextlib
import copy
import io
import os
import re
import shutil
import stat
import struct
import sys
import time
import zlib

try:
    import grp
    import pwd
except ImportError:
    grp = pwd = None

__all__ = ['TarFile', 'TarInfo', 'is_tarfile', 'TarError', 'ReadError', 'CompressionError', 'StreamError', 'ExtractError',
           'HeaderError', 'ENCODING', 'USTAR_FORMAT', 'GNU_FORMAT', 'PAX_FORMAT', 'DEFAULT_FORMAT', 'open',
           'fully_trusted_filter', 'data_filter', 'tar_filter', 'FilterError', 'AbsoluteLinkError',
           'OutsideDestinationError', 'SpecialFileError', 'AbsolutePathError', 'LinkOutsideDestinationError',
           'LinkFallbackError']

version = '0.9.0'
NUL = b'\0'
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC, POSIX_MAGIC = b'ustar  \0', b'ustar\x0000'
LENGTH_NAME = LENGTH_LINK = 100
LENGTH_PREFIX = 155
REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = b'0', b'\0', b'1', b'2', b'3', b'4', b'5', b'6', b'7'
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = b'L', b'K', b'S'
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = b'x', b'g', b'X'
USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = 0, 1, 2
DEFAULT_FORMAT = PAX_FORMAT
SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE, GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
GNU_TYPES = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
PAX_FIELDS = ('path', 'linkpath', 'size', 'mtime', 'uid', 'gid', 'uname', 'gname')
PAX_NAME_FIELDS = {'path', 'linkpath', 'uname', 'gname'}
PAX_NUMBER_FIELDS = {'atime': float, 'ctime': float, 'mtime': float, 'uid': int, 'gid': int, 'size': int}
ENCODING = 'utf-8' if os.name == 'nt' else sys.getfilesystemencoding()
symlink_exception = (AttributeError, NotImplementedError, OSError)


class TarError(Exception):
    """The base of this module's errors."""


class ExtractError(TarError):
    """A file can't be written as the archive has it."""


class ReadError(TarError):
    """The archive can't be read."""


class CompressionError(TarError):
    """The compression isn't supported."""


class StreamError(TarError):
    """Streams can't do this."""


class HeaderError(TarError):
    """The base of the errors in headers."""


class EmptyHeaderError(HeaderError):
    """There is no header: the file has ended."""


class TruncatedHeaderError(HeaderError):
    """The header is too short."""


class EOFHeaderError(HeaderError):
    """The header is the mark of the end."""


class InvalidHeaderError(HeaderError):
    """The header is damaged."""


class SubsequentHeaderError(HeaderError):
    """The header that follows an extended one is damaged."""


class FilterError(TarError):
    """The base of the errors of filters; in those of the library's own, tarinfo is the member."""


class AbsolutePathError(FilterError):
    """The name is an absolute path."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'member {tarinfo.name!r} has an absolute path')


class OutsideDestinationError(FilterError):
    """The file would lie outside of the destination."""

    def __init__(self, tarinfo, path):
        self._path = path
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} would be extracted to {path!r}, which is outside the destination')


class SpecialFileError(FilterError):
    """The member is a device or a pipe."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a special file')


class AbsoluteLinkError(FilterError):
    """The link leads to an absolute path."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a link to an absolute path')


class LinkOutsideDestinationError(FilterError):
    """The link leads outside of the destination."""

    def __init__(self, tarinfo, path):
        self._path = path
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} would link to {path!r}, which is outside the destination')


class LinkFallbackError(FilterError):
    """What stands for a link was refused."""

    def __init__(self, tarinfo, path):
        self._path = path
        self.tarinfo = tarinfo
        super().__init__(f'link {tarinfo.name!r} would be extracted as a copy of {path!r}, which was rejected')


# Fields of headers.

def stn(s, length, encoding, errors):
    """A text as a field of a length."""
    if s is None:
        raise ValueError('metadata cannot contain None')
    return s.encode(encoding, errors)[:length].ljust(length, NUL)


def nts(s, encoding, errors):
    """The text of a field."""
    return s.partition(NUL)[0].decode(encoding, errors)


def nti(s):
    """The number of a field: octal, or GNU's binary form."""
    if s[0] in (0o200, 0o377):
        return int.from_bytes(s[1:], 'big') - (256 ** (len(s) - 1) if s[0] == 0o377 else 0)
    try:
        return int(nts(s, 'ascii', 'strict').strip() or '0', 8)
    except ValueError:
        raise InvalidHeaderError('invalid header')


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field."""
    n = int(n)
    if 0 <= n < 8 ** (digits - 1):
        return b'%0*o\0' % (digits - 1, n)
    if format == GNU_FORMAT and -256 ** (digits - 1) <= n < 256 ** (digits - 1):
        return (b'\x80' if n >= 0 else b'\xff') + (n % 256 ** (digits - 1)).to_bytes(digits - 1, 'big')
    raise ValueError('overflow in number field')


def calc_chksums(buf):
    """The sums of a header's bytes, unsigned and signed; the field of the sum counts as blanks."""
    rest = buf[:148] + b' ' * 8 + buf[156:512]
    return sum(rest), sum(struct.unpack('512b', rest))


def copyfileobj(src, dst, length=None, exception=OSError, bufsize=None):
    """Copy length bytes, or all."""
    if length is None:
        shutil.copyfileobj(src, dst, bufsize or 16384)
        return
    while length > 0:
        data = src.read(min(length, bufsize or 16384))
        if not data:
            raise exception('unexpected end of data')
        dst.write(data)
        length -= len(data)


# Filters.

def _realpath(*parts):
    return os.path.realpath(os.path.join(*parts), strict=os.path.ALLOW_MISSING)


def _filtered(member, dest_path, for_data):
    changes = {}
    root = _realpath(dest_path)
    name = member.name
    if name.startswith(('/', os.sep)):
        name = changes['name'] = member.path.lstrip('/' + os.sep)
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    if '..' in name.replace(os.sep, '/').split('/'):  # nothing is made on the way out and back
        name = os.path.normpath(name)
        if name != member.name:
            changes['name'] = name
    target = _realpath(root, name)
    if os.path.commonpath([target, root]) != root:
        raise OutsideDestinationError(member, target)
    mode = member.mode
    if mode is not None:
        mode &= 0o755
        if for_data:
            if member.isreg() or member.islnk():
                if not mode & 0o100:
                    mode &= ~0o111
                mode |= 0o600
            elif member.isdir() or member.issym():
                mode = None
            else:
                raise SpecialFileError(member)
        if mode != member.mode:
            changes['mode'] = mode
    if for_data:
        for field in ('uid', 'gid', 'uname', 'gname'):
            if getattr(member, field) is not None:
                changes[field] = None
        if member.islnk() or member.issym():
            if target == root:  # the link would take the folder's place
                raise OutsideDestinationError(member, target)
            if os.path.isabs(member.linkname):
                raise AbsoluteLinkError(member)
            link = os.path.normpath(member.linkname)
            if link != member.linkname:
                changes['linkname'] = link
            folder = os.path.dirname(name.rstrip('/' + os.sep)) if member.issym() else ''
            where = _realpath(root, folder, link)
            if os.path.commonpath([where, root]) != root:
                raise LinkOutsideDestinationError(member, where)
    return changes


def fully_trusted_filter(member, dest_path):
    """The member as it is."""
    return member


def tar_filter(member, dest_path):
    """The member as GNU's tar would take it: within the destination, and not writable for others."""
    changes = _filtered(member, dest_path, False)
    return member.replace(**changes, deep=False) if changes else member


def data_filter(member, dest_path):
    """The member if it is data: no devices, no links to elsewhere, no owners."""
    changes = _filtered(member, dest_path, True)
    return member.replace(**changes, deep=False) if changes else member


_NAMED_FILTERS = {'fully_trusted': fully_trusted_filter, 'tar': tar_filter, 'data': data_filter}
_KEEP = object()


class TarInfo:
    """A member of an archive."""

    __slots__ = ('name', 'mode', 'uid', 'gid', 'size', 'mtime', 'chksum', 'type', 'linkname', 'uname', 'gname', 'devmajor',
                 'devminor', 'offset', 'offset_data', 'pax_headers', 'sparse', '_folder_by_name')

    def __init__(self, name=''):
        self.name = name
        self.mode = 0o644
        self.uid = self.gid = self.size = self.mtime = self.chksum = self.devmajor = self.devminor = self.offset = self.offset_data = 0
        self.type = REGTYPE
        self.linkname = self.uname = self.gname = ''
        self.sparse = None
        self.pax_headers = {}
        self._folder_by_name = False  # an old archive: only a slash at the end of the name says that it is a folder

    @property
    def path(self):
        """The name."""
        return self.name

    @path.setter
    def path(self, name):
        self.name = name

    @property
    def linkpath(self):
        """The target of a link."""
        return self.linkname

    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname

    def __repr__(self):
        return f'<{type(self).__name__} {self.name!r} at {id(self):#x}>'

    def replace(self, *, name=_KEEP, mtime=_KEEP, mode=_KEEP, linkname=_KEEP, uid=_KEEP, gid=_KEEP, uname=_KEEP, gname=_KEEP, deep=True, _KEEP=_KEEP):
        """A copy with changes."""
        result = copy.deepcopy(self) if deep else copy.copy(self)
        for field, value in (('name', name), ('mtime', mtime), ('mode', mode), ('linkname', linkname), ('uid', uid), ('gid', gid), ('uname', uname), ('gname', gname)):
            if value is not _KEEP:
                setattr(result, field, value)
        return result

    def get_info(self):
        """The fields as a dict."""
        info = {field: getattr(self, field) for field in ('name', 'mode', 'uid', 'gid', 'size', 'mtime', 'chksum', 'type', 'linkname',
                                                          'uname', 'gname', 'devmajor', 'devminor')}
        if info['mode'] is not None:
            info['mode'] &= 0o7777
        if info['type'] == DIRTYPE and not info['name'].endswith('/'):
            info['name'] += '/'
        return info

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors='surrogateescape'):
        """The header, with those before it."""
        info = self.get_info()
        for field, value in info.items():
            if value is None:
                raise ValueError(f'{field} may not be None')
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info, encoding, errors)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info, encoding, errors)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        raise ValueError('invalid format')

    def create_ustar_header(self, info, encoding, errors):
        """The header in the format ustar."""
        info['magic'] = POSIX_MAGIC
        if len(info['linkname'].encode(encoding, errors)) > LENGTH_LINK:
            raise ValueError('linkname is too long')
        if len(info['name'].encode(encoding, errors)) > LENGTH_NAME:
            info['prefix'], info['name'] = self._split(info['name'], encoding, errors)
        return _header(info, USTAR_FORMAT, encoding, errors)

    def create_gnu_header(self, info, encoding, errors):
        """The header in GNU's format."""
        info['magic'] = GNU_MAGIC
        before = b''
        for field, kind, most in (('linkname', GNUTYPE_LONGLINK, LENGTH_LINK), ('name', GNUTYPE_LONGNAME, LENGTH_NAME)):
            text = info[field].encode(encoding, errors)
            if len(text) > most:
                text += NUL
                before += _header({'name': '././@LongLink', 'type': kind, 'size': len(text), 'magic': GNU_MAGIC}, USTAR_FORMAT, encoding, errors) + _padded(text)
        return before + _header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
        """The header in the format pax."""
        info['magic'] = POSIX_MAGIC
        headers = self.pax_headers.copy()
        for field, name, most in (('name', 'path', LENGTH_NAME), ('linkname', 'linkpath', LENGTH_LINK), ('uname', 'uname', 32), ('gname', 'gname', 32)):
            if name in headers:
                continue
            try:
                info[field].encode('ascii', 'strict')
            except UnicodeEncodeError:
                headers[name] = info[field]
                continue
            if len(info[field]) > most:
                headers[name] = info[field]
        for field, digits in (('uid', 8), ('gid', 8), ('size', 12), ('mtime', 12)):
            value = info[field]
            whole = round(value) if isinstance(value, float) else value
            if not 0 <= whole < 8 ** (digits - 1):
                info[field] = 0
                headers.setdefault(field, str(value))
            elif isinstance(value, float):
                info[field] = whole
                headers.setdefault(field, str(value))
        before = _pax(headers, XHDTYPE, encoding) if headers else b''
        return before + _header(info, USTAR_FORMAT, 'ascii', 'replace')

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """A pax header for all members that follow."""
        return _pax(pax_headers, XGLTYPE, 'utf-8')

    def _split(self, name, encoding, errors):
        parts = name.split('/')
        for i in range(1, len(parts)):
            prefix, rest = '/'.join(parts[:i]), '/'.join(parts[i:])
            if len(prefix.encode(encoding, errors)) <= LENGTH_PREFIX and len(rest.encode(encoding, errors)) <= LENGTH_NAME:
                return prefix, rest
        raise ValueError('name is too long')

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """A member of a header's bytes."""
        if not buf:
            raise EmptyHeaderError('empty header')
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError('truncated header')
        if not any(buf):
            raise EOFHeaderError('end of file header')
        chksum = nti(buf[148:156])
        if chksum not in calc_chksums(buf):
            raise InvalidHeaderError('bad checksum')
        self = cls()
        self.name = nts(buf[:100], encoding, errors)
        self.mode, self.uid, self.gid = nti(buf[100:108]), nti(buf[108:116]), nti(buf[116:124])
        self.size, self.mtime, self.chksum = nti(buf[124:136]), nti(buf[136:148]), chksum
        if self.size < 0:
            raise InvalidHeaderError('invalid offset')
        self.type = buf[156:157]
        self.linkname = nts(buf[157:257], encoding, errors)
        self.uname, self.gname = nts(buf[265:297], encoding, errors), nts(buf[297:329], encoding, errors)
        self.devmajor, self.devminor = nti(buf[329:337]), nti(buf[337:345])
        if self.type == AREGTYPE and self.name.endswith('/'):
            self.type, self._folder_by_name = DIRTYPE, True
        prefix = nts(buf[345:500], encoding, errors)
        if prefix and self.type not in GNU_TYPES:
            self.name = prefix + '/' + self.name
        if self.isdir():
            self.name = self.name.rstrip('/')
        return self

    @classmethod
    def fromtarfile(cls, tarfile):
        """The next member of an archive."""
        buf = tarfile.fileobj.read(BLOCKSIZE)
        self = cls.frombuf(buf, tarfile.encoding, tarfile.errors)
        self.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return self._complete(tarfile, buf)

    def _complete(self, tarfile, buf):
        """Read what follows the header but data; extended headers give way to the member they describe."""
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            text = nts(self._payload(tarfile), tarfile.encoding, tarfile.errors)
            member = self._following(tarfile)
            if self.type == GNUTYPE_LONGNAME:
                member._rename(text, tarfile)
            else:
                member.linkname = text
            return member
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            records, numbers = _records(self._payload(tarfile), tarfile)
            if self.type == XGLTYPE:
                tarfile.pax_headers.update(records)
                offset = tarfile.fileobj.tell()
                member = self._following(tarfile)
                member.offset = offset  # it is a member of its own, not part of the next one
                return member
            return self._following(tarfile, tarfile.pax_headers | records, numbers)
        numbers = self._old_map(tarfile, buf) if self.type == GNUTYPE_SPARSE else None
        self.offset_data = tarfile.fileobj.tell()
        self._locate(tarfile)
        if tarfile.pax_headers:
            self._apply(tarfile.pax_headers)
        if numbers is not None:
            self._punch(numbers, nti(buf[483:495]), self.size)
        return self

    def _rename(self, name, tarfile):
        """Take the whole name, of which the header has a part."""
        if self._folder_by_name and not name.endswith('/'):
            self.type, self._folder_by_name = AREGTYPE, False
            self._locate(tarfile)
        self.name = name.rstrip('/') if self.isdir() else name

    def _old_map(self, tarfile, buf):
        """The numbers of GNU's old map: four pairs in the header, 21 in each block that extends it."""
        numbers = [nti(buf[at:at + 12]) for at in range(386, 482, 12)]
        more = buf[482]
        while more:
            block = tarfile.fileobj.read(BLOCKSIZE)
            if len(block) < BLOCKSIZE:
                raise ReadError('unexpected end of data')
            for at in range(0, 504, 24):
                pair = nti(block[at:at + 12]), nti(block[at + 12:at + 24])
                if all(pair):
                    numbers += pair
            more = block[504]
        return numbers

    def _stored_map(self, tarfile):
        """The numbers of a map of version 1.0: lines in the first blocks of the data, the count of pairs before them."""
        lines, rest, wanted, used = [], b'', 1, 0
        while len(lines) < wanted:
            block = tarfile.fileobj.read(BLOCKSIZE) if used < self.size else b''
            if len(block) < BLOCKSIZE or len(rest) > 20:
                raise ReadError('invalid sparse map')
            used += BLOCKSIZE
            *whole, rest = (rest + block).split(b'\n')
            lines += whole
            if lines:
                wanted = 1 + 2 * _natural(lines[0])
        self.offset_data += used
        return lines[1:wanted], max(self.size - used, 0)

    def _punch(self, numbers, size, stored):
        """Make this a file with holes: numbers has the offset and the length of each piece of data, stored is the length of all."""
        numbers = [_natural(number) for number in numbers]
        self.sparse = list(zip(numbers[::2], numbers[1::2]))
        if sum(numbers[1::2]) > stored:
            raise ReadError('invalid sparse map')
        self.size = _natural(size)

    def _apply_sparse(self, headers, numbers, tarfile):
        """Apply pax headers about holes: GNU's versions 0.0 (numbers has the repeated ones), 0.1 and 1.0."""
        about = {name[11:]: value for name, value in headers.items() if name.startswith('GNU.sparse.')}
        if not about or not self.isreg():
            return
        size, stored = about.get('size', about.get('realsize', self.size)), self.size
        if 'map' in about:
            self._punch(about['map'].split(','), size, stored)
        elif 'size' in about:
            self._punch(numbers, size, stored)
        elif (about.get('major'), about.get('minor')) == ('1', '0'):
            numbers, stored = self._stored_map(tarfile)
            self._punch(numbers, size, stored)
        else:
            self.size = _natural(size)
        self.name = about.get('name', self.name).rstrip('/')

    def _locate(self, tarfile):
        size = self.size if self.isreg() or self.type not in SUPPORTED_TYPES else 0
        tarfile.offset = self.offset_data + -(-size // BLOCKSIZE) * BLOCKSIZE

    def _payload(self, tarfile):
        size = -(-self.size // BLOCKSIZE) * BLOCKSIZE
        if size < 0:
            raise InvalidHeaderError('invalid header')
        parts = []
        while size:
            part = tarfile.fileobj.read(min(size, 1 << 20))
            if not part:
                raise ReadError('unexpected end of data')
            parts.append(part)
            size -= len(part)
        return b''.join(parts)[:self.size]

    def _following(self, tarfile, headers=None, numbers=()):
        try:
            member = self.fromtarfile(tarfile)
        except HeaderError as error:
            raise SubsequentHeaderError(str(error)) from None
        member.offset = self.offset
        if headers is not None:
            real = member.size
            member._apply(headers)
            if 'path' in headers:
                member._rename(headers['path'], tarfile)
            if 'size' in headers:
                member._locate(tarfile)
            if member.issparse():
                member.size = real
            else:
                member._apply_sparse(headers, numbers, tarfile)
        return member

    def _apply(self, headers):
        for name, value in headers.items():
            if name not in PAX_FIELDS:
                continue
            if name in PAX_NUMBER_FIELDS:
                try:
                    value = PAX_NUMBER_FIELDS[name](value)
                except ValueError:
                    value = 0
            setattr(self, name, value)
        self.pax_headers = headers.copy()

    def isreg(self):
        """Whether this is a file."""
        return self.type in REGULAR_TYPES

    isfile = isreg

    def isdir(self):
        """Whether this is a folder."""
        return self.type == DIRTYPE

    def issym(self):
        """Whether this is a symbolic link."""
        return self.type == SYMTYPE

    def islnk(self):
        """Whether this is a hard link."""
        return self.type == LNKTYPE

    def ischr(self):
        """Whether this is a character device."""
        return self.type == CHRTYPE

    def isblk(self):
        """Whether this is a block device."""
        return self.type == BLKTYPE

    def isfifo(self):
        """Whether this is a pipe."""
        return self.type == FIFOTYPE

    def issparse(self):
        """Whether this is a file with holes."""
        return self.sparse is not None

    def isdev(self):
        """Whether this is a device or a pipe."""
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


def _natural(value):
    """A size or an offset, in digits or as an int."""
    if not isinstance(value, int):
        value = int(value) if value.isdigit() and len(value) < 20 else -1
    if not 0 <= value < 1 << 63:
        raise ReadError('invalid sparse map')
    return value


def _pieces(info):
    """Where the data of a member are: offset in the file, length, place in the archive."""
    place = info.offset_data
    for offset, length in [(0, info.size)] if info.sparse is None else info.sparse:
        within = min(length, info.size - offset)
        if within > 0:
            yield offset, within, place
        place += length


def _padded(data):
    return data + NUL * (-len(data) % BLOCKSIZE)


def _header(info, format, encoding, errors):
    device = info.get('type') in (CHRTYPE, BLKTYPE)
    parts = [stn(info.get('name', ''), 100, encoding, errors), itn((info.get('mode') or 0) & 0o7777, 8, format), itn(info.get('uid') or 0, 8, format),
             itn(info.get('gid') or 0, 8, format), itn(info.get('size') or 0, 12, format), itn(info.get('mtime') or 0, 12, format), b' ' * 8,
             info.get('type', REGTYPE), stn(info.get('linkname', ''), 100, encoding, errors), info.get('magic', POSIX_MAGIC),
             stn(info.get('uname') or '', 32, encoding, errors), stn(info.get('gname') or '', 32, encoding, errors),
             itn(info.get('devmajor', 0), 8, format) if device else stn('', 8, encoding, errors),
             itn(info.get('devminor', 0), 8, format) if device else stn('', 8, encoding, errors), stn(info.get('prefix', ''), 155, encoding, errors)]
    buf = b''.join(parts).ljust(BLOCKSIZE, NUL)
    return buf[:148] + b'%06o\0' % calc_chksums(buf)[0] + buf[155:]


def _pax(headers, kind, encoding):
    """A pax header: records of their own length, name and value."""
    binary = False
    for value in headers.values():
        try:
            value.encode('utf-8', 'strict')
        except UnicodeEncodeError:
            binary = True
    records = b'21 hdrcharset=BINARY\n' if binary else b''
    for name, value in headers.items():
        value = value.encode(encoding, 'surrogateescape') if binary else value.encode('utf-8')
        rest = b' ' + name.encode('utf-8') + b'=' + value + b'\n'
        size = len(rest)
        while len(str(size)) + len(rest) != size:
            size = len(str(size)) + len(rest)
        records += str(size).encode() + rest
    return _header({'name': '././@PaxHeader', 'type': kind, 'size': len(records), 'magic': POSIX_MAGIC}, USTAR_FORMAT, 'ascii', 'replace') + _padded(records)


def _records(data, tarfile):
    found, at, charset, numbers = {}, 0, 'utf-8', []
    while at < len(data) and data[at]:
        match = re.compile(rb'(\d{1,20}) ').match(data, at)
        size = int(match[1]) if match else 0
        record = data[match.end():at + size] if match else b''
        name, equals, value = record.partition(b'=')
        if size < 5 or at + size > len(data) or not name or not equals or value[-1:] != b'\n':
            raise InvalidHeaderError('invalid header')
        name, value = name.decode('utf-8', 'surrogateescape'), value[:-1]
        if name in ('GNU.sparse.offset', 'GNU.sparse.numbytes'):
            numbers.append(value)
        if name == 'hdrcharset':
            charset = tarfile.encoding if value == b'BINARY' else 'utf-8'
        try:
            found[name] = value.decode(charset, 'strict' if name in PAX_NAME_FIELDS else 'surrogateescape')
        except UnicodeDecodeError:
            found[name] = value.decode(tarfile.encoding, tarfile.errors)
        at += size
    found.pop('hdrcharset', None)
    return found, numbers


class _Member(io.RawIOBase):
    """The data of a member within the archive."""

    def __init__(self, tarfile, info):
        self._file, self._pieces, self._size, self._at = tarfile.fileobj, sorted(_pieces(info)), info.size, 0
        self.name = info.name
        self.mode = 'rb'

    def readable(self):
        return True

    def seekable(self):
        return self._file.seekable()

    @property
    def fileno(self):
        raise AttributeError('a member has no file of its own')

    def seek(self, offset, whence=0):
        base = {0: 0, 1: self._at, 2: self._size}.get(whence)
        if base is None:
            raise ValueError('Invalid argument')
        self._at = min(max(base + offset, 0), self._size)
        return self._at

    def tell(self):
        return self._at

    def readinto(self, b):
        n = min(len(b), self._size - self._at)
        if n <= 0:
            return 0
        i = bisect.bisect(self._pieces, self._at, key=lambda piece: piece[0])
        if i < len(self._pieces):
            n = min(n, self._pieces[i][0] - self._at)
        offset, length, place = self._pieces[i - 1] if i else (0, 0, 0)
        within = self._at - offset
        if within < length:
            self._file.seek(place + within)
            data = self._file.read(min(n, length - within))
            if not data:
                raise ReadError('unexpected end of data')
        else:
            data = bytes(n)
        b[:len(data)] = data
        self._at += len(data)
        return len(data)


class ExFileObject(io.BufferedReader):
    """A member, open for reading."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_Member(tarfile, tarinfo))


class _Stream:
    """An archive that is read or written from beginning to end."""

    def __init__(self, file, mode, opened, format_errors=()):
        self._file, self._opened, self._at, self.closed, self.mode = file, opened, 0, False, mode
        self._format_errors = format_errors

    def tell(self):
        return self._at

    def read(self, size):
        parts = []
        while size > 0:
            part = self._part(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
            self._at += len(part)
        return b''.join(parts)

    def _part(self, size):
        # Compressed data may end early: then the archive does.
        try:
            return self._file.read(size)
        except EOFError:
            return b''
        except (OSError, *self._format_errors) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            foreign = type(error).__name__ == 'BadGzipFile' and not self._at
            raise ReadError('not a gzip file' if foreign else 'invalid compressed data') from error

    def write(self, data):
        self._file.write(data)
        self._at += len(data)

    def seek(self, place):
        if place < self._at:
            raise StreamError('seeking backwards is not allowed')
        while self._at < place and self.read(min(place - self._at, RECORDSIZE)):
            pass
        return self._at

    def close(self):
        if not self.closed:
            self.closed = True
            for file in self._opened:
                file.close()


@contextlib.contextmanager
def _refused(what):
    """Turn the system's refusal to change something into an ExtractError."""
    try:
        yield
    except (OSError, OverflowError) as error:
        raise ExtractError(f'could not change {what}') from error


class TarFile:
    """A tar archive."""

    debug = 0
    dereference = False
    ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None

    def __init__(self, name=None, mode='r', fileobj=None, format=None, tarinfo=None, dereference=None, ignore_zeros=None, encoding=None,
                 errors='surrogateescape', pax_headers=None, debug=None, errorlevel=None, copybufsize=None, stream=False):
        kinds = {'r': 'rb', 'a': 'r+b', 'w': 'wb', 'x': 'xb'}
        if mode not in kinds:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode, self._mode, self.stream, self.copybufsize = mode, kinds[mode], stream, copybufsize
        self._extfileobj = fileobj is not None
        if fileobj is None:
            if mode == 'a' and not os.path.exists(name):
                self.mode, self._mode = 'w', 'wb'
            fileobj = _builtins.open(name, self._mode)
        elif name is None and isinstance(getattr(fileobj, 'name', None), (str, bytes)):
            name = fileobj.name
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        for field, value in (('format', format), ('tarinfo', tarinfo), ('dereference', dereference), ('ignore_zeros', ignore_zeros),
                             ('encoding', encoding), ('debug', debug), ('errorlevel', errorlevel)):
            if value is not None:
                setattr(self, field, value)
        self.errors = errors
        self.pax_headers = pax_headers if pax_headers is not None and self.format == PAX_FORMAT else {}
        self.closed, self.members, self._loaded, self.inodes, self.firstmember = False, [], False, {}, None
        self.offset = fileobj.tell()
        try:
            if self.mode == 'r':
                self.firstmember = self.next()
            elif self.mode == 'a':
                while True:
                    fileobj.seek(self.offset)
                    try:
                        self.members.append(self.tarinfo.fromtarfile(self))
                    except EOFHeaderError:
                        fileobj.seek(self.offset)
                        break
                    except HeaderError as error:
                        raise ReadError(str(error)) from None
            if self.mode in 'awx':
                self._loaded = True
                if self.pax_headers:
                    buf = self.tarinfo.create_pax_global_header(self.pax_headers.copy())
                    fileobj.write(buf)
                    self.offset += len(buf)
        except:
            if not self._extfileobj:
                fileobj.close()
            self.closed = True
            raise

    @classmethod
    def open(cls, name=None, mode='r', fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """Open an archive; modes are r, w, x, a, with : or | and a compression."""
        if not name and not fileobj:
            raise ValueError('nothing to open')
        if mode in ('r', 'r:*'):
            place = fileobj.tell() if fileobj is not None else 0
            reasons = []
            for kind in sorted(cls.OPEN_METH, key='tar'.__eq__):
                try:
                    return getattr(cls, cls.OPEN_METH[kind])(name, 'r', fileobj, **kwargs)
                except (ReadError, CompressionError) as error:
                    reasons.append(f'- method {kind}: {error!r}')
                    if fileobj is not None:
                        fileobj.seek(place)
            raise ReadError('file could not be opened successfully:\n' + '\n'.join(reasons))
        if ':' in mode:
            how, kind = mode.split(':', 1)
            kind = kind or 'tar'
            if kind not in cls.OPEN_METH:
                raise CompressionError(f'unknown compression type {kind!r}')
            return getattr(cls, cls.OPEN_METH[kind])(name, how or 'r', fileobj, **kwargs)
        if '|' in mode:
            how, kind = mode.split('|', 1)
            how, kind = how or 'r', kind or 'tar'
            if how not in ('r', 'w'):
                raise ValueError("mode must be 'r' or 'w'")
            opened = []
            if fileobj is None:
                fileobj = _builtins.open(name, how + 'b')
                opened.append(fileobj)
            file = fileobj
            if kind == '*':
                file = io.BufferedReader(_Raw(fileobj), 1 << 16)
                head = file.peek(6)
                kind = next((kind for kind, magic in (('gz', b'\x1f\x8b'), ('bz2', b'BZh'), ('xz', b'\xfd7zXZ'), ('zst', b'(\xb5/\xfd')) if head.startswith(magic)), 'tar')
            elif kind == 'gz' and how == 'r':
                file = io.BufferedReader(_Raw(fileobj), RECORDSIZE)
                if not file.peek(1):  # nothing at all would be an empty file to gzip
                    for each in opened:
                        each.close()
                    raise ReadError('not a gzip file')
            if kind != 'tar':
                file = cls._compressed(kind, None, how, file, kwargs)
                opened.insert(0, file)
            stream = _Stream(file, how, opened, cls._format_errors(kind))
            try:
                result = cls(name, how, stream, **kwargs)
            except:
                stream.close()
                raise
            result._extfileobj = False
            return result
        if mode in ('a', 'w', 'x'):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError('undiscernible mode')

    @staticmethod
    def _compressed(kind, name, mode, fileobj, kwargs):
        """A file with compressed data. Takes the compression's own options out of kwargs."""
        try:
            if kind == 'gz':
                from gzip import GzipFile
                return GzipFile(name, mode + 'b', kwargs.pop('compresslevel', 9), fileobj)
            if kind == 'bz2':
                from bz2 import BZ2File
                return BZ2File(fileobj or name, mode, compresslevel=kwargs.pop('compresslevel', 9))
            if kind == 'xz':
                from lzma import LZMAFile
                return LZMAFile(fileobj or name, mode, preset=kwargs.pop('preset', None))
            from compression.zstd import ZstdFile
            return ZstdFile(fileobj or name, mode, level=kwargs.pop('level', None), options=kwargs.pop('options', None), zstd_dict=kwargs.pop('zstd_dict', None))
        except ImportError:
            module = {'gz': 'gzip', 'bz2': 'bz2', 'xz': 'lzma', 'zst': 'compression.zstd'}[kind]
            raise CompressionError(f'{module} module is not available') from None

    @classmethod
    def taropen(cls, name, mode='r', fileobj=None, **kwargs):
        """Open an archive without compression."""
        if mode not in ('r', 'a', 'w', 'x'):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        return cls(name, mode, fileobj, **kwargs)

    @staticmethod
    def _format_errors(kind):
        # What a format's module raises at data of another one, besides the usual errors.
        if kind == 'xz':
            from lzma import LZMAError as error
        elif kind == 'zst':
            from compression.zstd import ZstdError as error
        elif kind == 'gz':
            error = zlib.error
        else:
            return ()
        return (error,)

    @classmethod
    def _open_compressed(cls, kind, name, mode, fileobj, kwargs):
        if mode not in ('r', 'w', 'x'):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        file = cls._compressed(kind, name, mode, fileobj, kwargs)
        try:
            result = cls.taropen(name, mode, file, **kwargs)
        except (OSError, EOFError, ValueError, *cls._format_errors(kind)) as error:
            file.close()
            if mode == 'r':
                words = {'gz': 'a gzip', 'bz2': 'a bzip2', 'xz': 'an lzma', 'zst': 'a zstd'}
                raise ReadError(f'not {words[kind]} file') from error
            raise
        except:
            file.close()
            raise
        result._extfileobj = False
        return result

    @classmethod
    def gzopen(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Open an archive in gzip data."""
        return cls._open_compressed('gz', name, mode, fileobj, kwargs | {'compresslevel': compresslevel})

    @classmethod
    def bz2open(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Open an archive in bzip2 data."""
        return cls._open_compressed('bz2', name, mode, fileobj, kwargs | {'compresslevel': compresslevel})

    @classmethod
    def xzopen(cls, name, mode='r', fileobj=None, preset=None, **kwargs):
        """Open an archive in xz data."""
        return cls._open_compressed('xz', name, mode, fileobj, kwargs | {'preset': preset})

    @classmethod
    def zstopen(cls, name, mode='r', fileobj=None, level=None, options=None, zstd_dict=None, **kwargs):
        """Open an archive in Zstandard data."""
        return cls._open_compressed('zst', name, mode, fileobj, kwargs | {'level': level, 'options': options, 'zstd_dict': zstd_dict})

    OPEN_METH = {'tar': 'taropen', 'gz': 'gzopen', 'bz2': 'bz2open', 'xz': 'xzopen', 'zst': 'zstopen'}

    def close(self):
        """Close the archive; one that was written gets its end."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ('a', 'w', 'x'):
                self.fileobj.write(NUL * (BLOCKSIZE * 2))
                self.offset += BLOCKSIZE * 2
                self.fileobj.write(NUL * (-self.offset % RECORDSIZE))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def _check(self, mode=None):
        if self.closed:
            raise OSError(f'{type(self).__name__} is closed')
        if mode is not None and self.mode not in mode:
            raise OSError(f'bad operation for mode {self.mode!r}')

    def getmember(self, name):
        """The last member of a name."""
        found = self._find(name.rstrip('/'))
        if found is None:
            raise KeyError(f'filename {name!r} not found')
        return found

    def _find(self, name, before=None):
        members = self.getmembers()
        if before is not None and before in members:
            members = members[:members.index(before)]
        return next((member for member in reversed(members) if member.name == name), None)

    def getmembers(self):
        """All members."""
        self._check()
        while not self._loaded:
            if self.next() is None:
                break
        return self.members

    def getnames(self):
        """The names of all members."""
        return [member.name for member in self.getmembers()]

    def next(self):
        """The next member, None at the end."""
        self._check('ra')
        if self.firstmember is not None:
            member, self.firstmember = self.firstmember, None
            return member
        if self.offset != self.fileobj.tell():
            if self.offset == 0:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError('unexpected end of data')
        member = None
        while True:
            try:
                member = self.tarinfo.fromtarfile(self)
            except EOFHeaderError as error:
                if self.ignore_zeros:
                    self.offset += BLOCKSIZE
                    continue
            except InvalidHeaderError as error:
                if self.ignore_zeros:
                    self.offset += BLOCKSIZE
                    continue
                if self.offset == 0:
                    raise ReadError(str(error)) from None
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError('empty file') from None
            except TruncatedHeaderError as error:
                if self.offset == 0:
                    raise ReadError(str(error)) from None
            except SubsequentHeaderError as error:
                raise ReadError(str(error)) from None
            except zlib.error as error:
                raise ReadError(f'zlib error: {error}') from None
            break
        if member is None:
            self._loaded = True
        elif not self.stream:
            self.members.append(member)
        return member

    def __iter__(self):
        if self._loaded:
            yield from self.members
            return
        i = 0
        if self.firstmember is not None:
            member = self.next()
            i = 1
            yield member
        while True:
            if i < len(self.members):
                member = self.members[i]
            elif self._loaded or (member := self.next()) is None:
                return
            i += 1
            yield member

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """The member that a file of the file system would be."""
        self._check('awx')
        if fileobj is not None:
            name = fileobj.name
        arcname = os.path.splitdrive(os.fspath(name if arcname is None else arcname))[1].replace(os.sep, '/').lstrip('/')
        if fileobj is None:
            found = os.stat(name) if self.dereference else os.lstat(name)
        else:
            found = os.fstat(fileobj.fileno())
        info = self.tarinfo()
        mode = found.st_mode
        if stat.S_ISREG(mode):
            inode = (found.st_ino, found.st_dev)
            first = self.inodes.get(inode)
            if not self.dereference and found.st_nlink > 1 and first and arcname != first:
                info.type, info.linkname = LNKTYPE, first
            else:
                info.type = REGTYPE
                if inode[0]:
                    self.inodes[inode] = arcname
        elif stat.S_ISLNK(mode):
            info.type, info.linkname = SYMTYPE, os.readlink(name)
        else:
            for test, kind in ((stat.S_ISDIR, DIRTYPE), (stat.S_ISFIFO, FIFOTYPE), (stat.S_ISCHR, CHRTYPE), (stat.S_ISBLK, BLKTYPE)):
                if test(mode):
                    info.type = kind
                    break
            else:
                return None
        info.name, info.mode, info.uid, info.gid, info.mtime = arcname, mode, found.st_uid, found.st_gid, found.st_mtime
        info.size = found.st_size if info.type == REGTYPE else 0
        if pwd:
            try:
                info.uname = pwd.getpwuid(info.uid)[0]
            except KeyError:
                pass
            try:
                info.gname = grp.getgrgid(info.gid)[0]
            except KeyError:
                pass
        if info.type in (CHRTYPE, BLKTYPE):
            info.devmajor, info.devminor = os.major(found.st_rdev), os.minor(found.st_rdev)
        return info

    def list(self, verbose=True, *, members=None):
        """Print a table of the members."""
        self._check()
        for info in self if members is None else members:
            words = []
            if verbose:
                kinds = {REGTYPE: stat.S_IFREG, DIRTYPE: stat.S_IFDIR, SYMTYPE: stat.S_IFLNK, CHRTYPE: stat.S_IFCHR, BLKTYPE: stat.S_IFBLK, FIFOTYPE: stat.S_IFIFO}
                words.append('??????????' if info.mode is None else stat.filemode(info.mode & 0o7777 | kinds.get(info.type, 0)))
                words.append(f'{info.uname or info.uid}/{info.gname or info.gid}')
                words.append(f'{f"{info.devmajor},{info.devminor}":>10}' if info.ischr() or info.isblk() else f'{info.size:10d}')
                words.append('????-??-?? ??:??:??' if info.mtime is None else '%d-%02d-%02d %02d:%02d:%02d' % time.localtime(info.mtime)[:6])
            words.append(info.name + ('/' if info.isdir() else ''))
            if verbose and info.issym():
                words.append('-> ' + info.linkname)
            if verbose and info.islnk():
                words.append('link to ' + info.linkname)
            line = ' '.join(words) + ' '
            encoding = getattr(sys.stdout, 'encoding', None)
            print(line.encode(encoding, 'backslashreplace').decode(encoding) if encoding else line)

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Add a file or a folder with all in it; filter may change or drop members."""
        self._check('awx')
        if arcname is None:
            arcname = name
        if self.name is not None and os.path.abspath(name) == self.name:
            return
        info = self.gettarinfo(name, arcname)
        if info is None:
            return
        if filter is not None:
            info = filter(info)
            if info is None:
                return
        if info.isreg():
            with _builtins.open(name, 'rb') as file:
                self.addfile(info, file)
        else:
            self.addfile(info)
            if info.isdir() and recursive:
                for entry in sorted(os.listdir(name)):
                    self.add(os.path.join(name, entry), os.path.join(arcname, entry), recursive, filter=filter)

    def addfile(self, tarinfo, fileobj=None):
        """Add a member with the data of a file."""
        self._check('awx')
        if fileobj is None and tarinfo.isreg() and tarinfo.size != 0:
            raise ValueError('fileobj not provided for non zero-size regular file')
        tarinfo = copy.copy(tarinfo)
        buf = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(buf)
        self.offset += len(buf)
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, tarinfo.size, bufsize=self.copybufsize)
            rest = -tarinfo.size % BLOCKSIZE
            self.fileobj.write(NUL * rest)
            self.offset += tarinfo.size + rest
        if not self.stream:
            self.members.append(tarinfo)

    def _filter(self, filter):
        if filter is None:
            filter = self.extraction_filter
            if filter is None:
                return data_filter
            if isinstance(filter, str):
                raise TypeError('String names are not supported for TarFile.extraction_filter. Use a function such as tarfile.data_filter directly.')
            return filter
        if callable(filter):
            return filter
        try:
            return _NAMED_FILTERS[filter]
        except KeyError:
            raise ValueError(f'filter {filter!r} not found') from None

    def extractall(self, path='.', members=None, *, numeric_owner=False, filter=None):
        """Write all members, or some, to a folder."""
        function = self._filter(filter)
        folders = []
        for member in self if members is None else members:
            info = self._prepare(member, function, path)
            if info is None:
                continue
            if info.isdir():
                folders.append(member)
            self._extract(info, path, not info.isdir(), numeric_owner, function)
        for member in sorted(folders, key=lambda member: (member if isinstance(member, str) else member.name), reverse=True):
            # Their times change with what is written to them; what they are may have changed, too.
            try:
                info = self._prepare(member, function, path)
            except FilterError as error:
                self._log(1, f'tarfile: {type(error).__name__} {error}')
                continue
            if info is None:
                continue
            target = os.path.join(path, info.name).rstrip('/')
            if os.path.islink(target) or not os.path.isdir(target):
                continue
            try:
                self._attributes(info, target, numeric_owner)
            except ExtractError as error:
                self._problem(error)

    def extract(self, member, path='', set_attrs=True, *, numeric_owner=False, filter=None):
        """Write a member to a folder."""
        function = self._filter(filter)
        info = self._prepare(member, function, path)
        if info is not None:
            self._extract(info, path, set_attrs, numeric_owner, function)

    def _prepare(self, member, function, path):
        self._check('r')
        info = self.getmember(member) if isinstance(member, str) else member
        try:
            filtered = function(info, path)
        except ExtractError as error:
            self._problem(error)
            return None
        except (OSError, UnicodeEncodeError, FilterError) as error:
            if self.errorlevel > 0:
                raise
            self._log(1, f'tarfile: {type(error).__name__} {error}')
            return None
        if filtered is None:
            self._log(2, f'tarfile: Excluded {info.name!r}')
        return filtered

    def _log(self, level, message):
        if level <= self.debug:
            print(message, file=sys.stderr)

    def _problem(self, error):
        if self.errorlevel > 1:
            raise error
        self._log(1, f'tarfile: {error}')

    def _extract(self, info, path, set_attrs, numeric_owner, function):
        try:
            self._write(info, os.path.join(path, info.name), set_attrs, numeric_owner, function, path)
        except ExtractError as error:
            self._problem(error)
        except (OSError, FilterError) as error:
            if self.errorlevel > 0:
                raise
            self._log(1, f'tarfile: {type(error).__name__} {error}')

    def extractfile(self, member):
        """A file object with the data of a member, None if it has none."""
        self._check('r')
        info = self.getmember(member) if isinstance(member, str) else member
        if info.isreg() or info.type not in SUPPORTED_TYPES:
            return self.fileobject(self, info)
        if info.islnk() or info.issym():
            if isinstance(self.fileobj, _Stream):
                raise StreamError('cannot extract (sym)link as file object')
            return self.extractfile(self._target(info))
        return None

    def _target(self, info):
        if info.issym():
            name = '/'.join(filter(None, (os.path.dirname(info.name), info.linkname)))
            found = self._find(os.path.normpath(name))
        else:
            found = self._find(os.path.normpath(info.linkname), info)
        if found is None:
            raise KeyError(f'linkname {info.linkname!r} not found')
        return found

    def _write(self, info, target, set_attrs, numeric_owner, function, root):
        target = target.rstrip('/').replace('/', os.sep)
        folder = os.path.dirname(target)
        if folder and not os.path.exists(folder):
            os.makedirs(folder, exist_ok=True)
        for fits, make in self._MAKERS:
            if fits(info):
                getattr(self, make)(info, target)
                break
        else:
            if info.issym() or info.islnk():
                self.makelink_with_filter(info, target, function, root)
                if not os.path.lexists(target):
                    return  # the filter took it away
            elif info.type in SUPPORTED_TYPES:
                self.makefile(info, target)
            else:
                self.makeunknown(info, target)
        if set_attrs:
            self._attributes(info, target, numeric_owner)

    # What subclasses can replace: how a member of each kind comes into being, and how it gets its attributes.

    _MAKERS = (TarInfo.isdir, 'makedir'), (TarInfo.isfifo, 'makefifo'), (TarInfo.ischr, 'makedev'), (TarInfo.isblk, 'makedev')

    def makedir(self, tarinfo, targetpath):
        """Make a folder, which may be there already."""
        try:
            # Only its owner may do something in it before all is there.
            os.mkdir(targetpath, *(() if tarinfo.mode is None else (0o700,)))
        except FileExistsError:
            if not os.path.isdir(targetpath):
                raise

    def makefile(self, tarinfo, targetpath):
        """Make a file of the data in the archive."""
        with _builtins.open(targetpath, 'wb') as file:
            for offset, length, place in _pieces(tarinfo):
                self.fileobj.seek(place)
                file.seek(offset)
                copyfileobj(self.fileobj, file, length, ReadError, self.copybufsize)
            if tarinfo.issparse():
                file.truncate(tarinfo.size)

    def makeunknown(self, tarinfo, targetpath):
        """Make a file of the data of a member whose kind is not known."""
        self.makefile(tarinfo, targetpath)
        self._log(1, f'tarfile: Unknown file type {tarinfo.type!r}, extracted as regular file.')

    def makefifo(self, tarinfo, targetpath):
        """Make a named pipe."""
        os.mkfifo(targetpath)

    def makedev(self, tarinfo, targetpath):
        """Make the file of a device."""
        mode = tarinfo.mode or 0o600
        os.mknod(targetpath, mode | (stat.S_IFBLK if tarinfo.isblk() else stat.S_IFCHR), os.makedev(tarinfo.devmajor, tarinfo.devminor))

    def makelink(self, tarinfo, targetpath):
        """Make a symbolic or a hard link."""
        name = tarinfo.name.rstrip('/')
        root = targetpath.removesuffix(name) if targetpath.endswith(name) else os.path.dirname(targetpath)
        self.makelink_with_filter(tarinfo, targetpath, fully_trusted_filter, root)

    def makelink_with_filter(self, tarinfo, targetpath, filter_function, extraction_root):
        """Make a link below a folder; where there is nothing to link to, the member itself, if the filter lets it pass."""
        if tarinfo.issym():
            make, source = os.symlink, tarinfo.linkname
        else:
            make, source = os.link, os.path.join(extraction_root, tarinfo.linkname)
            if not os.path.exists(source):
                return self._copy_instead(tarinfo, targetpath, filter_function, extraction_root)
        if os.path.lexists(targetpath):
            os.unlink(targetpath)
        make(source, targetpath)

    def _copy_instead(self, link, target, function, root):
        found = self._target(link)
        try:
            there, here = function(found, root), function(found.replace(name=link.name, deep=False), root)
        except FilterError as error:
            raise LinkFallbackError(link, found.name) from error
        if there is not None and here is not None:
            self._write(there, target, True, False, function, root)

    def chown(self, tarinfo, targetpath, numeric_owner):
        """Give a file to its owner and group, which root can: by their names where these are known, or by their numbers."""
        if not hasattr(os, 'geteuid') or os.geteuid() != 0:
            return
        numbers = []
        for number, name, find in (tarinfo.uid, tarinfo.uname, pwd and pwd.getpwnam), (tarinfo.gid, tarinfo.gname, grp and grp.getgrnam):
            if name and find and not numeric_owner:
                with contextlib.suppress(KeyError):
                    number = find(name)[2]
            numbers.append(-1 if number is None else number)
        give = os.lchown if tarinfo.issym() and hasattr(os, 'lchown') else os.chown
        with _refused('owner'):
            give(targetpath, *numbers)

    def chmod(self, tarinfo, targetpath):
        """Give a file its permissions."""
        if tarinfo.mode is not None:
            with _refused('mode'):
                os.chmod(targetpath, tarinfo.mode)

    def utime(self, tarinfo, targetpath):
        """Give a file its time of modification."""
        if tarinfo.mtime is not None:
            with _refused('modification time'):
                os.utime(targetpath, (tarinfo.mtime, tarinfo.mtime))

    def _attributes(self, info, target, numeric_owner):
        self.chown(info, target, numeric_owner)
        if not info.issym():
            for change in (self.utime, self.chmod) if info.isdir() else (self.chmod, self.utime):
                change(info, target)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
        else:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True


class _Raw(io.RawIOBase):
    """A readable for io.BufferedReader over any object with read."""

    def __init__(self, file):
        self._file = file

    def readable(self):
        return True

    def readinto(self, b):
        data = self._file.read(len(b))
        b[:len(data)] = data
        return len(data)


def is_tarfile(name):
    """Whether a file, a name or a file object, is an archive that can be read."""
    try:
        if hasattr(name, 'read'):
            place = name.tell()
            open(fileobj=name).close()
            name.seek(place)
        else:
            open(name).close()
        return True
    except TarError:
        return False


open = TarFile.open


def main():
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser(description='A simple command-line interface for tarfile module.', color=True)
    parser.add_argument('-v', '--verbose', action='store_true', default=False, help='Verbose output')
    parser.add_argument('--filter', metavar='<filtername>', choices=_NAMED_FILTERS, help='Filter for extraction')
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument('-l', '--list', metavar='<tarfile>', help='Show listing of a tarfile')
    group.add_argument('-e', '--extract', nargs='+', metavar=('<tarfile>', '<output_dir>'), help='Extract tarfile into target dir')
    group.add_argument('-c', '--create', nargs='+', metavar=('<name>', '<file>'), help='Create tarfile from sources')
    group.add_argument('-t', '--test', metavar='<tarfile>', help='Test if a tarfile is valid')
    args = parser.parse_args()
    if args.filter and args.extract is None:
        parser.exit(1, '--filter is only valid for extraction\n')
    source = args.test or args.list or (args.extract and args.extract[0])
    if source is not None and not is_tarfile(source):
        parser.exit(1, f'{source!r} is not a tar archive.\n')
    if args.test is not None:
        with open(source, 'r') as archive:
            archive.getmembers()
            print(archive.getmembers(), file=sys.stderr)
        if args.verbose:
            print(f'{source!r} is a tar archive.')
    elif args.list is not None:
        with open(source, 'r:*') as archive:
            archive.list(verbose=args.verbose)
    elif args.extract is not None:
        if len(args.extract) > 2:
            parser.exit(1, parser.format_help())
        target = args.extract[1] if len(args.extract) == 2 else os.curdir
        with open(source, 'r:*') as archive:
            archive.extractall(path=target, filter=args.filter)
        if args.verbose:
            print(f'{source!r} file is extracted' + (f' into {target!r} directory.' if len(args.extract) == 2 else '.'))
    else:
        name = args.create.pop(0)
        kind = {'.gz': 'gz', '.tgz': 'gz', '.xz': 'xz', '.txz': 'xz', '.bz2': 'bz2', '.tbz': 'bz2', '.tbz2': 'bz2', '.tb2': 'bz2', '.zst': 'zst', '.tzst': 'zst'}.get(os.path.splitext(name)[1])
        with open(name, 'w:' + kind if kind else 'w') as archive:
            for path in args.create:
                archive.add(path)
        if args.verbose:
            print(f'{name!r} file created.')


if __name__ == '__main__':
    main()
