"""Locales: how a language and country write numbers, money and dates, and compare strings."""

import _locale
import sys
from _locale import *
from builtins import str as _text

__all__ = ['getlocale', 'getdefaultlocale', 'getpreferredencoding', 'Error', 'setlocale', 'localeconv', 'strcoll',
           'strxfrm', 'str', 'atof', 'atoi', 'format_string', 'currency', 'normalize', 'LC_CTYPE', 'LC_COLLATE', 'LC_TIME',
           'LC_MONETARY', 'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX', 'getencoding', 'LC_MESSAGES']

# For tests: conventions that win over those of the locale.
_override_localeconv = {}


def localeconv():
    """Return how numbers and money are written, as a dict."""
    return {**_locale.localeconv(), **_override_localeconv}


# ---- numbers


def _group_sizes(grouping):
    # The sizes of groups from the right; the last goes on for ever unless CHAR_MAX follows.
    size = None
    for each in grouping:
        if each == CHAR_MAX:
            return
        if each == 0:
            if size is None:
                raise ValueError('invalid grouping')
            while True:
                yield size
        yield each
        size = each


def _group(s, monetary=False):
    # Returns the digits with separators, and how many characters that added.
    conventions = localeconv()
    separator = conventions['mon_thousands_sep' if monetary else 'thousands_sep']
    grouping = conventions['mon_grouping' if monetary else 'grouping']
    if not grouping:
        return s, 0
    padding = s[len(s.rstrip()):]
    digits = s.rstrip()
    begin = len(digits) - len(digits.lstrip())
    left, digits = digits[:begin], digits[begin:]
    groups = []
    for size in _group_sizes(grouping):
        if not digits or digits[-1] not in '0123456789':
            left, digits = left + digits, ''
            break
        groups.append(digits[-size:])
        digits = digits[:-size]
    if digits:
        groups.append(digits)
    groups.reverse()
    return left + separator.join(groups) + padding, len(separator) * (len(groups) - 1)


def _without_padding(text, count):
    # Takes back the room that separators took: spaces of padding, at the left first.
    while count and text[:1] == ' ':
        text, count = text[1:], count - 1
    while count and text[-1:] == ' ':
        text, count = text[:-1], count - 1
    return text


def _localized(text, grouping=False, percent_kind='f', monetary=False):
    added = 0
    if percent_kind in 'eEfFgG':
        whole, *fraction = text.split('.')
        if grouping:
            whole, added = _group(whole, monetary)
        point = localeconv()['mon_decimal_point' if monetary else 'decimal_point']
        text = point.join([whole, *fraction])
    elif percent_kind in 'diu' and grouping:
        text, added = _group(text, monetary)
    return _without_padding(text, added) if added else text


def _format(percent, value, grouping=False, monetary=False, *additional):
    text = percent % (value, *additional) if additional else percent % value
    return _localized(text, grouping, percent[-1], monetary)


_percent_pattern = None


def format_string(f, val, grouping=False, monetary=False):
    """Return f % val with numbers as the locale writes them. grouping: in groups of digits; monetary: as money."""
    global _percent_pattern
    if _percent_pattern is None:
        import re
        _percent_pattern = re.compile(r'%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]')
    marks = list(_percent_pattern.finditer(f))
    pieces = _percent_pattern.sub('%s', f)
    values = []
    if isinstance(val, dict) or hasattr(val, 'keys') and not isinstance(val, tuple):
        for mark in marks:
            if mark[0][-1] == '%':
                values.append('%')
            else:
                values.append(_format(mark[0], val, grouping, monetary))
    else:
        given = val if isinstance(val, tuple) else (val,)
        at = 0
        for mark in marks:
            if mark[0][-1] == '%':
                values.append('%')
                continue
            stars = mark['modifiers'].count('*')
            values.append(_format(mark[0], given[at], grouping, monetary, *given[at + 1:at + 1 + stars]))
            at += 1 + stars
    return pieces % tuple(values)


def currency(val, symbol=True, grouping=False, international=False):
    """Return a number as an amount of money."""
    conventions = localeconv()
    digits = conventions['int_frac_digits' if international else 'frac_digits']
    if digits == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    text = _localized(f'{abs(val):.{digits}f}', grouping, monetary=True)
    # Marks where a sign may go in between.
    text = f'<{text}>'
    side = 'n' if val < 0 else 'p'
    if symbol:
        mark = conventions['int_curr_symbol' if international else 'currency_symbol']
        before, space = conventions[f'{side}_cs_precedes'], conventions[f'{side}_sep_by_space']
        gap = ' ' if space else ''
        if before:
            if international and mark[-1:] == ' ':
                mark = mark[:-1]
                gap = ' '
            text = mark + gap + text
        else:
            if international and mark[-1:] == ' ':
                mark = mark[:-1]
            text += gap + mark
    place = conventions[f'{side}_sign_posn']
    sign = conventions['negative_sign' if val < 0 else 'positive_sign']
    if place == 0:
        text = f'({text})'
    elif place == 1:
        text = sign + text
    elif place == 2:
        text += sign
    elif place == 3:
        text = text.replace('<', sign)
    elif place == 4:
        text = text.replace('>', sign)
    else:
        text = sign + text
    return text.replace('<', '').replace('>', '')


def str(val):
    """Return a float as a string, with the decimal point of the locale."""
    return _format('%.12g', val)


def delocalize(string):
    """Return a number as the locale writes it in Python's way."""
    conventions = localeconv()
    if separator := conventions['thousands_sep']:
        string = string.replace(separator, '')
    if point := conventions['decimal_point']:
        string = string.replace(point, '.')
    return string


def localize(string, grouping=False, monetary=False):
    """Return a number in Python's way as the locale writes it."""
    return _localized(string, grouping, monetary=monetary)


def atof(string, func=float):
    """Return the number that a string in the locale's way stands for."""
    return func(delocalize(string))


def atoi(string):
    """Return the int that a string in the locale's way stands for."""
    return int(delocalize(string))


# ---- names of locales


def _proper_encoding(encoding):
    # How the C library writes an encoding.
    import encodings
    from _locale_tables import locale_encoding_alias
    name = encodings.normalize_encoding(encoding)
    name = encodings.aliases.aliases.get(name.lower(), name)
    if name in locale_encoding_alias:
        return locale_encoding_alias[name]
    return locale_encoding_alias.get(name.replace('_', '').lower(), encoding)


def _with_codeset(found, encoding):
    language, dot, own = found.partition('.')
    if '@' in own:
        own = own.partition('@')[0]
    return f'{language.partition("@")[0]}.{_proper_encoding(encoding)}'


def _with_modifier(found, modifier):
    if modifier == 'euro':
        language, dot, codeset = found.partition('.')
        if not dot:
            return f'{language}.ISO8859-15'
        if codeset in ('ISO8859-15', 'UTF-8'):
            return found
        if codeset == 'ISO8859-1':
            return f'{language}.ISO8859-15'
    return f'{found}@{modifier}'


def normalize(localename):
    """Return the full name of a locale, with country and codeset: for setlocale. What isn't known comes back as it is."""
    from _locale_tables import locale_alias
    code = localename.lower()
    if ':' in code:
        # Between the language and the codeset, in some variables.
        code = code.replace(':', '.')
    modifier = ''
    if '@' in code:
        code, _, modifier = code.partition('@')
    language, _, encoding = code.partition('.')
    encoding = encoding.partition('.')[0]

    def look_up(name, squeezed):
        full = f'{name}.{squeezed}' if squeezed else name
        return locale_alias.get(f'{full}@{modifier}' if modifier else full)

    squeezed = encoding.replace('-', '').replace('_', '')
    if found := look_up(language, squeezed):
        return found
    if modifier and (found := locale_alias.get(f'{language}.{squeezed}' if squeezed else language)):
        if '@' not in found:
            return _with_modifier(found, modifier)
        if found.partition('@')[2].lower() == modifier:
            return found
    if encoding:
        if found := look_up(language, ''):
            if '@' not in found:
                return _with_codeset(found, encoding)
            name, _, own = found.partition('@')
            return f'{_with_codeset(name, encoding)}@{own}'
        if modifier and (found := locale_alias.get(language)):
            if '@' not in found:
                return _with_modifier(_with_codeset(found, encoding), modifier)
            name, _, own = found.partition('@')
            if own.lower() == modifier:
                return f'{_with_codeset(name, encoding)}@{own}'
    return localename


def _parse_localename(localename):
    code = normalize(localename)
    if '@' in code:
        code, _, modifier = code.partition('@')
        if modifier == 'euro' and '.' not in code:
            # The codeset of the countries that had no euro sign before.
            return code, 'iso-8859-15'
        if modifier and '.' in code:
            language, _, codeset = code.partition('.')
            return f'{language}@{modifier}' if modifier != 'euro' else language, codeset
        return (f'{code}@{modifier}' if modifier else code), None
    if '.' in code:
        return tuple(code.split('.')[:2])
    if code == 'C':
        return None, None
    if code == 'UTF-8':
        # Some systems have such a category.
        return None, 'UTF-8'
    raise ValueError(f'unknown locale: {localename}')


def _build_localename(localetuple):
    try:
        language, encoding = localetuple
    except (TypeError, ValueError):
        raise TypeError('Locale must be None, a string, or an iterable of two strings -- language code, encoding.') from None
    language = 'C' if language is None else language
    if encoding is None:
        return language
    language, at, modifier = language.partition('@')
    return f'{language}.{encoding}{at}{modifier}'


def getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    """Return language and encoding that the environment asks for. Deprecated."""
    import warnings
    warnings._deprecated('locale.getdefaultlocale', '{name!r} is deprecated and slated for removal in Python {remove}. Use '
                         'setlocale(), getencoding() and getlocale() instead.', remove=(3, 15))
    import os
    for name in envvars:
        value = os.environ.get(name)
        if value:
            if name == 'LANGUAGE':
                value = value.partition(':')[0]
            return _parse_localename(value)
    return _parse_localename('C')


def getlocale(category=LC_CTYPE):
    """Return language and encoding of a category."""
    name = _locale.setlocale(category)
    if category == LC_ALL and ';' in name:
        raise TypeError('category LC_ALL is not supported')
    return _parse_localename(name)


def setlocale(category, locale=None):
    """Choose the locale of a category, by name or by language and encoding; without one, return the name of the present."""
    if locale and not isinstance(locale, _text):
        locale = normalize(_build_localename(locale))
    return _locale.setlocale(category, locale)


def getpreferredencoding(do_setlocale=True):
    """Return the encoding for text that the user prefers."""
    if sys.flags.warn_default_encoding:
        import warnings
        warnings.warn('UTF-8 Mode affects locale.getpreferredencoding(). Consider locale.getencoding() instead.',
                      EncodingWarning, 2)
    if sys.flags.utf8_mode:
        return 'utf-8'
    if not do_setlocale:
        return getencoding()
    before = setlocale(LC_CTYPE)
    try:
        try:
            setlocale(LC_CTYPE, '')
        except Error:
            pass
        return getencoding()
    finally:
        setlocale(LC_CTYPE, before)


def __getattr__(name):
    if name in ('locale_alias', 'locale_encoding_alias', 'windows_locale'):
        import _locale_tables
        return getattr(_locale_tables, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


# ---- the command

_CATEGORIES = 'LC_CTYPE', 'LC_TIME', 'LC_COLLATE', 'LC_MONETARY', 'LC_MESSAGES', 'LC_NUMERIC'


def _show(title, *blocks):
    """Print a title, and below a rule blocks of lines with an empty one after each."""
    print(title, '-' * 72, sep='\n')
    for block in blocks:
        print(*block, '', sep='\n')


def _described(names, indent=''):
    language, encoding = (name or '(undefined)' for name in names)
    return f'{indent}Language:  {language}', f'{indent}Encoding:  {encoding}'


def _settings():
    """Yield the lines about each category, and at last none."""
    for name in _CATEGORIES:
        yield f'{name} ...', *_described(getlocale(globals()[name]), '   ')
    yield ()


def _report():
    """Print which locale there is and how numbers look in it."""
    print('Locale aliasing:\n')
    import warnings
    with warnings.catch_warnings(action='ignore', category=DeprecationWarning):
        _show('Locale defaults as determined by getdefaultlocale():', _described(getdefaultlocale()))
    _show('Locale settings on startup:', *_settings())
    setlocale(LC_ALL, '')
    _show('Locale settings after calling setlocale(LC_ALL, ""):', *_settings())
    print('Number formatting:\n')
    for convert, number in (atoi, format_string('%d', 123456789, grouping=True)), (atof, str(3.14)):
        print(number, 'is', convert(number))


if __name__ == '__main__':
    _report()
