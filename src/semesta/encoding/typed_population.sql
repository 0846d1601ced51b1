-- One row is one row of encoded population registers, as the cleaning of registers
-- leaves its rows: what was not encoded is unknown.
SELECT
  file_id,
  row,
  nik,
  CAST(nik AS VARCHAR) AS nik_text,
  CAST(NULL AS VARCHAR) AS nik_fault,
  CAST(kk AS VARCHAR) AS kk,
  CAST(NULL AS VARCHAR) AS name,
  sex,
  -- The day on which the youngest of the age band were born: ages keep to their band.
  CAST(reference.day - to_years(CAST(age_from AS INTEGER)) AS DATE) AS birth_date,
  CAST(NULL AS VARCHAR) AS birth_text,
  CAST(NULL AS VARCHAR) AS relation,
  CAST(NULL AS VARCHAR) AS mother,
  CAST(NULL AS VARCHAR) AS address,
  CAST(NULL AS VARCHAR) AS hamlet,
  CAST(NULL AS SMALLINT) AS rt,
  CAST(NULL AS SMALLINT) AS rw,
  village,
  status,
  CAST(NULL AS DATE) AS death_date,
  CAST(NULL AS VARCHAR) AS reason,
  CAST(NULL AS VARCHAR) AS "column",
  CAST(NULL AS VARCHAR) AS value
FROM encoded
CROSS JOIN reference
