# Programs read their command lines: argparse, getopt, shlex.
import argparse
import getopt
import shlex

parser = argparse.ArgumentParser(prog='tool', description='A tool with many options, whose description is long enough to be '
                                 'wrapped.', epilog='See also: nothing.')
parser.add_argument('-v', '--verbose', action='count', default=0, help='say more (default: %(default)s)')
parser.add_argument('--color', action=argparse.BooleanOptionalAction, help='use colors')
parser.add_argument('-n', '--number', type=int, choices=[1, 2, 3], metavar='N', help='a number')
parser.add_argument('--pair', nargs=2, metavar=('FIRST', 'SECOND'))
group = parser.add_mutually_exclusive_group(required=True)
group.add_argument('--fast', action='store_true')
group.add_argument('--slow', action='store_const', const=3, dest='speed')
commands = parser.add_subparsers(dest='command', title='commands', help='what to do')
add = commands.add_parser('add', help='add files', aliases=['a'])
add.add_argument('file', nargs='+')
add.add_argument('--depth', type=float, default='1.5')
run = commands.add_parser('run', help='run a program')
run.add_argument('rest', nargs=argparse.REMAINDER)

print(parser.format_help())
print(add.format_usage())
for line in ('--fast add x y', '-vvv --slow -n2 a --depth 3 -- -z', '--no-color --fast run ls -l --fast', '--pair 1 2 --fast',
             '--fast --slow', 'add x', '-n 7 --fast', '--fast add', '--num 3 --fast add f', '--unknown --fast add f'):
    try:
        print(sorted(vars(parser.parse_args(line.split())).items(), key=str))
    except SystemExit as stop:
        print('exit', stop.code)
print(parser.parse_known_args(['--fast', 'add', 'f', '--what']))

for args in (['-ab', 'x', '--long=3', 'y', '-c'], ['-c'], ['--lo'], ['--unknown']):
    for function in getopt.getopt, getopt.gnu_getopt:
        try:
            print(function(args, 'ab:c', ['long=', 'longer']))
        except getopt.GetoptError as error:
            print(error, repr(error.opt))

print(shlex.split('a "b c" d\\ e \'f"g\' # h', comments=True), shlex.join(['a b', "it's", '']))
print(list(shlex.shlex('x=1; y && z', punctuation_chars=True)))
try:
    shlex.split('"open')
except ValueError as error:
    print(error)
