"""The reference page of the contract, made from the contract itself."""

from semesta.published.contract import Column, File, contract


TEXTS = {
    "id": {
        "title": "Folder hasil (kontrak versi {version})",
        "lead": (
            "Isi satu folder hasil. CSV: UTF-8, pemisah koma, akhir baris `\\n`, "
            "sel kosong berarti tidak ada nilai. Kode, NIK dan nomor kartu adalah "
            "teks. Rasio ditulis dengan 6 angka desimal dan titik."
        ),
        "store": (
            "Folder `--out` memuat hasil sebagai `<bulan>-r<nomor>`. `current` "
            "menunjuk hasil terbaru: tautan relatif, atau berkas teks berisi namanya "
            "bila tautan tidak mungkin (Windows). Hanya pemilik yang dapat membaca. "
            "Berkas yang sudah terbit hanya-baca (0400) dan perubahannya terlihat "
            "dari SHA-256 di manifest.json. Folder tetap dapat ditulis pemiliknya "
            "(0700) agar hasil dapat dihapus pada tanggal penghapusan: `rm -rf`."
        ),
        "header": "| Kolom | Jenis | Boleh kosong | Arti |",
        "optional": "ya",
        "values": "Nilai",
        "sorted": "Urut menurut",
        "sum": "Selalu berlaku",
        "beyond": "Di atas {rows} baris: {file} sebagai gantinya",
    },
    "en": {
        "title": "Run folder (contract version {version})",
        "lead": (
            "What one run folder holds. CSV: UTF-8, commas, lines end with `\\n`, "
            "an empty cell is no value. Codes, NIK and card numbers are text. "
            "Ratios have 6 decimals and a point."
        ),
        "store": (
            "The `--out` folder keeps runs as `<month>-r<number>`. `current` names the "
            "newest: a relative link, or a text file with its name where links are "
            "impossible (Windows). Only the owner can read. Published files are "
            "read-only (0400), and a change shows against the SHA-256 in "
            "manifest.json. Folders stay writable for their owner (0700), so that a "
            "run can be deleted on its deletion date: `rm -rf`."
        ),
        "header": "| Column | Type | May be empty | Meaning |",
        "optional": "yes",
        "values": "Values",
        "sorted": "Sorted by",
        "sum": "Always holds",
        "beyond": "Above {rows} rows: {file} instead",
    },
}


def contract_markdown(language: str = "id") -> str:
    """The page: a section for each file with its columns and rules."""
    texts = TEXTS[language]
    title = texts["title"].format(version=contract().version)
    sections = [_section(file, language) for file in contract().files.values()]
    return "\n\n".join([f"# {title}", texts["lead"], texts["store"], *sections]) + "\n"


def _section(file: File, language: str) -> str:
    texts = TEXTS[language]
    parts = [f"## {file.name}", file.row[language]]
    if rules := _rules(file, texts):
        parts.append("\n".join(f"- {rule}." for rule in rules))
    if file.columns:
        rows = [_row(column, language) for column in file.columns]
        parts.append("\n".join([texts["header"], "|---|---|---|---|", *rows]))
    return "\n\n".join(parts)


def _rules(file: File, texts: dict[str, str]) -> list[str]:
    rules = []
    if file.sorted_by:
        rules.append(f"{texts['sorted']} " + ", ".join(_code(file.sorted_by)))
    for whole, parts in file.sums.items():
        rules.append(f"{texts['sum']}: `{whole}` = " + " + ".join(_code(parts)))
    if file.beyond:
        rows, name = file.beyond
        rules.append(texts["beyond"].format(rows=rows, file=name))
    return rules


def _row(column: Column, language: str) -> str:
    texts = TEXTS[language]
    meaning = column.description[language]
    if column.values:
        meaning += f" {texts['values']}: {', '.join(_code(column.values))}."
    optional = texts["optional"] if column.optional else ""
    return f"| `{column.name}` | {column.type} | {optional} | {meaning} |"


def _code(names: tuple[str, ...]) -> list[str]:
    return [f"`{name}`" for name in names]
