"""Write ../version320.txt: in what Unicode 3.2.0 differs from Unicode 16, as CPython's unicodedata.ucd_3_2_0 has it.

A line is the name of a property, the value in 3.2.0 (- if there is none) and the ranges of code points. The property assigned has
the code points that 3.2.0 has; the others lack all properties but digits.
"""
import collections
import os
import unicodedata

OLD = unicodedata.ucd_3_2_0
PROPERTIES = {
    'category': lambda data, c: data.category(c), 'bidirectional': lambda data, c: data.bidirectional(c),
    'mirrored': lambda data, c: data.mirrored(c), 'width': lambda data, c: data.east_asian_width(c),
    'decimal': lambda data, c: data.decimal(c, '-'), 'numeric': lambda data, c: data.numeric(c, '-'),
}
SAME = 'combining', 'decomposition'


def ranges(points):
    parts, points = [], sorted(points)
    while points:
        n = 1
        while n < len(points) and points[n] == points[0] + n:
            n += 1
        parts.append('%x-%x' % (points[0], points[n - 1]))
        points = points[n:]
    return ' '.join(parts)


def main():
    found = collections.defaultdict(list)
    for n in range(0x110000):
        c = chr(n)
        if OLD.category(c) == 'Cn':
            continue
        found['assigned', '-'].append(n)
        for name, read in PROPERTIES.items():
            if read(OLD, c) != read(unicodedata, c):
                found[name, read(OLD, c)].append(n)
        for name in SAME:
            assert getattr(OLD, name)(c) == getattr(unicodedata, name)(c), c
        if OLD.normalize('NFD', c) != unicodedata.normalize('NFD', c):
            found['canonical', OLD.normalize('NFD', c)].append(n)
        assert OLD.digit(c, None) == unicodedata.digit(c, None) and OLD.name(c, '') == unicodedata.name(c, '')
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'version320.txt'), 'w') as f:
        for (name, value), points in sorted(found.items(), key=str):
            f.write('%s %s %s\n' % (name, value, ranges(points)))


main()
