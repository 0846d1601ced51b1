-- One row is one row of the social-economic register that names nobody, or a decile
-- that is none. An empty decile is not ranked, which is no fault.
WITH judged AS (
  SELECT
    file_id,
    row,
    nik,
    decile,
    CASE
      WHEN NOT coalesce(regexp_matches(
        regexp_replace(nik, '[^0-9]', '', 'g'), '^[1-9][0-9]{15}$'
      ), FALSE)
      AND NOT coalesce(regexp_matches(
        regexp_replace(kk, '[^0-9]', '', 'g'), '^[1-9][0-9]{15}$'
      ), FALSE) THEN 'no_usable_identity'
      WHEN trim(decile) <> ''
        AND coalesce(try_cast(decile AS TINYINT), 0) NOT BETWEEN 1 AND 10
        THEN 'no_decile'
    END AS reason
  FROM staged_deciles
)
SELECT
  judged.file_id,
  coalesce(files.file, '') AS file,
  row,
  CASE WHEN reason = 'no_decile' THEN 'decile' ELSE 'nik' END AS "column",
  CASE WHEN reason = 'no_decile' THEN decile ELSE nik END AS value,
  reason
FROM judged
LEFT JOIN files ON files.file_id = judged.file_id
WHERE reason IS NOT NULL
ORDER BY judged.file_id, row
