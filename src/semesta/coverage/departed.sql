-- One row per person of the register who is recorded as dead or as moved away.
SELECT
  person_id,
  nik,
  kk,
  name,
  sex,
  birth_date,
  village,
  status,
  death_date
FROM persons
WHERE status <> 'living'
ORDER BY person_id
