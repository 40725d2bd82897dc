"""Mailboxes on disk: Maildir, mbox, MH, Babyl and MMDF, read and changed like dicts of messages.

Five formats of mailbox and their five kinds of message share this module, as the documentation has it: hence its length.
"""

import calendar
import contextlib
import copy
import email
import email.generator
import email.message
import errno
import io
import os
import random
import re
import shutil
import socket
import stat
import time
import warnings
from types import GenericAlias

try:
    import fcntl
except ImportError:
    fcntl = None

__all__ = ['Mailbox', 'Maildir', 'mbox', 'MH', 'Babyl', 'MMDF', 'Message', 'MaildirMessage', 'mboxMessage', 'MHMessage',
           'BabylMessage', 'MMDFMessage', 'Error', 'NoSuchMailboxError', 'NotEmptyError', 'ExternalClashError', 'FormatError']

_NEWLINE = os.linesep.encode()
_Plain = email.message.Message


# --- errors ---

class Error(Exception):
    """The base of the errors of this module."""


class NoSuchMailboxError(Error):
    """There is no mailbox of the name, and none was to be created."""


class NotEmptyError(Error):
    """A folder can't be removed while there is something in it."""


class ExternalClashError(Error):
    """Another program has locked the mailbox or changed it."""


class FormatError(Error):
    """A file is not what its format asks for."""


# --- bytes, files and locks ---

def _as_bytes(message, mangle=False):
    """Return a message of any kind as bytes; mangle puts a > before From at the beginning of lines."""
    if isinstance(message, _Plain):
        out = io.BytesIO()
        email.generator.BytesGenerator(out, mangle, 0).flatten(message)
        return out.getvalue()
    if isinstance(message, io.StringIO):
        warnings.warn('Use of StringIO input is deprecated, use BytesIO instead', DeprecationWarning, 3)
        message = message.getvalue()
    elif hasattr(message, 'read'):
        if hasattr(message, 'buffer'):
            warnings.warn('Use of text mode files is deprecated, use a binary mode file instead', DeprecationWarning, 3)
            message = message.buffer
        message = message.read()
    if isinstance(message, str):
        try:
            message = message.encode('ascii')
        except UnicodeError:
            raise ValueError('String input must be ASCII-only; use bytes or a Message instead') from None
    if not isinstance(message, bytes):
        raise TypeError(f'Invalid message type: {type(message)}')
    message = message.replace(_NEWLINE, b'\n')
    return message.replace(b'\nFrom ', b'\n>From ') if mangle else message


def _on_disk(data):
    return data if _NEWLINE == b'\n' else data.replace(b'\n', _NEWLINE)


def _from_disk(data):
    return data if _NEWLINE == b'\n' else data.replace(_NEWLINE, b'\n')


def _check_text(value, what):
    if not isinstance(value, str):
        raise TypeError(f'{what}: {type(value)}')


def _join(names, name, what):
    """Put a name behind others unless it is among them."""
    _check_text(name, what)
    if name not in names:
        names.append(name)


def _leave(names, name):
    """Take a name away from others if it is among them."""
    if name in names:
        names.remove(name)


def _open_new(path):
    """Create a file, which must not be there yet."""
    return open(path, 'xb+')


def _settle(file):
    """See that what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def _new_neighbour(path):
    """Create a file beside another one."""
    return _open_new(f'{path}.{int(time.time())}.{socket.gethostname()}.{os.getpid()}.{random.getrandbits(32):x}')


def _lock_file(file, dotlock=True):
    """Lock an open file by lockf and, so that programs on other machines see it, by a file with .lock at the end of its name."""
    if fcntl is not None:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EACCES, errno.EROFS):
                raise ExternalClashError(f'lockf: lock unavailable: {file.name}') from None
            raise
    if not dotlock:
        return
    try:
        _make_dot_lock(file.name)
    except BaseException:
        if fcntl is not None:
            fcntl.lockf(file, fcntl.LOCK_UN)
        raise


def _make_dot_lock(name):
    try:
        claim = _new_neighbour(f'{name}.lock')
    except PermissionError:
        return  # a folder that nobody here can write to needs no such lock
    claim.close()
    try:
        # The name appears at once or not at all, also over a network.
        os.link(claim.name, f'{name}.lock')
    except FileExistsError:
        raise ExternalClashError(f'dot lock unavailable: {name}') from None
    finally:
        os.remove(claim.name)


def _unlock_file(file):
    if fcntl is not None:
        fcntl.lockf(file, fcntl.LOCK_UN)
    with contextlib.suppress(FileNotFoundError):
        os.remove(f'{file.name}.lock')


class _ProxyFile:
    """A file with a position of its own in another one."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, f, pos=None):
        self._beneath = f
        self._here = f.tell() if pos is None else pos

    def _at(self, read, size):
        """Call a method of the file where this one stands."""
        self._beneath.seek(self._here)
        data = read() if size is None or size < 0 else read(size)
        self._here = self._beneath.tell()
        return data

    def read(self, size=None):
        """Read bytes, all that there are by default."""
        return self._at(self._beneath.read, size)

    read1 = read

    def readline(self, size=None):
        """Read a line, or size bytes of it."""
        return self._at(self._beneath.readline, size)

    def readlines(self, sizehint=None):
        """Read lines until they have sizehint bytes together."""
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if sizehint and 0 < sizehint <= total:
                break
        return lines

    def __iter__(self):
        return iter(self.readline, b'')

    def tell(self):
        """Return the position."""
        return self._here

    def seek(self, offset, whence=0):
        """Go to a position, counted from the beginning, from here (1) or from the end (2)."""
        if whence == 2:
            self._beneath.seek(offset, 2)
            self._here = self._beneath.tell()
        else:
            self._here = offset + (self._here if whence == 1 else 0)

    def close(self):
        """Close the file beneath, too."""
        if self._beneath is not None:
            self._beneath.close()
            self._beneath = None

    @property
    def closed(self):
        """Whether it is closed."""
        return self._beneath is None or self._beneath.closed

    def flush(self):
        """Flush the file beneath."""
        self._beneath.flush()

    def readable(self):
        """Whether it can be read."""
        return self._beneath.readable()

    def writable(self):
        """Whether it can be written to."""
        return self._beneath.writable()

    def seekable(self):
        """Whether it has a position."""
        return self._beneath.seekable()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class _PartialFile(_ProxyFile):
    """A part of another file, seen as a file."""

    def __init__(self, f, start=None, stop=None):
        super().__init__(f, start)
        self._start, self._stop = self._here, stop

    def _at(self, read, size):
        left = max(self._stop - self._here, 0)
        return super()._at(read, left if size is None or size < 0 else min(size, left))

    def tell(self):
        return self._here - self._start

    def seek(self, offset, whence=0):
        self._here = offset + (self._start, self._here, self._stop)[whence]

    def close(self):
        """Forget the file beneath, which stays open."""
        self._beneath = None


# --- messages ---

# What formats know of a message is told by one to the other in these words: read, old (met before), deleted, flagged,
# answered, draft, passed (on to others). The date goes along as seconds since 1970.

class Message(_Plain):
    """A message that knows what its mailbox's format has to say of it."""

    _own = ()  # the attributes that only messages of this format have

    def __init__(self, message=None):
        if message is None:
            super().__init__()
        elif isinstance(message, _Plain):
            self._become_message(copy.deepcopy(message))
            if isinstance(message, Message):
                message._explain_to(self)
        elif isinstance(message, (bytes, str)):
            read = email.message_from_bytes if isinstance(message, bytes) else email.message_from_string
            self._become_message(read(message))
        elif hasattr(message, 'read'):
            text = isinstance(message, io.TextIOBase)
            self._become_message((email.message_from_file if text else email.message_from_binary_file)(message))
        else:
            raise TypeError(f'Invalid message type: {type(message)}')

    def _become_message(self, message):
        """Take what makes a message of any kind, but not what its format adds."""
        skipped = getattr(message, '_own', ())
        self.__dict__.update((name, value) for name, value in vars(message).items() if name not in skipped)

    def _explain_to(self, message):
        """Tell another message what is known of this one."""
        if not isinstance(message, Message):
            raise TypeError('Cannot convert to specified type')
        if self._own and message._own == self._own:
            for name in self._own:
                setattr(message, name, copy.copy(getattr(self, name)))
        elif self._own:
            message._take(self._marks(), self._moment())

    def _moment(self):
        """Return when it was delivered, None if that is not known."""

    def _take(self, marks, moment):
        """Take over the words for a state (_marks() gives a message's own), and a date."""


class _Flags:
    # add_flag and remove_flag for what has get_flags and set_flags.

    def add_flag(self, flag):
        """Set flags, each a character, beside those that are set."""
        self.set_flags({*self.get_flags(), *flag})

    def remove_flag(self, flag):
        """Unset flags, each a character."""
        if flags := self.get_flags():
            self.set_flags({*flags}.difference(flag))


class MaildirMessage(_Flags, Message):
    """A message of a Maildir: it has flags, and is new or current."""

    _own = ('_subdir', '_info', '_date')
    _WORDS = {'D': 'draft', 'F': 'flagged', 'P': 'passed', 'R': 'answered', 'S': 'read', 'T': 'deleted'}

    def __init__(self, message=None):
        self._subdir, self._info, self._date = 'new', '', time.time()
        super().__init__(message)

    def get_subdir(self):
        """Return where the message lies: 'new' or 'cur'."""
        return self._subdir

    def set_subdir(self, subdir):
        """Set where the message lies: 'new' or 'cur'."""
        if subdir not in ('new', 'cur'):
            raise ValueError(f"subdir must be 'new' or 'cur': {subdir}")
        self._subdir = subdir

    def get_flags(self):
        """Return the flags as a string: D draft, F flagged, P passed, R replied, S seen, T trashed."""
        return self._info[2:] if self._info.startswith('2,') else ''

    def set_flags(self, flags):
        """Set these flags and no others."""
        self._info = f'2,{"".join(sorted(flags))}'

    def get_date(self):
        """Return the date of delivery in seconds since 1970."""
        return self._date

    def set_date(self, date):
        """Set the date of delivery in seconds since 1970."""
        try:
            self._date = float(date)
        except ValueError:
            raise TypeError(f"can't convert to float: {date}") from None

    def get_info(self):
        """Return what the file's name says of the message."""
        return self._info

    def set_info(self, info):
        """Set what the file's name says of the message."""
        _check_text(info, 'info must be a string')
        self._info = info

    def _marks(self):
        words = {self._WORDS[flag] for flag in self.get_flags() if flag in self._WORDS}
        return words | {'old'} if self._subdir == 'cur' else words

    def _moment(self):
        return self._date

    def _take(self, marks, moment):
        flags = ''.join(flag for flag, word in self._WORDS.items() if word in marks)
        if flags:
            self.set_flags(flags)
        if 'old' in marks:
            self._subdir = 'cur'
        if moment is not None:
            self._date = float(moment)


class _mboxMMDFMessage(_Flags, Message):
    # What messages of mbox and MMDF have in common: a line From at their head, and flags in two headers.

    _own = ('_from',)
    _WORDS = {'R': 'read', 'O': 'old', 'D': 'deleted', 'F': 'flagged', 'A': 'answered'}

    def __init__(self, message=None):
        self.set_from('MAILER-DAEMON', True)
        if isinstance(message, _Plain):
            line = message.get_unixfrom()
            if line is not None and line.startswith('From '):
                self.set_from(line[5:])
        super().__init__(message)

    def get_from(self):
        """Return what stands in the line From at the message's head."""
        return self._from

    def set_from(self, from_, time_=None):
        """Set what stands in the line From; time_ is a struct_time to put behind it, or True for now."""
        if time_ is not None:
            from_ += ' ' + time.asctime(time.gmtime() if time_ is True else time_)
        self._from = from_

    def get_flags(self):
        """Return the flags as a string: R read, O old, D deleted, F flagged, A answered."""
        return ''.join(self.get(header, '') for header in ('Status', 'X-Status'))

    def set_flags(self, flags):
        """Set these flags and no others."""
        flags = set(flags)
        known = [flag for flag in self._WORDS if flag in flags]
        for header, value in (('Status', ''.join(known[:len(flags & set('RO'))])),
                              ('X-Status', ''.join(known[len(flags & set('RO')):] + sorted(flags - set(known))))):
            if header in self:
                self.replace_header(header, value)
            else:
                self.add_header(header, value)

    def _marks(self):
        return {self._WORDS[flag] for flag in self.get_flags() if flag in self._WORDS}

    def _moment(self):
        # The date has the last 24 characters, as asctime() writes it.
        try:
            return calendar.timegm(time.strptime(self._from[-24:], '%a %b %d %H:%M:%S %Y'))
        except (ValueError, OverflowError):
            return None

    def _take(self, marks, moment):
        flags = ''.join(flag for flag, word in self._WORDS.items() if word in marks)
        if flags:
            self.set_flags(flags)
        if moment is not None:
            self.set_from('MAILER-DAEMON', time.gmtime(moment))

    def _explain_to(self, message):
        super()._explain_to(message)
        if message._own and not isinstance(message, _mboxMMDFMessage):
            del message['Status'], message['X-Status']


class mboxMessage(_mboxMMDFMessage):
    """A message of an mbox file."""


class MMDFMessage(_mboxMMDFMessage):
    """A message of an MMDF file."""


class MHMessage(Message):
    """A message of an MH mailbox: it belongs to sequences."""

    _own = ('_sequences',)

    def __init__(self, message=None):
        self._sequences = []
        super().__init__(message)

    def get_sequences(self):
        """List the names of the sequences that it belongs to."""
        return self._sequences[:]

    def set_sequences(self, sequences):
        """Set the names of the sequences that it belongs to."""
        self._sequences = list(sequences)

    def add_sequence(self, sequence):
        """Add it to a sequence."""
        _join(self._sequences, sequence, 'sequence type must be str')

    def remove_sequence(self, sequence):
        """Remove it from a sequence, if it belongs to it."""
        _leave(self._sequences, sequence)

    def _marks(self):
        words = {word for name, word in (('replied', 'answered'), ('flagged', 'flagged')) if name in self._sequences}
        return words | ({'old'} if 'unseen' in self._sequences else {'old', 'read'})

    def _take(self, marks, moment):
        for name, holds in (('unseen', 'read' not in marks), ('replied', 'answered' in marks), ('flagged', 'flagged' in marks)):
            if holds:
                self.add_sequence(name)


class BabylMessage(Message):
    """A message of a Babyl file: it has labels, and headers to be seen beside its own ones."""

    _own = ('_labels', '_visible')
    _WORDS = {'deleted': 'deleted', 'answered': 'answered', 'forwarded': 'passed', 'resent': 'passed'}

    def __init__(self, message=None):
        self._labels, self._visible = [], Message()
        super().__init__(message)

    def get_labels(self):
        """List the labels."""
        return self._labels[:]

    def set_labels(self, labels):
        """Set the labels."""
        self._labels = list(labels)

    def add_label(self, label):
        """Add a label."""
        _join(self._labels, label, 'label must be a string')

    def remove_label(self, label):
        """Remove a label, if it is there."""
        _leave(self._labels, label)

    def get_visible(self):
        """Return a message with a copy of the visible headers."""
        return Message(self._visible)

    def set_visible(self, visible):
        """Set the visible headers to those of a message."""
        self._visible = Message(visible)

    def update_visible(self):
        """Make the visible headers equal the message's, and add the usual ones."""
        shown = self._visible
        for name in shown.keys():
            if name in self:
                shown.replace_header(name, self[name])
            else:
                del shown[name]
        for name in 'Date', 'From', 'Reply-To', 'To', 'CC', 'Subject':
            if name in self and name not in shown:
                shown[name] = self[name]

    def _marks(self):
        words = {self._WORDS[label] for label in self._labels if label in self._WORDS}
        return words | ({'old'} if 'unseen' in self._labels else {'old', 'read'})

    def _take(self, marks, moment):
        for label, holds in (('unseen', 'read' not in marks), ('deleted', 'deleted' in marks),
                             ('answered', 'answered' in marks), ('forwarded', 'passed' in marks)):
            if holds:
                self.add_label(label)


# --- mailboxes ---

class Mailbox:
    """The base of the mailboxes: a mapping of keys, which the mailbox gives out, to messages."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, path, factory=None, create=True):
        """factory makes a message of a binary file, for those who index or iterate; None stands for the format's own class."""
        self._path = os.path.abspath(os.path.expanduser(path))
        self._factory = factory

    def _missing(self, *args):
        raise NotImplementedError('Method must be implemented by subclass')

    def add(self, message):
        """Add a message, given as a Message, a string, bytes or a binary file; return its key."""
        self._missing()

    def remove(self, key):
        """Remove a message; KeyError if it isn't there."""
        self._missing()

    def __delitem__(self, key):
        self.remove(key)

    def discard(self, key):
        """Remove a message if it is there."""
        with contextlib.suppress(KeyError):
            self.remove(key)

    def __setitem__(self, key, message):
        self._missing()

    def get(self, key, default=None):
        """Return a message, or default if it isn't there."""
        try:
            return self[key]
        except KeyError:
            return default

    def __getitem__(self, key):
        if self._factory is None:
            return self.get_message(key)
        with contextlib.closing(self.get_file(key)) as file:
            return self._factory(file)

    def get_message(self, key):
        """Return a message as an object of the format's own class."""
        self._missing()

    def get_string(self, key):
        """Return a message as a string, in which what isn't ASCII is encoded."""
        return email.message_from_bytes(self.get_bytes(key)).as_string()

    def get_bytes(self, key):
        """Return a message as bytes, with \\n at the ends of lines."""
        self._missing()

    def get_file(self, key):
        """Return a message as a binary file."""
        self._missing()

    def iterkeys(self):
        """Iterate over the keys."""
        self._missing()

    def keys(self):
        """List the keys."""
        return list(self.iterkeys())

    def iteritems(self):
        """Iterate over pairs of key and message; messages that are gone by then are left out."""
        for key in self.iterkeys():
            try:
                message = self[key]
            except KeyError:
                continue
            yield key, message

    def itervalues(self):
        """Iterate over the messages."""
        for _, message in self.iteritems():
            yield message

    __iter__ = itervalues

    def values(self):
        """List the messages."""
        return list(self.itervalues())

    def items(self):
        """List the pairs of key and message."""
        return list(self.iteritems())

    def __contains__(self, key):
        self._missing()

    def __len__(self):
        self._missing()

    def clear(self):
        """Remove all messages."""
        for key in self.keys():
            self.discard(key)

    def pop(self, key, default=None):
        """Remove a message and return it; default if it isn't there."""
        message = self.get(key, default)
        self.discard(key)
        return message

    def popitem(self):
        """Remove a message and return it with its key."""
        for key in self.iterkeys():
            return key, self.pop(key)
        raise KeyError('No messages in mailbox')

    def update(self, arg=None):
        """Replace messages by those of a mapping or of pairs; KeyError at the end if some keys are not there."""
        if hasattr(arg, 'iteritems'):
            arg = arg.iteritems()
        elif hasattr(arg, 'items'):
            arg = arg.items()
        unknown = False
        for key, message in arg:
            try:
                self[key] = message
            except KeyError:
                unknown = True
        if unknown:
            raise KeyError('No message with key(s)')

    def flush(self):
        """Write changes to the disk."""
        self._missing()

    def lock(self):
        """Keep other programs from changing the mailbox; ExternalClashError if one of them has locked it."""
        self._missing()

    def unlock(self):
        """Let other programs change the mailbox."""
        self._missing()

    def close(self):
        """Write changes to the disk, unlock and close."""
        self._missing()

    def _dump_message(self, message, target, mangle_from_=False):
        """Write a message of any kind to a binary file."""
        target.write(_on_disk(_as_bytes(message, mangle_from_)))


class Maildir(Mailbox):
    """A folder with a file for each message: new ones in new, others in cur, unfinished ones in tmp."""

    colon = ':'
    _count = 0

    def __init__(self, dirname, factory=None, create=True):
        super().__init__(dirname, factory, create)
        self._folders = {name: os.path.join(self._path, name) for name in ('tmp', 'new', 'cur')}
        if not os.path.exists(self._path):
            if not create:
                raise NoSuchMailboxError(self._path)
            os.mkdir(self._path, 0o700)
            for folder in self._folders.values():
                os.mkdir(folder, 0o700)
        self._toc = {}  # the path of each key's file, within the mailbox
        self._mtimes = {}
        self._last_read = 0
        self._skewfactor = 0.1  # of a second: clocks of file systems are not exact
        self._left = None  # the keys that next() has not come to

    # Files.

    def _create_tmp(self):
        """Create a file with a new name, which is the key, in tmp."""
        now = time.time()
        host = socket.gethostname().replace('/', r'\057').replace(':', r'\072')
        name = f'{int(now)}.M{int(now % 1 * 1e6)}P{os.getpid()}Q{Maildir._count}.{host}'
        Maildir._count += 1
        path = os.path.join(self._folders['tmp'], name)
        try:
            return _open_new(path)
        except FileExistsError:
            raise ExternalClashError(f'Name clash prevented file creation: {path}') from None

    def _refresh(self):
        """Read the names of the files, if they can have changed since this was done."""
        mtimes = {name: os.path.getmtime(self._folders[name]) for name in ('new', 'cur')}
        if time.time() - self._last_read > 2 + self._skewfactor:
            if all(mtime <= self._mtimes.get(name, 0) for name, mtime in mtimes.items()):
                return
        self._mtimes = mtimes
        self._toc = {}
        for name in self._mtimes:
            for entry in os.scandir(self._folders[name]):
                if not entry.name.startswith('.') and not entry.is_dir():
                    self._toc[entry.name.split(self.colon)[0]] = os.path.join(name, entry.name)
        self._last_read = time.time()

    def _lookup(self, key):
        """Return the path of a message's file within the mailbox."""
        if key in self._toc and os.path.exists(os.path.join(self._path, self._toc[key])):
            return self._toc[key]
        self._refresh()
        if key not in self._toc:
            raise KeyError(f'No message with key: {key}')
        return self._toc[key]

    def _file_of(self, key):
        return os.path.join(self._path, self._lookup(key))

    def _info_of(self, subpath):
        return subpath.partition(self.colon)[2]

    def _named(self, subdir, key, info):
        return os.path.join(subdir, key + (self.colon + info if info else ''))

    # The mapping.

    def add(self, message):
        with self._create_tmp() as file:
            try:
                self._dump_message(message, file)
                _settle(file)
            except BaseException:
                file.close()
                os.remove(file.name)
                raise
        key = os.path.basename(file.name)
        own = isinstance(message, MaildirMessage)
        target = os.path.join(self._path, self._named(message.get_subdir() if own else 'new', key, message.get_info() if own else ''))
        if own:
            os.utime(file.name, (os.path.getatime(file.name), message.get_date()))
        try:
            os.link(file.name, target)  # no file of that name is overwritten
        except FileExistsError:
            raise ExternalClashError(f'Name clash with existing message: {target}') from None
        finally:
            os.remove(file.name)
        return key

    def remove(self, key):
        os.remove(self._file_of(key))

    def discard(self, key):
        with contextlib.suppress(KeyError, FileNotFoundError):
            self.remove(key)

    def __setitem__(self, key, message):
        old = self._lookup(key)
        fresh_key = self.add(message)
        fresh = self._lookup(fresh_key)
        # A message of another kind says nothing of folder and flags: those of the old one stay.
        ruling = fresh if isinstance(message, MaildirMessage) else old
        self.discard(key)
        target = self._named(os.path.dirname(ruling), key, self._info_of(ruling))
        os.rename(os.path.join(self._path, fresh), os.path.join(self._path, target))
        if isinstance(message, MaildirMessage):
            path = os.path.join(self._path, target)
            os.utime(path, (os.path.getatime(path), message.get_date()))

    def get_message(self, key):
        subpath = self._lookup(key)
        path = os.path.join(self._path, subpath)
        with open(path, 'rb') as file:
            message = (self._factory or MaildirMessage)(file)
        message.set_subdir(os.path.dirname(subpath))
        if info := self._info_of(subpath):
            message.set_info(info)
        message.set_date(os.path.getmtime(path))
        return message

    def get_bytes(self, key):
        with open(self._file_of(key), 'rb') as file:
            return _from_disk(file.read())

    def get_file(self, key):
        return _ProxyFile(open(self._file_of(key), 'rb'))

    def get_info(self, key):
        """Return what the name of a message's file says of it, without reading the file."""
        return self._info_of(self._lookup(key))

    def set_info(self, key, info: str):
        """Set what the name of a message's file says of it, without reading the file."""
        _check_text(info, 'info must be a string')
        old = self._lookup(key)
        new = self._named(os.path.dirname(old), key, info)
        if new != old:
            os.rename(os.path.join(self._path, old), os.path.join(self._path, new))
            self._toc[key] = new

    def get_flags(self, key):
        """Return a message's flags without reading its file."""
        info = self.get_info(key)
        return info[2:] if info.startswith('2,') else ''

    def set_flags(self, key, flags: str):
        """Set a message's flags, and no others, without reading its file."""
        _check_text(flags, 'flags must be a string')
        self.set_info(key, f'2,{"".join(sorted({*flags}))}')

    def add_flag(self, key, flag: str):
        """Set flags of a message beside those that are set."""
        _check_text(flag, 'flag must be a string')
        self.set_flags(key, self.get_flags(key) + flag)

    def remove_flag(self, key, flag: str):
        """Unset flags of a message."""
        _check_text(flag, 'flag must be a string')
        if flags := self.get_flags(key):
            self.set_flags(key, ''.join(set(flags) - set(flag)))

    def iterkeys(self):
        self._refresh()
        for key in self._toc:
            with contextlib.suppress(KeyError):
                self._lookup(key)
                yield key

    def __contains__(self, key):
        self._refresh()
        return key in self._toc

    def __len__(self):
        self._refresh()
        return len(self._toc)

    def flush(self):
        """See that the next look at the mailbox reads it again: changes are written at once."""
        self._last_read = 0
        self._mtimes = {}

    def lock(self):
        """Do nothing: a Maildir needs no locks."""

    def unlock(self):
        """Do nothing: a Maildir needs no locks."""

    def close(self):
        """Do nothing: changes are written at once."""

    def next(self):
        """Return the next message of a walk through the mailbox, None at its end."""
        if self._left is None:
            self._left = self.iterkeys()
        for key in self._left:
            with contextlib.suppress(KeyError):
                return self[key]
        return None

    # Folders.

    def _folder_path(self, name):
        return os.path.join(self._path, '.' + name)

    def list_folders(self):
        """List the names of the folders."""
        return [entry.name[1:] for entry in os.scandir(self._path)
                if len(entry.name) > 1 and entry.name[0] == '.' and os.path.isdir(os.path.join(entry.path, 'cur'))]

    def get_folder(self, folder):
        """Return a folder, which is a Maildir of its own."""
        return Maildir(self._folder_path(folder), self._factory, create=False)

    def add_folder(self, folder):
        """Create a folder and return it."""
        made = Maildir(self._folder_path(folder), self._factory)
        # By this file programs know a folder from a mailbox.
        os.close(os.open(os.path.join(made._path, 'maildirfolder'), os.O_CREAT | os.O_WRONLY, 0o666))
        return made

    def remove_folder(self, folder):
        """Remove a folder, which must be empty."""
        path = self._folder_path(folder)
        for name in 'new', 'cur':
            if any(not entry.startswith('.') for entry in os.listdir(os.path.join(path, name))):
                raise NotEmptyError(f'Folder contains message(s): {folder}')
        for entry in os.scandir(path):
            if entry.is_dir() and entry.name not in self._folders:
                raise NotEmptyError(f'Folder contains subdirectory {folder!r}: {entry.name}')
        shutil.rmtree(path)

    def clean(self):
        """Remove files in tmp that nobody has looked at for 36 hours."""
        limit = time.time() - 36 * 60 * 60
        for entry in os.scandir(self._folders['tmp']):
            if entry.stat().st_atime < limit:
                os.remove(entry.path)


class _SingleFile(Mailbox):
    # The base of the mailboxes that are one file. Messages are added at its end; what else changes is written by flush(), to a
    # new file that takes the old one's place.

    def __init__(self, path, factory=None, create=True):
        super().__init__(path, factory, create)
        try:
            file = open(self._path, 'rb+')
        except FileNotFoundError:
            if not create:
                raise NoSuchMailboxError(self._path) from None
            file = open(self._path, 'wb+')
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EROFS):
                raise
            file = open(self._path, 'rb')
        self._file = file
        self._toc = None  # for each key where its message begins and ends; None: the file is still to be read
        self._next_key = 0
        self._stale = False  # the file must be written anew
        self._unsettled = False  # messages have been added to it
        self._locked = False
        self._size = None  # of the file, as far as we know

    # What the formats define.

    def _scan(self):
        """Return the list of where messages begin and end, with what else is to be known of them."""
        self._missing()

    def _encode(self, message):
        """Return what stands before a message, the message and what stands behind it, as bytes for the disk."""
        self._missing()

    def _around(self, key):
        """Return what stands before and behind a message in a file that is written anew."""
        self._missing()

    def _heading(self):
        """Return what stands at the head of the file."""
        return b''

    def _learn(self, key, message):
        """Note what the format wants to know of a message that was added."""

    # The mapping.

    def _contents(self):
        if self._toc is None:
            self._toc = dict(enumerate(self._scan()))
            self._next_key = len(self._toc)
            self._file.seek(0, 2)
            self._size = self._file.tell()
        return self._toc

    def _place(self, key):
        try:
            return self._contents()[key]
        except KeyError:
            raise KeyError(f'No message with key: {key}') from None

    def _append(self, message):
        before, data, behind = self._encode(message)
        self._file.seek(0, 2)
        end = self._file.tell()
        if end == 0:
            before = self._heading() + before
        try:
            self._file.write(before + data + behind)
            self._file.flush()
        except BaseException:
            self._file.truncate(end)
            raise
        self._size = end + len(before) + len(data) + len(behind)
        return end + len(before), end + len(before) + len(data)

    def add(self, message):
        self._contents()
        place = self._append(message)
        key, self._next_key = self._next_key, self._next_key + 1
        self._toc[key] = place
        self._learn(key, message)
        self._unsettled = True
        return key

    def remove(self, key):
        self._place(key)
        del self._toc[key]
        self._stale = True

    def __setitem__(self, key, message):
        self._place(key)
        self._toc[key] = self._append(message)
        self._learn(key, message)
        self._stale = True

    def iterkeys(self):
        yield from list(self._contents())

    def __contains__(self, key):
        return key in self._contents()

    def __len__(self):
        return len(self._contents())

    def _section(self, key):
        start, stop = self._place(key)
        self._file.seek(start)
        return self._file.read(stop - start)

    # The file.

    def lock(self):
        if not self._locked:
            _lock_file(self._file)
            self._locked = True

    def unlock(self):
        if self._locked:
            _unlock_file(self._file)
            self._locked = False

    def flush(self):
        if not self._stale:
            if self._unsettled:
                _settle(self._file)
                self._unsettled = False
            return
        self._file.seek(0, 2)
        if self._file.tell() != self._size:
            raise ExternalClashError(f'Size of mailbox file changed (expected {self._size}, found {self._file.tell()})')
        new = _new_neighbour(self._path)
        try:
            places = self._write_all(new)
            _settle(new)
            known = os.stat(self._path)
            os.chmod(new.name, stat.S_IMODE(known.st_mode))
            with contextlib.suppress(AttributeError, OSError):
                os.chown(new.name, known.st_uid, known.st_gid)
                os.chmod(new.name, stat.S_IMODE(known.st_mode))
        except BaseException:
            new.close()
            os.remove(new.name)
            raise
        self._size = new.tell()
        new.close()
        self._file.close()
        os.replace(new.name, self._path)
        self._file = open(self._path, 'rb+')
        self._toc = places
        self._stale = self._unsettled = False
        if self._locked:
            _lock_file(self._file, dotlock=False)

    def _write_all(self, new):
        """Write the messages to another file; return where they are there."""
        places = {}
        if self._toc:
            new.write(self._heading())
        for key in sorted(self._toc):
            before, behind = self._around(key)
            data = self._section(key)
            new.write(before)
            places[key] = new.tell(), new.tell() + len(data)
            new.write(data + behind)
        return places

    def close(self):
        if self._file.closed:
            return
        try:
            self.flush()
        finally:
            try:
                self.unlock()
            finally:
                self._file.close()


class _FromLines(_SingleFile):
    # What mbox and MMDF have in common: the first line of a message is a line From.

    _message_class = None
    _ends_in_newline = False

    def _encode(self, message):
        line = None
        if isinstance(message, (str, bytes)) and message.startswith('From ' if isinstance(message, str) else b'From '):
            line, _, message = message.partition('\n' if isinstance(message, str) else b'\n')
            line = line.encode() if isinstance(line, str) else line
        elif isinstance(message, _mboxMMDFMessage):
            line = b'From ' + message.get_from().encode()
        elif isinstance(message, _Plain):
            line = message.get_unixfrom()
            line = line and line.encode()
        if line is None:
            line = f'From MAILER-DAEMON {time.asctime(time.gmtime())}'.encode()
        data = _as_bytes(message, mangle=True)
        if self._ends_in_newline and data and not data.endswith(b'\n'):
            data += b'\n'
        before, behind = self._around(None)
        return before, _on_disk(line + b'\n' + data), behind

    def get_message(self, key):
        line, _, data = _from_disk(self._section(key)).partition(b'\n')
        line = line.decode('ascii', 'surrogateescape')
        message = self._message_class(data)
        message.set_unixfrom(line)
        message.set_from(line[5:])
        return message

    def get_bytes(self, key, from_=False):
        """Return a message as bytes, with the line From if from_ is true."""
        data = _from_disk(self._section(key))
        return data if from_ else data.partition(b'\n')[2]

    def get_string(self, key, from_=False):
        """Return a message as a string, with the line From if from_ is true."""
        return email.message_from_bytes(self.get_bytes(key, from_)).as_string(unixfrom=from_)

    def get_file(self, key, from_=False):
        """Return a message as a binary file, with the line From if from_ is true."""
        start, stop = self._place(key)
        self._file.seek(start)
        if not from_:
            self._file.readline()
        return _PartialFile(self._file, self._file.tell(), stop)


class mbox(_FromLines):
    """A file of messages, each behind a line that begins with From and before an empty line."""

    _message_class = mboxMessage
    _ends_in_newline = True

    def _around(self, key):
        return b'', _NEWLINE

    def _scan(self):
        places, start, position, blank = [], None, 0, False
        self._file.seek(0)
        for line in self._file:
            if line.startswith(b'From '):
                if start is not None:
                    places.append((start, position - len(_NEWLINE) if blank else position))
                start = position
            position += len(line)
            blank = line == _NEWLINE
        if start is not None:
            places.append((start, position - len(_NEWLINE) if blank else position))
        return places


class MMDF(_FromLines):
    """A file of messages, each between two lines of four control-A characters."""

    _message_class = MMDFMessage
    _FENCE = b'\1\1\1\1' + _NEWLINE

    def _around(self, key):
        return self._FENCE, _NEWLINE + self._FENCE

    def _scan(self):
        places, start, position = [], None, 0
        self._file.seek(0)
        for line in self._file:
            if line.startswith(b'\1\1\1\1'):
                if start is None:
                    start = position + len(line)
                else:
                    # The end of the line before the fence belongs to the fence.
                    places.append((start, max(start, position - len(_NEWLINE))))
                    start = None
            position += len(line)
        if start is not None:
            places.append((start, position))
        return places


class MH(Mailbox):
    """A folder with a file for each message, whose name is a number, and one that names sequences of messages."""

    def __init__(self, path, factory=None, create=True):
        super().__init__(path, factory, create)
        self._lock = None
        if not os.path.exists(self._path):
            if not create:
                raise NoSuchMailboxError(self._path)
            os.mkdir(self._path, 0o700)
            os.close(os.open(self._sequences_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    @property
    def _sequences_path(self):
        return os.path.join(self._path, '.mh_sequences')

    @property
    def _locked(self):
        return self._lock is not None

    @contextlib.contextmanager
    def _opened(self, key, mode):
        """Open a message's file, and lock it while the mailbox is locked."""
        try:
            file = open(os.path.join(self._path, str(key)), mode)
        except FileNotFoundError:
            raise KeyError(f'No message with key: {key}') from None
        with file:
            if self._locked and '+' in mode:
                _lock_file(file)
            try:
                yield file
            finally:
                if self._locked and '+' in mode:
                    _unlock_file(file)

    def add(self, message):
        key = max(self.keys(), default=0) + 1
        data = _on_disk(_as_bytes(message))
        with _open_new(os.path.join(self._path, str(key))) as file:
            file.write(data)
            _settle(file)
        if isinstance(message, MHMessage):
            self._note_sequences(message, key)
        return key

    def remove(self, key):
        with self._opened(key, 'rb+'):
            pass
        os.remove(os.path.join(self._path, str(key)))

    def __setitem__(self, key, message):
        with self._opened(key, 'rb+') as file:
            data = _on_disk(_as_bytes(message))
            file.truncate(0)
            file.write(data)
            _settle(file)
        if isinstance(message, MHMessage):
            self._note_sequences(message, key)

    def get_message(self, key):
        with self._opened(key, 'rb+' if self._locked else 'rb') as file:
            message = MHMessage(file)
        for name, keys in self.get_sequences().items():
            if key in keys:
                message.add_sequence(name)
        return message

    def get_bytes(self, key):
        with self._opened(key, 'rb+' if self._locked else 'rb') as file:
            return _from_disk(file.read())

    def get_file(self, key):
        try:
            return _ProxyFile(open(os.path.join(self._path, str(key)), 'rb'))
        except FileNotFoundError:
            raise KeyError(f'No message with key: {key}') from None

    def iterkeys(self):
        return iter(sorted(int(name) for name in os.listdir(self._path) if name.isdecimal()))

    def __contains__(self, key):
        return os.path.exists(os.path.join(self._path, str(key)))

    def __len__(self):
        return len(self.keys())

    def lock(self):
        if not self._locked:
            file = open(self._sequences_path, 'ab+')
            try:
                _lock_file(file)
            except BaseException:
                file.close()
                raise
            self._lock = file

    def unlock(self):
        if self._locked:
            _unlock_file(self._lock)
            self._lock.close()
            self._lock = None

    def flush(self):
        """Do nothing: changes are written at once."""

    def close(self):
        """Unlock the mailbox: changes are written at once."""
        self.unlock()

    # Folders.

    def list_folders(self):
        """List the names of the folders."""
        return [entry.name for entry in os.scandir(self._path) if entry.is_dir()]

    def get_folder(self, folder):
        """Return a folder, which is an MH mailbox of its own."""
        return MH(os.path.join(self._path, folder), self._factory, create=False)

    def add_folder(self, folder):
        """Create a folder and return it."""
        return MH(os.path.join(self._path, folder), self._factory)

    def remove_folder(self, folder):
        """Remove a folder, which must be empty."""
        path = os.path.join(self._path, folder)
        names = os.listdir(path)
        if set(names) - {'.mh_sequences'}:
            raise NotEmptyError(f'Folder not empty: {self._path}')
        for name in names:
            os.remove(os.path.join(path, name))
        os.rmdir(path)

    # Sequences.

    def get_sequences(self):
        """Return a dict from the names of the sequences to lists of keys."""
        sequences = {}
        there = set(self.keys())
        try:
            file = open(self._sequences_path, encoding='ascii')
        except FileNotFoundError:
            return sequences
        with file:
            for line in file:
                name, colon, numbers = line.partition(':')
                try:
                    if not colon:
                        raise ValueError
                    keys = set()
                    for part in numbers.split():
                        first, _, last = part.partition('-')
                        keys.update(range(int(first), int(last or first) + 1))
                except ValueError:
                    raise FormatError(f'Invalid sequence specification: {line.rstrip()}') from None
                if keys & there:
                    sequences[name] = sorted(keys & there)
        return sequences

    def set_sequences(self, sequences):
        """Set the sequences: a dict from names to keys."""
        with open(self._sequences_path, 'w', encoding='ascii') as file:
            for name, keys in sequences.items():
                parts = []
                for key in sorted(set(keys)):
                    if parts and parts[-1][1] == key - 1:
                        parts[-1][1] = key
                    else:
                        parts.append([key, key])
                if parts:
                    print(f'{name}:', *(str(first) if first == last else f'{first}-{last}' for first, last in parts), file=file)

    def _note_sequences(self, message, key):
        """Let a message belong to the sequences that it names, and to no others."""
        sequences, wanted = self.get_sequences(), message.get_sequences()
        for name in wanted:
            sequences.setdefault(name, [])
        for name, keys in sequences.items():
            sequences[name] = sorted({key, *keys} if name in wanted else set(keys) - {key})
        self.set_sequences(sequences)

    def pack(self):
        """Give the messages the numbers from 1 on, without gaps."""
        new = {key: number for number, key in enumerate(self.iterkeys(), 1)}
        sequences = self.get_sequences()
        for key, number in new.items():
            if key != number:
                os.rename(os.path.join(self._path, str(key)), os.path.join(self._path, str(number)))
        self.set_sequences({name: [new[key] for key in keys] for name, keys in sequences.items()})


class Babyl(_SingleFile):
    """A file of Rmail's: messages with labels, and beside their headers those that are to be seen."""

    _ATTRIBUTES = frozenset(('unseen', 'deleted', 'filed', 'answered', 'forwarded', 'edited', 'resent'))
    _EOOH = b'*** EOOH ***\n'  # the end of the original headers

    def __init__(self, path, factory=None, create=True):
        super().__init__(path, factory, create)
        self._labels = {}  # of each key

    def _heading(self):
        lines = [b'BABYL OPTIONS:', b'Version: 5', b'Labels:' + ','.join(self.get_labels() if self._toc else []).encode(),
                 b'Note:   This file is in the format of Rmail.', b'\037']
        return _NEWLINE.join(lines)

    def _around(self, key):
        return b'\014' + _NEWLINE, _NEWLINE + b'\037'

    def _scan(self):
        places, start, position = [], None, 0
        self._file.seek(0)
        for line in self._file:
            if start is not None and line.startswith(b'\037'):
                places.append((start, max(start, position - len(_NEWLINE))))
                start = None
            if line in (b'\037\014' + _NEWLINE, b'\014' + _NEWLINE):
                start = position + len(line)
            position += len(line)
        for key, (start, _) in enumerate(places):
            self._file.seek(start)
            self._labels[key] = self._labels_in(self._file.readline())
        return places

    @staticmethod
    def _labels_in(line):
        # A digit, and the labels with a comma behind each; one more comma parts Rmail's own labels from the others.
        return [label for part in line.decode('ascii', 'replace').split(',')[1:] if (label := part.strip())]

    def _encode(self, message):
        labels = message.get_labels() if isinstance(message, BabylMessage) else []
        own = ''.join(f' {label},' for label in labels if label in self._ATTRIBUTES)
        other = ''.join(f' {label},' for label in labels if label not in self._ATTRIBUTES)
        headers, blank, body = _as_bytes(message).partition(b'\n\n')
        shown = headers
        if isinstance(message, BabylMessage):
            shown = _as_bytes(message.get_visible()).partition(b'\n\n')[0].strip(b'\n')
        if not blank:
            headers, shown = headers.strip(b'\n'), shown.strip(b'\n')
        text = b''.join([f'1,{own},{other}\n'.encode(), headers, b'\n\n', self._EOOH, shown, b'\n\n', body])
        before, behind = self._around(None)
        return before, _on_disk(text), behind

    def _learn(self, key, message):
        self._labels[key] = message.get_labels() if isinstance(message, BabylMessage) else []

    def _parts(self, key):
        """Return labels, headers, visible headers and body."""
        line, _, rest = _from_disk(self._section(key)).partition(b'\n')
        headers, fence, rest = rest.partition(self._EOOH)
        if not fence:
            raise FormatError(f'Message without end of headers: {key}')
        shown, _, body = rest.partition(b'\n\n')
        return self._labels_in(line), headers, shown, body

    def get_message(self, key):
        labels, headers, shown, body = self._parts(key)
        message = BabylMessage(headers + body)
        message.set_visible(Message(shown + b'\n'))
        message.set_labels(labels)
        return message

    def get_bytes(self, key):
        _, headers, _, body = self._parts(key)
        return headers + body

    def get_file(self, key):
        return io.BytesIO(_on_disk(self.get_bytes(key)))

    def get_labels(self):
        """List the labels in use that are not Rmail's own."""
        found = {label: None for key in self._contents() for label in self._labels[key]}
        return [label for label in found if label not in self._ATTRIBUTES]
