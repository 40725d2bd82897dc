"""The encoding utf-16: the byte order is told by a mark in front."""

from codecs import utf_16_encode as encode
from . import _marked

_marked.define(globals(), 16, encode)
