"""Translations of messages, from the catalogues (.mo files) that GNU gettext makes."""

import os
import sys

__all__ = ['NullTranslations', 'GNUTranslations', 'Catalog', 'bindtextdomain', 'find', 'translation', 'install',
           'textdomain', 'dgettext', 'dngettext', 'gettext', 'ngettext', 'pgettext', 'dpgettext', 'npgettext',
           'dnpgettext']

_default_localedir = os.path.join(sys.base_prefix, 'share', 'locale')
_deepest = 40

# Binary operators of C, the loosest first, with what they do.
_levels = (
    {'||': lambda a, b: a or b}, {'&&': lambda a, b: a and b},
    {'==': lambda a, b: a == b, '!=': lambda a, b: a != b},
    {'<': lambda a, b: a < b, '>': lambda a, b: a > b, '<=': lambda a, b: a <= b, '>=': lambda a, b: a >= b},
    {'+': lambda a, b: a + b, '-': lambda a, b: a - b},
    {'*': lambda a, b: a * b, '/': lambda a, b: a // b, '%': lambda a, b: a % b})
_operators = {symbol: (level, function) for level, of_level in enumerate(_levels) for symbol, function in of_level.items()}


def _tokens(plural):
    result, at = [], 0
    while at < len(plural):
        c = plural[at]
        if c in ' \t':
            at += 1
            continue
        end = at + 1
        if c.isalnum() or c == '_':
            while end < len(plural) and (plural[end].isalnum() or plural[end] == '_'):
                end += 1
            word = plural[at:end]
            if word != 'n' and not (word.isascii() and word.isdecimal()):
                raise ValueError(f'invalid token in plural form: {word}')
        elif plural[at:at + 2] in ('||', '&&', '==', '!=', '<=', '>='):
            end = at + 2
        elif c not in '<>+-*/%!?:()':
            raise ValueError(f'invalid token in plural form: {c}')
        result.append(plural[at:end])
        at = end
    return result


class _Expression:
    """Reads the formula of plural forms; each method returns a function of n."""

    def __init__(self, tokens):
        self.tokens, self.at, self.depth = tokens, 0, 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ''

    def next(self):
        token = self.peek()
        self.at += 1
        return token

    def wrong(self, token):
        return ValueError(f'unexpected token in plural form: {token}' if token else 'unexpected end of plural form')

    def conditional(self):
        self.depth += 1
        if self.depth > _deepest:
            raise ValueError('plural form expression is too complex')
        test = self.binary(0)
        if self.peek() == '?':
            self.next()
            yes = self.conditional()
            if (token := self.next()) != ':':
                raise self.wrong(token)
            no = self.conditional()
            condition = test
            test = lambda n: yes(n) if condition(n) else no(n)
        self.depth -= 1
        return test

    def binary(self, level):
        if level == len(_levels):
            return self.unary()
        left = self.binary(level + 1)
        length = 0
        while self.peek() in _levels[level]:
            length += 1
            if length > 500:
                raise ValueError('plural form expression is too complex')
            left = self._joined(self.next(), left, self.binary(level + 1))
        return left

    def _joined(self, symbol, left, right):
        if symbol == '||':
            return lambda n: left(n) or right(n)
        if symbol == '&&':
            return lambda n: left(n) and right(n)
        operate = _operators[symbol][1]
        return lambda n: operate(left(n), right(n))

    def unary(self):
        token = self.next()
        if token == '!':
            operand = self.unary()
            return lambda n: not operand(n)
        if token == '(':
            inner = self.conditional()
            if self.next() != ')':
                raise ValueError('unbalanced parenthesis in plural form')
            return inner
        if token == 'n':
            return lambda n: n
        if token.isdecimal():
            number = int(token)
            return lambda n: number
        raise self.wrong(token)


def _check_count(n):
    # Anything but an integer is counted as it is, for now.
    try:
        n.__index__()
    except AttributeError:
        import warnings
        warnings.warn(f'Plural value must be an integer, got {type(n).__name__}', DeprecationWarning,
                      skip_file_prefixes=(__file__,))
    return n


def c2py(plural):
    """Return the formula for plural forms, as C writes it, as a function of the number."""
    if len(plural) > 1000:
        raise ValueError('plural form expression is too long')
    expression = _Expression(_tokens(plural))
    formula = expression.conditional()
    if rest := expression.peek():
        raise expression.wrong(rest)

    def function(n):
        if not isinstance(n, int):
            try:
                round(n)
            except TypeError:
                raise TypeError(f'Plural value must be an integer, got {type(n).__name__}') from None
            _check_count(n)
        return int(formula(n))
    return function


def _expand_lang(loc):
    # The names under which catalogues for a locale may lie, the most special first.
    import locale
    loc = locale.normalize(loc)
    loc, at, modifier = loc.partition('@')
    loc, dot, codeset = loc.partition('.')
    language, underline, territory = loc.partition('_')
    return [language + territory_part + codeset_part + modifier_part
            for modifier_part in dict.fromkeys((at + modifier, ''))
            for territory_part in dict.fromkeys((underline + territory, ''))
            for codeset_part in dict.fromkeys((dot + codeset, ''))]


class NullTranslations:
    """Translates nothing; the base of other classes of translations."""

    def __init__(self, fp=None):
        """Read a catalogue from a file, if the class knows how."""
        self._info, self._charset, self._fallback = {}, None, None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        pass

    def add_fallback(self, fallback):
        """Ask other translations for what these don't have, after those that were added before."""
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def gettext(self, message):
        """Return the translation of a message."""
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        """Return the translation for the number n of a message with a plural."""
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if _check_count(n) == 1 else msgid2

    def pgettext(self, context, message):
        """Return the translation of a message in a context."""
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        """Return the translation for the number n of a message with a plural in a context."""
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if _check_count(n) == 1 else msgid2

    def info(self):
        """Return the catalogue's metadata."""
        return self._info

    def charset(self):
        """Return the encoding of the catalogue."""
        return self._charset

    def install(self, names=None):
        """Make gettext the built-in function _, and those named built-in functions, too."""
        import builtins
        builtins._ = self.gettext
        for name in {'gettext', 'ngettext', 'npgettext', 'pgettext'} & set(names or ()):
            setattr(builtins, name, getattr(self, name))


class GNUTranslations(NullTranslations):
    """The translations of a .mo file."""

    LE_MAGIC = 0x950412de
    BE_MAGIC = 0xde120495
    # How context and message are joined.
    CONTEXT = '%s\x04%s'
    VERSIONS = (0, 1)

    def _parse(self, fp):
        from struct import unpack
        data = fp.read()
        name = getattr(fp, 'name', '')
        self._catalog = catalog = {}
        self.plural = c2py('n != 1')
        magic = unpack('<I', data[:4])[0]
        if magic not in (self.LE_MAGIC, self.BE_MAGIC):
            raise OSError(0, 'Bad magic number', name)
        order = '<' if magic == self.LE_MAGIC else '>'
        version, count, originals, translations = unpack(f'{order}4I', data[4:20])
        if version >> 16 not in self.VERSIONS:
            raise OSError(0, f'Bad version number {version >> 16}', name)

        def entry(table, number):
            length, start = unpack(f'{order}II', data[table + 8 * number:table + 8 * number + 8])
            if start + length > len(data):
                raise OSError(0, 'File is corrupt', name)
            return data[start:start + length]

        for number in range(count):
            message, translated = entry(originals, number), entry(translations, number)
            if not message:
                self._read_metadata(translated.decode())
            charset = self._charset or 'ascii'
            if b'\0' in message:
                single = str(message.split(b'\0')[0], charset)
                for form, text in enumerate(translated.split(b'\0')):
                    catalog[single, form] = str(text, charset)
            else:
                catalog[str(message, charset)] = str(translated, charset)

    def _read_metadata(self, text):
        last = None
        for line in text.split('\n'):
            line = line.strip()
            if not line or line.startswith('#-#-#-#-#') and line.endswith('#-#-#-#-#'):
                continue
            key, colon, value = line.partition(':')
            if not colon:
                if last:
                    self._info[last] += '\n' + line
                continue
            last, value = key.strip().lower(), value.strip()
            self._info[last] = value
            if last == 'content-type':
                self._charset = value.split('charset=')[1]
            elif last == 'plural-forms':
                self.plural = c2py(value.split(';')[1].split('plural=')[1])

    def _lookup(self, key, *number):
        # None: there is none.
        if not number:
            found = self._catalog.get(key)
            return self._catalog.get((key, self.plural(1))) if found is None else found
        return self._catalog.get((key, self.plural(*number)))

    def gettext(self, message):
        found = self._lookup(message)
        return super().gettext(message) if found is None else found

    def ngettext(self, msgid1, msgid2, n):
        found = self._lookup(msgid1, n)
        if found is not None:
            return found
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        found = self._lookup(self.CONTEXT % (context, message))
        return super().pgettext(context, message) if found is None else found

    def npgettext(self, context, msgid1, msgid2, n):
        found = self._lookup(self.CONTEXT % (context, msgid1), n)
        if found is not None:
            return found
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2


def find(domain, localedir=None, languages=None, all=False):
    """Return the path of the catalogue of a domain, None if there is none; with all, a list of all that fit."""
    if localedir is None:
        localedir = _default_localedir
    if languages is None:
        wanted = next(filter(None, map(os.environ.get, ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'))), '')
        languages = wanted.split(':') if wanted else []
        if 'C' not in languages:
            languages.append('C')
    names = []
    for language in languages:
        if language == 'C':
            break
        for name in _expand_lang(language):
            if name not in names:
                names.append(name)
    found = []
    for name in names:
        if name == 'C':
            break
        path = os.path.join(localedir, name, 'LC_MESSAGES', f'{domain}.mo')
        if os.path.exists(path):
            if not all:
                return path
            found.append(path)
    return found if all else None


_translations = {}


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """Return the translations of a domain as an object. Files are read once.

    class_ reads a catalogue, GNUTranslations by default. Without a catalogue that is an OSError, or with fallback an
    object that translates nothing.
    """
    class_ = class_ or GNUTranslations
    paths = find(domain, localedir, languages, all=True)
    if not paths:
        if fallback:
            return NullTranslations()
        from errno import ENOENT
        raise FileNotFoundError(ENOENT, 'No translation file found for domain', domain)
    result = None
    for path in paths:
        key = class_, os.path.abspath(path)
        if key not in _translations:
            with open(path, 'rb') as file:
                _translations[key] = class_(file)
        # A copy: fallbacks are added to it.
        import copy
        each = copy.copy(_translations[key])
        if result is None:
            result = each
        else:
            result.add_fallback(each)
    return result


Catalog = translation


def install(domain, localedir=None, *, names=None):
    """Make the translations of a domain the built-in function _."""
    translation(domain, localedir, fallback=True).install(names)


_localedirs = {}
_domain = 'messages'


def textdomain(domain=None):
    """Set the domain of gettext and the like, and return it."""
    global _domain
    if domain is not None:
        _domain = domain
    return _domain


def bindtextdomain(domain, localedir=None):
    """Set the folder in which the catalogues of a domain lie, and return it."""
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def _of(domain):
    try:
        return translation(domain, _localedirs.get(domain))
    except OSError:
        return None


def dgettext(domain, message):
    """Return the translation of a message in a domain."""
    found = _of(domain)
    return message if found is None else found.gettext(message)


def dngettext(domain, msgid1, msgid2, n):
    """Return the translation for the number n of a message with a plural in a domain."""
    found = _of(domain)
    if found is None:
        return msgid1 if _check_count(n) == 1 else msgid2
    return found.ngettext(msgid1, msgid2, n)


def dpgettext(domain, context, message):
    """Return the translation of a message with a context in a domain."""
    found = _of(domain)
    return message if found is None else found.pgettext(context, message)


def dnpgettext(domain, context, msgid1, msgid2, n):
    """Return the translation for the number n of a message with a plural and a context in a domain."""
    found = _of(domain)
    if found is None:
        return msgid1 if _check_count(n) == 1 else msgid2
    return found.npgettext(context, msgid1, msgid2, n)


def gettext(message):
    """Return the translation of a message."""
    return dgettext(_domain, message)


def ngettext(msgid1, msgid2, n):
    """Return the translation for the number n of a message with a plural."""
    return dngettext(_domain, msgid1, msgid2, n)


def pgettext(context, message):
    """Return the translation of a message in a context."""
    return dpgettext(_domain, context, message)


def npgettext(context, msgid1, msgid2, n):
    """Return the translation for the number n of a message with a plural in a context."""
    return dnpgettext(_domain, context, msgid1, msgid2, n)
