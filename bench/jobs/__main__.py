"""`python -m bench.jobs JOB FOLDER …` prints what the job measured as JSON."""

import json
import resource
import sys
from importlib import import_module
from pathlib import Path
from time import process_time


def peak_memory() -> int:
    """The most memory that this process has held, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main(job: str, folder: str, *rest: str) -> None:
    found = import_module(f"bench.jobs.{job}").measure(Path(folder), *rest)
    about = {"peak_memory_bytes": peak_memory(), "cpu_seconds": process_time()}
    print(json.dumps(about | found))


if __name__ == "__main__":
    main(*sys.argv[1:])
