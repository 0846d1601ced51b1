"""What the documents tell a reader to run, runs, and shows what they show.

All documents share one copy of the repository with one finished sample run in it, and
are run in the order in which they are read.
"""

import re
import sys
from pathlib import Path

import pytest

from docs.pages import Block, blocks, commands, documents, name_of
from workplace import copied, run


pytestmark = pytest.mark.slow

SHOWN_ONLY = {"", "text", "csv", "json", "yaml", "sql", "html", "make", "mermaid"}


@pytest.fixture(scope="module")
def workplace(tmp_path_factory) -> Path:
    """A copy of the repository, as after `make sample`."""
    place = copied(tmp_path_factory.mktemp("documents") / "semesta")
    done = run(["make", "sample"], place)
    assert done.returncode == 0, done.stdout
    return place


def faults(block: Block, place: Path) -> list[str]:
    """What goes otherwise than the block says."""
    if block.language == "console":
        return [
            fault
            for text, shown in commands(block)
            for fault in faults_of_run(
                ["bash", "-euo", "pipefail", "-c", text],
                Block("bash", text, block.line).exit_code,
                shown,
                place,
            )
        ]
    bash = ["bash", "-euo", "pipefail", "-c", block.text]
    python = [sys.executable, "-c", block.text]
    command = bash if block.language == "bash" else python
    return faults_of_run(command, block.exit_code, [], place)


def faults_of_run(
    command: list[str], exit_code: int, shown: list[str], place: Path
) -> list[str]:
    done = run(command, place)
    if done.returncode != exit_code:
        return [f"{command[-1]}: exit code {done.returncode}\n{done.stdout}"]
    missing = [line for line in shown if not appears(line, done.stdout)]
    return [f"{command[-1]}: does not print {line!r}" for line in missing]


def appears(line: str, output: str) -> bool:
    """Whether a shown line is in the output; `…` stands for anything, blanks are one."""
    parts = (re.escape(" ".join(part.split())) for part in line.strip().split("…"))
    whole = re.compile("^ ?" + " ?.* ?".join(parts) + " ?$", re.MULTILINE)
    return bool(whole.search(re.sub(r"[^\S\n]+", " ", output)))


@pytest.mark.parametrize("page", documents(), ids=name_of)
def test_what_a_document_tells_to_run_runs(page, workplace):
    found = [block for block in blocks(page.read_text("utf-8")) if block.runs]

    assert [
        f"line {block.line}: {fault}"
        for block in found
        for fault in faults(block, workplace)
    ] == []


@pytest.mark.parametrize("page", documents(), ids=name_of)
def test_a_block_is_run_or_only_shown_or_says_why_not(page):
    for block in blocks(page.read_text("utf-8")):
        assert block.runs or block.skip or block.language in SHOWN_ONLY, block.line


def test_blocks_are_found_with_their_language_and_their_reason():
    text = (
        "<!-- skip: installs -->\n```bash\nmake test\n```\n\n"
        "```console\n$ false  # exit 1\n```\n<!-- skip: -->\n```python\n1\n```\n"
    )

    one, two, three = blocks(text)

    assert (one.language, one.skip, one.line, one.runs) == (
        "bash",
        "installs",
        2,
        False,
    )
    assert (two.text, two.exit_code, two.runs) == ("$ false  # exit 1\n", 1, True)
    assert (three.skip, three.runs) == ("", False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bash", "false\ntrue"),
        ("bash", "true  # exit 2"),
        ("python", "raise SystemExit(1)"),
        ("console", "$ false"),
        ("console", "$ echo one\ntwo"),
    ],
)
def test_a_block_that_goes_wrong_is_caught(tmp_path, language, text):
    assert len(faults(Block(language, text, 1), tmp_path)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bash", "cd /\ntest $PWD = /"),
        ("bash", "exit 2  # exit 2"),
        ("python", "import semesta"),
        (
            "console",
            "$ echo 'one   two'; echo three\none two\nth…e\n\n$ exit 3  # exit 3",
        ),
        ("console", "$ echo one \\\n> two\none two"),
    ],
)
def test_a_block_that_goes_as_it_says_passes(tmp_path, language, text):
    assert faults(Block(language, text, 1), tmp_path) == []
