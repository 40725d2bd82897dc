"""Messages of pictures."""

__all__ = ['MIMEImage']

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

# What the files of a kind begin with.
_beginnings = [(b'\x89PNG\r\n\x1a\n', 'png'), (b'GIF87a', 'gif'), (b'GIF89a', 'gif'), (b'MM', 'tiff'), (b'II', 'tiff'),
               (b'\x01\xda', 'rgb'), (b'\x59\xa6\x6a\x95', 'rast'), (b'#define ', 'xbm'), (b'BM', 'bmp'),
               (b'\xff\xd8\xff\xdb', 'jpeg'), (b'v/1\x01', 'exr')]
_netpbm = {b'1': 'pbm', b'4': 'pbm', b'2': 'pgm', b'5': 'pgm', b'3': 'ppm', b'6': 'ppm'}


def _kind(data):
    """The subtype that the first bytes of a picture tell, or None."""
    if data[6:10] in (b'JFIF', b'Exif'):
        return 'jpeg'
    if data[:4] == b'RIFF' and data[8:12] == b'WEBP':
        return 'webp'
    if data[:1] == b'P' and data[2:3] in (b' ', b'\t', b'\n', b'\r') and data[1:2] in _netpbm:
        return _netpbm[data[1:2]]
    for beginning, kind in _beginnings:
        if data.startswith(beginning):
            return kind
    return None


class MIMEImage(MIMENonMultipart):
    """A message of a picture. The subtype is found in the data if it isn't given."""

    def __init__(self, _imagedata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        subtype = _kind(_imagedata) if _subtype is None else _subtype
        if subtype is None:
            raise TypeError('Could not guess image MIME subtype')
        super().__init__('image', subtype, policy=policy, **_params)
        self.set_payload(_imagedata)
        _encoder(self)
