"""Sizes, times and limits."""

from enum import Enum, auto

ACCEPT_RETRY_DELAY = 1  # seconds a server rests when there are no descriptors left
DEBUG_STACK_DEPTH = 10  # frames kept to tell where a future or handle comes from
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5  # writes to a lost connection before a warning
SENDFILE_FALLBACK_READBUFFER_SIZE = 0x40000
THREAD_JOIN_TIMEOUT = 300  # seconds
SSL_HANDSHAKE_TIMEOUT, SSL_SHUTDOWN_TIMEOUT = 60.0, 30.0
FLOW_CONTROL_HIGH_WATER_SSL_READ, FLOW_CONTROL_HIGH_WATER_SSL_WRITE = 256, 512  # KiB


class _SendfileMode(Enum):
    """How a transport sends files."""

    UNSUPPORTED, TRY_NATIVE, FALLBACK = auto(), auto(), auto()
