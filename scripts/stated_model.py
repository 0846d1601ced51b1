"""Writes the model that ships, `linkage/stated_model.json`, counted on a made-up nation.

    .venv/bin/python scripts/stated_model.py

Registers of some regencies all over the nation are made and linked, each by a model
learnt from nothing; what their models have counted is added up. It takes a minute, and
is run again when the evidence, the names or the made-up nation change.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from semesta.linkage.model import OWNERS_CONTEXTS, STRANGERS_CONTEXTS, Model, Tally


MODEL = Path(__file__).parents[1] / "src/semesta/linkage/stated_model.json"
REGENCIES = ("12.12", "13.06", "32.05", "33.10", "51.04", "63.09", "71.02", "73.08")
PEOPLE, MONTH = 12_000, "2026-01"
# What the model is worth, in pairs: a shape, whose weight `training.py` sets.
PAIRS = 10_000
NOTHING = Model(
    owner_share=0.8,
    strangers_per_card=3.0,
    owners=Tally(OWNERS_CONTEXTS),
    strangers=Tally(STRANGERS_CONTEXTS),
    names={},
)


def semesta(*words: object) -> None:
    command = [sys.executable, "-m", "semesta", *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def learnt(regency: str, folder: Path) -> Model:
    """The model of made-up registers of one regency."""
    made, runs = folder / f"made-{regency}", folder / f"runs-{regency}"
    semesta("synth", "--people", PEOPLE, "--region", regency, "--out", made)
    semesta(
        *("run", "--population", made / MONTH / "penduduk"),
        *("--membership", made / MONTH / "peserta"),
        *("--month", MONTH, "--out", runs, "--quiet"),
    )
    return Model.of_json((runs / "current/model.json").read_text(encoding="utf-8"))


def together(models: list[Model]) -> Model:
    owners, strangers = Tally(OWNERS_CONTEXTS), Tally(STRANGERS_CONTEXTS)
    for model in models:
        owners.add_all(model.owners, PAIRS / model.owners.pairs / len(models))
        strangers.add_all(model.strangers, PAIRS / model.strangers.pairs / len(models))
    return Model(
        owner_share=sum(m.owner_share for m in models) / len(models),
        strangers_per_card=sum(m.strangers_per_card for m in models) / len(models),
        owners=owners,
        strangers=strangers,
        names={},
    )


def main() -> None:
    MODEL.write_text(NOTHING.as_json(), encoding="utf-8")
    with TemporaryDirectory() as folder:
        models = [learnt(regency, Path(folder)) for regency in REGENCIES]
    MODEL.write_text(together(models).as_json(), encoding="utf-8")
    print(json.dumps({"bytes": MODEL.stat().st_size, "regencies": len(models)}))


if __name__ == "__main__":
    main()
