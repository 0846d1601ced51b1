-- One row per pair that its names can still decide: the code of all its evidence. Names
-- that differ as written and agree all the same are raised to the level of agreement;
-- mothers' names agree or do not.
SELECT
  q.card_id,
  q.person_id,
  CAST(
    q.code
    + q.names
    + 5 * coalesce(n.level, 0)
    + 5400 * CASE WHEN m.level >= 3 THEN 1 ELSE 0 END AS INTEGER
  ) AS code
FROM hopeful_pairs AS q
LEFT JOIN name_levels AS n ON n.name_a = q.name_a AND n.name_b = q.name_b
LEFT JOIN name_levels AS m ON m.name_a = q.mother_a AND m.name_b = q.mother_b
