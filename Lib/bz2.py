"""Files and data in the format bzip2."""

__all__ = ['BZ2File', 'BZ2Compressor', 'BZ2Decompressor', 'open', 'compress', 'decompress']

from _bz2 import BZ2Compressor, BZ2Decompressor
from compression._common import _packed, _streams


class BZ2File(_packed.PackedFile):
    """A file with bzip2 data: of its streams, or a new one. filename is a name or a file object."""

    def __init__(self, filename, mode='r', *, compresslevel=9):
        if compresslevel not in range(1, 10):
            raise ValueError('compresslevel must be between 1 and 9')
        form = mode.replace('b', '', 1) or 'r'
        if form not in 'rwax' or mode[:1] == 'b':
            raise ValueError(f'Invalid mode: {mode!r}')
        packer = None if form == 'r' else BZ2Compressor(compresslevel)
        self._start(filename, form, packer, lambda file: _streams.DecompressReader(file, BZ2Decompressor, trailing_error=OSError))

    def writelines(self, seq):
        """Compress the data of an iterable."""
        for part in seq:
            self.write(part)


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    """Open a bzip2 file; text modes end in t."""
    def make(filename, mode):
        return BZ2File(filename, mode, compresslevel=compresslevel)
    return _packed.open_packed(make, filename, mode, encoding, errors, newline)


def compress(data, compresslevel=9):
    """The data as a bzip2 stream."""
    compressor = BZ2Compressor(compresslevel)
    return compressor.compress(data) + compressor.flush()


def decompress(data):
    """The data of all streams; what follows the last one is ignored."""
    parts = []
    while data:
        decompressor = BZ2Decompressor()
        try:
            part = decompressor.decompress(data)
        except OSError:
            if parts:
                break
            raise
        parts.append(part)
        if not decompressor.eof:
            raise ValueError('Compressed data ended before the end-of-stream marker was reached')
        data = decompressor.unused_data
    return b''.join(parts)
