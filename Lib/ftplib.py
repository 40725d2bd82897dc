"""The client side of FTP (RFC 959): a connection for commands, and another one for each transfer."""

import re
import socket
import sys

__all__ = ['FTP', 'error_reply', 'error_temp', 'error_perm', 'error_proto', 'all_errors']

# Out of band data.
MSG_OOB = 0x1
FTP_PORT = 21
MAXLINE = 8192
CRLF, B_CRLF = '\r\n', b'\r\n'


class Error(Exception):
    """What this module raises."""


class error_reply(Error):
    """An answer that wasn't expected: 1xx, 2xx or 3xx."""


class error_temp(Error):
    """An error that may go away: 4xx."""


class error_perm(Error):
    """An error that stays: 5xx."""


class error_proto(Error):
    """An answer that makes no sense."""


all_errors = Error, OSError, EOFError


class FTP:
    """A connection to a server. With a host it is made at once, with a user the login, too."""

    debugging, passiveserver = 0, True
    host, port, maxline = '', FTP_PORT, MAXLINE
    sock = file = welcome = None
    # Whether the address that a server names for a transfer is taken at its word.
    trust_server_pasv_ipv4_address = False

    def __init__(self, host='', user='', passwd='', acct='', timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, *,
                 encoding='utf-8'):
        self.encoding, self.source_address, self.timeout = encoding, source_address, timeout
        if host:
            self.connect(host)
            if user:
                self.login(user, passwd, acct)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.sock is None:
            return
        try:
            self.quit()
        except (OSError, EOFError):
            pass
        finally:
            self.close()

    def connect(self, host='', port=0, timeout=-999, source_address=None):
        """Make the connection; return the welcome."""
        self.host, self.port = host or self.host, port if port > 0 else self.port
        if timeout != -999:
            self.timeout = timeout
        if self.timeout == 0:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        self.source_address = source_address or self.source_address
        sys.audit('ftplib.connect', self, self.host, self.port)
        self.sock = socket.create_connection((self.host, self.port), self.timeout, source_address=self.source_address)
        self.file, self.af = self.sock.makefile('r', encoding=self.encoding), self.sock.family
        self.welcome = answer = self.getresp()
        return answer

    def getwelcome(self):
        """Return the welcome."""
        if self.debugging:
            print('*welcome*', self.sanitize(self.welcome))
        return self.welcome

    def set_debuglevel(self, level):
        """Print commands and answers (1), and all lines (2)."""
        self.debugging = level

    debug = set_debuglevel

    def set_pasv(self, val):
        """Set whether the server waits for the connection of a transfer, or makes it."""
        self.passiveserver = val

    def sanitize(self, s):
        """Return the repr of a command without its password."""
        if s[:5] in ('pass ', 'PASS '):
            bare = s.rstrip(CRLF)
            s = s[:5] + '*' * (len(bare) - 5) + s[len(bare):]
        return repr(s)

    # -- commands and answers

    def putcmd(self, line):
        """Send a command."""
        if self.debugging:
            print('*cmd*', self.sanitize(line))
        self.putline(line)

    def putline(self, line):
        """Send a line."""
        if any(end in line for end in CRLF):
            raise ValueError('an illegal newline character should not be contained')
        line += CRLF
        sys.audit('ftplib.sendcmd', self, line)
        if self.debugging > 1:
            print('*put*', self.sanitize(line))
        self.sock.sendall(line.encode(self.encoding))

    def getline(self):
        """Return a line of an answer."""
        line = self.file.readline(self.maxline + 1)
        if len(line) > self.maxline:
            raise Error(f'got more than {self.maxline} bytes')
        if self.debugging > 1:
            print('*get*', self.sanitize(line))
        if not line:
            raise EOFError
        return line.removesuffix('\n').removesuffix('\r')

    def getmultiline(self):
        """Return an answer, which may be of several lines."""
        lines = [self.getline()]
        if lines[0][3:4] == '-':
            code = lines[0][:3]
            while len(lines) == 1 or lines[-1][:3] != code or lines[-1][3:4] == '-':
                lines.append(self.getline())
        return '\n'.join(lines)

    def getresp(self):
        """Return an answer; raise an exception if it is an error."""
        answer = self.getmultiline()
        if self.debugging:
            print('*resp*', self.sanitize(answer))
        self.lastresp = answer[:3]
        match answer[:1]:
            case '1' | '2' | '3':
                return answer
            case '4':
                raise error_temp(answer)
            case '5':
                raise error_perm(answer)
        raise error_proto(answer)

    def voidresp(self):
        """Return an answer; raise error_reply unless it is 2xx."""
        answer = self.getresp()
        if not answer.startswith('2'):
            raise error_reply(answer)
        return answer

    def sendcmd(self, cmd):
        """Send a command; return the answer."""
        self.putcmd(cmd)
        return self.getresp()

    def voidcmd(self, cmd):
        """Send a command; return the answer, which has to be 2xx."""
        self.putcmd(cmd)
        return self.voidresp()

    def abort(self):
        """Break off a transfer."""
        self.sock.sendall(b'ABOR' + B_CRLF, MSG_OOB)
        answer = self.getmultiline()
        if answer[:3] not in ('426', '225', '226'):
            raise error_proto(answer)
        return answer

    # -- transfers

    def sendport(self, host, port):
        """Say where this side waits (IPv4)."""
        return self.voidcmd(f'PORT {",".join([*host.split("."), str(port >> 8), str(port & 255)])}')

    def sendeprt(self, host, port):
        """Say where this side waits."""
        family = {socket.AF_INET: 1, socket.AF_INET6: 2}.get(self.af)
        if family is None:
            raise error_proto('unsupported address family')
        return self.voidcmd(f'EPRT |{family}|{host}|{port}|')

    def makeport(self):
        """Wait for a connection, and say where."""
        waiting = socket.create_server(('', 0), family=self.af, backlog=1)
        port, host = waiting.getsockname()[1], self.sock.getsockname()[0]
        (self.sendport if self.af == socket.AF_INET else self.sendeprt)(host, port)
        if self.timeout is not socket._GLOBAL_DEFAULT_TIMEOUT:
            waiting.settimeout(self.timeout)
        return waiting

    def makepasv(self):
        """Ask where the server waits."""
        if self.af != socket.AF_INET:
            return parse229(self.sendcmd('EPSV'), self.sock.getpeername())
        host, port = parse227(self.sendcmd('PASV'))
        return host if self.trust_server_pasv_ipv4_address else self.sock.getpeername()[0], port

    def ntransfercmd(self, cmd, rest=None):
        """Begin a transfer, from a place in the file if one is given. Return the connection, and the size or None."""
        waiting = None
        if self.passiveserver:
            connection = socket.create_connection(self.makepasv(), self.timeout, source_address=self.source_address)
        else:
            connection = waiting = self.makeport()
        try:
            if rest is not None:
                self.sendcmd(f'REST {rest}')
            answer = self.sendcmd(cmd)
            if answer.startswith('2'):
                # Some servers have two answers, of which the second one counts.
                answer = self.getresp()
            if not answer.startswith('1'):
                raise error_reply(answer)
            if waiting:
                connection, _ = waiting.accept()
                if self.timeout is not socket._GLOBAL_DEFAULT_TIMEOUT:
                    connection.settimeout(self.timeout)
        except:
            connection.close()
            raise
        finally:
            if waiting:
                waiting.close()
        return connection, parse150(answer) if answer.startswith('150') else None

    def transfercmd(self, cmd, rest=None):
        """Begin a transfer; return the connection."""
        return self.ntransfercmd(cmd, rest)[0]

    def retrbinary(self, cmd, callback, blocksize=8192, rest=None):
        """Read a file; callback gets its blocks."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as connection:
            while data := connection.recv(blocksize):
                callback(data)
        return self.voidresp()

    def retrlines(self, cmd, callback=None):
        """Read lines; callback (or print) gets them without their ends."""
        show = print if callback is None else callback
        self.sendcmd('TYPE A')
        with self.transfercmd(cmd) as connection, connection.makefile('r', encoding=self.encoding) as file:
            while line := file.readline(self.maxline + 1):
                if len(line) > self.maxline:
                    raise Error(f'got more than {self.maxline} bytes')
                if self.debugging > 2:
                    print('*retr*', repr(line))
                show(line.removesuffix('\n').removesuffix('\r'))
        return self.voidresp()

    def storbinary(self, cmd, fp, blocksize=8192, callback=None, rest=None):
        """Write a file; callback gets the blocks that were sent."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as connection:
            while data := fp.read(blocksize):
                connection.sendall(data)
                if callback:
                    callback(data)
        return self.voidresp()

    def storlines(self, cmd, fp, callback=None):
        """Write the lines of a binary file; callback gets those that were sent."""
        self.voidcmd('TYPE A')
        with self.transfercmd(cmd) as connection:
            while line := fp.readline(self.maxline + 1):
                if len(line) > self.maxline:
                    raise Error(f'got more than {self.maxline} bytes')
                line = line.rstrip(B_CRLF) + B_CRLF if line[-2:] != B_CRLF else line
                connection.sendall(line)
                if callback:
                    callback(line)
        return self.voidresp()

    # -- what a server does

    def login(self, user='', passwd='', acct=''):
        """Log in, as anonymous if no user is given."""
        user = user or 'anonymous'
        if user == 'anonymous' and passwd in ('', '-'):
            passwd += 'anonymous@'
        answer = self.sendcmd(f'USER {user}')
        for more in (f'PASS {passwd}', f'ACCT {acct}'):
            if answer[:1] == '3':
                answer = self.sendcmd(more)
        if answer[:1] != '2':
            raise error_reply(answer)
        return answer

    def acct(self, password):
        """Send an account."""
        return self.voidcmd(f'ACCT {password}')

    def nlst(self, *args):
        """Return the names in a directory."""
        names = []
        self.retrlines(' '.join(['NLST', *args]), names.append)
        return names

    def dir(self, *args):
        """Print a directory. A function as the last argument gets the lines instead."""
        *words, last = args or ('',)
        callback = last if callable(last) else None
        if callback is None:
            words.append(last)
        self.retrlines(' '.join(['LIST', *filter(None, words)]), callback)

    def mlsd(self, path='', facts=[]):
        """Go through a directory: pairs of name and dictionary of facts (RFC 3659)."""
        if facts:
            self.sendcmd(f'OPTS MLST {";".join(facts)};')
        lines = []
        self.retrlines(f'MLSD {path}' if path else 'MLSD', lines.append)
        for line in lines:
            told, _, name = line.rstrip(CRLF).partition(' ')
            pairs = [fact.partition('=') for fact in told[:-1].split(';')]
            yield name, {key.lower(): value for key, _, value in pairs}

    def rename(self, fromname, toname):
        """Rename a file."""
        answer = self.sendcmd(f'RNFR {fromname}')
        if answer[:1] != '3':
            raise error_reply(answer)
        return self.voidcmd(f'RNTO {toname}')

    def delete(self, filename):
        """Delete a file."""
        answer = self.sendcmd(f'DELE {filename}')
        if answer[:3] not in ('250', '200'):
            raise error_reply(answer)
        return answer

    def cwd(self, dirname):
        """Go to a directory."""
        if dirname == '..':
            try:
                return self.voidcmd('CDUP')
            except error_perm as fault:
                if str(fault)[:3] != '500':
                    raise
        return self.voidcmd(f'CWD {dirname or "."}')

    def size(self, filename):
        """Return the size of a file, or None."""
        answer = self.sendcmd(f'SIZE {filename}')
        return int(answer[3:].strip()) if answer[:3] == '213' else None

    def mkd(self, dirname):
        """Make a directory; return its whole name."""
        answer = self.voidcmd(f'MKD {dirname}')
        return parse257(answer) if answer.startswith('257') else ''

    def rmd(self, dirname):
        """Remove a directory."""
        return self.voidcmd(f'RMD {dirname}')

    def pwd(self):
        """Return the directory."""
        answer = self.voidcmd('PWD')
        return parse257(answer) if answer.startswith('257') else ''

    def quit(self):
        """Say goodbye, and close."""
        answer = self.voidcmd('QUIT')
        self.close()
        return answer

    def close(self):
        """Close the connection."""
        file, sock, self.file, self.sock = self.file, self.sock, None, None
        try:
            if file is not None:
                file.close()
        finally:
            if sock is not None:
                sock.close()


# ---- what is in answers


def parse150(resp):
    """Return the size that stands in an answer 150, or None."""
    if resp[:3] != '150':
        raise error_reply(resp)
    found = re.match(r'150 .* \((\d+) bytes\)', resp, re.IGNORECASE | re.ASCII)
    return int(found[1]) if found else None


def parse227(resp):
    """Return host and port of an answer to PASV."""
    if not resp.startswith('227'):
        raise error_reply(resp)
    found = re.search(r'(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)', resp, re.ASCII)
    if not found:
        raise error_proto(resp)
    *host, high, low = found.groups()
    return '.'.join(host), (int(high) << 8) + int(low)


def parse229(resp, peer):
    """Return host and port of an answer to EPSV. The host is that of the other end."""
    if not resp.startswith('229'):
        raise error_reply(resp)
    found = re.search(r'\((.*)\)', resp)
    mark = found[1][:1] if found else ''
    parts = found[1].split(mark) if mark else []
    if len(parts) != 5 or not found[1].endswith(mark):
        raise error_proto(resp)
    return peer[0], int(parts[3])


def parse257(resp):
    """Return the directory of an answer 257. In there, two quotes stand for one."""
    if not resp.startswith('257'):
        raise error_reply(resp)
    found = re.match(r'257 "((?:[^"]|"")*)', resp)
    return found[1].replace('""', '"') if found else ''


def print_line(line):
    """Print a line."""
    print(line)


def ftpcp(source, sourcename, target, targetname='', type='I'):
    """Let two servers copy a file between them."""
    for server in (source, target):
        server.voidcmd(f'TYPE {type}')
    host, port = parse227(source.sendcmd('PASV'))
    if not source.trust_server_pasv_ipv4_address:
        host = source.sock.getpeername()[0]
    target.sendport(host, port)
    # The one that waits for the other has to be asked first (RFC 959).
    for server, command in ((target, f'STOR {targetname or sourcename}'), (source, f'RETR {sourcename}')):
        answer = server.sendcmd(command)
        if answer[:3] not in ('125', '150'):
            raise error_proto
    source.voidresp()
    target.voidresp()


# The command: files and listings of a server go to the standard output.

_USAGE = """\
Test program.
Usage: ftplib [-d] [-r[file]] host [-l[dir]] [-d[dir]] [-p] [file] ...

Options:
  -d        increase debugging level
  -r[file]  set alternate ~/.netrc file

Commands:
  -l[dir]   list directory
  -d[dir]   change the current directory
  -p        toggle passive and active mode
  file      retrieve the file and write it to stdout
"""


def _account(path, host):
    """Return user, password and account for a host as ~/.netrc or another file has them, with '' for what it hasn't."""
    import netrc
    try:
        known = netrc.netrc(path).authenticators(host)
    except OSError:
        if path is not None:
            print('Could not open account file -- using anonymous login.', file=sys.stderr)
        return '', '', ''
    if known is None:
        print('No account -- using anonymous login.', file=sys.stderr)
        return '', '', ''
    user, account, password = known
    return user or '', password or '', account or ''


def test():
    """Do what the command's arguments say."""
    arguments = sys.argv[1:]
    if not arguments:
        print(_USAGE)
        sys.exit(0)
    debugging, path = 0, None
    while arguments[0] == '-d' or arguments[0].startswith('-r'):
        option = arguments.pop(0)
        if option == '-d':
            debugging += 1
        else:
            path = option[2:]
    server = FTP(host := arguments.pop(0))
    server.set_debuglevel(debugging)
    server.login(*_account(path, host))
    for word in arguments:
        command, rest = (word[:2], word[2:]) if word[:2] in ('-l', '-d') or word == '-p' else ('', word)
        match command:
            case '-l':
                server.dir(rest)
            case '-d':
                server.cwd(rest)
            case '-p':
                server.set_pasv(not server.passiveserver)
            case _:
                server.retrbinary(f'RETR {rest}', _write_out, 1024)
    server.quit()


def _write_out(data):
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


if __name__ == '__main__':
    test()
