"""Records the code objects that CPython 3.14 makes of programs.

    python3.14 record.py *.py

Writes code.jsonl: for each program its name, its source and its code object in
marshal form, in base64. The programs were put together at random from
statements that give the optimizer work: nested loops, handlers, with, match,
generators, conditions and constants.
"""

import base64, json, marshal, pathlib, sys, warnings

warnings.simplefilter('ignore')
with open(pathlib.Path(__file__).parent / 'code.jsonl', 'w') as out:
    for path in sys.argv[1:]:
        source = pathlib.Path(path).read_text()
        name = pathlib.Path(path).name
        code = compile(source, name, 'exec', dont_inherit=True)
        row = {'name': name, 'source': source, 'code': base64.b64encode(marshal.dumps(code)).decode()}
        print(json.dumps(row), file=out)
