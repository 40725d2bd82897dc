"""Command lines read by optparse, and the help it writes."""

import sys
from optparse import *

sys.stderr = sys.stdout
parser = OptionParser(prog='x', add_help_option=False, epilog='E')
print(parser.format_help())
group = OptionGroup(parser, 'G', 'desc')
parser.add_option_group(group)
print(parser.format_help())
group.add_option('-a', help='h %default', default='q')
group.add_option('-b', help=SUPPRESS_HELP)
group.add_option('-c')
parser.add_option_group('H').add_option('--zz', type=int, nargs=2, help='h ' * 60)
print(parser.format_help())
for args in (['--zz=1', '2', '3'], ['--zz', '1', '2', 'y'], ['-a', '5', '-'], ['--zz=a', '1'], ['--zz', '1'], ['--q'], ['-a'], ['-b', '--', '-a']):
    try:
        values, rest = parser.parse_args(args)
        print(sorted(vars(values).items()), rest)
    except SystemExit as error:
        print('exit', error)


def note(option, opt, value, parser, *args, **kwargs):
    print('callback', option, opt, value, args, kwargs, parser.rargs, parser.largs)
    parser.values.noted = True


parser = OptionParser('%prog [-v] file ...', version='%prog 1.0', prog='tool', conflict_handler='resolve',
                      description='A long description of what %prog does, which goes over more than one line of the help.')
parser.add_option('-v', '--verbose', action='count', dest='v', default=0, help='more')
parser.add_option('-q', action='store_const', const=-1, dest='v')
parser.add_option('-I', '--include', action='append', metavar='DIR')
parser.add_option('-k', '--kind', choices=['a', 'b'], default='a', help='kind [default: %default]')
parser.add_option('-n', type='float')
parser.add_option('-x', type='complex')
parser.add_option('-c', action='callback', callback=note, callback_args=(1,), callback_kwargs={'k': 2}, type='string')
parser.add_option('--include', action='store_true', dest='other')
print(parser.format_help(), parser.format_help(TitledHelpFormatter(width=60)), sep='---')
for args in ('-vvq -v a', '-Ifoo -I bar --inc', '-kb --kind=c', '-n 0x10', '-n1e3 -x 1+2j', '-cfoo bar baz', '--ver', '--version', '-Z', '--kind'):
    try:
        values, rest = parser.parse_args(args.split())
        print(sorted(vars(values).items()), rest)
    except SystemExit as error:
        print('exit', error)
print(parser.get_option('-I'), parser.get_option('--include'), parser.has_option('-W'), parser.get_usage(), parser.get_version())
parser.disable_interspersed_args()
print(parser.parse_args(['-v', 'a', '-v'])[1])
for args, kwargs in ((['x'], {}), (['-x', '--', 'y'], {}), (['-x'], {'action': 'no'}), (['-x'], {'type': 'no'}), (['-x'], {'nargs': 2, 'action': 'count'}),
                     (['-x'], {'choices': []}), (['-x'], {'callback': 1}), (['-x'], {'action': 'callback', 'callback': 1}), ([], {})):
    try:
        print(Option(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)
