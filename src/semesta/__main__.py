"""Where the command starts, also as `python -m semesta`.

The packages that it needs are looked for here, so that one that is missing or blocked
ends in a message and not in a trace.
"""

import sys


def main() -> None:
    try:
        from semesta.cli import main as command
    except ImportError as error:
        sys.exit(_cannot_start(error))
    command()


def _cannot_start(error: ImportError) -> str:
    """What is missing; the catalogue itself needs a package that may be the one."""
    name = error.name or type(error).__name__
    try:
        from semesta.errors import SemestaError
    except ImportError:
        return f"semesta: {name}?"
    told = SemestaError("package_missing", name=name)
    return f"{told.text('id')}\n\n{told.text('en')}"


if __name__ == "__main__":
    main()
