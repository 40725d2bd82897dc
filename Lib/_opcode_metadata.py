"""Tables of the instructions, for module opcode: the machine's own list, by name."""

from _opcode import _instructions

opmap = {}
_specialized_opmap = {}
_specializations = {}
_cache_format = {}
HAVE_ARGUMENT = MIN_INSTRUMENTED_OPCODE = None

for _name, _number, _kind, _variants, _cache in _instructions():
    if _kind == 'specialized':
        _specialized_opmap[_name] = _number
        continue
    opmap[_name] = _number
    if _kind == 'instrumented' and MIN_INSTRUMENTED_OPCODE is None:
        MIN_INSTRUMENTED_OPCODE = _number
    if _kind == 'plain':    # those without argument come first
        HAVE_ARGUMENT = _number
    if _variants:
        _specializations[_name] = _variants
    if _cache:
        _cache_format[_name] = dict(_cache)

del _instructions, _name, _number, _kind, _variants, _cache
