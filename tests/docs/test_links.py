"""Links between documents lead somewhere."""

import re
from pathlib import Path

import pytest

from docs.pages import FENCE, anchors, documents, name_of
from house import ROOT


LINK = re.compile(r"\]\(([^)\s]+)\)")


def broken_links(page: Path, text: str) -> list[str]:
    """The links of a page whose file or heading does not exist."""
    found = []
    for target in LINK.findall(FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = page.parent / file if file else page
        if not path.exists():
            found.append(target)
        elif anchor and anchor not in anchors(path.read_text(encoding="utf-8")):
            found.append(target)
    return found


PAGES = [*documents(), *ROOT.glob("C*.md")]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


def test_a_broken_link_is_caught(tmp_path):
    (tmp_path / "a.md").write_text("# One, two\n## `semesta run`\n")
    text = "[a](a.md#one-two) [b](a.md#semesta-run) [c](b.md) [d](a.md#three) [e](#f)"
    page = tmp_path / "page.md"
    page.write_text(text)

    assert broken_links(page, text) == ["b.md", "a.md#three", "#f"]


def test_links_to_the_web_and_in_code_are_left_alone(tmp_path):
    text = "[a](https://example.com/x)\n```text\n[b](nowhere.md)\n```\n"

    assert broken_links(tmp_path / "page.md", text) == []
