"""The documents of the project, cut into the blocks that a reader would run."""

import re
from dataclasses import dataclass
from pathlib import Path

from house import ROOT


RUNS = ("bash", "console", "python")
FENCE = re.compile(
    r"(?:<!-- skip: *(?P<reason>.*?) *-->\n+)?"
    r"^```(?P<language>[^\n]*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
EXPECTED = re.compile(r"# exit (\d+)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block; `skip` is the reason why it is not run, None if it is.

    A reason stands in the line before the block: `<!-- skip: needs a network -->`.
    """

    language: str
    text: str
    line: int
    skip: str | None = None

    @property
    def runs(self) -> bool:
        return self.language in RUNS and self.skip is None

    @property
    def exit_code(self) -> int:
        """What the block says in a comment, `# exit 2`; otherwise 0."""
        said = EXPECTED.findall(self.text)
        return int(said[-1]) if said else 0


def blocks(text: str) -> list[Block]:
    return [
        Block(
            language=match["language"].strip(),
            text=match["text"],
            line=text.count("\n", 0, match.start("language")) + 1,
            skip=match["reason"],
        )
        for match in FENCE.finditer(text)
    ]


def commands(block: Block) -> list[tuple[str, list[str]]]:
    """The commands of a console block (`$ …`), each with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.startswith("> ") and not found[-1][1]:
            found[-1] = (f"{found[-1][0]}\n{line[2:]}", [])
        elif line.strip():
            found[-1][1].append(line)
    return found


def documents() -> list[Path]:
    """README, then the tutorial, then the rest: the order in which they are read."""
    rest = sorted((ROOT / "docs").rglob("*.md"))
    tutorials = [path for path in rest if "tutorial" in path.as_posix()]
    return [ROOT / "README.md", *tutorials, *(p for p in rest if p not in tutorials)]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as they are made when it is shown."""
    outside_blocks = FENCE.sub("", text)
    headings = re.findall(r"^#+ +(.*)$", outside_blocks, re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in headings
    }
