-- One row per resident of the scope, with the regency in which the resident lives.
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
  CAST((r.village - r.village % 1000000) / 1000000 AS INTEGER) AS regency
FROM residents AS r
CROSS JOIN parameters AS p
WHERE r.village >= p.first_village AND r.village <= p.last_village
