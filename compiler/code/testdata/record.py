"""Records program.py as CPython 3.14 compiles and disassembles it.

    PYTHONHASHSEED=0 python3.14 record.py
"""

import dis, io, marshal, pathlib, re

here = pathlib.Path(__file__).parent
source = here / 'program.py'
code = compile(source.read_bytes(), 'program.py', 'exec', dont_inherit=True)


def codes(code):
    yield code
    for const in code.co_consts:
        if hasattr(const, 'co_code'):
            yield from codes(const)


def disassembly(**options):
    out = io.StringIO()
    dis.dis(code, file=out, **options)
    return re.sub(r'0x[0-9a-f]{4,}', '0xADDRESS', out.getvalue())


def tables():
    for inner in codes(code):
        yield inner.co_qualname
        for position in inner.co_positions():
            yield '  ' + ' '.join('-' if n is None else str(n) for n in position)
        for start, end, line in inner.co_lines():
            yield f'  lines {start} {end} {line}'
        for name in 'co_varnames', 'co_cellvars', 'co_freevars':
            yield f'  {name} {" ".join(getattr(inner, name))}'.rstrip()
        yield f'  co_nlocals {inner.co_nlocals}'


(here / 'program.marshal').write_bytes(marshal.dumps(code))
(here / 'program.dis').write_text(disassembly())
(here / 'program.full.dis').write_text(disassembly(show_caches=True, show_offsets=True, show_positions=True))
(here / 'program.adaptive.dis').write_text(disassembly(show_caches=True, adaptive=True))
(here / 'program.tables').write_text('\n'.join(tables()) + '\n')
