"""Options of a command line, as the C function getopt reads them."""

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    """An option that isn't known, or an argument that lacks or is too much. opt names the option."""

    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        self.msg, self.opt = msg, opt
        super().__init__(msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def _complain(message, option):
    from gettext import gettext
    raise GetoptError(gettext(message) % option, option)


def getopt(args, shortopts, longopts=[]):
    """Return the options at the front, as pairs of option and value, and the arguments that follow.

    shortopts: letters, with a colon if an argument follows, two if it may. longopts: names, with = or =? likewise.
    """
    options = _Options(shortopts, longopts)
    rest = list(args)
    while rest and rest[0] != '-' and rest[0].startswith('-'):
        if rest[0] == '--':
            del rest[0]
            break
        options.take(rest)
    return options.found, rest


def gnu_getopt(args, shortopts, longopts=[]):
    """Return the options anywhere, as pairs of option and value, and the other arguments.

    With + in front of shortopts, or POSIXLY_CORRECT in the environment, options end at the first other argument; with -
    in front, the other arguments stand among the options, under None.
    """
    import os
    in_order = shortopts.startswith('-')
    ends_early = shortopts.startswith('+')
    if in_order or ends_early:
        shortopts = shortopts[1:]
    elif os.environ.get('POSIXLY_CORRECT'):
        ends_early = True
    options = _Options(shortopts, longopts)
    rest, others = list(args), []
    while rest:
        if rest[0] == '--':
            others += rest[1:]
            break
        if rest[0] != '-' and rest[0].startswith('-'):
            if in_order and others:
                options.found.append((None, others))
                others = []
            options.take(rest)
        elif ends_early:
            others += rest
            break
        else:
            others.append(rest.pop(0))
    return options.found, others


class _Options:
    """What options there are, and those found."""

    def __init__(self, shortopts, longopts):
        self.short = shortopts
        self.long = [longopts] if isinstance(longopts, str) else list(longopts)
        self.found = []

    def take(self, rest):
        # Reads one argument with options, and the arguments of those.
        word = rest.pop(0)
        if word.startswith('--'):
            self._long(word[2:], rest)
        else:
            self._letters(word[1:], rest)

    def _long(self, word, rest):
        name, equals, value = word.partition('=')
        name, wants = self._long_name(name)
        if not equals:
            value = ''
            if wants == '=':
                if not rest:
                    _complain('option --%s requires argument', name)
                value = rest.pop(0)
        elif not wants:
            _complain('option --%s must not have an argument', name)
        self.found.append((f'--{name}', value))

    def _long_name(self, name):
        candidates = [known for known in self.long if known.startswith(name)]
        if not candidates:
            _complain('option --%s not recognized', name)
        for ending in ('', '=', '=?'):
            if name + ending in candidates:
                return name, ending
        if len(candidates) > 1:
            from gettext import gettext
            raise GetoptError(gettext('option --%s not a unique prefix; possible options: %s')
                              % (name, ', '.join(candidates)), name)
        known = candidates[0].removesuffix('?')
        ending = candidates[0][len(known.removesuffix('=')):]
        return known.removesuffix('='), ending

    def _letters(self, letters, rest):
        while letters:
            letter, letters = letters[0], letters[1:]
            wants = self._argument_of(letter)
            value = ''
            if wants:
                value, letters = letters, ''
                if not value and wants == 1:
                    if not rest:
                        _complain('option -%s requires argument', letter)
                    value = rest.pop(0)
            self.found.append((f'-{letter}', value))

    def _argument_of(self, letter):
        # The number of colons behind the letter: 0 no argument, 1 one, 2 perhaps one.
        at = self.short.find(letter) if letter != ':' else -1
        if at < 0:
            _complain('option -%s not recognized', letter)
        following = self.short[at + 1:at + 3]
        return 2 if following == '::' else int(following[:1] == ':')


# One step each, for programs that do the rest themselves: the options found so far, one word, and what follows it.


def do_longs(opts, opt, longopts, args):
    """Read a long option."""
    options = _Options('', longopts)
    options.found, rest = opts, list(args)
    options._long(opt, rest)
    return options.found, rest


def do_shorts(opts, optstring, shortopts, args):
    """Read the letters of one word."""
    options = _Options(shortopts, [])
    options.found, rest = opts, list(args)
    options._letters(optstring, rest)
    return options.found, rest


def long_has_args(opt, longopts):
    """Return whether a long option has an argument, and its whole name."""
    name, wants = _Options('', longopts)._long_name(opt)
    return '?' if wants == '=?' else bool(wants), name


def short_has_arg(opt, shortopts):
    """Return whether a letter has an argument."""
    return (False, True, '?')[_Options(shortopts, [])._argument_of(opt)]


if __name__ == '__main__':
    import sys
    print(getopt(sys.argv[1:], 'a:b', ['alpha=', 'beta']))
