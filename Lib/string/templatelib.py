"""The types of template strings, t'...'."""

_name = 'value'
Template = type(t'')
Interpolation = type(t'{_name}'.interpolations[0])
del _name


def convert(obj, /, conversion):
    """Apply a conversion as an interpolation names it: 's', 'r', 'a' or None."""
    match conversion:
        case None:
            return obj
        case 's':
            return str(obj)
        case 'r':
            return repr(obj)
        case 'a':
            return ascii(obj)
    raise ValueError(f'invalid conversion specifier: {conversion}')


def _template_unpickle(*args):
    """Make a template again of the pieces that pickle has kept."""
    strings, values = args
    pieces = []
    for text, value in zip(strings, [*values, None]):
        pieces.append(text)
        if value is not None:
            pieces.append(value)
    return Template(*pieces)
