-- One row is one row of encoded membership registers, as the cleaning of registers
-- leaves its rows: what was not encoded is unknown.
SELECT
  file_id,
  row,
  noka,
  nik,
  CAST(nik AS VARCHAR) AS nik_text,
  CAST(NULL AS VARCHAR) AS nik_fault,
  nik15,
  CAST(kk AS VARCHAR) AS kk,
  CAST(NULL AS VARCHAR) AS name,
  CAST(NULL AS VARCHAR) AS sex,
  -- A baby's card that may wait for its NIK was encoded as one: born within the months
  -- of waiting, and no more is known.
  CASE WHEN newborn THEN reference.day END AS birth_date,
  CAST(NULL AS VARCHAR) AS birth_text,
  CAST(NULL AS VARCHAR) AS relation,
  CAST(NULL AS TINYINT) AS care_class,
  segment,
  state,
  CAST(NULL AS VARCHAR) AS card_reason,
  CAST(NULL AS SMALLINT) AS arrears_months,
  start_date,
  CAST(NULL AS DATE) AS end_date,
  village,
  CAST(NULL AS SMALLINT) AS rt,
  CAST(NULL AS SMALLINT) AS rw,
  CAST(NULL AS VARCHAR) AS facility_code,
  CAST(NULL AS VARCHAR) AS mother,
  newborn,
  CAST(NULL AS VARCHAR) AS reason,
  CAST(NULL AS VARCHAR) AS "column",
  CAST(NULL AS VARCHAR) AS value
FROM encoded
CROSS JOIN reference
