-- One row: the residents of this part, how many persons and how many NIK they are.
SELECT
  count(*) AS residents,
  count(DISTINCT person_id) AS persons,
  count(nik) AS with_nik,
  count(DISTINCT nik) AS niks
FROM part_residents
