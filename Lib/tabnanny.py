"""Finds indentation in Python source that depends on the size of tabs.

    python -m tabnanny [-q] [-v] FILE_OR_DIRECTORY ...

check() looks at files and directories, process_tokens() at the tokens of one file.
"""

import getopt
import os
import sys
import tokenize

__all__ = ["check", "NannyNag", "process_tokens"]

verbose = 0
filename_only = 0


def errprint(*args):
    """Write a message to sys.stderr and end the program."""
    sys.stderr.write(" ".join(map(str, args)) + "\n")
    sys.exit(1)


def main():
    """The command line."""
    global verbose, filename_only
    try:
        options, names = getopt.getopt(sys.argv[1:], "qv")
    except getopt.error as problem:
        errprint(problem)
    for option, _ in options:
        if option == "-q":
            filename_only += 1
        if option == "-v":
            verbose += 1
    if not names:
        errprint(f"Usage: {sys.executable} -m tabnanny [-v] file_or_directory ...")
    for name in names:
        check(name)


class NannyNag(Exception):
    """Ambiguous indentation: the number of the line, what is wrong, the line."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_lineno(self):
        """Return the number of the line."""
        return self.lineno

    def get_msg(self):
        """Return what is wrong."""
        return self.msg

    def get_line(self):
        """Return the line."""
        return self.line


def check(file):
    """Print what is wrong with a file, or with the .py files of a directory and those below it."""
    if os.path.isdir(file) and not os.path.islink(file):
        if verbose:
            print(f"{file!r}: listing directory")
        for name in os.listdir(file):
            path = os.path.join(file, name)
            if os.path.isdir(path) and not os.path.islink(path) or os.path.normcase(name).endswith(".py"):
                check(path)
        return
    try:
        stream = tokenize.open(file)
    except OSError as problem:
        errprint(f"{file!r}: I/O Error: {problem}")
        return
    if verbose > 1:
        print(f"checking {file!r} ...")
    try:
        process_tokens(tokenize.generate_tokens(stream.readline))
    except tokenize.TokenError as problem:
        errprint(f"{file!r}: Token Error: {problem}")
        return
    except IndentationError as problem:
        errprint(f"{file!r}: Indentation Error: {problem}")
        return
    except NannyNag as nag:
        if verbose:
            print(f"{file!r}: *** Line {nag.get_lineno()}: trouble in tab city! ***")
            print(f"offending line: {nag.get_line()!r}")
            print(nag.get_msg())
        else:
            name = f'"{file}"' if " " in file else file
            print(name) if filename_only else print(name, nag.get_lineno(), repr(nag.get_line()))
        return
    finally:
        stream.close()
    if verbose:
        print(f"{file!r}: Clean bill of health.")


class Whitespace:
    """The blanks and tabs that a line begins with."""

    def __init__(self, ws):
        self.raw = ws[:len(ws) - len(ws.lstrip(" \t"))]

    def longest_run_of_spaces(self):
        """Return how many blanks stand side by side at most."""
        return max(map(len, self.raw.split("\t")))

    def indent_level(self, tabsize):
        """Return the width for a size of tabs."""
        width = 0
        for char in self.raw:
            width += tabsize - width % tabsize if char == "\t" else 1
        return width

    def _witnesses(self, other, fits):
        """Return (size, own width, other's width) for the sizes of tabs for which fits(own, other) is false.

        Beyond the longest run of blanks nothing new happens.
        """
        most = max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 1
        sizes = [(size, self.indent_level(size), other.indent_level(size)) for size in range(1, most + 1)]
        return [each for each in sizes if not fits(each[1], each[2])]

    def equal(self, other):
        """Return whether both have the same width for all sizes of tabs."""
        return not self.not_equal_witness(other)

    def not_equal_witness(self, other):
        """Return the sizes of tabs for which the widths differ."""
        return self._witnesses(other, lambda own, its: own == its)

    def less(self, other):
        """Return whether the other is wider for all sizes of tabs."""
        return not self.not_less_witness(other)

    def not_less_witness(self, other):
        """Return the sizes of tabs for which the other isn't wider."""
        return self._witnesses(other, lambda own, its: own < its)


def format_witnesses(w):
    """Name the sizes of tabs of a list of witnesses."""
    return f"at tab size{'s' if len(w) > 1 else ''} {', '.join(str(size) for size, *_ in w)}"


def process_tokens(tokens):
    """Raise NannyNag if the indentation of the tokens is ambiguous."""
    try:
        _process_tokens(tokens)
    except TabError as problem:
        raise NannyNag(problem.lineno, problem.msg, problem.text)


def _process_tokens(tokens):
    blocks = [Whitespace("")]
    line_starts = False
    for kind, text, start, _, line in tokens:
        if kind == tokenize.NEWLINE:
            line_starts = True
        elif kind == tokenize.INDENT:
            line_starts = False
            indentation = Whitespace(text)
            if witnesses := blocks[-1].not_less_witness(indentation):
                raise NannyNag(start[0], f"indent not greater e.g. {format_witnesses(witnesses)}", line)
            blocks.append(indentation)
        elif kind == tokenize.DEDENT:
            line_starts = True
            blocks.pop()
        elif line_starts and kind not in (tokenize.COMMENT, tokenize.NL):
            line_starts = False
            if witnesses := blocks[-1].not_equal_witness(Whitespace(line)):
                raise NannyNag(start[0], f"indent not equal e.g. {format_witnesses(witnesses)}", line)


if __name__ == "__main__":
    main()
