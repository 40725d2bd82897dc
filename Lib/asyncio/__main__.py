"""The prompt of asyncio, at which one can await, and commands that show the tasks of a process."""

import argparse
import ast
import asyncio
import code
import concurrent.futures
import contextvars
import inspect
import linecache
import os
import sys
import threading
import types
import warnings

from asyncio import futures, tools


class _Console(code.InteractiveConsole):
    """A console in a thread of its own, whose commands run in the event loop of the main thread."""

    def __init__(self, names, loop):
        super().__init__(names, filename='<stdin>')
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.loop = loop
        self.context = contextvars.copy_context()  # of all commands
        self.status = 0
        self.task = None  # that of the command which runs
        self.interrupted = False

    def runsource(self, source, filename='<input>', symbol='single'):
        """Run a command, or tell that there must be more of it. A single line that may be all is all, unless somebody types."""
        if '\n' not in source and source.strip() and not sys.stdin.isatty():
            try:
                command = self.compile.compiler(source + '\n', filename, symbol, incomplete_input=False)
            except (SyntaxError, ValueError, OverflowError):
                pass
            else:
                if self.filename == filename:
                    linecache._register_code(command, source, filename)
                self.runcode(command)
                return False
        return super().runsource(source, filename, symbol)

    def runcode(self, code):
        """Run a command in the loop and wait for it."""
        outcome = concurrent.futures.Future()
        self.interrupted = False
        self.loop.call_soon_threadsafe(self._begin, code, outcome, context=self.context)
        try:
            error = outcome.exception()
        except concurrent.futures.CancelledError as cancelled:
            error = cancelled
        self.task = None
        if isinstance(error, _Leaving):
            error = error.args[0]
        if error is None:
            return
        if isinstance(error, SystemExit):
            self.status = error.code
            raise error
        if self.interrupted or isinstance(error, KeyboardInterrupt):
            self.write('\nKeyboardInterrupt\n')
            return
        try:
            # What is of interest begins with the command's own frame.
            trace = error.__traceback__
            while trace is not None and trace.tb_frame.f_code.co_filename != self.filename:
                trace = trace.tb_next
            raise error.with_traceback(trace)
        except BaseException:
            self.showtraceback()

    def _begin(self, code, outcome):
        function = types.FunctionType(code, self.locals)
        try:
            work = function()
        except BaseException as error:
            outcome.set_exception(error)
            if isinstance(error, KeyboardInterrupt):
                self.interrupted = True
            return
        if not inspect.iscoroutine(work):
            outcome.set_result(work)
            return
        try:
            self.task = self.loop.create_task(_settle(work), context=self.context)
            futures._chain_future(self.task, outcome)
        except BaseException as error:
            outcome.set_exception(error)

    def interrupt(self):
        """Ctrl-C: give the command up."""
        self.interrupted = True
        if self.task is not None:
            self.task.cancel()

    def run(self):
        """Read and run commands until the input ends, then stop the loop."""
        prompt = getattr(sys, 'ps1', '>>> ')
        banner = f'{prompt}import asyncio'
        if not sys.flags.quiet:
            banner = (f'asyncio REPL {sys.version} on {sys.platform}\n'
                      'Use "await" directly instead of "asyncio.run()".\n'
                      'Type "help", "copyright", "credits" or "license" for more information.\n' + banner)
        try:
            self._run_startup()
            self.interact(banner=banner, exitmsg='')
        except SystemExit as leave:
            self.status = leave.code
        finally:
            self.write('exiting asyncio REPL...\n')
            warnings.filterwarnings('ignore', message=r'^coroutine .* was never awaited$', category=RuntimeWarning)
            self.loop.call_soon_threadsafe(self.loop.stop)

    def _run_startup(self):
        path = None if sys.flags.isolated or sys.flags.ignore_environment else os.environ.get('PYTHONSTARTUP')
        if not path:
            return
        sys.audit('cpython.run_startup', path)
        try:
            with open(path, 'rb') as file:
                text = file.read()
            exec(compile(text, path, 'exec'), self.locals)
        except SystemExit:
            raise
        except BaseException:
            self.showtraceback()


async def _settle(work):
    """Await a command; what ends programs is an outcome like others, or it would end the loop."""
    try:
        return await work
    except (SystemExit, KeyboardInterrupt) as error:
        raise _Leaving(error) from None


class _Leaving(BaseException):
    """Carries a SystemExit or KeyboardInterrupt out of a task."""


def _prompt():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    names = {name: globals()[name] for name in ('__name__', '__package__', '__loader__', '__spec__', '__builtins__', '__file__')
             if name in globals()}
    console = _Console(names | {'asyncio': asyncio}, loop)
    try:
        import readline  # lines can be edited then
    except ImportError:
        pass
    thread = threading.Thread(name='Interactive thread', target=console.run, daemon=True)
    thread.start()
    while True:
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            console.interrupt()
        else:
            return console.status


def main():
    parser = argparse.ArgumentParser(prog='python3 -m asyncio', description='Interactive asyncio shell and CLI tools', color=True)
    commands = parser.add_subparsers(help='sub-commands', dest='command')
    shows = {'ps': (tools.display_awaited_by_tasks_table, 'Display a table of all pending tasks in a process'),
             'pstree': (tools.display_awaited_by_tasks_tree, 'Display a tree of all pending tasks in a process')}
    for name, (_, help) in shows.items():
        commands.add_parser(name, help=help).add_argument('pid', type=int, help='Process ID to inspect')
    args = parser.parse_args()
    if args.command is not None:
        shows[args.command][0](args.pid)
        sys.exit(0)
    sys.audit('cpython.run_stdin')
    sys.exit(_prompt())


if __name__ == '__main__':
    main()
