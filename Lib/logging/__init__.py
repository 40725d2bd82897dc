"""Logging: loggers make records of what happens, handlers write them, filters choose, formatters make text of them."""

import io
import os
import sys
import threading
import time
import types
import weakref
from operator import attrgetter
from string import Formatter as _StrFormatter, Template

__all__ = ['BASIC_FORMAT', 'BufferingFormatter', 'CRITICAL', 'DEBUG', 'ERROR', 'FATAL', 'FileHandler', 'Filter',
           'Formatter', 'Handler', 'INFO', 'LogRecord', 'Logger', 'LoggerAdapter', 'NOTSET', 'NullHandler', 'StreamHandler',
           'WARN', 'WARNING', 'addLevelName', 'basicConfig', 'captureWarnings', 'critical', 'debug', 'disable', 'error',
           'exception', 'fatal', 'getLevelName', 'getLogger', 'getLoggerClass', 'info', 'log', 'makeLogRecord',
           'setLoggerClass', 'shutdown', 'warn', 'warning', 'getLogRecordFactory', 'setLogRecordFactory', 'lastResort',
           'raiseExceptions', 'getLevelNamesMapping', 'getHandlerByName', 'getHandlerNames']

__version__ = '0.5.1.2'

# When the program began, in nanoseconds: records tell how long ago that was.
_began = time.time_ns()
# Whether errors in handlers are told, and which facts are collected for each record.
raiseExceptions = True
logThreads = logMultiprocessing = logProcesses = logAsyncioTasks = True

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_levelToName = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
_nameToLevel = dict(CRITICAL=CRITICAL, FATAL=FATAL, ERROR=ERROR, WARN=WARN, WARNING=WARNING, INFO=INFO, DEBUG=DEBUG, NOTSET=NOTSET)


def getLevelNamesMapping():
    """Return the levels by name."""
    return dict(_nameToLevel)


def getLevelName(level):
    """Return the name of a level; the level of a name, too."""
    for known in (_levelToName, _nameToLevel):
        if (found := known.get(level)) is not None:
            return found
    return f'Level {level}'


def addLevelName(level, levelName):
    """Give a level a name."""
    with _lock:
        _levelToName[level], _nameToLevel[levelName] = levelName, level


def _checkLevel(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f'Level not an integer or a valid string: {level!r}')
    if level not in _nameToLevel:
        raise ValueError(f'Unknown level: {level!r}')
    return _nameToLevel[level]


def currentframe():
    """Return the caller's frame."""
    return sys._getframe(1)


_own_file = os.path.normcase(addLevelName.__code__.co_filename)


def _is_internal_frame(frame):
    name = frame.f_code.co_filename
    return name == _own_file or 'importlib' in name and '_bootstrap' in name


# One lock for all that the loggers and handlers share.
_lock = threading.RLock()
_with_locks = weakref.WeakSet()


def _renew_locks():
    # A child process has none of the threads that hold locks.
    for handler in _with_locks:
        handler._at_fork_reinit()
    _lock._at_fork_reinit()


if hasattr(os, 'register_at_fork'):
    os.register_at_fork(before=lambda: _lock.acquire(), after_in_parent=lambda: _lock.release(),
                        after_in_child=_renew_locks)


# ---- records


class LogRecord:
    """What happened: the message with its arguments, the level, and where and when it was."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        """name: of the logger; exc_info: an exception's triple; sinfo: a stack as text."""
        now = time.time_ns()
        if args and len(args) == 1 and args[0] and _is_mapping(args[0]):
            # A single mapping is what %(name)s in the message refers to.
            args = args[0]
        self.name, self.msg, self.args = name, msg, args
        self.levelname, self.levelno = _levelToName.get(level) or getLevelName(level), level
        self.pathname, self.lineno, self.funcName = pathname, lineno, func
        parts = _files.get(pathname) if type(pathname) is str else None
        self.filename, self.module = parts or _file_parts(pathname)
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.created = now / 1e9
        self.msecs = now % 1_000_000_000 // 1_000_000 + 0.0
        if self.msecs == 999.0 and int(self.created) != now // 1_000_000_000:
            # The float was rounded up to the next second.
            self.msecs = 0.0
        self.relativeCreated = (now - _began) / 1e6
        self.thread = self.threadName = None
        if logThreads:
            self.thread, self.threadName = threading.get_ident(), threading.current_thread().name
        self.processName = None
        if logMultiprocessing:
            self.processName = 'MainProcess'
            processes = sys.modules.get('multiprocessing')
            if processes is not None:
                try:
                    self.processName = processes.current_process().name
                except Exception:
                    pass
        self.process = None
        if logProcesses:
            try:
                self.process = os.getpid()
            except AttributeError:
                pass
        self.taskName = None
        if logAsyncioTasks and (asyncio := sys.modules.get('asyncio')):
            try:
                self.taskName = asyncio.current_task().get_name()
            except Exception:
                pass

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        """Return the message with its arguments put in."""
        message = str(self.msg)
        return message % self.args if self.args else message


# The name of a file and that of its module, of files that records have come from.
_files = {}


def _file_parts(pathname):
    try:
        file = os.path.basename(pathname)
        parts = file, os.path.splitext(file)[0]
    except (TypeError, ValueError, AttributeError):
        return pathname, 'Unknown module'
    if type(pathname) is str and len(_files) < 1000:
        _files[pathname] = parts
    return parts


def _is_mapping(value):
    if isinstance(value, dict):
        return True
    from collections.abc import Mapping
    return isinstance(value, Mapping)


_logRecordFactory = LogRecord


# What each record has, and an instance need not be asked for.
_record_names = frozenset(vars(LogRecord('', NOTSET, '', 0, '', (), None)))


def setLogRecordFactory(factory):
    """Set what makes records: it takes what LogRecord takes."""
    global _logRecordFactory
    _logRecordFactory = factory


def getLogRecordFactory():
    """Return what makes records."""
    return _logRecordFactory


def makeLogRecord(dict):
    """Return a record with these attributes, such as another process sent."""
    record = _logRecordFactory(None, None, '', 0, '', (), None, None)
    vars(record).update(dict)
    return record


# ---- formatters


class PercentStyle:
    """Formats with the % operator."""

    default_format, asctime_format, asctime_search = '%(message)s', '%(asctime)s', '%(asctime)'
    # A % with a name, or two of them.
    _field = r'%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]'

    # The format that the next two are for: the same format without names, and what takes these fields from a record.
    _split = _nameless = _fields_of = None

    def __init__(self, fmt, *, defaults=None):
        self._fmt, self._defaults = fmt or self.default_format, defaults

    def usesTime(self):
        return self.asctime_search in self._fmt

    def validate(self):
        """Raise ValueError if the format refers to nothing."""
        import re
        if not re.search(self._field, self._fmt, re.IGNORECASE):
            raise ValueError(f"Invalid format '{self._fmt}' for '{self.default_format[0]}' style")

    def _values(self, record):
        return {**self._defaults, **vars(record)} if self._defaults else vars(record)

    def _find_fields(self):
        """Take the names out of the format, if it has nothing else in it that needs a mapping."""
        self._split, self._nameless = self._fmt, None
        first, *rest = self._fmt.split('%(')
        names, pieces = [], [first]
        for piece in rest:
            name, closed, text = piece.partition(')')
            conversion = text.lstrip('#0- +123456789.')[:1]
            if not closed or not conversion or conversion not in 'diouxXeEfFgGcrsa' or not name.isidentifier() or hasattr(LogRecord, name):
                return
            names.append(name)
            pieces.append(text)
        if names and not any('%' in piece for piece in pieces):
            self._nameless, self._fields_of = '%'.join(pieces), attrgetter(*names)
            if len(names) == 1:
                name, = names
                self._fields_of = lambda record: (getattr(record, name),)

    def _format(self, record):
        if self._split is not self._fmt:
            self._find_fields()
        if self._nameless is not None and type(record) is LogRecord and not self._defaults:
            # An instance that isn't asked for its __dict__ needs none.
            try:
                values = self._fields_of(record)
            except AttributeError:
                pass
            else:
                return self._nameless % values
        return self._fmt % self._values(record)

    def format(self, record):
        """Return the record as text."""
        try:
            return self._format(record)
        except KeyError as error:
            raise ValueError(f'Formatting field not found in record: {error}')


class StrFormatStyle(PercentStyle):
    """Formats with str.format."""

    default_format, asctime_format, asctime_search = '{message}', '{asctime}', '{asctime'

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def validate(self):
        import re
        specification = re.compile(r'^(.?[<=>^])?[+ -]?#?0?(\d+|{\w+})?[,_]?(\.(\d+|{\w+}))?[bcdefgnosx%]?$', re.IGNORECASE)
        name_form = re.compile(r'^(\d+|\w+)(\.\w+|\[[^]]+\])*$')
        fields = 0
        try:
            for _text, name, spec, conversion in _StrFormatter().parse(self._fmt):
                if name:
                    if not name_form.match(name):
                        raise ValueError(f'invalid field name/expression: {name!r}')
                    fields += 1
                if conversion and conversion not in 'rsa':
                    raise ValueError(f'invalid conversion: {conversion!r}')
                if spec and not specification.match(spec):
                    raise ValueError(f'bad specifier: {spec!r}')
        except ValueError as error:
            raise ValueError(f'invalid format: {error}')
        if not fields:
            raise ValueError('invalid format: no fields')


class StringTemplateStyle(PercentStyle):
    """Formats with string.Template."""

    default_format, asctime_format, asctime_search = '${message}', '${asctime}', '${asctime}'

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._tpl = Template(self._fmt)

    def usesTime(self):
        return '$asctime' in self._fmt or self.asctime_search in self._fmt

    def validate(self):
        fields = 0
        for match in Template.pattern.finditer(self._fmt):
            if match['named'] or match['braced']:
                fields += 1
            elif match[0] == '$':
                raise ValueError("invalid format: bare '$' not allowed")
        if not fields:
            raise ValueError('invalid format: no fields')

    def _format(self, record):
        return self._tpl.substitute(**self._values(record))


BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
_STYLES = {'%': (PercentStyle, BASIC_FORMAT), '{': (StrFormatStyle, '{levelname}:{name}:{message}'),
           '$': (StringTemplateStyle, '${levelname}:${name}:${message}')}


def _check_style(style):
    if style not in _STYLES:
        raise ValueError('Style must be one of: ' + ','.join(_STYLES))
    return _STYLES[style]


class Formatter:
    """Makes text of records."""

    converter = time.localtime
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        """fmt refers to attributes of records in the style %, { or $; datefmt is for time.strftime; defaults: values for
        attributes that a record lacks."""
        self._style = _check_style(style)[0](fmt, defaults=defaults)
        if validate:
            self._style.validate()
        self._fmt, self.datefmt = self._style._fmt, datefmt

    def formatTime(self, record, datefmt=None):
        """Return the time of a record as text."""
        moment = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        """Return an exception's triple as text."""
        import traceback
        kind, error, trace = ei
        text = ''.join(traceback.format_exception(kind, error, trace))
        return text.removesuffix('\n')

    def usesTime(self):
        """Tell if the format has the time in it."""
        style = self._style
        return style.usesTime()

    def formatMessage(self, record):
        style = self._style
        return style.format(record)

    def formatStack(self, stack_info):
        """Return the text of a stack as it shall be written."""
        return stack_info

    def format(self, record):
        """Return a record as text, with its exception and stack."""
        record.message = record.getMessage()
        if self.usesTime():
            dates = self.datefmt
            record.asctime = self.formatTime(record, dates)
        parts = [self.formatMessage(record)]
        if record.exc_info and not record.exc_text:
            # Kept for other formatters.
            text = self.formatException(record.exc_info)
            record.exc_text = text
        if record.exc_text:
            parts.append(record.exc_text)
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        text = parts[0]
        for more in parts[1:]:
            text += more if text[-1:] == '\n' else '\n' + more
        return text


_plain_formatter = Formatter()


class BufferingFormatter:
    """Makes one text of several records."""

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _plain_formatter

    def formatHeader(self, records):
        """Return what comes before the records."""
        return ''

    def formatFooter(self, records):
        """Return what comes behind the records."""
        return ''

    def format(self, records):
        """Return the records as one text."""
        if not records:
            return ''
        return ''.join([self.formatHeader(records), *map(self.linefmt.format, records), self.formatFooter(records)])


# ---- filters


class Filter:
    """Lets pass the records of a logger and of those below it."""

    def __init__(self, name=''):
        self.name, self.nlen = name, len(name)

    def filter(self, record):
        """Tell if a record may pass."""
        return not self.name or record.name == self.name or record.name.startswith(self.name + '.')


class Filterer:
    """What has filters: loggers and handlers."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        """Add a filter: an object with a method filter, or a function."""
        kept = self.filters
        if filter not in kept:
            kept.append(filter)

    def removeFilter(self, filter):
        """Remove a filter."""
        kept = self.filters
        if filter in kept:
            kept.remove(filter)

    def filter(self, record):
        """Return the record if all filters let it pass, or what a filter gave in its place; else something false."""
        for each in self.filters:
            verdict = each.filter(record) if hasattr(each, 'filter') else each(record)
            if not verdict:
                return False
            if isinstance(verdict, LogRecord):
                record = verdict
        return record


# ---- handlers

_handlers = weakref.WeakValueDictionary()
_handlerList = []


def _removeHandlerRef(wr):
    # Called when a handler is gone, perhaps at the very end of the program.
    handlers, lock = _handlerList, _lock
    if lock is not None and handlers is not None:
        with lock:
            if wr in handlers:
                handlers.remove(wr)


def _addHandlerRef(handler):
    with _lock:
        _handlerList.append(weakref.ref(handler, _removeHandlerRef))


def getHandlerByName(name):
    """Return the handler of that name, None if there is none."""
    return _handlers.get(name)


def getHandlerNames():
    """Return the names of the handlers."""
    return frozenset(_handlers)


class Handler(Filterer):
    """Does something with records. Subclasses define emit."""

    def __init__(self, level=NOTSET):
        super().__init__()
        self._name, self.formatter, self._closed = None, None, False
        self.level = _checkLevel(level)
        _addHandlerRef(self)
        self.createLock()

    def get_name(self):
        return self._name

    def set_name(self, name):
        with _lock:
            _handlers.pop(self._name, None)
            self._name = name
            if name:
                _handlers[name] = self

    name = property(get_name, set_name)

    def createLock(self):
        """Make the lock for output."""
        self.lock = threading.RLock()
        _with_locks.add(self)

    def _at_fork_reinit(self):
        self.lock._at_fork_reinit()

    def acquire(self):
        """Take the lock."""
        if self.lock:
            self.lock.acquire()

    def release(self):
        """Give the lock back."""
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        """Set the least level of records to handle."""
        self.level = _checkLevel(level)

    def format(self, record):
        """Return a record as text."""
        return (self.formatter or _plain_formatter).format(record)

    def emit(self, record):
        """Do what is to be done with a record."""
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handle(self, record):
        """Emit a record if the filters let it pass."""
        passed = self.filter(record)
        if isinstance(passed, LogRecord):
            record = passed
        if passed:
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return passed

    def setFormatter(self, fmt):
        """Set the formatter."""
        self.formatter = fmt

    def flush(self):
        """Write what waits."""

    def close(self):
        """Give up everything. Subclasses call this, too."""
        with _lock:
            self._closed = True
            if self._name and _handlers.get(self._name) is self:
                del _handlers[self._name]

    def handleError(self, record):
        """Tell about an error in emit on standard error, if raiseExceptions says so."""
        if not raiseExceptions or not sys.stderr:
            return
        import traceback
        kind, error, trace = sys.exc_info()
        out = sys.stderr
        try:
            out.write('--- Logging error ---\n')
            traceback.print_exception(kind, error, trace, None, out)
            out.write('Call stack:\n')
            # The frame that called the logger.
            frame = trace.tb_frame
            while frame and os.path.dirname(frame.f_code.co_filename) == __path__[0]:
                frame = frame.f_back
            if frame:
                traceback.print_stack(frame, file=out)
            else:
                out.write(f'Logged from file {record.filename}, line {record.lineno}\n')
            try:
                out.write(f'Message: {record.msg!r}\nArguments: {record.args}\n')
            except RecursionError:
                raise
            except Exception:
                out.write('Unable to print the message and arguments - possible formatting error.\n'
                          'Use the traceback above to help find the error.\n')
        except OSError:
            pass
        finally:
            del kind, error, trace

    def __repr__(self):
        return f'<{type(self).__name__} ({getLevelName(self.level)})>'


class StreamHandler(Handler):
    """Writes to a stream, standard error by default."""

    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        self.acquire()
        try:
            if self.stream and hasattr(self.stream, 'flush'):
                self.stream.flush()
        finally:
            self.release()

    def emit(self, record):
        try:
            text = self.format(record)
            # In one piece, so that threads don't write in between.
            self.stream.write(text + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        """Set the stream and return the old one; None if it is the same."""
        old = self.stream
        if stream is old:
            return None
        self.acquire()
        try:
            self.flush()
            self.stream = stream
        finally:
            self.release()
        return old

    def __repr__(self):
        name = str(getattr(self.stream, 'name', ''))
        return f'<{type(self).__name__} {name + " " if name else ""}({getLevelName(self.level)})>'

    __class_getitem__ = classmethod(types.GenericAlias)


class FileHandler(StreamHandler):
    """Writes to a file."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        """delay: open the file with the first record."""
        filename = os.fspath(filename)
        self.baseFilename = os.path.abspath(filename)
        self.mode, self.encoding, self.errors, self.delay = mode, encoding, errors, delay
        if 'b' not in mode:
            self.encoding = io.text_encoding(encoding)
        # At the end of the program the name may be gone.
        self._builtin_open = open
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            super().__init__(self._open())

    def close(self):
        self.acquire()
        try:
            try:
                if self.stream:
                    try:
                        self.flush()
                    finally:
                        stream, self.stream = self.stream, None
                        if hasattr(stream, 'close'):
                            stream.close()
            finally:
                super().close()
        finally:
            self.release()

    def _open(self):
        return self._builtin_open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def emit(self, record):
        if self.stream is None and (self.mode != 'w' or not self._closed):
            try:
                self.stream = self._open()
            except Exception:
                self.handleError(record)
        if self.stream:
            super().emit(record)

    def __repr__(self):
        return f'<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>'


class _StderrHandler(StreamHandler):
    """Writes to whatever standard error is at the time."""

    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


lastResort = _defaultLastResort = _StderrHandler(WARNING)


class NullHandler(Handler):
    """Does nothing: for libraries."""

    def handle(self, record):
        """Do nothing."""

    def emit(self, record):
        """Do nothing."""

    def createLock(self):
        self.lock = None

    def _at_fork_reinit(self):
        pass


# ---- loggers


class PlaceHolder:
    """Stands for a name that no logger has yet, but others below it do."""

    def __init__(self, alogger):
        self.loggerMap = {alogger: None}

    def append(self, alogger):
        self.loggerMap.setdefault(alogger)


_loggerClass = None


def setLoggerClass(klass):
    """Set the class of new loggers."""
    global _loggerClass
    _check_class(klass)
    _loggerClass = klass


def _check_class(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise TypeError('logger not derived from logging.Logger: ' + klass.__name__)


def getLoggerClass():
    """Return the class of new loggers."""
    return _loggerClass


class Manager:
    """Keeps the loggers under a root."""

    def __init__(self, rootnode):
        self.root, self.disable = rootnode, 0
        self.emittedNoHandlerWarning = False
        self.loggerDict, self.loggerClass, self.logRecordFactory = {}, None, None

    @property
    def disable(self):
        return self._disable

    @disable.setter
    def disable(self, value):
        self._disable = _checkLevel(value)

    def getLogger(self, name):
        """Return the logger of that name; it is made if need be."""
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        with _lock:
            present = self.loggerDict.get(name)
            if isinstance(present, Logger):
                return present
            logger = (self.loggerClass or _loggerClass)(name)
            logger.manager = self
            self.loggerDict[name] = logger
            if present is not None:
                # The loggers below get a nearer parent.
                for below in present.loggerMap:
                    if not below.parent.name.startswith(name):
                        logger.parent, below.parent = below.parent, logger
            self._find_parent(logger)
            return logger

    def _find_parent(self, logger):
        parts = logger.name.split('.')
        for length in range(len(parts) - 1, 0, -1):
            above = '.'.join(parts[:length])
            present = self.loggerDict.get(above)
            if isinstance(present, Logger):
                logger.parent = present
                return
            if present is None:
                self.loggerDict[above] = PlaceHolder(logger)
            else:
                present.append(logger)
        logger.parent = self.root

    def setLoggerClass(self, klass):
        """Set the class of new loggers of this manager."""
        _check_class(klass)
        self.loggerClass = klass

    def setLogRecordFactory(self, factory):
        """Set what makes records for loggers of this manager."""
        self.logRecordFactory = factory

    def _clear_cache(self):
        with _lock:
            for logger in (self.root, *self.loggerDict.values()):
                if isinstance(logger, Logger):
                    logger._cache.clear()


class Logger(Filterer):
    """Makes records for one part of a program. Loggers form a tree by the dots in their names; records go up."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _checkLevel(level)
        self.parent, self.propagate, self.handlers, self.disabled = None, True, [], False
        self._cache = {}

    def setLevel(self, level):
        """Set the least level of records to make."""
        self.level = _checkLevel(level)
        manager = self.manager
        manager._clear_cache()

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """Log an error with the exception that is being handled."""
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Log a message at a level."""
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError('level must be an integer')
            return
        if self.isEnabledFor(int(level)):
            self._log(level, msg, args, **kwargs)

    def findCaller(self, stack_info=False, stacklevel=1):
        """Return file, line and function of the caller, and the stack as text if it is wanted."""
        frame, own = currentframe(), _own_file
        while (file := frame.f_code.co_filename) == own or 'importlib' in file and '_bootstrap' in file:
            outer = frame.f_back
            if outer is None:
                return '(unknown file)', 0, '(unknown function)', None
            frame = outer
        while stacklevel > 1:
            outer = frame.f_back
            if outer is None:
                break
            frame = outer
            if not _is_internal_frame(frame):
                stacklevel -= 1
        stack = None
        if stack_info:
            import traceback
            with io.StringIO() as text:
                text.write('Stack (most recent call last):\n')
                traceback.print_stack(frame, file=text)
                stack = text.getvalue().removesuffix('\n')
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, stack

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        """Return a record. extra: a mapping of further attributes."""
        record = _logRecordFactory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        if extra is not None:
            plain = type(record) is LogRecord
            for key in extra:
                known = _record_names if plain else record.__dict__
                if key in ('message', 'asctime') or key in known:
                    raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
                if plain and type(key) is str:
                    setattr(record, key, extra[key])
                else:
                    record.__dict__[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        file, line, function, stack = '(unknown file)', 0, '(unknown function)', None
        if _own_file:
            try:
                file, line, function, stack = self.findCaller(stack_info, stacklevel)
            except ValueError:
                pass
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = type(exc_info), exc_info, exc_info.__traceback__
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, file, line, msg, args, exc_info, function, extra, stack))

    def handle(self, record):
        """Give a record to the handlers, if it may pass."""
        if self.disabled:
            return
        passed = self.filter(record)
        if passed:
            self.callHandlers(passed if isinstance(passed, LogRecord) else record)

    def addHandler(self, hdlr):
        """Add a handler."""
        with _lock:
            kept = self.handlers
            if hdlr not in kept:
                kept.append(hdlr)

    def removeHandler(self, hdlr):
        """Remove a handler."""
        with _lock:
            kept = self.handlers
            if hdlr in kept:
                kept.remove(hdlr)

    def _upwards(self):
        # This logger and those above it that get its records.
        logger = self
        while logger:
            yield logger
            logger = logger.parent if logger.propagate else None

    def hasHandlers(self):
        """Tell if there is a handler for this logger's records."""
        return any(logger.handlers for logger in self._upwards())

    def callHandlers(self, record):
        """Give a record to the handlers of this logger and of those above."""
        found = 0
        logger = self
        while logger:
            for handler in tuple(logger.handlers):  # which they may change
                found += 1
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if found:
            return
        if lastResort:
            last = lastResort
            if record.levelno >= last.level:
                last.handle(record)
        elif not self.manager.emittedNoHandlerWarning and raiseExceptions:
            sys.stderr.write(f'No handlers could be found for logger "{self.name}"\n')
            self.manager.emittedNoHandlerWarning = True

    def getEffectiveLevel(self):
        """Return the level that counts: this logger's or that of the next above that has one."""
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        """Tell if a record of that level would be made."""
        if self.disabled:
            return False
        known = self._cache.get(level)
        if known is None:
            with _lock:
                known = self._cache[level] = self.manager.disable < level and level >= self.getEffectiveLevel()
        return known

    def getChild(self, suffix):
        """Return the logger with that name below this one."""
        return self.manager.getLogger(suffix if self.root is self else f'{self.name}.{suffix}')

    def getChildren(self):
        """Return the loggers directly below this one."""
        def depth(logger):
            return 0 if logger is logger.manager.root else 1 + logger.name.count('.')
        with _lock:
            # The copy: names may be added meanwhile.
            return {logger for logger in list(self.manager.loggerDict.values())
                    if isinstance(logger, Logger) and logger.parent is self and depth(logger) == 1 + depth(self)}

    def __repr__(self):
        return f'<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'

    def __reduce__(self):
        if getLogger(self.name) is not self:
            import pickle
            raise pickle.PicklingError('logger cannot be pickled')
        name = self.name
        return getLogger, (name,)


def _level_method(name, level):
    def method(self, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)
    method.__name__, method.__qualname__ = name, f'Logger.{name}'
    method.__doc__ = f'Log a message at level {_levelToName[level]}.'
    setattr(Logger, name, method)


for _name, _level in (('debug', DEBUG), ('info', INFO), ('warning', WARNING), ('error', ERROR), ('critical', CRITICAL)):
    _level_method(_name, _level)
Logger.fatal = Logger.critical
_loggerClass = Logger


class RootLogger(Logger):
    """The logger at the top of the tree."""

    def __init__(self, level):
        super().__init__('root', level)

    def __reduce__(self):
        return getLogger, ()


root = Logger.root = RootLogger(WARNING)
Logger.manager = Manager(root)


class LoggerAdapter:
    """A logger that adds something to each message, such as which connection it is about."""

    def __init__(self, logger, extra=None, merge_extra=False):
        """extra: what process adds; merge_extra: besides the call's own."""
        self.logger, self.extra, self.merge_extra = logger, extra, merge_extra

    def process(self, msg, kwargs):
        """Return the message and the keyword arguments that shall be used."""
        if self.merge_extra and kwargs.get('extra') is not None:
            if self.extra is not None:
                kwargs['extra'] = {**self.extra, **kwargs['extra']}
        else:
            kwargs['extra'] = self.extra
        return msg, kwargs

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """Log an error with the exception that is being handled."""
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Log a message at a level."""
        logger = self.logger
        if logger.isEnabledFor(level):
            message, more = self.process(msg, kwargs)
            logger.log(level, message, *args, **more)

    def isEnabledFor(self, level):
        """Ask the logger."""
        logger = self.logger
        return logger.isEnabledFor(level)

    def setLevel(self, level):
        """Set the logger's level."""
        logger = self.logger
        logger.setLevel(level)

    def getEffectiveLevel(self):
        """Ask the logger."""
        logger = self.logger
        return logger.getEffectiveLevel()

    def hasHandlers(self):
        """Ask the logger."""
        logger = self.logger
        return logger.hasHandlers()

    def _log(self, level, msg, args, **kwargs):
        logger = self.logger
        return logger._log(level, msg, args, **kwargs)

    def _get_manager(self):
        logger = self.logger
        return logger.manager

    def _set_manager(self, value):
        logger = self.logger
        logger.manager = value

    manager = property(_get_manager, _set_manager)

    @property
    def name(self):
        return self.logger.name

    def __repr__(self):
        logger = self.logger
        return f'<{type(self).__name__} {logger.name} ({getLevelName(logger.getEffectiveLevel())})>'

    __class_getitem__ = classmethod(types.GenericAlias)


def _adapter_method(name, level):
    def method(self, msg, *args, **kwargs):
        self.log(level, msg, *args, **kwargs)
    method.__name__, method.__qualname__ = name, f'LoggerAdapter.{name}'
    method.__doc__ = f'Log a message at level {_levelToName[level]}.'
    setattr(LoggerAdapter, name, method)


def _root_function(name):
    def function(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **kwargs)
    function.__name__ = function.__qualname__ = name
    function.__doc__ = f'Do {name} of the root logger; without a handler, basicConfig comes first.'
    globals()[name] = function


for _name, _level in (('debug', DEBUG), ('info', INFO), ('warning', WARNING), ('error', ERROR), ('critical', CRITICAL)):
    _adapter_method(_name, _level)
    _root_function(_name)
del _name, _level


def basicConfig(**kwargs):
    """Give the root logger a handler, if it has none.

    filename, filemode, encoding, errors: of a file; stream: or a stream; handlers: or handlers. format, datefmt, style: of
    the formatter. level: of the root logger. force: remove the handlers that are there.
    """
    with _lock:
        encoding, errors = kwargs.pop('encoding', None), kwargs.pop('errors', 'backslashreplace')
        if kwargs.pop('force', False):
            for old in root.handlers[:]:
                root.removeHandler(old)
                old.close()
        if root.handlers:
            return
        handlers = kwargs.pop('handlers', None)
        if handlers is None:
            if 'stream' in kwargs and 'filename' in kwargs:
                raise ValueError("'stream' and 'filename' should not be specified together")
        elif 'stream' in kwargs or 'filename' in kwargs:
            raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
        if handlers is None:
            filename, mode = kwargs.pop('filename', None), kwargs.pop('filemode', 'a')
            if filename:
                if 'b' in mode:
                    errors = None
                else:
                    encoding = io.text_encoding(encoding)
                handlers = [FileHandler(filename, mode, encoding=encoding, errors=errors)]
            else:
                handlers = [StreamHandler(kwargs.pop('stream', None))]
        datefmt, style = kwargs.pop('datefmt', None), kwargs.pop('style', '%')
        default_format = _check_style(style)[1]
        formatter = Formatter(kwargs.pop('format', default_format), datefmt, style)
        level = kwargs.pop('level', None)
        if kwargs:
            raise ValueError(f'Unrecognised argument(s): {", ".join(kwargs)}')
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        if level is not None:
            root.setLevel(level)


def getLogger(name=None):
    """Return the logger of that name; without a name, the root logger."""
    if not name or name == root.name and isinstance(name, str):
        return root
    manager = Logger.manager
    return manager.getLogger(name)


def fatal(msg, *args, **kwargs):
    """Do critical."""
    critical(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    """Log an error with the exception that is being handled, with the root logger."""
    error(msg, *args, exc_info=exc_info, **kwargs)


def warn(msg, *args, **kwargs):
    import warnings
    warnings.warn("The 'warn' function is deprecated, use 'warning' instead", DeprecationWarning, 2)
    warning(msg, *args, **kwargs)


def log(level, msg, *args, **kwargs):
    """Log a message at a level with the root logger."""
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    """Disable all messages of a level and below."""
    manager = root.manager
    manager.disable = level
    manager._clear_cache()


def shutdown(handlerList=_handlerList):
    """Flush and close all handlers, the newest first. This happens at the end of the program."""
    for reference in reversed(handlerList[:]):
        try:
            handler = reference()
            if handler:
                try:
                    handler.acquire()
                    if getattr(handler, 'flushOnClose', True):
                        handler.flush()
                    handler.close()
                except (OSError, ValueError):
                    # The file may have been closed by others.
                    pass
                finally:
                    handler.release()
        except:
            if raiseExceptions:
                raise


import atexit
atexit.register(shutdown)


# ---- warnings

_plain_showwarning = None


def _showwarning(message, category, filename, lineno, file=None, line=None):
    if file is not None:
        if _plain_showwarning is not None:
            _plain_showwarning(message, category, filename, lineno, file, line)
        return
    import warnings
    text = warnings.formatwarning(message, category, filename, lineno, line)
    logger = getLogger('py.warnings')
    if not logger.handlers:
        logger.addHandler(NullHandler())
    # A message without arguments: the text may have % in it.
    logger.warning(str(text))


def captureWarnings(capture):
    """Turn warnings into log messages, or stop that."""
    global _plain_showwarning
    import warnings
    if capture and _plain_showwarning is None:
        _plain_showwarning, warnings.showwarning = warnings.showwarning, _showwarning
    elif not capture and _plain_showwarning is not None:
        warnings.showwarning, _plain_showwarning = _plain_showwarning, None
