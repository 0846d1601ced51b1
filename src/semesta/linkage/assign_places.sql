-- One row per card and person whose first place may serve the card better than its
-- fallback does. `gain` is by how many bits; `at_home` where the fallback is a further
-- place with the same person and nothing serves as well: then the pair stays the same.
WITH gains AS (
  SELECT
    p.card_id,
    p.person_id,
    CASE
      WHEN p.person_id = f.person_id THEN k.second_card_bits
      ELSE p.weight - f.gain
    END AS gain,
    coalesce(p.person_id = f.person_id, FALSE) AND NOT f.tied AS at_home,
    k.tolerance
  FROM assign_pairs AS p
  CROSS JOIN assign_costs AS k
  INNER JOIN assign_fallbacks AS f ON f.card_id = p.card_id
  WHERE NOT p.taken
)
SELECT
  card_id,
  person_id,
  gain,
  at_home
FROM gains
WHERE gain >= -tolerance
