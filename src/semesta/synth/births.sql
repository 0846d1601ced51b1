-- One row is one child born in the month: at most one in a family over all months that
-- are made, to a living mother of 18 to 42.
WITH mothers AS (
  SELECT DISTINCT
    people.number,
    people.household
  FROM people
  INNER JOIN standings ON standings.person = people.person
  CROSS JOIN parameters
  WHERE people.female
    AND people.role IN ('head', 'spouse')
    AND standings.status = 'living'
    AND people.born BETWEEN parameters.month_end - INTERVAL 42 YEAR
    AND parameters.month_end - INTERVAL 18 YEAR
),
blessed AS (
  SELECT
    number,
    household
  FROM people
  WHERE member = 8
),
chance AS (
  SELECT
    parameters.births + rates.birth * (
      SELECT count(*) FROM standings WHERE status = 'living'
    ) / (SELECT count(*) + 1 FROM mothers) AS share
  FROM parameters
  CROSS JOIN rates
)
SELECT
  families.village * 10000000 + families.household * 64 + 16 AS person,
  families.number,
  families.household,
  8 AS member,
  'child' AS role,
  1 + families.children AS child_no,
  CASE
    WHEN hash(families.key + 8002) / 1.8446744073709552e19 < rates.newborn_waits
      THEN 'newborn'
    ELSE 'living'
  END AS status,
  families.district,
  families.district_place,
  families.divided,
  families.first_registered_elsewhere,
  families.culture,
  families.key AS family_key,
  families.key + 1000003 * 9 AS key,
  hash(families.key + 8003) % 1000 < 489 AS female,
  FALSE AS three_ages,
  parameters.month_end - cast(
    hash(families.key + 8004) % day(parameters.month_end) AS INTEGER
  ) AS born
FROM families
INNER JOIN mothers
  ON mothers.number = families.number
  AND mothers.household = families.household
ANTI JOIN blessed
  ON blessed.number = families.number
  AND blessed.household = families.household
CROSS JOIN parameters
CROSS JOIN rates
CROSS JOIN chance
WHERE hash(families.key + 8100 + parameters.turn) / 1.8446744073709552e19 < chance.share
