"""Constants of characters, and two ways to fill values into text."""

import _string

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits', 'printable',
           'punctuation', 'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = ''.join(map(chr, range(97, 123)))
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = f'{ascii_lowercase}{ascii_uppercase}'
octdigits = '01234567'
digits = octdigits + '89'
hexdigits = digits + 'abcdefABCDEF'
punctuation = ''.join(c for c in map(chr, range(33, 127)) if not c.isalnum())
printable = ''.join((digits, ascii_letters, punctuation, whitespace))


def capwords(s, sep=None):
    """Capitalize the words of a text; without sep runs of white space become single spaces."""
    return (' ' if sep is None else sep).join(word.capitalize() for word in s.split(sep))


class _LazyPattern:
    """The pattern of a template class: compiled when it is first asked for."""

    def __get__(self, instance, cls=None):
        return cls._compile_pattern()


class Template:
    """Text with $name and ${name} for values; $$ is a dollar sign."""

    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = None  # re.IGNORECASE
    pattern = _LazyPattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compile_pattern()

    @classmethod
    def _compile_pattern(cls):
        import re
        given = cls.__dict__.get('pattern', _LazyPattern)
        if isinstance(given, _LazyPattern) or given is _LazyPattern:
            mark = re.escape(cls.delimiter)
            braced = cls.braceidpattern or cls.idpattern
            given = (f'{mark}(?:(?P<escaped>{mark}) | (?P<named>{cls.idpattern}) '
                     f'| {{(?P<braced>{braced})}} | (?P<invalid>))')
        if isinstance(given, re.Pattern):
            cls.pattern = given
            return given
        if cls.flags is None:
            cls.flags = re.IGNORECASE
        cls.pattern = re.compile(given, cls.flags | re.VERBOSE)
        return cls.pattern

    def __init__(self, template):
        self.template = template

    def _invalid(self, mo):
        at = mo.start('invalid')
        before = self.template[:at].splitlines(keepends=True)
        line, col = (len(before), at - len(''.join(before[:-1]))) if before else (1, 1)
        raise ValueError(f'Invalid placeholder in string: line {line}, col {col}')

    def _replace(self, mapping, lenient):
        def value(mo):
            name = mo.group('named') or mo.group('braced')
            if name is not None:
                if not lenient:
                    return str(mapping[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    return mo.group()
            if mo['escaped'] is not None:
                return self.delimiter
            if mo.group('invalid') is None:
                raise ValueError('Unrecognized named group in pattern', self.pattern)
            return mo.group() if lenient else self._invalid(mo)

        return self.pattern.sub(value, self.template)

    def substitute(self, mapping={}, /, **kws):
        """Fill in the values; a KeyError says which one is missing."""
        return self._replace(_merged(mapping, kws), False)

    def safe_substitute(self, mapping={}, /, **kws):
        """Fill in the values that there are and leave the rest."""
        return self._replace(_merged(mapping, kws), True)

    def is_valid(self):
        """Tell whether substitute can't fail on the form of the template."""
        for found in self._matches():
            if found['invalid'] is not None:
                return False
        return True

    def get_identifiers(self):
        """Return the names in the template, in their order."""
        names = {}
        for found in self._matches():
            names[found['named'] or found['braced']] = None
        names.pop(None, None)
        return list(names)

    def _matches(self):
        """Iterate over the places; a pattern whose matches none of the four groups accounts for is refused."""
        for found in self.pattern.finditer(self.template):
            if all(found[name] is None for name in ('named', 'braced', 'escaped', 'invalid')):
                raise ValueError('Unrecognized named group in pattern', self.pattern)
            yield found


def _merged(mapping, kws):
    if not mapping:
        return kws
    if not kws:
        return mapping
    from collections import ChainMap
    return ChainMap(kws, mapping)


class Formatter:
    """What str.format does, each step a method that can be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        """Fill the arguments into the fields of a text."""
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """The same with the arguments in a sequence and a mapping."""
        used = set()
        text, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            first, rest = _string.formatter_field_name_split(name)
            if first == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                name = f'{auto_arg_index}{name}'
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError('cannot switch from automatic field numbering to manual field specification')
                auto_arg_index = False
            value, key = self.get_field(name, args, kwargs)
            used_args.add(key)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            out.append(self.format_field(value, spec))
        return ''.join(out), auto_arg_index

    def get_value(self, key, args, kwargs):
        """Find the argument: key is a number or a name."""
        return (args if isinstance(key, int) else kwargs)[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called at the end with the keys that were used; does nothing."""

    def format_field(self, value, format_spec):
        """Format a value."""
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """Apply !s, !r or !a."""
        if conversion is None:
            return value
        convert = {'s': str, 'r': repr, 'a': ascii}.get(conversion)
        if convert is None:
            raise ValueError(f'Unknown conversion specifier {conversion!s}')
        return convert(value)

    def parse(self, format_string):
        """Iterate over the parts: literal text, field name, format and conversion."""
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        """Find the value of a field like 0.name[key]; return it with the key of the argument."""
        key, rest = _string.formatter_field_name_split(field_name)
        value = self.get_value(key, args, kwargs)
        for is_attr, name in rest:
            value = getattr(value, name) if is_attr else value[name]
        return value, key
