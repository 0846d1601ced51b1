-- One row per sum that must add up: its name and both sides.
SELECT
  'residents counted = living persons' AS name,
  (SELECT CAST(sum(n) AS BIGINT) FROM cube) AS left_side,
  (SELECT count(*) FROM persons WHERE status = 'living') AS right_side
UNION ALL
SELECT
  'residents = distinct persons' AS name,
  (SELECT CAST(sum(residents) AS BIGINT) FROM part_sums) AS left_side,
  (SELECT CAST(sum(persons) AS BIGINT) FROM part_sums) AS right_side
UNION ALL
SELECT
  'residents with a NIK = distinct NIK' AS name,
  (SELECT CAST(sum(with_nik) AS BIGINT) FROM part_sums) AS left_side,
  (SELECT CAST(sum(niks) AS BIGINT) FROM part_sums) AS right_side
UNION ALL
SELECT
  'cards accepted = cards with a finding' AS name,
  (SELECT count(*) FROM cards) AS left_side,
  (SELECT CAST(sum(n) AS BIGINT) FROM card_cube) AS right_side
UNION ALL
SELECT
  'regions whose states do not add up = 0' AS name,
  count(*) AS left_side,
  0 AS right_side
FROM measures
WHERE population <> active + inactive_arrears + inactive_lapsed + unregistered + unknown
UNION ALL
SELECT
  'the regions of every level = the nation' AS name,
  CAST(sum(CASE WHEN level = 'nation' THEN 4 * population ELSE 0 END) AS BIGINT)
    AS left_side,
  CAST(sum(CASE WHEN level <> 'nation' THEN population ELSE 0 END) AS BIGINT)
    AS right_side
FROM measures
UNION ALL
SELECT
  'regions whose bridge does not add up = 0' AS name,
  count(*) AS left_side,
  0 AS right_side
FROM bridge
WHERE cards <> registered + duplicate + deceased + moved + not_found + nik_invalid
  + identity_conflict + unknown + newborn_waiting + recorded_elsewhere
