import _csv


class Out:
    def __init__(self):
        self.text = ''

    def write(self, text):
        self.text += text
        return len(text)


def show(*rows, **parameters):
    out = Out()
    writer = _csv.writer(out, **parameters)
    try:
        counts = [writer.writerow(row) for row in rows]
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print(repr(out.text), counts)


rows = [[1, 'a b', None, 2.5, ''], ['x,y', 'q"q', 'l\nl', True], []]
show(*rows)
for quoting in range(6):
    show(*rows, quoting=quoting, escapechar='\\')
    show([''], quoting=quoting)
    show([None], quoting=quoting)
show(['a"b'], doublequote=False)
show(['a"b', 'c\\d'], doublequote=False, escapechar='\\')
show(['', ' '], delimiter=' ', skipinitialspace=True)
show(['\u20ac', 'a\u00e9b'], delimiter='\u00e9', lineterminator='!')
show(['a!'], lineterminator='!')
show(1)
show([10 ** 5000])
show(['"'], quoting=_csv.QUOTE_NONE)
