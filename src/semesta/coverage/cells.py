"""The names behind the packed cells of the cube.

A cell is state + 8 * segment + 64 * sex + 256 * age band + 2048 * local government;
`resident_cells.sql` packs with the same codes (a test compares them).
"""

STATES = (
    "active",
    "inactive_arrears",
    "inactive_lapsed",
    "unregistered",
    "unknown",
    "outside",
)
SEGMENTS = (
    "none",
    "ppu-pn",
    "ppu-bu",
    "pbpu",
    "bp",
    "pbi-jk",
    "pbpu-pemda",
    "unknown",
)
SEXES = ("unknown", "male", "female")
AGE_BANDS = ("unknown", "0-4", "5-14", "15-24", "25-44", "45-59", "60+")
LOCAL_GOVERNMENT = ("none", "inactive", "active")

LEVELS = {
    "village": (1, 10**4),
    "district": (10**4, 10**6),
    "regency": (10**6, 10**8),
    "province": (10**8, 10**10),
    "nation": (10**10, 10**12),
}
"""Level → (divisor, above): a village code less its remainder by `divisor` is its
region; a code whose remainder by `above` is smaller names no region of the level."""


def unpack(cell: int) -> dict[str, str]:
    """The attributes behind a cell."""
    return {
        "state": STATES[cell % 8],
        "segment": SEGMENTS[cell // 8 % 8],
        "sex": SEXES[cell // 64 % 4],
        "age_band": AGE_BANDS[cell // 256 % 8],
        "local_government": LOCAL_GOVERNMENT[cell // 2048],
    }
