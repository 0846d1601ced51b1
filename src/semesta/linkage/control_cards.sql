-- One row per card that its NIK settled and that serves as a control: laid beside
-- strangers, it shows what strangers show. Which cards serve depends on their NIK alone.
-- Nobody holds a control's NIK but its owner.
SELECT
  c.*,
  CAST(NULL AS STRING) AS holder_kk,
  l.person_id AS owner_id,
  CAST(NULL AS BIGINT) AS holder_id
FROM cards AS c
INNER JOIN nik_links AS l ON l.card_id = c.card_id
CROSS JOIN sampling AS s
WHERE (c.nik % 1000003) * 7919 % 1000003 < s.controls_below
