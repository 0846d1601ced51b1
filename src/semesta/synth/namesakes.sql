-- One row is one person who bears the name of somebody of the same sex, year of birth
-- and village: the key from which that other name is drawn.
WITH chosen AS (
  SELECT
    person,
    key,
    number,
    female,
    culture,
    year(born) AS year
  FROM everybody
  CROSS JOIN rates
  WHERE hash(key + 40) / 1.8446744073709552e19 < 12 * rates.namesake
),
paired AS (
  SELECT
    person,
    lag(key) OVER (PARTITION BY number, female, culture, year ORDER BY person) AS name_key
  FROM chosen
)
SELECT
  person,
  name_key
FROM paired
WHERE name_key IS NOT NULL
