"""Paths to elements: a part of XPath."""

import re

xpath_tokenizer_re = re.compile(r"""('[^']*'|"[^"]*")|(::|//?|\.\.|\(\)|!=|[/.*:\[\]()@=])|((?:\{[^}]*\})?[^/\[\]()@!=\s]+)|\s+""")
_wildcards = '{*}*', '{}*'


def xpath_tokenizer(pattern, namespaces=None):
    """Yield the tokens of a path: operator and name; prefixes are replaced by namespaces."""
    default = namespaces.get('') if namespaces else None
    in_attribute = False
    for match in xpath_tokenizer_re.finditer(pattern):
        literal, operator, name = match.groups()
        if literal is not None or name is None:
            yield literal or operator or '', ''
            in_attribute = operator == '@'
            continue
        if name[0] != '{':
            prefix, colon, local = name.partition(':')
            if colon:
                try:
                    if not namespaces:
                        raise KeyError
                    name = f'{{{namespaces[prefix]}}}{local}'
                except KeyError:
                    raise SyntaxError(f'prefix {prefix!r} not found in prefix map') from None
            elif default and not in_attribute:
                name = f'{{{default}}}{name}'
        yield '', name
        in_attribute = False


def _tag_test(tag):
    # Returns a function that tells if a tag is the one, or one of those that a wildcard stands for.
    if tag == '{*}*':
        return lambda found: isinstance(found, str)
    if tag == '{}*':
        return lambda found: isinstance(found, str) and found[:1] != '{'
    if tag[:3] == '{*}':
        local = tag[3:]
        end = '}' + local
        return lambda found: found == local or isinstance(found, str) and found[:1] == '{' and found.endswith(end)
    if tag[:2] == '{}':
        return lambda found, local=tag[2:]: found == local
    if tag[-2:] == '}*':
        begin = tag[:-1]
        return lambda found: isinstance(found, str) and found.startswith(begin)
    return lambda found: found == tag


class _Context:
    """A search: the element it starts from, and who is whose parent."""

    def __init__(self, root):
        self.root, self._parents = root, None

    @property
    def parents(self):
        if self._parents is None:
            self._parents = {child: parent for parent in self.root.iter() for child in parent}
        return self._parents


def _child(tag):
    if tag == '*':
        return lambda context, found: (child for element in found for child in element)
    test = _tag_test(tag)
    return lambda context, found: (child for element in found for child in element if test(child.tag))


def _descendant(tag):
    test = None if tag == '*' else _tag_test(tag)

    def select(context, found):
        for element in found:
            for below in element.iter():
                if below is not element and (test is None or test(below.tag)):
                    yield below
    return select


def _parent(context, found):
    seen = set()
    for element in found:
        parent = context.parents.get(element)
        if parent is not None and parent not in seen:
            seen.add(parent)
            yield parent


def _kept(test):
    return lambda context, found: (element for element in found if test(element))


def _text_of(element):
    return ''.join(element.itertext())


def _predicate(tokens):
    # Reads up to the closing bracket. The shape is the kinds of the tokens; - stands for a name or number.
    shape, words = [], []
    for operator, name in tokens:
        if operator == ']':
            break
        if operator == '' and name == '':
            continue
        if operator[:1] in ('"', "'") and operator:
            shape.append("'")
            words.append(operator[1:-1])
        else:
            shape.append(operator or '-')
            words.append(name)
    else:
        raise SyntaxError('invalid path')
    shape = ''.join(shape)
    if shape == '@-':
        key = words[1]
        return _kept(lambda element: element.get(key) is not None)
    if shape in ("@-='", "@-!='"):
        key, value = words[1], words[-1]
        if '!=' in shape:
            return _kept(lambda element: (got := element.get(key)) is not None and got != value)
        return _kept(lambda element: element.get(key) == value)
    if shape == '-' and not re.match(r'\-?\d+$', words[0]):
        tag = words[0]
        return _kept(lambda element: element.find(tag) is not None)
    if shape in (".='", ".!='") or shape in ("-='", "-!='") and not re.match(r'\-?\d+$', words[0]):
        tag, value = words[0], words[-1]
        differs = '!=' in shape
        if tag:
            return _kept(lambda element: any((_text_of(child) == value) != differs for child in element.findall(tag)))
        return _kept(lambda element: (_text_of(element) == value) != differs)
    if shape == '-' or shape == '-()' or shape == '-()-':
        if shape == '-':
            index = int(words[0]) - 1
            if index < 0:
                raise SyntaxError('XPath position >= 1 expected')
        else:
            if words[0] != 'last':
                raise SyntaxError('unsupported function')
            index = -1
            if shape == '-()-':
                try:
                    index = int(words[2]) - 1
                except ValueError:
                    raise SyntaxError('unsupported expression') from None
                if index > -2:
                    raise SyntaxError('XPath offset from last() must be negative')

        def select(context, found):
            chosen = {}  # of each parent and tag, the element at the place
            for element in found:
                parent = context.parents.get(element)
                if parent is None:
                    continue
                key = parent, element.tag
                if key not in chosen:
                    same = parent.findall(element.tag)
                    chosen[key] = same[index] if -len(same) <= index < len(same) else None
                if chosen[key] is element:
                    yield element
        return select
    raise SyntaxError('invalid predicate')


def _steps(path, namespaces):
    if path[-1:] == '/':
        path += '*'
    if path[:1] == '/':
        raise SyntaxError('cannot use absolute path on element')
    tokens = iter(list(xpath_tokenizer(path, namespaces)))
    steps = []
    token = next(tokens, None)
    while token is not None:
        operator, name = token
        if operator == '*' or operator == '' and name:
            steps.append(_child('*' if operator else name if name not in _wildcards[:1] else '{*}*'))
        elif operator == '.':
            pass
        elif operator == '..':
            steps.append(_parent)
        elif operator == '//':
            token = next(tokens, None)
            if token is None:
                raise SyntaxError('invalid path')
            if token[0] == '*':
                steps.append(_descendant('*'))
            elif not token[0] and token[1]:
                steps.append(_descendant(token[1]))
            else:
                raise SyntaxError('invalid descendant')
        elif operator == '[':
            steps.append(_predicate(tokens))
        elif operator != '/' and (operator or name):
            raise SyntaxError('invalid path')
        token = next(tokens, None)
        if token is not None and token[0] == '/':
            token = next(tokens, None)
            if token is None:
                break
    return steps


_cache = {}


def iterfind(elem, path, namespaces=None):
    """Return an iterator of the elements that a path leads to."""
    key = path
    if namespaces:
        key = path, tuple(sorted(namespaces.items(), key=lambda pair: pair[0] or ''))
    steps = _cache.get(key)
    if steps is None:
        if namespaces and None in namespaces:
            namespaces = {('' if prefix is None else prefix): uri for prefix, uri in namespaces.items()}
        if len(_cache) > 100:
            _cache.clear()
        steps = _cache[key] = _steps(path, namespaces)
    context = _Context(elem)
    found = iter((elem,))
    for step in steps:
        found = step(context, found)
    return found


def find(elem, path, namespaces=None):
    """Return the first element that a path leads to, None if there is none."""
    return next(iter(iterfind(elem, path, namespaces)), None)


def findall(elem, path, namespaces=None):
    """Return the elements that a path leads to, as a list."""
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    """Return the text of the first element that a path leads to."""
    found = find(elem, path, namespaces)
    if found is None:
        return default
    return '' if found.text is None else found.text
