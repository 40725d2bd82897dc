"""What the C library keeps for a process: the locale's categories, catalogues of messages, clocks."""
import _locale
import sys
import time


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(attempt(_locale.textdomain, None), attempt(_locale.bindtextdomain, 'dom', None), attempt(_locale.bindtextdomain, 'dom', '/folder'),
      attempt(_locale.bindtextdomain, 'dom', None), attempt(_locale.bindtextdomain, 'other', b'/bytes'))
print(attempt(_locale.gettext, 'hello'), attempt(_locale.dgettext, 'dom', 'hello'), attempt(_locale.dgettext, None, 'hello'),
      attempt(_locale.dcgettext, 'dom', 'hello', _locale.LC_MESSAGES), repr(_locale.gettext('')))
print(attempt(_locale.textdomain, 'dom'), _locale.textdomain(None), _locale.gettext('hello'), _locale.textdomain(''))
print(attempt(_locale.bind_textdomain_codeset, 'dom', None), attempt(_locale.bind_textdomain_codeset, 'dom', 'UTF-8'), _locale.bind_textdomain_codeset('dom', None))
for f, *args in ((_locale.gettext, 5), (_locale.dgettext, 'a'), (_locale.dcgettext, 'a', 'b', 'c'), (_locale.textdomain, 5), (_locale.bindtextdomain, 5, 'a'),
                 (_locale.bindtextdomain, '', 'a'), (_locale.bindtextdomain, None, None), (_locale.bindtextdomain, 'a', 5), (_locale.bind_textdomain_codeset, 'a', 5),
                 (_locale.gettext, 'a\0b'), (_locale.bindtextdomain, 'a', 'b\0c'), (_locale.dgettext, 5, 'b'), (_locale.gettext, '\udc80')):
    print(f.__name__, attempt(f, *args))

_locale.setlocale(_locale.LC_ALL, 'C')
_locale.setlocale(_locale.LC_CTYPE, 'C.UTF-8')
before = _locale.setlocale(_locale.LC_ALL)
print(before, before == _locale.setlocale(_locale.LC_ALL, before))
for name in ('LC_CTYPE=C', 'LC_CTYPE=C;LC_NUMERIC=C', before.replace('LC_TIME=C', 'LC_TIME=C.UTF-8'), before.replace('LC_TIME=C', 'LC_TIME=xx'), before + ';LC_X=C',
             before.replace('LC_PAPER=C', 'LC_PAPER=C.UTF-8'), ';'.join(reversed(before.split(';'))), 'C;C', 'C'):
    print(attempt(_locale.setlocale, _locale.LC_ALL, name), attempt(_locale.setlocale, _locale.LC_TIME))
print(attempt(_locale.setlocale, _locale.LC_TIME, before), attempt(_locale.setlocale, 13), attempt(_locale.setlocale, 7), attempt(_locale.setlocale, -1, 'C'))

for f, *args in ((time.clock_settime, 1, 5.0), (time.clock_settime, 1, 'a'), (time.clock_settime, 'a', 1), (time.clock_settime, 99, 1), (time.clock_settime, 99, 1e30),
                 (time.clock_settime, 2**40, 1), (time.clock_settime, 0, float('nan')), (time.clock_settime_ns, 1, 2**70), (time.clock_settime_ns, 1, 5.0),
                 (time.clock_settime_ns, 1, -1)):
    print(f.__name__, args, attempt(f, *args))
for year in -2**31 + 1899, -2**31 + 1900, 2**31 - 1, 2**31, -2**31 - 1, 10**30:
    print(year, attempt(time.asctime, (year,) + (1,) * 8), attempt(time.strftime, '%Y', (year,) + (1,) * 8))
flags = sys.getdlopenflags()
print(flags, sys.setdlopenflags(5), sys.getdlopenflags(), sys.setdlopenflags(flags), attempt(sys.setdlopenflags, 'a'), attempt(sys.setdlopenflags, 2**40))
