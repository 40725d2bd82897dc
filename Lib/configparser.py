"""Configuration files: sections with options and values, as in INI files."""

import functools
import io
import itertools
import os
import re
import sys
from collections import ChainMap as _ChainMap
from collections.abc import Iterable, MutableMapping

__all__ = ('NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError',
           'InterpolationDepthError', 'InterpolationMissingOptionError', 'InterpolationSyntaxError', 'ParsingError',
           'MissingSectionHeaderError', 'MultilineContinuationError', 'UnnamedSectionDisabledError', 'InvalidWriteError',
           'ConfigParser', 'RawConfigParser', 'Interpolation', 'BasicInterpolation', 'ExtendedInterpolation',
           'SectionProxy', 'ConverterMapping', 'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH', 'UNNAMED_SECTION')

_default_dict = dict
DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10


class Error(Exception):
    """The base of all errors of this module."""

    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """A section that isn't there."""

    def __init__(self, section):
        super().__init__(f'No section: {section!r}')
        self.section = section
        self.args = (section,)


def _twice(what, rest, source, lineno):
    # The message for something that is there already.
    if source is None:
        return f'{what[0].upper()}{what[1:]}{rest} already exists'
    line = '' if lineno is None else f' [line {lineno:2d}]'
    return f'While reading from {source!r}{line}: {what}{rest} already exists'


class DuplicateSectionError(Error):
    """A section that is there already."""

    def __init__(self, section, source=None, lineno=None):
        super().__init__(_twice(f'section {section!r}', '', source, lineno))
        self.section, self.source, self.lineno = section, source, lineno
        self.args = section, source, lineno


class DuplicateOptionError(Error):
    """An option that comes twice in one source."""

    def __init__(self, section, option, source=None, lineno=None):
        super().__init__(_twice(f'option {option!r}', f' in section {section!r}', source, lineno))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = section, option, source, lineno


class NoOptionError(Error):
    """An option that isn't there."""

    def __init__(self, option, section):
        super().__init__(f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section
        self.args = option, section


class InterpolationError(Error):
    """A value that refers to others in a way that doesn't work."""

    def __init__(self, option, section, msg):
        super().__init__(msg)
        self.option, self.section = option, section
        self.args = option, section, msg


class InterpolationMissingOptionError(InterpolationError):
    """A value that refers to an option that isn't there."""

    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, f'Bad value substitution: option {option!r} in section {section!r} contains an '
                         f'interpolation key {reference!r} which is not a valid option name. Raw value: {rawval!r}')
        self.reference = reference
        self.args = option, section, rawval, reference


class InterpolationSyntaxError(InterpolationError):
    """A reference that isn't written as it should be."""


class InterpolationDepthError(InterpolationError):
    """References that go too deep, perhaps in a circle."""

    def __init__(self, option, section, rawval):
        super().__init__(option, section, f'Recursion limit exceeded in value substitution: option {option!r} in section '
                         f'{section!r} contains an interpolation key which cannot be substituted in '
                         f'{MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}')
        self.args = option, section, rawval


class ParsingError(Error):
    """Lines that are no configuration; errors has their numbers and texts."""

    def __init__(self, source, *args):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.source, self.errors = source, []
        self.args = (source,)
        for number, line in args:
            self.append(number, line)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line!r}'

    def combine(self, others):
        """Take over the lines of other errors."""
        for other in others:
            for found in other.errors:
                self.append(*found)
        return self

    @staticmethod
    def _raise_all(exceptions: Iterable['ParsingError']):
        found = list(exceptions)
        if found:
            raise found[0].combine(found[1:])


class MissingSectionHeaderError(ParsingError):
    """An option before the first section."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = filename, lineno, line


class MultilineContinuationError(ParsingError):
    """An indented line behind an option without a value."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'Key without value continued with an indented line.\nfile: {filename!r}, line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = filename, lineno, line


class UnnamedSectionDisabledError(Error):
    """UNNAMED_SECTION without allow_unnamed_section."""

    def __init__(self):
        super().__init__('Support for UNNAMED_SECTION is disabled.')


class InvalidWriteError(Error):
    """Something that would be read back as something else."""


class _UnnamedSection:
    def __repr__(self):
        return '<UNNAMED_SECTION>'


UNNAMED_SECTION = _UnnamedSection()
_UNSET = object()


# ---- interpolation


class Interpolation:
    """Values as they are; the base of other ways."""

    def before_get(self, parser, section, option, value, defaults):
        """Return what get shall return. defaults: the options that can be referred to."""
        return value

    def before_set(self, parser, section, option, value):
        """Return what set shall store."""
        return value

    def before_read(self, parser, section, option, value):
        """Return what shall be stored of what was read."""
        return value

    def before_write(self, parser, section, option, value):
        """Return what shall be written."""
        return value


class _References(Interpolation):
    """References to other options: a mark and a name between two brackets. The mark twice is the mark."""

    mark = begin = end = None

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._expand(parser, section, option, value, value, defaults, parts, 1)
        return ''.join(parts)

    def before_set(self, parser, section, option, value):
        rest = value.replace(self.mark * 2, '')
        rest = re.sub(self.reference, '', rest)
        if self.mark in rest:
            raise ValueError(f'invalid interpolation syntax in {value!r} at position {rest.find(self.mark)}')
        return value

    def _expand(self, parser, section, option, value, raw, known, parts, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, parser.get(section, option, raw=True, fallback=raw))
        mark, at = self.mark, 0
        while at < len(value):
            start = value.find(mark, at)
            if start < 0:
                parts.append(value[at:])
                return
            parts.append(value[at:start])
            following = value[start + 1:start + 2]
            if following == mark:
                parts.append(mark)
                at = start + 2
            elif following == self.begin:
                match = re.compile(self.reference).match(value, start)
                if match is None:
                    raise InterpolationSyntaxError(option, section,
                                                   f'bad interpolation variable reference {value[start:]!r}')
                self._refer(parser, section, option, match[1], known, parts, depth, value[start:])
                at = match.end()
            else:
                raise InterpolationSyntaxError(option, section, f"'{mark}' must be followed by '{mark}' or "
                                               f"'{self.begin}', found: {value[start:]!r}")


class BasicInterpolation(_References):
    """%(name)s stands for another option of the section or of the defaults."""

    mark, begin = '%', '('
    reference = r'%\(([^)]+)\)s'

    def _refer(self, parser, section, option, name, known, parts, depth, rest):
        raw = parser.get(section, option, raw=True, fallback=rest)
        name = parser.optionxform(name)
        try:
            value = known[name]
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        if self.mark in value:
            self._expand(parser, section, option, value, raw, known, parts, depth + 1)
        else:
            parts.append(value)


class ExtendedInterpolation(_References):
    """${name} stands for another option of the section, ${section:name} for one of another section."""

    mark, begin = '$', '{'
    reference = r'\$\{([^}]+)\}'

    def _refer(self, parser, section, option, name, known, parts, depth, rest):
        raw = parser.get(section, option, raw=True, fallback=rest)
        path = name.split(':')
        if len(path) > 2:
            raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest[len(name) + 3:]!r}")
        place, target = section, parser.optionxform(path[-1])
        try:
            if len(path) == 1:
                value = known[target]
            else:
                place = path[0]
                value = parser.get(place, target, raw=True)
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        if value is None:
            return
        if self.mark in value:
            self._expand(parser, place, target, value, raw, known if place == section else dict(parser.items(place, raw=True)),
                         parts, depth + 1)
        else:
            parts.append(value)


# ---- parsers


class _Reading:
    """What is known while a source is read."""

    def __init__(self, name):
        self.name, self.number = name, 0
        self.section = self.section_name = self.option = None
        self.indent = 0
        self.sections, self.options, self.errors = set(), set(), []


class RawConfigParser(MutableMapping):
    """Sections of options. A mapping of section names to SectionProxy objects."""

    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = re.compile(r'\[(?P<header>.+)\]')
    NONSPACECRE = re.compile(r'\S')
    BOOLEAN_STATES = dict.fromkeys(('1', 'yes', 'true', 'on'), True) | dict.fromkeys(('0', 'no', 'false', 'off'), False)

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET, allow_unnamed_section=False):
        """Make a parser.

        defaults: options of the default section. dict_type: the class of mappings to keep things in. delimiters: what
        stands between option and value. comment_prefixes: what whole-line comments begin with; inline_comment_prefixes:
        those behind a value. strict: nothing may come twice in one source. converters: functions by name, for methods
        getNAME.
        """
        self._dict, self._allow_no_value = dict_type, allow_no_value
        self._sections, self._defaults = dict_type(), dict_type()
        self._proxies = dict_type()
        self._converters = ConverterMapping(self)
        self._delimiters = tuple(delimiters)
        self._comments = tuple(comment_prefixes or ())
        self._inline_comments = tuple(inline_comment_prefixes or ())
        self._strict, self._empty_lines_in_values = strict, empty_lines_in_values
        self._allow_unnamed_section = allow_unnamed_section
        self.default_section = default_section
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation
        self._interpolation = self._interpolation or Interpolation()
        if not isinstance(interpolation, Interpolation) and interpolation not in (None, _UNSET):
            raise TypeError('interpolation= must be None or an instance of Interpolation; got an object of type '
                            f'{type(interpolation)}')
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def defaults(self):
        """Return the options of the default section."""
        return self._defaults

    def sections(self):
        """Return the names of the sections, without the default section."""
        return list(self._sections)

    def add_section(self, section):
        """Add an empty section."""
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section is UNNAMED_SECTION and not self._allow_unnamed_section:
            raise UnnamedSectionDisabledError
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._new_section(section)

    def _new_section(self, name):
        self._sections[name] = options = self._dict()
        self._proxies[name] = SectionProxy(self, name)
        return options

    def has_section(self, section):
        """Tell if there is a section; the default section doesn't count."""
        return section in self._sections

    def options(self, section):
        """Return the options of a section and of the default section."""
        if not self.has_section(section):
            raise NoSectionError(section) from None
        return list({**self._sections[section], **self._defaults})

    # Reading.

    def read(self, filenames, encoding=None):
        """Read files, those that exist; return the names of those read."""
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        done = []
        encoding = io.text_encoding(encoding)
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                continue
            done.append(os.fspath(name) if isinstance(name, os.PathLike) else name)
        return done

    def read_file(self, f, source=None):
        """Read from an iterable of lines. source: its name for error messages."""
        self._read(f, getattr(f, 'name', '<???>') if source is None else source)

    def read_string(self, string, source='<string>'):
        """Read from a string."""
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        """Take sections, options and values from a mapping of mappings."""
        seen = set()
        for section, options in dictionary.items():
            section = section if section is UNNAMED_SECTION else str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for option, value in options.items():
                key = self.optionxform(str(option))
                if self._strict and (section, key) in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add((section, key))
                self.set(section, key, value if value is None else str(value))

    def _read(self, fp, fpname):
        state = _Reading(fpname)
        try:
            if self._allow_unnamed_section:
                self._begin_section(state, UNNAMED_SECTION)
            for line in fp:
                state.number += 1
                self._read_line(state, line)
        finally:
            self._join_lines()
        ParsingError._raise_all(state.errors)

    def _without_comment(self, line):
        # Returns the line without comments, and whether one was there.
        end = len(line)
        for prefix in self._inline_comments:
            at = line.find(prefix)
            while at >= 0:
                if at == 0 or line[at - 1].isspace():
                    end = min(end, at)
                    break
                at = line.find(prefix, at + 1)
        if any(line.strip().startswith(prefix) for prefix in self._comments):
            end = 0
        return line[:end].strip(), end < len(line)

    def _read_line(self, state, line):
        text, commented = self._without_comment(line)
        values = state.section
        if not text:
            if self._empty_lines_in_values:
                # Part of a value, if more of it follows. A comment isn't.
                if not commented and values is not None and state.option and values[state.option] is not None:
                    values[state.option].append('')
            else:
                state.indent = sys.maxsize
            return
        first = self.NONSPACECRE.search(line)
        indent = first.start() if first else 0
        if values is not None and state.option and indent > state.indent:
            if values[state.option] is None:
                raise MultilineContinuationError(state.name, state.number, line)
            values[state.option].append(text)
            return
        state.indent = indent
        header = self.SECTCRE.match(text)
        if header:
            self._begin_section(state, header['header'])
        elif values is None:
            raise MissingSectionHeaderError(state.name, state.number, line)
        else:
            self._read_option(state, text, line)

    def _begin_section(self, state, name):
        state.option, state.section_name = None, name
        if name in self._sections:
            if self._strict and name in state.sections:
                raise DuplicateSectionError(name, state.name, state.number)
            state.section = self._sections[name]
        elif name == self.default_section:
            state.section = self._defaults
        else:
            state.section = self._new_section(name)
        state.sections.add(name)

    def _read_option(self, state, text, line):
        found = [(at, number) for number, mark in enumerate(self._delimiters) if (at := text.find(mark)) >= 0]
        if found:
            # The first delimiter counts.
            at, number = min(found)
            name, rest = text[:at].rstrip(), text[at:].lstrip()
            # Where space is a delimiter, another one may follow it.
            mark = next((mark for mark in self._delimiters if rest.startswith(mark)), '')
            value = [rest[len(mark):].strip()]
        else:
            name, value = text, None
        if not name or value is None and not self._allow_no_value:
            # Go on: all errors are told at the end.
            state.errors.append(ParsingError(state.name, (state.number, line)))
            if not found:
                return
        option = state.option = self.optionxform(name)
        if self._strict and (state.section_name, option) in state.options:
            raise DuplicateOptionError(state.section_name, option, state.name, state.number)
        state.options.add((state.section_name, option))
        state.section[option] = value

    def _join_lines(self):
        # Values are lists of lines while a source is read.
        for section, options in itertools.chain(((self.default_section, self._defaults),), self._sections.items()):
            for name, value in options.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                options[name] = self._interpolation.before_read(self, section, name, value)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    # Values.

    def optionxform(self, optionstr):
        """Return the form in which an option's name is kept: lower case. May be replaced."""
        return optionstr.lower()

    def _all_of(self, section, vars):
        # The options in the order in which they are looked up.
        own = {}
        try:
            own = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        given = {}
        for key, value in (vars or {}).items():
            given[self.optionxform(key)] = value if value is None else str(value)
        return _ChainMap(given, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """Return the value of an option. raw: without interpolation. vars: a mapping that is asked first. fallback: what
        to return if there is none."""
        try:
            known = self._all_of(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        name = self.optionxform(option)
        try:
            value = known[name]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(name, section) from None
            return fallback
        return value if raw or value is None else self._interpolation.before_get(self, section, name, value, known)

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """Return a value as an int."""
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """Return a value as a float."""
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """Return a value as a bool: 1, yes, true and on, or 0, no, false and off."""
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def _convert_to_boolean(self, value):
        state = self.BOOLEAN_STATES.get(value.lower())
        if state is None:
            raise ValueError(f'Not a boolean: {value}')
        return state

    def items(self, section=_UNSET, raw=False, vars=None):
        """Return pairs of option and value of a section; without a section, of section name and section."""
        if section is _UNSET:
            return super().items()
        known = dict(self._defaults)
        try:
            known.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        names = list(known)
        for key, value in (vars or {}).items():
            known[self.optionxform(key)] = value
        if raw:
            return [(name, known[name]) for name in names]
        return [(name, self._interpolation.before_get(self, section, name, known[name], known)) for name in names]

    def popitem(self):
        """Remove a section and return its name and its proxy."""
        for name in self.sections():
            section = self[name]
            del self[name]
            return name, section
        raise KeyError

    def has_option(self, section, option):
        """Tell if a section has an option (or the default section has)."""
        if section in ('', None, self.default_section):
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        name = self.optionxform(option)
        return name in self._sections[section] or name in self._defaults

    def set(self, section, option, value=None):
        """Set an option."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        self._options_of(section)[self.optionxform(option)] = value

    def _options_of(self, section):
        if section in ('', None, self.default_section):
            return self._defaults
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None

    def remove_option(self, section, option):
        """Remove an option; return whether it was there."""
        options = self._options_of(section)
        name = self.optionxform(option)
        found = name in options
        if found:
            del options[name]
        return found

    def remove_section(self, section):
        """Remove a section; return whether it was there."""
        found = section in self._sections
        if found:
            del self._sections[section], self._proxies[section]
        return found

    # Writing.

    def write(self, fp, space_around_delimiters=True):
        """Write everything in the form in which it is read. Comments are gone."""
        delimiter = f' {self._delimiters[0]} ' if space_around_delimiters else self._delimiters[0]
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), delimiter)
        if UNNAMED_SECTION in self._sections and self._sections[UNNAMED_SECTION]:
            self._write_section(fp, UNNAMED_SECTION, self._sections[UNNAMED_SECTION].items(), delimiter, unnamed=True)
        for name, options in self._sections.items():
            if name is not UNNAMED_SECTION:
                self._write_section(fp, name, options.items(), delimiter)

    def _write_section(self, fp, section_name, section_items, delimiter, unnamed=False):
        if not unnamed:
            fp.write(f'[{section_name}]\n')
        for key, value in section_items:
            self._check_key(key)
            value = self._interpolation.before_write(self, section_name, key, value)
            if value is not None or not self._allow_no_value:
                value = delimiter + str(value).replace('\r\n', '\n').replace('\r', '\n').replace('\n', '\n\t')
            else:
                value = ''
            fp.write(f'{key}{value}\n')
        fp.write('\n')

    def _check_key(self, key):
        if self.SECTCRE.match(key):
            raise InvalidWriteError(f'Cannot write key {key}; begins with section pattern')
        for prefix in self._comments:
            if key.startswith(prefix):
                raise InvalidWriteError(f'Cannot write key {key}; begins with comment character {prefix}')
        for delimiter in self._delimiters:
            if delimiter in key:
                raise InvalidWriteError(f'Cannot write key {key}; contains delimiter {delimiter}')

    # The mapping.

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        # The new contents may be the old ones.
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return self.has_section(key) or key == self.default_section

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from self._sections

    @property
    def converters(self):
        """The functions for methods getNAME, as a mapping."""
        return self._converters


class ConfigParser(RawConfigParser):
    """A parser whose values may refer to others, and which only takes strings."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _only_strings(self, section='', option='', value=''):
        if not isinstance(section, str) and section is not UNNAMED_SECTION:
            raise TypeError('section names must be strings or UNNAMED_SECTION')
        if not isinstance(option, str):
            raise TypeError('option keys must be strings')
        if not isinstance(value, str) and (value is not None or not self._allow_no_value):
            raise TypeError('option values must be strings')

    def set(self, section, option, value=None):
        self._only_strings(option=option, value=value)
        super().set(section, option, value)

    set.__doc__ = RawConfigParser.set.__doc__

    def add_section(self, section):
        self._only_strings(section=section)
        super().add_section(section)

    add_section.__doc__ = RawConfigParser.add_section.__doc__

    def _read_defaults(self, defaults):
        # Checked as other values are.
        kept, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = kept


class SectionProxy(MutableMapping):
    """One section of a parser, as a mapping of options to values."""

    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for conv in parser.converters:
            key = f'get{conv}'
            setattr(self, key, functools.partial(self.get, _impl=getattr(parser, key)))

    def __repr__(self):
        return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        parser = self._parser
        check = getattr(parser, '_only_strings', None)
        if check is not None:
            check(option=key, value=value)
        return parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        if self._name == self._parser.default_section:
            return list(self._parser.defaults())
        return self._parser.options(self._name)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    @property
    def parser(self):
        """The parser to which the section belongs."""
        return self._parser

    @property
    def name(self):
        """The name of the section."""
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """Return the value of an option, the fallback if there is none."""
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


class ConverterMapping(MutableMapping):
    """The functions that make values of strings, by name. Each gives the parser and its sections a method getNAME."""

    def __init__(self, parser):
        self._parser, self._data = parser, {}
        for name in dir(parser):
            if name.startswith('get') and len(name) > 3 and callable(getattr(parser, name)):
                self._data[name[3:]] = None

    def __getitem__(self, key):
        return self._data[key]

    def _owners(self):
        return (self._parser, *self._parser._proxies.values())

    def __setitem__(self, key, value):
        try:
            name = 'get' + key
        except TypeError:
            raise ValueError(f'Incompatible key: {key} (type: {type(key)})') from None
        if key == '':
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        method = functools.partial(self._parser._get_conv, conv=value)
        method.converter = value
        setattr(self._parser, name, method)
        for section in self._parser._proxies.values():
            setattr(section, name, functools.partial(section.get, _impl=method))

    def __delitem__(self, key):
        if not key or key not in self._data:
            raise KeyError(key)
        del self._data[key]
        for owner in self._owners():
            try:
                delattr(owner, 'get' + key)
            except AttributeError:
                # A method of the class.
                continue

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
