"""Shows bytecode as text, or as a sequence of Instruction objects.

The data flow in one direction: _unpack_opargs() splits bytes into instructions, ArgResolver finds what their arguments stand for,
get_instructions() makes Instruction objects of both, and Formatter writes those.
"""

import collections
import io
import sys
import types

import opcode as _opcode_tables
from opcode import *
from opcode import (_cache_format, _common_constants, _inline_cache_entries, _intrinsic_1_descs, _intrinsic_2_descs, _nb_ops,
                    _special_method_names, _specializations, _specialized_opmap)
from opcode import __all__ as _names_of_opcode

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels', 'show_code', 'get_instructions',
           'Instruction', 'Bytecode', *_names_of_opcode]

COMPILER_FLAG_NAMES = {
    1 << 0: 'OPTIMIZED', 1 << 1: 'NEWLOCALS', 1 << 2: 'VARARGS', 1 << 3: 'VARKEYWORDS', 1 << 4: 'NESTED', 1 << 5: 'GENERATOR',
    1 << 6: 'NOFREE', 1 << 7: 'COROUTINE', 1 << 8: 'ITERABLE_COROUTINE', 1 << 9: 'ASYNC_GENERATOR', 1 << 26: 'HAS_DOCSTRING',
    1 << 27: 'METHOD',
}

FUNCTION_ATTR_FLAGS = ('defaults', 'kwdefaults', 'annotations', 'closure', 'annotate')

# Names of instructions with those of the specialized variants, and which instruction each variant stands for.
_all_opmap = {**opmap, **_specialized_opmap}
_all_opname = [f'<{number}>' for number in range(max(_all_opmap.values()) + 1)]
for _name, _number in _all_opmap.items():
    _all_opname[_number] = _name
deoptmap = {variant: base for base, variants in _specializations.items() for variant in variants}
del _name, _number

_CONVERSIONS = (None, str, repr, ascii)
_CONVERSION_NAMES = ('', 'str', 'repr', 'ascii')
_TWO_LOCALS = frozenset(opmap[name] for name in ('LOAD_FAST_LOAD_FAST', 'LOAD_FAST_BORROW_LOAD_FAST_BORROW', 'STORE_FAST_LOAD_FAST',
                                                 'STORE_FAST_STORE_FAST'))
_BACKWARD = frozenset(number for name, number in opmap.items() if 'JUMP_BACKWARD' in name or name.endswith('END_ASYNC_FOR'))

_NO_LINE = '  --'
_ARG_LIMIT = 1 << 31


class _Unknown:
    """What an argument stands for when there is no telling."""

    def __repr__(self):
        return '<unknown>'


UNKNOWN = _Unknown()


def _deoptop(op):
    """The number of the instruction that a specialized one stands for."""
    name = _all_opname[op]
    return _all_opmap[deoptmap[name]] if name in deoptmap else op


# Getting at code.

_CODE_ATTRIBUTES = '__code__', 'gi_code', 'ag_code', 'cr_code'
_have_code = types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type


def _try_compile(source, name):
    """Compile source as an expression, or as statements if it is none."""
    try:
        return compile(source, name, 'eval')
    except SyntaxError:
        pass
    return compile(source, name, 'exec')


def _unwrap(x):
    x = getattr(x, '__func__', x)
    for attribute in _CODE_ATTRIBUTES:
        if (code := getattr(x, attribute, None)) is not None:
            return code
    return x


def _get_code_object(x):
    """The code object of a function, method, generator, coroutine, class of code or source text."""
    x = _unwrap(x)
    if isinstance(x, str):
        x = _try_compile(x, '<disassembly>')
    if hasattr(x, 'co_code'):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


# Reading bytes.

def _unpack_opargs(code):
    """Yield (offset, offset of the first EXTENDED_ARG, number, argument or None) of each instruction."""
    extended = 0
    start = None
    at = 0
    while at < len(code):
        op = code[at]
        if start is None:
            start = at
        base = _deoptop(op)
        arg = None
        if base in hasarg:
            arg = code[at + 1] | extended
            extended = arg << 8 if base == EXTENDED_ARG else 0
            if extended >= _ARG_LIMIT:
                extended -= 2 * _ARG_LIMIT
        else:
            extended = 0
        if base == EXTENDED_ARG:
            yield at, at, op, arg
        else:
            yield at, start, op, arg
            start = None
        at += 2 + 2 * _inline_cache_entries.get(_all_opname[base], 0)


def _get_jump_target(op, arg, offset):
    """Where the instruction at an offset jumps to, None if it doesn't jump."""
    base = _deoptop(op)
    if base not in hasjump:
        return None
    behind = offset + 2 + 2 * _inline_cache_entries.get(_all_opname[base], 0)
    return behind - 2 * arg if base in _BACKWARD else behind + 2 * arg


def findlabels(code):
    """Return the offsets in bytecode that are targets of jumps."""
    labels = []
    for offset, _, op, arg in _unpack_opargs(code):
        if arg is not None:
            target = _get_jump_target(op, arg, offset)
            if target is not None and target not in labels:
                labels.append(target)
    return labels


def findlinestarts(code):
    """Yield (offset, line) where a line begins in a code object; line None: what follows belongs to none."""
    last = False
    for start, _, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


_ExceptionTableEntry = collections.namedtuple('_ExceptionTableEntry', 'start end target depth lasti')


def _varints(data):
    """The numbers of an exception table: six bits a byte, the highest first; bit 6 says that more follow."""
    number = 0
    for byte in data:
        number = number << 6 | byte & 63
        if not byte & 64:
            yield number
            number = 0


def _parse_exception_table(code):
    """Return the rows of a code object's exception table, in offsets."""
    numbers = _varints(code.co_exceptiontable)
    rows = []
    for start, length, target, depth in zip(numbers, numbers, numbers, numbers):
        rows.append(_ExceptionTableEntry(2 * start, 2 * (start + length), 2 * target, depth >> 1, bool(depth & 1)))
    return rows


def _make_labels_map(code, exception_entries=()):
    """Number the offsets that jumps and the exception table name."""
    places = {*findlabels(code)}
    for row in exception_entries:
        places.update((row.start, row.end, row.target))
    return {offset: number for number, offset in enumerate(sorted(places), 1)}


# Instructions.

Positions = collections.namedtuple('Positions', 'lineno end_lineno col_offset end_col_offset', defaults=(None,) * 4)

_Instruction = collections.namedtuple(
    '_Instruction',
    'opname opcode arg argval argrepr offset start_offset starts_line line_number label positions cache_info', defaults=(None,) * 3)


class Instruction(_Instruction):
    """One instruction.

    opname, opcode    name and number
    arg               the argument, None if there is none
    argval, argrepr   what it stands for, and that as text
    offset            where the instruction is; start_offset: the first of the EXTENDED_ARGs before it
    starts_line       whether a line begins here; line_number: the line, or None
    label             the number of the label here, or None
    positions         a Positions tuple; cache_info: (name, size, bytes) of the fields of the cache, or None
    """

    __slots__ = ()

    @staticmethod
    def make(opname, arg, argval, argrepr, offset, start_offset, starts_line, line_number, label=None, positions=None,
             cache_info=None):
        """Make an instruction by its name."""
        return Instruction(opname, _all_opmap[opname], arg, argval, argrepr, offset, start_offset, starts_line, line_number, label,
                           positions, cache_info)

    @property
    def oparg(self):
        """The same as arg."""
        return self.arg

    @property
    def baseopcode(self):
        """The number of the instruction that is specialized here, or its own."""
        return _deoptop(self.opcode)

    @property
    def baseopname(self):
        """The name that goes with baseopcode."""
        return opname[self.baseopcode]

    @property
    def cache_offset(self):
        """Where the inline cache begins."""
        return self.offset + 2

    @property
    def end_offset(self):
        """Where the inline cache ends."""
        return self.cache_offset + 2 * _inline_cache_entries.get(self.opname, 0)

    @property
    def jump_target(self):
        """Where it jumps to, None if it doesn't jump."""
        return _get_jump_target(self.opcode, self.arg, self.offset)

    @property
    def is_jump_target(self):
        """Whether there is a label here."""
        return self.label is not None

    def __str__(self):
        text = io.StringIO()
        Formatter(file=text).print_instruction(self)
        return text.getvalue()


class ArgResolver:
    """Tells what arguments stand for."""

    def __init__(self, co_consts=None, names=None, varname_from_oparg=None, labels_map=None):
        self.co_consts = co_consts
        self.names = names
        self.varname_from_oparg = varname_from_oparg
        self.labels_map = labels_map or {}

    def offset_from_jump_arg(self, op, arg, offset):
        return _get_jump_target(op, arg, offset)

    def get_label_for_offset(self, offset):
        return self.labels_map.get(offset)

    def get_argval_argrepr(self, op, arg, offset):
        """Return what an argument stands for, and its text, empty if the number says it all."""
        if arg is None:
            return None, ''
        name = _all_opname[op]
        find = self._finders.get(name)
        if find is not None:
            return find(self, arg)
        if op in hasconst:
            return self._constant(arg)
        if op in hasname:
            return self._name(arg)
        target = self.offset_from_jump_arg(op, arg, offset)
        if target is not None:
            word = 'from' if name.endswith('END_ASYNC_FOR') else 'to'
            label = self.get_label_for_offset(target)
            return target, '' if label is None else f'{word} L{label}'
        if op in _TWO_LOCALS:
            pairs = self._local(arg >> 4), self._local(arg & 15)
            return tuple(value for value, _ in pairs), ', '.join(text for _, text in pairs)
        if op in haslocal or op in hasfree:
            return self._local(arg)
        return arg, ''

    def _constant(self, arg):
        if self.co_consts is None:
            return UNKNOWN, ''
        return self.co_consts[arg], repr(self.co_consts[arg])

    def _name(self, arg, suffix=''):
        if self.names is None:
            return arg, ''
        return self.names[arg], self.names[arg] + suffix

    def _local(self, arg):
        if self.varname_from_oparg is None:
            return arg, ''
        name = self.varname_from_oparg(arg)
        return name, name

    def _named(shift, suffix):
        def find(self, arg):
            value, text = self._name(arg >> shift)
            return value, text + suffix if arg & 1 and text else text
        return find

    def _row(table, value=None):
        def find(self, arg):
            return arg if value is None else value(arg), table(arg)
        return find

    def _comparison(self, arg):
        text = cmp_op[arg >> 5]
        return text, f'bool({text})' if arg & 16 else text

    def _common_constant(self, arg):
        value = _common_constants[arg]
        return arg, value.__name__ if isinstance(value, type) else repr(value)

    _finders = {
        'LOAD_GLOBAL': _named(1, ' + NULL'),
        'LOAD_ATTR': _named(1, ' + NULL|self'),
        'LOAD_SUPER_ATTR': _named(2, ' + NULL|self'),
        'LOAD_SMALL_INT': lambda self, arg: (arg, ''),
        'LOAD_COMMON_CONSTANT': _common_constant,
        'COMPARE_OP': _comparison,
        'CONVERT_VALUE': lambda self, arg: (_CONVERSIONS[arg], _CONVERSION_NAMES[arg]),
        'SET_FUNCTION_ATTRIBUTE': _row(lambda arg: ', '.join(s for i, s in enumerate(FUNCTION_ATTR_FLAGS) if arg & 1 << i)),
        'BINARY_OP': _row(lambda arg: _nb_ops[arg][1]),
        'CALL_INTRINSIC_1': _row(lambda arg: _intrinsic_1_descs[arg]),
        'CALL_INTRINSIC_2': _row(lambda arg: _intrinsic_2_descs[arg]),
        'LOAD_SPECIAL': _row(lambda arg: _special_method_names[arg]),
        'IS_OP': _row(lambda arg: 'is not' if arg else 'is'),
        'CONTAINS_OP': _row(lambda arg: 'not in' if arg else 'in'),
    }
    del _named, _row


def _fields_of_cache(base, data, offset):
    """The fields of the inline cache of an instruction, None if it has none."""
    fields = []
    for name, size in _cache_format.get(_all_opname[base], {}).items():
        fields.append((name, size, data[offset:offset + 2 * size]))
        offset += 2 * size
    return fields or None


def _get_instructions_bytes(code, linestarts=None, line_offset=0, co_positions=None, original_code=None, arg_resolver=None):
    """Yield the instructions of bytecode; code may be specialized, original_code is not."""
    original_code = original_code or code
    resolver = arg_resolver or ArgResolver()
    linestarts = linestarts or {}
    positions = list(co_positions or ())
    line = None
    for offset, start, op, arg in _unpack_opargs(original_code):
        starts_line = offset in linestarts
        if starts_line:
            line = linestarts[offset]
        # A specialized instruction shows its own name, with the argument of the one that it stands for.
        shown = code[offset]
        argval, argrepr = resolver.get_argval_argrepr(op, arg, offset)
        where = Positions(*positions[offset // 2]) if offset // 2 < len(positions) else Positions()
        yield Instruction(
            _all_opname[shown], shown, arg, argval, argrepr, offset, start, starts_line, None if line is None else line + line_offset,
            resolver.get_label_for_offset(offset), where, _fields_of_cache(op, code, offset + 2))


def _resolver_of(co, rows):
    return ArgResolver(co.co_consts, co.co_names, co._varname_from_oparg, _make_labels_map(co.co_code, rows))


def _code_array(co, adaptive):
    return co._co_code_adaptive if adaptive else co.co_code


def _instructions_of(co, line_offset, adaptive, rows=()):
    return _get_instructions_bytes(_code_array(co, adaptive), dict(findlinestarts(co)), line_offset, co.co_positions(), co.co_code,
                                   _resolver_of(co, rows))


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Yield the instructions of a function, method, code object or source text.

    first_line is taken for the first line of the code. show_caches has no effect.
    """
    co = _get_code_object(x)
    return _instructions_of(co, 0 if first_line is None else first_line - co.co_firstlineno, adaptive)


# Writing.

class Formatter:
    """Writes instructions as lines of text, in columns of given widths; a width of 0 leaves a column out."""

    def __init__(self, file=None, lineno_width=0, offset_width=0, label_width=0, line_offset=0, show_caches=False, *,
                 show_positions=False):
        self.file = file
        self.lineno_width = lineno_width
        self.offset_width = offset_width
        self.label_width = label_width
        self.line_offset = line_offset
        self.show_caches = show_caches
        self.show_positions = show_positions

    def print_instruction(self, instr, mark_as_current=False):
        """Write an instruction, with its cache if that is wanted."""
        self.print_instruction_line(instr, mark_as_current)
        if not self.show_caches or not instr.cache_info:
            return
        offset = instr.offset
        for name, size, data in instr.cache_info:
            for i in range(size):
                offset += 2
                text = f'{name}: {int.from_bytes(data, sys.byteorder)}' if i == 0 else ''
                self.print_instruction_line(Instruction('CACHE', 0, 0, None, text, offset, offset, False, None, None, instr.positions),
                                            False)

    def print_instruction_line(self, instr, mark_as_current):
        """Write an instruction without its cache."""
        fields = []
        if self.lineno_width:
            if instr.starts_line and instr.offset > 0:
                print(file=self.file)
            if self.show_positions:
                fields.append(_position_text(instr.positions).ljust(self.lineno_width))
            else:
                line = ''
                if instr.starts_line:
                    line = _NO_LINE if instr.line_number is None else str(instr.line_number)
                fields.append(line.rjust(self.lineno_width))
        label = '' if instr.label is None else f'L{instr.label}:'
        fields.append(label.rjust(self.label_width))
        if self.offset_width:
            fields.append(str(instr.offset).rjust(self.offset_width) + '  ')
        fields.append('-->' if mark_as_current else '   ')
        fields.append(instr.opname.ljust(_OPNAME_WIDTH))
        if instr.arg is not None:
            # A long name takes room from the argument.
            fields.append(str(instr.arg).rjust(_OPARG_WIDTH - max(0, len(instr.opname) - _OPNAME_WIDTH)))
            if instr.argrepr:
                fields.append(f'({instr.argrepr})')
        print(' '.join(fields).rstrip(), file=self.file)

    def print_exception_table(self, exception_entries):
        """Write the rows of an exception table, if there are any; the labels of an instruction stream go with it."""
        if not exception_entries:
            return
        print('ExceptionTable:', file=self.file)
        labels = self._labels
        for row in exception_entries:
            lasti = ' lasti' if row.lasti else ''
            print(f'  L{labels[row.start]} to L{labels[row.end]} -> L{labels[row.target]} [{row.depth}]{lasti}', file=self.file)

    _labels = {}


_OPNAME_WIDTH = 20
_OPARG_WIDTH = 5


def _position_text(positions):
    if positions is None or positions == (None,) * 4:
        return _NO_LINE
    line, end_line, column, end_column = ('?' if n is None else n for n in positions)
    return f'{line}:{column}-{end_line}:{end_column}'


def print_instructions(instrs, exception_entries, formatter, lasti=-1):
    """Write instructions and the exception table; lasti is the offset of the instruction to mark."""
    for instr in instrs:
        size = 2 * _inline_cache_entries.get(opname[instr.baseopcode], 0)
        formatter.print_instruction(instr, instr.offset <= lasti <= instr.offset + size)
    formatter.print_exception_table(exception_entries)


def _line_width(lines, line_offset):
    """The width of the column of line numbers. Code without a line above 0, which no text has, gets none."""
    last = max((n for n in lines if n is not None), default=0)
    if last <= 0:
        return 0
    width = max(3, len(str(last + line_offset)))
    return max(width, len(_NO_LINE)) if None in lines else width


def _positions_width(positions):
    width = max((len(_position_text(Positions(*p))) for p in positions if any(n is not None for n in p)), default=0)
    return width and 1 + max(width, len(_NO_LINE))


def _offset_width(code, show):
    return len(str(max(len(code) - 2, 9999))) if show else 0


def _write(co, lasti, file, show_caches, adaptive, show_offsets, show_positions, line_offset=0):
    rows = _parse_exception_table(co)
    resolver = _resolver_of(co, rows)
    if show_positions:
        width = _positions_width(co.co_positions())
    else:
        width = _line_width([line for _, line in findlinestarts(co)], line_offset)
    formatter = Formatter(file, width, _offset_width(co.co_code, show_offsets), 4 + len(str(len(resolver.labels_map))), line_offset,
                          show_caches, show_positions=show_positions)
    formatter._labels = resolver.labels_map
    instructions = _get_instructions_bytes(_code_array(co, adaptive), dict(findlinestarts(co)), line_offset, co.co_positions(),
                                           co.co_code, resolver)
    print_instructions(instructions, rows, formatter, lasti)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Write the instructions of a code object; an arrow marks the one at offset lasti."""
    _write(co, lasti, file, show_caches, adaptive, show_offsets, show_positions)


disco = disassemble


def _write_all(co, depth, file, options):
    _write(co, -1, file, **options)
    if depth is not None:
        if depth <= 0:
            return
        depth -= 1
    for constant in co.co_consts:
        if hasattr(constant, 'co_code'):
            print(file=file)
            print(f'Disassembly of {constant!r}:', file=file)
            _write_all(constant, depth, file, options)


def _write_bytes(data, file, show_caches, show_offsets):
    labels = _make_labels_map(data)
    formatter = Formatter(file, 0, _offset_width(data, show_offsets), 4 + len(str(len(labels))), 0, show_caches)
    print_instructions(_get_instructions_bytes(data, arg_resolver=ArgResolver(labels_map=labels)), (), formatter)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Write the instructions of x and of what is in it.

    x is a class, module, function, method, generator, coroutine, code object, source text or raw bytecode; without it the
    last traceback is shown. depth limits how deep code within code is followed.
    """
    options = dict(show_caches=show_caches, adaptive=adaptive, show_offsets=show_offsets, show_positions=show_positions)
    if x is None:
        distb(file=file, **options)
        return
    x = _unwrap(x)
    if hasattr(x, '__dict__'):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, _have_code):
                print(f'Disassembly of {name}:', file=file)
                try:
                    dis(member, file=file, depth=depth, **options)
                except TypeError as error:
                    print('Sorry:', error, file=file)
                print(file=file)
    elif hasattr(x, 'co_code'):
        _write_all(x, depth, file, options)
    elif isinstance(x, (bytes, bytearray)):
        _write_bytes(x, file, show_caches, show_offsets)
    elif isinstance(x, str):
        _write_all(_try_compile(x, '<dis>'), depth, file, options)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Write the function at the end of a traceback, by default the last one, and mark the instruction that raised."""
    if tb is None:
        if hasattr(sys, 'last_exc'):
            tb = sys.last_exc.__traceback__
        elif hasattr(sys, 'last_traceback'):
            tb = sys.last_traceback
        else:
            raise RuntimeError('no last traceback to disassemble')
    tb = _innermost(tb)
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches, adaptive=adaptive, show_offsets=show_offsets,
                show_positions=show_positions)


def _innermost(tb):
    while tb.tb_next:
        tb = tb.tb_next
    return tb


# About code objects.

def pretty_flags(flags):
    """Return the names of the bits of co_flags."""
    names = []
    bit = 1
    while flags:
        if flags & bit:
            names.append(COMPILER_FLAG_NAMES.get(bit, hex(bit)))
            flags ^= bit
        bit <<= 1
    return ', '.join(names) or '0x0'


def _format_code_info(co):
    head = [
        ('Name', co.co_name), ('Filename', co.co_filename), ('Argument count', co.co_argcount),
        ('Positional-only arguments', co.co_posonlyargcount), ('Kw-only arguments', co.co_kwonlyargcount),
        ('Number of locals', co.co_nlocals), ('Stack size', co.co_stacksize), ('Flags', pretty_flags(co.co_flags)),
    ]
    lines = [f'{title + ":":<18} {value}' for title, value in head]
    for title, items, text in [('Constants', co.co_consts, repr), ('Names', co.co_names, str), ('Variable names', co.co_varnames, str),
                               ('Free variables', co.co_freevars, str), ('Cell variables', co.co_cellvars, str)]:
        if items:
            lines.append(title + ':')
            lines += [f'{i:>4}: {text(item)}' for i, item in enumerate(items)]
    return '\n'.join(lines)


def code_info(x):
    """Return a description of the code object of x: a function, method, generator, coroutine, code object or source text."""
    return _format_code_info(_get_code_object(x))


def show_code(co, *, file=None):
    """Print code_info(co)."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of a piece of code, as an iterable and as text."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=False,
                 show_positions=False):
        self.codeobj = co = _get_code_object(x)
        self.first_line = co.co_firstlineno if first_line is None else first_line
        self._line_offset = self.first_line - co.co_firstlineno
        self._original_object = x
        self.current_offset = current_offset
        self.exception_entries = _parse_exception_table(co)
        self.show_caches = show_caches
        self.adaptive = adaptive
        self.show_offsets = show_offsets
        self.show_positions = show_positions

    def __iter__(self):
        return _instructions_of(self.codeobj, self._line_offset, self.adaptive, self.exception_entries)

    def __repr__(self):
        return f'{type(self).__name__}({self._original_object!r})'

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """Make the Bytecode of the function at the end of a traceback, with the instruction that raised as the current one."""
        tb = _innermost(tb)
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, show_caches=show_caches, adaptive=adaptive)

    def info(self):
        """Return code_info() of the code."""
        return _format_code_info(self.codeobj)

    def dis(self):
        """Return what disassemble() would print."""
        text = io.StringIO()
        _write(self.codeobj, -1 if self.current_offset is None else self.current_offset, text, self.show_caches, self.adaptive,
               self.show_offsets, self.show_positions, self._line_offset)
        return text.getvalue()


# What module modulefinder asks.

def _find_imports(co):
    """Yield (name, level, names) of each import statement of a code object."""
    before = []
    load_const, load_int, import_name = opmap['LOAD_CONST'], opmap['LOAD_SMALL_INT'], opmap['IMPORT_NAME']
    for _, _, op, arg in _unpack_opargs(co.co_code):
        if op == EXTENDED_ARG:
            continue
        if op == import_name and len(before) == 2:
            (level_op, level), (names_op, names) = before
            if names_op == load_const and level_op in (load_const, load_int):
                yield co.co_names[arg], co.co_consts[level] if level_op == load_const else level, co.co_consts[names]
        before = [*before[-1:], (op, arg)]


def _find_store_names(co):
    """Yield the names that a code object stores, as globals or in its namespace."""
    stores = opmap['STORE_NAME'], opmap['STORE_GLOBAL']
    for _, _, op, arg in _unpack_opargs(co.co_code):
        if op in stores:
            yield co.co_names[arg]


def main(args=None):
    import argparse

    parser = argparse.ArgumentParser(color=True)
    parser.add_argument('-C', '--show-caches', action='store_true', help='show inline caches')
    parser.add_argument('-O', '--show-offsets', action='store_true', help='show instruction offsets')
    parser.add_argument('-P', '--show-positions', action='store_true', help='show instruction positions')
    parser.add_argument('-S', '--specialized', action='store_true', help='show specialized bytecode')
    parser.add_argument('infile', nargs='?', default='-')
    args = parser.parse_args(args=args)
    if args.infile == '-':
        name, source = '<stdin>', sys.stdin.buffer.read()
    else:
        name = args.infile
        with open(name, 'rb') as file:
            source = file.read()
    dis(compile(source, name, 'exec'), show_caches=args.show_caches, adaptive=args.specialized, show_offsets=args.show_offsets,
        show_positions=args.show_positions)


if __name__ == '__main__':
    main()
