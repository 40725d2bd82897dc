"""The command line of tests."""

import os
import re
import sys

from . import loader, runner
from .signals import installHandler

__unittest = True
_NO_TESTS_EXITCODE = 5

_EXAMPLES = {
    True: {'test_module': 'run tests from test_module', 'module.TestClass': 'run tests from module.TestClass',
           'module.Class.test_method': 'run specified test method', 'path/to/test_file.py': 'run tests from test_file.py'},
    False: {'': 'run default set of tests', 'MyTestSuite': "run suite 'MyTestSuite'",
            'MyTestCase.testSomething': 'run MyTestCase.testSomething', 'MyTestCase': "run all 'test*' test methods"},
}


def _examples(prog, by_module):
    """The end of the help text."""
    width = 24 if by_module else 25
    lines = [f'  {prog} {what.ljust(width)} {" " * by_module}- {text}' for what, text in _EXAMPLES[by_module].items()]
    if not by_module:
        lines.append(' ' * (width + 14) + 'in MyTestCase')
    return '\n'.join(['Examples:', *lines, ''])


def _convert_name(name):
    """Turn the path of a file into the name of a module."""
    if not os.path.isfile(name) or not name.lower().endswith('.py'):
        return name
    if os.path.isabs(name):
        relative = os.path.relpath(name, os.getcwd())
        if os.path.isabs(relative) or relative.startswith(os.pardir):
            return name
        name = relative
    return '.'.join(re.split(r'[\\/]', os.path.normpath(name)[:-3]))


def _convert_select_pattern(pattern):
    """A pattern without * matches anywhere."""
    return pattern if '*' in pattern else f'*{pattern}*'


class TestProgram:
    """Reads the command line, runs the tests, exits. It may be called by a module of tests as unittest.main()."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None
    _discovery_parser = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.module = module
        if isinstance(module, str):
            first, *rest = module.split('.')
            self.module = __import__(module)
            for part in rest:
                self.module = getattr(self.module, part)
        argv = sys.argv if argv is None else argv
        self.exit, self.verbosity = exit, verbosity
        self.failfast, self.catchbreak, self.buffer = failfast, catchbreak, buffer
        self.tb_locals, self.durations = tb_locals, durations
        # the command line of Python may say something else
        self.warnings = 'default' if warnings is None and not sys.warnoptions else warnings
        self.defaultTest, self.testRunner, self.testLoader = defaultTest, testRunner, testLoader
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def _print_help(self, *args, **kwargs):
        print(self._main_parser.format_help())
        print(_examples(self.progName, self.module is None))
        if self.module is None:
            self._discovery_parser.print_help()

    def parseArgs(self, argv):
        """Read the command line and make the suite."""
        self._initArgParsers()
        _, *words = argv
        if self.module is None and words and words[0].lower() == 'discover':
            return self._do_discovery(words[1:])
        self._main_parser.parse_args(words, self)
        if self.module is None and not self.tests:
            return self._do_discovery([])
        if self.tests:
            self.testNames = list(map(_convert_name, self.tests))
            if __name__ == '__main__':
                self.module = None  # for python -m unittest.main
        else:
            default = self.defaultTest
            self.testNames = (default,) if isinstance(default, str) else default if default is None else list(default)
        self.createTests()

    def createTests(self, from_discovery=False, Loader=None):
        """Make the suite."""
        finder = self.testLoader
        if patterns := self.testNamePatterns:
            finder.testNamePatterns = patterns
        if from_discovery:
            finder = finder if Loader is None else Loader()
            self.test = finder.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = finder.loadTestsFromModule(self.module)
        else:
            self.test = finder.loadTestsFromNames(self.testNames, self.module)

    def _initArgParsers(self):
        common = self._getParentArgParser()
        self._main_parser = self._getMainArgParser(common)
        self._discovery_parser = self._getDiscoveryArgParser(common)

    def _getParentArgParser(self):
        import argparse
        parser = argparse.ArgumentParser(add_help=False)
        add = parser.add_argument
        add('-v', '--verbose', dest='verbosity', action='store_const', const=2, help='Verbose output')
        add('-q', '--quiet', dest='verbosity', action='store_const', const=0, help='Quiet output')
        add('--locals', dest='tb_locals', action='store_true', help='Show local variables in tracebacks')
        add('--durations', dest='durations', type=int, default=None, metavar='N',
            help='Show the N slowest test cases (N=0 for all)')
        for name, option, text in (('failfast', ('-f', '--failfast'), 'Stop on first fail or error'),
                                   ('catchbreak', ('-c', '--catch'), 'Catch Ctrl-C and display results so far'),
                                   ('buffer', ('-b', '--buffer'), 'Buffer stdout and stderr during tests')):
            if getattr(self, name) is None:
                add(*option, dest=name, action='store_true', help=text)
                setattr(self, name, False)
        if self.testNamePatterns is None:
            add('-k', dest='testNamePatterns', action='append', type=_convert_select_pattern,
                help='Only run tests which match the given substring')
            self.testNamePatterns = []
        return parser

    def _getMainArgParser(self, parent):
        import argparse
        parser = argparse.ArgumentParser(prog=self.progName, parents=[parent], color=True)
        parser.print_help = self._print_help
        parser.add_argument('tests', nargs='*', help='a list of any number of test modules, classes and test methods.')
        return parser

    def _getDiscoveryArgParser(self, parent):
        import argparse
        parser = argparse.ArgumentParser(
            prog=f'{self.progName} discover', parents=[parent], color=True,
            epilog='For test discovery all test modules must be importable from the top level directory of the project.')
        for short, long, dest, text in (
                ('-s', '--start-directory', 'start', "Directory to start discovery ('.' default)"),
                ('-p', '--pattern', 'pattern', "Pattern to match tests ('test*.py' default)"),
                ('-t', '--top-level-directory', 'top', 'Top level directory of project (defaults to start directory)')):
            parser.add_argument(short, long, dest=dest, help=text)
        for name in ('start', 'pattern', 'top'):
            parser.add_argument(name, nargs='?', default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        return parser

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = '.', 'test*.py', None
        if argv is not None:
            if self._discovery_parser is None:
                self._initArgParsers()
            self._discovery_parser.parse_args(argv, self)
        self.createTests(from_discovery=True, Loader=Loader)

    def runTests(self):
        """Run the suite; exit unless that isn't wanted."""
        if self.catchbreak:
            installHandler()
        self.testRunner = chosen = self.testRunner or runner.TextTestRunner
        if isinstance(chosen, type):
            options = dict(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer, warnings=self.warnings)
            more = dict(tb_locals=self.tb_locals, durations=self.durations)
            try:
                try:
                    chosen = self.testRunner(**options, **more)
                except TypeError:
                    chosen = self.testRunner(**options)
            except TypeError:
                chosen = self.testRunner()  # one that knows no options
        self.result = chosen.run(self.test)
        if self.exit:
            ran = self.result.testsRun or self.result.skipped
            sys.exit(1 if not self.result.wasSuccessful() else 0 if ran else _NO_TESTS_EXITCODE)


main = TestProgram
