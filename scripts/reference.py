"""Writes the reference pages of docs/ from the code, so that they cannot differ."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import typer
import yaml

from semesta.cli import app
from semesta.errors import PARTS
from semesta.law import Rule, Value, rulebook
from semesta.published import contract_markdown


ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "semesta"
FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code; changes made here are lost. -->"


def pages() -> dict[str, str]:
    """Every page's file name and text."""
    return {
        "commands.md": page("Commands", commands()),
        "errors.md": page("Errors", errors()),
        "law.md": page("Law", law()),
        "run-folder.md": contract_markdown("en"),
    }


def page(title: str, parts: Sequence[str] | Iterator[str]) -> str:
    return "\n\n".join([NOTE, f"# {title}", *(part.strip() for part in parts)]) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; a line break or a bar in a cell is made harmless."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines)


def cell(value: object) -> str:
    return " ".join(str(value).replace("|", "\\|").split())


def commands() -> Iterator[str]:
    yield "Every command explains itself with `--help`."
    yield from command_parts("semesta", typer.main.get_command(app))


def command_parts(path: str, command: Any) -> Iterator[str]:
    """A heading, the help and the options of a command and of all below it."""
    below = getattr(command, "commands", {})
    if not below:
        yield f"## `{path}`"
        yield command.help or ""
        rows = [parameter_row(parameter) for parameter in command.params]
        if rows:
            yield table(("Argument or option", "Meaning", "Default"), rows)
    for name in below:
        yield from command_parts(f"{path} {name}", below[name])


def parameter_row(parameter: Any) -> tuple[str, str, str]:
    is_option = parameter.param_type_name == "option"
    names = [*parameter.opts, *parameter.secondary_opts] if is_option else []
    shown = (
        ", ".join(f"`{name}`" for name in names)
        or f"`{(parameter.metavar or parameter.name).upper()}`"
    )
    return shown, parameter.help or "", default_of(parameter)


def default_of(parameter: Any) -> str:
    if parameter.required:
        return "required"
    default = parameter.default
    if default is None or default is False or callable(default) or default == ():
        return ""
    return f"`{default}`"


def errors() -> Iterator[str]:
    yield (
        "What the program says when something cannot be used: what was found, why it "
        "is wrong, what to do. Exit code 2: the input cannot be used. Exit code 3: a "
        "sum that must add up does not. Exit code 1: `semesta doctor` found a failure, "
        "or something unexpected happened. Exit code 130: stopped by Ctrl-C. Why a "
        "row was set aside stands on [a page of its own]"
        "(../how-to/rows-set-aside.md)."
    )
    for path in sorted(PACKAGE.rglob("errors.yaml")):
        room = ".".join(path.parent.relative_to(PACKAGE).parts)
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        if entries:
            yield f"## {room or 'run and cli'}"
        for name, entry in sorted(entries.items()):
            yield from message(f"{room}.{name}" if room else name, entry)
    yield from notes()
    yield from findings()


def message(name: str, entry: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """A heading and the parts of a message, in both languages."""
    yield f"### `{name}`"
    rows = [(p, entry[p]["id"], entry[p]["en"]) for p in PARTS if p in entry]
    yield table(("", "Bahasa Indonesia", "English"), rows)


def notes() -> Iterator[str]:
    """What a command says or asks beside its result; cause and mend stand in a file of
    their own, since the terminal shows the sentence alone."""
    yield "## Notes and questions"
    yield "Said or asked beside a result, or where a command ends without one."
    behind = yaml.safe_load((PACKAGE / "terminal" / "notes.yaml").read_text("utf-8"))
    for file, entries in sorted(behind.items()):
        said = yaml.safe_load((PACKAGE / file).read_text("utf-8"))
        for name, entry in sorted(entries.items()):
            found = reduce(getitem, name.split("."), said)
            yield from message(f"{file}: {name}", {"found": found, **entry})


def findings() -> Iterator[str]:
    """What the doctor finds that is not in order."""
    yield "## semesta doctor"
    yield "Worth a look (*attention*) or failed; what is in order is left out here."
    text = (PACKAGE / "doctor" / "texts.yaml").read_text(encoding="utf-8")
    for name, entry in sorted(yaml.safe_load(text).items()):
        if entry["verdict"] != "ok":
            yield from message(f"doctor.{name}", entry)


def law() -> Iterator[str]:
    yield (
        "Every number of law, with the day from which it holds, its source and how "
        "sure that is. `semesta law show RULE --on DATE` prints one."
    )
    book = rulebook()
    for name in book.names():
        yield from rule_parts(book.rule(name))


def rule_parts(rule: Rule) -> Iterator[str]:
    yield f"## `{rule.name}`"
    yield f"{rule.about['id']}\n\n*{rule.about['en']}*"
    head = ("From", "Until", "Value", "Unit", "Confidence", "Source", "Note")
    yield table(head, [value_row(value) for value in rule.values])


def value_row(value: Value) -> tuple[object, ...]:
    said = f"{value.operator or ''} {value.text}".strip()
    return (
        value.start,
        value.until or "",
        said,
        value.unit,
        value.confidence,
        value.source,
        value.note or "",
    )


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
