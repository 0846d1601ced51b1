-- One row is one row of an encoded population register, with the row it was made of.
SELECT
  row_number() OVER () AS encoded_row,
  nik AS code,
  file_id AS file,
  from_row AS row,
  number AS nik
FROM sorted_rows
