"""What the server listens on, before it runs."""

import socket

import pytest

from kg.errors import ConfigurationError
from kg.serve.run import listening


def test_who_comes_before_the_server_has_started_is_not_refused():
    with listening("127.0.0.1", 0) as listener:
        socket.create_connection(listener.getsockname(), timeout=10).close()


def test_two_never_listen_at_one_port():
    """Also while neither of them has begun to serve."""
    with listening("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"127.0.0.1:{port}: .*in use"):
            listening("127.0.0.1", port)


def test_an_address_that_is_not_of_this_machine():
    with pytest.raises(ConfigurationError, match=r"192\.0\.2\.1:0: "):
        listening("192.0.2.1", 0)
