# Records what CPython 3.14 says about its instruction set: python3.14 record.py > cpython.txt
import _opcode
import _opcode_metadata
import opcode

OPARGS = [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 127, 128, 255, 256, 257, 511, 512, 1000, 65535, 65536, 1 << 24]
FLAGS = ["arg", "const", "name", "jump", "local", "free", "exc"]


def effects(op, jump):
    opargs = OPARGS if _opcode.has_arg(op) else [None]
    try:
        return " ".join(str(_opcode.stack_effect(op, arg, jump=jump)) for arg in opargs)
    except ValueError:
        return "invalid"


print("opargs", *OPARGS)
print("have_argument", _opcode_metadata.HAVE_ARGUMENT)
print("min_instrumented", _opcode_metadata.MIN_INSTRUMENTED_OPCODE)
everything = {**_opcode_metadata.opmap, **_opcode_metadata._specialized_opmap}
for name, op in sorted(everything.items(), key=lambda item: item[1]):
    flags = [flag for flag in FLAGS if getattr(_opcode, "has_" + flag)(op)]
    print("op", op, name, ",".join(flags) or "-")
    print("stay", op, effects(op, False))
    print("jump", op, effects(op, True))
for base, fields in opcode._cache_format.items():
    print("cache", base, *(f"{field}:{entries}" for field, entries in fields.items()))
for base, variants in opcode._specializations.items():
    print("specializations", base, *variants)
for name, symbol in _opcode.get_nb_ops():
    print("BinaryOperators", name, symbol)
for symbol in opcode.cmp_op:
    print("Comparisons", "-", symbol)
for name in _opcode.get_intrinsic1_descs():
    print("Intrinsics1", name)
for name in _opcode.get_intrinsic2_descs():
    print("Intrinsics2", name)
for name in _opcode.get_special_method_names():
    print("SpecialMethods", "-", name)
for value in opcode._common_constants:
    print("CommonConstants", "-", value.__name__)
for row in range(6):
    symbol = opcode.cmp_op[row]
    code = compile(f"a {symbol} b", "", "eval").co_code
    test = compile(f"0 if a {symbol} b else 1", "", "eval").co_code
    number = opcode.opmap["COMPARE_OP"]
    print("compare_arg", row, *(c[[i for i in range(0, len(c), 2) if c[i] == number][0] + 1] for c in (code, test)))
