"""Is everything in order: the machine, the package, its data, the store?

for examined in examine(Path("hasil")):
    print(examined.finding.verdict, examined.finding.found("id"))
"""

from semesta.doctor.examination import Examined, examine
from semesta.doctor.findings import VERDICTS, Finding
from semesta.doctor.memory import memory_bytes


__all__ = ["VERDICTS", "Examined", "Finding", "examine", "memory_bytes"]
