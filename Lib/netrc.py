"""Files with logins for machines (.netrc)."""

import os
import stat

__all__ = ['netrc', 'NetrcParseError']


class NetrcParseError(Exception):
    """A file that isn't as it should be. filename, lineno and msg say where and why."""

    def __init__(self, msg, filename=None, lineno=None):
        self.filename, self.lineno, self.msg = filename, lineno, msg
        super().__init__(msg)

    def __str__(self):
        return f'{self.msg} ({self.filename}, line {self.lineno})'


class _Words:
    """The words of a file: quotes hold words together, a backslash takes the next character as it is."""

    def __init__(self, file):
        self.lineno, self.file = 1, file
        self.waiting = []

    def character(self):
        c = self.file.read(1)
        if c == '\n':
            self.lineno += 1
        return c

    def put_back(self, word):
        self.waiting.append(word)

    def next(self):
        if self.waiting:
            return self.waiting.pop()
        c = self.character()
        while c and c in '\n\t\r ':
            c = self.character()
        if c == '"':
            return self._until('"', '', False)
        return self._until('\n\t\r ', c, True)

    def _until(self, ends, c, first):
        word = ''
        if not first:
            c = self.character()
        while c and c not in ends:
            if c == '\\':
                c = self.character()
            word += c
            c = self.character()
        return word


class netrc:
    """The contents of a file: hosts has login, account and password by machine, macros has lines by name."""

    def __init__(self, file=None):
        default = file is None
        path = os.path.join(os.path.expanduser('~'), '.netrc') if default else file
        self.hosts, self.macros = {}, {}
        try:
            stream = open(path, encoding='utf-8')
            stream.read()
            stream.seek(0)
        except UnicodeDecodeError:
            stream.close()
            stream = open(path, encoding='locale')
        with stream:
            self._parse(path, stream, default)

    def _parse(self, path, stream, default):
        words = _Words(stream)

        def wrong(message):
            return NetrcParseError(message, path, words.lineno)
        while True:
            line = words.lineno
            word = words.next()
            if not word:
                break
            if word[0] == '#':
                if words.lineno == line and len(word) >= 1:
                    stream.readline()
                    words.lineno += 1
                continue
            if word == 'machine':
                name = words.next()
            elif word == 'default':
                name = 'default'
            elif word == 'macdef':
                name = words.next()
                lines = self.macros[name] = []
                while True:
                    text = stream.readline()
                    if not text:
                        raise wrong('Macro definition missing null line terminator.')
                    words.lineno += 1
                    if text == '\n':
                        break
                    lines.append(text)
                continue
            else:
                raise wrong(f'bad toplevel token {word!r}')
            if not name:
                raise wrong(f'missing {word!r} name')
            self._read_machine(name, words, wrong, stream, default)

    def _read_machine(self, name, words, wrong, stream, default):
        found = {'login': '', 'account': '', 'password': ''}
        self.hosts[name] = {}
        while True:
            line = words.lineno
            word = words.next()
            if word.startswith('#'):
                if words.lineno == line:
                    stream.readline()
                    words.lineno += 1
                continue
            if word in ('', 'machine', 'default', 'macdef'):
                words.put_back(word)
                break
            if word in ('login', 'user'):
                found['login'] = words.next()
            elif word in found:
                found[word] = words.next()
            else:
                raise wrong(f'bad follower token {word!r}')
        self.hosts[name] = found['login'], found['account'], found['password']
        self._check_owner(stream, default, found['login'])

    def _check_owner(self, stream, default, login):
        # A password in a file that others can read is none.
        if os.name != 'posix' or not default or login == 'anonymous':
            return
        facts = os.fstat(stream.fileno())
        if facts.st_uid != os.getuid():
            import pwd

            def name_of(number):
                try:
                    return pwd.getpwuid(number)[0]
                except KeyError:
                    return f'uid {number}'
            raise NetrcParseError(f'~/.netrc file owner ({name_of(facts.st_uid)}) does not match current user '
                                  f'({name_of(os.getuid())})')
        if facts.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError('~/.netrc access too permissive: access permissions must restrict access to only the owner')

    def authenticators(self, host):
        """Return login, account and password for a machine, None if there are none."""
        return self.hosts.get(host, self.hosts.get('default'))

    def __repr__(self):
        lines = []
        for host, (login, account, password) in self.hosts.items():
            lines.append(f'machine {host}\n\tlogin {login}\n')
            if account:
                lines.append(f'\taccount {account}\n')
            lines.append(f'\tpassword {password}\n')
        for name, macro in self.macros.items():
            lines += f'macdef {name}\n', *macro, '\n'
        return ''.join(lines)


if __name__ == '__main__':
    print(netrc())
