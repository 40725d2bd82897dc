"""The client side of SMTP (RFC 5321) and LMTP (RFC 2033): messages are handed to a server.

Commands return pairs: the code of the answer and its text, as bytes. sendmail() and send_message() do all that it takes.
"""

import base64
import copy
import datetime
import email.base64mime
import email.generator
import email.message
import email.utils
import hmac
import io
import re
import socket
import sys

__all__ = ['SMTPException', 'SMTPNotSupportedError', 'SMTPServerDisconnected', 'SMTPResponseException', 'SMTPSenderRefused',
           'SMTPRecipientsRefused', 'SMTPDataError', 'SMTPConnectError', 'SMTPHeloError', 'SMTPAuthenticationError', 'quoteaddr',
           'quotedata', 'SMTP', 'SMTP_SSL']

SMTP_PORT, SMTP_SSL_PORT, LMTP_PORT = 25, 465, 2003
CRLF, bCRLF = '\r\n', b'\r\n'

# How long a line of the server may be, and how often it may ask something on a login.
_MAXLINE = 1 << 13
_MAXCHALLENGE = 5

# Whether there is MD5, which a policy may forbid.
_have_cram_md5_support = hasattr(hmac, 'HMAC')

_ascii, _utf8 = 'ascii', 'utf-8'

_old_auth = re.compile(r'auth=(.*)', re.IGNORECASE)
_feature = re.compile(r'(?P<name>[A-Za-z0-9][A-Za-z0-9\-]*) ?')
_line_end = re.compile(r'\r\n|\n|\r(?!\n)')


class SMTPException(OSError):
    """What this module raises."""


class SMTPNotSupportedError(SMTPException):
    """The server can't do that."""


class SMTPServerDisconnected(SMTPException):
    """There is no connection, or the server ended it."""


class SMTPResponseException(SMTPException):
    """The server gave an answer that tells of an error: smtp_code and smtp_error."""

    def __init__(self, code, msg):
        self.args = self.smtp_code, self.smtp_error = code, msg


class SMTPSenderRefused(SMTPResponseException):
    """The server doesn't take the sender."""

    def __init__(self, code, msg, sender):
        super().__init__(code, msg)
        self.sender = sender
        self.args = code, msg, sender


class SMTPRecipientsRefused(SMTPException):
    """The server takes none of the recipients: a dictionary of its answers."""

    def __init__(self, recipients):
        self.args = (recipients,)
        self.recipients, = self.args


class SMTPDataError(SMTPResponseException):
    """The server doesn't take the message."""


class SMTPConnectError(SMTPResponseException):
    """The server doesn't welcome anyone."""


class SMTPHeloError(SMTPResponseException):
    """The server doesn't take our greeting."""


class SMTPAuthenticationError(SMTPResponseException):
    """The server doesn't take user and password."""


def quoteaddr(addrstring):
    """Return an address in angle brackets, without a name."""
    name, address = email.utils.parseaddr(addrstring)
    if not name and not address:
        # It can't be read; who wrote the brackets knows better.
        return addrstring if addrstring.strip().startswith('<') else f'<{addrstring}>'
    return f'<{address}>'


def _bare(addrstring):
    return email.utils.parseaddr(addrstring)[1] or addrstring


def quotedata(data):
    """Return text with the line ends of SMTP and a second dot before lines that begin with one."""
    return re.sub(r'(?m)^\.', '..', _line_end.sub(CRLF, data))


def _wire(message):
    """Text or bytes as they go to the server: text gets the line ends of SMTP."""
    return _line_end.sub(CRLF, message).encode('ascii') if isinstance(message, str) else message


class SMTP:
    """A connection to a server. With a host it is made at once."""

    debuglevel, does_esmtp = 0, False
    sock = file = helo_resp = ehlo_resp = None
    ehlo_msg, default_port = 'ehlo', SMTP_PORT

    def __init__(self, host='', port=0, local_hostname=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None):
        self._host, self.timeout, self.source_address = host, timeout, source_address
        self.esmtp_features, self.command_encoding, self._asked = {}, _ascii, 0
        if host:
            code, text = self.connect(host, port)
            if code != 220:
                self.close()
                raise SMTPConnectError(code, text)
        self.local_hostname = self._own_name() if local_hostname is None else local_hostname

    @staticmethod
    def _own_name():
        """The name of this host, or its address where it has no whole name (RFC 5321 section 4.1.3)."""
        name = socket.getfqdn()
        if '.' in name:
            return name
        try:
            return f'[{socket.gethostbyname(socket.gethostname())}]'
        except socket.gaierror:
            return '[127.0.0.1]'

    def __enter__(self):
        return self

    def __exit__(self, *args):
        try:
            code, text = self.docmd('QUIT')
            if code != 221:
                raise SMTPResponseException(code, text)
        except SMTPServerDisconnected:
            # There is nobody to say goodbye to.
            pass
        finally:
            self.close()

    def set_debuglevel(self, debuglevel):
        """Print what goes on: 1, and with the time: 2."""
        self.debuglevel = debuglevel or 0

    def _tell(self, *words):
        if self.debuglevel > 0:
            when = [datetime.datetime.now().time()] if self.debuglevel > 1 else []
            print(*when, *words, file=sys.stderr)

    # -- the connection

    def _get_socket(self, host, port, timeout):
        # For subclasses that make connections in another way.
        if timeout == 0 and timeout is not None:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        self._tell('connect: to', (host, port), self.source_address)
        return socket.create_connection((host, port), timeout, self.source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        """Make the connection; return the welcome."""
        self.source_address = source_address or self.source_address
        name, colon, number = host.rpartition(':')
        if not port and colon and ':' not in name:
            if not number.isdecimal():
                raise OSError('nonnumeric port')
            host, port = name, int(number)
        port = port or self.default_port
        sys.audit('smtplib.connect', self, host, port)
        self.file, self.sock = None, self._get_socket(host, port, self.timeout)
        return self._welcome()

    def _welcome(self):
        answer = self.getreply()
        self._tell('connect:', repr(answer[1]))
        return answer

    def send(self, s):
        """Send text or bytes."""
        self._tell('send:', repr(s))
        if not self.sock:
            raise SMTPServerDisconnected('please run connect() first')
        data = s.encode(self.command_encoding) if isinstance(s, str) else s
        sys.audit('smtplib.send', self, data)
        try:
            self.sock.sendall(data)
        except OSError:
            self.close()
            raise SMTPServerDisconnected('Server not connected')

    def putcmd(self, cmd, args=''):
        """Send a command."""
        line = f'{cmd} {args}' if args else cmd
        if '\r' in line or '\n' in line:
            shown = line.replace('\n', '\\n').replace('\r', '\\r')
            raise ValueError(f'command and arguments contain prohibited newline characters: {shown}')
        self.send(line + CRLF)

    def getreply(self):
        """Return an answer: its code (-1 if there is none) and its text."""
        lines, code, more = [], -1, True
        self.file = self.file or self.sock.makefile('rb')
        while more:
            try:
                line = self.file.readline(1 + _MAXLINE)
            except OSError as fault:
                self.close()
                raise SMTPServerDisconnected(f'Connection unexpectedly closed: {fault}')
            if not line:
                self.close()
                raise SMTPServerDisconnected('Connection unexpectedly closed')
            self._tell('reply:', repr(line))
            if len(line) > _MAXLINE:
                self.close()
                raise SMTPResponseException(500, 'Line too long.')
            lines.append(line[4:].strip(b' \t\r\n'))
            try:
                code = int(line[:3])
            except ValueError:
                code = -1
                break
            more = line[3:4] == b'-'
        text = b'\n'.join(lines)
        self._tell('reply: retcode (%s); Msg: %a' % (code, text))
        return code, text

    def docmd(self, cmd, args=''):
        """Send a command; return the answer."""
        self.putcmd(cmd, args)
        return self.getreply()

    def close(self):
        """Close the connection."""
        file, sock, self.file, self.sock = self.file, self.sock, None, None
        try:
            if file:
                file.close()
        finally:
            if sock:
                sock.close()

    # -- commands

    def helo(self, name=''):
        """Greet the server as in the beginning."""
        answer = self.docmd('helo', name or self.local_hostname)
        self.helo_resp = answer[1]
        return answer

    def ehlo(self, name=''):
        """Greet the server, and learn what it can do: esmtp_features."""
        self.esmtp_features = {}
        code, text = self.docmd(self.ehlo_msg, name or self.local_hostname)
        if code == -1 and not text:
            self.close()
            raise SMTPServerDisconnected('Server not connected')
        self.ehlo_resp = text
        self.does_esmtp = code == 250
        if self.does_esmtp:
            for line in text.decode('latin-1').split('\n')[1:]:
                self._learn(line)
        return code, text

    def _learn(self, line):
        known = self.esmtp_features
        if old := _old_auth.match(line):
            # Some servers have an equals sign there.
            known['auth'] = f'{known.get("auth", "")} {old.group(0).partition("=")[2].split(None, 1)[0]}' if old[1].split() else ''
        elif found := _feature.match(line):
            name, said = found['name'].lower(), line[found.end('name'):].strip()
            known[name] = f'{known.get("auth", "")} {said}' if name == 'auth' else said

    def has_extn(self, opt):
        """Whether the server can do something."""
        known = self.esmtp_features
        return opt.lower() in known

    def help(self, args=''):
        """Ask for help; return the text."""
        return self.docmd('help', args)[1]

    def rset(self):
        """Begin a new message."""
        self.command_encoding = _ascii
        return self.docmd('rset')

    def _start_over(self):
        """rset(), where it doesn't matter whether the server is still there."""
        try:
            self.rset()
        except SMTPServerDisconnected:
            pass

    def noop(self):
        """Do nothing."""
        return self.docmd('noop')

    def mail(self, sender, options=()):
        """Begin a message of a sender."""
        extra = ''
        if self.does_esmtp and options:
            if any(option.lower() == 'smtputf8' for option in options):
                able = self.has_extn('smtputf8')
                if not able:
                    raise SMTPNotSupportedError('SMTPUTF8 not supported by server')
                self.command_encoding = _utf8
            extra = f' {" ".join(options)}'
        return self.docmd('mail', f'from:{quoteaddr(sender)}{extra}')

    def rcpt(self, recip, options=()):
        """Add a recipient."""
        extra = f' {" ".join(options)}' if options and self.does_esmtp else ''
        return self.docmd('rcpt', f'to:{quoteaddr(recip)}{extra}')

    def data(self, msg):
        """Send the message: text in ASCII, of which line ends are seen to, or bytes."""
        code, text = self.docmd('data')
        self._tell('data:', (code, text))
        if code != 354:
            raise SMTPDataError(code, text)
        message = re.sub(rb'(?m)^\.', b'..', _wire(msg))
        if not message.endswith(bCRLF):
            message += bCRLF
        self.send(message + b'.' + bCRLF)
        answer = self.getreply()
        self._tell('data:', answer)
        return answer

    def verify(self, address):
        """Ask whether an address is one of the server's."""
        return self.docmd('vrfy', _bare(address))

    vrfy = verify

    def expn(self, address):
        """Ask who is behind an address."""
        return self.docmd('expn', _bare(address))

    def ehlo_or_helo_if_needed(self):
        """Greet the server, if nobody did."""
        if self.ehlo_resp is None and self.helo_resp is None:
            if not 200 <= self.ehlo()[0] <= 299:
                code, text = self.helo()
                if not 200 <= code <= 299:
                    raise SMTPHeloError(code, text)

    # -- login

    def auth(self, mechanism, authobject, *, initial_response_ok=True):
        """Prove who we are. authobject is called with what the server asks, or None for what it needn't ask."""
        name = mechanism.upper()
        first = authobject() if initial_response_ok else None
        if first is None:
            code, text = self.docmd('AUTH', name)
            asked = 0
        else:
            code, text = self.docmd('AUTH', f'{name} {_text64(first)}')
            asked = 1
        while code == 334:
            self._asked = asked = asked + 1
            code, text = self.docmd(_text64(authobject(base64.decodebytes(text))))
            if asked > _MAXCHALLENGE:
                raise SMTPException(f'Server AUTH mechanism infinite loop. Last response: {(code, text)!r}')
        if code not in (235, 503):
            raise SMTPAuthenticationError(code, text)
        return code, text

    def auth_cram_md5(self, challenge=None):
        """Answer a challenge with a digest of the password (RFC 2195)."""
        if challenge is None:
            return None
        if _have_cram_md5_support is False:
            raise SMTPException('CRAM-MD5 is not supported')
        return f'{self.user} {hmac.HMAC(self.password.encode("ascii"), challenge, "md5").hexdigest()}'

    def auth_plain(self, challenge=None):
        """Say user and password at once (RFC 4616)."""
        return f'\0{self.user}\0{self.password}'

    def auth_login(self, challenge=None):
        """Say user and password one after the other."""
        return self.user if challenge is None or self._asked < 2 else self.password

    def login(self, user, password, *, initial_response_ok=True):
        """Log in, in the best way that the server knows."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('auth'):
            raise SMTPNotSupportedError('SMTP AUTH extension not supported by server.')
        offered = self.esmtp_features['auth'].split()
        ways = [way for way in ('CRAM-MD5', 'PLAIN', 'LOGIN')
                if way in offered and (way != 'CRAM-MD5' or _have_cram_md5_support)]
        if not ways:
            raise SMTPException('No suitable authentication method found.')
        self.password, self.user = password, user
        for way in ways:
            try:
                prove = getattr(self, f'auth_{way.lower().replace("-", "_")}')
                return self.auth(way, prove, initial_response_ok=initial_response_ok)
            except SMTPAuthenticationError as fault:
                refused = fault
        raise refused

    def starttls(self, *, context=None):
        """Go on over TLS. It needs module ssl."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('starttls'):
            raise SMTPNotSupportedError('STARTTLS extension not supported by server.')
        tls = _tls()
        code, text = self.docmd('STARTTLS')
        if code != 220:
            raise SMTPResponseException(code, text)
        context = tls._create_stdlib_context() if context is None else context
        self.sock = context.wrap_socket(self.sock, server_hostname=self._host)
        # What was said in the open doesn't count (RFC 3207).
        self.file = self.helo_resp = self.ehlo_resp = None
        self.esmtp_features, self.does_esmtp = {}, False
        return code, text

    # -- messages

    def _break_off(self, code):
        """After an error: 421 says that the server goes away."""
        if code == 421:
            self.close()
        else:
            self._start_over()

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        """Send a message, text or bytes. Return the recipients that were refused, with the answers."""
        self.ehlo_or_helo_if_needed()
        message = _wire(msg)
        options = []
        if self.does_esmtp:
            if self.has_extn('SIZE'):
                options.append(f'size={len(message)}')
            options += mail_options
        code, text = self.mail(from_addr, options)
        if code != 250:
            self._break_off(code)
            raise SMTPSenderRefused(code, text, from_addr)
        refused = {}
        recipients = [to_addrs] if isinstance(to_addrs, str) else to_addrs
        for recipient in recipients:
            code, text = self.rcpt(recipient, rcpt_options)
            if code not in (250, 251):
                refused[recipient] = code, text
            if code == 421:
                self.close()
                raise SMTPRecipientsRefused(refused)
        if len(refused) == len(recipients):
            self._start_over()
            raise SMTPRecipientsRefused(refused)
        code, text = self.data(message)
        if code != 250:
            self._break_off(code)
            raise SMTPDataError(code, text)
        return refused

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(), rcpt_options=()):
        """Send a message object, from and to the addresses in its headers if none are given.

        Those of Resent- headers win. Bcc headers aren't sent.
        """
        self.ehlo_or_helo_if_needed()
        resent = msg.get_all(name='Resent-Date')
        if resent and len(resent) > 1:
            raise ValueError("message has more than one 'Resent-' header block")
        prefix = 'Resent-' if resent else ''
        if from_addr is None:
            # The sender is who sent it, of those in From.
            header = msg.get(f'{prefix}Sender') or msg[f'{prefix}From']
            from_addr = email.utils.getaddresses([header])[0][1]
        if to_addrs is None:
            headers = [msg[prefix + name] for name in ('To', 'Bcc', 'Cc') if msg[prefix + name] is not None]
            to_addrs = [address for _, address in email.utils.getaddresses(headers)]
        sent = copy.copy(msg)
        del sent['Bcc'], sent['Resent-Bcc']
        policy = msg.policy
        if not ''.join([from_addr, *to_addrs]).isascii():
            able = self.has_extn('smtputf8')
            if not able:
                raise SMTPNotSupportedError('One or more source or delivery addresses require internationalized email support, '
                                            'but the server does not advertise the required SMTPUTF8 capability')
            policy = policy.clone(utf8=True)
            mail_options = *mail_options, 'SMTPUTF8', 'BODY=8BITMIME'
        with io.BytesIO() as out:
            email.generator.BytesGenerator(out, policy=policy).flatten(sent, linesep='\r\n')
            data = out.getvalue()
        return self.sendmail(from_addr, to_addrs, data, mail_options, rcpt_options)

    def quit(self):
        """Say goodbye, and close."""
        answer = self.docmd('quit')
        # Whoever comes back has to greet again.
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features, self.does_esmtp = {}, False
        self.close()
        return answer


def _text64(text):
    return email.base64mime.body_encode(text.encode('ascii'), eol='')


def _tls():
    try:
        import ssl
    except ImportError:
        raise RuntimeError('No SSL support included in this Python') from None
    return ssl


class SMTP_SSL(SMTP):
    """A connection over TLS from the beginning. It needs module ssl."""

    default_port = 465

    def __init__(self, host='', port=0, local_hostname=None, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None,
                 context=None):
        self.context = _tls()._create_stdlib_context() if context is None else context
        super().__init__(host, port, local_hostname, timeout, source_address)

    def _get_socket(self, host, port, timeout):
        plain = super()._get_socket(host, port, timeout)
        return self.context.wrap_socket(plain, server_hostname=self._host)


class LMTP(SMTP):
    """A connection to a server that delivers mail, over the net or a Unix socket (a host that begins with a slash)."""

    ehlo_msg = 'lhlo'

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None, source_address=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        super().__init__(host, port, local_hostname, source_address=source_address, timeout=timeout)

    def connect(self, host='localhost', port=0, source_address=None):
        """Make the connection; return the welcome."""
        if not host.startswith('/'):
            return SMTP.connect(self, host, port, source_address)
        if self.timeout == 0 and self.timeout is not None:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        try:
            self.file, self.sock = None, socket.socket(socket.AF_UNIX)
            if self.timeout not in (socket._GLOBAL_DEFAULT_TIMEOUT,):
                self.sock.settimeout(self.timeout)
            self.sock.connect(host)
        except OSError:
            self._tell('connect fail:', host)
            self.close()
            raise
        return self._welcome()


def _main():
    """Ask for a message, and send it by this host."""
    def ask(what):
        sys.stdout.write(f'{what}: ')
        sys.stdout.flush()
        return sys.stdin.readline().strip(' \r\n')

    sender, recipients = ask('From'), ask('To').split(',')
    print('Enter message, end with ^D:')
    message = sys.stdin.read()
    print(f'Message length is {len(message)}')
    with SMTP('localhost') as server:
        server.set_debuglevel(1)
        server.sendmail(sender, recipients, message)


if __name__ == '__main__':
    _main()
