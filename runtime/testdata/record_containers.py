"""Record containers.txt: what CPython 3.14 makes of small programs about containers.

Usage: python3.14 record_containers.py programs.txt > containers.txt
Each line of programs.txt is a program; the repr of its last expression, or its exception, is recorded.
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


for line in open(sys.argv[1]):
    line = line.strip()
    if line and not line.startswith("#"):
        print(">>> " + line)
        print(run(line))
