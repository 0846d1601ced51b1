-- One row per card of a baby who waits for a NIK, with the family of its family card:
-- the one in the village on the card, else the first of the regency; NULL where none
-- there has it.
WITH homes AS (
  SELECT
    village,
    kk,
    min(person_id) AS first_person
  FROM regency_residents
  WHERE kk IS NOT NULL
  GROUP BY village, kk
),
ranked AS (
  SELECT
    c.card_id,
    c.noka,
    c.kk,
    c.name,
    c.sex,
    c.birth_date,
    c.relation,
    c.segment,
    c.reason,
    c.rt,
    c.rw,
    coalesce(h.village, c.village) AS village,
    h.first_person,
    row_number() OVER (
      PARTITION BY c.card_id
      ORDER BY CASE WHEN h.village = c.village THEN 0 ELSE 1 END, h.village
    ) AS place
  FROM regency_cards AS c
  LEFT JOIN homes AS h
    ON h.kk = c.kk AND h.village - h.village % 1000000 = c.village - c.village % 1000000
  WHERE c.finding = 'newborn_waiting'
)
SELECT
  card_id,
  noka,
  kk,
  name,
  sex,
  birth_date,
  relation,
  segment,
  reason,
  rt,
  rw,
  village,
  first_person
FROM ranked
WHERE place = 1
