"""The repository stands alone: it names no machine and needs no network."""

import re
import socket
import tomllib

import pytest

from house import ROOT, repository_files


# Each cut in two, so that this file does not name what it forbids.
FOREIGN = [
    head + tail
    for head, tail in [
        ("/wo", "rk/"),
        ("/fa", "rm/"),
        ("../sha", "red"),
        ("pypi", ".org"),
        ("npm", "js."),
        ("deb.", "debian"),
        ("/root", "/"),
        ("/tmp/", "plan"),
    ]
]


def foreign_names(content: bytes) -> list[str]:
    return [name for name in FOREIGN if name.encode() in content]


def test_no_file_names_a_machine_or_a_registry():
    files = {path: foreign_names(path.read_bytes()) for path in repository_files()}
    assert ROOT / "requirements-dev.lock" in files

    assert {
        str(path.relative_to(ROOT)): names for path, names in files.items() if names
    } == {}


def test_a_foreign_name_is_caught():
    assert foreign_names(b"--index-url https://pypi" + b".org/simple") == [
        "pypi" + ".org"
    ]


def test_every_locked_requirement_has_a_hash_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text().splitlines()
        pins = [i for i, line in enumerate(lines) if line and line[0].isalpha()]

        assert pins
        assert all("--hash=sha256:" in lines[i + 1] for i in pins)
        assert not [line for line in lines if "://" in line or line.startswith("-")]


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"]
    for name, asked in (
        ("requirements.lock", wanted),
        ("requirements-dev.lock", wanted + project["dependency-groups"]["dev"]),
    ):
        locked = set(
            re.findall(r"^([\w-]+)==", (ROOT / name).read_text(), re.MULTILINE)
        )
        assert {re.split(r"[<>=!~\[]", line)[0] for line in asked} <= locked


def test_a_test_that_calls_another_machine_fails():
    with pytest.raises(AssertionError, match="another machine"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(AssertionError, match="another machine"):
        socket.getaddrinfo("example.com", 80)


def test_a_test_may_talk_to_its_own_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=1) as client:
            assert client.getpeername() == server.getsockname()
