-- One row is one person of the population register, living, dead or moved away. A person is numbered by file and row.
SELECT
  CAST(typed_rows.file_id AS BIGINT) * 4294967296 + typed_rows.row AS person_id,
  typed_rows.file_id,
  typed_rows.row,
  nik,
  nik_text,
  nik_fault,
  kk,
  name,
  sex,
  birth_date,
  birth_text,
  relation,
  mother,
  address,
  hamlet,
  rt,
  rw,
  village,
  status,
  death_date,
  coalesce(own.decile, family.decile) AS decile
FROM typed_rows
ANTI JOIN repeated
  ON repeated.file_id = typed_rows.file_id
  AND repeated.row = typed_rows.row
LEFT JOIN deciles AS own
  ON own.kind = 'nik'
  AND own.identifier = typed_rows.nik
LEFT JOIN deciles AS family
  ON family.kind = 'kk'
  AND family.identifier = cast(typed_rows.kk AS BIGINT)
WHERE typed_rows.reason IS NULL
