"""Which engine a run asks for. Nothing of Spark is loaded unless it is asked for."""

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from semesta.engine.duck import Duck
from semesta.engine.verbs import Engine
from semesta.errors import SemestaError


ENGINES = ("duckdb", "spark")


@dataclass(frozen=True)
class EngineChoice:
    """What the user asks for.

    `master` is Spark's cluster (this machine, unless spark-submit names one), `scratch` a
    URL that its executors can read and write; without one they must see the same
    folders as this machine does.
    """

    name: str = "duckdb"
    master: str | None = None
    scratch: str | None = None

    def check(self) -> None:
        """Raises SemestaError for what cannot start, before anything costs time."""
        if self.name not in ENGINES:
            raise SemestaError(
                "engine.unknown_engine", name=self.name, known=", ".join(ENGINES)
            )
        if self.name == "spark":
            _check_spark()
            return
        for option in ("master", "scratch"):
            if getattr(self, option):
                raise SemestaError(
                    "engine.only_spark", option=f"--{option}", name=self.name
                )

    def open(self, *, memory: str, threads: int, spill: Path) -> Engine:
        """The session. Raises SemestaError where it cannot start."""
        self.check()
        if self.name == "duckdb":
            return Duck(memory=memory, threads=threads, spill=spill)
        from semesta.engine.spark import Spark

        return Spark(
            memory=memory,
            threads=threads,
            spill=spill,
            master=self.master,
            scratch=self.scratch,
        )


def _check_spark() -> None:
    if find_spec("pyspark") is None:
        raise SemestaError("engine.no_spark")
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=f"{home}/bin" if home else None) is None:
        raise SemestaError("engine.no_java")
