"""The encoding utf-32: the byte order is told by a mark in front."""

from codecs import utf_32_encode as encode
from . import _marked

_marked.define(globals(), 32, encode)
