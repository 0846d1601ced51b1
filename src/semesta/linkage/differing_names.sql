-- One row per distinct pair of names that differ as written, of persons or mothers:
-- only these are worth comparing letter by letter.
SELECT
  name_a,
  name_b
FROM hopeful_pairs
WHERE name_a IS NOT NULL
UNION
SELECT
  mother_a AS name_a,
  mother_b AS name_b
FROM hopeful_pairs
WHERE mother_a IS NOT NULL
