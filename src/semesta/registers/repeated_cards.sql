-- One row is a usable row of the membership register whose card number stands in an
-- earlier usable row.
WITH repeated AS (
  SELECT noka
  FROM typed_rows
  WHERE reason IS NULL
  GROUP BY noka
  HAVING count(*) > 1
),
claims AS (
  SELECT
    file_id,
    row,
    typed_rows.noka,
    row_number() OVER (PARTITION BY typed_rows.noka ORDER BY file_id, row) AS claim
  FROM typed_rows
  JOIN repeated ON repeated.noka = typed_rows.noka
  WHERE reason IS NULL
)
SELECT
  file_id,
  row,
  'noka' AS "column",
  noka AS value,
  'repeated_card' AS reason
FROM claims
WHERE claim > 1
