"""What the commands print. No value of a person appears here, masked cards aside."""

from semesta.terminal.page import Page, Progress, say


__all__ = ["Page", "Progress", "say"]
