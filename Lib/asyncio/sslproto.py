"""TLS for transports. It is not there yet."""

try:
    import ssl
except ImportError:
    ssl = None


class SSLProtocol:
    """A protocol that does TLS for another one."""

    def __init__(self, loop, app_protocol, sslcontext, waiter, server_side=False, server_hostname=None, call_connection_made=True,
                 ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        raise RuntimeError('stdlib ssl module not available')
