"""The YAML files that the product ships beside its modules.

Read by the parser in C where there is one: it takes a tenth of the time, which every
command would wait for. What people write by hand is read elsewhere, with better words
for its faults.
"""

from importlib.resources import files
from typing import Any

import yaml


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def own_yaml(package: str, *path: str) -> Any:
    """`own_yaml("semesta.registers", "layouts", "columns.yaml")`."""
    text = files(package).joinpath(*path).read_bytes()
    return yaml.load(text, LOADER)
