-- One row is one person who came in the month, by birth or from elsewhere, with the card.
WITH mothers AS (
  SELECT
    people.number,
    people.household,
    min(standings.segment) AS segment
  FROM people
  INNER JOIN standings ON standings.person = people.person
  WHERE people.female
    AND people.role IN ('head', 'spouse')
    AND standings.state = 'active'
  GROUP BY people.number, people.household
),
carded AS (
  SELECT
    new_people.*,
    CASE
      WHEN status = 'newborn' THEN coalesce(mothers.segment, 'pbpu-pemda')
      WHEN member = 8 AND luck < rates.newborn_enrolled THEN mothers.segment
      WHEN member <> 8 AND luck < rates.arrived_with_card AND new_people.segment <> 'none'
        THEN new_people.segment
    END AS payer
  FROM (
    SELECT
      new_people.*,
      hash(key + 8300) / 1.8446744073709552e19 AS luck
    FROM people AS new_people
    ANTI JOIN standings ON standings.person = new_people.person
  ) AS new_people
  LEFT JOIN mothers
    ON mothers.number = new_people.number
    AND mothers.household = new_people.household
  CROSS JOIN rates
)
SELECT
  person,
  number,
  status,
  cast(NULL AS DATE) AS gone_on,
  payer AS segment,
  CASE
    WHEN payer IS NULL THEN 'none'
    WHEN member <> 8 AND hash(key + 8301) % 100 < 15 THEN 'lapsed'
    ELSE 'active'
  END AS state,
  CASE
    WHEN payer IS NOT NULL AND member <> 8 AND hash(key + 8301) % 100 < 15
      THEN 'PINDAH DOMISILI'
  END AS reason,
  0 AS owed,
  CASE
    WHEN payer IS NULL THEN NULL
    WHEN member = 8 THEN born
    ELSE greatest(born, DATE '2016-01-01' + cast(hash(key + 8302) % 3000 AS INTEGER))
  END AS started,
  CASE
    WHEN payer IS NOT NULL AND member <> 8 AND hash(key + 8301) % 100 < 15
      THEN parameters.month_start
  END AS ended
FROM carded
CROSS JOIN parameters
