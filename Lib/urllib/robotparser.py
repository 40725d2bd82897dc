"""What robots.txt allows (RFC 9309)."""

import collections
import re
import urllib.error
import urllib.parse

__all__ = ['RobotFileParser']

RequestRate = collections.namedtuple('RequestRate', 'requests seconds')


def normalize(path):
    """A path whose escapes are all written the same way."""
    return urllib.parse.quote(urllib.parse.unquote(path, errors='surrogateescape'), safe="/?#[]@!$&'()*+,;=:%~", errors='surrogateescape')


class RuleLine:
    """A rule: a path (with * and $) and whether it is allowed."""

    def __init__(self, path, allowance):
        self.allowance = allowance or not path
        self.path = normalize(re.sub(r'\*+', '*', path))
        end = self.path.endswith('$')
        pattern = '.*'.join([re.escape(part) for part in self.path.removesuffix('$').split('*')])
        self._match = re.compile(pattern + (r'\Z' if end else ''), re.DOTALL).match
        self.length = len(self.path)

    def applies_to(self, filename):
        return self._match(filename) is not None

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
        return '\n'.join(lines + [str(rule) for rule in self.rulelines])

    def applies_to(self, useragent):
        name = useragent.split('/')[0].lower()
        return any(agent == '*' or agent.lower() in name for agent in self.useragents)

    def allowance(self, filename):
        """The longest rule that fits decides; of two as long, the one that allows."""
        best = None
        for rule in self.rulelines:
            if rule.applies_to(filename) and (best is None or (rule.length, rule.allowance) > (best.length, best.allowance)):
                best = rule
        return True if best is None else best.allowance


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
        import urllib.request
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
        if '*' in entry.useragents:
            if self.default_entry is None:
                self.default_entry = entry
            else:
                self.default_entry.rulelines += entry.rulelines
        else:
            self.entries.append(entry)

    def parse(self, lines):
        """Take the lines of a file."""
        self.modified()
        entry, rules = Entry(), False  # rules: whether the entry has had any
        for line in lines:
            line = line.partition('#')[0].strip()
            key, colon, value = line.partition(':')
            if not colon:
                if not line and entry.useragents and rules:
                    self._add_entry(entry)
                    entry, rules = Entry(), False
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
        if entry.useragents and rules:
            self._add_entry(entry)

    def _find_entry(self, useragent):
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry
        return self.default_entry

    def can_fetch(self, useragent, url):
        """Whether a program may get a URL."""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        if not self.last_checked:
            return False  # nothing is known yet
        parts = urllib.parse.urlsplit(url)
        path = normalize(urllib.parse.urlunsplit(('', '', parts.path, parts.query, parts.fragment)) or '/')
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
