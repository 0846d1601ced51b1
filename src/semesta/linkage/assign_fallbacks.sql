-- One row per card: the best that it gets without anybody's first place, a further place
-- with the person who fits it best, or none. `gain` is what is left of the weight once
-- the further place is paid for; `tied` where another person, or nobody, serves as well.
WITH ranked AS (
  SELECT
    card_id,
    person_id,
    weight - second_card_bits AS gain,
    lead(weight) OVER (
      PARTITION BY card_id
      ORDER BY weight DESC, person_id
    ) - second_card_bits AS next_gain,
    row_number() OVER (
      PARTITION BY card_id
      ORDER BY weight DESC, person_id
    ) AS place
  FROM assign_pairs
  CROSS JOIN assign_costs
)
SELECT
  card_id,
  CASE WHEN gain > 0 THEN person_id END AS person_id,
  greatest(gain, 0) AS gain,
  abs(gain) <= tolerance
    OR (gain > 0 AND coalesce(gain - next_gain, 1) <= tolerance) AS tied
FROM ranked
CROSS JOIN assign_costs
WHERE place = 1
