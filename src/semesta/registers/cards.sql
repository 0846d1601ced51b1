-- One row is one card of the membership register.
WITH in_file_order AS (
  SELECT
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
  ORDER BY typed_rows.file_id, typed_rows.row
)
SELECT
  row_number() OVER () AS card_id,
  in_file_order.*
FROM in_file_order
