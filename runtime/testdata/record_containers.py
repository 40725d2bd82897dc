"""Record anew what CPython 3.14 makes of the small programs in containers.txt.

Usage: PYTHONHASHSEED=0 python3.14 record_containers.py < containers.txt > new.txt
A line that begins with ">>> " is a program; the repr of its last expression, or its exception, follows.
"""
import ast, builtins, sys, types, warnings

warnings.simplefilter("ignore")


def run(source):
    names = {n: getattr(builtins, n) for n in dir(builtins)}
    names.update(GenericAlias=types.GenericAlias, UnionType=types.UnionType, mappingproxy=types.MappingProxyType,
                 SimpleNamespace=types.SimpleNamespace, kind=lambda x: type(x).__name__)
    try:
        tree = ast.parse(source)
        last = tree.body.pop()
        exec(compile(tree, "", "exec"), names)
        if isinstance(last, ast.Expr):
            return repr(eval(compile(ast.Expression(last.value), "", "eval"), names))
        exec(compile(ast.Module([last], []), "", "exec"), names)
        return "None"
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for line in sys.stdin:
    if line.startswith(">>> "):
        print(line.rstrip("\n"))
        print(run(line[4:].strip()))
