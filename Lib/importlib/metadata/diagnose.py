"""python -m importlib.metadata.diagnose: print which distributions each entry of sys.path contributes."""

import sys

from . import Distribution


def inspect(path):
    """Print the distributions that lie in path."""
    print(f'Inspecting {path}')
    found = list(Distribution.discover(path=[path]))
    if found:
        print('Found', len(found), 'packages:', ', '.join(each.name for each in found))


def run():
    """Print the distributions of all of sys.path."""
    for path in sys.path:
        inspect(path)


if __name__ == '__main__':
    run()
