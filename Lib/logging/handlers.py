"""More handlers: files that are changed now and then, sockets, the system's log, mail, memory, queues."""

import copy
import logging
import os
import time

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514

_MIDNIGHT = 24 * 60 * 60


class BaseRotatingHandler(logging.FileHandler):
    """What changes its file now and then. Subclasses define shouldRollover and doRollover."""

    # Functions that give a file its name and move it, in place of the methods' own way.
    namer = rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        super().__init__(filename, mode, encoding, delay, errors)

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            super().emit(record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        """Return the name for a file that has been in use."""
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        """Give a file that has been in use its name."""
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None

    def _move_away(self, source, dest):
        if os.path.exists(dest):
            os.remove(dest)
        self.rotate(source, dest)


class RotatingFileHandler(BaseRotatingHandler):
    """Takes a new file when the old one would get too long. Old ones are called NAME.1, NAME.2 and so on."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        """maxBytes: 0 for no limit; backupCount: how many old files to keep."""
        # A file that is emptied when opened would be gone at each start.
        super().__init__(filename, 'a' if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def doRollover(self):
        """Begin a new file."""
        self._close_stream()
        if self.backupCount > 0:
            for number in range(self.backupCount - 1, 0, -1):
                source, target = (self.rotation_filename(f'{self.baseFilename}.{n}') for n in (number, number + 1))
                if os.path.exists(source):
                    if os.path.exists(target):
                        os.remove(target)
                    os.rename(source, target)
            self._move_away(self.baseFilename, self.rotation_filename(f'{self.baseFilename}.1'))
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        """Tell if the file would get too long with a record."""
        if self.maxBytes <= 0:
            return False
        if self.stream is None:
            self.stream = self._open()
        # Special files can't be moved, and some don't know their length.
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            return False
        place = self.stream.tell()
        if not place:
            return False
        text = self.format(record) + self.terminator
        size = len(text.encode(getattr(self.stream, 'encoding', None) or 'utf-8', 'surrogatepass'))
        return place + size >= self.maxBytes


class TimedRotatingFileHandler(BaseRotatingHandler):
    """Takes a new file at certain times. The names of old ones end with the time."""

    _periods = {'S': (1, '%Y-%m-%d_%H-%M-%S', r'\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}'),
                'M': (60, '%Y-%m-%d_%H-%M', r'\d{4}-\d{2}-\d{2}_\d{2}-\d{2}'),
                'H': (3600, '%Y-%m-%d_%H', r'\d{4}-\d{2}-\d{2}_\d{2}'),
                'D': (_MIDNIGHT, '%Y-%m-%d', r'\d{4}-\d{2}-\d{2}'),
                'MIDNIGHT': (_MIDNIGHT, '%Y-%m-%d', r'\d{4}-\d{2}-\d{2}'),
                'W': (7 * _MIDNIGHT, '%Y-%m-%d', r'\d{4}-\d{2}-\d{2}')}

    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None,
                 errors=None):
        """when: S, M, H, D for every interval seconds, minutes, hours, days; midnight; W0 to W6 for a day of the week.
        atTime: the time of day, for the last two."""
        super().__init__(filename, 'a', encoding, delay, errors)
        self.when, self.backupCount, self.utc, self.atTime = when.upper(), backupCount, utc, atTime
        period = self.when
        if period.startswith('W'):
            if len(period) != 2:
                raise ValueError(f'You must specify a day for weekly rollover from 0 to 6 (0 is Monday): {self.when}')
            if not '0' <= period[1] <= '6':
                raise ValueError(f'Invalid day specified for weekly rollover: {self.when}')
            self.dayOfWeek, period = int(period[1]), 'W'
        if period not in self._periods:
            raise ValueError(f'Invalid rollover interval specified: {self.when}')
        import re
        length, self.suffix, form = self._periods[period]
        self.extMatch = re.compile(rf'(?<!\d){form}(?!\d)', re.ASCII)
        self.interval = length * interval
        # What lies there already counts from when it was last written.
        start = int(os.stat(self.baseFilename).st_mtime) if os.path.exists(self.baseFilename) else int(time.time())
        self.rolloverAt = self.computeRollover(start)

    def _clock(self, moment):
        return time.gmtime(moment) if self.utc else time.localtime(moment)

    def computeRollover(self, currentTime):
        """Return when the next file begins, as seen from a time."""
        if self.when != 'MIDNIGHT' and not self.when.startswith('W'):
            return currentTime + self.interval
        now = self._clock(currentTime)
        day = now.tm_wday
        second = (now.tm_hour * 60 + now.tm_min) * 60 + now.tm_sec
        at = _MIDNIGHT if self.atTime is None else (
            (self.atTime.hour * 60 + self.atTime.minute) * 60 + self.atTime.second)
        wait = at - second
        if wait <= 0:
            # That time is over for today.
            wait += _MIDNIGHT
            day = (day + 1) % 7
        result = currentTime + wait
        if self.when.startswith('W') and day != self.dayOfWeek:
            result += (self.dayOfWeek - day) % 7 * _MIDNIGHT
        result += self.interval - _MIDNIGHT * (7 if self.when.startswith('W') else 1)
        if not self.utc:
            # The clock may have been changed in between.
            before, then = now.tm_isdst, time.localtime(result).tm_isdst
            if before != then:
                shift = 3600 if before else -3600
                if before or time.localtime(result + shift).tm_isdst:
                    result += shift
        return result

    def shouldRollover(self, record):
        """Tell if it is time for a new file."""
        now = int(time.time())
        if now < self.rolloverAt:
            return False
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            # Special files can't be moved; don't ask all the time.
            self.rolloverAt = self.computeRollover(now)
            return False
        return True

    def getFilesToDelete(self):
        """Return the paths of the old files that are too many."""
        folder, base = os.path.split(self.baseFilename)
        found = []
        if self.namer is None:
            start = base + '.'
            for name in os.listdir(folder):
                if name.startswith(start) and self.extMatch.fullmatch(name[len(start):]):
                    found.append(os.path.join(folder, name))
        else:
            # The time may be anywhere in the name.
            for name in os.listdir(folder):
                match = self.extMatch.search(name)
                while match:
                    made = self.namer(self.baseFilename + '.' + match[0])
                    if os.path.basename(made) == name:
                        found.append(os.path.join(folder, name))
                        break
                    match = self.extMatch.search(name, match.start() + 1)
        if len(found) < self.backupCount:
            return []
        found.sort()
        return found[:len(found) - self.backupCount]

    def doRollover(self):
        """Begin a new file."""
        now = int(time.time())
        began = self.rolloverAt - self.interval
        if self.utc:
            moment = time.gmtime(began)
        else:
            moment = time.localtime(began)
            current, then = time.localtime(now).tm_isdst, moment.tm_isdst
            if current != then:
                moment = time.localtime(began + (3600 if current else -3600))
        target = self.rotation_filename(f'{self.baseFilename}.{time.strftime(self.suffix, moment)}')
        if os.path.exists(target):
            # Somebody else has done it.
            return
        self._close_stream()
        self.rotate(self.baseFilename, target)
        if self.backupCount > 0:
            for path in self.getFilesToDelete():
                os.remove(path)
        if not self.delay:
            self.stream = self._open()
        self.rolloverAt = self.computeRollover(now)
        while self.rolloverAt <= now:
            self.rolloverAt += self.interval


class WatchedFileHandler(logging.FileHandler):
    """Opens its file again when another program has moved or removed it."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        if 'b' not in mode:
            import io
            encoding = io.text_encoding(encoding)
        super().__init__(filename, mode, encoding, delay, errors)
        self.dev = self.ino = -1
        self._remember()

    def _remember(self):
        if self.stream is not None:
            facts = os.fstat(self.stream.fileno())
            self.dev, self.ino = facts.st_dev, facts.st_ino

    def reopenIfNeeded(self):
        """Open the file again if it is another now."""
        if self.stream is None:
            return
        try:
            facts = os.stat(self.baseFilename)
            if (facts.st_dev, facts.st_ino) == (self.dev, self.ino):
                return
        except FileNotFoundError:
            pass
        self.stream.flush()
        self.stream.close()
        self.stream = None
        self.stream = self._open()
        self._remember()

    def emit(self, record):
        try:
            self.reopenIfNeeded()
        except Exception:
            self.handleError(record)
        else:
            super().emit(record)


class SocketHandler(logging.Handler):
    """Sends records as pickles over TCP, or over a Unix socket if there is no port."""

    def __init__(self, host, port):
        super().__init__()
        self.host, self.port = host, port
        self.address = host if port is None else (host, port)
        self.sock, self.closeOnError = None, False
        # After a failure the next attempt is put off, each time longer.
        self.retryTime, self.retryStart, self.retryMax, self.retryFactor = None, 1.0, 30.0, 2.0

    def makeSocket(self, timeout=1):
        """Return a connected socket."""
        import socket
        if self.port is not None:
            return socket.create_connection(self.address, timeout=timeout)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect(self.address)
        except OSError:
            made.close()
            raise
        return made

    def createSocket(self):
        """Try to connect, unless it is too early for another attempt."""
        now = time.time()
        if self.retryTime is not None and now < self.retryTime:
            return
        try:
            self.sock = self.makeSocket()
            self.retryTime = None
        except OSError:
            if self.retryTime is None:
                self.retryPeriod = self.retryStart
            else:
                self.retryPeriod = min(self.retryPeriod * self.retryFactor, self.retryMax)
            self.retryTime = now + self.retryPeriod

    def send(self, s):
        """Send bytes; what can't be sent is lost."""
        if self.sock is None:
            self.createSocket()
        if self.sock:
            try:
                self.sock.sendall(s)
            except OSError:
                self.sock.close()
                self.sock = None

    def makePickle(self, record):
        """Return a record as a pickle, with its length in front."""
        import pickle
        import struct
        if record.exc_info:
            # Makes the text, which can be sent.
            self.format(record)
        facts = dict(vars(record))
        facts.update(msg=record.getMessage(), args=None, exc_info=None)
        facts.pop('message', None)
        data = pickle.dumps(facts, 1)
        return struct.pack('>L', len(data)) + data

    def handleError(self, record):
        if self.closeOnError and self.sock:
            self.sock.close()
            self.sock = None
        else:
            super().handleError(record)

    def emit(self, record):
        try:
            self.send(self.makePickle(record))
        except Exception:
            self.handleError(record)

    def close(self):
        with self.lock:
            taken, self.sock = self.sock, None
            if taken:
                taken.close()
            super().close()


class DatagramHandler(SocketHandler):
    """Sends records as pickles over UDP, or over a Unix socket if there is no port."""

    def __init__(self, host, port):
        super().__init__(host, port)
        self.closeOnError = False

    def makeSocket(self):
        import socket
        return socket.socket(socket.AF_UNIX if self.port is None else socket.AF_INET, socket.SOCK_DGRAM)

    def send(self, s):
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, self.address)


class SysLogHandler(logging.Handler):
    """Sends records to the system's log."""

    _names = 'EMERG ALERT CRIT ERR WARNING NOTICE INFO DEBUG'.split()
    for _number, _name in enumerate(_names):
        locals()[f'LOG_{_name}'] = _number
    _facilities = {'KERN': 0, 'USER': 1, 'MAIL': 2, 'DAEMON': 3, 'AUTH': 4, 'SYSLOG': 5, 'LPR': 6, 'NEWS': 7, 'UUCP': 8,
                   'CRON': 9, 'AUTHPRIV': 10, 'FTP': 11, 'NTP': 12, 'SECURITY': 13, 'CONSOLE': 14, 'SOLCRON': 15,
                   **{f'LOCAL{n}': 16 + n for n in range(8)}}
    for _name, _number in _facilities.items():
        if _name not in ('CONSOLE', 'SECURITY', 'SOLCRON', 'NTP'):
            locals()[f'LOG_{_name}'] = _number
    LOG_NTP, LOG_SECURITY, LOG_CONSOLE, LOG_SOLCRON = 12, 13, 14, 15
    priority_names = {'alert': 1, 'crit': 2, 'critical': 2, 'debug': 7, 'emerg': 0, 'err': 3, 'error': 3, 'info': 6,
                      'notice': 5, 'panic': 0, 'warn': 4, 'warning': 4}
    facility_names = {name.lower(): number for name, number in sorted(_facilities.items())}
    facility_names.update({'console': 14, 'security': 13, 'solaris-cron': 15})
    priority_map = {'DEBUG': 'debug', 'INFO': 'info', 'WARNING': 'warning', 'ERROR': 'error', 'CRITICAL': 'critical'}
    del _number, _name
    # Put before each message, and whether a zero byte is put behind.
    ident = ''
    append_nul = True

    def __init__(self, address=('localhost', SYSLOG_UDP_PORT), facility=LOG_USER, socktype=None, timeout=None):
        """address: host and port, or the path of a Unix socket."""
        super().__init__()
        self.address, self.facility, self.socktype, self.timeout = address, facility, socktype, timeout
        self.socket = None
        self.createSocket()

    def _connect_unixsocket(self, address):
        import socket
        kinds = (socket.SOCK_DGRAM, socket.SOCK_STREAM) if self.socktype is None else (self.socktype,)
        for number, kind in enumerate(kinds):
            self.socket = socket.socket(socket.AF_UNIX, kind)
            try:
                self.socket.connect(address)
                self.socktype = kind
                return
            except OSError:
                self.socket.close()
                if number == len(kinds) - 1:
                    raise

    def createSocket(self):
        """Make the socket."""
        import socket
        self.unixsocket = isinstance(self.address, str)
        if self.unixsocket:
            try:
                self._connect_unixsocket(self.address)
            except OSError:
                # The log may not be there yet.
                pass
            return
        if self.socktype is None:
            self.socktype = socket.SOCK_DGRAM
        host, port = self.address
        found = socket.getaddrinfo(host, port, 0, self.socktype)
        if not found:
            raise OSError('getaddrinfo returns an empty list')
        trouble = made = None
        for family, kind, protocol, _name, address in found:
            try:
                made = socket.socket(family, kind, protocol)
                if self.timeout:
                    made.settimeout(self.timeout)
                if kind == socket.SOCK_STREAM:
                    made.connect(address)
                trouble = None
                break
            except OSError as error:
                trouble = error
                if made is not None:
                    made.close()
        if trouble is not None:
            raise trouble
        self.socket, self.socktype = made, kind

    def encodePriority(self, facility, priority):
        """Return facility and priority, names or numbers, as one number."""
        if isinstance(facility, str):
            facility = self.facility_names[facility]
        if isinstance(priority, str):
            priority = self.priority_names[priority]
        return facility << 3 | priority

    def close(self):
        with self.lock:
            taken, self.socket = self.socket, None
            if taken:
                taken.close()
            super().close()

    def mapPriority(self, levelName):
        """Return the name of the priority for a level."""
        return self.priority_map.get(levelName, 'warning')

    def emit(self, record):
        try:
            text = self.format(record)
            if self.ident:
                text = self.ident + text
            if self.append_nul:
                text += '\000'
            priority = self.encodePriority(self.facility, self.mapPriority(record.levelname))
            data = f'<{priority}>'.encode() + text.encode('utf-8')
            if not self.socket:
                self.createSocket()
            import socket
            if self.unixsocket:
                try:
                    self.socket.send(data)
                except OSError:
                    self.socket.close()
                    self._connect_unixsocket(self.address)
                    self.socket.send(data)
            elif self.socktype == socket.SOCK_DGRAM:
                self.socket.sendto(data, self.address)
            else:
                self.socket.sendall(data)
        except Exception:
            self.handleError(record)


class SMTPHandler(logging.Handler):
    """Sends each record as a mail."""

    def __init__(self, mailhost, fromaddr, toaddrs, subject, credentials=None, secure=None, timeout=5.0):
        """mailhost: a name, or name and port; credentials: user and password; secure: a tuple, for TLS."""
        super().__init__()
        self.mailhost, self.mailport = mailhost if isinstance(mailhost, (list, tuple)) else (mailhost, None)
        self.username, self.password = credentials if isinstance(credentials, (list, tuple)) else (credentials, None)
        if not isinstance(credentials, (list, tuple)):
            self.username = None
        self.fromaddr, self.subject = fromaddr, subject
        self.toaddrs = [toaddrs] if isinstance(toaddrs, str) else toaddrs
        self.secure, self.timeout = secure, timeout

    def getSubject(self, record):
        """Return the subject of the mail."""
        return self.subject

    def emit(self, record):
        try:
            import email.utils
            import smtplib
            from email.message import EmailMessage
            server = smtplib.SMTP(self.mailhost, self.mailport or smtplib.SMTP_PORT, timeout=self.timeout)
            mail = EmailMessage()
            for field, value in (('From', self.fromaddr), ('To', ','.join(self.toaddrs)),
                                 ('Subject', self.getSubject(record)), ('Date', email.utils.localtime())):
                mail[field] = value
            mail.set_content(self.format(record))
            if self.username:
                if self.secure is not None:
                    import ssl
                    try:
                        key = self.secure[0]
                    except IndexError:
                        key = None
                    try:
                        certificate = self.secure[1]
                    except IndexError:
                        certificate = None
                    context = ssl._create_stdlib_context(certfile=certificate, keyfile=key)
                    server.ehlo()
                    server.starttls(context=context)
                    server.ehlo()
                server.login(self.username, self.password)
            server.send_message(mail)
            server.quit()
        except Exception:
            self.handleError(record)


class NTEventLogHandler(logging.Handler):
    """Sends records to the event log of Windows, with the packages of pywin32."""

    def __init__(self, appname, dllname=None, logtype='Application'):
        super().__init__()
        try:
            import win32evtlog
            import win32evtlogutil
        except ImportError:
            print('The Python Win32 extensions for NT (service, event logging) appear not to be available.')
            self._welu = None
            return
        self.appname, self.logtype, self._welu = appname, logtype, win32evtlogutil
        if not dllname:
            folder = os.path.split(os.path.split(win32evtlogutil.__file__)[0])[0]
            dllname = os.path.join(folder, 'win32service.pyd')
        self.dllname = dllname
        try:
            win32evtlogutil.AddSourceToRegistry(appname, dllname, logtype)
        except Exception as error:
            # Without the right to do so the log is used all the same.
            if getattr(error, 'winerror', None) != 5:
                raise
        self.deftype = win32evtlog.EVENTLOG_ERROR_TYPE
        self.typemap = {logging.DEBUG: win32evtlog.EVENTLOG_INFORMATION_TYPE,
                        logging.INFO: win32evtlog.EVENTLOG_INFORMATION_TYPE,
                        logging.WARNING: win32evtlog.EVENTLOG_WARNING_TYPE,
                        logging.ERROR: win32evtlog.EVENTLOG_ERROR_TYPE,
                        logging.CRITICAL: win32evtlog.EVENTLOG_ERROR_TYPE}

    def getMessageID(self, record):
        return 1

    def getEventCategory(self, record):
        return 0

    def getEventType(self, record):
        return self.typemap.get(record.levelno, self.deftype)

    def emit(self, record):
        if self._welu:
            try:
                self._welu.ReportEvent(self.appname, self.getMessageID(record), self.getEventCategory(record),
                                       self.getEventType(record), [self.format(record)])
            except Exception:
                self.handleError(record)


class HTTPHandler(logging.Handler):
    """Sends records to a web server, with GET or POST."""

    def __init__(self, host, url, method='GET', secure=False, credentials=None, context=None):
        super().__init__()
        method = method.upper()
        if method not in ('GET', 'POST'):
            raise ValueError('method must be GET or POST')
        if not secure and context is not None:
            raise ValueError('context parameter only makes sense with secure=True')
        self.host, self.url, self.method = host, url, method
        self.secure, self.credentials, self.context = secure, credentials, context

    def mapLogRecord(self, record):
        """Return what is sent of a record, as a dict."""
        return vars(record)

    def getConnection(self, host, secure):
        """Return a connection of http.client."""
        import http.client
        return http.client.HTTPSConnection(host, context=self.context) if secure else http.client.HTTPConnection(host)

    def emit(self, record):
        try:
            from urllib.parse import urlencode
            connection = self.getConnection(self.host, self.secure)
            data = urlencode(self.mapLogRecord(record))
            url = self.url
            if self.method == 'GET':
                url += ('&' if '?' in url else '?') + data
            connection.putrequest(self.method, url)
            colon = self.host.find(':')
            if self.method == 'POST':
                connection.putheader('Content-type', 'application/x-www-form-urlencoded')
                connection.putheader('Content-length', str(len(data)))
            if self.credentials:
                import base64
                secret = base64.b64encode(':'.join(self.credentials).encode('utf-8')).strip().decode('ascii')
                connection.putheader('Authorization', 'Basic ' + secret)
            connection.endheaders()
            if self.method == 'POST':
                connection.send(data.encode('utf-8'))
            connection.getresponse()
        except Exception:
            self.handleError(record)


class BufferingHandler(logging.Handler):
    """Keeps records until there are enough."""

    def __init__(self, capacity):
        super().__init__()
        self.capacity, self.buffer = capacity, []

    def shouldFlush(self, record):
        """Tell if there are enough."""
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        """Throw the records away; subclasses do more."""
        with self.lock:
            self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            super().close()


class MemoryHandler(BufferingHandler):
    """Keeps records until there are enough, or one is grave; then gives them to another handler."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose

    def shouldFlush(self, record):
        return record.levelno >= self.flushLevel or super().shouldFlush(record)

    def setTarget(self, target):
        """Set the other handler."""
        with self.lock:
            self.target = target

    def flush(self):
        with self.lock:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer.clear()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            with self.lock:
                self.target = None
                super().close()


class QueueHandler(logging.Handler):
    """Puts records into a queue, for another thread or process."""

    # The QueueListener, if one was configured.
    listener = None

    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def enqueue(self, record):
        """Put a record into the queue."""
        self.queue.put_nowait(record)

    def prepare(self, record):
        """Return the record in a form that can be pickled: the text is made now."""
        text = self.format(record)
        record = copy.copy(record)
        record.message = record.msg = text
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener:
    """Takes records from a queue, in a thread of its own, and gives them to handlers."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        """respect_handler_level: only those records that a handler's level lets pass."""
        self.queue, self.handlers = queue, handlers
        self._thread, self.respect_handler_level = None, respect_handler_level

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *args):
        self.stop()

    def dequeue(self, block):
        """Return a record of the queue."""
        return self.queue.get(block)

    def start(self):
        """Start the thread."""
        import threading
        if self._thread is not None:
            raise RuntimeError('Listener already started')
        self._thread = threading.Thread(target=self._monitor, daemon=True)
        self._thread.start()

    def prepare(self, record):
        """Return the record as the handlers shall get it."""
        return record

    def handle(self, record):
        """Give a record to the handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        from queue import Empty
        done = getattr(self.queue, 'task_done', None)
        while True:
            try:
                record = self.dequeue(True)
            except Empty:
                break
            last = record is self._sentinel
            if not last:
                self.handle(record)
            if done is not None:
                done()
            if last:
                break

    def enqueue_sentinel(self):
        """Put the sign for the end into the queue."""
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        """Stop the thread, after all records in the queue."""
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None
