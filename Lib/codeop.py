"""Whether text is a complete Python command, can become one when more lines come, or is wrong.

compile_command(source) answers with a code object, None, or an exception. Compile and CommandCompiler do the same
and remember the `from __future__` imports that they have seen.
"""

import __future__
import warnings

__all__ = ["compile_command", "Compile", "CommandCompiler"]

# Flags of compile(): an empty line closes a block, the result is a tree, incomplete text has an exception of its own.
PyCF_DONT_IMPLY_DEDENT, PyCF_ONLY_AST, PyCF_ALLOW_INCOMPLETE_INPUT = 0x200, 0x400, 0x4000
_PROMPT = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT


def _is_blank(source):
    """Return whether there is nothing but empty lines and comments."""
    return all(not line.strip() or line.strip().startswith("#") for line in source.split("\n"))


def _complete(compiles, source):
    """Return whether source is complete or wrong, rather than the beginning of a command.

    compiles(source) calls compile() for the prompt.
    """
    with warnings.catch_warnings():
        # What there is to warn about comes when the text is compiled for good.
        for category in SyntaxWarning, DeprecationWarning:
            warnings.simplefilter("ignore", category)
        try:
            compiles(source)
        except SyntaxError:
            # Either it is wrong, or an end of line helps, if only to bring the next one.
            try:
                compiles(source + "\n")
            except SyntaxError as error:
                return not isinstance(error, _IncompleteInputError)
            return False
    return True


def compile_command(source, filename="<input>", symbol="single", flags=0):
    """Return the code of a command; None if it is incomplete. Raise what compile() raises if it is wrong.

    symbol is 'single', 'exec' or 'eval', the mode of compile(), and flags are its flags.
    """
    if symbol != "eval" and _is_blank(source):
        source = "pass"
    if _complete(lambda text: compile(text, filename, symbol, flags | _PROMPT), source):
        return compile(source, filename, symbol, flags)


class Compile:
    """Compiles like compile(), with the future features of all that was compiled before."""

    def __init__(self):
        self.flags = _PROMPT

    def __call__(self, source, filename, symbol, flags=0, *, incomplete_input=True):
        flags |= self.flags if incomplete_input else self.flags & ~_PROMPT
        result = compile(source, filename, symbol, flags, True)
        if not flags & PyCF_ONLY_AST:
            for name in __future__.all_feature_names:
                self.flags |= result.co_flags & getattr(__future__, name).compiler_flag
        return result


class CommandCompiler:
    """compile_command() with the future features of all that was compiled before."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        """Return the code of a command, None if it is incomplete; see compile_command()."""
        if symbol != "eval" and _is_blank(source):
            source = "pass"
        if _complete(lambda text: self.compiler(text, filename, symbol), source):
            return self.compiler(source, filename, symbol, incomplete_input=False)
