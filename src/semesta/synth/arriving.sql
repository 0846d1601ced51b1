-- One row is one village to which families come in the month, from elsewhere: families
-- are numbered on from those who live there.
WITH there AS (
  SELECT
    number,
    count(*) AS families,
    max(household) + 1 AS next_household
  FROM families
  GROUP BY number
)
SELECT
  villages.* REPLACE (
    TRUE AS first_registered_elsewhere,
    there.next_household AS first_household,
    cast(floor(
      there.families * rates.arrived
      + hash(villages.number * 1000 + parameters.turn + 8200) / 1.8446744073709552e19
    ) AS INTEGER) AS wanted,
    1000000000 AS people
  )
FROM villages
INNER JOIN there ON there.number = villages.number
CROSS JOIN parameters
CROSS JOIN rates
