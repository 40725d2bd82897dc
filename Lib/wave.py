"""WAVE files: sound, as numbers without compression.

Sample widths are in bytes, a frame is one sample of each channel.
"""

import builtins
import os
import struct
import sys
from collections import namedtuple

__all__ = ['open', 'Error', 'Wave_read', 'Wave_write']

WAVE_FORMAT_PCM, WAVE_FORMAT_EXTENSIBLE = 0x0001, 0xFFFE
# The format of an extensible one that is the plain format.
KSDATAFORMAT_SUBTYPE_PCM = bytes.fromhex('0100000000001000800000aa00389b71')

_wave_params = namedtuple('_wave_params', 'nchannels sampwidth framerate nframes comptype compname')


class Error(Exception):
    """A file isn't one of these, or is used out of order."""


def _byteswap(data, width):
    """data with the bytes of each sample in reverse."""
    swapped = bytearray(len(data))
    for place in range(width):
        swapped[place::width] = data[width - 1 - place::width]
    return bytes(swapped)


def _native(data, width):
    """Samples between the order of the file and that of this machine."""
    return _byteswap(data, width) if sys.byteorder == 'big' and width != 1 else data


class _Sound:
    """A file, which is closed with this if this opened it."""

    _own = None

    def _take(self, f, mode):
        if isinstance(f, (str, bytes, os.PathLike)):
            f = self._own = builtins.open(f, mode)
        try:
            self.initfp(f)
        except:
            self._let_go()
            raise

    def _let_go(self):
        own, self._own = self._own, None
        if own:
            own.close()

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    # Both sides tell of the sound in the same way.

    def getnchannels(self):
        """Return how many channels there are."""
        return self._format('nchannels', 'number of channels not set')

    def getsampwidth(self):
        """Return how many bytes a sample has."""
        return self._format('sampwidth', 'sample width not set')

    def getframerate(self):
        """Return how many frames a second has."""
        return self._format('framerate', 'frame rate not set')

    def getnframes(self):
        """Return how many frames there are."""
        return self._frames_done()

    def getcomptype(self):
        """Return the kind of compression: there is only NONE."""
        return self._comptype

    def getcompname(self):
        """Return a name for the kind of compression."""
        return self._compname

    def getmarkers(self):
        """Return None: there are no marks."""
        import warnings
        warnings._deprecated(f'wave.{type(self).__name__}.getmarkers', remove=(3, 15))
        return None

    def getmark(self, id):
        """Raise an exception: there are no marks."""
        import warnings
        warnings._deprecated(f'wave.{type(self).__name__}.getmark', remove=(3, 15))
        raise Error('no marks')

    _comptype, _compname = 'NONE', 'not compressed'
    _known = {}

    def _format(self, name, message):
        if not self._known.get(name):
            raise Error(message)
        return self._known[name]


class Wave_read(_Sound):
    """A file to read."""

    def __init__(self, f):
        self._take(f, 'rb')

    def initfp(self, file):
        """Read what stands before the sound."""
        self._file, self._known = file, {}
        self._start = None
        head = file.read(12)
        if len(head) >= 8 and head[:4] != b'RIFF':
            raise Error('file does not start with RIFF id')
        if len(head) < 12:
            raise EOFError
        if head[8:] != b'WAVE':
            raise Error('not a WAVE file')
        while len(name := file.read(8)) == 8:
            kind, size = struct.unpack('<4sL', name)
            if kind == b'data':
                if not self._known:
                    raise Error('data chunk before fmt chunk')
                self._nframes = size // self._framesize
                self._start, self._size = True, size
                break
            data = file.read(size)
            if size & 1:
                # Chunks begin at even places.
                file.read(1)
            if kind == b'fmt ':
                self._read_format(data)
        if not self._known or self._start is None:
            raise Error('fmt chunk and/or data chunk missing')
        self._at = 0
        try:
            self._start = file.tell()
        except (AttributeError, OSError):
            # It can only be read once.
            self._start = None

    def _read_format(self, data):
        if len(data) < 14:
            raise EOFError from None
        kind, channels, rate, _, _ = struct.unpack_from('<HHLLH', data)
        if kind not in (WAVE_FORMAT_PCM, WAVE_FORMAT_EXTENSIBLE):
            raise Error(f'unknown format: {kind!r}')
        if len(data) < 16:
            raise EOFError from None
        bits = struct.unpack_from('<H', data, 14)[0]
        if kind == WAVE_FORMAT_EXTENSIBLE:
            if len(data) < 40:
                raise EOFError from None
            subtype = data[24:40]
            if subtype != KSDATAFORMAT_SUBTYPE_PCM:
                try:
                    import uuid
                    shown = f'unknown extended format: {uuid.UUID(bytes_le=subtype)}'
                except Exception:
                    shown = 'unknown extended format'
                raise Error(shown)
        if not bits:
            raise Error('bad sample width')
        if not channels:
            raise Error('bad # of channels')
        width = (bits + 7) // 8
        self._known = {'nchannels': channels, 'sampwidth': width, 'framerate': rate}
        self._framesize = channels * width

    def _format(self, name, message):
        return self._known[name]

    def _frames_done(self):
        return self._nframes

    def getfp(self):
        """Return the file."""
        return self._file

    def rewind(self):
        """Go to the beginning."""
        self.setpos(0)

    def close(self):
        """Close the file if this opened it."""
        self._file = None
        self._let_go()

    def tell(self):
        """Return the number of the next frame."""
        return self._at

    def getparams(self):
        """Return all that is known, as a tuple with names."""
        return _wave_params(self.getnchannels(), self.getsampwidth(), self.getframerate(), self._nframes, self._comptype,
                            self._compname)

    def setpos(self, pos):
        """Go to a frame."""
        if not 0 <= pos <= self._nframes:
            raise Error('position not in range')
        if self._start is None:
            raise OSError('cannot seek')
        self._file.seek(self._start + pos * self._framesize)
        self._at = pos

    def readframes(self, nframes):
        """Return frames, as bytes."""
        if nframes < 0:
            nframes = self._nframes
        wanted = min(nframes, max(self._nframes - self._at, 0))
        data = self._file.read(wanted * self._framesize) if wanted else b''
        self._at += len(data) // self._framesize
        return _native(data, self._known['sampwidth'])


class Wave_write(_Sound):
    """A file to write. What is set has to be set before the first frame."""

    _file = None

    def __init__(self, f):
        self._take(f, 'wb')

    def initfp(self, file):
        """Get ready."""
        self._file, self._known = file, {}
        # The frames that were announced and written; what the header says; where it can be mended.
        self._announced = self._written = self._told = 0
        self._begun, self._place = False, None

    def _may_change(self):
        if self._written or self._begun:
            raise Error('cannot change parameters after starting to write')

    def _frames_done(self):
        return self._written

    def setnchannels(self, nchannels):
        """Set how many channels there are."""
        self._may_change()
        if nchannels < 1:
            raise Error('bad # of channels')
        self._known['nchannels'] = nchannels

    def setsampwidth(self, sampwidth):
        """Set how many bytes a sample has: 1 to 4."""
        self._may_change()
        if not 1 <= sampwidth <= 4:
            raise Error('bad sample width')
        self._known['sampwidth'] = sampwidth

    def setframerate(self, framerate):
        """Set how many frames a second has."""
        self._may_change()
        if framerate <= 0:
            raise Error('bad frame rate')
        self._known['framerate'] = int(round(framerate))

    def setnframes(self, nframes):
        """Set how many frames are going to come."""
        self._may_change()
        self._announced = nframes

    def setcomptype(self, comptype, compname):
        """Set the kind of compression: there is only NONE."""
        self._may_change()
        if comptype not in ('NONE',):
            raise Error('unsupported compression type')
        self._comptype, self._compname = comptype, compname

    def setparams(self, params):
        """Set all, from a tuple as getparams() returns it."""
        nchannels, sampwidth, framerate, nframes, comptype, compname = params
        self._may_change()
        self.setnchannels(nchannels)
        self.setsampwidth(sampwidth)
        self.setframerate(framerate)
        self.setnframes(nframes)
        self.setcomptype(comptype, compname)

    def getparams(self):
        """Return all that was set, as a tuple with names."""
        if len(self._known) < 3:
            raise Error('not all parameters set')
        return _wave_params(*[self._known[name] for name in _wave_params._fields[:3]], self._announced, self._comptype,
                            self._compname)

    def setmark(self, id, pos, name):
        """Raise an exception: there are no marks."""
        import warnings
        warnings._deprecated('wave.Wave_write.setmark', remove=(3, 15))
        raise Error('setmark() not supported')

    def tell(self):
        """Return how many frames were written."""
        return self._written

    def _framesize(self):
        return self._known['nchannels'] * self._known['sampwidth']

    def writeframesraw(self, data):
        """Write frames. What the header says isn't mended."""
        if not isinstance(data, (bytes, bytearray)):
            data = memoryview(data).cast('B')
        self._begin(len(data))
        count = len(data) // self._framesize()
        self._file.write(_native(data, self._known['sampwidth']))
        self._written += count
        self._bytes += len(data)

    def writeframes(self, data):
        """Write frames, and see that the header is right."""
        self.writeframesraw(data)
        self._mend()

    def close(self):
        """Mend the header, and close the file if this opened it."""
        file = self._file
        if file is None:
            return
        try:
            self._begin(0)
            self._mend()
            file.flush()
        finally:
            self._file = None
            self._let_go()

    def _begin(self, length):
        """Write the header, if it isn't there: for the frames that were announced, or those that come now."""
        if self._begun:
            return
        for name, message in (('nchannels', '# channels not specified'), ('sampwidth', 'sample width not specified'),
                              ('framerate', 'sampling rate not specified')):
            if not self._known.get(name):
                raise Error(message)
        size = self._framesize()
        frames = self._announced or length // size
        self._told, self._bytes, self._begun = frames * size, 0, True
        put = self._file.write
        put(b'RIFF')
        try:
            self._place = self._file.tell()
        except (AttributeError, OSError):
            # It can't be mended.
            self._place = None
        rate = self._known['framerate']
        put(struct.pack('<L4s4sLHHLLHH4s', 36 + self._told, b'WAVE', b'fmt ', 16, WAVE_FORMAT_PCM, self._known['nchannels'], rate,
                        rate * size, size, self._known['sampwidth'] * 8, b'data'))
        if self._place is not None:
            self._length_place = self._file.tell()
        put(struct.pack('<L', self._told))

    def _mend(self):
        """Put the true length into the header."""
        if self._bytes == self._told or self._place is None:
            return
        end = self._file.tell()
        for place, value in ((self._place, 36 + self._bytes), (self._length_place, self._bytes)):
            self._file.seek(place)
            self._file.write(struct.pack('<L', value))
        self._file.seek(end)
        self._told = self._bytes


def open(f, mode=None):
    """Open a file, which is given by name or open, to read ('rb') or write ('wb')."""
    mode = mode or getattr(f, 'mode', 'rb')
    if mode in ('r', 'rb'):
        return Wave_read(f)
    if mode in ('w', 'wb'):
        return Wave_write(f)
    raise Error("mode must be 'r', 'rb', 'w', or 'wb'")
