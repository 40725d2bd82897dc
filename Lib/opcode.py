"""The instructions of the virtual machine: their names, numbers, and what their arguments are."""

import builtins
import _opcode
from _opcode import stack_effect
from _opcode_metadata import (_cache_format, _specialized_opmap, _specializations, opmap, HAVE_ARGUMENT, MIN_INSTRUMENTED_OPCODE)

__all__ = ['cmp_op', 'stack_effect', 'hascompare', 'opname', 'opmap', 'HAVE_ARGUMENT', 'EXTENDED_ARG', 'hasarg', 'hasconst', 'hasname',
           'hasjump', 'hasjrel', 'hasjabs', 'hasfree', 'haslocal', 'hasexc']

EXTENDED_ARG, _COMPARE_OP = map(opmap.get, ('EXTENDED_ARG', 'COMPARE_OP'))

cmp_op = (*'< <= == != > >='.split(),)

opname = [f'<{number}>' for number in range(max(opmap.values()) + 1)]
for _name, _number in [*opmap.items(), *_specialized_opmap.items()]:
    opname[_number] = _name
del _name, _number


def _numbers(test):
    return [number for number in opmap.values() if test(number)]


hasarg = _numbers(_opcode.has_arg)
hasconst = _numbers(_opcode.has_const)
hasname = _numbers(_opcode.has_name)
hasjump = _numbers(_opcode.has_jump)
hasfree = _numbers(_opcode.has_free)
haslocal = _numbers(_opcode.has_local)
hasexc = _numbers(_opcode.has_exc)
hasjrel = hasjump   # all jumps are relative
hasjabs = []
hascompare = [_COMPARE_OP]

# What the arguments of CALL_INTRINSIC_1, CALL_INTRINSIC_2, LOAD_SPECIAL, BINARY_OP and LOAD_COMMON_CONSTANT stand for.
_intrinsic_1_descs, _intrinsic_2_descs, _special_method_names, _nb_ops = [
    getattr(_opcode, 'get_' + table)() for table in ('intrinsic1_descs', 'intrinsic2_descs', 'special_method_names', 'nb_ops')]
_common_constants = [builtins.AssertionError, builtins.NotImplementedError, builtins.tuple, builtins.all, builtins.any]

# How many two-byte entries the inline cache of an instruction has.
_inline_cache_entries = {name: sum(fields.values()) for name, fields in _cache_format.items()}
