"""Messages of sound."""

__all__ = ['MIMEAudio']

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart


def _kind(data):
    """The subtype that the first bytes of a sound tell, or None."""
    magic, form = data[:4], data[8:12]
    if magic == b'.snd':
        return 'basic'
    if magic == b'RIFF' and form == b'WAVE' and data[12:16] == b'fmt ':
        return 'x-wav'
    if magic == b'FORM' and form in (b'AIFC', b'AIFF'):
        return 'x-aiff'
    return None


class MIMEAudio(MIMENonMultipart):
    """A message of sound. The subtype is found in the data if it isn't given."""

    def __init__(self, _audiodata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        subtype = _subtype or _kind(_audiodata)
        if subtype is None:
            raise TypeError('Could not find audio MIME subtype')
        super().__init__('audio', subtype, policy=policy, **_params)
        self.set_payload(_audiodata)
        _encoder(self)
