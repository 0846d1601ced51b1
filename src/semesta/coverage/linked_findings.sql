-- One row per card linked to a person of this part, with its finding. `standing` is 1
-- for the card that is kept: active before inactive; then PPU, PBPU, BP, PBI JK,
-- PBPU BP Pemda; then the newest start; then the smallest card number.
WITH ranked AS (
  SELECT
    l.card_id,
    l.person_id,
    l.code,
    l.method,
    l.probability,
    l.state,
    p.status,
    p.nik,
    p.village,
    row_number() OVER (
      PARTITION BY l.person_id
      ORDER BY
        CASE l.state
          WHEN 'active' THEN 1
          WHEN 'deceased' THEN 3
          ELSE 2
        END,
        CASE l.segment
          WHEN 'ppu-pn' THEN 1
          WHEN 'ppu-bu' THEN 1
          WHEN 'pbpu' THEN 2
          WHEN 'bp' THEN 3
          WHEN 'pbi-jk' THEN 4
          WHEN 'pbpu-pemda' THEN 5
          ELSE 6
        END,
        l.start_date DESC NULLS LAST,
        l.noka
    ) AS standing
  FROM linked_cards AS l
  INNER JOIN part_persons AS p ON p.person_id = l.person_id
)
SELECT
  card_id,
  person_id,
  nik AS person_nik,
  village AS person_village,
  code,
  method,
  probability,
  standing,
  CASE
    WHEN status = 'deceased' THEN 'deceased'
    WHEN status = 'moved' THEN 'moved'
    WHEN standing > 1 THEN 'duplicate'
    WHEN state = 'deceased' THEN 'unknown'
    ELSE 'matched'
  END AS finding
FROM ranked
