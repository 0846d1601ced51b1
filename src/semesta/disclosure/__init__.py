"""What may be passed on: aggregates without any count that could be worked out.

exported = export_public([open_run(store)], Path("out"), made_by="Dinkes")
"""

from semesta.disclosure.export import Exported, export_public


__all__ = ["Exported", "export_public"]
