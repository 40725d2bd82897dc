"""A list of implementations of DOM."""

# Names of modules that have a function getDOMImplementation().
well_known_implementations = {'minidom': 'xml.dom.minidom', '4DOM': 'xml.dom.DOMImplementation'}

# Functions that return an implementation, by name.
registered = {}


def registerDOMImplementation(name, factory):
    """Make an implementation known: a function that returns it."""
    registered.update({name: factory})


def _pairs(text):
    """The features in a text: names, each perhaps with a version after it."""
    found = []
    for word in text.split():
        if word[0].isdecimal():
            if not found:
                raise ValueError(f'bad feature name: {word!r}')
            found[-1] = found[-1][0], word
        else:
            found.append((word, None))
    return tuple(found)


def getDOMImplementation(name=None, features=()):
    """Return an implementation: that of a name, or one that has all features. These are pairs of name and version, or text."""
    import os
    import sys
    import importlib
    if name in well_known_implementations:
        return importlib.import_module(well_known_implementations[name]).getDOMImplementation()
    if name:
        return registered[name]()
    if 'PYTHON_DOM' in os.environ and not sys.flags.ignore_environment:
        return getDOMImplementation(name=os.environ['PYTHON_DOM'])
    wanted = _pairs(features) if isinstance(features, str) else features

    def able(dom):
        return all(dom.hasFeature(*feature) for feature in wanted)

    for factory in registered.values():
        if able(dom := factory()):
            return dom
    for known in well_known_implementations:
        try:
            dom = getDOMImplementation(name=known)
        except Exception:
            # It isn't installed.
            continue
        if able(dom):
            return dom
    raise ImportError('no suitable DOM implementation found')
