-- One row per normalised name and how many persons of the register bear it.
SELECT
  k.name_normal,
  count(*) AS bearers
FROM pair_persons AS p
INNER JOIN name_keys AS k ON k.name = p.name
WHERE k.name_normal <> ''
GROUP BY k.name_normal
