"""Warnings: telling the user about code that works but should change."""

import sys
from _py_warnings import (
    WarningMessage, _DEPRECATED_MSG, _OptionError, __all__, _add_filter, _deprecated, _filters_mutated, _filters_mutated_lock_held,
    _filters_version, _formatwarning_orig, _formatwarnmsg, _formatwarnmsg_impl, _get_filters, _getaction, _getcategory, _processoptions,
    _set_module, _setoption, _showwarning_orig, _showwarnmsg, _showwarnmsg_impl, _use_context, catch_warnings, defaultaction, deprecated,
    filters, filterwarnings, formatwarning, onceregistry, resetwarnings, showwarning, simplefilter, warn, warn_explicit)

try:  # the interpreter's own part
    from _warnings import (_acquire_lock, _defaultaction as defaultaction, _filters_mutated_lock_held, _onceregistry as onceregistry,
                           _release_lock, _warnings_context, filters, warn, warn_explicit)
except ImportError:
    _processoptions(sys.warnoptions)

_set_module(sys.modules[__name__])
