"""Command lines: a parser knows arguments and options, reads them, and writes help and error messages."""

import os as _os
import sys as _sys
from gettext import gettext as _, ngettext

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter',
           'MetavarTypeHelpFormatter', 'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER',
           'SUPPRESS', 'ZERO_OR_MORE']

SUPPRESS = '==SUPPRESS=='

# What nargs may be besides a number.
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'

# The attribute of a namespace in which a subparser leaves what it doesn't know.
_UNRECOGNIZED_ARGS_ATTR = '_unrecognized_args'


class _AttributeHolder:
    """Shows its attributes in its repr."""

    def __repr__(self):
        shown, odd = [repr(arg) for arg in self._get_args()], {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                shown.append(f'{name}={value!r}')
            else:
                odd[name] = value
        if odd:
            shown.append(f'**{odd!r}')
        return f'{type(self).__name__}({", ".join(shown)})'

    def _get_kwargs(self):
        return list(vars(self).items())

    def _get_args(self):
        return []


class Namespace(_AttributeHolder):
    """The values of arguments as attributes."""

    def __init__(self, **kwargs):
        vars(self).update(kwargs)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in vars(self)


# ---- errors


def _choices_text(choices):
    return f'{{{",".join(map(str, choices))}}}'


def _get_action_name(argument):
    if argument is None:
        return None
    if argument.option_strings:
        return '/'.join(argument.option_strings)
    metavar = argument.metavar
    if metavar not in (None, SUPPRESS):
        if not isinstance(metavar, tuple):
            return metavar
        if argument.nargs in (ZERO_OR_MORE, ONE_OR_MORE) and len(metavar) == 2:
            return '%s[, %s]' % metavar
        return ', '.join(metavar)
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    return _choices_text(argument.choices) if argument.choices else None


class ArgumentError(Exception):
    """An argument that can't be had, or isn't there. str() of it names the argument."""

    def __init__(self, argument, message):
        self.argument_name = _get_action_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return f'{self.message}'
        return _('argument %(argument_name)s: %(message)s') % {'argument_name': self.argument_name, 'message': self.message}


class ArgumentTypeError(Exception):
    """What the function given as type raises; its text is the error message."""


# ---- help


class _Section:
    """A part of the help text: a heading, and functions that give the text under it."""

    def __init__(self, formatter, parent, heading=None):
        self.formatter, self.parent, self.heading = formatter, parent, heading
        self.items = []

    def format_help(self):
        formatter = self.formatter
        if self.parent is not None:
            formatter._indent()
        text = formatter._join_parts([function(*args) for function, args in self.items])
        if self.parent is not None:
            formatter._dedent()
        if not text:
            return ''
        heading = ''
        if self.heading not in (None, SUPPRESS):
            colors = formatter._theme
            words = _('%(heading)s:') % {'heading': self.heading}
            heading = f'{" " * formatter._current_indent}{colors.heading}{words}{colors.reset}\n'
        return formatter._join_parts(['\n', heading, text, '\n'])


def _one_line(text):
    # Only ASCII space counts: other spaces may be there to keep words together.
    for space in '\t\n\r\f\v':
        text = text.replace(space, ' ')
    return ' '.join([word for word in text.split(' ') if word])


class HelpFormatter:
    """Writes help messages. Only the name of the class is public: it is given to parsers."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None, color=True):
        if width is None:
            from shutil import get_terminal_size
            width = get_terminal_size().columns - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = self._level = self._action_max_length = 0
        self._current_section = self._root_section = self._Section(self, None)
        self._set_color(color)

    _Section = _Section

    def _set_color(self, color):
        from _colorize import can_colorize, decolor, get_theme
        if color and can_colorize():
            self._theme, self._decolor = get_theme(force_color=True).argparse, decolor
        else:
            self._theme, self._decolor = get_theme(force_no_color=True).argparse, str

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        self._level -= 1

    # What a parser calls to say what is to be shown.

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        self._indent()
        section = self._Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text is not None and text is not SUPPRESS:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        lengths = [len(self._decolor(self._format_action_invocation(action))) + self._current_indent]
        for below in self._iter_indented_subactions(action):
            lengths.append(len(self._decolor(self._format_action_invocation(below))) + self._current_indent)
        self._action_max_length = max(self._action_max_length, *lengths)
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for each in actions:
            self.add_argument(each)

    def format_help(self):
        text = self._root_section.format_help()
        while '\n\n\n' in text:
            text = text.replace('\n\n\n', '\n\n')
        return text and text.strip('\n') + '\n'

    def _join_parts(self, part_strings):
        return ''.join([part for part in part_strings if part and part is not SUPPRESS])

    # Usage.

    def _format_usage(self, usage, actions, groups, prefix):
        colors = self._theme
        if prefix is None:
            prefix = _('usage: ')
        if usage is not None:
            text = usage % {'prog': f'{colors.prog}{self._prog}{colors.reset}{colors.prog_extra}'}
            text = f'{colors.prog_extra}{text}{colors.reset}'
        elif not actions:
            text = f'{colors.prog}{self._prog}{colors.reset}'
        else:
            text = self._usage_of(actions, groups, len(prefix))
        return f'{colors.usage}{prefix}{colors.reset}{text}\n\n'

    def _usage_of(self, actions, groups, indent):
        prog = self._prog
        if prog:
            prog = f'{self._theme.prog}{prog}{self._theme.reset}'
        options, positionals = self._usage_parts(actions, groups)
        room = max(self._width - self._current_indent, 11)
        one_line = ' '.join([part for part in (prog, *options, *positionals) if part])
        if indent + len(self._decolor(one_line)) <= room:
            return one_line
        length = len(self._decolor(prog))
        if indent + length <= 0.75 * room:
            # Everything stands behind the name of the program.
            column = indent + length + 1
            first = [prog, *(options or positionals)]
            lines = self._wrapped(first, column, room, indent)
            if options:
                lines += self._wrapped(positionals, column, room)
        else:
            lines = self._wrapped([*options, *positionals], indent, room)
            if len(lines) > 1:
                lines = self._wrapped(options, indent, room) + self._wrapped(positionals, indent, room)
            lines.insert(0, prog)
        return '\n'.join(lines)

    def _wrapped(self, parts, indent, room, start=None):
        # Fills lines with the parts. With start, the first line begins at that column already.
        lines, line = [], []
        at = (indent if start is None else start) - 1
        for part in parts:
            length = len(self._decolor(part))
            if line and at + 1 + length > room:
                lines.append(line)
                line, at = [], indent - 1
            line.append(part)
            at += length + 1
        if line:
            lines.append(line)
        texts = [' ' * indent + ' '.join(words) for words in lines]
        if start is not None and texts:
            texts[0] = texts[0][indent:]
        return texts

    def _usage_parts(self, actions, groups):
        # Returns the words for options and those for positionals. A group stands together: at its first option, or at its
        # first positional if it has one.
        of_group = {}
        for group in groups:
            members = group._group_actions
            if any(member not in actions for member in members) or any(member in of_group for member in members):
                continue
            if members:
                of_group.update(dict.fromkeys(members, group))
        parts, written = [[], []], set()
        actions = sorted(actions, key=lambda action: not action.option_strings)
        for action in actions:
            positional = not action.option_strings
            group = of_group.get(action)
            if group is None:
                if action.help is not SUPPRESS:
                    parts[positional].append(self._usage_part(action, not action.required))
            elif group not in written and (positional or all(member.option_strings for member in group._group_actions)):
                written.add(group)
                shown = [member for member in actions if member in group._group_actions and member.help is not SUPPRESS]
                if len(shown) > 1:
                    texts = [self._usage_part(member, False, True) for member in shown]
                    texts[:-1] = [text + ' |' for text in texts[:-1]]
                    texts[0] = ('(' if group.required else '[') + texts[0]
                    texts[-1] += ')' if group.required else ']'
                    parts[positional] += texts
                else:
                    parts[positional] += [self._usage_part(member, not group.required) for member in shown]
        return [[part for part in of_kind if part] for of_kind in parts]

    def _usage_part(self, action, optional, in_group=False):
        colors = self._theme
        if not action.option_strings:
            text = self._format_args(action, self._get_default_metavar_for_positional(action))
            if in_group and text.startswith('[') and text.endswith(']'):
                text = text[1:-1]
            return f'{colors.summary_action}{text}{colors.reset}'
        option = action.option_strings[0]
        color = colors.summary_long_option if self._is_long_option(option) else colors.summary_short_option
        if action.nargs == 0:
            text = f'{color}{action.format_usage()}{colors.reset}'
        else:
            args = self._format_args(action, self._get_default_metavar_for_optional(action))
            text = f'{color}{option} {colors.summary_label}{args}{colors.reset}'
        return f'[{text}]' if optional else text

    def _is_long_option(self, string):
        return len(string) > 2

    # Descriptions and arguments.

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % {'prog': self._prog}
        room = max(self._width - self._current_indent, 11)
        return self._fill_text(text, room, ' ' * self._current_indent) + '\n\n'

    def _format_action(self, action):
        help_column = min(self._action_max_length + 2, self._max_help_position)
        help_room = max(self._width - help_column, 11)
        room = help_column - self._current_indent - 2
        invocation = self._format_action_invocation(action)
        length = len(self._decolor(invocation))
        begin = ' ' * self._current_indent + invocation
        has_help = bool(action.help)
        parts, same_line = [], False
        if has_help and length <= room:
            same_line = True
            parts.append(begin + ' ' * (room - length + 2))
        else:
            parts.append(begin + '\n')
        if has_help:
            text = self._expand_help(action)
            if text.strip():
                for number, line in enumerate(self._split_lines(text, help_room)):
                    parts.append(f'{" " * (0 if same_line and not number else help_column)}{line}\n')
            elif same_line:
                parts.append('\n')
        elif not parts[-1].endswith('\n'):
            parts.append('\n')
        parts += [self._format_action(below) for below in self._iter_indented_subactions(action)]
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        colors = self._theme
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return f'{colors.action}{" ".join(self._metavar_formatter(action, default)(1))}{colors.reset}'
        options = []
        for option in action.option_strings:
            color = colors.long_option if self._is_long_option(option) else colors.short_option
            options.append(f'{color}{option}{colors.reset}')
        text = ', '.join(options)
        if action.nargs != 0:
            args = self._format_args(action, self._get_default_metavar_for_optional(action))
            text += f' {colors.label}{args}{colors.reset}'
        return text

    def _metavar_formatter(self, action, default_metavar):
        """Return a function that gives so many names for the arguments of an action."""
        if action.metavar is not None:
            name = action.metavar
        elif action.choices is not None:
            name = _choices_text(action.choices)
        else:
            name = default_metavar
        return lambda count: name if isinstance(name, tuple) else (name,) * count

    def _format_args(self, action, default_metavar):
        names = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs is None:
            return '%s' % names(1)
        if nargs == OPTIONAL:
            return '[%s]' % names(1)
        if nargs == ZERO_OR_MORE:
            given = names(1)
            return '[%s [%s ...]]' % given if len(given) == 2 else '[%s ...]' % given
        if nargs == ONE_OR_MORE:
            return '%s [%s ...]' % names(2)
        if nargs == REMAINDER:
            return '...'
        if nargs == PARSER:
            return '%s ...' % names(1)
        if nargs == SUPPRESS:
            return ''
        try:
            words = ['%s'] * nargs
        except TypeError:
            raise ValueError('invalid nargs value') from None
        return ' '.join(words) % names(nargs)

    def _expand_help(self, action):
        text = self._get_help_string(action)
        if '%' not in text:
            return text
        values = {'prog': self._prog}
        for name, value in vars(action).items():
            if value is SUPPRESS:
                continue
            if name == 'choices' and value is not None:
                value = ', '.join(map(str, value))
            values[name] = getattr(value, '__name__', value)
        return text % values

    def _iter_indented_subactions(self, action):
        subactions = getattr(action, '_get_subactions', None)
        if subactions is not None:
            self._indent()
            yield from subactions()
            self._dedent()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(_one_line(text), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(_one_line(text), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions and epilogs as they are."""

    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves the lines of all help texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the default to the help of arguments."""

    def _get_help_string(self, action):
        text = action.help or ''
        if '%(default)' in text or action.default is SUPPRESS or action.required:
            return text
        if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
            text += _(' (default: %(default)s)')
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the name of an argument's type where others show its destination."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional


# ---- actions


class Action(_AttributeHolder):
    """What an argument is, and what happens when it is found. Subclasses define __call__."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        """Keep everything under its name."""
        self.option_strings = option_strings
        self.dest = dest
        self.nargs, self.const, self.default = nargs, const, default
        self.type, self.choices, self.required = type, choices, required
        self.help, self.metavar, self.deprecated = help, metavar, deprecated

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in (
            'option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices', 'required', 'help', 'metavar',
            'deprecated')]

    def format_usage(self):
        """Return the option as usage messages show it."""
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(_('.__call__() not defined'))


class BooleanOptionalAction(Action):
    """Two options: --name stores True and --no-name stores False."""

    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        names = []
        for option in option_strings:
            names.append(option)
            if option.startswith('--'):
                if option.startswith('--no-'):
                    raise ValueError(f'invalid option name {option!r} for BooleanOptionalAction')
                names.append(f'--no-{option[2:]}')
        super().__init__(names, dest, nargs=0, default=default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


def _needs_values(kind, nargs, const, hint):
    if nargs == 0:
        raise ValueError(f'nargs for {kind} actions must be != 0; if {hint}')
    if const is not None and nargs != OPTIONAL:
        raise ValueError(f'nargs must be {OPTIONAL!r} to supply const')


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        _needs_values('store', nargs, const, 'you have nothing to store, actions such as store true or store const may '
                      'be more appropriate')
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None,
                 deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


def _own_list(namespace, dest):
    # The list in the namespace may be the default, which must not change.
    present = getattr(namespace, dest, None)
    if present is None:
        return []
    if type(present) is list:
        return present[:]
    import copy
    return copy.copy(present)


class _AppendAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        _needs_values('append', nargs, const, 'arg strings are not supplying the value to append, the append const '
                      'action may be more appropriate')
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        items = _own_list(namespace, self.dest)
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None,
                 deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar,
                         deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        items = _own_list(namespace, self.dest)
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _own_list(namespace, self.dest)
        items.extend(values)
        setattr(namespace, self.dest, items)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        if help is None:
            help = _("show program's version number and exit")
        super().__init__(option_strings, dest, 0, default=default, help=help, deprecated=deprecated)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        formatter = parser._get_formatter()
        formatter.add_text(parser.version if self.version is None else self.version)
        parser._print_message(formatter.format_help(), _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    """The argument that names a command, which has a parser of its own for what follows."""

    class _ChoicesPseudoAction(Action):
        # A line of help about one command.
        def __init__(self, name, aliases, help):
            shown = f'{name} ({", ".join(aliases)})' if aliases else name
            super().__init__([], shown, help=help, metavar=shown)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions, self._deprecated = {}, [], set()
        self._color = True
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kwargs):
        """Add a command and return its parser. kwargs: help, aliases, and what the class of parsers takes."""
        if kwargs.get('prog') is None:
            kwargs['prog'] = f'{self._prog_prefix} {name}'
        kwargs.setdefault('color', self._color)
        aliases = kwargs.pop('aliases', ())
        known = self._name_parser_map
        if name in known:
            raise ValueError(f'conflicting subparser: {name}')
        for alias in aliases:
            if alias in known:
                raise ValueError(f'conflicting subparser alias: {alias}')
        line = None
        if 'help' in kwargs:
            line = self._ChoicesPseudoAction(name, aliases, kwargs.pop('help'))
            self._choices_actions.append(line)
        parser = self._parser_class(**kwargs)
        if line is not None:
            parser._check_help(line)
        for each in (name, *aliases):
            known[each] = parser
            if deprecated:
                self._deprecated.add(each)
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        chosen = self._name_parser_map.get(name)
        if chosen is None:
            raise ArgumentError(self, _('unknown parser %(parser_name)r (choices: %(choices)s)') % {
                'parser_name': name, 'choices': ', '.join(self._name_parser_map)})
        if name in self._deprecated:
            parser._warning(_("command '%(parser_name)s' is deprecated") % {'parser_name': name})
        # The command's parser fills a namespace of its own: its defaults win over those that are there.
        found, unknown = chosen.parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if unknown:
            before = getattr(namespace, _UNRECOGNIZED_ARGS_ATTR, [])
            setattr(namespace, _UNRECOGNIZED_ARGS_ATTR, [*before, *unknown])


class FileType:
    """A type for arguments that are files: the file is opened, - is standard input or output. Deprecated."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        """Keep what open gets."""
        import warnings
        warnings.warn('FileType is deprecated. Simply open files after parsing arguments.',
                      category=PendingDeprecationWarning, stacklevel=2)
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == '-':
            for letters, stream in (('r', _sys.stdin), ('wax', _sys.stdout)):
                if set(letters) & set(self._mode):
                    return stream.buffer if 'b' in self._mode else stream
            raise ValueError(_('argument "-" with mode %r') % self._mode)
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(_("can't open '%(filename)s': %(error)s") % {
                'filename': string, 'error': error}) from None

    def __repr__(self):
        parts = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        parts += [f'{name}={value!r}' for name, value in (('encoding', self._encoding), ('errors', self._errors))
                  if value is not None]
        return f'{type(self).__name__}({", ".join(parts)})'


# ---- what has arguments


def _identity(value):
    return value


class _ActionsContainer:
    """The part that parsers and groups have in common."""

    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description, self.prefix_chars = description, prefix_chars
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self._registries = {}
        for name, action in ((None, _StoreAction), ('store', _StoreAction), ('store_const', _StoreConstAction),
                             ('store_true', _StoreTrueAction), ('store_false', _StoreFalseAction),
                             ('append', _AppendAction), ('append_const', _AppendConstAction), ('count', _CountAction),
                             ('help', _HelpAction), ('version', _VersionAction), ('parsers', _SubParsersAction),
                             ('extend', _ExtendAction)):
            self.register('action', name, action)
        self._get_handler()
        self._actions, self._option_string_actions = [], {}
        self._action_groups, self._mutually_exclusive_groups = [], []
        self._defaults = {}
        # Has an item when there is an option that looks like a negative number.
        self._has_negative_number_optionals = []

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        return self._registries[registry_name].get(value, default)

    def set_defaults(self, **kwargs):
        """Set attributes of the namespace, whether arguments have these destinations or not."""
        self._defaults.update(kwargs)
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)

    def get_default(self, dest):
        """Return the default for a destination."""
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        """Add an argument: a name for a positional, or option strings; and what the action takes. Returns the action."""
        marks = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in marks:
            if args and 'dest' in kwargs:
                raise TypeError('dest supplied twice for positional argument, did you mean metavar?')
            settings = self._get_positional_kwargs(*args, **kwargs)
        else:
            settings = self._get_optional_kwargs(*args, **kwargs)
        if 'default' not in settings:
            dest = settings['dest']
            if dest in self._defaults:
                settings['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                settings['default'] = self.argument_default
        named = settings.get('action')
        kind = self._pop_action_class(settings)
        if not callable(kind):
            raise ValueError(f'unknown action {kind!r}')
        action = kind(**settings)
        if not action.option_strings and action.nargs == 0:
            raise ValueError(f'action {named!r} is not valid for positional arguments')
        function = self._registry_get('type', action.type, action.type)
        if not callable(function):
            raise TypeError(f'{function!r} is not callable')
        if function is FileType:
            raise TypeError(f'{function!r} is a FileType class object, instance of it must be passed')
        self._check_help(action)
        return self._add_action(action)

    def add_argument_group(self, *args, **kwargs):
        """Add a group, which gets a section of its own in the help."""
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        """Add a group of which only one argument may be given."""
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group

    def _add_action(self, action):
        self._check_conflict(action)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
            if _is_negative_number(option) and not self._has_negative_number_optionals:
                self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _add_container_actions(self, container):
        # Takes over the arguments of a parent parser, with their groups: those of the same title become one.
        titled = {}
        for group in self._action_groups:
            if group.title in titled:
                raise ValueError(f'cannot merge actions - two groups are named {group.title!r}')
            titled[group.title] = group
        place = {}
        for group in container._action_groups:
            if group.title not in titled:
                titled[group.title] = self.add_argument_group(group.title, group.description,
                                                              conflict_handler=group.conflict_handler)
            place.update(dict.fromkeys(group._group_actions, titled[group.title]))
        for group in container._mutually_exclusive_groups:
            around = self if group._container is container else titled[group._container.title]
            place.update(dict.fromkeys(group._group_actions, around.add_mutually_exclusive_group(required=group.required)))
        for action in container._actions:
            place.get(action, self)._add_action(action)

    def _get_positional_kwargs(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get('nargs')
        if nargs == 0:
            raise ValueError('nargs for positionals must be != 0')
        kwargs['required'] = nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS)
        return kwargs | {'dest': dest, 'option_strings': []}

    def _get_optional_kwargs(self, *args, **kwargs):
        marks = self.prefix_chars
        for option in args:
            if option[0] not in marks:
                raise ValueError(f'invalid option string {option!r}: must start with a character {marks!r}')
        dest = kwargs.pop('dest', None)
        if dest is None:
            # The first long option gives the name, else the first one.
            named = next((option for option in args if len(option) > 1 and option[1] in marks), args[0])
            dest = named.lstrip(marks)
            if not dest:
                raise TypeError(f'dest= is required for options like {named!r}')
            dest = dest.replace('-', '_')
        return kwargs | {'dest': dest, 'option_strings': list(args)}

    def _pop_action_class(self, kwargs, default=None):
        named = kwargs.pop('action', default)
        return self._registry_get('action', named, named)

    def _get_handler(self):
        try:
            return getattr(self, f'_handle_conflict_{self.conflict_handler}')
        except AttributeError:
            raise ValueError(f'invalid conflict_resolution value: {self.conflict_handler!r}') from None

    def _check_conflict(self, action):
        taken = [(option, self._option_string_actions[option]) for option in action.option_strings
                 if option in self._option_string_actions]
        if taken:
            self._get_handler()(action, taken)

    def _handle_conflict_error(self, action, conflicting_actions):
        text = ngettext('conflicting option string: %s', 'conflicting option strings: %s', len(conflicting_actions))
        raise ArgumentError(action, text % ', '.join([option for option, _taken in conflicting_actions]))

    def _handle_conflict_resolve(self, action, conflicting_actions):
        for option, older in conflicting_actions:
            older.option_strings.remove(option)
            del self._option_string_actions[option]
            if not older.option_strings:
                older.container._remove_action(older)

    def _check_help(self, action):
        # Tells at once what would else come up when help is written.
        if hasattr(self, '_get_formatter'):
            formatter = self._get_validation_formatter()
            if action.metavar is not None or action.nargs is not None:
                try:
                    formatter._format_args(action, None)
                except TypeError:
                    raise ValueError('length of metavar tuple does not match nargs') from None
            if action.choices is not None:
                try:
                    formatter._format_args(action, None)
                except TypeError:
                    raise ValueError('length of metavar tuple does not match nargs') from None
            if action.help and '%' in action.help:
                try:
                    formatter._expand_help(action)
                except (ValueError, TypeError, KeyError) as error:
                    raise ValueError('badly formed help string') from error


class _ArgumentGroup(_ActionsContainer):
    """Arguments under a heading of the help. They belong to the parser (or group) all the same."""

    def __init__(self, container, title=None, description=None, **kwargs):
        if 'prefix_chars' in kwargs:
            import warnings
            warnings.warn("The use of the undocumented 'prefix_chars' parameter in ArgumentParser.add_argument_group() is "
                          'deprecated.', DeprecationWarning, stacklevel=3)
        for name in ('conflict_handler', 'prefix_chars', 'argument_default'):
            kwargs.setdefault(name, getattr(container, name))
        super().__init__(description, **kwargs)
        self.title = title
        self._group_actions = []
        for shared in ('_registries', '_actions', '_option_string_actions', '_defaults',
                       '_has_negative_number_optionals', '_mutually_exclusive_groups'):
            setattr(self, shared, getattr(container, shared))
        self._owner = container

    def _check_help(self, action):
        self._owner._check_help(action)

    def _add_action(self, action):
        self._group_actions.append(super()._add_action(action))
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)

    def add_argument_group(self, *args, **kwargs):
        raise ValueError('argument groups cannot be nested')


class _MutuallyExclusiveGroup(_ArgumentGroup):
    """Arguments of which only one may be given."""

    def __init__(self, container, required=False):
        super().__init__(container)
        self.required, self._container = required, container

    def _add_action(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        self._group_actions.append(self._container._add_action(action))
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)

    def add_mutually_exclusive_group(self, **kwargs):
        raise ValueError('mutually exclusive groups cannot be nested')


def _is_negative_number(text):
    # A minus and a digit, or a minus, a point and a digit.
    return text[:1] == '-' and text[1:].removeprefix('.')[:1].isdecimal()


def _prog_name(prog=None):
    if prog is not None:
        return prog
    path = _sys.argv[0]
    try:
        spec = _sys.modules['__main__'].__spec__
    except (KeyError, AttributeError):
        spec = None
    if spec is None or spec.name != '__main__' and path != spec.origin:  # or argv is that of another program
        return _os.path.basename(path)
    python = _os.path.basename(_sys.executable)
    if spec.name == '__main__':
        # A folder or an archive was started.
        return f'{python} {path}'
    return f'{python} -m {spec.name.removesuffix(".__main__")}'


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """Reads command lines. Arguments are added with add_argument, then parse_args returns a namespace of their values."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter,
                 prefix_chars='-', fromfile_prefix_chars=None, argument_default=None, conflict_handler='error',
                 add_help=True, allow_abbrev=True, exit_on_error=True, *, suggest_on_error=False, color=True):
        """Make a parser.

        prog, usage, description, epilog: texts of the help; formatter_class writes it, with color on a terminal.
        parents: parsers whose arguments are taken over. prefix_chars: what options begin with. fromfile_prefix_chars:
        arguments that begin with these name files with more arguments. argument_default: for arguments without a
        default. conflict_handler: error or resolve, for the same option twice. add_help: add -h. allow_abbrev: long
        options may be shortened. exit_on_error: else errors are raised. suggest_on_error: name the nearest choice.
        """
        _ActionsContainer.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        self.prog, self.usage, self.epilog = _prog_name(prog), usage, epilog
        self.formatter_class, self.fromfile_prefix_chars = formatter_class, fromfile_prefix_chars
        self.add_help, self.allow_abbrev, self.exit_on_error = add_help, allow_abbrev, exit_on_error
        self.suggest_on_error, self.color = suggest_on_error, color
        self._cached_formatter = None
        self._positionals = self.add_argument_group(_('positional arguments'))
        self._optionals = self.add_argument_group(_('options'))
        self._subparsers = None
        self.register('type', None, _identity)
        if add_help:
            mark = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(f'{mark}h', f'{mark * 2}help', action='help', default=SUPPRESS,
                              help=_('show this help message and exit'))
        for parent in parents:
            if not isinstance(parent, ArgumentParser):
                raise TypeError('parents must be a list of ArgumentParser')
            self._add_container_actions(parent)
            self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in (
            'prog', 'usage', 'description', 'formatter_class', 'conflict_handler', 'add_help')]

    def add_subparsers(self, **kwargs):
        """Add the argument that names a command; its add_parser method adds the commands."""
        if self._subparsers is not None:
            raise ValueError('cannot have multiple subparser arguments')
        kwargs.setdefault('parser_class', type(self))
        section = self._positionals
        if 'title' in kwargs or 'description' in kwargs:
            section = self.add_argument_group(kwargs.pop('title', None) or _('subcommands'), kwargs.pop('description', None))
        self._subparsers = section
        if kwargs.get('prog') is None:
            # The name of a command's program ends with the arguments that come before it.
            formatter = self.formatter_class(prog=self.prog)
            formatter._set_color(False)
            formatter.add_usage(None, self._get_positional_actions(), self._mutually_exclusive_groups, '')
            kwargs['prog'] = formatter.format_help().strip()
        action = self._pop_action_class(kwargs, 'parsers')(option_strings=[], **kwargs)
        action._color = self.color
        self._check_help(action)
        section._add_action(action)
        return action

    def _add_action(self, action):
        section = self._optionals if action.option_strings else self._positionals
        return section._add_action(action)

    def _get_optional_actions(self):
        return [each for each in self._actions if each.option_strings]

    def _get_positional_actions(self):
        return [each for each in self._actions if not each.option_strings]

    # Parsing.

    def parse_args(self, args=None, namespace=None):
        """Read a command line (sys.argv by default) and return the namespace. What isn't known is an error."""
        return self._all_known(self.parse_known_args(args, namespace))

    def parse_intermixed_args(self, args=None, namespace=None):
        """Do what parse_args does, with positionals and options mixed in any way."""
        return self._all_known(self.parse_known_intermixed_args(args, namespace))

    def _all_known(self, result):
        namespace, unknown = result
        if unknown:
            text = _('unrecognized arguments: %s') % ' '.join(unknown)
            if not self.exit_on_error:
                raise ArgumentError(None, text)
            self.error(text)
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        """Do what parse_args does, and return the namespace and a list of what isn't known."""
        return self._parse(args, namespace, False)

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """Do what parse_intermixed_args does, and return the namespace and a list of what isn't known."""
        for action in self._get_positional_actions():
            if action.nargs in (PARSER, REMAINDER):
                raise TypeError(f'parse_intermixed_args: positional arg with nargs={action.nargs}')
        return self._parse(args, namespace, True)

    def _parse(self, args, namespace, intermixed):
        args = _sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            namespace, unknown = _Parsing(self, args, namespace, intermixed).run()
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            unknown.extend(getattr(namespace, _UNRECOGNIZED_ARGS_ATTR))
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, unknown

    def _read_args_from_files(self, arg_strings):
        result = []
        for word in arg_strings:
            if not word or word[0] not in self.fromfile_prefix_chars:
                result.append(word)
                continue
            try:
                with open(word[1:], encoding=_sys.getfilesystemencoding(),
                          errors=_sys.getfilesystemencodeerrors()) as file:
                    inner = [arg for line in file.read().splitlines() for arg in self.convert_arg_line_to_args(line)]
                result += self._read_args_from_files(inner)
            except OSError as error:
                raise ArgumentError(None, str(error))
        return result

    def convert_arg_line_to_args(self, arg_line):
        """Return the arguments in one line of a file. Subclasses may split lines."""
        return [arg_line]

    def _parse_optional(self, arg_string):
        # Returns None for a word that is no option; else the options it may be: tuples of action, option string,
        # separator (None, '' or '=') and argument in the same word.
        if not arg_string or arg_string[0] not in self.prefix_chars:
            return None
        options = self._option_string_actions
        if arg_string in options:
            return [(options[arg_string], arg_string, None, None)]
        if len(arg_string) == 1:
            return None
        name, equals, value = arg_string.partition('=')
        if equals and name in options:
            return [(options[name], name, equals, value)]
        if candidates := self._get_option_tuples(arg_string):
            return candidates
        if _is_negative_number(arg_string) and not self._has_negative_number_optionals:
            return None
        return None if ' ' in arg_string else [(None, arg_string, None, None)]

    def _get_option_tuples(self, option_string):
        marks, options, found = self.prefix_chars, self._option_string_actions, []
        name, equals, value = option_string.partition('=')
        rest = (equals, value) if equals else (None, None)
        if option_string[1] in marks:
            if self.allow_abbrev:
                found = [(action, option, *rest) for option, action in options.items() if option.startswith(name)]
        else:
            short, after = option_string[:2], option_string[2:]
            for option, action in options.items():
                if option == short:
                    found.append((action, option, '', after))
                elif self.allow_abbrev and option.startswith(name):
                    found.append((action, option, *rest))
        return found

    def _get_values(self, action, arg_strings):
        nargs = action.nargs
        if nargs == OPTIONAL and not arg_strings:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self._get_value(action, value)
            return value
        if nargs == ZERO_OR_MORE and not arg_strings and not action.option_strings:
            return [] if action.default is None else action.default
        if nargs in (None, OPTIONAL):
            [word] = arg_strings
            value = self._get_value(action, word)
            self._check_value(action, value)
            return value
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, word) for word in arg_strings]
        if nargs == PARSER:
            self._check_value(action, values[0])
        elif nargs != REMAINDER:
            for value in values:
                self._check_value(action, value)
        return values

    def _get_value(self, action, arg_string):
        function = self._registry_get('type', action.type, action.type)
        if not callable(function):
            raise TypeError(f'{function!r} is not callable')
        try:
            return function(arg_string)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            kind = getattr(action.type, '__name__', repr(action.type))
            raise ArgumentError(action, _('invalid %(type)s value: %(value)r') % {'type': kind, 'value': arg_string})

    def _check_value(self, action, value):
        choices = action.choices
        if choices is None:
            return
        if isinstance(choices, str):
            choices = iter(choices)
        if value in choices:
            return
        args = {'value': str(value), 'choices': ', '.join([repr(str(choice)) for choice in action.choices])}
        text = _('invalid choice: %(value)r (choose from %(choices)s)')
        if self.suggest_on_error and isinstance(value, str):
            if all(isinstance(choice, str) for choice in action.choices):
                import difflib
                if near := difflib.get_close_matches(value, action.choices, 1):
                    args['closest'] = near[0]
                    text = _('invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)')
        raise ArgumentError(action, text % args)

    # Messages.

    def format_usage(self):
        """Return the usage message."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        """Return the help message."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def _get_formatter(self):
        formatter = self.formatter_class(prog=self.prog)
        formatter._set_color(self.color)
        return formatter

    def _get_validation_formatter(self):
        # Only for checks: one for all arguments, without the width of the terminal being asked each time.
        if self._cached_formatter is None:
            self._cached_formatter = self._get_formatter()
        return self._cached_formatter

    def print_usage(self, file=None):
        """Write the usage message to a file, standard output by default."""
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        """Write the help message to a file, standard output by default."""
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            try:
                (file or _sys.stderr).write(message)
            except (AttributeError, OSError):
                pass

    def exit(self, status=0, message=None):
        """End the program, after a message to standard error if there is one."""
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        """Write the usage and the message to standard error, and end the program with status 2."""
        self.print_usage(_sys.stderr)
        self.exit(2, _('%(prog)s: error: %(message)s\n') % {'prog': self.prog, 'message': message})

    def _warning(self, message):
        self._print_message(_('%(prog)s: warning: %(message)s\n') % {'prog': self.prog, 'message': message}, _sys.stderr)


class _Parsing:
    """One run of a parser over a command line.

    The kind of each word is a letter: A an argument, O an option, - the first two dashes that stand alone, behind which
    everything is an argument.
    """

    def __init__(self, parser, words, namespace, intermixed):
        self.parser, self.namespace, self.intermixed = parser, namespace, intermixed
        if parser.fromfile_prefix_chars is not None:
            words = parser._read_args_from_files(words)
        self.words, self.options = words, {}
        self.positionals = parser._get_positional_actions()
        self.unknown, self.unknown_kinds = [], []
        self.seen, self.given, self.warned = set(), set(), set()
        self.excluded = {}
        for group in parser._mutually_exclusive_groups:
            members = group._group_actions
            for number, member in enumerate(members):
                self.excluded.setdefault(member, []).extend(members[:number] + members[number + 1:])
        kinds = []
        for at, word in enumerate(words):
            if '-' in kinds:
                kinds.append('A')
            elif word == '--':
                kinds.append('-')
            elif (candidates := parser._parse_optional(word)) is None:
                kinds.append('A')
            else:
                self.options[at] = candidates
                kinds.append('O')
        self.kinds = ''.join(kinds)

    def run(self):
        at, last = 0, max(self.options, default=-1)
        while at <= last:
            option = at
            while option not in self.options:
                option += 1
            if not self.intermixed and option != at:
                behind = self.take_positionals(at)
                if behind > at:
                    at = behind
                    continue
            if at not in self.options:
                self.unknown += self.words[at:option]
                self.unknown_kinds += self.kinds[at:option]
                at = option
            at = self.take_option(at)
        at = at if self.intermixed else self.take_positionals(at)
        self.unknown += self.words[at:]
        self.unknown_kinds += self.kinds[at:]
        if self.intermixed:
            # Now all that isn't an option is in line for the positionals.
            found = list(zip(self.unknown, self.unknown_kinds))
            self.unknown = [word for word, kind in found if kind == 'O']
            self.words = [word for word, kind in found if kind != 'O']
            self.kinds = ''.join([kind for _word, kind in found if kind != 'O'])
            self.unknown += self.words[self.take_positionals(0):]
        self.check_required()
        return self.namespace, self.unknown

    def check_required(self):
        parser, missing = self.parser, []
        for action in parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif isinstance(action.default, str) and getattr(self.namespace, action.dest, None) is action.default:
                # A default that is a string is converted as an argument would be, but only if it is needed.
                setattr(self.namespace, action.dest, parser._get_value(action, action.default))
        if missing:
            raise ArgumentError(None, _('the following arguments are required: %s') % ', '.join(map(str, missing)))
        for group in parser._mutually_exclusive_groups:
            if group.required and not any(member in self.given for member in group._group_actions):
                names = [_get_action_name(member) for member in group._group_actions if member.help is not SUPPRESS]
                raise ArgumentError(None, _('one of the arguments %s is required') % ' '.join(names))

    def perform(self, action, words, option=None):
        self.seen.add(action)
        values = self.parser._get_values(action, words)
        if action.option_strings or words:
            self.given.add(action)
            for other in self.excluded.get(action, ()):
                if other in self.given:
                    raise ArgumentError(action, _('not allowed with argument %s') % _get_action_name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def warn(self, key, text):
        if key not in self.warned:
            self.warned.add(key)
            self.parser._warning(text)

    # Options.

    def take_option(self, at):
        # Performs the option at that word, and returns where the next word is.
        candidates = self.options[at]
        word = self.words[at]
        if len(candidates) > 1:
            names = ', '.join([option for _action, option, _sep, _value in candidates])
            raise ArgumentError(None, _('ambiguous option: %(option)s could match %(matches)s') % {
                'option': word, 'matches': names})
        action, option, separator, value = candidates[0]
        todo = []
        behind = at + 1
        while True:
            if action is None:
                self.unknown.append(word)
                self.unknown_kinds.append('O')
                return at + 1
            if value is None:
                count = self.match_option(action, self.kinds[at + 1:])
                behind = at + 1 + count
                words = self.words[at + 1:behind]
                if '-' in self.kinds[at + 1:behind] and action.nargs not in (PARSER, REMAINDER):
                    words.remove('--')
                todo.append((action, words, option))
                break
            count = self.match_option(action, 'A')
            marks = self.parser.prefix_chars
            if (count == 0 and option[1] not in marks and value != '' and separator != '='
                    and value[0] not in marks):
                # A letter without argument: the next letter is an option, too.
                todo.append((action, [], option))
                option = option[0] + value[0]
                following = self.parser._option_string_actions.get(option)
                if following is None:
                    self.unknown.append(option[0] + value)
                    self.unknown_kinds.append('O')
                    break
                action, value = following, value[1:]
                if not value:
                    separator = value = None
                elif value[0] == '=':
                    separator, value = '=', value[1:]
                else:
                    separator = ''
            elif count == 1:
                todo.append((action, [value], option))
                break
            else:
                raise ArgumentError(action, _('ignored explicit argument %r') % value)
        for action, words, option in todo:
            if action.deprecated:
                self.warn(option, _("option '%(option)s' is deprecated") % {'option': option})
            self.perform(action, words, option)
        return behind

    def match_option(self, action, kinds):
        # Returns how many words the option takes.
        least, most = _bounds(action)
        if action.nargs in (PARSER, REMAINDER):
            if action.nargs == REMAINDER or kinds[:1] == 'A':
                return len(kinds)
            count = -1
        else:
            count = 0
            limit = len(kinds) if most is None else most
            while count < min(limit, len(kinds)) and kinds[count] == 'A':
                count += 1
        if count < least:
            messages = {None: _('expected one argument'), OPTIONAL: _('expected at most one argument'),
                        ONE_OR_MORE: _('expected at least one argument')}
            text = messages.get(action.nargs)
            if text is None:
                text = ngettext('expected %s argument', 'expected %s arguments', action.nargs) % action.nargs
            raise ArgumentError(action, text)
        return count

    # Positionals.

    def take_positionals(self, at):
        kinds = self.kinds[at:]
        counts = _share(self.positionals, kinds)
        for action, count in zip(self.positionals, counts):
            words, own = self.words[at:at + count], self.kinds[at:at + count]
            if action.nargs == PARSER:
                if own[:1] == '-':
                    words.remove('--')
            elif action.nargs != REMAINDER and '-' in own:
                words.remove('--')
            at += count
            if words and action.deprecated:
                self.warn(action.dest, _("argument '%(argument_name)s' is deprecated") % {'argument_name': action.dest})
            self.perform(action, words)
        del self.positionals[:len(counts)]
        return at


def _bounds(action):
    # The least and the greatest number of arguments; None: no end.
    nargs = action.nargs
    if nargs is None:
        return 1, 1
    if isinstance(nargs, int):
        return nargs, nargs
    return {OPTIONAL: (0, 1), ZERO_OR_MORE: (0, None), ONE_OR_MORE: (1, None), PARSER: (1, None), REMAINDER: (0, None),
            SUPPRESS: (0, 0)}[nargs]


def _share(positionals, kinds):
    """Return how many words each positional gets, for as many of them as the words suffice for.

    The first gets as many as it takes, as long as those behind it get their least.
    """
    for number in range(len(positionals), 0, -1):
        counts = _share_all(positionals[:number], kinds)
        if counts is not None:
            behind = sum(counts)
            if behind < len(kinds) and kinds[behind] == 'O':
                # An option follows, and more arguments may follow it: who has none may still get some.
                while counts and not counts[-1]:
                    counts.pop()
            return counts
    return []


def _share_all(actions, kinds):
    # Arguments up to the next option are in reach, unless one takes everything.
    reach = kinds.find('O')
    reach = len(kinds) if reach < 0 else reach
    bounds = [_bounds(action) for action in actions]
    counts, at = [], 0
    for number, action in enumerate(actions):
        least, most = bounds[number]
        if action.nargs == REMAINDER:
            counts.append(len(kinds) - at)
            at = len(kinds)
            reach = len(kinds)
            continue
        start = at
        while at < reach and kinds[at] == '-':
            at += 1
        if action.nargs == PARSER:
            if at >= len(kinds) or kinds[at] != 'A':
                return None
            counts.append(len(kinds) - start)
            at = reach = len(kinds)
            continue
        available = kinds[at:reach].count('A') - sum(low for low, _high in bounds[number + 1:])
        take = available if most is None else min(available, most)
        if take < least:
            return None
        while take or at < reach and kinds[at] == '-':
            take -= kinds[at] == 'A'
            at += 1
        counts.append(at - start)
    return counts
