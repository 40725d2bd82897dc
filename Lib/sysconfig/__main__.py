"""python -m sysconfig"""

from sysconfig import _main

_main()
