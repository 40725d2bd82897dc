# Code objects tell how large they are, those of functions that nobody has called too.
import textwrap

small = (lambda: 0).__code__.__sizeof__()
large = textwrap.dedent.__code__.__sizeof__()
print(small > 100, large > small + 100)
