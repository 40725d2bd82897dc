"""Files and data in the format Zstandard, with dictionaries for many small texts that are alike."""

import enum

import _zstd
from _zstd import ZSTD_CLEVEL_DEFAULT as COMPRESSION_LEVEL_DEFAULT, ZstdCompressor, ZstdDecompressor, ZstdDict, ZstdError, get_frame_size, zstd_version
from compression.zstd._zstdfile import ZstdFile, open

__all__ = (
    # data
    'COMPRESSION_LEVEL_DEFAULT', 'compress', 'decompress', 'ZstdCompressor', 'ZstdDecompressor', 'ZstdError',
    'CompressionParameter', 'DecompressionParameter', 'Strategy',
    # dictionaries
    'ZstdDict', 'train_dict', 'finalize_dict',
    # files and frames
    'open', 'ZstdFile', 'get_frame_info', 'get_frame_size', 'zstd_version', 'zstd_version_info')

zstd_version_info = tuple(map(int, zstd_version.split('.')))


class Strategy(enum.IntEnum):
    """How the compressor looks for repetitions, from the fastest way to the one that finds most."""

    fast, dfast, greedy, lazy, lazy2, btlazy2, btopt, btultra, btultra2 = range(1, 10)


class CompressionParameter(enum.IntEnum):
    """What can be set for a compressor: keys of its options."""

    compression_level, window_log, hash_log, chain_log, search_log, min_match, target_length, strategy = range(100, 108)
    enable_long_distance_matching, ldm_hash_log, ldm_min_match, ldm_bucket_size_log, ldm_hash_rate_log = range(160, 165)
    content_size_flag, checksum_flag, dict_id_flag = range(200, 203)
    nb_workers, job_size, overlap_log = range(400, 403)

    def bounds(self):
        """The least and the greatest value."""
        return _zstd.get_param_bounds(int(self), True)


class DecompressionParameter(enum.IntEnum):
    """What can be set for a decompressor: keys of its options."""

    window_log_max = 100

    def bounds(self):
        """The least and the greatest value."""
        return _zstd.get_param_bounds(int(self), False)


_zstd.set_parameter_types(c_parameter_type=CompressionParameter, d_parameter_type=DecompressionParameter)


def compress(data, level=None, options=None, zstd_dict=None):
    """The data as a frame."""
    return ZstdCompressor(level, options, zstd_dict).compress(data, ZstdCompressor.FLUSH_FRAME)


def decompress(data, zstd_dict=None, options=None):
    """The data of all frames, of which none may be missing or incomplete."""
    parts = []
    while data or not parts:
        frame = ZstdDecompressor(zstd_dict, options)
        parts.append(frame.decompress(data))
        if not frame.eof:
            raise ZstdError('Compressed data ended before the end-of-stream marker was reached')
        data = frame.unused_data
    return b''.join(parts)


class FrameInfo:
    """What the header of a frame tells: the size of the data, or None, and the number of the dictionary, or 0."""

    __slots__ = ('decompressed_size', 'dictionary_id')

    def __init__(self, decompressed_size, dictionary_id):
        FrameInfo.decompressed_size.__set__(self, decompressed_size)
        FrameInfo.dictionary_id.__set__(self, dictionary_id)

    def __setattr__(self, name, value):
        raise AttributeError(f"can't set attribute {name!r}")

    def __repr__(self):
        shown = ', '.join(f'{name}={getattr(self, name)}' for name in self.__slots__)
        return f'FrameInfo({shown})'


def get_frame_info(frame_buffer):
    """What the header of the frame at the beginning of a buffer tells, as a FrameInfo."""
    size, number = _zstd.get_frame_info(frame_buffer)
    return FrameInfo(size, number)


def _joined(samples):
    """Samples as _zstd takes them: one after the other, and the size of each."""
    parts = list(samples)
    return b''.join(parts), tuple(memoryview(part).nbytes for part in parts)


def train_dict(samples, dict_size):
    """A dictionary of at most dict_size bytes made of samples, byte strings that are like the data to compress."""
    whole, sizes = _joined(samples)
    if not isinstance(dict_size, int):
        raise TypeError(f'dict_size must be an int object, not {type(dict_size).__name__!r}.')
    if not whole:
        raise ValueError("samples contained no data; can't train dictionary.")
    return ZstdDict(_zstd.train_dict(whole, sizes, dict_size))


def finalize_dict(zstd_dict, /, samples, dict_size, level):
    """A dictionary with the content of another (that may be raw), and with tables that fit samples compressed at a level."""
    for name, value, wanted, article in (('zstd_dict', zstd_dict, ZstdDict, 'a ZstdDict'), ('dict_size', dict_size, int, 'an int'), ('level', level, int, 'an int')):
        if not isinstance(value, wanted):
            raise TypeError(f'{name} argument should be {article} object.')
    whole, sizes = _joined(samples)
    if not whole:
        raise ValueError("The samples are empty content, can't finalize the dictionary.")
    return ZstdDict(_zstd.finalize_dict(zstd_dict.dict_content, whole, sizes, dict_size, level))
