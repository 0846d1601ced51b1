"""What was typed wrongly, in words that teach: typer's own errors, told our way.

Of what was typed only the names of commands and options are repeated, and no long
number: that may be somebody's.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Any

from typer.exceptions import TyperException

from semesta.errors import SemestaError


NONE = "–"
NUMBERS = {int: "1, 2, 3, …", float: "1, 2.5, 98.49, …"}


def explained(error: TyperException, words: Sequence[str], language: str) -> str:
    """The message; `words` are what was typed after `semesta`. No word at all: help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.format_message()
    context = getattr(error, "ctx", None)
    usage = f"{context.get_usage()}\n\n" if context else ""
    return usage + _told(error, words).text(language)


def refused_by_the_system(error: OSError) -> SemestaError:
    """What no room explained: a name too long, a disk that fails, a file taken away."""
    name = Path(str(error.filename)).name if error.filename else NONE
    return SemestaError("system_refused", file=name, cause=error.strerror or NONE)


def _told(error: TyperException, words: Sequence[str]) -> SemestaError:
    mistake = MISTAKES.get(type(error).__name__)
    if mistake is None:
        return SemestaError("usage", message=error.format_message())
    return mistake(error, words)


def _command(error: Any) -> str:
    return error.ctx.command_path if error.ctx else "semesta"


def _missing(error: Any, words: Sequence[str]) -> SemestaError:
    """All that is missing at once, not one at a time."""
    typed = {word.partition("=")[0] for word in words}
    lacking = [
        parameter
        for parameter in error.ctx.command.params
        if parameter is error.param
        or (
            _is_option(parameter)
            and parameter.required
            and not typed & _names(parameter)
        )
    ]
    return SemestaError(
        "missing_parameter",
        names=", ".join(map(_name, lacking)),
        written=" ".join(map(_written, lacking)),
        command=_command(error),
    )


def _bad_value(error: Any, words: Sequence[str]) -> SemestaError:
    """The allowed values, where they are a list; else the form of the value."""
    if error.param is None:
        return SemestaError("usage", message=error.format_message())
    if _kind(error.param) is Path:  # which typer has looked at: it cannot be read
        return SemestaError("unreadable_path", name=_name(error.param))
    return SemestaError(
        "bad_value",
        name=_name(error.param),
        allowed=_allowed(error.param),
        command=_command(error),
    )


def _allowed(parameter: Any) -> str:
    wanted = _kind(parameter)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return ", ".join(one.value for one in wanted)
    return NUMBERS.get(wanted, _form(parameter))


def _kind(parameter: Any) -> Any:
    return parameter.type_descriptor.annotation


def _unknown_or_too_much(error: Any, words: Sequence[str]) -> SemestaError:
    commands = getattr(error.ctx.command, "commands", {}) if error.ctx else {}
    if not commands:
        return SemestaError("too_many_words", command=_command(error))
    path = _command(error).split()[1:]
    rest = [word for word in words[len(path) :] if not word.startswith("-")]
    typed = rest[0] if rest else NONE
    return SemestaError(
        "unknown_command",
        typed=typed,
        close=", ".join(get_close_matches(typed, commands)) or NONE,
        known=", ".join(commands),
        command=_command(error),
    )


def _is_option(parameter: Any) -> bool:
    return parameter.param_type_name == "option"


def _names(parameter: Any) -> set[str]:
    return {*parameter.opts, *parameter.secondary_opts}


def _name(parameter: Any) -> str:
    """`--month`, or `RUN` for what has no name on the command line."""
    return parameter.opts[0] if _is_option(parameter) else _form(parameter)


def _form(parameter: Any) -> str:
    return parameter.metavar or parameter.name.upper()


def _written(parameter: Any) -> str:
    """As it would be typed: `--month YYYY-MM`."""
    form = _form(parameter)
    return f"{_name(parameter)} {form}" if _is_option(parameter) else form


def _unknown_option(error: Any, words: Sequence[str]) -> SemestaError:
    return SemestaError(
        "unknown_option",
        option=error.option_name,
        close=", ".join(sorted(error.possibilities or ())) or NONE,
        command=_command(error),
    )


def _option_and_value(error: Any, words: Sequence[str]) -> SemestaError:
    return SemestaError("option_and_value", option=error.option_name)


# By name: typer does not export the classes.
MISTAKES: dict[str, Callable[[Any, Sequence[str]], SemestaError]] = {
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
    "NoSuchOption": _unknown_option,
    "BadOptionUsage": _option_and_value,
    "UsageError": _unknown_or_too_much,
}
