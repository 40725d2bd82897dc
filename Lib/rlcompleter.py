"""Completion of Python names and attributes, for readline."""

import atexit
import builtins
import inspect
import keyword
import re
import __main__
import warnings

__all__ = ["Completer"]

_PREFIX_KEYWORDS = {'finally': ':', 'try': ':', 'else': ':', 'False': '', 'None': '', 'True': '', 'break': '', 'continue': '', 'pass': ''}


class Completer:
    """Completes names of a namespace (that of __main__ by default) and attributes of the objects in it."""

    def __init__(self, namespace=None):
        if not isinstance(namespace or {}, dict):
            raise TypeError('namespace must be a dictionary')
        self.use_main_ns = int(namespace is None)
        if not self.use_main_ns:
            self.namespace = namespace

    def complete(self, text, state):
        """Return the completion number state of text, or None."""
        if self.use_main_ns:
            self.namespace = vars(__main__)
        if text.isspace() or not text:
            return None if state else self._indent()
        if not state:
            find = self.attr_matches if '.' in text else self.global_matches
            with warnings.catch_warnings():
                warnings.simplefilter('ignore')     # of attributes that are going away
                self.matches = find(text)
        return next(iter(self.matches[state:]), None)

    def _indent(self):
        # there is nothing to complete: the key means what it says
        try:
            import readline
        except ImportError:
            return '\t'
        readline.insert_text('\t')
        readline.redisplay()
        return ''

    def _callable_postfix(self, val, word):
        if callable(val):
            try:
                takes_some = bool(inspect.signature(val).parameters)
            except ValueError:
                takes_some = True
            word += '(' if takes_some else '()'
        return word

    def global_matches(self, text):
        """Return the keywords, names of the namespace and builtins that begin with text."""
        matches, seen = [], {"__builtins__"}
        for word in [*keyword.kwlist, *keyword.softkwlist]:
            if word.startswith(text):
                seen.add(word)
                matches.append(word + _PREFIX_KEYWORDS.get(word, ' ') if word != '_' else word)
        for names in self.namespace, builtins.__dict__:
            for word, value in names.items():
                if word.startswith(text) and word not in seen:
                    seen.add(word)
                    matches.append(self._callable_postfix(value, word))
        return matches

    def attr_matches(self, text):
        """Return the attributes that begin as text does; text is dotted names, evaluated in the namespace."""
        match = re.match(r"(\w+(\.\w+)*)\.(\w*)", text)
        if not match:
            return []
        expression, _, attribute = match.groups()
        try:
            thing = eval(expression, self.namespace)
        except Exception:
            return []
        words = {'__class__', *dir(thing), *get_class_members(type(thing))} - {'__builtins__'}
        hidden = {'': '_', '_': '__'}.get(attribute)
        while True:
            matches = []
            for word in words:
                if not word.startswith(attribute) or hidden and word.startswith(hidden):
                    continue
                match = f"{expression}.{word}"
                if isinstance(getattr(type(thing), word, None), property):
                    matches.append(match)       # asking for its value could do anything
                    continue
                value = getattr(thing, word, None)
                matches.append(match if value is None else self._callable_postfix(value, match))
            if matches or not hidden:
                matches.sort()
                return matches
            hidden = '__' if hidden == '_' else None


def get_class_members(klass):
    """Return the names of a class and those below it, as far as they list them."""
    names = dir(klass)
    for base in getattr(klass, '__bases__', ()):
        names = names + get_class_members(base)
    return names


try:
    import readline
except ImportError:
    pass
else:
    _completer = Completer()
    readline.set_completer(_completer.complete)
    atexit.register(readline.set_completer, None)      # it would keep the namespace alive
