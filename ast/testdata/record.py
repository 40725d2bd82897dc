# Records what CPython 3.14's ast module says about the programs of snippets.py, which lines of --- part:
# python3.14 record.py [FILE ...] > cpython.jsonl. With files, each file is a program.
import ast
import json
import pathlib
import sys


def reparsed(source, more):
    try:
        return ast.dump(ast.parse(source, **more))
    except SyntaxError:
        return ""  # unparse writes a zero byte in a format specification as it is


def record(source, **more):
    tree = ast.parse(source, **more)
    print(json.dumps({
        "source": source if isinstance(source, str) else "",
        "tree": ast.dump(tree, include_attributes=True, show_empty=True),
        "dump": ast.dump(tree),
        "positional": ast.dump(tree, annotate_fields=False),
        "positional_empty": ast.dump(tree, annotate_fields=False, show_empty=True),
        "indented": ast.dump(tree, indent=2),
        "indented_positional": ast.dump(tree, annotate_fields=False, indent=""),
        "indented_everything": ast.dump(tree, include_attributes=True, show_empty=True, indent="\t"),
        "unparse": ast.unparse(tree),
        "reparsed": reparsed(ast.unparse(tree) + "\n" * (more.get("mode") == "single"), more),
        "walk": [type(node).__name__ for node in ast.walk(tree) if node._fields or isinstance(node, (ast.stmt, ast.mod))],
    }))


if sys.argv[1:]:
    for path in sys.argv[1:]:
        record(pathlib.Path(path).read_bytes())
    sys.exit()
for source in pathlib.Path(__file__).with_name("snippets.py").read_text().split("---\n"):
    record(source)
record("a + b", mode="eval")
record("x = 1; y; import z", mode="single")
record("if x:\n  y; z\nelse: z\n", mode="single")
record("@a\ndef f(): pass\n", mode="single")
record("(int, *str, **dict) -> bool", mode="func_type")
record("x = [] # type: list\ny = 1 # type: ignore[a]\nfor x in y: # type: int\n  pass\n"
       "with a: # type: str\n  pass\ndef f(a, # type: int\n  b):\n  # type: (...) -> int\n  pass\n"
       "x = 1 # type: ignore\n", type_comments=True)
