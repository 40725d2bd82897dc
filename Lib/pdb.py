"""The debugger: it runs a program step by step and shows what is going on.

    python -m pdb [-c COMMAND] (-m MODULE | FILE) [ARGUMENT ...]

In a program breakpoint(), or pdb.set_trace(), stops it there; pdb.pm() looks at the exception that ended a program. At the prompt (Pdb) the command
help lists what there is to say; anything else is a statement, or an expression whose value is shown.
"""

import ast
import bdb
import cmd
import code
import contextlib
import inspect
import io
import linecache
import os
import pprint
import re
import symtable
import sys
import textwrap
import tokenize
import traceback

__all__ = ['run', 'pm', 'Pdb', 'runeval', 'runctx', 'runcall', 'set_trace', 'post_mortem', 'set_default_backend', 'get_default_backend', 'help']


class Restart(Exception):
    """The program is to be started again."""


_default_backend = 'settrace'


def set_default_backend(backend):
    """Say how programs are followed unless Pdb() is told otherwise: 'settrace' or 'monitoring'."""
    global _default_backend
    if backend not in ('settrace', 'monitoring'):
        raise ValueError(f'Invalid backend: {backend}')
    _default_backend = backend


def get_default_backend():
    """Return how programs are followed unless Pdb() is told otherwise."""
    return _default_backend


def find_function(funcname, filename):
    """Return (function, file, line) of the first definition of a function in a file, None when there is none."""
    pattern = re.compile(rf'\s*(async\s+)?def\s+{re.escape(funcname)}(\s*\[.+\])?\s*[(]')
    try:
        with tokenize.open(filename) as file:
            lines = file.readlines()
    except OSError:
        lines = linecache.getlines(filename)
    for number, line in enumerate(lines, 1):
        if pattern.match(line):
            return funcname, filename, _first_line(''.join(lines), filename, funcname, number)
    return None


def _first_line(source, filename, funcname, number):
    # The first line of a function's body that is run. If the file as a whole doesn't compile, its part from the function on may.
    body = '\n' * (number - 1) + textwrap.dedent(''.join(source.splitlines(True)[number - 1:]))
    for text in source, body:
        try:
            pending = [compile(text, filename, 'exec')]
            break
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            pass
    else:
        return number
    while pending:
        found = pending.pop()
        if found.co_name == funcname and found.co_firstlineno <= number <= max(line or 0 for *_, line in found.co_lines()):
            return _first_executable_line(found)
        pending += [const for const in found.co_consts if inspect.iscode(const)]
    return number


def _first_executable_line(function_code):
    lines = [line for *_, line in function_code.co_lines() if line]
    return next((line for line in lines if line > function_code.co_firstlineno), function_code.co_firstlineno)


class _Source(str):
    """What a frame's variables are shown by when their own __repr__ fails."""

    def __repr__(self):
        return str(self)


class _Script:
    """A file to be debugged."""

    def __init__(self, path):
        self.name = path
        self.path = os.path.realpath(path)
        if not os.path.exists(self.path):
            print(f'Error: {path} does not exist')
            sys.exit(1)
        if os.path.isdir(self.path):
            inside = os.path.join(self.path, '__main__.py')
            if not os.path.exists(inside):
                print(f'Error: {path} is a directory')
                sys.exit(1)
            sys.path.insert(0, self.path)
            self.path = inside
        else:
            if not sys.flags.safe_path:
                sys.path[0] = os.path.dirname(self.path)

    namespace = property(lambda self: {'__name__': '__main__', '__file__': self.path, '__builtins__': __builtins__, '__spec__': None})

    @property
    def code(self):
        with io.open_code(self.path) as file:
            return f'exec(compile({file.read()!r}, {self.path!r}, "exec"))'


class _Archive:
    """An application in an archive (see zipapp) to be debugged."""

    def __init__(self, path):
        import zipimport
        self.name = path
        self._importer = zipimport.zipimporter(os.path.realpath(path))
        self.code = self._importer.get_code('__main__')
        self.path = self.code.co_filename
        sys.path.insert(0, path)

    namespace = property(lambda self: {'__name__': '__main__', '__file__': self.path, '__builtins__': __builtins__, '__loader__': self._importer,
                                       '__spec__': None})


class _Module:
    """A module or package to be debugged."""

    def __init__(self, name):
        self.name = name
        import runpy
        sys.path.insert(0, os.getcwd())
        try:
            _, self._spec, self._code = runpy._get_module_details(name)
        except ImportError as error:
            print(f'ImportError: {error}')
            sys.exit(1)
        except Exception:
            traceback.print_exc()
            sys.exit(1)
        self.path = self._code.co_filename

    @property
    def namespace(self):
        spec = self._spec
        return {'__name__': '__main__', '__file__': os.path.normcase(os.path.abspath(spec.origin)), '__package__': spec.parent, '__loader__': spec.loader,
                '__spec__': spec, '__builtins__': __builtins__}

    code = property(lambda self: self._code)


_PREFIX = '\n-> '

# Part of a line: a string, or a convenience variable.
_LITERAL_OR_VARIABLE = re.compile(r"""(\w*)("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\$([a-zA-Z_]\w*)""")


def _with_variables(part):
    prefix, literal, name = part.groups()
    if name:
        return f"__pdb_convenience_variables['{name}']"
    if '$' not in literal or prefix.lower() not in ('f', 'fr', 'rf', 't', 'tr', 'rt'):
        return part[0]
    return prefix + re.sub(r'\{[^{}]+\}', lambda value: re.sub(r'\$([a-zA-Z_]\w*)', r'__pdb_convenience_variables["\1"]', value[0]), literal)


class Pdb(bdb.Bdb, cmd.Cmd):
    """The debugger. Its commands are its methods do_...; stdin and stdout are where it talks, skip is as in Bdb.

    nosigint: Ctrl-C doesn't stop the program after a continue. readrc: commands in .pdbrc files are carried out first.
    """

    MAX_CHAINED_EXCEPTION_DEPTH = 999
    commands_resuming = ['do_continue', 'do_step', 'do_next', 'do_return', 'do_until', 'do_quit', 'do_jump']
    _previous_sigint_handler = None
    _last_pdb_instance = None
    _file_times = {}    # of all debuggers: when the files that were looked at were last changed

    def __init__(self, completekey='tab', stdin=None, stdout=None, skip=None, nosigint=False, readrc=True, mode=None, backend=None, colorize=False):
        bdb.Bdb.__init__(self, skip=skip, backend=backend or get_default_backend())
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        self.use_rawinput = stdout is None and stdin is None
        self.prompt = '(Pdb) '
        self.identchars = self.identchars + '=.[](),"\'+-*/%@&|<>~^'  # words that begin so are no commands
        self.nosigint, self.mode, self.colorize = nosigint, mode, colorize
        self.allow_kbdint = False
        self.aliases = {}
        self.displaying = {}            # frame -> {expression: value}
        self.commands = {}              # number of a breakpoint -> its commands
        self.commands_defining, self.commands_bnum = False, None
        self.mainpyfile, self._starting = '', False     # the program's file; whether it is still to be reached
        self._exceptions, self._exception_index, self._status_due = (), 0, False
        self._conveniences = {}         # name -> value, until the program goes on
        self._may_await = self._awaiting = False        # a statement could use await; one with await runs
        self.rcLines = self._read_rc() if readrc else []
        self.forget()

    @staticmethod
    def _read_rc():
        lines = []
        for path in os.path.expanduser('~/.pdbrc'), '.pdbrc':
            try:
                with open(path, encoding='utf-8') as file:
                    lines += file.read().splitlines(keepends=True)
            except OSError:
                pass
        return lines

    # What Bdb calls.

    def set_trace(self, frame=None, *, commands=None):
        """Stop in a frame, by default the caller's; commands are carried out there."""
        Pdb._last_pdb_instance = self
        self.rcLines += commands or ()
        super().set_trace(frame or sys._getframe().f_back)

    async def set_trace_async(self, frame=None, *, commands=None):
        """Stop in a frame of a coroutine, by default the caller's. Statements that are typed can use await there."""
        if self._awaiting:
            return
        frame = frame or sys._getframe().f_back
        Pdb._last_pdb_instance = self
        self.rcLines += commands or ()
        self._stop_in(frame)
        # The user is asked here, not in a trace function, because here one can wait.
        while self._asked_to_await(frame):
            self._aim(self.botframe, None, -1)
            self._awaiting = True
            self.start_trace()
            try:
                await self._pending()
            except Exception:
                self.stop_trace()
                self._report()
            finally:
                self.stop_trace()
                self._awaiting = False
        if self._restore:  # or nothing is to be traced any more
            self.start_trace()

    def _asked_to_await(self, frame):
        # Ask the user; tell whether that has led to a statement with await.
        self._may_await, self._pending = True, None
        try:
            with self.set_enterframe(frame):
                self.interaction(frame, None)
        finally:
            self._may_await = False
        return self._pending is not None

    def sigint_handler(self, signum, frame):
        """Stop the program at Ctrl-C."""
        if self.allow_kbdint:
            raise KeyboardInterrupt
        self.message("\nProgram interrupted. (Use 'cont' to resume).")
        self.set_step()
        self.set_trace(frame)

    def reset(self):
        super().reset()
        self.forget()

    def forget(self):
        """Forget the frames of the last stop."""
        self.lineno = None
        self.stack, self.curindex, self.curframe = [], 0, None

    def setup(self, f, tb):
        """Take the stack of a frame and a traceback."""
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        while tb is not None:
            # A statement over several lines failed in one of them.
            if tb.tb_next is None:
                break
            tb = tb.tb_next
        self.curframe = self.stack[self.curindex][0]
        if self._exceptions:
            self.set_convenience_variable(self.curframe, '_exception', self._exceptions[self._exception_index])

    curframe_locals = property(lambda self: self.curframe.f_locals, doc='The variables of the current frame.')

    def user_call(self, frame, argument_list):
        if self._starting:
            if self.mainpyfile == self.canonic(frame.f_code.co_filename) and not any(line for *_, line in frame.f_code.co_lines()):
                self.user_line(frame)  # an empty file has no lines to stop at
            return
        if self.stop_here(frame):
            self.message('--Call--')
            self.interaction(frame, tb_or_exc=None)

    def user_line(self, frame):
        if self._starting:
            if self.mainpyfile != self.canonic(frame.f_code.co_filename):
                return
            self._starting = False
        if self._silent_commands(frame):
            self.interaction(frame, tb_or_exc=None)

    user_opcode = user_line

    def user_return(self, frame, return_value):
        if self._starting:
            return
        frame.f_locals['__return__'] = return_value
        self.set_convenience_variable(frame, name='_retval', value=return_value)
        self.message('--Return--')
        self.interaction(frame, tb_or_exc=None)

    def user_exception(self, frame, exc_info):
        if self._starting:
            return
        kind, value, tb = exc_info
        frame.f_locals['__exception__'] = kind, value
        self.set_convenience_variable(frame, '_exception', value)
        # A StopIteration from within 'yield from' has no traceback.
        prefix = 'Internal ' if not tb and kind is StopIteration else ''
        self.message(f'{prefix}{self._text_of(value)}')
        self.interaction(frame, tb)

    @staticmethod
    def _text_of(error):
        return traceback.format_exception_only(error)[-1].strip()

    def _silent_commands(self, frame):
        # Carry out the commands of the breakpoint that stopped the program, if it has any; tell whether to talk to the user then.
        number = getattr(self, 'currentbp', False)
        lines = self.commands.get(number) if number else None
        if not lines:
            return True
        self.currentbp = False
        self.setup(frame, None)
        silent = any(line.strip() in ('silent', 'sil', 'si') for line in lines)
        last, resumed = self.lastcmd, False
        for line in lines:
            if line.strip() not in ('silent', 'sil', 'si') and self.onecmd(line):
                resumed = True
                break
        self.lastcmd = last
        if not resumed:
            if not silent:
                self._show_entry()
            self._converse()
        self.forget()
        return False

    # Talking.

    def interaction(self, frame, tb_or_exc):
        """Show where the program is and carry out commands, until one makes it go on."""
        if Pdb._previous_sigint_handler is not None:
            import signal
            handler, Pdb._previous_sigint_handler = Pdb._previous_sigint_handler, None
            signal.signal(signal.SIGINT, handler)
        exceptions, tb = self._chain(tb_or_exc)
        if exceptions:
            self._exceptions, self._exception_index = exceptions, len(exceptions) - 1
        try:
            self.setup(frame, tb)
            self.cmdqueue += [line.strip() for line in self.rcLines if line.strip() and not line.lstrip().startswith('#')]
            self.rcLines = []
            self._status_due = True
            self._show_status()
            self._converse()
        finally:
            self._exceptions, self._exception_index = (), 0
            self._conveniences.clear()
            self.forget()

    def _show_status(self):
        # Show where the program is, once what was to be done before is done.
        if self._status_due and not self.cmdqueue:
            self._status_due = False
            self._show_entry()
            self._warn_of_edits()
            self._show_displays()

    def _warn_of_edits(self):
        # Say once when the file of the current frame has changed since it was first seen.
        file = self.canonic(self.curframe.f_code.co_filename)
        try:
            time = os.path.getmtime(file)
        except OSError:
            return
        if Pdb._file_times.setdefault(file, time) != time:
            Pdb._file_times[file] = time
            self.message(f'*** WARNING: file {file!r} was edited, running stale code until the program is rerun')

    def postcmd(self, stop, line):
        if not stop and self.stack and not self.commands_defining:
            self._show_status()
        return stop

    def _chain(self, tb_or_exc):
        # The exceptions that led to one, the first first; and the traceback to begin with.
        if not isinstance(tb_or_exc, BaseException):
            return (), tb_or_exc
        chain, current = [], tb_or_exc
        while current is not None and current not in chain:
            chain.append(current)
            current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
            if len(chain) >= self.MAX_CHAINED_EXCEPTION_DEPTH:
                self.message(f'More than {self.MAX_CHAINED_EXCEPTION_DEPTH} chained exceptions found, not all exceptions will be browsable with '
                             '`exceptions`.')
                break
        return tuple(reversed(chain)), tb_or_exc.__traceback__

    def _converse(self):
        while True:
            try:
                self.allow_kbdint = True
                self.cmdloop()
                self.allow_kbdint = False
                return
            except KeyboardInterrupt:
                self.message('--KeyboardInterrupt--')

    def message(self, msg, end='\n'):
        """Write a message."""
        self.stdout.write(f'{msg}{end}')

    def error(self, msg):
        """Write a message about something wrong."""
        self.stdout.write(f'*** {msg}\n')

    def _report(self):
        # Tell the exception under way.
        self.error(self._text_of(sys.exception()))

    def _needless(self, arg):
        # Refuse the argument of a command, of which there is none.
        if arg:
            self._usage(inspect.currentframe().f_back.f_code.co_name.removeprefix('do_'), arg)
        return bool(arg)

    def _usage(self, name, arg=''):
        # Say that a command was used wrongly.
        doc = getattr(self, 'do_' + name).__doc__ or ''
        self.error(f'Invalid argument: {arg}' if arg else 'Argument is required for this command')
        self.message('      ' + inspect.cleandoc(doc).partition('\n\n')[0])

    # Lines.

    def precmd(self, line):
        """Replace aliases, and keep what follows ;; for later."""
        line = line.strip()
        if not line or self.commands_defining and line.split()[0] in ('silent', 'end'):
            return line
        words = line.split()
        seen = set()
        while words and words[0] in self.aliases and words[0] not in seen:
            seen.add(words[0])
            name, *values = words
            text = self.aliases[name]
            wanted = max(map(int, re.findall(r'%([1-9])', text)), default=0)
            if len(values) < wanted or len(values) > wanted and '%*' not in text and wanted:
                self.error(f'{"Not enough" if len(values) < wanted else "Too many"} arguments for alias {name!r}')
                return '!'
            for number, value in enumerate(values[:9], 1):
                text = text.replace(f'%{number}', value)
            line = text.replace('%*', ' '.join(values))
            words = line.split()
        if words and words[0] != 'alias':
            marker = line.find(';;')
            if marker >= 0:
                rest = line[marker + 2:].lstrip()
                if rest:
                    self.cmdqueue.insert(0, rest)
                line = line[:marker].rstrip()
        return re.sub(_LITERAL_OR_VARIABLE, _with_variables, line) if '$' in line else line

    def onecmd(self, line):
        """Carry out a line; while the commands of a breakpoint are being typed, add it to them."""
        return self._define(line) if self.commands_defining else super().onecmd(line)

    def _define(self, line):
        name, arg, line = self.parseline(line)
        if not name:
            return False
        if name == 'end':
            return True
        if name == 'EOF':
            self.message('')
            return True
        lines = self.commands[self.commands_bnum]
        lines.append(f'{name} {arg}'.strip() if arg else name)
        method = getattr(self, 'do_' + name, self.default)
        return getattr(method, '__name__', '') in self.commands_resuming

    def emptyline(self):
        return super().emptyline()

    def default(self, line):
        """Run a line as a statement in the current frame, or show the value of an expression."""
        if line[:1] == '!':
            line = line[1:].strip()
        if not line:
            return
        try:
            text, program = self._compile(line)
            if program is None:
                return
            if program.co_flags & inspect.CO_COROUTINE:
                names, values = self._globals(), self.curframe.f_locals
                self._pending = lambda: self._await(text, program, names, values)
                return True
            with self._at_terminal(), self._scope(text, program, self._globals(), self.curframe.f_locals) as scope:
                exec(program, *scope)
        except Exception:
            self._report()

    async def _await(self, text, program, names, values):
        with self._at_terminal(), self._scope(text, program, names, values) as scope:
            sys.displayhook = lambda value: None  # what is waited for is not shown
            await eval(program, *scope)

    @contextlib.contextmanager
    def _at_terminal(self):
        # What is typed reads and writes where the debugger does.
        before = sys.stdin, sys.stdout, sys.displayhook
        sys.stdin, sys.stdout, sys.displayhook = self.stdin, self.stdout, self.displayhook
        try:
            yield
        finally:
            sys.stdin, sys.stdout, sys.displayhook = before

    @contextlib.contextmanager
    def _scope(self, text, program, names, values):
        # The global and local variables for a statement. Functions that are made must see the frame's variables, too: they are global ones
        # for them, except those that the statement itself declares global.
        if names is values or not any(inspect.iscode(const) for const in program.co_consts):
            yield names, values
            return
        declared = {symbol.get_name() for symbol in symtable.symtable(text + '\n', '<stdin>', 'single').get_symbols() if symbol.is_declared_global()}
        before = {**names, **{name: value for name, value in values.items() if name not in declared}}
        after = dict(before)
        try:
            yield after, after
        finally:
            for name, value in after.items():
                if name != '__builtins__' and (name not in before or before[name] is not value):
                    (names if name in declared else values)[name] = value

    def _compile(self, line):
        # The text of a statement, over several lines if it isn't finished, and its code.
        text, compiler = line, code.CommandCompiler()
        if self._may_await:
            compiler.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        command = compiler(text + '\n', '<stdin>', 'single')
        while command is None:
            try:
                if self.cmdqueue:
                    more = self.cmdqueue.pop(0)
                elif self.use_rawinput:
                    more = input('...   ')
                else:
                    self.stdout.write('...   ')
                    self.stdout.flush()
                    more = self.stdin.readline()
                    if not more:
                        return text, None
                    more = more.rstrip('\r\n')
            except (EOFError, KeyboardInterrupt):
                return text, None
            text += '\n' + more
            self.lastcmd = text
            command = compiler(text, '<stdin>', 'single')
        return text, command

    def displayhook(self, obj):
        """Show the value of an expression, unless it is None."""
        if obj is not None:
            self.message(repr(obj))

    def set_convenience_variable(self, frame, name, value):
        """Set what $name stands for."""
        self._conveniences[name] = value

    def _globals(self, frame=None):
        frame = frame or self.curframe
        own = self._conveniences
        own['_frame'] = frame
        if 'asyncio' in sys.modules:
            try:
                own['_asynctask'] = sys.modules['asyncio'].current_task()
            except RuntimeError:
                own['_asynctask'] = None
        frame.f_globals['__pdb_convenience_variables'] = own
        return frame.f_globals

    def _value(self, expression, frame=None):
        frame = frame or self.curframe
        return eval(expression, self._globals(frame), frame.f_locals)

    def _value_or_error(self, expression, frame=None):
        try:
            return self._value(expression, frame)
        except Exception as error:
            return _Source(f'** raised {self._text_of(error)} **')

    @staticmethod
    def _shown(value, expression):
        try:
            return repr(value)
        except Exception as error:
            return f'*** repr({expression}) failed: {type(error).__name__}: {error} ***'

    def _show_displays(self):
        for expression, old in self.displaying.get(self.curframe, {}).items():
            new = self._value_or_error(expression)
            if new is not old and new != old:
                self.displaying[self.curframe][expression] = new
                self.message(f'display {expression}: {self._shown(new, expression)}  [old: {self._shown(old, expression)}]')

    # Places.

    def defaultFile(self):
        """Return the file of the current frame, or the program's when there is no source."""
        file = self.curframe.f_code.co_filename
        return self.mainpyfile if file == '<string>' and self.mainpyfile else file

    def lookupmodule(self, filename):
        """Return the path of a file or module along sys.path, None when there is none."""
        if os.path.isabs(filename) and os.path.exists(filename):
            return filename
        for candidate in (filename, filename.replace('.', os.sep) + '.py', filename + '.py'):
            for folder in sys.path:
                found = os.path.join(os.path.realpath(folder), candidate)
                if os.path.isfile(found):
                    return found
        import importlib.util
        try:
            spec = importlib.util.find_spec(filename.removesuffix('.py').replace(os.sep, '.'))
        except (ImportError, ValueError, AttributeError):
            return None
        return spec.origin if spec is not None and spec.has_location else None

    def checkline(self, filename, lineno, module_globals=None):
        """Return the line if a breakpoint can be there, else 0 after saying why not."""
        variables = module_globals or (self.curframe.f_globals if self.curframe else None)
        line = linecache.getline(filename, lineno, variables)
        if not line:
            self.message('End of file')
            return 0
        text = line.strip()
        if not text or text[0] == '#' or text[:3] in ('"""', "'''"):
            self.error('Blank or comment')
            return 0
        return lineno

    def _spot(self, arg):
        # (file, line, function or None) of a place like FILE:LINE, LINE or FUNCTION; None after saying what is wrong.
        file, colon, rest = arg.rpartition(':')
        if colon:
            path = self.lookupmodule(file.rstrip())
            if not path:
                self.error(f'{file.rstrip()!r} not found from sys.path')
                return None
            rest = rest.lstrip()
            if rest.isdigit():
                return path, int(rest), None
            found = find_function(rest, path)
            if found is None:
                self.error(f'Bad lineno: {rest}')
                return None
            return path, found[2], rest
        if re.fullmatch(r'[+-]?\d+', arg):
            return self.defaultFile(), int(arg), None
        try:
            function = self._value(arg)
        except Exception:
            function = arg
        function = getattr(function, '__func__', function)
        if inspect.isfunction(function):
            target = inspect.unwrap(function).__code__
            linecache.lazycache(target.co_filename, function.__globals__)
            return target.co_filename, _first_executable_line(target), target.co_name
        found = find_function(arg, self.defaultFile())
        if found is None and '.' in arg:
            module, _, name = arg.rpartition('.')
            path = self.lookupmodule(module)
            found = path and find_function(name, path)
        if not found:
            self.error(f'The specified object {arg!r} is not a function or was not found along sys.path.')
            return None
        return found[1], found[2], found[0]

    def _breakpoint(self, arg):
        try:
            return self.get_bpbynumber(arg)
        except ValueError as error:
            self.error(error)
            return None

    def do_break(self, arg, temporary=False):
        """Usage: b(reak) [ ([filename:]lineno | function) [, condition] ]

        Without argument list the breakpoints. A line or a function becomes one, also in another file; with a condition the
        program stops only if that is true.
        """
        if not arg:
            if self.breaks:
                self.message('Num Type         Disp Enb   Where')
                for each in bdb.Breakpoint.bpbynumber:
                    if each:
                        self.message(each.bpformat())
            return
        place, comma, condition = arg.partition(',')
        condition = condition.strip() or None
        if condition and (wrong := self._wrong_expression(condition)):
            self.error(f'Invalid condition {condition}: {wrong}')
            return
        spot = self._spot(place.strip())
        if spot is None:
            return
        file, line, function = spot
        line = self.checkline(file, line)
        if not line:
            return
        wrong = self.set_break(file, line, temporary, condition, function)
        if wrong:
            self.error(wrong)
        else:
            self.message(f'Breakpoint {bdb.Breakpoint.bpbynumber[-1].number} at {self.canonic(file)}:{line}')

    @staticmethod
    def _wrong_expression(text):
        try:
            compile(text, '<stdin>', 'eval')
        except SyntaxError as error:
            return f'SyntaxError: {error.msg}'
        return ''

    do_b = do_break

    def do_tbreak(self, arg):
        """Usage: tbreak [ ([filename:]lineno | function) [, condition] ]

        Do what break does, with a breakpoint that is deleted when it has stopped the program.
        """
        self.do_break(arg, True)

    def _each_breakpoint(self, arg):
        for word in arg.split():
            found = self._breakpoint(word)
            if found:
                yield found

    def do_enable(self, arg):
        """Usage: enable bpnumber [bpnumber ...]

        Let breakpoints stop the program again.
        """
        if not arg:
            self._usage('enable')
        for each in self._each_breakpoint(arg):
            each.enable()
            self.message(f'Enabled {each}')

    def do_disable(self, arg):
        """Usage: disable bpnumber [bpnumber ...]

        Keep breakpoints, but don't let them stop the program.
        """
        if not arg:
            self._usage('disable')
        for each in self._each_breakpoint(arg):
            each.disable()
            self.message(f'Disabled {each}')

    def do_condition(self, arg):
        """Usage: condition bpnumber [condition]

        Let a breakpoint stop the program only if a condition is true, or always.
        """
        if not arg:
            self._usage('condition')
            return
        number, _, condition = arg.partition(' ')
        found = self._breakpoint(number.strip())
        if not found:
            return
        condition = condition.strip() or None
        if condition and (wrong := self._wrong_expression(condition)):
            self.error(f'Invalid condition {condition}: {wrong}')
            return
        found.cond = condition
        self.message(f'New condition set for breakpoint {found.number}.' if condition else f'Breakpoint {found.number} is now unconditional.')

    def do_ignore(self, arg):
        """Usage: ignore bpnumber [count]

        Pass over a breakpoint the next count times.
        """
        if not arg:
            self._usage('ignore')
            return
        number, _, count = arg.partition(' ')
        try:
            count = int(count.strip() or 0)
        except ValueError:
            self.error(f'Invalid count: {count.strip()}')
            return
        found = self._breakpoint(number)
        if found:
            found.ignore = max(count, 0)
            if count > 0:
                what = f'{count} crossings' if count > 1 else '1 crossing'
                self.message(f'Will ignore next {what} of breakpoint {found.number}.')
            else:
                self.message(f'Will stop next time breakpoint {found.number} is reached.')

    def do_clear(self, arg):
        """Usage: cl(ear) [filename:lineno | bpnumber ...]

        Delete breakpoints, by default all after a question.
        """
        if not arg:
            try:
                reply = self._ask('Clear all breaks? ')
            except EOFError:
                reply = 'no'
            if reply.strip().lower() in ('y', 'yes'):
                gone = [each for each in bdb.Breakpoint.bpbynumber if each]
                self.clear_all_breaks()
                for each in gone:
                    self.message(f'Deleted {each}')
            return
        if ':' in arg:
            file, _, line = arg.rpartition(':')
            try:
                line = int(line)
            except ValueError:
                self.error(f'Invalid line number ({line})')
                return
            file = self.lookupmodule(file) or file
            gone = self.get_breaks(file, line)[:]
            wrong = self.clear_break(file, line)
            if wrong:
                self.error(wrong)
            for each in [] if wrong else gone:
                self.message(f'Deleted {each}')
            return
        for each in self._each_breakpoint(arg):
            self.clear_bpbynumber(each.number)
            self.message(f'Deleted {each}')

    do_cl = do_clear

    def _ask(self, prompt):
        if self.use_rawinput:
            return input(prompt)
        self.stdout.write(prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip('\n')

    def do_commands(self, arg):
        """Usage: (Pdb) commands [bpnumber]
               (com) ...
               (com) end
               (Pdb)

        Say what is to be done when a breakpoint stops the program, by default the one set last: command lines up to 'end' or one
        that makes the program go on. The line 'silent' keeps the place from being shown.
        """
        if arg:
            try:
                number = int(arg)
            except ValueError:
                self._usage('commands', arg)
                return
        else:
            number = len(bdb.Breakpoint.bpbynumber) - 1
        try:
            self.get_bpbynumber(number)
        except ValueError as error:
            self.error(f'cannot set commands: {error}')
            return
        before, prompt = self.commands.get(number), self.prompt
        self.commands_bnum, self.commands[number] = number, []
        self.prompt, self.commands_defining = '(com) ', True
        try:
            self.cmdloop()
        except KeyboardInterrupt:
            self.commands[number] = before
            self.error('command definition aborted, old commands restored')
        finally:
            self.commands_defining, self.prompt = False, prompt

    # Going on.

    def do_step(self, arg):
        """Usage: s(tep)

        Run the current line; stop at the next place, in a function that is called or in the current one.
        """
        if self._needless(arg):
            return
        self.set_step()
        return 1

    do_s = do_step

    def do_next(self, arg):
        """Usage: n(ext)

        Run until the next line of the current function, or until it returns.
        """
        if self._needless(arg):
            return
        frame = self.curframe
        self.set_next(frame)
        return 1

    do_n = do_next

    def do_until(self, arg):
        """Usage: unt(il) [lineno]

        Run until a line greater than the current one, or lineno or a greater one, is reached, or the function returns.
        """
        line = None
        if arg:
            try:
                line = int(arg)
            except ValueError:
                self.error(f'Error in argument: {arg!r}')
                return None
            if line <= self.curframe.f_lineno:
                self.error('"until" line number is smaller than current line number')
                return None
        self.set_until(self.curframe, line)
        return 1

    do_unt = do_until

    def do_return(self, arg):
        """Usage: r(eturn)

        Run until the current function returns.
        """
        if self._needless(arg):
            return
        frame = self.curframe
        self.set_return(frame)
        return 1

    do_r = do_return

    def do_continue(self, arg):
        """Usage: c(ont(inue))

        Run until a breakpoint.
        """
        if self._needless(arg):
            return
        if not self.nosigint:
            import signal
            try:
                Pdb._previous_sigint_handler = signal.signal(signal.SIGINT, self.sigint_handler)
            except ValueError:
                pass  # only the main thread may do that
        self.set_continue()
        return 1

    do_c = do_cont = do_continue

    def do_jump(self, arg):
        """Usage: j(ump) lineno

        Go on at another line of the current function, without running what is between; only in the bottom-most frame.
        """
        if self.curindex < len(self.stack) - 1:
            self.error('You can only jump within the bottom frame')
            return None
        try:
            line = int(arg)
        except ValueError:
            self.error("The 'jump' command requires a line number")
            return None
        try:
            self.curframe.f_lineno = line
        except ValueError as error:
            self.error(f'Jump failed: {error}')
            return None
        self.stack[self.curindex] = self.stack[self.curindex][0], line
        self._show_entry()
        return None

    do_j = do_jump

    def do_run(self, arg):
        """Usage: run [args ...]

        Start the program again, with arguments as in a shell if there are any; breakpoints and settings stay.
        """
        if self.mode == 'inline':
            self.error("run/restart command is disabled when pdb is running in inline mode.\n"
                       'Use the command line interface to enable restarting your program\ne.g. "python -m pdb myscript.py"')
            return
        if arg:
            import shlex
            try:
                sys.argv[1:] = shlex.split(arg)
            except ValueError as error:
                self.error(f'Cannot run {arg}: {error}')
                return
        raise Restart

    do_restart = do_run

    def do_debug(self, arg):
        """Usage: debug code

        Run code under a debugger of its own, from the current frame's variables.
        """
        if not arg:
            self._usage('debug')
            return
        self.stop_trace()
        inner = Pdb(self.completekey, self.stdin, self.stdout)
        inner.prompt = f'({self.prompt.strip()}) '
        inner.use_rawinput = self.use_rawinput
        self.message('ENTERING RECURSIVE DEBUGGER')
        try:
            sys.call_tracing(inner.run, (arg, self._globals(), self.curframe.f_locals))
        except Exception:
            self._report()
        self.message('LEAVING RECURSIVE DEBUGGER')
        self.start_trace()
        self.lastcmd = inner.lastcmd

    def do_quit(self, arg):
        """Usage: q(uit) | exit

        Leave the debugger; the program is given up.
        """
        if self.mode == 'inline' and not hasattr(sys, 'ps1') and not self._really():
            return None
        self._left = True
        self.set_quit()
        return 1

    def _really(self):
        # The program stopped by itself: leaving the debugger ends it. Ask whether that is meant, and do so.
        while True:
            try:
                reply = self._ask('Quitting pdb will kill the process. Quit anyway? [y/n] ').strip().lower()
            except EOFError:
                self.message('')
                reply = 'y'
            if reply in ('y', ''):
                sys.exit(1)
            if reply == 'n':
                return False

    do_q = do_exit = do_quit

    def do_EOF(self, arg):
        """EOF

        The end of the input: leave the debugger.
        """
        self.message('')
        return self.do_quit(arg)

    # The stack.

    def print_stack_trace(self, count=None):
        """Show the entries of the stack: all, the newest (count > 0) or the oldest ones."""
        if count is None:
            entries = self.stack
        elif count == 0:
            entries = [self.stack[self.curindex]]
        else:
            entries = self.stack[:-count] if count < 0 else self.stack[-count:]
            if count < 0:
                entries = self.stack[:-count]
        try:
            for entry in entries:
                self.print_stack_entry(entry)
        except KeyboardInterrupt:
            pass

    def _show_entry(self):
        entry = self.stack[self.curindex]
        self.print_stack_entry(entry)

    def print_stack_entry(self, frame_lineno, prompt_prefix=_PREFIX):
        """Show an entry of the stack, with an arrow if it is the current one."""
        marker = '> ' if frame_lineno[0] is self.curframe else '  '
        self.message(marker + self.format_stack_entry(frame_lineno, prompt_prefix))

    def do_where(self, arg):
        """Usage: w(here) [count]

        Show the stack, the newest entry last; with a count only so many of the newest, or, when it is negative, of the oldest
        entries, and with 0 the current one.
        """
        try:
            count = int(arg) if arg else None
        except ValueError:
            self.error(f'Invalid count ({arg})')
            return
        self.print_stack_trace(count)

    do_w = do_bt = do_where

    def _select(self, index):
        self.curindex = index
        self.curframe = self.stack[index][0]
        self.set_convenience_variable(self.curframe, '_frame', self.curframe)
        self.print_stack_entry(self.stack[index])
        self.lineno = None

    def _move(self, arg, direction, end):
        if self.curindex == end:
            self.error('Oldest frame' if direction < 0 else 'Newest frame')
            return
        try:
            count = int(arg or 1)
        except ValueError:
            self.error(f'Invalid frame count ({arg})')
            return
        index = self.curindex + direction * count
        self._select(end if count < 0 or (index - end) * direction > 0 else index)

    def do_up(self, arg):
        """Usage: u(p) [count]

        Go to an older frame: that of the caller.
        """
        self._move(arg, -1, 0)

    do_u = do_up

    def do_down(self, arg):
        """Usage: d(own) [count]

        Go to a newer frame.
        """
        self._move(arg, 1, len(self.stack) - 1)

    do_d = do_down

    def do_exceptions(self, arg):
        """Usage: exceptions [number]

        List the exceptions that led to this one, or go to one of them.
        """
        chain = self._exceptions
        if not chain:
            self.message('Did not find chained exceptions. To move between exceptions, pdb/post_mortem must be given an exception object rather than a '
                         'traceback.')
            return
        if not arg:
            for number, error in enumerate(chain):
                marker = '>' if number == self._exception_index else ' '
                shown = self._shown(error, '')
                self.message(f'{marker} {number:>3} {shown}' if error.__traceback__ is not None else f'{marker}   - {shown}')
            return
        try:
            number = int(arg)
        except ValueError:
            self.error('Argument must be an integer')
            return
        if not 0 <= number < len(chain):
            self.error('No exception with that number')
        elif chain[number].__traceback__ is None:
            self.error('This exception does not have a traceback, cannot jump to it')
        else:
            self._exception_index = number
            self.setup(None, chain[number].__traceback__)
            self._show_entry()

    # What there is.

    def do_args(self, arg):
        """Usage: a(rgs)

        Show the arguments of the current function.
        """
        if self._needless(arg):
            return
        names = inspect.getargs(self.curframe.f_code)
        names = [*names.args, *filter(None, (names.varargs, names.varkw))]
        values = self.curframe_locals
        for name in names:
            self.message(f'{name} = {self._shown(values[name], name)}' if name in values else f'{name} = *** undefined ***')

    do_a = do_args

    def do_retval(self, arg):
        """Usage: retval

        Show what the current function returned last.
        """
        if self._needless(arg):
            return
        if '__return__' in self.curframe_locals:
            self.message(self._shown(self.curframe_locals['__return__'], 'retval'))
        else:
            self.error('Not yet returned!')

    do_rv = do_retval

    def _print_value(self, name, arg, show):
        if not arg:
            self._usage(name)
            return
        try:
            value = self._value(arg)
        except Exception:
            self._report()
            return
        try:
            self.message(show(value))
        except Exception:
            self._report()

    def do_p(self, arg):
        """Usage: p expression

        Show the value of an expression.
        """
        self._print_value('p', arg, repr)

    def do_pp(self, arg):
        """Usage: pp expression

        Show the value of an expression, over several lines if it is long.
        """
        self._print_value('pp', arg, pprint.pformat)

    def do_whatis(self, arg):
        """Usage: whatis expression

        Tell the type of an expression.
        """
        if not arg:
            self._usage('whatis')
            return
        try:
            value = self._value(arg)
        except Exception:
            self._report()
            return
        if inspect.ismethod(value):
            self.message(f'Method {value.__code__.co_name}')
        elif inspect.isfunction(value):
            self.message(f'Function {value.__code__.co_name}')
        elif isinstance(value, type):
            self.message(f'Class {value.__module__}.{value.__qualname__}')
        else:
            self.message(f'{type(value)}')

    def do_display(self, arg):
        """Usage: display [expression]

        Show the value of an expression whenever the program stops in the current function and it has changed; without argument
        list these expressions.
        """
        shown = self.displaying.setdefault(self.curframe, {})
        if not arg:
            if shown:
                self.message('Currently displaying:')
                for expression, value in shown.items():
                    self.message(f'{expression}: {self._shown(value, expression)}')
            else:
                self.message('No expression is being displayed')
        elif wrong := self._wrong_expression(arg):
            self.error(f'Unable to display {arg}: {wrong}')
        else:
            value = shown[arg] = self._value_or_error(arg)
            self.message(f'display {arg}: {self._shown(value, arg)}')

    def do_undisplay(self, arg):
        """Usage: undisplay [expression]

        Don't show an expression any more, or none at all.
        """
        shown = self.displaying.get(self.curframe, {})
        if not arg:
            shown.clear()
        elif shown.pop(arg, self) is self:
            self.error(f'not displaying {arg}')

    # Source.

    def do_list(self, arg):
        """Usage: l(ist) [first[, last] | .]

        Show source: 11 lines around the current one, or after those shown last; with '.' around the current one; else around the
        line first, or from first to last (if last is less than first, it is a count).
        """
        self.lastcmd = 'list'
        last = None
        if arg and arg != '.':
            try:
                first, comma, rest = arg.partition(',')
                first = int(first.strip())
                if comma:
                    last = int(rest.strip())
                    if last < first:
                        last += first
                else:
                    first = max(1, first - 5)
            except ValueError:
                self.error(f'Error in argument: {arg!r}')
                return
        elif self.lineno is None or arg == '.':
            first = max(1, self.stack[self.curindex][1] - 5)
        else:
            first = self.lineno + 1
        if last is None:
            last = first + 10
        file = self.curframe.f_code.co_filename
        lines = linecache.getlines(file, self.curframe.f_globals)
        self._print_lines(lines[first - 1:last], first, self.get_file_breaks(file), self.curframe)
        self.lineno = last if last < len(lines) else len(lines)
        if len(lines) < last:
            self.message('[EOF]')
        self._warn_of_edits()

    do_l = do_list

    def do_longlist(self, arg):
        """Usage: ll | longlist

        Show the source of the current function.
        """
        if self._needless(arg):
            return
        try:
            lines, first = self._source_of(self.curframe)
        except OSError as error:
            self.error(error)
            return
        self._print_lines(lines, first, self.get_file_breaks(self.curframe.f_code.co_filename), self.curframe)
        self._warn_of_edits()

    do_ll = do_longlist

    @staticmethod
    def _source_of(thing):
        lines, first = inspect.getsourcelines(thing)
        return lines, max(1, first)

    def do_source(self, arg):
        """Usage: source expression

        Show the source of an object.
        """
        if not arg:
            self._usage('source')
            return
        try:
            thing = self._value(arg)
        except Exception:
            self._report()
            return
        try:
            lines, first = self._source_of(thing)
        except (OSError, TypeError) as error:
            self.error(error)
            return
        self._print_lines(lines, first)

    def _print_lines(self, lines, start, breaks=(), frame=None):
        current = error_line = -1
        if frame:
            current = frame.f_lineno
            error_line = next((line for each, line in self.stack if each is frame and line != current), -1)
        for number, line in enumerate(lines, start):
            text = f'{number:3}'
            if len(text) < 4:
                text += ' '
            text += 'B' if number in breaks else ' '
            text += '->' if number == current else '>>' if number == error_line else ''
            self.message(f'{text}\t{line.rstrip()}')

    # The rest.

    def do_interact(self, arg):
        """Usage: interact

        Start an interactive interpreter with the variables of the current frame.
        """
        variables = {**self.curframe.f_globals, **self.curframe_locals}
        console = code.InteractiveConsole(variables, local_exit=True)
        console.write = self.stdout.write
        console.interact('*pdb interact start*', '*exit from pdb interact command*')

    def do_alias(self, arg):
        """Usage: alias [name [command]]

        Let a name stand for a command, in which %1, %2 and so on are the arguments and %* all of them; without command show what
        the name stands for, and without argument all such names.
        """
        words = arg.split()
        if not words:
            for name in sorted(self.aliases):
                self.message(f'{name} = {self.aliases[name]}')
        elif len(words) == 1:
            if words[0] in self.aliases:
                self.message(f'{words[0]} = {self.aliases[words[0]]}')
            else:
                self.error(f'Unknown alias {words[0]!r}')
        else:
            text = arg.partition(' ')[2].strip()
            numbers = sorted({int(number) for number in re.findall(r'%(\d)', text)} - {0})
            if '%*' not in text and numbers != list(range(1, len(numbers) + 1)):
                self.error('Replaceable parameters must be consecutive')
                return
            self.aliases[words[0]] = text

    def do_unalias(self, arg):
        """Usage: unalias name

        Let a name stand for nothing any more.
        """
        words = arg.split()
        if not words:
            self._usage('unalias')
        else:
            self.aliases.pop(words[0], None)

    def do_help(self, arg):
        """Usage: h(elp) [command]

        List the commands, or describe one.
        """
        if not arg:
            return super().do_help(arg)
        topic = getattr(self, 'help_' + arg, None)
        command = getattr(self, 'do_' + arg, None)
        if topic:
            topic()
        elif command is None:
            self.error(f'No help for {arg!r}')
        elif not command.__doc__:
            self.error(f'No help for {arg!r}; __doc__ string missing')
        else:
            self.message('\n'.join('      ' + line for line in inspect.cleandoc(command.__doc__).split('\n')))
        return None

    do_h = do_help

    def help_exec(self):
        """Describe what isn't a command."""
        self.message("(!) statement\n\nRun a statement in the current frame. The exclamation mark is needed only if the statement's first word is a command's\n"
                     "name:\n(Pdb) ! n=42\n\nTo assign to a global variable, name it in a 'global' statement before:\n"
                     "(Pdb) global list_options; list_options = ['-l']\n(Pdb)")

    def help_pdb(self):
        """Describe the debugger."""
        help()

    # Completion.

    def completenames(self, text, line, begidx, endidx):
        if not line.strip().startswith(('pdb.',)):
            names = cmd.Cmd.completenames(self, text, line, begidx, endidx)
            return names + [name for name in self.aliases if name.startswith(text)]
        return []

    def completedefault(self, text, line, begidx, endidx):
        """Complete an expression."""
        import rlcompleter
        completer = rlcompleter.Completer({**self.curframe.f_globals, **self.curframe_locals})
        found = []
        while (name := completer.complete(text, len(found))) is not None:
            found.append(name)
        return found

    complete_p = complete_pp = complete_print = complete_whatis = complete_display = complete_debug = complete_source = completedefault

    def _complete_number(self, text, line, begidx, endidx):
        return [str(each.number) for each in bdb.Breakpoint.bpbynumber if each and str(each.number).startswith(text)]

    complete_enable = complete_disable = complete_condition = complete_ignore = complete_commands = complete_clear = complete_cl = _complete_number

    def complete_undisplay(self, text, line, begidx, endidx):
        return [expression for expression in self.displaying.get(self.curframe, {}) if expression.startswith(text)]

    def complete_unalias(self, text, line, begidx, endidx):
        return [name for name in self.aliases if name.startswith(text)]

    # Whole programs.

    def _run(self, target):
        self._starting, self._left = True, False
        self.mainpyfile = self.canonic(target.path)
        Pdb._file_times.clear()
        import __main__
        variables = vars(__main__)
        variables.clear()
        variables.update(target.namespace)
        program = target.code
        if isinstance(program, str):
            self.run(program)
        else:
            self.run('exec(program, variables)', {'program': program, 'variables': variables})


# Functions.

def _fresh():
    return Pdb()


def run(statement, globals=None, locals=None):
    """Run statements under the debugger, by default in __main__."""
    _fresh().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Evaluate an expression under the debugger and return its value."""
    return _fresh().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    """Do what run() does."""
    _fresh().run(statement, globals, locals)


def runcall(*args, **kwds):
    """Call a function under the debugger and return what it returns."""
    return _fresh().runcall(*args, **kwds)


def _here():
    # The debugger that set_trace() uses: the same each time, so that its settings stay.
    found = Pdb._last_pdb_instance
    return found if found is not None else Pdb(mode='inline', backend=get_default_backend())


def set_trace(*, header=None, commands=None):
    """Stop the program here; header is shown first, commands are carried out."""
    debugger = _here()
    if header is not None:
        debugger.message(header)
    debugger.set_trace(sys._getframe().f_back, commands=commands)


async def set_trace_async(*, header=None, commands=None):
    """Stop a coroutine here."""
    debugger = _here()
    if header is not None:
        debugger.message(header)
    await debugger.set_trace_async(sys._getframe().f_back, commands=commands)


def post_mortem(t=None):
    """Look at where an exception, or a traceback, came from; by default at the exception that is being handled."""
    _post_mortem(t, Pdb())


def _post_mortem(t, debugger):
    if t is None:
        error = sys.exception()
        t = error if error is not None and error.__traceback__ is not None else None
        if error is not None and t is None:
            t = error.__traceback__
    if t is None or isinstance(t, BaseException) and t.__traceback__ is None:
        raise ValueError('A valid traceback must be passed if no exception is being handled')
    debugger.reset()
    debugger.interaction(None, t)


def pm():
    """Look at where the exception came from that ended the last program or statement."""
    error = sys.last_exc
    post_mortem(error)


def help():
    """Show what this module is for, and the commands."""
    import pydoc
    commands = [name for name in vars(Pdb) if name.startswith('do_') and (getattr(Pdb, name).__doc__ or '').startswith('Usage')]
    texts = dict.fromkeys(inspect.cleandoc(getattr(Pdb, name).__doc__) for name in commands)
    pydoc.pager(__doc__ + '\nThe commands:\n\n' + '\n\n'.join(texts) + '\n')


_USAGE = """\
usage: {0} [-h] [-c command] (-m module | -p pid | pyfile) [args ...]

Debug the Python program given by pyfile. Alternatively,
an executable module or package to debug can be specified using
the -m switch. You can also attach to a running Python process
using the -p option with its PID.

Initial commands are read from .pdbrc files in your home directory
and in the current directory, if they exist.  Commands supplied with
-c are executed after commands from .pdbrc files.

To let the script run until an exception occurs, use "-c continue".
To let the script run up to a given line X in the debugged file, use
"-c 'until X'".

options:
  -h, --help            show this help message and exit
  -c, --command command
                        pdb commands to execute as if given in a .pdbrc file
  -m module
  -p, --pid PID         attach to the specified PID"""


def _parse_arguments(words):
    """Return (commands, module or None, the file and arguments)."""
    commands, module = [], None
    program = os.path.basename(sys.executable or 'python') + ' -m pdb'
    usage = _USAGE.format(program)
    while words and words[0].startswith('-'):
        option, _, value = words.pop(0).partition('=')
        if option in ('-h', '--help'):
            print(usage.partition('\n  -m module')[0])
            sys.exit(0)
        if option in ('-p', '--pid'):
            sys.exit("Error: attaching to a process is not possible with gopy")
        if option[:2] in ('-c', '-m') and option[:2] != option and not option.startswith('--'):
            option, value = option[:2], option[2:]
        if option == '--':
            if not words:
                print(usage.partition('\n\n')[0], f'{program}: error: missing script or module to run', sep='\n', file=sys.stderr)
                sys.exit(2)
            return commands, None, words
        wrong = None
        if option not in ('-c', '--command', '-m'):
            wrong = f'unrecognized arguments: {option}'
        elif not value and not words:
            wrong = f'argument {"-m" if option == "-m" else "-c/--command"}: expected one argument'
        if wrong:
            print(usage.partition('\n\n')[0], f'{program}: error: {wrong}', sep='\n', file=sys.stderr)
            sys.exit(2)
        value = value or words.pop(0)
        if option == '-m':
            module = value
            break
        commands.append(value)
    if module is None and not words:
        print(usage)
        sys.exit(2)
    return commands, module, [*words[:module is None], *_rest(words[module is None:], commands, usage)]


def _rest(words, commands, usage):
    """The program's own arguments: options that pdb knows are pdb's even behind the program, up to '--'."""
    mine = []
    while words:
        word = words.pop(0)
        if word == '--':
            return [*mine, word, *words]
        if word == '--help' or word.startswith('-h'):
            print(usage.partition('\n  -m module')[0])
            sys.exit(0)
        if word in ('-c', '--command') and words:
            commands.append(words.pop(0))
        else:
            mine.append(word)
    return mine


def main():
    """Debug what the command line says, again and again until the user leaves."""
    commands, module, words = _parse_arguments(sys.argv[1:])
    target = _Module(module) if module else _target(words[0])
    sys.argv[:] = words if module is None else [module, *words]
    debugger = Pdb(mode='cli', backend='monitoring')
    debugger.rcLines.extend(commands)
    while _session(debugger, target):
        pass


def _target(path):
    import zipfile
    return _Archive(path) if os.path.isfile(path) and zipfile.is_zipfile(path) else _Script(path)


def _session(debugger, target):
    """Run the program once; tell whether it is to be run again."""
    try:
        debugger._run(target)
    except Restart:
        _restarted(target)
    except SystemExit as end:
        print('The program exited via sys.exit(). Exit status:', end=' ')
        print(end)
    except BaseException as error:
        traceback.print_exception(error)
        print('Uncaught exception. Entering post mortem debugging')
        print("Running 'cont' or 'step' will restart the program")
        try:
            debugger.interaction(None, error)
        except Restart:
            return _restarted(target)
        if debugger._left:
            return False
    else:
        if debugger._left or debugger._starting:
            return False  # or nothing was there to stop at
    print('The program finished and will be restarted')
    return True


def _restarted(target):
    print('Restarting', target.path, 'with arguments:')
    print('\t' + ' '.join(sys.argv[1:]))
    return True


if __name__ == '__main__':
    import pdb
    pdb.main()
