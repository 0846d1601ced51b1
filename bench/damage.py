"""How often made-up registers show what regions report, as shares of all cards."""

WITH_CARD = 0.97  # of all persons
WITH_TWO_CARDS = 0.005
NO_NIK = 0.01
MISTYPED_NIK = 0.02
NO_FAMILY_CARD = 0.1
NO_VILLAGE = 0.05
NAME_CUT_SHORT = 0.03
STRANGERS = 0.01  # who stand in no population register
GONE = 0.01  # of the population: deceased, and again as many moved
