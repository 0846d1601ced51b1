-- One row per card linked to a person of this part, with its finding and what all cards
-- of the person give. `standing` is 1 for the card that is kept: active before inactive;
-- then PPU, PBPU, BP, PBI JK, PBPU BP Pemda; then the newest start; then the smallest
-- card number.
WITH held AS (
  SELECT
    *,
    CASE state
      WHEN 'active' THEN 3
      WHEN 'arrears' THEN 2
      WHEN 'lapsed' THEN 1
      ELSE 0
    END AS entitlement,
    CASE
      WHEN segment <> 'pbpu-pemda' THEN 0
      WHEN state = 'active' THEN 2
      ELSE 1
    END AS local_government
  FROM linked_cards
),
several AS (
  SELECT person_id
  FROM held
  GROUP BY person_id
  HAVING count(*) > 1
),
ranked AS (
  SELECT
    h.card_id,
    max(h.entitlement) OVER (PARTITION BY h.person_id) AS entitlement,
    max(h.local_government) OVER (PARTITION BY h.person_id) AS local_government,
    count(*) OVER (PARTITION BY h.person_id) AS cards,
    row_number() OVER (
      PARTITION BY h.person_id
      ORDER BY
        CASE h.state
          WHEN 'active' THEN 1
          WHEN 'deceased' THEN 3
          ELSE 2
        END,
        CASE h.segment
          WHEN 'ppu-pn' THEN 1
          WHEN 'ppu-bu' THEN 1
          WHEN 'pbpu' THEN 2
          WHEN 'bp' THEN 3
          WHEN 'pbi-jk' THEN 4
          WHEN 'pbpu-pemda' THEN 5
          ELSE 6
        END,
        h.start_date DESC NULLS LAST,
        h.noka
    ) AS standing
  FROM held AS h
  SEMI JOIN several AS s ON s.person_id = h.person_id
)
SELECT
  h.card_id,
  h.person_id,
  p.nik AS person_nik,
  p.village AS person_village,
  h.code,
  h.method,
  h.probability,
  h.noka,
  h.segment,
  coalesce(r.entitlement, h.entitlement) AS entitlement,
  coalesce(r.local_government, h.local_government) AS local_government,
  coalesce(r.cards, 1) AS cards,
  coalesce(r.standing, 1) AS standing,
  CASE
    WHEN p.status = 'deceased' THEN 'deceased'
    WHEN p.status = 'moved' THEN 'moved'
    WHEN r.standing > 1 THEN 'duplicate'
    WHEN h.state = 'deceased' THEN 'unknown'
    ELSE 'matched'
  END AS finding
FROM held AS h
INNER JOIN part_persons AS p ON p.person_id = h.person_id
LEFT JOIN ranked AS r ON r.card_id = h.card_id
