"""The parser under the name that programs know."""

import sys
from pyexpat import *
from pyexpat import errors, model

sys.modules['xml.parsers.expat.model'] = model
sys.modules['xml.parsers.expat.errors'] = errors
