"""The former name of xml.etree.ElementTree with what was written in C."""

from .ElementTree import *
