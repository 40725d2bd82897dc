"""Handlers for the signals of the process."""

from _signal import *
from _signal import __doc__
