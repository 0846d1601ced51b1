"""The machine: Python, memory, cores, clock, terminal."""

import locale
import os
import platform
from datetime import date
from importlib.metadata import metadata

from semesta.doctor.capacity import GIGABYTE, needs
from semesta.doctor.findings import Finding, finding
from semesta.doctor.memory import memory_bytes
from semesta.doctor.requirements import fits
from semesta.months import Month
from semesta.regions import NATION, official_population


FAR_AHEAD = Month(2200, 12)


def python() -> Finding:
    wanted = metadata("semesta")["Requires-Python"]
    installed = platform.python_version()
    code = "python_ok" if fits(installed, wanted) else "python_old"
    return finding(code, installed=installed, wanted=wanted, system=platform.system())


def memory() -> Finding:
    held = memory_bytes()
    if held is None:
        return finding("memory_unknown")
    limits = needs()["memory"]
    parts = {"have": held / GIGABYTE, "want": limits["attention"] / GIGABYTE}
    if held < limits["failed"]:
        return finding("memory_too_little", **parts)
    if held < limits["attention"]:
        return finding("memory_little", **parts)
    return finding("memory_ok", **parts)


def cores() -> Finding:
    number = os.cpu_count() or 1
    return finding("cores_ok" if number > 1 else "cores_one", cores=number)


def clock() -> Finding:
    """No day is earlier than the day on which the shipped populations were released."""
    today, shipped = date.today(), official_population(NATION, FAR_AHEAD).released_on
    code = "clock_ok" if today >= shipped else "clock_behind"
    return finding(code, today=str(today), shipped=str(shipped))


def terminal() -> Finding:
    """What the terminal is set to; the program itself always writes UTF-8."""
    encoding = locale.getencoding()
    is_utf8 = encoding.lower().replace("-", "") in ("utf8", "cp65001")
    return finding("terminal_ok" if is_utf8 else "terminal_other", encoding=encoding)
