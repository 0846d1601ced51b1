-- One row per person of this month's register: residents with their state, the dead
-- and those who moved away with their status in `departure`.
SELECT
  person_id,
  nik,
  kk,
  name,
  birth_date,
  village,
  state,
  segment,
  noka,
  CAST(NULL AS STRING) AS departure
FROM residents_now
UNION ALL
SELECT
  person_id,
  nik,
  kk,
  name,
  birth_date,
  CAST(NULL AS BIGINT) AS village,
  CAST(NULL AS STRING) AS state,
  CAST(NULL AS STRING) AS segment,
  CAST(NULL AS STRING) AS noka,
  status AS departure
FROM departed_now
