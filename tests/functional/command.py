"""The command as its users use it: what they type, what they see, what is left."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from house import ROOT
from semesta import cli


SAMPLES = ROOT / "samples"
MONTH = "2026-01"
LOG = "run.log.json"


@dataclass(frozen=True)
class Outcome:
    """What the command left: its exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


class Keyboard(io.StringIO):
    """A terminal at which somebody types."""

    def isatty(self) -> bool:
        return True


def semesta(*words: object, typed: str | None = None) -> Outcome:
    """The command in this process, through its entry point; `typed` at a terminal.

    Saves the time to import; what differs between processes is tested in new ones.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    argv = ["semesta", *map(str, words)]
    with (
        patch.object(sys, "argv", argv),
        patch.object(sys, "stdin", io.StringIO() if typed is None else Keyboard(typed)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = _exit_code()
    return Outcome(code, _text(out), _text(err))


def new_process(
    *words: object,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    script: str | None = None,
) -> Outcome:
    """The installed command in a process of its own, or Python with a script."""
    program = [Path(sys.executable).with_name("semesta")]
    if script is not None:
        program = [sys.executable, "-c", script]
    done = subprocess.run(
        [*program, *map(str, words)],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def registers(sample: str) -> tuple[Path, Path]:
    """The population and membership file of a sample."""
    names = {
        "klaten": ("penduduk.csv", "peserta.csv"),
        "tabalong": ("penduduk.csv", "peserta.xlsx"),
        "layouts": ("siak_ekstrak.csv", "peserta.csv"),
    }
    population, membership = names[sample]
    return SAMPLES / sample / population, SAMPLES / sample / membership


def run_words(
    population: object, membership: object, out: Path, *more: object
) -> Sequence[object]:
    """`run` with what it always needs."""
    needed = ["--population", population, "--membership", membership]
    return ["run", *needed, "--month", MONTH, "--out", out, *more]


def content(run: Path) -> dict[str, bytes]:
    """Every file of a run that must not differ: name → bytes."""
    return {
        path.name: path.read_bytes()
        for path in sorted(run.iterdir())
        if path.name != LOG
    }


def hidden(store: Path) -> list[str]:
    """What a writer left behind: building, working, pointing."""
    names = (path.name for path in store.iterdir())
    return sorted(name for name in names if name[0] == "." and name != ".lock")


def _exit_code() -> int:
    try:
        cli.main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
