-- One row is one card of the membership register. A card is numbered by file and row.
SELECT
  CAST(typed_rows.file_id AS BIGINT) * 4294967296 + typed_rows.row AS card_id,
  typed_rows.file_id,
  typed_rows.row,
  noka,
  nik,
  nik_text,
  nik_fault,
  nik15,
  kk,
  name,
  sex,
  birth_date,
  birth_text,
  relation,
  care_class,
  segment,
  state,
  card_reason AS reason,
  arrears_months,
  start_date,
  end_date,
  village,
  rt,
  rw,
  facility_code,
  mother,
  newborn
FROM typed_rows
ANTI JOIN repeated
  ON repeated.file_id = typed_rows.file_id
  AND repeated.row = typed_rows.row
WHERE typed_rows.reason IS NULL
