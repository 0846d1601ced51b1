"""Coverage-guided fuzzing of one reader: `make fuzz READER=json SECONDS=60`.

The readers, their seeds and what they promise stand in `tests/readers.py`; the corpus
grows in `build/fuzz/corpus`. What escapes is written to `build/fuzz/found-…` and
belongs into `tests/nasty.py` once it is mended.
"""

import sys
from pathlib import Path

import atheris


with atheris.instrument_imports(include=["semesta"]):
    from readers import READERS


ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "fuzz"


def main() -> None:
    name, seconds = sys.argv[1], sys.argv[2]
    reader, corpus = READERS[name], WORK / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(reader.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = (f"-max_total_time={seconds}", "-timeout=30", "-rss_limit_mb=2000")
    longest = max(len(seed) for seed in reader.seeds) * 2
    found = (f"-max_len={longest}", f"-artifact_prefix={WORK}/found-{name}-")
    atheris.Setup([sys.argv[0], *limits, *found, str(corpus)], reader.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
