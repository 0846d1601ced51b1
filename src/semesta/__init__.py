"""Semesta: who is protected by JKN, who is not and why, for every place in Indonesia."""

from importlib.metadata import version


__version__ = version("semesta")
