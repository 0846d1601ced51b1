-- One row per resident, with the regency in which the resident lives. Not only those of
-- the scope: whatever joins residents does so with the scope's families, and a filter
-- here would let the engine take the largest table for a small one.
SELECT
  r.person_id,
  r.nik,
  nullif(trim(r.kk), '') AS kk,
  r.name,
  r.sex,
  r.birth_date,
  r.relation,
  r.address,
  r.hamlet,
  r.rt,
  r.rw,
  r.village,
  r.decile,
  r.state,
  r.segment,
  r.noka,
  r.age,
  r.village - r.village % 1000000 AS regency
FROM residents AS r
