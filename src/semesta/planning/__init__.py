"""What to do: how many persons each line lacks, what they cost and who pays.

gap(run, region="63.09", plan=read_plan(path, 2026)).as_json()
"""

from semesta.planning.asked import read_changes, read_share, read_start
from semesta.planning.gaps import Gap, gap
from semesta.planning.places import linked_standings
from semesta.planning.plan_file import read_plan
from semesta.planning.region_gap import RegionGap
from semesta.planning.standings import Line, Standing
from semesta.planning.work_plan import Plan, PlanMonth


__all__ = [
    "Gap",
    "Line",
    "Plan",
    "PlanMonth",
    "RegionGap",
    "Standing",
    "gap",
    "linked_standings",
    "read_changes",
    "read_plan",
    "read_share",
    "read_start",
]
