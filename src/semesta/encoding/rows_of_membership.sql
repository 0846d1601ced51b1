-- One row is one row of an encoded membership register, with the row it was made of.
SELECT
  row_number() OVER () AS encoded_row,
  noka AS code,
  file_id AS file,
  from_row AS row,
  number AS noka
FROM sorted_rows
