"""An interactive interpreter, as the prompt of Python has it, to be part of other programs.

InteractiveInterpreter runs commands and shows their exceptions. InteractiveConsole reads them line by line, with
prompts. interact() runs a console.
"""

import builtins
import sys
import traceback
from codeop import CommandCompiler, compile_command

__all__ = ["InteractiveInterpreter", "InteractiveConsole", "interact", "compile_command"]


class InteractiveInterpreter:
    """Runs commands in a namespace: locals, or a new one of a module __console__."""

    def __init__(self, locals=None):
        self.locals = {"__name__": "__console__", "__doc__": None} if locals is None else locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename="<input>", symbol="single"):
        """Run a command and return False, or return True if it is incomplete. What is wrong is shown."""
        try:
            command = self.compile(source, filename, symbol)
        except Exception:
            # Whatever compile() has to say, it says about the text.
            self.showsyntaxerror(filename, source=source)
        else:
            if command is None:
                return True
            self.runcode(command)
        return False

    def runcode(self, code):
        """Run a code object. Exceptions are shown, but for SystemExit."""
        try:
            exec(code, self.locals)
        except SystemExit:
            raise
        except:
            self.showtraceback()

    def showsyntaxerror(self, filename=None, **kwargs):
        """Show the syntax error that is being handled; filename takes the place of its own."""
        error = sys.exception()
        if filename and isinstance(error, SyntaxError):
            error.filename = filename
        self._show(error, None, kwargs.pop("source", ""))

    def showtraceback(self):
        """Show the exception that is being handled, without the frame of the interpreter."""
        error = sys.exception()
        self._show(error, error.__traceback__.tb_next, "")

    def _show(self, error, tb, source):
        kind = type(error)
        if kind is SyntaxError and not error.text and error.lineno is not None:
            for text in source.splitlines()[error.lineno - 1:error.lineno]:
                error.text = text
        error = error.with_traceback(tb)
        sys.last_exc = sys.last_value = error
        sys.last_type, sys.last_traceback = kind, tb
        hook = sys.excepthook
        if hook is sys.__excepthook__:
            self._excepthook(kind, error, tb)
            return
        # The program's own hook has the word.
        try:
            hook(kind, error, tb)
        except SystemExit:
            raise
        except BaseException as failure:
            failure.__context__ = None
            print("Error in sys.excepthook:", file=sys.stderr)
            sys.__excepthook__(type(failure), failure, failure.__traceback__.tb_next)
            print(file=sys.stderr)
            print("Original exception was:", file=sys.stderr)
            sys.__excepthook__(kind, error, tb)

    def _excepthook(self, typ, value, tb):
        self.write("".join(traceback.format_exception(typ, value, tb)))

    def write(self, data):
        """Write to sys.stderr."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """Reads commands from standard input and runs them. With local_exit, exit() ends the console only."""

    def __init__(self, locals=None, filename="<console>", *, local_exit=False):
        super().__init__(locals)
        self.filename = filename
        self.local_exit = local_exit
        self.resetbuffer()

    def resetbuffer(self):
        """Forget the lines of an incomplete command."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Greet with the banner, run commands until the input ends, say exitmsg. '' says nothing."""
        added = []
        for name, prompt in (("ps1", ">>> "), ("ps2", "... ")):
            if not hasattr(sys, name):
                setattr(sys, name, prompt)
                added.append(name)
        if banner is None:
            self.write(f'Python {sys.version} on {sys.platform}\n'
                       'Type "help", "copyright", "credits" or "license" for more information.\n'
                       f'({self.__class__.__name__})\n')
        elif banner:
            self.write(f"{banner}\n")

        leavers = {}
        if self.local_exit:
            for name in ("exit", "quit"):
                leavers[name] = getattr(builtins, name, None)
                setattr(builtins, name, Quitter(name))
        try:
            self._loop()
        finally:
            for name, function in leavers.items():
                if function is not None:
                    setattr(builtins, name, function)
                else:
                    delattr(builtins, name)
            for name in added:
                delattr(sys, name)
            if exitmsg is None:
                self.write(f"now exiting {self.__class__.__name__}...\n")
            elif exitmsg:
                self.write(f"{exitmsg}\n")

    def _loop(self):
        more = False
        while True:
            try:
                try:
                    line = self.raw_input(sys.ps2 if more else sys.ps1)
                except EOFError:
                    self.write("\n")
                    return
                more = self.push(line)
            except KeyboardInterrupt:
                self.write("\nKeyboardInterrupt\n")
                self.resetbuffer()
                more = False
            except SystemExit:
                if not self.local_exit:
                    raise
                self.write("\n")
                return

    def push(self, line, filename=None, _symbol="single"):
        """Add a line (or several) to the command and run it, if it is complete; return whether more lines are needed."""
        self.buffer.append(line)
        more = self.runsource("\n".join(self.buffer), self.filename if filename is None else filename, symbol=_symbol)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=""):
        """Return a line of input, without its end; raise EOFError at the end of it."""
        return input(prompt)


class Quitter:
    """What exit and quit are in a console with local_exit."""

    def __init__(self, name):
        self.name = name
        self.eof = "Ctrl-Z plus Return" if sys.platform == "win32" else "Ctrl-D (i.e. EOF)"

    def __repr__(self):
        return f"Use {self.name} or {self.eof} to exit"

    def __call__(self, code=None):
        raise SystemExit(code)


def interact(banner=None, readfunc=None, local=None, exitmsg=None, local_exit=False):
    """Run an InteractiveConsole; readfunc, if given, takes the place of its raw_input()."""
    shell = InteractiveConsole(local, local_exit=local_exit)
    if readfunc is None:
        try:
            import readline  # lines can be edited then
        except ImportError:
            pass
    else:
        shell.raw_input = readfunc
    shell.interact(banner, exitmsg)


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(color=True)
    parser.add_argument("-q", action="store_true", help="don't print version and copyright messages")
    interact("" if parser.parse_args().q or sys.flags.quiet else None)
