"""What a run was made of: everything that decides its bytes, and their hashes."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from semesta.errors import IdentityBroken, SemestaError
from semesta.months import Month
from semesta.published.contract import contract
from semesta.published.legal import Legal


MANIFEST = "manifest.json"
RUN_LOG = "run.log.json"
NOT_HASHED = (MANIFEST, RUN_LOG)


@dataclass(frozen=True)
class Input:
    """One input file; `kind` is its part in the run (population, membership, ...)."""

    kind: str
    file: str
    sha256: str
    bytes: int
    rows_read: int
    accepted: int
    quarantined: int


@dataclass(frozen=True)
class Identity:
    """A sum that must add up."""

    name: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        return self.left == self.right


def check_identities(sums: Iterable[tuple[str, int, int]]) -> list[Identity]:
    """The sums that must add up. Raises IdentityBroken for the first that does not."""
    identities = [Identity(*one) for one in sums]
    for one in identities:
        if not one.holds:
            raise IdentityBroken(
                "identity_broken", name=one.name, left=one.left, right=one.right
            )
    return identities


@dataclass(frozen=True)
class Manifest:
    """What `manifest.json` says. No time and no host: same run, same bytes.

    `options` are the parameters of the run, without paths. `versions` are those of
    code, law and regions. `files` (path in the run → SHA-256) is filled by `write`.
    """

    month: Month
    scope: str
    edition: str
    legal: Legal
    inputs: tuple[Input, ...]
    identities: tuple[Identity, ...]
    options: dict[str, Any]
    versions: dict[str, str]
    engine: dict[str, str]
    contract: int = field(default_factory=lambda: contract().version)
    files: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Hashes every file of the folder and writes `manifest.json` into it."""
        text = self.as_json() | {"files": hashes(folder)}
        write_json(folder / MANIFEST, text)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "month": str(self.month),
            "legal": self.legal.as_json(),
            "identities": [asdict(i) | {"holds": i.holds} for i in self.identities],
        }

    @classmethod
    def from_json(cls, text: dict[str, Any]) -> "Manifest":
        """The reverse of `as_json`. Raises the usual errors for other things."""
        identities = (
            Identity(i["name"], i["left"], i["right"]) for i in text["identities"]
        )
        return cls(
            **text
            | {
                "month": Month.parse(text["month"]),
                "legal": Legal.from_json(text["legal"]),
                "inputs": tuple(Input(**entry) for entry in text["inputs"]),
                "identities": tuple(identities),
            }
        )


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a run folder.

    Raises SemestaError when it is not there, cannot be read or keeps another version
    of the contract.
    """
    try:
        text = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found = text["contract"]
    except (FileNotFoundError, NotADirectoryError):
        raise SemestaError("published.not_a_run", path=folder.name) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SemestaError("published.broken_manifest", path=folder.name) from error
    known = contract().version
    if found != known:
        raise SemestaError(
            "published.other_contract", path=folder.name, found=found, known=known
        )
    try:
        return Manifest.from_json(text)
    except (AttributeError, ValueError, KeyError, TypeError) as error:
        raise SemestaError("published.broken_manifest", path=folder.name) from error


def hashes(folder: Path) -> dict[str, str]:
    """Path within the folder → SHA-256, for every file but manifest and log."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths]
    return {
        name: sha256(path)
        for name, path in zip(names, paths, strict=True)
        if name not in NOT_HASHED
    }


def sha256(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal text."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write_json(path: Path, text: dict[str, Any]) -> None:
    """Sorted keys, two blanks, UTF-8, a newline at the end."""
    rendered = json.dumps(text, indent=2, sort_keys=True, ensure_ascii=False)
    path.write_text(rendered + "\n", encoding="utf-8", newline="\n")
