"""Functions that encode the payload of a message and say so in its headers."""

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']

import base64
import quopri


def _put(msg, data, method):
    msg.set_payload(data.decode('ascii'))
    msg['Content-Transfer-Encoding'] = method


def encode_base64(msg):
    """Encode the payload in base64."""
    _put(msg, base64.encodebytes(msg.get_payload(decode=True)), 'base64')


def encode_quopri(msg):
    """Encode the payload in quoted-printable."""
    data = quopri.encodestring(msg.get_payload(decode=True), quotetabs=True)
    _put(msg, data.replace(b' ', b'=20'), 'quoted-printable')


def encode_7or8bit(msg):
    """Leave the payload as it is; the header says whether all of it is ASCII."""
    data = msg.get_payload(decode=True)
    msg['Content-Transfer-Encoding'] = '7bit' if data is None or data.isascii() else '8bit'


def encode_noop(msg):
    """Do nothing."""
