"""What holds for every test: nothing reaches the internet, no clock decides."""

import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

from semesta.engine import Duck, Engine, EngineChoice
from semesta.errors import SemestaError


# A busy machine must not make a property fail, nor must luck: the same examples are
# drawn every time. `make hunt` draws others.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("hunt", deadline=None)
settings.load_profile("same")

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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="what the tests of linking and counting compute with",
    )


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The engine that was asked for."""
    if request.config.getoption("engine") == "spark":
        yield request.getfixturevalue("spark")
        return
    with Duck() as engine:
        yield engine


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The one Spark session of a test process; where none can be had, tests say so."""
    try:
        EngineChoice("spark").check()
    except SemestaError as missing:
        pytest.skip(str(missing))
    from semesta.engine.spark import Spark

    settings = {
        # Tables are small: what a session costs is planning and compiling, not rows.
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.maxPlanStringLength": "0",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }
    spill = tmp_path_factory.mktemp("spark")
    with Spark(memory="1GB", threads=2, spill=spill, settings=settings) as engine:
        yield engine
