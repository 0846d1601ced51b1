"""`run.log.json` says how a run went, stage by stage."""

import json
from pathlib import Path


MEGABYTE = 1 << 20


def test_every_stage_has_its_seconds_rows_and_peak_memory(klaten: Path) -> None:
    log = json.loads((klaten / "current/run.log.json").read_text(encoding="utf-8"))
    stages = log["stages"]
    names = [stage["name"] for stage in stages]
    assert names == ["read", "clean", "link", "cover", "decide", "publish"]
    for stage in stages:
        assert stage["seconds"] >= 0
        assert stage["rows"] > 0
        assert stage["peak_memory_bytes"] > MEGABYTE
    peaks = [stage["peak_memory_bytes"] for stage in stages]
    assert peaks == sorted(peaks)
    assert log["started"] <= log["ended"]


def test_the_rows_of_the_log_are_those_of_the_run(klaten: Path) -> None:
    run = klaten / "current"
    log = json.loads((run / "run.log.json").read_text(encoding="utf-8"))
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    rows = {stage["name"]: stage["rows"] for stage in log["stages"]}
    assert rows["read"] == sum(file["rows_read"] for file in manifest["inputs"])
    assert rows["clean"] == sum(file["accepted"] for file in manifest["inputs"])
    links = (run / "links.csv").read_text(encoding="utf-8").count("\n") - 1
    assert rows["link"] == rows["publish"] == links
