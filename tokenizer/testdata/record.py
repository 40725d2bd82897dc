"""Records what CPython 3.14 makes of the cases in the golden files of this directory.

Run it with CPython 3.14 as `python3.14 record.py cases.txt`: it reads the sources in the file and writes the file anew.

A case is
    === source, as a JSON string
    error: Kind line:offset-line:offset message | text      of compile(), if the tokenizer finds it
    error: parser                                           if the parser finds it
    warning: line message
    parser's tokens, one on a line, if there is no error
    ---
    the output of `python -m tokenize -e`, without padding
"""

import _tokenize
import ast
import io
import json
import re
import sys
import token
import tokenize
import warnings

OURS = re.compile(
    r"unterminated|invalid (decimal|hexa|octal|binary|imaginary|digit|character|non-p)|leading zeros|unmatched"
    r"|does not match|inconsistent use|too many (nested|levels)|prefixes are|line continuation|never closed|EOF while"
    r"|string: (single|expecting '}'$|expressions nested|newlines)"
)


def quoted(text):
    return json.dumps(text)


def compiled(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<case>", "exec", ast.PyCF_ONLY_AST)
        except SyntaxError as e:
            if not OURS.search(e.msg):
                yield "error: parser"
            else:
                place = f"{e.lineno}:{e.offset}-{e.end_lineno or 0}:{e.end_offset or 0}"
                yield f"error: {type(e).__name__} {place} {e.msg} | {quoted(e.text)}"
            return
        except UnicodeError:
            yield "error: parser"
            return
    for warning in caught:
        if OURS.search(str(warning.message)) or "{" in str(warning.message) or "}" in str(warning.message):
            yield f"warning: {warning.lineno} {warning.message}"
    lines = io.StringIO(source.replace("\r\n", "\n").replace("\r", "\n"))
    for kind, spelling, start, end, _ in _tokenize.TokenizerIter(lines.readline, extra_tokens=False):
        name = token.tok_name[kind]
        if name in ("NEWLINE", "INDENT", "DEDENT", "ENDMARKER"):
            yield f"{start[0]} {name}"  # their columns are CPython's own affair
        else:
            yield f"{start[0]},{start[1]}-{end[0]},{end[1]} {name} {quoted(spelling)}"


def listed(source):
    try:
        for t in list(tokenize.tokenize(io.BytesIO(source.encode()).readline)):
            place = f"{t.start[0]},{t.start[1]}-{t.end[0]},{t.end[1]}:"
            yield f"{place} {token.tok_name[t.exact_type]} {t.string!r}"
    except IndentationError as e:
        yield "case.py:%d:%d: error: %s" % (*e.args[1][1:3], e.args[0])
    except tokenize.TokenError as e:
        yield "case.py:%d:%d: error: %s" % (*e.args[1], e.args[0])


def main():
    warnings.simplefilter("ignore")
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            sources = [json.loads(line[4:]) for line in file if line.startswith("=== ")]
        lines = []
        for source in sources:
            lines += ["=== " + quoted(source), *compiled(source), "---", *listed(source)]
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)


if __name__ == "__main__":
    main()
