"""Record what CPython 3.14's code generator makes of programs/*.py, before its flow graph passes, as programs/*.txt.

A line `= path` begins a code object: the module's path is empty, that of its third function `.2`. Then a line each,
instructions: name, argument (for jumps, the index of the instruction), line, end line, column, end column.
The `__annotate__` of a module isn't in what CPython hands out.

programs/*.code.txt holds the finished code objects, in the same order of nesting, see fields.

Also record errors.json: for each program of errors.py the SyntaxError, or null, and the SyntaxWarnings.
"""

import ast
import json
import pathlib
import types
import warnings

import _opcode_metadata
from _testinternalcapi import compiler_codegen

NAMES = {number: name for name, number in _opcode_metadata.opmap.items()}
HERE = pathlib.Path(__file__).parent


def record(sequence, path, lines):
    lines.append("= " + path)
    for opcode, argument, *location in sequence.get_instructions():
        lines.append(" ".join(map(str, [NAMES[opcode], argument or 0, *location])))
    for index, nested in enumerate(sequence.get_nested()):
        record(nested, f"{path}.{index}", lines)


def fields(code, path):
    yield "= " + path
    yield f"name {code.co_name} {code.co_qualname} {code.co_firstlineno} {code.co_flags} {code.co_stacksize}"
    yield f"arguments {code.co_argcount} {code.co_posonlyargcount} {code.co_kwonlyargcount}"
    yield " ".join(["names", *code.co_names])
    yield " ".join(["varnames", *code.co_varnames])
    yield " ".join(["cellvars", *code.co_cellvars])
    yield " ".join(["freevars", *code.co_freevars])
    yield "constants " + ", ".join(map(constant, code.co_consts))
    yield "code " + code.co_code.hex()
    yield "positions " + code.co_linetable.hex()
    yield "exceptions " + code.co_exceptiontable.hex()
    nested = [value for value in code.co_consts if isinstance(value, types.CodeType)]
    for index, inner in enumerate(nested):
        yield from fields(inner, f"{path}.{index}")


def constant(value):
    match value:
        case types.CodeType():
            return "code"
        case tuple():
            return "(" + ", ".join(map(constant, value)) + ")"
        case frozenset():  # the order is that of hashes
            return "{" + ", ".join(sorted(map(constant, value))) + "}"
        case slice():
            return f"[{constant(value.start)}:{constant(value.stop)}:{constant(value.step)}]"
    return repr(value)


def mode(source):
    if source.stem.startswith("interactive"):
        return "single"
    return "eval" if source.stem.startswith("expression") else "exec"


def record_programs():
    for source in sorted(HERE.glob("programs/*.py")):
        for optimize in (0, 2) if mode(source) == "exec" else ():  # compiler_codegen takes modules only
            lines = []
            tree = ast.parse(source.read_bytes(), mode=mode(source))
            sequence, _ = compiler_codegen(tree, "program", optimize)
            record(sequence, "", lines)
            source.with_suffix(f".{optimize}.txt").write_text("\n".join(lines) + "\n")
        code = compile(source.read_bytes(), "program", mode(source), dont_inherit=True)
        source.with_suffix(".code.txt").write_text("\n".join(fields(code, "")) + "\n")


def compile_error(tree):
    try:
        compile(tree, "program", "exec", dont_inherit=True)
    except SyntaxError as error:
        return [error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset]
    return None


def record_errors():
    records = []
    for source in (HERE / "errors.py").read_text().split("# ---\n"):
        tree = ast.parse(source)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            error = compile_error(tree)
        first = None
        if caught:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                first = compile_error(tree)
        records.append({"error": error, "warnings": [[str(w.message), w.lineno] for w in caught], "first": first})
    lines = ",\n".join(map(json.dumps, records))
    (HERE / "errors.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    record_programs()
    record_errors()
