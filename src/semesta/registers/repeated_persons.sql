-- One row is a usable row of the population register whose NIK another usable row
-- carries with a better claim: living first, then complete, then first in the files.
WITH repeated AS (
  SELECT nik
  FROM typed_rows
  WHERE reason IS NULL AND nik IS NOT NULL
  GROUP BY nik
  HAVING count(*) > 1
),
claims AS (
  SELECT
    file_id,
    row,
    nik_text,
    row_number() OVER (
      PARTITION BY typed_rows.nik
      ORDER BY
        CASE WHEN status = 'living' THEN 0 ELSE 1 END,
        CASE
          WHEN name = '' OR sex IS NULL OR birth_date IS NULL OR kk IS NULL THEN 1
          ELSE 0
        END,
        file_id,
        row
    ) AS claim
  FROM typed_rows
  JOIN repeated ON repeated.nik = typed_rows.nik
  WHERE reason IS NULL
)
SELECT
  file_id,
  row,
  'nik' AS "column",
  nik_text AS value,
  'repeated_nik' AS reason
FROM claims
WHERE claim > 1
