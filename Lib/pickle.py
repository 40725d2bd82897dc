"""Pickles: Python objects as bytes, and back. Only unpickle what you trust: a pickle can call anything."""

import io
import sys
from copyreg import _extension_cache, _extension_registry, _inverted_registry, dispatch_table
from struct import pack, unpack

try:
    from _pickle import PickleBuffer
except ImportError:
    PickleBuffer = None

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler', 'dump', 'dumps', 'load', 'loads']
if PickleBuffer is not None:
    __all__.append('PickleBuffer')

format_version = '5.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 5

# The operation codes.
_opcodes = dict(
    MARK=b'(', STOP=b'.', POP=b'0', POP_MARK=b'1', DUP=b'2', FLOAT=b'F', INT=b'I', BININT=b'J', BININT1=b'K', LONG=b'L',
    BININT2=b'M', NONE=b'N', PERSID=b'P', BINPERSID=b'Q', REDUCE=b'R', STRING=b'S', BINSTRING=b'T', SHORT_BINSTRING=b'U',
    UNICODE=b'V', BINUNICODE=b'X', APPEND=b'a', BUILD=b'b', GLOBAL=b'c', DICT=b'd', EMPTY_DICT=b'}', APPENDS=b'e',
    GET=b'g', BINGET=b'h', INST=b'i', LONG_BINGET=b'j', LIST=b'l', EMPTY_LIST=b']', OBJ=b'o', PUT=b'p', BINPUT=b'q',
    LONG_BINPUT=b'r', SETITEM=b's', TUPLE=b't', EMPTY_TUPLE=b')', SETITEMS=b'u', BINFLOAT=b'G', TRUE=b'I01\n',
    FALSE=b'I00\n', PROTO=b'\x80', NEWOBJ=b'\x81', EXT1=b'\x82', EXT2=b'\x83', EXT4=b'\x84', TUPLE1=b'\x85',
    TUPLE2=b'\x86', TUPLE3=b'\x87', NEWTRUE=b'\x88', NEWFALSE=b'\x89', LONG1=b'\x8a', LONG4=b'\x8b', BINBYTES=b'B',
    SHORT_BINBYTES=b'C', SHORT_BINUNICODE=b'\x8c', BINUNICODE8=b'\x8d', BINBYTES8=b'\x8e', EMPTY_SET=b'\x8f',
    ADDITEMS=b'\x90', FROZENSET=b'\x91', NEWOBJ_EX=b'\x92', STACK_GLOBAL=b'\x93', MEMOIZE=b'\x94', FRAME=b'\x95',
    BYTEARRAY8=b'\x96', NEXT_BUFFER=b'\x97', READONLY_BUFFER=b'\x98')
globals().update(_opcodes)
__all__ += sorted([*_opcodes, 'DEFAULT_PROTOCOL', 'HIGHEST_PROTOCOL'])

bytes_types = (bytes, bytearray)


class PickleError(Exception):
    """The base of the errors of pickling and unpickling."""


class PicklingError(PickleError):
    """An object that can't be pickled."""


class UnpicklingError(PickleError):
    """A pickle that can't be read."""


def encode_long(x):
    """Return an int as little-endian two's complement, as short as can be; 0 is empty."""
    if x == 0:
        return b''
    size = (x.bit_length() >> 3) + 1
    data = x.to_bytes(size, 'little', signed=True)
    if x < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    """Return the int that encode_long made the bytes of."""
    return int.from_bytes(data, 'little', signed=True)


def _attribute(obj, path):
    # Follows a path of names; returns None, None where it leads nowhere or into a function.
    for name in path:
        if name == '<locals>':
            raise AttributeError(f"Can't get local attribute {'.'.join(path)!r} on {obj!r}")
        obj = getattr(obj, name)
    return obj


def _noted(error, text):
    error.add_note(text)
    return error


def whichmodule(obj, name):
    """Return the name of the module in which an object has that name."""
    path = name.split('.')
    module = getattr(obj, '__module__', None)
    if module is not None:
        return module
    for module_name, module in sys.modules.copy().items():
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _attribute(module, path) is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


# ---- frames


class _Framer:
    """Collects what is written in frames of some size: a reader can take each in one piece."""

    least, aim = 4, 64 * 1024

    def __init__(self, file_write):
        self.file_write, self.frame = file_write, None

    def start_framing(self):
        self.frame = io.BytesIO()

    def end_framing(self):
        if self.frame is not None and self.frame.tell() > 0:
            self.commit_frame(force=True)
        self.frame = None

    def commit_frame(self, force=False):
        frame = self.frame
        if frame is None or not force and frame.tell() < self.aim:
            return
        data = frame.getbuffer()
        if len(data) >= self.least:
            self.file_write(FRAME + pack('<Q', len(data)))
        self.file_write(data)
        # A new one: the file may keep the old data.
        self.frame = io.BytesIO()

    def write(self, data):
        return self.file_write(data) if self.frame is None else self.frame.write(data)

    def write_large_bytes(self, header, payload):
        # Big data stand outside of frames, and aren't copied.
        if self.frame is not None:
            self.commit_frame(force=True)
        self.file_write(header)
        self.file_write(payload)


class _Unframer:
    """Reads from the current frame, or from the file."""

    def __init__(self, file_read, file_readline, file_tell=None):
        self.file_read, self.file_readline, self.frame = file_read, file_readline, None

    def readinto(self, buf):
        data = self.read(len(buf))
        if len(data) < len(buf):
            raise EOFError('Ran out of input')
        buf[:] = data
        return len(buf)

    def _frame_over(self):
        # What was asked for has to be in the frame, unless that has been read to its end.
        self.frame = None

    def read(self, n):
        if self.frame is not None:
            data = self.frame.read(n)
            if data or not n:
                if len(data) < n:
                    raise UnpicklingError('pickle exhausted before end of frame')
                return data
            self._frame_over()
        data = b''
        # A forged length shall not take all memory.
        while len(data) < n:
            more = self.file_read(min(n - len(data), max(1 << 20, len(data))))
            if not more:
                break
            data += more
        return data if n else self.file_read(0)

    def readline(self):
        if self.frame is not None:
            line = self.frame.readline()
            if line:
                if line[-1:] != b'\n':
                    raise UnpicklingError('pickle exhausted before end of frame')
                return line
            self._frame_over()
        return self.file_readline()

    def load_frame(self, size):
        if self.frame is not None and self.frame.read() != b'':
            raise UnpicklingError('beginning of a new frame before end of current frame')
        self.frame = None
        data = self.read(size)
        if len(data) < size:
            raise UnpicklingError('pickle exhausted before end of frame')
        self.frame = io.BytesIO(data)


# ---- writing

_batch = 1000
_absent = object()


class _Pickler:
    """Writes pickles to a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        """protocol: 0 to 5, negative for the highest. fix_imports: use the names of Python 2 in protocols below 3.
        buffer_callback gets PickleBuffers that shall be kept apart (protocol 5)."""
        protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError(f'pickle protocol must be <= {HIGHEST_PROTOCOL}')
        if buffer_callback is not None and protocol < 5:
            raise ValueError('buffer_callback needs protocol >= 5')
        self._buffer_callback = buffer_callback
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.framer = _Framer(self._file_write)
        self.write, self._write_large_bytes = self.framer.write, self.framer.write_large_bytes
        self.memo, self.proto = {}, int(protocol)
        self.bin, self.fast, self.fix_imports = protocol >= 1, 0, fix_imports and protocol < 3

    def clear_memo(self):
        """Forget which objects have been written."""
        self.memo.clear()

    def dump(self, obj):
        """Write the pickle of an object."""
        if not hasattr(self, '_file_write'):
            raise PicklingError(f'Pickler.__init__() was not called by {type(self).__name__}.__init__()')
        if self.proto >= 2:
            self.write(PROTO + pack('<B', self.proto))
        if self.proto >= 4:
            self.framer.start_framing()
        self.save(obj)
        self.write(STOP)
        self.framer.end_framing()

    def memoize(self, obj):
        """Remember that an object has been written, so that it is only referred to from now on."""
        if self.fast:
            return
        number = len(self.memo)
        self.write(self.put(number))
        # The object is kept, so that its id stays its own.
        self.memo[id(obj)] = number, obj

    def put(self, idx):
        if self.proto >= 4:
            return MEMOIZE
        if self.bin:
            return BINPUT + pack('<B', idx) if idx < 256 else LONG_BINPUT + pack('<I', idx)
        return PUT + repr(idx).encode('ascii') + b'\n'

    def get(self, i):
        if self.bin:
            return BINGET + pack('<B', i) if i < 256 else LONG_BINGET + pack('<I', i)
        return GET + repr(i).encode('ascii') + b'\n'

    def persistent_id(self, obj):
        """Return what stands for an object that isn't pickled itself, or None. Subclasses may define it."""
        return None

    def save(self, obj, save_persistent_id=True):
        """Write one object."""
        self.framer.commit_frame()
        if save_persistent_id:
            identity = self.persistent_id(obj)
            if identity is not None:
                self.save_pers(identity)
                return
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(self.get(known[0]))
            return
        recipe = NotImplemented
        override = getattr(self, 'reducer_override', _absent)
        if override is not _absent:
            recipe = override(obj)
        if recipe is NotImplemented:
            kind = type(obj)
            method = self.dispatch.get(kind)
            if method is not None:
                method(self, obj)
                return
            reduce = getattr(self, 'dispatch_table', dispatch_table).get(kind, _absent)
            if reduce is not _absent:
                recipe = reduce(obj)
            elif issubclass(kind, type):
                self.save_global(obj)
                return
            else:
                reduce = getattr(obj, '__reduce_ex__', _absent)
                if reduce is not _absent:
                    recipe = reduce(self.proto)
                else:
                    reduce = getattr(obj, '__reduce__', _absent)
                    if reduce is _absent:
                        raise PicklingError(f"Can't pickle {_type_name(kind)} object")
                    recipe = reduce()
        if isinstance(recipe, str):
            self.save_global(obj, recipe)
            return
        try:
            if not isinstance(recipe, tuple):
                raise PicklingError(f'__reduce__ must return a string or tuple, not {_type_name(type(recipe))}')
            if not 2 <= len(recipe) <= 6:
                raise PicklingError('tuple returned by __reduce__ must contain 2 through 6 elements')
            self.save_reduce(obj=obj, *recipe)
        except BaseException as error:
            raise _noted(error, f'when serializing {_type_name(type(obj))} object')

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
            return
        try:
            self.write(PERSID + str(pid).encode('ascii') + b'\n')
        except UnicodeEncodeError:
            raise PicklingError('persistent IDs in protocol 0 must be ASCII strings') from None

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError(f'first item of the tuple returned by __reduce__ must be callable, not {_type_name(type(func))}')
        if not isinstance(args, tuple):
            raise PicklingError(f'second item of the tuple returned by __reduce__ must be a tuple, not {_type_name(type(args))}')
        made_by = getattr(func, '__name__', '')
        if self.proto >= 2 and made_by == '__newobj_ex__':
            self._save_newobj_ex(func, args, obj)
        elif self.proto >= 2 and made_by == '__newobj__':
            self._save_newobj(func, args, obj)
        else:
            self._noting('reconstructor', obj, self.save, func)
            self._noting('reconstructor arguments', obj, self.save, args)
            self.write(REDUCE)
        if obj is not None:
            # An object may have got into the memo while its own parts were written.
            if id(obj) in self.memo:
                self.write(POP + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems, obj)
        if dictitems is not None:
            self._batch_setitems(dictitems, obj)
        if state is None:
            return
        if state_setter is None:
            self._noting('state', obj, self.save, state)
            self.write(BUILD)
        else:
            # A call for its effect: the result is dropped.
            self._noting('state setter', obj, self.save, state_setter)
            self.save(obj)
            self._noting('state', obj, self.save, state)
            self.write(TUPLE2 + REDUCE + POP)

    def _noting(self, what, obj, save, value):
        try:
            save(value)
        except BaseException as error:
            raise _noted(error, f'when serializing {_type_name(type(obj))} {what}')

    def _check_new(self, cls, obj, what):
        if not hasattr(cls, '__new__'):
            raise PicklingError(f'first argument to {what}() has no __new__')
        if obj is not None and cls is not obj.__class__:
            raise PicklingError(f'first argument to {what}() must be {obj.__class__!r}, not {cls!r}')

    def _save_newobj_ex(self, func, args, obj):
        if len(args) != 3:
            raise PicklingError(f'__newobj_ex__ expected 3 arguments, got {len(args)}')
        cls, positional, keywords = args
        if not hasattr(cls, '__new__'):
            raise PicklingError('first argument to __newobj_ex__() has no __new__')
        if obj is not None and cls is not obj.__class__:
            raise PicklingError(f'first argument to __newobj_ex__() must be {obj.__class__!r}, not {cls!r}')
        if not isinstance(positional, tuple):
            raise PicklingError(f'second argument to __newobj_ex__() must be a tuple, not {_type_name(type(positional))}')
        if not isinstance(keywords, dict):
            raise PicklingError(f'third argument to __newobj_ex__() must be a dict, not {_type_name(type(keywords))}')
        if self.proto >= 4:
            self._noting('class', obj, self.save, cls)
            self._noting('__new__ arguments', obj, self.save, positional)
            self._noting('__new__ arguments', obj, self.save, keywords)
            self.write(NEWOBJ_EX)
            return
        from functools import partial
        call = partial(cls.__new__, cls, *positional, **keywords)
        self._noting('reconstructor', obj, self.save, call)
        self.save(())
        self.write(REDUCE)

    def _save_newobj(self, func, args, obj):
        if not args:
            raise PicklingError('__newobj__ expected at least 1 argument, got 0')
        cls = args[0]
        self._check_new(cls, obj, '__newobj__')
        self._noting('class', obj, self.save, cls)
        self._noting('__new__ arguments', obj, self.save, args[1:])
        self.write(NEWOBJ)

    def save_none(self, obj):
        self.write(NONE)

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    def save_long(self, obj):
        if self.bin and -1 << 31 <= obj < 1 << 31:
            if 0 <= obj < 1 << 8:
                self.write(BININT1 + pack('<B', obj))
            elif 0 <= obj < 1 << 16:
                self.write(BININT2 + pack('<H', obj))
            else:
                self.write(BININT + pack('<i', obj))
        elif self.proto >= 2:
            data = encode_long(obj)
            head = LONG1 + pack('<B', len(data)) if len(data) < 256 else LONG4 + pack('<i', len(data))
            self.write(head + data)
        elif -1 << 31 <= obj < 1 << 31:
            self.write(INT + repr(obj).encode('ascii') + b'\n')
        else:
            self.write(LONG + repr(obj).encode('ascii') + b'L\n')

    def save_float(self, obj):
        self.write(BINFLOAT + pack('>d', obj) if self.bin else FLOAT + repr(obj).encode('ascii') + b'\n')

    def _save_sized(self, data, short, plain, long):
        # Data with their length in front, in the smallest form there is.
        size = len(data)
        if short is not None and size <= 0xff:
            self.write(short + pack('<B', size) + data)
        elif size > 0xffffffff and self.proto >= 4 or plain is None:
            header = long + pack('<Q', size)
            if size >= self.framer.aim:
                self._write_large_bytes(header, data)
            else:
                self.write(header + data)
        elif size >= self.framer.aim:
            self._write_large_bytes(plain + pack('<I', size), data)
        else:
            self.write(plain + pack('<I', size) + data)

    def save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                import codecs
                self.save_reduce(codecs.encode, (str(obj, 'latin1'), 'latin1'), obj=obj)
            return
        self._save_bytes_no_memo(obj)
        self.memoize(obj)

    def _save_bytes_no_memo(self, obj):
        self._save_sized(obj, SHORT_BINBYTES, BINBYTES, BINBYTES8)

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        self._save_bytearray_no_memo(obj)
        self.memoize(obj)

    def _save_bytearray_no_memo(self, obj):
        self._save_sized(obj, None, None, BYTEARRAY8)

    if PickleBuffer is not None:
        def save_picklebuffer(self, obj):
            if self.proto < 5:
                raise PicklingError('PickleBuffer can only be pickled with protocol >= 5')
            with obj.raw() as view:
                if not view.contiguous:
                    raise PicklingError('PickleBuffer can not be pickled when pointing to a non-contiguous buffer')
                inside = True
                if self._buffer_callback is not None:
                    inside = bool(self._buffer_callback(obj))
                if not inside:
                    self.write(NEXT_BUFFER)
                    if view.readonly:
                        self.write(READONLY_BUFFER)
                    return
                data = view.tobytes()
                (self._save_bytes_no_memo if view.readonly else self._save_bytearray_no_memo)(data)
            self.memoize(obj)

    def save_str(self, obj):
        if self.bin:
            data = obj.encode('utf-8', 'surrogatepass')
            self._save_sized(data, SHORT_BINUNICODE if self.proto >= 4 else None, BINUNICODE, BINUNICODE8)
        else:
            # What the reader would take for something else is escaped.
            text = obj
            for special in '\\\0\n\r\x1a':
                text = text.replace(special, f'\\u{ord(special):04x}')
            self.write(UNICODE + text.encode('raw-unicode-escape') + b'\n')
        self.memoize(obj)

    def save_tuple(self, obj):
        if not obj:
            self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        memo, size = self.memo, len(obj)
        small = size <= 3 and self.proto >= 2
        if not small:
            self.write(MARK)
        for number, item in enumerate(obj):
            self._save_item(item, obj, number)
        if id(obj) in memo:
            # It is in itself, by way of something else, and has been written there.
            reference = self.get(memo[id(obj)][0])
            if small:
                self.write(POP * size + reference)
            else:
                self.write((POP_MARK if self.bin else POP * (size + 1)) + reference)
            return
        self.write((TUPLE1, TUPLE2, TUPLE3)[size - 1] if small else TUPLE)
        self.memoize(obj)

    def _save_item(self, item, obj, number):
        try:
            self.save(item)
        except BaseException as error:
            raise _noted(error, f'when serializing {_type_name(type(obj))} item {number}')

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj, obj)

    def _batches(self, items):
        from itertools import batched
        return batched(items, _batch)

    def _batch_appends(self, items, obj):
        number = 0
        if not self.bin:
            for number, item in enumerate(items):
                self._save_item(item, obj, number)
                self.write(APPEND)
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(MARK)
            for item in batch:
                self._save_item(item, obj, number)
                number += 1
            self.write(APPENDS if len(batch) > 1 else APPEND)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items(), obj)

    def _save_pair(self, key, value, obj):
        self.save(key)
        try:
            self.save(value)
        except BaseException as error:
            raise _noted(error, f'when serializing {_type_name(type(obj))} item {key!r}')

    def _batch_setitems(self, items, obj):
        if not self.bin:
            for key, value in items:
                self._save_pair(key, value, obj)
                self.write(SETITEM)
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(MARK)
            for key, value in batch:
                self._save_pair(key, value, obj)
            self.write(SETITEMS if len(batch) > 1 else SETITEM)

    def _save_members(self, members, obj):
        for item in members:
            try:
                self.save(item)
            except BaseException as error:
                raise _noted(error, f'when serializing {_type_name(type(obj))} element')

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in self._batches(obj):
            self.write(MARK)
            self._save_members(batch, obj)
            self.write(ADDITEMS)

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        self._save_members(obj, obj)
        if id(obj) in self.memo:
            self.write(POP_MARK + self.get(self.memo[id(obj)][0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)

    def _global_name(self, obj, name):
        # Returns module and name, after a check that they lead to the object.
        if name is None:
            name = getattr(obj, '__qualname__', None) or obj.__name__
        path = name.split('.')
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
        except (ImportError, ValueError, KeyError) as error:
            raise PicklingError(f"Can't pickle {obj!r}: {error!s}") from error
        try:
            found = _attribute(module, path)
        except AttributeError as error:
            if '<locals>' in path:
                raise PicklingError(f"Can't pickle local object {obj!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: it's not found as {module_name}.{name}") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        return module_name, name

    def save_global(self, obj, name=None):
        module_name, name = self._global_name(obj, name)
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code is not None:
                if code <= 0xff:
                    data = EXT1 + pack('<B', code)
                    if code == 0:
                        raise RuntimeError('extension code 0 is out of range')
                else:
                    data = EXT2 + pack('<H', code) if code <= 0xffff else EXT4 + pack('<i', code)
                self.write(data)
                return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif '.' in name:
            # Older readers know no dotted names: they have to call getattr, once for each name behind the first.
            first, *rest = name.split('.')
            begin, end = (b'', TUPLE2) if self.proto >= 2 else (MARK, TUPLE)
            for _each in rest:
                self.save(getattr)
                self.write(begin)
            self._save_plain_global(module_name, first)
            for attribute in rest:
                self.save(attribute)
                self.write(end + REDUCE)
        else:
            self._save_plain_global(module_name, name)
        self.memoize(obj)

    def _save_plain_global(self, module_name, name):
        if self.fix_imports:
            import _compat_pickle
            if (module_name, name) in _compat_pickle.REVERSE_NAME_MAPPING:
                module_name, name = _compat_pickle.REVERSE_NAME_MAPPING[module_name, name]
            elif module_name in _compat_pickle.REVERSE_IMPORT_MAPPING:
                module_name = _compat_pickle.REVERSE_IMPORT_MAPPING[module_name]
        encoding = 'utf-8' if self.proto >= 3 else 'ascii'
        try:
            self.write(GLOBAL + f'{module_name}\n'.encode(encoding) + f'{name}\n'.encode(encoding))
        except UnicodeEncodeError as error:
            what = f'global identifier {name!r}' if module_name.isascii() else f'module identifier {module_name!r}'
            raise PicklingError(f"can't pickle {what} using pickle protocol {self.proto}") from error

    def save_type(self, obj):
        special = {type(None): None, type(NotImplemented): NotImplemented, type(...): ...}
        if obj in special:
            self.save_reduce(type, (special[obj],), obj=obj)
        else:
            self.save_global(obj)

    # Which method writes objects of exactly that type.
    dispatch = {
        type: save_type, type(None): save_none, bool: save_bool, int: save_long, float: save_float, bytes: save_bytes,
        bytearray: save_bytearray, str: save_str, tuple: save_tuple, list: save_list, dict: save_dict, set: save_set, frozenset:
        save_frozenset, type(save_type): save_global}
    if PickleBuffer is not None:
        dispatch[PickleBuffer] = save_picklebuffer


def _type_name(cls):
    module = cls.__module__
    return cls.__qualname__ if module in ('builtins', '__main__') else f'{module}.{cls.__qualname__}'


# ---- reading


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


class _Unpickler:
    """Reads pickles from a file."""

    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        """fix_imports: know the names of Python 2. encoding, errors: for its strings; bytes keeps them as bytes. buffers:
        those that were kept apart."""
        self._buffers = iter(buffers) if buffers is not None else None
        self._file_readline, self._file_read = file.readline, file.read
        self.memo = {}
        self.encoding, self.errors, self.proto, self.fix_imports = encoding, errors, 0, fix_imports

    def load(self):
        """Read one pickle and return the object."""
        if not hasattr(self, '_file_read'):
            raise UnpicklingError(f'Unpickler.__init__() was not called by {type(self).__name__}.__init__()')
        self._unframer = _Unframer(self._file_read, self._file_readline)
        self.read, self.readline, self.readinto = self._unframer.read, self._unframer.readline, self._unframer.readinto
        self.metastack, self.stack = [], []
        self.append, self.proto = self.stack.append, 0
        read, dispatch = self.read, self.dispatch
        try:
            while True:
                key = read(1)
                if not key:
                    raise EOFError('Ran out of input')
                method = dispatch.get(key[0])
                if method is None:
                    raise UnpicklingError(f'invalid load key, {ascii(chr(key[0]))}.')
                method(self)
        except _Stop as stop:
            return stop.value

    def pop_mark(self):
        items = self.stack
        self.stack = self.metastack.pop()
        self.append = self.stack.append
        return items

    def persistent_load(self, pid):
        """Return the object that a persistent id stands for. Subclasses define it."""
        raise UnpicklingError('unsupported persistent id encountered')

    def find_class(self, module, name):
        """Return a global of a module. Subclasses may refuse."""
        sys.audit('pickle.find_class', module, name)
        if self.proto < 3 and self.fix_imports:
            import _compat_pickle
            if (module, name) in _compat_pickle.NAME_MAPPING:
                module, name = _compat_pickle.NAME_MAPPING[module, name]
            elif module in _compat_pickle.IMPORT_MAPPING:
                module = _compat_pickle.IMPORT_MAPPING[module]
        __import__(module, level=0)
        if self.proto < 4 or '.' not in name:
            return getattr(sys.modules[module], name)
        try:
            return _attribute(sys.modules[module], name.split('.'))
        except AttributeError:
            raise AttributeError(f"Can't resolve path {name!r} on module {module!r}") from None

    def _exactly(self, n):
        data = self.read(n)
        if len(data) < n:
            raise EOFError('Ran out of input') if not data else UnpicklingError('pickle data was truncated')
        return data

    def _number(self, form, size):
        return unpack(form, self._exactly(size))[0]

    def _line(self):
        line = self.readline()
        if line[-1:] != b'\n':
            raise UnpicklingError('pickle data was truncated')
        return line[:-1]

    dispatch = {}

    def load_proto(self):
        proto = self.read(1)[0]
        if not 0 <= proto <= HIGHEST_PROTOCOL:
            raise ValueError(f'unsupported pickle protocol: {proto}')
        self.proto = proto

    def load_frame(self):
        size = self._number('<Q', 8)
        if size > sys.maxsize:
            raise ValueError('frame size > sys.maxsize: %d' % size)
        self._unframer.load_frame(size)

    def load_persid(self):
        try:
            pid = self._line().decode('ascii')
        except UnicodeDecodeError:
            raise UnpicklingError('persistent IDs in protocol 0 must be ASCII strings') from None
        self.append(self.persistent_load(pid))

    def load_binpersid(self):
        self.append(self.persistent_load(self.stack.pop()))

    def load_none(self):
        self.append(None)

    def load_false(self):
        self.append(False)

    def load_true(self):
        self.append(True)

    def load_int(self):
        data = self._line()
        if data == b'00':
            self.append(False)
        elif data == b'01':
            self.append(True)
        else:
            self.append(int(data))

    def load_binint(self):
        self.append(self._number('<i', 4))

    def load_binint1(self):
        self.append(self._exactly(1)[0])

    def load_binint2(self):
        self.append(self._number('<H', 2))

    def load_long(self):
        self.append(int(self._line().removesuffix(b'L')))

    def load_long1(self):
        self.append(decode_long(self._exactly(self._exactly(1)[0])))

    def load_long4(self):
        size = self._number('<i', 4)
        if size < 0:
            raise UnpicklingError('LONG pickle has negative byte count')
        self.append(decode_long(self._exactly(size)))

    def load_float(self):
        self.append(float(self._line()))

    def load_binfloat(self):
        self.append(self._number('>d', 8))

    def _old_text(self, data):
        # A string of Python 2.
        return data if self.encoding == 'bytes' else data.decode(self.encoding, self.errors)

    def load_string(self):
        data = self._line()
        if len(data) < 2 or data[0] != data[-1] or data[0] not in b'"\'':
            raise UnpicklingError('the STRING opcode argument must be quoted')
        import codecs
        self.append(self._old_text(codecs.escape_decode(data[1:-1])[0]))

    def load_binstring(self):
        size = self._number('<i', 4)
        if size < 0:
            raise UnpicklingError('BINSTRING pickle has negative byte count')
        self.append(self._old_text(self._exactly(size)))

    def load_short_binstring(self):
        self.append(self._old_text(self._exactly(self._exactly(1)[0])))

    def _size(self, form, bytes_of, what):
        size = self._number(form, bytes_of)
        if size > sys.maxsize:
            raise UnpicklingError(f"{what} exceeds system's maximum size of {sys.maxsize} bytes")
        return size

    def load_binbytes(self):
        self.append(self._exactly(self._size('<I', 4, 'BINBYTES')))

    def load_short_binbytes(self):
        self.append(self._exactly(self._exactly(1)[0]))

    def load_binbytes8(self):
        self.append(self._exactly(self._size('<Q', 8, 'BINBYTES8')))

    def load_bytearray8(self):
        self.append(bytearray(self._exactly(self._size('<Q', 8, 'BYTEARRAY8'))))

    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError('pickle stream refers to out-of-band data but no *buffers* argument was given')
        try:
            self.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError('not enough out-of-band buffers') from None

    def load_readonly_buffer(self):
        with memoryview(self.stack[-1]) as view:
            if not view.readonly:
                self.stack[-1] = view.toreadonly()

    def load_unicode(self):
        self.append(str(self._line(), 'raw-unicode-escape'))

    def load_binunicode(self):
        self.append(str(self._exactly(self._size('<I', 4, 'BINUNICODE')), 'utf-8', 'surrogatepass'))

    def load_short_binunicode(self):
        self.append(str(self._exactly(self._exactly(1)[0]), 'utf-8', 'surrogatepass'))

    def load_binunicode8(self):
        self.append(str(self._exactly(self._size('<Q', 8, 'BINUNICODE8')), 'utf-8', 'surrogatepass'))

    def load_empty_tuple(self):
        self.append(())

    def load_tuple(self):
        items = self.pop_mark()
        self.append(tuple(items))

    def load_tuple1(self):
        self.stack[-1] = (self.stack[-1],)

    def load_tuple2(self):
        second = self.stack.pop()
        self.stack[-1] = self.stack[-1], second

    def load_tuple3(self):
        third = self.stack.pop()
        second = self.stack.pop()
        self.stack[-1] = self.stack[-1], second, third

    def load_empty_list(self):
        self.append([])

    def load_list(self):
        items = self.pop_mark()
        self.append(items)

    def load_empty_dictionary(self):
        self.append({})

    def _pairs(self):
        """Take the items behind the mark as pairs of key and value."""
        items = self.pop_mark()
        if len(items) % 2:
            raise IndexError('a key without a value')
        return zip(items[::2], items[1::2])

    def load_dict(self):
        pairs = self._pairs()
        self.append(dict(pairs))

    def load_empty_set(self):
        self.append(set())

    def load_frozenset(self):
        items = self.pop_mark()
        self.append(frozenset(items))

    def _instance(self, cls, args):
        # As Python 2 made instances of old classes: without a call of __init__ if there is nothing for it.
        if args or not isinstance(cls, type) or hasattr(cls, '__getinitargs__'):
            try:
                value = cls(*args)
            except TypeError as error:
                raise TypeError(f'in constructor for {cls.__name__}: {error}', error.__traceback__)
        else:
            value = cls.__new__(cls)
        self.append(value)

    def load_inst(self):
        module, name = (self._line().decode('ascii') for _ in range(2))
        self._instance(self.find_class(module, name), self.pop_mark())

    def load_obj(self):
        args = self.pop_mark()
        self._instance(args.pop(0), args)

    def load_newobj(self):
        args = self.stack.pop()
        cls = self.stack.pop()
        self.append(cls.__new__(cls, *args))

    def load_newobj_ex(self):
        keywords, args, cls = (self.stack.pop() for _ in range(3))
        self.append(cls.__new__(cls, *args, **keywords))

    def load_global(self):
        module, name = (self._line().decode('utf-8') for _ in range(2))
        self.append(self.find_class(module, name))

    def load_stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError('STACK_GLOBAL requires str')
        self.append(self.find_class(module, name))

    def load_ext1(self):
        self.get_extension(self._exactly(1)[0])

    def load_ext2(self):
        self.get_extension(self._number('<H', 2))

    def load_ext4(self):
        self.get_extension(self._number('<i', 4))

    def get_extension(self, code):
        unknown = []
        found = _extension_cache.get(code, unknown)
        if found is unknown:
            key = _inverted_registry.get(code)
            if not key:
                if code <= 0:
                    raise UnpicklingError('EXT specifies code <= 0')
                raise ValueError(f'unregistered extension code {code}')
            found = _extension_cache[code] = self.find_class(*key)
        self.append(found)

    def load_reduce(self):
        args = self.stack.pop()
        self.stack[-1] = self.stack[-1](*args)

    def load_pop(self):
        if self.stack:
            del self.stack[-1]
        else:
            self.pop_mark()

    def load_pop_mark(self):
        self.pop_mark()

    def load_dup(self):
        self.append(self.stack[-1])

    def _remembered(self, number):
        try:
            self.append(self.memo[number])
        except KeyError:
            raise UnpicklingError(f'Memo value not found at index {number}') from None

    def load_get(self):
        self._remembered(int(self._line()))

    def load_binget(self):
        self._remembered(self._exactly(1)[0])

    def load_long_binget(self):
        self._remembered(self._number('<I', 4))

    def load_put(self):
        number = int(self._line())
        if number < 0:
            raise ValueError('negative PUT argument')
        self.memo[number] = self.stack[-1]

    def load_binput(self):
        self.memo[self._exactly(1)[0]] = self.stack[-1]

    def load_long_binput(self):
        number = self._number('<I', 4)
        if number > sys.maxsize:
            raise ValueError('negative LONG_BINPUT argument')
        self.memo[number] = self.stack[-1]

    def load_memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]

    def load_append(self):
        value = self.stack.pop()
        target = self.stack[-1]
        target.append(value)

    def load_appends(self):
        items = self.pop_mark()
        target = self.stack[-1]
        extend = getattr(target, 'extend', None)
        if extend is not None:
            extend(items)
        else:
            # Not every sequence has extend.
            append = target.append
            for item in items:
                append(item)

    def load_setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        target = self.stack[-1]
        target[key] = value

    def load_setitems(self):
        pairs = self._pairs()
        target = self.stack[-1]
        for key, value in pairs:
            target[key] = value

    def load_additems(self):
        items = self.pop_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    def load_build(self):
        state = self.stack.pop()
        target = self.stack[-1]
        missing = object()
        setter = getattr(target, '__setstate__', missing)
        if setter is not missing:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            attributes = target.__dict__
            for key, value in state.items():
                attributes[sys.intern(key) if type(key) is str else key] = value
        for key, value in (slots or {}).items():
            setattr(target, key, value)

    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
        self.append = self.stack.append

    def load_stop(self):
        raise _Stop(self.stack.pop())

    for _code, _name in {
            'NEWFALSE': 'false', 'NEWTRUE': 'true', 'EMPTY_DICT': 'empty_dictionary',
            **{name: name.lower() for name in _opcodes if name not in ('NEWFALSE', 'NEWTRUE', 'EMPTY_DICT', 'TRUE', 'FALSE')}
    }.items():
        dispatch[globals()[_code][0]] = locals()[f'load_{_name}']
    del _code, _name


# ---- functions


def _dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write the pickle of an object to a file."""
    _Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def _dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Return the pickle of an object as bytes."""
    file = io.BytesIO()
    _dump(obj, file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback)
    return file.getvalue()


def _load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    """Read a pickle from a file and return the object."""
    return _Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def _loads(s, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    """Return the object of a pickle in bytes."""
    if type(s) is str:
        raise TypeError("Can't load pickle from unicode string")
    return _load(io.BytesIO(s), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)


try:
    from _pickle import Pickler, PickleError, PicklingError, Unpickler, UnpicklingError, dump, dumps, load, loads
except ImportError:
    Pickler, Unpickler, dump, dumps, load, loads = _Pickler, _Unpickler, _dump, _dumps, _load, _loads


def _main(args=None):
    import argparse
    import pprint
    parser = argparse.ArgumentParser(description='display contents of the pickle files', color=True)
    parser.add_argument('pickle_file', nargs='+', help='the pickle file')
    for path in parser.parse_args(args).pickle_file:
        if path == '-':
            value = load(sys.stdin.buffer)
        else:
            with open(path, 'rb') as file:
                value = load(file)
        pprint.pprint(value)


if __name__ == '__main__':
    _main()
