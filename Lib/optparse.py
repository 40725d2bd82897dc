"""Command lines in the older way: options are optional, everything else is left to the program."""

import os
import sys
from gettext import gettext as _, ngettext

__all__ = ['Option', 'make_option', 'SUPPRESS_HELP', 'SUPPRESS_USAGE', 'Values', 'OptionContainer', 'OptionGroup',
           'OptionParser', 'HelpFormatter', 'IndentedHelpFormatter', 'TitledHelpFormatter', 'OptParseError', 'OptionError',
           'OptionConflictError', 'OptionValueError', 'BadOptionError', 'check_choice']

__version__ = '1.5.3'

NO_DEFAULT = ('NO', 'DEFAULT')
SUPPRESS_HELP = 'SUPPRESS' + 'HELP'
SUPPRESS_USAGE = 'SUPPRESS' + 'USAGE'


class OptParseError(Exception):
    """What this module raises."""

    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    """An option was declared in a way that makes no sense."""

    def __init__(self, msg, option):
        super().__init__(msg)
        self.option_id = f'{option}'

    def __str__(self):
        return f'option {self.option_id}: {self.msg}' if self.option_id else self.msg


class OptionConflictError(OptionError):
    """An option string is taken already."""


class OptionValueError(OptParseError):
    """The user gave a value that the option can't have."""


class BadOptionError(OptParseError):
    """The user gave an option that isn't there."""

    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return _('no such option: %s') % self.opt_str


class AmbiguousOptionError(BadOptionError):
    """The user gave the beginning of several options."""

    def __init__(self, opt_str, possibilities):
        super().__init__(opt_str)
        self.possibilities = possibilities

    def __str__(self):
        return _('ambiguous option: %s (%s?)') % (self.opt_str, ', '.join(self.possibilities))


# ---- values


def _parse_num(val, type):
    """A number in the notation of C: 0x, 0b or a leading 0 give the base."""
    head = val[:2].lower()
    if head == '0x':
        return type(val, 16)
    if head == '0b':
        return type(val[2:] or '0', 2)
    return type(val, 8 if head[:1] == '0' else 10)


_integer = (lambda text: _parse_num(text, int)), _('integer')
_conversions = {'int': _integer, 'long': _integer, 'float': (float, _('floating-point')),
                'complex': (complex, _('complex'))}


def check_builtin(option, opt, value):
    """Turn the text of a number into the number."""
    convert, what = _conversions[option.type]
    try:
        return convert(value)
    except ValueError:
        raise OptionValueError(_('option %s: invalid %s value: %r') % (opt, what, value))


def check_choice(option, opt, value):
    """See that value is one of the choices of option."""
    if value not in option.choices:
        listed = ', '.join([repr(choice) for choice in option.choices])
        raise OptionValueError(_('option %s: invalid choice: %r (choose from %s)') % (opt, value, listed))
    return value


class Values:
    """The values of options as attributes."""

    def __init__(self, defaults=None):
        vars(self).update(defaults or {})

    def __str__(self):
        return str(vars(self))

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}: {self}>'

    def __eq__(self, other):
        theirs = vars(other) if isinstance(other, Values) else other
        return vars(self) == theirs if isinstance(theirs, dict) else NotImplemented

    def _take_from(self, names, mode):
        if mode not in ('careful', 'loose'):
            raise ValueError('invalid update mode: %r' % (mode,))
        mine = vars(self)
        for name, value in names.items():
            # Carefully: only what is here already, and what has a value.
            if mode == 'loose' or name in mine and value is not None:
                mine[name] = value

    def read_module(self, modname, mode='careful'):
        """Take values from the names of a module."""
        __import__(modname)
        self._take_from(vars(sys.modules[modname]), mode)

    def read_file(self, filename, mode='careful'):
        """Take values from the names that a Python file sets."""
        names = {}
        with open(filename) as file:
            exec(file.read(), names)
        self._take_from(names, mode)

    def ensure_value(self, attr, value):
        """Return attribute attr; it becomes value first if it isn't there or is None."""
        present = getattr(self, attr, None)
        if present is None:
            present = vars(self)[attr] = value
        return present


# ---- options


class Option:
    """One option: its strings, what it does, and what it looks like in the help."""

    ATTRS = ['action', 'type', 'dest', 'default', 'nargs', 'const', 'choices', 'callback', 'callback_args',
             'callback_kwargs', 'help', 'metavar']

    # What an option can do, which of it stores something, which may have a type, must have a type, needs const.
    ACTIONS = ('store', 'store_const', 'store_true', 'store_false', 'append', 'append_const', 'count', 'callback', 'help',
               'version')
    STORE_ACTIONS = ACTIONS[:7]
    TYPED_ACTIONS = ('store', 'append', 'callback')
    ALWAYS_TYPED_ACTIONS = TYPED_ACTIONS[:2]
    CONST_ACTIONS = ('store_const', 'append_const')

    TYPES = ('string', 'int', 'long', 'float', 'complex', 'choice')
    TYPE_CHECKER = {**dict.fromkeys(_conversions, check_builtin), 'choice': check_choice}

    # Functions of an option, called when it has been made: they complete it or raise OptionError.
    CHECK_METHODS = None

    def __init__(self, *opts, **attrs):
        self._short_opts, self._long_opts = [], []
        strings = [string for string in opts if string]
        if not strings:
            raise TypeError('at least one option string must be supplied')
        for string in strings:
            self._sort_in(string)
        for name in self.ATTRS:
            setattr(self, name, attrs.pop(name, NO_DEFAULT if name == 'default' else None))
        if attrs:
            raise self._mistake('invalid keyword arguments: ' + ', '.join(sorted(attrs)))
        self._complete_action_and_type()
        self._complete_dest_and_count()
        self._look_at_callback()
        for check in self.CHECK_METHODS or ():
            check(self)

    def _mistake(self, text):
        return OptionError(text, self)

    def _sort_in(self, string):
        """Keep an option string with those of its kind."""
        if len(string) < 2:
            raise self._mistake('invalid option string %r: must be at least two characters long' % string)
        if len(string) == 2:
            if string[0] != '-' or string[1] == '-':
                raise self._mistake('invalid short option string %r: must be of the form -x, (x any non-dash char)' % string)
            self._short_opts.append(string)
        elif string.startswith('--') and string[2] != '-':
            self._long_opts.append(string)
        else:
            raise self._mistake('invalid long option string %r: must start with --, followed by non-dash' % string)

    def _complete_action_and_type(self):
        action, kind, choices = self.action or 'store', self.type, self.choices
        if action not in self.ACTIONS:
            raise self._mistake(f'invalid action: {action!r}')
        if kind is not None:
            kind = kind.__name__ if isinstance(kind, type) else kind
            kind = {'str': 'string'}.get(kind, kind)
            if kind not in self.TYPES:
                raise self._mistake(f'invalid option type: {kind!r}')
            if action not in self.TYPED_ACTIONS:
                raise self._mistake(f'must not supply a type for action {action!r}')
        elif action in self.ALWAYS_TYPED_ACTIONS:
            kind = 'string' if choices is None else 'choice'
        if kind == 'choice' and choices is None:
            raise self._mistake("must supply a list of choices for type 'choice'")
        if kind == 'choice' and not isinstance(choices, (list, tuple)):
            raise self._mistake(f"choices must be a list of strings ('{type(choices).__name__}' supplied)")
        if kind != 'choice' and choices is not None:
            raise self._mistake(f'must not supply choices for type {kind!r}')
        self.action, self.type = action, kind

    def _complete_dest_and_count(self):
        stores = self.action in self.STORE_ACTIONS or self.type is not None
        if stores and self.dest is None:
            self.dest = self._long_opts[0][2:].replace('-', '_') if self._long_opts else self._short_opts[0][1]
        if self.const is not None and self.action not in self.CONST_ACTIONS:
            raise self._mistake("'const' must not be supplied for action %r" % self.action)
        typed, given = self.action in self.TYPED_ACTIONS, self.nargs is not None
        if typed and not given:
            self.nargs = 1
        elif given and not typed:
            raise self._mistake("'nargs' must not be supplied for action %r" % self.action)

    def _look_at_callback(self):
        function, args, kwargs = self.callback, self.callback_args, self.callback_kwargs
        if self.action == 'callback':
            if not callable(function):
                raise self._mistake('callback not callable: %r' % function)
            if args and not isinstance(args, tuple):
                raise self._mistake('callback_args, if supplied, must be a tuple: not %r' % args)
            if kwargs and not isinstance(kwargs, dict):
                raise self._mistake('callback_kwargs, if supplied, must be a dict: not %r' % kwargs)
        elif function is not None:
            raise self._mistake('callback supplied (%r) for non-callback option' % function)
        else:
            for name in ('callback_args', 'callback_kwargs'):
                if getattr(self, name) is not None:
                    raise self._mistake(name + ' supplied for non-callback option')

    def __str__(self):
        return '/'.join(self._short_opts + self._long_opts)

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}: {self}>'

    def takes_value(self):
        """Whether something has to follow on the command line."""
        return bool(self.type)

    def get_opt_string(self):
        """Return the string that names the option best."""
        return (self._long_opts or self._short_opts)[0]

    def check_value(self, opt, value):
        """Return what the text value means for the type of this option."""
        check = self.TYPE_CHECKER.get(self.type)
        return value if check is None else check(self, opt, value)

    def convert_value(self, opt, value):
        """Return what check_value gives, for a text or a tuple of texts."""
        if value is None:
            return None
        parts = [self.check_value(opt, part) for part in ([value] if self.nargs == 1 else value)]
        return parts[0] if self.nargs == 1 else tuple(parts)

    def process(self, opt, value, values, parser):
        """Do what the option is for, now that it was met."""
        return self.take_action(self.action, self.dest, opt, self.convert_value(opt, value), values, parser)

    def take_action(self, action, dest, opt, value, values, parser):
        """Do an action. Classes with actions of their own extend this."""
        match action:
            case 'store' | 'store_const' | 'store_true' | 'store_false':
                stored = {'store': value, 'store_const': self.const}.get(action, action == 'store_true')
                setattr(values, dest, stored)
            case 'append' | 'append_const':
                values.ensure_value(dest, []).append(value if action == 'append' else self.const)
            case 'count':
                times = values.ensure_value(dest, 0)
                setattr(values, dest, times + 1)
            case 'callback':
                self.callback(self, opt, value, parser, *(self.callback_args or ()), **(self.callback_kwargs or {}))
            case 'help':
                parser.print_help()
                parser.exit()
            case 'version':
                parser.print_version()
                parser.exit()
            case _:
                raise ValueError('unknown action %r' % self.action)
        return 1


make_option = Option


# ---- help


class HelpFormatter:
    """Lays out the help text. Subclasses say how usage and headings look."""

    NO_DEFAULT_VALUE = 'none'
    _least = 11

    def __init__(self, indent_increment, max_help_position, width, short_first):
        if width is None:
            try:
                columns = int(os.environ['COLUMNS'])
            except (KeyError, ValueError):
                columns = 80
            width = columns - 2
        self.parser, self.width, self.indent_increment = None, width, indent_increment
        self.max_help_position = min(max_help_position, max(width - 20, 2 * indent_increment))
        self.help_position = self.max_help_position
        self.help_width = None
        self.current_indent = self.level = 0
        self.short_first, self.default_tag = short_first, '%default'
        self.option_strings = {}
        self._short_pattern, self._long_pattern = '%s %s', '%s=%s'

    def set_parser(self, parser):
        """Say whose help this is."""
        self.parser = parser

    def set_short_opt_delimiter(self, delim):
        """Set what stands between a short option and its value: nothing or a space."""
        if delim not in ('', ' '):
            raise ValueError('invalid metavar delimiter for short options: %r' % delim)
        self._short_pattern = '%s' + delim + '%s'

    def set_long_opt_delimiter(self, delim):
        """Set what stands between a long option and its value: an equals sign or a space."""
        if delim not in ('=', ' '):
            raise ValueError('invalid metavar delimiter for long options: %r' % delim)
        self._long_pattern = '%s' + delim + '%s'

    def indent(self):
        """Begin a deeper level."""
        self._move(1)

    def dedent(self):
        """End a level."""
        self._move(-1)
        assert self.level >= 0, 'more levels ended than began'

    def _move(self, levels):
        self.level += levels
        self.current_indent += levels * self.indent_increment

    def format_usage(self, usage):
        """Return the paragraph on the usage."""
        raise NotImplementedError('subclasses must implement')

    def format_heading(self, heading):
        """Return the line above a group of options."""
        raise NotImplementedError('subclasses must implement')

    def _format_text(self, text):
        from textwrap import fill
        margin = ' ' * self.current_indent
        return fill(text, max(self.width - self.current_indent, self._least), initial_indent=margin,
                    subsequent_indent=margin)

    def format_description(self, description):
        """Return the paragraph above the options."""
        return self._format_text(description) + '\n' if description else ''

    def format_epilog(self, epilog):
        """Return the paragraph after the options."""
        return f'\n{self._format_text(epilog)}\n' if epilog else ''

    def expand_default(self, option):
        """Return the help of an option with its default filled in."""
        if not (self.parser and self.default_tag):
            return option.help
        default = self.parser.defaults.get(option.dest)
        if default is None or default is NO_DEFAULT:
            default = self.NO_DEFAULT_VALUE
        return option.help.replace(self.default_tag, str(default))

    def format_option(self, option):
        """Return the lines on one option."""
        left = ' ' * self.current_indent + self.option_strings[option]
        lines = []
        if option.help:
            from textwrap import wrap
            lines = wrap(self.expand_default(option), self.help_width)
        column = ' ' * self.help_position
        if len(left) > self.help_position - 2:
            rows = [left, *[column + line for line in lines]]
        else:
            rows = [left.ljust(self.help_position) + ''.join(lines[:1]), *[column + line for line in lines[1:]]]
        return ''.join([row + '\n' for row in rows])

    def store_option_strings(self, parser):
        """Work out what stands in the left column, and how wide it is."""
        longest = 0
        for depth, container in enumerate([parser, *parser.option_groups]):
            for option in container.option_list:
                text = self.option_strings[option] = self.format_option_strings(option)
                margin = self.current_indent + self.indent_increment * (1 if depth == 0 else 2)
                longest = max(longest, margin + len(text))
        self.help_position = min(longest + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, self._least)

    def format_option_strings(self, option):
        """Return the strings of an option with its value, separated by commas."""
        short, long = option._short_opts, option._long_opts
        if option.takes_value():
            value = option.metavar or option.dest.upper()
            short = [self._short_pattern % (string, value) for string in short]
            long = [self._long_pattern % (string, value) for string in long]
        return ', '.join([*short, *long] if self.short_first else [*long, *short])


class IndentedHelpFormatter(HelpFormatter):
    """Headings end in a colon, what is below is indented."""

    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        super().__init__(indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return _('Usage: %s\n') % usage

    def format_heading(self, heading):
        return f'{" " * self.current_indent}{heading}:\n'


class TitledHelpFormatter(HelpFormatter):
    """Headings are underlined."""

    def __init__(self, indent_increment=0, max_help_position=24, width=None, short_first=0):
        super().__init__(indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return f'{self.format_heading(_("Usage"))}  {usage}\n'

    def format_heading(self, heading):
        return f'{heading}\n{"=-"[self.level] * len(heading)}\n'


# ---- parsers


class _Known:
    """What a parser and its groups have in common: the options by their strings, and the defaults."""

    def __init__(self):
        self.short, self.long, self.defaults = {}, {}, {}

    def table(self, string):
        return self.long if string.startswith('--') else self.short

    def find(self, string):
        return self.short.get(string) or self.long.get(string)

    def add(self, option):
        for string in option._short_opts:
            self.short[string] = option
        for string in option._long_opts:
            self.long[string] = option

    def forget(self, string):
        option = self.table(string).pop(string)
        (option._long_opts if string.startswith('--') else option._short_opts).remove(string)
        return option


class OptionContainer:
    """Holds options: a parser or a group."""

    def __init__(self, option_class, conflict_handler, description):
        self.option_list = []
        self._known = self._make_known()
        self.defaults = self._known.defaults
        self.option_class, self.description = option_class, description
        self.set_conflict_handler(handler=conflict_handler)

    def _make_known(self):
        return _Known()

    def set_conflict_handler(self, handler):
        """Set what happens when an option string is used again: 'error' or 'resolve'."""
        if handler not in ('error', 'resolve'):
            raise ValueError('invalid conflict_resolution value %r' % handler)
        self.conflict_handler = handler

    def set_description(self, description):
        """Set the paragraph above the options."""
        self.description = description or None

    def get_description(self):
        """Return the paragraph above the options."""
        return self.description

    def destroy(self):
        """Forget everything."""
        del self.option_list, self._known, self.defaults

    def _settle_conflicts(self, option):
        taken = [string for string in option._short_opts + option._long_opts if self._known.find(string)]
        if taken and self.conflict_handler == 'error':
            raise OptionConflictError('conflicting option string(s): ' + ', '.join(taken), option)
        for string in taken:
            other = self._known.forget(string)
            if not str(other):
                other.container.option_list.remove(other)

    def add_option(self, *args, **kwargs):
        """Add an option: an Option, or what is needed to make one."""
        if args and isinstance(args[0], str):
            cls = self.option_class
            option = cls(*args, **kwargs)
        elif len(args) != 1 or kwargs:
            raise TypeError('invalid arguments')
        elif isinstance(args[0], Option):
            [option] = args
        else:
            raise TypeError('not an Option instance: %r' % args[0])
        self._settle_conflicts(option)
        option.container = self
        self.option_list += [option]
        self._known.add(option)
        dest, default = option.dest, option.default
        if dest is not None and default is not NO_DEFAULT:
            self.defaults[dest] = default
        elif dest is not None:
            self.defaults.setdefault(dest, None)
        return option

    def add_options(self, option_list):
        """Add several options."""
        for one in option_list:
            self.add_option(one)

    def get_option(self, opt_str):
        """Return the option with this string, or None."""
        return self._known.find(opt_str)

    def has_option(self, opt_str):
        """Whether some option has this string."""
        return self._known.find(opt_str) is not None

    def remove_option(self, opt_str):
        """Take away the option with this string, and all its strings."""
        option = self._known.find(opt_str)
        if option is None:
            raise ValueError('no such option %r' % opt_str)
        for string in option._short_opts + option._long_opts:
            del self._known.table(string)[string]
        siblings = option.container.option_list
        siblings.remove(option)

    def format_option_help(self, formatter):
        """Return the lines on all options that have help."""
        return ''.join([formatter.format_option(option) for option in self.option_list if option.help is not SUPPRESS_HELP])

    def format_description(self, formatter):
        """Return the paragraph above the options."""
        text = self.get_description()
        return formatter.format_description(text)

    def format_help(self, formatter):
        """Return the help on this part."""
        parts = [self.format_description(formatter) if self.description else '', self.format_option_help(formatter)]
        return '\n'.join(filter(None, parts)) if self.description else parts[1]


class OptionGroup(OptionContainer):
    """Options that have a heading of their own in the help."""

    def __init__(self, parser, title, description=None):
        self.parser = parser
        self.title = title
        super().__init__(parser.option_class, parser.conflict_handler, description)

    def _make_known(self):
        return self.parser._known

    def set_title(self, title):
        """Set the heading."""
        self.title = title

    def format_help(self, formatter):
        heading = formatter.format_heading(self.title)
        formatter.indent()
        body = super().format_help(formatter)
        formatter.dedent()
        return heading + body


def _match_abbrev(s, wordmap):
    """The key of wordmap that s is, or that s alone begins."""
    if s in wordmap:
        return s
    found = sorted(word for word in wordmap if word.startswith(s))
    if not found:
        raise BadOptionError(s)
    if len(found) > 1:
        raise AmbiguousOptionError(s, found)
    return found[0]


class OptionParser(OptionContainer):
    """Reads a command line. While it does, rargs, largs and values are what is left, passed over and found."""

    # For subclasses: options that every parser of the class has.
    standard_option_list = []

    def __init__(self, usage=None, option_list=None, option_class=Option, version=None, conflict_handler='error',
                 description=None, formatter=None, add_help_option=True, prog=None, epilog=None):
        super().__init__(option_class, conflict_handler, description)
        self.option_groups = []
        self.set_usage(usage)
        self.prog, self.version, self.epilog = prog, version, epilog
        self.enable_interspersed_args()
        self.set_process_default_values(True)
        self.formatter = formatter or IndentedHelpFormatter()
        self.formatter.set_parser(parser=self)
        self.rargs = self.largs = self.values = None
        self.add_options([*self.standard_option_list, *(option_list or ())])
        if version:
            self.add_option('--version', action='version', help=_("show program's version number and exit"))
        if add_help_option:
            self._add_help_option()

    def _add_help_option(self):
        self.add_option('-h', '--help', action='help', help=_('show this help message and exit'))

    def destroy(self):
        for part in self.option_groups:
            part.destroy()
        super().destroy()
        del self.option_groups, self.formatter

    # -- settings

    def set_usage(self, usage):
        """Set the usage text; None stands for the usual one, SUPPRESS_USAGE for none."""
        if usage is None:
            usage = _('%prog [options]')
        elif usage == SUPPRESS_USAGE:
            usage = None
        elif usage.lower().startswith('usage: '):
            usage = usage[7:]
        self.usage = usage

    def enable_interspersed_args(self):
        """Let options and other arguments stand in any order."""
        self.allow_interspersed_args = True

    def disable_interspersed_args(self):
        """Stop at the first argument that is no option."""
        self.allow_interspersed_args = False

    def set_process_default_values(self, process):
        """Set whether defaults that are texts are converted as if the user had given them."""
        self.process_default_values = bool(process)

    def set_default(self, dest, value):
        """Set the default of a destination."""
        self.set_defaults(**{dest: value})

    def set_defaults(self, **kwargs):
        """Set the defaults of destinations."""
        self.defaults |= kwargs

    def get_default_values(self):
        """Return the values before anything was read."""
        values = dict(self.defaults)
        if self.process_default_values:
            for container in [self, *self.option_groups]:
                for option in container.option_list:
                    text = values.get(option.dest)
                    if isinstance(text, str):
                        values[option.dest] = option.check_value(option.get_opt_string(), text)
        return Values(values)

    def add_option_group(self, *args, **kwargs):
        """Add a group: an OptionGroup, or what is needed to make one."""
        if args and isinstance(args[0], str):
            title, *rest = args
            group = OptionGroup(self, title, *rest, **kwargs)
        elif len(args) != 1 or kwargs:
            raise TypeError('invalid arguments')
        else:
            [group] = args
            if not isinstance(group, OptionGroup):
                raise TypeError('not an OptionGroup instance: %r' % group)
            elif group.parser != self:
                raise ValueError('invalid OptionGroup (wrong parser)')
        self.option_groups += [group]
        return group

    def get_option_group(self, opt_str):
        """Return the group of the option with this string, or None."""
        option = self.get_option(opt_str)
        return option.container if option and option.container is not self else None

    # -- reading

    def parse_args(self, args=None, values=None):
        """Read args (sys.argv[1:] if None). Return the values of the options, and the arguments left over."""
        self.rargs = rargs = list(sys.argv[1:] if args is None else args)
        self.largs = largs = []
        self.values = values = self.get_default_values() if values is None else values
        try:
            self._read(rargs, largs, values)
        except (BadOptionError, OptionValueError) as error:
            self.error(str(error))
        return self.check_values(values, largs + rargs)

    def check_values(self, values, args):
        """Look at the result of parse_args and return it. For subclasses to extend."""
        return values, args

    def _read(self, rargs, largs, values):
        while rargs:
            arg = rargs[0]
            if arg == '--':
                del rargs[0]
                return
            if arg.startswith('--'):
                self._read_long(rargs.pop(0), rargs, values)
            elif arg.startswith('-') and arg != '-':
                self._read_cluster(rargs.pop(0), rargs, values)
            elif not self.allow_interspersed_args:
                return
            else:
                largs.append(rargs.pop(0))

    def _read_long(self, arg, rargs, values):
        name, joined, text = arg.partition('=')
        name = _match_abbrev(name, self._known.long)
        option = self._known.long[name]
        if option.takes_value():
            value = self._operands(option, name, [text] if joined else [], rargs)
        elif joined:
            self.error(_('%s option does not take a value') % name)
        else:
            value = None
        option.process(name, value, values, self)

    def _read_cluster(self, arg, rargs, values):
        rest = arg[1:]
        while rest:
            name, rest = '-' + rest[0], rest[1:]
            option = self._known.short.get(name)
            if option is None:
                raise BadOptionError(name)
            value = None
            if option.takes_value():
                # What remains of the argument is the first value.
                value = self._operands(option, name, [rest] if rest else [], rargs)
                rest = ''
            option.process(name, value, values, self)

    def _operands(self, option, name, first, rargs):
        """Take as many values as option needs: from first, then from rargs."""
        need = option.nargs - len(first)
        if need > len(rargs):
            self.error(ngettext('%(option)s option requires %(number)d argument',
                                '%(option)s option requires %(number)d arguments',
                                option.nargs) % {'option': name, 'number': option.nargs})
        taken = [*first, *rargs[:max(need, 0)]]
        del rargs[:max(need, 0)]
        if first and option.nargs != 1:
            # The others come from the command line as it is.
            return tuple(taken)
        return taken[0] if option.nargs == 1 else tuple(taken)

    # -- telling

    def get_prog_name(self):
        """Return the name of the program."""
        return os.path.basename(sys.argv[0]) if self.prog is None else self.prog

    def expand_prog_name(self, s):
        """Return s with the name of the program in the place of %prog."""
        return s.replace('%prog', self.get_prog_name())

    def get_description(self):
        text = self.description
        return self.expand_prog_name(text)

    def exit(self, status=0, msg=None):
        """End the program."""
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        """Print usage and message as errors, and end the program. A subclass that comes back from here gets what it asks for."""
        self.print_usage(file=sys.stderr)
        self.exit(2, f'{self.get_prog_name()}: error: {msg}\n')

    def get_usage(self):
        """Return the paragraph on the usage."""
        return self.formatter.format_usage(self.expand_prog_name(self.usage)) if self.usage else ''

    def print_usage(self, file=None):
        """Print the paragraph on the usage."""
        if self.usage:
            print(f'{self.get_usage()}', file=file)

    def get_version(self):
        """Return the version text."""
        return self.expand_prog_name(self.version) if self.version else ''

    def print_version(self, file=None):
        """Print the version text."""
        if self.version:
            print(f'{self.get_version()}', file=file)

    def format_option_help(self, formatter=None):
        formatter = formatter or self.formatter
        formatter.store_option_strings(parser=self)
        if not self.option_list and not self.option_groups:
            return ''
        heading = formatter.format_heading(_('Options'))
        formatter.indent()
        parts = [super().format_option_help(formatter)] if self.option_list else []
        parts += [group.format_help(formatter) for group in self.option_groups]
        formatter.dedent()
        return heading + '\n'.join(parts)

    def format_epilog(self, formatter):
        """Return the paragraph after the options."""
        text = self.epilog
        return formatter.format_epilog(text)

    def format_help(self, formatter=None):
        formatter = formatter or self.formatter
        parts = [self.get_usage() + '\n'] if self.usage else []
        if self.description:
            parts.append(self.format_description(formatter) + '\n')
        return ''.join([*parts, self.format_option_help(formatter), self.format_epilog(formatter)])

    def print_help(self, file=None):
        """Print the help."""
        (sys.stdout if file is None else file).write(self.format_help())
