-- One row per card that its NIK settled and that serves as a control: laid beside
-- strangers, it shows what strangers show. Which cards serve depends on their NIK alone. Nobody holds a control's NIK but its owner.
SELECT
  c.card_id,
  c.file_id,
  c.row,
  c.noka,
  c.nik,
  c.nik_text,
  c.nik_fault,
  c.nik15,
  c.kk,
  c.name,
  c.sex,
  c.birth_date,
  c.segment,
  c.state,
  c.start_date,
  c.village,
  c.newborn,
  c.mother,
  CAST(NULL AS STRING) AS holder_kk,
  l.person_id AS owner_id,
  CAST(NULL AS BIGINT) AS holder_id
FROM cards AS c
INNER JOIN nik_links AS l ON l.card_id = c.card_id
CROSS JOIN sampling AS s
WHERE (c.nik % 1000003) * 7919 % 1000003 < s.controls_below
