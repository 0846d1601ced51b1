"""Which files an input names: one file, a folder of files, or a zip of them."""

import codecs
import hashlib
import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath

from semesta.errors import SemestaError
from semesta.files import check_ordinary
from semesta.regions import tree
from semesta.registers.accounting import Skipped


REGION = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
EXTENSIONS = frozenset(
    ".csv .txt .tsv .psv .dat .json .jsonl .ndjson .parquet .pq "
    ".xlsx .xlsm .xlsb .xls .ods .zip".split()
)
OTHER_FORMATS = {
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"{\\rtf": "RTF",
    b"SQLite format": "SQLite",
}
OTHER_PACKAGES = {  # office files in a zip, by a member or by the type they state
    "word/document.xml": "DOCX",
    "ppt/presentation.xml": "PPTX",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.presentation": "ODP",
}
BOOKS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".ods")
ZIP_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError),  # of places before the beginning
)
MARKUP = re.compile(rb"<[a-z!?]", re.IGNORECASE)
UPWARD = (".", "..", "/")
DEEPEST_ZIP = 3
LARGEST_UNPACKED = 200 << 30
MOST_COMPRESSED = 1000  # spreadsheets of one repeated row stay below
SMALL = 64 << 20


@dataclass(frozen=True)
class Source:
    """An input as the user names it: a path, and the region of rows without one."""

    path: Path
    region_hint: str | None = None


@dataclass(frozen=True)
class InputFile:
    """One file to read. `name` is what messages and accounts call it."""

    path: Path
    name: str
    region_hint: str | None
    content: str
    chosen: bool  # named by the user, not found in a folder or zip


def parse_source(text: str) -> Source:
    """`FILE` or `FILE@REGION`; a path that exists as it stands wins.

    Raises SemestaError `registers.not_a_region` where the part after @ is no dotted
    code such as 63.09.08.2001.
    """
    if not text.strip():  # which would be the folder that one stands in
        raise SemestaError("registers.file_not_found", file="–")
    file, at, region = text.rpartition("@")
    if Path(text).exists() or not at:
        return Source(Path(text))
    if REGION.fullmatch(region):
        try:
            return Source(Path(file), tree().region(region).code)
        except SemestaError:
            raise SemestaError("registers.not_a_region", region=region) from None
    if Path(file).exists():
        raise SemestaError("registers.not_a_region", region=region)
    return Source(Path(text))


def files_of(
    source: Source, folder: Path, skipped: list[Skipped]
) -> Iterator[InputFile]:
    """The files that a source names; zip members live in `folder` while read.

    What is no table file is appended to `skipped`.
    """
    path = source.path
    if not path.exists():
        raise SemestaError("registers.file_not_found", file=str(path))
    if path.is_dir():
        members = sorted(
            member
            for member in path.rglob("*")
            if member.is_file() and not _is_clutter(member.relative_to(path))
        )
        for member in members:
            name = member.relative_to(path).as_posix()
            if member.suffix.lower() in EXTENSIONS:
                yield from _unpacked(member, name, source, folder, skipped)
            else:
                skipped.append(Skipped(name, "", "not_a_table_file"))
    else:
        yield from _unpacked(path, path.name, source, folder, skipped)


def unpacked(
    sources: Iterable[Source], folder: Path, skipped: list[Skipped]
) -> list[InputFile]:
    """The files that sources name, to stay: members of zips are copied to `folder`."""
    kept: list[InputFile] = []
    for source in sources:
        for file in files_of(source, folder, skipped):
            path = file.path
            if path.is_relative_to(folder):
                name = PurePosixPath(file.name).name
                path = folder / f"unpacked-{len(kept)}" / name
                path.parent.mkdir(exist_ok=True)
                shutil.copyfile(file.path, path)
            kept.append(replace(file, path=path))
    return kept


def _unpacked(
    path: Path,
    name: str,
    source: Source,
    folder: Path,
    skipped: list[Skipped],
    depth: int = 0,
) -> Iterator[InputFile]:
    """The file itself, or the members of a zip."""
    content = content_of(path, name)
    if content != "zip":
        chosen = path == source.path
        yield InputFile(path, name, source.region_hint, content, chosen)
        return
    if depth == DEEPEST_ZIP:
        raise SemestaError("registers.zip_too_deep", file=name)
    with tempfile.TemporaryDirectory(dir=folder) as unpacked:
        for member, target in members_of(path, name, Path(unpacked), skipped):
            inner = f"{name}/{member}"
            yield from _unpacked(target, inner, source, folder, skipped, depth + 1)
            target.unlink()


def members_of(
    path: Path, name: str, folder: Path, skipped: list[Skipped]
) -> Iterator[tuple[str, Path]]:
    """The table files in a zip, one after the other: their name and a copy."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive, name)
            for member in sorted(archive.infolist(), key=lambda info: info.filename):
                path_inside = PurePosixPath(member.filename.replace("\\", "/"))
                inside = PurePosixPath(
                    *(p for p in path_inside.parts if p not in UPWARD)
                )
                if member.is_dir() or _is_clutter(inside):
                    continue
                if inside.suffix.lower() not in EXTENSIONS:
                    label = f"{name}/{inside}"
                    skipped.append(Skipped(label, "", "not_a_table_file"))
                    continue
                target = folder / f"member{inside.suffix.lower()}"
                with archive.open(member) as packed, target.open("wb") as copy:
                    shutil.copyfileobj(packed, copy, 1 << 20)
                yield str(inside), target
    except ZIP_DAMAGE as error:
        raise SemestaError("registers.corrupt_zip", file=name) from error
    except (RuntimeError, NotImplementedError) as error:
        raise SemestaError("registers.zip_protected", file=name) from error


def _check_size(archive: zipfile.ZipFile, name: str) -> None:
    """Refuses archives that would unpack to unreasonably much."""
    sizes = [(info.file_size, info.compress_size) for info in archive.infolist()]
    swollen = any(
        size > SMALL and size > MOST_COMPRESSED * max(packed, 1)
        for size, packed in sizes
    )
    if swollen or sum(size for size, _ in sizes) > LARGEST_UNPACKED:
        raise SemestaError("registers.zip_bomb", file=name)


def _is_clutter(path: PurePath) -> bool:
    """Files that systems and spreadsheet programs leave beside the real ones."""
    return any(
        part.startswith((".", "~$", "__MACOSX")) and part not in UPWARD
        for part in path.parts
    )


def content_of(path: Path, name: str) -> str:
    """`text`, `json`, `parquet`, `workbook` or `zip`, by the first bytes.

    Raises SemestaError for empty files and for what is no table.
    """
    head = _head(path, name)
    if not head.strip(b"\0 \t\r\n"):
        raise SemestaError("registers.empty_file", file=name)
    for start, format_name in OTHER_FORMATS.items():
        if head.startswith(start):
            raise SemestaError("registers.not_a_table", file=name, format=format_name)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "workbook"
    if head.startswith(b"PK"):
        return _zip_content(path, name)
    text = head.lstrip()
    if MARKUP.match(text):
        raise SemestaError("registers.not_a_table", file=name, format="HTML/XML")
    return "json" if text.startswith((b"{", b"[")) else "text"


def _head(path: Path, name: str) -> bytes:
    """The first bytes of a file; text without its byte order mark and in UTF-8."""
    check_ordinary(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise SemestaError(
            "registers.file_unreadable", file=name, cause=error.strerror
        ) from error
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").encode("utf-8")
    return head.removeprefix(codecs.BOM_UTF8)


def _zip_content(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            _check_size(archive, name)
            if "mimetype" in names:
                names.add(archive.read("mimetype")[:99].decode("ascii", "replace"))
    except (*ZIP_DAMAGE, RuntimeError, NotImplementedError) as error:
        damaged = PurePath(name).suffix.lower() in WORKBOOKS
        code = "registers.corrupt_workbook" if damaged else "registers.corrupt_zip"
        raise SemestaError(code, file=name) from error
    for member, format_name in OTHER_PACKAGES.items():
        if member in names:
            raise SemestaError("registers.not_a_table", file=name, format=format_name)
    return "workbook" if names & BOOKS else "zip"


def sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
