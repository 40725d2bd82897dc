"""The base of debuggers: breakpoints, and running a program step by step.

A debugger derives from Bdb and says in user_line() and its like what happens where the program stops; there it calls one of the methods set_step(),
set_next(), set_return(), set_until(), set_continue() and set_quit() to say how the program goes on.
"""

import fnmatch
import inspect
import os
import sys

__all__ = ['BdbQuit', 'Bdb', 'Breakpoint']

_RESUMABLE = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


class BdbQuit(Exception):
    """The debugger gives up the program."""


class _Goal:
    """Where the program is to stop next.

    Lines and returns of frame count, from line on (-1: none of its lines), or those of any frame when frame is None. The return of
    leaving counts in any case. A line event at the place (command) where the user gave the command doesn't.
    """

    __slots__ = 'frame', 'leaving', 'line', 'opcodes', 'command'

    def __init__(self, frame=None, leaving=None, line=0, opcodes=False, command=None):
        self.frame, self.leaving, self.line, self.opcodes, self.command = frame, leaving, line, opcodes, command

    def reached(self, frame):
        if self.frame is None:
            return True
        return frame is self.frame and 0 <= self.line <= frame.f_lineno

    def is_command_place(self, frame):
        return self.command is not None and self.command == (frame, frame.f_lineno)


def _resumable(frame):
    return frame.f_code.co_flags & _RESUMABLE


def _frames(frame, last=None):
    """Yield frame and those that called it, up to last if that is among them."""
    while frame is not None and frame is not last:
        yield frame
        frame = frame.f_back


class Bdb:
    """Runs programs under control. Modules whose names match a pattern in skip are passed over.

    backend is 'settrace' or 'monitoring'; both follow the program by sys.settrace here.
    """

    def __init__(self, skip=None, backend='settrace'):
        if backend not in ('settrace', 'monitoring'):
            raise ValueError(f"Invalid backend '{backend}'")
        self.skip = {*skip} if skip else None
        self.backend = backend
        self.breaks = {}            # file -> lines that have breakpoints
        self.fncache = {}           # file name -> canonic one
        self.frame_returning = None
        self.quitting = False
        self.botframe = None        # the outermost frame under control
        self.enterframe = None      # where the debugger was entered last
        self._goal = _Goal()
        self._restore = {}          # frame -> (f_trace_lines, f_trace_opcodes) before
        self._load_breaks()

    def _load_breaks(self):
        # Breakpoints are common to all debuggers.
        for file, line in Breakpoint.bplist:
            self._note_break(file, line)

    def canonic(self, filename):
        """Return the file name in the form in which names compare; names like <stdin> stay."""
        if filename[:1] == '<' and (filename[-1:] == '>' or filename.startswith('<stdlib>/')):
            return filename
        if filename not in self.fncache:
            self.fncache[filename] = os.path.normcase(os.path.abspath(filename))
        return self.fncache[filename]

    # What the program does.

    def start_trace(self):
        """Follow the program from here on."""
        function = self.trace_dispatch
        sys.settrace(function)

    def stop_trace(self):
        """Don't follow the program any more."""
        sys.settrace(None)

    def disable_current_event(self):
        """Do nothing: it is a matter of the backend 'monitoring'."""

    def restart_events(self):
        """Do nothing: it is a matter of the backend 'monitoring'."""

    def reset(self):
        """Be ready for a program."""
        import linecache
        linecache.checkcache()
        self.botframe = None
        self._goal = _Goal()
        self.quitting = False

    def set_enterframe(self, frame):
        """Remember the frame in which the debugger works, as a context."""
        return _Entered(self, frame)

    def trace_dispatch(self, frame, event, arg):
        """The trace function: it hands events to the methods dispatch_line() and so on."""
        with self.set_enterframe(frame):
            if self.quitting:
                return None
            if event in ('line', 'opcode', 'call', 'return', 'exception'):
                handle = getattr(self, 'dispatch_' + event)
                return handle(frame) if event == 'line' else handle(frame, arg)
            if event not in ('c_call', 'c_exception', 'c_return'):
                print(f'bdb.Bdb.dispatch: unknown debugging event: {event!r}')
            return self.trace_dispatch

    def _tell(self, wanted, user_method, *args):
        # Tell the user of an event, if it is wanted; then go on, or give up.
        if wanted:
            user_method(*args)
            self.restart_events()
            if self.quitting:
                raise BdbQuit
        return self.trace_dispatch

    def dispatch_line(self, frame):
        """Call user_line() if the program stops at this line."""
        wanted = self.stop_here(frame) and not self._goal.is_command_place(frame) or self.break_here(frame)
        return self._tell(wanted, self.user_line, frame)

    def dispatch_opcode(self, frame, arg):
        """Call user_opcode() if the program stops at this instruction."""
        wanted = self._goal.opcodes and frame.f_lineno is not None and self.stop_here(frame)
        return self._tell(wanted, self.user_opcode, frame)

    def dispatch_call(self, frame, arg):
        """Call user_call() if the program stops in this call; return None for calls that needn't be followed."""
        if not self.botframe:
            self.botframe = frame.f_back
            return self._tell(False, None)
        if self.stop_here(frame) or self.break_anywhere(frame):
            resumed = self._goal.frame and _resumable(frame)  # it goes on rather than being called
            return self._tell(not resumed, self.user_call, frame, arg)
        return None

    def dispatch_return(self, frame, arg):
        """Call user_return() if the program stops at this return."""
        goal = self._goal
        if not (self.stop_here(frame) or frame is goal.leaving):
            return self._tell(False, None)
        if goal.frame and _resumable(frame):
            self._follow_caller(frame)
            return self._tell(False, None)
        self.frame_returning, before = frame, self.frame_returning
        try:
            self._tell(True, self.user_return, frame, arg)
        finally:
            self.frame_returning = before
        goal = self._goal
        if goal.line != -1:
            if goal.frame is frame:
                self._aim()  # the frame is gone: stop in its caller
            self._follow_caller(frame)
        return self._tell(False, None)

    def dispatch_exception(self, frame, arg):
        """Call user_exception() if the program stops at this exception."""
        kind, _, traceback = arg
        stepped = self._goal.frame
        if self.stop_here(frame):
            # A StopIteration without traceback comes from within 'yield from', and means nothing to the user.
            wanted = not (_resumable(frame) and kind is StopIteration and traceback is None)
        else:
            wanted = stepped and frame is not stepped and _resumable(stepped) and kind in (StopIteration, GeneratorExit)
        return self._tell(wanted, self.user_exception, frame, arg)

    # Whether it stops.

    def is_skipped_module(self, module_name):
        """Tell whether a module is passed over."""
        return module_name is not None and any(fnmatch.fnmatch(module_name, pattern) for pattern in self.skip)

    def stop_here(self, frame):
        """Tell whether the frame is one in which the program is to stop by the last command."""
        if self.skip and not self._goal.opcodes and self.is_skipped_module(frame.f_globals.get('__name__')):
            return False
        return self._goal.reached(frame)

    def break_here(self, frame):
        """Tell whether a breakpoint stops the program here; a temporary one is gone then."""
        file = self.canonic(frame.f_code.co_filename)
        lines = self.breaks.get(file, ())
        line = frame.f_lineno if frame.f_lineno in lines else frame.f_code.co_firstlineno
        if line not in lines:
            return False
        found, may_clear = effective(file, line, frame)
        if not found:
            return False
        self.currentbp = found.number
        if may_clear and found.temporary:
            self.do_clear(str(found.number))
        return True

    def break_anywhere(self, frame):
        """Tell whether there is a breakpoint in the function of a frame."""
        lines = self.breaks.get(self.canonic(frame.f_code.co_filename), ())
        return any(self._lineno_in_frame(line, frame) for line in lines)

    def _lineno_in_frame(self, lineno, frame):
        code = frame.f_code
        return code.co_firstlineno <= lineno and any(line == lineno for _, _, line in code.co_lines())

    def do_clear(self, arg):
        """Delete a temporary breakpoint, given by its number; a debugger must define it."""
        raise NotImplementedError('subclass of bdb must implement do_clear()')

    # To be defined by a debugger.

    def user_call(self, frame, argument_list):
        """The program stops in a call."""

    def user_line(self, frame):
        """The program stops at a line."""

    def user_return(self, frame, return_value):
        """The program stops at a return."""

    def user_exception(self, frame, exc_info):
        """The program stops at an exception."""

    def user_opcode(self, frame):
        """The program stops at an instruction."""

    # How it goes on.

    def _aim(self, *args, **kwargs):
        self._goal = _Goal(*args, **kwargs)
        self._want_opcodes(self._goal.opcodes)

    def _want_opcodes(self, wanted):
        for frame in _frames(self.enterframe):
            if frame.f_trace_opcodes != wanted:
                frame.f_trace_opcodes = wanted
            if frame is self.botframe:
                break

    def _follow_caller(self, frame):
        caller = frame.f_back
        if caller not in (None, self.botframe) and not caller.f_trace:
            self._follow(caller)

    def _follow(self, frame):
        frame.f_trace = self.trace_dispatch

    def _from_return(self):
        # At a return the next line is one of the caller.
        if self.frame_returning is not None:
            self._follow_caller(self.frame_returning)

    def _place(self, frame=None):
        frame = frame or self.enterframe
        return None if frame is None else (frame, frame.f_lineno)

    def set_until(self, frame, lineno=None):
        """Stop when a line greater than that of the frame, or than lineno, is reached, or the frame returns."""
        self._aim(frame, frame, frame.f_lineno + 1 if lineno is None else lineno)

    def set_step(self):
        """Stop after one line of code."""
        self._from_return()
        self._aim(command=self._place())

    def set_stepinstr(self):
        """Stop before the next instruction."""
        self._from_return()
        self._aim(opcodes=True)

    def set_next(self, frame):
        """Stop at the next line in or below the frame."""
        self._from_return()
        self._aim(frame, command=self._place(frame))

    def set_return(self, frame):
        """Stop when the frame returns."""
        self._follow_caller(frame)
        if _resumable(frame):
            self._aim(frame, None, -1)
        else:
            self._aim(frame.f_back, frame)

    def set_trace(self, frame=None):
        """Start debugging from a frame, by default the caller's."""
        self._stop_in(frame or sys._getframe().f_back)
        self.start_trace()

    def _stop_in(self, frame):
        """Arrange that the program stops in a frame as soon as it is traced."""
        self.stop_trace()
        self.reset()
        with self.set_enterframe(frame):
            for each in _frames(frame):
                self._follow(each)
                self.botframe = each
                self._restore[each] = each.f_trace_lines, each.f_trace_opcodes
                each.f_trace_lines = True
            self.set_stepinstr()

    def set_continue(self):
        """Stop at breakpoints or at the end only; without breakpoints the program is left alone."""
        self._aim(self.botframe, None, -1)
        if self.breaks:
            return
        self.stop_trace()
        for frame in _frames(sys._getframe().f_back, self.botframe):
            del frame.f_trace
        for frame, (lines, opcodes) in self._restore.items():
            frame.f_trace_lines, frame.f_trace_opcodes = lines, opcodes
        self._restore = {}

    def set_quit(self):
        """Give the program up: BdbQuit is raised in it."""
        self._goal = _Goal(self.botframe)
        self.quitting = True
        self.stop_trace()

    # Breakpoints. These return an error message, None when all went well.

    def _note_break(self, file, line):
        lines = self.breaks.setdefault(file, [])
        if line not in lines:
            lines.append(line)

    def set_break(self, filename, lineno, temporary=False, cond=None, funcname=None):
        """Set a breakpoint."""
        import linecache
        file = self.canonic(filename)
        if not linecache.getline(file, lineno):
            return f'Line {file}:{lineno} does not exist'
        self._note_break(file, lineno)
        Breakpoint(file, lineno, temporary, cond, funcname)
        # Frames that are not followed may get there.
        for frame in _frames(self.enterframe):
            if not frame.f_trace and self.break_anywhere(frame):
                self._follow(frame)
        return None

    def _forget_break(self, file, line):
        if (file, line) not in Breakpoint.bplist:
            self.breaks[file].remove(line)
            if not self.breaks[file]:
                del self.breaks[file]

    def clear_break(self, filename, lineno):
        """Delete all breakpoints of a line."""
        file = self.canonic(filename)
        if file not in self.breaks:
            return f'There are no breakpoints in {file}'
        if lineno not in self.breaks[file]:
            return f'There is no breakpoint at {file}:{lineno}'
        for each in list(Breakpoint.bplist[file, lineno]):
            each.deleteMe()
        self._forget_break(file, lineno)
        return None

    def clear_bpbynumber(self, arg):
        """Delete a breakpoint, given by its number."""
        try:
            found = self.get_bpbynumber(arg)
        except ValueError as error:
            return str(error)
        found.deleteMe()
        self._forget_break(found.file, found.line)
        return None

    def clear_all_file_breaks(self, filename):
        """Delete all breakpoints of a file."""
        file = self.canonic(filename)
        if file not in self.breaks:
            return f'There are no breakpoints in {file}'
        for line in self.breaks.pop(file):
            for each in list(Breakpoint.bplist[file, line]):
                each.deleteMe()
        return None

    def clear_all_breaks(self):
        """Delete all breakpoints."""
        if not self.breaks:
            return 'There are no breakpoints'
        for each in Breakpoint.bpbynumber:
            if each:
                each.deleteMe()
        self.breaks = {}
        return None

    def get_bpbynumber(self, arg):
        """Return a breakpoint, given by its number; ValueError says why there is none."""
        if not arg:
            raise ValueError('Breakpoint number expected')
        try:
            number = int(arg)
        except ValueError:
            raise ValueError(f'Non-numeric breakpoint number {arg}') from None
        if not 0 <= number < len(Breakpoint.bpbynumber):
            raise ValueError(f'Breakpoint number {number} out of range')
        found = Breakpoint.bpbynumber[number]
        if found is None:
            raise ValueError(f'Breakpoint {number} already deleted')
        return found

    def get_break(self, filename, lineno):
        """Tell whether a line has breakpoints."""
        return lineno in self.breaks.get(self.canonic(filename), ())

    def get_breaks(self, filename, lineno):
        """Return the list of a line's breakpoints."""
        return self.get_break(filename, lineno) and Breakpoint.bplist[self.canonic(filename), lineno] or []

    def get_file_breaks(self, filename):
        """Return the lines of a file that have breakpoints."""
        return self.breaks.get(self.canonic(filename), [])

    def get_all_breaks(self):
        """Return the dict from files to their lines that have breakpoints."""
        return self.breaks

    # The stack.

    def get_stack(self, f, t):
        """Return a list of (frame, line), of a frame and its callers and of a traceback, and the index of the frame in it."""
        if t is not None and t.tb_frame is f:
            t = t.tb_next
        stack = []
        for frame in _frames(f):
            stack.append((frame, frame.f_lineno))
            if frame is self.botframe:
                break
        stack.reverse()
        index = max(0, len(stack) - 1)
        while t is not None:
            stack.append((t.tb_frame, t.tb_lineno))
            t = t.tb_next
        if f is None:
            index = max(0, len(stack) - 1)
        return stack, index

    def format_stack_entry(self, frame_lineno, lprefix=': '):
        """Return the text for an entry of the stack: the place, what the function returns if it is about to, and the line."""
        import linecache
        import reprlib
        frame, line = frame_lineno
        file = self.canonic(frame.f_code.co_filename)
        text = f'{file}({line}){frame.f_code.co_name or "<lambda>"}()'
        if '__return__' in frame.f_locals:
            text += '->' + reprlib.repr(frame.f_locals['__return__'])
        if line is None:
            return f'{text}{lprefix}Warning: lineno is None'
        source = linecache.getline(file, line, frame.f_globals)
        return f'{text}{lprefix}{source.strip()}' if source else text

    # Running programs.

    def run(self, cmd, globals=None, locals=None):
        """Run statements (text or code) under control, by default in __main__."""
        globals, locals = _namespaces(globals, locals)
        if isinstance(cmd, str):
            cmd = compile(cmd, '<string>', 'exec')
        with _Control(self):
            try:
                exec(cmd, globals, locals)
            finally:
                self.quitting = True  # what is called from here on is no part of the program

    def runeval(self, expr, globals=None, locals=None):
        """Evaluate an expression under control and return its value."""
        globals, locals = _namespaces(globals, locals)
        with _Control(self):
            try:
                return eval(expr, globals, locals)
            finally:
                self.quitting = True

    def runctx(self, cmd, globals, locals):
        """Do what run() does."""
        self.run(cmd, globals=globals, locals=locals)

    def runcall(self, func, /, *args, **kwds):
        """Call a function under control and return what it returns."""
        with _Control(self):
            try:
                return func(*args, **kwds)
            finally:
                self.quitting = True


class _Control:
    """The context in which a debugger follows a program. It ends quietly when the program is given up."""

    def __init__(self, debugger):
        self._debugger = debugger

    def __enter__(self):
        self._debugger.reset()
        self._debugger.start_trace()

    def __exit__(self, kind, *rest):
        self._debugger.stop_trace()
        return kind is not None and issubclass(kind, BdbQuit)


class _Entered:
    """The context of set_enterframe()."""

    def __init__(self, debugger, frame):
        self._debugger, self._frame = debugger, frame

    def __enter__(self):
        self._before, self._debugger.enterframe = self._debugger.enterframe, self._frame

    def __exit__(self, *exc_info):
        self._debugger.enterframe = self._before


def _namespaces(globals, locals):
    if globals is None:
        import __main__
        globals = __main__.__dict__
    return globals, globals if locals is None else locals


def set_trace():
    """Start debugging with a plain Bdb from here on."""
    Bdb().set_trace()


class Breakpoint:
    """A breakpoint. Counts its hits; may be temporary, disabled, have a condition, pass over the next hits, and be meant for the first line of
    a function. All are in bpbynumber by their number, and in bplist by their place (file, line)."""

    next = 1
    bplist = {}
    bpbynumber = [None]

    def __init__(self, file, line, temporary=False, cond=None, funcname=None):
        self.file, self.line, self.temporary, self.cond, self.funcname = file, line, temporary, cond, funcname
        self.func_first_executable_line = None
        self.enabled = True
        self.ignore = self.hits = 0
        self.number = Breakpoint.next
        Breakpoint.next += 1
        self.bpbynumber.append(self)
        self.bplist.setdefault((file, line), []).append(self)

    @staticmethod
    def clearBreakpoints():
        """Forget all breakpoints and begin again with number 1."""
        Breakpoint.next, Breakpoint.bplist, Breakpoint.bpbynumber = 1, {}, [None]

    def deleteMe(self):
        """Take the breakpoint off the lists."""
        place = self.file, self.line
        self.bpbynumber[self.number] = None
        self.bplist[place].remove(self)
        if not self.bplist[place]:
            del self.bplist[place]

    def enable(self):
        """Let it stop the program."""
        self.enabled = True

    def disable(self):
        """Don't let it stop the program."""
        self.enabled = False

    def bpprint(self, out=None):
        """Print what bpformat() says."""
        print(self.bpformat(), file=out or sys.stdout)

    def bpformat(self):
        """Return a description of one line or more."""
        fate = 'del  ' if self.temporary else 'keep '
        state = 'yes  ' if self.enabled else 'no   '
        lines = [f'{self.number:<4d}breakpoint   {fate}{state} at {self.file}:{self.line:d}']
        if self.cond:
            lines.append(f'stop only if {self.cond}')
        if self.ignore:
            lines.append(f'ignore next {self.ignore:d} hits')
        if self.hits:
            lines.append(f'breakpoint already hit {self.hits:d} time{"s" * (self.hits > 1)}')
        return '\n\t'.join(lines)

    def __str__(self):
        return f'breakpoint {self.number} at {self.file}:{self.line}'


def checkfuncname(b, frame):
    """Tell whether a breakpoint applies to a frame: one for a function does at the function's first line that is run."""
    if not b.funcname:
        return b.line == frame.f_lineno
    if b.funcname == frame.f_code.co_name:
        first = b.func_first_executable_line = b.func_first_executable_line or frame.f_lineno
        return first == frame.f_lineno
    return False


def effective(file, line, frame):
    """Return the breakpoint that stops the program at this place, and whether it may be deleted if it is temporary; (None, None) without one.

    A condition that can't be evaluated counts as true, and doesn't delete a temporary breakpoint.
    """
    for each in Breakpoint.bplist.get((file, line), ()):
        if not each.enabled or not checkfuncname(each, frame):
            continue
        each.hits += 1
        if each.cond:
            try:
                if not eval(each.cond, frame.f_globals, frame.f_locals):
                    continue
            except Exception:
                return each, False
        if each.ignore > 0:
            each.ignore -= 1
        else:
            return each, True
    return None, None
