"""Files and data in the formats .xz and .lzma."""

from _lzma import *
from _lzma import _decode_filter_properties, _encode_filter_properties
from compression._common import _packed, _streams

__all__ = ['CHECK_NONE', 'CHECK_CRC32', 'CHECK_CRC64', 'CHECK_SHA256', 'CHECK_ID_MAX', 'CHECK_UNKNOWN', 'FILTER_LZMA1', 'FILTER_LZMA2', 'FILTER_DELTA',
           'FILTER_X86', 'FILTER_IA64', 'FILTER_ARM', 'FILTER_ARMTHUMB', 'FILTER_POWERPC', 'FILTER_SPARC', 'FORMAT_AUTO', 'FORMAT_XZ', 'FORMAT_ALONE',
           'FORMAT_RAW', 'MF_HC3', 'MF_HC4', 'MF_BT2', 'MF_BT3', 'MF_BT4', 'MODE_FAST', 'MODE_NORMAL', 'PRESET_DEFAULT', 'PRESET_EXTREME',
           'LZMACompressor', 'LZMADecompressor', 'LZMAFile', 'LZMAError', 'open', 'compress', 'decompress', 'is_check_supported']


class LZMAFile(_packed.PackedFile):
    """A file with LZMA data: of its streams, or a new one. filename is a name or a file object.

    format, check, preset and filters say how data are compressed, as for LZMACompressor; for reading only format and filters are given.
    """

    def __init__(self, filename=None, mode='r', *, format=None, check=-1, preset=None, filters=None):
        form = mode[:-1] if mode[1:] == 'b' else mode
        if form not in ('r', 'w', 'a', 'x'):
            raise ValueError(f'Invalid mode: {mode!r}')
        packer = None
        if form == 'r':
            if check != -1:
                raise ValueError('Cannot specify an integrity check when opening a file for reading')
            if preset is not None:
                raise ValueError('Cannot specify a preset compression level when opening a file for reading')
        else:
            packer = LZMACompressor(format=FORMAT_XZ if format is None else format, check=check, preset=preset, filters=filters)
        kinds = FORMAT_AUTO if format is None else format
        self._start(filename, form, packer, lambda file: _streams.DecompressReader(file, LZMADecompressor, trailing_error=LZMAError, format=kinds,
                                                                                  filters=filters))


def open(filename, mode='rb', *, format=None, check=-1, preset=None, filters=None, encoding=None, errors=None, newline=None):
    """Open a file with LZMA data; text modes end in t."""
    def make(filename, mode):
        return LZMAFile(filename, mode, format=format, check=check, preset=preset, filters=filters)
    return _packed.open_packed(make, filename, mode, encoding, errors, newline)


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """Return the data compressed."""
    packer = LZMACompressor(format, check, preset, filters)
    return packer.compress(data) + packer.flush()


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """Return the data of all streams; what follows the last one is ignored."""
    parts = []
    while data or not parts:
        unpacker = LZMADecompressor(format, memlimit, filters)
        try:
            part = unpacker.decompress(data)
        except LZMAError:
            if parts:
                break
            raise
        parts.append(part)
        if not unpacker.eof:
            raise LZMAError('Compressed data ended before the end-of-stream marker was reached')
        data = unpacker.unused_data
    return b''.join(parts)
