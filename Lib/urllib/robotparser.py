"""What robots.txt allows (RFC 9309)."""

import collections
import re
import urllib.error
import urllib.parse
import urllib.request

__all__ = ['RobotFileParser']

# All of a URL but scheme and host.
_after_host = re.compile(r'(?:[^:/?#]+:)?(?://[^/?#]*)?(.*)', re.DOTALL)

RequestRate = collections.namedtuple('RequestRate', 'requests seconds')


def _escaped(text, safe):
    return urllib.parse.quote(urllib.parse.unquote_to_bytes(text.encode('utf-8', 'surrogateescape')), safe)


def _one_way(text, in_query=False):
    """A part of a path whose escapes are all written the same way, and whether a query goes on after it.

    In a path an escaped question mark is a character, in a query escaped = and & are.
    """
    path, query = '', text
    if not in_query:
        path, mark, query = text.partition('?')
        path, in_query = _escaped(path, '/') + mark, bool(mark)
    return path + ''.join([part if part in '=&' else _escaped(part, '') for part in re.split('([=&])', query)]), in_query


def normalize(path):
    """A path whose escapes are all written the same way."""
    return _one_way(path)[0]


class RuleLine:
    """A rule: a path (with * and $) and whether it is allowed."""

    def __init__(self, path, allowance):
        self.allowance = allowance or not path
        path, end, rest = path.partition('$')
        # What comes after the end of the path can't be.
        self.possible = not rest.strip('*$')
        self._ends = bool(end)
        self._parts, in_query = [], False
        for part in re.sub(r'\*+', '*', path).split('*'):
            part, in_query = _one_way(part, in_query)
            self._parts.append(part)
        self.path = '*'.join(self._parts) + end

    def reach(self, filename):
        """How much of a path the rule is for: the number of its characters, or -1."""
        first, *others = self._parts
        if not self.possible or not filename.startswith(first):
            return -1
        at = len(first)
        if not others:
            return at if not self._ends or at == len(filename) else -1
        # Each part where it comes first, and the last one as far behind as it is.
        *middle, last = others
        for part in middle:
            found = filename.find(part, at)
            if found < 0:
                return -1
            at = found + len(part)
        if self._ends:
            return len(filename) if filename.endswith(last) and len(filename) - len(last) >= at else -1
        found = filename.rfind(last, at)
        return -1 if found < 0 else found + len(last)

    def applies_to(self, filename):
        return self.reach(filename) >= 0

    def __str__(self):
        return f'{"Allow" if self.allowance else "Disallow"}: {self.path}'


class Entry:
    """Rules for some programs."""

    def __init__(self):
        self.useragents, self.rulelines = [], []
        self.delay = self.req_rate = None

    def __str__(self):
        lines = [f'User-agent: {agent}' for agent in self.useragents]
        if self.delay is not None:
            lines.append(f'Crawl-delay: {self.delay}')
        if self.req_rate is not None:
            lines.append(f'Request-rate: {self.req_rate.requests}/{self.req_rate.seconds}')
        rules = [str(rule) for rule in self.rulelines if rule.possible]
        return '\n'.join(lines + (rules or ['Allow:']))

    def _agent_for(self, useragent):
        """The name here that means a program, or None."""
        name = useragent.split('/')[0].lower()
        return max([agent for agent in self.useragents if agent == '*' or agent.lower() in name], key=len, default=None)

    def applies_to(self, useragent):
        return self._agent_for(useragent) is not None

    def allowance(self, filename):
        """The rule that is for most of the path decides; of two, the one that allows."""
        reach, allowed = max([(rule.reach(filename), rule.allowance) for rule in self.rulelines], default=(-1, True))
        return allowed or reach < 0


class RobotFileParser:
    """A robots.txt: set_url and read it, or parse its lines; then ask."""

    def __init__(self, url=''):
        self.entries, self.sitemaps = [], []
        self.default_entry = None
        self.disallow_all = self.allow_all = False
        self.set_url(url)
        self.last_checked = 0

    def mtime(self):
        """When the file was read."""
        return self.last_checked

    def modified(self):
        """The file has been read now."""
        import time
        self.last_checked = time.time()

    def set_url(self, url):
        self.url = url
        self.host, self.path = urllib.parse.urlparse(url)[1:3]

    def read(self):
        """Get the file: 401 and 403 forbid everything, other errors of the request allow it."""
        try:
            file = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as error:
            if error.code in (401, 403):
                self.disallow_all = True
            elif 400 <= error.code < 500:
                self.allow_all = True
            error.close()
        else:
            self.parse(file.read().decode('utf-8', 'surrogateescape').splitlines())

    def _add_entry(self, entry):
        if not entry.useragents:
            return
        if '*' not in entry.useragents:
            self.entries.append(entry)
        elif self.default_entry is None:
            self.default_entry = entry
        else:
            self._merge(self.default_entry, entry)

    def _merge(self, entry, other):
        """Rules for the same programs stand together, wherever they are in the file."""
        entry.rulelines = entry.rulelines + other.rulelines
        entry.delay = other.delay if entry.delay is None else entry.delay
        entry.req_rate = entry.req_rate or other.req_rate

    def parse(self, lines):
        """Take the lines of a file."""
        self.modified()
        entry, rules = Entry(), False  # rules: whether the entry has had any
        for line in lines:
            line = line.partition('#')[0].strip()
            key, colon, value = line.partition(':')
            if not colon:
                continue
            key, value = key.strip().lower(), value.strip()
            if key == 'user-agent':
                if rules:
                    self._add_entry(entry)
                    entry, rules = Entry(), False
                entry.useragents.append(value)
            elif key == 'sitemap':
                self.sitemaps.append(value)
            elif entry.useragents and key in ('allow', 'disallow', 'crawl-delay', 'request-rate'):
                rules = True
                if key == 'crawl-delay':
                    if value.isdecimal():
                        entry.delay = int(value)
                elif key == 'request-rate':
                    if match := re.fullmatch(r'\s*(\d+)\s*/\s*(\d+)\s*', value):
                        entry.req_rate = RequestRate(int(match[1]), int(match[2]))
                else:
                    entry.rulelines.append(RuleLine(value, key == 'allow'))
        self._add_entry(entry)

    def _find_entry(self, useragent):
        names = [name for entry in self.entries if (name := entry._agent_for(useragent)) is not None]
        if not names:
            return self.default_entry
        # The name that says most.
        found = Entry()
        found.useragents = [max(names, key=len)]
        for entry in self.entries:
            if found.useragents[0].lower() in map(str.lower, entry.useragents):
                self._merge(found, entry)
        return found

    def can_fetch(self, useragent, url):
        """Whether a program may get a URL."""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        if not self.last_checked:
            return False  # nothing is known yet
        path = normalize(_after_host.match(url)[1] or '/')
        if path == '/robots.txt':
            return True
        entry = self._find_entry(useragent)
        return entry.allowance(path) if entry else True

    def crawl_delay(self, useragent):
        entry = self._find_entry(useragent) if self.mtime() else None
        return entry and entry.delay

    def request_rate(self, useragent):
        entry = self._find_entry(useragent) if self.mtime() else None
        return entry and entry.req_rate

    def site_maps(self):
        return self.sitemaps or None

    def __str__(self):
        entries = ([] if self.default_entry is None else [self.default_entry]) + self.entries
        return '\n\n'.join([str(entry) for entry in entries])
