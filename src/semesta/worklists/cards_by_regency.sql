-- One row per card of the scope that a worklist asks about: not active, or owing, or of
-- a baby who waits for a NIK; with the regency of its owner, else that on the card.
WITH placed AS (
  SELECT
    c.card_id,
    c.noka,
    nullif(trim(c.kk), '') AS kk,
    c.name,
    c.sex,
    c.birth_date,
    c.relation,
    c.care_class,
    c.segment,
    c.state,
    c.reason,
    c.arrears_months,
    c.village,
    c.rt,
    c.rw,
    c.person_id,
    c.finding,
    CASE
      WHEN c.finding = 'newborn_waiting' THEN c.village
      ELSE c.person_village
    END AS place
  FROM cards AS c
  WHERE c.finding = 'newborn_waiting'
    OR c.finding IN ('matched', 'duplicate', 'unknown')
    AND c.person_id IS NOT NULL
    AND (c.state <> 'active' OR c.arrears_months > 0)
)
SELECT
  x.card_id,
  x.noka,
  x.kk,
  x.name,
  x.sex,
  x.birth_date,
  x.relation,
  x.care_class,
  x.segment,
  x.state,
  x.reason,
  x.arrears_months,
  x.village,
  x.rt,
  x.rw,
  x.person_id,
  x.finding,
  CAST((x.place - x.place % 1000000) / 1000000 AS INTEGER) AS regency
FROM placed AS x
CROSS JOIN parameters AS p
WHERE x.place >= p.first_village AND x.place <= p.last_village
