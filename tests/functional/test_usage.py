"""What was typed wrongly is explained: what is missing, what is like it, where to look."""

from pathlib import Path

import pytest
from typer.exceptions import TyperException

from functional.command import semesta
from semesta.cli.usage import explained


# What is typed → what the message says in both languages, and in each.
MISTAKES = {
    "no option at all": (
        ["run"],
        [
            "--population FILE[@REGION]",
            "--membership FILE",
            "--month YYYY-MM",
            "--help",
        ],
        "Belum diberikan",
        "Not given",
    ),
    "some options": (
        ["run", "--month=2026-01", "--out", "x"],
        ["--population, --membership."],
        "Belum diberikan",
        "Not given",
    ),
    "no argument": (["explain"], ["RUN", "semesta explain"], "Belum", "Not given"),
    "a command that is misspelt": (
        ["runn"],
        ["runn", "run"],
        "tidak ada",
        "no command",
    ),
    "a command below a command": (["law", "shwo"], ["show"], "tidak ada", "no command"),
    "an option that is misspelt": (
        ["run", "--mont", "2026-01"],
        ["--mont", "--month", "semesta run --help"],
        "tidak dikenal",
        "no option",
    ),
    "an option of nothing": (
        ["--nothing"],
        ["--nothing", "semesta --help"],
        "tidak dikenal",
        "no option",
    ),
    "a word that is not in the list": (
        ["award", "--figures", "x", "--format", "xml"],
        ["--format", "table, csv, json"],
        "tidak dapat dipakai",
        "cannot be used",
    ),
    "a number in words": (
        ["synth", "--out", "x", "--people", "sejuta"],
        ["--people", "1, 2, 3"],
        "tidak dapat dipakai",
        "cannot be used",
    ),
    "an option without its value": (
        ["run", "--month"],
        ["--month"],
        "tidak diberi nilai",
        "has no value",
    ),
    "a switch with a value": (
        ["run", "--quiet=ya"],
        ["--quiet"],
        "tidak memerlukannya",
        "does not take",
    ),
    "too many words": (
        ["law", "show", "a", "b"],
        ["semesta law show"],
        "Terlalu banyak kata",
        "Too many words",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_explained_in_either_language_and_ends_with_2(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, named, indonesian, english = MISTAKES[case]
    for language, said in (("id", indonesian), ("en", english)):
        monkeypatch.setattr("semesta.cli._value_of", lambda _, said=language: said)
        done = semesta(*words)

        assert done.code == 2 and done.out == "" and "Traceback" not in done.err
        assert said in done.err
        assert [part for part in named if part not in done.err] == []
        assert "Error:" not in done.err


def test_a_folder_that_may_not_be_read_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)

    done = semesta("doctor", tmp_path)

    assert done.code == 2
    assert "tidak dapat dibaca" in done.err and "STORE" in done.err


def test_all_that_is_missing_is_named_at_once_and_nothing_else() -> None:
    done = semesta("run", "--out", "x")

    assert "Belum diberikan: --population, --membership, --month." in done.err


@pytest.mark.parametrize("number", ["6309041505850991", "0009876543211"])
def test_a_number_typed_in_the_wrong_place_is_not_repeated(number: str) -> None:
    for words in (
        [number],
        ["law", "show", "a", number],
        ["award", "--figures", "x", "--format", number],
        ["synth", "--out", "x", "--months", f"{number}x"],
    ):
        done = semesta(*words)

        assert done.code == 2
        assert number not in done.said


def test_an_error_that_typer_invents_later_is_told_as_it_is() -> None:
    class NewError(TyperException):
        exit_code = 2

    said = explained(NewError("something new"), ["run"], "id")

    assert "something new" in said and "--help" in said


def test_help_is_shown_where_no_command_is_named() -> None:
    for words in ([], ["law"]):
        done = semesta(*words)

        assert done.code == 2
        assert "Commands:" in done.err and "Usage: semesta" in done.err


def test_completion_is_installed_without_a_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("bash", "/bin/bash"))

    done = semesta("--install-completion")

    assert done.code == 0
    script = tmp_path / ".bash_completions" / "semesta.sh"
    assert "_SEMESTA_COMPLETE=complete_bash" in script.read_text()
    assert str(script) in (tmp_path / ".bashrc").read_text()
