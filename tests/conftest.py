"""What holds for every test: nothing reaches the internet, no clock decides."""

import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings


# A busy machine must not make a property fail.
settings.register_profile("semesta", deadline=None)
settings.load_profile("semesta")

LOCAL = {"127.0.0.1", "::1", "localhost", ""}


def refuse_other_machines(address: object) -> None:
    """Raises unless the address is on this machine (a Unix socket is a path)."""
    host = address[0] if isinstance(address, tuple) else ""
    if host not in LOCAL:
        raise AssertionError(f"a test tried to reach another machine: {host}")


@pytest.fixture(autouse=True, scope="session")
def no_internet() -> Iterator[None]:
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address):
        refuse_other_machines(address)
        return connect(self, address)

    def guarded_lookup(host, *rest, **options):
        refuse_other_machines((host or "",))
        return lookup(host, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield
