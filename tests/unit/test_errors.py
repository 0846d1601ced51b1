"""Every error teaches, in both languages, and says only what its code promises."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml

from house import PACKAGE
from semesta.errors import LANGUAGES, PARTS, IdentityBroken, SemestaError


ERRORS = {"SemestaError", "IdentityBroken"}
PUT_TOGETHER = "a code that is put together, so that nobody can search for it"

# Words that belong to other trades, or that hurt (see the glossary in docs/).
NEVER = [
    "premi",
    "polis",
    "nasabah",
    "klien",
    "tertanggung",
    "temuan",
    "data invalid",
    "fiktif",
    "siluman",
    "kasus",
    "kampanye",
    "karantina",
    "kartu mati",
    "menolak",
    "warga miskin",
    "tidak dijamin",
]
NEVER_WORD = re.compile(rf"\b({'|'.join(NEVER)})(nya)?\b", re.IGNORECASE)

# Folders of words as they come in files: input to recognise, not text to show.
INPUT_WORDS = {"values", "layouts"}


def catalogues() -> dict[str, dict]:
    """Every entry of every errors.yaml by its whole code."""
    entries = {}
    for path in sorted(PACKAGE.rglob("errors.yaml")):
        room = ".".join(path.parent.relative_to(PACKAGE).parts)
        texts = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        entries |= {f"{room}.{name}".lstrip("."): body for name, body in texts.items()}
    return entries


def raised(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """The code and the keyword names of every error that a module makes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
            names = {keyword.arg or "**" for keyword in node.keywords}
            for code in written_codes(node.args[0] if node.args else None):
                yield code, names


def written_codes(code: ast.expr | None) -> list[str]:
    """The codes that an expression can be; a variable's stand elsewhere, whole."""
    if isinstance(code, ast.IfExp):
        return written_codes(code.body) + written_codes(code.orelse)
    if isinstance(code, ast.Constant):
        return [code.value]
    return [] if isinstance(code, ast.Name) else [PUT_TOGETHER]


def modules() -> list[tuple[str, ast.Module]]:
    return [
        (path.name, ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def raised_in_package() -> list[tuple[str, str, set[str]]]:
    return [(n, code, names) for n, tree in modules() for code, names in raised(tree)]


def literals_in_package() -> set[str]:
    return {
        node.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def placeholders(text: str) -> set[str]:
    return {
        re.split(r"[.\[]", field)[0]
        for _, field, *_ in Formatter().parse(text)
        if field
    }


def faults_of_entry(entry: dict) -> list[str]:
    """What an entry of a catalogue lacks."""
    found = [part for part in ("found", "do") if not entry.get(part)]
    found += [f"unknown key {part}" for part in entry if part not in PARTS]
    for part, texts in entry.items():
        if set(texts) != set(LANGUAGES) or not all(texts.values()):
            found.append(f"{part} is not in both languages")
        elif placeholders(texts["id"]) != placeholders(texts["en"]):
            found.append(f"{part} differs in what it names")
    return found


def indonesian_texts(value: object) -> Iterator[str]:
    """Every text under a key `id`, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "id" and isinstance(inner, str):
                yield inner
            else:
                yield from indonesian_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from indonesian_texts(inner)


def shown_catalogues() -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*.yaml"))
        if not INPUT_WORDS & set(path.relative_to(PACKAGE).parts)
    ]


def test_every_entry_says_what_was_found_and_what_to_do_in_both_languages():
    faults = {code: faults_of_entry(entry) for code, entry in catalogues().items()}

    assert {code: found for code, found in faults.items() if found} == {}


def test_every_error_that_the_program_makes_has_its_texts():
    entries = catalogues()

    assert [use for use in raised_in_package() if use[1] not in entries] == []


def test_every_text_belongs_to_an_error_that_the_program_makes():
    assert sorted(set(catalogues()) - literals_in_package()) == []


def test_an_error_is_given_all_that_its_texts_name():
    entries = catalogues()
    named = {
        code: {name for part in entry.values() for name in placeholders(part["id"])}
        for code, entry in entries.items()
    }

    assert [
        (file, code, missing)
        for file, code, names in raised_in_package()
        if (missing := named.get(code, set()) - names)
    ] == []


def test_no_indonesian_text_uses_a_word_that_is_never_used():
    assert [
        (path.name, text)
        for path in shown_catalogues()
        for text in indonesian_texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        if NEVER_WORD.search(text)
    ] == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"found": {"id": "a", "en": "a"}}, "do"),
        ({"found": {"id": "a"}, "do": {"id": "a", "en": "a"}}, "both languages"),
        (
            {"found": {"id": "{a}", "en": "{b}"}, "do": {"id": "a", "en": "a"}},
            "differs",
        ),
        (
            {"found": {"id": "a", "en": "a"}, "do": {"id": "a", "en": "a"}, "what": {}},
            "unknown key",
        ),
    ],
)
def test_a_lacking_entry_is_caught(entry, fault):
    assert any(fault in found for found in faults_of_entry(entry))


def test_an_error_is_found_wherever_it_is_made():
    tree = ast.parse(
        'def f():\n    raise IdentityBroken("run.bridge", month=1, **more)'
    )

    assert list(raised(tree)) == [("run.bridge", {"month", "**"})]


@pytest.mark.parametrize(
    ("call", "codes"),
    [
        ("SemestaError(f'law.{name}')", [PUT_TOGETHER]),
        ("SemestaError('law.' + name)", [PUT_TOGETHER]),
        ("SemestaError('a.b' if x else 'a.c')", ["a.b", "a.c"]),
        ("SemestaError(code)", []),
    ],
)
def test_the_codes_of_a_call_are_known_if_written_out(call, codes):
    assert [code for code, _ in raised(ast.parse(call))] == codes


@pytest.mark.parametrize("text", ["Kasusnya berat", "premi Rp35.000", "Data invalid"])
def test_a_word_that_is_never_used_is_caught(text):
    assert NEVER_WORD.search(text)
    assert list(indonesian_texts({"a": [{"id": text, "en": "-"}]})) == [text]


@pytest.mark.parametrize("text", ["Pertemuan desa", "kepolisian", "iuran"])
def test_words_that_only_contain_one_pass(text):
    assert not NEVER_WORD.search(text)


@pytest.fixture
def one_entry(monkeypatch):
    entry = {
        "found": {"id": "Berkas {file}.", "en": "File {file}."},
        "do": {"id": "Perbaiki.", "en": "Mend it."},
    }
    monkeypatch.setattr("semesta.errors.catalogue", lambda room: {f"{room}_x": entry})


def test_an_error_speaks_indonesian_to_people_and_english_to_logs(one_entry):
    error = SemestaError("law.law_x", file="a.csv")

    assert error.text() == "Berkas a.csv. Perbaiki."
    assert str(error) == error.text("en") == "File a.csv. Mend it."
    assert error.exit_code == 2


def test_what_has_words_of_its_own_is_told_in_the_language_of_the_message(one_entry):
    error = SemestaError("law.law_x", file={"id": "satu", "en": "one"})

    assert (error.text("id"), error.text("en")) == (
        "Berkas satu. Perbaiki.",
        "File one. Mend it.",
    )


def test_a_broken_identity_has_an_exit_code_of_its_own(one_entry):
    assert IdentityBroken("_x", file="a.csv").exit_code == 3


# Ways past the catalogue: a text written where it is printed, or typer's own errors.
SAYS = {"echo", "secho", "print", "prompt", "confirm", "exit", "warn"}
TYPERS_OWN = {"BadParameter", "UsageError", "ClickException", "SystemExit"}
SENTENCE = re.compile(r"[A-Za-z]{2,}\S*\s+\S*[A-Za-z]{2,}")


def ways_past(tree: ast.AST) -> Iterator[str]:
    """Sentences that a module prints without a catalogue, and foreign errors."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in TYPERS_OWN:
            yield name
        if name in SAYS and node.args:
            parts = ast.walk(node.args[0])
            texts = [p.value for p in parts if isinstance(p, ast.Constant)]
            yield from (t for t in map(str, texts) if SENTENCE.search(t))


def test_nothing_is_said_past_the_catalogues():
    assert [(name, said) for name, tree in modules() for said in ways_past(tree)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('typer.echo("File not found")', ["File not found"]),
        ('typer.echo(f"Berkas {name} tidak ada")', [" tidak ada"]),
        ('console.print("Selesai juga")', ["Selesai juga"]),
        ('sys.exit("went wrong")', ["went wrong"]),
        ('raise typer.BadParameter("x")', ["BadParameter"]),
        ('typer.echo(say("no_rules", lang))', []),
        ('typer.echo(f"{name}: {text}")', []),
        ("sys.exit(2)", []),
    ],
)
def test_a_sentence_said_past_the_catalogues_is_caught(text, said):
    assert list(ways_past(ast.parse(text))) == said


def test_every_mistake_that_typer_tells_apart_is_explained():
    from typer._click import exceptions

    from semesta.cli.usage import MISTAKES

    kinds = {
        name
        for name, kind in vars(exceptions).items()
        if isinstance(kind, type) and issubclass(kind, exceptions.UsageError)
    }
    told_as_they_are = {"NoArgsIsHelpError", "BadArgumentUsage"}
    assert kinds == set(MISTAKES) | told_as_they_are
