-- One row per card of the scope of a baby who waits for a NIK, with the regency on it.
SELECT
  c.card_id,
  c.noka,
  nullif(trim(c.kk), '') AS kk,
  c.name,
  c.sex,
  c.birth_date,
  c.relation,
  c.segment,
  c.reason,
  c.rt,
  c.rw,
  c.village,
  c.village - c.village % 1000000 AS regency
FROM cards AS c
CROSS JOIN scope AS s
WHERE c.finding = 'newborn_waiting'
  AND c.village >= s.first_village
  AND c.village <= s.last_village
